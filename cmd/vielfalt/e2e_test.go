package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A browser is Chromium with an empty profile and one tab, open on the program.
type browser struct {
	context.Context
	service *service

	mu       sync.Mutex
	requests []string // addresses requested
	faults   []string // errors the console showed
}

// open starts Chromium, or skips the test if there is none.
func open(t *testing.T, p *service, flags ...chromedp.ExecAllocatorOption) *browser {
	t.Helper()
	path := chromium(t)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append([]chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true), chromedp.WindowSize(1280, 900),
	}, flags...)...)
	t.Cleanup(cancel)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Log("browser:", err)
		}
		closeTab()
	})
	b := &browser{Context: ctx, service: p}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	return b
}

func chromium(t *testing.T) string {
	t.Helper()
	path := os.Getenv("VIELFALT_TEST_CHROMIUM")
	if path == "" {
		t.Skip("set VIELFALT_TEST_CHROMIUM to the path of Chromium to run this in a browser")
	}
	return path
}

// hear collects what the tab reports.
func (b *browser) hear(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *log.EventEntryAdded:
		// An address that answers 404 or 422 is checked where it is requested.
		if (e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning) && e.Entry.Source != log.EntrySourceNetwork {
			b.faults = append(b.faults, fmt.Sprintf("%s (%s)", e.Entry.Text, e.Entry.URL))
		}
	case *cdpruntime.EventConsoleAPICalled:
		if e.Type == cdpruntime.ConsoleAPICalledTypeError || e.Type == cdpruntime.ConsoleAPICalledTypeWarning {
			b.faults = append(b.faults, "console."+string(e.Type))
		}
	case *cdpruntime.EventExceptionThrown:
		b.faults = append(b.faults, e.ExceptionDetails.Text)
	}
}

// visit opens a page of the program.
func (b *browser) visit(t testing.TB, path string) {
	t.Helper()
	b.do(t, chromedp.Navigate(b.service.url+path))
}

func (b *browser) do(t testing.TB, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// loads waits for the page that an action leads to.
func (b *browser) loads(trigger chromedp.Action[chromedp.Void]) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.WaitEvent(page.LoadEventFired, nil, trigger)(ctx, tab)
		return chromedp.Void{}, err
	}
}

// enter presses Enter as a keyboard does: whether a character follows depends
// on what the page does with the key. chromedp always sends both.
func enter(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
	key := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: "Enter", Code: "Enter", Text: "\r", UnmodifiedText: "\r", WindowsVirtualKeyCode: 13, NativeVirtualKeyCode: 13}
	if _, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, key); err != nil {
		return chromedp.Void{}, err
	}
	key.Type, key.Text, key.UnmodifiedText = input.DispatchKeyEventTypeKeyUp, "", ""
	_, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, key)
	return chromedp.Void{}, err
}

// read stores what an action returns.
func read[T any](into *T, a chromedp.Action[T]) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, tab *chromedp.Target) (_ chromedp.Void, err error) {
		*into, err = a(ctx, tab)
		return chromedp.Void{}, err
	}
}

// eval returns the value of an expression, awaiting it if it is a promise.
func eval[T any](t testing.TB, b *browser, expression string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(b, 30*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// until waits for an expression to become true, even across a page load.
func (b *browser) until(t testing.TB, expression string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b, 20*time.Second)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		if ok && err == nil {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			where, _ := chromedp.Run(b, chromedp.Location())
			t.Fatalf("%s did not become true on %s: %v", expression, where, err)
		}
	}
}

// media emulates a reader's preferences.
func (b *browser) media(t testing.TB, scheme string) {
	t.Helper()
	_, err := chromedp.Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	if err != nil {
		t.Fatal(err)
	}
}

// A kind is one of the kinds of pages, and how to get to it from an address.
type kind struct {
	name, path string
	// open turns the page into this kind; it may be nil.
	open func(testing.TB, *browser)
}

// kinds finds a page of every kind by following the links of the running site.
func (p *service) kinds(t testing.TB) []kind {
	t.Helper()
	first := func(list, pattern string, wanted ...string) string {
		t.Helper()
		_, body := p.get(t, list)
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(body, -1) {
			if len(wanted) == 0 {
				return m[1]
			}
			if _, page := p.get(t, m[1]); strings.Contains(page, wanted[0]) {
				return m[1]
			}
		}
		t.Fatalf("no link %s%v on %s", pattern, wanted, list)
		return ""
	}
	const article = `href="(/beitraege/[a-z0-9-]+)"`
	send := func(t testing.TB, b *browser) {
		// The browser demands the message itself, unless told not to.
		eval[bool](t, b, `(document.querySelector("form.stacked").noValidate = true)`)
		b.do(t, b.loads(chromedp.Click(chromedp.CSS("form.stacked button"))))
		b.until(t, `document.querySelector(".problems") !== null`)
	}
	translated := first("/beitraege", article, `class="versions"`)
	observance := first("/traditionen/islamic", `href="(/kalender/tage/islamic/[a-z0-9-]+)"`, `<th scope="col">`)
	return []kind{
		{"start", "/", nil},
		{"articles", "/beitraege", nil},
		{"articles narrowed", "/beitraege?tradition=jewish", nil},
		{"article with picture", first("/beitraege", article, `<figure>`), nil},
		{"article translated", translated + "?fassung=en", nil},
		{"article in plain language", first("/beitraege", article, "fassung=de-simple") + "?fassung=de-simple", nil},
		{"article in English", "/en" + translated, nil},
		{"traditions", "/traditionen", nil},
		{"tradition", "/traditionen/islamic", nil},
		{"calendar", "/kalender", nil},
		{"month", "/kalender/2026/12", nil},
		{"month narrowed", "/kalender/2027/3?gewicht=wichtig&tradition=islamic", nil},
		{"year", "/kalender/2026", nil},
		{"day of the calendar", "/kalender/2027/10/11", nil},
		{"date check", "/terminpruefung", nil},
		{"date checked", "/terminpruefung?datum=2027-03-26&art=feier&art=essen", nil},
		{"days checked", "/terminpruefung?datum=2027-03-08&bis=2027-03-12", nil},
		{"series checked", "/terminpruefung?datum=2027-09-06&wochen=10", nil},
		{"date check with problems", "/terminpruefung?datum=30.2.2027&von=9&art=x", nil},
		{"date checked in English", "/en/terminpruefung?datum=2027-10-02", nil},
		{"code to embed", "/einbetten", nil},
		{"embedded week", "/einbetten/woche", nil},
		{"embedded articles", "/en/einbetten/beitraege", nil},
		{"observance", observance, nil},
		{"day with its record", "/kalender/tage/jewish/jom-kippur", nil},
		{"day by several conventions", "/kalender/tage/islamic/eid-al-fitr", nil},
		{"day nobody knows yet", "/kalender/tage/civil/deutscher-diversity-tag", nil},
		{"day searched for", "/suche?q=Jom+Kippur", nil},
		{"observance in English", "/en" + observance, nil},
		{"search", "/suche", nil},
		{"search with results", "/suche?q=Fest", nil},
		{"search for a person", "/suche?q=Wer+leitet+Dezernat+36", nil},
		{"search narrowed", "/suche?q=Fest&type=article&tradition=jewish", nil},
		{"search without results", "/suche?q=xyzzyplugh", nil},
		{"brochures", "/broschueren", nil},
		{"brochure", first("/broschueren", `href="(/broschueren/[a-z0-9-]+)"`), nil},
		{"contacts", "/kontakte", nil},
		{"contact", first("/kontakte", `href="(/kontakte/[a-z0-9-]+)"`), nil},
		{"events", "/termine", nil},
		{"event", first("/termine", `href="(/termine/[a-z0-9-]+)"`), nil},
		{"offers", "/ehrenamt", nil},
		{"offer", first("/ehrenamt", `href="(/ehrenamt/[a-z0-9-]+)"`), nil},
		{"subscribe", "/abonnieren", nil},
		{"subscribe built", "/abonnieren?feed=kalender&tradition=jewish&vorabend=1", nil},
		{"report", "/barriere-melden", nil},
		{"report with problems", "/barriere-melden", send},
		{"missing", "/das-fehlt-uns", nil},
		{"missing with problems", "/das-fehlt-uns", send},
		{"report sent", "/barriere-melden", func(t testing.TB, b *browser) {
			eval[bool](t, b, `(document.querySelector("#f-message").value = "Hallo") === "Hallo"`)
			b.do(t, b.loads(chromedp.Click(chromedp.CSS("form.stacked button"))))
			b.until(t, `document.querySelector(".receipt") !== null`)
		}},
		{"receipt", "/meldung", nil},
		{"receipt with problems", "/meldung", send},
		{"accessibility", "/barrierefreiheit", nil},
		{"plain language", "/leichte-sprache", nil},
		{"sign language", "/gebaerdensprache", nil},
		{"imprint", "/impressum", nil},
		{"privacy", "/datenschutz", nil},
		{"not found", "/nirgendwo", nil},
		{"start in English", "/en/", nil},
	}
}

// axeRun runs all rules up to WCAG 2.2 AA and the best practices, and returns a
// line on each element that breaks one.
const axeRun = `axe.run(document, {
	runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]},
	resultTypes: ["violations"],
}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + " at " + n.target.join(" ") + ": " + n.failureSummary)))`

// TestAccessibility looks for barriers on every kind of page, light and dark,
// with axe; for sideways scrolling on a narrow screen; and for what a page must
// not do: log errors, contact others, store something in the browser.
func TestAccessibility(t *testing.T) {
	chromium(t)
	axe := os.Getenv("VIELFALT_TEST_AXE")
	if axe == "" {
		t.Skip("set VIELFALT_TEST_AXE to the path of axe.min.js to look for barriers")
	}
	source, err := os.ReadFile(axe)
	if err != nil {
		t.Fatal(err)
	}
	for _, theme := range []string{"classic", "kontrast"} {
		t.Run(theme, func(t *testing.T) {
			p := serve(t, t.TempDir(), "--demo", "--theme", theme, "--embed-from", "https://intranet.example")
			p.ready(t)
			b := open(t, p)
			kinds := p.kinds(t)
			if theme != "classic" {
				// It differs only in its colours.
				kinds = slices.DeleteFunc(kinds, func(k kind) bool {
					return !slices.Contains([]string{"start", "article with picture", "month", "date checked", "search with results", "report with problems", "receipt"}, k.name)
				})
			}
			for _, k := range kinds {
				t.Run(k.name, func(t *testing.T) {
					b.do(t, chromedp.EmulateViewport(1280, 900))
					b.media(t, "light")
					b.visit(t, k.path)
					if k.open != nil {
						k.open(t, b)
					}
					// What is evaluated from here is not subject to the page's
					// policy.
					b.do(t, chromedp.Evaluate[chromedp.Void](string(source)))
					for _, scheme := range []string{"light", "dark"} {
						b.media(t, scheme)
						for _, v := range eval[[]string](t, b, axeRun) {
							t.Errorf("%s %s: %s", k.path, scheme, v)
						}
					}
					b.do(t, chromedp.EmulateViewport(320, 640))
					if !eval[bool](t, b, `document.querySelector("main").innerText.length > 100`) {
						t.Errorf("%s shows nothing at 320 px", k.path)
					}
					if wide := eval[[]string](t, b, tooWide); len(wide) > 0 {
						t.Errorf("%s scrolls sideways at 320 px: %s", k.path, wide)
					}
				})
			}
			b.innocent(t)

			// Finding nothing only means something if real faults are found.
			b.visit(t, "/")
			b.do(t, chromedp.Evaluate[chromedp.Void](string(source)),
				chromedp.Evaluate[chromedp.Void](`document.querySelector("main").append(document.createElement("img"))`))
			if v := eval[[]string](t, b, axeRun); len(v) != 1 || !strings.HasPrefix(v[0], "image-alt ") {
				t.Errorf("a picture without alternative gives %q", v)
			}
		})
	}
}

// tooWide lists what sticks out of the page, if the page can be scrolled
// sideways.
const tooWide = `document.scrollingElement.scrollWidth <= innerWidth ? [] :
	[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .hidden"))
		.map(e => e.tagName + "." + e.className + " " + Math.round(e.getBoundingClientRect().right)).slice(0, 5).concat("scrollWidth " + document.scrollingElement.scrollWidth)`

// innocent checks that no error was logged, nobody else contacted, and nothing
// stored.
func (b *browser) innocent(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	requests, faults := slices.Clone(b.requests), slices.Clone(b.faults)
	b.mu.Unlock()
	for _, f := range faults {
		t.Errorf("console: %s", f)
	}
	if len(requests) == 0 {
		t.Error("no request was heard of")
	}
	for _, r := range requests {
		if !strings.HasPrefix(r, b.service.url+"/") && !strings.HasPrefix(r, "data:") {
			t.Errorf("a page asked for %s", r)
		}
	}
	jar, err := chromedp.CallBrowser(b, storage.GetCookies, storage.GetCookiesParams{})
	if err != nil || len(jar.Cookies) > 0 {
		t.Errorf("cookies: %v, %v", jar.Cookies, err)
	}
	if n := eval[int](t, b, `localStorage.length + sessionStorage.length`); n > 0 {
		t.Errorf("%d values in the storage of the browser", n)
	}
	if n := eval[int](t, b, `indexedDB.databases().then(d => d.length)`); n > 0 {
		t.Errorf("%d databases in the browser", n)
	}
}

// focused returns what has the focus, and whether that is visible: of a link over
// two lines its first, for the middle of both may be beside either.
const focused = `(() => {
	const e = document.activeElement, s = getComputedStyle(e), r = e.getClientRects()[0] ?? e.getBoundingClientRect();
	const x = Math.min(Math.max(r.left + r.width / 2, 0), innerWidth - 1), y = Math.min(Math.max(r.top + r.height / 2, 0), innerHeight - 1);
	const top = document.elementFromPoint(x, y);
	return {
		What: e.tagName + " " + (e.id || e.getAttribute("href") || e.getAttribute("name") || e.className || e.textContent.trim().slice(0, 40)),
		Body: e === document.body || e === document.documentElement,
		Outline: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2,
		Seen: r.bottom > 0 && r.top < innerHeight && r.width > 0 && (e.contains(top) || top !== null && top.contains(e)),
	};
})()`

type focus struct {
	What                string
	Body, Outline, Seen bool
}

func TestKeyboard(t *testing.T) {
	chromium(t)
	p := serve(t, t.TempDir(), "--demo")
	p.ready(t)
	b := open(t, p)
	b.do(t, chromedp.EmulateViewport(1000, 700))

	t.Run("skip link", func(t *testing.T) {
		b.visit(t, "/")
		b.do(t, chromedp.KeyEvent(kb.Tab))
		if got := eval[string](t, b, `document.activeElement.className`); got != "skip" {
			t.Fatalf("the first stop is %q", got)
		}
		if f := eval[focus](t, b, focused); !f.Outline || !f.Seen {
			t.Errorf("the skip link is not seen: %+v", f)
		}
		b.do(t, enter)
		b.until(t, `location.hash === "#inhalt" && document.activeElement.id === "inhalt"`)
		b.do(t, chromedp.KeyEvent(kb.Tab))
		if !eval[bool](t, b, `document.querySelector("main").contains(document.activeElement)`) {
			t.Error("the stop after the skip link is outside of the content")
		}
	})

	t.Run("focus is seen", func(t *testing.T) {
		for _, path := range []string{"/", "/kalender/2026/12", "/suche?q=Fest", "/abonnieren", "/barriere-melden", "/meldung"} {
			b.visit(t, path)
			stops := 0
			for range 400 {
				b.do(t, chromedp.KeyEvent(kb.Tab))
				f := eval[focus](t, b, focused)
				if f.Body {
					break
				}
				stops++
				if !f.Outline {
					t.Errorf("%s: %s shows no outline", path, f.What)
				}
				if !f.Seen {
					t.Errorf("%s: %s is covered or out of sight", path, f.What)
				}
			}
			if stops < 20 {
				t.Errorf("%s has %d stops", path, stops)
			}
		}
	})

	t.Run("search as you type", func(t *testing.T) {
		for _, field := range []struct{ page, id string }{{"/", "q-head"}, {"/suche", "q"}} {
			b.visit(t, field.page)
			b.do(t, chromedp.Focus(chromedp.ID(field.id)), chromedp.KeyEvent("Chan"))
			b.until(t, `document.querySelectorAll("[role=option]").length > 0`)
			if got := eval[string](t, b, `document.activeElement.getAttribute("aria-expanded")`); got != "true" {
				t.Errorf("aria-expanded is %q", got)
			}
			b.do(t, chromedp.KeyEvent(kb.Escape))
			if !eval[bool](t, b, `document.querySelector("[role=listbox]").hidden`) {
				t.Error("Escape does not close the list")
			}
			b.do(t, chromedp.KeyEvent("u"))
			b.until(t, `document.querySelectorAll("[role=option]").length > 0 && !document.querySelector("[role=listbox]").hidden`)
			b.do(t, chromedp.KeyEvent(kb.ArrowDown))
			chosen := eval[string](t, b, `(() => {
				const o = document.getElementById(document.activeElement.getAttribute("aria-activedescendant"));
				return o && o.getAttribute("aria-selected") === "true" ? o.querySelector(".suggestion").textContent : "";
			})()`)
			if !strings.Contains(strings.ToLower(chosen), "chanuk") {
				t.Errorf("ArrowDown chooses %q", chosen)
			}
			if got := eval[string](t, b, `document.querySelector(".find-row [role=status]").textContent`); !strings.HasSuffix(got, " Vorschläge") {
				t.Errorf("the list is told as %q", got)
			}
			b.do(t, chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.ArrowDown)) // opens it again
			if eval[bool](t, b, `document.querySelector("[role=listbox]").hidden`) {
				t.Error("ArrowDown does not open the list again")
			}
			b.do(t, chromedp.KeyEvent(kb.End), chromedp.KeyEvent(kb.Home), enter)
			b.until(t, `location.pathname.startsWith("/kalender/tage/")`) // days are before titles
			b.until(t, `document.querySelector("h1") !== null`)
			if h1 := eval[string](t, b, `document.querySelector("h1").textContent`); h1 != chosen {
				t.Errorf("Enter opens %q, chosen was %q", h1, chosen)
			}
		}
	})

	t.Run("a list that comes too late", func(t *testing.T) {
		b.visit(t, "/suche")
		eval[bool](t, b, `(window.fetch = (_, how) => new Promise((_, no) => { window.asked = true; how.signal.addEventListener("abort", () => { window.left = true; no(new DOMException("", "AbortError")); }); }), true)`)
		b.do(t, chromedp.Focus(chromedp.ID("q")), chromedp.KeyEvent("Chan"))
		b.until(t, `window.asked`)
		b.do(t, chromedp.KeyEvent(kb.Tab))
		b.until(t, `window.left`) // it would open where nobody is any more
	})

	t.Run("a form with a mistake", func(t *testing.T) {
		b.visit(t, "/barriere-melden?seite=/kalender")
		eval[bool](t, b, `(document.querySelector("form.stacked").noValidate = true)`)
		b.do(t, chromedp.Focus(chromedp.ID("f-reply")), chromedp.KeyEvent("mira@example.org"), enter)
		b.until(t, `document.querySelector(".problems a") !== null`)
		b.do(t, chromedp.Focus(chromedp.CSS(".problems a")), enter)
		b.until(t, `document.activeElement.id === "f-message"`)
		b.do(t, chromedp.KeyEvent("Der Text im Bild fehlt."), chromedp.KeyEvent(kb.Tab))
		if got := eval[string](t, b, `document.getElementById("f-page").value + " " + document.getElementById("f-reply").value`); got != "/kalender mira@example.org" {
			t.Errorf("kept was %q", got)
		}
		b.do(t, chromedp.Click(chromedp.CSS("form.stacked button")))
		b.until(t, `document.querySelector("main [role=status] h2") !== null`)
	})
	b.innocent(t)
}

func TestWithoutScript(t *testing.T) {
	chromium(t)
	p := serve(t, t.TempDir(), "--demo")
	p.ready(t)
	b := open(t, p)
	b.visit(t, "/")
	script := func(off bool) {
		if _, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
			t.Fatal(err)
		}
	}
	script(true)
	b.visit(t, "/")
	b.do(t, chromedp.Focus(chromedp.ID("q-head")), chromedp.KeyEvent("Zuckerfest"), b.loads(enter))
	var where, found string
	b.do(t, read(&where, chromedp.Location()), read(&found, chromedp.Text(chromedp.CSS(".results"))))
	if u, err := url.Parse(where); err != nil || u.Path != "/suche" || u.Query().Get("q") != "Zuckerfest" {
		t.Errorf("the form leads to %s, %v", where, err)
	}
	if !strings.Contains(found, "Zuckerfest") {
		t.Errorf("found %q", found)
	}
	script(false)
	b.innocent(t)
}
