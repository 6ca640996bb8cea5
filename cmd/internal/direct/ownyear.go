package direct

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
)

// ourEra are the traditions that count no other years than ours.
func ourEra() []string {
	return []string{"christian-western", "christian-orthodox", "solar-pagan", "civil", own.Tradition}
}

// otherYears reports whether the years of an observance's tradition may be others than ours:
// 1448 for Ramadan, 2570 for Vesakh. Not of all of them it is known which.
func (a *Asker) otherYears(id calendar.ID) bool {
	t, ok := a.Calendar.Tradition(id.Tradition())
	return ok && !t.OnRequest && id.Tradition() != a.Land.Tradition() && !slices.Contains(ourEra(), t.ID)
}

// ofOwnYear says when an observance is in a year that its own calendar counts, if it counts
// others than ours and that one is within the years of this calendar. A past year of ours may
// be one of its own that is the present one or to come: 2019 of the Ethiopian calendar ends in 2027.
func (a *Asker) ofOwnYear(o *calendar.Observance, year int) []Line {
	next, ok := a.Calendar.Next(o.ID, a.Today)
	if !ok || !a.otherYears(o.ID) || next.Year-next.First.Year() >= -1 && next.Year-next.First.Year() <= 1 {
		return nil
	}
	// Years have 353 to 385 days; a Gregorian one in which it would be is near enough.
	n := calendar.Date(year - next.Year)
	from, to := min(next.First+n*353, next.First+n*385), max(next.First+n*353, next.First+n*385)
	from, to = max(from, calendar.NewDate(firstYear, time.January, 1)), min(to, calendar.NewDate(lastYear, time.December, 31))
	for _, oc := range a.Calendar.Of(o.ID, from, to) {
		if oc.Year != year || year >= firstYear && (year >= a.Today.Year() || oc.Last < a.Today-366) && year <= lastYear {
			continue
		}
		line := a.about(o)
		line.Name = a.Words.T("answer.ownyear", "Name", line.Name, "Year", year)
		return []Line{a.when(line, oc)}
	}
	return nil
}

// inOwnYear says when an observance is that is named with a year of fewer than four digits,
// which only its own calendar can have: "Naw-Rúz 183".
func (a *Asker) inOwnYear(text string) []Line {
	at := strings.LastIndexByte(text, ' ')
	year, err := strconv.Atoi(text[at+1:])
	if at < 0 || err != nil || year < 100 || year > 999 {
		return nil
	}
	var lines []Line
	for _, id := range a.Names.Exactly(text[:at]) {
		if o, ok := a.Calendar.Observance(id); ok {
			lines = append(lines, a.ofOwnYear(o, year)...)
		}
	}
	return merged(lines)
}
