package calendar

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// A Calendar holds traditions and answers which occurrences fall on which days.
// It is immutable and safe for concurrent use.
type Calendar struct {
	traditions  []Tradition
	byID        map[ID]*Observance
	byTradition map[string]*Tradition
	conventions map[string]string
	confirmed   map[ID]map[int]Confirmation // by year
	switches    []Switch                    // oldest first
	longest     Date                        // length in days of the longest observance
	years       *years
	shown       *Calendar // without the traditions that are off; nil if none is
}

// New returns a calendar of the given traditions. conventions names, by
// tradition, the convention to use instead of the default; an unknown tradition
// or convention is an error, and so are two observances with the same id.
func New(traditions []Tradition, conventions map[string]string) (*Calendar, error) {
	c := &Calendar{
		traditions:  traditions,
		byID:        make(map[ID]*Observance),
		byTradition: make(map[string]*Tradition),
		conventions: maps.Clone(conventions),
		years:       newYears(),
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
			c.longest = max(c.longest, o.longest())
		}
	}
	for _, tradition := range slices.Sorted(maps.Keys(conventions)) {
		if err := c.checkConvention(tradition, conventions[tradition]); err != nil {
			return nil, fmt.Errorf("%s=%s: %w", tradition, conventions[tradition], err)
		}
	}
	if err := c.checkEnds(); err != nil {
		return nil, err
	}
	c.shown = c.withoutOff()
	return c, nil
}

// Shown returns the calendar that readers see, without the traditions that are
// off. Schedules and other observances may still depend on those.
func (c *Calendar) Shown() *Calendar {
	if c.shown == nil {
		return c
	}
	return c.shown
}

// withoutOff returns the calendar without the traditions that are off; nil if
// none is.
func (c *Calendar) withoutOff() *Calendar {
	off := func(t Tradition) bool { return t.Off }
	if !slices.ContainsFunc(c.traditions, off) {
		return nil
	}
	n := *c
	n.years, n.shown = newYears(), nil
	n.traditions = slices.DeleteFunc(slices.Clone(c.traditions), off)
	n.byTradition, n.byID = maps.Clone(c.byTradition), maps.Clone(c.byID)
	maps.DeleteFunc(n.byTradition, func(_ string, t *Tradition) bool { return t.Off })
	maps.DeleteFunc(n.byID, func(id ID, _ *Observance) bool { return c.byTradition[id.Tradition()].Off })
	return &n
}

// checkConvention returns an error that names what can be chosen if a
// convention cannot be.
func (c *Calendar) checkConvention(tradition, convention string) error {
	var known []string
	t := c.byTradition[tradition]
	if t == nil {
		for _, t := range c.traditions {
			known = append(known, t.ID)
		}
		return fmt.Errorf("tradition %q is not one of %s", tradition, strings.Join(known, ", "))
	}
	for _, k := range t.Conventions {
		if k.ID == convention {
			return nil
		}
		known = append(known, k.ID)
	}
	if len(known) == 0 {
		return fmt.Errorf("tradition %s has only one reckoning", tradition)
	}
	return fmt.Errorf("%q is not one of %s", convention, strings.Join(known, ", "))
}

// With returns a calendar in which the confirmations replace computed dates.
// Later ones win over earlier ones. What follows a confirmed observance moves
// along, unless it was confirmed itself.
func (c *Calendar) With(confirmations ...Confirmation) *Calendar {
	n := *c
	n.years = newYears()
	n.confirmed = make(map[ID]map[int]Confirmation, len(c.confirmed))
	for id, m := range c.confirmed {
		n.confirmed[id] = maps.Clone(m)
	}
	enter := func(k Confirmation) {
		if n.confirmed[k.Observance] == nil {
			n.confirmed[k.Observance] = make(map[int]Confirmation)
		}
		n.confirmed[k.Observance][k.Year] = k
	}
	for _, k := range confirmations {
		for _, o := range c.followers(k.Observance) {
			enter(k.of(o))
		}
	}
	for _, k := range confirmations {
		enter(k)
	}
	n.shown = n.withoutOff()
	return &n
}

// followers returns the observances that are counted from one.
func (c *Calendar) followers(id ID) []*Observance {
	var out []*Observance
	for i := range c.traditions {
		all := c.traditions[i].Observances
		for j := range all {
			if all[j].Follows.Of == id {
				out = append(out, &all[j])
			}
		}
	}
	return out
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

// Convention returns the convention in use for a tradition, and false if the
// tradition has only one way of reckoning.
func (c *Calendar) Convention(tradition string) (Convention, bool) {
	t := c.byTradition[tradition]
	if t == nil || len(t.Conventions) == 0 {
		return Convention{}, false
	}
	if k, ok := t.convention(c.conventions[tradition]); ok {
		return k, true
	}
	return t.Conventions[0], true
}

// ConventionOf returns the name of the convention that gave an occurrence, with
// the id in its place if the calendar does not know it; the name is empty if
// there is only one way of reckoning.
func (c *Calendar) ConventionOf(o Occurrence) Name {
	if c != nil && o.Convention != "" {
		if t := c.byTradition[o.Observance.ID.Tradition()]; t != nil {
			if k, ok := t.convention(o.Convention); ok {
				return k.Name
			}
		}
		// Where its own reckoning does not reach, a tradition may follow one that
		// only another offers.
		for _, t := range c.traditions {
			if k, ok := t.convention(o.Convention); ok {
				return k.Name
			}
		}
	}
	return Name{German: o.Convention, English: o.Convention}
}

// Occurrences returns every occurrence with at least one day between from and
// to, inclusive, ordered by first day and then as the traditions list them.
// Twins are put together among those chosen: who chooses only one tradition
// sees what that one has.
func (c *Calendar) Occurrences(from, to Date, f Filter) []Occurrence {
	out := c.apart(from, to, f)
	if !f.Apart {
		out = c.join(out)
	}
	if f.Keep == nil {
		return out
	}
	return slices.DeleteFunc(out, func(o Occurrence) bool { return !f.Keep(&o) })
}

// apart is Occurrences without putting twins together.
func (c *Calendar) apart(from, to Date, f Filter) []Occurrence {
	from, to = max(from, MinDate-c.longest), min(to, MaxDate)
	if from > to {
		return nil
	}
	if len(f.Denominations) > 0 && len(f.Traditions) == 0 {
		f.Traditions = c.traditionsOf(f.Denominations)
	}
	first, last := (from - c.longest).Year(), to.Year()
	if last-first >= keptYears {
		all := c.reckon(from, to, func(o *Observance) bool {
			return f.matches(o) && (len(f.Traditions) > 0 || !c.byTradition[o.ID.Tradition()].OnRequest)
		})
		return slices.DeleteFunc(all, func(o Occurrence) bool { return !f.matchesOccurrence(&o) })
	}
	var out []Occurrence
	for n := first; n <= last; n++ {
		y := c.year(n)
		all := y.shown
		if len(f.Traditions) > 0 {
			all = y.all
		}
		i, _ := slices.BinarySearchFunc(all, from-c.longest+1, byFirst)
		k, _ := slices.BinarySearchFunc(all, from, byFirst)
		j, _ := slices.BinarySearchFunc(all, to+1, byFirst)
		for ; i < k; i++ { // few of those that began before reach the range
			if o := &all[i]; o.Last >= from && f.matches(o.Observance) && f.matchesOccurrence(o) {
				out = append(out, *o)
			}
		}
		out = slices.Grow(out, j-k)
		if f.empty() {
			out = append(out, all[k:j]...)
			continue
		}
		for ; k < j; k++ {
			if o := &all[k]; f.matches(o.Observance) && f.matchesOccurrence(o) {
				out = append(out, *o)
			}
		}
	}
	return out
}

// traditionsOf returns the traditions to which denominations belong.
func (c *Calendar) traditionsOf(wanted []Denomination) []string {
	var out []string
	for i := range c.traditions {
		t := &c.traditions[i]
		if slices.ContainsFunc(t.Observances, func(o Observance) bool {
			return slices.ContainsFunc(o.Denominations, func(d Denomination) bool { return slices.Contains(wanted, d) })
		}) {
			out = append(out, t.ID)
		}
	}
	return out
}

func byFirst(o Occurrence, d Date) int { return cmp.Compare(o.First, d) }

// Year returns every occurrence whose first day lies in a Gregorian year,
// including those of traditions shown only on request, ordered as by
// [Calendar.Occurrences]. Recently used years are cached, so asking again costs
// nothing; the caller must not change the result.
func (c *Calendar) Year(year int) []Occurrence { return c.year(year).all }

func (c *Calendar) year(n int) *year {
	return c.years.get(n, func(y *year) {
		from, to := NewDate(n, time.January, 1), NewDate(n, time.December, 31)
		all := c.reckon(from, to, func(*Observance) bool { return true })
		y.all = slices.DeleteFunc(all, func(o Occurrence) bool { return o.First < from })
		for _, o := range y.all {
			if !c.byTradition[o.Observance.ID.Tradition()].OnRequest {
				y.shown = append(y.shown, o)
			}
		}
	})
}

// reckon returns the occurrences of the wanted observances, in order.
func (c *Calendar) reckon(from, to Date, wanted func(*Observance) bool) []Occurrence {
	var out []Occurrence
	for i := range c.traditions {
		t := &c.traditions[i]
		for j := range t.Observances {
			if o := &t.Observances[j]; wanted(o) {
				out = c.appendOccurrences(out, o, from, to)
			}
		}
	}
	return inOrder(out)
}

// inOrder returns occurrences by first day, and those of a day as they were. It
// sorts their places rather than the occurrences, which are large.
func inOrder(all []Occurrence) []Occurrence {
	type place struct {
		first Date
		at    int
	}
	places := make([]place, len(all))
	for i := range all {
		places[i] = place{all[i].First, i}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.at, b.at)) })
	out := make([]Occurrence, len(all))
	for i, p := range places {
		out[i] = all[p.at]
	}
	return out
}

// Of returns the occurrences of one observance with at least one day between
// from and to, inclusive. An unknown id yields nothing.
func (c *Calendar) Of(id ID, from, to Date) []Occurrence {
	o := c.byID[id]
	if o == nil {
		return nil
	}
	return c.appendOccurrences(nil, o, from, to)
}

// OfBy is Of by a named convention, regardless of the calendar's own convention
// and of confirmations. An empty or unknown name means the tradition's default.
func (c *Calendar) OfBy(id ID, convention string, from, to Date) []Occurrence {
	o := c.byID[id]
	if o == nil {
		return nil
	}
	var out []Occurrence
	for _, k := range o.by(convention).Dates(from-Date(o.Days-1), to) {
		out = append(out, reckoned(o, k))
	}
	c.end(o, out, func(id ID, from, to Date) []Occurrence { return c.OfBy(id, convention, from, to) })
	return slices.DeleteFunc(out, func(o Occurrence) bool { return o.Last < from })
}

// Reckoned returns the occurrences that an observance's rule gives by the
// convention in use between two days, without any confirmation.
func (c *Calendar) Reckoned(id ID, from, to Date) []Occurrence {
	return c.OfBy(id, c.conventions[id.Tradition()], from, to)
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

// Nearest returns the occurrence of an observance whose first day, as reckoned
// or as confirmed, is nearest to a day and at most within days away from it.
func (c *Calendar) Nearest(id ID, d, within Date) (Occurrence, bool) {
	var best Occurrence
	least := within + 1
	for _, o := range c.Of(id, d-within-slack, d+within+slack) {
		for _, first := range []Date{o.First, o.Origin} {
			if away := max(first-d, d-first); away < least {
				best, least = o, away
			}
		}
	}
	return best, least <= within
}

// Known reports whether it is known if, and when, an observance is kept in a
// Gregorian year. It is not where the rule is undefined for part of the year
// and neither the rule nor a confirmation gives a day in it.
func (c *Calendar) Known(id ID, year int) bool {
	o := c.byID[id]
	if o == nil {
		return false
	}
	from, to := NewDate(year, time.January, 1), NewDate(year, time.December, 31)
	first, last := c.Limits(id)
	return first <= from && to <= last || len(c.Of(id, from, to)) > 0
}

// Unknown returns those of the traditions that a filter chooses of which nothing
// is known on a day, because their tables begin later, such as the public
// holidays of a Land: an empty list does not mean that there was nothing.
func (c *Calendar) Unknown(on Date, f Filter) []*Tradition {
	var out []*Tradition
	for i := range c.traditions {
		t := &c.traditions[i]
		chosen := slices.Contains(f.Traditions, t.ID) || len(f.Traditions) == 0 && !t.OnRequest
		if chosen && len(t.Observances) > 0 && on < c.begins(t) {
			out = append(out, t)
		}
	}
	return out
}

// Begins returns the first day for which anything is known of a tradition.
func (c *Calendar) Begins(tradition string) Date {
	if t, ok := c.Tradition(tradition); ok {
		return c.begins(t)
	}
	return MinDate
}

func (c *Calendar) begins(t *Tradition) Date {
	begins := MaxDate
	for i := range t.Observances {
		first, _ := c.Limits(t.Observances[i].ID)
		begins = min(begins, first)
	}
	return begins
}

// Limits returns the first and the last day for which it is known when an
// observance is kept, apart from what people entered; see [Rule].
func (c *Calendar) Limits(id ID) (first, last Date) {
	o := c.byID[id]
	if o == nil {
		return 1, 0
	}
	return o.by(c.conventions[id.Tradition()]).Limits()
}

// by returns the rule of a convention; the default one for an empty or unknown
// name.
func (o *Observance) by(convention string) Rule {
	if r, ok := o.Variants[convention]; ok {
		return r
	}
	return o.Rule
}

// Rule returns a rule that yields an observance's days as the calendar has
// them, by the convention in use and with all confirmations, so that other days
// can be counted from them. It reports false for an unknown id.
func (c *Calendar) Rule(id ID) (Rule, bool) {
	o := c.byID[id]
	if o == nil {
		return nil, false
	}
	return inUse{c, o}, true
}

type inUse struct {
	calendar   *Calendar
	observance *Observance
}

// Dates implements [Rule].
func (r inUse) Dates(from, to Date) []Occurrence {
	from, to = max(from, MinDate), min(to, MaxDate)
	var out []Occurrence
	for _, o := range r.calendar.Of(r.observance.ID, from, to) {
		if o.First < from {
			continue
		}
		k := Occurrence{
			First: o.First, Year: o.Year, Certainty: o.Certainty, Convention: o.Convention,
			Checked: o.Checked, Revision: o.Revision,
		}
		if n, last, before := r.calendar.Switches(o); n > 0 {
			// What is counted from it has no convention of its own.
			moved := Revision{N: n, At: last.At}
			if before.Observance != nil && before.First != o.First {
				moved.Before = before.First
			}
			k.Revision = moved.Then(k.Revision)
		}
		if !o.Sure() {
			k.Earliest, k.Latest, k.Cause = o.Earliest, o.Latest, o.Cause
		}
		out = append(out, k)
	}
	return out
}

// Limits implements [Rule].
func (r inUse) Limits() (first, last Date) {
	return r.calendar.Limits(r.observance.ID)
}

// slack is how many days a confirmation can lie from the reckoned day: less
// than half the shortest year, so that it is never mistaken for a neighbouring
// occurrence.
const slack = 170

func (c *Calendar) appendOccurrences(out []Occurrence, o *Observance, from, to Date) []Occurrence {
	if from > to {
		return out
	}
	rule, length, confirmed := o.by(c.conventions[o.ID.Tradition()]), o.longest()-1, c.confirmed[o.ID]
	start := len(out)
	if len(confirmed) == 0 && o.End.Of == "" {
		for _, k := range rule.Dates(from-length, to) {
			out = append(out, reckoned(o, k))
		}
		return out
	}
	around := Date(0)
	if len(confirmed) > 0 {
		around = slack // a confirmation may move a day across the edge of the range
	}
	met := make(map[int]bool)
	for _, k := range rule.Dates(from-length-around, to+around) {
		oc := reckoned(o, k)
		if a, ok := confirmed[k.Year]; ok {
			met[k.Year] = true
			oc.confirm(a)
		}
		out = append(out, oc)
	}
	for year, a := range confirmed {
		if !met[year] && a.First != 0 {
			oc := Occurrence{Observance: o, Year: year, Origin: a.First, Added: true}
			oc.confirm(a)
			out = append(out, oc)
		}
	}
	slices.SortFunc(out[start:], func(a, b Occurrence) int { return cmp.Compare(a.First, b.First) })
	c.end(o, out[start:], c.Of)
	within := slices.DeleteFunc(out[start:], func(o Occurrence) bool { return o.First > to || o.Last < from })
	return out[:start+len(within)]
}
