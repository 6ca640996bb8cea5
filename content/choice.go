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
	Skip   ChoiceKind = "skip"  // it does not show
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
