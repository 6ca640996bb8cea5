package content

import (
	"slices"
	"time"

	"vielfalt/calendar"
)

// A ChoiceKind is what was decided about one edition.
type ChoiceKind string

// The kinds of choices.
const (
	Skip   ChoiceKind = "skip"  // it does not show, or no longer if it did
	MoveTo ChoiceKind = "move"  // it begins at another moment
	Renew  ChoiceKind = "renew" // it was looked at and may show, see Schedule.Renew
)

// A Choice is what somebody decided about one edition of an item that is
// scheduled by a holiday. Other editions stay as they are.
type Choice struct {
	Key    string // of the edition
	Kind   ChoiceKind
	Moment time.Time // for MoveTo: UTC, whole seconds
	By     string
	At     time.Time
	Note   string
}

// chosen returns the choice of a kind for the edition with a key. The day that
// a rule gives for an occurrence may differ by some days after a change of
// convention; a choice is still meant for the same one.
func (it *Item) chosen(key string, kind ChoiceKind) (Choice, bool) {
	i := slices.IndexFunc(it.Choices, func(c Choice) bool { return c.Kind == kind && sameKey(c.Key, key) })
	if i < 0 {
		return Choice{}, false
	}
	return it.Choices[i], true
}

// sameKey reports whether two keys of planned editions are of one occurrence.
func sameKey(a, b string) bool {
	if a == b {
		return true
	}
	x, err1 := calendar.ParseDate(a)
	y, err2 := calendar.ParseDate(b)
	d := x - y
	return err1 == nil && err2 == nil && max(d, -d) <= sameOccurrence
}

// Renewed reports whether somebody looked at the edition with a key again.
func (it *Item) Renewed(key string) bool {
	_, ok := it.chosen(key, Renew)
	return ok
}

// Due returns the key of the edition that somebody who approves an item has
// looked at: the one that shows, or the next. It is empty unless the item is
// approved and its editions must be looked at again.
func (p Planner) Due(it *Item, now time.Time) string {
	if !it.Publish.Renew || !it.Publish.ByHoliday() || it.State != Approved {
		return ""
	}
	for _, e := range p.Possible(it, now) {
		if e.Until.After(now) {
			return e.Key
		}
	}
	return ""
}

// Possible returns the editions that an item would have if nothing had been
// chosen about any of them, and all had been looked at again.
func (p Planner) Possible(it *Item, now time.Time) []Edition {
	plain := *it
	plain.Choices, plain.Publish.Renew, plain.State = nil, false, Approved
	return p.Plan(&plain, now)
}

// Choose returns the choices of an item after an action on one of its editions,
// or why that is not possible: *Refusal, Problems. have are its editions.
func Choose(it *Item, p Planner, have []Edition, x Action, by string, now time.Time) ([]Choice, error) {
	possible := p.Possible(it, now)
	i := slices.IndexFunc(possible, func(e Edition) bool { return sameKey(e.Key, x.Edition) })
	if i < 0 {
		return nil, conflict("edition-unknown", "")
	}
	e := possible[i]
	begun := e.among(slices.DeleteFunc(slices.Clone(have), func(h Edition) bool { return h.From.After(now) })) >= 0
	kept := func(kinds ...ChoiceKind) []Choice {
		return slices.DeleteFunc(slices.Clone(it.Choices), func(c Choice) bool { return sameKey(c.Key, e.Key) && slices.Contains(kinds, c.Kind) })
	}
	c := Choice{Key: e.Key, By: by, At: now, Note: x.Note}
	_, skipped := it.chosen(e.Key, Skip)
	switch {
	case !e.Until.After(now):
		return nil, conflict("edition-past", "")
	case x.Do == DoSkip && skipped:
		return nil, conflict("edition-skipped", DoUndo)
	case x.Do == DoSkip && begun: // it ends now, and began when it began
		c.Kind = Skip
		return append(kept(Skip), c), nil
	case x.Do == DoSkip:
		c.Kind = Skip
		return append(kept(Skip, MoveTo), c), nil
	case x.Do == DoUndo && skipped:
		return kept(Skip), nil
	case x.Do == DoUndo:
		if out := kept(Skip, MoveTo); len(out) < len(it.Choices) {
			return out, nil
		}
		return nil, conflict("nothing-chosen", "")
	case x.Do == DoRenew && !it.Publish.Renew:
		return nil, conflict("no-renewal", "")
	case x.Do == DoRenew:
		c.Kind = Renew
		return append(kept(Renew), c), nil
	case begun:
		return nil, conflict("edition-begun", DoSkip)
	}
	var wrong Problems
	c.Kind, c.Moment = MoveTo, wholeSecond(x.From)
	switch {
	case !c.Moment.After(now):
		wrong.Add("moment", "problem.past", "lies in the past")
	case c.Moment.Sub(now) > Horizon:
		wrong.Add("moment", "problem.far", "lies more than twelve years ahead")
	case i+1 < len(possible) && !c.Moment.Before(possible[i+1].From), i > 0 && !c.Moment.After(possible[i-1].From):
		wrong.Add("moment", "problem.other-edition", "belongs to another edition")
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return append(kept(Skip, MoveTo), c), nil
}
