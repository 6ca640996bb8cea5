package german

import "testing"

func TestTells(t *testing.T) {
	for word, want := range map[string]bool{
		"ukrainischer": true, "polnischen": true, "türkische": true, "jüdisch": true, "deutscher": true, "kurdisches": true, "Tisch": false, "frischer": false,
		"Fest": false, "Unabhängigkeitstag": false, "": false, "Mensch": false, "menschlich": false, "Fischer": false,
	} {
		if got := Tells(word); got != want {
			t.Errorf("%q tells: %t", word, got)
		}
	}
}
