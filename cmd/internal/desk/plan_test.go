package desk_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/themes/locale"
)

// TestPlanIsWhatIsStored compares the five editions that the desk shows before
// approval with those that are stored on approval.
func TestPlanIsWhatIsStored(t *testing.T) {
	printers, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse(t, content.Policy{})
	for i, f := range []url.Values{
		{"publish.observance": {"islamic/eid-al-fitr"}, "publish.days": {"3"}, "publish.side": {"before"}, "publish.at": {"08:00"}, "publish.show": {"14"}},
		{"publish.observance": {"islamic/eid-al-fitr"}, "publish.days": {"2"}, "publish.side": {"after"}, "publish.workdays": {"1"}, "publish.at": {"07:30"}, "publish.show": {"400"}},
		{"publish.observance": {"jewish/chanukka"}, "publish.eve": {"1"}, "publish.at": {"16:00"}, "publish.free": {"before"}, "publish.show": {"8"}},
		{"publish.observance": {"christian-western/ostersonntag"}, "publish.days": {"1"}, "publish.side": {"before"}, "publish.free": {"after"}, "publish.at": {"02:30"}},
		{"publish.observance": {"christian-western/advent-1"}, "publish.days": {"1"}, "publish.side": {"before"}, "publish.at": {"08:00"}, "publish.show": {"5"}}, // shows already
		{"publish.observance": {"christian-western/weihnachten"}, "publish.every": {"once"}, "publish.at": {"08:00"}, "publish.show": {"20"}},
		{"publish.observance": {"civil/holocaust-gedenktag"}, "publish.at": {"00:00"}},
	} {
		id := fmt.Sprintf("plan-%d", i)
		h.draft(t, id)
		path := "/redaktion/beitraege/" + id
		f.Set("base", "1")
		f.Set("do", "plan")
		f.Set("publish.kind", "feier")
		shown := h.ask(t, "anna", http.MethodPost, path, f).must(t, http.StatusOK)
		f.Set("do", "save")
		h.ask(t, "anna", http.MethodPost, path, f).must(t, http.StatusSeeOther)
		h.post(t, "anna", path, "base", "2", "do", "send").must(t, http.StatusSeeOther)
		h.post(t, "bert", path+"/freigabe", "base", "2", "number", "2", "do", "approve").must(t, http.StatusSeeOther)
		editions, err := h.store.Editions(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, e := range editions[:min(len(editions), 5)] {
			want = append(want, "erscheint "+printers["de"].Moment(e.From))
		}
		if got := appearing(shown.body); !slices.Equal(got, want) {
			t.Errorf("%v: shown %q, stored %q", f, got, want)
		}
		// The same once single editions are decided upon.
		var ahead []content.Edition
		for _, e := range editions {
			if e.From.After(at) {
				ahead = append(ahead, e)
			}
		}
		if len(ahead) < 4 {
			continue
		}
		h.post(t, "bert", path+"/ausgaben", "key", ahead[1].Key, "do", "skip").must(t, http.StatusSeeOther)
		moved := ahead[2].From.Add(-50 * time.Hour).In(calendar.Berlin).Format("2006-01-02T15:04")
		h.post(t, "bert", path+"/ausgaben", "key", ahead[2].Key, "moment", moved, "do", "move").must(t, http.StatusSeeOther)
		if editions, err = h.store.Editions(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		want = nil
		for _, e := range editions {
			if e.Until.After(at) {
				want = append(want, "erscheint "+printers["de"].Moment(e.From))
			}
		}
		got := appearing(h.get(t, "anna", path).says(t, "übersprungen – erscheint nicht").body)
		if len(got) != 4 || !slices.Equal(got, want[:min(4, len(want))]) {
			t.Errorf("%v with choices: shown %q, stored %q", f, got, want)
		}
	}
}

// appearing returns when a page says that editions appear.
func appearing(body string) (out []string) {
	for _, line := range strings.Split(body, "\n") {
		if _, rest, ok := strings.Cut(line, "<p>erscheint "); ok {
			moment, _, _ := strings.Cut(rest, "</p>")
			out = append(out, "erscheint "+moment)
		}
	}
	return out
}

func TestPlanNotes(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "notes")
	h.post(t, "anna", "/redaktion/beitraege/neu", "title", "Anderer", "publish.observance", "islamic/eid-al-fitr", "do", "create").must(t, 303)
	h.post(t, "anna", "/redaktion/beitraege/anderer", "base", "1", "do", "send").must(t, 303)
	h.post(t, "bert", "/redaktion/beitraege/anderer/freigabe", "base", "1", "number", "1", "do", "approve").must(t, 303)
	plan := func(pairs ...string) answer {
		t.Helper()
		return h.post(t, "anna", "/redaktion/ausgabenrechner", append([]string{"id", "notes", "publish.kind", "feier"}, pairs...)...).must(t, 200)
	}
	plan("publish.observance", "islamic/eid-al-fitr", "publish.days", "3", "publish.side", "before", "publish.at", "08:00").
		says(t, "3 Tage vor Fest des Fastenbrechens", "Mond einen Tag später: ", " statt ", "angekündigt")
	plan("publish.observance", "islamic/eid-al-fitr", "publish.days", "0", "publish.at", "08:00").says(t, "mit „Anderer“ am selben Morgen")
	plan("publish.observance", "christian-western/karfreitag", "publish.days", "0").says(t, "erscheint Fr, 26. März 2027")
	plan("publish.observance", "christian-western/gruendonnerstag", "publish.days", "1", "publish.side", "after").says(t, "stiller Feiertag")
	plan("publish.observance", "jewish/rosch-ha-schana", "publish.days", "9", "publish.side", "after").says(t, "hoher Tag: Jom Kippur")
	plan("publish.observance", "islamic/eid-al-fitr", "publish.show", "500").says(t, "Feier der Vorausgabe noch sichtbar")
	plan("publish.observance", "islamic/eid-al-fitr", "publish.uncertain", "wait").says(t, "wartet auf ein sicheres Datum")
	plan("publish.observance", "civil/deutscher-diversity-tag").says(t, "Datum unbekannt – erscheint nicht")
	plan("publish.observance", "christian-western/advent-1", "publish.days", "20", "publish.side", "before", "publish.show", "2").says(t, "schon vorbei")
	plan("publish.observance", "gibts/nicht").says(t, "Diese Feier gibt es im Kalender nicht.")
}

// TestStatementsStay: how many statements a page takes does not depend on how
// much there is.
func TestStatementsStay(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "newroz", "publish.observance", "persian-zoroastrian/newroz-kurdisch")
	const a = "/redaktion/beitraege/newroz"
	count := func() map[string]int64 {
		out := map[string]int64{}
		for _, path := range []string{"/redaktion", "/redaktion/beitraege", a, a + "/fassungen", a + "/vergleich", a + "/freigabe", a + "/anmerkungen", a + "/ausgaben", "/redaktion/vorschau/newroz/1"} {
			h.get(t, "bert", path) // presence is entered once
			before := h.store.Statements()
			h.get(t, "bert", path).must(t, 200)
			out[path] = int64(h.store.Statements() - before)
		}
		return out
	}
	fill(t, h, 0, 20)
	few := count()
	fill(t, h, 20, 300)
	for path, n := range count() {
		if n != few[path] {
			t.Errorf("%s takes %d statements with many articles, %d with one", path, n, few[path])
		}
		if n > 60 {
			t.Errorf("%s takes %d statements", path, n)
		}
	}
	t.Log(few)
}

// fill adds articles in all states.
func fill(t testing.TB, h *house, from, n int) {
	t.Helper()
	observances := []calendar.ID{"islamic/eid-al-fitr", "jewish/chanukka", "christian-western/ostersonntag", "civil/holocaust-gedenktag", ""}
	state := func(i int) content.State {
		switch i % 100 {
		case 3:
			return content.Draft
		case 4:
			return content.InReview
		}
		return content.Approved
	}
	var records []content.Record
	for i := from; i < n; i++ {
		a := &content.Article{Item: content.Item{
			ID: fmt.Sprintf("a%05d", i), Type: content.TypeArticle, State: state(i), Dezernat: fmt.Sprint(10 + i%60), Tags: []string{"Feste"},
			Text: content.Text{Lang: content.German, Title: fmt.Sprintf("Beitrag %d", i), Body: strings.Repeat("Ein Satz über ein Fest. ", 100)},
		}, Sources: []string{"Ein Buch"}}
		if id := observances[i%7%len(observances)]; id != "" {
			a.Observances, a.Traditions = []calendar.ID{id}, []string{id.Tradition()}
			a.Publish = content.Schedule{Observance: id, Offset: -(i % 30), At: content.TimeOfDay(i % 1440), ShowDays: 14}
		}
		if records = append(records, a); len(records) == 500 || i == n-1 {
			if err := h.store.Save(t.Context(), "test", records...); err != nil {
				t.Fatal(err)
			}
			records = nil
		}
	}
}

// BenchmarkDesk measures pages at 20,000 articles.
func BenchmarkDesk(b *testing.B) {
	h := newHouse(b, content.Policy{FourEyesAll: true})
	h.draft(b, "newroz", "publish.observance", "islamic/eid-al-fitr")
	h.post(b, "anna", "/redaktion/beitraege/newroz", "base", "1", "body", strings.Repeat("Man springt über das Feuer. ", 400), "do", "save")
	fill(b, h, 0, 20_000)
	const a = "/redaktion/beitraege/newroz"
	for name, ask := range map[string]func(){
		"board":    func() { h.get(b, "bert", "/redaktion").must(b, 200) },
		"list":     func() { h.get(b, "bert", "/redaktion/beitraege").must(b, 200) },
		"search":   func() { h.get(b, "bert", "/redaktion/beitraege?q=199").must(b, 200) },
		"planned":  func() { h.get(b, "bert", "/redaktion/beitraege?stand=geplant&seite=9").must(b, 200) },
		"editor":   func() { h.get(b, "bert", a).must(b, 200) },
		"approval": func() { h.get(b, "bert", a+"/freigabe").must(b, 200) },
		"autosave": func() { h.post(b, "anna", a+"/notiz", "base", "2", "body", "anders").must(b, 200) },
		"preview":  func() { h.get(b, "bert", "/redaktion/vorschau/newroz/2").must(b, 200) },
		"plan":     func() { h.post(b, "bert", "/redaktion/ausgabenrechner", "id", "newroz").must(b, 200) },
	} {
		b.Run(name, func(b *testing.B) {
			var all []time.Duration
			for b.Loop() {
				start := time.Now()
				ask()
				all = append(all, time.Since(start))
			}
			slices.Sort(all)
			b.ReportMetric(float64(all[len(all)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}
