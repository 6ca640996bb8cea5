package house

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
)

// entered is a source that tests fill.
type entered struct {
	words []*content.Word
	pins  []*content.Pin
	err   error
}

func (e *entered) Words(context.Context) ([]*content.Word, error) { return e.words, e.err }
func (e *entered) Pins(context.Context) ([]*content.Pin, error)   { return e.pins, e.err }

func TestHouse(t *testing.T) {
	today := calendar.NewDate(2026, time.March, 20)
	none := new(House)
	if err := none.Load(t.Context()); err != nil || none.Words() != nil || none.Pins("Reise", today) != nil {
		t.Error("the zero House has something")
	}
	source := &entered{
		words: []*content.Word{
			{Kind: content.GroupWord, Members: []string{"Dienstreise", "Fahrt"}}, {Kind: content.StopWord, Members: []string{"Merkblatt"}},
			{Kind: content.AbbreviationWord, Members: []string{"KBA", "Kraftfahrt-Bundesamt"}},
		},
		pins: []*content.Pin{{ID: 1, Query: "Schöne Reise", Item: "x", Until: today}, {ID: 2, Query: "Kantine", Item: "x", Until: today - 1}},
	}
	h := New(source)
	if h.Words() != nil {
		t.Error("there are words before they are read")
	}
	if err := h.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(&search.House{Groups: [][]string{{"Dienstreise", "Fahrt"}, {"KBA", "Kraftfahrt-Bundesamt"}}, Stop: []string{"Merkblatt"}}, h.Words()); d != "" {
		t.Error(d)
	}
	for query, want := range map[string]bool{
		"Schöne Reise": true, "SCHOENE  reise": true, "schöne-reise?": true, "Reise": false, "Reise schöne": false, "schöne Reisen": false, "Kantine": false, "": false, "schöne -Reise": false,
	} {
		if got := h.Pins(query, today) != nil; got != want {
			t.Errorf("%q is pinned: %v", query, got)
		}
	}
	if h.Pins("schöne reise", today+1) != nil {
		t.Error("a pin counts after its last day")
	}
	// What cannot be read changes nothing.
	was := h.Words()
	source.err = errors.New("away")
	if err := h.Load(t.Context()); !errors.Is(err, source.err) || h.Words() != was {
		t.Errorf("after %v the words are others", err)
	}
}

// Of what an earlier program entered for one search, all that is not over counts, in
// the order of the numbers.
func TestPinsOfOneSearch(t *testing.T) {
	today := calendar.NewDate(2026, time.March, 20)
	h := New(&entered{pins: []*content.Pin{
		{ID: 1, Query: "Gruß", Item: "x", Until: today}, {ID: 2, Query: "GRÜSS", Item: "x", Until: today}, {ID: 3, Query: "gruss", Item: "x", Until: today - 1}, {ID: 4, Query: "ʼ", Item: "x", Until: today},
	}})
	if err := h.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	var got []int64
	for _, p := range h.Pins("Gruess", today) {
		got = append(got, p.ID)
	}
	if d := cmp.Diff([]int64{1, 2}, got); d != "" {
		t.Error(d)
	}
	if len(h.Pins("", today)) > 0 {
		t.Error("something is pinned for no words")
	}
}

// Words that a query would find together belong to one entry.
func TestSpellingOfWords(t *testing.T) {
	b := content.NewWordbook(Spelling(), []*content.Word{
		{ID: 1, Kind: content.GroupWord, Members: []string{"Fuß", "Bein"}}, {ID: 2, Kind: content.GroupWord, Members: []string{"Tages", "Datum"}},
		{ID: 3, Kind: content.GroupWord, Members: []string{"AIDS", "Reise im Auftrag"}},
	})
	for member, entry := range map[string]string{
		"fuss": "entry 1,", "FÜSSE": "entry 1,", "Beine": "entry 1,", "Tag": "entry 2,", "Daten": "", "aids": "entry 3,", "Reisen im Auftrag": "entry 3,", "Reise": "", "Aid": "entry 3,", "AIDA": "",
	} {
		_, err := b.Add(&content.Word{Kind: content.GroupWord, Members: []string{member, "Neuwort " + member}})
		if entry == "" && err != nil || entry != "" && (err == nil || !strings.Contains(err.Error(), "belongs to "+entry)) {
			t.Errorf("%s: %v, want %q", member, err, entry)
		}
	}
}

// Operators make another search of the same words: nothing is pinned for it, and no
// pin has them.
func TestNoPinWithOperators(t *testing.T) {
	today := calendar.NewDate(2026, time.March, 20)
	h := New(&entered{pins: []*content.Pin{{ID: 1, Query: "Feste Ramadan", Item: "x", Until: today}, {ID: 2, Query: "Feste -Weihnachten", Item: "x", Until: today}}})
	if err := h.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]bool{
		"Feste Ramadan": true, "Feste -Ramadan": false, `"Feste Ramadan"`: false, "„Feste“ Ramadan": false, "-Feste Ramadan": false,
		"Feste-Ramadan": true, "Feste - Ramadan": true, "Feste Weihnachten": false, "Feste -Weihnachten": false,
	} {
		if got := len(h.Pins(query, today)) > 0; got != want {
			t.Errorf("%q is pinned: %v", query, got)
		}
		p := &content.Pin{Query: query, Item: "x", Until: today}
		if err := p.Validate(); german.Operators(query) && (err == nil || !strings.Contains(err.Error(), "give the words alone")) {
			t.Errorf("%q as a pin: %v", query, err)
		}
	}
	for _, query := range []string{"Feste-Ramadan", "Feste - Ramadan", "Aus- und Fortbildung"} {
		if err := (&content.Pin{Query: query, Item: "x", Until: today}).Validate(); err != nil {
			t.Errorf("%q: %v", query, err)
		}
	}
}

// What is typed so far is completed by what the house calls so.
func TestCalledAlso(t *testing.T) {
	h := New(&entered{words: []*content.Word{
		{Kind: content.GroupWord, Members: []string{"Botenmeisterei", "Poststelle", "Amt für Briefe"}},
		{Kind: content.StopWord, Members: []string{"Haus"}},
	}})
	if err := h.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string][]string{
		"Boten": {"Poststelle", "Amt für Briefe"}, "poststelle": {"Botenmeisterei", "Amt für Briefe"}, "Amt für B": {"Botenmeisterei", "Poststelle"},
		"Bot": nil, "Haus": nil, "": nil, "Fest": nil,
	} {
		if got := h.CalledAlso(typed); !slices.Equal(got, want) {
			t.Errorf("%q is called also %q, want %q", typed, got, want)
		}
	}
	if got := new(House).CalledAlso("Botenmeisterei"); got != nil {
		t.Errorf("a house without words calls it %q", got)
	}
}
