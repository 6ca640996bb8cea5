package local

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"

	"vielfalt/search"
	"vielfalt/search/internal/spool"
)

// Rebuild implements search.Index. If there is nothing to keep in service, what
// is written is found at once.
func (x *Index) Rebuild(ctx context.Context, all iter.Seq2[search.Document, error], at search.Position) error {
	select {
	case x.builder <- struct{}{}:
		defer func() { <-x.builder }()
	case <-ctx.Done():
		return ctx.Err()
	}
	x.mu.RLock()
	closed := x.closed
	x.mu.RUnlock()
	if closed {
		return fmt.Errorf("rebuild search index: closed: %w", search.ErrUnavailable)
	}
	g, err := x.next()
	if err != nil {
		return x.gaveUp(err)
	}
	if err := x.build(ctx, g, all, at); err != nil {
		x.replace(g, nil)
		return x.gaveUp(errors.Join(err, g.remove()))
	}
	return nil
}

// gaveUp records an error of Rebuild as the reason why there is no index, and
// returns it wrapped.
func (x *Index) gaveUp(err error) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.fault = err
	return fmt.Errorf("rebuild search index: %w", err)
}

// replace puts g, or no generation if nil, in service if the old one still is,
// and reports whether it did.
func (x *Index) replace(old, g *generation) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed || x.current != old || g != nil && g.failure() != nil {
		return false
	}
	x.current, x.fault = g, nil
	return true
}

// build fills an empty generation and puts it in service: at the end, or at
// once if nothing with documents is in service. The index may be written to
// meanwhile.
func (x *Index) build(ctx context.Context, g *generation, all iter.Seq2[search.Document, error], at search.Position) error {
	defer x.end(g)
	old, empty, err := x.begin(ctx, g)
	if err != nil {
		return err
	}
	if empty {
		if !x.replace(old, g) {
			return lost(g)
		}
		x.drop(old)
		old = g
	}
	if err := x.fill(ctx, g, all); err != nil {
		return err
	}
	if err := g.compact(ctx); err != nil {
		return err
	}
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := g.setPosition(at); err != nil {
		return err
	}
	if err := x.serve(g); err != nil {
		return err
	}
	if !x.replace(old, g) {
		return lost(g)
	}
	if old != g {
		x.drop(old)
	}
	return nil
}

// fill writes documents into an empty generation, once their words are known.
func (x *Index) fill(ctx context.Context, g *generation, all iter.Seq2[search.Document, error]) error {
	x.done.Store(0)
	x.all.Store(0)
	defer x.all.Store(0)
	defer g.lex.Forget()
	docs, err := spool.New(x.dir)
	if err != nil {
		return err
	}
	defer docs.Close()
	for d, err := range all {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		g.lex.Meet(d)
		if err := docs.Add(d); err != nil {
			return err
		}
		x.all.Add(1)
	}
	var small atomic.Bool
	for part, err := range ahead(g.analysed(docs.Batches(batchSize), &small)) {
		if err != nil {
			return err
		}
		began := time.Now()
		if err := x.add(ctx, g, part); err != nil {
			return err
		}
		x.done.Add(int64(part.read))
		small.Store(x.Rest != nil && x.Rest(ctx, time.Since(began)))
	}
	return nil
}

// A part is some documents of those that a generation is filled with.
type part struct {
	docs    []analysed
	read    int   // how many documents it was, of which later ones may replace earlier ones
	learned int64 // how often the generation had learned when they were analysed
}

// analysed yields documents in parts, analysed: small ones while readers need the
// processors, too.
func (g *generation) analysed(batches iter.Seq2[[]search.Document, error], small *atomic.Bool) iter.Seq2[part, error] {
	return func(yield func(part, error) bool) {
		for batch, err := range batches {
			if err != nil {
				yield(part{}, err)
				return
			}
			for len(batch) > 0 {
				size := rebuildBatch
				if small.Load() {
					size = smallBatch
				}
				n := min(size, len(batch))
				p := part{read: n, learned: g.learned.Load()}
				err := guarded(func() error {
					p.docs = g.analyse(lastOfEach(batch[:n]))
					return nil
				})
				if !yield(p, err) || err != nil {
					return
				}
				batch = batch[n:]
			}
		}
	}
}

// ahead yields what all does, which makes the next meanwhile, in a goroutine of its own.
func ahead[T any](all iter.Seq2[T, error]) iter.Seq2[T, error] {
	type made struct {
		value T
		err   error
	}
	return func(yield func(T, error) bool) {
		next, stop := make(chan made), make(chan struct{})
		go func() {
			defer close(next)
			for v, err := range all {
				select {
				case next <- made{v, err}:
				case <-stop:
					return
				}
			}
		}()
		defer func() {
			close(stop)
			for range next { // until all has ended
			}
		}()
		for m := range next {
			if !yield(m.value, m.err) {
				return
			}
		}
	}
}

// begin makes changes go to g as well from now on. It returns the generation in
// service and whether that has no documents.
func (x *Index) begin(ctx context.Context, g *generation) (old *generation, empty bool, err error) {
	done, err := x.write(ctx)
	if err != nil {
		return nil, false, err
	}
	defer done()
	g.touched = map[string]bool{}
	x.filling = g
	err = x.use(ctx, func(current *generation) error {
		old = current
		r, err := current.index.Reader()
		if err != nil {
			return err
		}
		defer r.Close()
		n, err := r.DocCount()
		empty = n == 0
		return err
	})
	if errors.Is(err, search.ErrUnavailable) {
		return old, true, nil
	}
	return old, empty, err
}

// end makes changes go only to the generation in service again.
func (x *Index) end(g *generation) {
	x.writer <- struct{}{}
	defer func() { <-x.writer }()
	g.touched = nil
	x.filling = nil
}

// add writes spooled documents, except those of items that have changed since.
func (x *Index) add(ctx context.Context, g *generation, p part) error {
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := g.failure(); err != nil {
		return err
	}
	fresh := slices.DeleteFunc(p.docs, func(d analysed) bool { return g.touched[d.Item] })
	return guarded(func() error {
		if p.learned != g.learned.Load() { // words that make compounds recognisable
			for i, d := range fresh {
				fresh[i].Analysis = g.lex.Analyze(d.Document)
			}
		}
		return g.write(ctx, nil, fresh)
	})
}

// lost returns why a generation cannot be put in service.
func lost(g *generation) error {
	if err := g.failure(); err != nil {
		return err
	}
	return fmt.Errorf("closed meanwhile: %w", search.ErrUnavailable)
}

// drop removes a generation that was in service, if there was one.
func (x *Index) drop(old *generation) {
	if old == nil {
		return
	}
	if err := old.remove(); err != nil {
		x.log.Warn("old search index cannot be removed", slog.Any("error", err))
	}
}

// Progress implements search.Index.
func (x *Index) Progress() (done, all int) { return int(x.done.Load()), int(x.all.Load()) }
