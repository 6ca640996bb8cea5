// Package islamic implements the Islamic lunar calendar in four reckonings,
// called conventions, and rules that keep one of its days every year:
//
//   - [UmmAlQura], the civil calendar of Saudi Arabia, from its published month
//     beginnings (1343 to 1500 AH) and from then on by its documented rule,
//     conjunction before sunset and moonset after it at Mecca;
//   - [Diyanet], the calendar of the Turkish directorate of religious affairs,
//     from the published feasts since 1935 and the month beginnings of 1435 to
//     1475 AH and, where these have gaps from 1353 AH (1934) on, by its rule of
//     visibility;
//   - [Najaf], the sighting of the crescent with the unaided eye in Iraq, which
//     most Shiites follow, as a criterion of visibility expects it;
//   - [Tabular], the arithmetical calendar of mean months, defined for all
//     time.
//
// [DiyanetPublished] joins the first two as authorities in Germany use them.
// Where neither table nor rule of a convention reaches (before the tables,
// because other rules applied then, and after 2399), Umm al-Qura is used, then
// the tabular calendar, and the occurrence names it. All dates are reckoned,
// not sighted: they carry the days on which the month may really begin, or
// begins for those who follow another of the first three. Only what the Diyanet
// has published counts as announced.
//
// A date is the civil day on which an Islamic day mainly falls; that day begins
// at the sunset before.
//
// The package must not know which day is kept as what; calendar/traditions
// does.
//
// To add a convention: its month beginnings, as a table in a file like
// ummalqura.go or as a rule in computed.go; a constant and its case in
// Months.start, both in convention.go; and its variant in
// calendar/traditions/islamic.go.
package islamic
