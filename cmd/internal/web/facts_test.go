package web_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"vielfalt/cmd/internal/web"
	"vielfalt/cmd/vielfalt/demo"
)

func facts(t *testing.T, text string) *web.Facts {
	t.Helper()
	f, err := web.ReadFacts(fstest.MapFS{web.FactsFile: {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// With the facts of a house, the duty pages say them; without, they say that
// they are not filled in, and which.
func TestFacts(t *testing.T) {
	t.Parallel()
	values := web.TextValues{Site: "Vielfalt", Authority: "Landratsamt Musterhausen", Land: "nw"}
	in := func(f *web.Facts) *service {
		values.Facts = f
		texts, err := web.LoadTexts(values, nil)
		if err != nil {
			t.Fatal(err)
		}
		return newSite(t, nil, func(c *config) { c.Texts, c.Facts = texts, f })
	}
	whole, err := web.ReadFacts(demo.Facts())
	if err != nil {
		t.Fatal(err)
	}
	if missing := whole.Missing(); !slices.Equal(missing, []string{"sign.film"}) {
		t.Errorf("the sample content lacks %q", missing)
	}
	in(whole).play(t, "all facts", `
GET /impressum
body !contains noch nicht ausgefüllt
body contains Musterplatz 1<br>
body contains Regierungspräsidentin Dr. Clara Beispielberg
GET /datenschutz
body !contains noch nicht ausgefüllt
body contains § 10b BGG NRW
body contains Dr. Tarek Musterdatenschutz
GET /barrierefreiheit
body !contains noch nicht ausgefüllt
body contains teilweise
body contains (Grund: unverhältnismäßige Belastung) Stattdessen: Auf Nachfrage
body contains 22. November 2026
body contains https://www.lbbp.nrw.de/ombudsstelle
GET /barriere-melden
body contains Pia Musterrein
body contains https://www.lbbp.nrw.de/ombudsstelle
GET /gebaerdensprache
body contains noch nicht ausgefüllt
body contains Auf Wunsch bestellt
`)
	none := new(web.Facts)
	if missing := none.Missing(); len(missing) != 19 || !slices.Contains(missing, "house.address") || !slices.Contains(missing, "accessibility.gaps") {
		t.Errorf("of nothing, %q are missing", missing)
	}
	in(none).play(t, "no facts", `
GET /impressum
body contains noch nicht ausgefüllt
GET /datenschutz
body contains Rechtsgrundlage: <strong>noch nicht ausgefüllt</strong>
GET /barrierefreiheit
body contains Diese Erklärung ist noch nicht abgegeben.
body !contains vereinbar. Maßstab
body !contains Erstellt am: 2
GET /barriere-melden
body contains noch nicht ausgefüllt
GET /gebaerdensprache
body contains Einen Film gibt es hier noch nicht.
body !contains Dolmetscher
`)
	full := facts(t, "accessibility: {scope: alles, status: full, made: 2026-11-22, reviewed: 2026-11-22, method: x, office: y}\nsign: {film: /f.mp4, film_about: 3 Minuten}\n")
	if missing := full.Missing(); slices.Contains(missing, "accessibility.gaps") || slices.Contains(missing, "sign.film") {
		t.Errorf("missing %q", missing)
	}
	in(full).play(t, "a film", `
GET /gebaerdensprache
select "main .prose a" @href == /f.mp4
body contains 3 Minuten
`)
	for text, want := range map[string]string{
		"house: {adress: x}":                                            "unknown field",
		"accessibility: {status: voll}":                                 `accessibility.status: "voll" is not one of full, partial, none`,
		"accessibility: {gaps: [{what: x, why: y}]}":                    "number 1 needs what, and why",
		"accessibility: {status: full, gaps: [{what: x, why: burden}]}": "the status is not full",
		"accessibility: {made: heute}":                                  "heute",
		"house: [":                                                      "facts.yaml: ",
		"x: " + strings.Repeat("a", 64<<10):                             "larger than 64 kB",
	} {
		if _, err := web.ReadFacts(fstest.MapFS{web.FactsFile: {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %s", text, err, want)
		}
	}
}
