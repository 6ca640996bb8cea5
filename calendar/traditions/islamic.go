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
func islamicTradition() calendar.Tradition {
	months := islamic.NewMonths()
	rows := []row{
		{slug: "neujahr", german: "Islamisches Neujahr (1. Muharram)", english: "Islamic New Year", original: "رأس السنة الهجرية", lang: "ar", also: []string{"Muharram", "Hidschra-Neujahr", "Hicri Yılbaşı", "Hidschri-Neujahr", "Hijri New Year"}, kind: calendar.NewYear, rule: months.On(islamic.Muharram, 1)},
		{slug: "aschura", german: "Aschura", english: "Ashura", original: "عاشوراء", lang: "ar", also: []string{"Aşure", "Aşure Günü", "Aschura-Tag", "Ashoura", "Aschure", "Asure", "10. Muharram"}, kind: calendar.Remembrance, rule: months.On(islamic.Muharram, 10)},
		{slug: "tasua", german: "Tasua (schiitisch)", english: "Tasua (Shia)", original: "تاسوعاء", lang: "ar", also: []string{"Tāsūʿā", "Tasu'a", "9. Muharram"}, kind: calendar.Remembrance, rule: months.On(islamic.Muharram, 9)},
		{slug: "arbain", german: "Arbain (schiitisch)", english: "Arbaeen (Shia)", original: "الأربعين", lang: "ar", also: []string{"Arbaʿin", "Arba'in", "Arbaeen", "Erbain", "40. Tag nach Aschura"}, kind: calendar.Remembrance, rule: months.On(islamic.Safar, 20)},
		{slug: "mawlid-sunnitisch", german: "Mawlid an-Nabi (sunnitisch)", english: "Mawlid (Sunni)", original: "المولد النبوي", lang: "ar", also: []string{"Mevlid Kandili", "Mevlit", "Maulid", "Milad", "Geburtstag des Propheten Mohammed", "Mevlid", "Birthday of the Prophet"}, rule: months.On(islamic.RabiI, 12)},
		{slug: "mawlid-schiitisch", german: "Mawlid an-Nabi (schiitisch)", english: "Mawlid (Shia)", original: "المولد النبوي", lang: "ar", also: []string{"Maulid", "Milad", "Geburtstag des Propheten Mohammed", "Birthday of the Prophet"}, rule: months.On(islamic.RabiI, 17)},
		{slug: "regaib", german: "Regaib-Nacht (Lailat ar-Raghaib)", english: "Laylat al-Raghaib", original: "ليلة الرغائب", lang: "ar", also: []string{"Regaib Kandili", "Regaip Kandili", "Nacht der Wünsche", "Nacht der Gaben"}, rule: months.FirstFriday(islamic.Rajab)},
		{slug: "geburtstag-ali", german: "Geburtstag Imam Alis (schiitisch)", english: "Birth of Imam Ali (Shia)", also: []string{"Ali ibn Abi Talib", "Imam Ali"}, rule: months.On(islamic.Rajab, 13)},
		{slug: "geburtstag-fatima", german: "Geburtstag Fatimas (schiitisch)", english: "Birth of Fatima (Shia)", also: []string{"Fatima az-Zahra", "Fatima Zahra", "Tag der Frau und Mutter (Iran)"}, rule: months.On(islamic.JumadaII, 20)},
		{slug: "isra-miradsch", german: "Isra und Miradsch (Lailat al-Miradsch)", english: "Isra and Mi'raj", original: "الإسراء والمعراج", lang: "ar", also: []string{"Miraç Kandili", "Mirac Kandili", "Himmelfahrt des Propheten", "Nachtreise", "Laylat al-Mi'raj", "Isra wa-l-Miradsch"}, rule: months.On(islamic.Rajab, 27)},
		{slug: "barat", german: "Nacht der Vergebung (Lailat al-Bara'a)", english: "Mid-Sha'ban (Laylat al-Bara'ah)", original: "ليلة البراءة", lang: "ar", also: []string{"Berat Kandili", "Barat", "Baraat-Nacht", "Shab-e-Barat", "Schab-e Barat", "Mitte Schaban"}, rule: months.On(islamic.Shaban, 15)},
		{slug: "geburtstag-mahdi", german: "Geburtstag Imam Mahdis (schiitisch)", english: "Birth of Imam Mahdi (Shia)", also: []string{"Nime Schaban", "Mid-Sha'ban", "Mitte Schaban", "Imam al-Mahdi"}, rule: months.On(islamic.Shaban, 15)},
		{slug: "ramadan-beginn", german: "Beginn des Ramadan", english: "Beginning of Ramadan", original: "رمضان", lang: "ar", also: []string{"Ramadan", "Ramazan", "Ramadhan", "Ramadanbeginn", "Fastenmonat", "Ramazan başlangıcı"}, kind: calendar.Fast, rule: months.On(islamic.Ramadan, 1)},
		{slug: "martyrium-ali", german: "Martyrium Imam Alis (schiitisch)", english: "Martyrdom of Imam Ali (Shia)", also: []string{"Ali ibn Abi Talib", "Imam Ali", "21. Ramadan"}, kind: calendar.Remembrance, rule: months.On(islamic.Ramadan, 21)},
		{slug: "lailat-al-qadr", german: "Nacht der Bestimmung (Lailat al-Qadr)", english: "Laylat al-Qadr", original: "ليلة القدر", lang: "ar", also: []string{"Kadir Gecesi", "Nacht der Macht", "Lailatul Qadr", "Lailat al-Kadr", "Night of Power"}, rule: months.On(islamic.Ramadan, 27)},
		{slug: "eid-al-fitr", german: "Fest des Fastenbrechens (Id al-Fitr)", english: "Eid al-Fitr", original: "عيد الفطر", lang: "ar", also: []string{"Zuckerfest", "Ramadanfest", "Ramazan Bayramı", "Ramazan Bayrami", "Şeker Bayramı", "Seker Bayrami", "Fastenbrechenfest", "Fastenbrechensfest", "Eid ul-Fitr", "Eid-ul-Fitr", "Id ul-Fitr", "Aid al-Fitr", "Îd al-Fitr", "Bayram", "Bajram"}, days: 3, rule: months.On(islamic.Shawwal, 1)},
		{slug: "arafat", german: "Arafat-Tag", english: "Day of Arafah", original: "يوم عرفة", lang: "ar", also: []string{"Tag von Arafat", "Arefe", "Arife", "Arafa"}, kind: calendar.Fast, rule: months.On(islamic.DhuAlHijja, 9)},
		{slug: "eid-al-adha", german: "Opferfest (Id al-Adha)", english: "Eid al-Adha", original: "عيد الأضحى", lang: "ar", also: []string{"Kurban Bayramı", "Kurban Bayrami", "Kurbanfest", "Eid ul-Adha", "Eid-ul-Adha", "Id ul-Adha", "Aid al-Adha", "Aid el-Kebir", "Bayram", "Bajram", "Islamisches Opferfest", "Hadsch", "Feast of Sacrifice"}, days: 4, rule: months.On(islamic.DhuAlHijja, 10)},
		{slug: "ghadir", german: "Id al-Ghadir (schiitisch)", english: "Eid al-Ghadir (Shia)", original: "عيد الغدير", lang: "ar", also: []string{"Ghadir-Fest", "Ghadir Chumm", "Eid-e-Ghadir", "Gadir-i Hum"}, rule: months.On(islamic.DhuAlHijja, 18)},
	}
	// Feasts that only Shiites keep are not in the Turkish calendar.
	shia := map[string]bool{
		"arbain": true, "mawlid-schiitisch": true, "geburtstag-ali": true, "ghadir": true,
		"tasua": true, "geburtstag-fatima": true, "geburtstag-mahdi": true, "martyrium-ali": true,
	}
	for i := range rows {
		r := &rows[i]
		r.source = hijriFixed
		rule := r.rule.(islamic.Rule)
		r.variants = map[string]calendar.Rule{string(islamic.Tabular): rule.By(islamic.Tabular)}
		if shia[r.slug] {
			continue
		}
		r.rule = rule.By(islamic.DiyanetPublished)
		r.variants[string(islamic.Diyanet)] = rule.By(islamic.Diyanet)
		r.variants[string(islamic.UmmAlQura)] = rule
	}
	return calendar.Tradition{
		ID:   "islamic",
		Name: calendar.Name{German: "Islam", English: "Islam", Original: "الإسلام", OriginalLang: "ar", Also: []string{"islamisch", "muslimisch", "Muslime", "sunnitisch", "schiitisch"}},
		Conventions: []calendar.Convention{
			{
				ID:          string(islamic.DiyanetPublished),
				Name:        calendar.Name{German: "Diyanet, ab 2033 Umm al-Qura", English: "Diyanet, from 2033 Umm al-Qura"},
				Explanation: "Kalender der türkischen Religionsbehörde, dem DITIB und meist der Koordinationsrat der Muslime folgen, bis zu den letzten veröffentlichten Festtagen (2032); danach voraussichtlich Umm al-Qura. Tage, die nur Schiiten begehen, nach Umm al-Qura.",
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
				ID:          string(islamic.Tabular),
				Name:        calendar.Name{German: "Arithmetisch (mittlerer Mond)", English: "Tabular (mean moon)", Also: []string{"tabellarisch"}},
				Explanation: "Arithmetischer Kalender mit elf Schaltjahren in dreißig Jahren, für alle Zeiten bestimmt, aber bis zu zwei Tage neben dem sichtbaren Mond.",
			},
		},
		Observances: table("islamic", calendar.Sunset, rows),
	}
}
