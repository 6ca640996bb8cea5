package direct

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// What people ask about days: each line is one of its kind, with what is alike and is not
// answered. Today is Thursday, 26 November 2026.
func TestAskedOfDays(t *testing.T) {
	a := asker(t, "de")
	for text, want := range map[string]string{ // the beginning of the answer
		// Years of a tradition's own calendar.
		"Ramadan 1448": "date Ramadan 1448 der eigenen Zeitrechnung: 8. Februar bis 8. März 2027, beginnt am Abend zuvor; angekündigt", "Ramadan 1500": "date Ramadan 1500 der eigenen Zeitrechnung: 21. Juli bis 18. August 2077, ", "Chanukka 5840": "date Chanukka 5840 der eigenen Zeitrechnung: 18. bis 25. Dezember 2079", "ramadan 1447": "date Ramadan 1447 der eigenen Zeitrechnung war: 19. Februar bis 19. März 2026. Das nächste Mal",
		"Chanukka 5787": "date Chanukka 5787 der eigenen Zeitrechnung: 5. bis 12. Dezember 2026", "Nouruz 1406": "date Nouruz (iranisches Neujahr) 1406 der eigenen Zeitrechnung ist am Sonntag, 21. März 2027.", "نوروز 1406": "date Nouruz",
		"Naw-Rúz 184": "date Naw-Rúz (Neujahr) 184 der eigenen Zeitrechnung: Sonntag, 21. März 2027", "Koptisches Neujahr 1744": "date Nayrouz (koptisches Neujahr) 1744 der eigenen",
		"Genna 2019":  "date Genna / Lidet (äthiopisches und eritreisches Weihnachten) 2019 unserer Zeitrechnung war: Montag, 7. Januar 2019. Das nächste Mal: 7. Januar 2027. | Genna / Lidet (äthiopisches und eritreisches Weihnachten) 2019 der eigenen Zeitrechnung ist am Donnerstag, 7. Januar 2027.",
		"Genna 2028":  "date Genna / Lidet (äthiopisches und eritreisches Weihnachten) ist am Freitag, 7. Januar 2028.",
		"Vesakh 2570": "", "Opferfest 2500": "", "Chanukka 9999": "", "Ramadan 99999": "", "Ramadan 183": "", "Ostern 183": "", "Ostern 2101": "date Dieser Kalender reicht von 1900 bis 2100.", "Weihnachten 1448": "date Dieser Kalender",
		// A day that only resembles another.
		"wann ist Midsommar": "", "Midsommar 2027": "", "Wann ist Vatertag": "date Christi Himmelfahrt ist am Donnerstag, 6. Mai 2027.", "Grüße zum Vatertag": "", "Gruß Himmelfahrt": "greeting Christi Himmelfahrt",
		// A day off, with what day it is.
		"habe ich übermorgen frei": "holiday Samstag, 28. November 2026: in Nordrhein-Westfalen kein gesetzlicher Feiertag, aber Wochenende.", "ist Sonntag Feiertag?": "holiday Sonntag, 29. November 2026: in Nordrhein-Westfalen kein gesetzlicher Feiertag, aber Wochenende.",
		"ist Montag Feiertag": "holiday Montag, 30. November 2026: in Nordrhein-Westfalen kein gesetzlicher Feiertag. | Montag, 30. November 2026: ", "is monday a holiday": "holiday Montag, 30. November 2026", "ist Donnerstag frei": "", "ist Mo frei": "",
		"wann ist der zweite Feiertag": "", "zweiter Feiertag frei": "", "wann ist Fronleichnam frei": "date Fronleichnam ist am Donnerstag, 27. Mai 2027.", "wie viele Feiertage hat NRW": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, die nächsten",
		"evangelische Feiertage 2027": "day Christentum (westlich), evangelisch, 2027: 1. Januar Neujahr · 6. Januar Heilige Drei Könige (Epiphanias) · 25. März", "nächster jüdischer Feiertag": "day Judentum, die nächsten zwölf Monate: 5. Dezember 2026 Chanukka", "wann ist das nächste jüdische Fest": "day Judentum, die nächsten", "nächstes jüdisches Konzert": "", "wann ist der nächste gesetzliche Feiertag": "holiday Erster Weihnachtstag ist", "Zuckerfest 2027 NRW": "date Fest des Fastenbrechens", "Zuckerfest 2027 Bayern": "", "wie viele Tage dauert Chanukka": "date Chanukka: 5. bis",
		"Brückentage 2027": "holiday Brückentage in Nordrhein-Westfalen, 2027: Fr, 7. Mai (Christi Himmelfahrt) · Fr, 28. Mai (Fronleichnam)", "Brückentage 2028": "holiday Brückentage in Nordrhein-Westfalen, 2028: Fr, 26. Mai (Christi Himmelfahrt) · Fr, 16. Juni (Fronleichnam) · Mo, 2. Oktober (Tag der Deutschen Einheit)",
		"nächster Brückentag": "holiday Nächster Brückentag in Nordrhein-Westfalen: Fr, 7. Mai (Christi Himmelfahrt)", "nächster Brückentag 2026": "holiday Brückentage in Nordrhein-Westfalen, 2026: Fr, 2. Januar (Neujahr) · ", "Brückentage NRW": "holiday Brückentage in Nordrhein-Westfalen, die nächsten zwölf", "Brückentage Bayern": "", "Brückentag beantragen": "", "Brückentage im Mai": "", "Brückentage 2101": "", "Brückentage KW 20": "",
		// Weeks and weekends.
		"KW 50": "day KW 50, 7. bis 13. Dezember 2026: 8. Dezember", "kw1": "day KW 1, 4. bis 10. Januar 2027: ", "KW 48": "day KW 48, 23. bis 29. November 2026: ", "KW 1 2026": "day KW 1, 29. Dezember 2025 bis 4. Januar 2026: ", "KW 53 2026": "day KW 53, 28. Dezember 2026 bis 3. Januar 2027: ",
		"KW 53 2027": "", "KW 54": "", "KW 50 2101": "", "KW 50 Leistung": "", "Feiertage KW 53": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, KW 53, 28. Dezember 2026 bis 3. Januar 2027: 1. Januar Neujahr", "Termine KW 49": "events KW 49, 30. November bis 6. Dezember 2026: 1. Dezember Sprechstunde",
		"welche KW haben wir": "day Donnerstag, 26. November 2026: KW 48", "KW 24.12.": "day Donnerstag, 24. Dezember 2026: KW 52", "in welcher KW ist Ostern": "date Ostersonntag ist am Sonntag, 28. März 2027. KW 12.", "welche KW ist nächste Woche": "day Montag, 30. November 2026: KW 49", "in welcher KW sind die Sommerferien": "date Sommerferien in Nordrhein-Westfalen: 19. Juli bis 31. August 2027 (nach zwei unabhängigen Tabellen). KW 29.", "welche KW ist Betriebsausflug": "",
		"nächstes Wochenende": "day 28. bis 29. November 2026: 28. November Weihnachtsfasten", "kommendes Wochenende": "day Dieses Wochenende: 28. November", "Termine nächstes Wochenende": "events 28. bis 29. November 2026: kein Termin des Hauses eingetragen | 5. bis 6. Dezember 2026: kein", "übernächstes Wochenende": "", "diese Woche 2027": "",
		// How long it is until then.
		"wie lange noch bis Weihnachten": "date Weihnachten: 25. bis 26. Dezember 2026. Noch 29 Tage. | Weihnachten (orthodox) (neuer Kalender) ist am Freitag, 25. Dezember 2026. Noch 29 Tage.", "wie viele Tage bis Ostern?": "date Ostersonntag ist am Sonntag, 28. März 2027. Noch 122 Tage.", "wie viele Tage sind es noch bis Ostern 2028": "date Ostersonntag ist am Sonntag, 16. April 2028. Noch 507 Tage.",
		"wie lange noch bis zum Zuckerfest": "date Fest des Fastenbrechens (Eid al-Fitr): 9. bis 11. März 2027, beginnt am Abend zuvor; angekündigt von der Diyanet; nach Sichtung auch ab 10. März. Noch 103 bis 104 Tage.", "wie viele Tage bis zum 24.12.": "date Donnerstag, 24. Dezember 2026: Noch 28 Tage.", "wie lange noch bis morgen": "", "wie lange noch bis Freitag": "date Freitag, 27. November 2026: Noch ein Tag.",
		"wie lange noch bis zu den Ferien": "date Weihnachtsferien in Nordrhein-Westfalen: 23. Dezember 2026 bis 6. Januar 2027 (Ferienordnung des Ministeriums). Noch 27 Tage.", "wie lange noch bis zum nächsten Feiertag": "holiday Erster Weihnachtstag ist am Freitag, 25. Dezember 2026. Noch 29 Tage.",
		"wie lange noch bis Feierabend": "", "wie lange noch bis zum Wochenende": "", "wie viele Tage hat Ramadan": "", "wie viele Tage bis 31.2.2027": "", "wie viele Tage bis 24.12.2020": "", "wie lange noch bis Ostern 2020": "", "wie lange noch": "",
		// From one month or day to another.
		"Feste März bis Mai": "day März bis Mai 2027: 9. März", "Feste von Maerz bis Mai 2028": "day März bis Mai 2028: ", "Feste Oktober-Dezember": "day Oktober bis Dezember 2026, ab heute: 26. November", "Feiertage zwischen April und Juni 2027": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, April bis Juni 2027: 1. Mai Erster Mai · 6. Mai Christi Himmelfahrt · 17. Mai Pfingstmontag · 27. Mai Fronleichnam",
		"Feiertage Dezember bis Januar": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, Dezember 2026 bis Januar 2027: 25. Dezember", "Feiertage November bis Januar 2028": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, November 2027 bis Januar 2028: 1. November", "Feiertage Dezember 2027 bis Februar 2028": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, Dezember 2027 bis Februar 2028: 25. Dezember", "jüdische Feste September bis Oktober 2027": "day Judentum, September bis Oktober 2027: ",
		"Feiertage im Mai und Juni": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, Mai 2027: 1. Mai Erster Mai · 6. Mai Christi Himmelfahrt · 17. Mai Pfingstmontag · 27. Mai Fronleichnam | Gesetzliche Feiertage in Nordrhein-Westfalen, Juni 2027: keine", "Feste 1.12.-24.12.": "day 1. bis 24. Dezember 2026: ", "Feiertage 1.–15. Mai 2028": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 1. bis 15. Mai 2028: 1. Mai", "Feste Januar bis Januar": "", "Feste Mai und Mai": "", "Feste Dezember und Januar 2027": "", "Feste Dezember und Januar": "day Dezember 2026: ", "Termine 4710-160": "", "Feste vom 1. bis 15. Mai": "day 1. bis 15. Mai 2027: 1. Mai", "Feiertage 20.12. bis 6.1.": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 20. Dezember 2026 bis 6. Januar 2027: 25. Dezember",
		"Feste zwischen dem 1.4. und dem 30.6.2027": "day 1. April bis 30. Juni 2027: ", "Termine Dezember bis Februar": "events Dezember 2026 bis Februar 2027: 1. Dezember Sprechstunde · 9. Dezember Konzert", "März bis Mai": "", "März bis Mai 2027": "day März bis Mai 2027: ", "Feste von Maria bis Mai": "", "Feste 2026 bis 2030": "", "Feiertage Januar 1985 bis März 1985": "", "Feste Mai 2027 bis Juni 2029": "", "Feste 31.2. bis 1.5.": "", "Feste 1. bis 4. Advent": "", "Feste März bis Mai KW 12": "", "Öffnungszeiten März bis Mai 2027": "",
		"Feste Anfang Mai": "day 1. bis 10. Mai 2027: 1. Mai", "Feste Mitte März 2028": "day 11. bis 20. März 2028: ", "Feiertage Ende Mai": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 21. bis 31. Mai 2027: 27. Mai Fronleichnam", "Termine Anfang Dezember": "events 1. bis 10. Dezember 2026: 1. Dezember Sprechstunde", "Anfang Mai": "", "Ende Ostern": "date Ostersonntag", "Feiertage 2027 am Wochenende": "",
		// Days near today.
		"gestern": "day Mittwoch, 25. November 2026: ", "am 24.12": "day Donnerstag, 24. Dezember 2026: Heiligabend", "24.12": "", "passt der 9. März 2027": "day Dienstag, 9. März 2027: Fest des Fastenbrechens (Eid al-Fitr) | Passt mein Termin", "Termin am Montag": "day Montag, 30. November 2026", "Termin am Standort": "", "am 3.05 Uhr": "", "Zuckerfest welcher Tag 2028": "date Fest des Fastenbrechens",
		// Years near this one.
		"wann war Ostern letztes Jahr": "date Ostersonntag war: Sonntag, 20. April 2025. Das nächste Mal: 28. März 2027. | Orthodoxes", "Ramadan letztes Jahr": "date Ramadan war: 1. bis 29. März 2025. Das nächste Mal: 8. Februar bis 8. März 2027.", "Opferfest übernächstes Jahr": "date Opferfest (Eid al-Adha): 5. bis 8. Mai 2028", "Feiertage letztes Jahr": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 2025: 1. Januar Neujahr", "Osterferien letztes Jahr": "date Osterferien in Nordrhein-Westfalen: 14. bis 26. April 2025", "letztes Jahr": "", "wer war letztes Jahr zuständig": "",
		// Dates in other spellings.
		"24/12/2027": "day Freitag, 24. Dezember 2027: Heiligabend", "24-12-2027": "day Freitag, 24. Dezember 2027: Heiligabend", "Dec 24 2027": "day Freitag, 24. Dezember 2027: Heiligabend", "24. Dez. 27": "day Freitag, 24. Dezember 2027: Heiligabend", "am 24ten Dezember": "day Donnerstag, 24. Dezember 2026: Heiligabend", "24th of December 2027": "day Freitag, 24. Dezember 2027", "ist der 24te Dezember frei": "holiday Donnerstag, 24. Dezember 2026: ",
		"3/4/2027": "", "12/24/2027": "", "24/12": "", "24-12": "", "24-12-27": "", "Mai 24": "", "Dezember 24": "", "31/2/2027": "", "36-1-2026": "",
		"Genna letztes Jahr": "date Genna / Lidet (äthiopisches und eritreisches Weihnachten) war: Dienstag, 7. Januar 2025. Das nächste Mal: 7. Januar 2027.", "wann war Meskel letztes Jahr": "date Meskel (Kreuzauffindung, äthiopisch und eritreisch) war: Samstag, 27. September 2025. Das nächste Mal: 28. September 2027.",
		"Ramadan Anfang 2028": "date Ramadan: 28. Januar", "letzter Tag Ramadan 2027": "date Ramadan: 8. Februar bis 8. März 2027", "erster Tag der Osterferien": "date Osterferien", "letzter Tag der Frist": "", "Anfang der Sitzung": "", "Ostern im Jahr 2028": "date Ostersonntag ist am Sonntag, 16. April 2028.", "Feiertage des Jahres 2027": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 2027: ",
		// Whether a feast is on a day.
		"ist Ostern am 28. März 2027": "date Ostersonntag ist am Sonntag, 28. März 2027. | Orthodoxes Osterfest (Pascha) ist am Sonntag, 2. Mai 2027. | Sonntag, 28. März 2027: ", "ist morgen Zuckerfest?": "date Fest des Fastenbrechens (Eid al-Fitr): 9. bis 11. März 2027, beginnt am Abend zuvor; angekündigt von der Diyanet; nach Sichtung auch ab 10. März. | Freitag, 27. November 2026: ", "ist am 9. März Zuckerfest": "date Fest des Fastenbrechens (Eid al-Fitr): 9. bis 11. März 2027, beginnt am Abend zuvor; angekündigt von der Diyanet; nach Sichtung auch ab 10. März. | Dienstag, 9. März 2027: ",
		"Montag Pfingsten": "", "Weihnachten Montag": "", "Ostern frei Wochenende": "", "frei Ostern Wochenende": "", "Sommerferien 2027 Sommerferien": "date Sommerferien in Nordrhein-Westfalen: 19. Juli bis 31. August 2027 (nach zwei unabhängigen Tabellen).",
		"ist heute Betriebsausflug": "", "Ostern am 31.2.2027": "", "Konzert am 9. März": "", "Zuckerfest am Standort": "", "Telefon Ostern heute": "", "Ostern am 3. Mai 1850": "",
		"Ostern Ferien 2027": "date Osterferien in Nordrhein-Westfalen: 22. März bis 3. April 2027", "Ferien Ostern": "date Osterferien", "wann sind Ferien an Pfingsten": "date Pfingstferien", "Ferien zu Weihnachten": "date Weihnachtsferien", "Ferien am Meer": "",
		// Two questions in one, and what is kept within school holidays.
		"Feiertag Schulferien": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, die nächsten zwölf Monate: 25. Dezember", "Schulferien und Feiertage 2027": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 2027: 1. Januar", "Sommerferien und Herbstferien 2027": "date Sommerferien in Nordrhein-Westfalen: 19. Juli bis 31. August 2027 (nach zwei unabhängigen Tabellen). | Herbstferien in Nordrhein-Westfalen: 23. Oktober",
		"Feiertage Brückentage 2027": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, 2027: 1. Januar", "Brückentag Schulferien": "holiday Brückentage in Nordrhein-Westfalen, die nächsten zwölf Monate: Fr, 7. Mai (Christi Himmelfahrt) · Fr, 28. Mai (Fronleichnam) | Schulferien",
		"Feiertage Osterferien": "holiday Gesetzliche Feiertage in Nordrhein-Westfalen, Osterferien, 22. März bis 3. April 2027: 26. März Karfreitag · 29. März Ostermontag", "Feste in den Sommerferien 2027": "day Sommerferien, 19. Juli bis 31. August 2027: ", "Feste in den Ferien": "day Weihnachtsferien, 23. Dezember 2026 bis 6. Januar 2027: 23. Dezember", "Feste in den Ferien 2027": "", "Termine in den Weihnachtsferien": "events Weihnachtsferien, 23. Dezember 2026 bis 6. Januar 2027: kein Termin", "Feste in den Sommerferien Bayern": "", "Betreuung in den Sommerferien": "", "Öffnungszeiten Sommerferien Herbstferien": "",
		"wann sind Zuckerfest und Opferfest": "date Fest des Fastenbrechens (Eid al-Fitr): 9. bis 11. März 2027, beginnt am Abend zuvor; angekündigt von der Diyanet; nach Sichtung auch ab 10. März. | Opferfest (Eid al-Adha): 16.", "Ostern und Pfingsten 2028": "date Ostersonntag ist am Sonntag, 16. April 2028. | Orthodoxes Osterfest (Pascha) ist am Sonntag, 16. April 2028. | Pfingstsonntag ist am Sonntag, 4. Juni 2028.", "Ostern und Weihnachtsfeier 2027": "", "wann sind Zuckerfest und Betriebsausflug": "", "when is Passover 2027 and Easter 2027": "date Pessach", "Ostern 2027 und Pfingsten 2028": "date Ostersonntag ist am Sonntag, 28. März 2027. | Orthodoxes Osterfest (Pascha) ist am Sonntag, 2. Mai 2027. | Pfingstsonntag ist am Sonntag, 4. Juni 2028.", "Zuckerfest Opferfest": "", "wann sind Zukerfest und Opferfest": "", "Telefon Sommerferien Herbstferien": "",
		"sind Karfreitag und Ostermontag frei": "holiday Karfreitag ist in Nordrhein-Westfalen gesetzlicher Feiertag", "heute und morgen frei": "holiday Donnerstag, 26. November 2026: in Nordrhein-Westfalen kein gesetzlicher Feiertag. | Freitag, 27. November 2026: in", "heute und morgen": "day Donnerstag, 26. November 2026: ", "heute morgen": "day Donnerstag, 26. November 2026: ", "Termine heute Abend": "events Donnerstag, 26. November 2026: ",
		// When schools are closed.
		"ist am 17.6.2027 schulfrei": "holiday Donnerstag, 17. Juni 2027: in Nordrhein-Westfalen weder Schulferien noch gesetzlicher Feiertag. Bewegliche Ferientage legt jede Schule selbst fest.", "ist am 27.5.2027 schulfrei": "holiday Donnerstag, 27. Mai 2027: in Nordrhein-Westfalen keine Schule: gesetzlicher Feiertag (Fronleichnam).", "schulfrei am 18. Mai 2027": "holiday Dienstag, 18. Mai 2027: in Nordrhein-Westfalen keine Schule: Pfingstferien (nach zwei unabhängigen Tabellen).", "ist Sonntag schulfrei": "holiday Sonntag, 29. November 2026: in Nordrhein-Westfalen Wochenende, weder",
		"wann ist schulfrei": "holiday Schulferien in Nordrhein-Westfalen, die nächsten zwölf Monate: 23. Dezember 2026 bis 6. Januar 2027 Weihnachtsferien", "schulfrei": "holiday Schulferien in Nordrhein-Westfalen, die nächsten", "schulfreie Tage 2027": "holiday Schulferien in Nordrhein-Westfalen, 2027: 23. Dezember", "schulfrei im Juni 2027": "holiday Schulferien in Nordrhein-Westfalen, Juni 2027: keine | Gesetzliche Feiertage in Nordrhein-Westfalen, Juni 2027: keine", "ist Rosenmontag schulfrei": "holiday Rosenmontag, Montag, 8. Februar 2027: in Nordrhein-Westfalen weder Schulferien", "ist Fronleichnam schulfrei": "holiday Fronleichnam, Donnerstag, 27. Mai 2027: in Nordrhein-Westfalen keine Schule: gesetzlicher", "ist Opferfest schulfrei": "", "ist Pfingsten schulfrei": "holiday Pfingstmontag, Montag, 17. Mai 2027: in Nordrhein-Westfalen keine Schule: gesetzlicher Feiertag (Pfingstmontag).", "ist Muttertag schulfrei": "holiday Muttertag, Sonntag, 9. Mai 2027: in Nordrhein-Westfalen Wochenende,",
		"schulfrei am 1.10.2035": "", "schulfrei Bayern": "", "schulfrei am 17.6.2027 Bayern": "", "schulfrei beantragen": "", "Telefon schulfrei": "", "schulfrei 2050": "", "schulfrei am 31.2.2027": "", "wie lange noch bis schulfrei": "",
		// What people call a day.
		"wann ist Ostersamstag": "date Karsamstag ist am Samstag, 27. März 2027.", "wann ist Fettdonnerstag": "date Weiberfastnacht ist am Donnerstag, 4. Februar 2027.", "Tag der dt. Einheit 2027": "date Tag der Deutschen Einheit ist am Sonntag, 3. Oktober 2027.", "wann ist Herrentag": "date Christi Himmelfahrt ist am Donnerstag, 6. Mai 2027.", "wann ist erster Osterfeiertag": "date Ostersonntag ist am", "wann ist Osternacht": "", "wann ist Karneval": "", "wann ist Osterdienstag": "",
		// What the house offers next.
		"nächster Termin": "events Nächster Termin: 26. November Heute", "Wann ist die nächste Veranstaltung?": "events Nächster Termin: 26. November Heute", "nächste Veranstaltung zu Weihnachten": "", "nächster Termin beim Bürgeramt": "", "Termine Weihnachten 2026": "", "Zuckerfest im Büro 2027": "",
		// Ways of asking.
		"wann wird Ostern gefeiert": "date Ostersonntag", "wann kommt der Nikolaus": "date Nikolaustag", "an welchem Wochentag ist Heiligabend": "date Heiligabend ist am Donnerstag, 24. Dezember 2026.", "welcher Wochentag ist der 24.12.2027": "day Freitag, 24. Dezember 2027: ", "was ist am Montag los": "day Montag, 30. November 2026", "Montag": "", "wann kommt das Gehalt": "",
		"Weihnachtsgrüße": "greeting Weihnachten: „Frohe Weihnachten!“", "Pfingstgruß": "greeting Pfingstsonntag: ", "Neujahrswünsche": "greeting Neujahr: ", "Geburtstagsgrüße": "", "Grußkarte": "", "darf man zum Opferfest gratulieren": "greeting Opferfest", "Ferien NRW": "date Schulferien in Nordrhein-Westfalen", "wann sind die nächsten Ferien": "date Schulferien", "Weihnachtsfeier": "", "Osterfeuer 2027": "", "Neujahrsempfang": "", "Muttersprache": "", "Advent Advent": "", "Fest der Liebe": "", "5 kW Anlage": "",
	} {
		got := ask(t, a, text)
		if want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s\nwant %s", text, got, want)
		}
	}
}

// On a Saturday the next weekend is the one after, and a weekday that is today may mean
// either.
func TestAskedOnOtherDays(t *testing.T) {
	a := asker(t, "de")
	for _, asked := range []struct {
		on         calendar.Date
		text, want string
	}{
		{calendar.NewDate(2026, time.November, 28), "nächstes Wochenende", "day 5. bis 6. Dezember 2026: 5. Dezember Chanukka"},
		{calendar.NewDate(2026, time.November, 28), "kommendes Wochenende", "day 5. bis 6. Dezember 2026: 5. Dezember Chanukka"},
		{calendar.NewDate(2026, time.November, 28), "Wochenende", "day Dieses Wochenende: 28. November"},
		{calendar.NewDate(2026, time.November, 28), "ist Samstag frei", ""},
		{calendar.NewDate(2026, time.December, 25), "wie lange noch bis Weihnachten", "date Weihnachten: 25. bis 26. Dezember 2026. Das ist heute."},
		{calendar.NewDate(2026, time.December, 26), "wie lange noch bis Weihnachten", "date Weihnachten: 25. bis 26. Dezember 2026. | "},
		{calendar.NewDate(2026, time.December, 24), "wie lange noch bis Weihnachten", "date Weihnachten: 25. bis 26. Dezember 2026. Noch ein Tag."},
		{calendar.NewDate(2027, time.January, 1), "welche KW", "day Freitag, 1. Januar 2027: KW 53"},
		{calendar.NewDate(2027, time.January, 1), "KW 53", "day KW 53, 28. Dezember 2026 bis 3. Januar 2027: "},
		{calendar.NewDate(2027, time.January, 1), "KW 50", "day KW 50, 13. bis 19. Dezember 2027: "},
	} {
		a.Today = asked.on
		got := ask(t, a, asked.text)
		if asked.want == "" && got != "" || !strings.HasPrefix(got, asked.want) {
			t.Errorf("%q on %s: %s\nwant %s", asked.text, asked.on, got, asked.want)
		}
	}
}

// A week has the number that ISO 8601 gives it.
func TestWeekNumber(t *testing.T) {
	for d := calendar.NewDate(1999, time.December, 1); d < calendar.NewDate(2040, time.February, 1); d += 3 {
		if _, want := d.At(12, 0, time.UTC).ISOWeek(); weekNumber(d) != want {
			t.Errorf("%s is in week %d, not %d", d, weekNumber(d), want)
		}
	}
}

// Days are bridges only if the house works on them.
func TestBridgeIsWorkday(t *testing.T) {
	a := asker(t, "de")
	a.Workday = func(d calendar.Date) bool { return d != calendar.NewDate(2027, time.May, 7) }
	if got := ask(t, a, "Brückentage 2027"); !strings.HasSuffix(got, ": Fr, 28. Mai (Fronleichnam)") {
		t.Error(got)
	}
}

// On a day on which the house is off duty people are told so, and not only that it is no
// public holiday.
func TestOffDuty(t *testing.T) {
	a := asker(t, "de")
	a.Workday = func(d calendar.Date) bool { return d != calendar.NewDate(2026, time.December, 24) }
	for text, want := range map[string]string{
		"Heiligabend frei?": "holiday Heiligabend ist in Nordrhein-Westfalen kein gesetzlicher Feiertag. Das Haus hat an diesem Tag dienstfrei.", "ist am 24.12. frei": "holiday Donnerstag, 24. Dezember 2026: in Nordrhein-Westfalen kein gesetzlicher Feiertag. Das Haus hat an diesem Tag dienstfrei.",
		"Silvester frei": "holiday Silvester ist in Nordrhein-Westfalen kein gesetzlicher Feiertag.",
	} {
		if got, _, _ := strings.Cut(ask(t, a, text), " | "); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}

// What people ask about people, each with the guess if the name has a typing error.
func TestAskedOfPeople(t *testing.T) {
	a := asker(t, "de")
	person := func(id, name, function, dezernat, room string, tags ...string) *content.Contact {
		return &content.Contact{Item: content.Item{ID: id, Text: content.Text{Title: name}, Dezernat: dezernat, Tags: tags}, Function: function, Phone: "0221 4710-" + room, Room: room}
	}
	all := append(slices.Clone(contacts),
		person("d1", "Aylin Meier-Lüdenscheidt", "Kartenarchiv", "61", "3.06", "Kantine"), person("d2", "Dr. Tarek Grün", "Datenschutzbeauftragter", "", "U 12"),
		person("d3", "Ngoc Anh Tann", "Kompetenzzentrum", "37", "2.14", "Dezernatsleitung"), person("d4", "Günther Maier", "Poststelle", "14", "E 04"), person("d5", "Timo Richter", "Garten", "14", "E 05"), person("d6", "Jana Michaeli", "Garten", "14", "E 06"))
	a.Contacts = func(string) ([]*content.Contact, error) { return slices.Clone(all), nil }
	for text, want := range map[string][2]string{ // the names that are told, and the guess
		"Ottilie Blaubeer": {"Ottilie Blaubeer"}, "blaubeer ottilie": {"Ottilie Blaubeer"}, "Tarek Grün": {"Dr. Tarek Grün"}, "Anh Tann": {"Ngoc Anh Tann"}, "Meier-Lüdenscheidt": {"Aylin Meier-Lüdenscheidt"}, "Guenther Maier": {"Günther Maier"},
		"Günter Maier": {"Günther Maier", "Günther Maier"}, "Ottilie Blaubär": {}, "Ottilie Papierkorb": {}, "Ottilie": {}, "Blaubeer": {"Ottilie Blaubeer"}, "blaubeer": {"Ottilie Blaubeer"}, "Lüdenscheidt": {"Aylin Meier-Lüdenscheidt"}, "Meier": {}, "Grün": {}, "Tann": {}, "Richter": {}, "Herr Richter": {"Timo Richter"}, "Michaeli": {}, "Frau Michaeli": {"Jana Michaeli"}, "Karin": {}, "Blaubeer 2027": {}, "Blaubeer Urlaub": {}, "Newroz": {}, "Blaubär": {}, "Ottilie Blaubeer Urlaub": {}, "Ottilie Blaubeer 2027": {}, "Karin Blaubeer": {}, "Heilige Barbara": {},
		"Frau Lüdenscheidt": {"Aylin Meier-Lüdenscheidt"}, "Frau Lüdenscheid": {"Aylin Meier-Lüdenscheidt", "Aylin Meier-Lüdenscheidt"}, "Frau Meier": {"Aylin Meier-Lüdenscheidt"}, "Herr Maier": {"Günther Maier"}, "Herr Moier": {"Aylin Meier-Lüdenscheidt, Günther Maier", "Aylin Meier-Lüdenscheidt, Günther Maier"}, "Frau Blaubär": {}, "Frau Blaubeet": {"Ottilie Blaubeer", "Ottilie Blaubeer"},
		"wer ist Frau Blaubeer": {"Ottilie Blaubeer"}, "wer ist Blaubeer?": {"Ottilie Blaubeer"}, "wer ist Ottilie Blaubeer": {"Ottilie Blaubeer"}, "wer ist der Datenschutzbeauftragte": {"Dr. Tarek Grün"}, "wer ist Ottilie": {}, "wer ist Chef": {}, "wer ist im Urlaub": {}, "wer ist heute da": {}, "wer hat Urlaub": {}, "wer ist Unterbringung": {},
		"wo ist Frau Blaubeer": {"Ottilie Blaubeer"}, "wo ist Raum 3.06": {"Aylin Meier-Lüdenscheidt"}, "Raum 306": {"Aylin Meier-Lüdenscheidt"}, "301": {}, "Raum 301": {"Ottilie Blaubeer"}, "3.01": {"Ottilie Blaubeer"}, "3.06": {"Aylin Meier-Lüdenscheidt"}, "U12": {"Dr. Tarek Grün"}, "Zimmer 3-06": {"Aylin Meier-Lüdenscheidt"}, "Raum U12": {"Dr. Tarek Grün"}, "wer sitzt in Raum 3.06": {"Aylin Meier-Lüdenscheidt"}, "Raum 412": {}, "Telefon 412": {"Karin Schmidt"}, "wo ist die Kantine": {}, "wo finde ich den Antrag": {}, "Telefon 3.06 Uhr": {},
		"wer sitzt in 3.06": {"Aylin Meier-Lüdenscheidt"}, "wer sitzt in 9.99": {}, "wer ist 2027 Chef": {},
		"Mrs Blaubeer": {"Ottilie Blaubeer"}, "where does Ottilie Blaubeer sit": {"Ottilie Blaubeer"}, "who sits in room 3.06": {"Aylin Meier-Lüdenscheidt"}, "who leads department 37": {"Ngoc Anh Tann"}, "who leads department 14": {}, "where does it sit": {},
		"Leiter Dez. 37": {"Ngoc Anh Tann"}, "wer leitet D37": {"Ngoc Anh Tann"}, "Dezernatsleitung 37": {"Ngoc Anh Tann"}, "wer leitet D 37 kV": {}, "Leitung 14": {}, "wer macht Unterbringung": {"Björn Löffelstiel"}, "wer macht Urlaub": {}, "email adresse von Ottilie Blaubeer": {"Ottilie Blaubeer"}, "Zimmernummer Blaubeer": {"Ottilie Blaubeer"},
		"wie kann ich Frau Blaubeer erreichen": {"Ottilie Blaubeer"}, "Tel. Blaubeer": {"Ottilie Blaubeer"}, "wer leitet Dezernat 37": {"Ngoc Anh Tann"}, "Chef von Dezernat 37": {"Ngoc Anh Tann"}, "wer leitet Dezernat 14": {}, "wer leitet Dezernat": {}, "zuständig für Karten": {}, "zuständig für Daten": {}, "zuständig für Datenschutz": {"Dr. Tarek Grün"}, "Gruß Herr Maier": {}, "Chef von Frau Blaubeer": {}, "Ansprechpartner Blaubeer": {}, "Termine Blaubeer": {}, "Nummer vom Datenschutzbeauftragten": {"Dr. Tarek Grün"}, "in welchem Raum sitzt Frau Blaubeer": {"Ottilie Blaubeer"}, "Kontakt Blaubeer": {"Ottilie Blaubeer"},
	} {
		answer, err := a.Answer(text)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		guess := ""
		if answer != nil {
			guess = answer.Guess
			for _, l := range answer.Lines {
				names = append(names, l.Name)
			}
		}
		if got := strings.Join(names, ", "); got != want[0] || guess != want[1] {
			t.Errorf("%q tells of %q, guessed %q; want %q", text, got, guess, want)
		}
	}
}
