package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/coptic"
	"vielfalt/calendar/ethiopic"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/julian"
)

// Sources of the Oriental Orthodox table.
const (
	copticFixed   = "fester Tag des koptischen Kalenders"
	ethiopicFixed = "fester Tag des äthiopischen Kalenders"
	armenianMoved = "Abstand zum Osterfest nach dem gregorianischen Kalender, den die armenische Kirche außerhalb Jerusalems befolgt"
)

// christianOriental returns the year of the Oriental Orthodox churches and of
// the Assyrians.
func christianOriental() calendar.Tradition {
	rows := []row{
		{slug: "weihnachten-armenisch", german: "Armenisches Weihnachten und Theophanie", english: "Armenian Christmas and Theophany", original: "Սուրբ Ծնունդ", lang: "hy", also: []string{"Armenische Weihnachten", "Surb Tsnund", "Surp Dznunt", "Armenian Christmas"}, rule: gregorian.On(time.January, 6), source: "fester Tag, 6. Januar (in Jerusalem nach dem julianischen Kalender)"},
		{slug: "weihnachten-koptisch", german: "Koptisches Weihnachten", english: "Coptic Christmas", original: "ⲡⲓϫⲓⲛⲙⲓⲥⲓ", lang: "cop", also: []string{"Koptische Weihnachten", "Weihnachten der Kopten", "Milad"}, rule: coptic.Yearly(copticChristmasIn), source: copticFixed + ": 29. Kiahk, nach einem Schaltjahr der 28."},
		{slug: "genna", german: "Genna / Lidet (äthiopisches Weihnachten)", english: "Genna (Ethiopian Christmas)", original: "ገና", lang: "am", also: []string{"Ganna", "Lidet", "Äthiopische Weihnachten", "Eritreische Weihnachten"}, rule: ethiopic.Yearly(gennaIn), source: ethiopicFixed + ": 29. Tahsas, nach einem Schaltjahr der 28."},
		{slug: "theophanie-koptisch", german: "Theophanie (koptisch, 11. Tuba)", english: "Coptic Theophany", also: []string{"Taufe Christi (koptisch)", "Koptische Epiphanie", "Eid al-Ghitas"}, rule: coptic.On(coptic.Tuba, 11), source: copticFixed},
		{slug: "timkat", german: "Timkat (äthiopische Epiphanie)", english: "Timkat", original: "ጥምቀት", lang: "am", also: []string{"Timket", "Timqat", "Äthiopische Epiphanie", "Taufe Christi (äthiopisch)"}, rule: ethiopic.On(ethiopic.Ter, 11), source: ethiopicFixed},
		{slug: "vardanank", german: "Vardanank (Fest des hl. Vartan, armenisch)", english: "St Vartan's Day (Armenian)", original: "Վարդանանք", lang: "hy", also: []string{"Vartanants", "Heiliger Vartan", "Vartanank"}, rule: gregorian.Easter(-52), source: armenianMoved},
		{slug: "akitu", german: "Akitu (assyrisch-aramäisches Neujahr)", english: "Akitu (Assyrian New Year)", original: "ܐܟܝܬܘ", lang: "syr", also: []string{"Kha b-Nisan", "Assyrisches Neujahr", "Aramäisches Neujahr", "Ha b Nisin"}, kind: calendar.NewYear, rule: gregorian.On(time.April, 1), source: "fester Tag, 1. April"},
		{slug: "gedenken-genozid-armenier", german: "Gedenktag an den Völkermord an den Armeniern", english: "Armenian Genocide Remembrance", original: "Հայոց ցեղասպանության զոհերի հիշատակի օր", lang: "hy", also: []string{"Genozid-Gedenktag", "Armenier-Gedenktag", "Völkermord an den Armeniern", "Aghet", "24. April"}, kind: calendar.Remembrance, rule: gregorian.On(time.April, 24), source: "fester Tag, 24. April"},
		{slug: "fasika", german: "Fasika / koptisches Ostern", english: "Fasika / Coptic Easter", original: "ፋሲካ", lang: "am", also: []string{"Äthiopisches Ostern", "Koptisches Osterfest", "Tensae", "Ethiopian Easter"}, rule: julian.Easter(0), source: paschaSource},
		{slug: "vardavar", german: "Vardavar (armenisch)", english: "Vardavar (Armenian)", original: "Վարդավառ", lang: "hy", also: []string{"Wardawar", "Vartavar", "Armenisches Wasserfest", "Verklärung (armenisch)"}, rule: gregorian.Easter(98), source: armenianMoved},
		{slug: "entschlafung-koptisch", german: "Aufnahme Mariens (koptisch, 16. Misra)", english: "Coptic Assumption of Mary", also: []string{"Mariä Himmelfahrt (koptisch)", "Entschlafung Mariens (koptisch)"}, rule: coptic.On(coptic.Misra, 16), source: copticFixed},
		{slug: "enkutatash", german: "Enkutatash (äthiopisches Neujahr)", english: "Enkutatash (Ethiopian New Year)", original: "እንቁጣጣሽ", lang: "am", also: []string{"Äthiopisches Neujahr", "Eritreisches Neujahr", "Ri'se Awde Amet", "Kudus Yohannes"}, kind: calendar.NewYear, rule: ethiopic.On(ethiopic.Meskerem, 1), source: ethiopicFixed},
		{slug: "nayrouz", german: "Nayrouz (koptisches Neujahr)", english: "Nayrouz (Coptic New Year)", also: []string{"Neyrouz", "Koptisches Neujahr", "Fest der Märtyrer"}, kind: calendar.NewYear, rule: coptic.On(coptic.Tout, 1), source: copticFixed},
		{slug: "meskel", german: "Meskel (Kreuzauffindung)", english: "Meskel", original: "መስቀል", lang: "am", also: []string{"Mesqel", "Maskal", "Damera", "Kreuzauffindung", "Finding of the True Cross"}, rule: ethiopic.On(ethiopic.Meskerem, 17), source: ethiopicFixed},
	}
	return calendar.Tradition{
		ID:          "christian-oriental",
		Name:        calendar.Name{German: "Christentum (orientalisch)", English: "Christianity (Oriental)", Also: []string{"orientalisch-orthodox", "koptisch", "Kopten", "äthiopisch-orthodox", "eritreisch-orthodox", "armenisch", "Armenier", "syrisch-orthodox", "Aramäer", "Assyrer"}},
		Observances: table("christian-oriental", calendar.Midnight, rows),
	}
}

// copticChristmasIn returns 29 Kiahk, or 28 in the year after one of 366 days,
// so that nine months lie between Annunciation and Christmas in every year.
func copticChristmasIn(year int) (calendar.Date, bool) {
	d := coptic.ToDate(year, coptic.Kiahk, 29)
	if coptic.Leap(year - 1) {
		d--
	}
	return d, true
}

// gennaIn returns the same day in the Ethiopian calendar.
func gennaIn(year int) (calendar.Date, bool) {
	d := ethiopic.ToDate(year, ethiopic.Tahsas, 29)
	if ethiopic.Leap(year - 1) {
		d--
	}
	return d, true
}
