package local

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	index "github.com/blevesearch/bleve_index_api"

	"vielfalt/search"
	"vielfalt/search/german"
)

// schemaVersion is raised with every change to the fields below.
const schemaVersion = 2

// The fields of a document in bleve.
const (
	fieldTitle  = "title"
	fieldTags   = "tags"
	fieldBody   = "body"
	fieldKeys   = "keys"
	fieldPairs  = "pairs"
	fieldItem   = "item"
	fieldFacet  = "facet"
	fieldStored = "doc"
)

var positionKey = []byte("position")

// batchSize is how many documents are written at a time.
const batchSize = 500

// rebuildBatch is how many while an index is rebuilt, where nothing has to be learned
// for each batch: what bleve makes of more of them fills the memory, and collecting it
// takes longer than merging. smallBatch is how many while readers need the processors,
// too.
const (
	rebuildBatch = 100
	smallBatch   = 50
)

// smallest is the size, in documents, that smaller segments count as when
// deciding what to merge. With the library's 2,000, small batches were merged
// again and again.
const smallest = 100

// analysts is how many goroutines analyse documents for bleve, whose tokens are
// already known.
const analysts = 1

// lockTimeout is how long to wait for another process to release the index.
const lockTimeout = "300ms"

// A generation is one index in scorch, bleve's storage, and the lexicon of its
// words.
type generation struct {
	path  string
	index index.Index
	queue *index.AnalysisQueue
	lang  *german.Language
	lex   *german.Lexicon
	ready chan struct{} // closed once the lexicon is loaded, or could not be

	counted chan struct{} // closed once its counts are right, or could not be made so
	leaving atomic.Bool   // nobody needs them any more

	failed  func(*generation) // called once, when something fails
	failing sync.Once
	broken  chan struct{} // closed once something has failed
	fault   error         // what failed; set before broken is closed
	closing sync.Once
	closed  error

	touched map[string]bool // items put or deleted while it is being filled; otherwise nil
	learned atomic.Int64    // how often put has made words known

	traits library
	cache  postingsCache
	spare  sync.Pool // of *ranking
}

// storeFolder is where a generation keeps what scorch writes.
const storeFolder = "store"

// rootFile is the file in it with which processes lock each other out.
const rootFile = "root.bolt"

func (x *Index) createGeneration(path string) (*generation, error) {
	g, err := x.newGeneration(path)
	if err != nil {
		return nil, fmt.Errorf("create search index %s: %w", path, errors.Join(err, os.RemoveAll(path)))
	}
	close(g.ready)
	close(g.counted)
	return g, nil
}

// openGeneration opens an index and loads its lexicon in the background.
func (x *Index) openGeneration(path string) (*generation, error) {
	if _, err := os.Stat(filepath.Join(path, storeFolder, rootFile)); err != nil {
		return nil, fmt.Errorf("open search index: %w", err)
	}
	g, err := x.newGeneration(path)
	if err != nil {
		if err.Error() == "timeout" { // from bbolt, whose error is not exported here
			err = ErrLocked
		}
		return nil, fmt.Errorf("open search index %s: %w", path, err)
	}
	go func() {
		err := guarded(func() error { return g.load(sync.OnceFunc(func() { close(g.ready) })) })
		if err != nil {
			g.fail(err)
		}
		close(g.counted)
		debug.FreeOSMemory() // reading the words takes as much again as keeping them
	}()
	return g, nil
}

func (x *Index) newGeneration(path string) (*generation, error) {
	enlist()
	g := &generation{
		path: path, queue: index.NewAnalysisQueue(analysts), lang: x.lang, lex: x.lang.NewLexicon(),
		ready: make(chan struct{}), counted: make(chan struct{}), broken: make(chan struct{}), failed: x.failed,
	}
	store := filepath.Join(path, storeFolder)
	listeners.Store(store, g.fail)
	err := guarded(func() (err error) {
		g.index, err = scorch.NewScorch(scorch.Name, map[string]any{
			"path": store, "bolt_timeout": lockTimeout, "asyncErrorCallbackName": callback,
			"scorchMergePlanOptions": map[string]any{"FloorSegmentSize": smallest},
		}, g.queue)
		if err != nil {
			return err
		}
		return g.index.Open()
	})
	if err != nil {
		listeners.Delete(store)
		g.queue.Close()
		return nil, err
	}
	return g, nil
}

// wordFields are the fields that have words.
var wordFields = []string{fieldTitle, fieldTags, fieldBody, fieldKeys}

// load fills the lexicon from the words in the index, and calls ready once it can be used,
// in any case.
func (g *generation) load(ready func()) error {
	defer ready()
	r, err := g.index.Reader()
	if err != nil {
		return fmt.Errorf("read search index: %w", err)
	}
	defer r.Close()
	for tokens, err := range ahead(g.tokens(r)) {
		if err != nil {
			return fmt.Errorf("read words of search index: %w", err)
		}
		g.lex.Load(tokens...)
	}
	ready()
	defer putAside(r) // searches need little of what was read
	return g.recount(r)
}

// loadSize is how many tokens are loaded at a time.
const loadSize = 2000

// tokens yields the tokens of an index, many at a time, or an error.
func (g *generation) tokens(r index.IndexReader) iter.Seq2[[]german.Count, error] {
	return func(yield func([]german.Count, error) bool) {
		wanted := true
		some := make([]german.Count, 0, loadSize)
		err := guarded(func() error { // the reader may be a goroutine of its own
			for _, field := range wordFields {
				if err := probe(r, field); err != nil {
					return err
				}
				if err := eachToken(r, field, func(token string, documents int) bool {
					if some = append(some, g.lex.Counted(token, documents)); len(some) == loadSize {
						wanted = yield(some, nil)
						some = make([]german.Count, 0, loadSize)
					}
					return wanted
				}); err != nil || !wanted {
					return err
				}
			}
			return nil
		})
		if wanted {
			yield(some, err)
		}
	}
}

// eachToken calls f for the tokens in a field and how many documents have each, until it
// returns false.
func eachToken(r index.IndexReader, field string, f func(token string, documents int) bool) error {
	d, err := r.FieldDict(field)
	if err != nil {
		return err
	}
	defer d.Close()
	for {
		e, err := d.Next()
		if err != nil || e == nil || !f(e.Term, int(e.Count)) {
			return err
		}
	}
}

// wait returns once the lexicon is loaded, or cannot be.
func (g *generation) wait(ctx context.Context) error {
	select {
	case <-g.ready:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// close closes the index, once. It must no longer be in use.
func (g *generation) close() error {
	g.closing.Do(func() {
		g.leaving.Store(true)
		<-g.counted
		g.closed = guarded(g.index.Close)
		listeners.Delete(filepath.Join(g.path, storeFolder))
		g.queue.Close()
	})
	return g.closed
}

// remove closes the index and deletes it.
func (g *generation) remove() error {
	return errors.Join(g.close(), os.RemoveAll(g.path))
}

// there returns an error if the files of the index have been removed.
func (g *generation) there() error {
	if _, err := os.Stat(filepath.Join(g.path, storeFolder, rootFile)); errors.Is(err, fs.ErrNotExist) {
		return errGone
	}
	return nil
}

// batch writes to scorch. It stops waiting if the generation fails, because the
// goroutines that should answer may have ended.
func (g *generation) batch(b *index.Batch) error {
	done := make(chan error, 1)
	go func() { done <- guarded(func() error { return g.index.Batch(b) }) }()
	select {
	case err := <-done:
		if err != nil {
			g.fail(err)
		}
		return err
	case <-g.broken:
		return g.fault
	}
}

// oneSegment says that all segments become one.
var oneSegment = mergeplan.MergePlanOptions{
	MaxSegmentsPerTier: 1, TierGrowth: 1, SegmentsPerMergeTask: math.MaxInt,
	MaxSegmentSize: mergeplan.MaxSegmentSizeLimit, FloorSegmentSize: mergeplan.MaxSegmentSizeLimit,
}

// putAsideEvery is how often what was read of the files is put aside while they become one.
const putAsideEvery = 250 * time.Millisecond

// compact makes one segment of all: each has a dictionary of its own, in which a
// search looks up every word, and most words are in several.
func (g *generation) compact(ctx context.Context) error {
	r, err := g.index.Reader()
	if err != nil {
		return err
	}
	defer r.Close()
	done := make(chan error, 1)
	go func() {
		done <- guarded(func() error { return g.index.(*scorch.Scorch).ForceMerge(ctx, &oneSegment) })
	}()
	tick := time.NewTicker(putAsideEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			putAside(r)
		case err := <-done:
			return errors.Join(err, ctx.Err())
		case <-g.broken: // the goroutine that should answer may have ended
			return g.fault
		}
	}
}

// put adds or replaces documents, and rewrites those in which their words make
// compounds recognisable.
func (g *generation) put(ctx context.Context, docs []search.Document) error {
	docs = lastOfEach(docs)
	if g.touched != nil {
		for _, d := range docs {
			g.touched[d.Item] = true
		}
	}
	r, err := g.index.Reader()
	if err != nil {
		return err
	}
	defer r.Close()
	stale := g.lex.Learn(docs...)
	g.learned.Add(1)
	again, err := g.holding(ctx, r, stale, docs)
	if err != nil {
		return err
	}
	if err := g.write(ctx, r, g.analyse(docs)); err != nil {
		return err
	}
	for len(again) > 0 {
		n := min(len(again), batchSize)
		docs := make([]search.Document, 0, n)
		for _, id := range again[:n] {
			d, ok, err := stored(r, id)
			if err != nil {
				return err
			}
			if ok {
				docs = append(docs, d)
			}
		}
		if err := g.write(ctx, r, g.analyse(docs)); err != nil {
			return err
		}
		again = again[n:]
	}
	return nil
}

// An analysed document is what is written of it.
type analysed struct {
	search.Document
	german.Analysis
}

func (g *generation) analyse(docs []search.Document) []analysed {
	out := make([]analysed, len(docs))
	for i, d := range docs {
		out[i] = analysed{d, g.lex.Analyze(d)}
	}
	return out
}

// write puts documents into scorch; r is the state before.
func (g *generation) write(ctx context.Context, r index.IndexReader, docs []analysed) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	batch := index.NewBatch()
	var removed []german.Analysis
	for _, d := range docs {
		if r != nil {
			old, ok, err := stored(r, d.ID)
			if err != nil {
				return err
			}
			if ok {
				removed = append(removed, g.lex.Analyze(old))
			}
		}
		batch.Update(entry(d.Document, d.Analysis))
	}
	if err := g.batch(batch); err != nil {
		return fmt.Errorf("write search index: %w", err)
	}
	for _, a := range removed {
		g.lex.Remove(a)
	}
	for _, d := range docs {
		g.lex.Add(d.Analysis)
	}
	return nil
}

// delete deletes all documents of items.
func (g *generation) delete(ctx context.Context, items []string) error {
	r, err := g.index.Reader()
	if err != nil {
		return err
	}
	defer r.Close()
	batch := index.NewBatch()
	var removed []german.Analysis
	for _, item := range items {
		if g.touched != nil {
			g.touched[item] = true
		}
		ids, err := idsWith(ctx, r, fieldItem, item)
		if err != nil {
			return err
		}
		for _, id := range ids {
			d, ok, err := stored(r, id)
			if err != nil {
				return err
			}
			if ok {
				removed = append(removed, g.lex.Analyze(d))
			}
			batch.Delete(id)
		}
	}
	if len(batch.IndexOps) == 0 {
		return nil
	}
	if err := g.batch(batch); err != nil {
		return fmt.Errorf("write search index: %w", err)
	}
	for _, a := range removed {
		g.lex.Remove(a)
	}
	return nil
}

// holding returns the ids of documents that contain one of the words and are
// not among docs.
func (g *generation) holding(ctx context.Context, r index.IndexReader, words []string, docs []search.Document) ([]string, error) {
	if len(words) == 0 {
		return nil, nil
	}
	seen := make(map[string]bool, len(docs))
	for _, d := range docs {
		seen[d.ID] = true
	}
	var out []string
	for _, w := range words {
		for _, field := range []string{fieldTitle, fieldTags, fieldBody} {
			ids, err := idsWith(ctx, r, field, w)
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				if !seen[id] {
					seen[id] = true
					out = append(out, id)
				}
			}
		}
	}
	return out, nil
}

func idsWith(ctx context.Context, r index.IndexReader, field, token string) ([]string, error) {
	var out []string
	err := eachWith(ctx, r, field, token, func(d index.IndexInternalID) error {
		id, err := r.ExternalID(d)
		out = append(out, id)
		return err
	})
	return out, err
}

// eachWith calls f for each document with a token in a field.
func eachWith(ctx context.Context, r index.IndexReader, field, token string, f func(index.IndexInternalID) error) error {
	t, err := r.TermFieldReader(ctx, []byte(token), field, false, false, false)
	if err != nil {
		return fmt.Errorf("read search index: %w", err)
	}
	defer t.Close()
	var buffer index.TermFieldDoc
	for {
		d, err := t.Next(&buffer)
		if err == nil && d != nil {
			err = f(d.ID)
		}
		if err != nil {
			return fmt.Errorf("read search index: %w", err)
		}
		if d == nil {
			return nil
		}
	}
}

// lastOfEach drops documents that are replaced later in the same list.
func lastOfEach(docs []search.Document) []search.Document {
	last := make(map[string]int, len(docs))
	for i, d := range docs {
		last[d.ID] = i
	}
	if len(last) == len(docs) {
		return docs
	}
	out := make([]search.Document, 0, len(last))
	for i, d := range docs {
		if last[d.ID] == i {
			out = append(out, d)
		}
	}
	return out
}
