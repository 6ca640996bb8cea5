package local

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
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
	size := rebuildBatch
	for batch, err := range docs.Batches(batchSize) {
		if err != nil {
			return err
		}
		for len(batch) > 0 {
			n := min(size, len(batch))
			began := time.Now()
			if err := x.add(ctx, g, batch[:n]); err != nil {
				return err
			}
			batch = batch[n:]
			x.done.Add(int64(n))
			size = rebuildBatch
			if x.Rest != nil && x.Rest(ctx, time.Since(began)) {
				size = smallBatch
			}
		}
	}
	return nil
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
func (x *Index) add(ctx context.Context, g *generation, docs []search.Document) error {
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	var fresh []search.Document
	for _, d := range lastOfEach(docs) {
		if !g.touched[d.Item] {
			fresh = append(fresh, d)
		}
	}
	if err := g.failure(); err != nil {
		return err
	}
	return guarded(func() error { return g.write(ctx, nil, fresh) })
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
