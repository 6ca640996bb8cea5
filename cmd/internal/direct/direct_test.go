package direct

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/cmd/internal/dayname"
	"vielfalt/content"
	"vielfalt/content/profile"
	"vielfalt/search/german"
	"vielfalt/themes/locale"
)

// contacts are those of a small house.
var contacts = []*content.Contact{
	{Item: content.Item{ID: "c1", Text: content.Text{Title: "Ottilie Blaubeer"}, Dezernat: "36"}, Function: "Leitung Dezernat 36, Integration", Phone: "0221 4710-360", Mail: "integration@example.org", Room: "3.01", Confirmed: calendar.NewDate(2026, 10, 1)},
	{Item: content.Item{ID: "c2", Text: content.Text{Title: "Karin Schmidt", Body: "Hilft auch beim Urlaub."}, Dezernat: "41"}, Function: "Anerkennung ausländischer Schulabschlüsse", Phone: "0221 4710-412"},
	{Item: content.Item{ID: "c3", Text: content.Text{Title: "Björn Löffelstiel"}, Dezernat: "36"}, Function: "Sachbearbeitung Unterbringung", Room: "3.04"},
}

func asker(t testing.TB, lang string) *Asker {
	t.Helper()
	c, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	records, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	printers, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	language, err := german.New()
	if err != nil {
		t.Fatal(err)
	}
	return &Asker{
		Words: printers[lang], Calendar: c, Names: dayname.New(c, records), Profiles: records, Land: "nw", Today: calendar.NewDate(2026, 11, 26), Language: language,
		Rank: func(o *calendar.Occurrence) int {
			if o.Observance.Kind == calendar.Feast {
				return 0
			}
			return 2
		},
		Contacts:   func(string) ([]*content.Contact, error) { return slices.Clone(contacts), nil },
		Observance: func(id calendar.ID) string { return "/" + string(id) },
		On:         func(d calendar.Date) string { return "/" + d.String() },
		Month:      func(y int, m time.Month) string { return fmt.Sprintf("/%d/%d", y, m) },
		Holidays:   func(y int) string { return fmt.Sprintf("/%d", y) },
		Check:      func(d calendar.Date) string { return "/check/" + d.String() },
		Of:         func(c *content.Contact) string { return "/" + c.ID },
	}
}

// ask returns the kind of the answer and its lines; empty if there is none.
func ask(t testing.TB, a *Asker, text string) string {
	t.Helper()
	answer, err := a.Answer(text)
	if err != nil {
		t.Fatal(err)
	}
	if answer == nil {
		return ""
	}
	var lines []string
	for _, l := range answer.Lines {
		if !strings.HasPrefix(l.Text, l.Name) || l.URL == "" {
			t.Errorf("%q: the line %q begins not with %q, or leads nowhere", text, l.Text, l.Name)
		}
		lines = append(lines, l.Text)
	}
	return string(answer.Kind) + " " + strings.Join(lines, " | ")
}

func TestAnswers(t *testing.T) {
	a := asker(t, "de")
	for text, want := range map[string]string{ // the beginning of the answer
		"Wann ist Ostersonntag?":                          "date Ostersonntag ist am Sonntag, 28. März 2027.",
		"Ostersonntag 2020":                               "date Ostersonntag war: Sonntag, 12. April 2020. Das nächste Mal: 28. März 2027.",
		"Opferfest nächstes Jahr":                         "date Opferfest (Eid al-Adha): 16. bis 19. Mai 2027, beginnt am Abend zuvor; angekündigt von der Diyanet; nach Sichtung auch ab 17. Mai. | Opferfest (alevitisch)",
		"wann ist zukerfest":                              "date Fest des Fastenbrechens (Eid al-Fitr): 9. bis 11. März 2027",
		"Ostern 2500":                                     "date Dieser Kalender reicht von 1900 bis 2100.",
		"Eid 2027":                                        "date Fest des Fastenbrechens (Eid al-Fitr): 9. bis 11. März 2027, beginnt am Abend zuvor; angekündigt von der Diyanet; nach Sichtung auch ab 10. März. | Opferfest",
		"Ist Fronleichnam frei?":                          "holiday Fronleichnam ist in Nordrhein-Westfalen gesetzlicher Feiertag (Feiertagsgesetz NW",
		"Ist der Reformationstag ein Feiertag":            "holiday Reformationstag ist in Nordrhein-Westfalen kein gesetzlicher Feiertag.",
		"Reformationstag 2017 frei":                       "holiday Reformationstag ist in Nordrhein-Westfalen gesetzlicher Feiertag",
		"Feiertage 2027":                                  "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 2027: 1. Januar Neujahr · 26. März Karfreitag ·",
		"Feiertage im Mai":                                "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, Mai 2027: 1. Mai Erster Mai · 6. Mai Christi Himmelfahrt · 17. Mai Pfingstmontag · 27. Mai Fronleichnam",
		"Feiertage im Februar":                            "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, Februar 2027: keine",
		"Was sagt man zu Newroz?":                         "greeting Newroz (kurdisches Neujahrsfest): „Newroz pîroz be“ (Kurdisch, gesprochen",
		"wann war Ostersonntag":                           "date Ostersonntag war: Sonntag, 5. April 2026.",
		"Wann ist Gedenken an das Sivas-Massaker (1993)?": "date Gedenken an das Sivas-Massaker (1993) ist am Freitag, 2. Juli 2027.",
		"ist heute Feiertag?":                             "holiday Donnerstag, 26. November 2026: in Nordrhein-Westfalen kein gesetzlicher Feiertag.",
		"Ist der 25.12. frei":                             "holiday Freitag, 25. Dezember 2026: in Nordrhein-Westfalen gesetzlicher Feiertag (Erster Weihnachtstag).",
		"nächster Feiertag":                               "holiday Erster Weihnachtstag ist am Freitag, 25. Dezember 2026.",
		"Feiertage":                                       "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, die nächsten zwölf Monate: 25. Dezember Erster Weihnachtstag",
		"was ist am 3.10.?":                               "day Sonntag, 3. Oktober 2027: ",
		"Weihnachten frei":                                "holiday Weihnachten ",
		"Raum E 04":                                       "",
		"+49 221 4710-412":                                "person Karin Schmidt",
		"Telefon Anerkennung":                             "person Karin Schmidt",
		"Karfreitag gratulieren":                          "greeting Karfreitag: Man gratuliert nicht. Besser: „",
		"9.3.27":                                          "day Dienstag, 9. März 2027: Fest des Fastenbrechens (Eid al-Fitr) | Passt mein Termin an diesem Tag?",
		"9. März":                                         "day Dienstag, 9. März 2027: Fest",
		"2027-03-09":                                      "day Dienstag, 9. März 2027: Fest",
		"21. März 2027":                                   "day Sonntag, 21. März 2027: Internationale Wochen gegen Rassismus · Palmsonntag · Newroz",
		"heute?":                                          "day Donnerstag, 26. November 2026: Tag des Bundes",
		"morgen":                                          "day Freitag, 27. November 2026: ",
		"Feste im Mai":                                    "day Mai 2027: 1. Mai Beltane · 2. Mai Orthodoxes Osterfest",
		"diese Woche":                                     "day Diese Woche: ",
		"Telefon Blaubeer":                                "person Ottilie Blaubeer: Leitung Dezernat 36, Integration · Dezernat 36 · Telefon 0221 4710-360 · E-Mail integration@example.org · Raum 3.01 · Zuletzt geprüft 1. Oktober 2026",
		"Telefon Löffelstiel":                             "person Björn Löffelstiel: Sachbearbeitung Unterbringung · Dezernat 36 · Raum 3.04 · Telefonnummer nicht eingetragen",
		"Frau Dr. K. Schmidt":                             "person Karin Schmidt",
		"wo sitzt Blaubär":                                "",
		"412":                                             "person Karin Schmidt",
		"Raum 3.04":                                       "person Björn Löffelstiel",
		"Wer leitet das Dezernat 36?":                     "responsible Ottilie Blaubeer",
		"zuständig ausländische Abschlüsse":               "responsible Karin Schmidt",
		// Not sure, or of people: no answer.
		"wer ist behindert": "", "wer ist ein Rassist": "", "verantwortlich für Rassismus": "", "wer diskriminiert": "", "Telefon Rassist": "", "wer leitet": "", "wann ist Mai": "",
		"Feiertage Mai 1985": "", "Karfreitag 1985 frei": "", "frei": "", "Feiertag": "", "Gedenktage Januar": "", "wann ist Frau Blaubeer im Büro": "",
		"Wer ist zuständig für Urlaub?": "", "Wann ist Betriebsausflug?": "", "Fest": "", "wann": "", "Tag": "", "Zuckerfest": "", "31.2.2027": "", "0.0.0": "", "99999": "",
		"Ostern": "", "3.05": "", "Frau": "", "?": "", "": "", "Telefon": "", "wer": "", "Wer leitet Dezernat 41?": "", "Feste im Brotmonat": "", "Telefon Quastenflosser": "",
	} {
		got := ask(t, a, text)
		if want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s\nwant %s", text, got, want)
		}
	}
	if got := ask(t, asker(t, "en"), "When is Easter Sunday?"); !strings.HasPrefix(got, "date Easter Sunday is on Sunday, 28 March 2027.") {
		t.Errorf("in English: %s", got)
	}
}

// The date of every observance is answered as the calendar has it.
func TestEveryDate(t *testing.T) {
	a := asker(t, "de")
	for _, tr := range a.Calendar.Traditions() {
		if tr.OnRequest {
			continue
		}
		for _, o := range tr.Observances {
			if _, twin := a.Calendar.Observance(o.SameAs); twin {
				continue
			}
			for year := 2026; year <= 2030; year++ {
				text := fmt.Sprintf("Wann ist %s %d?", o.Name.German, year)
				answer, err := a.Answer(text)
				if err != nil {
					t.Fatal(err)
				}
				var want []calendar.Date
				for _, oc := range a.Calendar.Of(o.ID, calendar.NewDate(year, 1, 1), calendar.NewDate(year, 12, 31)) {
					if oc.First.Year() == year {
						want = append(want, oc.First)
					}
				}
				var got []calendar.Date
				lines := 0
				if answer != nil {
					lines = len(answer.Lines)
					for _, l := range answer.Lines {
						if l.Target == string(o.ID) && l.From != 0 {
							got = append(got, l.From)
						}
					}
				}
				if !slices.Equal(got, want) && lines < maxLines && !strings.ContainsAny(o.Name.German, "0123456789") {
					t.Errorf("%s: %v, want %v", text, got, want)
				}
			}
		}
	}
}

// What fails is said, and not taken for "nobody".
func TestContactsFail(t *testing.T) {
	a := asker(t, "de")
	broken := errors.New("index away")
	a.Contacts = func(string) ([]*content.Contact, error) { return nil, broken }
	if _, err := a.Answer("Telefon Blaubeer"); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

func FuzzAnswer(f *testing.F) {
	a := asker(f, "de")
	for _, s := range []string{"Wann ist Ostern 99999?", "Feste im Mai 0", "31.2.2027", "\x00\u202e", "Telefon ' OR 1=1", strings.Repeat("wann ", 50), "1.1.0000", "Frau " + strings.Repeat("a", 200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { ask(t, a, s) })
}
