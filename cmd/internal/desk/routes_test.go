package desk_test

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
)

// draft has anna begin an article.
func (h *house) draft(t testing.TB, id string, pairs ...string) {
	t.Helper()
	f := append([]string{"title", strings.ToUpper(id[:1]) + id[1:], "id", id, "dezernat", "36", "do", "create"}, pairs...)
	h.post(t, "anna", "/redaktion/beitraege/neu", f...).must(t, http.StatusSeeOther)
}

// TestWhoMayOpenWhat asks for every route as everybody: who is not signed in is
// sent to sign in, whatever there is, and who may not read an article learns as
// little as of one that does not exist.
func TestWhoMayOpenWhat(t *testing.T) {
	h := newHouse(t, content.Policy{FourEyesAll: true})
	h.draft(t, "newroz")
	const a = "/redaktion/beitraege/newroz"
	h.get(t, "anna", "/redaktion").says(t, "Termine, Kontakte und Broschüren kommen mit dem Befehl vielfalt import herein.")
	get, post := http.MethodGet, http.MethodPost
	type row struct {
		path, method string
		// What an editor, an approver, an administrator, an editor of another
		// Dezernat and somebody without a role are answered.
		anna, bert, carla, dora, emil int
	}
	rows := map[string][]row{
		"desk.board":        {{"/redaktion", get, 200, 200, 200, 200, 200}},
		"desk.list":         {{"/redaktion/beitraege", get, 200, 200, 200, 200, 200}},
		"desk.new":          {{"/redaktion/beitraege/neu", get, 200, 200, 404, 200, 404}, {"/redaktion/beitraege/neu", post, 422, 422, 404, 422, 404}},
		"desk.article":      {{a, get, 200, 200, 200, 404, 404}, {a, post, 422, 422, 404, 404, 404}},
		"desk.note":         {{a + "/notiz", post, 400, 400, 404, 404, 404}},
		"desk.versions":     {{a + "/fassungen", get, 200, 200, 404, 404, 404}},
		"desk.version":      {{a + "/fassungen/1", get, 200, 200, 404, 404, 404}, {a + "/fassungen/1", post, 409, 409, 404, 404, 404}},
		"desk.comparison":   {{a + "/vergleich", get, 200, 200, 404, 404, 404}},
		"desk.approval":     {{a + "/freigabe", get, 200, 200, 404, 404, 404}, {a + "/freigabe", post, 422, 422, 404, 404, 404}},
		"desk.comments":     {{a + "/anmerkungen", get, 200, 200, 404, 404, 404}, {a + "/anmerkungen", post, 422, 422, 404, 404, 404}},
		"desk.editions":     {{a + "/ausgaben", get, 200, 200, 404, 404, 404}, {a + "/ausgaben", post, 400, 400, 404, 404, 404}},
		"desk.pictures":     {{a + "/bilder", get, 200, 200, 404, 404, 404}, {a + "/bilder", post, 409, 409, 404, 404, 404}},
		"desk.withdraw":     {{a + "/zurueckziehen", get, 200, 200, 404, 404, 404}, {a + "/zurueckziehen", post, 422, 422, 404, 404, 404}},
		"desk.reapprove":    {{a + "/wieder-freigeben", get, 200, 200, 404, 404, 404}, {a + "/wieder-freigeben", post, 403, 409, 404, 404, 404}},
		"desk.discard":      {{a + "/verwerfen", get, 200, 200, 404, 404, 404}, {a + "/verwerfen", post, 409, 409, 404, 404, 404}},
		"desk.preview":      {{"/redaktion/vorschau/newroz/1", get, 200, 200, 404, 404, 404}},
		"desk.picture":      {{"/redaktion/vorschau/newroz/1/bilder/" + strings.Repeat("0", 64) + ".svg", get, 404, 404, 404, 404, 404}},
		"desk.preview.form": {{"/redaktion/vorschau", post, 200, 200, 404, 404, 404}},
		"desk.observances":  {{"/redaktion/feiern?q=newroz", get, 200, 200, 200, 200, 200}},
		"desk.paste":        {{"/redaktion/umwandeln", post, 200, 200, 200, 200, 200}},
		"desk.planner":      {{"/redaktion/ausgabenrechner", post, 200, 200, 200, 200, 200}},
		"desk.parked":       {{"/redaktion/aufgehoben/ABC", get, 404, 404, 404, 404, 404}, {"/redaktion/aufgehoben/ABC", post, 404, 404, 404, 404, 404}},
		"desk.rest":         {{"/redaktion/nirgends", get, 404, 404, 404, 404, 404}, {"/redaktion/nirgends", post, 404, 404, 404, 404, 404}},
	}
	var have []string
	for name, k := range h.Keepings() {
		if strings.HasPrefix(name, "desk.") {
			have = append(have, name)
			if k != site.Personal {
				t.Errorf("%s is not personal", name)
			}
		}
	}
	slices.Sort(have)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(rows)), have); diff != "" {
		t.Fatalf("rows do not match the routes (-here +there):\n%s", diff)
	}
	form := func(r row) url.Values {
		if r.method == get {
			return nil
		}
		if strings.HasPrefix(r.path, "/redaktion/vorschau") || strings.HasSuffix(r.path, "ausgabenrechner") {
			return url.Values{"id": {"newroz"}}
		}
		return url.Values{"title": {""}, "do": {map[bool]string{true: "restore"}[strings.Contains(r.path, "fassungen")]}, "html": {"<p>Hallo</p>"}}
	}
	for name, all := range rows {
		for _, r := range all {
			for who, want := range map[string]int{"anna": r.anna, "bert": r.bert, "carla": r.carla, "dora": r.dora, "emil": r.emil} {
				got := h.ask(t, who, r.method, r.path, form(r))
				if got.code != want {
					t.Errorf("%s %s as %s answers %d, want %d", r.method, name, who, got.code, want)
				}
				if strings.HasPrefix(got.header.Get("Content-Type"), "text/html") && strings.Contains(got.body, "<html") {
					checkWhole(t, name+" as "+who, got.body)
				}
				if got.header.Get("Cache-Control") != "private, no-store" && got.code < 400 || got.header.Get("X-Robots-Tag") != "noindex" && got.code < 400 {
					t.Errorf("%s as %s may be kept: %v", name, who, got.header)
				}
				if want == http.StatusOK && r.method == get && name != "desk.preview" && name != "desk.observances" {
					checkWhole(t, name+" in English as "+who, h.get(t, who, "/en"+r.path).must(t, http.StatusOK).body)
				}
				// What they may not see is like what is not there.
				if want == http.StatusNotFound && strings.Contains(r.path, "newroz") {
					other := h.ask(t, who, r.method, strings.Replace(r.path, "newroz", "gibtsi", 1), form(r))
					if other.code != got.code || len(other.body) != len(got.body) {
						t.Errorf("%s %s as %s: %d with %d bytes, for nothing %d with %d", r.method, name, who, got.code, len(got.body), other.code, len(other.body))
					}
				}
			}
			want := http.StatusSeeOther
			if r.method != get {
				want = http.StatusUnauthorized
			}
			if name == "desk.observances" {
				want = http.StatusUnauthorized // a script asks
			}
			for _, path := range []string{r.path, strings.Replace(r.path, "newroz", "gibtsi", 1)} {
				if got := h.ask(t, "", r.method, path, form(r)); got.code != want {
					t.Errorf("%s %s signed out answers %d, want %d", r.method, path, got.code, want)
				}
			}
		}
	}
}

var ids = regexp.MustCompile(` id="([^"]+)"`)

// checkWhole looks for what every page must have.
func checkWhole(t *testing.T, name, body string) {
	t.Helper()
	if n := strings.Count(body, "<h1"); n != 1 {
		t.Errorf("%s has %d first headings", name, n)
	}
	seen := map[string]bool{}
	for _, m := range ids.FindAllStringSubmatch(body, -1) {
		if seen[m[1]] {
			t.Errorf("%s has the id %q twice", name, m[1])
		}
		seen[m[1]] = true
	}
	for _, of := range regexp.MustCompile(` (?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]+)"`).FindAllStringSubmatch(body, -1) {
		for _, id := range strings.Fields(of[1]) {
			if !seen[id] {
				t.Errorf("%s names %q, which is not there", name, id)
			}
		}
	}
	for _, m := range regexp.MustCompile(` href="#([^"]+)"`).FindAllStringSubmatch(body, -1) {
		if !seen[m[1]] {
			t.Errorf("%s links to %q, which is not there", name, m[1])
		}
	}
	for _, bad := range []string{"<script>", " style=", " onclick=", "[desk.", "[problem.", "<no value>", "%!"} {
		if strings.Contains(body, bad) {
			t.Errorf("%s holds %q", name, bad)
		}
	}
	if !strings.Contains(body, `<meta name="robots" content="noindex">`) && !strings.Contains(body, `aria-label="Vorschau"`) {
		t.Errorf("%s may be indexed", name)
	}
}

// TestHostileText puts what would run in a page into every field, and looks for
// it on every page.
func TestHostileText(t *testing.T) {
	h := newHouse(t, content.Policy{})
	const bad = `"><script>alert(1)</script><img src=x onerror=alert(2)>'`
	h.draft(t, "boese", "tags", bad)
	const a = "/redaktion/beitraege/boese"
	f := []string{"base", "1", "do", "save"}
	for _, name := range []string{"title", "summary", "body", "tags", "sources", "correction", "de-simple.title", "de-simple.summary", "de-simple.body", "en.title", "en.body"} {
		text := bad + " [x](javascript:alert(3))"
		if name == "tags" {
			text = bad
		}
		f = append(f, name, text)
	}
	h.post(t, "anna", a, f...).must(t, http.StatusSeeOther)
	h.post(t, "anna", a+"/anmerkungen", "text", bad, "quote", "alert").must(t, http.StatusSeeOther)
	h.post(t, "anna", a, "base", "2", "do", "send", "note", bad).must(t, http.StatusSeeOther)
	h.post(t, "bert", a+"/freigabe", "base", "2", "do", "return", "note", bad).must(t, http.StatusSeeOther)
	h.post(t, "anna", a+"/notiz", append([]string{"base", "2", "body", bad + "anders"}, f[4:8]...)...).must(t, http.StatusOK)
	look := func(what string, got answer) {
		t.Helper()
		for _, s := range []string{"<script>alert", "<img src=x", `javascript:alert(3)"`, "onerror=alert(2)>"} {
			if strings.Contains(strings.ReplaceAll(got.body, "&lt;img src=x onerror=alert(2)&gt;", ""), s) {
				t.Errorf("%s holds %s", what, s)
			}
		}
	}
	for _, path := range []string{"/redaktion", "/redaktion/beitraege?q=" + url.QueryEscape(bad), a, a + "/fassungen", a + "/fassungen/2", a + "/vergleich?von=1&bis=2", a + "/freigabe", a + "/anmerkungen",
		a + "/ausgaben", a + "/verwerfen", "/redaktion/vorschau/boese/2", "/redaktion/vorschau/boese/2?lang=en", "/redaktion/feiern?q=" + url.QueryEscape(bad), a + "?m=" + url.QueryEscape(bad) + "&n=1", "/redaktion/beitraege/neu?feier=" + url.QueryEscape(bad)} {
		look(path, h.get(t, "anna", path))
	}
	look("new", h.post(t, "anna", "/redaktion/beitraege/neu", "title", bad, "id", bad, "feier", bad, "vorlage", bad, "publish.observance", bad, "do", "create").must(t, 422))
	look("problems", h.post(t, "anna", a, "base", "2", "title", "", "body", bad, "slug", bad, "dezernat", bad, "publish.at", bad, "publish.days", bad, "publish.kind", "feier", "publish.observance", bad, "do", "save").must(t, 422))
	look("conflict", h.post(t, "anna", a, "base", "1", "title", bad+"x", "body", bad, "do", "save").must(t, 409))
	look("preview", h.post(t, "anna", "/redaktion/vorschau", "id", "boese", "title", bad, "body", bad))
	if got := h.post(t, "anna", "/redaktion/umwandeln", "html", `<p style="color:red" class="x">Hallo <b>du</b><script>alert(1)</script></p>`).must(t, 200); strings.Contains(got.body, "script") || strings.Contains(got.body, "style") || !strings.HasPrefix(got.header.Get("Content-Type"), "application/json") {
		t.Errorf("converted to %q as %s", got.body, got.header.Get("Content-Type"))
	}
}

func TestRefusedForms(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "newroz")
	const a = "/redaktion/beitraege/newroz"
	// Too much.
	h.post(t, "anna", a, "base", "1", "body", strings.Repeat("x", content.MaxForm), "do", "save").must(t, http.StatusRequestEntityTooLarge).says(t, "4 MB")
	// Too much for a text, and less than that: what was typed is there still.
	long := strings.Repeat("ü", content.MaxBody)
	if got := h.post(t, "anna", a, "base", "1", "title", "Neuer Titel", "body", long, "do", "save").must(t, 422).says(t, `href="#f-body"`, `value="Neuer Titel"`); !strings.Contains(got.body, long) {
		t.Error("a long text is lost")
	}
	// What is wrong is named at the field and in the summary; what was typed stays.
	h.post(t, "anna", a, "base", "1", "title", "", "body", "Bleibt stehen", "dezernat", "abc", "publish.kind", "feier", "publish.observance", "islamic/eid-al-fitr", "publish.days", "viele", "do", "save").
		must(t, 422).says(t, `href="#f-title"`, `aria-invalid="true"`, "Bleibt stehen", `value="viele"`, `value="abc"`, `href="#f-publish-days"`, `href="#f-dezernat"`)
	// Two people.
	h.post(t, "anna", a, "base", "1", "body", "Eins\n\nZwei\n", "do", "save").must(t, 303)
	h.post(t, "bert", a, "base", "2", "body", "Eins von Bert\n\nZwei\n", "do", "save").must(t, 303)
	h.post(t, "anna", a, "base", "2", "body", "Eins\n\nZwei von Anna\n", "do", "save").must(t, 409).
		says(t, "Ihr Text", "Text von Bert Beispiel (10:00)", "Zusammengeführt", "Zusammengeführtes übernehmen", "Meinen als neue Fassung", "Verwerfen", "Eins von Bert", "Zwei von Anna")
	h.post(t, "anna", a, "body", "ohne Grundlage", "do", "save").must(t, 409).says(t, "ohne Grundlage")
	for _, path := range []string{a + "/verwerfen", a + "/fassungen/1"} {
		h.post(t, "anna", path, "base", "1", "do", "restore").must(t, 409).says(t, "Fassung 3 liegt inzwischen vor.")
	}
	h.post(t, "anna", a, "base", "3", "body", "Eins\n\nZwei von Anna\n", "do", "meine").must(t, 303)
	for _, n := range []string{"Fassung 3", "Fassung 4"} {
		h.get(t, "anna", a+"/fassungen").says(t, n)
	}
	// Autosave: kept, told about the other, and shown again.
	h.post(t, "anna", a+"/notiz", "base", "3", "body", "noch nicht gespeichert").must(t, 409).says(t, `"head":4`, `"saved":"Gespeichert 10:00"`)
	h.get(t, "anna", a).must(t, 200).says(t, "noch nicht gespeichert", `name="base" value="3"`)
	h.get(t, "bert", a).must(t, 200).says(t, "Anna Muster hat diesen Beitrag seit 10:00 Uhr geöffnet und etwas geändert")
	h.pass(content.PresentFor + 1e9)
	if strings.Contains(h.get(t, "bert", a).body, "Anna Muster hat diesen Beitrag") {
		t.Error("somebody who left is still there")
	}
	h.follow(t, "anna", h.post(t, "anna", a, "base", "4", "do", "forget")).says(t, "Zwei von Anna")
}
