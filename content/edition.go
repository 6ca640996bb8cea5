package content

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
)

// An Edition is one appearance of an item: visible from From (included) until
// Until (excluded).
type Edition struct {
	// Key tells the editions of an item apart and is part of the feed identity:
	// the day the rule gave for the occurrence ("2026-03-20", even if a
	// confirmation moves it), or "1" if there is no occurrence. An edition that
	// shows again what was over gets a number: "2026-03-20.2", "1.2".
	Key string
	// Occurrence is the first day of the occurrence; 0 if there is none.
	Occurrence calendar.Date
	// From and Until are UTC, whole seconds. Until is Forever if the edition
	// has no end.
	From, Until time.Time
}

// Planned is a line of the publication plan.
type Planned struct {
	ID         string
	Title      string
	Type       Type
	Observance calendar.ID
	Edition    Edition
}

// An EditionStore stores when items show.
type EditionStore interface {
	// Editions returns all editions of an item, oldest first.
	Editions(ctx context.Context, id string) ([]Edition, error)
	// EditionsOf returns all editions of many items, by id, oldest first. It
	// runs a fixed number of statements per thousand items.
	EditionsOf(ctx context.Context, ids []string) (map[string][]Edition, error)
	// Plan returns the editions that begin between two moments, in order.
	Plan(ctx context.Context, from, to time.Time) ([]Planned, error)
	// Replan plans again what has not begun yet, if the calendar in use or the
	// year differs from the last time, and returns how many items that changed.
	Replan(ctx context.Context) (int, error)
	// PlannedBy returns the By of the planner that Replan last used; empty if
	// nobody has planned yet.
	PlannedBy(ctx context.Context) (string, error)
}

// Forever is the Until of an edition without an end.
var Forever = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)

// Visible reports whether the edition shows at a moment.
func (e Edition) Visible(at time.Time) bool {
	return !at.Before(e.From) && at.Before(e.Until)
}

// Horizon is how far ahead editions are planned. The store plans again each
// year, so a service that is never restarted does not run out of them.
const Horizon = 12 * 366 * 24 * time.Hour

// A Planner turns schedules into editions.
type Planner struct {
	// Calendar returns the calendar in use.
	Calendar func() *calendar.Calendar
	// AsOf returns the number of the last change whose dates are in the
	// calendar, and Renew brings the calendar up to date. Both are nil if the
	// calendar never changes.
	AsOf  func() int64
	Renew func(context.Context) error
	// With returns the calendar as it would be with some own days; nil if there
	// are none.
	With func(ctx context.Context, days ...*Day) (*calendar.Calendar, error)
	// Workday reports whether a day is a working day for the authority.
	Workday func(calendar.Date) bool
	// By says what it plans by, as in "--land by", so that somebody who plans by
	// something else notices. It is empty if nobody needs to know.
	By string
}

// Plan returns the editions of an approved item, oldest first, that end after
// the schedule's start (Since, or the item's creation) and begin within Horizon
// of now. At most one of them shows at any moment. A showing without a
// beginning begins now. Items in other states have no editions.
func (p Planner) Plan(it *Item, now time.Time) []Edition {
	return p.PlanTo(it, now, now.Add(Horizon))
}

// PlanTo is like Plan, with editions that begin by end, however far ahead.
func (p Planner) PlanTo(it *Item, now, end time.Time) []Edition {
	if it.State != Approved {
		return nil
	}
	s := it.Publish
	if !s.ByHoliday() {
		e := Edition{Key: "1", From: s.From, Until: s.Until}
		if e.From.IsZero() {
			e.From = now // Replan keeps the beginning once there is one
		}
		if e.Until.IsZero() {
			e.Until = Forever
		}
		return []Edition{{Key: e.Key, From: wholeSecond(e.From), Until: wholeSecond(e.Until)}}
	}
	start := it.Created
	if s.Since != 0 {
		start = s.Since.At(0, 0, calendar.Berlin)
	}
	// An edition that was still showing at the start may have begun up to
	// MaxShowDays and MaxOffset earlier; one without ShowDays lasts until the
	// next occurrence, which is at most a little over two years away for any
	// observance that occurs in each year of its own reckoning.
	from := calendar.DateOf(start) - MaxShowDays - 2*MaxOffset
	to := calendar.DateOf(end) + MaxShowDays + 2*MaxOffset
	var all []Edition
	for _, o := range p.Calendar().Of(s.Observance, from, to) {
		if e, ok := p.edition(it, o); ok {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b Edition) int { return a.From.Compare(b.From) })
	// An edition that was skipped while it showed ended then. It keeps its
	// place: without it, the one before would go on in its stead.
	ended := func(e Edition) (time.Time, bool) {
		c, skip := it.chosen(e.Key, Skip)
		return wholeSecond(c.At), skip && wholeSecond(c.At).After(e.From)
	}
	skipped := func(e Edition) bool {
		_, skip := it.chosen(e.Key, Skip)
		_, begun := ended(e)
		return skip && (s.Once || !begun)
	}
	if !s.Once { // otherwise the next one would take the place of the one skipped
		all = slices.DeleteFunc(all, skipped)
	}
	for i := range all {
		if s.ShowDays == 0 {
			all[i].Until = Forever
		}
		if i+1 < len(all) && !s.Once && all[i+1].From.Before(all[i].Until) {
			all[i].Until = all[i+1].From
		}
	}
	for i, e := range all {
		if at, ok := ended(e); ok && !s.Once && at.Before(e.Until) {
			all[i].Until = at
		}
	}
	all = slices.DeleteFunc(all, func(e Edition) bool {
		late := !e.Until.After(start) || s.Since != 0 && e.Occurrence < s.Since || s.Once && s.ShowDays == 0 && e.From.Before(start)
		return late || !e.From.Before(e.Until) || e.From.After(end)
	})
	if s.Once {
		all = slices.DeleteFunc(all[:min(1, len(all))], skipped)
	}
	return all
}

// edition returns the edition for one occurrence, and false if the schedule
// waits for the date to be confirmed, or for somebody to look at it again.
// Until is set only if the schedule limits how long an edition shows.
func (p Planner) edition(it *Item, o calendar.Occurrence) (Edition, bool) {
	s, key := it.Publish, o.Origin.String()
	if _, renewed := it.chosen(key, Renew); s.Renew && !renewed {
		return Edition{}, false
	}
	if c, moved := it.chosen(key, MoveTo); moved {
		e := Edition{Key: key, Occurrence: o.First, From: wholeSecond(c.Moment)}
		if s.ShowDays > 0 {
			e.Until = wholeSecond(c.Moment.In(calendar.Berlin).AddDate(0, 0, s.ShowDays))
		}
		return e, true
	}
	first := o.First
	switch {
	case s.Uncertain == Wait && !o.Sure():
		return Edition{}, false
	case s.Uncertain == UseEarliest:
		first = o.Earliest
	}
	anchor := first
	if _, evening := o.Eve(); evening && s.FromEve {
		anchor--
	}
	day := anchor + calendar.Date(s.Offset)
	if s.Workdays {
		day = p.workday(anchor, s.Offset)
	}
	for s.Free != OnFreeDay && !p.Workday(day) {
		if s.Free == BeforeFreeDay {
			day--
		} else {
			day++
		}
	}
	e := Edition{Key: key, Occurrence: o.First, From: s.At.On(day).UTC()}
	if s.ShowDays > 0 {
		e.Until = s.At.On(day + calendar.Date(s.ShowDays)).UTC()
	}
	return e, true
}

// workday counts n working days from d; 0 means d or the last working day
// before it.
func (p Planner) workday(d calendar.Date, n int) calendar.Date {
	step := calendar.Date(cmp.Compare(n, 0))
	if n == 0 {
		for !p.Workday(d) {
			d--
		}
		return d
	}
	for n = max(n, -n); n > 0; {
		d += step
		if p.Workday(d) {
			n--
		}
	}
	return d
}

// sameOccurrence is how far apart, in days, two computed days of one occurrence
// can be when the convention changes. Occurrences are at least 29 days apart.
const sameOccurrence = 14

// Replan merges the editions an item has with those planned now, so that the
// item shows now exactly if the plan says so. Editions already begun keep their
// key and beginning:
//
//   - The end and the day of the planned edition of the same occurrence are taken
//     over, even if that one only begins a few days later: a change of convention
//     does not take back what people have already read.
//   - An edition that was over and is to begin later is a new edition.
//   - An edition that is no longer planned ends now, and one that should have
//     begun already begins now, unless nothing has begun before.
//
// Editions not begun yet are replaced by the plan.
func Replan(have, planned []Edition, now time.Time) []Edition {
	now = wholeSecond(now)
	var out []Edition
	for _, h := range have {
		if !h.From.After(now) {
			out = append(out, h)
		}
	}
	begun := len(out)
	kept := make([]bool, begun)
	for _, e := range planned {
		i := e.among(out[:begun])
		switch soon := e.From.Sub(now) <= sameOccurrence*24*time.Hour && e.Occurrence != 0; {
		case i < 0 && (begun == 0 || e.From.After(now)):
			out = append(out, e)
		case i < 0 && e.Until.After(now):
			e.From = now
			out = append(out, e)
		case i < 0:
		case e.From.After(now) && !(soon && out[i].Until.After(now)):
			e.Key = freeKey(e.Key, out)
			out = append(out, e)
		case e.Until.After(now):
			kept[i], out[i].Until, out[i].Occurrence = true, e.Until, e.Occurrence
		}
	}
	for i := range kept {
		if !kept[i] && out[i].Until.After(now) {
			out[i].Until = now
		}
	}
	slices.SortStableFunc(out, func(a, b Edition) int { return a.From.Compare(b.From) })
	trim := func() {
		for i := range out[:max(len(out)-1, 0)] {
			if next := out[i+1].From; next.Before(out[i].Until) {
				out[i].Until = next
			}
		}
	}
	trim()
	// The plan may return to an edition that a later one has followed. In that
	// case the later one continues, so that the item shows and is not new to
	// anybody.
	shown := func(e Edition) bool { return e.Visible(now) }
	if i := slices.IndexFunc(planned, shown); i >= 0 && !slices.ContainsFunc(out, shown) {
		for j := range slices.Backward(out) {
			if !out[j].From.After(now) {
				out[j].Until = planned[i].Until
				break
			}
		}
		trim()
	}
	return slices.DeleteFunc(out, func(e Edition) bool { return !e.From.Before(e.Until) })
}

// among returns the index of the begun edition that is of the same occurrence
// as a planned one: the latest if there are several, -1 if there is none.
func (e Edition) among(begun []Edition) int {
	found := -1
	for i, h := range begun {
		d := h.Occurrence - e.Occurrence
		base, _, _ := strings.Cut(h.Key, ".")
		if base != e.Key && (h.Occurrence == 0 || e.Occurrence == 0 || max(d, -d) > sameOccurrence) {
			continue
		}
		if found < 0 || !h.From.Before(begun[found].From) {
			found = i
		}
	}
	return found
}

// freeKey numbers a key so that no other edition has it.
func freeKey(key string, taken []Edition) string {
	for n := 2; ; n++ {
		k := fmt.Sprintf("%s.%d", key, n)
		if !slices.ContainsFunc(taken, func(e Edition) bool { return e.Key == k }) {
			return k
		}
	}
}

func wholeSecond(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }
