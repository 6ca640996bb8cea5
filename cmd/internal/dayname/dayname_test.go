package dayname

import (
	"cmp"
	"slices"
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
)

// shipped returns the index of all traditions.
func shipped(t testing.TB) *Index {
	t.Helper()
	c, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	records, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	return New(c, records)
}

func TestEverySpellingFindsTheDay(t *testing.T) {
	x := shipped(t)
	for text, want := range map[string]calendar.ID{
		"Jom Kippur":        "jewish/jom-kippur",
		"yom kippur":        "jewish/jom-kippur",
		"Versöhnungstag":    "jewish/jom-kippur",
		"versoehnungstag":   "jewish/jom-kippur",
		"יום כיפור":         "jewish/jom-kippur",
		"ramazan bayrami":   "islamic/eid-al-fitr",
		"Ramazan Bayramı":   "islamic/eid-al-fitr",
		"عيد الفطر":         "islamic/eid-al-fitr",
		"carsema sor":       "yazidi/carsema-sor",
		"nouruz":            "persian-zoroastrian/nouruz",
		"Diwlai":            "hindu/diwali", // two letters swapped
		"Tet":               "east-asian/tet",
		"Losar":             "buddhist/losar",
		"Diversity-Tag":     "civil/deutscher-diversity-tag",
		"Neujahrstag":       "christian-western/neujahr",
		"orthodoxes Pascha": "christian-orthodox/pascha",
	} {
		if got := x.Find(text); !slices.Contains(got, want) {
			t.Errorf("%q finds %v, want %s", text, got, want)
		}
	}
	// A word of a name is none, nor are words without a meaning of their own, or the
	// beginnings of words.
	for _, text := range []string{"Dienst", "Messe", "Pass", "Los", "Chor", "Tag", "der", "aus", "wer", "Verein", "Mutter", "Ende", "türkisches Neujahr", "Stern", "ukrainischer Unabhängigkeitstag"} {
		if got := x.Find(text); len(got) != 0 {
			t.Errorf("%q finds %v", text, got)
		}
	}
	for _, text := range []string{"Rosch", "Jom Kipur", "Tag der Arbeit"} {
		if len(x.Find(text)) == 0 {
			t.Errorf("%q finds nothing", text)
		}
	}
	for _, text := range []string{"", "ab", "12.12.12", "1.1.1", "Flüchtlingsunterbringung", "Reisekosten", "Zuständigkeit Dezernat 36"} {
		if got := x.Find(text); len(got) != 0 {
			t.Errorf("%q finds %v", text, got)
		}
	}
	// A whole name comes before parts of others: a Land's holiday is called
	// Frauentag, as are, with more words, two feasts of Mary.
	if got := x.Find("Frauentag"); len(got) == 0 || got[0] != "civil/frauentag" {
		t.Errorf("Frauentag finds %v first", got)
	}
	// What most people mean by a name that several days have.
	for text, want := range map[string]calendar.ID{
		"Kurban Bayramı":      "islamic/eid-al-adha", // as Alevi call theirs
		"Feast of Sacrifice":  "islamic/eid-al-adha",
		"Eid":                 "islamic/eid-al-fitr",
		"Pfingsten":           "christian-western/pfingstsonntag", // not "Pfingsten (orthodox)"
		"Pentecost":           "christian-western/pfingstsonntag",
		"Weihnachten":         "christian-western/weihnachten",
		"Ostern":              "christian-western/ostersonntag",
		"Holocaust-Gedenktag": "civil/holocaust-gedenktag", // not "Holocaust-Gedenktag (Israel)"
		"Weltfriedenstag":     "civil/weltfriedenstag",
		"Tag der Senioren":    "civil/tag-der-aelteren-menschen",
		"Lichterfest":         "jewish/chanukka",
		"Newroz":              "persian-zoroastrian/newroz-kurdisch",
		"Deepavali":           "hindu/diwali",
		"نوروز":               "persian-zoroastrian/nouruz", // not Naw-Rúz, which is called so as well
		"Рождество":           "christian-orthodox/weihnachten-julianisch",
		"Yılbaşı":             "christian-western/neujahr", // not "Hicrî Yılbaşı"
		"Pascua":              "christian-western/ostersonntag",
		"Christmas":           "christian-western/weihnachten",
		"Easter":              "christian-western/ostersonntag",
	} {
		if got := x.Find(text); len(got) == 0 || got[0] != want {
			t.Errorf("%q finds %v, want %s first", text, got, want)
		}
	}
	// Each name of each observance leads to it.
	for _, tr := range x.calendar.Traditions() {
		if tr.OnRequest {
			continue
		}
		for _, o := range tr.Observances {
			// What is the same for people is found as one.
			if got := hits(x, o.Name.German, cmp.Or(o.SameAs, o.ID)); !got {
				t.Errorf("%q does not find %s: %v", o.Name.German, o.ID, x.Find(o.Name.German))
			}
		}
	}
}

func hits(x *Index, text string, id calendar.ID) bool {
	return slices.Contains(x.Find(text), id)
}

func FuzzFindDays(f *testing.F) {
	x := shipped(f)
	f.Add("Ostern")
	f.Fuzz(func(t *testing.T, text string) {
		if n := len(x.Find(text)); n > Most {
			t.Errorf("%d days found", n)
		}
	})
}

func BenchmarkFindDays(b *testing.B) {
	x := shipped(b)
	for b.Loop() {
		x.Find("Zuckerfest")
	}
}

// Only whole names are sure; one typing error is guessed and said.
func TestNamed(t *testing.T) {
	x := shipped(t)
	for text, want := range map[string]calendar.ID{
		"Zuckerfest": "islamic/eid-al-fitr", "Eid al-Fitr": "islamic/eid-al-fitr", "Tag der Deutschen Einheit": "de-nw/tag-der-deutschen-einheit", "Weihnachten": "christian-western/weihnachten",
		"Jom Kippur": "jewish/jom-kippur", "Троица": "christian-orthodox/pfingsten",
	} {
		if ids, guess := x.Named(text, false); !slices.Contains(ids, want) || guess != "" {
			t.Errorf("%q names %v, guessed from %q; want %s", text, ids, guess, want)
		}
	}
	if ids, guess := x.Named("Zukerfest", false); !slices.Contains(ids, "islamic/eid-al-fitr") || guess == "" {
		t.Errorf("Zukerfest names %v, guessed from %q", ids, guess)
	}
	for text, want := range map[string]calendar.ID{ // a space too many or too few, two letters swapped
		"Zucker Fest": "islamic/eid-al-fitr", "Laubhütten-Fest": "jewish/sukkot", "jomkippur": "jewish/jom-kippur", "Welt Kinder Tag": "civil/weltkindertag",
		"Ostren": "christian-western/ostersonntag", "opferfets": "islamic/eid-al-adha", "Diwlai": "hindu/diwali",
	} {
		if ids, guess := x.Named(text, false); !slices.Contains(ids, want) || guess == "" {
			t.Errorf("%q names %v, guessed from %q; want %s", text, ids, guess, want)
		}
		if ids := x.Find(text); !slices.Contains(ids, want) {
			t.Errorf("%q finds %v, want %s", text, ids, want)
		}
	}
	for text, want := range map[string]calendar.ID{ // whoever asks for the date means a day
		"Ramdan": "islamic/ramadan-beginn", "Purimm": "jewish/purim", "Katrin": "", "Kathrin": "", "Merkel": "", "Natalie": "", "Nikolas": "", "Niklas": "", "Mehran": "", "Passau": "", "Posen": "",
	} {
		if ids, guess := x.Named(text, true); want == "" && guess != "" || want != "" && !slices.Contains(ids, want) {
			t.Errorf("asked for, %q names %v, guessed from %q; want %q", text, ids, guess, want)
		}
		if ids, guess := x.Named(text, false); guess != "" {
			t.Errorf("%q names %v, guessed from %q", text, ids, guess)
		}
	}
	for _, text := range []string{"Johannes", "Fest", "Tag", "Frau", "Buch", "Mutter", "Ende", "Beflaggung", "Fahne", "", "x", "Betriebsausflug", "Ra", "Osten", "Passau", "Betrag", "Pausen", "Event", "5. Advent", "22. Ramadan", "türkisches Neujahr", "ukrainischer Unabhängigkeitstag"} {
		if ids, guess := x.Named(text, false); len(ids) > 0 {
			t.Errorf("%q names %v, guessed from %q", text, ids, guess)
		}
	}
}

// The best claim to a name has the day that is listed under it.
func TestClaim(t *testing.T) {
	x := shipped(t)
	for _, text := range []string{"Weihnachten", "Christmas"} {
		western, orthodox := x.Claim("christian-western/weihnachten", text), x.Claim("christian-orthodox/weihnachten-julianisch", text)
		if western <= orthodox {
			t.Errorf("%s: the claims are %d and %d", text, western, orthodox)
		}
	}
	if got := x.Claim("christian-western/heiligabend", "Fahne"); got != 0 {
		t.Errorf("Christmas Eve claims to be called Fahne: %d", got)
	}
}

// Whoever types any name of any day finds it, and whoever makes a typing error in one
// that day or none.
func TestEveryNameIsItsDays(t *testing.T) {
	x := shipped(t)
	for i, n := range x.names {
		if n.loose {
			continue
		}
		ids, guess := x.Named(n.text, false)
		if !slices.Contains(ids, n.id) || guess != "" {
			t.Errorf("%q of %s names %v, guessed from %q", n.text, n.id, ids, guess)
		}
		if i%5 != 0 || !n.given {
			continue
		}
		letters := []rune(n.text)
		middle := len(letters) / 2
		without := string(slices.Delete(slices.Clone(letters), middle, middle+1))
		letters[middle], letters[middle-1] = letters[middle-1], letters[middle]
		for _, typed := range []string{without, string(letters)} {
			if ids, guess := x.Named(typed, false); guess != "" && !slices.Contains(ids, n.id) {
				t.Errorf("%q, typed %q, names %v, guessed from %q", n.text, typed, ids, guess)
			}
		}
	}
}

// What is typed so far may have one typing error, but not in its first letter, and not
// beside names that begin as it is.
func TestBegun(t *testing.T) {
	x := shipped(t)
	for text, want := range map[string]calendar.ID{
		"Zuckerf": "islamic/eid-al-fitr", "Zukerf": "islamic/eid-al-fitr", "Ostren": "christian-western/ostersonntag", "Chanuka": "jewish/chanukka", "Weihanch": "christian-western/weihnachten", "Ram": "islamic/ramadan-beginn",
	} {
		if got := x.Begun(text); len(got) == 0 || got[0] != want {
			t.Errorf("%q begins %v, want %s", text, got, want)
		}
	}
	for _, text := range []string{"Os", "Xuckerf", "Zkuer", "Sitzu", "Kantine", "4710-1"} {
		if got := x.Begun(text); len(got) != 0 {
			t.Errorf("%q begins %v", text, got)
		}
	}
}
