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

// errGone: the files of a generation were removed while it was in use.
var errGone = errors.New("the folder of the search index was removed")

// guarded calls what calls scorch. Mistakes, files that are damaged or cut short
// and segments that were closed after a failed write end in a panic there.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("search library: panic: %v\n%s", v, debug.Stack())
		}
	}()
	return f()
}

// scorch writes and merges on goroutines of its own, and what fails there it
// tells to a callback. It knows callbacks by name only, from a table for the
// whole process that must not change once it is used. So one is entered, once,
// that tells generations apart by their path.
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

// fail records that something went wrong with the generation, once. Nobody uses
// it after that: a segment that could not be written may be closed, and a
// library routine that ended leaves those who wait for it waiting for ever.
func (g *generation) fail(err error) {
	g.failing.Do(func() {
		g.fault = err
		close(g.broken)
		if g.failed != nil {
			g.failed(g)
		}
	})
}

// sound reports whether the index can be read, as far as a look into each segment
// and at one document tells.
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
		for _, field := range []string{fieldTitle, fieldTags, fieldBody, fieldKeys, fieldItem} {
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

// probe looks for a word that no document holds. Other than a walk through all
// words, which begins with a goroutine for each segment, it meets what is broken
// on the goroutine of its caller.
func probe(r index.IndexReader, field string) error {
	t, err := r.TermFieldReader(context.Background(), []byte("\x01"), field, false, false, false)
	if err != nil {
		return err
	}
	return t.Close()
}

// failure returns why the generation must not be used any more; nil if it may be.
func (g *generation) failure() error {
	select {
	case <-g.broken:
		return g.fault
	default:
		return nil
	}
}
