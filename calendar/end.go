package calendar

import (
	"fmt"
	"slices"
)

// end sets the last days of occurrences whose length is not fixed. of returns
// the occurrences of the observance that ends them.
func (c *Calendar) end(o *Observance, all []Occurrence, of func(id ID, from, to Date) []Occurrence) {
	if o.End.Of == "" || len(all) == 0 {
		return
	}
	after := Date(o.End.Days)
	// A confirmation of either may have moved it; a week of slack is enough,
	// since what decides both is the same.
	ends := of(o.End.Of, all[0].First-after, all[len(all)-1].First+Date(o.Days)-after+endSlack)
	for i := range all {
		k := &all[i]
		j := slices.IndexFunc(ends, func(e Occurrence) bool { return e.First+after >= k.First })
		if j < 0 || ends[j].First+after > k.First+Date(o.Days-1)+endSlack {
			continue
		}
		e := ends[j]
		k.Last, k.LastEarliest, k.LastLatest = e.First+after, e.Earliest+after, e.Latest+after
	}
}

// Ending returns the occurrence on whose date the last day of another one
// depends, moved to that day; false if its length is fixed.
func (c *Calendar) Ending(o Occurrence) (Occurrence, bool) {
	end := o.Observance.End
	if end.Of == "" {
		return Occurrence{}, false
	}
	first := o.Last - Date(end.Days)
	for _, e := range c.Of(end.Of, first, first) {
		if e.First != first {
			continue
		}
		for _, d := range []*Date{&e.First, &e.Earliest, &e.Latest, &e.Revision.Before} {
			if *d != 0 {
				*d += Date(end.Days)
			}
		}
		e.Last = e.First
		return e, true
	}
	return Occurrence{}, false
}

// endSlack is how many days longer than its greatest length an observance may
// become when people enter the day on which it ends.
const endSlack = 7

// longest returns the greatest length in days.
func (o *Observance) longest() Date {
	if o.End.Of != "" {
		return Date(o.Days) + endSlack
	}
	return Date(o.Days)
}

// checkEnds returns an error if an observance ends with one that it cannot end
// with.
func (c *Calendar) checkEnds() error {
	for _, t := range c.traditions {
		for _, o := range t.Observances {
			if o.End.Of == "" {
				continue
			}
			if end := c.byID[o.End.Of]; end == nil || end.End.Of != "" || o.End.Of.Tradition() != t.ID {
				return fmt.Errorf("observance %s ends with %s, which must be one of its own tradition that does not end with another", o.ID, o.End.Of)
			}
		}
	}
	return nil
}
