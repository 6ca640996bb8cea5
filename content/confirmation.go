package content

import (
	"fmt"
	"unicode/utf8"

	"vielfalt/calendar"
)

// A Confirmation is a calendar.Confirmation and who entered it. All are kept;
// the last one for an observance and year counts. One without a day (First is
// 0) takes back the previous one, and Note says why.
type Confirmation struct {
	calendar.Confirmation
	// Editor is who entered it, as in the change log.
	Editor string
}

// Limits of confirmations.
const (
	MaxBy   = 200 // runes, of who the date comes from
	MaxNote = MaxSummary
	// MaxMove is how far, in days, a confirmation can be from the reckoned day.
	// A body that follows the moon differs by a day or two; more than two
	// months is another feast, or a typo.
	MaxMove = 60
)

// ID names permanently what a confirmation is about: observance and year.
func (a *Confirmation) ID() string { return fmt.Sprintf("%s/%d", a.Observance, a.Year) }

// Same reports whether two confirmations say the same.
func (a *Confirmation) Same(b *Confirmation) bool {
	x, y := a.Confirmation, b.Confirmation
	x.Revision, y.Revision = calendar.Revision{}, calendar.Revision{}
	return x == y
}

// Validate checks a confirmation against a calendar. If the calendar reckons a
// day for that year, the confirmed one must be near it; if it reckons none, the
// day is added.
func (a *Confirmation) Validate(c *calendar.Calendar) error {
	var p Problems
	a.problems(&p)
	o, ok := c.Observance(a.Observance)
	switch {
	case a.Observance == "":
		p.Add("observance", "problem.required", "is missing")
	case !ok:
		p.Add("observance", "problem.observance", "unknown observance %q", a.Observance)
	case a.First != 0:
		if reckoned, ok := a.Reckoned(c); ok && max(reckoned-a.First, a.First-reckoned) > MaxMove {
			p.Add("date", "problem.date", "%v is more than %d days from %v, on which %s falls in the year %d", a.First, MaxMove, reckoned, o.ID, a.Year)
		} else if near, found := c.Nearest(a.Observance, a.First, MaxMove); !ok && found && near.Year != a.Year {
			p.Add("year", "problem.number", "%s on %v is that of the year %d, not %d", o.ID, near.First, near.Year, a.Year)
		}
	}
	return p.Err()
}

func (a *Confirmation) problems(p *Problems) {
	p.text("by", a.By, MaxBy)
	p.text("note", a.Note, MaxNote)
	if a.First == 0 {
		return
	}
	if a.First < calendar.MinDate || a.First > calendar.MaxDate {
		p.Add("date", "problem.date", "%v lies outside of the years -4000 to 9999", a.First)
	}
	if a.Certainty != calendar.Announced && a.Certainty != calendar.Confirmed {
		p.Add("certainty", "problem.choice", "%q is neither announced nor confirmed", a.Certainty)
	}
	if a.By == "" {
		p.Add("by", "problem.required", "is missing: say who announced the date")
	}
}

// text adds the problems of a text of at most limit characters.
func (p *Problems) text(field, s string, limit int) {
	if utf8.RuneCountInString(s) > limit {
		p.Add(field, "problem.long", "is longer than %d characters", limit)
	}
	if !printable(s) {
		p.Add(field, "problem.text", "holds control characters")
	}
}

// Reckoned returns the day that a calendar gives for the confirmation's year
// without any confirmation, near the confirmed day or else near the previous
// one.
func (a *Confirmation) Reckoned(c *calendar.Calendar) (calendar.Date, bool) {
	around := a.First
	if around == 0 {
		around = a.Revision.Before
	}
	const years = 2 * 366
	for _, o := range c.Of(a.Observance, around-years, around+years) {
		if o.Year == a.Year && !o.Added {
			return o.Origin, true
		}
	}
	return 0, false
}
