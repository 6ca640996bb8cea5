package islamic

import (
	"time"

	"vielfalt/calendar"
)

// A Rule keeps a day of the Islamic year by a convention. It yields nothing
// before the year 1.
type Rule struct {
	months     *Months
	month      Month
	day        int
	friday     bool // the first Friday from that day on
	convention Convention
}

// On keeps the same day every year, by the Umm al-Qura calendar; the 30th of a
// month only in years whose month has one.
func (m *Months) On(month Month, day int) Rule {
	return Rule{months: m, month: month, day: day, convention: UmmAlQura}
}

// FirstFriday keeps the first Friday of a month, by the Umm al-Qura calendar.
func (m *Months) FirstFriday(month Month) Rule {
	return Rule{months: m, month: month, day: 1, friday: true, convention: UmmAlQura}
}

// By returns the rule by another convention.
func (r Rule) By(c Convention) Rule {
	r.convention = c
	return r
}

// Dates implements [calendar.Rule].
func (r Rule) Dates(from, to calendar.Date) []calendar.Occurrence {
	from, to = max(from, epoch), min(to, calendar.MaxDate)
	if from > to {
		return nil
	}
	// No convention deviates from the tabular calendar by as much as a week,
	// and there is a Friday within one.
	year, _, _ := FromDate(from - 14)
	last, _, _ := FromDate(to + 14)
	var out []calendar.Occurrence
	for year = max(year, 1); year <= last; year++ {
		if k, ok := r.occurrence(year); ok && from <= k.First && k.First <= to {
			out = append(out, k)
		}
	}
	return out
}

// Limits implements [calendar.Rule].
func (Rule) Limits() (first, last calendar.Date) { return calendar.Unlimited() }

func (r Rule) occurrence(year int) (calendar.Occurrence, bool) {
	s := r.months.start(r.convention, year, r.month)
	if r.day > 29 {
		y, m := year, r.month+1
		if m > DhuAlHijja {
			y, m = year+1, Muharram
		}
		if next := r.months.start(r.convention, y, m); int(next.date-s.date) < r.day {
			return calendar.Occurrence{}, false
		}
	}
	earliest, latest := r.months.bounds(s, year, r.month)
	k := calendar.Occurrence{
		First:      r.fromStart(s.date),
		Year:       year,
		Certainty:  calendar.Computed,
		Earliest:   r.fromStart(earliest),
		Latest:     r.fromStart(latest),
		Convention: string(s.convention),
	}
	if s.published {
		k.Certainty, k.By, k.Checked = calendar.Announced, "Diyanet", checked
	}
	switch {
	case s.convention == Tabular:
		k.Cause = calendar.MeanMoon
	case k.Earliest < k.Latest || !s.published:
		// A Friday may be the same whenever the month begins.
		k.Cause = calendar.Sighting
	}
	return k, true
}

func (r Rule) fromStart(d calendar.Date) calendar.Date {
	d += calendar.Date(r.day - 1)
	if r.friday {
		d = d.OnOrAfter(time.Friday)
	}
	return d
}
