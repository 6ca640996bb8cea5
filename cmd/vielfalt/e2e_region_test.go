package main

import (
	"html"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vielfalt/calendar"
	"vielfalt/content/contenttest"
	"vielfalt/content/profile"
)

// TestTwoAuthorities runs the service of a second authority alongside that of
// the first, from the same program: with the public holidays, the working days
// and the sunset of its own place, its own texts, and no mention of where the
// first one is.
func TestTwoAuthorities(t *testing.T) {
	contenttest.Slow(t)
	texts := t.TempDir()
	for name, text := range map[string]string{
		"imprint.md":       "# Impressum\n\n{{.Authority}}, Marktplatz 1, Musterhausen\n",
		"accessibility.md": "# Erklärung zur Barrierefreiheit\n\nSie gilt für {{.Site}}.\n",
	} {
		if err := os.WriteFile(filepath.Join(texts, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv(testNow, "2027-01-05T09:00:00Z")
	// On the day before the Coptic Christmas nobody works in Bavaria.
	article := "publish: {observance: christian-oriental/weihnachten-koptisch, workdays: -1, at: \"08:00\", show: 14d}\n" +
		"traditions: [christian-oriental]\ndezernat: \"31\"\n"
	start := func(flags []string, serve ...string) *process {
		flags = append(flags, "--data", t.TempDir())
		importing(t, "weihnachten", article, flags...)
		return launched(t, self(t, slices.Concat([]string{"serve", "--addr", "127.0.0.1:0"}, flags, serve)...))
	}
	first := start(nil)
	second := start([]string{"--land", "by"}, "--seat", "Musterhausen 48.14 11.58", "--authority", "Landratsamt Musterhausen",
		"--site-name", "Vielfalt im Landkreis", "--texts", texts, "--tradition-off", "solar-pagan")
	get := func(p *process, path string, code int) string {
		t.Helper()
		a := fetch(t.Context(), p.url+path)
		if a.code != code {
			t.Errorf("%s: got %d, want %d", path, a.code, code)
		}
		return a.body
	}

	get(first, "/beitraege/weihnachten", http.StatusNotFound) // the next day
	get(second, "/beitraege/weihnachten", http.StatusOK)
	for p, want := range map[*process][]string{
		first:  {"Tageslicht in Arnsberg", "bis 17:15", "Recht in Nordrhein-Westfalen"}, // of 31 January, according to NOAA
		second: {"Tageslicht in Musterhausen", "bis 17:11", "Recht in Bayern"},
	} {
		pages := get(p, "/kalender/2027/1", http.StatusOK) + get(p, "/kalender/tage/christian-western/karfreitag", http.StatusOK)
		for _, w := range want {
			if !strings.Contains(pages, w) {
				t.Errorf("%q is not said at %s", w, p.url)
			}
		}
	}
	const epiphany = `class="tag tradition-de-by"`
	if strings.Contains(get(first, "/kalender", http.StatusOK), epiphany) || !strings.Contains(get(second, "/kalender", http.StatusOK), epiphany) {
		t.Error("the holidays shown are not those of the Land")
	}
	get(first, "/traditionen/solar-pagan", http.StatusOK)
	get(second, "/traditionen/solar-pagan", http.StatusNotFound)
	for path, want := range map[string]string{"/impressum": "Landratsamt Musterhausen, Marktplatz 1", "/barrierefreiheit": "Sie gilt für Vielfalt im Landkreis", "/datenschutz": "in Bayern über den Datenschutz"} {
		if !strings.Contains(get(second, path, http.StatusOK), want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}

	// What is about North Rhine-Westphalia itself may be said anywhere: the
	// names and addresses of its holidays, in which Länder a day is one, what
	// other Länder give, and texts on days and their sources that mention it.
	var itself []string
	nrw := calendar.Land("nw")
	for _, lang := range []string{"de", "en"} {
		itself = append(itself, "Gesetzliche Feiertage "+nrw.In(lang), "Public holidays "+nrw.In(lang), "Feiertage "+nrw.Name().In(lang), `"source":"Feiertagsgesetz NW § 2"`)
	}
	records, err := profile.Load("by", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records.All() {
		for _, s := range r.Text {
			itself = append(itself, s.Text)
		}
		for _, s := range r.Sources {
			itself = append(itself, s.Title, s.URL)
		}
	}
	for _, id := range shippedTraditions(t) {
		if tr, ok := records.Tradition(id); ok {
			for _, s := range tr.Sources {
				itself = append(itself, s.Title, s.URL)
			}
		}
	}
	here := regexp.MustCompile(`Nordrhein|North Rhine|NRW|\bNW\b|Arnsberg|solar-pagan`)
	itself = slices.DeleteFunc(itself, func(s string) bool { return !here.MatchString(s) })
	others := strings.NewReplacer(pairs(itself)...)

	pages := crawl(t, second, "/", "/en", "/kalender/2027", "/kalender/2027/1", "/feeds/kalender.ics?vorabend=1", "/en/feeds/kalender.ics?vorabend=1", "/feeds/kalender.atom",
		"/suche?q=Weihnachten", "/api/v1/openapi.json", "/api/v1/observances", "/api/v1/articles", "/api/v1/occurrences", "/api/v1/search?q=Weihnachten", "/barriere-melden", "/meldung", "/nirgendwo")
	for path, body := range pages {
		text := others.Replace(holidayIn.ReplaceAllString(html.UnescapeString(body), ""))
		if strings.HasSuffix(path, ".ics") || strings.Contains(path, ".ics?") {
			text = others.Replace(strings.ReplaceAll(text, "\r\n ", ""))
		}
		for _, at := range here.FindAllStringIndex(text, 3) {
			t.Errorf("%s: …%s…", path, text[max(0, at[0]-80):min(len(text), at[1]+40)])
		}
	}
	if len(pages) < 1000 {
		t.Errorf("there are %d pages", len(pages))
	}
	t.Logf("%d addresses", len(pages))
}

// shippedTraditions lists the folders of texts that come with the program.
func shippedTraditions(t *testing.T) []string {
	entries, err := fs.ReadDir(profile.Shipped(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out
}

// holidayIn matches the Länder in which a day is a public holiday, what North
// Rhine-Westphalia says of being away, and where it is one of the Länder to tick.
var holidayIn = regexp.MustCompile(`(?s)<p><strong>(?:Gesetzlicher Feiertag in|Public holiday in):</strong>[^<]*</p>|<h3>(?:Gesetzlicher Feiertag in|Public holiday in):</h3>\s*<ul>.*?</ul>|` +
	`<div><dt>(?:Nordrhein-Westfalen|North Rhine-Westphalia): .*?</div>|\{"land":"nw"[^}]*\}|<p>(?:<label[^>]*>)?<input type="checkbox"[^>]*value="(?:de-)?nw"[^>]*>.*?</p>`)

// pairs maps each text to nothing.
func pairs(texts []string) []string {
	var out []string
	for _, s := range texts {
		out = append(out, s, "")
	}
	return out
}

// crawl follows the links of a service from some addresses, following those
// with parameters only if they are starting points, and returns what is there
// by address. It visits one year of the calendar, and no single day of other
// Länder's holidays.
func crawl(t *testing.T, p *process, begin ...string) map[string]string {
	t.Helper()
	links := regexp.MustCompile(`(?:href|src)="([^"#?]+)[#"]`)
	far := regexp.MustCompile(`/kalender/\d{4}|/kalender/tage/de-(b[be-w]|h|m|n|r|s|t)|/assets/`)
	out := map[string]string{}
	for queue := begin; len(queue) > 0; queue = queue[1:] {
		path := queue[0]
		if _, seen := out[path]; seen {
			continue
		}
		a := fetch(t.Context(), p.url+path)
		if a.code != http.StatusOK && path != "/nirgendwo" {
			t.Errorf("%s answers %d", path, a.code)
		}
		out[path] = a.body
		for _, m := range links.FindAllStringSubmatch(a.body, -1) {
			next := strings.TrimPrefix(html.UnescapeString(m[1]), p.url)
			if strings.HasPrefix(next, "/") && !far.MatchString(next) {
				queue = append(queue, next)
			}
		}
	}
	return out
}
