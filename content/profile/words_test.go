package profile_test

import (
	"iter"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/language"

	"vielfalt/calendar"
	"vielfalt/content/profile"
)

// read narrows the tests to the folders that somebody is at work on, if any:
//
//	READ=jewish,alevi go test ./content/profile
func read(folder string) bool {
	if now := os.Getenv("READ"); now != "" {
		return slices.Contains(strings.Split(now, ","), folder)
	}
	return true
}

// shipped yields the shipped profiles, each once, by one of its observances.
func shipped(t *testing.T) iter.Seq2[calendar.ID, *profile.Profile] {
	t.Helper()
	set, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Error(err) // the others are looked at all the same
	}
	byID := maps.Collect(set.All())
	return func(yield func(calendar.ID, *profile.Profile) bool) {
		seen := make(map[*profile.Profile]bool)
		for _, id := range slices.Sorted(maps.Keys(byID)) {
			if p := byID[id]; !seen[p] && read(id.Tradition()) {
				seen[p] = true
				if !yield(id, p) {
					return
				}
			}
		}
	}
}

// prose yields the German texts of a profile that give their sources.
func prose(p *profile.Profile) iter.Seq2[string, profile.Statement] {
	return func(yield func(string, profile.Statement) bool) {
		for _, part := range []struct {
			name string
			text profile.Text
		}{
			{"text", p.Text},
			{"kept_by", p.KeptBy},
			{"instead", p.Greeting.Instead},
			{"notes", p.Greeting.Notes},
			{"avoid", p.Greeting.Avoid},
			{"gifts", p.Greeting.Gifts},
			{"meetings", p.Work.Meetings.Why},
			{"travel", p.Work.Travel.Why},
			{"catering", p.Work.Catering.Why},
			{"law", p.Law.Text},
		} {
			for _, s := range part.text {
				if !yield(part.name, s) {
					return
				}
			}
		}
		for _, a := range p.Absence {
			for _, s := range a.Text {
				if !yield("absence", s) {
					return
				}
			}
		}
		for _, d := range p.Days {
			for _, s := range slices.Concat(d.Text, d.Work.Meetings.Why, d.Work.Travel.Why, d.Work.Catering.Why) {
				if !yield("days", s) {
					return
				}
			}
		}
	}
}

// Every day answers "What do I say?": with words to say, or why none are usual
// and what is kind instead.
func TestWordsToSay(t *testing.T) {
	for id, p := range shipped(t) {
		g := p.Greeting
		if len(g.Say) == 0 && len(g.Instead) == 0 {
			t.Errorf("%s: no words to say, and no reason why", id)
		}
		if g.Congratulate == profile.Unusual && id.Tradition() != "civil" && id.Tradition() != "de" {
			t.Errorf("%s: congratulations are unusual on days of causes, not on those of a tradition", id)
		}
		for _, w := range g.Say {
			latin := scriptOf(w.Text) == "Latn"
			switch {
			case w.English == "" && language.Make(w.Lang) != language.English:
				t.Errorf("%s: %q: nothing says what it means in English", id, w.Text)
			case w.Lang != "de" && w.Lang != "en" && w.Say == "":
				t.Errorf("%s: %q: nothing says how it is spoken", id, w.Text)
			case latin == (w.Translit != ""):
				t.Errorf("%s: %q: it is to be transliterated, or needs no transliteration: %q", id, w.Text, w.Translit)
			}
		}
		if len(p.Plain) == 0 {
			t.Errorf("%s: no version in Einfache Sprache", id)
		}
	}
}

// A greeting is written, spoken and explained in one way.
func TestOneFormForAGreeting(t *testing.T) {
	type known struct {
		id calendar.ID
		profile.Phrase
	}
	seen := make(map[string]known)
	plain := func(s string) string {
		return strings.ToLower(strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return r
			}
			return -1
		}, s))
	}
	for id, p := range shipped(t) {
		for _, w := range p.Greeting.Say {
			w.Sources = nil
			k, ok := seen[plain(w.Text)+w.Lang]
			if !ok {
				seen[plain(w.Text)+w.Lang] = known{id, w}
				continue
			}
			if a, b := k.Phrase, w; a.Text != b.Text || a.Say != b.Say || a.Means != b.Means || a.English != b.English || a.Translit != b.Translit {
				t.Errorf("%s and %s have a greeting in two forms; put it into greetings.yaml:\n%+v\n%+v", k.id, id, a, b)
			}
		}
	}
}

// scriptOf returns the script of the first letter that is not common to all.
func scriptOf(s string) string {
	scripts := map[string]*unicode.RangeTable{
		"Latn": unicode.Latin, "Hebr": unicode.Hebrew, "Arab": unicode.Arabic, "Cyrl": unicode.Cyrillic, "Grek": unicode.Greek, "Deva": unicode.Devanagari,
		"Ethi": unicode.Ethiopic, "Copt": unicode.Coptic, "Armn": unicode.Armenian, "Syrc": unicode.Syriac, "Thai": unicode.Thai, "Tibt": unicode.Tibetan,
		"Hang": unicode.Hangul, "Hani": unicode.Han, "Hira": unicode.Hiragana, "Kana": unicode.Katakana, "Guru": unicode.Gurmukhi, "Taml": unicode.Tamil,
		"Beng": unicode.Bengali, "Gujr": unicode.Gujarati, "Telu": unicode.Telugu, "Knda": unicode.Kannada, "Mlym": unicode.Malayalam, "Sinh": unicode.Sinhala,
		"Geor": unicode.Georgian, "Mymr": unicode.Myanmar, "Khmr": unicode.Khmer, "Laoo": unicode.Lao, "Orya": unicode.Oriya, "Mong": unicode.Mongolian, "Tfng": unicode.Tifinagh,
	}
	for _, r := range s {
		for name, table := range scripts {
			if unicode.Is(table, r) {
				return name
			}
		}
	}
	return "Zzzz"
}

// inScript reports whether a text is in the script that its language tag names,
// or that the language is written in.
func inScript(text, tag string) bool {
	parsed, err := language.Parse(tag)
	if err != nil {
		return false
	}
	script, sure := parsed.Script()
	if sure == language.No {
		return true // nobody knows what Romani is written in
	}
	got := scriptOf(text)
	switch script.String() {
	case "Hans", "Hant":
		return got == "Hani"
	case "Jpan":
		return got == "Hani" || got == "Hira" || got == "Kana"
	case "Kore":
		return got == "Hang" || got == "Hani"
	}
	return got == script.String()
}

// What stands under the tag of a language is in its script, and in Latin
// letters besides.
func TestScripts(t *testing.T) {
	for id, p := range shipped(t) {
		for _, n := range p.Names {
			if !inScript(n.Text, n.Lang) {
				t.Errorf("%s: %q is not in the script of %s", id, n.Text, n.Lang)
			}
			if (scriptOf(n.Text) == "Latn") == (n.Translit != "") {
				t.Errorf("%s: %q is to be transliterated, or needs no transliteration: %q", id, n.Text, n.Translit)
			}
			if n.Lang == "zh" {
				t.Errorf("%s: %q: zh-Hans or zh-Hant", id, n.Text)
			}
		}
		for _, w := range p.Greeting.Say {
			if !inScript(w.Text, w.Lang) {
				t.Errorf("%s: %q is not in the script of %s", id, w.Text, w.Lang)
			}
			if strings.ContainsAny(w.Text, "()[]") {
				t.Errorf("%s: %q: what is in brackets has a field of its own", id, w.Text)
			}
		}
	}
}

// Pronunciations are written for people who read German; doc.go has the table.
func TestPronunciation(t *testing.T) {
	letters := regexp.MustCompile(`^[a-zäëöüßA-ZÄËÖÜ’ -]+$`)
	misread := regexp.MustCompile(`(?i)(^|[ -])s[pt]|(^|[^s])c([^hk]|$)|[qxyv]|ph`)
	for id, p := range shipped(t) {
		check := func(text, say string) {
			if say == "" {
				return
			}
			if !letters.MatchString(say) || misread.MatchString(say) {
				t.Errorf("%s: %q: %q is not written as a German reads it", id, text, say)
			}
			if say == strings.ToLower(say) && strings.Contains(say, "-") {
				t.Errorf("%s: %q: %q has no stress", id, text, say)
			}
		}
		for _, n := range p.Names {
			check(n.Text, n.Say)
		}
		for _, w := range p.Greeting.Say {
			check(w.Text, w.Say)
		}
	}
}

// No sentence is longer than people can read.
func TestLength(t *testing.T) {
	const most = 25
	for id, p := range shipped(t) {
		for part, s := range prose(p) {
			if n := len(strings.Fields(s.Text)); n > most {
				t.Errorf("%s: %s: %d words in %q", id, part, n, s.Text)
			}
		}
	}
}

// One name is spelt in one way; other spellings are for the search.
func TestSpelling(t *testing.T) {
	wrong := regexp.MustCompile(`\b(Jesid|Yezid|Ezid|Êzidi|Yazid)|Bahai|Baha'i|Baha’i|Bahá'í|Bahá‘í|Id al-|Aid al-|\bEid ul|Ramadhan|Norouz|Nowruz|Newruz|Muharram\b.*Moharram|Pessah|Chanukah|Hanukkah|Yom Kippur|Rosh|Shavuot|Diwali-Fest|Pas´cha|Kalif\b|Allahs Prophet|mohammedanisch|Mitbürger|Moslem|Zigeuner`)
	for id, p := range shipped(t) {
		for part, s := range prose(p) {
			if m := wrong.FindString(s.Text); m != "" {
				t.Errorf("%s: %s: %q in %q", id, part, m, s.Text)
			}
		}
		for _, s := range p.Plain {
			if m := wrong.FindString(s); m != "" {
				t.Errorf("%s: plain: %q in %q", id, m, s)
			}
		}
	}
}

// Sources are pages that stay, and not lists that show something else next week.
func TestSourcesStay(t *testing.T) {
	unstable := regexp.MustCompile(`^https?://[^/]+/?$|//[^/]+\./|/(page|seite)/\d+|[?&](page|start|seite)=\d+|/(tag|tags|category|kategorie)/|app-webview|/(aktuell|index)\.\w+$|sparknews|eslam\.de|irankultur|iqna\.ir|mehrnews|irna\.ir|rbth\.com|russia-?beyond|kurdistan24|dtj-online`)
	for id, p := range shipped(t) {
		for _, s := range p.Sources {
			if m := unstable.FindString(s.URL); m != "" {
				t.Errorf("%s: %s: %s will not stay, or must not be a witness", id, s.Key, s.URL)
			}
		}
	}
}

// A source is listed once, whichever file it comes from.
func TestSourcesAreListedOnce(t *testing.T) {
	for id, p := range shipped(t) {
		seen := make(map[string]string)
		for _, s := range p.Sources {
			if other, there := seen[s.Title+s.URL]; there {
				t.Errorf("%s: %s and %s are one source", id, other, s.Key)
			}
			seen[s.Title+s.URL] = s.Key
		}
	}
}
