package direct

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/content/datecheck"
	"vielfalt/search/german"
)

// maxNames is how many days a line names.
const maxNames = 8

// day answers what is kept on a date, in a week or in a month.
func (a *Asker) day(q german.Question) *Answer {
	if asksElse(q) || q.Asks(german.AskUntil) || q.Asks(german.AskBridge) || q.Asks(german.AskWhichWeek) {
		return nil
	}
	what := q.Asks(german.AskFeasts) || q.Asks(german.AskWhat)
	d, ok := a.dated(q)
	if !ok && (what || q.Asks(german.AskOnDay) || q.Asks(german.AskDate) || q.About == "") {
		d, ok = a.asked(q)
	}
	if ok && !what && d.Year() < a.Today.Year()-1 {
		return nil // who asks for the 9th of November 1938 does not ask for feasts
	}
	if ok {
		return answered(Day, "", a.kept(d)).whole(q.About == "")
	}
	if out := a.ofFollowing(q); out != nil {
		return out
	}
	if q.About != "" && !what && !q.Asks(german.AskOnDay) && (q.Year == 0 || len(q.Intents) > 0) {
		return nil // "Mai" may be a name, "Mai 2027" is a month
	}
	spans := a.spans(q, q.About)
	if len(spans) == 0 {
		return nil
	}
	var lines []Line
	for _, s := range spans {
		lines = append(lines, a.run(s, calendar.Filter{}))
	}
	return answered(Day, spans[0].guess, lines).whole(spans[0].near)
}

// onDay is what stands before a day, and not before a room.
var onDay = regexp.MustCompile(`(?i)^am \d`)

// dated reads a question that is nothing but a date.
func (a *Asker) dated(q german.Question) (calendar.Date, bool) {
	text := strings.TrimRight(q.Text, " ?!")
	if d, ok := datecheck.ReadDay(text, a.Today); ok || len(q.Intents) > 0 || len(a.Names.Exactly(text)) > 0 {
		return d, ok
	}
	about := strings.TrimSpace(q.About) // "am 9. März", "elfter elfter"
	if q.Year > 0 {
		about += " " + strconv.Itoa(q.Year)
	}
	on := ""
	if onDay.MatchString(text) {
		on = about + "." // "am 24.12" is no room
	}
	for _, written := range []string{about, german.Dated(about), on} {
		if d, ok := datecheck.ReadDay(written, a.Today); ok {
			return d, true
		}
	}
	return 0, false
}

// asked reads the day that a question is about: of its words the full stop at the
// end is gone, and so is its year.
func (a *Asker) asked(q german.Question) (calendar.Date, bool) {
	switch {
	case q.About != "":
	case severalDays(q):
		return 0, false
	case q.Asks(german.AskYesterday):
		return a.Today - 1, true
	case q.Asks(german.AskToday):
		return a.Today, true
	case q.Asks(german.AskTomorrow):
		return a.Today + 1, true
	case q.Asks(german.AskAfterTomorrow):
		return a.Today + 2, true
	default:
		return 0, false
	}
	if y := a.yearAsked(q); y > 0 {
		return datecheck.ReadDay(strings.TrimSuffix(q.About, ".")+" "+strconv.Itoa(y), a.Today)
	}
	if d, ok := a.weekday(q.About); ok {
		return d, true
	}
	for _, written := range []string{q.About, q.About + "."} {
		if d, ok := datecheck.ReadDay(written, a.Today); ok {
			return d, true
		}
	}
	return datecheck.ReadDay(german.Dated(q.About), a.Today)
}

// weekday reads the name of a day of the week: the next of its name. If it is that of today
// either may be meant.
func (a *Asker) weekday(name string) (calendar.Date, bool) {
	w, whole, _ := words.Weekday(name)
	if !whole || w == a.Today.Weekday() {
		return 0, false
	}
	return (a.Today + 7).OnOrBefore(w), true
}

// kept says what is kept on a day, and offers to check a date on it if it is to come.
func (a *Asker) kept(d calendar.Date) []Line {
	all := a.Calendar.Occurrences(d, d, calendar.Filter{})
	goesOn := func(o calendar.Occurrence) bool { return o.Observance.Period && o.First != d && o.Last != d }
	when := a.Words.LongDate(d)
	line := a.naming(when, a.names(slices.DeleteFunc(slices.Clone(all), goesOn)), d, d, a.On(d))
	if len(all) > 0 && !slices.ContainsFunc(all, func(o calendar.Occurrence) bool { return !goesOn(o) }) {
		line.Text = a.Words.T("answer.day.goeson", "Day", when, "Names", strings.Join(a.names(all), " · "))
	}
	if d < a.Today {
		return []Line{line}
	}
	return []Line{line, {Text: a.Words.T("answer.check"), URL: a.Check(d), From: d, To: d}}
}

// names returns the names of the weightiest occurrences of a day, and how many more there are.
func (a *Asker) names(all []calendar.Occurrence) []string {
	var names []string
	shown, further := a.weightiest(all)
	for _, o := range shown {
		names = append(names, o.Observance.Name.In(a.Words.Lang))
	}
	return append(names, further...)
}

// run says what of some days begins within a span, and of this month what is to come.
func (a *Asker) run(s span, f calendar.Filter) Line {
	began := func(from calendar.Date) []calendar.Occurrence {
		all := a.Calendar.Occurrences(from, s.last, f)
		return slices.DeleteFunc(all, func(o calendar.Occurrence) bool { return o.First < from })
	}
	name, from := s.name, s.first
	all := began(from)
	if s.first <= a.Today && a.Today <= s.last && s.last-s.first >= partDays && !s.year {
		if rest := began(a.Today); len(rest) > 0 && len(rest) < len(all) {
			all, from, name = rest, a.Today, a.Words.T("answer.rest", "Days", name)
		}
	}
	var names []string
	shown, further := a.chosen(all, from, s.last)
	for _, o := range shown {
		names = append(names, a.Words.T("answer.run", "Day", a.dayOf(o.First, s), "Name", o.Observance.Name.In(a.Words.Lang)))
	}
	line := a.naming(name, append(names, further...), s.first, s.last, s.url)
	if on := a.Calendar.Occurrences(s.first, s.last, f); len(all) == 0 && len(on) > 0 {
		line.Text = a.Words.T("answer.day.goeson", "Day", name, "Names", strings.Join(a.names(on), " · "))
	}
	line.All = a.Words.T("answer.all")
	return line
}

// dayOf writes a day of a span, with its year if that does not go without saying.
func (a *Asker) dayOf(d calendar.Date, s span) string {
	if s.first.Year() != s.last.Year() {
		return a.Words.Date(d)
	}
	return a.Words.Day(d)
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
	slices.SortStableFunc(shown, func(x, y calendar.Occurrence) int { // what goes on for long is last
		switch {
		case x.Observance.Period == y.Observance.Period:
			return int(x.First - y.First)
		case y.Observance.Period:
			return -1
		}
		return 1
	})
	return shown, further
}
