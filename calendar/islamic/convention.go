package islamic

import "vielfalt/calendar"

// A Convention is a way to reckon when an Islamic month begins. Its text is the
// id by which a calendar chooses it and which a keeping carries.
type Convention string

// The conventions; the zero value means UmmAlQura.
const (
	UmmAlQura Convention = "umm-al-qura"
	Diyanet   Convention = "diyanet"
	Tabular   Convention = "tabular"
)

// A start is the first day of a month, and how sure it is.
type start struct {
	date       calendar.Date
	convention Convention // whose table gave it
	published  bool       // by the body itself, so that nobody following it doubts it
}

// Bounds of the first day of a month against its date, by convention. A
// crescent is sighted, or not, on one of two evenings, so a reckoning that
// follows the moon errs by a day at most. The tabular calendar knows only the
// mean moon: against the Umm al-Qura months of 1343 to 1500 AH it is up to two
// days late and one day early; two on either side is honest.
func (s start) bounds() (earliest, latest calendar.Date) {
	switch {
	case s.published:
		return s.date, s.date
	case s.convention == Tabular:
		return s.date - 2, s.date + 2
	}
	return s.date - 1, s.date + 1
}

// monthStart returns the first day of a month, from the convention's own table
// or from the next convention that knows the month.
func (c Convention) monthStart(year int, month Month) start {
	if c == Diyanet {
		if d, published, ok := diyanetStart(year, month); ok {
			return start{d, Diyanet, published}
		}
	}
	if c != Tabular {
		if d, ok := ummAlQuraStart(year, month); ok {
			return start{d, UmmAlQura, false}
		}
	}
	return start{ToDate(year, month, 1), Tabular, false}
}

// MonthStart returns the first day of a month by a convention, and the
// convention whose table gave it (see the package comment).
func (c Convention) MonthStart(year int, month Month) (calendar.Date, Convention) {
	s := c.monthStart(year, month)
	return s.date, s.convention
}
