package local

import (
	"math"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// postings calls f for the documents that have a token in a field, in order, with how
// often it is there: for all of them, or those of only if that is not nil. It reads
// segments itself: what bleve wraps around each document of a common word takes as
// long as reading it.
func (x *postingsCache) postings(r index.IndexReader, token, field string, only []uint64, f func(doc, times uint64)) error {
	all, first := only == nil, uint64(0)
	for _, s := range r.(*scorch.IndexSnapshot).Segments() {
		next := first + uint64(s.FullSize())
		n, _ := slices.BinarySearch(only, next)
		if all || n > 0 {
			if err := x.inSegment(s, first, token, field, only[:n], f); err != nil {
				return err
			}
		}
		first, only = next, only[n:]
	}
	return nil
}

// inSegment is postings for the segment whose first document has the number first.
func (x *postingsCache) inSegment(s *scorch.SegmentSnapshot, first uint64, token, field string, only []uint64, f func(doc, times uint64)) error {
	key := postingsKey{s.Id(), field, token}
	kept, ok := x.get(key)
	if !ok {
		words, err := s.Segment().Dictionary(field)
		if err != nil {
			return err
		}
		list, err := words.PostingsList([]byte(token), nil, nil)
		if err != nil {
			return err
		}
		if list.Count() < leastKept {
			if list, err = words.PostingsList([]byte(token), s.Deleted(), nil); err != nil {
				return err
			}
			it := list.Iterator(true, false, false, nil)
			if only == nil {
				return eachOfAll(it, first, f)
			}
			return eachOf(it, first, only, f)
		}
		if kept, err = read(list); err != nil {
			return err
		}
		x.put(key, kept)
	}
	if only != nil {
		kept.eachOf(first, only, f)
		return nil
	}
	deleted := s.Deleted()
	for i, doc := range kept.docs {
		if deleted == nil || !deleted.Contains(doc) {
			f(first+uint64(doc), uint64(kept.times[i]))
		}
	}
	return nil
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

// A postingsCache keeps the documents that have common words, segment by segment:
// reading them from the index takes a third of a search for one. A segment never
// changes; which of its documents were deleted is not kept.
type postingsCache struct {
	mu    sync.Mutex
	lists map[postingsKey]postingsList
	older map[postingsKey]postingsList // those that were kept before, until they are asked for again
	size  int                          // documents in lists
}

// Bounds of the cache: how many documents have a token at least to be kept, and how many
// there are in all lists, of six bytes each, of which there may be twice as many.
const (
	leastKept = 2000
	mostKept  = 500_000
)

type postingsKey struct {
	segment      uint64
	field, token string
}

// A postingsList is the documents of a segment that have a token, in order, and how often
// each has it.
type postingsList struct {
	docs  []uint32
	times []uint16
}

// read reads a list, those documents that were deleted included.
func read(list segment.PostingsList) (postingsList, error) {
	n := int(list.Count())
	l := postingsList{make([]uint32, 0, n), make([]uint16, 0, n)}
	err := eachOfAll(list.Iterator(true, false, false, nil), 0, func(doc, times uint64) {
		l.docs, l.times = append(l.docs, uint32(doc)), append(l.times, uint16(min(times, math.MaxUint16)))
	})
	return l, err
}

// eachOf calls f for those of some documents, none of which is deleted, that are on the list.
func (l postingsList) eachOf(first uint64, only []uint64, f func(doc, times uint64)) {
	at := 0
	for _, doc := range only {
		n, found := slices.BinarySearch(l.docs[at:], uint32(doc-first))
		if at += n; found {
			f(doc, uint64(l.times[at]))
		}
	}
}

func (x *postingsCache) get(key postingsKey) (postingsList, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if l, ok := x.lists[key]; ok {
		return l, true
	}
	l, ok := x.older[key]
	if ok {
		x.keep(key, l)
	}
	return l, ok
}

func (x *postingsCache) put(key postingsKey, l postingsList) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.keep(key, l)
}

// keep is put for callers that hold the lock.
func (x *postingsCache) keep(key postingsKey, l postingsList) {
	if x.lists == nil || x.size+len(l.docs) > mostKept {
		x.lists, x.older, x.size = map[postingsKey]postingsList{}, x.lists, 0
	}
	if _, there := x.lists[key]; !there {
		x.lists[key], x.size = l, x.size+len(l.docs)
	}
}
