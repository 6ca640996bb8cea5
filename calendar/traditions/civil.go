package traditions

import (
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
)

// civil returns the remembrance and action days of a diverse society in Germany,
// and those of the authority's Land.
func civil(home calendar.Land) calendar.Tradition {
	action, remembrance := calendar.ActionDay, calendar.Remembrance
	rows := []row{
		{slug: "holocaust-gedenktag", german: "Tag des Gedenkens an die Opfer des Nationalsozialismus", english: "Holocaust Remembrance Day", also: []string{"Holocaust-Gedenktag", "Befreiung von Auschwitz", "Internationaler Holocaust-Gedenktag"}, kind: remembrance, rule: gregorian.On(time.January, 27), since: 1996, source: "Proklamation des Bundespräsidenten vom 3. Januar 1996; UN-Resolution 60/7 (2005)"},
		{slug: "black-history-month", german: "Black History Month", english: "Black History Month", also: []string{"Schwarze Geschichte", "BHM"}, kind: action, period: true, days: 29, until: "baba-marta", plus: -1, since: 1990, rule: gregorian.On(time.February, 1), source: "Februar; in Deutschland seit 1990 (Initiative Schwarze Menschen in Deutschland), in den USA seit 1926 als Woche"},
		{slug: "gegen-genitalverstuemmelung", german: "Internationaler Tag gegen weibliche Genitalverstümmelung", english: "International Day of Zero Tolerance for Female Genital Mutilation", also: []string{"Tag gegen weibliche Genitalverstümmelung", "Zero Tolerance Day"}, kind: action, since: 2003, rule: gregorian.On(time.February, 6), source: "seit 2003; UN-Resolution 67/146 (2012)"},
		{slug: "hanau-gedenken", german: "Gedenken an die Opfer von Hanau", english: "Remembrance of the victims of Hanau", also: []string{"Jahrestag des Anschlags von Hanau"}, kind: remembrance, since: 2021, rule: gregorian.On(time.February, 19), source: "Anschlag vom 19. Februar 2020"},
		{slug: "tag-der-muttersprache", german: "Internationaler Tag der Muttersprache", english: "International Mother Language Day", also: []string{"Tag der Muttersprache"}, kind: action, rule: gregorian.On(time.February, 21), since: 2000, source: "UNESCO, seit 2000"},
		{slug: "equal-pay-day", german: "Equal Pay Day", english: "Equal Pay Day (Germany)", also: []string{"Tag der gleichen Bezahlung", "EPD"}, kind: action, rule: equalPayDays, source: "Business and Professional Women Germany, jährliche Bekanntgabe nach der Lohnlücke (Statistisches Bundesamt)"},
		{slug: "baba-marta", german: "Baba Marta und Mărțișor", english: "Baba Marta and Mărțișor", original: "Баба Марта", lang: "bg", also: []string{"Mărțișor", "Martisor", "Märzchen", "Martenitsa", "Oma März"}, kind: calendar.Feast, rule: gregorian.On(time.March, 1), source: "Volksbrauch am 1. März; UNESCO-Liste des immateriellen Kulturerbes (2017)"},
		{slug: "zero-discrimination-day", german: "Tag gegen Diskriminierung (Zero Discrimination Day)", english: "Zero Discrimination Day", also: []string{"Null-Diskriminierungs-Tag", "Tag der Nichtdiskriminierung"}, kind: action, since: 2014, rule: gregorian.On(time.March, 1), source: "UNAIDS, seit 2014"},
		{slug: "frauentag", german: "Internationaler Frauentag", english: "International Women's Day", also: []string{"Weltfrauentag", "Frauenkampftag"}, kind: action, rule: gregorian.On(time.March, 8), since: 1921, source: "seit 1911, am 8. März seit 1921; UN seit 1975"},
		{slug: "gegen-islamfeindlichkeit", german: "Internationaler Tag zur Bekämpfung der Islamfeindlichkeit", english: "International Day to Combat Islamophobia", also: []string{"Tag gegen Islamfeindlichkeit", "Tag gegen Islamophobie"}, kind: action, since: 2023, rule: gregorian.On(time.March, 15), source: "UN-Resolution 76/254 vom 15. März 2022"},
		{slug: "wochen-gegen-rassismus-beginn", plural: true, german: "Internationale Wochen gegen Rassismus", english: "International Weeks against Racism", also: []string{"Wochen gegen Rassismus", "IWgR"}, kind: action, period: true, days: 14, until: "wochen-gegen-rassismus-ende", rule: weeksAgainstRacismBegin, source: "Stiftung gegen Rassismus, jährliche Bekanntgabe"},
		{slug: "tag-gegen-rassismus", german: "Internationaler Tag gegen Rassismus", english: "International Day for the Elimination of Racial Discrimination", also: []string{"Tag gegen Rassismus", "Internationaler Tag zur Beseitigung der Rassendiskriminierung", "Antirassismustag"}, kind: action, rule: gregorian.On(time.March, 21), since: 1967, source: "UN-Resolution 2142 (XXI), 1966"},
		{slug: "welt-down-syndrom-tag", german: "Welt-Down-Syndrom-Tag", english: "World Down Syndrome Day", also: []string{"Down-Syndrom-Tag"}, kind: action, since: 2006, rule: gregorian.On(time.March, 21), source: "seit 2006; UN-Resolution 66/149 (2011)"},
		{slug: "wochen-gegen-rassismus-ende", german: "Internationale Wochen gegen Rassismus (Ende)", english: "International Weeks against Racism (end)", kind: action, sameAs: "civil/wochen-gegen-rassismus-beginn", rule: weeksAgainstRacismEnd, source: "Stiftung gegen Rassismus, jährliche Bekanntgabe"},
		{slug: "transgender-day-of-visibility", german: "Transgender Day of Visibility", english: "Transgender Day of Visibility", also: []string{"Tag der Sichtbarkeit von trans Menschen", "TDoV"}, kind: action, rule: gregorian.On(time.March, 31), since: 2009, source: "seit 2009"},
		{slug: "akitu", german: "Akitu (assyrisch-aramäisches Neujahr)", english: "Akitu (Assyrian-Aramean New Year)", original: "ܐܟܝܬܘ", lang: "syr", also: []string{"Kha b-Nisan", "Assyrisches Neujahr", "Aramäisches Neujahr", "Ha b Nisin"}, kind: calendar.NewYear, rule: gregorian.On(time.April, 1), source: "fester Tag, 1. April"},
		{slug: "welt-autismus-tag", german: "Welt-Autismus-Tag", english: "World Autism Awareness Day", also: []string{"Autismustag"}, kind: action, since: 2008, rule: gregorian.On(time.April, 2), source: "UN-Resolution 62/139 (2007)"},
		{slug: "tag-der-asexualitaet", german: "Internationaler Tag der Asexualität", english: "International Asexuality Day", also: []string{"Tag der Asexualität"}, kind: action, since: 2021, rule: gregorian.On(time.April, 6), source: "seit 2021"},
		{slug: "weltgesundheitstag", german: "Weltgesundheitstag", english: "World Health Day", also: []string{"Gesundheitstag"}, kind: action, since: 1950, rule: gregorian.On(time.April, 7), source: "Weltgesundheitsorganisation, seit 1950"},
		{slug: "roma-tag", german: "Internationaler Tag der Roma", english: "International Romani Day", also: []string{"Welt-Roma-Tag", "Tag der Sinti und Roma"}, kind: action, rule: gregorian.On(time.April, 8), since: 1990, source: "Vierter Welt-Roma-Kongress 1990, nach dem ersten vom 8. April 1971"},
		{slug: "tag-der-erde", german: "Tag der Erde", english: "Earth Day", kind: action, rule: gregorian.On(time.April, 22), since: 1970, source: "seit 1970; UN-Resolution 63/278 (2009)"},
		{slug: "girls-day-boys-day", german: "Girls’Day und Boys’Day (Zukunftstag)", english: "Girls' Day and Boys' Day (Germany)", also: []string{"Girls'Day", "Boys'Day", "Zukunftstag", "Mädchen-Zukunftstag", "Jungen-Zukunftstag"}, kind: action, since: 2001, rule: girlsDays, source: "Kompetenzzentrum Technik-Diversity-Chancengleichheit, jährliche Bekanntgabe; in der Regel vierter Donnerstag im April"},
		{slug: "kinderfest-tuerkei", german: "Kinderfest (23 Nisan)", english: "National Sovereignty and Children's Day (Türkiye)", original: "Ulusal Egemenlik ve Çocuk Bayramı", lang: "tr", also: []string{"23 Nisan", "Türkisches Kinderfest", "Internationales Kinderfest", "Çocuk Bayramı", "Cocuk Bayrami"}, kind: calendar.Feast, since: 1921, rule: gregorian.On(time.April, 23), source: "erste Sitzung der Großen Nationalversammlung in Ankara am 23. April 1920"},
		{slug: "lesbische-sichtbarkeit", german: "Tag der lesbischen Sichtbarkeit", english: "Lesbian Visibility Day", also: []string{"Internationaler Tag der lesbischen Sichtbarkeit", "Lesbentag"}, kind: action, since: 2008, rule: gregorian.On(time.April, 26), source: "seit 2008, ausgerufen in Spanien"},
		{slug: "europaeischer-monat-der-vielfalt", german: "Europäischer Monat der Vielfalt", english: "European Diversity Month", also: []string{"EU-Diversity-Monat", "Monat der Vielfalt", "Diversity Month"}, kind: action, period: true, days: 31, since: 2021, rule: gregorian.On(time.May, 1), source: "Mai (Europäische Kommission, seit 2021)"},
		{slug: "regenbogenfamilientag", german: "Internationaler Regenbogenfamilientag", english: "International Family Equality Day", also: []string{"Regenbogenfamilientag"}, kind: action, since: 2012, rule: gregorian.Nth(1, time.Sunday, time.May), source: "erster Sonntag im Mai, seit 2012"},
		{slug: "gleichstellung-menschen-mit-behinderung", german: "Europäischer Protesttag zur Gleichstellung von Menschen mit Behinderung", english: "European Protest Day for Equality of People with Disabilities", also: []string{"Protesttag Gleichstellung"}, kind: action, rule: gregorian.On(time.May, 5), since: 1992, source: "seit 1992"},
		{slug: "tag-der-befreiung", german: "Tag der Befreiung", english: "Liberation Day", also: []string{"Kriegsende 1945", "VE Day"}, kind: remembrance, rule: gregorian.On(time.May, 8), since: 1946, source: "Ende des Zweiten Weltkriegs in Europa, 8. Mai 1945"},
		{slug: "europatag", german: "Europatag der Europäischen Union", english: "Europe Day", also: []string{"Europatag", "Schuman-Tag"}, kind: action, rule: gregorian.On(time.May, 9), since: 1986, source: "Europäischer Rat von Mailand 1985"},
		{slug: "muttertag", german: "Muttertag", english: "Mother's Day", rule: gregorian.Nth(2, time.Sunday, time.May), since: 1923, source: "zweiter Sonntag im Mai"},
		{slug: "tag-der-familie", german: "Internationaler Tag der Familie", english: "International Day of Families", also: []string{"Familientag"}, kind: action, rule: gregorian.On(time.May, 15), since: 1994, source: "UN-Resolution 47/237 (1993)"},
		{slug: "widerstand-sinti-roma", german: "Tag des Widerstands der Sinti und Roma", english: "Romani Resistance Day", also: []string{"Romani Resistance Day", "Tag des Roma-Widerstands"}, kind: remembrance, since: 2014, rule: gregorian.On(time.May, 16), source: "Auschwitz-Birkenau, 16. Mai 1944; internationale Aktion der Romaverbände mindestens seit 2014"},
		{slug: "idahobit", german: "IDAHOBIT – Internationaler Tag gegen Homo-, Bi-, Inter- und Transfeindlichkeit", english: "IDAHOBIT", also: []string{"IDAHO", "IDAHOT", "Tag gegen Homophobie", "Internationaler Tag gegen Homophobie", "International Day against Homophobia"}, kind: action, rule: gregorian.On(time.May, 17), since: 2005, source: "seit 2005; Streichung der Homosexualität aus der ICD am 17. Mai 1990"},
		{slug: "tag-der-kulturellen-vielfalt", german: "Welttag der kulturellen Vielfalt", english: "World Day for Cultural Diversity", also: []string{"Welttag der kulturellen Vielfalt für Dialog und Entwicklung"}, kind: action, rule: gregorian.On(time.May, 21), since: 2003, source: "UN-Resolution 57/249 (2002)"},
		{slug: "tag-des-grundgesetzes", german: "Tag des Grundgesetzes", english: "Constitution Day (Germany)", also: []string{"Verfassungstag"}, kind: remembrance, rule: gregorian.On(time.May, 23), since: 1950, source: "Verkündung des Grundgesetzes am 23. Mai 1949"},
		{slug: "deutscher-diversity-tag", german: "Deutscher Diversity-Tag", english: "German Diversity Day", also: []string{"Diversity-Tag", "Diversity Tag", "Diversitytag", "DDT", "Tag der Vielfalt"}, kind: action, rule: diversityDays, source: "Charta der Vielfalt e. V., jährliche Bekanntgabe"},
		{slug: "solingen-gedenken", german: "Gedenken an die Opfer von Solingen", english: "Remembrance of the victims of Solingen", also: []string{"Jahrestag des Brandanschlags von Solingen"}, kind: remembrance, since: 1994, rule: gregorian.On(time.May, 29), source: "Brandanschlag vom 29. Mai 1993"},
		{slug: "internationaler-kindertag", german: "Internationaler Kindertag", english: "International Children's Day (1 June)", also: []string{"Kindertag", "Kindertag (1. Juni)"}, kind: action, since: 1950, rule: gregorian.On(time.June, 1), source: "Internationale Demokratische Frauenföderation 1949, seit 1950"},
		{slug: "pride-month", german: "Pride Month (Christopher Street Day)", english: "Pride Month", also: []string{"Pride", "Pride-Monat"}, kind: action, period: true, days: 30, since: 1999, rule: gregorian.On(time.June, 1), source: "Juni; Proklamation 7203 des Präsidenten der USA vom 11. Juni 1999"},
		{slug: "volksaufstand-17-juni", german: "Gedenken an den Volksaufstand vom 17. Juni 1953", english: "Remembrance of the uprising of 17 June 1953", also: []string{"Volksaufstand 1953"}, kind: remembrance, since: 1954, rule: gregorian.On(time.June, 17), source: "Gesetz vom 4. August 1953; Feiertag von 1954 bis 1990, seither Gedenktag"},
		{slug: "weltfluechtlingstag", german: "Weltflüchtlingstag", english: "World Refugee Day", also: []string{"Tag der Flüchtlinge (UN)"}, kind: action, rule: gregorian.On(time.June, 20), since: 2001, source: "UN-Resolution 55/76 (2000)"},
		{slug: "flucht-und-vertreibung", german: "Gedenktag für die Opfer von Flucht und Vertreibung", english: "Remembrance Day for the Victims of Flight and Expulsion", also: []string{"Vertriebenengedenktag"}, kind: remembrance, since: 2015, rule: gregorian.On(time.June, 20), source: "Beschluss der Bundesregierung vom 27. August 2014"},
		{slug: "welthumanistentag", german: "Welthumanistentag", english: "World Humanist Day", also: []string{"Humanistentag"}, kind: calendar.Feast, since: 1986, rule: gregorian.On(time.June, 21), source: "Internationale Humanistische und Ethische Union, Oslo 1986"},
		{slug: "stonewall-tag", german: "Jahrestag von Stonewall", english: "Stonewall anniversary", also: []string{"Stonewall"}, kind: remembrance, rule: gregorian.On(time.June, 28), since: 1970, source: "Aufstand in der Christopher Street, 28. Juni 1969"},
		{slug: "gegen-antimuslimischen-rassismus", german: "Tag gegen antimuslimischen Rassismus", english: "Day against Anti-Muslim Racism", kind: action, since: 2014, rule: gregorian.On(time.July, 1), source: "Rat muslimischer Studierender und Akademiker, seit 2014; Mord an Marwa El-Sherbini am 1. Juli 2009"},
		{slug: "srebrenica-gedenken", german: "Gedenken an den Völkermord von Srebrenica", english: "Day of Reflection and Commemoration of the 1995 Genocide in Srebrenica", kind: remembrance, since: 2009, rule: gregorian.On(time.July, 11), source: "Europäisches Parlament, Entschließung vom 15. Januar 2009; UN-Resolution 78/282 (2024)"},
		{slug: "nichtbinaere-menschen", german: "Internationaler Tag der nichtbinären Menschen", english: "International Non-Binary People's Day", also: []string{"Non-Binary Day", "Nichtbinärer Tag"}, kind: action, since: 2012, rule: gregorian.On(time.July, 14), source: "seit 2012"},
		{slug: "widerstand-20-juli", german: "Gedenken an den Widerstand vom 20. Juli 1944", english: "Remembrance of the resistance of 20 July 1944", kind: remembrance, since: 1953, rule: gregorian.On(time.July, 20), source: "Denkmal im Bendlerblock, eingeweiht am 20. Juli 1953; Beflaggungstag des Bundes"},
		{slug: "genozid-sinti-roma", german: "Europäischer Holocaust-Gedenktag für Sinti und Roma", english: "Roma Holocaust Memorial Day", kind: remembrance, rule: gregorian.On(time.August, 2), since: 2015, source: "Europäisches Parlament 2015; Auschwitz-Birkenau, 2. August 1944"},
		{slug: "hiroshima-gedenken", german: "Hiroshima-Gedenktag", english: "Hiroshima Day", also: []string{"Hiroshima-Tag"}, kind: remembrance, since: 1947, rule: gregorian.On(time.August, 6), source: "Friedenszeremonie der Stadt Hiroshima, seit 1947"},
		{slug: "tag-der-indigenen-voelker", german: "Internationaler Tag der indigenen Völker", english: "International Day of the World's Indigenous Peoples", kind: action, rule: gregorian.On(time.August, 9), since: 1995, source: "UN-Resolution 49/214 (1994)"},
		{slug: "mauerbau", german: "Jahrestag des Mauerbaus", english: "Anniversary of the building of the Berlin Wall", also: []string{"Mauerbau"}, kind: remembrance, since: 1962, rule: gregorian.On(time.August, 13), source: "Bau der Berliner Mauer ab dem 13. August 1961"},
		{slug: "gruendung-nordrhein-westfalen", german: "Gründung des Landes Nordrhein-Westfalen", english: "Foundation of North Rhine-Westphalia", also: []string{"Landesgeburtstag NRW", "NRW-Tag (23. August)"}, kind: remembrance, since: 1947, rule: gregorian.On(time.August, 23), source: "Verordnung Nr. 46 der britischen Militärregierung vom 23. August 1946; Beflaggungstag des Landes"},
		{slug: "sklavenhandel-gedenken", german: "Internationaler Tag der Erinnerung an den Sklavenhandel und seine Abschaffung", english: "International Day for the Remembrance of the Slave Trade and its Abolition", kind: remembrance, since: 1998, rule: gregorian.On(time.August, 23), source: "UNESCO, Resolution 29 C/40 (1997)"},
		{slug: "menschen-afrikanischer-abstammung", german: "Internationaler Tag der Menschen afrikanischer Abstammung", english: "International Day for People of African Descent", kind: action, since: 2021, rule: gregorian.On(time.August, 31), source: "UN-Resolution 75/170 (2020)"},
		{slug: "antikriegstag", german: "Antikriegstag", english: "Anti-War Day", also: []string{"Weltfriedenstag (1. September)"}, kind: remembrance, since: 1957, rule: gregorian.On(time.September, 1), source: "in der Bundesrepublik seit 1957 (Gewerkschaften)"},
		{slug: "weltkindertag", german: "Weltkindertag", english: "World Children's Day (Germany)", also: []string{"Kindertag (20. September)"}, kind: action, since: 1955, rule: gregorian.On(time.September, 20), source: "Empfehlung der Vereinten Nationen vom Herbst 1954 (Resolution 836 (IX)); in Deutschland am 20. September"},
		{slug: "weltfriedenstag", german: "Internationaler Tag des Friedens", english: "International Day of Peace", also: []string{"Weltfriedenstag", "Weltfriedenstag der Vereinten Nationen"}, kind: action, rule: gregorian.On(time.September, 21), since: 2002, source: "UN-Resolution 55/282 (2001)"},
		{slug: "tag-der-gebaerdensprachen", german: "Internationaler Tag der Gebärdensprachen", english: "International Day of Sign Languages", also: []string{"Tag der Gebärdensprache"}, kind: action, since: 2018, rule: gregorian.On(time.September, 23), source: "UN-Resolution 72/161 (2017)"},
		{slug: "tag-der-bisexualitaet", german: "Tag der Bisexualität", english: "Bi Visibility Day", also: []string{"Celebrate Bisexuality Day", "Bi-Visibility-Day"}, kind: action, since: 1999, rule: gregorian.On(time.September, 23), source: "seit 1999"},
		{slug: "interkulturelle-woche-beginn", german: "Interkulturelle Woche", english: "Intercultural Week", also: []string{"Interkulturelle Wochen", "IKW"}, kind: action, period: true, days: 8, until: "interkulturelle-woche-ende", rule: interculturalWeek{}, source: interculturalSource},
		{slug: "tag-des-fluechtlings", german: "Tag des Flüchtlings", english: "Refugee Day (Germany)", also: []string{"Flüchtlingstag"}, kind: action, rule: interculturalWeek{day: refugeeDay}, source: interculturalSource},
		{slug: "interkulturelle-woche-ende", german: "Interkulturelle Woche (Ende)", english: "Intercultural Week (end)", kind: action, sameAs: "civil/interkulturelle-woche-beginn", rule: interculturalWeek{day: lastDay}, source: interculturalSource},
		{slug: "tag-der-aelteren-menschen", german: "Internationaler Tag der älteren Menschen", english: "International Day of Older Persons", also: []string{"Internationaler Seniorentag", "Weltseniorentag"}, kind: action, rule: gregorian.On(time.October, 1), since: 1991, source: "UN-Resolution 45/106 (1990)"},
		{slug: "tag-der-offenen-moschee", german: "Tag der offenen Moschee", english: "Open Mosque Day", also: []string{"TOM", "Offene Moschee"}, kind: action, rule: gregorian.On(time.October, 3), since: 1997, source: "Koordinationsrat der Muslime, seit 1997"},
		{slug: "anschlag-von-halle", german: "Gedenken an die Opfer von Halle", english: "Remembrance of the victims of Halle", also: []string{"Jahrestag des Anschlags von Halle"}, kind: remembrance, since: 2020, rule: gregorian.On(time.October, 9), source: "Anschlag vom 9. Oktober 2019"},
		{slug: "coming-out-day", german: "Coming-out-Tag", english: "Coming Out Day", also: []string{"Coming Out Day"}, kind: action, since: 1988, rule: gregorian.On(time.October, 11), source: "seit 1988"},
		{slug: "maedchentag", german: "Internationaler Mädchentag", english: "International Day of the Girl Child", also: []string{"Weltmädchentag", "Mädchentag"}, kind: action, since: 2012, rule: gregorian.On(time.October, 11), source: "UN-Resolution 66/170 (2011)"},
		{slug: "tag-des-weissen-stockes", german: "Tag des weißen Stockes", english: "White Cane Safety Day", also: []string{"Weißer Stock"}, kind: action, since: 1964, rule: gregorian.On(time.October, 15), source: "Kongress der USA 1964"},
		{slug: "beseitigung-der-armut", german: "Internationaler Tag für die Beseitigung der Armut", english: "International Day for the Eradication of Poverty", also: []string{"Tag zur Überwindung der Armut"}, kind: action, since: 1987, rule: gregorian.On(time.October, 17), source: "seit 1987 (ATD Vierte Welt); UN-Resolution 47/196 (1992)"},
		{slug: "tag-der-intergeschlechtlichkeit", german: "Tag der Intergeschlechtlichkeit", english: "Intersex Awareness Day", also: []string{"Intersex Awareness Day", "Welttag der Intergeschlechtlichkeit"}, kind: action, since: 2004, rule: gregorian.On(time.October, 26), source: "seit 2004; Kundgebung in Boston am 26. Oktober 1996"},
		{slug: "weltmaennertag", german: "Weltmännertag", english: "World Men's Day", also: []string{"Tag der Männergesundheit"}, kind: action, since: 2000, rule: gregorian.On(time.November, 3), source: "seit 2000, Wien"},
		{slug: "novemberpogrome", german: "Gedenken an die Novemberpogrome 1938", english: "Remembrance of the November pogroms 1938", also: []string{"Reichspogromnacht", "Pogromnacht"}, kind: remembrance, rule: gregorian.On(time.November, 9), since: 1939, source: "Pogrome vom 9. auf den 10. November 1938"},
		{slug: "mauerfall", german: "Jahrestag des Mauerfalls", english: "Anniversary of the fall of the Berlin Wall", also: []string{"Mauerfall"}, kind: remembrance, since: 1990, rule: gregorian.On(time.November, 9), source: "Öffnung der Berliner Mauer am 9. November 1989"},
		{slug: "tag-der-toleranz", german: "Internationaler Tag für Toleranz", english: "International Day for Tolerance", also: []string{"Tag der Toleranz"}, kind: action, rule: gregorian.On(time.November, 16), since: 1996, source: "UN-Resolution 51/95 (1996)"},
		{slug: "volkstrauertag", german: "Volkstrauertag", english: "National Day of Mourning", kind: remembrance, since: 1952, rule: advent(-14), source: "zweiter Sonntag vor dem 1. Advent, seit 1952 an diesem Tag"},
		{slug: "internationaler-maennertag", german: "Internationaler Männertag", english: "International Men's Day", kind: action, since: 1999, rule: gregorian.On(time.November, 19), source: "seit 1999, Trinidad und Tobago"},
		{slug: "tag-der-kinderrechte", german: "Internationaler Tag der Kinderrechte", english: "World Children's Day", also: []string{"Tag der Kinderrechte", "Weltkindertag (UN)"}, kind: action, rule: gregorian.On(time.November, 20), since: 1990, source: "UN-Kinderrechtskonvention vom 20. November 1989"},
		{slug: "transgender-day-of-remembrance", german: "Transgender Day of Remembrance", english: "Transgender Day of Remembrance", also: []string{"TDoR", "Gedenktag für die Opfer von Transfeindlichkeit"}, kind: remembrance, rule: gregorian.On(time.November, 20), since: 1999, source: "seit 1999"},
		{slug: "holodomor-gedenken", german: "Holodomor-Gedenktag", english: "Holodomor Memorial Day", original: "День пам’яті жертв голодоморів", lang: "uk", also: []string{"Holodomor"}, kind: remembrance, since: 1998, rule: gregorian.Nth(4, time.Saturday, time.November), source: "Erlass des Präsidenten der Ukraine vom 26. November 1998: vierter Samstag im November"},
		{slug: "moelln-gedenken", german: "Gedenken an die Opfer von Mölln", english: "Remembrance of the victims of Mölln", also: []string{"Jahrestag der Brandanschläge von Mölln"}, kind: remembrance, since: 1993, rule: gregorian.On(time.November, 23), source: "Brandanschläge vom 23. November 1992"},
		{slug: "gewalt-gegen-frauen", german: "Internationaler Tag gegen Gewalt an Frauen", english: "International Day for the Elimination of Violence against Women", also: []string{"Orange Day", "Tag gegen Gewalt an Frauen", "Nein zu Gewalt an Frauen"}, kind: action, rule: gregorian.On(time.November, 25), since: 1981, source: "seit 1981; UN-Resolution 54/134 (1999)"},
		{slug: "orange-days", plural: true, german: "Orange Days (16 Tage gegen Gewalt an Frauen)", english: "16 Days of Activism against Gender-Based Violence", also: []string{"Orange Days", "16 Days of Activism"}, kind: action, period: true, days: 16, since: 1991, rule: gregorian.On(time.November, 25), source: "25. November bis 10. Dezember (Women’s Global Leadership Institute, seit 1991)"},
		{slug: "welt-aids-tag", german: "Welt-Aids-Tag", english: "World AIDS Day", also: []string{"Aids-Tag"}, kind: action, since: 1988, rule: gregorian.On(time.December, 1), source: "Weltgesundheitsorganisation, seit 1988"},
		{slug: "menschen-mit-behinderungen", german: "Internationaler Tag der Menschen mit Behinderungen", english: "International Day of Persons with Disabilities", also: []string{"Tag der Menschen mit Behinderung"}, kind: action, rule: gregorian.On(time.December, 3), since: 1992, source: "UN-Resolution 47/3 (1992)"},
		{slug: "tag-der-menschenrechte", german: "Tag der Menschenrechte", english: "Human Rights Day", also: []string{"Internationaler Tag der Menschenrechte"}, kind: action, rule: gregorian.On(time.December, 10), since: 1950, source: "Allgemeine Erklärung der Menschenrechte vom 10. Dezember 1948"},
		{slug: "auschwitz-erlass", german: "Gedenken an den Auschwitz-Erlass gegen Sinti und Roma", english: "Remembrance of the Auschwitz decree against Sinti and Roma", also: []string{"Auschwitz-Erlass", "Gedenken im Bundesrat an Sinti und Roma"}, kind: remembrance, since: 1994, rule: gregorian.On(time.December, 16), source: "Befehl Himmlers vom 16. Dezember 1942; Gedenken seit 1994"},
		{slug: "tag-der-migranten", german: "Internationaler Tag der Migranten", english: "International Migrants Day", also: []string{"Tag der Migrantinnen und Migranten", "Migrationstag"}, kind: action, rule: gregorian.On(time.December, 18), since: 2000, source: "UN-Resolution 55/93 (2000)"},
	}
	if home != "nw" {
		rows = slices.DeleteFunc(rows, func(r row) bool { return r.slug == "gruendung-nordrhein-westfalen" })
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

// equalPayDays are the days announced by Business and Professional Women. Each
// follows from the difference in pay of the year before last, which nobody can
// foresee. Of the days from 2008 to 2020 some were not found.
var equalPayDays = withGap{calendar.List{Certainty: calendar.Announced, By: "Business and Professional Women Germany", Checked: checked, Days: []calendar.Date{
	calendar.NewDate(2008, time.April, 15),
	calendar.NewDate(2014, time.March, 21),
	calendar.NewDate(2017, time.March, 18),
	calendar.NewDate(2018, time.March, 18),
	calendar.NewDate(2019, time.March, 18),
	calendar.NewDate(2021, time.March, 10), // moved from the 14th as the gap had shrunk
	calendar.NewDate(2022, time.March, 7),
	calendar.NewDate(2023, time.March, 7),
	calendar.NewDate(2024, time.March, 6),
	calendar.NewDate(2025, time.March, 7),
	calendar.NewDate(2026, time.February, 27),
}}, 2021}

// girlsDays are the days announced for Girls'Day and Boys'Day; that of 2020 was
// called off. In other years it is the fourth Thursday in April, which the
// organisers call usual: so it was in 2006, 2016 and 2017. Where school holidays
// are in the way they move it, by four weeks in 2019.
var girlsDays = calendar.List{Certainty: calendar.Announced, By: "Kompetenzzentrum Technik-Diversity-Chancengleichheit", Checked: checked, Days: []calendar.Date{
	calendar.NewDate(2019, time.March, 28),
	calendar.NewDate(2021, time.April, 22),
	calendar.NewDate(2022, time.April, 28),
	calendar.NewDate(2023, time.April, 27),
	calendar.NewDate(2024, time.April, 25),
	calendar.NewDate(2025, time.April, 3),
	calendar.NewDate(2026, time.April, 23),
}}.Else(unsure(gregorian.Nth(4, time.Thursday, time.April), calendar.Organiser, func(k calendar.Occurrence) (earliest, latest calendar.Date) {
	return k.First - 28, k.First + 14
}))

// withGap is a list that is whole only since a year; of those before, it knows
// some.
type withGap struct {
	calendar.List
	since int
}

// Limits implements [calendar.Rule].
func (g withGap) Limits() (first, last calendar.Date) {
	_, last = g.List.Limits()
	return calendar.NewDate(g.since, time.January, 1), last
}

// KnowsBeyond implements [calendar.SparseRule].
func (withGap) KnowsBeyond() {}

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
