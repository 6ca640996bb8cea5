package house

import (
	"context"
	"slices"
	"strings"
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
	pins  map[string][]*content.Pin // by key, in the order of their numbers
	said  []saying
}

// A saying is one way in which the house says something, and the others of its group.
type saying struct {
	folded string
	others []string
}

// leastTyped is how many letters of a word of the house are enough to be taken for it.
const leastTyped = 4

// mostCalled is what else a beginning may be called at most.
const mostCalled = 4

// CalledAlso returns what else the house calls something of whose name this is typed so
// far, without what begins like it.
func (h *House) CalledAlso(typed string) []string {
	e, key := h.current.Load(), german.Folded(typed)
	if e == nil || key == "" {
		return nil
	}
	var out []string
	for _, s := range e.said {
		if s.folded != key && (len(key) < leastTyped || !strings.HasPrefix(s.folded, key)) {
			continue
		}
		for _, other := range s.others {
			if !strings.HasPrefix(german.Folded(other), key) && !slices.Contains(out, other) && len(out) < mostCalled {
				out = append(out, other)
			}
		}
	}
	return out
}

// Spelling is what makes two queries or words the same here. A store needs it, so that what
// is the same is not entered twice.
func Spelling() content.Spelling { return content.Spelling{Fold: german.Folded, Stem: german.Stemmed} }

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
		if p.Validate() != nil { // of an earlier program; check names it
			continue
		}
		key := p.Key(Spelling())
		next.pins[key] = append(next.pins[key], p)
	}
	for _, g := range next.words.Groups {
		for i, m := range g {
			next.said = append(next.said, saying{german.Folded(m), slices.Concat(g[:i], g[i+1:])})
		}
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

// Pins returns the pins of a query on a day: the same words in the same order, but for
// case and umlauts. A query with operators has none. Several are of an earlier program;
// the first counts whose item is visible.
func (h *House) Pins(query string, today calendar.Date) []*content.Pin {
	e := h.current.Load()
	key := german.Folded(query)
	if e == nil || key == "" || german.Operators(query) {
		return nil
	}
	var out []*content.Pin
	for _, p := range e.pins[key] {
		if !p.Over(today) {
			out = append(out, p)
		}
	}
	return out
}
