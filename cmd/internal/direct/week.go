package direct

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/search/german"
)

// weekOne returns the Monday of the first week of a year: that of 4 January (ISO 8601,
// DIN 1355).
func weekOne(year int) calendar.Date {
	return calendar.NewDate(year, time.January, 4).OnOrBefore(time.Monday)
}

// weekNumber returns the number of the week that a day is in.
func weekNumber(d calendar.Date) int {
	monday := d.OnOrBefore(time.Monday)
	return int(monday-weekOne((monday+3).Year()))/7 + 1 // a week is of the year of its Thursday
}

// weekNumbered reads a week by its number: of the year that is named, or the next that is
// not over. ok is false if there is none.
func (a *Asker) weekNumbered(q german.Question) (s span, ok bool) {
	year := a.yearAsked(q)
	first := (a.Today.OnOrBefore(time.Monday) + 3).Year()
	last := first + 1
	if year != 0 {
		first, last = year, year
	}
	for y := first; y <= last && y >= firstYear && y <= lastYear; y++ {
		monday := weekOne(y) + calendar.Date(q.Week-1)*7
		if weekNumber(monday) != q.Week || year == 0 && monday+6 < a.Today {
			continue // not every year has a week 53
		}
		return a.week(a.Words.T("answer.weekof", "Week", q.Week, "Days", a.Words.Range(monday, monday+6)), monday), true
	}
	return span{}, false
}

// numbered answers in which week a day is, today or a feast.
func (a *Asker) numbered(q german.Question) *Answer {
	if !q.Asks(german.AskWhichWeek) || asksElse(q) || q.Week > 0 {
		return nil
	}
	d, ok := a.asked(q)
	if spans := a.spans(q, q.About); !ok && len(spans) == 1 && q.About == "" {
		d, ok = spans[0].first, spans[0].last-spans[0].first < partDays
	}
	if !ok && q.About == "" && q.Year == 0 && len(q.Intents) == 1 {
		d, ok = a.Today, true
	}
	if !ok {
		return a.coming(q, a.named(q), func(oc calendar.Occurrence) string { return a.weekSaid(oc.First) })
	}
	line := Line{Name: a.Words.LongDate(d), URL: a.On(d), From: d, To: d}
	line.Text = line.Name + ": " + a.Words.T("answer.weeknumber", "Week", weekNumber(d))
	return answered(Day, "", []Line{line}).whole(true)
}

// weekSaid says in which week a day is, as a sentence behind another.
func (a *Asker) weekSaid(d calendar.Date) string {
	return " " + sentence(a.Words.T("answer.weeknumber", "Week", weekNumber(d)))
}
