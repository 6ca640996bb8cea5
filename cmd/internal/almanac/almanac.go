package almanac

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/content"
)

// Source is the store of confirmations and own days.
type Source interface {
	Dates(ctx context.Context) (content.Dates, error)
}

// An Almanac holds the calendar in use. It is safe for concurrent use.
type Almanac struct {
	// Workday reports whether a day is a working day of the authority.
	Workday func(calendar.Date) bool
	// By says what the calendar was chosen by, see content.Planner.
	By string

	traditions  []calendar.Tradition
	conventions map[string]string
	current     atomic.Pointer[asOf]
	loading     sync.Mutex // so that an older state never replaces a newer one
	source      Source
}

// asOf is a calendar and the number of the last change it includes.
type asOf struct {
	calendar *calendar.Calendar
	change   int64
}

// New returns an almanac without confirmations or own days.
func New(traditions []calendar.Tradition, conventions map[string]string, workday func(calendar.Date) bool) (*Almanac, error) {
	c, err := calendar.New(traditions, conventions)
	if err != nil {
		return nil, err
	}
	a := &Almanac{Workday: workday, traditions: traditions, conventions: conventions}
	a.current.Store(&asOf{calendar: c})
	return a, nil
}

// Follow takes confirmations and own days from a source from now on, starting
// with what is there.
func (a *Almanac) Follow(ctx context.Context, s Source) error {
	a.loading.Lock()
	a.source = s
	a.loading.Unlock()
	return a.Load(ctx)
}

// Calendar returns the calendar in use.
func (a *Almanac) Calendar() *calendar.Calendar { return a.current.Load().calendar }

// AsOf returns the number of the last change that is in the calendar.
func (a *Almanac) AsOf() int64 { return a.current.Load().change }

// With returns the calendar as it would be with some own days added or changed.
func (a *Almanac) With(ctx context.Context, days ...*content.Day) (*calendar.Calendar, error) {
	a.loading.Lock()
	defer a.loading.Unlock()
	var d content.Dates
	if a.source != nil {
		var err error
		if d, err = a.source.Dates(ctx); err != nil {
			return nil, err
		}
	}
	d.Days = slices.DeleteFunc(slices.Clone(d.Days), func(x *content.Day) bool {
		return slices.ContainsFunc(days, func(y *content.Day) bool { return x.ID == y.ID })
	})
	for i, x := range days {
		wrong := x.ID.Tradition() != own.Tradition || x.Days < 1
		if !wrong && !slices.ContainsFunc(days[:i], func(y *content.Day) bool { return x.ID == y.ID }) {
			d.Days = append(d.Days, x)
		}
	}
	return d.Calendar(a.traditions, a.conventions)
}

// Load reads confirmations and own days, and replaces the calendar in use by
// one that includes them. Without a source it does nothing.
func (a *Almanac) Load(ctx context.Context) error {
	a.loading.Lock()
	defer a.loading.Unlock()
	if a.source == nil {
		return nil
	}
	d, err := a.source.Dates(ctx)
	if err != nil {
		return err
	}
	c, err := d.Calendar(a.traditions, a.conventions)
	if err != nil {
		return fmt.Errorf("dates that were entered: %w", err)
	}
	a.current.Store(&asOf{c, d.Change})
	return nil
}
