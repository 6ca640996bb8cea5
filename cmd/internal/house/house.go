package house

import (
	"context"
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
	pins  map[string]*content.Pin // by folded query
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
	next := &entries{words: Words(words), pins: make(map[string]*content.Pin)}
	for _, p := range pins {
		// Two queries may be one once they are folded; the later entry counts.
		next.pins[german.Folded(p.Query)] = p
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

// Pin returns the pin of a query on a day, or nil: the same words in the same order,
// but for case and umlauts.
func (h *House) Pin(query string, today calendar.Date) *content.Pin {
	e := h.current.Load()
	if e == nil {
		return nil
	}
	if p := e.pins[german.Folded(query)]; p != nil && !p.Over(today) {
		return p
	}
	return nil
}
