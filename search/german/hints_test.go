package german

import (
	"slices"
	"strings"
	"testing"
)

// No word lacks the hint of its stem, or of that of a part of it.
func TestHints(t *testing.T) {
	x := language(t).NewLexicon()
	words := good().words
	for _, w := range words {
		x.Load(x.Counted(w, 1))
	}
	passed := 0
	for i, w := range words {
		w += []string{"", "innen", words[i*7%len(words)]}[i%3]
		f := x.lookup(w)
		for _, s := range append(f.parts, f.stem) {
			var h hints
			h.add(s)
			if !h.may(w) {
				t.Errorf("%q is said not to have %q", w, s)
			}
			if h.may(words[i*13%len(words)]) {
				passed++
			}
		}
	}
	if passed > len(words) {
		t.Errorf("hints let %d words pass, of twice as many as %d", passed, len(words))
	}
}

// A text is marked as if every word of it were read.
func TestHintsInTexts(t *testing.T) {
	laws := strings.Split(lawsText, "\n")
	queries := []string{
		"Kinderhilfe", "Jugendhilfe", "Hauptausgang", "Schiffsfahrt", "Ramadanfest", "Email", "KBA", "IT", "AEROSOL", "Photographie",
		"Gesetz über Feiertage", "Feiertagsgesetz", "Zuckerfest", "§ 9", "Raum 3.05", "Quran", "Ärztin", "Fahrer", "Straße", "Wärmeschutz", "O’Neill",
	}
	texts := []string{
		"Die Kinder- und Jugendhilfe, der Haupteingang und -ausgang. Bus-, Straßenbahn-, Bahn- und Schiffsfahrt",
		"Das Ramadan-Fest per E-Mail an die KBA. Die IT und Aerosole, it’s PHOTOGRAPHIE", "Gesetz über die Feiertage; FEIERTAGSGESETZ. Ein Gesetz. Feiertage",
		"Nach § 9 im Raum 3.05: der Qur’an, Ärzt*innen und Fahrer/-innen aus der STRASSE, Wärme- und Schallschutz bei O'Neill und O`Neill", "Şeker Bayramı, Zucker\u00adfest und Zuckerfest-Feier",
	}
	for i := 0; i < len(laws); i += 97 {
		texts = append(texts, laws[i])
	}
	x := lexicon(t, texts...)
	for _, q := range queries {
		p, marks := x.Plan(q), 0
		for _, text := range texts {
			marks += sameWithoutHints(t, p, text)
		}
		if marks == 0 {
			t.Errorf("Plan(%q) marks nothing", q)
		}
	}
}

// sameWithoutHints returns how much a plan marks in a text, with and without hints.
func sameWithoutHints(t *testing.T, p *Plan, text string) int {
	t.Helper()
	with, all := plain(text), *p
	all.wanted = nil
	got, want := p.marked(with), all.marked(with)
	if !slices.Equal(got, want) {
		t.Errorf("Plan(%q) marks %v in %q, without hints %v", p.text, got, with, want)
	}
	return len(got)
}
