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
	armenianYear  = "Kalender der Armenischen Apostolischen Kirche"
	syriacFixed   = "fester Tag nach dem gregorianischen Kalender, dem die syrisch-orthodoxe Kirche in Europa folgt"
)

// christianOriental returns the year of the Oriental Orthodox churches and of
// the Assyrians. The Coptic and the Ethiopian churches keep Easter and its fast
// with the Orthodox, and so does the Syriac one outside India; the Armenian
// church and the Church of the East keep it with the West.
func christianOriental() calendar.Tradition {
	rows := []row{
		{slug: "weihnachten-armenisch", german: "Armenisches Weihnachten und Theophanie", english: "Armenian Christmas and Theophany", original: "Սուրբ Ծնունդ", lang: "hy", also: []string{"Armenische Weihnachten", "Surb Tsnund", "Surp Dznunt", "Armenian Christmas"}, rule: gregorian.On(time.January, 6), source: "fester Tag, 6. Januar (in Jerusalem nach dem julianischen Kalender)"},
		{slug: "denho", german: "Denho (Taufe des Herrn, syrisch)", english: "Denho (Syriac Epiphany)", original: "ܕܢܚܐ", lang: "syr", also: []string{"Denha", "Dinho", "Syrisch-orthodoxe Epiphanie", "Taufe Christi (syrisch)"}, rule: gregorian.On(time.January, 6), source: syriacFixed},
		{slug: "weihnachten-koptisch", german: "Koptisches Weihnachten", english: "Coptic Christmas", original: "ⲡⲓϫⲓⲛⲙⲓⲥⲓ", lang: "cop", also: []string{"Koptische Weihnachten", "Weihnachten der Kopten"}, rule: coptic.Yearly(copticChristmasIn), source: copticFixed + ": 29. Kiahk, nach einem Schaltjahr der 28."},
		{slug: "genna", german: "Genna / Lidet (äthiopisches und eritreisches Weihnachten)", english: "Genna / Lidet (Ethiopian and Eritrean Christmas)", original: "ገና", lang: "am", also: []string{"Ganna", "Lidet", "Ledet", "Leddet", "Äthiopische Weihnachten", "Eritreische Weihnachten"}, rule: ethiopic.Yearly(gennaIn), source: ethiopicFixed + ": 29. Tahsas, nach einem Schaltjahr der 28."},
		{slug: "theophanie-koptisch", german: "Theophanie (koptisch, 11. Tuba)", english: "Coptic Theophany", original: "عيد الغطاس", lang: "ar", also: []string{"Taufe Christi (koptisch)", "Koptische Epiphanie", "Eid al-Ghitas"}, rule: coptic.On(coptic.Tuba, 11), source: copticFixed},
		{slug: "maria-der-saaten", german: "Maria der Saaten (syrisch-orthodox)", english: "Mary of the Sowing (Syriac Orthodox)", original: "ܥܐܕܐ ܕܝܠܕܬ ܐܠܗܐ ܕܥܠ ܙܪ̈ܥܐ", lang: "syr", also: []string{"Fest der Jungfrau Maria von den Saaten", "Fest der Gottesmutter des Saatguts", "Tag der Segnung des Saatguts"}, rule: gregorian.On(time.January, 15), source: syriacFixed},
		{slug: "timkat", german: "Timkat (äthiopische und eritreische Taufe Jesu)", english: "Timkat (Ethiopian and Eritrean Epiphany)", original: "ጥምቀት", lang: "am", also: []string{"Timket", "Timqat", "Äthiopische Epiphanie", "Taufe Christi (äthiopisch)", "Eritreische Epiphanie"}, rule: ethiopic.On(ethiopic.Ter, 11), source: ethiopicFixed},
		{slug: "ninive-fasten", german: "Ninive-Fasten (koptisch, äthiopisch, syrisch-orthodox)", english: "Fast of Nineveh", original: "ܨܘܡܐ ܕܢܝܢܘܝܐ", lang: "syr", also: []string{"Jonafasten", "Jonasfasten", "Fasten der Niniviten", "Sawmo d-Ninwoye", "Tsome Nenewe", "Jonah's Fast"}, kind: calendar.Fast, period: true, days: 3, rule: julian.Easter(-69), source: paschaSource + "; Montag bis Mittwoch der zehnten Woche davor"},
		{slug: "ninive-fasten-ostsyrisch", german: "Ninive-Fasten (assyrisch, chaldäisch)", english: "Rogation of the Ninevites (Church of the East)", original: "ܒܥܘܬܐ ܕܢܝܢܘܝ̈ܐ", lang: "syr", also: []string{"Bautha d-Ninwaye", "Baʿutha", "Bittgebet der Niniviten"}, kind: calendar.Fast, period: true, days: 3, rule: gregorian.Easter(-69), source: "Montag bis Mittwoch der zehnten Woche vor dem gregorianischen Osterfest (Assyrische Kirche des Ostens, Chaldäisch-katholische Kirche)"},
		{slug: "grosse-fastenzeit-koptisch", german: "Große Fastenzeit (koptisch, äthiopisch, eritreisch)", english: "Great Lent (Coptic, Ethiopian, Eritrean)", original: "ዐቢይ ጾም", lang: "am", also: []string{"Hudade", "Abiy Tsom", "Abiye Tsome", "Koptische Fastenzeit", "Äthiopische Fastenzeit", "Tsom Arbaa"}, kind: calendar.Fast, period: true, days: 55, rule: julian.Easter(-55), source: paschaSource + "; 55 Tage bis zum Karsamstag"},
		{slug: "grosse-fastenzeit-syrisch", german: "Große Fastenzeit (syrisch-orthodox)", english: "Great Lent (Syriac Orthodox)", original: "ܨܘܡܐ ܪܒܐ", lang: "syr", also: []string{"Sawmo rabo", "Syrische Fastenzeit"}, kind: calendar.Fast, period: true, days: 48, rule: julian.Easter(-48), source: paschaSource + "; Montag nach dem Sonntag von Kana bis Karsamstag"},
		{slug: "grosse-fastenzeit-armenisch", german: "Große Fastenzeit (armenisch)", english: "Great Lent (Armenian)", original: "Մեծ Պահք", lang: "hy", also: []string{"Medz Bahk", "Mets Pahk", "Armenische Fastenzeit"}, kind: calendar.Fast, period: true, days: 48, rule: gregorian.Easter(-48), source: armenianMoved + "; Montag der siebten Woche davor bis Karsamstag"},
		{slug: "vardanank", german: "Vardanank (Fest des hl. Vartan, armenisch)", english: "St Vartan's Day (Armenian)", original: "Վարդանանք", lang: "hy", also: []string{"Vartanants", "Heiliger Vartan", "Vartanank"}, rule: gregorian.Easter(-52), source: armenianMoved},
		{slug: "zatik", german: "Zatik (armenisches Ostern)", english: "Zatik (Armenian Easter)", original: "Սուրբ Զատիկ", lang: "hy", also: []string{"Surb Zatik", "Surp Zadig", "Armenisches Osterfest", "Harutyun"}, rule: gregorian.Easter(0), source: armenianMoved},
		{slug: "akitu", german: "Akitu (assyrisch-aramäisches Neujahr)", english: "Akitu (Assyrian-Aramean New Year)", original: "ܐܟܝܬܘ", lang: "syr", also: []string{"Kha b-Nisan", "Assyrisches Neujahr", "Aramäisches Neujahr", "Ha b Nisin"}, kind: calendar.NewYear, sameAs: "civil/akitu", rule: gregorian.On(time.April, 1), source: "fester Tag, 1. April"},
		{slug: "gedenken-genozid-armenier", german: "Gedenktag an den Völkermord an den Armeniern", english: "Armenian Genocide Remembrance", original: "Հայոց ցեղասպանության զոհերի հիշատակի օր", lang: "hy", also: []string{"Genozid-Gedenktag", "Armenier-Gedenktag", "Völkermord an den Armeniern", "Aghet"}, kind: calendar.Remembrance, since: 1919, rule: gregorian.On(time.April, 24), source: "fester Tag, 24. April; zuerst 1919 in Konstantinopel begangen"},
		{slug: "fasika", german: "Fasika / Tinsae / koptisches Ostern", english: "Fasika / Tinsae / Coptic Easter", original: "ፋሲካ", lang: "am", also: []string{"Äthiopisches Ostern", "Eritreisches Ostern", "Koptisches Osterfest", "Tinsae", "Tensae", "Tensaye", "Ethiopian Easter"}, rule: julian.Easter(0), source: paschaSource},
		{slug: "ostern-syrisch", german: "Qyomto (syrisch-orthodoxes Ostern)", english: "Qyomto (Syriac Orthodox Easter)", original: "ܥܐܕܐ ܕܩܝܡܬܐ", lang: "syr", also: []string{"Ido da-Qyomto", "Kiomto", "Syrisches Ostern", "Aramäisches Ostern"}, along: "christian-oriental/fasika", rule: julian.Easter(0), source: paschaSource},
		{slug: "gregor-der-erleuchter", german: "Gregor der Erleuchter (Errettung aus der Grube)", english: "St Gregory the Illuminator (Deliverance from the Pit)", original: "Սուրբ Գրիգոր Լուսավորիչ", lang: "hy", also: []string{"Grigor Lusavoritsch", "Krikor Lusavoritch", "Gregor der Erleuchter"}, rule: gregorian.Easter(62), source: armenianMoved + "; Samstag vor dem zweiten Sonntag nach Pfingsten"},
		{slug: "etschmiadsin", german: "Fest der Mutterkirche Etschmiadsin (armenisch)", english: "Holy Etchmiadzin (Armenian)", original: "Տօն Կաթողիկէ Սուրբ Էջմիածնի", lang: "hy", also: []string{"Etschmiadzin", "Echmiadzin", "Gründungstag von Etschmiadsin"}, rule: gregorian.Easter(63), source: armenianMoved + "; zweiter Sonntag nach Pfingsten"},
		{slug: "sayfo", german: "Sayfo-Gedenktag", english: "Sayfo Remembrance Day", original: "ܣܝܦܐ", lang: "syr", also: []string{"Seyfo", "Völkermord an den Aramäern", "Völkermord an den Assyrern", "Genozid an den syrischen Christen"}, kind: calendar.Remembrance, since: 2015, rule: gregorian.On(time.June, 15), source: "fester Tag, 15. Juni; Beschluss der Synoden der syrisch-orthodoxen und der syrisch-katholischen Kirche, zuerst 2015"},
		{slug: "sahak-und-mesrop", german: "Sahak und Mesrop (armenisch)", english: "Saints Sahak and Mesrop (Armenian)", original: "Սուրբ Սահակ և Սուրբ Մեսրոպ", lang: "hy", also: []string{"Mesrop Maschtoz", "Mesrob Mashdots", "Heiliger Mesrop"}, rule: gregorian.Easter(81), source: armenianMoved + "; Donnerstag nach dem vierten Sonntag nach Pfingsten"},
		{slug: "apostelfasten-koptisch", german: "Apostelfasten (koptisch, äthiopisch, eritreisch)", english: "Apostles' Fast (Coptic, Ethiopian, Eritrean)", original: "صوم الرسل", lang: "ar", also: []string{"Tsome Hawaryat", "Fasten der Apostel"}, kind: calendar.Fast, period: true, days: 49, until: "apostelfest-koptisch", plus: -1, rule: julian.Easter(50), source: paschaSource + "; Montag nach Pfingsten bis zum 4. Abib"},
		{slug: "apostelfest-koptisch", german: "Apostelfest (koptisch, 5. Abib)", english: "Coptic Feast of the Apostles", original: "عيد الرسل", lang: "ar", also: []string{"Peter und Paul (koptisch)", "Apostel Petrus und Paulus (koptisch)"}, rule: coptic.On(coptic.Abib, 5), source: copticFixed},
		{slug: "vardavar", german: "Vardavar (armenisch)", english: "Vardavar (Armenian)", original: "Վարդավառ", lang: "hy", also: []string{"Wardawar", "Vartavar", "Armenisches Wasserfest", "Verklärung (armenisch)"}, rule: gregorian.Easter(98), source: armenianMoved},
		{slug: "assyrische-maertyrer", german: "Assyrischer Märtyrertag", english: "Assyrian Martyrs' Day", original: "ܝܘܡܐ ܕܣܗܕ̈ܐ", lang: "syr", also: []string{"Assyrischer Gedenktag", "Yoma d-Sahde"}, kind: calendar.Remembrance, since: 1970, rule: gregorian.On(time.August, 7), source: "fester Tag, 7. August; von assyrischen Verbänden um 1970 festgelegt"},
		{slug: "marienfasten-koptisch", german: "Marienfasten (koptisch, äthiopisch, eritreisch)", english: "Fast of St Mary (Coptic, Ethiopian, Eritrean)", original: "ጾመ ፍልሰታ", lang: "am", also: []string{"Filseta", "Felseta", "Tsome Filseta", "Koptisches Marienfasten"}, kind: calendar.Fast, period: true, days: 15, rule: coptic.On(coptic.Misra, 1), source: copticFixed + "; 1. bis 15. Misra, im äthiopischen Kalender Nehase"},
		{slug: "verapokhum", german: "Aufnahme der Gottesmutter (armenisch, Traubensegnung)", english: "Assumption (Armenian), Blessing of Grapes", original: "Վերափոխումն Սուրբ Աստվածածնի", lang: "hy", also: []string{"Verapokhum", "Werapochum", "Astvatsatsin", "Traubensegnung", "Mariä Himmelfahrt (armenisch)", "Chaghoghorhnek"}, rule: gregorian.OnOrAfter(time.Sunday, time.August, 12), source: armenianYear + "; Sonntag, der dem 15. August am nächsten ist"},
		{slug: "entschlafung-koptisch", german: "Aufnahme Mariens (koptisch, 16. Misra)", english: "Coptic Assumption of Mary", also: []string{"Mariä Himmelfahrt (koptisch)", "Entschlafung Mariens (koptisch)"}, rule: coptic.On(coptic.Misra, 16), source: copticFixed},
		{slug: "enkutatash", german: "Enkutatash / Kudus Yohannes (äthiopisches und eritreisches Neujahr)", english: "Enkutatash (Ethiopian and Eritrean New Year)", original: "እንቁጣጣሽ", lang: "am", also: []string{"Äthiopisches Neujahr", "Eritreisches Neujahr", "Ri'se Awde Amet", "Kudus Yohannes", "Kiddus Yohannes", "Keddus Yohannes"}, kind: calendar.NewYear, rule: ethiopic.On(ethiopic.Meskerem, 1), source: ethiopicFixed},
		{slug: "nayrouz", german: "Nayrouz (koptisches Neujahr)", english: "Nayrouz (Coptic New Year)", original: "عيد النيروز", lang: "ar", also: []string{"Neyrouz", "Koptisches Neujahr", "Fest der Märtyrer"}, kind: calendar.NewYear, rule: coptic.On(coptic.Tout, 1), source: copticFixed},
		{slug: "khachverats", german: "Kreuzerhöhung (armenisch, Khachverats)", english: "Exaltation of the Cross (Armenian)", original: "Խաչվերաց", lang: "hy", also: []string{"Chatschweraz", "Khachveratz", "Surb Khach", "Surp Chatsch"}, rule: gregorian.OnOrAfter(time.Sunday, time.September, 11), source: armenianYear + "; Sonntag, der dem 14. September am nächsten ist"},
		{slug: "meskel", german: "Meskel (Kreuzauffindung, äthiopisch und eritreisch)", english: "Meskel", original: "መስቀል", lang: "am", also: []string{"Mesqel", "Maskal", "Kreuzauffindung", "Finding of the True Cross"}, rule: ethiopic.On(ethiopic.Meskerem, 17), source: ethiopicFixed},
		{slug: "heilige-uebersetzer", german: "Heilige Übersetzer (armenisch)", english: "Holy Translators (Armenian)", original: "Սուրբ Թարգմանչաց", lang: "hy", also: []string{"Targmanchats", "Tarkmanchats", "Tarkmantschaz", "Heilige Übersetzer"}, rule: gregorian.Nth(2, time.Saturday, time.October), source: armenianYear + "; zweiter Samstag im Oktober"},
		{slug: "weihnachtsfasten-aethiopisch", german: "Fasten der Propheten (äthiopisch und eritreisch, vor Weihnachten)", english: "Fast of the Prophets (Ethiopian and Eritrean)", original: "ጾመ ነቢያት", lang: "am", also: []string{"Tsome Nebiyat", "Tsome Gena", "Äthiopisches Weihnachtsfasten"}, kind: calendar.Fast, period: true, days: 44, until: "genna", plus: -1, rule: ethiopic.On(ethiopic.Hedar, 15), source: ethiopicFixed + "; 15. Hedar bis zum Vortag von Genna (Fetha Nagast, Art. 15)"},
		{slug: "weihnachtsfasten-koptisch", german: "Weihnachtsfasten (koptisch)", english: "Nativity Fast (Coptic)", original: "صوم الميلاد", lang: "ar", also: []string{"Koptischer Advent", "Koptisches Adventsfasten"}, kind: calendar.Fast, period: true, days: 43, until: "weihnachten-koptisch", plus: -1, rule: coptic.On(coptic.Hatour, 16), source: copticFixed + "; 16. Hatour bis zum Vortag von Weihnachten"},
		{slug: "weihnachten-syrisch", german: "Yaldo (syrisch-orthodoxes Weihnachten)", english: "Yaldo (Syriac Orthodox Christmas)", original: "ܝܠܕܐ", lang: "syr", also: []string{"Ido d-Yaldo", "Eedo Zcuro", "Kleines Fest (syrisch)", "Syrisches Weihnachten", "Aramäisches Weihnachten"}, days: 3, rule: gregorian.On(time.December, 25), source: syriacFixed},
	}
	return calendar.Tradition{
		ID:          "christian-oriental",
		Name:        calendar.Name{German: "Christentum (orientalisch)", English: "Christianity (Oriental)", Also: []string{"orientalisch-orthodox", "koptisch", "Kopten", "äthiopisch-orthodox", "eritreisch-orthodox", "armenisch", "Armenier", "syrisch-orthodox", "Aramäer", "Assyrer"}},
		Observances: table("christian-oriental", calendar.Midnight, rows),
	}
}

// copticChristmasIn returns 29 Kiahk, or 28 in the year after one of 366 days,
// so that nine months lie between Annunciation and Christmas in every year. In
// such a year the Coptic church keeps the 29th as well; the first day counts.
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
