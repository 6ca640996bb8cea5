package german

import "testing"

func TestOrdinal(t *testing.T) {
	for word, want := range map[string]int{
		"erste": 1, "zweiter": 2, "dritten": 3, "siebter": 7, "siebenter": 7, "achten": 8, "neunter": 9, "zwolfter": 12, "neunzehnter": 19, "zwanzigste": 20,
		"vierundzwanzigsten": 24, "einunddreissigster": 31, "zweiunddreissigster": 0, "neunster": 0, "zwanzigter": 0, "acht": 0, "guter": 0, "achter": 8, "": 0, "er": 0, "ster": 0,
	} {
		if got := ordinal(word); got != want {
			t.Errorf("ordinal(%q) = %d, want %d", word, got, want)
		}
	}
}

func TestDated(t *testing.T) {
	for text, want := range map[string]string{
		"siebter Dezember": "7. dezember", "Elfter elfter": "11. november", "dritten Oktober 2027": "3. oktober 2027", "erster Eindruck": "erster Eindruck", "erster Mai im Garten": "erster Mai im Garten", "": "", "Mai": "Mai",
	} {
		if got := Dated(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestWithDates(t *testing.T) {
	for text, want := range map[string]string{
		"am siebten Dezember": "am 7 dezember", "elfter elfter Laternen": "11 november laternen", "erster Mai": "1 mai", "der erste Eindruck": "der erste eindruck",
		"erster dreizehnter": "erster dreizehnter", "24. Dezember": "24 dezember", "zweiter": "zweiter",
	} {
		got := ""
		for i, w := range withDates(Words(text)) {
			if i > 0 {
				got += " "
			}
			got += w.Text
		}
		if got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
