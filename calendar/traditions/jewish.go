package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/hebrew"
)

// Sources of the Jewish table.
const (
	hebrewFixed = "fester Tag des jüdischen Kalenders, Zählung der Diaspora"
	hebrewFast  = "fester Tag des jüdischen Kalenders; vom Schabbat verlegt (Schulchan Aruch, Orach Chajim 550–559, 686)"
	knessetLaw  = "Gesetz der Knesset mit Verlegung vom und zum Schabbat"
)

// jewish returns the Jewish year as kept in the diaspora, with the modern days
// of remembrance. Minor fasts begin at dawn, everything else on the eve.
func jewish() calendar.Tradition {
	rows := []row{
		{slug: "rosch-ha-schana", german: "Rosch ha-Schana", english: "Rosh Hashanah", original: "ראש השנה", lang: "he", also: []string{"Rosch Haschana", "Rosch Haschanah", "Rosh Hashana", "Jüdisches Neujahr", "Jüdisches Neujahrsfest", "Jewish New Year"}, kind: calendar.NewYear, days: 2, rule: hebrew.On(hebrew.Tishri, 1), source: hebrewFixed},
		{slug: "zehn-tage-der-umkehr", plural: true, german: "Zehn Tage der Umkehr", english: "Ten Days of Repentance", original: "עשרת ימי תשובה", lang: "he", also: []string{"Aseret Jeme Teschuwa", "Asseret Jemej Teschuwa", "Zehn Tage der Reue", "Jamim Noraim", "Ehrfurchtsvolle Tage", "Days of Awe"}, kind: calendar.Season, period: true, days: 10, rule: hebrew.On(hebrew.Tishri, 1), source: hebrewFixed + "; 1. bis 10. Tischri"},
		{slug: "zom-gedalja", german: "Zom Gedalja (Fasttag)", english: "Fast of Gedaliah", original: "צום גדליה", lang: "he", also: []string{"Fasten Gedalja", "Zom Gedaljahu", "Tzom Gedaliah"}, kind: calendar.Fast, begin: calendar.Sunrise, rule: postponed(hebrew.Tishri, 3), source: hebrewFast},
		{slug: "jom-kippur", german: "Jom Kippur", english: "Yom Kippur", original: "יום כיפור", lang: "he", also: []string{"Yom Kipur", "Jom Kipur", "Versöhnungstag", "Versöhnungsfest", "Day of Atonement"}, kind: calendar.Fast, rule: hebrew.On(hebrew.Tishri, 10), source: hebrewFixed},
		{slug: "sukkot", german: "Sukkot", english: "Sukkot", original: "סוכות", lang: "he", also: []string{"Laubhüttenfest", "Sukkoth", "Succot", "Sukkos", "Feast of Tabernacles", "Feast of Booths"}, days: 7, rule: hebrew.On(hebrew.Tishri, 15), source: hebrewFixed},
		{slug: "hoschana-rabba", german: "Hoschana Rabba", english: "Hoshana Rabbah", original: "הושענא רבה", lang: "he", also: []string{"Hoschanna Rabba", "Hoshana Raba"}, rule: hebrew.On(hebrew.Tishri, 21), source: hebrewFixed},
		{slug: "schmini-azeret", german: "Schmini Azeret", english: "Shemini Atzeret", original: "שמיני עצרת", lang: "he", also: []string{"Schemini Azeret", "Schmini Atzeret", "Achter Tag der Versammlung"}, rule: hebrew.On(hebrew.Tishri, 22), source: hebrewFixed},
		{slug: "simchat-tora", german: "Simchat Tora", english: "Simchat Torah", original: "שמחת תורה", lang: "he", also: []string{"Simchat Thora", "Simchas Tora", "Torafreudenfest", "Fest der Torafreude", "Rejoicing of the Torah"}, rule: hebrew.On(hebrew.Tishri, 23), source: hebrewFixed},
		{slug: "sigd", german: "Sigd", english: "Sigd", original: "סיגד", lang: "he", also: []string{"Sigd-Fest", "Mehlella", "Fest der äthiopischen Juden"}, rule: hebrew.Yearly(sigdIn), source: "29. Cheschwan, am Schabbat auf Donnerstag vorverlegt (Sigd-Gesetz der Knesset, 2008)"},
		{slug: "chanukka", german: "Chanukka", english: "Hanukkah", original: "חנוכה", lang: "he", also: []string{"Chanukah", "Chanuka", "Hanukka", "Hanuka", "Jüdisches Lichterfest", "Lichterfest", "Tempelweihfest", "Festival of Lights"}, days: 8, rule: hebrew.On(hebrew.Kislev, 25), source: hebrewFixed},
		{slug: "assara-be-tewet", german: "Assara be-Tewet (Fasttag)", english: "Tenth of Tevet", original: "עשרה בטבת", lang: "he", also: []string{"Zehnter Tewet", "10. Tewet", "10. Tevet", "Asara beTevet", "Asarah B'Tevet"}, kind: calendar.Fast, begin: calendar.Sunrise, rule: hebrew.On(hebrew.Tevet, 10), source: hebrewFixed},
		{slug: "tu-bischwat", german: "Tu biSchwat", english: "Tu BiShvat", original: "ט״ו בשבט", lang: "he", also: []string{"Tu beSchwat", "Tu B'Shevat", "Neujahr der Bäume", "New Year of the Trees"}, kind: calendar.NewYear, rule: hebrew.On(hebrew.Shevat, 15), source: hebrewFixed},
		{slug: "taanit-esther", german: "Taanit Esther (Fasttag)", english: "Fast of Esther", original: "תענית אסתר", lang: "he", also: []string{"Fasten Esther", "Ta'anit Ester"}, kind: calendar.Fast, begin: calendar.Sunrise, rule: hebrew.Yearly(fastOfEstherIn), source: hebrewFast},
		{slug: "purim", german: "Purim", english: "Purim", original: "פורים", lang: "he", also: []string{"Purimfest", "Losfest", "Feast of Lots"}, rule: hebrew.On(hebrew.Adar, 14), source: hebrewFixed},
		{slug: "schuschan-purim", german: "Schuschan Purim", english: "Shushan Purim", original: "שושן פורים", lang: "he", rule: hebrew.On(hebrew.Adar, 15), source: hebrewFixed},
		{slug: "pessach", german: "Pessach", english: "Passover", original: "פסח", lang: "he", also: []string{"Pesach", "Passah", "Passahfest", "Passa", "Pessachfest", "Pesah"}, days: 8, rule: hebrew.On(hebrew.Nisan, 15), source: hebrewFixed},
		{slug: "omer", german: "Omerzeit (Sefirat haOmer)", english: "Counting of the Omer", original: "ספירת העומר", lang: "he", also: []string{"Omer", "Omerzählung", "Omer-Zählen", "Sefira", "Sefirat ha-Omer"}, kind: calendar.Season, period: true, days: 49, until: "schawuot", plus: -1, rule: hebrew.On(hebrew.Nisan, 16), source: hebrewFixed + "; 49 Tage vom 16. Nisan an (3. Buch Mose 23,15–16)"},
		{slug: "jom-ha-schoa", german: "Jom haScho'a", english: "Yom HaShoah", original: "יום השואה", lang: "he", also: []string{"Jom haSchoah", "Jom ha-Schoa", "Yom Hashoa", "Holocaust-Gedenktag (Israel)"}, kind: calendar.Remembrance, rule: hebrew.Yearly(shoahDayIn), source: knessetLaw + " (1959, geändert 1961 und 1997; die Verlegung vom Sonntag auf Montag von 1997 gilt hier auch für frühere Jahre)"},
		{slug: "jom-ha-sikaron", german: "Jom haSikaron", english: "Yom HaZikaron", original: "יום הזיכרון", lang: "he", also: []string{"Jom ha-Sikaron", "Gedenktag für die Gefallenen", "Israeli Memorial Day"}, kind: calendar.Remembrance, rule: hebrew.Yearly(memorialDayIn), source: knessetLaw + " (1963, geändert 2004)"},
		{slug: "jom-ha-azmaut", german: "Jom haAzma'ut", english: "Yom Ha'atzmaut", original: "יום העצמאות", lang: "he", also: []string{"Jom ha-Azmaut", "Israelischer Unabhängigkeitstag", "Israeli Independence Day"}, rule: hebrew.Yearly(independenceDayIn), source: knessetLaw + " (1949, geändert 2004)"},
		{slug: "pessach-scheni", german: "Pessach Scheni", english: "Pesach Sheni", original: "פסח שני", lang: "he", also: []string{"Zweites Pessach", "Pessach Katan", "Second Passover"}, rule: hebrew.On(hebrew.Iyyar, 14), source: hebrewFixed + " (4. Buch Mose 9,9–14)"},
		{slug: "lag-ba-omer", german: "Lag baOmer", english: "Lag BaOmer", original: "ל״ג בעומר", lang: "he", also: []string{"Lag ba-Omer", "Lag B'Omer", "33. Omertag"}, rule: hebrew.On(hebrew.Iyyar, 18), source: hebrewFixed},
		{slug: "jom-jeruschalajim", german: "Jom Jeruschalajim", english: "Jerusalem Day", original: "יום ירושלים", lang: "he", also: []string{"Jerusalemtag", "Jom Jeruschalaim", "Yom Yerushalayim"}, since: 1968, rule: hebrew.On(hebrew.Iyyar, 28), source: "28. Ijjar, seit 1968 (Beschluss der Regierung Israels vom 12. Mai 1968)"},
		{slug: "schawuot", german: "Schawuot", english: "Shavuot", original: "שבועות", lang: "he", also: []string{"Wochenfest", "Schavuot", "Shavuoth", "Schawuoth", "Jüdisches Wochenfest", "Feast of Weeks"}, days: 2, rule: hebrew.On(hebrew.Sivan, 6), source: hebrewFixed},
		{slug: "schiwa-assar-be-tammus", german: "Schiwa Assar beTammus (Fasttag)", english: "Seventeenth of Tammuz", original: "שבעה עשר בתמוז", lang: "he", also: []string{"17. Tammus", "Siebzehnter Tammus", "Shiva Asar B'Tammuz"}, kind: calendar.Fast, begin: calendar.Sunrise, rule: postponed(hebrew.Tammuz, 17), source: hebrewFast},
		{slug: "drei-wochen", plural: true, german: "Die Drei Wochen", english: "The Three Weeks", original: "בין המצרים", lang: "he", also: []string{"Drei Trauerwochen", "Bein ha-Mezarim", "Ben haMezarim", "Between the Straits"}, kind: calendar.Season, period: true, days: 23, until: "tischa-be-aw", rule: hebrew.On(hebrew.Tammuz, 17), source: hebrewFixed + "; vom 17. Tammus bis Tischa beAw, auch wenn die Fasten vom Schabbat verlegt sind (Schulchan Aruch, Orach Chajim 551)"},
		{slug: "neun-tage", plural: true, german: "Die Neun Tage", english: "The Nine Days", original: "תשעת הימים", lang: "he", also: []string{"Neun Trauertage", "Tischat ha-Jamim"}, kind: calendar.Season, period: true, days: 10, until: "tischa-be-aw", rule: hebrew.On(hebrew.Av, 1), source: hebrewFixed + "; vom 1. Aw bis Tischa beAw (Schulchan Aruch, Orach Chajim 551)"},
		{slug: "tischa-be-aw", german: "Tischa beAw", english: "Tisha B'Av", original: "תשעה באב", lang: "he", also: []string{"Tischa be-Aw", "Tisha beAv", "9. Aw", "Neunter Aw"}, kind: calendar.Fast, rule: postponed(hebrew.Av, 9), source: hebrewFast},
		{slug: "tu-be-aw", german: "Tu beAw", english: "Tu B'Av", original: "ט״ו באב", lang: "he", also: []string{"Tu be-Aw", "Tu beAv", "15. Aw"}, rule: hebrew.On(hebrew.Av, 15), source: hebrewFixed},
	}
	return calendar.Tradition{
		ID:          "jewish",
		Name:        calendar.Name{German: "Judentum", English: "Judaism", Original: "יהדות", OriginalLang: "he", Also: []string{"jüdisch", "Jüdische Feiertage", "Jewish"}},
		Observances: table("jewish", calendar.Sunset, rows),
	}
}

// postponed keeps a fast on its day, or on the Sunday after if that is a
// Sabbath.
func postponed(month hebrew.Month, day int) calendar.Rule {
	return hebrew.Yearly(func(year int) (calendar.Date, bool) {
		d := hebrew.ToDate(year, month, day)
		if d.Weekday() == time.Saturday {
			d++
		}
		return d, true
	})
}

// fastOfEstherIn returns 13 Adar, or the Thursday before if that is a Sabbath.
func fastOfEstherIn(year int) (calendar.Date, bool) {
	d := hebrew.ToDate(year, hebrew.LastMonth(year), 13)
	if d.Weekday() == time.Saturday {
		d -= 2
	}
	return d, true
}

// sigdIn returns 29 Heshvan, fifty days after Yom Kippur, or the Thursday before
// if that is a Sabbath.
func sigdIn(year int) (calendar.Date, bool) {
	d := hebrew.ToDate(year, hebrew.Marheshvan, 29)
	if d.Weekday() == time.Saturday {
		d -= 2
	}
	return d, true
}

// shoahDayIn returns 27 Nisan, since 1951; Thursday instead of Friday, and
// Monday instead of Sunday. The latter has been law since 1997; calendars
// (hebcal) apply it to earlier years, and so do we.
func shoahDayIn(year int) (calendar.Date, bool) {
	d := hebrew.ToDate(year, hebrew.Nisan, 27)
	switch d.Weekday() {
	case time.Friday:
		d--
	case time.Sunday:
		d++
	}
	return d, year >= 5711
}

// independenceDayIn returns 5 Iyyar, since 1949. It is brought forward to
// Thursday from Friday or Sabbath and, since 5764 (2004), put off from Monday
// to Tuesday, so that neither it nor the Memorial Day before it touches the
// Sabbath.
func independenceDayIn(year int) (calendar.Date, bool) {
	d := hebrew.ToDate(year, hebrew.Iyyar, 5)
	switch d.Weekday() {
	case time.Friday:
		d--
	case time.Saturday:
		d -= 2
	case time.Monday:
		if year >= 5764 {
			d++
		}
	}
	return d, year >= 5709
}

// memorialDayIn returns the day before Independence Day.
func memorialDayIn(year int) (calendar.Date, bool) {
	d, ok := independenceDayIn(year)
	return d - 1, ok
}
