package local

import (
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// recount corrects how many documents have each word of an index that was opened, which
// [generation.load] has read from r: once the library's iterator has met a word of a single
// document, it says of all words behind it that one document has them
// (https://github.com/blevesearch/zapx/pull/445). Asking for each word takes as long again as
// reading them, so searches do not wait for it; until then rare words weigh no more than
// others.
func (g *generation) recount(r index.IndexReader) error {
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil
	}
	for _, s := range snapshot.Segments() {
		for _, field := range wordFields {
			if err := g.recountField(s, field); err != nil {
				return fmt.Errorf("count words of search index: %w", err)
			}
		}
	}
	return nil
}

func (g *generation) recountField(s *scorch.SegmentSnapshot, field string) error {
	d, err := s.Segment().Dictionary(field)
	if err != nil {
		return err
	}
	var postings segment.PostingsList
	words := d.AutomatonIterator(nil, nil, nil)
	for !g.leaving.Load() {
		e, err := words.Next()
		if err != nil || e == nil {
			return err
		}
		if e.Count != 1 {
			continue
		}
		if postings, err = d.PostingsList([]byte(e.Term), s.Deleted(), postings); err != nil {
			return err
		}
		if n := int(postings.Count()); n > 1 {
			g.lex.Load(g.lex.Counted(e.Term, n-1))
		}
	}
	return nil
}
