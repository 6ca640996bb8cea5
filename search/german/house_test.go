package german

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vielfalt/search"
)

// others returns the other members that a house gives to each ask of a query.
func others(t *testing.T, x *Lexicon, h *search.House, text string) string {
	t.Helper()
	p := &Plan{house: x.lang.houseOf(h)}
	rest, phrases, _ := x.operators(text)
	p.phrases = phrases
	var out []string
	for _, a := range x.asks(rest, p) {
		var texts []string
		for _, m := range a.others {
			texts = append(texts, m.text)
		}
		from, to := a.span()
		out = append(out, rest[from:to]+"→"+strings.Join(texts, "/"))
	}
	return strings.Join(out, " ")
}

// The longest member counts, folded by stem; an abbreviation is no other word's
// stem; what is quoted is meant as it is written.
func TestHouseMembers(t *testing.T) {
	x := lexicon(t, "Reise im Auftrag", "AIDS", "Aid", "Dezernat 36")
	h := &search.House{
		Groups: [][]string{{"Auftrag", "Order"}, {"Reise im Auftrag", "Dienstreise"}, {"AIDS", "Immunschwäche"}, {"Dezernat 36", "Integration"}, {"DA", "Dienstanweisung"}},
		Stop:   []string{"Merkblatt"},
	}
	for text, want := range map[string]string{
		"Auftrag":                 "Auftrag→Order",
		"Aufträge":                "Aufträge→Order",
		"Reise im Auftrag":        "Reise→Dienstreise Auftrag→Dienstreise",
		"Reisen im Auftrag neu":   "Reisen→Dienstreise Auftrag→Dienstreise neu→",
		"Reise Auftrag":           "Reise→ Auftrag→Order",
		`"Reise im Auftrag"`:      "Reise→ Auftrag→",
		"aids":                    "aids→Immunschwäche",
		"Aid":                     "Aid→",
		"Dezernat 36":             "Dezernat 36→Integration",
		"Dezernat 37 Integration": "Dezernat 37→ Integration→Dezernat 36",
		"DA":                      "DA→Dienstanweisung",
		"da kommt Besuch":         "kommt→ Besuch→",
		"Merkblatt Auftrag":       "Auftrag→Order",
		"Merkblätter":             "Merkblätter→",
	} {
		if got := others(t, x, h, text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// A house is read once, and the next one takes its place.
func TestHouseOf(t *testing.T) {
	l := language(t)
	a, b := &search.House{Stop: []string{"a"}}, &search.House{Stop: []string{"a"}}
	first := l.houseOf(a)
	if l.houseOf(a) != first {
		t.Error("the same house was read twice")
	}
	if l.houseOf(b) == first {
		t.Error("another house was taken for the first")
	}
	if l.houseOf(nil) != nil {
		t.Error("no house has words")
	}
}

// Two thousand groups cost a query next to nothing.
func BenchmarkHouse(b *testing.B) {
	h := &search.House{}
	for i := range 2000 {
		var g []string
		for j := range 20 {
			g = append(g, fmt.Sprintf("wort%sx%d", strings.Repeat("a", i%7), i*20+j))
		}
		h.Groups = append(h.Groups, g)
	}
	x := lexicon(b, "Reise im Auftrag")
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			x.lang.houseOf(&search.House{Groups: slices.Clone(h.Groups)})
		}
	})
	b.Run("next", func(b *testing.B) {
		for b.Loop() {
			x.PlanFor(search.Query{Text: "Reise im Auftrag", House: h})
		}
	})
}
