package german

import "testing"

// The codes of the paper, and of names in this field.
func TestSound(t *testing.T) {
	for in, want := range map[string]string{
		"Müller-Lüdenscheidt": "65752682", "Wikipedia": "3412", "Breschnew": "17863", "Heinz Classen": "068586", "Maier": "67", "Meyer": "67",
		"Chanukka": "464", "Kanucka": "464", "Schmidt": "862", "Schmitt": "862", "Philipp": "351", "": "", "חנוכה": "", "4711": "",
	} {
		if got := sound(Fold(in)); got != want {
			t.Errorf("sound(%q) = %q, want %q", in, got, want)
		}
	}
}
