package direct

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/calendar/traditions"
	"vielfalt/cmd/internal/dayname"
	"vielfalt/content"
	"vielfalt/content/datecheck"
	"vielfalt/content/profile"
	"vielfalt/search/german"
	"vielfalt/themes/locale"
)

// contacts are those of a small house.
var contacts = []*content.Contact{
	{Item: content.Item{ID: "c1", Text: content.Text{Title: "Ottilie Blaubeer"}, Dezernat: "36"}, Function: "Leitung Dezernat 36, Integration", Phone: "0221 4710-360", Mail: "integration@example.org", Room: "3.01", Confirmed: calendar.NewDate(2026, 10, 1)},
	{Item: content.Item{ID: "c2", Text: content.Text{Title: "Karin Schmidt", Body: "Hilft auch beim Urlaub."}, Dezernat: "41"}, Function: "Anerkennung ausländischer Schulabschlüsse", Phone: "0221 4710-412"},
	{Item: content.Item{ID: "c3", Text: content.Text{Title: "Björn Löffelstiel"}, Dezernat: "36"}, Function: "Sachbearbeitung Unterbringung", Room: "3.04"},
	{Item: content.Item{ID: "c4", Text: content.Text{Title: "Olaf Musterrat"}}, Function: "Vorsitzender des Personalrats"},
}

// events are those of a small house, in their order.
var events = []*content.Event{
	event("Gestern", calendar.NewDate(2026, time.November, 25), false), event("Heute", calendar.NewDate(2026, time.November, 26), false), event("Sprechstunde", calendar.NewDate(2026, time.December, 1), false),
	event("Fällt aus", calendar.NewDate(2026, time.December, 2), true), event("Konzert", calendar.NewDate(2026, time.December, 9), false), event("Empfang", calendar.NewDate(2027, time.March, 9), false),
}

func event(title string, d calendar.Date, cancelled bool) *content.Event {
	return &content.Event{Item: content.Item{Text: content.Text{Title: title}}, Start: d.At(10, 0, calendar.Berlin), End: d.At(12, 0, calendar.Berlin), Cancelled: cancelled}
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
		Words: printers[lang], Calendar: c, Names: dayname.New(c, records), Profiles: records, Land: "nw", School: school.Shipped("nw"), Workday: func(d calendar.Date) bool { return d.OnOrBefore(time.Monday)+5 > d }, Today: calendar.NewDate(2026, 11, 26), Language: language,
		Rank: func(o *calendar.Occurrence) int {
			p, ok := records.Of(o.Observance.ID)
			advice := profile.NoEffect
			switch {
			case ok && o.Observance.Period:
				advice = p.Work.Meetings.Advice
			case ok:
				advice = p.Weight()
			}
			return slices.Index([]profile.Advice{profile.Avoid, profile.Consider, profile.NoEffect}, advice)
		},
		Contacts: func(string) ([]*content.Contact, error) { return slices.Clone(contacts), nil },
		Titled:   func(string) (bool, error) { return false, nil },
		Events: func(from, to calendar.Date) (out []*content.Event, err error) {
			for _, e := range events {
				if first, last := e.Days(); last >= from && first <= to {
					out = append(out, e)
				}
			}
			return out, nil
		},
		Programme:  func() string { return "/termine" },
		Observance: func(id calendar.ID) string { return "/" + string(id) },
		On:         func(d calendar.Date) string { return "/" + d.String() },
		Month:      func(y int, m time.Month) string { return fmt.Sprintf("/%d/%d", y, m) },
		Traditions: func(d calendar.Date, _ bool, ids []string) string { return "/" + d.String() + strings.Join(ids, ",") },
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
		"Reformationstag 2017 frei":                       "holiday Reformationstag (31. Oktober 2017) war in Nordrhein-Westfalen gesetzlicher Feiertag",
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
		"ist Ostern frei":                                 "holiday Ostermontag ist in Nordrhein-Westfalen gesetzlicher Feiertag",
		"Pfingsten frei?":                                 "holiday Pfingstmontag ist",
		"Ist Allerheiligen 2027 frei":                     "holiday Allerheiligen",
		"Weihnachten frei":                                "holiday Weihnachten ",
		"Raum E 04":                                       "",
		"+49 221 4710-412":                                "person Karin Schmidt",
		"Telefon Anerkennung":                             "person Karin Schmidt",
		"Karfreitag gratulieren":                          "greeting Karfreitag: Man gratuliert nicht. Besser: „",
		"9.3.27":                                          "day Dienstag, 9. März 2027: Fest des Fastenbrechens (Eid al-Fitr) | Passt mein Termin an diesem Tag?",
		"9. März":                                         "day Dienstag, 9. März 2027: Fest",
		"2027-03-09":                                      "day Dienstag, 9. März 2027: Fest",
		"21. März 2027":                                   "day Sonntag, 21. März 2027: Naw-Rúz (Neujahr) · Newroz / Geburtstag des Heiligen Ali · Nouruz",
		"heute?":                                          "day Donnerstag, 26. November 2026: Tag des Bundes",
		"morgen":                                          "day Freitag, 27. November 2026: ",
		"Feste im Mai":                                    "day Mai 2027: 1. Mai Erster Mai · 2. Mai Orthodoxes Osterfest (Pascha) · 16. Mai Opferfest",
		"diese Woche":                                     "day Diese Woche: ",
		"Telefon Blaubeer":                                "person Ottilie Blaubeer: Leitung Dezernat 36, Integration · Dezernat 36 · Telefon 0221 4710-360 · E-Mail integration@example.org · Raum 3.01 · Zuletzt geprüft 1. Oktober 2026",
		"Telefon Löffelstiel":                             "person Björn Löffelstiel: Sachbearbeitung Unterbringung · Dezernat 36 · Raum 3.04 · Telefonnummer nicht eingetragen",
		"Frau Dr. K. Schmidt":                             "person Karin Schmidt",
		"wo sitzt Blaubär":                                "",
		"412":                                             "person Karin Schmidt",
		"Raum 3.04":                                       "person Björn Löffelstiel",
		"Wer leitet das Dezernat 36?":                     "responsible Ottilie Blaubeer",
		"wann ist der erste Advent":                       "date 1. Advent ist am Sonntag, 29. November 2026.", "wann ist das jüdische Neujahr": "date Rosch ha-Schana",
		"Grüße zum jüdischen Neujahr": "greeting Rosch ha-Schana", "wann ist das orthodoxe Weihnachten": "date ",
		"jüdische Feiertage": "day Judentum, die nächsten zwölf Monate: 5. Dezember 2026 Chanukka", "katholische Feiertage 2027": "day Christentum (westlich), katholisch, 2027: 1. Januar Neujahr · 6. Januar Heilige Drei Könige (Epiphanias) · 26. März Karfreitag · 28. März Ostersonntag · 29. März Ostermontag · 6. Mai Christi Himmelfahrt · 16. Mai Pfingstsonntag · 17. Mai Pfingstmontag · 27. Mai Fronleichnam",
		// What is no question about feasts, people or rooms.
		"was war am 9. november 1938": "", "24.02.1922": "", "3. oktober 1990": "", "was war am 11. september": "", "1.20 €": "", "5.12.": "day Samstag, 5. Dezember 2026",
		"frau karin": "", "Frau Schmidt": "person Karin Schmidt", "zuständig für Schule": "",
		"wer ist für Unterbringung zuständig": "responsible Björn Löffelstiel",
		"Ansprechpartner Personalrat":         "responsible Olaf Musterrat", "Ansprechpartner Personal": "",
		"zuständig ausländische Abschlüsse": "responsible Karin Schmidt",
		// A month, a week, a year by what its readers keep.
		"Feste im Dezember":                             "day Dezember 2026: 5. Dezember Chanukka · 6. Dezember Nikolaustag · 11. Dezember Regaib-Nacht (Lailat ar-Raghaib) · 13. Dezember 3. Advent · 18. Dezember Îda Êzî (Fest zu Ehren Gottes) · 24. Dezember Heiligabend · 25. Dezember Weihnachten · 31. Dezember Silvester · und 25 weitere",
		"Dezember 2026":                                 "day Dezember 2026: 5. Dezember Chanukka",
		"feste im dezmber":                              "day Dezember 2026: 5. Dezember Chanukka",
		"was gibt es im Dezember":                       "day Dezember 2026: 5. Dezember Chanukka",
		"Feste im November":                             "day November 2026, ab heute: 26. November",
		"Feste diesen Monat":                            "day November 2026, ab heute: 26. November",
		"Feste nächsten Monat":                          "day Dezember 2026: 5. Dezember Chanukka",
		"Feste im Mai 2028":                             "day Mai 2028: ",
		"Feste im Mai nächstes Jahr":                    "day Mai 2027: ",
		"Feste nächste Woche":                           "day Nächste Woche: 1. Dezember",
		"was ist diese Woche":                           "day Diese Woche: 24. November",
		"was ist am Wochenende":                         "day Dieses Wochenende: 28. November",
		"Wochenende":                                    "day Dieses Wochenende: 28. November",
		"übermorgen":                                    "day Samstag, 28. November 2026: Hinscheiden",
		"jüdische Feiertage 2027":                       "day Judentum, 2027: 22. März Taanit Esther (Fasttag) · 23. März Purim · 22. April Pessach",
		"Feiertage der Juden 2027":                      "day Judentum, 2027: 22. März Taanit Esther",
		"muslimische Feste im Mai":                      "day Islam, Mai 2027: 7. Mai Die zehn Tage des Dhu l-Hiddscha · 14. Mai Hadsch (Pilgerfahrt nach Mekka) · 15. Mai Arafat-Tag · 16. Mai Opferfest",
		"christliche Feiertage 2027":                    "day Christentum, 2027: 1. Januar Neujahr · 26. März Karfreitag · 28. März Ostersonntag",
		"alevitische Feste":                             "day Alevitentum, die nächsten zwölf Monate: ",
		"Welcher Feiertag ist am 6. Januar":             "holiday Mittwoch, 6. Januar 2027: in Nordrhein-Westfalen kein gesetzlicher Feiertag. | Mittwoch, 6. Januar 2027: Armenisches Weihnachten und Theophanie · Heilige Drei Könige",
		"was ist am 6. Januar 2028":                     "day Donnerstag, 6. Januar 2028: ",
		"Ist der 1. November 2028 frei?":                "holiday Mittwoch, 1. November 2028: in Nordrhein-Westfalen gesetzlicher Feiertag (Allerheiligen).",
		"Feiertage nächste Woche":                       "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 30. November bis 6. Dezember 2026: keine",
		"Feiertage NRW":                                 "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, die nächsten zwölf Monate",
		"Feiertage in NRW 2027":                         "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 2027: 1. Januar Neujahr",
		"Ist Fronleichnam in Nordrhein-Westfalen frei?": "holiday Fronleichnam ist in Nordrhein-Westfalen gesetzlicher Feiertag",
		"Feiertage Bayern 2027":                         "", "Ist Fronleichnam in Sachsen frei?": "",
		"feiertge 2027": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 2027: 1. Januar Neujahr",
		// As people ask in their own languages.
		"Ramazan ne zaman": "date Ramadan: 8. Februar bis 8. März 2027", "Рождество 2027": "date Weihnachten (orthodox) (julianischer Kalender) ist am Donnerstag, 7. Januar 2027.",
		"Пасха когда": "date Orthodoxes Osterfest (Pascha) ist am Sonntag, 2. Mai 2027.", "коли Великдень": "date Orthodoxes Osterfest", "when is easter": "date Ostersonntag ist am Sonntag, 28. März 2027.",
		"Wielkanoc kiedy": "date Ostersonntag ist", "quand est Pâques ?": "date Ostersonntag ist", "¿Cuándo es Navidad?": "date Weihnachten: 25. bis 26. Dezember 2026.", "متى عيد الفطر؟": "date Fest des Fastenbrechens",
		"نوروز کی است": "date Nouruz (iranisches Neujahr) ist am Sonntag, 21. März 2027. | Naw-Rúz", "Yılbaşı ne zaman": "date Neujahr ist am Freitag, 1. Januar 2027.",
		"wan ist ostern": "date Ostersonntag ist am Sonntag, 28. März 2027. | Orthodoxes Osterfest (Pascha) ist am Sonntag, 2. Mai 2027.", "wann ist weinachten": "date Weihnachten: 25. bis 26. Dezember 2026.",
		"Wann ist Weihnachten": "date Weihnachten: 25. bis 26. Dezember 2026. | Weihnachten (orthodox) (neuer Kalender) ist", "Pascua 2027": "date Ostersonntag ist",
		// What the house offers.
		"Termine nächste Woche": "events Nächste Woche: 1. Dezember Sprechstunde", "Veranstaltungen im Dezember": "events Dezember 2026: 1. Dezember Sprechstunde · 9. Dezember Konzert", "Termine heute": "events Donnerstag, 26. November 2026: 26. November Heute",
		"Termine diesen Monat": "events November 2026: 26. November Heute", "kommende Termine": "events Nächste Termine: 26. November Heute · 1. Dezember Sprechstunde · 9. Dezember Konzert", "Veranstaltungen am 3. Dezember": "events Donnerstag, 3. Dezember 2026: kein Termin des Hauses eingetragen",
		"Termine": "events Nächste Termine", "Termine zum Zuckerfest": "", "Termine 2027": "", "Veranstaltungen November 2026": "events November 2026: 26. November Heute", "Welche Veranstaltungen gibt es nächste Woche?": "events Nächste Woche: 1. Dezember Sprechstunde",
		"Ist Karfreitag 2027 frei?": "holiday Karfreitag (26. März 2027) ist in Nordrhein-Westfalen gesetzlicher Feiertag",
		"am 9. März":                "day Dienstag, 9. März 2027", "elfter elfter": "day Donnerstag, 11. November 2027", "siebter Dezember": "day Montag, 7. Dezember 2026", "was ist am dritten Oktober": "day Sonntag, 3. Oktober 2027", "am siebten Dezember 2028": "day Donnerstag, 7. Dezember 2028",
		"erster dreizehnter": "", "zweiter": "",
		// What names a subject, people, what is remembered, or something else, is no day.
		"Barrierefreiheit gesetzlich": "", "Asyl 2026": "", "AGG Gruß": "", "Fatima frei": "", "wann ist Iftar": "", "ist Brückentag frei": "", "was wünscht man im Mai": "", "ist im Mai frei": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, Mai 2027: 1. Mai",
		"ist nächste Woche ein Feiertag": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 30. November bis 6. Dezember 2026: keine", "wer ist zuständig für Feiertage": "", "Gruß Feiertage": "", "Telefon am Wochenende": "", "was sagt man heute": "",
		"Mauerfall 1989": "", "Novemberpogrome 1938": "", "wann war Sivas 1993": "", "Gedenken an die Toten von Gazi (1995) 2027": "", "wann war der Mauerfall": "", "Raum der Stille": "", "wann ist Thanksgiving": "",
		"ist Katrin heute frei": "", "Michaela frei": "", "Johanna 2026": "", "Lucie frei": "", "Merkel 2027": "", "Posen 2027": "", "Nauru 2027": "", "Hanka 2027": "",
		"Bayram 2027": "date Fest des Fastenbrechens (Eid al-Fitr): 9. bis 11. März 2027",
		// School holidays.
		"Osterferien": "date Osterferien in Nordrhein-Westfalen: 22. März bis 3. April 2027 (nach zwei unabhängigen Tabellen).", "wann sind Sommerferien 2026": "date Sommerferien in Nordrhein-Westfalen: 20. Juli bis 1. September 2026 (Ferienordnung des Ministeriums).",
		"Weihnachtsferien NRW": "date Weihnachtsferien in Nordrhein-Westfalen: 23. Dezember 2026 bis 6. Januar 2027", "Schulferien 2027": "date Schulferien in Nordrhein-Westfalen, 2027: 23. Dezember 2026 bis 6. Januar 2027 Weihnachtsferien · 22. März bis 3. April 2027 Osterferien",
		// Another day of the name, another Land, more than one may mean, or what is no date.
		"ukrainischer Unabhängigkeitstag": "", "wann ist polnischer Unabhängigkeitstag": "", "türkisches Neujahr 2027": "", "Osterferien Bayern": "", "Osterferien 2050": "", "Winterferien": "", "Ferien": "", "Programm Osterferien": "",
		"koreanische Feiertage 2027": "", "jüdische Feste im Brotmonat": "", "orthodoxe jüdische Feiertage": "", "5. Advent 2026": "", "Passau 2027": "", "Osten 2027": "", "genau 2027": "",
		"was ist los": "events Nächste Termine: ", "was gibt es": "", "was ist Ramadan": "", "Dezember": "", "Dezember 2500": "", "2027": "", "Notdienst Wochenende": "", "Telefon Feyertag": "", "Feste im Jnui": "", "was ist am 31. Februar 2028": "", "Messe Dezember 2026": "",
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

// Whoever asks for any name of any day, as people ask in whatever language, is told of
// that day, on the days that the calendar has, and nobody is told of one that the name
// does not belong to.
func TestEveryName(t *testing.T) {
	a := asker(t, "de")
	asked := []string{"wann ist %s", "%s ne zaman", "когда %s", "%s 2027"}
	for _, tr := range a.Calendar.Traditions() {
		if tr.OnRequest {
			continue
		}
		for _, o := range tr.Observances {
			id := o.ID
			if _, twin := a.Calendar.Observance(o.SameAs); twin {
				id = o.SameAs
			}
			for i, n := range a.Profiles.NamesOf(&o) {
				text := fmt.Sprintf(asked[i%len(asked)], n.Text)
				answer, err := a.Answer(text)
				if err != nil {
					t.Fatal(err)
				}
				if answer == nil || answer.Kind != Date {
					_, day := datecheck.ReadDay(n.Text, a.Today)
					_, _, month := datecheck.ReadMonth(n.Text, a.Today)
					if german.ReadQuestion(n.Text).About == n.Text && !day && !month { // nothing else may be meant
						t.Errorf("%q of %s is not answered: %v", text, id, answer)
					}
					continue
				}
				told := slices.ContainsFunc(answer.Lines, func(l Line) bool { return l.Target == string(id) })
				if !told && len(answer.Lines) < maxLines && !alikeLine(a, answer.Lines, id) {
					t.Errorf("%q of %s is answered by %v", text, id, answer.Lines)
				}
				for _, l := range answer.Lines {
					if a.Names.Claim(calendar.ID(l.Target), n.Text) == 0 {
						t.Errorf("%q is answered with %s, which has no such name", text, l.Target)
					}
					if l.From != 0 && !slices.ContainsFunc(a.Calendar.Of(calendar.ID(l.Target), l.From, l.To), func(oc calendar.Occurrence) bool { return oc.First == l.From && oc.Last == l.To }) {
						t.Errorf("%q is answered with %s on %s, which the calendar does not have", text, l.Target, l.From)
					}
				}
			}
		}
	}
}

// alikeLine reports whether a line says the same as one about a day would.
func alikeLine(a *Asker, lines []Line, id calendar.ID) bool {
	o, _ := a.Calendar.Observance(id)
	return slices.ContainsFunc(lines, func(l Line) bool { return l.Name == o.Name.German })
}

// A day of another country, people or faith than the name says is not told.
func TestTellingWords(t *testing.T) {
	a := asker(t, "de")
	for _, word := range []string{"ukrainisches", "türkisches", "polnische", "indischer", "brasilianisches", "deutsche", "marsianisches"} {
		for _, tr := range a.Calendar.Traditions() {
			for i, o := range tr.Observances {
				text := "wann ist " + word + " " + o.Name.German
				if i%5 != 0 || len(a.Names.Exactly(word+" "+o.Name.German)) > 0 {
					continue
				}
				if answer, err := a.Answer(text); err != nil || answer != nil {
					t.Errorf("%q is answered: %v, %v", text, answer, err)
				}
			}
		}
	}
}

// What is named of a month is in the order of its days, at most eight, and has what
// weighs most of every part of it.
func TestEveryMonth(t *testing.T) {
	a := asker(t, "de")
	for m := time.January; m <= time.December; m++ {
		for year := 2027; year <= 2029; year++ {
			first, last := calendar.NewDate(year, m, 1), calendar.NewDate(year, m+1, 1)-1
			all := a.Calendar.Occurrences(first, last, calendar.Filter{})
			all = slices.DeleteFunc(all, func(o calendar.Occurrence) bool { return o.First < first })
			shown, _ := a.chosen(all, first, last)
			if len(shown) != maxNames || !slices.IsSortedFunc(shown, func(x, y calendar.Occurrence) int { return int(x.First - y.First) }) {
				t.Errorf("%d-%d: %d are named, or not in order", year, m, len(shown))
			}
			if shown[0].First > first+10 || shown[len(shown)-1].First < last-10 {
				t.Errorf("%d-%d: only days from %s to %s are named", year, m, shown[0].First, shown[len(shown)-1].First)
			}
		}
	}
}

// What is answered as a whole leaves nothing to look for; of other questions the feast
// is left.
func TestWhatIsLeft(t *testing.T) {
	a := asker(t, "de")
	for text, want := range map[string]string{
		"heute": "nothing", "was ist diese Woche": "nothing", "Feste nächste Woche": "nothing", "ist heute Feiertag?": "nothing", "Feste im Dezember": "", "9.3.2027": "",
		"Пасха когда": "Пасха", "Wann ist Ostern 2028?": "Ostern 2028", "Ostern 2028": "", "Feiertage 2027": "",
	} {
		answer, err := a.Answer(text)
		if err != nil || answer == nil {
			t.Fatalf("%q is not answered: %v", text, err)
		}
		got := answer.About
		if answer.Whole {
			got = "nothing"
		}
		if got != want {
			t.Errorf("%q leaves %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"feste im dezmber": "Dezember", "feiertge 2027": "Feiertage", "wann ist weinachten": "Weihnachten", "wann ist Ostern": ""} {
		if answer, err := a.Answer(text); err != nil || answer == nil || answer.Guess != want {
			t.Errorf("%q: %+v, %v, want the guess %q", text, answer, err, want)
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
	for _, s := range []string{"Wann ist Ostern 99999?", "Feste im Mai 0", "31.2.2027", "\x00\u202e", "Telefon ' OR 1=1", "jüdische Feiertage 0", "Schulferien 99999", "Feste im Dezmber 9999", "6. Januar 0000 Feiertag", "متى \u202e", strings.Repeat("wann ", 50), "1.1.0000", "Frau " + strings.Repeat("a", 200), "Feste März bis 99999", "zwischen  und  2027", "schulfrei 0.0.0", "Dec 0 2027", "99/99/9999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { ask(t, a, s) })
}
