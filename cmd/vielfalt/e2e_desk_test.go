package main

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// signIn signs in as one of the accounts of the sample content.
func (b *browser) signIn(t testing.TB, login string) {
	t.Helper()
	b.visit(t, "/redaktion")
	if eval[bool](t, b, `document.querySelector(".desk-head form button") !== null`) {
		b.do(t, b.loads(chromedp.Click(chromedp.CSS(".desk-head form button"))))
	}
	b.visit(t, "/anmelden")
	b.do(t, b.loads(chromedp.Click(chromedp.CSS(`button[value="`+login+`"]`))))
	b.until(t, `document.querySelector(".desk-head") !== null && location.pathname.startsWith("/redaktion")`)
}

// TestDeskAccessibility looks for barriers on every page of the desk, in light,
// dark and forced colours, and for sideways scrolling at 320 px, which is what
// 400 % of 1280 px are.
func TestDeskAccessibility(t *testing.T) {
	chromium(t)
	axe := os.Getenv("VIELFALT_TEST_AXE")
	if axe == "" {
		t.Skip("set VIELFALT_TEST_AXE to the path of axe.min.js to look for barriers")
	}
	source, err := os.ReadFile(axe)
	if err != nil {
		t.Fatal(err)
	}
	p := serve(t, t.TempDir(), "--demo")
	p.ready(t)
	b := open(t, p)
	submit := func(button string) func(testing.TB, *browser) {
		return func(t testing.TB, b *browser) {
			b.do(t, b.loads(chromedp.Click(chromedp.CSS(button))))
			b.until(t, `document.readyState === "complete"`)
		}
	}
	for _, who := range []struct {
		login string
		pages []kind
	}{
		{"redaktion", []kind{
			{"start", "/redaktion", nil},
			{"start in English", "/en/redaktion", nil},
			{"list", "/redaktion/beitraege", nil},
			{"new", "/redaktion/beitraege/neu?feier=islamic/eid-al-fitr", nil},
			{"new with problems", "/redaktion/beitraege/neu", submit(`button[value="create"]`)},
			{"editor", "/redaktion/beitraege/newroz", nil},
			{"editor with checks", "/redaktion/beitraege/newroz", submit(`button[value="check"]`)},
			{"editor with problems", "/redaktion/beitraege/newroz", func(t testing.TB, b *browser) {
				eval[bool](t, b, `(document.querySelector("#f-title").value = "") === ""`)
				submit(`button[value="save"]`)(t, b)
				b.until(t, `document.querySelector(".problems") !== null`)
			}},
			{"editor of what was given back", "/redaktion/beitraege/naw-ruz", nil},
			{"editor of what is in review", "/redaktion/beitraege/vaisakhi", nil},
			{"conflict", "/redaktion/beitraege/newroz", func(t testing.TB, b *browser) {
				eval[bool](t, b, `(document.querySelector("[name=base]").value = "77", document.querySelector("#f-title").value = "Anders", true)`)
				submit(`button[value="save"]`)(t, b)
				b.until(t, `document.querySelector(".desk-clash") !== null`)
			}},
			{"versions", "/redaktion/beitraege/chanukka/fassungen", nil},
			{"version", "/redaktion/beitraege/chanukka/fassungen/1", nil},
			{"comparison", "/redaktion/beitraege/chanukka/vergleich?von=1&bis=2", nil},
			{"comments", "/redaktion/beitraege/vaisakhi/anmerkungen", nil},
			{"discard", "/redaktion/beitraege/newroz/verwerfen", nil},
			{"preview", "/redaktion/vorschau/newroz/1", nil},
		}},
		{"freigabe", []kind{
			{"start of an approver", "/redaktion", nil},
			{"approval", "/redaktion/beitraege/vaisakhi/freigabe", nil},
			{"approval without a reason", "/redaktion/beitraege/vaisakhi/freigabe", submit(`button[value="return"]`)},
			{"editions", "/redaktion/beitraege/chanukka/ausgaben", nil},
			{"withdraw", "/redaktion/beitraege/chanukka/zurueckziehen", nil},
			{"approve again", "/redaktion/beitraege/chanukka/wieder-freigeben", nil},
		}},
		{"verwaltung", []kind{{"title", "/redaktion/beitraege/vaisakhi", nil}}},
	} {
		b.signIn(t, who.login)
		for _, k := range who.pages {
			t.Run(k.name, func(t *testing.T) {
				b.do(t, chromedp.EmulateViewport(1280, 900))
				b.media(t, "light")
				b.visit(t, k.path)
				if k.open != nil {
					k.open(t, b)
				}
				b.do(t, chromedp.Evaluate[chromedp.Void](string(source)))
				for _, scheme := range []string{"light", "dark", "forced"} {
					b.colours(t, scheme)
					for _, v := range eval[[]string](t, b, axeRun) {
						t.Errorf("%s %s: %s", k.path, scheme, v)
					}
				}
				b.colours(t, "light")
				b.do(t, chromedp.EmulateViewport(320, 640))
				if wide := eval[[]string](t, b, tooWide); len(wide) > 0 {
					t.Errorf("%s scrolls sideways at 320 px: %s", k.path, wide)
				}

			})
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		// A preview runs no script, and the browser says so.
		if !strings.Contains(f, "script") {
			t.Errorf("console: %s", f)
		}
	}
}

// colours emulates light, dark or forced colours.
func (b *browser) colours(t testing.TB, scheme string) {
	t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}
	if scheme == "forced" {
		features[0].Value = "light"
		features = append(features, &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
	}
	if _, err := chromedp.Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		t.Fatal(err)
	}
}

// TestDeskFocusIsSeen goes through pages of the desk by Tab: every stop shows an
// outline and is not covered, also once the line on saving is there.
func TestDeskFocusIsSeen(t *testing.T) {
	chromium(t)
	p := serve(t, t.TempDir(), "--demo")
	p.ready(t)
	b := open(t, p)
	b.do(t, chromedp.EmulateViewport(1000, 700))
	b.signIn(t, "freigabe")
	for _, path := range []string{"/redaktion", "/redaktion/beitraege/newroz", "/redaktion/beitraege/vaisakhi/freigabe", "/redaktion/beitraege/chanukka/ausgaben"} {
		b.visit(t, path)
		if eval[bool](t, b, `document.querySelector("#f-body") !== null`) {
			b.do(t, chromedp.Focus(chromedp.ID("f-title")), chromedp.KeyEvent("x"))
			b.until(t, `document.querySelector("#gespeichert").innerText !== ""`)
			eval[bool](t, b, `(document.activeElement.blur(), scrollTo(0, 0), true)`)
		}
		stops := 0
		for range 400 {
			b.do(t, chromedp.KeyEvent(kb.Tab))
			f := eval[focus](t, b, focused)
			if f.Body {
				break
			}
			stops++
			// What has the focus within a frame shows it there.
			if strings.HasPrefix(f.What, "IFRAME") {
				continue
			}
			if !f.Outline {
				t.Errorf("%s: %s shows no outline", path, f.What)
			}
			// Of a long text, browsers show the line with the cursor.
			if !f.Seen && !(strings.HasPrefix(f.What, "TEXTAREA") && eval[bool](t, b, `document.activeElement.getBoundingClientRect().top < innerHeight - 80`)) {
				t.Errorf("%s: %s is covered or out of sight", path, f.What)
			}
		}
		if stops < 20 {
			t.Errorf("%s has %d stops", path, stops)
		}
	}
}
