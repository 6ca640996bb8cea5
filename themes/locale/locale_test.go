package locale

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
)

func load(t *testing.T) map[string]*Printer {
	t.Helper()
	p, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEveryKeyInEveryLanguage(t *testing.T) {
	printers := load(t)
	first := printers[Languages()[0]]
	for _, lang := range Languages() {
		if !slices.Equal(printers[lang].Keys(), first.Keys()) {
			for _, k := range first.Keys() {
				if !printers[lang].Has(k) {
					t.Errorf("%s lacks %q", lang, k)
				}
			}
			for _, k := range printers[lang].Keys() {
				if !first.Has(k) {
					t.Errorf("%s has %q, which %s lacks", lang, k, first.Lang)
				}
			}
		}
		raw, err := files.ReadFile(lang + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := json.Unmarshal(raw, &all); err != nil {
			t.Fatal(err)
		}
		for key, v := range all {
			switch v := v.(type) {
			case string:
				if strings.TrimSpace(v) == "" {
					t.Errorf("%s: %q is empty", lang, key)
				}
			case map[string]any:
				for _, form := range []string{"one", "other"} {
					if s, _ := v[form].(string); s == "" {
						t.Errorf("%s: %q has no form %q", lang, key, form)
					}
				}
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	p := load(t)
	for _, c := range []struct {
		lang string
		n    int
		want string
	}{{"de", 1, "1 Beitrag"}, {"de", 0, "0 Beiträge"}, {"de", 2, "2 Beiträge"}, {"en", 1, "1 article"}, {"en", 7, "7 articles"}} {
		if got := p[c.lang].N("articles.count", c.n); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.lang, c.n, got, c.want)
		}
	}
}

func TestLanguages(t *testing.T) {
	p := load(t)
	for _, c := range []struct{ lang, tag, want string }{
		{"de", "he", "Hebräisch"}, {"de", "he-Latn", "Hebräisch"}, {"en", "sr-Latn", "Serbian"}, {"de", "zh-Hans", "Chinesisch (vereinfacht)"},
		{"de", "zh-Hant", "Chinesisch (traditionell)"}, {"de", "de-simple", "Einfache Sprache"}, {"de", "aii-Latn", "Ostaramäisch (Suret)"}, {"en", "??", "??"}, {"de", "qzz", "qzz"},
	} {
		if got := p[c.lang].Language(c.tag); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.tag, c.lang, got, c.want)
		}
	}
	for tag, want := range map[string]bool{"he": true, "he-Latn": false, "ar": true, "fa": true, "ckb": true, "syr": true, "aii": true, "aii-Latn": false, "ku": false, "ur": true, "yi": true, "de": false, "zh-Hans": false, "??": false} {
		if got := RightToLeft(tag); got != want {
			t.Errorf("%s: right to left is %v", tag, got)
		}
	}
}

func TestDates(t *testing.T) {
	p := load(t)
	d := func(s string) calendar.Date {
		v, err := calendar.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct{ lang, first, last, want string }{
		{"de", "2026-04-02", "2026-04-02", "2. April 2026"},
		{"de", "2026-04-02", "2026-04-09", "2. bis 9. April 2026"},
		{"de", "2026-03-30", "2026-04-02", "30. März bis 2. April 2026"},
		{"de", "2026-12-30", "2027-01-02", "30. Dezember 2026 bis 2. Januar 2027"},
		{"en", "2026-04-02", "2026-04-09", "2 to 9 April 2026"},
		{"en", "2026-03-30", "2026-04-02", "30 March to 2 April 2026"},
	} {
		if got := p[c.lang].Range(d(c.first), d(c.last)); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
	if got, want := p["de"].LongDate(d("2026-11-22")), "Sonntag, 22. November 2026"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := p["de"].Clock(time.Date(2026, time.July, 1, 16, 5, 0, 0, time.UTC)), "18:05 Uhr"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestUnknownKeyIsSeen(t *testing.T) {
	if got := load(t)["de"].T("no.such.key"); got != "[no.such.key]" {
		t.Errorf("%q", got)
	}
}
