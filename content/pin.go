package content

import (
	"context"
	"regexp"
	"time"

	"vielfalt/calendar"
)

// Limits of pins.
const (
	MaxPins     = 500 // in all, those that are over included
	MaxPinQuery = 200 // runes
)

// A Pin puts an item first among the hits of one query, until a day.
type Pin struct {
	ID     int64         // given by the store, and never a second time
	Query  string        // as it was typed
	Item   string        // id of the item, which need not exist or be visible
	Until  calendar.Date // the last day
	At     time.Time     // when it was entered, UTC
	Editor string        // who entered it, as in the change log
}

// Over reports whether a pin counts no longer.
func (p *Pin) Over(today calendar.Date) bool { return p.Until < today }

// Key is the form of the query in which others are the same; there is one pin for
// each, unless an earlier program entered more.
func (p *Pin) Key(s Spelling) string { return s.fold(p.Query) }

// operating matches what may be an operator of a search: any quote, and a minus
// before a word.
var operating = regexp.MustCompile(`["„“”»«]|(?:^|\s)-\pL`)

// Validate returns Problems or nil.
func (p *Pin) Validate() error {
	var list Problems
	if !sayable(p.Query) {
		list.Add("query", "problem.required", "%q has neither letter nor digit", p.Query)
	}
	list.line("query", p.Query, MaxPinQuery)
	if operating.MatchString(p.Query) {
		list.Add("query", "problem.text", "%q has quotes or a minus before a word, which make another search of it, and for which nothing is put first; give the words alone", p.Query)
	}
	if !ValidID(p.Item) {
		list.Add("item", "problem.text", "%q cannot be the id of an item", p.Item)
	}
	switch {
	case p.Until == 0:
		list.Add("until", "problem.required", "is missing")
	case p.Until < calendar.MinDate || p.Until > calendar.MaxDate:
		list.Add("until", "problem.date", "%v lies outside of the years -4000 to 9999", p.Until)
	}
	return list.Err()
}

// A PinStore stores pins.
type PinStore interface {
	// Pins returns all pins by number, those that are over included.
	Pins(ctx context.Context) ([]*Pin, error)
	// SavePins validates and enters pins in one transaction, and returns how
	// many were new or differed. One for a query that has a pin by the store's
	// Spelling changes its day, or takes its place if that is over; if it is for
	// another item, the error is Problems. ID, At and Editor are set in the pins.
	SavePins(ctx context.Context, by string, list ...*Pin) (changed int, err error)
	// DeletePin removes a pin and returns it, or ErrNotFound.
	DeletePin(ctx context.Context, by string, id int64) (*Pin, error)
}
