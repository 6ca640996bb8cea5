package german

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
	"vielfalt/search"
)

// known is the language with the names of the shipped days.
var known = sync.OnceValues(func() (*Language, error) {
	c, texts, err := shippedDays()
	if err != nil {
		return nil, err
	}
	return New(DayNames(c, texts))
})

// shippedDays returns the shipped days and what is said of them.
func shippedDays() (*calendar.Calendar, *profile.Set, error) {
	c, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		return nil, nil, err
	}
	texts, err := profile.Load("nw", profile.Shipped())
	return c, texts, err
}

func language(t testing.TB) *Language {
	t.Helper()
	l, err := known()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// lexicon returns a lexicon of documents with the given texts.
func lexicon(t testing.TB, texts ...string) *Lexicon {
	t.Helper()
	x := language(t).NewLexicon()
	var docs []search.Document
	for _, s := range texts {
		docs = append(docs, search.Document{Title: s})
	}
	x.Learn(docs...)
	for _, d := range docs {
		x.Add(x.Analyze(d))
	}
	return x
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Müller": "muller", "MUELLER": "muller", "muller": "muller", "Mu\u0308ller": "muller",
		"Süßholz": "sussholz", "SÜẞ": "suss", "Suess": "suss", "Größe": "grosse", "groesse": "grosse",
		"Bäuerin": "bauerin", "Baeuerin": "bauerin", "neue": "neue", "Quelle": "quelle", "Israel": "isral", "Feuer": "feuer",
		"Hızır": "hizir", "Şeker Bayramı": "seker bayrami", "İstanbul": "istanbul", "Çarşema": "carsema", "Êzîden": "eziden",
		"Nowrúz": "nowruz", "Qur’an": "quran", "Kur'an": "kuran", "Łódź": "lodz", "Ærø": "aro", "ﬁ": "fi", "e": "e", "ae": "a",
		"חֲנֻכָּה": "חנכה", "Straße": "strasse", "ＡＢＣ": "abc", "a\u00adb": "ab",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "",
		"Buß- und Bettag":           "buss und bettag",
		"Raum 3.05, Dez. 11.5.":     "raum 3.05 dez 11.5",
		"Eid al-Fitr":               "eid al fitr",
		"„Schana towa“ – C+M+B":     "schana towa c m b",
		"Qur'an 'zitiert'":          "quran zitiert",
		"Muttersprachler:innen":     "muttersprachlerinnen",
		"🎉Fest🎉":                    "fest",
		"ein\u00adtrag\xffweg":      "eintrag weg",
		"iCal-Datei (RSS)":          "ical datei rss",
		"https://example.org/a?b=c": "https example org a b c",
	} {
		if got := strings.Join(texts(Words(in)), " "); got != want {
			t.Errorf("Words(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSplit(t *testing.T) {
	x := lexicon(t, "Chanukka Leuchter Laterne Umzug Weihnachten Markt Flüchtling Aufnahme Laubhütte Fest Ehrenamt Karte Sprache Mittler",
		"Feiertag Gesetz Versicherung Schutz Gesamt ein eine Beamter Pfingsten Montag Vereine Osterei Haupt Bahnhof",
		"Ende Woche Sport Tran Erde Stelle Nutzung teuer Polizist Tisch lernen")
	for in, want := range map[string]string{
		"Chanukkaleuchter":           "chanukka leuchter",
		"Chanukkaleuchters":          "chanukka leuchter",
		"Laternenumzug":              "laterne umzug",
		"Weihnachtsmarkt":            "weihnachten markt",
		"Flüchtlingsaufnahme":        "flüchtling aufnahme",
		"Laubhüttenfest":             "laubhütte fest",
		"Ehrenamtskarte":             "ehrenamt karte",
		"Sprachmittlerin":            "sprache mittler",
		"Feiertagsgesetz":            "feiertag gesetz",
		"Versicherungsschutzgesetze": "versicherung schutz gesetz",
		"Pfingstmontag":              "pfingsten montag",
		"Wochenende":                 "woche ende",
		"Beschwerdestelle":           "beschwerde stelle",
		"insgesamt":                  "",
		"Lernende":                   "",
		"Teilnehmenden":              "",
		"Transporte":                 "",
		"Beschwerden":                "",
		"Mittwoch":                   "",
		"politisch":                  "",
		"Verein":                     "",
		"Beamter":                    "",
		"allgemein":                  "",
		"Gemeinde":                   "",
	} {
		parts := x.formOf(Fold(in)).parts
		for _, w := range strings.Fields(want) {
			if s := stem(Fold(w)); !slices.Contains(parts, s) {
				t.Errorf("parts of %s = %q, want %q among them", in, parts, s)
			}
		}
		if want == "" && len(parts) > 0 {
			t.Errorf("parts of %s = %q, want none", in, parts)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"weihnachten", "weihnachten", 2, 0}, {"weinachten", "weihnachten", 2, 1}, {"sternsniger", "sternsinger", 2, 1},
		{"fronleichnahm", "fronleichnam", 2, 1}, {"abc", "cba", 2, 2}, {"abc", "xyz", 2, 3}, {"abc", "abcdef", 2, 3},
		{"", "", 2, 0}, {"ab", "ba", 1, 1}, {"kitten", "sitting", 3, 3}, {"müler", "müller", 1, 1},
	} {
		if got := distance([]rune(c.a), []rune(c.b), c.limit); got != c.want {
			t.Errorf("distance(%q, %q, %d) = %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
	}
	for n, want := range map[int]int{1: 0, 3: 0, 4: 1, 7: 1, 8: 2, 30: 2} {
		if got := edits(n); got != want {
			t.Errorf("edits(%d) = %d, want %d", n, got, want)
		}
	}
}

func TestCorrections(t *testing.T) {
	x := lexicon(t, "Weihnachten Müller Fest Kerzen 4711 E20 Zuckerfest")
	for in, want := range map[string]string{
		"weinachten": "weihnachten", "mulelr": "muller", "fst": "", "fesde": "", "kerzem": "kerzen", "4712": "", "aeihnachten": "", "zukerfast": "zuckerfest",
		"kertzen": "kerzen", "": "",
	} {
		if in == "" {
			continue
		}
		if got := strings.Join(x.corrections(in, 5), " "); got != want {
			t.Errorf("corrections(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPhoneKeys(t *testing.T) {
	for in, want := range map[string][]string{
		"0221 4710-371":     {"#t02214710371", "#t4710371", "#t371"},
		"+49 221 4710-371":  {"#t02214710371", "#t4710371", "#t371"},
		"0049 221 4710 371": {"#t02214710371", "#t4710371", "#t371"},
		"+49 (0)221/4710":   {"#t02214710", "#t4710", "#t4710"},
		"(02931) 82-0000":   {"#t02931820000", "#t820000", "#t0000"},
		"02931820000":       {"#t02931820000"},
		"12":                nil,
	} {
		if diff := cmp.Diff(phoneKeys(in), want); diff != "" {
			t.Errorf("phoneKeys(%q) (-got +want):\n%s", in, diff)
		}
	}
}

func TestMentions(t *testing.T) {
	for in, want := range map[string][]string{
		"Dezernat 36, Raum 3.05, Telefon 0221 4710-360.": {"#d36", "#r3.05", "#t02214710360"},
		"im Zimmer E 12 und in der Dez. 11.5":            {"#d11.5", "#re12"},
		"am 18.03.2026 um 10 Uhr, 36 Grad":               nil,
		"2026-03-18 08:00":                               nil,
		"Raum der Stille im 3. Stock":                    nil,
		"Hof 0":                                          nil,
	} {
		var got []string
		for _, n := range mentions(in) {
			got = append(got, n.keys[0])
		}
		if diff := cmp.Diff(got, want); diff != "" {
			t.Errorf("mentions(%q) (-got +want):\n%s", in, diff)
		}
	}
}

// What a query asks for, regardless of how it is found.
func TestAsks(t *testing.T) {
	x := lexicon(t, "Zuckerfest Feiertagsgesetz Gebet Haus Müller Raum der Stille Urlaub frei Feiertag Eid al-Fitr religiös Kantine beten")
	for in, want := range map[string]string{
		"Zuckerfest":                    "zuckerfest",
		"das Zuckerfest":                "zuckerfest",
		"Wann beginnt das Zuckerfest?":  "zuckerfest",
		"wann ist Zuckerfest":           "zuckerfest",
		"Wo kann ich im Haus beten?":    "beten",
		"Was bedeutet Eid al-Fitr?":     "eid al fitr",
		"Raum der Stille":               "raum der stille",
		"Wer ist zuständig für Urlaub?": "urlaub",
		"Ansprechpartner Kantine":       "kantine",
		"Telefonnummer Müller":          "muller",
		"der die das":                   "",
		"Haus":                          "haus",
	} {
		p := &Plan{}
		asks := x.asks(in, p)
		var got []string
		for _, a := range asks {
			got = append(got, strings.Join(texts(a.words), " "))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("asks(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestContactsFirst(t *testing.T) {
	x := lexicon(t, "Urlaub Kantine Zuckerfest")
	for in, want := range map[string]bool{
		"Wer ist für Urlaub zuständig?": true, "Ansprechpartner Kantine": true, "Telefon Kantine": true,
		"Wann ist Zuckerfest?": false, "Kantine": false, "Kontakt": false,
	} {
		if got := x.Plan(in).ContactsFirst; got != want {
			t.Errorf("Plan(%q).ContactsFirst = %t, want %t", in, got, want)
		}
	}
}

// What no document has is left out and told, if what remains says enough.
func TestPlanLeavesOut(t *testing.T) {
	x := lexicon(t, "Sammelplatz bei Feueralarm im Hauptgebäude", "Feueralarm Probe")
	for in, want := range map[string]struct {
		clauses int
		without string
	}{
		"Sammelplatz Feueralarm":                                       {2, ""},
		"Sammelplatz Quittengelee":                                     {1, "Quittengelee"},
		"Quittengelee":                                                 {0, ""},
		"Sammelplatz Feueralarm Quittengelee":                          {2, "Quittengelee"},
		"Quittengelee Pfannkuchen Trompete":                            {0, ""},
		"Sammelplatz Feueralarm 0221 4710-999":                         {0, ""},
		"Quittengelee 0221 4710-999":                                   {0, ""},
		"Wo ist Sammelplatz und Quittengelee?":                         {1, "Quittengelee"},
		"Sammelplatz Quittengelee Pfannkuchen Trompete Xylofon Zimbel": {0, ""},
	} {
		p := x.Plan(in)
		if got := len(p.Clauses); got != want.clauses {
			t.Errorf("Plan(%q) has %d clauses, want %d", in, got, want.clauses)
		}
		if got := strings.Join(p.Without(), " "); got != want.without && want.clauses > 0 {
			t.Errorf("Plan(%q) is without %q, want %q", in, got, want.without)
		}
	}
}

// Of parts of a query, that counts which says most, not that which has the
// rarest word.
func TestBest(t *testing.T) {
	x := lexicon(t, append(slices.Repeat([]string{"Notiz"}, 20), "Kinder feiern Ostern", "Kinder spielen", "Ostern", "Ostern und Kinder", "Wandern gehen", "Laternenpfahl")...)
	p := x.Plan("Kinder Ostern wandern")
	if len(p.Clauses) != 3 {
		t.Fatalf("%d clauses", len(p.Clauses))
	}
	q := p.Best(map[Cover]bool{0b001: true, 0b010: true, 0b011: true, 0b100: true})
	if q == nil || len(q.Clauses) != 2 || strings.Join(q.Without(), " ") != "wandern" {
		t.Errorf("the best part is %v without %v", q, q.Without())
	}
	if len(p.Clauses) != 3 || len(p.Without()) != 0 {
		t.Error("Best changes the plan itself")
	}
	if q := p.Best(map[Cover]bool{}); q != nil {
		t.Errorf("nothing covers %v", q)
	}
	// A number must be there, and says enough alone.
	x = lexicon(t, "Müller in Raum 3.05", "Meier in Raum 3.06")
	p = x.Plan("Müller Raum 3.06")
	if q := p.Best(map[Cover]bool{0b01: true, 0b10: true}); q == nil || strings.Join(q.Without(), " ") != "Müller" {
		t.Errorf("the part is %v", q)
	}
	if q := p.Best(map[Cover]bool{0b01: true}); q != nil {
		t.Errorf("a part without %v", q.Without())
	}
}

// A word learned later makes compounds recognisable, and Learn says which.
func TestLearn(t *testing.T) {
	x := lexicon(t, "Xylofonkonzert Zimbelklang Laubhüttenfest")
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Xylofon", []string{"xylofonkonzert"}}, {"Xylofon", nil}, {"Klang", nil}, {"Zimbel", []string{"zimbelklang"}}, {"Quark", nil},
	} {
		if diff := cmp.Diff(x.Learn(search.Document{Title: c.text}), c.want); diff != "" {
			t.Errorf("Learn(%q) (-got +want):\n%s", c.text, diff)
		}
	}
	many := strings.Fields("Konzert Aula Bus Cello Dom Esel Fagott Geige Harfe Igel Jagd Klang Lied")
	if got := x.Learn(search.Document{Title: strings.Join(many, " ")}); len(got) > 1 {
		t.Errorf("Learn of many words = %q", got)
	}
}

// What is cached of a word does not hide that a new one splits it, however long ago
// it was cached.
func TestLearnCached(t *testing.T) {
	x := lexicon(t, "Xylofonkonzert")
	x.formOf("xylofonkonzert")
	x.forms, x.older = map[string]form{}, x.forms
	if got := x.Learn(search.Document{Title: "Xylofon"}); !slices.Equal(got, []string{"xylofonkonzert"}) {
		t.Errorf("Learn = %q", got)
	}
	x.Forget()
	if parts := x.formOf("xylofonkonzert").parts; !slices.Contains(parts, "xylofon") {
		t.Errorf("parts = %q", parts)
	}
}

// A lexicon keeps no text in memory for the words in it.
func TestLexiconLetsGo(t *testing.T) {
	text := strings.Repeat("quark ", 3) + "xylofon"
	x := language(t).NewLexicon()
	x.Meet(search.Document{Title: text})
	x.formOf(text[len(text)-len("xylofon"):])
	from := uintptr(unsafe.Pointer(unsafe.StringData(text)))
	for w, f := range x.forms {
		for _, s := range append(f.parts, w, f.stem) {
			if at := uintptr(unsafe.Pointer(unsafe.StringData(s))); from <= at && at < from+uintptr(len(text)) {
				t.Errorf("%q is a piece of the text", s)
			}
		}
	}
}

// Remove undoes Add.
func TestRemove(t *testing.T) {
	x := lexicon(t, "Laubhüttenfest")
	a := x.Analyze(search.Document{Title: "Zimbelspiel"})
	x.Add(a)
	if !x.known("zimbelspiel") {
		t.Error("an added word is not known")
	}
	x.Remove(a)
	if x.known("zimbelspiel") || len(x.completions("zimb", 5)) > 0 {
		t.Error("a removed word is still known")
	}
	if !x.known("laubhuttenfest") {
		t.Error("another word is gone")
	}
}

func TestParse(t *testing.T) {
	for _, bad := range []string{"groups:\n  - [eins]", "groups:\n  - [eins, '']", "also:\n  - [eins]", "unknown: 1", "stop: {a: b}"} {
		if _, err := parse([]byte(bad)); err == nil {
			t.Errorf("parse(%q) succeeds", bad)
		}
	}
	a, err := parse([]byte("stop: [der]"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := parse([]byte("stop: [die]"))
	if err != nil {
		t.Fatal(err)
	}
	if a.Schema() == b.Schema() {
		t.Error("another file has the same schema")
	}
}

// Every spelling leads to a text with the first one.
func TestGroups(t *testing.T) {
	l := language(t)
	for _, phrases := range l.phrases {
		for _, p := range phrases {
			if len(p.stems) > maxNameWords {
				t.Errorf("phrase %q is too long to be typed", p.stems)
			}
		}
	}
	x := lexicon(t, "Zuckerfest", "Chanukka", "Nouruz", "Pessach", "Jom Kippur", "Diwali", "Vesakh", "Opferfest", "Sukkot", "Mondfest", "Heiligabend", "Karneval")
	for _, text := range []string{
		"Eid al-Fitr", "Eid-ul-Fitr", "eid fitr", "Şeker Bayramı", "Seker Bayrami", "Ramazan Bayramı", "Fest des Fastenbrechens",
		"Hanukkah", "חנוכה", "Nowruz", "Norooz", "نوروز", "Passover", "Pesach", "Yom Kippur", "Deepavali", "Wesak", "Eid al-Adha", "Kurban Bayrami",
		"Laubhüttenfest", "Sukkoth", "Mid-Autumn Festival", "Christmas Eve", "Fasching", "Mardi Gras",
	} {
		if x.Plan(text).Empty() {
			t.Errorf("Plan(%q) finds nothing", text)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"Müller", "3.05", "a\xff", "ͺ", "½", "\u0301a", "Qur’an", "E 20", "🎉"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, w := range Words(s) {
			if w.From < end || w.To <= w.From || w.To > len(s) || w.Text == "" || len(w.Text) > maxWord || !utf8.ValidString(w.Text) {
				t.Errorf("Words(%q) gives %+v", s, w)
			}
			end = w.To
			if strings.ContainsAny(w.Text, " \x00"+Soft+Concept+Key+Near) {
				t.Errorf("Words(%q) gives %q, which holds a mark", s, w.Text)
			}
			if again := Fold(w.Text); len(again) > len(w.Text) {
				t.Errorf("Fold(%q) = %q grows", w.Text, again)
			}
		}
	})
}

func FuzzPlan(f *testing.F) {
	x := lexicon(f, "Laubhüttenfest Raum 3.05", "Dezernat 36 Zuckerfest Eid al-Fitr", "Weihnachten im Büro")
	for _, s := range []string{"Fest", "Raum 3.05", "Dez. 36", "0221 4710-371", "Wer ist zuständig?", "Weinachten", "\xff", "Eid al-", strings.Repeat("ä ", 300)} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		house := &search.House{Groups: [][]string{{text, "Fest", "Raum 3.05"}, {query, "Zuckerfest"}}, Stop: []string{text}}
		for _, p := range []*Plan{x.Plan(query), x.PlanTitles(query), x.PlanFor(search.Query{Text: query, House: house})} {
			for _, q := range []*Plan{p, p.Loose(), p.Wider()} {
				if len(q.Clauses) > maxClauses {
					t.Fatalf("Plan(%q) has %d clauses", query, len(q.Clauses))
				}
				for _, c := range q.Clauses {
					if len(c.Any)+len(c.All) == 0 {
						t.Fatalf("Plan(%q) has an empty clause", query)
					}
				}
			}
			for _, f := range []search.Fragment{p.Mark(text), p.Excerpt(text, query)} {
				end := 0
				for _, m := range f.Marks {
					if m.From < end || m.To <= m.From || m.To > len(f.Text) {
						t.Fatalf("Plan(%q) marks %v in %q", query, f.Marks, f.Text)
					}
					end = m.To
				}
				if !utf8.ValidString(f.Text) {
					t.Fatalf("fragment %q is not UTF-8", f.Text)
				}
			}
			p.DidYouMean([]search.Hit{{Title: p.Mark(text)}})
			sameWithoutHints(t, p, text)
		}
	})
}

// What has only letters of German is folded as everything else is.
func TestFoldPlain(t *testing.T) {
	for _, s := range []string{"Müller", "MÜLLER", "Grüße", "Ae", "neue", "Goethe", "Quelle", "Äe", "ßa", "it's", "abc", "", "Öl 3.05", strings.Repeat("Ü", 300)} {
		plain, ok := foldPlain(s)
		_, again := foldPlain(s + "é")
		if !ok || again {
			t.Errorf("foldPlain(%q) = %v, with é %v", s, ok, again)
		}
		if got, want := digraphs(plain), strings.TrimSuffix(Fold(s+" é"), " e"); got != want {
			t.Errorf("foldPlain(%q) is %q in the end, Fold says %q", s, got, want)
		}
	}
}
