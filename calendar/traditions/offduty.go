package traditions

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
)

// MostOffDuty is how many days a house can be off duty: far from so many that no
// working day is left to plan in.
const MostOffDuty = 40

// OffDuty reads the days on which a house is off duty although they are no
// public holidays, in any order: a day of the year as "12-24", or an observance
// that the Gregorian calendar fixes, as "christian-western/rosenmontag". It
// also returns them as they are usually written, in order and each once.
func OffDuty(days []string) (rules []calendar.Rule, written []string, err error) {
	for _, day := range days {
		rule, usual, err := offDuty(strings.TrimSpace(day))
		if err != nil {
			return nil, nil, err
		}
		if !slices.Contains(written, usual) {
			rules, written = append(rules, rule), append(written, usual)
		}
		if len(written) > MostOffDuty {
			return nil, nil, fmt.Errorf("there are more than %d days: a house that is off duty for longer plans nothing in working days", MostOffDuty)
		}
	}
	slices.Sort(written)
	return rules, written, nil
}

func offDuty(day string) (rule calendar.Rule, usual string, err error) {
	if at, err := time.Parse("01-02", day); err == nil {
		return gregorian.On(at.Month(), at.Day()), at.Format("01-02"), nil
	}
	id, err := calendar.ParseID(day)
	if err != nil {
		return nil, "", fmt.Errorf("%q is neither a day written as 12-24 nor an observance such as christian-western/rosenmontag", day)
	}
	for _, t := range All("nw") {
		for _, o := range t.Observances {
			if o.ID != id {
				continue
			}
			if r, ok := o.Rule.(gregorian.Yearly); ok && o.Days == 1 {
				return r, day, nil
			}
			return nil, "", fmt.Errorf("%q is no single day that the Gregorian calendar fixes, or a public holiday already", day)
		}
	}
	return nil, "", fmt.Errorf("there is no observance %q", day)
}
