package traditions

import "vielfalt/calendar"

// unsure gives the days of a rule the bounds within which they may be kept on
// another, and says why: days that a rule describes, but which communities keep
// differently or an organiser sets. Where all keep the same day, it is sure.
func unsure(r calendar.Rule, cause calendar.Cause, bounds func(k calendar.Occurrence) (earliest, latest calendar.Date)) calendar.Rule {
	return unsureRule{r, cause, bounds}
}

type unsureRule struct {
	calendar.Rule
	cause  calendar.Cause
	bounds func(k calendar.Occurrence) (earliest, latest calendar.Date)
}

// Dates implements [calendar.Rule].
func (u unsureRule) Dates(from, to calendar.Date) []calendar.Occurrence {
	out := u.Rule.Dates(from, to)
	for i := range out {
		k := &out[i]
		if earliest, latest := u.bounds(*k); earliest < latest {
			k.Certainty, k.Cause = calendar.Computed, u.cause
			k.Earliest, k.Latest = earliest, latest
		}
	}
	return out
}
