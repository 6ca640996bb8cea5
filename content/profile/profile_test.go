package profile_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"vielfalt/calendar"
	"vielfalt/content/profile"
)

const words = "Eins zwei drei vier fünf sechs sieben acht neun zehn. [a] Eins zwei drei vier fünf sechs sieben acht neun zehn am 15. Nisan. [a][b] Eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn. [b]"

const good = `---
names:
  - {text: פסח, lang: he, say: PES-sach}
spellings: [Passah]
congratulate: yes
greetings:
  - {text: Chag sameach, lang: he-Latn, say: chag sa-ME-ach, means: Frohes Fest, sources: [b]}
notes: Das sagt man so. [a]
meetings: {advice: avoid, why: "Die Arbeit ruht. [common]"}
travel: {advice: none}
catering: {advice: consider, why: "Ohne Brot. [a]"}
law: {status: [right-to-absence], section: Feiertagsgesetz NW § 9, checked: 2026-11-23, text: "Das Recht besteht. [a]"}
sources:
  a: {title: Ein Buch}
  b: {title: Eine Seite, url: "https://example.org/", checked: 2026-11-23}
---
` + words + "\n"

func folder(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{"sources.yaml": {Data: []byte("common: {title: Ein Gesetz}\n")}}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestLoad(t *testing.T) {
	set, err := profile.Load("nw", folder(map[string]string{"jewish/pessach.md": good, "de/karfreitag.md": good}))
	if err != nil {
		t.Fatal(err)
	}
	r, ok := set.Of("jewish/pessach")
	if !ok {
		t.Fatal("the profile is missing")
	}
	if len(r.Text) != 3 || r.Text[1].Text != "Eins zwei drei vier fünf sechs sieben acht neun zehn am 15. Nisan." || len(r.Text[1].Sources) != 2 {
		t.Errorf("got %+v", r.Text)
	}
	var keys []string
	for _, s := range r.Sources {
		keys = append(keys, s.Key)
	}
	if got := strings.Join(keys, " "); got != "a b common" {
		t.Errorf("sources are %s", got)
	}
	if r.Greeting.Congratulate != profile.Yes || r.Greeting.Say[0].Sources[0] != 2 || r.Work.Meetings.Advice != profile.Avoid || r.Names[0].Say != "PES-sach" {
		t.Errorf("got %+v", r)
	}
	if r.Review.Done() || r.Law.Status[0] != profile.RightToBeAway || r.Law.Checked != calendar.NewDate(2026, 11, 23) {
		t.Errorf("got %+v", r)
	}
	for id, want := range map[calendar.ID]bool{"de-by/karfreitag": true, "de-nw/karfreitag": true, "de-nw/neujahr": false, "jewish/purim": false} {
		if _, ok := set.Of(id); ok != want {
			t.Errorf("%s: %v", id, ok)
		}
	}
}

// A feast that is in two calendars needs only one text.
func TestSeveralObservances(t *testing.T) {
	both := strings.Replace(good, "names:", "observances: [christian-orthodox/nikolaus-julianisch, christian-orthodox/nikolaus-neukalendarisch]\nnames:", 1)
	set, err := profile.Load("nw", folder(map[string]string{"christian-orthodox/nikolaus.md": both}))
	if err != nil {
		t.Fatal(err)
	}
	a, _ := set.Of("christian-orthodox/nikolaus-julianisch")
	b, _ := set.Of("christian-orthodox/nikolaus-neukalendarisch")
	if a == nil || a != b {
		t.Errorf("got %v, %v", a, b)
	}
}

func TestOverride(t *testing.T) {
	own := strings.Replace(good, "sources:\n", "reviewed: {by: Rabbinerin Beispiel, on: 2026-12-01}\nsources:\n", 1)
	bad := strings.Replace(good, "congratulate: yes", "congratulate: maybe", 1)
	set, err := profile.Load("nw",
		folder(map[string]string{"jewish/pessach.md": good, "jewish/purim.md": good}),
		fstest.MapFS{"jewish/pessach.md": {Data: []byte(own)}, "jewish/purim.md": {Data: []byte(bad)}},
	)
	if err == nil || !strings.Contains(err.Error(), `jewish/purim.md: congratulate: "maybe" is not one of yes, no, depends`) {
		t.Errorf("got %v", err)
	}
	if r, _ := set.Of("jewish/pessach"); r == nil || r.Review.By != "Rabbinerin Beispiel" {
		t.Error("the house's own profile does not win")
	}
	if _, ok := set.Of("jewish/purim"); !ok {
		t.Error("a bad file took the shipped profile away")
	}
}

func TestMistakes(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"no front matter":        {"---\nnames", "names", "front matter"},
		"unknown field":          {"spellings:", "spelings:", "spelings"},
		"no source":              {"siebzehn achtzehn. [b]", "siebzehn achtzehn.", "text: no source follows"},
		"sentence without":       {"Das sagt man so. [a]", "Das sagt man. Immer wieder. [a]", "notes: every sentence needs its source"},
		"unknown source":         {"Das sagt man so. [a]", "Das sagt man so. [c]", `notes: there is no source "c"`},
		"nobody cites":           {"sources:\n", "sources:\n  x: {title: Unnütz}\n", `sources: nothing cites "x"`},
		"too short":              {"Eins zwei drei vier fünf sechs sieben acht neun zehn. [a] ", "Eins. [a] ", "text: it has 32 words; 40 to 80 are wanted"},
		"advice without reason":  {"{advice: none}", "{advice: avoid}", "travel.why: it is needed"},
		"unknown advice":         {"{advice: none}", "{advice: perhaps}", "travel.advice"},
		"unknown status":         {"right-to-absence", "holiday", "law: status: \"holiday\""},
		"law without section":    {"section: Feiertagsgesetz NW § 9, ", "", "law: section, checked and text"},
		"greeting without sense": {", means: Frohes Fest", "", "lacks what it means"},
		"address unchecked":      {`, checked: 2026-11-23}` + "\n---", "}\n---", "no day on which it was checked"},
		"script address":         {"https://example.org/", "javascript:alert(1)", "is no web address"},
		"unknown Land":           {"law: {status", "law: {land: bavaria, status", "law.land"},
		"elsewhere no source":    {`why: "Die Arbeit ruht. [common]"`, `why: "Die Arbeit ruht. [common]", elsewhere: "Viele ruhen."`, "meetings.elsewhere: no source follows"},
		"half a review":          {"sources:\n", "reviewed: {by: Jemand}\nsources:\n", "reviewed: by and on"},
		"source before sentence": {"---\nEins", "---\n[a] Eins", "without a sentence"},
	} {
		t.Run(name, func(t *testing.T) {
			raw := strings.Replace(good, c.old, c.new, 1)
			if raw == good {
				t.Fatal("the mistake is not made")
			}
			_, err := profile.Load("nw", folder(map[string]string{"jewish/pessach.md": raw}))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// A house in another Land is not told of this Land's law, nor of what rests on
// it, and sources are numbered as cited there.
func TestAnotherLand(t *testing.T) {
	raw := strings.NewReplacer(
		`why: "Die Arbeit ruht. [common]"`, `why: "Die Arbeit ruht. [common]", elsewhere: "Viele ruhen. [c]"`,
		"Das Recht besteht. [a]", "Das Recht besteht. [law]",
		"  a: {title: Ein Buch}\n", "  a: {title: Ein Buch}\n  c: {title: Ein Brauch}\n  law: {title: Ein Gesetz}\n",
	).Replace(good)
	files := folder(map[string]string{"jewish/pessach.md": raw})
	keys := func(home calendar.Land) (string, *profile.Profile) {
		t.Helper()
		set, err := profile.Load(home, files)
		if err != nil {
			t.Fatal(err)
		}
		r, _ := set.Of("jewish/pessach")
		var keys []string
		for _, s := range r.Sources {
			keys = append(keys, s.Key)
		}
		why := r.Work.Meetings.Why[0]
		return strings.Join(keys, " ") + ": " + why.Text + " " + r.Sources[why.Sources[0]-1].Key, r
	}
	got, r := keys("nw")
	if want := "a b common law: Die Arbeit ruht. common"; got != want || r.Law.Land != "nw" || r.Law.Status[0] != profile.RightToBeAway {
		t.Errorf("at home got %q, %+v", got, r.Law)
	}
	got, r = keys("by")
	if want := "a b c: Viele ruhen. c"; got != want || r.Law.Land != "" || len(r.Law.Status) > 0 || len(r.Law.Text) > 0 || r.Law.Section != "" {
		t.Errorf("elsewhere got %q, %+v", got, r.Law)
	}
	files["jewish/pessach.md"].Data = []byte(strings.Replace(raw, "law: {", "law: {land: by, ", 1))
	if got, r = keys("by"); got != "a b common law: Die Arbeit ruht. common" || r.Law.Land != "by" {
		t.Errorf("of the house's own Land got %q, %+v", got, r.Law)
	}
	if got, r = keys("nw"); got != "a b c: Viele ruhen. c" || len(r.Law.Status) > 0 {
		t.Errorf("of another Land got %q, %+v", got, r.Law)
	}
}

// In the shipped profiles, nothing that a house in another Land reads about its
// work rests on the law of North Rhine-Westphalia.
func TestShippedElsewhere(t *testing.T) {
	for _, home := range []calendar.Land{"by", "be"} {
		set, err := profile.Load(home, profile.Shipped())
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for id, r := range set.All() {
			n++
			own := slices.ContainsFunc(r.Absence, func(a profile.Absence) bool { return a.Land == home && a.For == profile.Staff })
			if own != (len(r.Law.Status) > 0) || len(r.Law.Text) > 0 || r.Law.Section != "" {
				t.Errorf("%s: in %s, the law is %+v", id, home, r.Law)
			}
			for _, e := range []profile.Effect{r.Work.Meetings, r.Work.Travel, r.Work.Catering} {
				for _, s := range e.Why {
					for _, i := range s.Sources {
						if key := r.Sources[i-1].Key; strings.HasPrefix(key, "feiertg-") {
							t.Errorf("%s: in %s, %q rests on %s", id, home, s.Text, key)
						}
					}
				}
			}
		}
		if n < 300 {
			t.Errorf("there are %d profiles", n)
		}
	}
}

// The shipped files are valid.
func TestShipped(t *testing.T) {
	if _, err := profile.Load("nw", profile.Shipped()); err != nil {
		t.Error(err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(good)
	f.Fuzz(func(t *testing.T, raw string) {
		set, err := profile.Load("nw", folder(map[string]string{"jewish/pessach.md": raw}))
		if r, ok := set.Of("jewish/pessach"); err == nil && (!ok || len(r.Text) == 0) {
			t.Error("a profile without a text")
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := profile.Load("nw", profile.Shipped()); err != nil {
			b.Fatal(err)
		}
	}
}
