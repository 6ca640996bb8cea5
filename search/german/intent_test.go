package german

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"vielfalt/search"
)

func TestReadQuestion(t *testing.T) {
	for in, want := range map[string]string{ // intents, year, about
		"Wann ist Ostern?":                               "date 0 Ostern",
		"ostern 2027 wann":                               "date 2027 ostern",
		"Eid 2027":                                       " 2027 Eid",
		"wann ist Ostern im Jahr 2028":                   "date 2028 Ostern",
		"Feiertage des Jahres 2027":                      "holidays 2027 ",
		"Jahr des Pferdes":                               " 0 Jahr des Pferdes",
		"Wann ist der Tag der Deutschen Einheit?":        "date 0 Tag der Deutschen Einheit",
		"wann beginnt der Ramadan nächstes Jahr":         "date nextYear 0 Ramadan",
		"Wie lange dauert Chanukka":                      "date 0 Chanukka",
		"When is Diwali in 2028?":                        "date 2028 Diwali",
		"ist Fronleichnam frei?":                         "holiday 0 Fronleichnam",
		"Ist der Karfreitag ein gesetzlicher Feiertag":   "holiday 0 Karfreitag",
		"Feiertage 2027":                                 "holidays 2027 ",
		"Was sagt man zu Newroz?":                        "greeting 0 Newroz",
		"Gruß Zuckerfest":                                "greeting 0 Zuckerfest",
		"wie gratuliere ich zum Opferfest":               "greeting 0 Opferfest",
		"Wer ist zuständig für ausländische Abschlüsse?": "responsible 0 ausländische Abschlüsse",
		"Wer leitet das Dezernat 36":                     "leads 0 Dezernat 36",
		"Durchwahl Blaubeer":                             "phone 0 Blaubeer",
		"Wo sitzt Frau Blaubeer?":                        "room 0 Frau Blaubeer",
		"heute":                                          "today 0 ",
		"Feste im Mai":                                   "feasts 0 Mai",
		"jüdische Feiertage 2027":                        "holidays 2027 jüdische",
		"Feste nächste Woche":                            "feasts nextWeek 0 ",
		"was ist am Wochenende":                          "onDay weekend 0 ",
		"Was ist diese Woche?":                           "what week 0 ",
		"nächster Feiertag":                              "next holiday 0 ",
		"Welcher Feiertag ist am 6. Januar":              "holiday 0 6. Januar",
		"Ramazan ne zaman":                               "date 0 Ramazan",
		"Пасха когда":                                    "date 0 Пасха",
		"коли Великдень?":                                "date 0 Великдень",
		"quand est-ce que Pâques":                        "date 0 Pâques",
		"¿Cuándo es Navidad?":                            "date 0 Navidad",
		"نوروز کی است؟":                                  "date 0 نوروز",
		"متى عيد الفطر":                                  "date 0 عيد الفطر",
		"feiertge 2027":                                  "holidays 2027 ",
		"Telefon Feyertag":                               "phone 0 Feyertag",
		"Zuckerfest":                                     " 0 Zuckerfest",
		"":                                               " 0 ",
		"?":                                              " 0 ",
		"Jahr 99999 Ostern":                              " 99999 Jahr Ostern",
		"wie lange noch bis zum Zuckerfest":              "until 0 Zuckerfest",
		"Wie viele Tage sind es noch bis Ostern?":        "until 0 Ostern",
		"wer ist Frau Blaubeer":                          "who 0 Frau Blaubeer",
		"wer ist zuständig für Ostern":                   "responsible 0 Ostern",
		"wer ist der Chef von Dezernat 36":               "who leads 0 Dezernat 36",
		"wo ist Raum 3.02":                               "room 0 3.02",
		"wo ist die Kantine":                             "where 0 Kantine",
		"nächster Termin":                                "nextEvent 0 ",
		"nächstes Wochenende":                            "nextWeekend 0 ",
		"Brückentage 2027":                               "bridge 2027 ",
		"welche KW ist heute":                            "whichWeek today 0 ",
		"wie kann ich Frau Blaubeer erreichen":           "phone 0 Frau Blaubeer",
		"wann wird Ostern gefeiert":                      "date 0 Ostern",
		strings.Repeat("wann ", 40):                      " 0 ",
	} {
		q := ReadQuestion(in)
		var asks []string
		for _, i := range q.Intents {
			asks = append(asks, string(i))
		}
		if got := strings.Join(asks, " ") + " " + strconv.Itoa(q.Year) + " " + q.About; got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

// Only words by which people ask for time are corrected, and none by which they ask.
func TestRespell(t *testing.T) {
	for in, want := range map[string]string{
		"feiertge 2027": "Feiertage", "brükentage": "Brückentage", "wieviel Tage bis Ostern": "", "Feiertage": "", "Telefon Feyertag": "", "wer ist Feiertak": "",
	} {
		if got := ReadQuestion(in).Guess; got != want {
			t.Errorf("%q is taken for %q, want %q", in, got, want)
		}
	}
}

// A week is named by its number, before or behind the word, and by nothing else.
func TestReadWeek(t *testing.T) {
	for in, want := range map[string]int{
		"KW 50": 50, "kw50": 50, "50. KW": 50, "Feste in KW 3 2027": 3, "Kalenderwoche 12": 12, "7. Kalenderwoche": 7, "week 50": 50, "KW 53": 53,
		"KW 54": 0, "KW 0": 0, "KW": 0, "100 kW": 0, "kwh 50": 0, "KW heute": 0, "50": 0, "Woche 50": 0, "weekend 50": 0, "KW 050": 0,
	} {
		q := ReadQuestion(in)
		if q.Week != want || want > 0 && q.About != "" {
			t.Errorf("%q is week %d, about %q; want %d", in, q.Week, q.About, want)
		}
	}
}

// A name may have words by which people ask.
func TestReadWhole(t *testing.T) {
	for in, want := range map[string]string{
		"Ende der Regenklausur": "der Regenklausur", "Newroz-Fest ne zaman": "Newroz-Fest", "Wann ist das Fest der Liebe 2027": "das Fest der Liebe", "Ostern": "Ostern", "wann": "",
	} {
		if got := ReadQuestion(in).Whole; got != want {
			t.Errorf("%q is about %q as a whole, want %q", in, got, want)
		}
	}
}

func TestMayName(t *testing.T) {
	for text, want := range map[string]bool{
		"Mira Musterfeld": true, "Anna Klein": true, "Günther Richter": true, "Kindergeld beantragen": false, "Urlaub": false, "Nebentätigkeitsgenehmigung beantragen": false, "": false,
	} {
		if got := MayName(text); got != want {
			t.Errorf("%q may be a name: %t", text, got)
		}
	}
}

func TestCovers(t *testing.T) {
	l := language(t)
	h := &search.House{Groups: [][]string{{"Botenmeisterei", "Poststelle", "Amt für Briefe"}}}
	for _, one := range []struct {
		text, asked string
		house       *search.House
		want        bool
	}{
		{"Anerkennung ausländischer Schulabschlüsse", "ausländische Abschlüsse", nil, true},
		{"Anerkennung ausländischer Schulabschlüsse", "Anerkennung", nil, true},
		{"Anerkennung ausländischer Schulabschlüsse", "Urlaub", nil, false},
		{"Anerkennung ausländischer Schulabschlüsse", "Anerkennung Urlaub", nil, false},
		{"Kinder- und Jugendhilfe", "Kinderhilfe", nil, true},
		{"Leitung Poststelle", "Botenmeisterei", nil, false},
		{"Leitung Poststelle", "die Botenmeisterei", h, true},
		{"Leitung Poststelle", "Amt für Briefe", h, true},
		{"Leitung Poststelle", "Botenmeisterei Urlaub", h, false},
		{"Leitung Kantine", "Botenmeisterei", h, false},
		{"Datenschutzbeauftragter", "Datenschutz", nil, true},
		{"Datenschutzbeauftragter", "Daten", nil, false},
		{"Datenschutzbeauftragter", "Schutz", nil, false},
		{"Gleichstellungsbeauftragte", "Gleichstellung", nil, true},
		{"Kartenarchiv und Digitalisierung", "Karten", nil, false},
		{"Vorsitzender des Personalrats", "Rat", nil, false},
		{"", "Urlaub", h, false},
		{"Urlaub", "", h, false},
	} {
		if got := l.Covers(one.text, one.asked, one.house); got != one.want {
			t.Errorf("%q covers %q: %t", one.text, one.asked, got)
		}
	}
}

func FuzzReadQuestion(f *testing.F) {
	for _, s := range []string{"Wann ist Ostern?", "Feste im Mai 99999", "\x00", "wann \u202e Ostern", strings.Repeat("a", 200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q := ReadQuestion(s)
		have := texts(Words(s))
		for _, w := range Words(q.About) {
			if !slices.Contains(have, w.Text) {
				t.Errorf("%q is about %q", s, q.About)
			}
		}
	})
}
