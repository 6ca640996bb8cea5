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
	next := q.Asks(german.AskNextEvent)
	if !q.Asks(german.AskEvents) && !next || asksElse(q) || q.Asks(german.AskUntil) {
		return nil, nil
	}
	most := maxNames
	spans := []span{{name: a.Words.T("answer.events.next"), first: a.Today, last: a.Today + comingDays - 1}}
	if next {
		most, spans[0].name = 1, a.Words.T("answer.events.first")
	}
	if d, ok := a.asked(q); ok && !next {
		spans = []span{{name: a.Words.LongDate(d), first: d, last: d}}
	} else if some := a.spans(q, q.About); len(some) > 0 && !next {
		spans = some
	} else if q.About != "" || q.Year > 0 || q.Week > 0 {
		return nil, nil // it is what they are about
	}
	var lines []Line
	for _, s := range spans {
		line, err := a.offered(s.name, s.first, s.last, most)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return answered(Events, spans[0].guess, lines).whole(true), nil
}

// offered says which events there are from one day to another, at most so many and but for
// those that are cancelled or over.
func (a *Asker) offered(when string, from, to calendar.Date, most int) (Line, error) {
	line := Line{Name: when, URL: a.Programme(), All: a.Words.T("answer.events.all"), From: from, To: to}
	all, err := a.Events(max(from, min(a.Today, to)), to)
	if err != nil {
		return line, err
	}
	all = slices.DeleteFunc(all, func(e *content.Event) bool { return e.Cancelled })
	var names []string
	for _, e := range all[:min(len(all), most)] {
		first, _ := e.Days()
		names = append(names, a.Words.T("answer.run", "Day", a.Words.Day(first), "Name", e.Title))
	}
	if n := len(all) - len(names); n > 0 && most > 1 {
		names = append(names, a.Words.N("answer.further", n))
	}
	if len(names) == 0 {
		names = []string{a.Words.T("answer.events.none")}
	}
	line.Text = when + ": " + strings.Join(names, " · ")
	return line, nil
}
