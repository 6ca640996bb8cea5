package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/chinese"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/moon"
	"vielfalt/calendar/tibetan"
)

// Sources of the Buddhist table.
const (
	thaiSource    = "Tag des thailändischen Mondkalenders nach veröffentlichter Liste (2015–2100, davor einzelne Jahre); spätere Jahre können sich verschieben"
	phugpaSource  = "fester Tag des tibetischen Kalenders der Phugpa-Schule; um Schaltmonate weichen Kalender um einen Monat ab"
	chineseSource = "fester Tag des chinesischen Mondkalenders (UTC+8)"
)

// buddhist returns the year of the Buddhist schools, which keep the day of the
// Buddha by several reckonings. Each of those is a separate observance.
func buddhist(china, korea *chinese.Reckoning) calendar.Tradition {
	rows := []row{
		{slug: "laba", german: "Laba-Fest (Bodhi-Tag nach Mondkalender)", english: "Laba Festival", original: "臘八節", lang: "zh-Hant", also: []string{"Laba", "Laba-Fest", "Bodhi-Tag (China)", "La Ba"}, rule: china.On(12, 8), source: chineseSource},
		{slug: "parinirvana-tag", german: "Parinirvana-Tag (Nehan-e)", english: "Parinirvana Day", original: "涅槃会", lang: "ja", also: []string{"Nirvana-Tag", "Nehan", "Nirvana Day"}, kind: calendar.Remembrance, rule: gregorian.On(time.February, 15), source: "fester Tag, 15. Februar (Japan)"},
		{slug: "losar", german: "Losar (tibetisches Neujahr)", english: "Losar (Tibetan New Year)", original: "ལོ་གསར་", lang: "bo", also: []string{"Lossar", "Tibetisches Neujahrsfest", "Tibetan New Year"}, kind: calendar.NewYear, rule: tibetan.Losar(), source: phugpaSource},
		{slug: "magha-puja", german: "Magha Puja (Makha Bucha)", english: "Magha Puja", original: "วันมาฆบูชา", lang: "th", also: []string{"Makha Bucha", "Sangha-Tag", "Sangha Day"}, rule: thai("magha-puja"), source: thaiSource},
		{slug: "hanamatsuri", german: "Hanamatsuri (Buddhas Geburtstag, Japan)", english: "Hanamatsuri", original: "花まつり", lang: "ja", also: []string{"Hana Matsuri", "Blumenfest", "Kambutsu-e", "Buddhas Geburtstag (Japan)"}, rule: gregorian.On(time.April, 8), source: "fester Tag, 8. April (Japan)"},
		{slug: "vesakh-vollmond-mai", german: "Vesakh (Vollmond im Mai, Europe/Berlin)", english: "Vesak (full moon of May, Europe/Berlin)", original: "वेसाख", lang: "pi", also: []string{"Vesak", "Vesakh", "Wesak", "Vesakfest", "Buddhas Geburtstag", "Buddha Purnima", "Vaishakh Purnima"}, rule: moon.FirstFull(time.May, calendar.Berlin), source: "erster Vollmond im Mai nach mitteleuropäischer Zeit (Brauch der Deutschen Buddhistischen Union)"},
		{slug: "vesakh-sri-lanka", german: "Vesakh (Sri Lanka, Poya)", english: "Vesak Poya (Sri Lanka)", original: "වෙසක්", lang: "si", also: []string{"Vesak Poya", "Wesak (Sri Lanka)", "Vesak Full Moon Poya Day"}, rule: announced(2015, "05-03 05-21 05-10 04-29 05-18 05-07 05-26 05-15 05-05 05-23 05-12 05-01"), source: "veröffentlichte Feiertage Sri Lankas, 2015–2026; weitere Jahre werden jeweils bekannt gemacht"},
		{slug: "vesakh-thailand", german: "Vesakh (Visakha Bucha, Thailand)", english: "Visakha Bucha (Thailand)", original: "วันวิสาขบูชา", lang: "th", also: []string{"Visakha Bucha", "Visakha Puja", "Wisakha Bucha"}, rule: thai("vesakh-thailand"), source: thaiSource},
		{slug: "vesakh-suedostasien", german: "Vesakh (Singapur/Malaysia/Indonesien)", english: "Vesak (Singapore/Malaysia/Indonesia)", original: "衛塞節", lang: "zh-Hant", also: []string{"Hari Waisak", "Vesak Day", "Waisak", "Wesak Day"}, rule: announced(2015, "06-01 05-21 05-10 05-29 05-19 05-07 05-26 05-15 06-02 05-22 05-12 05-31").Else(byDecree{china.On(4, 15)}), source: "veröffentlicht für 2015–2026; davor und danach der 15. Tag des 4. chinesischen Mondmonats (UTC+8), wie in allen veröffentlichten Jahren; die Staaten machen den Tag jeweils bekannt"},
		{slug: "buddhas-geburtstag-ostasien", german: "Buddhas Geburtstag (8. Tag des 4. Mondmonats)", english: "Buddha's Birthday (8th of 4th lunar month)", original: "佛誕", lang: "zh-Hant", also: []string{"Fodan", "Yufo-Fest", "Buddhas Geburtstag (China)", "Bathing the Buddha"}, rule: china.On(4, 8), source: chineseSource},
		{slug: "buddhas-geburtstag-korea", german: "Buddhas Geburtstag (Korea, Yeondeunghoe)", english: "Buddha's Birthday (Korea)", original: "부처님 오신 날", lang: "ko", also: []string{"Yeondeunghoe", "Seokga Tansinil", "Lotuslaternenfest", "Bucheonim Osin Nal"}, rule: korea.On(4, 8), source: "fester Tag des koreanischen Mondkalenders (UTC+9)"},
		{slug: "saga-dawa-duechen", german: "Saga Dawa Düchen", english: "Saga Dawa Duchen", original: "ས་ག་ཟླ་བ་དུས་ཆེན་", lang: "bo", also: []string{"Saga Dawa", "Tibetisches Vesakh", "Saga Dawa Duechen"}, rule: tibetan.On(4, 15), source: phugpaSource},
		{slug: "asalha-puja", german: "Asalha Puja (Dhammatag)", english: "Asalha Puja (Dharma Day)", original: "วันอาสาฬหบูชา", lang: "th", also: []string{"Asanha Bucha", "Dhamma-Tag", "Dharma-Tag", "Asarnha Bucha"}, rule: thai("asalha-puja"), source: thaiSource},
		{slug: "vassa-beginn", german: "Beginn der Regenklausur (Khao Phansa)", english: "Beginning of Vassa", original: "วันเข้าพรรษา", lang: "th", also: []string{"Khao Phansa", "Vassa", "Regenzeitklausur", "Buddhistische Fastenzeit", "Buddhist Lent"}, rule: thai("vassa-beginn"), source: thaiSource},
		{slug: "choekhor-duechen", german: "Chökhor Düchen (erste Lehrrede)", english: "Chokhor Duchen", original: "ཆོས་འཁོར་དུས་ཆེན་", lang: "bo", also: []string{"Chökhor Duchen", "Choekhor Duechen", "Drehen des Dharma-Rades"}, rule: tibetan.On(6, 4), source: phugpaSource},
		{slug: "ullambana", german: "Ullambana (15. Tag des 7. Mondmonats)", english: "Ullambana", original: "盂蘭盆節", lang: "zh-Hant", also: []string{"Ulambana", "Vu Lan", "Yulanpen", "Obon (Mondkalender)", "Ahnenfest"}, kind: calendar.Remembrance, rule: china.On(7, 15), source: chineseSource},
		{slug: "lhabab-duechen", german: "Lhabab Düchen", english: "Lhabab Duchen", original: "ལྷ་བབས་དུས་ཆེན་", lang: "bo", also: []string{"Lhabab Duechen", "Lha Bab Düchen", "Herabkunft Buddhas"}, rule: tibetan.On(9, 22), source: phugpaSource},
		{slug: "bodhi-tag", german: "Bodhi-Tag (Rohatsu)", english: "Bodhi Day (Rohatsu)", original: "成道会", lang: "ja", also: []string{"Rohatsu", "Jodo-e", "Tag der Erleuchtung"}, rule: gregorian.On(time.December, 8), source: "fester Tag, 8. Dezember (Japan)"},
	}
	return calendar.Tradition{
		ID:          "buddhist",
		Name:        calendar.Name{German: "Buddhismus", English: "Buddhism", Also: []string{"buddhistisch", "Buddhisten", "Buddhistische Feiertage", "Buddhist"}},
		Observances: table("buddhist", calendar.Midnight, rows),
	}
}

// byDecree keeps a rule's days where states announce the day every year and
// have followed the rule so far: the days are computed and may be a day earlier
// or later.
type byDecree struct{ calendar.Rule }

// Dates implements [calendar.Rule].
func (r byDecree) Dates(from, to calendar.Date) []calendar.Occurrence {
	out := r.Rule.Dates(from, to)
	for i := range out {
		k := &out[i]
		k.Certainty, k.Earliest, k.Latest = calendar.Computed, k.First-1, k.First+1
	}
	return out
}
