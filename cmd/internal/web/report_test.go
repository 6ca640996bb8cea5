package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"vielfalt/cmd/internal/peer"
	"vielfalt/content"
)

// send sends a form from an address.
func (s *service) send(t testing.TB, from, path string, form url.Values, headers ...string) *answer {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.RemoteAddr = from + ":4711"
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return s.ask(t, r)
}

func (s *service) reports(t testing.TB) []*content.Report {
	t.Helper()
	all, err := s.store.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func message(text string) url.Values { return url.Values{"message": {text}} }

// must checks an answer by lines of a script.
func (a *answer) must(t testing.TB, lines ...string) {
	t.Helper()
	for _, line := range lines {
		word, rest, _ := strings.Cut(line, " ")
		if err := a.check(word, rest); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
}

var receiptPattern = regexp.MustCompile(`[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}`)

// receipt returns the number that a page shows.
func (a *answer) receipt(t testing.TB) string {
	t.Helper()
	found, err := a.find(".receipt")
	if err != nil || len(found) != 1 || receiptPattern.FindString(textOf(found[0])) == "" {
		t.Fatalf("no number is shown: %v", err)
	}
	return textOf(found[0])
}

func TestAnswerByReceipt(t *testing.T) {
	s := newSite(t, nil)
	const secret = "Die Farben sind zu blass."
	sent := s.send(t, "192.0.2.1", "/barriere-melden", url.Values{"message": {secret}, "reply": {"mira@example.org"}})
	sent.must(t, `code == 200`, `header Cache-Control == no-store`, `select ".notice" contains 17. April 2026`,
		`select ".notice" contains 60 Tage nach unserer Antwort`, `select ".notice" contains höchstens 30 Tage`,
		`select ".notice a[href=/meldung]" == https://vielfalt.example/meldung`)
	number := sent.receipt(t)
	for _, r := range s.reports(t) {
		if strings.Contains(fmt.Sprintf("%+v", r), strings.ReplaceAll(number, "-", "")) {
			t.Error("the number itself is kept")
		}
	}

	ask := func(number string) *answer {
		t.Helper()
		a := s.send(t, "192.0.2.1", "/meldung", url.Values{"number": {number}})
		checkPage(t, "/meldung", a)
		a.must(t, `header Cache-Control == private, no-store`)
		if strings.Contains(a.body, "mira@") || strings.Contains(a.body, secret) {
			t.Error("the page shows what the reader wrote")
		}
		return a
	}
	ask(number).must(t, `code == 200`, `select ".notice h2" contains 20. März 2026`, `select ".notice" contains noch nicht beantwortet`, `select ".notice" contains bis zum 17. April 2026`)
	ask("").must(t, `code == 422`, `select ".problems a[href=#f-number]" count 1`, `select "#p-number" contains zwölf`)
	ask("2222-2222-2222").must(t, `code == 404`, `select ".problems a[href=#f-number]" count 1`, `select "#f-number" @value == 2222-2222-2222`)
	ask(strings.Repeat("x", 1000)).must(t, `code == 422`, `select "#f-number" @value == `)

	// Late is said.
	s.clock.set(at.Add(content.AnswerWithin + 24*time.Hour))
	ask(number).must(t, `select ".notice" contains haben wir nicht geschafft`)

	if err := s.store.AnswerReport(t.Context(), 1, "Wir haben die Farben kräftiger gemacht.\n\nDanke!"); err != nil {
		t.Fatal(err)
	}
	ask(strings.ToLower(strings.ReplaceAll(number, "-", " "))).must(t, `code == 200`, `select ".notice h3" contains 18. April 2026`,
		`select ".notice div p" == Wir haben die Farben kräftiger gemacht.`, `select ".notice" contains am 17. Juni 2026 gelöscht`,
		`select ".notice" contains § 10d BGG NRW`, `select ".notice a[href=mailto:ombudsstelle-barrierefreie-it@mags.nrw.de]" count 1`)
	en := s.send(t, "192.0.2.1", "/en/meldung", url.Values{"number": {number}})
	en.must(t, `code == 200`, `select "html" @lang == en`, `select ".notice div" @lang == de`, `select ".notice h3" contains 18 April 2026`)

	s.clock.set(at.Add(content.AnswerWithin + 24*time.Hour + content.AnswerKept))
	ask(number).must(t, `code == 404`)
}

// What nobody but a script fills in is thrown away, and it is told nothing else.
func TestTrap(t *testing.T) {
	var log bytes.Buffer
	trapped := 0
	s := newSite(t, nil, func(c *config) {
		c.Log = slog.New(slog.NewTextHandler(&log, nil))
		c.Trapped = func() { trapped++ }
	})
	for _, path := range []string{"/barriere-melden", "/en/das-fehlt-uns"} {
		s.ask(t, httptest.NewRequest(http.MethodGet, path, nil)).must(t,
			`select ".trap" @aria-hidden == true`, `select ".trap input" @tabindex == -1`, `select ".trap input" @autocomplete == off`,
			`select ".trap label[for=f-homepage]" ~ leer|empty`)
	}
	real := s.send(t, "192.0.2.1", "/barriere-melden", message("Hallo"))
	for i := range 50 {
		a := s.send(t, "192.0.2.1", "/barriere-melden", url.Values{"message": {"Kaufen Sie"}, "homepage": {"https://spam.example"}})
		if a.code != 200 || receiptPattern.ReplaceAllString(a.body, "") != receiptPattern.ReplaceAllString(real.body, "") {
			t.Fatalf("%d: answered %d, and not as if it were sent", i, a.code)
		}
	}
	if n := len(s.reports(t)); n != 1 || trapped != 50 {
		t.Errorf("%d were kept, %d counted", n, trapped)
	}
	if strings.Contains(log.String(), "Kaufen") || strings.Contains(log.String(), "spam") {
		t.Errorf("logged: %s", log.String())
	}
	s.get(t, s.Asset("style.css"))
	if css := s.get(t, s.Asset("style.css")).Body.String(); !regexp.MustCompile(`\.trap \{[^}]*position: absolute;[^}]*inset-inline-start: -`).MatchString(css) {
		t.Error("the trap is to be seen")
	}
}

// A flood from one address ends soon; others are heard.
func TestReportsAreLimited(t *testing.T) {
	for name, c := range map[string]struct {
		proxies []string
		from    func(i int) (peer, forwarded string)
		want    int
	}{
		"one address":          {nil, func(int) (string, string) { return "192.0.2.1", "" }, 10},
		"lies about it":        {nil, func(i int) (string, string) { return "192.0.2.1", fmt.Sprintf("198.51.%d.1", i) }, 10},
		"one network":          {nil, func(i int) (string, string) { return fmt.Sprintf("192.0.2.%d", i%250), "" }, 30},
		"one line of IPv6":     {nil, func(i int) (string, string) { return fmt.Sprintf("[2001:db8:1:1::%x]", i), "" }, 10},
		"the whole world":      {nil, func(i int) (string, string) { return fmt.Sprintf("10.%d.2.1", i%250), "" }, 100},
		"one behind a proxy":   {[]string{"10.0.0.0/8"}, func(int) (string, string) { return "10.0.0.1", "192.0.2.1" }, 10},
		"lies behind a proxy":  {[]string{"10.0.0.0/8"}, func(i int) (string, string) { return "10.0.0.1", fmt.Sprintf("198.51.%d.1, 192.0.2.1", i) }, 10},
		"several behind proxy": {[]string{"10.0.0.0/8"}, func(i int) (string, string) { return "10.0.0.1", fmt.Sprintf("198.51.%d.1", i%250) }, 100},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, nil, func(k *config) {
				var err error
				if k.Proxies, err = peer.ParseProxies(c.proxies); err != nil {
					t.Fatal(err)
				}
			})
			sent := 0
			var last *answer
			for i := range 300 {
				from, forwarded := c.from(i)
				var headers []string
				if forwarded != "" {
					headers = []string{"X-Forwarded-For", forwarded}
				}
				last = s.send(t, from, "/das-fehlt-uns", url.Values{"message": {"Flut"}, "reply": {"x@example.org"}}, headers...)
				switch last.code {
				case 200:
					sent++
				case 429:
				default:
					t.Fatalf("answered %d", last.code)
				}
			}
			if sent != c.want || len(s.reports(t)) != c.want {
				t.Errorf("%d were sent and %d kept, want %d", sent, len(s.reports(t)), c.want)
			}
			checkPage(t, "/das-fehlt-uns", last)
			last.must(t, `code == 429`, `header Retry-After == 3600`, `header Cache-Control == no-store`, `select ".problems" @role == alert`,
				`select ".problems h2" contains nicht gesendet`, `select ".problems" contains 60 Minuten`, `select ".problems a[href=/kontakte]" count 1`,
				`select "#f-message" == Flut`, `select "#f-reply" @value == x@example.org`, `select ".receipt" count 0`)
			s.clock.set(at.Add(time.Hour))
			from, _ := c.from(0)
			if a := s.send(t, from, "/das-fehlt-uns", message("Eine Stunde später")); a.code != 200 {
				t.Errorf("an hour later answered %d", a.code)
			}
		})
	}
}

// Trying numbers is limited too, and says no more once it is.
func TestReceiptsAreLimited(t *testing.T) {
	s := newSite(t, nil)
	number := s.send(t, "198.51.100.1", "/barriere-melden", message("Hallo")).receipt(t)
	tried := 0
	for range 100 {
		if a := s.send(t, "192.0.2.1", "/meldung", url.Values{"number": {content.NewReceipt().String()}}); a.code == http.StatusNotFound {
			tried++
		}
	}
	if tried != 30 {
		t.Errorf("%d numbers were tried", tried)
	}
	a := s.send(t, "192.0.2.1", "/meldung", url.Values{"number": {number}})
	checkPage(t, "/meldung", a)
	a.must(t, `code == 429`, `select ".problems" contains Minuten`, `select "#f-number" @value == `+number, `select ".notice" count 0`)
	s.send(t, "198.51.100.1", "/meldung", url.Values{"number": {number}}).must(t, `code == 200`)
}

// A mailbox refuses in one way or another.
type mailbox struct {
	content.ReportStore
	err error
}

func (m mailbox) SaveReport(context.Context, *content.Report) error { return m.err }

func (m mailbox) ReportOf(context.Context, content.Receipt) (*content.Report, error) {
	return nil, m.err
}

func TestReportsNotTaken(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		says string
	}{
		"full":    {fmt.Errorf("save report: %w", content.ErrFull), "Postfach ist voll"},
		"away":    {fmt.Errorf("save report: %w", content.ErrUnavailable), "Datenbank antwortet zurzeit nicht"},
		"room":    {fmt.Errorf("save report: %w", content.ErrDiskFull), "nichts speichern"},
		"patient": {context.DeadlineExceeded, "Datenbank antwortet zurzeit nicht"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, nil, func(k *config) { k.Reporter = mailbox{err: c.err} })
			a := s.send(t, "192.0.2.1", "/barriere-melden", url.Values{"message": {"Hallo"}, "page": {"/kalender"}, "reply": {"x@example.org"}})
			checkPage(t, "/barriere-melden", a)
			a.must(t, `code == 503`, `header Retry-After ~ ^[0-9]+$`, `select ".problems h2" contains nicht gesendet`, `select ".problems" contains `+c.says,
				`select ".problems a[href=/kontakte]" count 1`, `select ".problems a[href=/barrierefreiheit]" count 1`,
				`select "#f-message" == Hallo`, `select "#f-page" @value == /kalender`, `select "#f-reply" @value == x@example.org`, `select ".receipt" count 0`)
			if name != "full" {
				s.send(t, "192.0.2.1", "/meldung", url.Values{"number": {"2222-2222-2222"}}).must(t, `code == 503`, `select "#f-number" @value == 2222-2222-2222`)
			}
		})
	}
	s := newSite(t, nil, func(k *config) { k.Reporter = mailbox{err: errors.New("disk I/O error")} })
	s.send(t, "192.0.2.1", "/barriere-melden", message("Hallo")).must(t, `code == 500`)
	s.send(t, "192.0.2.1", "/meldung", url.Values{"number": {"2222-2222-2222"}}).must(t, `code == 500`)
}

// Nothing that somebody sends turns round or hides what stands beside it.
func TestNothingHides(t *testing.T) {
	const bidi = "rechnung\u202Efdp.exe\u200B\u2066\uFEFF"
	s := newSite(t, nil)
	if a := s.send(t, "192.0.2.1", "/barriere-melden", url.Values{"message": {bidi + " می\u200Cخواهم"}, "page": {bidi}, "reply": {bidi}}); a.code != 200 {
		t.Fatalf("answered %d", a.code)
	}
	const seen = "rechnung‹U+202E›fdp.exe‹U+200B›‹U+2066›‹U+FEFF›"
	if r := s.reports(t)[0]; r.Message != seen+" می\u200Cخواهم" || r.Page != seen || r.Reply != seen {
		t.Errorf("kept as %+q, %+q, %+q", r.Message, r.Page, r.Reply)
	}
	hidden := regexp.MustCompile("[\u202E\u200B\u2066\uFEFF]|&#8238;")
	q := url.QueryEscape(bidi)
	for _, path := range []string{
		"/barriere-melden?seite=" + q, "/suche?q=" + q, "/suche?q=Fest&dezernat=3%E2%80%AE", "/suche?type=" + q + "&tradition=" + q + "&jahr=" + q, "/beitraege?q=" + q,
		"/beitraege?thema=" + q, "/beitraege?dezernat=" + q, "/beitraege?tradition=" + q, "/kontakte?dezernat=" + q, "/kontakte?thema=" + q, "/ehrenamt?thema=" + q,
		"/feeds/beitraege.rss?q=" + q, "/feeds/beitraege.atom?thema=" + q, "/feeds/beitraege.json?thema=" + q, "/kalender?art=" + q, "/kalender?gewissheit=" + q,
		"/abonnieren?thema=" + q + "&feed=" + q, "/beitraege/zuckerfest?fassung=" + q, "/api/v1/search?q=" + q, "/api/v1/suggest?q=" + q,
		"/api/v1/articles?thema=" + q, "/api/v1/occurrences?tradition=" + q, "/" + q,
	} {
		a := s.ask(t, httptest.NewRequest(http.MethodGet, path, nil))
		if a.code >= 500 {
			t.Errorf("%s answers %d", path, a.code)
		}
		for _, at := range hidden.FindAllStringIndex(a.body, 1) {
			t.Errorf("%s shows %+q", path, a.body[max(0, at[0]-60):at[1]])
		}
		for name, v := range a.header {
			if hidden.MatchString(strings.Join(v, " ")) {
				t.Errorf("%s: %s is %+q", path, name, v)
			}
		}
	}
	s.sync(t)
	s.ask(t, httptest.NewRequest(http.MethodGet, "/suche?q=Zucker%E2%80%8Bfest", nil)).must(t, `body contains /beitraege/zuckerfest`)
}

// A browser that does not say where a form is from names the address that
// readers use, whatever Host the proxy passes on.
func TestFormsBehindProxy(t *testing.T) {
	for base, origins := range map[string]map[string]int{
		"http://vielfalt.example":       {"http://vielfalt.example": 200, "https://vielfalt.example": 403, "http://elsewhere.example": 403, "http://vielfalt.example:8080": 403, "null": 403},
		"https://vielfalt.example":      {"https://vielfalt.example": 200, "http://vielfalt.example": 403, "https://vielfalt.example.evil": 403},
		"https://Vielfalt.Example:443":  {"https://vielfalt.example": 200, "https://elsewhere.example": 403},
		"http://vielfalt.example:8080":  {"http://vielfalt.example:8080": 200, "http://vielfalt.example": 403},
		"http://[2001:db8::1]:80":       {"http://[2001:db8::1]": 200},
		"https://vielfalt.example:8443": {"https://vielfalt.example:8443": 200},
	} {
		u, err := url.Parse(base)
		if err != nil {
			t.Fatal(err)
		}
		s := newSite(t, nil, func(c *config) { c.BaseURL = u })
		for origin, want := range origins {
			for _, path := range []string{"/barriere-melden", "/das-fehlt-uns", "/meldung"} {
				form := url.Values{"message": {"Hallo"}, "number": {"1"}}
				got := s.send(t, "192.0.2.1", path, form, "Origin", origin).code
				if path == "/meldung" && got == 422 {
					got = 200
				}
				if got != want {
					t.Errorf("%s: a form from %s to %s is answered %d, want %d", base, origin, path, got, want)
				}
			}
		}
	}
}
