package calendar

import (
	"slices"
	"time"
)

// A Switch is the moment at which an authority began to reckon a tradition by
// another convention.
type Switch struct {
	Tradition     string
	Before, After string // conventions
	At            time.Time
}

// Switched returns a calendar that knows which conventions were used before its
// own, oldest first.
func (c *Calendar) Switched(all ...Switch) *Calendar {
	n := *c
	n.switches = slices.Clone(all)
	n.shown = n.withoutOff()
	return &n
}

// Switches returns how many of the switches changed what is reckoned for an
// occurrence – its day, how sure it is or by what – and the last of these with the
// occurrence as it was before. What people entered does not count: it may come
// and go, and the number must never become smaller.
func (c *Calendar) Switches(o Occurrence) (n int, last Switch, before Occurrence) {
	if o.Observance == nil || len(c.switches) == 0 || len(o.Observance.Variants) == 0 && o.Observance.End.Of == "" {
		return 0, Switch{}, Occurrence{}
	}
	reckoned := func(convention string) Occurrence {
		for _, k := range c.OfBy(o.Observance.ID, convention, o.Origin-slack, o.Origin+slack) {
			if k.Year == o.Year {
				return k
			}
		}
		return Occurrence{}
	}
	for _, s := range c.switches {
		if s.Tradition != o.Observance.ID.Tradition() {
			continue
		}
		if was := reckoned(s.Before); was != reckoned(s.After) {
			n, last, before = n+1, s, was
		}
	}
	return n, last, before
}

// ConventionNamed returns the name of a convention of a tradition, with the id in
// its place if the calendar does not know it.
func (c *Calendar) ConventionNamed(tradition, id string) Name {
	if t := c.byTradition[tradition]; t != nil {
		if k, ok := t.convention(id); ok {
			return k.Name
		}
	}
	return Name{German: id, English: id}
}
