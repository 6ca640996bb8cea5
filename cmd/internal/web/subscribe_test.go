package web_test

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"rsc.io/qr"

	"vielfalt/cmd/internal/site"
	"vielfalt/content/contenttest"
)

// page asks for a page that there must be.
func (s *service) page(t testing.TB, path string) *answer {
	t.Helper()
	a := s.ask(t, httptest.NewRequest(http.MethodGet, path, nil))
	if a.code != http.StatusOK {
		t.Fatalf("%s answers %d: %s", path, a.code, a.body)
	}
	return a
}

// all returns the elements of a page that a selector chooses.
func (a *answer) all(t testing.TB, css string) []*html.Node {
	t.Helper()
	found, err := a.find(css)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// one returns the text of the only element that a selector chooses.
func (a *answer) one(t testing.TB, css string) string {
	t.Helper()
	found := a.all(t, css)
	if len(found) != 1 {
		t.Fatalf("%d elements match %s", len(found), css)
	}
	return textOf(found[0])
}

// ticks returns the names and values of the boxes of the form; only those that
// are ticked, or all.
func (a *answer) ticks(t testing.TB, all bool) url.Values {
	out := url.Values{}
	for _, in := range a.all(t, "form.builder input") {
		if attribute(in, "type") != "text" && (all || hasAttribute(in, "checked")) {
			out.Add(attribute(in, "name"), attribute(in, "value"))
		}
	}
	for _, values := range out {
		slices.Sort(values)
	}
	return out
}

// called returns what a parameter is called in the form: its group, or the box
// itself.
func (a *answer) called(t testing.TB, name string) []string {
	for _, group := range a.all(t, "form.builder fieldset") {
		for _, in := range (selector{func(n *html.Node) bool { return attribute(n, "name") == name }}).find(group) {
			for n := range group.Descendants() {
				if n.Data == "legend" {
					return []string{textOf(n), textOf(in.Parent)}
				}
			}
		}
	}
	t.Fatalf("the form does not ask for %s", name)
	return nil
}

// subscribed returns the address that the page shows, as a path.
func (a *answer) subscribed(t testing.TB) *url.URL {
	t.Helper()
	path, ours := strings.CutPrefix(a.one(t, "#adresse"), "https://vielfalt.example")
	u, err := url.Parse(path)
	if err != nil || !ours {
		t.Fatal(path, err)
	}
	return u
}

func query(path string, q url.Values) string { return path + "?" + q.Encode() }

// Nothing sends what somebody wants to remember to a service elsewhere: what is
// offered is an address of ours, to be opened by a program or as a file.
func TestNothingIsAddedElsewhere(t *testing.T) {
	s := wholeSite(t)
	pages := []string{"/abonnieren", "/termine", "/termine/lesung", "/termine/abgesagt", "/kalender/2026/3/20", "/kalender/2026/3", "/terminpruefung"}
	for _, in := range s.page(t, "/abonnieren").all(t, "input[name=programm]") {
		pages = append(pages, "/abonnieren?feed=kalender&programm="+attribute(in, "value"))
	}
	for _, page := range pages {
		for _, lang := range []string{"", "/en"} {
			a := s.page(t, lang+page)
			for _, name := range []string{"href", "action", "src"} {
				for _, n := range a.all(t, "["+name+"]") {
					u, err := url.Parse(attribute(n, name))
					if err != nil || u.Host != "" && u.Host != "vielfalt.example" || !slices.Contains([]string{"", "https", "webcal", "mailto", "tel"}, u.Scheme) {
						t.Errorf("%s leads to %s", lang+page, attribute(n, name))
					}
				}
			}
		}
	}
}

// A calendar reminds if that was chosen, of days and of events; the form keeps it,
// and a feed says that it cannot.
func TestSubscriptionReminds(t *testing.T) {
	s := wholeSite(t)
	for feed, path := range map[string]string{"kalender": "/feeds/kalender.ics", "termine": "/feeds/termine.ics"} {
		p := s.page(t, "/abonnieren?feed="+feed+"&programm=thunderbird&erinnerung=2d")
		p.must(t, `body contains Erinnerung: zwei Tage vorher`)
		if u := p.subscribed(t); u.String() != path+"?erinnerung=2d" {
			t.Errorf("%s is at %s", feed, u)
		}
		if got := p.one(t, "#erinnerung option[selected]"); got != "zwei Tage vorher" {
			t.Errorf("%s: %s is chosen", feed, got)
		}
		if n := strings.Count(s.get(t, path+"?erinnerung=2d").Body.String(), "BEGIN:VALARM\r\n"); n == 0 {
			t.Errorf("%s never reminds", path)
		}
		if strings.Contains(s.get(t, path).Body.String(), "VALARM") {
			t.Errorf("%s reminds without being asked", path)
		}
		if n := len(s.page(t, "/abonnieren?feed="+feed).all(t, "#erinnerung option[selected]")); n != 0 {
			t.Errorf("%s: %d options are chosen by nobody", feed, n)
		}
	}
	p := s.page(t, "/abonnieren?feed=beitraege&programm=feedreader&erinnerung=1d")
	p.must(t, `body contains Nicht übernommen, weil dieses Abonnement es nicht kennt:</strong> Erinnerung.`)
	if u := p.subscribed(t); u.Query().Has("erinnerung") {
		t.Errorf("a feed is at %s", u)
	}
	for path, want := range map[string]string{"/feeds/kalender.ics?erinnerung=1d": "TRIGGER:-PT15H", "/kalender/tage/islamic/eid-al-adha.ics?erinnerung=7d": "TRIGGER:-P6DT15H", "/feeds/termine.ics?erinnerung=1d&q=Lesung": "TRIGGER:-P1D"} {
		if body := s.get(t, path).Body.String(); !strings.Contains(body, want+"\r\n") {
			t.Errorf("%s lacks %s", path, want)
		}
	}
	if w := s.get(t, "/feeds/kalender.ics?erinnerung=3h"); w.Code != http.StatusNotFound {
		t.Errorf("an unknown reminder answers %d", w.Code)
	}
}

// What is ticked is what the address holds, for every feed, program and filter,
// alone and with all others. What the address cannot hold is told, and stays
// ticked too.
func TestSubscriptionHoldsWhatIsTicked(t *testing.T) {
	contenttest.Slow(t)
	s := wholeSite(t)
	form := s.page(t, "/abonnieren").ticks(t, true)
	// The form offers every filter that there is.
	for _, name := range slices.Concat(site.CalendarParams, site.ListParams, []string{"vorabend", "zeitraum", "feed", "programm"}) {
		if name != "q" && len(form[name]) == 0 {
			t.Fatalf("the form does not ask for %s", name)
		}
	}
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(form)), func(n string) bool { return n == "feed" || n == "programm" })
	asked := []url.Values{{}, {}}
	for _, name := range names {
		last := form[name][len(form[name])-1:]
		asked = append(asked, url.Values{name: last}, url.Values{name: slices.Compact(slices.Concat(form[name][:1], last))})
		asked[1][name] = last
	}
	for _, feed := range form["feed"] {
		for _, program := range form["programm"] {
			for i, filters := range asked {
				q := maps.Clone(filters)
				q["feed"], q["programm"] = []string{feed}, []string{program}
				for _, values := range q {
					slices.Sort(values)
				}
				path := []string{"/abonnieren", "/en/abonnieren"}[i%2]
				a := s.page(t, query(path, q))
				if diff := gocmp.Diff(a.ticks(t, false), q); diff != "" {
					t.Errorf("%s forgets (-ticked +asked):\n%s", query(path, q), diff)
				}
				other := attribute(a.all(t, "footer a[hreflang]")[1-i%2], "href")
				if diff := gocmp.Diff(s.page(t, other).ticks(t, false), q); diff != "" {
					t.Errorf("%s: the other language, %s, forgets (-ticked +asked):\n%s", query(path, q), other, diff)
				}
				holds := a.subscribed(t).Query()
				told := a.one(t, "div[role=status]")
				for _, in := range a.all(t, "form.builder input[checked]") {
					name := attribute(in, "name")
					if holds.Has(name) && name != "vorabend" && name != "zeitraum" && !strings.Contains(told, textOf(in.Parent)) {
						t.Errorf("%s does not say that it holds %q: %s", query(path, q), textOf(in.Parent), told)
					}
				}
				for _, name := range names {
					if _, held := holds[name]; held {
						slices.Sort(holds[name])
						if !slices.Equal(holds[name], q[name]) {
							t.Errorf("%s: the address holds %s=%v", query(path, q), name, holds[name])
						}
						continue
					}
					if q.Has(name) && !slices.ContainsFunc(a.called(t, name), func(title string) bool { return strings.Contains(told, title) }) {
						t.Errorf("%s drops %s silently: %s", query(path, q), name, told)
					}
				}
				if !q.Has("tradition") && !strings.Contains(told, []string{"Alle Traditionen", "All traditions"}[i%2]) {
					t.Errorf("%s does not say that the choice is empty: %s", query(path, q), told)
				}
				if program == "outlook" && s.get(t, a.subscribed(t).String()).Code != http.StatusOK {
					t.Errorf("%s leads to %s, which is not there", query(path, q), a.subscribed(t))
				}
			}
		}
	}
}

// The preview shows what the subscription holds.
func TestSubscriptionPreview(t *testing.T) {
	s := wholeSite(t)
	for _, q := range []string{
		"feed=kalender", "feed=kalender&vorabend=1", "feed=kalender&zeitraum=1&vorabend=1&tradition=islamic", "feed=kalender&tradition=alevi&tradition=jewish&vorabend=1",
		"feed=kalender&art=fast&gewissheit=computed", "feed=kalender&beflaggung=1", "feed=kalender&tradition=jewish&art=public-holiday",
		"feed=kalender&programm=feedreader", "feed=kalender&programm=mail&tradition=islamic",
		"feed=termine", "feed=termine&programm=teams", "feed=termine&thema=nirgends", "feed=termine&q=Lesung",
		"feed=beitraege", "feed=beitraege&tradition=islamic", "feed=beitraege&dezernat=37", "feed=beitraege&thema=Fasten", "feed=beitraege&q=Fastenbrechen",
		"feed=broschueren", "feed=broschueren&dezernat=36",
	} {
		for _, path := range []string{"/abonnieren?", "/en/abonnieren?"} {
			a := s.page(t, path+q)
			var got, want []string
			for _, li := range a.all(t, ".arrivals li") {
				title, err := parseSelector("span")
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, textOf(title.find(li)[0]))
			}
			address := a.subscribed(t)
			if strings.HasSuffix(address.Path, ".ics") {
				want = s.coming(t, address.String())
			} else {
				for _, it := range s.feed(t, address.String()).Items {
					want = append(want, it.Title)
				}
			}
			if diff := gocmp.Diff(got, want[:min(5, len(want))]); diff != "" {
				t.Errorf("%s%s shows what %s does not hold (-got +want):\n%s", path, q, address, diff)
			}
			if len(got) == 0 && !strings.Contains(a.body, "Zurzeit ist nichts dabei") && !strings.Contains(a.body, "There is nothing at present") {
				t.Errorf("%s%s does not say that there is nothing", path, q)
			}
		}
	}
}

// coming returns the titles of a calendar from today on.
func (s *service) coming(t testing.TB, path string) []string {
	t.Helper()
	type row struct{ start, title string }
	var rows []row
	_, events := s.events(t, path)
	for _, e := range events {
		start := prop(e, "DTSTART")
		if prop(e, "STATUS") == "CANCELLED" && !strings.HasPrefix(prop(e, "UID"), "event.") || start[:8] < "20260320" {
			continue
		}
		title, err := e.Props.Text("SUMMARY")
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row{start, title})
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(strings.Compare(a.start, b.start), strings.Compare(a.title, b.title))
	})
	var out []string
	for _, r := range rows {
		out = append(out, r.title)
	}
	return out
}

func TestSubscriptionCountsAYear(t *testing.T) {
	s := wholeSite(t)
	wishes := []string{"feed=kalender", "feed=kalender&vorabend=1&zeitraum=1", "feed=kalender&gewicht=wichtig&vorabend=1"}
	for _, t := range s.calendar.Traditions() {
		q := "feed=kalender&tradition=" + t.ID
		wishes = append(wishes, q, q+"&vorabend=1", q+"&zeitraum=1")
	}
	for _, q := range wishes {
		a := s.page(t, "/abonnieren?"+q)
		_, events := s.events(t, a.subscribed(t).String())
		want := 0
		for _, e := range events {
			if start := prop(e, "DTSTART")[:8]; start >= "20260320" && start < "20270320" && prop(e, "STATUS") != "CANCELLED" {
				want++
			}
		}
		var got int
		for _, p := range a.all(t, ".chosen p") {
			if n, ok := strings.CutSuffix(textOf(p), " Einträge in den nächsten zwölf Monaten."); ok {
				got, _ = strconv.Atoi(n)
			}
		}
		if got != want {
			t.Errorf("%s: %d entries a year, want %d", q, got, want)
		}
	}
	s.page(t, "/abonnieren?feed=beitraege").must(t, `body contains 2 Einträge in den letzten zwölf Monaten.`)
}

// What page and calendar say of how often to ask agrees.
func TestSubscriptionAgreesHowOftenToAsk(t *testing.T) {
	s := newSite(t, nil)
	c, _ := s.events(t, "/feeds/kalender.ics")
	every, err := time.ParseDuration(strings.ToLower(strings.TrimPrefix(c.Props.Get("REFRESH-INTERVAL").Value, "PT")))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"/abonnieren": "alle %d Stunden", "/abonnieren?programm=outlook": "alle %d Stunden", "/en/abonnieren?programm=nextcloud": "very %d hours"} {
		want = fmt.Sprintf(want, int(every.Hours()))
		if a := s.page(t, path); !strings.Contains(a.body, want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

// Every program has four steps for what it can read, and the page says of what
// it cannot read where else to go.
func TestSubscriptionStepsOfEveryProgram(t *testing.T) {
	s := newSite(t, nil)
	form := s.page(t, "/abonnieren").ticks(t, true)
	for _, lang := range []string{"", "/en"} {
		for _, program := range form["programm"] {
			for _, feed := range form["feed"] {
				path := lang + "/abonnieren?feed=" + feed + "&programm=" + program
				a := s.page(t, path)
				steps, elsewhere := a.all(t, ".chosen ol li"), a.all(t, "div[role=status] a[href^="+lang+"/abonnieren]")
				if len(steps) != 4 && (len(steps) != 0 || len(elsewhere) != 1) {
					t.Errorf("%s has %d steps", path, len(steps))
				}
				if strings.Contains(a.body, "[client.") || strings.Contains(a.body, "[subscribe.") {
					t.Errorf("%s lacks words", path)
				}
				webcal := a.all(t, ".chosen a[href^=webcal:]")
				if isCalendar := strings.HasSuffix(a.subscribed(t).Path, ".ics"); isCalendar != (len(webcal) == 1) {
					t.Errorf("%s has %d links for calendars", path, len(webcal))
				} else if isCalendar && attribute(webcal[0], "href") != "webcal://vielfalt.example"+a.subscribed(t).String() {
					t.Errorf("%s opens %s", path, attribute(webcal[0], "href"))
				}
			}
		}
	}
}

// The QR code is that of the address, module by module.
func TestSubscriptionCode(t *testing.T) {
	s := newSite(t, nil)
	for path, scheme := range map[string]string{
		"/abonnieren?feed=beitraege&tradition=jewish": "https:", "/abonnieren?feed=kalender&tradition=jewish&tradition=alevi&vorabend=1": "webcal:",
	} {
		a := s.page(t, path)
		want, err := qr.Encode(scheme+"//vielfalt.example"+a.subscribed(t).String(), qr.L)
		if err != nil {
			t.Fatal(err)
		}
		side := want.Size + 8
		if box := attribute(a.all(t, "svg")[0], "viewBox"); box != fmt.Sprintf("0 0 %d %d", side, side) {
			t.Errorf("%s: the code has %s", path, box)
		}
		dark := map[[2]int]bool{}
		for run := range strings.SplitSeq(strings.Trim(attribute(a.all(t, "svg path")[1], "d"), "Mz"), "zM") {
			var x, y, n, back int
			if _, err := fmt.Sscanf(run, "%d %dh%dv1h-%d", &x, &y, &n, &back); err != nil || n != back {
				t.Fatalf("%s: %q: %v", path, run, err)
			}
			for i := range n {
				dark[[2]int{x + i, y}] = true
			}
		}
		for y := range side {
			for x := range side {
				if dark[[2]int{x, y}] != want.Black(x-4, y-4) {
					t.Fatalf("%s: module %d, %d is wrong", path, x, y)
				}
			}
		}
	}
	// Who ticks everything gets an address that no telephone can scan.
	every := s.page(t, "/abonnieren").ticks(t, true)
	every["feed"], every["programm"] = []string{"kalender"}, []string{"apple"}
	if a := s.page(t, query("/abonnieren", every)); len(a.all(t, "svg")) != 0 || !strings.Contains(a.body, "zu lang") {
		t.Error("an address that is too long is drawn, or not told")
	}
}

// Pages that can be narrowed lead to a subscription to just what they show.
func TestSubscribeToWhatAPageShows(t *testing.T) {
	s := wholeSite(t)
	for _, path := range []string{
		"/kalender?tradition=jewish&art=fast", "/kalender/2026/3?tradition=alevi", "/en/kalender/2026?gewissheit=computed&konfession=shia", "/beitraege?tradition=islamic&seite=1", "/beitraege?q=Fasten",
		"/termine?thema=Lesen+%26+mehr", "/broschueren?dezernat=36", "/en/broschueren?dezernat=36",
	} {
		a := s.page(t, path)
		var to string
		for _, l := range a.all(t, ".subscribe a") {
			if text := textOf(l); text == "Diese Auswahl abonnieren" || text == "Subscribe to this selection" {
				to = attribute(l, "href")
			}
		}
		if to == "" {
			t.Errorf("%s leads to no subscription", path)
			continue
		}
		want, err := url.Parse(path)
		if err != nil {
			t.Fatal(err)
		}
		q := want.Query()
		q.Del("seite")
		if got := s.page(t, to).subscribed(t).Query(); !maps.EqualFunc(got, q, slices.Equal[[]string]) {
			t.Errorf("%s leads to %s, which subscribes to %v", path, to, got)
		}
	}
	for _, path := range []string{"/kalender", "/beitraege", "/termine", "/"} {
		if strings.Contains(s.page(t, path).body, "Diese Auswahl abonnieren") {
			t.Errorf("%s offers a selection and has none", path)
		}
	}
}
