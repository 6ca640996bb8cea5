package german

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// minGendered is how many bytes a word has at least before a feminine ending
// that is set apart: "und/in" is no noun.
const minGendered = 3

// feminine returns the feminine ending with which a text begins, as in
// "Kolleg|*innen", "Lehrer|/-in" and "Schüler|(innen)", and its length in bytes;
// 0 if there is none.
func feminine(text string) (ending string, length int) {
	rest := text
	switch {
	case strings.HasPrefix(rest, "("):
		rest = strings.TrimPrefix(rest[1:], "-")
	case strings.HasPrefix(rest, "/"):
		rest = strings.TrimPrefix(rest[1:], "-")
	default:
		r, n := utf8.DecodeRuneInString(rest)
		switch r {
		case '*', ':', '_', '·', '•':
			rest = rest[n:]
		default:
			return "", 0
		}
	}
	for _, ending := range []string{"innen", "in"} {
		after, ok := strings.CutPrefix(rest, ending)
		if !ok {
			continue
		}
		if text[0] == '(' {
			if after, ok = strings.CutPrefix(after, ")"); !ok {
				continue
			}
		}
		if r, _ := utf8.DecodeRuneInString(after); unicode.IsLetter(r) || unicode.IsDigit(r) {
			continue
		}
		return ending, len(text) - len(after)
	}
	return "", 0
}

// persons are the ends of masculine nouns to which -in is added, folded, and how
// long such a noun is at least. Umlauts need no thought: they are folded away.
var persons = []struct {
	end   string
	least int
}{
	{"er", 5}, {"ist", 5}, {"ent", 6}, {"ant", 6}, {"log", 6}, {"agog", 6}, {"or", 5}, {"at", 6}, {"it", 6}, {"eur", 6}, {"id", 4},
	{"beamt", 5}, {"arzt", 4}, {"anwalt", 6}, {"kolleg", 6}, {"freund", 6}, {"jud", 3}, {"muslim", 6}, {"moslem", 6}, {"konig", 5}, {"koch", 4}, {"wirt", 4}, {"chef", 4},
	{"nachbar", 7}, {"held", 4}, {"furst", 5}, {"genoss", 6}, {"zeug", 4}, {"kund", 4}, {"turk", 4}, {"kurd", 4}, {"franzos", 7}, {"russ", 4}, {"griech", 6},
	{"patriarch", 9}, {"expert", 6}, {"erb", 3}, {"gatt", 4}, {"sanger", 6}, {"bot", 3}, {"dan", 3}, {"schwed", 6}, {"finn", 4}, {"pol", 3}, {"chines", 6}, {"portugies", 9},
}

// notPersons are words, folded, that end as if women were meant, and compounds
// with them.
var notPersons = []string{
	"beginnen", "gewinnen", "besinnen", "entsinnen", "ersinnen", "nachsinnen", "spinnen", "binnen", "drinnen", "darinnen", "linnen", "zinnen",
	"entrinnen", "verrinnen", "zerrinnen", "dachrinnen", "regenrinnen", "glyzerin", "glycerin",
}

// masculine returns the masculine form of a folded word for women, as far as
// stems need it, and any other word as it is: fahrerin and fahrerinnen become
// fahrer, kolleginnen becomes kolleg.
func masculine(w string) string {
	if !strings.HasSuffix(w, "in") && !strings.HasSuffix(w, "innen") {
		return w
	}
	for _, not := range notPersons {
		if strings.HasSuffix(w, not) || w == "gerinnen" { // and singers: Sängerinnen
			return w
		}
	}
	if base, ok := strings.CutSuffix(w, "innen"); ok {
		if len(base) > minGendered {
			return base
		}
		return w
	}
	base := strings.TrimSuffix(w, "in")
	for _, p := range persons {
		if len(base) >= p.least && strings.HasSuffix(base, p.end) {
			return base
		}
	}
	return w
}

// someone are the ends of compounds for people by their gender, folded.
var someone = []string{"mann", "frau", "leute", "manner", "frauen", "person", "personen"}

// personOf returns what a folded compound says that somebody is or belongs to, or "":
// "feuerwehr" of a Feuerwehrfrau.
func personOf(w string) string {
	for _, end := range someone {
		if base, ok := strings.CutSuffix(w, end); ok && len(base) >= minPart {
			return base
		}
	}
	return ""
}

// samePerson returns a folded compound for somebody with the other genders, none of other
// words: Kaufmann, Kauffrau, Kaufleute.
func samePerson(w string) []string {
	base := personOf(w)
	if base == "" {
		return nil
	}
	var out []string
	for _, end := range someone {
		if base+end != w {
			out = append(out, base+end)
		}
	}
	return out
}
