package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
)

// What no text has is left out of a search, and said, on the page and in the
// interface.
func TestSearchSaysWhatItLeftOut(t *testing.T) {
	s := wholeSite(t)
	s.page(t, "/suche?q=Zuckerfest+Quittengelee").must(t, `body contains Nichts enthält alle Wörter. Ohne „Quittengelee“:`)
	s.page(t, "/en/suche?q=Zuckerfest+Quittengelee").must(t, `body contains Without “Quittengelee”:`)
	for q, want := range map[string][]string{"Zuckerfest+Quittengelee": {"Quittengelee"}, "Zuckerfest": nil, "Quittengelee": nil} {
		var answer struct{ Without []string }
		if err := json.Unmarshal([]byte(s.page(t, "/api/v1/search?q="+q).body), &answer); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(answer.Without, want) {
			t.Errorf("%s is without %q, want %q", q, answer.Without, want)
		}
	}
}

// What is asked outright is answered above the hits, the same in the interface.
func TestSearchAnswers(t *testing.T) {
	s := wholeSite(t)
	for q, want := range map[string]string{
		"Wann ist Ostersonntag?": "Ostersonntag ist am Sonntag, 5. April 2026.",
		"Fronleichnam frei":      "Fronleichnam ist in Nordrhein-Westfalen gesetzlicher Feiertag",
		"9.3.2027":               "Dienstag, 9. März 2027: Fest des Fastenbrechens",
		"wann ist ostren":        "Ostersonntag ist am Sonntag, 5. April 2026.",
		"KW 11 2027":             "KW 11, 15. bis 21. März 2027: ",
	} {
		path := "?q=" + url.QueryEscape(q)
		a := s.page(t, "/suche"+path)
		if got := a.one(t, "section.answer"); !strings.Contains(got, want) {
			t.Errorf("%s: the page answers %q", q, got)
		}
		a.must(t, `body contains Treffer`)
		if strings.Contains(a.body, "Nichts gefunden") {
			t.Errorf("%s: the page says that nothing was found", q)
		}
		var answer struct {
			Answers []struct{ Type, Text, URL string }
		}
		if err := json.Unmarshal([]byte(s.page(t, "/api/v1/search"+path).body), &answer); err != nil {
			t.Fatal(err)
		}
		if len(answer.Answers) == 0 || !strings.HasPrefix(answer.Answers[0].Text, want) || !strings.HasPrefix(answer.Answers[0].URL, "http") {
			t.Errorf("%s: the interface answers %+v", q, answer.Answers)
		}
	}
	for _, q := range []string{"Zuckerfest", "Wann ist Betriebsausflug?", "31.2.2027", "Fest"} {
		if n := len(s.page(t, "/suche?q="+url.QueryEscape(q)).all(t, "section.answer")); n != 0 {
			t.Errorf("%s is answered", q)
		}
	}
	// Who narrows a search looks for texts.
	if n := len(s.page(t, "/suche?q=Wann+ist+Ostersonntag&type=article").all(t, "section.answer")); n != 0 {
		t.Error("a narrowed search is answered")
	}
}

// The page and the interface count the same hits, tell the same days, and say what was
// meant by a name with a typing error.
func TestSearchTellsTheSame(t *testing.T) {
	s := wholeSite(t)
	s.save(t, &content.Contact{Item: content.Item{ID: "quast", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Quirin Quast"}}, Phone: "02931 82-4242"})
	for _, q := range []string{"Telefon Quast", "Zuckerfest", "Ostern", "Wann ist Ostern?", "Wann ist Ostersonntag?", "ostren", "Zukerfest 2027", "heute", "Blaubeer", "Quittengelee"} {
		path := "?q=" + url.QueryEscape(q)
		page := s.page(t, "/suche"+path)
		var answer struct {
			Total   int
			Answers []struct{ Guess string }
			Days    []struct{ ID, Name, URL, From string }
		}
		if err := json.Unmarshal([]byte(s.page(t, "/api/v1/search"+path).body), &answer); err != nil {
			t.Fatal(err)
		}
		said := page.one(t, ".count-line")
		if count := strings.Fields(said)[0]; count != fmt.Sprint(answer.Total) && !(answer.Total == 1 && count == "Ein") {
			t.Errorf("%s: the page says %q, the interface counts %d", q, said, answer.Total)
		}
		if n := len(page.all(t, "section.found-days a")); n != len(answer.Days) {
			t.Errorf("%s: the page has %d days, the interface %+v", q, n, answer.Days)
		}
		if q == "Telefon Quast" && (len(answer.Answers) != 1 || answer.Total != 0) {
			t.Errorf("%s: who is told of is a hit as well: %+v", q, answer)
		}
		for _, d := range answer.Days {
			if d.Name == "" || d.From == "" {
				t.Errorf("%s: the interface tells too little: %+v", q, d)
			}
			s.page(t, d.URL)
		}
		if len(answer.Answers) > 0 && (answer.Answers[0].Guess != "") != strings.Contains(page.body, "Gemeint: ") {
			t.Errorf("%s: the interface guesses %q, the page otherwise", q, answer.Answers[0].Guess)
		}
	}
}

// What is suggested is people with their number, days with their next date, then
// titles.
func TestSuggest(t *testing.T) {
	s := wholeSite(t)
	for q, want := range map[string]string{
		"Zuck":   "day Fest des Fastenbrechens (Eid al-Fitr) 20. bis 22. März 2026",
		"Zukerf": "day Fest des Fastenbrechens (Eid al-Fitr) 20. bis 22. März 2026",
		"Chanu":  "day Chanukka 5. bis 12. Dezember 2026",
		"qwertz": "",
	} {
		var answer struct {
			Suggestions []struct{ Type, Title, Detail, URL string }
		}
		if err := json.Unmarshal([]byte(s.page(t, "/api/v1/suggest?q="+url.QueryEscape(q)).body), &answer); err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(answer.Suggestions) > 0 {
			first := answer.Suggestions[0]
			got = first.Type + " " + first.Title + " " + first.Detail
		}
		if !strings.HasPrefix(got, want) || want == "" && got != "" || len(answer.Suggestions) > 8 {
			t.Errorf("%s suggests %q first, want %q", q, got, want)
		}
		for _, one := range answer.Suggestions {
			s.page(t, one.URL)
		}
	}
}

// The house's own words widen searches of every kind from the next request on, and
// end as soon.
func TestSearchInTheWordsOfTheHouse(t *testing.T) {
	s := wholeSite(t)
	s.save(t, &content.Article{Item: content.Item{
		ID: "reise", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Abrechnung der Fahrtkosten", Body: "Für jede Wegstrecke."},
	}})
	addresses := []string{"/suche?q=Botengang", "/api/v1/search?q=Botengang", "/feeds/beitraege.atom?q=Botengang"}
	found := func(want bool) {
		t.Helper()
		for _, address := range addresses {
			if got := strings.Contains(s.page(t, address).body, "Fahrtkosten"); got != want {
				t.Errorf("%s finds it: %v", address, got)
			}
		}
	}
	found(false)
	word := &content.Word{Kind: content.GroupWord, Members: []string{"Botengang", "Wegstrecke"}}
	if _, err := s.store.SaveWords(t.Context(), "test", word); err != nil {
		t.Fatal(err)
	}
	found(true)
	s.page(t, "/suche?q=Botengang").must(t, `body contains <mark>Wegstrecke</mark>`)
	if _, err := s.store.DeleteWord(t.Context(), "test", word.ID); err != nil {
		t.Fatal(err)
	}
	found(false)
}

// Answers that are looked up among the contacts know the words of the house.
func TestAnswersInTheWordsOfTheHouse(t *testing.T) {
	s := wholeSite(t)
	s.save(t, &content.Contact{Item: content.Item{ID: "quast", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Quirin Quast"}}, Phone: "02931 82-4242", Function: "Leitung Poststelle"})
	answered := func() bool {
		page := s.page(t, "/suche?q="+url.QueryEscape("Wer ist zuständig für die Botenmeisterei?"))
		return len(page.all(t, "section.answer")) == 1 && strings.Contains(page.one(t, "section.answer"), "Quirin Quast")
	}
	if answered() {
		t.Fatal("answered without the words")
	}
	if _, err := s.store.SaveWords(t.Context(), "test", &content.Word{Kind: content.GroupWord, Members: []string{"Botenmeisterei", "Poststelle"}}); err != nil {
		t.Fatal(err)
	}
	if !answered() {
		t.Error("nobody is named for the word of the house")
	}
}

// What is pinned for a search comes first until its day, once and counted once,
// said on the page and in the interface; not what readers cannot see, nor where
// facets narrow.
func TestPinnedComesFirst(t *testing.T) {
	s := wholeSite(t)
	item := func(id, title string) content.Item {
		return content.Item{ID: id, State: content.Approved, Text: content.Text{Lang: content.German, Title: title, Summary: "Kurz zu " + id + "."}}
	}
	var all []content.Record
	for i := range 45 {
		all = append(all, &content.Article{Item: item(fmt.Sprintf("quitte-%02d", i), "Quittengelee kochen")})
	}
	draft := item("entworfen", "Quittengelee")
	draft.State = content.Draft
	s.save(t, append(all, &content.Article{Item: item("kantine", "Die Kantine")}, &content.Article{Item: draft})...)
	today := calendar.DateOf(at.In(calendar.Berlin))
	pin := func(item string, until calendar.Date) {
		t.Helper()
		pins, err := s.store.Pins(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pins {
			if _, err := s.store.DeletePin(t.Context(), "test", p.ID); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.store.SavePins(t.Context(), "test", &content.Pin{Query: "Quittengelee", Item: item, Until: until}); err != nil {
			t.Fatal(err)
		}
	}
	type answer struct {
		Total int
		Hits  []struct {
			ID, Excerpt string
			Pinned      bool
		}
		Facets map[string][]struct{ Count int }
	}
	ask := func(query string) (out answer) {
		t.Helper()
		if err := json.Unmarshal([]byte(s.page(t, "/api/v1/search?"+query).body), &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	before := ask("q=quittengelee&limit=20")
	if before.Total != 45 || before.Hits[0].Pinned {
		t.Fatalf("before: %+v", before)
	}

	// One that is found anyway moves to the front, and no page has it again.
	last := ask("q=quittengelee&limit=20&offset=40").Hits[4].ID
	pin(last, today)
	seen := map[string]int{}
	for offset := 0; offset < 45; offset += 20 {
		got := ask(fmt.Sprintf("q=QUITTENGELEE&limit=20&offset=%d", offset))
		if got.Total != 45 || len(got.Hits) != min(20, 45-offset) || got.Facets["type"][0].Count != 45 {
			t.Errorf("from %d: %d hits of %d, %v", offset, len(got.Hits), got.Total, got.Facets["type"])
		}
		for i, h := range got.Hits {
			seen[h.ID]++
			if first := offset+i == 0; h.Pinned != first || first && h.ID != last {
				t.Errorf("from %d, place %d: %+v", offset, i, h)
			}
		}
	}
	if len(seen) != 45 {
		t.Errorf("%d items on all pages", len(seen))
	}

	// One that is not found otherwise comes in addition.
	pin("kantine", today)
	got := ask("q=quittengelee&limit=20")
	if got.Total != 46 || len(got.Hits) != 20 || got.Hits[0].ID != "kantine" || !got.Hits[0].Pinned || got.Hits[0].Excerpt != "Kurz zu kantine." {
		t.Errorf("in addition: %d of %d, first %+v", len(got.Hits), got.Total, got.Hits[0])
	}
	if one := ask("q=quittengelee&limit=1"); len(one.Hits) != 1 || one.Hits[0].ID != "kantine" || one.Total != 46 {
		t.Errorf("one only: %+v", one)
	}
	if next := ask("q=quittengelee&limit=1&offset=1"); next.Hits[0].ID != before.Hits[0].ID {
		t.Errorf("behind it: %+v", next)
	}
	for address, word := range map[string]string{"/suche?q=Quittengelee": "Empfohlen", "/en/suche?q=Quittengelee": "Recommended"} {
		page := s.page(t, address)
		if page.one(t, "p.meta strong") != word {
			t.Errorf("%s does not say %q", address, word)
		}
		if n := len(page.all(t, "li.result")); n != 20 {
			t.Errorf("%s has %d results", address, n)
		}
	}
	for _, query := range []string{"q=quittengelee&limit=20&offset=20", "q=quittengelee&type=article", "q=quittengelee+kochen"} {
		for _, h := range ask(query).Hits {
			if h.Pinned {
				t.Errorf("%s: %s is pinned", query, h.ID)
			}
		}
	}

	// Neither what is over nor what nobody may see.
	pin("kantine", today-1)
	if got := ask("q=quittengelee&limit=20"); got.Total != 45 || got.Hits[0].Pinned {
		t.Errorf("over: %+v", got.Hits[0])
	}
	pin("entworfen", today)
	if got := ask("q=quittengelee&limit=20"); got.Total != 45 || got.Hits[0].Pinned {
		t.Errorf("a draft: %+v", got.Hits[0])
	}
	// Of an earlier program's several for one search, the first that readers see.
	for _, p := range []*content.Pin{{Query: "QUITTENGELÉE", Item: "kantine", Until: today}, {Query: "Quïttengelee", Item: last, Until: today}} {
		if _, err := s.store.SavePins(t.Context(), "test", p); err != nil {
			t.Fatal(err)
		}
	}
	if got := ask("q=quittengelee&limit=20"); got.Total != 46 || got.Hits[0].ID != "kantine" {
		t.Errorf("several: %d, first %+v", got.Total, got.Hits[0])
	}
	// Where nothing else is found, it is the only one.
	if _, err := s.store.SavePins(t.Context(), "test", &content.Pin{Query: "Xylofonbauer", Item: "kantine", Until: today}); err != nil {
		t.Fatal(err)
	}
	if got := ask("q=xylofonbauer"); got.Total != 1 || len(got.Hits) != 1 || !got.Hits[0].Pinned {
		t.Errorf("the only one: %+v", got)
	}
}

// Days are hits, with their next date, after what the house says; one that answers the
// search above the hits is none of them.
func TestSearchFindsDays(t *testing.T) {
	s := wholeSite(t)
	s.addDays(t)
	s.page(t, "/suche?q=Almosen").must(t,
		`select ".result h3 a" @href == /kalender/tage/islamic/eid-al-fitr`, `select ".result .meta" contains Tag im Kalender`,
		`select ".result mark" == Almosen`, `select ".result" contains 2026`)
	s.page(t, "/en/suche?q=Almosen").must(t, `select ".result h3 a" @href == /en/kalender/tage/islamic/eid-al-fitr`, `select ".result h3 a" contains Eid al-Fitr`)
	s.page(t, "/suche?q=Zuckerfest").must(t, `select ".found-days a" @href == /kalender/tage/islamic/eid-al-fitr`, `select ".result h3 a" @href == /beitraege/zuckerfest`)
	for q, where := range map[string]string{"Zuckerfest": ".found-days", "Wann ist Zuckerfest?": ".answer"} {
		page := s.page(t, "/suche?q="+url.QueryEscape(q))
		if n := len(page.all(t, where)); n != 1 {
			t.Fatalf("%s: %d blocks %s", q, n, where)
		}
		for _, path := range []string{"", "&seite=1"} {
			for _, a := range s.page(t, "/suche?q="+url.QueryEscape(q)+path).all(t, ".result h3 a") {
				if strings.HasSuffix(attribute(a, "href"), "/islamic/eid-al-fitr") {
					t.Errorf("%s%s: the day is a hit as well", q, path)
				}
			}
		}
	}
	s.page(t, "/suche?q=Zuckerfest&type=day").must(t, `select ".result h3 a" @href == /kalender/tage/islamic/eid-al-fitr`)
	s.page(t, "/api/v1/search?q=Almosen").must(t, `body contains "id":"islamic/eid-al-fitr","type":"day"`, `body contains {"value":"day","count":1}`)
}

// A page behind the last one of what was found does not exist; nothing found is nothing
// found on any page. Programs are told the total.
func TestSearchHasNoFurtherPage(t *testing.T) {
	s := wholeSite(t)
	for address, title := range map[string]string{"/suche?q=Zuckerfest&seite=99": "Diese Seite der Treffer gibt es nicht", "/en/suche?q=Zuckerfest&seite=2": "There is no such page of results"} {
		if got := s.get(t, address); got.Code != http.StatusNotFound || !strings.Contains(got.Body.String(), title) {
			t.Errorf("%s answers %d", address, got.Code)
		}
	}
	s.page(t, "/suche?q=xyzzyplugh&seite=2").must(t, `select ".result" count 0`, `body contains Nichts gefunden`)
	s.page(t, "/api/v1/search?q=Zuckerfest&offset=1980").must(t, `body contains "hits":[]`, `body !contains "total":0`)
}

// Of a search that is answered as a whole nothing else is looked for, unless something is
// pinned for it; of a question in another language only the feast is.
func TestSearchAnsweredAsAWhole(t *testing.T) {
	s := wholeSite(t)
	s.save(t, &content.Article{Item: content.Item{ID: "woche", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Heute in dieser Woche"}}})
	for _, q := range []string{"heute", "Was ist diese Woche", "Feste nächste Woche"} {
		q = url.QueryEscape(q)
		s.page(t, "/suche?q="+q).must(t, `select "section.answer" count 1`, `select ".result" count 0`, `select "#hilfe" count 0`)
		s.page(t, "/api/v1/search?q="+q).must(t, `body contains "total":0`, `body contains "type":"day"`)
	}
	s.page(t, "/suche?q="+url.QueryEscape("Feste im Dezember")).must(t, `select "section.answer" contains Alle im Kalender`)
	s.page(t, "/suche?q="+url.QueryEscape("zuckerfest ne zaman")).must(t, `select "section.answer" count 1`, `select ".result h3 a" @href == /beitraege/zuckerfest`)
	pin := &content.Pin{Query: "diese Woche", Item: "woche", Until: calendar.DateOf(at.In(calendar.Berlin))}
	if _, err := s.store.SavePins(t.Context(), "test", pin); err != nil {
		t.Fatal(err)
	}
	s.page(t, "/suche?q=diese+Woche").must(t, `select "section.answer" count 1`, `select ".result h3 a" @href == /beitraege/woche`)
}

// A day that the word before its name does not fit is no hit: it is another one's.
func TestSearchShowsNoOtherDay(t *testing.T) {
	s := wholeSite(t)
	s.addDays(t)
	s.page(t, "/suche?q=Versöhnungstag").must(t, `select ".found-days a" @href == /kalender/tage/jewish/jom-kippur`)
	for _, q := range []string{"ukrainischer Unabhängigkeitstag", "brasilianischer Versöhnungstag"} {
		s.page(t, "/suche?q="+url.QueryEscape(q)).must(t, `select "section.answer" count 0`, `select ".found-days" count 0`)
		s.page(t, "/api/v1/search?q="+url.QueryEscape(q)).must(t, `body !contains "type":"day"`, `body contains "answers":[]`)
	}
}

// Suggestions too know the words of the house.
func TestSuggestionsInTheWordsOfTheHouse(t *testing.T) {
	s := wholeSite(t)
	s.save(t, &content.Article{Item: content.Item{ID: "post", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Poststelle im Erdgeschoss"}}})
	s.page(t, "/api/v1/suggest?q=botenm").must(t, `body !contains Poststelle`)
	if _, err := s.store.SaveWords(t.Context(), "test", &content.Word{Kind: content.GroupWord, Members: []string{"Botenmeisterei", "Poststelle", "Fastenbrechen"}}); err != nil {
		t.Fatal(err)
	}
	s.page(t, "/api/v1/suggest?q=botenm").must(t, `body contains Poststelle im Erdgeschoss`, `body contains "type":"day"`)
}

// Pages of a brochure are under the best one.
func TestSearchFoldsPages(t *testing.T) {
	s := wholeSite(t)
	page := s.page(t, "/suche?q=Wohnen")
	if n := len(page.all(t, "details.more-pages")); n != 1 {
		t.Fatalf("%d folded brochures", n)
	}
	page.must(t, `select "details.more-pages summary" contains weitere Seite`, `select "details.more-pages a" @href ~ ^/broschueren/.*#page=`)
	if n := len(page.all(t, "ol.results li.result")); n != 1 {
		t.Errorf("%d results", n)
	}
	if strings.Count(s.page(t, "/api/v1/search?q=Wohnen").body, `"page":`) < 2 {
		t.Error("the interface folds pages")
	}
}

// Of many pages, those on a page of results are under the best of them; none is missing
// from the number.
func TestSearchFoldsSomeOfManyPages(t *testing.T) {
	s := wholeSite(t)
	b := &content.Brochure{Item: content.Item{ID: "quittenheft", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Obst"}}}
	for n := range search.MaxFolded + 30 {
		b.Pages = append(b.Pages, content.Page{Number: 1 + n, Text: "Von der Quitte."})
	}
	s.save(t, b)
	page := s.page(t, "/suche?q=Quitte")
	page.must(t, `body contains 130 Treffer`, `select ".result" count 1`, `select "nav.pager a" contains Nächste`)
	s.page(t, "/suche?q=Quitte&seite=7").must(t, `select ".result" count 1`)
	if w := s.get(t, "/suche?q=Quitte&seite=8"); w.Code != http.StatusNotFound {
		t.Errorf("a page behind the last: %d", w.Code)
	}
}

// A bare surname is answered if it is one contact's and nothing else: not if a title has it.
func TestSearchAnswersSurnames(t *testing.T) {
	s := wholeSite(t)
	text := func(title string) content.Text { return content.Text{Lang: content.German, Title: title} }
	s.save(t, &content.Contact{Item: content.Item{ID: "xaver", State: content.Approved, Text: text("Jorinde Xaverstein")}, Function: "Archiv"})
	s.page(t, "/suche?q=xaverstein").must(t, `select ".answer strong" contains Jorinde Xaverstein`, `select ".result" count 0`)
	s.page(t, "/suche?q=Jorinde").must(t, `select ".answer" count 0`)
	s.page(t, "/suche?q=Xaversteim").must(t, `select ".answer" count 0`)
	s.save(t, &content.Article{Item: content.Item{ID: "burg", State: content.Approved, Text: text("Die Burg Xaverstein")}})
	s.page(t, "/suche?q=xaverstein").must(t, `select ".answer" count 0`, `select ".result" count 2`)
}

// The pages of a brochure are under it wherever they are among the hits, and no page of
// results has them once more.
func TestSearchFoldsPagesOfAllHits(t *testing.T) {
	s := wholeSite(t)
	var all []content.Record
	for i := range 18 {
		all = append(all, &content.Article{Item: content.Item{ID: fmt.Sprintf("quitte-%02d", i), State: content.Approved, Text: content.Text{Lang: content.German, Title: "Quittengelee kochen"}}})
	}
	b := &content.Brochure{Item: content.Item{ID: "quittenheft", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Obst", Summary: "Ein Heft."}}}
	for i := range 5 {
		b.Pages = append(b.Pages, content.Page{Number: i + 1, Text: "Quittengelee kochen: Quitten waschen, Quitten schneiden."})
	}
	s.save(t, append(all, b)...)
	page := s.page(t, "/suche?q=Quittengelee")
	page.must(t, `body contains 23 Treffer`, `select "details.more-pages summary" contains 4 weitere Seiten`)
	if n := len(page.all(t, "ol.results li.result")); n != 19 {
		t.Errorf("%d results", n)
	}
	if w := s.get(t, "/suche?q=Quittengelee&seite=2"); w.Code != http.StatusNotFound {
		t.Errorf("a second page: %d", w.Code)
	}
}

// Where most hits are events those that are coming are first, in the order of their days,
// over all pages; a title that is the query comes before.
func TestSearchPutsEventsInOrder(t *testing.T) {
	s := wholeSite(t)
	var all []content.Record
	event := func(id, title string, day int) {
		start := at.AddDate(0, 0, day)
		all = append(all, &content.Event{Item: content.Item{ID: id, State: content.Approved, Text: content.Text{Lang: content.German, Title: title, Summary: "Quittengelee."}}, Start: start, End: start.Add(time.Hour)})
	}
	for i := range 25 {
		event(fmt.Sprintf("kurs-%02d", i), fmt.Sprintf("Quittengelee kochen, Gruppe %d", i), []int{60, -30, 5, 90, -3}[i%5]+i)
	}
	event("selbst", "Quittengelee", 400)
	s.save(t, all...)
	start := func(id string) time.Time {
		for _, r := range all {
			if e := r.(*content.Event); e.ID == id {
				return e.Start
			}
		}
		t.Fatalf("%q is found", id)
		return time.Time{}
	}
	var ids []string
	for _, address := range []string{"/api/v1/search?q=quittengelee&limit=20", "/api/v1/search?q=quittengelee&limit=20&offset=20"} {
		var out struct{ Hits []struct{ ID string } }
		if err := json.Unmarshal([]byte(s.page(t, address).body), &out); err != nil {
			t.Fatal(err)
		}
		for _, h := range out.Hits {
			ids = append(ids, h.ID)
		}
	}
	if len(ids) != 26 || ids[0] != "selbst" {
		t.Fatalf("%d hits, %v first", len(ids), ids[0])
	}
	for i := 2; i < len(ids); i++ {
		before, after := start(ids[i-1]), start(ids[i])
		if coming := after.After(at); coming && (before.Before(at) || after.Before(before)) {
			t.Errorf("place %d: %s comes after %s", i, after, before)
		}
	}
	s.page(t, "/suche?q=Quittengelee").must(t, `select "a[href='/termine?q=Quittengelee']" count 1`)
	s.page(t, "/suche?q=Wohnen").must(t, `body !contains Nur kommende Termine`)
}

// Misspelt words are corrected at once, which is said, and can be insisted on; what is
// only guessed is asked.
func TestSearchCorrects(t *testing.T) {
	s := wholeSite(t)
	page := s.page(t, "/suche?q=Zukerfest")
	page.must(t, `body contains Ergebnisse für <strong>Zuckerfest</strong>`, `select ".result h3 a" @href == /beitraege/zuckerfest`, `body !contains Meinten Sie`,
		`body contains Stattdessen nach „Zukerfest“ suchen`)
	s.page(t, "/suche?genau=1&q=Zukerfest").must(t, `select ".result" count 0`, `body contains „Zukerfest“ steht nirgends.`, `body contains <a href="/suche?q=Zuckerfest">Zuckerfest</a>`)
	s.page(t, "/suche?q=Zukkerfesd").must(t, `body contains Meinten Sie`, `body !contains Ergebnisse für`, `select ".result h3 a" @href == /beitraege/zuckerfest`)
	s.page(t, "/api/v1/search?q=Zukerfest&genau=1").must(t, `body contains "total":0`, `body contains "unknown":["Zukerfest"]`)
}

// Whoever finds nothing, or asks for nothing, is helped on.
func TestSearchHelpsOn(t *testing.T) {
	s := wholeSite(t)
	s.page(t, "/suche?q=der+die+das").must(t, `body contains Das sind nur Füllwörter.`, `select "#demnaechst" count 1`, `select ".found-days li" count 5`)
	s.page(t, "/suche").must(t, `select "#demnaechst" count 1`, `select "#hilfe" count 0`)
	page := s.page(t, "/suche?q=Quantensprung")
	page.must(t, `body contains „Quantensprung“ steht nirgends.`, `select "a[href^='/kontakte?thema=']" count 1`)
	s.page(t, attribute(page.all(t, "a[href^='/das-fehlt-uns?']")[0], "href")).must(t, `select "textarea" contains „Quantensprung“`)
	s.page(t, "/barriere-melden?q=Quantensprung").must(t, `body !contains Quantensprung`)
	// A choice that leaves nothing can be taken back.
	s.page(t, "/suche?q=Zuckerfest&type=volunteering").must(t, `body contains <a href="/suche?q=Zuckerfest">Ohne Filter suchen</a>`)
}

// TestPagingByOtherNames tests that a list is not shown from its beginning to who
// leafs through it as the JSON interface does.
func TestPagingByOtherNames(t *testing.T) {
	s := wholeSite(t)
	for _, path := range []string{"/suche?q=Fest&page=2", "/beitraege?limit=5", "/beitraege?offset=20"} {
		w := s.get(t, path)
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), ">seite<") {
			t.Errorf("%s: %d, and what is meant is not said", path, w.Code)
		}
	}
	if w := s.get(t, "/suche?q=Fest&page=2"); !strings.Contains(w.Body.String(), `<a href="/suche?q=Fest&amp;seite=2">seite</a>`) {
		t.Error("what is meant is not a link away")
	}
	if w := s.get(t, "/beitraege?utm_source=mail"); w.Code != http.StatusOK {
		t.Errorf("a name that narrows nothing: %d", w.Code)
	}
}

// Whoever narrows a search for nothing is told that a word is missing, and what narrows it
// stays, also what nothing has.
func TestSearchForNothingIsNotSilent(t *testing.T) {
	s := wholeSite(t)
	for _, path := range []string{"/suche?type=event", "/suche?q=&type=event", "/suche?q=+&type=event&genau=1"} {
		s.page(t, path).must(t, `body contains Es fehlt ein Wort, nach dem gesucht werden soll.`, `select "form.find.is-large input[name=type][value=event]" count 1`,
			`select "ul.inline a" contains Termin`, `select ".found-days" count 0`, `body !contains Treffer`)
	}
	s.page(t, "/en/suche?tradition=jewish&jahr=2027&dezernat=36").must(t, `body contains A word to search for is missing.`,
		`select "form.find.is-large input[type=hidden]" count 3`, `select "ul.inline li" count 4`)
	s.page(t, "/suche").must(t, `body !contains Es fehlt ein Wort`, `select ".found-days" count 1`)
	s.page(t, "/suche?q=Zuckerfest&dezernat=999").must(t, `select ".result" count 0`, `select "ul.inline a" contains Dezernat 999`)
	s.page(t, "/suche?q=Zuckerfest&type=article").must(t, `select "form.find.is-large input[type=hidden]" count 0`)
	for path, want := range map[string]int{"/suche?seite=2": 404, "/suche?type=event&seite=2": 404, "/api/v1/search?q=&type=event": 400, "/api/v1/search?q=+&jahr=2027": 400, "/api/v1/search?q=": 200, "/api/v1/search?type=event": 400} {
		if got := s.get(t, path).Code; got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
}

// The events of a series are one result with its other dates; what has another place is
// another series.
func TestSearchFoldsSeries(t *testing.T) {
	s := wholeSite(t)
	var all []content.Record
	for i := range 6 {
		start := at.AddDate(0, 0, 7*(i+1))
		e := &content.Event{Item: content.Item{ID: fmt.Sprintf("vorlesen-%d", i), State: content.Approved, Text: content.Text{Lang: content.German, Title: "Quittengelee vorlesen"}}, Start: start, End: start.Add(time.Hour), Place: "Lesesaal"}
		if i == 5 {
			e.Place = "Keller"
		}
		all = append(all, e)
	}
	s.save(t, all...)
	page := s.page(t, "/suche?q=Quittengelee")
	page.must(t, `body contains 6 Treffer`, `select ".result details summary" contains und 4 weitere Termine`, `select ".result details a" count 4`)
	if n := len(page.all(t, "ol.results li.result")); n != 2 {
		t.Errorf("%d results", n)
	}
}
