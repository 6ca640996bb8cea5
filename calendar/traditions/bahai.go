package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/bahai"
)

// Sources of the Bahá’í table.
const (
	badiDay  = "fester Tag des Badíʿ-Kalenders; Naw-Rúz nach der Tagundnachtgleiche und dem Sonnenuntergang in Teheran (Universales Haus der Gerechtigkeit, 10. Juli 2014)"
	twinDays = "erster und zweiter Tag nach dem achten Neumond nach Naw-Rúz (Universales Haus der Gerechtigkeit, 10. Juli 2014)"
)

// bahaiTradition returns the Bahá’í year: the nine holy days on which work is
// suspended, and the other days of note.
func bahaiTradition() calendar.Tradition {
	badi, western := bahai.Badi(), bahai.Western()
	on := func(month bahai.Month, day int) [2]bahai.Rule {
		return [2]bahai.Rule{badi.On(month, day), western.On(month, day)}
	}
	day := func(r row, rules [2]bahai.Rule) row {
		r.rule, r.variants = rules[0], map[string]calendar.Rule{bahai.WesternName: rules[1]}
		if r.source == "" {
			r.source = badiDay
		}
		return r
	}
	// The Badíʿ dates of two days were set anew in 2014; before, the West kept
	// them a day earlier in the year.
	onOr := func(month bahai.Month, day int, westMonth time.Month, westDay int) [2]bahai.Rule {
		return [2]bahai.Rule{badi.On(month, day).InTheWest(westMonth, westDay), western.On(month, day).InTheWest(westMonth, westDay)}
	}
	rows := []row{
		day(row{slug: "naw-ruz", german: "Naw-Rúz (Neujahr)", english: "Naw-Rúz", original: "نوروز", lang: "fa", also: []string{"Naw-Ruz", "Bahai-Neujahr", "Bahá’í-Neujahr"}, kind: calendar.NewYear}, on(bahai.Baha, 1)),
		day(row{slug: "ridvan", german: "Ridván", english: "Ridván", original: "رضوان", lang: "fa", also: []string{"Ridvan", "Rizwan", "Riḍván", "Ridvanfest", "Paradiesfest"}, period: true, days: 12, since: 1863}, on(bahai.Jalal, 13)),
		day(row{slug: "ridvan-1", german: "Ridván (1. Tag)", english: "First Day of Ridván", also: []string{"Erster Ridvántag"}, since: 1863}, on(bahai.Jalal, 13)),
		day(row{slug: "ridvan-9", german: "Ridván (9. Tag)", english: "Ninth Day of Ridván", also: []string{"Neunter Ridvántag"}, since: 1863}, on(bahai.Jamal, 2)),
		day(row{slug: "ridvan-12", german: "Ridván (12. Tag)", english: "Twelfth Day of Ridván", also: []string{"Zwölfter Ridvántag"}, since: 1863}, on(bahai.Jamal, 5)),
		day(row{slug: "erklaerung-des-bab", german: "Erklärung des Báb", english: "Declaration of the Báb", also: []string{"Erklärung des Bab", "Verkündigung des Báb", "Declaration of the Bab"}}, onOr(bahai.Azamat, 8, time.May, 23)),
		day(row{slug: "hinscheiden-bahaullah", german: "Hinscheiden Bahá’u’lláhs", english: "Ascension of Bahá’u’lláh", also: []string{"Hinscheiden Bahaullahs", "Todestag Bahá’u’lláhs", "Ascension of Baha'u'llah"}, kind: calendar.Remembrance, since: 1892}, on(bahai.Azamat, 13)),
		day(row{slug: "maertyrertod-des-bab", german: "Märtyrertod des Báb", english: "Martyrdom of the Báb", also: []string{"Märtyrertod des Bab", "Martyrdom of the Bab"}, kind: calendar.Remembrance, since: 1850}, onOr(bahai.Rahmat, 17, time.July, 9)),
		day(row{slug: "geburt-des-bab", german: "Geburt des Báb", english: "Birth of the Báb", also: []string{"Geburtstag des Bab", "Zwillingsgeburtstage", "Zwillingsfeiertage", "Twin Holy Days"}, source: twinDays}, [2]bahai.Rule{badi.BirthOfTheBab(), western.BirthOfTheBab()}),
		day(row{slug: "geburt-bahaullah", german: "Geburt Bahá’u’lláhs", english: "Birth of Bahá’u’lláh", also: []string{"Geburtstag Bahaullahs", "Zweiter Zwillingsgeburtstag"}, source: twinDays}, [2]bahai.Rule{badi.BirthOfBahaullah(), western.BirthOfBahaullah()}),
		day(row{slug: "tag-des-bundes", german: "Tag des Bundes (Bahá’í)", english: "Day of the Covenant (Bahá’í)", also: []string{"Tag des Bundes", "Day of the Covenant"}}, on(bahai.Qawl, 4)),
		day(row{slug: "hinscheiden-abdul-baha", german: "Hinscheiden ‘Abdu’l-Bahás", english: "Ascension of ‘Abdu’l-Bahá", also: []string{"Hinscheiden Abdul-Bahas", "Todestag ‘Abdu’l-Bahás", "Ascension of Abdu'l-Baha"}, kind: calendar.Remembrance, since: 1921}, on(bahai.Qawl, 6)),
		// The fast takes the nineteen days before the new year, and the
		// intercalary days are those before the fast, four or five of them.
		day(row{slug: "ayyam-i-ha-beginn", german: "Ayyám-i-Há", english: "Ayyám-i-Há", original: "ایام هاء", lang: "fa", also: []string{"Ayyam-i-Ha", "Intercalary Days"}, kind: calendar.Season, period: true, days: 5, until: "naw-ruz", plus: -20}, on(bahai.AyyamIHa, 1)),
		day(row{slug: "fastenbeginn", german: "Fasten der Bahá’í", english: "Bahá’í Fast", also: []string{"Bahai-Fasten", "Fastenzeit der Bahá’í", "Neunzehn-Tage-Fasten", "Fastenbeginn der Bahá’í"}, kind: calendar.Fast, period: true, days: 19, until: "naw-ruz", plus: -1}, on(bahai.Ala, 1)),
	}
	return calendar.Tradition{
		ID:   "bahai",
		Name: calendar.Name{German: "Bahá’í", English: "Bahá’í", Also: []string{"Bahai", "Baha'i", "Bahaismus", "Bahá’í-Religion", "Bahaitum"}},
		Conventions: []calendar.Convention{
			{
				ID:          bahai.BadiName,
				Name:        calendar.Name{German: "Gemeinsamer Badíʿ-Kalender", English: "Common Badíʿ calendar"},
				Explanation: "Tagundnachtgleiche und Sonnenuntergang in Teheran, für alle Bahá’í verbindlich seit März 2015; für frühere Jahre zurückgerechnet.",
			},
			{
				ID:          bahai.WesternName,
				Name:        calendar.Name{German: "Feste Tage des Westens bis 2014", English: "Fixed days of the West until 2014"},
				Explanation: "Im Westen begann das Jahr bis 2014 fest am 21. März, die Geburtstage lagen am 20. Oktober und 12. November; seither der gemeinsame Kalender.",
			},
		},
		Observances: table("bahai", calendar.Sunset, rows),
	}
}
