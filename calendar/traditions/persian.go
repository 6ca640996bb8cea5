package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/persian"
)

// Source of the Persian table.
const persianDay = "fester Tag des persischen Sonnenkalenders; das Jahr beginnt mit der Tagundnachtgleiche vor dem Mittag in Teheran"

// zoroastrianYear is the convention of those who keep the days on which month
// and day have one name.
const zoroastrianYear = "zoroastrisch"

// persianZoroastrian returns the year of Iranians, Kurds and Zoroastrians.
func persianZoroastrian() calendar.Tradition {
	year := persian.Astronomical()
	nameDay := func(month persian.Month, day int) map[string]calendar.Rule {
		return map[string]calendar.Rule{zoroastrianYear: year.OnNameDay(month, day)}
	}
	rows := []row{
		{slug: "tschaharschanbe-suri", german: "Tschaharschanbe Suri (letzter Mittwoch vor Nouruz)", english: "Chaharshanbe Suri", original: "چهارشنبه\u200cسوری", lang: "fa", also: []string{"Tschahar Schanbe Suri", "Charshanbe Suri", "Çarşamba Suri", "Feuerfest vor Nouruz"}, begin: calendar.Sunset, rule: year.LastBeforeNewYear(time.Wednesday), source: "letzter Mittwoch vor Nouruz, gefeiert am Dienstagabend"},
		{slug: "nouruz", german: "Nouruz (iranisches Neujahr)", english: "Nowruz", original: "نوروز", lang: "fa", also: []string{"Nowruz", "Nouruz", "Norouz", "Noruz", "Nawruz", "Navruz", "Iranisches Neujahr", "Persisches Neujahr", "Afghanisches Neujahr"}, kind: calendar.NewYear, rule: year.On(persian.Farvardin, 1), source: persianDay},
		{slug: "nouruz-tage", plural: true, german: "Nouruz-Tage", english: "Nowruz days", also: []string{"Nouruz-Ferien", "Dreizehn Tage Nouruz", "Nowruz holidays"}, kind: calendar.Season, period: true, days: 13, until: "sizdah-bedar", rule: year.On(persian.Farvardin, 1), source: persianDay},
		{slug: "halabja-gedenken", german: "Gedenken an den Giftgasangriff auf Halabdscha (1988)", english: "Halabja remembrance (1988)", also: []string{"Halabja", "Halabdscha", "16. März 1988", "Giftgasangriff auf Halabja"}, kind: calendar.Remembrance, since: 1988, rule: gregorian.On(time.March, 16), source: "Jahrestag des Giftgasangriffs vom 16. März 1988"},
		{slug: "newroz-kurdisch", german: "Newroz (kurdisches Neujahrsfest)", english: "Newroz (Kurdish New Year)", original: "Newroz", lang: "ku", also: []string{"Newroz", "Kurdisches Neujahr", "Newroz-Fest", "Kurdish New Year"}, kind: calendar.NewYear, rule: gregorian.On(time.March, 21), source: "fester Tag, 21. März"},
		{slug: "khordad-sal", german: "Geburtstag Zarathustras (Khordad Sal)", english: "Khordad Sal", original: "زادروز زرتشت", lang: "fa", also: []string{"Hodoru", "Geburtstag Zarathustras", "Chordad Sal", "Birth of Zoroaster"}, rule: year.On(persian.Farvardin, 6), source: persianDay},
		{slug: "sizdah-bedar", german: "Sizdah Bedar", english: "Sizdah Bedar", original: "سیزده\u200cبدر", lang: "fa", also: []string{"Sisdah Bedar", "Sizdah be-dar", "Tag der Natur (Iran)", "Dreizehnter Tag"}, rule: year.On(persian.Farvardin, 13), source: persianDay},
		{slug: "tirgan", german: "Tirgan", english: "Tirgan", original: "تیرگان", lang: "fa", also: []string{"Tiregan", "Jaschn-e Tirgan"}, rule: year.On(persian.Tir, 13), variants: nameDay(persian.Tir, 13), source: persianDay},
		{slug: "mehregan", german: "Mehregan", english: "Mehregan", original: "مهرگان", lang: "fa", also: []string{"Mehrgan", "Mihragan", "Jaschn-e Mehregan"}, rule: year.On(persian.Mehr, 16), variants: nameDay(persian.Mehr, 16), source: persianDay},
		{slug: "yalda", german: "Yalda-Nacht (Schab-e Yalda)", english: "Yalda Night", original: "شب یلدا", lang: "fa", also: []string{"Schab-e Jalda", "Shab-e Yalda", "Jalda", "Yaldanacht", "Schab-e Tschelle", "Şeva Yelda"}, rule: year.On(persian.Azar, 30), source: persianDay + "; der Abend dieses Tages"},
		{slug: "zartosht-no-diso", german: "Zartoscht-no-Diso (Todestag Zarathustras)", english: "Zartosht No-Diso", original: "درگذشت اشو زرتشت", lang: "fa", also: []string{"Zartosht no diso", "Todestag Zarathustras", "Death of Zoroaster"}, kind: calendar.Remembrance, rule: year.On(persian.Dey, 5), source: persianDay},
		{slug: "sadeh", german: "Sadeh (Jaschn-e Sade)", english: "Sadeh", original: "جشن سده", lang: "fa", also: []string{"Jaschn-e Sadeh", "Sade", "Jashn-e Sadeh", "Feuerfest Sadeh"}, rule: year.On(persian.Bahman, 10), source: persianDay},
	}
	return calendar.Tradition{
		ID:   "persian-zoroastrian",
		Name: calendar.Name{German: "Iranische, kurdische und zoroastrische Feste", English: "Persian, Kurdish and Zoroastrian feasts", Also: []string{"Zoroastrismus", "Zarathustrier", "Parsen", "persisch", "iranisch", "kurdisch", "afghanisch"}},
		Conventions: []calendar.Convention{
			{
				ID:          "iranisch",
				Name:        calendar.Name{German: "Bürgerlicher Kalender Irans", English: "Civil calendar of Iran"},
				Explanation: "Tag und Monat des persischen Sonnenkalenders, dessen erste sechs Monate 31 Tage haben.",
			},
			{
				ID:          zoroastrianYear,
				Name:        calendar.Name{German: "Zoroastrischer Kalender (Monate zu 30 Tagen)", English: "Zoroastrian calendar (months of 30 days)", Also: []string{"Fasli", "Bastani"}},
				Explanation: "Zoroastrische Gemeinden aus Iran feiern Tirgan um den 1. Juli und Mehregan um den 2. Oktober, wenn Tag und Monat ihres Kalenders denselben Namen tragen; alle anderen Tage sind dieselben.",
			},
		},
		Observances: table("persian-zoroastrian", calendar.Midnight, rows),
	}
}
