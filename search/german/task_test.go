package german

import (
	"slices"
	"strings"
	"testing"
)

// What people say leads to what has a name, wherever and in whatever form the words stand,
// and other words do not.
func TestTasks(t *testing.T) {
	l, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"mein Rechner fährt nicht mehr hoch":         "it",
		"Rechner hochgefahren":                       "it",
		"pendle täglich mit dem Zug":                 "jobticket",
		"die Kollegin kippt gerade um":               "erstehilfe",
		"jemand ist umgekippt":                       "erstehilfe",
		"Karte für den Eingang verloren":             "pforte",
		"verliere immer die Karte am Eingang":        "pforte",
		"meine Oma ist gestorben":                    "freistellung",
		"der Bürger spricht kein Deutsch":            "dolmetscher",
		"kann nicht gut hören":                       "barrierefreiheit",
		"es brennt":                                  "sammelplatz",
		"unser Verein könnte Geld brauchen":          "forderung",
		"wo stelle ich mein Rad ab":                  "fahrrad",
		"Fahrrad abstellen":                          "fahrrad",
		"Bildschirm ist ganz schwarz":                "it",
		"kippt die Kollegin um, was nun":             "erstehilfe",
		"wer hilft mir mit dem Telefon":              "",
		"hören gern Musik":                           "",
		"wir laufen los":                             "",
		"die Karte von Nordrhein-Westfalen":          "",
		"Deutsch":                                    "",
		"Frau Blaubeer":                              "",
		"was worden ist":                             "",
		"Wie hoch ist der Turm?":                     "",
		"Ramadan":                                    "",
		"":                                           "",
		strings.Repeat("Rad ", 40) + "und abstellen": "fahrrad",
	} {
		var got []string
		l.tasksIn(Words(query), func(task task, of []int) {
			got = append(got, task.leads...)
			for _, n := range of {
				if n < 0 || n >= len(Words(query)) {
					t.Errorf("%q: a word %d", query, n)
				}
			}
		})
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, Concept+want) {
			t.Errorf("%q leads to %q, want %q", query, got, want)
		}
	}
}

// What most words of a query say together comes first, and what leads to the same is said
// together.
func TestTasksJoined(t *testing.T) {
	l, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var got [][]int
	l.tasksIn(Words("hinlegen oder abschalten, der Rechner ist langsam"), func(_ task, of []int) { got = append(got, of) })
	if want := [][]int{{4, 6}, {0, 2}}; !slices.EqualFunc(got, want, slices.Equal[[]int]) {
		t.Errorf("the words %d lead somewhere, want %d", got, want)
	}
}

// All forms of a verb are one.
func TestVerbOf(t *testing.T) {
	l, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string]string{
		"gestorben": "sterben", "stirbt": "sterben", "starben": "sterben", "verlor": "verlieren", "verloren": "verlieren",
		"aufgestanden": "aufstehen", "ubergangen": "ubergehen", "abgerechnet": "abrechnen", "pendle": "pendeln", "hilft": "helfen",
		"gegossen": "giessen", "auszustempeln": "ausstempeln", "hochzufahren": "hochfahren", "uebersetzt": "", "feiertag": "", "ramadan": "", "is": "", "": "",
	} {
		if got := l.verbOf(form); got != want {
			t.Errorf("verbOf(%q) = %q, want %q", form, got, want)
		}
	}
}

// A compound that no text has is about its first word, if the last one says little; or
// both must be there.
func TestCutApart(t *testing.T) {
	x := lexicon(t, append(slices.Repeat([]string{"Notiz"}, 20), "Karneval im Haus", "Dolmetscher", "Schwerbehinderung", "Ein Rad", "Kinder", "Kerzen", "Deutsch", "Eine Lage", "Unter Wasser")...)
	for word, want := range map[string]string{
		"Karnevalsfeier": "karneval feier", "Dolmetscherliste": "dolmetscher liste", "Kerzenanzünden": "kerzen anzunden", "Kinderfeste": "kinder feste",
		"Kinderrechnung": "kinder rechnung", "Kindergeld": "", "Karneval": "", "Quittengelee": "", "Radfahrerinnen": "", "Unterlagen": "", "Deutschland": "", "abc": "",
	} {
		var got []string
		for _, a := range x.cutApart(word, []ask{{words: Words(word)}}) {
			if a.first || a.head || a.must {
				got = append(got, a.words[0].Text)
			}
			if a.must != (word == "Kinderrechnung") {
				t.Errorf("%q: %q must be there: %v", word, a.words[0].Text, a.must)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q is cut into %q, want %q", word, s, want)
		}
	}
}

// Words and what they lead to do not count twice, and the heavier counts.
func TestLoose(t *testing.T) {
	x := lexicon(t, append(slices.Repeat([]string{"Notiz"}, 20), "IT: Helpdesk", "Dezernat für Wandern", "Laptop in der Laufbahn", "Ein Laptop")...)
	p := x.Plan("Laptop für Wandern").Loose()
	var words, lead Cover
	for i, c := range p.Clauses {
		switch {
		case c.lead && c.of == 1:
			lead |= 1 << i
		case i == 0 || c.firm && c.of == 1:
			words |= 1 << i
		}
	}
	if words == 0 || lead == 0 {
		t.Fatalf("words %b, lead %b of %+v", words, lead, p.Clauses)
	}
	heavier := words
	if p.sum(lead) > p.sum(words) {
		heavier = lead
	}
	if got := p.own(words | lead); got != heavier {
		t.Errorf("of words and what they lead to, %b count, want %b", got, heavier)
	}
	if got := p.own(words &^ 1); got != 0 {
		t.Errorf("a word itself without the word: %b", got)
	}
	if without := p.part(lead).Without(); slices.Contains(without, "Laptop") || !slices.Contains(without, "Wandern") {
		t.Errorf("left out of what leads there: %v", without)
	}
	for _, text := range []string{"Laptop 0221 4710-999", `"Laptop fährt"`} {
		if loose := x.Plan(text).Loose(); slices.ContainsFunc(loose.Clauses, func(c Clause) bool { return c.lead }) {
			t.Errorf("%q leads somewhere", text)
		}
	}
}
