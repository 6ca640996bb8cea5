package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tabTo presses Tab until the focus is on an element.
func (b *browser) tabTo(t testing.TB, css string) {
	t.Helper()
	for range 200 {
		if eval[bool](t, b, `document.activeElement !== null && document.activeElement.matches(`+"`"+css+"`"+`)`) {
			return
		}
		b.do(t, chromedp.KeyEvent(kb.Tab))
	}
	t.Fatalf("the keyboard does not reach %s", css)
}

// control presses a key together with Ctrl.
func (b *browser) control(t testing.TB, key string) {
	t.Helper()
	b.do(t, chromedp.KeyEvent(key, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// press goes to a button or a link by keyboard, and presses it.
func (b *browser) press(t testing.TB, css string) {
	t.Helper()
	b.tabTo(t, css)
	b.do(t, b.loads(enter))
}

// says waits until the page says what an action came to. A load that press has
// waited for may have been that of the page before.
func (b *browser) says(t testing.TB, words string) {
	t.Helper()
	b.until(t, `document.querySelector("main > .notice[role=status]")?.innerText.includes("`+words+`")`)
}

// pasted has the text field in focus meet the HTML of a clipboard.
const pasted = `(() => {
	const d = new DataTransfer();
	d.setData("text/html", "<h1 style='color:red'>Wie gefeiert wird</h1><p class=MsoNormal>Man <b>springt</b> über das <a href='https://www.example.org/feuer'>Feuer</a>.</p>");
	d.setData("text/plain", "Wie gefeiert wird");
	document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: d, bubbles: true, cancelable: true}));
	return true;
})()`

// TestEditorByKeyboard takes an editor from a missing article to a planned one,
// with the keyboard alone and a session that ends on the way.
func TestEditorByKeyboard(t *testing.T) {
	chromium(t)
	p := serve(t, t.TempDir(), "--demo")
	p.ready(t)
	b := open(t, p)
	b.do(t, chromedp.EmulateViewport(1280, 900))
	enterAs := func(login string) {
		t.Helper()
		b.visit(t, "/redaktion")
		if eval[bool](t, b, `document.querySelector(".desk-head form button") !== null`) {
			b.press(t, ".desk-head form button")
		}
		b.visit(t, "/anmelden")
		b.press(t, `button[value="`+login+`"]`)
		b.until(t, `document.querySelector(".desk-head") !== null`)
	}
	enterAs("redaktion")
	b.press(t, `a[href*="neu?feier="]`)
	b.until(t, `document.querySelector("#f-title")?.value !== ""`)
	b.press(t, `button[value="create"]`)
	b.until(t, `document.querySelector("#f-body") !== null`)
	path := eval[string](t, b, `location.pathname`)

	// Writing: saved by itself, with tools by keys, and what is pasted is clean.
	b.tabTo(t, "#f-body")
	b.do(t, chromedp.KeyEvent("Ein kleiner Text ueber das Fest "))
	b.control(t, "b")
	b.do(t, chromedp.KeyEvent("mit Betonung"))
	if got := eval[string](t, b, `document.querySelector("#f-body").value`); got != "Ein kleiner Text ueber das Fest **mit Betonung**" {
		t.Errorf("Ctrl+B gives %q", got)
	}
	b.until(t, `/^Gespeichert \d\d:\d\d$/.test(document.querySelector("#gespeichert").innerText)`)
	eval[bool](t, b, `(document.querySelector("#f-body").setSelectionRange(9999, 9999), true)`)
	b.do(t, chromedp.KeyEvent("\n\n"))
	before := eval[string](t, b, `document.querySelector("#f-body").value`)
	eval[bool](t, b, pasted)
	b.until(t, `document.querySelector("#f-body").value.includes("## Wie gefeiert wird\n\nMan **springt** über das [Feuer](https://www.example.org/feuer).")`)
	b.control(t, "z")
	b.until(t, `document.querySelector("#f-body").value === `+"`"+before+"`")
	eval[bool](t, b, pasted)
	b.until(t, `document.querySelector("#f-body").value.includes("## Wie gefeiert wird")`)
	// The preview follows, and runs no script.
	b.until(t, `document.querySelector("#vorschau").contentDocument?.querySelector(".prose h2")?.innerText === "Wie gefeiert wird"`)
	if eval[bool](t, b, `document.querySelector("#vorschau").contentDocument.querySelector("[role=combobox]") !== null`) {
		t.Error("a script runs in the preview")
	}
	// The toolbar is one stop; Escape leads back to the text, Tab out of it.
	if n := eval[int](t, b, `document.querySelectorAll(".tools:not([hidden]) button[tabindex='0']").length`); n != 3 {
		t.Errorf("%d buttons of three toolbars can be reached by Tab", n)
	}
	b.do(t, chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)), chromedp.KeyEvent(kb.ArrowRight))
	if got := eval[string](t, b, `document.activeElement.dataset.tool`); got != "h3" {
		t.Errorf("an arrow leads to %q", got)
	}
	b.do(t, chromedp.KeyEvent(kb.Escape))
	if got := eval[string](t, b, `document.activeElement.id`); got != "f-body" {
		t.Errorf("Escape leads to %q", got)
	}
	b.do(t, chromedp.KeyEvent(kb.Tab))
	if got := eval[string](t, b, `document.activeElement.id`); got == "f-body" {
		t.Error("Tab does not leave the text")
	}

	// The session ends on the server: the text is there after signing in.
	text := eval[string](t, b, `document.querySelector("#f-body").value`)
	if code := run(t.Context(), []string{"user", "sessions", "redaktion", "--end", "--data", p.data}, io.Discard, io.Discard, func() time.Time { return december }); code != exitDone {
		t.Fatalf("ending sessions: exit code %d", code)
	}
	b.control(t, "s")
	b.until(t, `location.pathname === "/anmelden" && document.readyState === "complete"`)
	b.press(t, `button[value="redaktion"]`)
	b.until(t, `location.pathname.startsWith("/redaktion/aufgehoben/")`)
	if got := eval[string](t, b, `document.querySelector("input[name=body]").value.replaceAll("\r\n", "\n")`); got != text {
		t.Errorf("kept was %q, written %q", got, text)
	}
	b.press(t, `form[action^="/redaktion/beitraege"] button`)
	b.until(t, `location.pathname === "`+path+`"`)
	b.says(t, "Gespeichert als Fassung 2 um")

	// The schedule shows at once what it comes to.
	b.tabTo(t, "#f-publish-days")
	b.control(t, "a")
	b.do(t, chromedp.KeyEvent("2"))
	b.until(t, `document.querySelector("#termine strong").innerText.startsWith("2 Tage vor")`)
	b.tabTo(t, "#f-sources")
	b.do(t, chromedp.KeyEvent("Ein Buch"))
	b.control(t, "s")
	b.says(t, "Gespeichert als Fassung 3 um")
	b.press(t, `button[value="send"]`)
	b.says(t, "Fassung 3 liegt zur Freigabe vor.")

	enterAs("freigabe")
	b.press(t, `a[href="`+path+`/freigabe"]`)
	b.press(t, `button[value="approve"]`)
	b.says(t, "Freigegeben. ")
	if got := eval[string](t, b, `document.querySelector(".desk-state").innerText`); !strings.Contains(got, "Geplant") && !strings.Contains(got, "Sichtbar") {
		t.Errorf("state is %q", got)
	}

	// A colleague mends a typo: the plan stays, both versions are there.
	planned := eval[string](t, b, `document.querySelector(".desk-state").innerText`)
	enterAs("redaktion")
	b.visit(t, path)
	b.tabTo(t, "#f-body")
	b.control(t, "a")
	b.do(t, chromedp.KeyEvent("Ein kleiner Text über das Fest."))
	b.control(t, "s")
	b.says(t, "Gespeichert als Fassung 5 um")
	if got := eval[string](t, b, `document.querySelector(".desk-state").innerText`); !strings.Contains(got, planned) || !strings.Contains(got, "Entwurf") {
		t.Errorf("state is %q, planned was %q", got, planned)
	}
	b.press(t, `.desk-tabs a[href$="/fassungen"]`)
	for _, n := range []string{"Fassung 3", "Fassung 5"} {
		if !strings.Contains(eval[string](t, b, `document.querySelector("main").innerText`), n) {
			t.Errorf("there is no %s", n)
		}
	}
	// Without a connection nothing is lost, and the page says so.
	b.visit(t, path)
	b.tabTo(t, "#f-body")
	p.stop()
	<-p.log.finished()
	b.do(t, chromedp.KeyEvent("x"))
	b.until(t, `document.querySelector("#gespeichert").innerText === "Nicht gespeichert – keine Verbindung. Ihr Text steht noch hier."`)
	b.control(t, "s")
	time.Sleep(300 * time.Millisecond)
	if got := eval[string](t, b, `document.querySelector("#f-body").value`); !strings.Contains(got, "x") {
		t.Errorf("without a connection the text is %q", got)
	}
}

// TestDeskWithoutScript writes, plans, sends and approves by forms alone.
func TestDeskWithoutScript(t *testing.T) {
	chromium(t)
	p := serve(t, t.TempDir(), "--demo")
	p.ready(t)
	b := open(t, p)
	b.signIn(t, "redaktion")
	script := func(off bool) {
		if _, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
			t.Fatal(err)
		}
	}
	text := func() string {
		var s string
		b.do(t, read(&s, chromedp.Text(chromedp.CSS("main"))))
		return s
	}
	says := func(want ...string) {
		t.Helper()
		got := text()
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("page does not say %q: %.1500s", w, got)
			}
		}
	}
	script(true)
	click := func(css string) { t.Helper(); b.do(t, b.loads(chromedp.Click(chromedp.CSS(css)))) }
	b.visit(t, "/redaktion/beitraege/neu")
	b.do(t, chromedp.SendKeys(chromedp.CSS("#f-title"), "Ostern zum Probieren"), chromedp.SendKeys(chromedp.CSS("#f-feier"), "osterfest"))
	click(`button[value="find"]`)
	b.do(t, chromedp.Click(chromedp.CSS(`input[value="christian-western/ostersonntag"]`)))
	click(`button[value="create"]`)
	says("Der Beitrag ist angelegt")
	b.do(t, chromedp.SendKeys(chromedp.CSS("#f-body"), "Ein Text ohne Script."), chromedp.SendKeys(chromedp.CSS("#f-sources"), "Ein Buch"))
	click(`button[value="plan"]`)
	says("erscheint So, 28. März 2027, 8:00 Uhr (Berlin)")
	click(`button[value="check"]`)
	says("Prüfung", "Nichts gefunden.")
	click(`button[value="save"]`)
	says("Gespeichert als Fassung 2 um")
	click(`button[value="send"]`)
	says("Fassung 2 liegt zur Freigabe vor.")
	script(false)
	b.signIn(t, "freigabe")
	script(true)
	b.visit(t, "/redaktion/beitraege/ostern-zum-probieren/anmerkungen")
	b.do(t, chromedp.SendKeys(chromedp.CSS("#f-quote"), "ohne Script"), chromedp.SendKeys(chromedp.CSS("#f-text"), "Geht."))
	click(`button[value="comment"]`)
	says("Die Anmerkung ist gespeichert.", "ohne Script")
	b.visit(t, "/redaktion/beitraege/ostern-zum-probieren/freigabe")
	click(`button[value="approve"]`)
	says("Freigegeben. Erscheint So, 28. März 2027, 8:00 Uhr (Berlin) zum Ostersonntag.")
}
