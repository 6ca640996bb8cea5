package traditions

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/de"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
)

// nrwLaw is the source of the table of public holidays.
const nrwLaw = "Feiertagsgesetz NW § 2"

// nrw is the table of public holidays in North Rhine-Westphalia.
func nrw() calendar.Tradition {
	rows := []row{
		{slug: "neujahr", german: "Neujahr", english: "New Year's Day", also: []string{"Neujahrstag"}, rule: holiday(de.Neujahr)},
		{slug: "karfreitag", german: "Karfreitag", english: "Good Friday", rule: holiday(de.Karfreitag)},
		{slug: "ostermontag", german: "Ostermontag", english: "Easter Monday", rule: holiday(de.Ostermontag)},
		{slug: "erster-mai", german: "Erster Mai", english: "Labour Day", also: []string{"1. Mai", "Tag der Arbeit", "Maifeiertag", "Tag des Bekenntnisses zu Freiheit und Frieden"}, rule: holiday(de.TagderArbeit)},
		{slug: "christi-himmelfahrt", german: "Christi Himmelfahrt", english: "Ascension Day", also: []string{"Himmelfahrt", "Vatertag"}, rule: holiday(de.ChristiHimmelfahrt)},
		{slug: "pfingstmontag", german: "Pfingstmontag", english: "Whit Monday", rule: holiday(de.Pfingstmontag)},
		{slug: "fronleichnam", german: "Fronleichnam", english: "Corpus Christi", rule: holiday(de.Fronleichnam)},
		{slug: "tag-der-deutschen-einheit", german: "Tag der Deutschen Einheit", english: "German Unity Day", also: []string{"3. Oktober", "Nationalfeiertag"}, rule: holiday(de.DeutschenEinheit).Since(1990), source: "Einigungsvertrag Art. 2 Abs. 2, seit 1990"},
		{slug: "reformationstag", german: "Reformationstag (500 Jahre Reformation)", english: "Reformation Day (500 years)", rule: reformationDay, source: "einmaliger Feiertag zum 500. Jahrestag der Reformation, Landesgesetz von 2015"},
		{slug: "allerheiligen", german: "Allerheiligen", english: "All Saints' Day", rule: holiday(de.Allerheiligen)},
		{slug: "buss-und-bettag", german: "Buß- und Bettag (gesetzlicher Feiertag bis 1994)", english: "Day of Repentance and Prayer (public holiday until 1994)", rule: holiday(de.BussUndBettag).Until(1994), source: "gesetzlicher Feiertag bis 1994, aufgehoben zur Finanzierung der Pflegeversicherung"},
		{slug: "erster-weihnachtstag", german: "Erster Weihnachtstag", english: "Christmas Day", also: []string{"Erster Weihnachtsfeiertag", "1. Weihnachtstag"}, rule: holiday(de.Weihnachtstag)},
		{slug: "zweiter-weihnachtstag", german: "Zweiter Weihnachtstag", english: "Second Day of Christmas", also: []string{"Zweiter Weihnachtsfeiertag", "2. Weihnachtstag", "Stephanstag", "Boxing Day"}, rule: holiday(de.ZweiterWeihnachtsfeiertag)},
	}
	for i := range rows {
		rows[i].kind = calendar.PublicHoliday
		if rows[i].source == "" {
			rows[i].source = nrwLaw
		}
	}
	return calendar.Tradition{
		ID:          "de-nw",
		Name:        calendar.Name{German: "Gesetzliche Feiertage in Nordrhein-Westfalen", English: "Public holidays in North Rhine-Westphalia", Also: []string{"Feiertage NRW", "gesetzliche Feiertage"}},
		Observances: table("de-nw", calendar.Midnight, rows),
	}
}

// reformationDay is the one 31 October that was a public holiday in North
// Rhine-Westphalia; the library lacks it.
var reformationDay = gregorian.On(time.October, 31).Since(2017).Until(2017)

// holiday keeps a public holiday of the library, in each Gregorian year.
func holiday(h *cal.Holiday) gregorian.Yearly {
	return func(year int) (calendar.Date, bool) {
		t, _ := h.Calc(year)
		if t.IsZero() {
			return 0, false
		}
		// The library answers with midnight in the machine's time zone, which
		// a clock change may move to the evening before; noon is safe.
		return calendar.DateOf(t.Add(12 * time.Hour)), true
	}
}

// nrwHolidays are the library's holidays that can fall on a working day.
var nrwHolidays = func() []calendar.Rule {
	var rules []calendar.Rule
	for _, o := range nrw().Observances {
		rules = append(rules, o.Rule)
	}
	return rules
}()

// Workday reports whether d is a working day of the administration in North
// Rhine-Westphalia: Monday to Friday and no public holiday. Christmas Eve and
// New Year's Eve are working days by law.
func Workday(d calendar.Date) bool {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return false
	}
	for _, r := range nrwHolidays {
		if len(r.Dates(d, d)) > 0 {
			return false
		}
	}
	return true
}
