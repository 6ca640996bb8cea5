package traditions

import (
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/julian"
)

// Sources of the Orthodox table.
const (
	paschaSource  = "Abstand zum orthodoxen Osterfest nach dem julianischen Computus"
	newCalendar   = "fester Tag nach dem neujulianischen Kalender (seit 1924 u. a. in Konstantinopel, Griechenland, Rumänien, seit September 2023 auch in der Orthodoxen Kirche der Ukraine; bis 2799 gleich dem gregorianischen)"
	oldCalendar   = "fester Tag nach dem julianischen Kalender (u. a. Russland, Serbien, Georgien, Jerusalem, Athos, Ukrainische Orthodoxe Kirche; bis August 2023 auch die Orthodoxe Kirche der Ukraine)"
	greatLent     = "Reiner Montag bis Karsamstag: die vierzig Tage enden am Freitag vor dem Lazarussamstag, das Fasten aber erst mit der Osternacht"
	newCalendarDE = " (neuer Kalender)"
	oldCalendarDE = " (julianischer Kalender)"
	newCalendarEN = " (new calendar)"
	oldCalendarEN = " (Julian calendar)"
)

// christianOrthodox returns the year of the Orthodox churches. Pascha is common
// to nearly all of them; the fixed feasts and fasts are listed twice, by the new
// calendar, which nobody used before March 1924, and by the Julian one.
func christianOrthodox() calendar.Tradition {
	apostlesFast := []string{"Petrusfasten", "Petrifasten", "Petrivka", "Peter-und-Paul-Fasten"}
	rows := []row{
		{slug: "neujahr-julianisch", german: "Altes Neujahr", english: "Old New Year", original: "Старый Новый год", lang: "ru", also: []string{"Julianisches Neujahr", "Stary Nowy god"}, kind: calendar.NewYear, rule: julian.On(time.January, 1), source: oldCalendar},
		{slug: "sava", german: "Heiliger Sava (Savindan)", english: "St Sava (Savindan)", original: "Савиндан", lang: "sr", also: []string{"Sveti Sava", "Tag des heiligen Sava", "Saint Sava's Day"}, rule: julian.On(time.January, 14), source: oldCalendar + ", 14. Januar"},
		{slug: "vergebungssonntag", german: "Vergebungssonntag", english: "Forgiveness Sunday", original: "Κυριακή της Τυρινής", lang: "el", also: []string{"Sonntag der Vergebung", "Käsesonntag", "Cheesefare Sunday"}, rule: julian.Easter(-49), source: paschaSource},
		{slug: "reiner-montag", german: "Reiner Montag (Beginn der Großen Fastenzeit)", english: "Clean Monday", original: "Καθαρά Δευτέρα", lang: "el", also: []string{"Kathara Deftera", "Sauberer Montag"}, kind: calendar.Fast, rule: julian.Easter(-48), source: paschaSource},
		{slug: "grosse-fastenzeit", german: "Große Fastenzeit (orthodox)", english: "Great Lent (Orthodox)", original: "Μεγάλη Τεσσαρακοστή", lang: "el", also: []string{"Orthodoxe Fastenzeit", "Große Fasten", "Sarakosti", "Welikij post", "Veliki post", "Great Lent"}, kind: calendar.Fast, period: true, days: 48, rule: julian.Easter(-48), source: paschaSource + "; " + greatLent},
		{slug: "palmsonntag", german: "Palmsonntag (orthodox)", english: "Palm Sunday (Orthodox)", original: "Κυριακή των Βαΐων", lang: "el", also: []string{"Einzug in Jerusalem", "Weidensonntag", "Cveti", "Cvijeti"}, rule: julian.Easter(-7), source: paschaSource},
		{slug: "karfreitag", german: "Karfreitag (orthodox)", english: "Great Friday", original: "Μεγάλη Παρασκευή", lang: "el", also: []string{"Großer Freitag", "Orthodoxer Karfreitag", "Orthodox Good Friday"}, kind: calendar.Remembrance, rule: julian.Easter(-2), source: paschaSource},
		{slug: "pascha", german: "Orthodoxes Osterfest (Pascha)", english: "Pascha (Orthodox Easter)", original: "Πάσχα", lang: "el", also: []string{"Orthodoxes Ostern", "Ostern", "Pas-cha", "Pascha", "Paskha", "Vaskrs", "Paște"}, rule: julian.Easter(0), source: paschaSource},
		{slug: "ostermontag", german: "Ostermontag (orthodox)", english: "Bright Monday", original: "Δευτέρα του Πάσχα", lang: "el", also: []string{"Orthodoxer Ostermontag", "Heller Montag", "Orthodox Easter Monday"}, rule: julian.Easter(1), source: paschaSource},
		{slug: "christi-himmelfahrt", german: "Christi Himmelfahrt (orthodox)", english: "Ascension (Orthodox)", original: "Ανάληψη του Κυρίου", lang: "el", also: []string{"Orthodoxe Himmelfahrt", "Spasovdan"}, rule: julian.Easter(39), source: paschaSource},
		{slug: "pfingsten", german: "Pfingsten (orthodox)", english: "Pentecost (Orthodox)", original: "Πεντηκοστή", lang: "el", also: []string{"Orthodoxes Pfingstfest", "Troiza", "Duhovi", "Trinity Sunday (Orthodox)"}, rule: julian.Easter(49), source: paschaSource},
		{slug: "pfingstmontag", german: "Pfingstmontag (orthodox)", english: "Monday of the Holy Spirit", original: "Δευτέρα του Αγίου Πνεύματος", lang: "el", also: []string{"Montag des Heiligen Geistes", "Orthodox Whit Monday"}, rule: julian.Easter(50), source: paschaSource},
		{slug: "allerheiligen", german: "Allerheiligensonntag (orthodox)", english: "All Saints Sunday (Orthodox)", original: "Κυριακή των Αγίων Πάντων", lang: "el", also: []string{"Sonntag aller Heiligen"}, rule: julian.Easter(56), source: paschaSource},
		{slug: "georgstag-julianisch", german: "Georgstag (Đurđevdan, Ederlezi)", english: "St George (Đurđevdan, Ederlezi)", original: "Ђурђевдан", lang: "sr", also: []string{"Djurdjevdan", "Gergjowden", "Herdelezi", "Hederlezi", "Erdelezi", "Heiliger Georg (serbisch)"}, rule: julian.On(time.April, 23), source: oldCalendar + ", 23. April"},
		{slug: "apostelfasten-neukalendarisch", german: "Apostelfasten" + newCalendarDE, english: "Apostles' Fast" + newCalendarEN, also: apostlesFast, kind: calendar.Fast, period: true, days: 29, until: "peter-und-paul-neukalendarisch", plus: -1, since: 1924, rule: gregorian.Yearly(apostlesFastOn), source: paschaSource + "; Montag nach dem Allerheiligensonntag bis 28. Juni"},
		{slug: "apostelfasten-julianisch", german: "Apostelfasten" + oldCalendarDE, english: "Apostles' Fast" + oldCalendarEN, also: apostlesFast, kind: calendar.Fast, period: true, days: 42, until: "peter-und-paul-julianisch", plus: -1, rule: julian.Easter(57), source: paschaSource + "; Montag nach dem Allerheiligensonntag bis 28. Juni des julianischen Kalenders"},
	}
	for _, f := range []struct {
		slug, german, english, greek, russian string
		kind                                  calendar.Kind
		days                                  int // of a fast; 0 is a feast of one day
		month                                 time.Month
		day                                   int
		also, alsoNew, alsoOld                []string // names in use by both calendars, and by one
	}{
		{"theophanie", "Theophanie (Taufe Christi)", "Theophany", "Θεοφάνεια", "Крещение Господне", "", 0, time.January, 6, []string{"Theophania", "Taufe des Herrn", "Wasserweihe", "Epiphanie", "Epiphany"}, []string{"Fota", "Boboteaza"}, []string{"Kreschtschenije", "Bogojavljenje"}},
		{"begegnung-des-herrn", "Begegnung des Herrn", "Meeting of the Lord", "Υπαπαντή", "Сретение Господне", "", 0, time.February, 2, []string{"Darstellung des Herrn", "Presentation of the Lord"}, []string{"Hypapante", "Întâmpinarea Domnului"}, []string{"Sretenije", "Sretenje"}},
		{"verkuendigung", "Verkündigung an die Gottesgebärerin", "Annunciation", "Ευαγγελισμός της Θεοτόκου", "Благовещение Пресвятой Богородицы", "", 0, time.March, 25, []string{"Mariä Verkündigung"}, []string{"Evangelismos", "Buna Vestire"}, []string{"Blagoweschtschenije", "Blagovesti"}},
		{"peter-und-paul", "Apostel Petrus und Paulus", "Apostles Peter and Paul", "Απόστολοι Πέτρος και Παύλος", "Апостолы Пётр и Павел", "", 0, time.June, 29, []string{"Peter und Paul"}, nil, []string{"Petrovdan"}},
		{"entschlafungsfasten", "Entschlafungsfasten", "Dormition Fast", "", "", calendar.Fast, 14, time.August, 1, []string{"Marienfasten", "Gottesmutterfasten", "Muttergottesfasten"}, nil, []string{"Uspenski post", "Gospojinski post"}},
		{"verklaerung", "Verklärung des Herrn", "Transfiguration", "Μεταμόρφωση του Σωτήρος", "Преображение Господне", "", 0, time.August, 6, []string{"Verklärung Christi"}, []string{"Metamorphosis", "Schimbarea la Față"}, []string{"Preobraschenije", "Apfelfest", "Preobraženje"}},
		{"entschlafung", "Entschlafung der Gottesgebärerin", "Dormition", "Κοίμηση της Θεοτόκου", "Успение Пресвятой Богородицы", "", 0, time.August, 15, []string{"Mariä Entschlafung", "Heimgang der Gottesmutter"}, []string{"Koimesis", "Adormirea Maicii Domnului"}, []string{"Uspenije", "Velika Gospojina"}},
		{"kirchenjahr", "Beginn des Kirchenjahres", "Ecclesiastical New Year", "Αρχή της Ινδίκτου", "Церковное новолетие", calendar.NewYear, 0, time.September, 1, []string{"Orthodoxes Kirchenneujahr", "Indiktion", "Church New Year"}, nil, nil},
		{"geburt-der-gottesgebaererin", "Geburt der Gottesgebärerin", "Nativity of the Theotokos", "Γέννηση της Θεοτόκου", "Рождество Пресвятой Богородицы", "", 0, time.September, 8, []string{"Mariä Geburt (orthodox)", "Geburt der Gottesmutter"}, []string{"Gennisis Theotokou", "Nașterea Maicii Domnului"}, []string{"Mala Gospojina"}},
		{"kreuzerhoehung", "Kreuzerhöhung", "Exaltation of the Cross", "Ύψωση του Τιμίου Σταυρού", "Воздвижение Креста Господня", "", 0, time.September, 14, []string{"Erhöhung des Heiligen Kreuzes", "Elevation of the Holy Cross"}, []string{"Înălțarea Sfintei Cruci"}, []string{"Krstovdan"}},
		{"weihnachtsfasten", "Weihnachtsfasten", "Nativity Fast", "", "", calendar.Fast, 40, time.November, 15, []string{"Philippusfasten", "Philippus-Fastenzeit", "Weihnachtsfastenzeit", "Orthodoxer Advent"}, nil, []string{"Roschdestwenski post", "Božićni post"}},
		{"tempelgang", "Einzug der Gottesmutter in den Tempel", "Entry of the Theotokos into the Temple", "Εισόδια της Θεοτόκου", "Введение во храм Пресвятой Богородицы", "", 0, time.November, 21, []string{"Einführung in den Tempel", "Mariä Tempelgang", "Mariä Opferung"}, []string{"Isodia", "Intrarea în Biserică"}, []string{"Vavedenje", "Wwedenije"}},
		{"nikolaus", "Heiliger Nikolaus", "St Nicholas", "Άγιος Νικόλαος", "Святитель Николай", "", 0, time.December, 6, []string{"Nikolaus von Myra", "Nikolaustag"}, []string{"Sfântul Nicolae"}, []string{"Nikoljdan"}},
		{"weihnachten", "Weihnachten (orthodox)", "Nativity of Christ", "Χριστούγεννα", "Рождество Христово", "", 0, time.December, 25, []string{"Geburt Christi", "Orthodoxes Weihnachtsfest", "Orthodox Christmas"}, []string{"Christougenna", "Crăciun"}, []string{"Roschdestwo", "Božić"}},
	} {
		greek, russian := "", ""
		if f.greek != "" {
			greek, russian = "el", "ru"
		}
		since := 1924 // first kept on 25 March
		if f.month < time.March {
			since++
		}
		rows = append(rows,
			row{slug: f.slug + "-neukalendarisch", german: f.german + newCalendarDE, english: f.english + newCalendarEN, original: f.greek, lang: greek, also: slices.Concat(f.also, f.alsoNew), kind: f.kind, period: f.days > 0, days: f.days, since: since, rule: gregorian.On(f.month, f.day), source: newCalendar},
			row{slug: f.slug + "-julianisch", german: f.german + oldCalendarDE, english: f.english + oldCalendarEN, original: f.russian, lang: russian, also: slices.Concat(f.also, f.alsoOld), kind: f.kind, period: f.days > 0, days: f.days, rule: julian.On(f.month, f.day), source: oldCalendar})
	}
	return calendar.Tradition{
		ID:          "christian-orthodox",
		Name:        calendar.Name{German: "Christentum (orthodox)", English: "Christianity (Orthodox)", Also: []string{"orthodox", "griechisch-orthodox", "russisch-orthodox", "serbisch-orthodox", "rumänisch-orthodox", "Ostkirche"}},
		Observances: table("christian-orthodox", calendar.Midnight, rows),
	}
}

// apostlesFastOn returns the first day of the Apostles' Fast by the new
// calendar, the Monday after All Saints. There is none after a late Pascha, when
// the feast of the Apostles, 29 June, comes before that Monday.
func apostlesFastOn(year int) (calendar.Date, bool) {
	d := julian.EasterSunday(year) + 57
	return d, d < calendar.NewDate(year, time.June, 29)
}
