package german

import "testing"

func TestLatinPlurals(t *testing.T) {
	for one, more := range map[string]string{"museum": "museen", "ministerium": "ministerien", "zentrum": "zentren", "praktikum": "praktika", "studium": "studien", "medium": "medien"} {
		if a, b := stem(one), stem(more); a != b {
			t.Errorf("the stem of %q is %q, that of %q is %q", one, a, more, b)
		}
	}
	for a, b := range map[string]string{"datum": "daten", "ideen": "ideum", "publikum": "publika"} {
		if stem(a) == stem(b) {
			t.Errorf("%q and %q have the stem %q", a, b, stem(a))
		}
	}
}
