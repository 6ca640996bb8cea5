package local

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"vielfalt/search/german"
)

// Traits are what ranking needs to know of each document, by bleve's numbers of
// them, which are valid for one state of the index. They must not change.
//
// Many documents share the same facets, so each combination is stored once, as a
// class, and documents refer to classes by number.
type traits struct {
	state    index.IndexReader // never read, only compared
	segments []extent
	class    []int32
	classes  [][]string        // their facet tokens
	lengths  [measured][]int32 // of the fields, in tokens; 0 if unknown
}

// measured is of how many fields it matters how long they are: of all but the pairs.
const measured = len(textFields) - 1

// An extent is where the documents of a segment of the index are among all.
type extent struct {
	id          uint64
	first, next int
}

// A library keeps the traits of the latest state.
type library struct {
	mu      sync.Mutex
	last    traits
	classes [][]string
	numbers map[string]int32 // of classes, by their tokens
}

// of returns the traits of a state. Only segments that the last state did not have
// are read.
func (l *library) of(r index.IndexReader) (traits, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	// As long as a state is referenced, no other one can have the same address.
	if l.last.state == r {
		return l.last, nil
	}
	t := traits{state: r}
	n := 0
	for _, s := range r.(*scorch.IndexSnapshot).Segments() {
		size := int(s.FullSize())
		t.segments = append(t.segments, extent{s.Id(), n, n + size})
		n += size
	}
	t.class = make([]int32, n)
	for f := range t.lengths {
		t.lengths[f] = make([]int32, n)
	}
	for _, s := range t.segments {
		i := slices.IndexFunc(l.last.segments, func(old extent) bool { return old.id == s.id })
		if i < 0 {
			if err := l.read(r, &t, s); err != nil {
				return traits{}, fmt.Errorf("read search index: %w", err)
			}
			continue
		}
		old := l.last.segments[i]
		copy(t.class[s.first:], l.last.class[old.first:old.next])
		for f := range t.lengths {
			copy(t.lengths[f][s.first:], l.last.lengths[f][old.first:old.next])
		}
	}
	t.classes = l.classes
	l.last = t
	return t, nil
}

// read reads the traits of the documents of a segment.
func (l *library) read(r index.IndexReader, t *traits, s extent) error {
	values, err := r.DocValueReader([]string{fieldFacet})
	if err != nil {
		return err
	}
	var facets []string
	var id index.IndexInternalID
	for doc := s.first; doc < s.next; doc++ {
		facets = facets[:0]
		id = index.NewIndexInternalID(id, uint64(doc))
		if err := values.VisitDocValues(id, func(_ string, token []byte) {
			if token[0] != lengthMark {
				facets = append(facets, string(token))
				return
			}
			for f, n := range lengthsIn(token) {
				t.lengths[f][doc] = n
			}
		}); err != nil {
			return err
		}
		t.class[doc] = l.number(facets)
	}
	return nil
}

// having returns which documents have a facet token.
func (t traits) having(token string) func(doc uint64) bool {
	has := make([]bool, len(t.classes))
	for i, tokens := range t.classes {
		has[i] = slices.Contains(tokens, token)
	}
	return func(doc uint64) bool { return has[t.class[doc]] }
}

// number returns the class of some facet tokens.
func (l *library) number(facets []string) int32 {
	name := strings.Join(facets, "\x00")
	n, ok := l.numbers[name]
	if !ok {
		if l.numbers == nil {
			l.numbers = map[string]int32{}
		}
		n = int32(len(l.classes))
		l.numbers[name] = n
		l.classes = append(l.classes, slices.Clone(facets))
	}
	return n
}

// lengthMark is the first byte of the token in fieldFacet that says how long the
// other fields are.
const lengthMark = 'n'

// lengthToken returns the token for the lengths of the fields of a document.
func lengthToken(a german.Analysis) string {
	b := []byte{lengthMark}
	for i, f := range textFields[:measured] {
		if i > 0 {
			b = append(b, '.')
		}
		b = strconv.AppendInt(b, int64(len(f.tokens(a))), 10)
	}
	return string(b)
}

// lengthsIn is the reverse of lengthToken.
func lengthsIn(token []byte) (out [measured]int32) {
	rest := token[1:]
	for i := range out {
		var digits []byte
		digits, rest, _ = bytes.Cut(rest, []byte("."))
		n, _ := strconv.Atoi(string(digits)) // 0, if another version has fewer fields
		out[i] = int32(n)
	}
	return out
}
