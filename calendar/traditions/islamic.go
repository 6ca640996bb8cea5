package traditions

import (
	"vielfalt/calendar"
	"vielfalt/calendar/islamic"
)

// Source of the Islamic table.
const hijriFixed = "fester Tag des islamischen Mondkalenders; der Monatsbeginn nach der gewählten Berechnungsweise"

// islamicTradition returns the Islamic year with the feasts of Sunnis and
// Shiites. The civil day is the one on which a day mainly falls. A day begins
// on the eve, which is what Turkish calendars print for the holy nights
// (kandil).
//
// What both keep follows the Diyanet, as most mosques in Germany do; what only
// Shiites keep follows the crescent, so that the days of one community agree
// with each other. Aschura, which the two keep differently, is in the table
// twice, and one entry when it is one day.
func islamicTradition(months *islamic.Months) calendar.Tradition {
	day := func(r row, rule islamic.Rule, usual islamic.Convention) row {
		r.source, r.rule = hijriFixed, rule.By(usual)
		r.variants = make(map[string]calendar.Rule)
		for _, c := range []islamic.Convention{islamic.Diyanet, islamic.UmmAlQura, islamic.Najaf, islamic.Tabular} {
			r.variants[string(c)] = rule.By(c)
		}
		return r
	}
	all := func(r row, rule islamic.Rule) row { return day(r, rule, islamic.DiyanetPublished) }
	sunni := func(r row, rule islamic.Rule) row {
		r.by = []calendar.Denomination{calendar.Sunni}
		return all(r, rule)
	}
	shia := func(r row, rule islamic.Rule) row {
		r.by = []calendar.Denomination{calendar.Shia}
		return day(r, rule, islamic.Najaf)
	}
	rows := []row{
		all(row{slug: "neujahr", german: "Islamisches Neujahr (1. Muharram)", english: "Islamic New Year", original: "رأس السنة الهجرية", lang: "ar", also: []string{"Hidschra-Neujahr", "Hicri Yılbaşı", "Hidschri-Neujahr", "Hijri New Year"}, kind: calendar.NewYear}, months.On(islamic.Muharram, 1)),
		shia(row{slug: "muharram-zehn-tage", follows: "islamic/aschura-schiitisch", after: -9, plural: true, german: "Die ersten zehn Tage des Muharram (schiitisch)", english: "The first ten days of Muharram (Shia)", original: "عشرة محرم", lang: "ar", also: []string{"Zehn Tage des Muharram", "Trauertage des Muharram", "Aschura-Zeit", "Muharram mourning"}, kind: calendar.Remembrance, period: true, days: 10, until: "aschura-schiitisch"}, months.On(islamic.Muharram, 1)),
		shia(row{slug: "tasua", follows: "islamic/aschura-schiitisch", after: -1, german: "Tasua (schiitisch)", english: "Tasua (Shia)", original: "تاسوعاء", lang: "ar", also: []string{"Tāsūʿā", "Tasu'a", "9. Muharram"}, kind: calendar.Remembrance}, months.On(islamic.Muharram, 9)),
		// Its Turkish name is that of the Diyanet's list; the Aşure of the Alevi
		// is another day.
		all(row{slug: "aschura", german: "Aschura", english: "Ashura", original: "عاشوراء", lang: "ar", also: []string{"Aşure Günü", "Aschura-Tag", "Ashoura", "10. Muharram"}, kind: calendar.Remembrance}, months.On(islamic.Muharram, 10)),
		shia(row{slug: "aschura-schiitisch", german: "Aschura (schiitisch)", english: "Ashura (Shia)", original: "عاشوراء", lang: "ar", also: []string{"Schiitisches Aschura", "Gedenken an Imam Husain", "Martyrium Imam Husains", "Martyrdom of Imam Husayn"}, kind: calendar.Remembrance, along: "islamic/aschura"}, months.On(islamic.Muharram, 10)),
		shia(row{slug: "arbain", german: "Arbain (schiitisch)", english: "Arbaeen (Shia)", original: "الأربعين", lang: "ar", also: []string{"Arbaʿin", "Arba'in", "Arbaeen", "Erbain", "40. Tag nach Aschura"}, kind: calendar.Remembrance}, months.On(islamic.Safar, 20)),
		sunni(row{slug: "mawlid-sunnitisch", german: "Mawlid an-Nabi (sunnitisch)", english: "Mawlid (Sunni)", original: "المولد النبوي", lang: "ar", also: []string{"Mevlid Kandili", "Mevlit", "Maulid", "Milad an-Nabi", "Geburtstag des Propheten Mohammed", "Mevlid", "Birthday of the Prophet"}}, months.On(islamic.RabiI, 12)),
		shia(row{slug: "mawlid-schiitisch", german: "Mawlid an-Nabi (schiitisch)", english: "Mawlid (Shia)", original: "المولد النبوي", lang: "ar", also: []string{"Schiitischer Maulid", "17. Rabiʿ al-awwal"}}, months.On(islamic.RabiI, 17)),
		all(row{slug: "regaib", german: "Regaib-Nacht (Lailat ar-Raghaib)", english: "Laylat al-Raghaib", original: "ليلة الرغائب", lang: "ar", also: []string{"Regaib Kandili", "Regaip Kandili", "Nacht der Wünsche", "Nacht der Gaben"}}, months.FirstFriday(islamic.Rajab)),
		shia(row{slug: "geburtstag-ali", german: "Geburtstag Imam Alis (schiitisch)", english: "Birth of Imam Ali (Shia)", original: "ميلاد الإمام علي", lang: "ar", also: []string{"13. Radschab"}}, months.On(islamic.Rajab, 13)),
		shia(row{slug: "geburtstag-fatima", german: "Geburtstag Fatimas (schiitisch)", english: "Birth of Fatima (Shia)", original: "ميلاد فاطمة الزهراء", lang: "ar", also: []string{"Fatima az-Zahra", "Fatima Zahra"}}, months.On(islamic.JumadaII, 20)),
		sunni(row{slug: "isra-miradsch", german: "Isra und Miradsch (Lailat al-Miradsch)", english: "Isra and Mi'raj", original: "الإسراء والمعراج", lang: "ar", also: []string{"Miraç Kandili", "Mirac Kandili", "Himmelfahrt des Propheten", "Nachtreise", "Laylat al-Mi'raj", "Isra wa-l-Miradsch"}}, months.On(islamic.Rajab, 27)),
		shia(row{slug: "mabath", german: "Mabʿath, Berufung des Propheten (schiitisch)", english: "Mab'ath, calling of the Prophet (Shia)", original: "المبعث النبوي", lang: "ar", also: []string{"Mabath", "Id al-Mabʿath", "Eid al-Mab'ath", "Bi'tha", "Berufung des Propheten"}}, months.On(islamic.Rajab, 27)),
		all(row{slug: "barat", german: "Nacht der Vergebung (Lailat al-Bara'a)", english: "Mid-Sha'ban (Laylat al-Bara'ah)", original: "ليلة البراءة", lang: "ar", also: []string{"Berat Kandili", "Barat", "Baraat-Nacht", "Shab-e-Barat", "Schab-e Barat", "Mitte Schaban"}}, months.On(islamic.Shaban, 15)),
		shia(row{slug: "geburtstag-mahdi", german: "Geburtstag Imam Mahdis (schiitisch)", english: "Birth of Imam Mahdi (Shia)", original: "نیمه شعبان", lang: "fa", also: []string{"Nime Schaban", "Nimeh Schaaban", "Imam al-Mahdi"}}, months.On(islamic.Shaban, 15)),
		all(row{slug: "ramadan-beginn", german: "Ramadan", english: "Ramadan", original: "رمضان", lang: "ar", also: []string{"Ramazan", "Ramadhan", "Ramadanbeginn", "Beginn des Ramadan", "Fastenmonat", "Ramazan başlangıcı"}, kind: calendar.Fast, period: true, days: 30, until: "eid-al-fitr", plus: -1}, months.On(islamic.Ramadan, 1)),
		shia(row{slug: "lailat-al-qadr-19", german: "Nacht der Bestimmung, 19. Ramadan (schiitisch)", english: "Night of Qadr, 19 Ramadan (Shia)", original: "ليلة القدر", lang: "ar", also: []string{"Erste Qadr-Nacht", "19. Ramadan"}}, months.On(islamic.Ramadan, 19)),
		shia(row{slug: "lailat-al-qadr-21", german: "Nacht der Bestimmung, 21. Ramadan (schiitisch)", english: "Night of Qadr, 21 Ramadan (Shia)", original: "ليلة القدر", lang: "ar", also: []string{"Zweite Qadr-Nacht", "21. Ramadan"}}, months.On(islamic.Ramadan, 21)),
		shia(row{slug: "martyrium-ali", german: "Martyrium Imam Alis (schiitisch)", english: "Martyrdom of Imam Ali (Shia)", original: "استشهاد الإمام علي", lang: "ar", also: []string{"Märtyrertod Imam Alis", "Todestag Imam Alis"}, kind: calendar.Remembrance}, months.On(islamic.Ramadan, 21)),
		all(row{slug: "ramadan-letzte-zehn-naechte", follows: "islamic/ramadan-beginn", after: 20, plural: true, german: "Die letzten zehn Nächte des Ramadan", english: "The last ten nights of Ramadan", original: "العشر الأواخر", lang: "ar", also: []string{"Letzte zehn Tage des Ramadan", "Ramadan: letztes Drittel"}, kind: calendar.Season, period: true, days: 10, until: "eid-al-fitr", plus: -1}, months.On(islamic.Ramadan, 21)),
		shia(row{slug: "lailat-al-qadr-23", german: "Nacht der Bestimmung, 23. Ramadan (schiitisch)", english: "Night of Qadr, 23 Ramadan (Shia)", original: "ليلة القدر", lang: "ar", also: []string{"Dritte Qadr-Nacht", "23. Ramadan"}}, months.On(islamic.Ramadan, 23)),
		sunni(row{slug: "lailat-al-qadr", follows: "islamic/ramadan-beginn", after: 26, german: "Nacht der Bestimmung (Lailat al-Qadr)", english: "Laylat al-Qadr", original: "ليلة القدر", lang: "ar", also: []string{"Kadir Gecesi", "Nacht der Macht", "Lailatul Qadr", "Lailat al-Kadr", "Night of Power"}}, months.On(islamic.Ramadan, 27)),
		all(row{slug: "eid-al-fitr", german: "Fest des Fastenbrechens (Eid al-Fitr)", english: "Eid al-Fitr", original: "عيد الفطر", lang: "ar", also: []string{"Id al-Fitr", "Zuckerfest", "Ramadanfest", "Ramazan Bayramı", "Ramazan Bayrami", "Şeker Bayramı", "Seker Bayrami", "Fastenbrechenfest", "Fastenbrechensfest", "Eid ul-Fitr", "Eid-ul-Fitr", "Id ul-Fitr", "Aid al-Fitr", "Îd al-Fitr", "Ramazanski bajram"}, days: 3}, months.On(islamic.Shawwal, 1)),
		all(row{slug: "dhul-hiddscha-zehn-tage", follows: "islamic/eid-al-adha", after: -9, plural: true, german: "Die zehn Tage des Dhu l-Hiddscha", english: "The ten days of Dhu al-Hijja", original: "عشر ذي الحجة", lang: "ar", also: []string{"Zehn Tage vor dem Opferfest", "Zehn Tage des Dhul-Hidscha"}, kind: calendar.Season, period: true, days: 10, until: "eid-al-adha"}, months.On(islamic.DhuAlHijja, 1)),
		// The pilgrimage takes place at Mecca, on the days of Saudi Arabia,
		// whatever reckoning those at home follow; it has no variants.
		{slug: "hadsch", german: "Hadsch (Pilgerfahrt nach Mekka)", english: "Hajj", original: "الحج", lang: "ar", also: []string{"Hadsch", "Haddsch", "Hac", "Pilgerfahrt nach Mekka", "Mekkapilgerfahrt"}, kind: calendar.Season, period: true, days: 6, rule: months.On(islamic.DhuAlHijja, 8), source: "8. bis 13. Dhu l-Hiddscha nach dem Kalender Saudi-Arabiens (Umm al-Qura); wer es eilig hat, bis zum 12. (Koran 2:203)"},
		all(row{slug: "arafat", follows: "islamic/eid-al-adha", after: -1, german: "Arafat-Tag", english: "Day of Arafah", original: "يوم عرفة", lang: "ar", also: []string{"Tag von Arafat", "Kurban Bayramı Arefesi", "Arafa"}, kind: calendar.Fast}, months.On(islamic.DhuAlHijja, 9)),
		all(row{slug: "eid-al-adha", german: "Opferfest (Eid al-Adha)", english: "Eid al-Adha", original: "عيد الأضحى", lang: "ar", also: []string{"Id al-Adha", "Kurban Bayramı", "Kurban Bayrami", "Kurbanfest", "Eid ul-Adha", "Eid-ul-Adha", "Id ul-Adha", "Aid al-Adha", "Aid el-Kebir", "Kurban-bajram", "Islamisches Opferfest", "Feast of Sacrifice"}, days: 4}, months.On(islamic.DhuAlHijja, 10)),
		shia(row{slug: "ghadir", german: "Eid al-Ghadir (schiitisch)", english: "Eid al-Ghadir (Shia)", original: "عيد الغدير", lang: "ar", also: []string{"Id al-Ghadir", "Ghadir-Fest", "Ghadir Chumm", "Eid-e-Ghadir"}}, months.On(islamic.DhuAlHijja, 18)),
	}
	return calendar.Tradition{
		ID:   "islamic",
		Name: calendar.Name{German: "Islam", English: "Islam", Original: "الإسلام", OriginalLang: "ar", Also: []string{"islamisch", "muslimisch", "Muslime", "sunnitisch", "schiitisch"}},
		Conventions: []calendar.Convention{
			{
				ID:          string(islamic.DiyanetPublished),
				Name:        calendar.Name{German: "Diyanet, ab 2036 Umm al-Qura; Schiitisches nach Nadschaf", English: "Diyanet, from 2036 Umm al-Qura; Shia days by Najaf"},
				Explanation: "Kalender der türkischen Religionsbehörde, dem DITIB und meist der Koordinationsrat der Muslime folgen, bis zum letzten veröffentlichten Fest (Dezember 2035); danach voraussichtlich Umm al-Qura. Tage, die nur Schiiten begehen, nach der Mondsichel in Nadschaf.",
			},
			{
				ID:          string(islamic.Diyanet),
				Name:        calendar.Name{German: "Diyanet (Türkei)", English: "Diyanet (Turkey)", Also: []string{"DITIB", "KRM", "Diyanet İşleri Başkanlığı"}},
				Explanation: "Kalender der türkischen Religionsbehörde; was sie nicht veröffentlicht hat, ist ab 1353 nach der Hidschra (1934) nach ihrer Sichtbarkeitsregel errechnet, davor gilt Umm al-Qura.",
			},
			{
				ID:          string(islamic.UmmAlQura),
				Name:        calendar.Name{German: "Umm al-Qura (Mekka)", English: "Umm al-Qura (Mecca)", Original: "أم القرى", OriginalLang: "ar"},
				Explanation: "Bürgerlicher Kalender Saudi-Arabiens, veröffentlicht für die Jahre 1343 bis 1500 nach der Hidschra (1924 bis 2077), danach nach seiner Regel errechnet; davor der arithmetische Kalender.",
			},
			{
				ID:          string(islamic.Najaf),
				Name:        calendar.Name{German: "Sichtung in Nadschaf (schiitisch)", English: "Sighting at Najaf (Shia)", Original: "النجف", OriginalLang: "ar", Also: []string{"Nadschaf", "Sistani"}},
				Explanation: "Ein Monat beginnt, wenn die Mondsichel im Irak mit bloßem Auge zu sehen ist; errechnet nach einem Maß der Sichtbarkeit (Yallop 1997), das den bekannten Mitteilungen des Büros von Ajatollah Sistani seit 2012 entspricht. In Deutschland kann es ein Tag später sein, und wer die Sichtung mit dem Fernrohr gelten lässt, beginnt oft einen Tag früher.",
			},
			{
				ID:          string(islamic.Tabular),
				Name:        calendar.Name{German: "Arithmetisch (mittlerer Mond)", English: "Tabular (mean moon)", Also: []string{"tabellarisch"}},
				Explanation: "Arithmetischer Kalender mit elf Schaltjahren in dreißig Jahren, für alle Zeiten bestimmt, aber bis zu zwei Tage neben dem sichtbaren Mond.",
			},
		},
		Observances: table("islamic", calendar.Sunset, rows),
	}
}
