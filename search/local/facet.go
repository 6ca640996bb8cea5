package local

import (
	"cmp"
	"slices"
	"strconv"

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
func (s *selection) apply(known traits, all []candidate, bonus func(content.Type) float64) []candidate {
	classes := known.classes
	sizes := make([]int, len(classes))
	for _, c := range all {
		sizes[known.class[c.doc]]++
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
	for _, c := range all {
		if k := known.class[c.doc]; missed[k] == 0 {
			c.score += extra[k]
			out = append(out, c)
		}
	}
	return out
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
