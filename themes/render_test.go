package themes

import (
	"fmt"
	"html/template"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/search"
	"vielfalt/themes/locale"
)

func options(t *testing.T) Options {
	t.Helper()
	cal, err := calendar.New([]calendar.Tradition{{ID: "jewish", Name: calendar.Name{German: "Judentum", English: "Judaism"}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		Calendar: func() *calendar.Calendar { return cal },
		Link: func(lang, route string, pairs ...string) (string, error) {
			return "/" + lang + "/" + route + "/" + strings.Join(pairs, "/"), nil
		},
		Asset: func(name string) string { return "/assets/" + name },
	}
}

func TestEveryThemeParses(t *testing.T) {
	for _, name := range Names() {
		if _, err := Load(name, ""); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every word that a template asks for exists. This needs a test, because
// templates ask when they are executed, not when they are parsed.
func TestTemplatesAskForKnownWords(t *testing.T) {
	printers, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	asks := regexp.MustCompile(`\b(?:t|n) "([a-z0-9.-]+)"`)
	err = fs.WalkDir(embedded, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(p) != ".html" {
			return err
		}
		b, err := embedded.ReadFile(p)
		for _, m := range asks.FindAllStringSubmatch(string(b), -1) {
			if !printers["de"].Has(m[1]) {
				t.Errorf("%s asks for %q", p, m[1])
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOperatorsFolderOverridesSingleFiles(t *testing.T) {
	folder := t.TempDir()
	own := `{{define "main"}}<h1>{{.Title}}</h1><p>Eigene Seite</p>{{end}}`
	if err := os.WriteFile(filepath.Join(folder, "error.html"), []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(folder, "assets"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "assets", "theme.css"), []byte(":root{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	theme, err := Load("", folder)
	if err != nil {
		t.Fatal(err)
	}
	r := New(theme, options(t))
	b, err := r.Render("de", &ErrorPage{Base: Base{Title: "x", Now: time.Now()}, Key: "error.404"})
	if err != nil || !strings.Contains(string(b), "Eigene Seite") {
		t.Errorf("own page is not used: %v", err)
	}
	if !strings.Contains(string(b), "skip") {
		t.Error("the frame of the theme is gone")
	}
	if css := theme.Assets()["theme.css"]; string(css) != ":root{}" {
		t.Error("own asset is not used")
	}
	if css := theme.Assets()["style.css"]; len(css) == 0 {
		t.Error("the other assets are gone")
	}
}

func TestBrokenThemesStopTheStart(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"syntax":  {"start.html", `{{define "main"}}{{if}}{{end}}`, "start"},
		"unknown": {"start.html", `{{define "main"}}{{nofunction}}{{end}}`, "nofunction"},
	} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, c.file), []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load("", folder); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Load("", filepath.Join(t.TempDir(), "nowhere")); err == nil || !strings.Contains(err.Error(), "theme folder") {
		t.Errorf("missing folder: %v", err)
	}
	if _, err := Load("bunt", ""); err == nil || !strings.Contains(err.Error(), "classic, kontrast") {
		t.Errorf("unknown theme: %v", err)
	}
}

// Readers in different languages never see each other's words.
func TestLanguagesDoNotMix(t *testing.T) {
	theme, err := Load("", "")
	if err != nil {
		t.Fatal(err)
	}
	r := New(theme, options(t))
	words := map[string]string{"de": "Zum Inhalt springen", "en": "Skip to content"}
	var group sync.WaitGroup
	for range 20 {
		for lang, want := range words {
			group.Go(func() {
				b, err := r.Render(lang, &ErrorPage{Base: Base{Title: "x", Now: time.Now()}, Key: "error.404"})
				if err != nil || !strings.Contains(string(b), want) {
					t.Errorf("%s: %v", lang, err)
				}
			})
		}
	}
	group.Wait()
}

func TestMarked(t *testing.T) {
	for _, c := range []struct {
		f    search.Fragment
		want template.HTML
	}{
		{search.Fragment{Text: "a <b> c"}, "a &lt;b&gt; c"},
		{search.Fragment{Text: "Ein Zuckerfest", Marks: []search.Span{{From: 4, To: 14}}}, "Ein <mark>Zuckerfest</mark>"},
		{search.Fragment{Text: "<script>", Marks: []search.Span{{From: 1, To: 7}}}, "&lt;<mark>script</mark>&gt;"},
		{search.Fragment{Text: "a <b> & חג < c", Marks: []search.Span{{From: 2, To: 14}}}, `a <mark>&lt;b&gt; &amp; <span lang="he" dir="rtl">חג</span> &lt;</mark> c`},
		{search.Fragment{Text: "ab", Marks: []search.Span{{From: 1, To: 9}, {From: -1, To: 1}}}, "ab"},
	} {
		if got := marked(c.f); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestForeign(t *testing.T) {
	for in, want := range map[string]template.HTML{
		"Chanukka":                 "Chanukka",
		"Man schreibt חג שמח, so.": `Man schreibt <span lang="he" dir="rtl">חג שמח</span>, so.`,
		"عيد الفطر":                `<span lang="ar" dir="rtl">عيد الفطر</span>`,
		"<b> Рождество & 春节 <i>":   `&lt;b&gt; <span lang="ru">Рождество</span> &amp; <span lang="zh">春节</span> &lt;i&gt;`,
		"חג <&> שמח":               `<span lang="he" dir="rtl">חג &lt;&amp;&gt; שמח</span>`,
		"פֶּסַח":                   `<span lang="he" dir="rtl">פֶּסַח</span>`,
	} {
		if got := foreign(in); got != want {
			t.Errorf("foreign(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBreakable(t *testing.T) {
	for in, want := range map[string]template.HTML{
		"dezernat36@example.org": "dezernat36@<wbr>example.org", `<b>"&'@x`: "&lt;b&gt;&#34;&amp;&#39;@<wbr>x", "": "",
	} {
		if got := breakable(in); got != want {
			t.Errorf("breakable(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTel(t *testing.T) {
	for in, want := range map[string]template.URL{
		"0221 4710-371": "tel:+492214710371", "+49 (30) 23125": "tel:+4930" + "23125", "0049 30 1": "tel:0049301", "371": "tel:371",
	} {
		if got := tel(in); got != want {
			t.Errorf("tel(%q) = %q, want %q", in, got, want)
		}
	}
}

// The style sheet stays under 36 kB, of which a quarter travels.
func TestStyleSheetIsSmall(t *testing.T) {
	total := 0
	for _, f := range []string{"classic/assets/style.css", "classic/assets/theme.css"} {
		b, err := embedded.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		total += len(b)
	}
	if total > 36_000 {
		t.Errorf("style sheets have %d bytes", total)
	}
}

var variable = regexp.MustCompile(`--([a-z-]+):\s*(#[0-9a-f]{3,6});`)

// Colours reach the contrast of WCAG 2.2 AA in light and dark; those of
// kontrast reach AAA.
func TestContrast(t *testing.T) {
	for theme, text := range map[string]float64{"classic": 4.5, "kontrast": 7} {
		b, err := embedded.ReadFile(theme + "/assets/theme.css")
		if err != nil {
			t.Fatal(err)
		}
		light, dark, _ := strings.Cut(string(b), "@media (prefers-color-scheme: dark)")
		for mode, css := range map[string]string{"light": light, "dark": dark} {
			color := map[string]string{}
			for _, m := range variable.FindAllStringSubmatch(css, -1) {
				color[m[1]] = m[2]
			}
			check := func(fore, back string, least float64) {
				if got := contrast(t, color[fore], color[back]); got < least {
					t.Errorf("%s %s: --%s on --%s has %.2f, wants %.1f", theme, mode, fore, back, got, least)
				}
			}
			for _, back := range []string{"paper", "soft", "today"} {
				for _, fore := range []string{"ink", "quiet", "link", "visited", "link-hover", "accent", "bad"} {
					check(fore, back, text)
				}
				check("line", back, 3)
				check("focus", back, 3)
			}
			check("ink", "mark", text)
			check("link", "mark", 4.5)
			check("head-ink", "head", text)
			check("head-quiet", "head", 4.5)
			check("paper", "link", text) // buttons
			for name := range color {
				if strings.HasPrefix(name, "hue-") {
					check(name, "paper", 3)
				}
			}
		}
	}
}

// contrast is the ratio of WCAG 2.2 between two colours as #rgb or #rrggbb.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(t *testing.T, color string) float64 {
	t.Helper()
	s := strings.TrimPrefix(color, "#")
	if len(s) == 3 {
		s = fmt.Sprintf("%c%c%c%c%c%c", s[0], s[0], s[1], s[1], s[2], s[2])
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		if len(s) != 6 {
			t.Fatalf("colour %q", color)
		}
		v, err := strconv.ParseUint(s[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatalf("colour %q", color)
		}
		c := float64(v) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
