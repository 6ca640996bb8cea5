package calendar

// A Rule yields the first days of an observance.
type Rule interface {
	// Dates returns, in ascending order, every keeping whose first day lies
	// between from and to, both included. An empty or reversed range, or one
	// for which the rule is not defined, yields nothing. Splitting a range
	// anywhere yields the same keepings. Dates is safe for concurrent use.
	Dates(from, to Date) []Keeping
}

// A Keeping is one first day that a rule yields.
type Keeping struct {
	Date Date
	// Certainty is Exact unless the rule knows better.
	Certainty Certainty
	// Earliest and Latest bound the first day; both zero where Date is sure.
	Earliest, Latest Date
	// Convention names the reckoning the date comes from, where the tradition
	// has several; it differs from the one asked for where that one does not
	// reach (Umm al-Qura outside of its published years).
	Convention string
}

// Certainty says how sure a date is.
type Certainty string

// How sure a date is, from least to most.
const (
	Computed  Certainty = "computed"  // reckoned; moon sighting or a council may differ
	Announced Certainty = "announced" // published by the body people follow, may still move
	Confirmed Certainty = "confirmed" // entered by the authority as final
	Exact     Certainty = "exact"     // fixed by rule, nothing to confirm
)

// RuleFunc turns a function that gives the exact dates of one Gregorian year,
// in ascending order and all within that year, into a Rule.
type RuleFunc func(year int) []Date

// Dates implements Rule.
func (f RuleFunc) Dates(from, to Date) []Keeping {
	from, to = max(from, MinDate), min(to, MaxDate)
	if from > to {
		return nil
	}
	var out []Keeping
	for y, last := from.Year(), to.Year(); y <= last; y++ {
		for _, d := range f(y) {
			if d >= from && d <= to {
				out = append(out, Keeping{Date: d, Certainty: Exact})
			}
		}
	}
	return out
}
