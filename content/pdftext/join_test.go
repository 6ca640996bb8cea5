package pdftext

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// How lines become a text.
var joins = map[string]string{
	"Gleich-|stellung":                    "Gleichstellung",
	"Gleich\u00ad|stellung":               "Gleichstellung",
	"Gleich\u2010|stellung":               "Gleichstellung",
	"Gleich\u00ad\u2010|stellung":         "Gleichstellung",
	"Gleich\u2010\u00ad|stellung":         "Gleichstellung",
	"die Öff- |  nung dauert":             "die Öffnung dauert",
	"Gleich-||stellung":                   "Gleichstellung", // in the next column
	"Gleich-|stel-|lung":                  "Gleichstellung",
	"die E-Mail-|Adresse":                 "die E-Mail-Adresse",
	"das NRW-|Landesamt":                  "das NRW-Landesamt",
	"der Nord\u2010|Süd-Dialog":           "der Nord\u2010Süd-Dialog",
	"per e-|mail":                         "per e-mail",
	"NRW-|weit":                           "NRW-weit",
	"ein 30-|jähriges Fest":               "ein 30-jähriges Fest",
	"02931 82-|0":                         "02931 82-0",
	"Haus-|und Hof":                       "Haus-\nund Hof",
	"Haus-|oder Hof":                      "Haus-\noder Hof",
	"Haus\u2010|bzw. Hof":                 "Haus\u2010\nbzw. Hof",
	"Hinter\u00ad|grund und be\u00ad|und": "Hintergrund und beund",
	"Haus- und|Hof":                       "Haus- und\nHof",
	"ein Satz –|und mehr":                 "ein Satz –\nund mehr",
	"ein Strich -|dann":                   "ein Strich -\ndann",
	"eins||||zwei":                        "eins\n\nzwei",
	"|eins|zwei|":                         "eins\nzwei",
	"Gleich-":                             "Gleich-",
	"-|stellung":                          "-\nstellung",
}

func TestJoin(t *testing.T) {
	for lines, want := range joins {
		if got := join(strings.Split(lines, "|")); got != want {
			t.Errorf("%q: got %q, want %q", lines, got, want)
		}
	}
}

func TestCarry(t *testing.T) {
	pages := []string{"Die Gleich\u00ad", "stellung im Haus. Das NRW-", "Landesamt", "", "Bau-", "und Hof", "Wort-", "los ist das"}
	carry(pages)
	want := []string{"Die Gleichstellung", "im Haus. Das NRW-", "Landesamt", "", "Bau-", "und Hof", "Wortlos", "ist das"}
	if !slices.Equal(pages, want) {
		t.Errorf("got %q, want %q", pages, want)
	}
}

// Joining loses nothing but hyphens and spaces, and joined text is left as it is.
func FuzzJoin(f *testing.F) {
	for lines := range joins {
		f.Add(lines)
	}
	f.Add("\xff-|\u00ad|a")
	f.Add("\u2010|\u00ad\u2010|ä-|ö")
	rest := func(s string) string {
		return strings.Map(func(r rune) rune {
			if slices.Contains(hyphens, r) || strings.ContainsRune(" \n|", r) {
				return -1
			}
			return r
		}, s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
		got := join(strings.Split(s, "|"))
		if !utf8.ValidString(got) {
			t.Fatalf("%q: not UTF-8: %q", s, got)
		}
		if rest(got) != rest(s) {
			t.Fatalf("%q: got %q", s, got)
		}
		if strings.Contains(got, "\n\n\n") || got != strings.TrimSpace(got) {
			t.Fatalf("%q: stray lines: %q", s, got)
		}
		pages := []string{got, got}
		carry(pages)
		if rest(strings.Join(pages, "")) != rest(s+s) {
			t.Fatalf("%q: pages: %q", s, pages)
		}
	})
}
