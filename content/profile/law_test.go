package profile_test

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
)

const law = `both:
  land: nw
  status: [public-holiday, silent-day]
  observances: [jewish/purim, de/purim]
  section: § 2
  checked: 2026-11-26
  text: So sagt es das Gesetz. [common]
`

func TestLaw(t *testing.T) {
	unlawful := strings.Replace(good, "law: {status: [right-to-absence], section: Feiertagsgesetz NW § 9, checked: 2026-11-23, text: \"Das Recht besteht. [a]\"}\n", "", 1)
	files := folder(map[string]string{"jewish/pessach.md": unlawful, "jewish/purim.md": unlawful, "de/purim.md": good})
	files["law.yaml"] = &fstest.MapFile{Data: []byte(law)}
	for _, tt := range []struct {
		home   calendar.Land
		id     calendar.ID
		status []profile.Status
		text   string
	}{
		{"nw", "jewish/purim", []profile.Status{profile.PublicHoliday, profile.SilentDay}, "So sagt es das Gesetz."},
		{"by", "jewish/purim", nil, ""},
		{"nw", "jewish/pessach", nil, ""},
		// What the day's own file says comes first.
		{"nw", "de-nw/purim", []profile.Status{profile.RightToBeAway}, "Das Recht besteht."},
	} {
		set, err := profile.Load(tt.home, files)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := set.Of(tt.id)
		if !slices.Equal(p.Law.Status, tt.status) || p.Law.Text.String() != tt.text {
			t.Errorf("%s in %s: %+v", tt.id, tt.home, p.Law)
		}
		if tt.text != "" && p.Sources[p.Law.Text[0].Sources[0]-1].Key == "" {
			t.Errorf("%s: the law has no source", tt.id)
		}
	}
	for _, tt := range []struct{ old, new, want string }{
		{"silent-day", "still", "both: status: \"still\" is not one of"},
		{"section: § 2", "", "both: status, section, checked and text are needed"},
		{"land: nw", "land: xx", "both: land: "},
		{"[common]", "[rare]", "there is no source \"rare\""},
		{"land: nw", "country: nw", "unknown field"},
	} {
		files["law.yaml"].Data = []byte(strings.Replace(law, tt.old, tt.new, 1))
		if _, err := profile.Load("nw", files); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s for %s: %v", tt.new, tt.old, err)
		}
	}
}

// A house adds rules to those that are shipped: one with the same key takes the
// other's place, and of two on one day the house's own is the law.
func TestRulesOfTheHouse(t *testing.T) {
	unlawful := strings.Replace(good, "law: {status: [right-to-absence], section: Feiertagsgesetz NW § 9, checked: 2026-11-23, text: \"Das Recht besteht. [a]\"}\n", "", 1)
	shipped := folder(map[string]string{"jewish/pessach.md": unlawful, "jewish/purim.md": unlawful, "jewish/sukkot.md": unlawful})
	rule := func(key, day, section string) string {
		return key + ":\n  land: nw\n  status: [remembrance]\n  observances: [" + day + "]\n  section: " + section + "\n  checked: 2026-11-26\n  text: So ist es. [common]\n"
	}
	shipped["law.yaml"] = &fstest.MapFile{Data: []byte(rule("one", "jewish/pessach", "§ 1") + rule("two", "jewish/purim", "§ 2") + rule("three", "jewish/sukkot", "§ 3"))}
	house := fstest.MapFS{"law.yaml": {Data: []byte(rule("two", "jewish/purim", "§ 22") + rule("own", "jewish/sukkot", "§ 33"))}}
	set, err := profile.Load("nw", shipped, house)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[calendar.ID]string{"jewish/pessach": "§ 1", "jewish/purim": "§ 22", "jewish/sukkot": "§ 33"} {
		if p, _ := set.Of(id); p.Law.Section != want {
			t.Errorf("%s: %s, want %s", id, p.Law.Section, want)
		}
	}
	twice := fstest.MapFS{"law.yaml": {Data: []byte(rule("a", "jewish/purim", "§ 1") + rule("b", "jewish/purim", "§ 2"))}}
	if _, err := profile.Load("nw", shipped, twice); err == nil || !strings.Contains(err.Error(), "law.yaml: b: observances: the law of jewish/purim stands under a already") {
		t.Errorf("two laws on one day: %v", err)
	}
}

// A day of the house's own may name what is shipped for its tradition, and a file
// from another system's editor is read.
func TestOwnFilesNameWhatIsShipped(t *testing.T) {
	own := "\xef\xbb\xbf" + strings.ReplaceAll(good, "\n", "\r\n")
	set, err := profile.Load("nw", folder(map[string]string{"jewish/pessach.md": good}), fstest.MapFS{"jewish/pessach.md": {Data: []byte(own)}, "jewish/purrim.md": {Data: []byte(good)}})
	if err != nil {
		t.Fatal(err)
	}
	unknown := set.Unknown(func(id calendar.ID) bool { return id == "jewish/pessach" }, func(string) bool { return true })
	if !slices.Equal(unknown, []string{`jewish/purrim.md: there is no day "jewish/purrim"`}) {
		t.Errorf("%q", unknown)
	}
}

// The rules of law and of absence name only days that there are.
func TestRulesNameDays(t *testing.T) {
	known := make(map[string]bool)
	for _, tr := range traditions.All("nw") {
		for _, o := range tr.Observances {
			known[string(o.ID)] = true
			if strings.HasPrefix(tr.ID, "de-") {
				known["de/"+o.ID.Slug()] = true
			}
		}
	}
	for _, name := range []string{"law.yaml", "absence.yaml"} {
		raw, err := fs.ReadFile(profile.Shipped(), name)
		if err != nil {
			t.Fatal(err)
		}
		ids := regexp.MustCompile(`\b[a-z-]+/[a-z0-9-]+\b`).FindAllString(string(raw), -1)
		for _, id := range ids {
			if !known[id] {
				t.Errorf("%s: there is no day %s", name, id)
			}
		}
		if len(ids) < 20 {
			t.Errorf("%s names %d days", name, len(ids))
		}
	}
}

// Every public holiday of the Land has its law, and so has what was one.
func TestLawOfHolidays(t *testing.T) {
	set, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	for _, tr := range traditions.All("nw") {
		if tr.ID != "de-nw" {
			continue
		}
		for _, o := range tr.Observances {
			if p, _ := set.Of(o.ID); len(p.Law.Status) == 0 || len(p.Law.Text) == 0 {
				t.Errorf("%s: the law is %+v", o.ID, p.Law)
			}
		}
	}
}
