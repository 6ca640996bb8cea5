package direct

import (
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search/german"
)

// comingDays is how many days those events are looked for in that are asked for without
// a day.
const comingDays = 90

// events answers what the house offers on a day, in a week or in a month, or next of all.
func (a *Asker) events(q german.Question) (*Answer, error) {
	if !q.Asks(german.AskEvents) || asksElse(q) {
		return nil, nil
	}
	guess := ""
	from, to, when := a.Today, a.Today+comingDays-1, a.Words.T("answer.events.next")
	if d, ok := a.asked(q); ok {
		from, to, when = d, d, a.Words.LongDate(d)
	} else if s, ok := a.spanOf(q, q.About); ok {
		from, to, when, guess = s.first, s.last, s.name, s.guess
	} else if q.About != "" || q.Year > 0 {
		return nil, nil // it is what they are about
	}
	line, err := a.offered(when, from, to)
	if err != nil {
		return nil, err
	}
	return answered(Events, guess, []Line{line}).whole(true), nil
}

// offered says which events there are from one day to another, but for those that are
// cancelled or over.
func (a *Asker) offered(when string, from, to calendar.Date) (Line, error) {
	line := Line{Name: when, URL: a.Programme(), All: a.Words.T("answer.events.all"), From: from, To: to}
	all, err := a.Events(max(from, min(a.Today, to)), to)
	if err != nil {
		return line, err
	}
	all = slices.DeleteFunc(all, func(e *content.Event) bool { return e.Cancelled })
	var names []string
	for _, e := range all[:min(len(all), maxNames)] {
		first, _ := e.Days()
		names = append(names, a.Words.T("answer.run", "Day", a.Words.Day(first), "Name", e.Title))
	}
	if n := len(all) - len(names); n > 0 {
		names = append(names, a.Words.N("answer.further", n))
	}
	if len(names) == 0 {
		names = []string{a.Words.T("answer.events.none")}
	}
	line.Text = when + ": " + strings.Join(names, " · ")
	return line, nil
}
