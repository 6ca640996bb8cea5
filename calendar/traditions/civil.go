package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
)

// civil returns the remembrance and action days of a diverse society in
// Germany.
func civil() calendar.Tradition {
	action, remembrance := calendar.ActionDay, calendar.Remembrance
	rows := []row{
		{slug: "holocaust-gedenktag", german: "Tag des Gedenkens an die Opfer des Nationalsozialismus", english: "Holocaust Remembrance Day", also: []string{"Holocaust-Gedenktag", "Befreiung von Auschwitz", "Internationaler Holocaust-Gedenktag"}, kind: remembrance, rule: gregorian.On(time.January, 27), since: 1996, source: "Proklamation des Bundespräsidenten vom 3. Januar 1996; UN-Resolution 60/7 (2005)"},
		{slug: "tag-der-muttersprache", german: "Internationaler Tag der Muttersprache", english: "International Mother Language Day", also: []string{"Tag der Muttersprache"}, kind: action, rule: gregorian.On(time.February, 21), since: 2000, source: "UNESCO, seit 2000"},
		{slug: "frauentag", german: "Internationaler Frauentag", english: "International Women's Day", also: []string{"Weltfrauentag", "Frauenkampftag", "8. März"}, kind: action, rule: gregorian.On(time.March, 8), since: 1921, source: "seit 1911, am 8. März seit 1921; UN seit 1975"},
		{slug: "wochen-gegen-rassismus-beginn", german: "Internationale Wochen gegen Rassismus", english: "International Weeks against Racism", also: []string{"Wochen gegen Rassismus", "IWgR"}, kind: action, period: true, days: 14, until: "wochen-gegen-rassismus-ende", rule: weeksAgainstRacismBegin, source: "Stiftung gegen Rassismus, jährliche Bekanntgabe"},
		{slug: "tag-gegen-rassismus", german: "Internationaler Tag gegen Rassismus", english: "International Day for the Elimination of Racial Discrimination", also: []string{"Tag gegen Rassismus", "Internationaler Tag zur Beseitigung der Rassendiskriminierung", "Antirassismustag"}, kind: action, rule: gregorian.On(time.March, 21), since: 1967, source: "UN-Resolution 2142 (XXI), 1966"},
		{slug: "wochen-gegen-rassismus-ende", german: "Internationale Wochen gegen Rassismus (Ende)", english: "International Weeks against Racism (end)", also: []string{"Wochen gegen Rassismus", "IWgR"}, kind: action, sameAs: "civil/wochen-gegen-rassismus-beginn", rule: weeksAgainstRacismEnd, source: "Stiftung gegen Rassismus, jährliche Bekanntgabe"},
		{slug: "transgender-day-of-visibility", german: "Transgender Day of Visibility", english: "Transgender Day of Visibility", also: []string{"Tag der Sichtbarkeit von trans Menschen", "TDoV"}, kind: action, rule: gregorian.On(time.March, 31), since: 2009, source: "seit 2009"},
		{slug: "roma-tag", german: "Internationaler Tag der Roma", english: "International Romani Day", also: []string{"Welt-Roma-Tag", "Tag der Sinti und Roma"}, kind: action, rule: gregorian.On(time.April, 8), since: 1990, source: "Vierter Welt-Roma-Kongress 1990, nach dem ersten vom 8. April 1971"},
		{slug: "tag-der-erde", german: "Tag der Erde", english: "Earth Day", kind: action, rule: gregorian.On(time.April, 22), since: 1970, source: "seit 1970; UN-Resolution 63/278 (2009)"},
		{slug: "gleichstellung-menschen-mit-behinderung", german: "Europäischer Protesttag zur Gleichstellung von Menschen mit Behinderung", english: "European Protest Day for Equality of People with Disabilities", also: []string{"Protesttag Gleichstellung", "5. Mai"}, kind: action, rule: gregorian.On(time.May, 5), since: 1992, source: "seit 1992"},
		{slug: "tag-der-befreiung", german: "Tag der Befreiung", english: "Liberation Day", also: []string{"8. Mai", "Kriegsende 1945", "VE Day"}, kind: remembrance, rule: gregorian.On(time.May, 8), since: 1946, source: "Ende des Zweiten Weltkriegs in Europa, 8. Mai 1945"},
		{slug: "europatag", german: "Europatag der Europäischen Union", english: "Europe Day", also: []string{"Europatag", "Schuman-Tag"}, kind: action, rule: gregorian.On(time.May, 9), since: 1986, source: "Europäischer Rat von Mailand 1985"},
		{slug: "muttertag", german: "Muttertag", english: "Mother's Day", rule: gregorian.Nth(2, time.Sunday, time.May), since: 1923, source: "zweiter Sonntag im Mai"},
		{slug: "tag-der-familie", german: "Internationaler Tag der Familie", english: "International Day of Families", also: []string{"Familientag"}, kind: action, rule: gregorian.On(time.May, 15), since: 1994, source: "UN-Resolution 47/237 (1993)"},
		{slug: "idahobit", german: "IDAHOBIT – Internationaler Tag gegen Homo-, Bi-, Inter- und Transfeindlichkeit", english: "IDAHOBIT", also: []string{"IDAHO", "IDAHOT", "Tag gegen Homophobie", "Internationaler Tag gegen Homophobie", "International Day against Homophobia"}, kind: action, rule: gregorian.On(time.May, 17), since: 2005, source: "seit 2005; Streichung der Homosexualität aus der ICD am 17. Mai 1990"},
		{slug: "tag-der-kulturellen-vielfalt", german: "Welttag der kulturellen Vielfalt", english: "World Day for Cultural Diversity", also: []string{"Welttag der kulturellen Vielfalt für Dialog und Entwicklung", "Tag der Vielfalt"}, kind: action, rule: gregorian.On(time.May, 21), since: 2003, source: "UN-Resolution 57/249 (2002)"},
		{slug: "tag-des-grundgesetzes", german: "Tag des Grundgesetzes", english: "Constitution Day (Germany)", also: []string{"Verfassungstag", "Grundgesetz"}, kind: remembrance, rule: gregorian.On(time.May, 23), since: 1950, source: "Verkündung des Grundgesetzes am 23. Mai 1949"},
		{slug: "deutscher-diversity-tag", german: "Deutscher Diversity-Tag", english: "German Diversity Day", also: []string{"Diversity-Tag", "Diversity Tag", "Diversitytag", "DDT", "Charta der Vielfalt", "Diversity Day"}, kind: action, rule: diversityDays, source: "Charta der Vielfalt e. V., jährliche Bekanntgabe"},
		{slug: "weltfluechtlingstag", german: "Weltflüchtlingstag", english: "World Refugee Day", also: []string{"Tag der Flüchtlinge (UN)"}, kind: action, rule: gregorian.On(time.June, 20), since: 2001, source: "UN-Resolution 55/76 (2000)"},
		{slug: "stonewall-tag", german: "Jahrestag von Stonewall (Christopher Street Day)", english: "Stonewall anniversary (Pride)", also: []string{"Christopher Street Day", "CSD", "Pride", "Stonewall"}, kind: remembrance, rule: gregorian.On(time.June, 28), since: 1970, source: "Aufstand in der Christopher Street, 28. Juni 1969"},
		{slug: "genozid-sinti-roma", german: "Europäischer Holocaust-Gedenktag für Sinti und Roma", english: "Roma Holocaust Memorial Day", also: []string{"Porajmos", "Gedenktag Sinti und Roma"}, kind: remembrance, rule: gregorian.On(time.August, 2), since: 2015, source: "Europäisches Parlament 2015; Auschwitz-Birkenau, 2. August 1944"},
		{slug: "tag-der-indigenen-voelker", german: "Internationaler Tag der indigenen Völker", english: "International Day of the World's Indigenous Peoples", kind: action, rule: gregorian.On(time.August, 9), since: 1995, source: "UN-Resolution 49/214 (1994)"},
		{slug: "weltfriedenstag", german: "Internationaler Tag des Friedens", english: "International Day of Peace", also: []string{"Weltfriedenstag", "Weltfriedenstag der Vereinten Nationen"}, kind: action, rule: gregorian.On(time.September, 21), since: 2002, source: "UN-Resolution 55/282 (2001)"},
		{slug: "interkulturelle-woche-beginn", german: "Interkulturelle Woche", english: "Intercultural Week", also: []string{"Interkulturelle Wochen", "Woche der ausländischen Mitbürger", "IKW"}, kind: action, period: true, days: 8, until: "interkulturelle-woche-ende", rule: interculturalWeek{}, source: interculturalSource},
		{slug: "tag-des-fluechtlings", german: "Tag des Flüchtlings", english: "Refugee Day (Germany)", also: []string{"Tag des Fluechtlings", "Flüchtlingstag", "Pro Asyl"}, kind: action, rule: interculturalWeek{day: refugeeDay}, source: interculturalSource},
		{slug: "interkulturelle-woche-ende", german: "Interkulturelle Woche (Ende)", english: "Intercultural Week (end)", also: []string{"Interkulturelle Woche", "IKW"}, kind: action, sameAs: "civil/interkulturelle-woche-beginn", rule: interculturalWeek{day: lastDay}, source: interculturalSource},
		{slug: "tag-der-aelteren-menschen", german: "Internationaler Tag der älteren Menschen", english: "International Day of Older Persons", also: []string{"Seniorentag", "Weltseniorentag"}, kind: action, rule: gregorian.On(time.October, 1), since: 1991, source: "UN-Resolution 45/106 (1990)"},
		{slug: "tag-der-offenen-moschee", german: "Tag der offenen Moschee", english: "Open Mosque Day", also: []string{"TOM", "Offene Moschee"}, kind: action, rule: gregorian.On(time.October, 3), since: 1997, source: "Koordinationsrat der Muslime, seit 1997"},
		{slug: "novemberpogrome", german: "Gedenken an die Novemberpogrome 1938", english: "Remembrance of the November pogroms 1938", also: []string{"Reichspogromnacht", "Pogromnacht", "Kristallnacht", "9. November"}, kind: remembrance, rule: gregorian.On(time.November, 9), since: 1939, source: "Pogrome vom 9. auf den 10. November 1938"},
		{slug: "tag-der-toleranz", german: "Internationaler Tag für Toleranz", english: "International Day for Tolerance", also: []string{"Tag der Toleranz"}, kind: action, rule: gregorian.On(time.November, 16), since: 1996, source: "UN-Resolution 51/95 (1996)"},
		{slug: "tag-der-kinderrechte", german: "Internationaler Tag der Kinderrechte", english: "World Children's Day", also: []string{"Tag der Kinderrechte", "Weltkindertag (UN)"}, kind: action, rule: gregorian.On(time.November, 20), since: 1990, source: "UN-Kinderrechtskonvention vom 20. November 1989"},
		{slug: "transgender-day-of-remembrance", german: "Transgender Day of Remembrance", english: "Transgender Day of Remembrance", also: []string{"TDoR", "Gedenktag für die Opfer von Transfeindlichkeit"}, kind: remembrance, rule: gregorian.On(time.November, 20), since: 1999, source: "seit 1999"},
		{slug: "gewalt-gegen-frauen", german: "Internationaler Tag gegen Gewalt an Frauen", english: "International Day for the Elimination of Violence against Women", also: []string{"Orange Day", "Tag gegen Gewalt an Frauen", "Nein zu Gewalt an Frauen"}, kind: action, rule: gregorian.On(time.November, 25), since: 2000, source: "UN-Resolution 54/134 (1999)"},
		{slug: "menschen-mit-behinderungen", german: "Internationaler Tag der Menschen mit Behinderungen", english: "International Day of Persons with Disabilities", also: []string{"Tag der Menschen mit Behinderung"}, kind: action, rule: gregorian.On(time.December, 3), since: 1992, source: "UN-Resolution 47/3 (1992)"},
		{slug: "tag-der-menschenrechte", german: "Tag der Menschenrechte", english: "Human Rights Day", also: []string{"Internationaler Tag der Menschenrechte"}, kind: action, rule: gregorian.On(time.December, 10), since: 1950, source: "Allgemeine Erklärung der Menschenrechte vom 10. Dezember 1948"},
		{slug: "tag-der-migranten", german: "Internationaler Tag der Migranten", english: "International Migrants Day", also: []string{"Tag der Migrantinnen und Migranten", "Migrationstag"}, kind: action, rule: gregorian.On(time.December, 18), since: 2000, source: "UN-Resolution 55/93 (2000)"},
	}
	return calendar.Tradition{
		ID:          "civil",
		Name:        calendar.Name{German: "Gedenk- und Aktionstage", English: "Remembrance and action days", Also: []string{"Aktionstage", "Gedenktage", "Diversity", "Vielfalt", "UN-Tage"}},
		Observances: table("civil", calendar.Midnight, rows),
	}
}

// diversityDays are the days announced by Charta der Vielfalt. There is no
// formula; later days are added once announced. That of 2014 is from reports of
// those who took part.
var diversityDays = calendar.List{Certainty: calendar.Announced, By: "Charta der Vielfalt", Checked: checked, Days: []calendar.Date{
	calendar.NewDate(2013, time.June, 11),
	calendar.NewDate(2014, time.June, 3),
	calendar.NewDate(2015, time.June, 9),
	calendar.NewDate(2016, time.June, 7),
	calendar.NewDate(2017, time.May, 30),
	calendar.NewDate(2018, time.June, 5),
	calendar.NewDate(2019, time.May, 28),
	calendar.NewDate(2020, time.May, 26),
	calendar.NewDate(2021, time.May, 18),
	calendar.NewDate(2022, time.May, 31),
	calendar.NewDate(2023, time.May, 23),
	calendar.NewDate(2024, time.May, 28),
	calendar.NewDate(2025, time.May, 27),
}}

// The weeks announced by Stiftung gegen Rassismus: fourteen days around 21
// March, without a formula. Those of 2020 took place in part: whoever held an
// event decided whether to put it off.
var (
	weeksAgainstRacismBegin = calendar.List{Certainty: calendar.Announced, By: "Stiftung gegen Rassismus", Checked: checked, Days: []calendar.Date{
		calendar.NewDate(2017, time.March, 13),
		calendar.NewDate(2018, time.March, 12),
		calendar.NewDate(2019, time.March, 11),
		calendar.NewDate(2020, time.March, 16),
		calendar.NewDate(2021, time.March, 15),
		calendar.NewDate(2022, time.March, 14),
		calendar.NewDate(2023, time.March, 20),
		calendar.NewDate(2024, time.March, 11),
		calendar.NewDate(2025, time.March, 17),
		calendar.NewDate(2026, time.March, 16),
		calendar.NewDate(2027, time.March, 8),
	}}
	weeksAgainstRacismEnd = calendar.List{Certainty: calendar.Announced, By: "Stiftung gegen Rassismus", Checked: checked, Days: []calendar.Date{
		calendar.NewDate(2017, time.March, 26),
		calendar.NewDate(2018, time.March, 25),
		calendar.NewDate(2019, time.March, 24),
		calendar.NewDate(2020, time.March, 29),
		calendar.NewDate(2021, time.March, 28),
		calendar.NewDate(2022, time.March, 27),
		calendar.NewDate(2023, time.April, 2),
		calendar.NewDate(2024, time.March, 24),
		calendar.NewDate(2025, time.March, 30),
		calendar.NewDate(2026, time.March, 29),
		calendar.NewDate(2027, time.March, 21),
	}}
)

const interculturalSource = "Ökumenischer Vorbereitungsausschuss zur Interkulturellen Woche; nicht bekannt gegebene Jahre: Sonntag ab 21. September, Tag des Flüchtlings am Freitag darauf"

// interculturalBy is who announces the week: a committee of the churches.
const interculturalBy = "Vorbereitungsausschuss der Interkulturellen Woche"

// A weekDay is a day of the Intercultural Week.
type weekDay int

const (
	firstDay weekDay = iota
	refugeeDay
	lastDay
)

// interculturalWeek keeps a day of the Intercultural Week: since 1975, with the
// Refugee Day since 1986. The week begins on the Sunday on or after 21
// September, which fits every week announced so far. It ended on Saturday until
// 2018 and has ended on Sunday since. Weeks not yet announced may move by a
// week.
type interculturalWeek struct{ day weekDay }

// interculturalWeeks holds the first days announced by the organisers. They win
// over the rule.
var interculturalWeeks = map[int]calendar.Date{
	2017: calendar.NewDate(2017, time.September, 24),
	2018: calendar.NewDate(2018, time.September, 23),
	2019: calendar.NewDate(2019, time.September, 22),
	2020: calendar.NewDate(2020, time.September, 27),
	2021: calendar.NewDate(2021, time.September, 26),
	2022: calendar.NewDate(2022, time.September, 25),
	2023: calendar.NewDate(2023, time.September, 24),
	2024: calendar.NewDate(2024, time.September, 22),
	2025: calendar.NewDate(2025, time.September, 21),
	2026: calendar.NewDate(2026, time.September, 27),
}

// Dates implements [calendar.Rule].
func (w interculturalWeek) Dates(from, to calendar.Date) []calendar.Occurrence {
	from, to = max(from, calendar.NewDate(1975, time.January, 1)), min(to, calendar.MaxDate)
	if from > to {
		return nil
	}
	var out []calendar.Occurrence
	for year, last := from.Year(), to.Year(); year <= last; year++ {
		if w.day == refugeeDay && year < 1986 {
			continue
		}
		sunday, announced := interculturalWeeks[year]
		if !announced {
			sunday = calendar.NewDate(year, time.September, 21).OnOrAfter(time.Sunday)
		}
		k := calendar.Occurrence{First: sunday, Year: year, Certainty: calendar.Announced, By: interculturalBy, Checked: checked}
		switch {
		case w.day == refugeeDay:
			k.First += 5
		case w.day == lastDay && year < 2019:
			k.First += 6
		case w.day == lastDay:
			k.First += 7
		}
		if !announced {
			k = calendar.Occurrence{First: k.First, Year: year, Certainty: calendar.Computed, Earliest: k.First - 7, Latest: k.First + 7, Cause: calendar.Organiser}
		}
		if from <= k.First && k.First <= to {
			out = append(out, k)
		}
	}
	return out
}

// Limits implements [calendar.Rule].
func (interculturalWeek) Limits() (first, last calendar.Date) { return calendar.Unlimited() }
