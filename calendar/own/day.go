package own

import (
	"slices"
	"time"

	"vielfalt/calendar"
)

// Tradition is the id of the tradition that the authority's own days belong to.
const Tradition = "haus"

// A Day is one of the authority's own observances.
type Day struct {
	ID    calendar.ID // haus/slug
	Name  calendar.Name
	Kind  calendar.Kind
	Days  int // length, at least 1
	Begin calendar.Begin
	// Source says in German who decided on it, or where that is written.
	Source string
	// Flag says how the building is flagged on it.
	Flag calendar.Flag
	// Rule and Dates exclude each other. Dates ascend, with at most one in a
	// Gregorian year.
	Rule  Rule
	Dates []calendar.Date
	// Since and Until are the first and the last Gregorian year in which it is
	// kept; 0 means no bound.
	Since, Until int
	// Revision counts the changes to the day itself.
	Revision calendar.Revision
}

// Calendar returns the calendar of the given traditions by the chosen
// conventions, with own days and confirmations. An own day that refers to a
// missing observance, or through others to itself, is not known for any year;
// see [Circle]. Confirmations of unknown observances have no effect until the
// observance exists.
func Calendar(traditions []calendar.Tradition, conventions map[string]string, days []Day, announced []calendar.Confirmation, switches []calendar.Switch) (*calendar.Calendar, error) {
	c, err := calendar.New(traditions, conventions)
	if err != nil {
		return nil, err
	}
	c = c.With(announced...).Switched(switches...)
	if len(days) == 0 {
		return c, nil
	}
	b := &builder{base: c, announced: announced, days: make(map[calendar.ID]*Day), rules: make(map[calendar.ID]calendar.Rule)}
	t := calendar.Tradition{ID: Tradition, Name: calendar.Name{German: "Tage unseres Hauses", English: "Our own days"}}
	for i := range days {
		b.days[days[i].ID] = &days[i]
	}
	for i := range days {
		t.Observances = append(t.Observances, days[i].observance(b.rule(&days[i])))
	}
	if c, err = calendar.New(append(slices.Clip(traditions), t), conventions); err != nil {
		return nil, err
	}
	return c.With(announced...).Switched(switches...), nil
}

// Circle returns the days that are counted, through others, from themselves.
func Circle(days []Day) []calendar.ID {
	byID := make(map[calendar.ID]*Day, len(days))
	for i := range days {
		byID[days[i].ID] = &days[i]
	}
	var out []calendar.ID
	for _, d := range days {
		at := byID[d.Rule.Base]
		for steps := 0; at != nil && at.ID != d.ID && steps < len(days); steps++ {
			at = byID[at.Rule.Base]
		}
		if at != nil && at.ID == d.ID {
			out = append(out, d.ID)
		}
	}
	return out
}

func (d *Day) observance(r calendar.Rule) calendar.Observance {
	o := calendar.Observance{ID: d.ID, Name: d.Name, Kind: d.Kind, Days: d.Days, Begin: d.Begin, Rule: r, Source: d.Source, Flag: d.Flag}
	if d.Revision.N > 0 {
		o.Revised = d.Revision.At
	}
	return o
}

// A builder compiles the rules of days, each once.
type builder struct {
	base      *calendar.Calendar // of everything except the days
	announced []calendar.Confirmation
	days      map[calendar.ID]*Day
	rules     map[calendar.ID]calendar.Rule // nil while it is compiled
}

// rule returns the compiled rule of a day.
func (b *builder) rule(d *Day) calendar.Rule {
	if r, ok := b.rules[d.ID]; ok {
		if r == nil {
			return calendar.List{} // a circle
		}
		return r
	}
	b.rules[d.ID] = nil
	r := spanned(b.compile(d), d)
	b.rules[d.ID] = r
	return r
}

func (b *builder) compile(d *Day) calendar.Rule {
	if len(d.Dates) > 0 {
		return calendar.List{Days: d.Dates}
	}
	if d.Rule.Base == "" {
		return calendar.RuleFunc(d.Rule.in)
	}
	base, ok := b.base.Rule(d.Rule.Base)
	if other := b.days[d.Rule.Base]; !ok && other != nil {
		// A calendar with just that day applies its confirmations.
		c, err := calendar.New([]calendar.Tradition{{ID: Tradition, Observances: []calendar.Observance{other.observance(b.rule(other))}}}, nil)
		if err == nil {
			base, ok = c.With(b.announced...).Rule(other.ID)
		}
	}
	if !ok {
		return calendar.List{}
	}
	return calendar.Shift(base, d.Rule.Offset)
}

// spanned limits a rule to the years of a day and adds the day's revision.
func spanned(r calendar.Rule, d *Day) calendar.Rule {
	s := span{rule: r, first: calendar.MinDate, last: calendar.MaxDate, revision: d.Revision}
	if d.Since != 0 {
		s.first = calendar.NewDate(d.Since, time.January, 1)
	}
	if d.Until != 0 {
		s.last = calendar.NewDate(d.Until, time.December, 31)
	}
	return s
}

// A span is a rule between two days.
type span struct {
	rule        calendar.Rule
	first, last calendar.Date
	revision    calendar.Revision
}

// Dates implements [calendar.Rule].
func (s span) Dates(from, to calendar.Date) []calendar.Occurrence {
	from, to = max(from, s.first), min(to, s.last)
	if from > to {
		return nil
	}
	out := slices.Clone(s.rule.Dates(from, to))
	for i := range out {
		out[i].Convention = "" // it belongs to another tradition
		out[i].Revision = out[i].Revision.Then(s.revision)
	}
	return out
}

// Limits implements [calendar.Rule]. Before Since and after Until it is known,
// too: the day is not kept then.
func (s span) Limits() (first, last calendar.Date) {
	first, last = s.rule.Limits()
	if s.first > first {
		first = calendar.MinDate
	}
	if s.last < last {
		last = calendar.MaxDate
	}
	return first, last
}
