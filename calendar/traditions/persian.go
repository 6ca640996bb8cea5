package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/persian"
)

// Source of the Persian table.
const persianDay = "fester Tag des persischen Sonnenkalenders; das Jahr beginnt mit der Tagundnachtgleiche vor dem Mittag in Teheran"

// persianZoroastrian returns the year of Iranians, Kurds and Zoroastrians. Some
// Zoroastrians keep Mehregan and Tirgan on the tenth of their months.
func persianZoroastrian() calendar.Tradition {
	year := persian.Astronomical()
	rows := []row{
		{slug: "tschaharschanbe-suri", german: "Tschaharschanbe Suri (letzter Mittwoch vor Nouruz)", english: "Chaharshanbe Suri", original: "چهارشنبه\u200cسوری", lang: "fa", also: []string{"Tschahar Schanbe Suri", "Charshanbe Suri", "Çarşamba Suri", "Feuerfest", "Roter Mittwoch"}, begin: calendar.Sunset, rule: year.LastBeforeNewYear(time.Wednesday), source: "letzter Mittwoch vor Nouruz, gefeiert am Dienstagabend"},
		{slug: "nouruz", german: "Nouruz (iranisches Neujahr)", english: "Nowruz", original: "نوروز", lang: "fa", also: []string{"Nowruz", "Nouruz", "Norouz", "Noruz", "Newroz", "Nevruz", "Nawruz", "Navruz", "Iranisches Neujahr", "Persisches Neujahr", "Frühlingsfest"}, kind: calendar.NewYear, rule: year.On(persian.Farvardin, 1), source: persianDay},
		{slug: "newroz-kurdisch", german: "Newroz (kurdisches Neujahrsfest)", english: "Newroz (Kurdish New Year)", original: "Newroz", lang: "ku", also: []string{"Kurdisches Neujahr", "Nevruz", "Newroz-Fest", "Kurdish New Year"}, kind: calendar.NewYear, rule: gregorian.On(time.March, 21), source: "fester Tag, 21. März"},
		{slug: "khordad-sal", german: "Khordad Sal (Geburtstag Zarathustras)", english: "Khordad Sal", original: "خرداد سال", lang: "fa", also: []string{"Geburtstag Zarathustras", "Chordad Sal", "Birth of Zoroaster"}, rule: year.On(persian.Farvardin, 6), source: persianDay},
		{slug: "sizdah-bedar", german: "Sizdah Bedar", english: "Sizdah Bedar", original: "سیزده\u200cبدر", lang: "fa", also: []string{"Sisdah Bedar", "Sizdah be-dar", "Tag der Natur (Iran)", "Dreizehnter Tag"}, rule: year.On(persian.Farvardin, 13), source: persianDay},
		{slug: "tirgan", german: "Tirgan", english: "Tirgan", original: "تیرگان", lang: "fa", also: []string{"Tiregan", "Jaschn-e Tirgan"}, rule: year.On(persian.Tir, 13), source: persianDay},
		{slug: "mehregan", german: "Mehregan", english: "Mehregan", original: "مهرگان", lang: "fa", also: []string{"Mehrgan", "Mihragan", "Jaschn-e Mehregan"}, rule: year.On(persian.Mehr, 16), source: persianDay},
		{slug: "yalda", german: "Yalda-Nacht (Schab-e Yalda)", english: "Yalda Night", original: "شب یلدا", lang: "fa", also: []string{"Schab-e Jalda", "Shab-e Yalda", "Jalda", "Yaldanacht", "Schab-e Tschelle", "Şeva Yelda"}, rule: year.On(persian.Azar, 30), source: persianDay + "; der Abend dieses Tages"},
		{slug: "zartosht-no-diso", german: "Zartoscht-no-Diso (Todestag Zarathustras)", english: "Zartosht No-Diso", also: []string{"Zartosht no diso", "Todestag Zarathustras", "Death of Zoroaster"}, kind: calendar.Remembrance, rule: year.On(persian.Dey, 5), source: persianDay},
		{slug: "sadeh", german: "Sadeh (Jaschn-e Sade)", english: "Sadeh", original: "جشن سده", lang: "fa", also: []string{"Jaschn-e Sadeh", "Sade", "Jashn-e Sadeh", "Feuerfest Sadeh"}, rule: year.On(persian.Bahman, 10), source: persianDay},
	}
	return calendar.Tradition{
		ID:          "persian-zoroastrian",
		Name:        calendar.Name{German: "Iranische, kurdische und zoroastrische Feste", English: "Persian, Kurdish and Zoroastrian feasts", Also: []string{"Zoroastrismus", "Zarathustrier", "Parsen", "persisch", "iranisch", "kurdisch", "afghanisch"}},
		Observances: table("persian-zoroastrian", calendar.Midnight, rows),
	}
}
