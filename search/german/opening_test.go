package german

import "testing"

// No end of a word is left unstemmed whose stem is one that compounds may consist of.
func TestOpenings(t *testing.T) {
	words := good().words
	if testing.Short() {
		words = words[:2000]
	}
	for _, w := range words {
		for i := range len(w) - minPart + 1 {
			end := w[i:]
			if !partWord(end) || respelt(end[:min(len(end), opened+1)]) {
				continue
			}
			s := stem(end)
			if s[:min(4, len(s))] != end[:min(4, len(s))] {
				t.Errorf("the stem of %s is %s", end, s)
			}
			var o openings
			if o.add(s); !o.has(end) {
				t.Errorf("%s cannot have its stem %s", end, s)
			}
		}
	}
	var o openings
	for _, s := range []string{"tag", "haus", "fest", "año"} {
		o.add(s)
	}
	for w, want := range map[string]bool{"tage": true, "taglich": true, "hausern": true, "hau": false, "rtage": false, "fess": false, "4711": true, "émile": true} {
		if o.has(w) != want {
			t.Errorf("%s may have a stem: %t, want %t", w, !want, want)
		}
	}
}
