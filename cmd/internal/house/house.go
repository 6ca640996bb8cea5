package house

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
)

// Source is the store of words and pins.
type Source interface {
	Words(ctx context.Context) ([]*content.Word, error)
	Pins(ctx context.Context) ([]*content.Pin, error)
}

// A House holds the words and pins in use. The zero House has none. It is safe for
// concurrent use.
type House struct {
	source  Source
	loading sync.Mutex // so that an older state never replaces a newer one
	current atomic.Pointer[entries]
}

type entries struct {
	words *search.House
	pins  map[string][]*content.Pin // by folded query, the latest first
}

// New returns a house that has nothing until [House.Load].
func New(s Source) *House { return &House{source: s} }

// Load reads words and pins, and replaces those in use. Without a source it does
// nothing.
func (h *House) Load(ctx context.Context) error {
	h.loading.Lock()
	defer h.loading.Unlock()
	if h.source == nil {
		return nil
	}
	words, err := h.source.Words(ctx)
	if err != nil {
		return err
	}
	pins, err := h.source.Pins(ctx)
	if err != nil {
		return err
	}
	next := &entries{words: Words(words), pins: make(map[string][]*content.Pin)}
	for _, p := range pins {
		key := german.Folded(p.Query)
		next.pins[key] = slices.Insert(next.pins[key], 0, p)
	}
	h.current.Store(next)
	return nil
}

// Words returns words as queries have them.
func Words(words []*content.Word) *search.House {
	out := &search.House{}
	for _, w := range words {
		if w.Kind == content.StopWord {
			out.Stop = append(out.Stop, w.Members...)
		} else {
			out.Groups = append(out.Groups, w.Members)
		}
	}
	return out
}

// Words returns the words in use, nil if there are none.
func (h *House) Words() *search.House {
	if e := h.current.Load(); e != nil {
		return e.words
	}
	return nil
}

// Pins returns the pins of a query that are not over on a day, the latest entry first:
// of the same words in the same order, but for case and umlauts. A query that excludes
// words has none.
func (h *House) Pins(query string, today calendar.Date) []*content.Pin {
	e := h.current.Load()
	if e == nil || german.Excludes(query) {
		return nil
	}
	all := slices.Clone(e.pins[german.Folded(query)])
	return slices.DeleteFunc(all, func(p *content.Pin) bool { return p.Over(today) })
}
