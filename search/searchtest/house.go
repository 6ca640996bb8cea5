package searchtest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
	"vielfalt/search"
)

// testHouse tests that the house's own words widen queries: a group whichever of
// its members is asked for, after what is written as it was typed, and marked; that
// its stop words demand nothing; and that another house's do not.
func testHouse(t *testing.T, x search.Index) {
	filler := "Bitte rechtzeitig anmelden und abrechnen."
	put(t, x,
		article("trip", "Dienstreisen", filler), article("drive", "Der Ausflug", filler), article("mission", "Reise im Auftrag", filler),
		article("office", "Kraftfahrt-Bundesamt", "Hier gibt es Punkte."), article("kba", "Neues vom KBA", "Es zieht um."),
		article("lower", "Ein kba ist keins", ""), article("bem", "Betriebliches Eingliederungsmanagement", "nach langer Krankheit"),
		article("sheet", "Merkblatt zur Kantine", ""), article("canteen", "Die Kantine", ""), article("order", "Auftrag zur Lieferung", ""),
		contact("dez", "Anna Grünspecht", "36", "02931 82-1234", ""), article("am", "Neues zur Arbeitsmedizin", ""), article("monday", "Am Montag", ""),
	)
	house := &search.House{
		Groups: [][]string{
			{"Dienstreise", "Ausflug", "Reise im Auftrag", "Kantina"}, {"KBA", "Kraftfahrt-Bundesamt"}, {"BEM", "Betriebliches Eingliederungsmanagement"},
			{"Wegweiserstelle", "Dezernat 36"}, {"AM", "Arbeitsmedizin"}, {"", "?!"},
		},
		Stop: []string{"Merkblatt", "Lieferung"},
	}
	asked := func(text string, h *search.House) []string {
		got := ids(find(t, x, search.Query{Text: text, House: h, Limit: 100}).Hits)
		slices.Sort(got)
		return got
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Dienstreise", []string{"drive", "mission", "trip"}}, {"Dienstreisen", []string{"drive", "mission", "trip"}},
		{"Ausflug", []string{"drive", "mission", "trip"}}, {"Ausflüge", []string{"drive", "mission", "trip"}},
		{"Reise im Auftrag", []string{"drive", "mission", "trip"}}, {"Reise im Auftrag abrechnen", []string{"drive", "mission", "trip"}},
		{"Dienstreise abrechnen", []string{"drive", "mission", "trip"}}, {"Dienstreise Kantine Krankheit", nil},
		{"Kantina", []string{"drive", "mission", "trip"}}, // which is no misspelt Kantine
		{"KBA", []string{"kba", "office"}}, {"kba", []string{"kba", "lower", "office"}}, {"Kraftfahrt-Bundesamt", []string{"kba", "office"}}, {"kraftfahrt bundesamt", []string{"kba", "office"}},
		{"BEM", []string{"bem"}}, {"bem", []string{"bem"}}, {"Wegweiserstelle", []string{"dez"}}, {"Auftrag", []string{"mission", "order"}},
		{"AM", []string{"am"}}, {"am Montag", []string{"monday"}},
		// stop words
		{"Merkblatt Kantine", []string{"canteen", "sheet"}}, {"Merkblätter Kantine", []string{"canteen", "sheet"}}, {"Merkblatt", []string{"sheet"}}, {"das Merkblatt", []string{"sheet"}},
		// operators
		{`"Ausflug"`, []string{"drive"}}, {"Dienstreise -Ausflug", []string{"mission", "trip"}},
	} {
		if got := asked(c.text, house); c.want != nil && !slices.Equal(got, c.want) {
			t.Errorf("Search(%q) finds %v, want %v", c.text, got, c.want)
		}
	}
	if got := find(t, x, search.Query{Text: "Dienstreisen", House: house}).Hits; got[0].ID != "trip" {
		t.Errorf("first is %s, not what is written as it was typed", got[0].ID)
	}
	if r := find(t, x, search.Query{Text: "Kantina", House: house}); r.DidYouMean != "" || len(r.Without) > 0 {
		t.Errorf("of the house's own word: %q, without %q", r.DidYouMean, r.Without)
	}
	// What was found is marked.
	for text, want := range map[string]map[string][]string{
		"Dienstreise": {"drive": {"Ausflug"}, "trip": {"Dienstreisen"}, "mission": {"Reise", "Auftrag"}},
		"KBA":         {"kba": {"KBA"}, "office": {"Kraftfahrt", "Bundesamt"}},
	} {
		for _, h := range find(t, x, search.Query{Text: text, House: house}).Hits {
			if diff := cmp.Diff(want[h.ID], marks(h.Title)); diff != "" {
				t.Errorf("Search(%q): marks in %s (-want +got):\n%s", text, h.ID, diff)
			}
		}
	}
	// Without its words, with others, and with the same once more.
	other := &search.House{Groups: [][]string{{"Ausflug", "Kantine"}}}
	for _, c := range []struct {
		house *search.House
		want  []string
	}{{nil, []string{"drive"}}, {other, []string{"canteen", "drive", "sheet"}}, {&search.House{}, []string{"drive"}}, {house, []string{"drive", "mission", "trip"}}} {
		if got := asked("Ausflug", c.house); !slices.Equal(got, c.want) {
			t.Errorf("with %+v: %v, want %v", c.house, got, c.want)
		}
	}
}

// testExcept tests that items are left out of hits and their number, and counted
// by facets.
func testExcept(t *testing.T, x search.Index) {
	page := func(id string, n int) search.Document {
		return search.Document{ID: id, Item: "bro", Page: n, Type: content.TypeBrochure, Title: "Feste"}
	}
	put(t, x, article("a", "Feste", ""), article("b", "Feste feiern", ""), page("bro-p1", 1), page("bro-p2", 2))
	types := []content.Count{{Value: "article", N: 2}, {Value: "brochure", N: 2}}
	for _, c := range []struct {
		query search.Query
		want  []string
	}{
		{search.Query{}, []string{"a", "b", "bro-p1", "bro-p2"}}, {search.Query{Except: []string{"a"}}, []string{"b", "bro-p1", "bro-p2"}},
		{search.Query{Except: []string{"bro"}}, []string{"a", "b"}}, {search.Query{Except: []string{"not-there"}}, []string{"a", "b", "bro-p1", "bro-p2"}},
		{search.Query{Except: []string{"bro"}, Types: []content.Type{content.TypeBrochure}}, nil},
	} {
		c.query.Text = "Feste"
		r := find(t, x, c.query)
		got := ids(r.Hits)
		slices.Sort(got)
		if !slices.Equal(got, c.want) || r.Total != len(c.want) {
			t.Errorf("%+v finds %v of %d, want %v", c.query, got, r.Total, c.want)
		}
		if diff := cmp.Diff(types, r.Facets[search.ByType]); diff != "" {
			t.Errorf("%+v: types (-want +got):\n%s", c.query, diff)
		}
	}
	// Nothing else is found instead.
	if r := find(t, x, search.Query{Text: "feiern", Except: []string{"b"}}); r.Total != 0 || len(r.Hits) != 0 || r.DidYouMean != "" {
		t.Errorf("but for the only one: %+v", r)
	}
}
