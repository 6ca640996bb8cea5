// Package islamic is the Islamic lunar calendar in three reckonings, called
// conventions, and rules that keep a day of it every year.
//
//   - [UmmAlQura], the civil calendar of Saudi Arabia, from its published month
//     beginnings (1343 to 1500 AH);
//   - [Diyanet], the calendar of the Turkish directorate of religious affairs,
//     from the published feasts since 1935 and the month beginnings of 1435 to
//     1475 AH;
//   - [Tabular], the arithmetical calendar of mean months, defined for ever.
//
// Where a convention's table does not reach, the next one in this list answers
// (Diyanet, then Umm al-Qura, then tabular), and the keeping names the one that
// did. All dates are reckoned, not sighted: they carry the days on which the
// month may really begin. Only what the Diyanet has published is announced.
//
// A date is the civil day on which an Islamic day mainly falls; that day begins
// at the sunset before.
//
// The package must not know which day is kept as what; that stands in
// calendar/traditions.
//
// To add a convention: its month beginnings as a table file beside
// ummalqura.go, a constant, and its case in [Convention.monthStart].
package islamic
