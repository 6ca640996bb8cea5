package calendar

import (
	"slices"
	"time"
)

// A Rule yields the first days of an observance.
type Rule interface {
	// Dates returns, in ascending order, every occurrence whose first day lies
	// between from and to, inclusive. An empty or reversed range yields
	// nothing, and so does one for which the rule is not defined. Splitting a
	// range anywhere yields the same occurrences. Dates is safe for concurrent
	// use.
	//
	// The rule sets First and Year of each occurrence, Certainty unless it is
	// Exact, Earliest and Latest unless First is sure, and Convention, Checked
	// and Revision where they apply. The Calendar fills in the rest.
	Dates(from, to Date) []Occurrence
	// Limits returns the first and the last day for which the rule is defined:
	// a list of published days, or a table without a rule beyond it, is defined
	// only for some time. Outside its limits a rule yields nothing (but see
	// [SparseRule]), and the answer is "not known" rather than "not kept".
	Limits() (first, last Date)
}

// Unlimited returns the limits of a rule that is defined for all time.
func Unlimited() (first, last Date) { return MinDate, MaxDate }

// A SparseRule, such as a list with gaps, also knows single days outside its
// limits. Out there it is known only for the years in which it yields a day.
type SparseRule interface {
	Rule
	// KnowsBeyond does nothing; it marks the rule.
	KnowsBeyond()
}

// Certainty says how sure a date is.
type Certainty string

// How sure a date is, from least to most.
const (
	Computed  Certainty = "computed"  // reckoned; moon sighting or a council may differ
	Announced Certainty = "announced" // published by the body people follow; may still move
	Confirmed Certainty = "confirmed" // entered by the authority as final
	Exact     Certainty = "exact"     // fixed by rule, nothing to confirm
)

// Certainties lists all certainties, from most to least sure.
func Certainties() []Certainty { return []Certainty{Exact, Confirmed, Announced, Computed} }

// RuleFunc turns a function that gives the exact dates of one Gregorian year,
// in ascending order and all within that year, into a Rule.
type RuleFunc func(year int) []Date

// Dates implements [Rule].
func (f RuleFunc) Dates(from, to Date) []Occurrence {
	from, to = max(from, MinDate), min(to, MaxDate)
	if from > to {
		return nil
	}
	var out []Occurrence
	for y, last := from.Year(), to.Year(); y <= last; y++ {
		for _, d := range f(y) {
			if d >= from && d <= to {
				out = append(out, Occurrence{First: d, Year: y, Certainty: Exact})
			}
		}
	}
	return out
}

// Limits implements [Rule].
func (RuleFunc) Limits() (first, last Date) { return Unlimited() }

// EachYear serves rules that give one day a year. It returns the exact days
// between from and to, but none before since, that on gives for the years of a
// reckoning. yearOf returns the year a day lies in; on returns the day of a
// year, which must lie in that year, or false if the year has none.
func EachYear(from, to, since Date, yearOf func(Date) int, on func(year int) (Date, bool)) []Occurrence {
	from, to = max(from, since), min(to, MaxDate)
	if from > to {
		return nil
	}
	var out []Occurrence
	for year, last := yearOf(from), yearOf(to); year <= last; year++ {
		if d, ok := on(year); ok && from <= d && d <= to {
			out = append(out, Occurrence{First: d, Year: year, Certainty: Exact})
		}
	}
	return out
}

// A List is a rule of published days that no formula gives. It is defined from
// the Gregorian year of its first day to that of its last.
type List struct {
	// Days are in ascending order, at most one in a Gregorian year.
	Days []Date
	// Certainty is Announced if the days may still move; empty means Exact.
	Certainty  Certainty
	Convention string
	// Checked is the day on which the list was compared with its source.
	Checked Date
}

// Dates implements [Rule].
func (l List) Dates(from, to Date) []Occurrence {
	i, _ := slices.BinarySearch(l.Days, from)
	var out []Occurrence
	for ; i < len(l.Days) && l.Days[i] <= to; i++ {
		k := Occurrence{First: l.Days[i], Year: l.Days[i].Year(), Certainty: l.Certainty, Convention: l.Convention, Checked: l.Checked}
		if k.Certainty == "" {
			k.Certainty = Exact
		}
		out = append(out, k)
	}
	return out
}

// Limits implements [Rule].
func (l List) Limits() (first, last Date) {
	if len(l.Days) == 0 {
		return 1, 0
	}
	return NewDate(l.Days[0].Year(), time.January, 1), NewDate(l.Days[len(l.Days)-1].Year(), time.December, 31)
}

// Else completes the list: within its limits the list answers, since
// publication wins over computation; outside them the rule does.
func (l List) Else(r Rule) Rule { return listElse{l, r} }

type listElse struct {
	list List
	rule Rule
}

// Dates implements [Rule].
func (e listElse) Dates(from, to Date) []Occurrence {
	first, last := e.list.Limits()
	if first > last {
		return e.rule.Dates(from, to)
	}
	out := e.rule.Dates(from, min(to, first-1))
	out = append(out, e.list.Dates(from, to)...)
	return append(out, e.rule.Dates(max(from, last+1), to)...)
}

// Limits implements [Rule].
func (e listElse) Limits() (first, last Date) {
	first, last = e.rule.Limits()
	if f, l := e.list.Limits(); f <= l {
		first, last = min(first, f), max(last, l)
	}
	return first, last
}

// Shift returns the days that lie a number of days after another rule's days,
// and are as sure as they are: -1 is the day before. Their years stay those of
// the rule.
func Shift(r Rule, days int) Rule { return shift{r, Date(days)} }

type shift struct {
	rule Rule
	days Date
}

// Dates implements [Rule].
func (s shift) Dates(from, to Date) []Occurrence {
	from, to = max(from, MinDate), min(to, MaxDate)
	if from > to {
		return nil
	}
	out := slices.Clone(s.rule.Dates(from-s.days, to-s.days))
	for i := range out {
		k := &out[i]
		k.First += s.days
		if k.Earliest != 0 || k.Latest != 0 {
			k.Earliest, k.Latest = k.Earliest+s.days, k.Latest+s.days
		}
	}
	return out
}

// Limits implements [Rule].
func (s shift) Limits() (first, last Date) {
	first, last = s.rule.Limits()
	return max(first+s.days, MinDate), min(last+s.days, MaxDate)
}
