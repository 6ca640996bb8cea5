package datecheck

import (
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/content/profile"
)

// A Checker answers questions. It is safe for concurrent use, and all its fields
// but School and Events are needed.
type Checker struct {
	Calendar *calendar.Calendar
	Profiles *profile.Set
	Region   calendar.Region
	// Workday reports whether a day is a working day of the house.
	Workday func(calendar.Date) bool
	School  []school.Holiday // of the house's Land
	// Events are those of the house that may meet what is asked.
	Events []Event
	Today  calendar.Date
	Lang   string // "de" or "en"
	Years  *Years
	// Link returns the address of an observance's page.
	Link func(calendar.ID) string
}

// An Event is one of the house's own.
type Event struct {
	Title, URL string
	Start, End time.Time
}

// How far free days are sought, and how many.
const (
	seekDays    = 60
	seekLater   = 3
	seekEarlier = 2
)

// Day answers for a meeting on one day in the house's Land, without seeking free
// days and without a sentence.
func (c *Checker) Day(d calendar.Date) Day {
	return c.plan(Question{From: d, To: d, Laender: []calendar.Land{c.Region.Land}}).day(d)
}

// Check answers for each day from the first to the last of a question.
func (c *Checker) Check(q Question) []Day {
	p := c.plan(q)
	out := make([]Day, 0, q.To-q.From+1)
	worst := Free
	work := true
	for d := q.From; d <= q.To; d++ {
		day := p.day(d)
		worst, work = max(worst, day.Level), work && day.Workday
		out = append(out, day)
	}
	if worst >= Care || !work {
		near := p.near()
		for i := range out {
			out[i].Free = near
		}
	}
	for i := range out {
		out[i].Free.Evening = p.evening(&out[i])
		out[i].Sentence = c.sentence(&out[i])
	}
	return out
}

// Series answers for each of the dates of a series, which are in ascending
// order, as Check does, but offers free days within the week of each alone.
func (c *Checker) Series(q Question, dates []calendar.Date) []Day {
	p := c.plan(q)
	out := make([]Day, 0, len(dates))
	for _, d := range dates {
		out = append(out, p.dated(d))
	}
	return out
}

// A Planned is an entry of somebody's calendar. Start and End are in minutes
// after midnight of its first and its last day; both are 0 for one that takes
// whole days.
type Planned struct {
	Title       string
	First, Last calendar.Date
	Start, End  int
}

// MaxAnswers is how many days one answer about a calendar covers.
const MaxAnswers = 500

// Planned answers for the days of entries from today on, of which a question
// says what is planned. The answer is truncated if there are more days than
// MaxAnswers, or than MaxDays in one entry.
func (c *Checker) Planned(q Question, all []Planned) (out []Day, truncated bool) {
	out = []Day{}
	p := c.plan(q)
	for _, one := range all {
		first := max(one.First, c.Today)
		for d := first; d <= one.Last; d++ {
			if len(out) >= MaxAnswers || d-first >= MaxDays {
				truncated = true
				break
			}
			p.q = one.on(q, d)
			day := p.dated(d)
			day.Title = one.Title
			if p.q.Timed() {
				day.Start, day.End = clockOf(p.q.Start), clockOf(p.q.End)
			}
			out = append(out, day)
		}
	}
	return out, truncated
}

// wholeDay is how many minutes a day has.
const wholeDay = 24 * 60

// on returns the question about one day of an entry: what begins in the evening
// and ends after midnight has its hours on both days.
func (e Planned) on(q Question, d calendar.Date) Question {
	q.From, q.To = d, d
	if e.End == 0 {
		return q
	}
	q.Start, q.End = 0, wholeDay
	if d == e.First {
		q.Start = e.Start
	}
	if d == e.Last {
		q.End = e.End
	}
	if q.Start == 0 && q.End == wholeDay {
		q.End = 0 // all of it
	}
	return q
}

// dated answers for one of several dates, with the nearest free day of its week.
func (p *plan) dated(d calendar.Date) Day {
	day := p.day(d)
	if day.Level >= Care || !day.Workday {
		day.Free = p.inWeek(d)
	}
	day.Sentence = p.sentence(&day)
	return day
}

// near seeks free days, or spans of the same length, near those asked for.
func (p *plan) near() Near {
	out := Near{Later: []calendar.Date{}, Earlier: []calendar.Date{}, Sought: true}
	q, length := p.q, p.q.To-p.q.From
	for d := max(q.From+1, p.Today); d <= min(q.From+seekDays, lastDay-length) && len(out.Later) < seekLater; d++ {
		if beside, ok := p.free(d, d+length); ok {
			out.Later = append(out.Later, d)
			out.beside(d, beside)
		}
	}
	for d := q.From - 1; d >= max(q.From-seekDays, p.Today) && len(out.Earlier) < seekEarlier; d-- {
		if beside, ok := p.free(d, d+length); ok {
			out.Earlier = append(out.Earlier, d)
			out.beside(d, beside)
		}
	}
	return out
}

// lastDay is the last one that is offered.
var lastDay = calendar.NewDate(lastYear, time.December, 31)

// addNew appends a text that is not there yet.
func addNew(all []string, one string) []string {
	if slices.Contains(all, one) {
		return all
	}
	return append(all, one)
}
