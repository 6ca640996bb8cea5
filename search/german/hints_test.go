package german

import "testing"

// No word lacks the hint of its stem, or of that of a part of it.
func TestHints(t *testing.T) {
	x := language(t).NewLexicon()
	words := good().words
	for _, w := range words {
		x.Load(w, 1)
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
