package content

import (
	"regexp"
	"slices"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
)

// A Day is one of the authority's own observances, entered while the service
// runs.
type Day struct {
	own.Day
	// Editor is who changed it last, as in the change log.
	Editor string
}

// Limits of own days.
const (
	MaxLength   = 60  // days
	MaxDayDates = 400 // of a list
)

var ownPattern = regexp.MustCompile(`^` + own.Tradition + `/[a-z0-9][a-z0-9-]{0,80}$`)

// Equal reports whether two days are the same apart from how often and by whom
// they were changed.
func (d *Day) Equal(e *Day) bool {
	return d.ID == e.ID && d.Name.German == e.Name.German && d.Name.English == e.Name.English &&
		d.Kind == e.Kind && d.Days == e.Days && d.Begin == e.Begin && d.Flag == e.Flag && d.Source == e.Source &&
		d.Rule == e.Rule && slices.Equal(d.Dates, e.Dates) && d.Since == e.Since && d.Until == e.Until
}

// Validate fills in defaults (an action day of one day from midnight) and
// checks the rest. known reports whether an observance exists.
func (d *Day) Validate(known func(calendar.ID) bool) error {
	if d.Kind == "" {
		d.Kind = calendar.ActionDay
	}
	if d.Days == 0 {
		d.Days = 1
	}
	if d.Begin == "" {
		d.Begin = calendar.Midnight
	}
	if len(d.Dates) == 0 {
		d.Dates = nil
	}
	var p Problems
	if !ownPattern.MatchString(string(d.ID)) {
		p.Add("id", "problem.id", "%q is not written as %s/name, with small letters, digits and hyphens", d.ID, own.Tradition)
	}
	if d.Name.German == "" {
		p.Add("name", "problem.required", "is missing")
	}
	p.text("name", d.Name.German, MaxTitle)
	p.text("name_en", d.Name.English, MaxTitle)
	p.text("source", d.Source, MaxSummary)
	if !slices.Contains(calendar.Kinds(), d.Kind) || d.Kind == calendar.PublicHoliday {
		p.Add("kind", "problem.choice", "%q is not one of feast, fast, remembrance, new-year, action-day", d.Kind)
	}
	if d.Days < 1 || d.Days > MaxLength {
		p.Add("days", "problem.number", "%d is not between 1 and %d", d.Days, MaxLength)
	}
	if !slices.Contains([]calendar.Begin{calendar.Midnight, calendar.Sunset, calendar.Sunrise}, d.Begin) {
		p.Add("begin", "problem.choice", "%q is not one of midnight, sunset, sunrise", d.Begin)
	}
	if d.Flag != "" && !slices.Contains(calendar.Flags(), d.Flag) {
		p.Add("flag", "problem.choice", "%q is not one of full, half-mast, europe-first", d.Flag)
	}
	switch {
	case len(d.Dates) > 0 && d.Rule != own.Rule{}:
		p.Add("dates", "problem.schedule", "a rule and a list of dates exclude each other")
	case len(d.Dates) == 0 && d.Rule == own.Rule{}:
		p.Add("rule", "problem.required", "a rule or a list of dates is missing")
	case d.Rule.Base == d.ID && d.ID != "":
		p.Add("rule", "problem.observance", "the day cannot be counted from itself")
	case d.Rule.Base != "" && !known(d.Rule.Base):
		p.Add("rule", "problem.observance", "unknown observance %q", d.Rule.Base)
	}
	if len(d.Dates) > MaxDayDates {
		p.Add("dates", "problem.number", "there are more than %d", MaxDayDates)
	}
	for i, x := range d.Dates {
		switch {
		case x < calendar.MinDate || x > calendar.MaxDate:
			p.Add("dates", "problem.date", "%v lies outside of the years -4000 to 9999", x)
		case i > 0 && x <= d.Dates[i-1]:
			p.Add("dates", "problem.date", "%v does not come after %v", x, d.Dates[i-1])
		case i > 0 && x.Year() == d.Dates[i-1].Year():
			p.Add("dates", "problem.date", "%v is a second date of the year %d; enter a day of its own for it", x, x.Year())
		}
	}
	for _, y := range []struct {
		field string
		year  int
	}{{"since", d.Since}, {"until", d.Until}} {
		if y.year != 0 && (y.year < 1 || y.year > calendar.MaxDate.Year()) {
			p.Add(y.field, "problem.number", "%d is no year", y.year)
		}
	}
	if d.Since != 0 && d.Until != 0 && d.Since > d.Until {
		p.Add("until", "problem.end-before-start", "%d lies before %d", d.Until, d.Since)
	}
	return p.Err()
}
