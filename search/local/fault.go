package local

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
)

// errGone means that the files of a generation were removed while it was in
// use.
var errGone = errors.New("the folder of the search index was removed")

// guarded calls a function that uses scorch and turns a panic into an error.
// Bugs, damaged or truncated files, and segments closed after a failed write
// all make scorch panic.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("search library: panic: %v\n%s", v, debug.Stack())
		}
	}()
	return f()
}

// scorch writes and merges on its own goroutines and reports failures there to
// a callback. It finds callbacks by name, in a process-wide table that must not
// change once in use. So a single callback is registered, once, which tells
// generations apart by their path.
const callback = "vielfalt"

var (
	listeners sync.Map // store path → func(error)
	enlist    = sync.OnceFunc(func() {
		scorch.RegistryAsyncErrorCallbacks[callback] = func(err error, path string) {
			if f, ok := listeners.Load(path); ok {
				f.(func(error))(err)
			}
		}
	})
)

// fail records, once, that something went wrong with the generation. Nobody
// uses it after that: a segment that could not be written may be closed, and a
// library goroutine that has ended leaves its callers waiting forever.
func (g *generation) fail(err error) {
	g.failing.Do(func() {
		g.fault = err
		close(g.broken)
		if g.failed != nil {
			g.failed(g)
		}
	})
}

// sound reports whether the index is readable, as far as a look into each
// segment and at one document can tell.
func (g *generation) sound() bool {
	return guarded(func() error {
		if err := g.there(); err != nil {
			return err
		}
		r, err := g.index.Reader()
		if err != nil {
			return err
		}
		defer r.Close()
		for _, field := range []string{fieldTitle, fieldTags, fieldBody, fieldKeys, fieldPairs, fieldItem} {
			if err := probe(r, field); err != nil {
				return err
			}
		}
		all, err := r.DocIDReaderAll()
		if err != nil {
			return err
		}
		defer all.Close()
		first, err := all.Next()
		if err != nil || first == nil {
			return err
		}
		id, err := r.ExternalID(first)
		if err == nil {
			_, _, err = stored(r, id)
		}
		return err
	}) == nil
}

// probe looks up a word that no document contains. Unlike a walk through all
// words, which starts a goroutine for each segment, it hits anything broken on
// its caller's goroutine, where the panic can be caught.
func probe(r index.IndexReader, field string) error {
	t, err := r.TermFieldReader(context.Background(), []byte("\x01"), field, false, false, false)
	if err != nil {
		return err
	}
	return t.Close()
}

// failure returns why the generation must no longer be used, or nil if it may
// be.
func (g *generation) failure() error {
	select {
	case <-g.broken:
		return g.fault
	default:
		return nil
	}
}
