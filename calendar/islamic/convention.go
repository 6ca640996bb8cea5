package islamic

import (
	"time"

	"vielfalt/calendar"
)

// A Convention is a way to reckon when an Islamic month begins. Its value is
// the id by which a calendar chooses it and that occurrences carry.
type Convention string

// The conventions. The zero value means UmmAlQura.
const (
	UmmAlQura Convention = "umm-al-qura"
	Diyanet   Convention = "diyanet"
	Najaf     Convention = "najaf"
	Tabular   Convention = "tabular"
	// DiyanetPublished follows the Diyanet up to the last month that it has
	// published, Shawwal 1457 (December 2035), and Umm al-Qura from then on.
	// Occurrences do not carry it: each names the convention that gave its day.
	DiyanetPublished Convention = "diyanet-umm-al-qura"
)

// A start is the first day of a month, and how sure it is.
type start struct {
	date       calendar.Date
	convention Convention // whose table or rule gave it
	published  bool       // by the body itself, so its followers do not doubt it
}

// checked is the day on which the published days were last compared with their
// sources.
var checked = calendar.NewDate(2026, time.November, 26)

// bounds returns the earliest and the latest day on which a month begins for
// some of those who keep it. A crescent is sighted on one of two evenings, so a
// reckoning that follows the moon is at most a day off; but those who follow
// another one have its day, even if this one is published. The tabular calendar
// knows only the mean moon: against the Umm al-Qura months of 1343 to 1500 AH
// it is up to two days late and one day early; two on either side are honest.
func (m *Months) bounds(s start, year int, month Month) (earliest, latest calendar.Date) {
	if s.convention == Tabular {
		return s.date - 2, s.date + 2
	}
	earliest, latest = s.date, s.date
	if !s.published {
		earliest, latest = s.date-1, s.date+1
	}
	for _, c := range [...]Convention{Diyanet, UmmAlQura, Najaf} {
		if other := m.start(c, year, month); other.convention != Tabular {
			earliest, latest = min(earliest, other.date), max(latest, other.date)
		}
	}
	return earliest, latest
}

// start returns the first day of a month, from the convention's own table or
// rule or from the next convention that knows the month.
func (m *Months) start(c Convention, year int, month Month) start {
	if c == DiyanetPublished {
		c = UmmAlQura
		if 12*year+int(month) <= diyanetPublishedUntil {
			c = Diyanet
		}
	}
	if c == Diyanet {
		if d, published, ok := diyanetStart(year, month); ok {
			return start{d, Diyanet, published}
		}
		if d, ok := m.diyanetRule(year, month); ok {
			return start{d, Diyanet, false}
		}
	}
	if c == Najaf {
		if d, ok := m.najafRule(year, month); ok {
			return start{d, Najaf, false}
		}
	}
	if c != Tabular {
		if d, ok := ummAlQuraStart(year, month); ok {
			return start{d, UmmAlQura, false}
		}
		if d, ok := m.ummAlQuraRule(year, month); ok {
			return start{d, UmmAlQura, false}
		}
	}
	return start{ToDate(year, month, 1), Tabular, false}
}

// Start returns the first day of a month by a convention, and the convention
// whose table or rule gave it (see the package comment).
func (m *Months) Start(c Convention, year int, month Month) (calendar.Date, Convention) {
	s := m.start(c, year, month)
	return s.date, s.convention
}

// FromDate returns the date of a day by a convention, and the convention whose
// table or rule gave the month.
func (m *Months) FromDate(c Convention, d calendar.Date) (year int, month Month, day int, by Convention) {
	// No table deviates from the tabular calendar by as much as a month.
	year, month, _ = FromDate(d)
	first, by := m.Start(c, year, month)
	for first > d {
		month--
		if month < Muharram {
			year, month = year-1, DhuAlHijja
		}
		first, by = m.Start(c, year, month)
	}
	for {
		y, n := year, month+1
		if n > DhuAlHijja {
			y, n = year+1, Muharram
		}
		next, whose := m.Start(c, y, n)
		if next > d {
			return year, month, int(d-first) + 1, by
		}
		year, month, first, by = y, n, next, whose
	}
}

// ToDate returns the day of a date by a convention. The start of the next month
// tells whether this one has a 30th day.
func (m *Months) ToDate(c Convention, year int, month Month, day int) calendar.Date {
	first, _ := m.Start(c, year, month)
	return first + calendar.Date(day-1)
}
