package searchtest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
	"vielfalt/search"
)

// Run tests that an implementation of search.Index keeps its contract. open
// returns a new, empty index for each test and arranges for it to be closed.
func Run(t *testing.T, open func(t *testing.T) search.Index) {
	for _, c := range []struct {
		name string
		test func(t *testing.T, x search.Index)
	}{
		{"Empty", testEmpty},
		{"PutReplaceDelete", testPutReplaceDelete},
		{"DeleteItem", testDeleteItem},
		{"Words", testWords},
		{"PartLearnedLater", testPartLearnedLater},
		{"Ranking", testRanking},
		{"Numbers", testNumbers},
		{"Departments", testDepartments},
		{"Filters", testFilters},
		{"Paging", testPaging},
		{"All", testAll},
		{"Fold", testFold},
		{"Marks", testMarks},
		{"Excerpt", testExcerpt},
		{"DidYouMean", testDidYouMean},
		{"Suggest", testSuggest},
		{"Days", testDays},
		{"Titles", testTitles},
		{"Related", testRelated},
		{"Wider", testWider},
		{"Loose", testLoose},
		{"Exact", testExact},
		{"CorrectedElsewhere", testCorrectedElsewhere},
		{"Reasons", testReasons},
		{"Nothing", testNothing},
		{"Position", testPosition},
		{"Rebuild", testRebuild},
		{"RebuildWhileSearching", testRebuildWhileSearching},
		{"FailedRebuild", testFailedRebuild},
		{"Writers", testWriters},
		{"OddQueries", testOddQueries},
		{"Cancelled", testCancelled},
		{"Closed", testClosed},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
	t.Run("Operators", func(t *testing.T) { testOperators(t, open(t)) })
	t.Run("House", func(t *testing.T) { testHouse(t, open(t)) })
	t.Run("Except", func(t *testing.T) { testExcept(t, open(t)) })
	t.Run("Judged", func(t *testing.T) { Judge(t, open(t)) })
}

func put(t *testing.T, x search.Index, docs ...search.Document) {
	t.Helper()
	if err := x.Put(t.Context(), docs...); err != nil {
		t.Fatalf("Put: %v", err)
	}
}

func find(t *testing.T, x search.Index, q search.Query) search.Result {
	t.Helper()
	r, err := x.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("Search(%+v): %v", q, err)
	}
	checkResult(t, q, r)
	return r
}

// checkResult checks what must be true of every result.
func checkResult(t *testing.T, q search.Query, r search.Result) {
	t.Helper()
	if r.Total < len(r.Hits) || r.Total > search.MaxResults {
		t.Errorf("Search(%q) has %d hits, Total %d", q.Text, len(r.Hits), r.Total)
	}
	for _, h := range r.Hits {
		checkFragment(t, h.Title)
		checkFragment(t, h.Excerpt)
		if n := utf8.RuneCountInString(h.Excerpt.Text); n > 450 {
			t.Errorf("Search(%q): excerpt of %s has %d letters", q.Text, h.ID, n)
		}
	}
}

func checkFragment(t *testing.T, f search.Fragment) {
	t.Helper()
	end := 0
	for _, m := range f.Marks {
		if m.From < end || m.To <= m.From || m.To > len(f.Text) {
			t.Errorf("%q has marks %v out of order or range", f.Text, f.Marks)
			return
		}
		end = m.To
		before, _ := utf8.DecodeLastRuneInString(f.Text[:m.From])
		first, _ := utf8.DecodeRuneInString(f.Text[m.From:])
		last, _ := utf8.DecodeLastRuneInString(f.Text[:m.To])
		after, _ := utf8.DecodeRuneInString(f.Text[m.To:])
		if letter(before) && letter(first) || letter(last) && letter(after) {
			t.Errorf("%q: mark %q is not of whole words", f.Text, f.Text[m.From:m.To])
		}
	}
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func found(t *testing.T, x search.Index, text string) []string {
	t.Helper()
	return ids(find(t, x, search.Query{Text: text, Limit: 100}).Hits)
}

func wantFound(t *testing.T, x search.Index, text string, want ...string) {
	t.Helper()
	got := found(t, x, text)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("Search(%q) finds %v, want %v", text, got, want)
	}
}

func article(id, title, body string) search.Document {
	return search.Document{ID: id, Item: id, Type: content.TypeArticle, Title: title, Body: body}
}

func contact(id, name, dezernat, phone, room string) search.Document {
	return search.Document{
		ID: id, Item: id, Type: content.TypeContact, Title: name, Body: "Dezernat " + dezernat + ", Sachbearbeitung",
		Dezernat: dezernat, Phone: phone, Room: room,
	}
}

func all(docs ...search.Document) iter.Seq2[search.Document, error] {
	return func(yield func(search.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func testEmpty(t *testing.T, x search.Index) {
	wantFound(t, x, "Ramadan")
	wantFound(t, x, "")
	if s, err := x.Suggest(t.Context(), "Ra", 5); err != nil || len(s) > 0 {
		t.Errorf("Suggest = %v, %v, want nothing", s, err)
	}
	if p, err := x.Position(t.Context()); err != nil || p != (search.Position{}) {
		t.Errorf("Position = %v, %v, want zero", p, err)
	}
	if err := x.Health(t.Context()); err != nil {
		t.Errorf("Health: %v", err)
	}
	if err := x.Put(t.Context()); err != nil {
		t.Errorf("Put of nothing: %v", err)
	}
	if err := x.Delete(t.Context(), "not-there"); err != nil {
		t.Errorf("Delete of an item that is not there: %v", err)
	}
}

func testPutReplaceDelete(t *testing.T, x search.Index) {
	put(t, x, article("a", "Sternsinger", "ziehen von Haus zu Haus"), article("b", "Weckmann", "mit Pfeife"))
	wantFound(t, x, "Sternsinger", "a")
	put(t, x, article("a", "Dreikönigssegen", "mit Kreide an der Tür"))
	wantFound(t, x, "Kreide", "a")
	wantFound(t, x, "Pfeife", "b")
	if got := found(t, x, "ziehen"); len(got) > 0 {
		t.Errorf("the old text is still found: %v", got)
	}
	// Of two with the same id, the last one counts.
	put(t, x, article("c", "Erste Fassung", ""), article("c", "Zweite Ausgabe", ""))
	wantFound(t, x, "Fassung")
	wantFound(t, x, "Ausgabe", "c")
	if err := x.Delete(t.Context(), "a", "c", "not-there"); err != nil {
		t.Fatalf("Delete: %v", err)
	}
	wantFound(t, x, "Kreide")
	wantFound(t, x, "Ausgabe")
	wantFound(t, x, "Weckmann", "b")
	// Once a word has been corrected everywhere, it is a typing error.
	put(t, x, article("d", "Fronleichnahm", ""))
	put(t, x, article("d", "Fronleichnam", ""))
	wantFound(t, x, "Fronleichnahm", "d")
}

func testDeleteItem(t *testing.T, x search.Index) {
	page := func(n int, text string) search.Document {
		return search.Document{
			ID: fmt.Sprintf("bro-feste-p%02d", n), Item: "bro-feste", Page: n, Type: content.TypeBrochure,
			Title: fmt.Sprintf("Feste – Seite %d", n), Body: text,
		}
	}
	put(t, x, page(1, "Sammelplatz"), page(2, "Aufzug"), article("other", "Aufzug", ""))
	r := find(t, x, search.Query{Text: "Sammelplatz"})
	if len(r.Hits) != 1 || r.Hits[0].Item != "bro-feste" || r.Hits[0].Page != 1 || r.Hits[0].Type != content.TypeBrochure {
		t.Errorf("hit = %+v, want page 1 of bro-feste", r.Hits)
	}
	if err := x.Delete(t.Context(), "bro-feste"); err != nil {
		t.Fatalf("Delete: %v", err)
	}
	wantFound(t, x, "Sammelplatz")
	wantFound(t, x, "Aufzug", "other")
}

func testWords(t *testing.T, x search.Index) {
	put(t, x,
		article("mueller", "Anna Müller", ""),
		article("suess", "Käthe Süßholz", ""),
		article("hizir", "Hızır-Fasten", ""),
		article("strasse", "Straßenfest", ""),
		article("groesse", "Größenangaben", "Die Größe der Gemeinde"),
		article("quelle", "Neue Quellen", "Israel, aktuell"),
		article("cafe", "Sprachcafé", ""),
		article("kuran", "Kur'an und Überlieferung", ""),
		article("leuchter", "Entzünden des Chanukkaleuchters", ""),
		article("feier", "Osterfeuer am Rhein", ""),
		article("gesamt", "Insgesamt ein Erfolg", "Beamte überall"),
		article("tafel", "Die Tafeln", "Kinder lasen gemeinsam"),
		article("hebrew", "Lichter", "Auf Hebräisch schreibt man חנוכה."),
		article("arab", "Fest", "عيد الفطر"),
		article("brot", "Löwentanz", "im März"),
		article("hyphen", "Ramadan-Kalender", ""),
		article("koscher", "Essen in der Kantine", "koscher und halal"),
	)
	for _, c := range []struct {
		text string
		want string
	}{
		// folding
		{"Müller", "mueller"}, {"Mueller", "mueller"}, {"muller", "mueller"}, {"MÜLLER", "mueller"}, {"Mu\u0308ller", "mueller"},
		{"Suessholz", "suess"}, {"Süssholz", "suess"}, {"susholz", "suess"},
		{"Hizir", "hizir"}, {"HIZIR", "hizir"}, {"Hızır", "hizir"},
		{"Strassenfest", "strasse"}, {"groesse", "groesse"}, {"Grosse", "groesse"}, {"Größe", "groesse"},
		{"neue Quelle", "quelle"}, {"israel", "quelle"}, {"Sprachcafe", "cafe"}, {"Sprachcafés", "cafe"},
		{"Kuran", "kuran"}, {"Qur’an", "kuran"}, {"Loewentanz", "brot"}, {"maerz", "brot"},
		{"חנוכה", "hebrew"}, {"عيد الفطر", "arab"},
		// stems
		{"Tafel", "tafel"}, {"gemeinsame Kinder", "tafel"}, {"Gemeinden", "groesse"},
		// typing errors
		{"Mülelr", "mueller"}, {"Chanukaleuchters", "leuchter"}, {"Strasenfest", "strasse"}, {"Löwntanz", "brot"},
		// beginnings
		{"Chanukkal", "leuchter"}, {"Sprachca", "cafe"}, {"Überlief", "kuran"},
		// compounds, either way
		{"Leuchter", "leuchter"}, {"Feuer Ostern", "feier"}, {"Oster Feuer", "feier"}, {"Osterfeuer", "feier"},
		{"Ramadankalender", "hyphen"}, {"Ramadan Kalender", "hyphen"}, {"Fest Strasse", "strasse"},
		// synonyms
		{"kosher", "koscher"}, {"Mensa", "koscher"},
	} {
		if got := found(t, x, c.text); !slices.Contains(got, c.want) {
			t.Errorf("Search(%q) finds %v, want %v", c.text, got, c.want)
		}
	}
	// What no text has is left out, and told.
	if r := find(t, x, search.Query{Text: "Müller Trompetenfisch"}); !slices.Equal(r.Without, []string{"Trompetenfisch"}) || !slices.Equal(ids(r.Hits), []string{"mueller"}) {
		t.Errorf("Search(\"Müller Trompetenfisch\") finds %v without %q", ids(r.Hits), r.Without)
	}
	for _, c := range []struct{ text, unwanted string }{
		{"Amt", "gesamt"}, {"samt", "gesamt"}, {"Ehre", "leuchter"}, {"Rad", "hyphen"}, {"Inge", "gesamt"},
	} {
		if got := found(t, x, c.text); slices.Contains(got, c.unwanted) {
			t.Errorf("Search(%q) finds %v", c.text, c.unwanted)
		}
	}
	for _, text := range []string{"Trompetenfisch", "qwertzuiop", "Ente", "Xyz", "4711", "der", "und die", "?!", "🎉"} {
		wantFound(t, x, text)
	}
}

// Quotes mean a phrase as it is written, a minus excludes a word; nothing else is
// an operator.
func testOperators(t *testing.T, x search.Index) {
	put(t, x,
		article("a", "Ramadan im Büro", "Wir fasten gemeinsam."), article("b", "Das Büro im Ramadan", "Wir essen später."),
		article("c", "Zuckerfest im Büro", "Ohne Kuchen."), article("d", "Haupteingang und -ausgang", ""),
	)
	for q, want := range map[string][]string{
		`"Ramadan im Büro"`: {"a"}, `„Büro im Ramadan“`: {"b"}, `"büro im ramadan" essen`: {"b"}, `"im Büro"`: {"a", "c"}, `"Büro Ramadan"`: nil,
		"Büro -Ramadan": {"c"}, "Büro -Zuckerfest": {"a", "b"}, `"im Büro" -Ramadan`: {"c"}, "Büro - Ramadan": {"a", "b"}, "-Ramadan": {"a", "b"},
		"Haupteingang und -ausgang": {"d"}, `"Ramadan`: {"a", "b"}, `Ramadan "`: {"a", "b"}, `""`: nil, `Ramadan ""`: {"a", "b"},
	} {
		got := found(t, x, q)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("Search(%s) finds %v, want %v", q, got, want)
		}
	}
}

// A compound is found by its parts even if they became known later.
func testPartLearnedLater(t *testing.T, x search.Index) {
	put(t, x, article("a", "Xylofonkonzert", ""))
	put(t, x, article("b", "Das Xylofon", ""))
	put(t, x, article("c", "Ein Zimbelklang", ""))
	put(t, x, article("d", "Zimbel und Klang", ""))
	wantFound(t, x, "Xylofon", "a", "b")
	wantFound(t, x, "Zimbel", "c", "d")
	wantFound(t, x, "Klang", "c", "d")
}

func testRanking(t *testing.T, x search.Index) {
	filler := strings.Repeat("Wir laden alle herzlich ein und freuen uns auf viele Gäste. ", 5)
	tagged := article("tag", "Vom Licht", filler)
	tagged.Tags = []string{"Laternen"}
	put(t, x,
		article("body", "Vom Herbst", filler+" Dazu gehören auch Laternen."),
		article("title", "Laternen", filler),
		tagged,
		article("stem", "Eine Laterne", filler),
		article("part", "Der Laternenumzug", filler),
	)
	got := found(t, x, "Laternen")
	if len(got) != 5 || got[0] != "title" {
		t.Errorf("Search finds %v, want all, the title first", got)
	}
	at := func(id string) int { return slices.Index(got, id) }
	if at("tag") > at("body") {
		t.Errorf("Search finds %v, want the tag before the text", got)
	}
	if at("stem") < at("title") || at("part") < at("title") {
		t.Errorf("Search finds %v, want the word itself before other forms", got)
	}
}

func testNumbers(t *testing.T, x search.Index) {
	put(t, x,
		contact("a", "Käthe Süßholz", "37", "0221 4710-371", "3.05"),
		contact("b", "Sören Käseglocke", "14", "+49 221 4710-147", "E 20"),
		contact("c", "Anna Alpha", "11.5", "(02931) 82-0000", "U 09"),
		article("d", "Raum der Stille im Erdgeschoss", "Der neue Raum der Stille, Raum E 07, steht allen offen."),
	)
	for _, c := range []struct{ text, want string }{
		{"0221 4710-371", "a"}, {"02214710371", "a"}, {"0221/4710371", "a"}, {"0221 47 10 371", "a"}, {"+49 221 4710-371", "a"},
		{"0049 221 4710371", "a"}, {"+49 (0)221 4710-371", "a"}, {"4710-371", "a"}, {"4710371", "a"}, {"4710 371", "a"},
		{"371", "a"}, {"Durchwahl 371", "a"}, {"Telefon 371", "a"}, {"Tel. 0221 4710-371", "a"}, {"-371", "a"},
		{"0221 4710-147", "b"}, {"4710-147", "b"}, {"02931 82-0000", "c"}, {"02931820000", "c"}, {"82-0000", "c"},
		{"Raum 3.05", "a"}, {"3.05", "a"}, {"Zimmer 3.05", "a"}, {"raum 3.05", "a"},
		{"Raum E 20", "b"}, {"E 20", "b"}, {"E20", "b"}, {"e20", "b"}, {"Raum E20", "b"}, {"U 09", "c"},
		{"E 07", "d"}, {"Raum E 07", "d"}, {"Raum der Stille", "d"},
	} {
		wantFound(t, x, c.text, c.want)
	}
	for _, text := range []string{"0221 4710-999", "4710-999", "Raum 9.99", "Raum E 21", "Durchwahl 999", "02214710372", "Süßholz 0221 4710-999"} {
		wantFound(t, x, text)
	}
}

func testDepartments(t *testing.T, x search.Index) {
	inText := article("said", "Vielfalt im Bezirk", "Vorschläge nimmt das Dezernat 36 entgegen.")
	of := article("of", "Nouruz", "Der neue Tag")
	of.Dezernat = "36"
	leader := contact("leader", "Ottilie Blaubeer", "36", "0221 4710-360", "")
	leader.Body = "Leiterin Dezernat 36"
	put(t, x, of, inText, leader,
		contact("one", "Björn Löffelstiel", "36", "0221 4710-361", ""),
		contact("two", "Jürgen Weißenblatt", "37", "0221 4710-370", ""),
		contact("three", "Anna Müller", "11.5", "0221 4710-115", ""),
		contact("four", "Dörte Übermorgen", "11", "0221 4710-112", ""),
		article("year", "Das Jahr 1936", "36 Grad im Schatten"),
	)
	for _, text := range []string{"36", "Dezernat 36", "Dez. 36", "Dez 36", "dezernat 36", "DEZERNAT 36", "Dezernat36", " 36 "} {
		got := found(t, x, text)
		if len(got) != 4 || !slices.Contains(got[:2], "leader") || !slices.Contains(got[:2], "one") {
			t.Errorf("Search(%q) finds %v, want the two contacts, then said and of", text, got)
		}
		if slices.Contains(got, "two") || slices.Contains(got, "year") {
			t.Errorf("Search(%q) finds %v", text, got)
		}
	}
	wantFound(t, x, "Dezernat 11.5", "three")
	wantFound(t, x, "11.5", "three")
	wantFound(t, x, "Dezernat 11", "four")
	wantFound(t, x, "Dezernat 77")
	wantFound(t, x, "Müller Dezernat 77")
	wantFound(t, x, "Müller Dezernat 11.5", "three")
	wantFound(t, x, "Leitung Dezernat 36", "leader")
	wantFound(t, x, "Wer leitet Dezernat 37?", "two")
}

func testFilters(t *testing.T, x search.Index) {
	type row struct {
		id, typ, dezernat string
		year              int
		traditions        []string
	}
	var docs []search.Document
	for _, r := range []row{
		{"a1", "article", "36", 2025, []string{"jewish"}},
		{"a2", "article", "36", 2026, []string{"islamic"}},
		{"a3", "article", "48", 2026, []string{"jewish", "christian-western"}},
		{"e1", "event", "36", 2026, []string{"jewish"}},
		{"e2", "event", "", 0, nil},
	} {
		docs = append(docs, search.Document{
			ID: r.id, Item: r.id, Type: content.Type(r.typ), Title: "Ein Fest", Dezernat: r.dezernat, Year: r.year, Traditions: r.traditions,
		})
	}
	put(t, x, docs...)
	everything := map[search.Facet][]content.Count{
		search.ByType:      {{Value: "article", N: 3}, {Value: "event", N: 2}},
		search.ByTradition: {{Value: "jewish", N: 3}, {Value: "christian-western", N: 1}, {Value: "islamic", N: 1}},
		search.ByDezernat:  {{Value: "36", N: 3}, {Value: "48", N: 1}},
		search.ByYear:      {{Value: "2026", N: 3}, {Value: "2025", N: 1}},
	}
	for _, c := range []struct {
		name   string
		query  search.Query
		want   []string
		facets map[search.Facet][]content.Count
	}{
		{"all", search.Query{}, []string{"a1", "a2", "a3", "e1", "e2"}, everything},
		{"type", search.Query{Types: []content.Type{"event"}}, []string{"e1", "e2"}, map[search.Facet][]content.Count{
			search.ByType:      everything[search.ByType],
			search.ByTradition: {{Value: "jewish", N: 1}},
			search.ByDezernat:  {{Value: "36", N: 1}},
			search.ByYear:      {{Value: "2026", N: 1}},
		}},
		{"two types", search.Query{Types: []content.Type{"event", "article"}}, []string{"a1", "a2", "a3", "e1", "e2"}, everything},
		{"tradition and year", search.Query{Traditions: []string{"jewish"}, Years: []int{2026}}, []string{"a3", "e1"}, map[search.Facet][]content.Count{
			search.ByType:      {{Value: "article", N: 1}, {Value: "event", N: 1}},
			search.ByTradition: {{Value: "jewish", N: 2}, {Value: "christian-western", N: 1}, {Value: "islamic", N: 1}},
			search.ByDezernat:  {{Value: "36", N: 1}, {Value: "48", N: 1}},
			search.ByYear:      {{Value: "2026", N: 2}, {Value: "2025", N: 1}},
		}},
		{"department", search.Query{Dezernate: []string{"48", "77"}}, []string{"a3"}, map[search.Facet][]content.Count{
			search.ByType:      {{Value: "article", N: 1}},
			search.ByTradition: {{Value: "christian-western", N: 1}, {Value: "jewish", N: 1}},
			search.ByDezernat:  everything[search.ByDezernat],
			search.ByYear:      {{Value: "2026", N: 1}},
		}},
		{"nothing", search.Query{Years: []int{1999}}, nil, map[search.Facet][]content.Count{search.ByYear: everything[search.ByYear]}},
		{"quotes", search.Query{Dezernate: []string{`"36" OR x`, `\`}}, nil, map[search.Facet][]content.Count{search.ByDezernat: everything[search.ByDezernat]}},
	} {
		c.query.Text = "Fest"
		r := find(t, x, c.query)
		got := ids(r.Hits)
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v, want %v", c.name, got, c.want)
		}
		if r.Total != len(c.want) {
			t.Errorf("%s: Total = %d, want %d", c.name, r.Total, len(c.want))
		}
		for _, f := range search.Facets() {
			if diff := cmp.Diff(r.Facets[f], c.facets[f]); diff != "" {
				t.Errorf("%s: facet %s (-got +want):\n%s", c.name, f, diff)
			}
		}
	}
}

// testAll asks for more hits than a page holds, and for none of what pages show.
func testAll(t *testing.T, x search.Index) {
	var docs []search.Document
	for i := range 120 {
		docs = append(docs, article(fmt.Sprintf("doc-%03d", i), "Gleicher Titel", "Ein Text mit Titel."))
	}
	put(t, x, docs...)
	r := find(t, x, search.Query{Text: "Titel", All: true})
	if len(r.Hits) != 120 || r.Total != 120 || r.More {
		t.Fatalf("%d hits of %d", len(r.Hits), r.Total)
	}
	for _, h := range r.Hits {
		if h.Item != h.ID || h.Type != content.TypeArticle || h.Score <= 0 || h.Title.Text != "" || h.Excerpt.Text != "" {
			t.Fatalf("a hit is %+v", h)
		}
	}
	if r := find(t, x, search.Query{Text: "Titeel", All: true}); len(r.Hits) != 120 || r.DidYouMean == "" {
		t.Errorf("misspelt: %d hits, better spelt %q", len(r.Hits), r.DidYouMean)
	}
}

func testPaging(t *testing.T, x search.Index) {
	var docs []search.Document
	for i := range 130 {
		docs = append(docs, article(fmt.Sprintf("doc-%03d", i), "Gleicher Titel", ""))
	}
	put(t, x, docs...)
	var got []string
	for offset := 0; offset < 140; offset += 7 {
		r := find(t, x, search.Query{Text: "Titel", Limit: 7, Offset: offset})
		if r.Total != 130 {
			t.Errorf("offset %d: Total = %d, want 130", offset, r.Total)
		}
		got = append(got, ids(r.Hits)...)
	}
	slices.Sort(got)
	if n := len(slices.Compact(got)); n != 130 || len(got) != 130 {
		t.Errorf("pages hold %d hits, %d different, want 130", len(got), n)
	}
	for _, c := range []struct{ limit, offset, want int }{{0, 0, 20}, {1000, 0, 100}, {-1, -1, 20}, {10, 125, 5}, {10, 5000, 0}} {
		if r := find(t, x, search.Query{Text: "Titel", Limit: c.limit, Offset: c.offset}); len(r.Hits) != c.want {
			t.Errorf("limit %d, offset %d: %d hits, want %d", c.limit, c.offset, len(r.Hits), c.want)
		}
	}
	if r := find(t, x, search.Query{Text: "Titel"}); r.More {
		t.Error("there are said to be more than 130")
	}
	docs = docs[:0]
	for i := range search.MaxResults - 129 {
		docs = append(docs, article(fmt.Sprintf("more-%04d", i), "Gleicher Titel", ""))
	}
	put(t, x, docs...)
	if r := find(t, x, search.Query{Text: "Titel"}); r.Total != search.MaxResults || !r.More {
		t.Errorf("of %d, Total = %d, More = %t", search.MaxResults+1, r.Total, r.More)
	}
	r := find(t, x, search.Query{Text: "Titel", All: true, Limit: 7, Offset: 7})
	if n := len(slices.Compact(slices.Sorted(slices.Values(ids(r.Hits))))); n != search.MaxResults || r.Total != n || !r.More {
		t.Errorf("all of %d are %d, Total = %d, More = %t", search.MaxResults+1, n, r.Total, r.More)
	}
}

// testFold has three brochures of ten pages among articles, each page as good as all others,
// and of one nothing but the text.
func testFold(t *testing.T, x search.Index) {
	var docs []search.Document
	for n := range 30 {
		d := article(fmt.Sprintf("bro-%d-p%02d", n%3, 1+n/3), "Wegweiser", "Ein Text.")
		d.Type, d.Item, d.Page = content.TypeBrochure, d.ID[:len("bro-0")], 1+n/3
		docs = append(docs, d)
	}
	for n := range 9 {
		docs = append(docs, article(fmt.Sprintf("art-%d", n), "Wegweiser", "Ein Text."))
	}
	put(t, x, docs...)
	var items []string
	for offset := 0; offset < 15; offset += 5 {
		r := find(t, x, search.Query{Text: "Wegweiser", Fold: true, Limit: 5, Offset: offset})
		if r.Total != 39 || r.Entries != 12 || r.OfType(content.TypeBrochure) != 30 {
			t.Errorf("offset %d: %d entries of %d, %d pages", offset, r.Entries, r.Total, r.OfType(content.TypeBrochure))
		}
		for _, h := range r.Hits {
			items = append(items, h.Item)
			if want := 9 * min(h.Page, 1); len(h.Pages) != want {
				t.Errorf("%s has %d further pages, want %d", h.ID, len(h.Pages), want)
			}
			for _, p := range append(h.Pages, h) {
				if p.Item != h.Item || len(p.Title.Marks) != 1 || len(p.Pages) > 0 && p.ID != h.ID {
					t.Errorf("under %s there is %+v", h.ID, p)
				}
			}
		}
	}
	slices.Sort(items)
	if n := len(slices.Compact(items)); n != 12 || len(items) != 12 {
		t.Errorf("pages hold %d entries, %d different, want 12", len(items), n)
	}
	if r := find(t, x, search.Query{Text: "Wegweiser", Limit: 100}); len(r.Hits) != 39 || r.Entries != 39 {
		t.Errorf("not folded: %d hits, %d entries", len(r.Hits), r.Entries)
	}
	docs = docs[:0]
	for n := range search.MaxFolded {
		docs = append(docs, article(fmt.Sprintf("more-%03d", n), "Wegweiser", "Ein Text."))
	}
	put(t, x, docs...)
	pages := 0 // that are folded with their like on the same page of results, but no others
	for offset := 0; offset < 140; offset += 20 {
		r := find(t, x, search.Query{Text: "Wegweiser", Fold: true, Offset: offset})
		if r.Total != 139 || r.Entries != 139 {
			t.Errorf("of many, offset %d: %d entries of %d", offset, r.Entries, r.Total)
		}
		for _, h := range r.Hits {
			pages += 1 + len(h.Pages)
		}
	}
	if pages != 139 {
		t.Errorf("of 139 hits, pages hold %d", pages)
	}
}

// marks returns the marked words.
func marks(f search.Fragment) []string {
	var out []string
	for _, m := range f.Marks {
		out = append(out, f.Text[m.From:m.To])
	}
	return out
}

func testMarks(t *testing.T, x search.Index) {
	put(t, x,
		article("plain", "Der Chanukkaleuchter", "Acht Kerzen & <script>alert(1)</script> brennen an Chanukka, an jedem Abend eine weitere Kerze."),
		article("eid", "Zuckerfest", "Das Fest heißt Eid al-Fitr oder Ramazan Bayramı."),
		article("umlaut", "Größe", "Die GRÖSSE, die Groesse, die Größe."),
		article("room", "Anfahrt", "Sie finden uns in Raum E 07, Dezernat 36."),
	)
	for _, c := range []struct {
		text, id    string
		title, body []string
	}{
		{"Leuchter", "plain", []string{"Chanukkaleuchter"}, nil},
		{"Kerze", "plain", nil, []string{"Kerzen", "Kerze"}},
		{"script", "plain", nil, []string{"script", "script"}},
		{"Kertze", "plain", nil, []string{"Kerzen", "Kerze"}},
		{"Kerz", "plain", nil, []string{"Kerzen", "Kerze"}},
		{"Eid ul-Fitr", "eid", []string{"Zuckerfest"}, []string{"Eid al-Fitr", "Ramazan Bayramı"}},
		{"groesse", "umlaut", []string{"Größe"}, []string{"GRÖSSE", "Groesse", "Größe"}},
		{"Raum E07", "room", nil, []string{"Raum E 07"}},
		{"Dezernat 36", "room", nil, []string{"Dezernat 36"}},
	} {
		r := find(t, x, search.Query{Text: c.text})
		i := slices.IndexFunc(r.Hits, func(h search.Hit) bool { return h.ID == c.id })
		if i < 0 {
			t.Errorf("Search(%q) finds %v, want %s", c.text, ids(r.Hits), c.id)
			continue
		}
		if got := marks(r.Hits[i].Title); !slices.Equal(got, c.title) {
			t.Errorf("Search(%q) marks %q in the title, want %q", c.text, got, c.title)
		}
		if got := marks(r.Hits[i].Excerpt); !slices.Equal(got, c.body) {
			t.Errorf("Search(%q) marks %q in the excerpt, want %q", c.text, got, c.body)
		}
	}
	r := find(t, x, search.Query{Text: "script"})
	if want := "<script>alert(1)</script>"; !strings.Contains(r.Hits[0].Excerpt.Text, want) {
		t.Errorf("excerpt %q does not hold the text %q as it is", r.Hits[0].Excerpt.Text, want)
	}
}

func testExcerpt(t *testing.T, x search.Index) {
	filler := strings.Repeat("Lange Texte brauchen einen guten Ausschnitt. ", 40)
	put(t, x,
		article("long", "Langes", filler+"Der Sammelplatz liegt hinter dem Hauptgebäude.\n\nBei Feueralarm benutzen Sie nicht den Aufzug. "+filler),
		article("short", "Kurzes", "Nur ein Satz zum Sammelplatz."),
		article("none", "Sammelplatz", filler),
		article("monster", "Unsinn", strings.Repeat("ä", 5000)+" Sammelplatz "+strings.Repeat("x", 5000)),
	)
	r := find(t, x, search.Query{Text: "Sammelplatz"})
	byID := map[string]search.Hit{}
	for _, h := range r.Hits {
		byID[h.ID] = h
	}
	if len(byID) != 4 {
		t.Fatalf("Search finds %v, want all", ids(r.Hits))
	}
	if got := marks(byID["long"].Excerpt); !slices.Equal(got, []string{"Sammelplatz"}) {
		t.Errorf("marks = %q in %q", got, byID["long"].Excerpt.Text)
	}
	if f := byID["long"].Excerpt.Text; strings.Contains(f, "\n") || utf8.RuneCountInString(f) > 260 || utf8.RuneCountInString(f) < 120 {
		t.Errorf("excerpt = %q, want about 200 letters in one line", f)
	}
	if f := byID["short"].Excerpt.Text; f != "Nur ein Satz zum Sammelplatz." {
		t.Errorf("excerpt = %q, want the whole text", f)
	}
	if f := byID["none"].Excerpt; !strings.HasPrefix(f.Text, "Lange Texte") || len(f.Marks) > 0 {
		t.Errorf("excerpt = %+v, want the beginning without marks", f)
	}
	put(t, x, search.Document{ID: "summed", Item: "summed", Type: content.TypeEvent, Title: "Zeltlager", Summary: "Drei Tage am See.", Body: "Alle sind da."})
	if got := find(t, x, search.Query{Text: "Zeltlager"}).Hits[0].Excerpt.Text; got != "Drei Tage am See." {
		t.Errorf("excerpt = %q, want the summary, as nothing is marked", got)
	}
	if r := find(t, x, search.Query{Text: "Feueralarm Aufzug"}); len(r.Hits) != 1 || len(r.Hits[0].Excerpt.Marks) != 2 {
		t.Errorf("hits = %+v, want one with both words marked", r.Hits)
	}
}

func testDidYouMean(t *testing.T, x search.Index) {
	put(t, x, article("a", "Weihnachten im Büro", "Der Weihnachtsbaum steht."), article("b", "Müllabfuhr", ""))
	for text, want := range map[string]string{
		"Weinachten":      "Weihnachten",
		"Weinachten Büro": "Weihnachten Büro",
		"Weihnachten":     "",
		"weihnachtsb":     "",
		"Trompetenfisch":  "",
	} {
		if got := find(t, x, search.Query{Text: text}).DidYouMean; got != want {
			t.Errorf("Search(%q).DidYouMean = %q, want %q", text, got, want)
		}
	}
}

func testSuggest(t *testing.T, x search.Index) {
	put(t, x,
		article("a", "Weihnachten im Büro", "Lichter"), article("b", "Weihnachtsmarkt im Innenhof", ""),
		article("c", "Orthodoxes Weihnachtsfest", ""), article("d", "Weihnachten im Büro", ""),
		search.Document{ID: "p-1", Item: "p", Page: 1, Type: content.TypeBrochure, Title: "Wegweiser – Seite 1", Body: "Lichter"},
	)
	titles := func(text string, limit int) []string {
		s, err := x.Suggest(t.Context(), text, limit)
		if err != nil {
			t.Fatalf("Suggest(%q): %v", text, err)
		}
		var out []string
		for _, s := range s {
			out = append(out, s.Title)
		}
		return out
	}
	if got := titles("weihn", 10); len(got) != 3 {
		t.Errorf("Suggest(weihn) = %q, want three different titles", got)
	}
	if got := titles("weihn", 2); len(got) != 2 {
		t.Errorf("Suggest(weihn, 2) = %q, want two", got)
	}
	if got := titles("Weihnachten im b", 10); !slices.Equal(got, []string{"Weihnachten im Büro"}) {
		t.Errorf("Suggest(Weihnachten im b) = %q", got)
	}
	for _, text := range []string{"", " ", "Licht", "xyzzy", "🎄"} {
		if got := titles(text, 10); len(got) > 0 {
			t.Errorf("Suggest(%q) = %q, want nothing", text, got)
		}
	}
	s, err := x.Suggest(t.Context(), "Wegw", 5)
	want := []search.Suggestion{{Title: "Wegweiser – Seite 1", Type: content.TypeBrochure, Item: "p", Page: 1}}
	if diff := cmp.Diff(s, want); err != nil || diff != "" {
		t.Errorf("Suggest(Wegw): %v (-got +want):\n%s", err, diff)
	}
}

func testPosition(t *testing.T, x search.Index) {
	for _, want := range []search.Position{
		{Change: 7, Edge: time.Date(2026, 3, 17, 7, 0, 0, 0, time.UTC)},
		{Change: 1 << 40, Edge: time.Date(2026, 3, 18, 7, 0, 0, 123, time.UTC)},
	} {
		if err := x.SetPosition(t.Context(), want); err != nil {
			t.Fatalf("SetPosition: %v", err)
		}
		if got, err := x.Position(t.Context()); err != nil || got != want {
			t.Errorf("Position = %v, %v, want %v", got, err, want)
		}
	}
}

func testRebuild(t *testing.T, x search.Index) {
	put(t, x, article("old", "Altes Xylofon", ""))
	at := search.Position{History: "one", Change: 12, Edge: time.Date(2026, 3, 17, 7, 0, 0, 0, time.UTC)}
	var docs []search.Document
	for i := range 1200 { // more than one batch
		docs = append(docs, article(fmt.Sprintf("new-%d", i), fmt.Sprintf("Neue Posaune %d", i), ""))
	}
	docs = append(docs, article("compound", "Posaunenchor", ""))
	met := 0
	counted := func(yield func(search.Document, error) bool) {
		for _, d := range docs {
			if done, all := x.Progress(); done != 0 || all != met {
				t.Errorf("Progress = %d of %d, want 0 of %d", done, all, met)
				return
			}
			if met++; !yield(d, nil) {
				return
			}
		}
	}
	if err := x.Rebuild(t.Context(), counted, at); err != nil {
		t.Fatalf("Rebuild: %v", err)
	}
	if done, all := x.Progress(); all != 0 {
		t.Errorf("after Rebuild Progress = %d of %d, want that there is none", done, all)
	}
	wantFound(t, x, "Xylofon")
	if r := find(t, x, search.Query{Text: "Posaune"}); r.Total != search.MaxResults {
		t.Errorf("Total = %d, want %d", r.Total, search.MaxResults)
	}
	wantFound(t, x, "Posaune Chor", "compound")
	if got, err := x.Position(t.Context()); err != nil || got != at {
		t.Errorf("Position = %v, %v, want %v", got, err, at)
	}
	put(t, x, article("more", "Noch ein Xylofon", ""))
	wantFound(t, x, "Xylofon", "more")
	if err := x.Rebuild(t.Context(), all(), search.Position{}); err != nil {
		t.Fatalf("Rebuild with nothing: %v", err)
	}
	wantFound(t, x, "Xylofon")
}

func testRebuildWhileSearching(t *testing.T, x search.Index) {
	docs := []search.Document{article("a", "Laubhüttenfest", ""), article("b", "Erntedankfest", "")}
	put(t, x, docs...)
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for ctx.Err() == nil {
				r, err := x.Search(t.Context(), search.Query{Text: "Laubhüttenfest"})
				if err != nil || len(r.Hits) != 1 {
					t.Errorf("while rebuilding: %d hits, %v", len(r.Hits), err)
					return
				}
			}
		})
	}
	for i := range 3 {
		if err := x.Rebuild(t.Context(), all(docs...), search.Position{Change: int64(i)}); err != nil {
			t.Errorf("Rebuild: %v", err)
		}
	}
	stop()
	readers.Wait()
}

func testFailedRebuild(t *testing.T, x search.Index) {
	put(t, x, article("a", "Laubhüttenfest", ""))
	at := search.Position{Change: 5, Edge: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	if err := x.SetPosition(t.Context(), at); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the store is gone")
	err := x.Rebuild(t.Context(), func(yield func(search.Document, error) bool) {
		_ = yield(article("b", "Erntedankfest", ""), nil) && yield(search.Document{}, broken)
	}, search.Position{Change: 9})
	if !errors.Is(err, broken) {
		t.Errorf("Rebuild = %v, want the error of the store", err)
	}
	wantFound(t, x, "Laubhüttenfest", "a")
	wantFound(t, x, "Erntedankfest")
	if got, err := x.Position(t.Context()); err != nil || got != at {
		t.Errorf("Position = %v, %v, want %v", got, err, at)
	}
	put(t, x, article("c", "Mondfest", ""))
	wantFound(t, x, "Mondfest", "c")
}

func testWriters(t *testing.T, x search.Index) {
	var writers sync.WaitGroup
	for w := range 3 {
		writers.Go(func() {
			for i := range 4 {
				d := article(fmt.Sprintf("w%d-%d", w, i), "Gemeinsame Feier", "")
				if err := x.Put(t.Context(), d); err != nil {
					t.Errorf("Put: %v", err)
				}
				if i%2 == 1 {
					if err := x.Delete(t.Context(), d.Item); err != nil {
						t.Errorf("Delete: %v", err)
					}
				}
			}
		})
	}
	writers.Wait()
	if r := find(t, x, search.Query{Text: "Feier"}); r.Total != 6 {
		t.Errorf("Total = %d, want 6", r.Total)
	}
}

// OddQueries returns texts that people and programs send and that must do no
// harm.
func OddQueries() []string {
	return []string{
		"", " ", "\x00", "\xff\xfe", "a", "ä", "-", "--", "\"", "\"Fest", "Fest\"", "'", "`", "(", ")", "*", "?", "Fest*", "~Fest", "^Fest", "#d36",
		"+Fest -Feier", "title:Fest", "Fest AND Feier", "Fest OR", "NOT", "a:b:c", "/Fest/", "[1 TO 2]", "{}", "\\", "Fest\\", "%", "$", "<script>alert(1)</script>",
		"🎉", "👩‍👩‍👧‍👦 Familie", "שלום עולם", "مرحبا", "\u202eFest\u202c", "Fe\u00adst", "春节", "Ω≈ç√", "ﬁ", "Ⅷ", "½", "e\u0301\u0301\u0301\u0301", "\u0301",
		"der die das", "und oder aber", "wer wie was", "Wer?", "Wann?", "Dezernat", "Raum", "Telefon", "36 36 36 36", "0", "00000000000000000000000", "+", "+49", "0221",
		"2026-03-18", "18.03.2026", "1.2.3.4.5.6", "3..05", "E", "E 20 E 20 E 20", "Dezernat 36 Dezernat 37", "1517 1938",
		strings.Repeat("Fest ", 200), strings.Repeat("x", 10_000), strings.Repeat("ä", 10_000), strings.Repeat("1", 10_000),
		strings.Repeat("Donaudampfschifffahrtsgesellschaftskapitän", 100), strings.Repeat("🎉", 3000), strings.Repeat("der ", 2500), strings.Repeat("\"", 10_000),
	}
}

func testOddQueries(t *testing.T, x search.Index) {
	judged, err := Corpus()
	if err != nil {
		t.Fatal(err)
	}
	put(t, x, judged...)
	for _, q := range OddQueries() {
		find(t, x, search.Query{Text: q})
		if _, err := x.Suggest(t.Context(), q, 5); err != nil {
			t.Errorf("Suggest(%.40q): %v", q, err)
		}
	}
	// Documents may contain anything, too.
	var docs []search.Document
	for i, q := range OddQueries() {
		docs = append(docs, search.Document{
			ID: fmt.Sprintf("odd-%d", i), Item: fmt.Sprintf("odd-%d", i), Type: content.TypeArticle, Title: q, Summary: q, Body: q, Other: q,
			Tags: []string{q}, Names: []string{q}, Phone: q, Room: q,
		})
	}
	put(t, x, docs...)
	for _, q := range OddQueries() {
		find(t, x, search.Query{Text: q})
	}
}

func testCancelled(t *testing.T, x search.Index) {
	put(t, x, article("a", "Fest", ""))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := x.Search(ctx, search.Query{Text: "Fest"}); err == nil {
		t.Error("Search with a cancelled context succeeds")
	}
	if err := x.Put(ctx, article("b", "Feier", "")); err == nil {
		t.Error("Put with a cancelled context succeeds")
	}
}

func testClosed(t *testing.T, x search.Index) {
	if err := x.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	ctx := t.Context()
	for name, f := range map[string]func() error{
		"Search":      func() error { _, err := x.Search(ctx, search.Query{Text: "Fest"}); return err },
		"Suggest":     func() error { _, err := x.Suggest(ctx, "Fest", 5); return err },
		"Put":         func() error { return x.Put(ctx, article("a", "Fest", "")) },
		"Delete":      func() error { return x.Delete(ctx, "a") },
		"Rebuild":     func() error { return x.Rebuild(ctx, all(), search.Position{}) },
		"Position":    func() error { _, err := x.Position(ctx); return err },
		"SetPosition": func() error { return x.SetPosition(ctx, search.Position{}) },
		"Health":      func() error { return x.Health(ctx) },
	} {
		if f() == nil {
			t.Errorf("%s succeeds after Close", name)
		}
	}
	if err := x.Close(); err != nil {
		t.Errorf("second Close: %v", err)
	}
}
