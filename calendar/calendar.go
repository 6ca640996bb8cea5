package calendar

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// An Occurrence is one keeping of an observance.
type Occurrence struct {
	Observance *Observance
	// First and Last are the civil days on which it is mainly kept.
	First, Last Date
	// Origin is the first day the rule gave before any confirmation. It
	// identifies the occurrence when an announcement moves it.
	Origin Date
	// Certainty, Earliest and Latest say how sure First is. Where it is sure,
	// Earliest and Latest equal First.
	Certainty        Certainty
	Earliest, Latest Date
	// Convention names the reckoning used; empty where there is only one.
	Convention string
	// Note says what an announcement changed and why, in German; else empty.
	Note string
}

// Eve returns the civil day on whose evening the occurrence begins, and
// whether it begins on an evening at all.
func (o Occurrence) Eve() (Date, bool) {
	return o.First - 1, o.Observance.Begin == Sunset
}

// Covers reports whether d is one of the occurrence's days.
func (o Occurrence) Covers(d Date) bool { return o.First <= d && d <= o.Last }

// Sure reports whether the date can no longer move.
func (o Occurrence) Sure() bool { return o.Certainty == Exact || o.Certainty == Confirmed }

// A Confirmation replaces a computed first day by an announced one.
type Confirmation struct {
	Observance ID
	// Origin is the first day the rule gave, see Occurrence.Origin.
	Origin Date
	// First is the announced first day.
	First Date
	// Certainty is Announced or Confirmed.
	Certainty Certainty
	// Note says who announced it, in German.
	Note string
}

// A Calendar holds traditions and answers which occurrences fall where. It is
// immutable and safe for concurrent use.
type Calendar struct {
	traditions  []Tradition
	byID        map[ID]*Observance
	byTradition map[string]*Tradition
	conventions map[string]string
	confirmed   map[ID]map[Date]Confirmation
}

// New returns a calendar of the given traditions. conventions names, by
// tradition, the convention to use instead of the default; an unknown
// tradition or convention is an error, and so are two observances of one id.
func New(traditions []Tradition, conventions map[string]string) (*Calendar, error) {
	c := &Calendar{
		traditions:  traditions,
		byID:        make(map[ID]*Observance),
		byTradition: make(map[string]*Tradition),
		conventions: maps.Clone(conventions),
	}
	for i := range traditions {
		t := &traditions[i]
		if c.byTradition[t.ID] != nil {
			return nil, fmt.Errorf("tradition %s is listed twice", t.ID)
		}
		c.byTradition[t.ID] = t
		for j := range t.Observances {
			o := &t.Observances[j]
			if o.ID.Tradition() != t.ID {
				return nil, fmt.Errorf("observance %s is listed under tradition %s", o.ID, t.ID)
			}
			if c.byID[o.ID] != nil {
				return nil, fmt.Errorf("observance %s is listed twice", o.ID)
			}
			if o.Days < 1 || o.Rule == nil {
				return nil, fmt.Errorf("observance %s needs a rule and at least one day", o.ID)
			}
			c.byID[o.ID] = o
		}
	}
	for tradition, convention := range conventions {
		t := c.byTradition[tradition]
		if t == nil {
			return nil, fmt.Errorf("convention for unknown tradition %q", tradition)
		}
		if !slices.ContainsFunc(t.Conventions, func(k Convention) bool { return k.ID == convention }) {
			return nil, fmt.Errorf("tradition %s has no convention %q", tradition, convention)
		}
	}
	return c, nil
}

// With returns a calendar in which the confirmations replace computed dates.
// Those given later win.
func (c *Calendar) With(confirmations ...Confirmation) *Calendar {
	n := *c
	n.confirmed = make(map[ID]map[Date]Confirmation, len(c.confirmed))
	for id, m := range c.confirmed {
		n.confirmed[id] = maps.Clone(m)
	}
	for _, k := range confirmations {
		if n.confirmed[k.Observance] == nil {
			n.confirmed[k.Observance] = make(map[Date]Confirmation)
		}
		n.confirmed[k.Observance][k.Origin] = k
	}
	return &n
}

// Traditions returns the traditions in the order in which they were given.
// The caller must not change them.
func (c *Calendar) Traditions() []Tradition { return c.traditions }

// Tradition returns a tradition by id.
func (c *Calendar) Tradition(id string) (*Tradition, bool) {
	t, ok := c.byTradition[id]
	return t, ok
}

// Observance returns an observance by id.
func (c *Calendar) Observance(id ID) (*Observance, bool) {
	o, ok := c.byID[id]
	return o, ok
}

// Convention returns the convention in use for a tradition, and false where
// the tradition has only one.
func (c *Calendar) Convention(tradition string) (Convention, bool) {
	t := c.byTradition[tradition]
	if t == nil || len(t.Conventions) == 0 {
		return Convention{}, false
	}
	if id, ok := c.conventions[tradition]; ok {
		for _, k := range t.Conventions {
			if k.ID == id {
				return k, true
			}
		}
	}
	return t.Conventions[0], true
}

// A Filter chooses observances. Empty fields choose all.
type Filter struct {
	Traditions []string
	Kinds      []Kind
}

func (f Filter) matches(t *Tradition, o *Observance) bool {
	return (len(f.Traditions) == 0 || slices.Contains(f.Traditions, t.ID)) &&
		(len(f.Kinds) == 0 || slices.Contains(f.Kinds, o.Kind))
}

// Occurrences returns every occurrence of which at least one day lies between
// from and to, both included, ordered by first day and then as the traditions
// list them.
func (c *Calendar) Occurrences(from, to Date, f Filter) []Occurrence {
	var out []Occurrence
	for i := range c.traditions {
		t := &c.traditions[i]
		for j := range t.Observances {
			if o := &t.Observances[j]; f.matches(t, o) {
				out = c.appendOccurrences(out, o, c.conventions[t.ID], from, to)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Occurrence) int { return cmp.Compare(a.First, b.First) })
	return out
}

// Of returns the occurrences of one observance of which at least one day lies
// between from and to. An unknown id yields nothing.
func (c *Calendar) Of(id ID, from, to Date) []Occurrence {
	return c.OfBy(id, c.conventions[id.Tradition()], from, to)
}

// OfBy is Of by a named convention, whatever the calendar's own is. An empty
// or unknown name means the tradition's default.
func (c *Calendar) OfBy(id ID, convention string, from, to Date) []Occurrence {
	o := c.byID[id]
	if o == nil {
		return nil
	}
	return c.appendOccurrences(nil, o, convention, from, to)
}

// Next returns the first occurrence of an observance whose last day is not
// before d, looking at most 40 years ahead.
func (c *Calendar) Next(id ID, d Date) (Occurrence, bool) {
	for _, years := range []Date{2, 40} {
		if all := c.Of(id, d, d+years*366); len(all) > 0 {
			return all[0], true
		}
	}
	return Occurrence{}, false
}

func (c *Calendar) appendOccurrences(out []Occurrence, o *Observance, convention string, from, to Date) []Occurrence {
	if from > to {
		return out
	}
	rule := o.Rule
	if r, ok := o.Variants[convention]; ok {
		rule = r
	}
	confirmed := c.confirmed[o.ID]
	// A confirmation may move a day across the edge of the range.
	slack := Date(0)
	for _, k := range confirmed {
		slack = max(slack, k.First-k.Origin, k.Origin-k.First)
	}
	length := Date(o.Days - 1)
	start := len(out)
	for _, k := range rule.Dates(from-length-slack, to+slack) {
		oc := Occurrence{
			Observance: o, First: k.Date, Last: k.Date + length, Origin: k.Date,
			Certainty: k.Certainty, Earliest: k.Earliest, Latest: k.Latest, Convention: k.Convention,
		}
		if oc.Certainty == "" {
			oc.Certainty = Exact
		}
		if oc.Earliest == 0 && oc.Latest == 0 {
			oc.Earliest, oc.Latest = oc.First, oc.First
		}
		if k, ok := confirmed[oc.Origin]; ok {
			oc.First, oc.Last = k.First, k.First+length
			oc.Certainty, oc.Note = k.Certainty, k.Note
			oc.Earliest, oc.Latest = k.First, k.First
		}
		if oc.First <= to && oc.Last >= from {
			out = append(out, oc)
		}
	}
	if slack > 0 {
		slices.SortStableFunc(out[start:], func(a, b Occurrence) int { return cmp.Compare(a.First, b.First) })
	}
	return out
}
