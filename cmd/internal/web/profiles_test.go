package web_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"vielfalt/content/profile"
)

// A house's own text replaces the shipped one, with its reviewer; a day without
// a text says so.
func TestRecordsOfTheHouse(t *testing.T) {
	folder := fstest.MapFS{}
	for _, name := range []string{"jewish/jom-kippur.md", "jewish/sources.yaml", "jewish/greetings.yaml", "sources.yaml"} {
		raw, err := fs.ReadFile(profile.Shipped(), name)
		if err != nil {
			t.Fatal(err)
		}
		folder[name] = &fstest.MapFile{Data: raw}
	}
	file := folder["jewish/jom-kippur.md"]
	text := strings.Replace(string(file.Data), "---\nJom Kippur", "reviewed: {by: Rabbinerin Beispiel, on: 2026-12-01}\n---\nJom Kippur", 1)
	file.Data = []byte(strings.Replace(text, "der höchste jüdische Feiertag.", "<b>der höchste</b> jüdische Feiertag.", 1))
	set, err := profile.Load("nw", folder)
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, nil, func(c *config) { c.Profiles = func() *profile.Set { return set } })
	page := s.get(t, "/kalender/tage/jewish/jom-kippur").Body.String()
	for _, want := range []string{"Geprüft von Rabbinerin Beispiel am 1. Dezember 2026", "&lt;b&gt;der höchste&lt;/b&gt; jüdische Feiertag"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if page := s.get(t, "/kalender/tage/jewish/purim").Body.String(); !strings.Contains(page, "gibt es noch keinen Text") {
		t.Error("a day without a text does not say so")
	}
}

// The line below a day's name shows it in the languages of all who keep it, so
// that none stands for the others.
func TestNamesInAllLanguages(t *testing.T) {
	s := newSite(t, nil)
	for path, want := range map[string]string{
		"christian-orthodox/weihnachten-julianisch": "Божић Serbisch · Рождество Христово Russisch · Різдво Ukrainisch",
		"christian-oriental/genna":                  "ልደት Amharisch, Tigrinya",
		"jewish/purim":                              "פורים",
	} {
		body := s.get(t, "/kalender/tage/"+path).Body.String()
		_, line, _ := strings.Cut(body, `<p class="original">`)
		line, _, _ = strings.Cut(line, "</p>")
		if got := strings.Join(strings.Fields(tags.ReplaceAllString(line, "")), " "); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
