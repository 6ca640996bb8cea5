package german

import "testing"

func TestSpoken(t *testing.T) {
	for words, want := range map[string]string{
		"elf": "11", "sechsunddreißig Punkt zwei": "36.2", "drei Punkt null acht": "3.08", "drei sechs zwei": "362", "elf Punkt": "11",
		"Punkt": "", "Schule": "", "elf Schule": "11", "vier Punkt zwei Punkt drei": "4.2", "null": "0",
	} {
		number, length := spoken(words)
		if number != want || length > len(words) {
			t.Errorf("%q says %q in %d bytes, want %q", words, number, length, want)
		}
	}
}

func TestSpokenNumbersAreKeys(t *testing.T) {
	for query, want := range map[string]string{
		"Dezernat elf": "d11", "dezernat Sechsunddreißig Punkt zwei Leitung": "d36.2", "Raum drei Punkt null acht": "r3.08", "Durchwahl drei sechs zwei": "t362",
		"wer hat Apparat vier sieben eins": "t471", "Zimmer zwei Punkt elf bitte": "r2.11", "Raum der Stille": "", "Dezernat Schule": "", "Nummer eins": "",
	} {
		got := ""
		for _, n := range recognise(query, func(string) bool { return false }) {
			got = n.keys[0][len(Key):]
		}
		if got != want {
			t.Errorf("%q asks for %q, want %q", query, got, want)
		}
	}
}
