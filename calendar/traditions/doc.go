// Package traditions holds the tables of what is kept when: one file for each
// religion, culture or law, which a scholar can review without reading
// arithmetic.
//
// A row gives the observance's names (German, English, original script, other
// spellings people type), its kind, length and beginning, the rule for its
// first day, and the source of that rule. Slugs are identities: they are part
// of addresses, feeds and imported files and never change.
//
// A row also says since when its day has been kept, and until when, if that is
// known and within the calendar; else fixed days are given for every year of the
// Gregorian calendar. Before and after, it is known that the day is not kept; by
// contrast, a list that does not cover a year leaves it unknown.
//
// The package must not know how a date is shown, stored or announced, and
// computes nothing beyond choosing among the days of a reckoning. Only laender.go
// imports the library of public holidays.
//
// # Agreement
//
// How the tables agree with those of outside sources, row by row. The outside
// tables are in testdata; a test prints this list and fails if it is not true.
// "rule" and the sources that begin with ephem are stated rules evaluated with
// PyEphem, some of them fitted to published dates; fixed-date means the same
// day each year. Rows of the years 1900 to 2100 that these tables leave out
// follow from the same rules.
//
//	table                  rows  agreed  sources
//	christian-western      1000  1000  fixed-date, calendrical-calculations, dateutil, convertdate, date-holidays, rule
//	christian-orthodox      620   620  fixed-date, convertdate, calendrical-calculations, dateutil
//	christian-oriental      280   280  fixed-date, rule, vacanza-et, calendrical-calculations, icu4j-coptic, icu4j-ethiopic
//	jewish                  725   725  hebcal, pyluach, icu4j, calendrical-calculations
//	buddhist                346   346  icu4j-chinese, calendrical-calculations, vacanza-tibetan, fixed-date, vacanza-thai, icu4j-dangi, vacanza-kr, vacanza, vacanza-sinhala, vacanza-vesak, ephem-full-moon, gazette-2485/14
//	published-buddhist      513   513  vacanza-vesak, vacanza-thai, vacanza-sinhala, gazette-2485/14
//	hindu                   419   419  ephem-lahiri-delhi, vacanza(timeanddate), calendrical-calculations(surya-siddhanta), press, drik-panchanga, panchang.org, swisseph(Dharmasindhu)
//	published-hindu         418   418  ephem-lahiri-delhi, vacanza(timeanddate), calendrical-calculations(surya-siddhanta), press, drik-panchanga
//	jain                     80    80  officeholidays, vishva-jain-sangathan, derived, ephem-lahiri-delhi(S4), vacanza(timeanddate), ephem-lahiri-delhi, calendrical-calculations(surya-siddhanta), vacanza(timeanddate,S5), swisseph(Dharmasindhu)
//	published-jain           45    45  vacanza(timeanddate), ephem-lahiri-delhi, calendrical-calculations(surya-siddhanta), officeholidays, vishva-jain-sangathan, ephem-lahiri-delhi(S4), vacanza(timeanddate,S5)
//	sikh                    200   200  nanakshahi-2003-fixed, vacanza(timeanddate), ephem-lahiri-delhi, calendrical-calculations(surya-siddhanta), tribuneindia, rule(Chet Vadi 1), swisseph, press, swisseph(Dharmasindhu)
//	published-sikh           63    63  vacanza(timeanddate), ephem-lahiri-delhi, calendrical-calculations(surya-siddhanta), tribuneindia, rule(Chet Vadi 1), press, swisseph
//	islamic-umm-al-qura     409   409  hijridate, rule, jdk-hijrah, icu4j
//	islamic-diyanet         317   317  vacanza-turkey, rule, diyanet-calendar-press
//	published-diyanet-eids  202   202  vacanza-turkey
//	islamic-tabular         408   408  icu4j-islamic-civil, calendrical-calculations
//	alevi                   157   157  fixed-date, rule, diyanet-month-start, published(alevi-associations)
//	yazidi                  160   160  fixed-date, rule, fixed-date(6-13 Oct)
//	bahai                   260   260  official-bahai-dates, derived, calendrical-calculations, ephem-tehran
//	persian-zoroastrian     200   200  calendrical-calculations, ephem-tehran, icu4j, convertdate, rule, fixed-date
//	east-asian              240   240  calendrical-calculations, icu4j-chinese, lunardate, vacanza, icu4j-dangi, vacanza-kr, vacanza-vn
//	solar-pagan             180   180  fixed-date, ephem-vsop87, calendrical-calculations, pymeeus
//	civil                   676   676  fixed-date, rule, charta-der-vielfalt, web, editorial, stiftung-gegen-rassismus, interkulturellewoche.de, ekhn.de
//	published-civil          56    56  worldday.de, queerpride.de, hochschule-bremen, charta-der-vielfalt, web, editorial, rule, stiftung-gegen-rassismus, bpw, kompetenzz
//	de-bb                   240   240  vacanza, date-holidays
//	de-be                   201   201  vacanza, date-holidays
//	de-bw                   240   240  vacanza, date-holidays
//	de-by                   240   240  vacanza, date-holidays
//	de-hb                   199   199  vacanza, date-holidays
//	de-he                   200   200  vacanza, date-holidays
//	de-hh                   199   199  vacanza, date-holidays
//	de-mv                   216   216  vacanza, date-holidays
//	de-ni                   199   199  vacanza, date-holidays
//	de-nw                   220   220  vacanza, date-holidays
//	de-rp                   220   220  vacanza, date-holidays
//	de-sh                   199   199  vacanza, date-holidays
//	de-sl                   240   240  vacanza, date-holidays
//	de-sn                   220   220  vacanza, date-holidays
//	de-st                   220   220  vacanza, date-holidays
//	de-th                   218   218  vacanza, date-holidays
//	all                    11445  11445
//
// The table has no row for Laba on 30 December 2022, the second Laba of that
// year. No other row was left out as doubtful.
//
// What else is compared: a test prints this list, too.
//
//	compared  agreed
//	    2605    2605  Christian periods from first to last day, 1968 to 2098, by other computations of Easter
//	      80      80  Jewish periods from first to last day, by the days of the table
//	     907     907  observances kept on 200 days drawn at random from 1990 to 2060, by other programs (see TestDays)
//	     552     552  of these, days of a period that is as long and as far on
//	     201     201  rule of the evening for diwali, 1900 to 2100, by the Swiss Ephemeris: 142 on the first of two evenings, 37 on the second, 17 on both, 5 on neither
//	     201     201  rule of the evening for dhanteras, 1900 to 2100, by the Swiss Ephemeris: 155 on the first of two evenings, 29 on the second, 15 on both, 2 on neither
//	   19613   19613  days that follow others, 1900 to 2100, by all conventions (33 pairs)
//
// # Corrected rows
//
// Rows of the outside tables that were wrong, and now have the day of other
// sources. One source alone stands behind those marked with an asterisk.
//
//	Hola Mohalla              2022-03-19, 2024-03-26: Tribune, from Anandpur Sahib, before and after; 2023-03-08,
//	                          2026-03-04: press; 2025-03-15*, 2036-03-13*: the first day after the full moon at
//	                          sunrise, as in the years reported
//	Vesak of Sri Lanka        2026-05-30*: Gazette 2485/14, in place of 1 May
//	Mahavir Jayanti           2016-04-19: Office Holidays, Vishva Jain Sangathan
//	Chhath Puja               2025-10-27: Zee News, NewsX, Patrika; holiday of Delhi
//	Janmashtami (Smarta)      2026-09-04: panchang.org, Swiss Ephemeris; 2048-08-31*
//	Maha Shivaratri           2050-02-20*
//	Holika Dahan, Holi        2050-03-08*, 2050-03-09*
//	Raksha Bandhan            2042-08-30*, 2050-08-02*
//	Diwali of Hindus, Jains
//	and Sikhs                 2046-10-29*, 2050-11-14*
//
// Those of 2042 to 2050 are the rules of the Dharmasindhu, evaluated with the
// Swiss Ephemeris. A library has Heilige Drei Könige as a holiday of
// Saxony-Anhalt in 1991 and 1992 as well, before its act of 1992; here it is
// known from 1993 on. Deutscher Diversity-Tag 2014 (3 June) has two reports of
// that day; the Wochen gegen Rassismus of 2020 (16 to 29 March) took place in
// part, as the foundation said on their eve.
//
// Not found: Diversity-Tag 2026 and later, Interkulturelle Woche 2027, Wochen
// gegen Rassismus 2028, and what Sri Lanka and Thailand announced for 2027. That
// the Diyanet has 14 February 2029 for the feast is known from programs that
// quote its list, and not from the list.
//
// To add a tradition: one file with one function that returns it; its line in
// [All]; and an outside table in testdata, named in TestAgreement, which writes the lists
// above with -update. Texts about its days go into content/profile/shipped; a
// colour in the themes is optional.
package traditions
