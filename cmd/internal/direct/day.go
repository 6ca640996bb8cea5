package direct

import (
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content/datecheck"
	"vielfalt/search/german"
)

// maxNames is how many days a line names.
const maxNames = 8

// day answers what is kept on a date, in a week or in a month.
func (a *Asker) day(q german.Question) *Answer {
	p := a.Words
	if d, ok := a.dated(q); ok {
		return answered(Day, "", a.kept(d))
	}
	if d, ok := a.asked(q); ok && q.Asks(german.AskOnDay) {
		return answered(Day, "", a.kept(d))
	}
	switch {
	case q.About == "" && q.Asks(german.AskToday):
		return answered(Day, "", a.kept(a.Today))
	case q.About == "" && q.Asks(german.AskTomorrow):
		return answered(Day, "", a.kept(a.Today+1))
	case q.About == "" && q.Asks(german.AskWeek):
		monday := a.Today.OnOrBefore(time.Monday)
		return answered(Day, "", []Line{a.run(p.T("answer.week"), monday, monday+6, a.Month(monthOf(a.Today)))})
	case q.Asks(german.AskFeasts):
		year, m, ok := datecheck.ReadMonth(q.About, a.Today)
		if !ok {
			return nil
		}
		if q.Year > 0 {
			year = q.Year
		}
		if year < firstYear || year > lastYear {
			return nil
		}
		first := calendar.NewDate(year, m, 1)
		last := calendar.NewDate(year, m+1, 1) - 1
		return answered(Day, "", []Line{a.run(p.T("calendar.month", "Month", p.Month(m), "Year", year), first, last, a.Month(year, m))})
	}
	return nil
}

// dated reads a question that is nothing but a date.
func (a *Asker) dated(q german.Question) (calendar.Date, bool) {
	return datecheck.ReadDay(strings.TrimRight(q.Text, " ?!"), a.Today)
}

// asked reads the day that a question is about: of its words the full stop at the
// end is gone.
func (a *Asker) asked(q german.Question) (calendar.Date, bool) {
	switch {
	case q.About == "" && q.Asks(german.AskToday):
		return a.Today, true
	case q.About == "" && q.Asks(german.AskTomorrow):
		return a.Today + 1, true
	}
	if d, ok := datecheck.ReadDay(q.About, a.Today); ok {
		return d, true
	}
	return datecheck.ReadDay(q.About+".", a.Today)
}

func monthOf(d calendar.Date) (int, time.Month) {
	y, m, _ := d.Gregorian()
	return y, m
}

// kept says what is kept on a day, and offers to check a date on it.
func (a *Asker) kept(d calendar.Date) []Line {
	all := a.Calendar.Occurrences(d, d, calendar.Filter{})
	goesOn := func(o calendar.Occurrence) bool { return o.Observance.Period && o.First != d && o.Last != d }
	when := a.Words.LongDate(d)
	line := a.naming(when, a.names(slices.DeleteFunc(slices.Clone(all), goesOn)), d, d, a.On(d))
	if len(all) > 0 && !slices.ContainsFunc(all, func(o calendar.Occurrence) bool { return !goesOn(o) }) {
		line.Text = a.Words.T("answer.day.goeson", "Day", when, "Names", strings.Join(a.names(all), " · "))
	}
	return []Line{line, {Text: a.Words.T("answer.check"), URL: a.Check(d), From: d, To: d}}
}

// names returns the names of the weightiest occurrences, and how many more there are.
func (a *Asker) names(all []calendar.Occurrence) []string {
	var names []string
	shown, further := a.weightiest(all)
	for _, o := range shown {
		names = append(names, o.Observance.Name.In(a.Words.Lang))
	}
	return append(names, further...)
}

// run says what begins within some days.
func (a *Asker) run(name string, first, last calendar.Date, url string) Line {
	all := a.Calendar.Occurrences(first, last, calendar.Filter{})
	all = slices.DeleteFunc(all, func(o calendar.Occurrence) bool { return o.First < first })
	var names []string
	shown, further := a.weightiest(all)
	for _, o := range shown {
		names = append(names, a.Words.T("answer.run", "Day", a.Words.Day(o.First), "Name", o.Observance.Name.In(a.Words.Lang)))
	}
	names = append(names, further...)
	return a.naming(name, names, first, last, url)
}

// naming says which days are kept from first to last, or that none is known.
func (a *Asker) naming(when string, names []string, first, last calendar.Date, url string) Line {
	line := Line{Name: when, URL: url, From: first, To: last}
	if len(names) == 0 {
		line.Text = a.Words.T("answer.day.none", "Day", when)
	} else {
		line.Text = when + ": " + strings.Join(names, " · ")
	}
	return line
}

// weightiest returns as many occurrences as a line may name, those that weigh most
// in the order of their days, and how many more there are, in words.
func (a *Asker) weightiest(all []calendar.Occurrence) (shown []calendar.Occurrence, further []string) {
	shown = slices.Clone(all)
	slices.SortStableFunc(shown, func(x, y calendar.Occurrence) int { return a.Rank(&x) - a.Rank(&y) })
	if n := len(shown) - maxNames; n > 0 {
		shown, further = shown[:maxNames], []string{a.Words.N("answer.further", n)}
	}
	slices.SortStableFunc(shown, func(x, y calendar.Occurrence) int { return int(x.First - y.First) })
	return shown, further
}
