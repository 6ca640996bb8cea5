package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/chinese"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/hindu"
	"vielfalt/calendar/moon"
	"vielfalt/calendar/tibetan"
)

// Sources of the Buddhist table.
const (
	thaiSource    = "Tag des thailändischen Mondkalenders nach der Liste der Bibliothek vacanza/holidays (2015–2100, davor einzelne Jahre); Thailand macht die Tage jeweils bekannt"
	phugpaSource  = "fester Tag des tibetischen Kalenders der Phugpa-Schule, sonst der Tsurphu-Schule (Karma Kagyü) oder Bhutans; um Schaltmonate weichen Kalender um einen Monat ab"
	chineseSource = "fester Tag des chinesischen Mondkalenders (UTC+8)"
)

// buddhist returns the year of the Buddhist schools, which keep the day of the
// Buddha by several reckonings. Each of those is a separate observance, and
// stands beside the full moon of May in years in which they agree.
//
// From the full moon of the eighth Thai month to that of the eleventh there are
// always 30+29+30 days, because leap months and leap days come before it; the
// eleventh month has 29.
func buddhist(a *hindu.Panchang, china, korea, vietnam *chinese.Reckoning) calendar.Tradition {
	const mainVesakh = "buddhist/vesakh-vollmond-mai"
	vietnamese := func(month, day int) calendar.Rule {
		return vietnameseDay{vietnam.On(month, day), china.On(month, day)}
	}
	phugpa, tsurphu, bhutan := tibetan.Phugpa(), tibetan.Tsurphu(), tibetan.Bhutan()
	// tibetanDay returns the rules of a day by all three.
	tibetanDay := func(month, day int) (calendar.Rule, map[string]calendar.Rule) {
		return named{phugpa.On(month, day), "phugpa"}, map[string]calendar.Rule{
			"tsurphu": named{tsurphu.On(month, day), "tsurphu"},
			"bhutan":  named{bhutan.On(month, day), "bhutan"},
		}
	}
	sagaDawa, sagaDawaElsewhere := tibetanDay(4, 15)
	choekhor, choekhorElsewhere := tibetanDay(6, 4)
	lhabab, lhababElsewhere := tibetanDay(9, 22)
	asalha := thai("asalha-puja")
	jakarta := time.FixedZone("WIB", 7*60*60)
	rows := []row{
		{slug: "laba", german: "Laba-Fest (Bodhi-Tag nach Mondkalender)", english: "Laba Festival", original: "臘八節", lang: "zh-Hant", also: []string{"Laba", "Laba-Fest", "Bodhi-Tag (China)", "La Ba"}, rule: china.On(12, 8), source: chineseSource},
		{slug: "parinirvana-tag", german: "Parinirvana-Tag (Nehan-e)", english: "Parinirvana Day", original: "涅槃会", lang: "ja", also: []string{"Nirvana-Tag", "Nehan", "Nirvana Day"}, kind: calendar.Remembrance, rule: gregorian.On(time.February, 15), source: "fester Tag, 15. Februar (Japan)"},
		{slug: "losar", german: "Losar (tibetisches Neujahr)", english: "Losar (Tibetan New Year)", original: "ལོ་གསར་", lang: "bo", also: []string{"Lossar", "Tibetisches Neujahrsfest", "Tibetan New Year"}, kind: calendar.NewYear, rule: named{phugpa.Losar(), "phugpa"}, variants: map[string]calendar.Rule{"tsurphu": named{tsurphu.Losar(), "tsurphu"}, "bhutan": named{bhutan.Losar(), "bhutan"}}, source: phugpaSource},
		{slug: "magha-puja", german: "Magha Puja (Makha Bucha)", english: "Magha Puja", original: "วันมาฆบูชา", lang: "th", also: []string{"Makha Bucha", "Sangha-Tag", "Sangha Day"}, rule: thai("magha-puja"), source: thaiSource},
		{slug: "songkran", german: "Songkran (thailändisches Neujahr)", english: "Songkran (Thai New Year)", original: "สงกรานต์", lang: "th", also: []string{"Songkran-Fest", "Thailändisches Neujahr", "Thai New Year", "Thailändisches Wasserfest"}, kind: calendar.NewYear, days: 3, rule: gregorian.On(time.April, 13), source: "13. bis 15. April, feste Tage in Thailand"},
		{slug: "hanamatsuri", german: "Hanamatsuri (Buddhas Geburtstag, Japan)", english: "Hanamatsuri", original: "花まつり", lang: "ja", also: []string{"Hana Matsuri", "Kambutsu-e", "Buddhas Geburtstag (Japan)"}, rule: gregorian.On(time.April, 8), source: "fester Tag, 8. April (Japan)"},
		{slug: "vesakh-vollmond-mai", german: "Vesakh (Vollmond im Mai)", english: "Vesak (full moon of May)", original: "वेसाख", lang: "pi", also: []string{"Vesak", "Vesakh", "Wesak", "Vesakfest"}, rule: moon.FirstFull(time.May, calendar.Berlin), source: "erster Vollmond im Mai nach mitteleuropäischer Zeit (Brauch der Deutschen Buddhistischen Union)"},
		{slug: "buddha-purnima", german: "Buddha Purnima (Indien, Nepal)", english: "Buddha Purnima (India, Nepal)", original: "बुद्ध पूर्णिमा", lang: "hi", also: []string{"Buddha Jayanti", "Vaishakh Purnima", "Vaisakha Purnima", "Vesakh (Indien)"}, along: mainVesakh, rule: a.On(hindu.Vaisakha, 15, hindu.Sunrise), source: computedSource + "Vollmond (15. Tithi) des Vaishakha bei Sonnenaufgang"},
		{slug: "vesakh-sri-lanka", german: "Vesakh (Sri Lanka, Poya)", english: "Vesak Poya (Sri Lanka)", original: "වෙසක්", lang: "si", also: []string{"Vesak Poya", "Wesak (Sri Lanka)", "Vesak Full Moon Poya Day"}, along: mainVesakh, rule: announced(sriLanka, 2015, "05-03 05-21 05-10 04-29 05-18 05-07 05-26 05-15 05-05 05-23 05-12 05-30"), source: "veröffentlichte Feiertage Sri Lankas, 2015–2026 (2026: Gazette 2485/14); weitere Jahre werden jeweils bekannt gemacht"},
		{slug: "vesakh-thailand", german: "Vesakh (Visakha Bucha, Thailand)", english: "Visakha Bucha (Thailand)", original: "วันวิสาขบูชา", lang: "th", also: []string{"Visakha Bucha", "Visakha Puja", "Wisakha Bucha"}, along: mainVesakh, rule: thai("vesakh-thailand"), source: thaiSource},
		{slug: "vesakh-suedostasien", german: "Vesakh (Singapur)", english: "Vesak Day (Singapore)", original: "卫塞节", lang: "zh-Hans", also: []string{"Vesak Day", "Vesakh in Singapur"}, along: mainVesakh, rule: announced("Arbeitsministerium Singapurs", 2015, "06-01 05-21 05-10 05-29 05-19 05-07 05-26 05-15 06-02 05-22 05-12 05-31 05-20").Else(differs{china.On(4, 15), 1, 1, calendar.Decree}), source: "veröffentlichte Feiertage Singapurs, 2015–2027; davor und danach der 15. Tag des 4. chinesischen Mondmonats (UTC+8), auf den sie alle fallen"},
		{slug: "vesakh-malaysia", german: "Vesakh (Malaysia)", english: "Wesak Day (Malaysia)", original: "Hari Wesak", lang: "ms", also: []string{"Wesak Day", "Wesak (Malaysia)"}, along: mainVesakh, rule: announced("Regierung Malaysias", 2015, "05-03 05-21 05-10 05-29 05-19 05-07 05-26 05-15 05-04 05-22 05-12 05-31 05-20"), source: "veröffentlichte Feiertage Malaysias (Hari Kelepasan Am), 2015–2027; weitere Jahre werden jeweils bekannt gemacht"},
		{slug: "vesakh-indonesien", german: "Waisak (Indonesien)", english: "Waisak (Indonesia)", original: "Hari Raya Waisak", lang: "id", also: []string{"Hari Waisak", "Waisak", "Vesakh (Indonesien)"}, along: mainVesakh, rule: differs{moon.FullNear(china.On(4, 15), jakarta), 1, 1, calendar.Decree}, source: "Vollmond im 4. chinesischen Mondmonat nach Ortszeit Jakarta (UTC+7), wie an allen Feiertagen 2015–2026; Indonesien macht den Tag jeweils bekannt"},
		{slug: "vesakh-vietnam", german: "Phật Đản (Vesakh, Vietnam)", english: "Phật Đản (Vesak, Vietnam)", original: "Lễ Phật Đản", lang: "vi", also: []string{"Phat Dan", "Le Phat Dan", "Vesakh (Vietnam)", "Vietnamesisches Vesakh"}, along: mainVesakh, rule: vietnamese(4, 15), source: "15. Tag des 4. Monats des vietnamesischen Mondkalenders (UTC+7)"},
		{slug: "buddhas-geburtstag-ostasien", german: "Buddhas Geburtstag (8. Tag des 4. Mondmonats)", english: "Buddha's Birthday (8th of 4th lunar month)", original: "佛誕", lang: "zh-Hant", also: []string{"Fodan", "Yufo-Fest", "Buddhas Geburtstag (China)", "Bathing the Buddha"}, rule: china.On(4, 8), source: chineseSource},
		{slug: "buddhas-geburtstag-korea", german: "Buddhas Geburtstag (Korea)", english: "Buddha's Birthday (Korea)", original: "부처님 오신 날", lang: "ko", also: []string{"Seokga Tansinil", "Bucheonim Osin Nal"}, rule: korea.On(4, 8), source: "fester Tag des koreanischen Mondkalenders (UTC+9)"},
		{slug: "saga-dawa-duechen", german: "Saga Dawa Düchen", english: "Saga Dawa Duchen", original: "ས་ག་ཟླ་བ་དུས་ཆེན་", lang: "bo", also: []string{"Saga Dawa", "Tibetisches Vesakh", "Saga Dawa Duechen"}, rule: sagaDawa, variants: sagaDawaElsewhere, source: phugpaSource},
		{slug: "asalha-puja", german: "Asalha Puja (Dhammatag)", english: "Asalha Puja (Dharma Day)", original: "วันอาสาฬหบูชา", lang: "th", also: []string{"Asanha Bucha", "Dhamma-Tag", "Dharma-Tag", "Asarnha Bucha"}, rule: thai("asalha-puja"), source: thaiSource},
		{slug: "vassa-beginn", german: "Vassa (Regenklausur)", english: "Vassa (rains retreat)", original: "วันเข้าพรรษา", lang: "th", also: []string{"Khao Phansa", "Vassa", "Regenzeitklausur", "Regenklausur"}, kind: calendar.Season, period: true, days: 89, until: "pavarana", rule: thai("vassa-beginn"), source: thaiSource},
		{slug: "pavarana", german: "Pavarana (Ende der Regenklausur, Ok Phansa)", english: "Pavarana (end of Vassa, Ok Phansa)", original: "วันออกพรรษา", lang: "th", also: []string{"Ok Phansa", "Wan Ok Phansa", "Awk Phansa", "Boun Ok Phansa"}, rule: sparse{calendar.Shift(asalha, 89)}, source: thaiSource},
		{slug: "kathina", german: "Kathina-Zeit", english: "Kathina season", original: "กฐิน", lang: "th", also: []string{"Kathina", "Kathin", "Thot Kathin", "Kathina-Fest", "Robenspende"}, kind: calendar.Season, period: true, days: 29, rule: sparse{calendar.Shift(asalha, 90)}, source: thaiSource + "; der Monat nach der Regenklausur, in dem jedes Kloster seinen Tag wählt"},
		{slug: "choekhor-duechen", german: "Chökhor Düchen (erste Lehrrede)", english: "Chokhor Duchen", original: "ཆོས་འཁོར་དུས་ཆེན་", lang: "bo", also: []string{"Chökhor Duchen", "Choekhor Duechen", "Drehen des Dharma-Rades"}, rule: choekhor, variants: choekhorElsewhere, source: phugpaSource},
		{slug: "obon", german: "Obon (Ahnenfest, Japan)", english: "Obon (Japan)", original: "お盆", lang: "ja", also: []string{"O-Bon", "Bon-Fest", "Urabon-e"}, kind: calendar.Remembrance, days: 3, rule: differs{gregorian.On(time.August, 13), 31, 1, calendar.Custom}, source: "13. bis 15. August, so in den meisten Gegenden Japans; in manchen einen Monat früher oder einen Tag länger"},
		{slug: "ullambana", german: "Ullambana (15. Tag des 7. Mondmonats)", english: "Ullambana", original: "盂蘭盆節", lang: "zh-Hant", also: []string{"Ulambana", "Yulanpen", "Ahnenfest"}, kind: calendar.Remembrance, rule: china.On(7, 15), source: chineseSource},
		{slug: "vu-lan", german: "Vu Lan (vietnamesisches Ullambana)", english: "Vu Lan (Vietnamese Ullambana)", original: "Lễ Vu Lan", lang: "vi", also: []string{"Le Vu Lan", "Vu-Lan-Fest", "Vu Lan Bao Hieu"}, kind: calendar.Remembrance, along: "buddhist/ullambana", rule: vietnamese(7, 15), source: "15. Tag des 7. Monats des vietnamesischen Mondkalenders (UTC+7)"},
		{slug: "lhabab-duechen", german: "Lhabab Düchen", english: "Lhabab Duchen", original: "ལྷ་བབས་དུས་ཆེན་", lang: "bo", also: []string{"Lhabab Duechen", "Lha Bab Düchen", "Herabkunft Buddhas"}, rule: lhabab, variants: lhababElsewhere, source: phugpaSource},
		{slug: "bodhi-tag", german: "Bodhi-Tag (Rohatsu)", english: "Bodhi Day (Rohatsu)", original: "成道会", lang: "ja", also: []string{"Rohatsu", "Jodo-e"}, rule: gregorian.On(time.December, 8), source: "fester Tag, 8. Dezember (Japan)"},
	}
	return calendar.Tradition{
		ID:   "buddhist",
		Name: calendar.Name{German: "Buddhismus", English: "Buddhism", Also: []string{"buddhistisch", "Buddhisten", "Buddhistische Feiertage", "Buddhist"}},
		Conventions: []calendar.Convention{
			{ID: "phugpa", Name: calendar.Name{German: "Phugpa", English: "Phugpa"}, Explanation: "Tibetische Tage nach der Phugpa-Schule, der die Tibetische Zentralverwaltung und die meisten Klöster folgen."},
			{ID: "tsurphu", Name: calendar.Name{German: "Tsurphu", English: "Tsurphu"}, Explanation: "Tibetische Tage nach der Tsurphu-Schule, der die Karma-Kagyü folgt."},
			{ID: "bhutan", Name: calendar.Name{German: "Bhutan", English: "Bhutan"}, Explanation: "Tibetische Tage nach dem Kalender Bhutans."},
		},
		Observances: table("buddhist", calendar.Midnight, rows),
	}
}

// sparse marks a rule that counts from a list with gaps.
type sparse struct{ calendar.Rule }

// KnowsBeyond implements [calendar.SparseRule].
func (sparse) KnowsBeyond() {}
