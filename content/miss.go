package content

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"vielfalt/calendar"
)

// What readers are promised about searches that find nothing. They are counted
// only where the house has switched that on.
const (
	// MissAsked is from how many different addresses the same must be searched
	// for within a day until it is counted.
	MissAsked = 5
	// MissKept is how long a count is kept at most.
	MissKept = 90 * 24 * time.Hour
	// MissLength is how many letters a query has at most that is counted.
	MissLength = 60
	// MissesAWeek is how many queries are counted in a week. It is more than
	// anybody reads, and bounds how much of a disk somebody can fill.
	MissesAWeek = 1000
)

// A Miss is a query that found nothing, with how often it was asked in a week. It
// says nothing of who asked.
type Miss struct {
	ID    int64         // given by the store
	Week  calendar.Date // its Monday
	Query string        // folded words, one space between two: letters only
	// Count is how often it was asked: on each day MissAsked once that many
	// addresses have, and one more each time after that, whoever asks.
	Count int
}

// MissWeek returns the week in which a day counts: its Monday.
func MissWeek(day calendar.Date) calendar.Date { return day.OnOrBefore(time.Monday) }

// MissGone returns the day up to which the weeks that began are to be gone at a
// moment. What was asked on a Sunday goes with its Monday, so that nothing is
// kept longer than MissKept.
func MissGone(at time.Time) calendar.Date {
	return calendar.DateOf(at.In(calendar.Berlin)) - calendar.Date(MissKept/(24*time.Hour))
}

// Validate returns Problems or nil. No problem repeats the query, which nobody is
// to find in a log.
func (m *Miss) Validate() error {
	var p Problems
	if m.Week != MissWeek(m.Week) {
		p.Add("week", "problem.date", "must be a Monday")
	}
	if m.Query == "" {
		p.Add("query", "problem.required", "is missing")
	}
	if utf8.RuneCountInString(m.Query) > MissLength {
		p.Add("query", "problem.long", "is longer than %d letters", MissLength)
	}
	if strings.ContainsFunc(m.Query, func(r rune) bool { return r != ' ' && !unicode.IsLetter(r) }) || m.Query != strings.Join(strings.Fields(m.Query), " ") {
		p.Add("query", "problem.text", "must be words of letters, with one space between two")
	}
	if m.Count < 1 {
		p.Add("count", "problem.number", "must be at least 1")
	}
	return p.Err()
}

// A MissStore counts queries that found nothing.
type MissStore interface {
	// CountMisses adds to the counts of weeks and queries, whatever the IDs:
	// Problems. While a week has MissesAWeek queries, others are left out.
	CountMisses(ctx context.Context, misses ...Miss) error
	// Misses returns those whose time is not up, the most asked first, of equal
	// ones the latest.
	Misses(ctx context.Context) ([]Miss, error)
	// ForgetMisses permanently removes those whose time is up, also from what
	// the engine keeps outside its tables, and returns how many there were.
	ForgetMisses(ctx context.Context) (int, error)
}
