package direct

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/content/datecheck"
	"vielfalt/search/german"
)

// The years that the calendar's pages cover.
const (
	firstYear = 1900
	lastYear  = 2100
)

// years are years of our time within a text.
var years = regexp.MustCompile(`\b(?:19|20|21)[0-9]{2}\b`)

// date answers when a day is.
func (a *Asker) date(q german.Question) *Answer {
	past := q.Asks(german.AskPast)
	ofYear := a.yearAsked(q)
	timed := q.Asks(german.AskDate) || q.Asks(german.AskNext) || ofYear > 0 && q.Year == 0
	if !past && !timed && q.Year == 0 && len(q.Intents) > 0 {
		return nil
	}
	if q.Asks(german.AskHoliday) && !q.Asks(german.AskDate) || q.Asks(german.AskEvents) || q.Asks(german.AskUntil) || asksElse(q) {
		return nil // something else was asked, and is not known
	}
	if _, ok := a.dated(q); ok {
		return nil // "1. Mai 2027" is a date, whatever is called so: day answers it
	}
	q.About = a.withoutLand(q.About)
	s := a.named(q)
	if len(s.ids) == 0 && q.Year == 0 {
		if lines := a.inOwnYear(q.About); len(lines) > 0 {
			return answered(Date, "", lines)
		}
	}
	ids, year := s.ids, s.year
	if !past && !timed && q.Year == 0 && s.guess == "" {
		return nil // a bare name is no question, unless it is not clear which
	}
	if len(years.FindAllString(q.Text, 2)) > 1 {
		return nil // one of them is of the name
	}
	if _, _, month := datecheck.ReadMonth(q.About, a.Today); month {
		return nil
	}
	near := year == 0 && q.Year == 0 // it is told from this one, which is of our reckoning
	if near {
		year = ofYear
	}
	if len(ids) > 0 && (year > lastYear || year != 0 && year < firstYear) && !slices.ContainsFunc(ids, a.otherYears) {
		return answered(Date, s.guess, []Line{{Text: a.Words.T("answer.years", "From", firstYear, "To", lastYear), URL: a.Observance(ids[0])}})
	}
	var lines []Line
	for _, id := range ids {
		said := a.dates(id, year, near)
		if past && year == 0 {
			said = a.last(id)
		}
		for _, l := range said {
			l.claim = a.Names.Claim(id, s.name)
			lines = append(lines, l)
		}
	}
	out := answered(Date, s.guess, merged(lines))
	if out != nil && (past || q.Asks(german.AskDate)) {
		out.About = s.searched(q)
	}
	return out
}

// searched returns what of a question on a subject is to be looked for: not the words by
// which it asks, which may be of any language.
func (s subject) searched(q german.Question) string {
	switch {
	case s.guess == "" && s.name != q.About:
		return "" // those words are of the name
	case q.Year > 0:
		return q.About + " " + strconv.Itoa(q.Year)
	}
	return q.About
}

// about begins a line about an observance.
func (a *Asker) about(o *calendar.Observance) Line {
	return Line{Target: string(o.ID), Name: o.Name.In(a.Words.Lang), URL: a.Observance(o.ID)}
}

// dates says when an observance is in a year, or next if year is 0. The year may be that of
// its own reckoning, unless it is told from today's.
func (a *Asker) dates(id calendar.ID, year int, near bool) []Line {
	o, ok := a.Calendar.Observance(id)
	if !ok {
		return nil
	}
	line := a.about(o)
	if year == 0 {
		next, ok := a.Calendar.Next(id, a.Today)
		if !ok {
			line.Text = a.Words.T("answer.date.none", "Name", line.Name)
			return []Line{line}
		}
		return []Line{a.when(line, next)}
	}
	var out []Line
	if !near {
		out = a.ofOwnYear(o, year)
	}
	if year < firstYear || year > lastYear {
		return out
	}
	if len(out) > 0 {
		line.Name = a.Words.T("answer.ourera", "Name", line.Name, "Year", year)
	}
	for _, oc := range a.Calendar.Of(id, calendar.NewDate(year, time.January, 1), calendar.NewDate(year, time.December, 31)) {
		if oc.First.Year() == year {
			out = append(out, a.when(line, oc))
		}
	}
	if year > firstYear && len(a.Calendar.Of(id, calendar.NewDate(firstYear, time.January, 1), calendar.NewDate(year-1, time.December, 31))) == 0 {
		return nil // the year of what is remembered: "Mauerfall 1989"
	}
	if len(out) > 0 {
		return out
	}
	key := "answer.date.notin"
	if !a.Calendar.Known(id, year) {
		key = "answer.date.unknown"
	}
	line.Text = a.Words.T(key, "Name", line.Name, "Year", year)
	return []Line{line}
}

// last says when an observance was last.
func (a *Asker) last(id calendar.ID) []Line {
	o, ok := a.Calendar.Observance(id)
	if !ok {
		return nil
	}
	if o.Kind == calendar.Remembrance {
		return nil // what is remembered was long before
	}
	all := a.Calendar.Of(id, a.Today-2*366, a.Today-1)
	for _, oc := range slices.Backward(all) {
		if oc.Last < a.Today {
			return []Line{a.when(a.about(o), oc)}
		}
	}
	return nil
}

// when says when an occurrence is.
func (a *Asker) when(line Line, oc calendar.Occurrence) Line {
	p := a.Words
	line.From, line.To, line.Certainty = oc.First, oc.Last, oc.Certainty
	days := p.Range(oc.First, oc.Last)
	if oc.First == oc.Last {
		days = p.LongDate(oc.First)
	}
	sure := words.Sure(a.Calendar, oc, p.Lang)
	_, eve := oc.Eve()
	switch {
	case oc.Last < a.Today:
		line.Text = p.T("answer.date.was", "Name", line.Name, "Days", days)
		if next, ok := a.Calendar.Next(oc.Observance.ID, a.Today); ok {
			line.Text += " " + p.T("answer.date.again", "Days", p.Range(next.First, next.Last))
		}
		return line
	case oc.First == oc.Last && !eve && sure == "":
		line.Text = p.T("answer.date.on", "Name", line.Name, "Day", days)
		return line
	}
	line.Text = line.Name + ": " + days
	if eve {
		line.Text += ", " + p.T("answer.eve")
	}
	if sure != "" {
		line.Text += "; " + sure
	}
	line.Text = sentence(line.Text)
	return line
}

// merged orders lines by how much the name that was asked for is that of the day, and
// these by their days, those without any last. It leaves out what two traditions say
// alike.
func merged(lines []Line) []Line {
	slices.SortStableFunc(lines, func(a, b Line) int {
		switch {
		case a.claim != b.claim:
			return cmp.Compare(b.claim, a.claim)
		case (a.From == 0) != (b.From == 0):
			return cmp.Compare(b.From, a.From)
		}
		return cmp.Compare(a.From, b.From)
	})
	var out []Line
	for _, l := range lines {
		if !slices.ContainsFunc(out, func(o Line) bool { return o.Text == l.Text }) {
			out = append(out, l)
		}
	}
	return out
}
