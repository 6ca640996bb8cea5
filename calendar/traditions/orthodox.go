package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/julian"
)

// Sources of the Orthodox table.
const (
	paschaSource  = "Abstand zum orthodoxen Osterfest nach dem julianischen Computus"
	newCalendar   = "fester Tag nach dem neujulianischen Kalender (seit 1924 u. a. in Konstantinopel, Griechenland, Rumänien; bis 2799 gleich dem gregorianischen)"
	oldCalendar   = "fester Tag nach dem julianischen Kalender (u. a. Russland, Serbien, Georgien, Jerusalem, Athos)"
	newCalendarDE = " (neuer Kalender)"
	oldCalendarDE = " (julianischer Kalender)"
	newCalendarEN = " (new calendar)"
	oldCalendarEN = " (Julian calendar)"
)

// christianOrthodox returns the year of the Orthodox churches. Pascha is common
// to nearly all of them; the fixed feasts are listed twice, by the new calendar
// and by the Julian one.
func christianOrthodox() calendar.Tradition {
	rows := []row{
		{slug: "neujahr-julianisch", german: "Altes Neujahr", english: "Old New Year", original: "Старый Новый год", lang: "ru", also: []string{"Julianisches Neujahr", "Russisches Neujahr", "Stary Nowy god", "Orthodox New Year"}, kind: calendar.NewYear, rule: julian.On(time.January, 1), source: oldCalendar},
		{slug: "vergebungssonntag", german: "Vergebungssonntag", english: "Forgiveness Sunday", original: "Κυριακή της Τυρινής", lang: "el", also: []string{"Sonntag der Vergebung", "Käsesonntag", "Cheesefare Sunday"}, rule: julian.Easter(-49), source: paschaSource},
		{slug: "reiner-montag", german: "Reiner Montag (Beginn der Großen Fastenzeit)", english: "Clean Monday", original: "Καθαρά Δευτέρα", lang: "el", also: []string{"Große Fastenzeit", "Grosse Fastenzeit", "Kathara Deftera", "Great Lent"}, kind: calendar.Fast, rule: julian.Easter(-48), source: paschaSource},
		{slug: "palmsonntag", german: "Palmsonntag (orthodox)", english: "Palm Sunday (Orthodox)", original: "Κυριακή των Βαΐων", lang: "el", also: []string{"Einzug in Jerusalem", "Weidensonntag", "Cvijeti"}, rule: julian.Easter(-7), source: paschaSource},
		{slug: "karfreitag", german: "Karfreitag (orthodox)", english: "Great Friday", original: "Μεγάλη Παρασκευή", lang: "el", also: []string{"Großer Freitag", "Orthodoxer Karfreitag", "Orthodox Good Friday"}, kind: calendar.Remembrance, rule: julian.Easter(-2), source: paschaSource},
		{slug: "pascha", german: "Orthodoxes Osterfest (Pascha)", english: "Pascha (Orthodox Easter)", original: "Πάσχα", lang: "el", also: []string{"Orthodoxes Ostern", "Ostern", "Pas-cha", "Pascha", "Paskha", "Vaskrs", "Paște", "Russische Ostern", "Griechische Ostern"}, rule: julian.Easter(0), source: paschaSource},
		{slug: "ostermontag", german: "Ostermontag (orthodox)", english: "Bright Monday", original: "Δευτέρα του Πάσχα", lang: "el", also: []string{"Orthodoxer Ostermontag", "Heller Montag", "Orthodox Easter Monday"}, rule: julian.Easter(1), source: paschaSource},
		{slug: "christi-himmelfahrt", german: "Christi Himmelfahrt (orthodox)", english: "Ascension (Orthodox)", original: "Ανάληψη του Κυρίου", lang: "el", also: []string{"Orthodoxe Himmelfahrt", "Spasovdan"}, rule: julian.Easter(39), source: paschaSource},
		{slug: "pfingsten", german: "Pfingsten (orthodox)", english: "Pentecost (Orthodox)", original: "Πεντηκοστή", lang: "el", also: []string{"Orthodoxes Pfingstfest", "Troiza", "Duhovi", "Trinity Sunday (Orthodox)"}, rule: julian.Easter(49), source: paschaSource},
		{slug: "pfingstmontag", german: "Pfingstmontag (orthodox)", english: "Monday of the Holy Spirit", original: "Δευτέρα του Αγίου Πνεύματος", lang: "el", also: []string{"Montag des Heiligen Geistes", "Orthodox Whit Monday"}, rule: julian.Easter(50), source: paschaSource},
		{slug: "allerheiligen", german: "Allerheiligensonntag (orthodox)", english: "All Saints Sunday (Orthodox)", original: "Κυριακή των Αγίων Πάντων", lang: "el", also: []string{"Sonntag aller Heiligen"}, rule: julian.Easter(56), source: paschaSource},
	}
	for _, f := range []struct {
		slug, german, english, greek, russian string
		kind                                  calendar.Kind
		month                                 time.Month
		day                                   int
		also                                  []string
	}{
		{"theophanie", "Theophanie (Taufe Christi)", "Theophany", "Θεοφάνεια", "Крещение Господне", "", time.January, 6, []string{"Theophania", "Taufe des Herrn", "Wasserweihe", "Epiphanie", "Kreschtschenije", "Bogojavljenje", "Epiphany"}},
		{"begegnung-des-herrn", "Begegnung des Herrn", "Meeting of the Lord", "Υπαπαντή", "Сретение Господне", "", time.February, 2, []string{"Hypapante", "Darstellung des Herrn", "Sretenije", "Presentation of the Lord"}},
		{"verkuendigung", "Verkündigung an die Gottesgebärerin", "Annunciation", "Ευαγγελισμός της Θεοτόκου", "Благовещение Пресвятой Богородицы", "", time.March, 25, []string{"Mariä Verkündigung", "Evangelismos", "Blagoweschtschenije"}},
		{"peter-und-paul", "Apostel Petrus und Paulus", "Apostles Peter and Paul", "", "", "", time.June, 29, []string{"Peter und Paul", "Petrovdan"}},
		{"verklaerung", "Verklärung des Herrn", "Transfiguration", "Μεταμόρφωση του Σωτήρος", "Преображение Господне", "", time.August, 6, []string{"Verklärung Christi", "Metamorphosis", "Preobraschenije", "Apfelfest"}},
		{"entschlafung", "Entschlafung der Gottesgebärerin", "Dormition", "Κοίμηση της Θεοτόκου", "Успение Пресвятой Богородицы", "", time.August, 15, []string{"Mariä Entschlafung", "Heimgang der Gottesmutter", "Koimesis", "Uspenije", "Velika Gospojina"}},
		{"kirchenjahr", "Beginn des Kirchenjahres", "Ecclesiastical New Year", "", "", calendar.NewYear, time.September, 1, []string{"Orthodoxes Kirchenneujahr", "Indiktion", "Church New Year"}},
		{"kreuzerhoehung", "Kreuzerhöhung", "Exaltation of the Cross", "Ύψωση του Τιμίου Σταυρού", "Воздвижение Креста Господня", "", time.September, 14, []string{"Erhöhung des Heiligen Kreuzes", "Krstovdan", "Elevation of the Holy Cross"}},
		{"nikolaus", "Heiliger Nikolaus", "St Nicholas", "", "", "", time.December, 6, []string{"Nikolaus von Myra", "Nikoljdan", "Nikolaustag"}},
		{"weihnachten", "Weihnachten (orthodox)", "Nativity of Christ", "Χριστούγεννα", "Рождество Христово", "", time.December, 25, []string{"Geburt Christi", "Orthodoxes Weihnachtsfest", "Roschdestwo", "Božić", "Crăciun", "Orthodox Christmas"}},
	} {
		greek, russian := "", ""
		if f.greek != "" {
			greek, russian = "el", "ru"
		}
		rows = append(rows,
			row{slug: f.slug + "-neukalendarisch", german: f.german + newCalendarDE, english: f.english + newCalendarEN, original: f.greek, lang: greek, also: f.also, kind: f.kind, rule: gregorian.On(f.month, f.day), source: newCalendar},
			row{slug: f.slug + "-julianisch", german: f.german + oldCalendarDE, english: f.english + oldCalendarEN, original: f.russian, lang: russian, also: f.also, kind: f.kind, rule: julian.On(f.month, f.day), source: oldCalendar})
	}
	return calendar.Tradition{
		ID:          "christian-orthodox",
		Name:        calendar.Name{German: "Christentum (orthodox)", English: "Christianity (Orthodox)", Also: []string{"orthodox", "griechisch-orthodox", "russisch-orthodox", "serbisch-orthodox", "rumänisch-orthodox", "Ostkirche"}},
		Observances: table("christian-orthodox", calendar.Midnight, rows),
	}
}
