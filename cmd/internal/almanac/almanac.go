package almanac

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"vielfalt/calendar"
	"vielfalt/content"
)

// Source is where entries are kept.
type Source interface {
	Dates(ctx context.Context) (content.Dates, error)
}

// An Almanac holds the calendar in use. It is safe for concurrent use.
type Almanac struct {
	traditions  []calendar.Tradition
	conventions map[string]string
	current     atomic.Pointer[edition]
	loading     sync.Mutex // so that no older state takes the place of a newer one
	source      Source
}

// An edition is a calendar with the number of the change it is as of.
type edition struct {
	calendar *calendar.Calendar
	change   int64
}

// New returns an almanac without entries.
func New(traditions []calendar.Tradition, conventions map[string]string) (*Almanac, error) {
	c, err := calendar.New(traditions, conventions)
	if err != nil {
		return nil, err
	}
	a := &Almanac{traditions: traditions, conventions: conventions}
	a.current.Store(&edition{calendar: c})
	return a, nil
}

// Follow takes the entries of a source from now on, beginning with what is
// there.
func (a *Almanac) Follow(ctx context.Context, s Source) error {
	a.loading.Lock()
	a.source = s
	a.loading.Unlock()
	return a.Load(ctx)
}

// Calendar returns the calendar in use.
func (a *Almanac) Calendar() *calendar.Calendar { return a.current.Load().calendar }

// AsOf returns the number of a change up to which entries are in the calendar.
func (a *Almanac) AsOf() int64 { return a.current.Load().change }

// Load reads the entries and puts a calendar with them in the place of the one
// in use. Without a source it does nothing.
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
	a.current.Store(&edition{c, d.Change})
	return nil
}
