package themes

import "testing"

// What only those load who are signed in stays small all the same.
func TestDeskAssetsAreSmall(t *testing.T) {
	th, err := Load("classic", "")
	if err != nil {
		t.Fatal(err)
	}
	for name, most := range map[string]int{"redaktion.js": 25 << 10, "redaktion.css": 12 << 10} {
		if n := len(th.Assets()[name]); n == 0 || n > most {
			t.Errorf("%s has %d bytes, at most %d are allowed", name, n, most)
		}
	}
}
