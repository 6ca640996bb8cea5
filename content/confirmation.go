package content

import (
	"fmt"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
)

// A Confirmation is a calendar.Confirmation and who entered it. All are kept;
// the last one for an observance and year counts. One without a day (First is
// 0) takes back the previous one, and Note says why.
type Confirmation struct {
	calendar.Confirmation
	// Editor is who entered it, as in the change log.
	Editor string
	// Outside says that whoever enters it knows that the day lies outside of
	// the bounds of the rule. It is not stored.
	Outside bool
}

// Limits of confirmations.
const (
	MaxBy   = 200 // runes, of who the date comes from
	MaxNote = MaxSummary
	// MaxMove is how far, in days, a confirmation can be from the reckoned day.
	// A body that follows the moon differs by a day or two; more than half a
	// month is another feast, or a typo.
	MaxMove = 15
	// maxGap is how far, in days, the occurrences of a rule are apart at most,
	// unless it leaves out a year, in which a date can be added.
	maxGap = 200
)

// ID names permanently what a confirmation is about: observance and year.
func (a *Confirmation) ID() string { return fmt.Sprintf("%s/%d", a.Observance, a.Year) }

// Same reports whether two confirmations say the same.
func (a *Confirmation) Same(b *Confirmation) bool {
	x, y := a.Confirmation, b.Confirmation
	x.Revision, y.Revision = calendar.Revision{}, calendar.Revision{}
	return x == y
}

// Validate checks a confirmation against a calendar. Where the calendar reckons
// a day for that year, the confirmed one must be near it, and if it lies outside
// of the bounds within which the day may fall, Outside must be set and Note say
// why. Where the rule does not reach, a day is added. One that the history of an
// export brings back was checked when it was entered.
func (a *Confirmation) Validate(c *calendar.Calendar) error {
	var p Problems
	a.problems(&p)
	o, ok := c.Observance(a.Observance)
	switch {
	case a.Observance == "":
		p.Add("observance", "problem.required", "is missing")
	case !ok:
		p.Add("observance", "problem.observance", "unknown observance %q", a.Observance)
	case a.First != 0 && a.Revision.N == 0:
		if k, ok := a.reckoned(c); ok {
			a.checkMove(&p, k)
		} else {
			a.checkAdded(&p, c, o)
		}
		if len(p) == 0 {
			a.checkPeriods(&p, c)
		}
	}
	return p.Err()
}

// checkPeriods adds the problem of a period that would begin after the day on
// which it ends: of the observance, or of one that ends with it.
func (a *Confirmation) checkPeriods(p *Problems, c *calendar.Calendar) {
	const near = 2 * MaxMove // no period begins so soon after the one of the year before
	t, _ := c.Tradition(a.Observance.Tradition())
	for i := range t.Observances {
		o := &t.Observances[i]
		if o.End.Of == "" || o.ID != a.Observance && o.End.Of != a.Observance {
			continue
		}
		entered := c.With(a.Confirmation)
		for _, k := range entered.Of(o.ID, a.First-near, a.First+near) {
			for _, e := range entered.Of(o.End.Of, k.First-near, k.First) {
				if last := e.First + calendar.Date(o.End.Days); last < k.First && (k.Year == a.Year || e.Year == a.Year) {
					p.Add("date", "problem.date", "%s would begin on %v, after the day on which it ends, %v by %s on %v", o.ID, k.First, last, o.End.Of, e.First)
					return
				}
			}
		}
	}
}

// checkMove adds the problems of moving the day that a rule gives.
func (a *Confirmation) checkMove(p *Problems, k calendar.Occurrence) {
	// The house decides about its own days.
	outside := (a.First < k.Earliest || a.First > k.Latest) && a.Observance.Tradition() != own.Tradition
	switch {
	case max(k.First-a.First, a.First-k.First) > MaxMove:
		p.Add("date", "problem.date", "%v is more than %d days from %v, on which %s falls in the year %d", a.First, MaxMove, k.First, a.Observance, a.Year)
	case outside && !a.Outside:
		p.Add("outside", "problem.outside", "%v lies outside of %v to %v, within which %s falls by its rule; if it is right all the same, say so, and why in the note", a.First, k.Earliest, k.Latest, a.Observance)
	case outside && a.Note == "":
		p.Add("note", "problem.required", "is missing: say why %v is outside of %v to %v", a.First, k.Earliest, k.Latest)
	}
}

// checkAdded adds the problems of a day in a year for which a rule gives none.
func (a *Confirmation) checkAdded(p *Problems, c *calendar.Calendar, o *calendar.Observance) {
	var near calendar.Occurrence // that the rule gives
	least := calendar.Date(maxGap + 1)
	for _, k := range c.Reckoned(a.Observance, a.First-maxGap, a.First+maxGap) {
		if away := max(k.First-a.First, a.First-k.First); away < least {
			near, least = k, away
		}
	}
	found := least <= maxGap
	switch first, last := c.Limits(a.Observance); {
	case found && near.Year != a.Year && least <= MaxMove:
		p.Add("year", "problem.number", "%s on %v is that of the year %d, not %d", o.ID, near.First, near.Year, a.Year)
	case a.First < first || a.First > last || o.ID.Tradition() == own.Tradition:
	case found:
		p.Add("date", "problem.date", "%v is more than %d days from any day on which %s falls; the nearest is %v", a.First, MaxMove, o.ID, near.First)
	case !a.Outside || a.Note == "":
		p.Add("outside", "problem.outside", "%s is not kept around %v by its rule; if it is all the same, say so, and why in the note", o.ID, a.First)
	}
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
	k, ok := a.reckoned(c)
	return k.First, ok
}

func (a *Confirmation) reckoned(c *calendar.Calendar) (calendar.Occurrence, bool) {
	around := a.First
	if around == 0 {
		around = a.Revision.Before
	}
	const years = 2 * 366
	for _, o := range c.Reckoned(a.Observance, around-years, around+years) {
		if o.Year == a.Year {
			return o, true
		}
	}
	return calendar.Occurrence{}, false
}
