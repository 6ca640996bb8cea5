package local

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	index "github.com/blevesearch/bleve_index_api"

	"vielfalt/content"
	"vielfalt/search"
)

// facetMarks are the first bytes of the tokens in fieldFacet, by facet.
var facetMarks = map[search.Facet]byte{
	search.ByType: 't', search.ByTradition: 'r', search.ByDezernat: 'd', search.ByYear: 'y',
}

func facetToken(f search.Facet, value string) string { return string(facetMarks[f]) + value }

func facetTokens(d search.Document) []string {
	out := []string{facetToken(search.ByType, string(d.Type))}
	for _, t := range d.Traditions {
		out = append(out, facetToken(search.ByTradition, t))
	}
	if d.Dezernat != "" {
		out = append(out, facetToken(search.ByDezernat, d.Dezernat))
	}
	if d.Year != 0 {
		out = append(out, facetToken(search.ByYear, strconv.Itoa(d.Year)))
	}
	return out
}

// A sorting knows the facets of documents by bleve's document numbers, which
// are valid for one state of the index. Many documents share the same facets,
// so each combination is stored once, as a class, and documents refer to
// classes by number.
type sorting struct {
	state index.IndexReader // never read, only compared

	mu      sync.Mutex
	class   []int32 // by document, from 1; 0 means not yet looked up
	classes [][]string
	numbers map[string]int32 // of classes, by their tokens
}

// sortings keeps the sorting of the latest state.
type sortings struct {
	mu   sync.Mutex
	last *sorting
}

func (s *sortings) of(r index.IndexReader) *sorting {
	s.mu.Lock()
	defer s.mu.Unlock()
	// As long as a state is referenced, no other one can have the same address.
	if s.last == nil || s.last.state != r {
		s.last = &sorting{state: r, numbers: map[string]int32{}}
	}
	return s.last
}

// classify returns the class of each candidate, and the tokens of the classes.
func (s *sorting) classify(r index.IndexReader, all []candidate) ([]int32, [][]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var values index.DocValueReader
	var id index.IndexInternalID
	var tokens []string
	visit := func(_ string, term []byte) { tokens = append(tokens, string(term)) }
	out := make([]int32, len(all))
	for i, c := range all {
		if c.doc >= uint64(len(s.class)) {
			s.class = grow(s.class, c.doc)
		}
		if s.class[c.doc] == 0 {
			if values == nil {
				var err error
				if values, err = r.DocValueReader([]string{fieldFacet}); err != nil {
					return nil, nil, fmt.Errorf("read search index: %w", err)
				}
			}
			tokens = nil
			id = index.NewIndexInternalID(id, c.doc)
			if err := values.VisitDocValues(id, visit); err != nil {
				return nil, nil, fmt.Errorf("read search index: %w", err)
			}
			name := strings.Join(tokens, separator)
			n, ok := s.numbers[name]
			if !ok {
				s.classes = append(s.classes, tokens)
				n = int32(len(s.classes))
				s.numbers[name] = n
			}
			s.class[c.doc] = n
		}
		out[i] = s.class[c.doc] - 1
	}
	return out, s.classes, nil
}

// A selection narrows candidates by facets and counts them.
type selection struct {
	wanted  map[byte]map[string]bool // facet mark → tokens; absent means all
	refused string                   // a token that is not wanted, or empty
	counts  map[string]int           // facet token → documents
}

func newSelection(q search.Query) *selection {
	s := &selection{wanted: map[byte]map[string]bool{}, counts: map[string]int{}}
	want := func(f search.Facet, value string) {
		m := facetMarks[f]
		if s.wanted[m] == nil {
			s.wanted[m] = map[string]bool{}
		}
		s.wanted[m][facetToken(f, value)] = true
	}
	for _, t := range q.Types {
		want(search.ByType, string(t))
	}
	for _, t := range q.Traditions {
		want(search.ByTradition, t)
	}
	for _, d := range q.Dezernate {
		want(search.ByDezernat, d)
	}
	for _, y := range q.Years {
		want(search.ByYear, strconv.Itoa(y))
	}
	return s
}

// refuse leaves out what has a value of a facet.
func (s *selection) refuse(f search.Facet, value string) { s.refused = facetToken(f, value) }

// apply returns the wanted candidates and counts each facet as if nothing had
// been chosen within it. bonus is what a document of a type gets.
func (s *selection) apply(r index.IndexReader, known *sorting, all []candidate, bonus func(content.Type) float64) ([]candidate, error) {
	class, classes, err := known.classify(r, all)
	if err != nil {
		return nil, err
	}
	sizes := make([]int, len(classes))
	for _, c := range class {
		sizes[c]++
	}
	missed := make([]int, len(classes)) // facets whose choice excludes the class
	extra := make([]float64, len(classes))
	for c, tokens := range classes {
		if sizes[c] == 0 {
			continue
		}
		if s.refused != "" && slices.Contains(tokens, s.refused) {
			missed[c] = len(facetMarks) + 1
			continue
		}
		var by byte
		for mark, want := range s.wanted {
			if !slices.ContainsFunc(tokens, func(t string) bool { return want[t] }) {
				missed[c]++
				by = mark
			}
		}
		for _, t := range tokens {
			if missed[c] == 0 || missed[c] == 1 && t[0] == by {
				s.counts[t] += sizes[c]
			}
			if t[0] == facetMarks[search.ByType] {
				extra[c] = bonus(content.Type(t[1:]))
			}
		}
	}
	out := all[:0]
	for i, c := range all {
		if k := class[i]; missed[k] == 0 {
			c.score += extra[k]
			out = append(out, c)
		}
	}
	return out, nil
}

// facets returns the counts by facet, most frequent first.
func (s *selection) facets() map[search.Facet][]content.Count {
	out := map[search.Facet][]content.Count{}
	for _, f := range search.Facets() {
		for t, n := range s.counts {
			if t[0] == facetMarks[f] {
				out[f] = append(out[f], content.Count{Value: t[1:], N: n})
			}
		}
		slices.SortFunc(out[f], func(a, b content.Count) int {
			return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value))
		})
	}
	return out
}
