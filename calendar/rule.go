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
	// Exact, Earliest, Latest and Cause unless First is sure, and Convention,
	// By, Checked and Revision where they apply. The Calendar fills in the
	// rest.
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
	Computed  Certainty = "computed"  // reckoned, or listed by a third party; see Cause
	Announced Certainty = "announced" // published by a body that those who keep it follow
	Confirmed Certainty = "confirmed" // entered by the authority as final
	Exact     Certainty = "exact"     // fixed by rule, nothing to confirm
	// Partial is a public holiday on a fixed day, but not in the whole Land;
	// see [Observance.Partly].
	Partial Certainty = "partial"
)

// Certainties lists all certainties, from most to least sure.
func Certainties() []Certainty { return []Certainty{Exact, Confirmed, Announced, Computed, Partial} }

// A Cause says why a day may be kept on another than the one given, within its
// bounds.
type Cause string

// The causes. A rule names the one that its bounds are true for.
const (
	Sighting  Cause = "sighting"  // a crescent is seen, or not, in one place or another
	Almanac   Cause = "almanac"   // almanacs count the lunar day from different hours or places
	Decree    Cause = "decree"    // a state, church or council sets the day, usually by this rule
	Organiser Cause = "organiser" // whoever holds the day announces it each year
	Custom    Cause = "custom"    // families, regions or communities keep it differently
	MeanMoon  Cause = "mean-moon" // arithmetic that follows the moon only on average
	Border    Cause = "border"    // the moment that decides lies within a minute of the day's border
	Unread    Cause = "unread"    // reckoned by the law of today; nobody has read that of the year
)

// Causes lists all causes.
func Causes() []Cause {
	return []Cause{Sighting, Almanac, Decree, Organiser, Custom, MeanMoon, Border, Unread}
}

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
	// Certainty is Announced if a body that those who keep the days follow has
	// published them, and Computed if somebody else has; empty means Exact.
	Certainty Certainty
	// By is that body, if it is Announced.
	By string
	// Within is how many days before and after a listed day it may be kept, and
	// Cause why.
	Within     Date
	Cause      Cause
	Convention string
	// Checked is the day on which the list was compared with its source.
	Checked Date
}

// Dates implements [Rule].
func (l List) Dates(from, to Date) []Occurrence {
	i, _ := slices.BinarySearch(l.Days, from)
	var out []Occurrence
	for ; i < len(l.Days) && l.Days[i] <= to; i++ {
		d := l.Days[i]
		k := Occurrence{First: d, Year: d.Year(), Certainty: l.Certainty, By: l.By, Convention: l.Convention, Checked: l.Checked}
		if k.Certainty == "" {
			k.Certainty = Exact
		}
		if l.Within > 0 {
			k.Earliest, k.Latest, k.Cause = d-l.Within, d+l.Within, l.Cause
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
		if k.Revision.Before != 0 {
			k.Revision.Before += s.days
		}
	}
	return out
}

// Limits implements [Rule].
func (s shift) Limits() (first, last Date) {
	first, last = s.rule.Limits()
	return max(first+s.days, MinDate), min(last+s.days, MaxDate)
}

// During limits a rule to the Gregorian years in which its day has been kept:
// since the first year, and until the last; 0 means that there is no such
// limit. Outside of them it is known that the day is not kept, so the limits of
// the rule remain.
func During(r Rule, first, last int) Rule {
	d := during{r, MinDate, MaxDate}
	if first != 0 {
		d.first = NewDate(first, time.January, 1)
	}
	if last != 0 {
		d.last = NewDate(last, time.December, 31)
	}
	return d
}

type during struct {
	Rule
	first, last Date
}

// Dates implements [Rule].
func (d during) Dates(from, to Date) []Occurrence {
	return d.Rule.Dates(max(from, d.first), min(to, d.last))
}
