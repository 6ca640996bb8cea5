package web_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content/contenttest"
)

// embeddable are the routes that others may show in a frame.
var embeddable = []string{"embed.today", "embed.week", "embed.articles"}

// checkEmbedded checks what a page must have that is made to be shown in a frame.
func checkEmbedded(t *testing.T, path string, a *answer) {
	t.Helper()
	lang, start := "de", "/"
	if strings.HasPrefix(path, "/en/") {
		lang, start = "en", "/en/"
	}
	for rule, want := range map[string]string{
		`select "html" @lang`: "== " + lang, `select "h1" count`: "1", `select "main" count`: "1", `select "html title" ~`: " – Vielfalt$",
		`select "head base" @target`: "== _top", `select "meta[name=robots]" @content`: "== noindex", `select "footer a[href=` + start + `]" ==`: "Vielfalt",
		`select "nav" count`: "0", `select "header" count`: "0", `select "script" count`: "0", `select "form" count`: "0", `select "link[rel=stylesheet]" count`: "2",
		`header Content-Language`: "== " + lang,
	} {
		word, rest, _ := strings.Cut(rule, " ")
		if err := a.check(word, rest+" "+want); err != nil {
			t.Errorf("%s: %s %s: %v", path, rule, want, err)
		}
	}
	if a.header.Get("Set-Cookie") != "" {
		t.Errorf("%s sets a cookie", path)
	}
	checkMarkup(t, a)
}

// checkFramed checks that some origins may show an answer in a frame, and that
// it is as safe as any other in all other ways.
func checkFramed(t *testing.T, a *answer, origins string) {
	t.Helper()
	csp := a.header.Get("Content-Security-Policy")
	if !strings.Contains(csp, "; frame-ancestors "+origins+";") || !strings.Contains(csp, "script-src 'none'") || strings.Count(csp, "frame-ancestors") != 1 {
		t.Errorf("policy is %q, want frame-ancestors %s", csp, origins)
	}
	if v, ok := a.header["X-Frame-Options"]; ok {
		t.Errorf("X-Frame-Options is %q", v)
	}
	if a.code == http.StatusNotModified {
		return
	}
	same := *a
	same.header = a.header.Clone()
	same.header.Set("Content-Security-Policy", strings.Replace(csp, "frame-ancestors "+origins, "frame-ancestors 'none'", 1))
	same.header.Set("X-Frame-Options", "DENY")
	checkSafe(t, &same)
}

// request asks for an address with some headers.
func (s *service) request(t *testing.T, method, path string, header ...string) *answer {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return s.ask(t, r)
}

// Only those who are named may show the pages made for it, and no others. That
// holds for fresh and for ready bytes, compressed or not, with and without body,
// and for "not modified"; errors are never shown.
func TestFraming(t *testing.T) {
	contenttest.Slow(t)
	closed := wholeSite(t)
	const origins = "https://intranet.example http://wiki.example:8090"
	open := closed.with(t, func(c *config) { c.EmbedFrom = strings.Fields(origins) })
	for name, path := range open.addresses(t) {
		for _, p := range []string{path, "/en" + path} {
			framed := slices.Contains(embeddable, name)
			check := func(a *answer) {
				t.Helper()
				if framed {
					checkFramed(t, a, origins)
				} else {
					checkSafe(t, a)
				}
			}
			for range 2 { // made, then ready
				check(open.request(t, http.MethodGet, p))
				check(open.request(t, http.MethodHead, p))
				check(open.request(t, http.MethodGet, p, "Accept-Encoding", "gzip"))
				check(open.request(t, http.MethodGet, p, "Accept-Encoding", "br"))
				checkSafe(t, closed.request(t, http.MethodGet, p))
			}
			checkSafe(t, open.request(t, http.MethodPut, p))
			if !framed {
				continue
			}
			tag := open.request(t, http.MethodGet, p).header.Get("ETag")
			for _, address := range []string{p, p + "?x=1"} { // ready, and by way of the router
				if a := open.request(t, http.MethodGet, address, "If-None-Match", tag); a.code != http.StatusNotModified {
					t.Errorf("%s answers %d to a reader who has it", address, a.code)
				} else {
					checkFramed(t, a, origins)
				}
				// Who had it while it was allowed learns that it no longer is.
				a := closed.request(t, http.MethodGet, address, "If-None-Match", tag)
				if csp := a.header.Get("Content-Security-Policy"); a.code != http.StatusNotModified || !strings.Contains(csp, "frame-ancestors 'none'") {
					t.Errorf("%s answers %d with the policy %q", address, a.code, csp)
				}
			}
		}
	}
	for path, code := range map[string]int{
		"/einbetten/heute?tradition=jewisch": 404, "/einbetten/woche?thema=Fest": 404, "/einbetten/beitraege?gewicht=wichtig": 404, "/einbetten/heute/": 301,
		"/einbetten/gestern": 404, "/einbetten/heute?%zz": 400, "/en/einbetten/heute?art=x": 404,
	} {
		a := open.request(t, http.MethodGet, path)
		if a.code != code {
			t.Errorf("%s answers %d, want %d", path, a.code, code)
		}
		checkSafe(t, a)
	}
	away := open.with(t, func(c *config) { c.Reader = faulty{Reader: closed.store, err: errors.New("disk I/O error")} })
	for _, path := range []string{"/einbetten/heute", "/einbetten/beitraege"} {
		a := away.request(t, http.MethodGet, path)
		if a.code != http.StatusInternalServerError {
			t.Errorf("%s answers %d without a store", path, a.code)
		}
		checkSafe(t, a)
	}
}

// Code to copy is offered only if somebody may use it.
func TestCodeToEmbed(t *testing.T) {
	s := newSite(t, nil)
	closed := s.request(t, http.MethodGet, "/einbetten")
	if err := closed.check("select", `"textarea" count 0`); err != nil || !strings.Contains(closed.body, "--embed-from") {
		t.Error("nobody may embed, and the page does not say so", err)
	}
	s = s.with(t, func(c *config) {
		c.EmbedFrom, c.SiteName = []string{"https://intranet.example"}, `Vielfalt & "mehr"`
	})
	for path, want := range map[string]string{
		"/einbetten": `<iframe src="https://vielfalt.example/einbetten/heute" title="Heute – Vielfalt &amp; &#34;mehr&#34;" width="100%" height="420" loading="lazy" style="border: 0"></iframe>
<p><a href="https://vielfalt.example/">Heute – Vielfalt &amp; &#34;mehr&#34;</a></p>
`,
		"/en/einbetten": `<iframe src="https://vielfalt.example/en/einbetten/heute" title="Today – Vielfalt &amp; &#34;mehr&#34;" width="100%" height="420" loading="lazy" style="border: 0"></iframe>
<p><a href="https://vielfalt.example/en/">Today – Vielfalt &amp; &#34;mehr&#34;</a></p>
`,
	} {
		a := s.request(t, http.MethodGet, path)
		found, err := a.find("textarea[readonly]")
		if err != nil || len(found) != 3 {
			t.Fatalf("%s offers %d times code: %v", path, len(found), err)
		}
		if got := found[0].FirstChild.Data; got != want {
			t.Errorf("%s offers\n%s, want\n%s", path, got, want)
		}
		if !strings.Contains(a.body, "https://intranet.example") {
			t.Errorf("%s does not say for whom", path)
		}
	}
}

// What begins in the evening is told apart from what is kept, and changes at
// midnight.
func TestToday(t *testing.T) {
	s := newSite(t, nil)
	type answer struct {
		Date, Weekday, Sunset, NoWorkday string
		Workday                          bool
		Kept, Eves, Running              []string
	}
	ask := func(path string) (out answer, articles int) {
		t.Helper()
		w := s.get(t, path)
		if cc := w.Header().Get("Cache-Control"); w.Code != http.StatusOK || cc != "no-cache" {
			t.Fatalf("%s answers %d, Cache-Control %q: %s", path, w.Code, cc, w.Body)
		}
		var got struct {
			Date, Weekday, Sunset string
			NoWorkday             string `json:"no_workday"`
			Workday               bool
			Kept, Eves, Running   []struct{ ID string }
			Articles              []struct {
				Title, URL string
				Published  time.Time
			}
		}
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		ids := func(all []struct{ ID string }) (out []string) {
			for _, o := range all {
				out = append(out, o.ID)
			}
			return out
		}
		for _, a := range got.Articles {
			if a.Title == "" || !strings.HasPrefix(a.URL, "https://vielfalt.example/") || a.Published.IsZero() || a.Published.After(s.clock.now()) {
				t.Errorf("%s: article %+v", path, a)
			}
		}
		return answer{got.Date, got.Weekday, got.Sunset, got.NoWorkday, got.Workday, ids(got.Kept), ids(got.Eves), ids(got.Running)}, len(got.Articles)
	}
	midnight := calendar.NewDate(2026, time.September, 21).At(0, 0, calendar.Berlin)
	s.clock.set(midnight.Add(-time.Second))
	got, _ := ask("/api/v1/today?tradition=jewish")
	want := answer{Date: "2026-09-20", Weekday: "Sonntag", Sunset: "19:31", NoWorkday: "Sonntag", Eves: []string{"jewish/jom-kippur"}, Running: []string{"jewish/zehn-tage-der-umkehr"}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("the evening before (-got +want):\n%s", diff)
	}
	s.clock.set(midnight)
	got, _ = ask("/en/api/v1/today?tradition=jewish&gewicht=wichtig")
	want = answer{Date: "2026-09-21", Weekday: "Monday", Sunset: "19:29", Workday: true, Kept: []string{"jewish/jom-kippur"}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("the day (-got +want):\n%s", diff)
	}
	s.clock.set(calendar.NewDate(2026, time.March, 10).At(12, 0, calendar.Berlin))
	got, articles := ask("/api/v1/today?tradition=islamic")
	if !slices.Contains(got.Running, "islamic/ramadan-beginn") || len(got.Kept) > 0 {
		t.Errorf("in Ramadan: %+v", got)
	}
	if _, all := ask("/api/v1/today"); articles >= all || all > 5 {
		t.Errorf("%d articles of one tradition, %d of all", articles, all)
	}
	if w := s.get(t, "/api/v1/today?thema=Fest"); w.Code != http.StatusBadRequest {
		t.Errorf("an unknown parameter is answered with %d", w.Code)
	}
}

func TestOpenSearch(t *testing.T) {
	s := newSite(t, nil).with(t, func(c *config) { c.SiteName = "Vielfalt & mehr im Regierungsbezirk" })
	for prefix, want := range map[string][]string{
		"": {"de", "https://vielfalt.example/suche?q={searchTerms}"}, "/en": {"en", "https://vielfalt.example/en/suche?q={searchTerms}"},
	} {
		page := s.request(t, http.MethodGet, prefix+"/kontakte")
		if err := page.check("select", `"head link[type=application/opensearchdescription+xml]" @href == `+prefix+"/opensearch.xml"); err != nil {
			t.Error(err)
		}
		a := s.request(t, http.MethodGet, prefix+"/opensearch.xml")
		if got := a.header.Get("Content-Type"); a.code != http.StatusOK || got != "application/opensearchdescription+xml" {
			t.Fatalf("answers %d %s", a.code, got)
		}
		var got struct {
			XMLName                                                   xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
			ShortName, LongName, Description, Language, InputEncoding string
			Url                                                       []struct { //nolint:revive // as it is written
				Type     string `xml:"type,attr"`
				Template string `xml:"template,attr"`
			}
		}
		if err := xml.Unmarshal([]byte(a.body), &got); err != nil {
			t.Fatal(err)
		}
		if got.ShortName != "Vielfalt" || got.LongName != "Vielfalt & mehr im Regierungsbezirk" || !strings.Contains(got.Description, "Bezirksregierung Musterlenne") || got.Language != want[0] || got.InputEncoding != "UTF-8" {
			t.Errorf("%+v", got)
		}
		if len(got.Url) != 2 || got.Url[0].Type != "text/html" || got.Url[0].Template != want[1] {
			t.Errorf("%+v", got.Url)
		}
		search := strings.Replace(strings.TrimPrefix(want[1], "https://vielfalt.example"), "{searchTerms}", "Zuckerfest", 1)
		if found := s.request(t, http.MethodGet, search); found.code != http.StatusOK || !strings.Contains(found.body, "Zuckerfest") {
			t.Errorf("%s answers %d", search, found.code)
		}
	}
}
