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
body contains Es gibt ihn noch nicht
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
		"house:\n  phone: {}":                                           "line 2: this must be a text, not a group of fields",
		"accessibility:\n  made: 27.11.2026":                            "line 2: ",
		"accessibility: {reviewed: 0000-01-01}":                         "before the directive",
		"accessibility: {gaps: [{what: ' ', why: burden}]}":             "number 1 needs what",
		"house: {mail: x}\n---\nhouse: {mail: y}":                       "second document",
		"sign: {film: 'javascript:alert(1)'}":                           "sign.film",
		"sign: {film: //elsewhere.example/f.mp4}":                       "sign.film",
		"house: {mail: \"a\x00\"}":                                      "UTF-8",
		"x: " + strings.Repeat("a", 64<<10):                             "larger than 64 kB",
	} {
		if _, err := web.ReadFacts(fstest.MapFS{web.FactsFile: {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %s", text, err, want)
		}
	}
}

// What stands in the file is shown as it is written: a number keeps its zeros,
// and what Markdown or HTML would read is text.
func TestFactsAreShownAsWritten(t *testing.T) {
	f := facts(t, `
house:
  phone: 02214710
  mail: post_stelle@haus.example
  editor: A*B*C [x](https://elsewhere.example) <b>fett</b> {{.Site}}
  address: |
    # Haus 1

    1. Stock
    - Empfang \
sign: {film: "/dateien/Film 1 (neu).mp4", film_about: 3 Minuten}
`)
	texts, err := web.LoadTexts(web.TextValues{Land: "nw", Facts: f}, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, nil, func(c *config) { c.Texts, c.Facts = texts, f })
	imprint := s.get(t, "/impressum").Body.String()
	for _, want := range []string{
		"02214710", "post_stelle@haus.example", "A*B*C [x](", "&lt;b&gt;fett&lt;/b&gt; {{.Site}}", "# Haus 1<br", "1. Stock<br", "- Empfang \\",
	} {
		if !strings.Contains(imprint, want) {
			t.Errorf("there is no %q on\n%s", want, imprint)
		}
	}
	if sign := s.get(t, "/gebaerdensprache").Body.String(); !strings.Contains(sign, `href="/dateien/Film%201%20%28neu%29.mp4"`) {
		t.Errorf("the film is not linked on\n%s", sign)
	}
}
