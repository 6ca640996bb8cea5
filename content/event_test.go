package content_test

import (
	"testing"

	"vielfalt/content"
)

func TestNamed(t *testing.T) {
	off := &content.Event{Cancelled: true}
	for title, want := range map[string]string{
		"Abgesagt: Weihnachtsfeier": "Weihnachtsfeier", "ABGESAGT! Lesung": "Lesung", "Canceled: Lunch": "Lunch", "cancelled - Lunch": "Lunch", "Fällt aus – Chor": "Chor",
		"Abgesagt": "Abgesagt", "Abgesagt: ": "Abgesagt: ", "Abgesagte Feste": "Abgesagte Feste", "Lesung (abgesagt)": "Lesung (abgesagt)", "": "",
	} {
		if got := off.Named(title); got != want {
			t.Errorf("%q is named %q, want %q", title, got, want)
		}
	}
	if got := new(content.Event).Named("Abgesagt: der Krieg"); got != "Abgesagt: der Krieg" {
		t.Errorf("what takes place is named %q", got)
	}
}
