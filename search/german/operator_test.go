package german

import (
	"testing"

	"vielfalt/search"
)

func TestHolds(t *testing.T) {
	for _, tt := range []struct {
		phrase, text string
		want         bool
	}{
		{"Rat der Stadt", "Der RAT DER STADT tagt", true},
		{"Rat Stadt", "Rat der Stadt", false},
		{"Rat der Stadt", "Rat der großen Stadt, der Stadt Rat", false},
		{"ja ja nein", "Ja, ja, ja, nein!", true}, // what comes too early
		{"Ämter", "aemter", true},
		{"amter", "Die Ämter", true},
		{"ete", "Été", true},
		{"11.5", "Dezernat 11.5", true},
		{"праздник", "Это Праздник", true},
		{"Kolleginnen feiern", "Unsere Kolleg*innen feiern", true},
		{"innen feiern", "Mitarbeiter*innen feiern", false}, // the ending is no word
		{"Fest", "Feste", false},
	} {
		p := &Plan{phrases: [][]string{texts(Words(tt.phrase))}}
		if got := p.Holds(search.Document{Body: tt.text}); got != tt.want {
			t.Errorf("%q holds %q: %t, want %t", tt.text, tt.phrase, got, tt.want)
		}
	}
	if p := (&Plan{}); !p.Holds(search.Document{Body: "Alles"}) {
		t.Error("a document does not hold nothing")
	}
	both := &Plan{phrases: [][]string{{"rat"}, {"der", "stadt"}}}
	if !both.Holds(search.Document{Title: "Der Rat", Body: "In der Stadt"}) || both.Holds(search.Document{Title: "Der Rat", Body: "Stadt"}) {
		t.Error("each phrase is looked for in all texts")
	}
}
