package local

import (
	"slices"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// postings calls f for the documents that have a token in a field, in order, with how
// often it is there: for all of them, or those of only if that is not nil. It reads
// segments itself: what bleve wraps around each document of a common word takes as
// long as reading it.
func postings(r index.IndexReader, token, field string, only []uint64, f func(doc, times uint64)) error {
	all, first := only == nil, uint64(0)
	for _, s := range r.(*scorch.IndexSnapshot).Segments() {
		next := first + uint64(s.FullSize())
		n, _ := slices.BinarySearch(only, next)
		if all || n > 0 {
			it, err := iterator(s, token, field)
			if err == nil && all {
				err = eachOfAll(it, first, f)
			} else if err == nil {
				err = eachOf(it, first, only[:n], f)
			}
			if err != nil {
				return err
			}
		}
		first, only = next, only[n:]
	}
	return nil
}

func iterator(s *scorch.SegmentSnapshot, token, field string) (segment.PostingsIterator, error) {
	words, err := s.Segment().Dictionary(field)
	if err != nil {
		return nil, err
	}
	list, err := words.PostingsList([]byte(token), s.Deleted(), nil)
	if err != nil {
		return nil, err
	}
	return list.Iterator(true, false, false, nil), nil
}

// eachOfAll calls f for the documents that an iterator has. The first document of its
// segment has the number first.
func eachOfAll(it segment.PostingsIterator, first uint64, f func(doc, times uint64)) error {
	for {
		p, err := it.Next()
		if err != nil || p == nil {
			return err
		}
		f(first+p.Number(), p.Frequency())
	}
}

// eachOf is eachOfAll for those of some documents that an iterator has, skipping the
// others.
func eachOf(it segment.PostingsIterator, first uint64, only []uint64, f func(doc, times uint64)) error {
	for len(only) > 0 {
		p, err := it.Advance(only[0] - first)
		if err != nil || p == nil {
			return err
		}
		at := first + p.Number()
		n, found := slices.BinarySearch(only, at)
		if found {
			f(at, p.Frequency())
			n++
		}
		only = only[n:]
	}
	return nil
}
