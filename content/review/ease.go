package review

import (
	"regexp"
	"strings"
	"unicode"

	"vielfalt/content/markup"
)

// Reading says how much there is to read, and how easy it is.
type Reading struct {
	Words, Sentences int
	// Minutes is the reading time, at least 1.
	Minutes int
	// Ease is the reading ease of German after Toni Amstad: 180 less the words
	// of a sentence, less 58.5 times the syllables of a word; about 0 (very hard)
	// to 100 (very easy). It says nothing of fewer than 20 words, or of another
	// language.
	Ease float64
	// Band names the ease, as a message of themes/locale; empty if Ease says
	// nothing.
	Band string
}

const (
	wordsPerMinute = 150
	fewWords       = 20
)

// bands are the bands of the ease, from the easiest.
var bands = []struct {
	from float64
	key  string
}{
	{80, "ease.very-easy"}, {70, "ease.easy"}, {60, "ease.medium"}, {40, "ease.hard"}, {-1000, "ease.very-hard"},
}

// Read measures a German text in Markdown.
func Read(md string) Reading {
	o, err := markup.OutlineOf(md)
	if err != nil {
		return Reading{Minutes: 1}
	}
	var r Reading
	syllables := 0
	for _, s := range sentencesOf(o.Blocks) {
		w := words(s)
		if len(w) == 0 {
			continue
		}
		r.Sentences++
		r.Words += len(w)
		for _, x := range w {
			syllables += syllablesOf(x)
		}
	}
	r.Minutes = max(1, (r.Words+wordsPerMinute-1)/wordsPerMinute)
	if r.Words < fewWords {
		return r
	}
	r.Ease = 180 - float64(r.Words)/float64(r.Sentences) - 58.5*float64(syllables)/float64(r.Words)
	for _, b := range bands {
		if r.Ease >= b.from {
			r.Band = b.key
			break
		}
	}
	return r
}

// words returns the words of a text, without the signs around them.
func words(s string) []string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		if w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// abbreviations do not end a sentence. Single letters do not either.
var abbreviations = regexp.MustCompile(`(?i)^(?:bzw|ca|dr|etc|evtl|ggf|hl|inkl|jh|max|min|mind|mio|mrd|nr|prof|sog|st|str|tel|usw|vgl|chr|rel|ev|kath|mag|dipl|art|abs|hrsg|vol|bd)\.$`)

// sentencesOf returns the sentences of blocks; none goes on from one to the
// next.
func sentencesOf(blocks []string) []string {
	var out []string
	for _, b := range blocks {
		out = append(out, sentences(b)...)
	}
	return out
}

// sentences splits a text at its full stops.
func sentences(s string) []string {
	var out []string
	var line []string
	fields := strings.Fields(s)
	for i, w := range fields {
		line = append(line, w)
		if endsSentence(w, i+1 < len(fields) && startsSmall(fields[i+1])) {
			out = append(out, strings.Join(line, " "))
			line = nil
		}
	}
	if len(line) > 0 {
		out = append(out, strings.Join(line, " "))
	}
	return out
}

// endsSentence reports whether a sentence ends with a word. After a number with
// a full stop, it goes on: 9. März, 3. Advent.
func endsSentence(w string, small bool) bool {
	w = strings.TrimRight(w, `)]}"'“”„»«›‹’`)
	switch {
	case w == "":
		return false
	case strings.HasSuffix(w, "!") || strings.HasSuffix(w, "?"):
		return !small // a cry within a sentence
	case !strings.HasSuffix(w, ".") && !strings.HasSuffix(w, "…"):
		return false
	case small || abbreviations.MatchString(w):
		return false
	}
	if w == "…" || w == "..." {
		return true
	}
	stem := strings.TrimLeft(strings.TrimRight(w, ".…"), `([„"'»«`)
	letters := []rune(stem)
	if len(letters) <= 1 || strings.Contains(stem, ".") && len(letters) <= 3 { // z.B., z. B., A. Muster
		return false
	}
	number := strings.Trim(stem, "0123456789") == ""
	return !number || len(letters) > 2 // a year ends a sentence, an ordinal does not
}

func startsSmall(w string) bool {
	for _, r := range w {
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
		if unicode.IsDigit(r) {
			return false
		}
	}
	return false
}

// diphthongs are two vowels in one syllable.
var diphthongs = map[string]bool{"ai": true, "au": true, "ay": true, "äu": true, "ei": true, "eu": true, "ey": true, "ie": true, "oi": true, "ou": true, "oy": true, "ui": true, "aa": true, "ee": true, "oo": true}

// syllablesOf counts the syllables of a German word, at least one.
func syllablesOf(w string) int {
	n := 0
	var vowel rune // the one before, if it can be the first of a diphthong
	for i, r := range []rune(strings.ToLower(w)) {
		switch {
		case !strings.ContainsRune("aeiouyäöüáàâéèêíìîóòôúùûāīūåæøı", r) || r == 'y' && i == 0:
			vowel = 0
		case vowel != 0 && diphthongs[string([]rune{vowel, r})]:
			vowel = 0
		default:
			n++
			vowel = r
		}
	}
	return max(1, n)
}
