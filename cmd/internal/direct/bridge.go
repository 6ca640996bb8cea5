package direct

import (
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/search/german"
)

// bridge answers on which working days one need not be at work to have four days in a row:
// between a public holiday of the Land and the weekend, in a year or the next twelve months.
func (a *Asker) bridge(q german.Question) *Answer {
	if !q.Asks(german.AskBridge) || q.Asks(german.AskHoliday) || q.Asks(german.AskHolidays) || asksElse(q) || q.Week > 0 || a.withoutLand(q.About) != "" {
		return nil
	}
	s, ok := a.yearOf(q)
	if !ok || len(a.spans(q, "")) > 0 || !a.known(s.first) || !a.known(s.last) {
		return nil
	}
	var names []string
	for _, o := range a.publicHolidays(s.first-1, s.last+1) {
		d, ok := a.bridgeTo(o)
		if !ok || d < s.first || d > s.last {
			continue
		}
		names = append(names, a.Words.T("answer.bridge.day", "Day", a.Words.ShortDay(d), "Name", o.Observance.Name.In(a.Words.Lang)))
	}
	in := a.Land.In(a.Words.Lang)
	line := Line{Name: a.Words.T("answer.bridge", "In", in, "When", s.name), URL: a.Holidays(s.first.Year()), From: s.first, To: s.last}
	switch {
	case len(names) == 0:
		names = []string{a.Words.T("answer.holidays.none")}
	case q.Asks(german.AskNext) && a.yearAsked(q) == 0:
		names, line.Name = names[:1], a.Words.T("answer.bridge.next", "In", in)
	}
	line.Text = line.Name + ": " + strings.Join(names, " · ")
	return answered(Holiday, "", []Line{line})
}

// bridgeTo returns the working day between a public holiday and the weekend, if there is one.
func (a *Asker) bridgeTo(o calendar.Occurrence) (calendar.Date, bool) {
	d := o.First
	switch d.Weekday() {
	case time.Thursday:
		d++
	case time.Tuesday:
		d--
	}
	return d, d != o.First && a.Workday(d)
}
