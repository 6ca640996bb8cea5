package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/islamic"
)

// alevi returns the Alevi year. The days of Muharrem follow the Turkish
// calendar. Gağan has no date that the communities agree on, so editors enter
// it.
func alevi() calendar.Tradition {
	months := islamic.NewMonths()
	muharrem := func(day int) calendar.Rule { return months.On(islamic.Muharram, day).By(islamic.Diyanet) }
	const practice = "Donnerstag vom 9. bis 15. Februar und die zwei Tage davor, Praxis der Alevitischen Gemeinde Deutschland (AABF); andere halten fest den 13. bis 15. Februar"
	thursday := gregorian.OnOrAfter(time.Thursday, time.February, 9)
	rows := []row{
		{slug: "hizir-fasten-beginn", german: "Hızır-Fasten (Beginn)", english: "Hızır fast (begin)", original: "Hızır Orucu", lang: "tr", also: []string{"Hizir", "Hızır", "Hizir-Fasten", "Hizir Orucu", "Xizir", "Chisir-Fasten"}, kind: calendar.Fast, rule: thursday.Plus(-2), source: practice},
		{slug: "hizir-fasten-ende", german: "Hızır-Fasten (letzter Fastentag)", english: "Hızır fast (last day)", original: "Hızır Orucu", lang: "tr", also: []string{"Hizir", "Hızır", "Hizir-Fasten", "Hizir Orucu", "Hızır-Cem"}, kind: calendar.Fast, rule: thursday, source: practice},
		{slug: "newroz-geburt-alis", german: "Newroz / Geburtstag des Heiligen Ali", english: "Newroz / birthday of Ali", original: "Nevruz", lang: "tr", also: []string{"Newroz", "Sultan Nevruz", "Geburtstag Alis", "Hz. Ali"}, rule: gregorian.On(time.March, 21), source: "fester Tag, 21. März"},
		{slug: "hidirellez", german: "Hıdırellez (Hızır-İlyas-Tag)", english: "Hıdırellez", original: "Hıdırellez", lang: "tr", also: []string{"Hidirellez", "Hıdrellez", "Hızır-İlyas", "Ederlezi"}, begin: calendar.Sunset, rule: gregorian.On(time.May, 6), source: "fester Tag, 6. Mai, vom Abend zuvor"},
		{slug: "muharrem-fasten-beginn", german: "Muharrem-Fasten (Beginn, 1. Muharrem)", english: "Muharrem fast begins", original: "Muharrem Orucu", lang: "tr", also: []string{"Muharrem", "Muharram-Fasten", "Zwölf-Imame-Fasten", "Trauerfasten"}, kind: calendar.Fast, begin: calendar.Sunset, rule: muharrem(1), source: "1. Muharrem nach dem Kalender der Diyanet"},
		{slug: "asure", german: "Aşure-Tag (nach zwölf Fastentagen)", english: "Aşure Day (after twelve fasting days)", original: "Aşure", lang: "tr", also: []string{"Asure", "Aschure", "Aşure Günü", "Aschura"}, rule: muharrem(13), source: "13. Muharrem nach dem Kalender der Diyanet, nach zwölf Fastentagen"},
		{slug: "sivas-gedenken", german: "Gedenken an das Sivas-Massaker (1993)", english: "Sivas massacre remembrance", also: []string{"Sivas", "Madımak", "2. Juli 1993"}, kind: calendar.Remembrance, rule: gregorian.On(time.July, 2), source: "Jahrestag des Brandanschlags vom 2. Juli 1993"},
		{slug: "haci-bektas-veli-gedenken", german: "Gedenkfest für Hacı Bektaş Veli (16.–18. August)", english: "Hacı Bektaş Veli commemoration (16-18 Aug)", original: "Hacı Bektaş Veli'yi Anma Törenleri", lang: "tr", also: []string{"Haci Bektas Veli", "Hadschi Bektasch Weli", "Hünkar"}, days: 3, rule: gregorian.On(time.August, 16), source: "fester Tag, seit 1964 in Hacıbektaş"},
	}
	return calendar.Tradition{
		ID:   "alevi",
		Name: calendar.Name{German: "Alevitentum", English: "Alevism", Original: "Alevilik", OriginalLang: "tr", Also: []string{"alevitisch", "Aleviten", "Alevi", "Alevitum"}},
		Conventions: []calendar.Convention{{
			ID:          string(islamic.Diyanet),
			Name:        calendar.Name{German: "Muharrem nach der Diyanet", English: "Muharrem by the Diyanet"},
			Explanation: "Der 1. Muharrem nach dem türkischen Kalender, dem die alevitischen Gemeinden in Deutschland folgen.",
		}},
		Observances: table("alevi", calendar.Midnight, rows),
	}
}
