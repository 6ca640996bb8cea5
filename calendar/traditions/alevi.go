package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/islamic"
)

// cemFoundation is the convention of those who keep the Hızır fast on fixed
// days.
const cemFoundation = "cem-vakfi"

// A turkish rule is kept by the months of the Turkish calendar. The authority that
// publishes it announces no Alevi day, and is not one that Alevis follow: their
// communities name the days, and some begin a month with the crescent.
type turkish struct{ islamic.Rule }

// Dates implements [calendar.Rule].
func (r turkish) Dates(from, to calendar.Date) []calendar.Occurrence {
	out := r.Rule.Dates(from, to)
	for i := range out {
		k := &out[i]
		k.By, k.Convention, k.Certainty, k.Cause = "", "", calendar.Computed, calendar.Custom
		k.Latest = max(k.Latest, k.First+1)
	}
	return out
}

// alevi returns the Alevi year. The days of the lunar calendar follow the
// Turkish one. Gağan has no date that the communities agree on, so editors
// enter it.
func alevi(months *islamic.Months) calendar.Tradition {
	lunar := func(month islamic.Month, day int) calendar.Rule {
		return turkish{months.On(month, day).By(islamic.Diyanet)}
	}
	const (
		practice    = "Donnerstag vom 9. bis 15. Februar und die zwei Tage davor, Praxis der Alevitischen Gemeinde Deutschland (AABF); andere, etwa die CEM-Stiftung und der Bund der Alevitischen Jugendlichen, halten fest den 13. bis 15. Februar"
		anniversary = "Jahrestag"
		hijri       = "fester Tag des islamischen Mondkalenders, wie er in der Türkei gilt"
	)
	// Whichever day of the Hızır fast a community keeps, others keep it on the
	// other one.
	hizir := func(r row, day int) row {
		moving := gregorian.OnOrAfter(time.Thursday, time.February, 9).Plus(day - 3)
		fixed := gregorian.On(time.February, 12+day)
		either := func(k calendar.Occurrence) (earliest, latest calendar.Date) {
			a, _ := moving(k.Year)
			b, _ := fixed(k.Year)
			return min(a, b), max(a, b)
		}
		r.kind, r.source = calendar.Fast, practice
		r.rule = unsure(moving, calendar.Custom, either)
		r.variants = map[string]calendar.Rule{cemFoundation: unsure(fixed, calendar.Custom, either)}
		return r
	}
	weekend := func(k calendar.Occurrence) (earliest, latest calendar.Date) { return k.First - 7, k.First + 7 }
	rows := []row{
		hizir(row{slug: "hizir-fasten-beginn", german: "Hızır-Fasten", english: "Hızır fast", original: "Hızır Orucu", lang: "tr", also: []string{"Hizir-Fasten", "Hizir Orucu", "Xizir", "Chisir-Fasten"}, period: true, days: 3}, 1),
		hizir(row{slug: "hizir-fasten-ende", follows: "alevi/hizir-fasten-beginn", after: 2, german: "Hızır-Fasten (letzter Fastentag)", english: "Hızır fast (last day)", original: "Hızır Cemi", lang: "tr", also: []string{"Hızır-Cem", "Hızır Lokması"}, sameAs: "alevi/hizir-fasten-beginn"}, 3),
		{slug: "gazi-gedenken", german: "Gedenken an die Toten von Gazi (1995)", english: "Remembrance of Gazi (1995)", also: []string{"Gazi-Massaker", "Gazi-Viertel", "12. März 1995", "Ümraniye 1995"}, kind: calendar.Remembrance, since: 1995, rule: gregorian.On(time.March, 12), source: anniversary + " der Schüsse vom 12. März 1995 in Istanbul"},
		{slug: "newroz-geburt-alis", german: "Newroz / Geburtstag des Heiligen Ali", english: "Newroz / birthday of Ali", original: "Sultan Nevruz", lang: "tr", also: []string{"Newroz (alevitisch)", "Sultan Nevruz", "Nevruz Cemi"}, rule: gregorian.On(time.March, 21), source: "fester Tag, 21. März"},
		{slug: "dersim-gedenken", german: "Gedenken an Dersim (1937/38)", english: "Remembrance of Dersim (1937-38)", original: "Tertele", lang: "zza", also: []string{"Tertelê", "Dersim-Genozid", "4. Mai 1937", "Massaker von Dersim"}, kind: calendar.Remembrance, since: 1937, rule: gregorian.On(time.May, 4), source: anniversary + " des Beschlusses des türkischen Ministerrats vom 4. Mai 1937"},
		{slug: "hidirellez", german: "Hıdırellez (Hızır-İlyas-Tag)", english: "Hıdırellez", original: "Hıdırellez", lang: "tr", also: []string{"Hidirellez", "Hıdrellez", "Hızır-İlyas", "Ederlezi"}, begin: calendar.Sunset, rule: gregorian.On(time.May, 6), source: "fester Tag, 6. Mai, vom Abend zuvor"},
		{slug: "abdal-musa", german: "Gedenkfest für Abdal Musa", english: "Abdal Musa commemoration", original: "Abdal Musa Anma Törenleri", lang: "tr", also: []string{"Abdal Musa", "Abdal-Musa-Cem"}, days: 2, rule: unsure(gregorian.Nth(1, time.Saturday, time.June), calendar.Organiser, weekend), source: "erstes Wochenende im Juni in Tekke bei Elmalı; die Gemeinden legen ihre Cem-Gottesdienste selbst fest"},
		{slug: "muharrem-fasten-beginn", german: "Muharrem-Fasten", english: "Muharrem fast", original: "Muharrem Orucu", lang: "tr", also: []string{"Muharrem", "Muharram-Fasten", "Zwölf-Imame-Fasten", "Trauerfasten", "1. Muharrem"}, kind: calendar.Fast, period: true, days: 12, until: "asure", plus: -1, begin: calendar.Sunset, rule: lunar(islamic.Muharram, 1), source: "1. bis 12. Muharrem des Mondkalenders, wie er in der Türkei gilt"},
		{slug: "asure", follows: "alevi/muharrem-fasten-beginn", after: 12, german: "Aşure-Tag (nach zwölf Fastentagen)", english: "Aşure Day (after twelve fasting days)", original: "Aşure", lang: "tr", also: []string{"Asure", "Aschure"}, rule: lunar(islamic.Muharram, 13), source: "13. Muharrem des Mondkalenders, wie er in der Türkei gilt, nach zwölf Fastentagen"},
		{slug: "sivas-gedenken", german: "Gedenken an das Sivas-Massaker (1993)", english: "Sivas massacre remembrance", also: []string{"Madımak", "2. Juli 1993"}, kind: calendar.Remembrance, since: 1993, rule: gregorian.On(time.July, 2), source: anniversary + " des Brandanschlags vom 2. Juli 1993"},
		{slug: "corum-gedenken", german: "Gedenken an das Pogrom von Çorum (1980)", english: "Remembrance of the Çorum pogrom (1980)", also: []string{"Corum-Massaker", "4. Juli 1980"}, kind: calendar.Remembrance, since: 1980, rule: gregorian.On(time.July, 4), source: anniversary + " der Angriffe vom 4. Juli 1980"},
		{slug: "haci-bektas-veli-gedenken", german: "Gedenkfest für Hacı Bektaş Veli (16.–18. August)", english: "Hacı Bektaş Veli commemoration (16-18 Aug)", original: "Hacı Bektaş Veli'yi Anma Törenleri", lang: "tr", also: []string{"Haci Bektas Veli", "Hadschi Bektasch Weli", "Hünkar"}, days: 3, since: 1964, rule: gregorian.On(time.August, 16), source: "fester Tag, seit 1964 in Hacıbektaş"},
		{slug: "maras-gedenken", german: "Gedenken an das Pogrom von Maraş (1978)", english: "Remembrance of the Maraş pogrom (1978)", also: []string{"Maras-Massaker", "Kahramanmaraş 1978", "19. Dezember 1978"}, kind: calendar.Remembrance, period: true, days: 8, since: 1978, rule: gregorian.On(time.December, 19), source: anniversary + " der Angriffe vom 19. bis 26. Dezember 1978"},
		{slug: "kurban", follows: "islamic/eid-al-adha", after: 0, german: "Opferfest (alevitisch)", english: "Feast of Sacrifice (Alevi)", original: "Kurban Bayramı", lang: "tr", also: []string{"Alevitisches Opferfest"}, days: 4, along: "islamic/eid-al-adha", rule: lunar(islamic.DhuAlHijja, 10), source: hijri + ", 10. Zilhicce"},
		{slug: "gadir-hum", german: "Gadir Hum (alevitisch)", english: "Gadir Hum (Alevi)", original: "Gadir Hum Bayramı", lang: "tr", also: []string{"Gadir Hum", "Gadir-i Hum", "Gadiri Hum"}, along: "islamic/ghadir", rule: lunar(islamic.DhuAlHijja, 18), source: hijri + ", 18. Zilhicce"},
	}
	return calendar.Tradition{
		ID:   "alevi",
		Name: calendar.Name{German: "Alevitentum", English: "Alevism", Original: "Alevilik", OriginalLang: "tr", Also: []string{"alevitisch", "Aleviten", "Alevi", "Alevitum"}},
		Conventions: []calendar.Convention{
			{
				ID:          string(islamic.Diyanet),
				Name:        calendar.Name{German: "Türkischer Kalender; Hızır-Fasten bis Donnerstag", English: "Turkish calendar; Hızır fast until Thursday", Also: []string{"AABF"}},
				Explanation: "Das Hızır-Fasten endet am Donnerstag vom 9. bis 15. Februar, wie bei der Alevitischen Gemeinde Deutschland; der 1. Muharrem nach dem türkischen Kalender, dem die alevitischen Gemeinden in Deutschland folgen.",
			},
			{
				ID:          cemFoundation,
				Name:        calendar.Name{German: "Türkischer Kalender; Hızır-Fasten vom 13. bis 15. Februar", English: "Turkish calendar; Hızır fast on 13 to 15 February", Also: []string{"CEM-Stiftung", "Cem Vakfı", "BDAJ"}},
				Explanation: "Feste Tage, wie sie die CEM-Stiftung und viele Gemeinden in der Türkei nennen; Muharrem ebenso nach dem türkischen Kalender.",
			},
		},
		Observances: table("alevi", calendar.Midnight, rows),
	}
}
