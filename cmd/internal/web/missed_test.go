package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/web"
)

// What was searched for and not found is noted with where it came from, on the page
// and in the interface alike, and nothing else is.
func TestSearchedInVain(t *testing.T) {
	t.Parallel()
	var noted []string
	counting := wholeSite(t, func(c *config) {
		c.Proxies = peer.Proxies{netip.MustParsePrefix("10.9.0.1/32")}
		c.Missed = func(text string, from netip.Addr) { noted = append(noted, fmt.Sprint(text, " ", from)) }
	})
	silent := counting.with(t, func(c *config) { c.Missed = nil })
	from := func(s *service, path string) *answer {
		t.Helper()
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.RemoteAddr = "10.9.0.1:4711"
		r.Header.Set("X-Forwarded-For", "192.0.2.7")
		return s.ask(t, r)
	}
	for _, path := range []string{"/suche", "/en/suche", "/api/v1/search"} {
		next := "seite=2"
		if strings.HasPrefix(path, "/api") {
			next = "offset=20"
		}
		for q, want := range map[string]bool{
			"q=Quittengelee":                   true,
			"q=Zuckerfest":                     false, // hits
			"q=Zuckerfest+Quittengelee":        false, // hits without a word
			"q=Wann+ist+Ostersonntag%3F":       false, // an answer
			"q=" + url.QueryEscape("Троица"):   false, // a day
			"q=Quittengelee&type=article":      false, // narrowed
			"q=Quittengelee&tradition=islamic": false,
			"q=Quittengelee&" + next:           false,
		} {
			noted = nil
			a, b := from(counting, path+"?"+q), from(silent, path+"?"+q)
			if (len(noted) == 1) != want || want && noted[0] != "Quittengelee 192.0.2.7" {
				t.Errorf("%s?%s notes %q", path, q, noted)
			}
			if a.code != b.code || a.body != b.body || a.header.Get("Set-Cookie") != "" {
				t.Errorf("%s?%s is answered in another way", path, q)
			}
		}
	}
	// Neither what is typed so far, nor what an index that is behind does not find.
	noted = nil
	from(counting, "/api/v1/suggest?q=Quittengelee")
	counting.searcher.Local = counting.follow("local", counted{counting.searcher.Local.Index, 3000, 8000})
	for _, path := range []string{"/suche", "/api/v1/search"} {
		from(counting, path+"?q=Quittengelee")
	}
	if len(noted) > 0 {
		t.Errorf("noted: %q", noted)
	}
}

// The page on privacy says whether it is counted, and what is kept for how long.
func TestPrivacyTellsOfSearches(t *testing.T) {
	t.Parallel()
	values := web.TextValues{Site: "Vielfalt", Authority: "Landratsamt Musterhausen", Land: "nw", BackupsKept: 14 * 24 * time.Hour}
	s := newSite(t, nil)
	of := func(counted bool) *service {
		values.SearchesCounted = counted
		texts, err := web.LoadTexts(values, nil)
		if err != nil {
			t.Fatal(err)
		}
		return s.with(t, func(c *config) { c.Texts = texts })
	}
	of(false).play(t, "off", `
GET /datenschutz
body contains Weder Ihre Adresse im Netz noch Ihre Suchwörter werden aufgeschrieben.
body contains Solche Suchen werden in diesem Haus nicht gezählt
body contains spätestens nach 90 Tagen gelöscht
body !contains mindestens 5
`)
	of(true).play(t, "on", `
GET /datenschutz
body !contains noch Ihre Suchwörter
body !contains nicht gezählt
body contains mindestens 5 verschiedene Anschlüsse
body contains die Woche und die Anzahl
body contains um Mitternacht vergessen
body contains Spätestens nach 90 Tagen wird jede Zählung gelöscht. In Sicherungskopien steht sie danach noch höchstens 14 Tage.
body contains Zweck: erkennen, was hier fehlt.
`)
}
