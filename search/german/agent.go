package german

import "strings"

// Snowball cuts -er off all words, and makes a bicycle of a driver (Fahr-er, Fahr-rad)
// and pressure of a printer (Druck-er). It is an ending of plurals and of adjectives
// alone: everything else keeps it.

// plurals are nouns with a plural in -er, and ends of their compounds, folded, in the
// form before it.
var plurals = set([]string{`amt bad band bild blatt brett buch bund dach denkmal dorf ei fach fass feld gebiet geist geld gemach geschlecht gesicht
	gespenst gewand glas glied gott grab gras gut haus holz horn huhn hut irrtum kalb kind kleid korn kraut lamm land leib licht lied loch mahl mann maul
	mitglied mund nest ort pfand rad rand reich reichtum rind ross schild schloss schwert spital stift strauch tal tuch tum volk wald weib wort wurm`})

// adjectives are adjectives without an ending by which they are known, folded; -er is
// one of theirs.
var adjectives = set([]string{`alt arm blau blind braun breit bunt dunkl dunn echt eigen eng ernst fair falsch fein fern fest flach frei fremd freund froh fruh ganz gelb genau
	gering gesund gleich grau gross grun gut halb hart heilig heiss hell hoh hohl interkulturell international jung kahl kalt katholisch klar klein klug krank kurz lang laut
	leer leicht leis lieb link mild modern mutig nah nass national neu offen offiziell orthodox privat queer recht reich rein roh rot rund ruhig sanft sauber scharf schlecht
	schmal schnell schon schrag schwach schwarz schwer sicher sozial spat stark steil still streng stumm suss taub teur tief tot traditionell treu trock voll vorder wach wahr warm
	weich weis weiss weit welch wild wund zart offentlich kulturell religios aktuell speziell digital regional kommunal`})

// adjectival are the endings of adjectives and ordinal numbers. No two of them end a word
// at once.
var adjectival = []string{"e", "en", "er", "es", "em"}

// leastAdjective is how many letters an adjective has at least before its ending.
const leastAdjective = 4

// Declined returns a name with its first word in all forms of an adjective: "erste
// Advent" is "Erster Advent", and the "jüdischen Neujahr" the "Jüdisches Neujahr". There
// are none if it is no adjective, or alone.
func Declined(name string) []string {
	first, rest, ok := strings.Cut(name, " ")
	if !ok {
		return nil
	}
	var out []string
	for _, end := range adjectival {
		base, ok := strings.CutSuffix(first, end)
		if !ok || len(base) < leastAdjective {
			continue
		}
		for _, other := range adjectival {
			out = append(out, base+other+" "+rest)
		}
	}
	return out
}

// derived are the ends of words to which -er is an ending of adjectives.
var derived = []string{"isch", "lich", "ig", "bar", "los", "sam", "haft", "end", "iert", "bt", "gt", "kt", "lt", "mt", "nt", "pt", "rt", "st", "et", "ell", "iv", "al", "os", "voll", "reich", "frei"}

// agent returns the stem of a noun in -er, -ern or -ers, and false for other words.
func agent(w string) (string, bool) {
	base, ok := strings.CutSuffix(w, "er")
	if !ok {
		if base, ok = strings.CutSuffix(w, "ern"); !ok {
			base, ok = strings.CutSuffix(w, "ers")
		}
	}
	if !ok || len(base) < 3 || adjectives[base] {
		return "", false
	}
	for n := 2; n <= len(base); n++ { // also as the end of a compound
		if plurals[base[len(base)-n:]] {
			return "", false
		}
	}
	for _, end := range derived {
		if strings.HasSuffix(base, end) && len(base) >= len(end)+3 {
			return "", false
		}
	}
	return base + "er", true
}

// doing returns what somebody does who is called by a folded noun in -er: "begleiten"
// of a Begleiter; none of other words.
func doing(w string) []string {
	s, ok := agent(masculine(w))
	if base := strings.TrimSuffix(s, "er"); ok && len(base) >= minPart {
		return []string{base + "en", base + "et"}
	}
	return nil
}
