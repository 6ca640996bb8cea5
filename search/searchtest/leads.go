package searchtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vielfalt/content"
	"vielfalt/search"
)

func day(id, name, text string, names ...string) search.Document {
	return search.Document{ID: "faith_" + id, Item: "faith/" + id, Type: content.TypeDay, Title: name, Body: text, Names: names, Traditions: []string{"jewish"}}
}

// testDays tests that days come after what the house itself says, however well they
// match, and that nothing suggests them.
func testDays(t *testing.T, x search.Index) {
	put(t, x,
		day("purim", "Purim", "Zu Purim gibt es Hamantaschen.", "Losfest"), day("fast", "Taanit Esther", "Am Tag vor Purim."),
		article("party", "Ein Fest im Haus", "Kostüme, Musik und viele Worte von Kolleginnen: Wir lesen, was zu Purim gelesen wird."),
	)
	if got := found(t, x, "Purim"); len(got) != 3 || got[0] != "party" {
		t.Errorf("Purim finds %v, not first what the house says", got)
	}
	wantFound(t, x, "Hamantaschen", "faith_purim")
	r := find(t, x, search.Query{Text: "Purim", Types: []content.Type{content.TypeDay}})
	if got := ids(r.Hits); len(got) != 2 || got[0] != "faith_purim" || r.Hits[0].Item != "faith/purim" {
		t.Errorf("days named so: %v", got)
	}
	suggested, err := x.Suggest(t.Context(), "Pur", 8)
	if err != nil || len(suggested) > 0 {
		t.Errorf("Suggest: %v, %v", suggested, err)
	}
	// A long text that has all words does not hide what has most of them.
	put(t, x, day("vesakh", "Vesakh", "Viele gehen an diesem Tag Blut spenden."), article("donors", "Blut spenden", "Im Foyer."))
	if got := found(t, x, "Blut spenden gehen"); !slices.Contains(got, "donors") {
		t.Errorf("finds %v, not what the house says", got)
	}
	wantFound(t, x, "Vesakh gehen", "faith_vesakh")
	// Of many days that have all words in their texts none is lost.
	for i := range 20 {
		put(t, x, day(fmt.Sprint("lantern", i), fmt.Sprint("Lampionfest ", i), strings.Repeat("Papier falten, Kordel knoten. ", i+1)))
	}
	if got := found(t, x, "Kordel Papier"); len(got) != 20 || len(slices.Compact(slices.Sorted(slices.Values(got)))) != 20 {
		t.Errorf("of 20 days are found %v", got)
	}
	// One whose name has all words comes before what has some of them, unless it is told already.
	put(t, x, day("elderly", "Tag der älteren Nachbarn", "Besuche."), article("door", "Tag der offenen Tür für Nachbarn", "Alle sind da."))
	wantFound(t, x, "Nachbarn älteren Tag", "faith_elderly")
	if r := find(t, x, search.Query{Text: "Nachbarn älteren Tag", Except: []string{"faith/elderly"}}); !slices.Contains(ids(r.Hits), "door") {
		t.Errorf("beside a day that is told: %v", ids(r.Hits))
	}
}

// testTitles tests that what is called as the query comes first, then what begins
// with it.
func testTitles(t *testing.T, x search.Index) {
	put(t, x,
		article("holds", "Weihnachten: vor Weihnachten, nach Weihnachten", "Weihnachten Weihnachten Weihnachten"), article("later", "Orthodoxes Weihnachten", "Weihnachten Weihnachten"),
		article("is", "Weihnachten", "Ein Text, der nur wenig davon sagt und dafür umso mehr von anderem, damit er lang wird."),
		article("text", "Ein Markt", "Weihnachten Weihnachten Weihnachten Weihnachten"),
	)
	if got, want := found(t, x, "weihnachten"), []string{"is", "holds", "later", "text"}; !slices.Equal(got, want) {
		t.Errorf("finds %v, want %v", got, want)
	}
}

// testRelated tests that what a query leads to is no hit of one that has hits, comes
// with the first of them, and is not there twice.
func testRelated(t *testing.T, x search.Index) {
	put(t, x,
		article("ramadan", "Ramadan", "Der Fastenmonat."), article("both", "Ramadan und Zuckerfest", ""),
		article("eid1", "Zuckerfest 1", ""), article("eid2", "Zuckerfest 2", ""), article("eid3", "Zuckerfest 3", ""), article("eid4", "Zuckerfest 4", ""),
	)
	r := find(t, x, search.Query{Text: "Ramadan"})
	if got := ids(r.Hits); len(got) != 2 || slices.Contains(got, "eid1") {
		t.Errorf("hits: %v", got)
	}
	if len(r.Related) != search.MaxRelated || slices.Contains(ids(r.Related), "both") {
		t.Errorf("related: %v", ids(r.Related))
	}
	for _, h := range r.Related {
		if len(h.Title.Marks) == 0 {
			t.Errorf("related: %q has no mark", h.Title.Text)
		}
	}
	for _, q := range []search.Query{{Text: "Ramadan", Offset: 1}, {Text: "Ramadan", Exact: true}, {Text: "Fastenmonat gibt"}} {
		if r := find(t, x, q); len(r.Related) > 0 && (q.Offset > 0 || q.Exact) {
			t.Errorf("%+v has related hits", q)
		}
	}
	if got := ids(find(t, x, search.Query{Text: "Ramadan -Zuckerfest"}).Related); len(got) > 0 {
		t.Errorf("related in spite of a minus: %v", got)
	}
	r = find(t, x, search.Query{Text: "Ramadan", Except: []string{"eid1", "eid2"}})
	if got := ids(r.Related); len(got) != 2 || slices.Contains(got, "eid1") {
		t.Errorf("related without two: %v", got)
	}
	if r := find(t, x, search.Query{Text: "Ramadan", Types: []content.Type{content.TypeEvent}}); len(r.Related) > 0 {
		t.Errorf("related among events: %v", ids(r.Related))
	}
}

// putOthers puts documents on nothing of what is tested: of few documents, too much is in
// many.
func putOthers(t *testing.T, x search.Index, n int) {
	t.Helper()
	for i := range n {
		put(t, x, article(fmt.Sprintf("other%d", i), "Etwas anderes", "Ein Text."))
	}
}

// testWider tests that a compound is taken for what it is a kind of, and a word for what
// it leads to, before it is left out: only beside a word that is there as it is, and not
// if something has all that was asked for.
func testWider(t *testing.T, x search.Index) {
	put(t, x,
		article("clubs", "Zuschuss für Vereine", "Wer hilft."), article("sport", "Laufen", "Der Sportverein läuft."),
		article("canteen", "Kantine", "Auch bei Veranstaltungen im Haus."), article("feast", "Ein Fest", "Kein Tanz, keine Veranstaltung, kein Essen."),
	)
	putOthers(t, x, 9)
	wantFound(t, x, "Zuschuss Sportverein", "clubs")
	wantFound(t, x, "Wo beantrage ich einen Zuschuss für unseren Sportverein?", "clubs")
	wantFound(t, x, "Sportverein", "sport")
	wantFound(t, x, "Sportverein läuft", "sport")
	wantFound(t, x, "Essen Veranstaltung", "feast")
	if err := x.Delete(t.Context(), "feast"); err != nil {
		t.Fatal(err)
	}
	wantFound(t, x, "Essen Veranstaltung", "canteen")
	if r := find(t, x, search.Query{Text: "Zuschuss Sportverein", Exact: true}); slices.Contains(ids(r.Hits), "clubs") && len(r.Without) == 0 {
		t.Errorf("exactly: %v", ids(r.Hits))
	}
}

// testLoose tests what is found if nothing has all words: what they lead to, before what
// has one of them only in a compound; of a compound that no text has, its first word; and
// nothing if that says too little.
func testLoose(t *testing.T, x search.Index) {
	put(t, x,
		article("it", "IT und Helpdesk", "Für alles mit Kabel."), article("career", "Laufbahn im Amt", "Es geht nach oben."),
		article("carnival", "Karneval", "Kamelle im Haus."), article("interpreter", "Dolmetscher", "Wer die Rechnung zahlt: die Dienststelle."), article("hall", "Ein Termin im Sitzungssaal", "Um neun."),
		article("greeted", "Chanukka", "Manche sagen Happy Hanukkah."),
		search.Document{ID: "cook", Item: "cook", Type: content.TypeContact, Title: "Sören Käseglocke", Body: "Dezernat 14, Kantine und Bewirtung."},
		article("calls", "Telefon im Amt", "Wir richten Rufumleitungen ein."), article("press", "Presse", "Anrufe nimmt die Stelle an."),
		article("guard", "Im Gelände unterwegs", "Sie zählen Orchideen und Amphibien."),
		search.Document{ID: "schmitt", Item: "schmitt", Type: content.TypeContact, Title: "Peter Schmitt", Body: "Bauamt"},
		search.Document{ID: "schmidt", Item: "schmidt", Type: content.TypeContact, Title: "Petra Schmidt", Body: "Jugendamt"},
		article("youth", "Neues aus dem Jugendamt", ""), article("move", "Umzug", "Das Jugendamt packt."), article("party", "Feier", "Das Jugendamt feiert."),
	)
	putOthers(t, x, 20)
	wantFound(t, x, "wie umleiten bei Sturm", "calls")
	wantFound(t, x, "Amphibienzählung", "guard")
	wantFound(t, x, "Frau Schmitt vom Jugendamt", "schmidt")
	wantFound(t, x, "Herr Schmitt", "schmitt")
	for i := range 4 {
		put(t, x, article(fmt.Sprint("lights", i), "Diwali im Foyer", "Lichter."))
	}
	wantFound(t, x, "mein Laptop fährt nicht hoch", "it")
	wantFound(t, x, "Laptop laufen", "it")
	wantFound(t, x, "Brötchen für eine Sitzung", "cook")
	wantFound(t, x, "Karnevalsfeier", "carnival")
	if got := found(t, x, "Happy Diwali"); len(got) != 4 || slices.Contains(got, "greeted") { // the feast says most
		t.Errorf("of a feast and a word beside it: %v", got)
	}
	wantFound(t, x, "Dolmetscherrechnung", "interpreter")
	for _, text := range []string{"Karnevalsgeld", "Rechnungsgeld", "Frau Laptop", "mein Laptop 0221 4710-999"} {
		if got := found(t, x, text); len(got) > 0 {
			t.Errorf("%q finds %v", text, got)
		}
	}
	r := find(t, x, search.Query{Text: "mein Laptop fährt nicht hoch"})
	if slices.Contains(r.Without, "Laptop") {
		t.Errorf("left out: %q, though that leads there", r.Without)
	}
	if r := find(t, x, search.Query{Text: "Karnevalsfeier"}); !slices.Equal(r.Without, []string{"feier"}) {
		t.Errorf("left out of a compound: %q", r.Without)
	}
	if r := find(t, x, search.Query{Text: "Karneval Helpdesk"}); len(r.Related) == 0 {
		t.Error("nothing is related to what was left out")
	}
	if r := find(t, x, search.Query{Text: "Brötchen Sitzung", Exact: true}); slices.Contains(ids(r.Hits), "cook") {
		t.Errorf("exactly: %v", ids(r.Hits))
	}
}

// testExact tests that nothing is corrected, sounded or led to if it is not wanted,
// and that the answer tells a correction from a guess.
func testExact(t *testing.T, x search.Index) {
	put(t, x, article("fest", "Zuckerfest", "Zum Fest des Fastenbrechens."), contact("meier", "Thomas Meier", "36", "", ""), article("maier", "Familie Maier", ""),
		search.Document{ID: "poet", Item: "poet", Type: content.TypeArticle, Title: "Gedichte im Foyer", Tags: []string{"Ayimstraße"}},
		contact("stelzle", "Anna Stelzle", "36", "", ""), article("walls", "Stelzen und Stelzer", "Stelzer Stelzer."), article("more", "Noch ein Stelzer", "Stelzer."))
	for _, c := range []struct {
		text, better string
		guess        bool
	}{{"Zukerfest", "Zuckerfest", false}, {"Zukkerfesd", "Zuckerfest", true}, {"Thomas Maier", "Thomas Meier", true}, {"Aiymstrase", "Ayimstraße", true}, {"Anna Stelzke", "Anna Stelzle", false}, {"Zuckerfest", "", false}} {
		r := find(t, x, search.Query{Text: c.text})
		if len(r.Hits) == 0 || r.DidYouMean != c.better || r.Guess != c.guess {
			t.Errorf("Search(%q) finds %v for %q, a guess: %v", c.text, ids(r.Hits), r.DidYouMean, r.Guess)
		}
		exact := find(t, x, search.Query{Text: c.text, Exact: true})
		if (c.better == "") != (len(exact.Hits) > 0 && len(exact.Without) == 0) || exact.DidYouMean != "" {
			t.Errorf("exactly %q finds %v for %q", c.text, ids(exact.Hits), exact.DidYouMean)
		}
	}
}

// testCorrectedElsewhere tests that a correction is said where the hits of the page do
// not show it.
func testCorrectedElsewhere(t *testing.T, x search.Index) {
	put(t, x, article("eid", "Zuckerfest", ""), search.Document{ID: "feast", Item: "feast", Type: content.TypeEvent, Title: "Empfang zum Fest des Fastenbrechens"})
	for _, q := range []search.Query{{Types: []content.Type{content.TypeEvent}}, {Limit: 1, Offset: 1}} {
		q.Text = "Zukerfest"
		if r := find(t, x, q); len(r.Hits) != 1 || r.Hits[0].ID != "feast" || r.DidYouMean != "Zuckerfest" {
			t.Errorf("%+v finds %v, meaning %q", q, ids(r.Hits), r.DidYouMean)
		}
	}
}

// testReasons tests that what shows no mark says why it is there.
func testReasons(t *testing.T, x search.Index) {
	own := article("own", "Eine Auskunft", "Ohne Zahl.")
	own.Dezernat = "36"
	tagged := article("tagged", "Ein Beitrag", "Über vieles.")
	tagged.Tags, tagged.Names = []string{"Barrierefreiheit"}, []string{"Newroz"}
	tagged.Other = "About everything, and about sunflowers as well."
	tagged.Traditions = []string{"jewish"}
	put(t, x, own, tagged, contact("phone", "Anna Grünspecht", "41", "02931 82-4711", "3.05"))
	for _, c := range []struct {
		text, id string
		want     search.Reason
	}{
		{"Dezernat 36", "own", search.Reason{Kind: search.FoundInDezernat, Text: "36"}},
		{"Barrierefreiheit", "tagged", search.Reason{Kind: search.FoundInTag, Text: "Barrierefreiheit"}},
		{"Newroz", "tagged", search.Reason{Kind: search.FoundInName, Text: "Newroz"}},
		{"sunflowers", "tagged", search.Reason{Kind: search.FoundInOther}},
		{"jüdisch", "tagged", search.Reason{Kind: search.FoundInTradition, Text: "jewish"}},
		{"4711", "phone", search.Reason{Kind: search.FoundInPhone}}, {"Raum 3.05", "phone", search.Reason{Kind: search.FoundInRoom}},
		{"Auskunft", "own", search.Reason{}},
	} {
		hits := find(t, x, search.Query{Text: c.text}).Hits
		if len(hits) != 1 || hits[0].ID != c.id || hits[0].Reason != c.want {
			t.Errorf("Search(%q) finds %+v, want %s for %+v", c.text, hits, c.id, c.want)
		} else if c.want.Kind == search.FoundInOther && len(hits[0].Excerpt.Marks) == 0 {
			t.Errorf("Search(%q) does not show what was found: %q", c.text, hits[0].Excerpt.Text)
		}
	}
}

// testNothing tests that an answer without hits says why.
func testNothing(t *testing.T, x search.Index) {
	put(t, x, article("a", "Menschen im Ehrenamt", "Sie singen im Chor."), contact("b", "Günther Computer", "36", "", ""))
	for _, c := range []struct {
		text          string
		fillers       bool
		unknown, near []string
	}{
		{"der die das", true, nil, nil}, {"Xylophonbau", false, []string{"Xylophonbau"}, nil},
		{"36.9-99/2026", false, []string{"36.9-99/2026"}, nil}, {"Raum 9.99", false, []string{"Raum 9.99"}, nil},
		{"Quantencomputer", false, []string{"Quantencomputer"}, []string{"Computer"}},
		{"Ehrentat", false, nil, nil}, {"", false, nil, nil}, {"?!", false, nil, nil},
	} {
		r := find(t, x, search.Query{Text: c.text, Exact: true})
		if len(r.Hits) > 0 || r.Nothing.Fillers != c.fillers || c.unknown != nil && !slices.Equal(r.Nothing.Unknown, c.unknown) || c.near != nil && !slices.Equal(r.Nothing.Near, c.near) {
			t.Errorf("Search(%q): %d hits, %+v", c.text, len(r.Hits), r.Nothing)
		}
	}
	if r := find(t, x, search.Query{Text: "Ehrenant", Exact: true}); !slices.Equal(r.Nothing.Near, []string{"Ehrenamt"}) {
		t.Errorf("near Ehrenant is %q", r.Nothing.Near)
	}
	if r := find(t, x, search.Query{Text: "Chor"}); r.Nothing.Fillers || r.Nothing.Unknown != nil {
		t.Errorf("what is found has %+v", r.Nothing)
	}
}
