package locale

import (
	"fmt"
	"time"

	"vielfalt/calendar"
)

var months = map[string][]string{
	"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

var weekdays = map[string][]string{
	"de": {"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
	"en": {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}

// Month returns the name of a month.
func (p *Printer) Month(m time.Month) string { return months[p.Lang][m-1] }

// Weekday returns the name of a day of the week.
func (p *Printer) Weekday(w time.Weekday) string { return weekdays[p.Lang][w] }

// WeekdayShort returns two letters for a day of the week, for column heads.
func (p *Printer) WeekdayShort(w time.Weekday) string { return weekdays[p.Lang][w][:2] }

// Day writes a day without its year: 22. November.
func (p *Printer) Day(d calendar.Date) string {
	_, m, day := d.Gregorian()
	if p.Lang == "en" {
		return fmt.Sprintf("%d %s", day, p.Month(m))
	}
	return fmt.Sprintf("%d. %s", day, p.Month(m))
}

// Date writes a day: 22. November 2026.
func (p *Printer) Date(d calendar.Date) string {
	return fmt.Sprintf("%s %d", p.Day(d), d.Year())
}

// LongDate writes a day with its weekday: Sonntag, 22. November 2026.
func (p *Printer) LongDate(d calendar.Date) string {
	return p.Weekday(d.Weekday()) + ", " + p.Date(d)
}

// Range writes a run of days: 2. bis 9. April 2026.
func (p *Printer) Range(first, last calendar.Date) string {
	if first == last {
		return p.Date(first)
	}
	y1, m1, d1 := first.Gregorian()
	y2, m2, _ := last.Gregorian()
	switch {
	case y1 != y2:
		return p.T("date.range", "From", p.Date(first), "To", p.Date(last))
	case m1 != m2:
		return p.T("date.range", "From", p.Day(first), "To", p.Date(last))
	case p.Lang == "en":
		return p.T("date.range", "From", fmt.Sprint(d1), "To", p.Date(last))
	}
	return p.T("date.range", "From", fmt.Sprintf("%d.", d1), "To", p.Date(last))
}

// Clock writes the wall-clock time in Berlin: 18:00 Uhr.
func (p *Printer) Clock(t time.Time) string {
	return p.T("date.clock", "Time", t.In(calendar.Berlin).Format("15:04"))
}

// HourMinute writes the wall-clock time in Berlin without a leading zero: 8:00
// Uhr.
func (p *Printer) HourMinute(t time.Time) string {
	b := t.In(calendar.Berlin)
	return p.T("date.clock", "Time", fmt.Sprintf("%d:%02d", b.Hour(), b.Minute()))
}

// Moment writes a moment as the desk does everywhere: Di, 9. März 2027, 8:00
// Uhr (Berlin).
func (p *Printer) Moment(t time.Time) string {
	return fmt.Sprintf("%s, %s (Berlin)", p.ShortDate(calendar.DateOf(t.In(calendar.Berlin))), p.HourMinute(t))
}

// ShortDate writes a day with a short weekday: Di, 9. März 2027.
func (p *Printer) ShortDate(d calendar.Date) string { return p.shortDay(d) + ", " + p.Date(d) }

// ShortDay is ShortDate without the year: Di, 9. März.
func (p *Printer) ShortDay(d calendar.Date) string { return p.shortDay(d) + ", " + p.Day(d) }

func (p *Printer) shortDay(d calendar.Date) string {
	if p.Lang == "en" {
		return p.Weekday(d.Weekday())[:3]
	}
	return p.WeekdayShort(d.Weekday())
}
