package local

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	index "github.com/blevesearch/bleve_index_api"

	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
)

// ErrLocked means that another process has the folder open.
var ErrLocked = errors.New("the folder is in use by another process")

// An Index is a search index in a folder. It implements search.Index.
//
// A generation in which something failed is set aside and never used again. The
// index then has none, and is unavailable and at the zero position until
// Rebuild has made another.
type Index struct {
	// Rest, if not nil, is called between batches of a rebuild with the time
	// the last one took. It may wait, and reports whether batches should be
	// small. Set it before using the index.
	Rest func(ctx context.Context, took time.Duration) bool

	dir     string
	log     *slog.Logger
	lang    *german.Language
	writer  chan struct{} // holds a token while somebody writes
	builder chan struct{} // holds a token during a rebuild
	aside   sync.WaitGroup

	mu      sync.RWMutex // held for reading while the generation is in use
	current *generation  // nil after a fault, and after Close
	filling *generation  // that Rebuild fills; changed only with the writer's token
	fault   error        // why there is no generation
	closed  bool

	last      atomic.Int64 // last number given to a generation
	done, all atomic.Int64 // documents that Rebuild has written, and that it has read
}

var _ search.Index = (*Index)(nil)

// currentFile names the generation in service.
const currentFile = "current"

// Open opens the index in a folder, which is created if it is missing. An index
// of another schema keeps answering, at the zero position, until Rebuild
// replaces it; one that cannot be read is replaced by an empty one. If the
// folder or the disk does not allow even that, the index starts as if after a
// fault. If another process has the folder open, the error is ErrLocked.
func Open(dir string, log *slog.Logger, lang *german.Language) (*Index, error) {
	x := &Index{dir: dir, log: log, lang: lang, writer: make(chan struct{}, 1), builder: make(chan struct{}, 1)}
	g, err := x.open()
	switch {
	case errors.Is(err, ErrLocked):
		return nil, err
	case err != nil:
		x.fault = err
		log.Error("search index cannot be opened, and is built when it can be", slog.Any("error", err))
	default:
		x.mu.Lock()
		defer x.mu.Unlock()
		if err := g.failure(); err != nil { // failed already
			x.fault = err
			x.aside.Go(func() { _ = g.remove() }) // the next start removes what is left
		} else {
			x.current = g
		}
	}
	x.clean(g)
	return x, nil
}

// prefix returns how the names of generations of the current schema begin.
func (x *Index) prefix() string {
	return fmt.Sprintf("index-%d-%s-", schemaVersion, x.lang.Schema())
}

// open returns the generation in service, or a new one.
func (x *Index) open() (*generation, error) {
	if err := os.MkdirAll(x.dir, 0o700); err != nil {
		return nil, fmt.Errorf("open search index: %w", err)
	}
	name, err := x.inService()
	if err != nil {
		return nil, err
	}
	if name != "" {
		g, err := x.openGeneration(filepath.Join(x.dir, name))
		switch {
		case errors.Is(err, ErrLocked):
			return nil, fmt.Errorf("open search index %s: %w", x.dir, ErrLocked)
		case err != nil && x.replaced(name):
			return nil, fmt.Errorf("open search index %s: %w", x.dir, ErrLocked)
		case err != nil:
			x.log.Warn("search index cannot be read and is started again", slog.Any("error", err))
		default:
			if x.replaced(name) {
				return nil, errors.Join(fmt.Errorf("open search index %s: %w", x.dir, ErrLocked), g.close())
			}
			if !x.fits(g) {
				x.log.Info("search index is of another version and answers until it is rebuilt")
			}
			return g, nil
		}
	}
	g, err := x.next()
	if err != nil {
		return nil, err
	}
	if err := x.serve(g); err != nil {
		return nil, errors.Join(err, g.remove())
	}
	return g, nil
}

// replaced reports whether another process has replaced a generation while this
// one waited for its lock or its files. That process then has the folder open.
func (x *Index) replaced(name string) bool {
	now, err := x.inService()
	return err != nil || now != "" && now != name
}

// fits reports whether a generation is of the current schema.
func (x *Index) fits(g *generation) bool { return strings.HasPrefix(filepath.Base(g.path), x.prefix()) }

// inService returns the name of the generation in service, "" if there is none.
func (x *Index) inService() (string, error) {
	b, err := os.ReadFile(filepath.Join(x.dir, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("open search index: %w", err)
	}
	name := strings.TrimSpace(string(b))
	if !strings.HasPrefix(name, "index-") || name != filepath.Base(name) {
		return "", nil
	}
	return name, nil
}

// next creates an empty generation.
func (x *Index) next() (*generation, error) {
	if err := os.MkdirAll(x.dir, 0o700); err != nil {
		return nil, fmt.Errorf("create search index: %w", err)
	}
	entries, err := os.ReadDir(x.dir)
	if err != nil {
		return nil, fmt.Errorf("create search index: %w", err)
	}
	// No number is used twice: whoever waits for the lock of a generation must
	// see that it was replaced.
	last := int(x.last.Load())
	for _, e := range entries {
		if digits, ok := strings.CutPrefix(e.Name(), x.prefix()); ok {
			if n, err := strconv.Atoi(digits); err == nil {
				last = max(last, n)
			}
		}
	}
	x.last.Store(int64(last + 1))
	return x.createGeneration(filepath.Join(x.dir, x.prefix()+strconv.Itoa(last+1)))
}

// serve names a generation as the one that the next start opens.
func (x *Index) serve(g *generation) error {
	f, err := os.CreateTemp(x.dir, currentFile+"-*")
	if err != nil {
		return fmt.Errorf("replace search index: %w", err)
	}
	_, err = f.WriteString(filepath.Base(g.path) + "\n")
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(x.dir, currentFile))
	}
	if err != nil {
		return fmt.Errorf("replace search index: %w", errors.Join(err, os.Remove(f.Name())))
	}
	if d, err := os.Open(x.dir); err == nil { // so that the new name survives a crash
		_ = d.Sync() // not every file system can
		_ = d.Close()
	}
	return nil
}

// clean removes what interrupted rebuilds and older versions left next to g.
func (x *Index) clean(g *generation) {
	entries, err := os.ReadDir(x.dir)
	if err != nil {
		return
	}
	keep := ""
	if g != nil {
		keep = filepath.Base(g.path)
	}
	for _, e := range entries {
		n := e.Name()
		left := strings.HasPrefix(n, "index-") || strings.HasPrefix(n, "spool-") || strings.HasPrefix(n, currentFile+"-")
		if left && n != keep {
			if err := os.RemoveAll(filepath.Join(x.dir, n)); err != nil {
				x.log.Warn("leftover of search index cannot be removed", slog.String("name", n), slog.Any("error", err))
			}
		}
	}
}

// failed sets aside a generation in which something failed. It is called on
// whatever goroutine met the failure, which may be one that close waits for.
func (x *Index) failed(g *generation) {
	x.aside.Go(func() {
		x.mu.Lock()
		ours := x.current == g
		if ours {
			x.current, x.fault = nil, g.fault
		}
		x.mu.Unlock()
		if !ours {
			return // Rebuild, which is filling it, or Close will see it
		}
		x.log.Error("search index has failed, and is being rebuilt", slog.String("folder", g.path), slog.Any("error", g.fault))
		if err := g.remove(); err != nil {
			x.log.Warn("failed search index cannot be removed", slog.Any("error", err))
		}
	})
}

// use calls f with the generation in service. An error from f is a failure of
// the generation, unless the context is done or the generation is still
// readable: an unforeseen query must not take the index away from everybody.
func (x *Index) use(ctx context.Context, f func(*generation) error) error {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil {
		return x.absent()
	}
	g := x.current
	if err := g.wait(ctx); err != nil {
		return err
	}
	err := g.failure()
	if err == nil {
		if err = guarded(func() error { return f(g) }); err == nil || ctx.Err() != nil {
			return err
		}
		if g.failure() == nil && g.sound() {
			return err
		}
		g.fail(err)
	}
	return fmt.Errorf("%w: %w", search.ErrUnavailable, err)
}

// absent returns why there is no generation. The caller must hold the lock.
func (x *Index) absent() error {
	switch {
	case x.closed:
		return fmt.Errorf("search index is closed: %w", search.ErrUnavailable)
	case x.fault != nil:
		return fmt.Errorf("%w until it is rebuilt: %w", search.ErrUnavailable, x.fault)
	default:
		return fmt.Errorf("%w until it is rebuilt", search.ErrUnavailable)
	}
}

// write waits until nobody else writes and returns a function to call when done.
func (x *Index) write(ctx context.Context) (func(), error) {
	select {
	case x.writer <- struct{}{}:
		return func() { <-x.writer }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// change writes to the generation in service, and to the one that is being
// filled, so that what is put meanwhile is not lost with the old one.
func (x *Index) change(ctx context.Context, f func(*generation) error) error {
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	var used *generation
	err = x.use(ctx, func(g *generation) error {
		used = g
		return f(g)
	})
	if err != nil || x.filling == nil || x.filling == used {
		return err
	}
	if err := guarded(func() error { return f(x.filling) }); err != nil && ctx.Err() == nil {
		x.filling.fail(err) // Rebuild will see it
	}
	return ctx.Err()
}

// Put implements search.Index.
func (x *Index) Put(ctx context.Context, docs ...search.Document) error {
	err := x.change(ctx, func(g *generation) error {
		for batch := range slices.Chunk(docs, batchSize) {
			if err := g.put(ctx, batch); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("put into search index: %w", err)
	}
	return nil
}

// Delete implements search.Index.
func (x *Index) Delete(ctx context.Context, items ...string) error {
	if err := x.change(ctx, func(g *generation) error { return g.delete(ctx, items) }); err != nil {
		return fmt.Errorf("delete from search index: %w", err)
	}
	return nil
}

// Search implements search.Index.
func (x *Index) Search(ctx context.Context, q search.Query) (res search.Result, err error) {
	err = x.use(ctx, func(g *generation) (err error) {
		res, err = g.search(ctx, q)
		return err
	})
	if err != nil {
		return search.Result{}, fmt.Errorf("search: %w", err)
	}
	return res, nil
}

func (g *generation) search(ctx context.Context, q search.Query) (search.Result, error) {
	r, err := g.index.Reader()
	if err != nil {
		return search.Result{}, err
	}
	defer r.Close()
	res := search.Result{Facets: map[search.Facet][]content.Count{}}
	plan, all, err := g.found(ctx, r, q)
	if err != nil {
		return res, err
	}
	if len(all) == 0 {
		res.Nothing, err = g.nothing(ctx, r, plan)
		return res, err
	}
	if _, offset := q.Bounds(); offset == 0 && !q.All {
		if res.Related, err = g.related(ctx, r, plan, all, q); err != nil {
			return search.Result{}, err
		}
	}
	var whole []candidate // however it is narrowed
	if plan.Corrected() {
		whole = slices.Clone(all)
	}
	known, err := g.traits.of(r)
	if err != nil {
		return search.Result{}, err
	}
	s := newSelection(q)
	all = s.apply(known, all, plan.TypeBonus)
	if all, err = without(ctx, r, all, q.Except); err != nil {
		return search.Result{}, err
	}
	res.Total, res.More = min(len(all), search.MaxResults), len(all) > search.MaxResults
	res.Facets, res.Without = s.facets(), plan.Without()
	if res.Hits, res.Entries, err = shown(r, plan, all, q); err != nil {
		return search.Result{}, err
	}
	res.DidYouMean, res.Guess = plan.DidYouMean(res.Hits)
	if res.DidYouMean == "" && len(whole) > 0 { // this page has not the words
		best, err := hits(r, plan.Hit, whole, 0, maxNearHits)
		if err != nil {
			return search.Result{}, err
		}
		res.DidYouMean, res.Guess = plan.DidYouMean(best)
	}
	return res, nil
}

// shown returns the hits on the page that a query asks for, best first, and how many there
// are on all pages.
func shown(r index.IndexReader, plan *german.Plan, all []candidate, q search.Query) (out []search.Hit, entries int, err error) {
	limit, offset := q.Bounds()
	show := plan.Hit
	if q.All {
		show = german.Bare
	}
	if !q.Fold || len(all) > search.MaxFolded {
		entries = min(len(all), search.MaxResults)
		out, err = hits(r, show, all, offset, min(offset+limit, search.MaxResults))
		if q.Fold {
			out = search.Fold(out)
		}
		return out, entries, err
	}
	// Only what is on the page is marked: that takes the longest.
	docs := map[string]search.Document{}
	bare, err := hits(r, func(d search.Document, score float64) search.Hit {
		docs[d.ID] = d
		return german.Bare(d, score)
	}, all, 0, len(all))
	if err != nil {
		return nil, 0, err
	}
	folded := search.Fold(bare)
	for _, h := range folded[min(offset, len(folded)):min(offset+limit, len(folded))] {
		one := show(docs[h.ID], h.Score)
		for _, p := range h.Pages {
			one.Pages = append(one.Pages, show(docs[p.ID], p.Score))
		}
		out = append(out, one)
	}
	return out, len(folded), nil
}

// hits loads the candidates from offset to end, best first, as they are to be shown.
func hits(r index.IndexReader, show func(search.Document, float64) search.Hit, all []candidate, offset, end int) ([]search.Hit, error) {
	all, err := page(r, all, offset, end)
	if err != nil {
		return nil, err
	}
	var out []search.Hit
	for _, c := range all {
		d, err := storedAt(r, c.doc)
		if err != nil {
			return nil, err
		}
		out = append(out, show(d, c.score))
	}
	return out, nil
}

// related returns the best of what a plan leads to, without what it finds itself,
// which is in the order of numbers.
func (g *generation) related(ctx context.Context, r index.IndexReader, plan *german.Plan, found []candidate, q search.Query) ([]search.Hit, error) {
	leads := plan.Related()
	if q.Exact || leads.Empty() {
		return nil, nil
	}
	all, err := g.ranked(ctx, r, leads)
	if err != nil {
		return nil, err
	}
	known, err := g.traits.of(r)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(c candidate) bool {
		_, has := slices.BinarySearchFunc(found, c, func(a, b candidate) int { return cmp.Compare(a.doc, b.doc) })
		return has
	})
	if all, err = without(ctx, r, all, q.Except); err != nil {
		return nil, err
	}
	return hits(r, leads.Hit, newSelection(q).apply(known, all, leads.TypeBonus), 0, search.MaxRelated)
}

// nothing says why a plan finds nothing.
func (g *generation) nothing(ctx context.Context, r index.IndexReader, plan *german.Plan) (search.Nothing, error) {
	near := plan.Near()
	var found []search.Hit
	if !near.Empty() {
		all, err := g.scored(ctx, r, near)
		if err != nil {
			return search.Nothing{}, err
		}
		if found, err = hits(r, near.Hit, all, 0, maxNearHits); err != nil {
			return search.Nothing{}, err
		}
	}
	return plan.Nothing(near, found), nil
}

// maxNearHits is in how many documents the words in place of those of a query are
// looked for, to write them as these do.
const maxNearHits = 20

// found returns the documents that have all that a query asks for, or else, or if
// that is a guess, what sounds like it, or else what some of its words are a kind of or
// lead to, or else as much of it as any document has, and the plan that they satisfy; if
// there are none, the plan for the whole query. Days have long texts, so what they have
// decides only if nothing else has any of it.
func (g *generation) found(ctx context.Context, r index.IndexReader, q search.Query) (*german.Plan, []candidate, error) {
	plan := g.lex.PlanFor(q)
	k, err := g.begun(r)
	if err != nil {
		return plan, nil, err
	}
	defer g.spare.Put(k)
	days := k.known.having(facetToken(search.ByType, string(content.TypeDay)))
	var onlyDays []candidate // that have all, in their long texts
	if !plan.Empty() && len(plan.Without()) == 0 && !plan.Guessed() {
		all, err := g.rank(ctx, k, plan)
		if err != nil {
			return plan, nil, err
		}
		if plan.Quoted() && len(all) > 0 || slices.ContainsFunc(all, func(c candidate) bool { return !days(c.doc) }) {
			return plan, all, nil
		}
		if titled, err := titles(r, plan, all, q); titled || err != nil {
			return plan, all, err
		}
		onlyDays = all
	}
	if alike := g.lex.PlanSound(q.Text); !q.Exact && !alike.Empty() {
		all, err := g.scored(ctx, r, alike)
		if err != nil || len(all) > 0 || len(onlyDays) == 0 {
			return alike, all, err
		}
	}
	if wider := plan.Wider(); !wider.Empty() && len(onlyDays) == 0 {
		all, err := g.ranked(ctx, r, wider)
		if err != nil {
			return plan, nil, err
		}
		if slices.ContainsFunc(all, func(c candidate) bool { return !days(c.doc) }) {
			return wider, all, nil
		}
	}
	loose := plan.Loose()
	if loose.Empty() {
		return plan, onlyDays, nil
	}
	if loose != plan {
		k.begin(r, k.known, uint64(k.docs))
	}
	for _, but := range []func(uint64) bool{days, nil} {
		covers, err := k.covers(ctx, loose, but)
		if err != nil {
			return plan, nil, err
		}
		if part := loose.Best(covers); part != nil {
			all, err := g.rank(ctx, k, part)
			return part, all, err
		}
		if len(onlyDays) > 0 {
			break
		}
	}
	return plan, onlyDays, nil
}

// titles reports whether the title of one of the best documents has all that is asked for,
// but for those that are told already.
func titles(r index.IndexReader, plan *german.Plan, all []candidate, q search.Query) (bool, error) {
	titled := func(d search.Document, score float64) search.Hit {
		h := german.Bare(d, score)
		h.Title.Text = d.Title
		return h
	}
	best, err := hits(r, titled, slices.Clone(all), 0, german.MostTitled+len(q.Except)) // which drops the others
	best = slices.DeleteFunc(best, func(h search.Hit) bool { return slices.Contains(q.Except, h.Item) })
	return plan.Titles(best), err
}

// maxQuoted is how many documents are looked at for a phrase: those beyond have
// all of its words, and are taken for having it.
const maxQuoted = 500

// rank returns the documents that satisfy a plan, without those that it excludes
// and those that do not have its phrases.
func (g *generation) rank(ctx context.Context, k *ranking, plan *german.Plan) ([]candidate, error) {
	r := k.r
	all, err := k.rank(ctx, plan)
	if err != nil {
		return nil, err
	}
	if terms := plan.Excluded(); len(terms) > 0 && len(all) > 0 {
		out, err := having(ctx, r, terms...)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(c candidate) bool { return out[c.doc] })
	}
	if err := g.prefer(ctx, r, plan, all); err != nil {
		return nil, err
	}
	if !plan.Quoted() {
		return all, nil
	}
	kept := all[:0]
	for i, c := range all {
		if i < maxQuoted {
			if d, err := storedAt(r, c.doc); err != nil {
				return nil, err
			} else if !plan.Holds(d) {
				continue
			}
		}
		kept = append(kept, c)
	}
	return kept, nil
}

// ranked is rank for a plan of its own.
func (g *generation) ranked(ctx context.Context, r index.IndexReader, plan *german.Plan) ([]candidate, error) {
	k, err := g.begun(r)
	if err != nil {
		return nil, err
	}
	defer g.spare.Put(k)
	return g.rank(ctx, k, plan)
}

// scored returns the documents that satisfy a plan, in the order of their numbers.
func (g *generation) scored(ctx context.Context, r index.IndexReader, plan *german.Plan) ([]candidate, error) {
	if plan.Empty() {
		return nil, nil
	}
	k, err := g.begun(r)
	if err != nil {
		return nil, err
	}
	defer g.spare.Put(k)
	return k.rank(ctx, plan)
}

// prefer adds to the scores of documents that have what is preferred.
func (g *generation) prefer(ctx context.Context, r index.IndexReader, plan *german.Plan, all []candidate) error {
	for _, b := range plan.Bonuses() {
		has, err := having(ctx, r, b.Term)
		if err != nil {
			return err
		}
		if len(has) == 0 {
			continue
		}
		for i, c := range all {
			if has[c.doc] {
				all[i].score += b.Bonus
			}
		}
	}
	return nil
}

// Suggest implements search.Index.
func (x *Index) Suggest(ctx context.Context, text string, limit int) (out []search.Suggestion, err error) {
	if limit <= 0 {
		return nil, nil
	}
	err = x.use(ctx, func(g *generation) (err error) {
		out, err = g.suggest(ctx, text, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	return out, nil
}

func (g *generation) suggest(ctx context.Context, text string, limit int) ([]search.Suggestion, error) {
	r, err := g.index.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	plan := g.lex.PlanTitles(text)
	if plan.Empty() {
		return nil, nil
	}
	all, err := g.scored(ctx, r, plan)
	if err != nil {
		return nil, err
	}
	known, err := g.traits.of(r)
	if err != nil {
		return nil, err
	}
	s := newSelection(search.Query{})
	s.refuse(search.ByType, string(content.TypeDay))
	all = s.apply(known, all, plan.TypeBonus)
	// Titles may repeat, so look at a few more.
	if all, err = page(r, all, 0, 4*min(limit, 100)); err != nil {
		return nil, err
	}
	var out []search.Suggestion
	seen := map[string]bool{}
	for _, c := range all {
		if len(out) == limit {
			break
		}
		d, err := storedAt(r, c.doc)
		if err != nil {
			return nil, err
		}
		if !seen[d.Title] {
			seen[d.Title] = true
			out = append(out, search.Suggestion{Title: d.Title, Type: d.Type, Item: d.Item, Page: d.Page})
		}
	}
	return out, nil
}

// A position is a search.Position as stored.
type position struct {
	History string `json:"history"`
	Change  int64
	Edge    time.Time
	Days    string
}

func (g *generation) setPosition(p search.Position) error {
	b, err := json.Marshal(position{p.History, p.Change, p.Edge.UTC(), p.Days})
	if err != nil {
		return err
	}
	batch := index.NewBatch()
	batch.SetInternal(positionKey, b)
	return g.batch(batch)
}

func (g *generation) position() (search.Position, error) {
	r, err := g.index.Reader()
	if err != nil {
		return search.Position{}, err
	}
	defer r.Close()
	b, err := r.GetInternal(positionKey)
	if err != nil || len(b) == 0 {
		return search.Position{}, err
	}
	var p position
	if err := json.Unmarshal(b, &p); err != nil {
		return search.Position{}, err
	}
	return search.Position{History: p.History, Change: p.Change, Edge: p.Edge.UTC(), Days: p.Days}, nil
}

// Position implements search.Index. It is zero after a fault, and for an index
// of another schema, which must be rebuilt.
func (x *Index) Position(ctx context.Context) (p search.Position, err error) {
	x.mu.RLock()
	absent := x.current == nil && !x.closed
	x.mu.RUnlock()
	if absent {
		return search.Position{}, nil
	}
	err = x.use(ctx, func(g *generation) (err error) {
		if err := g.there(); err != nil || !x.fits(g) {
			return err
		}
		p, err = g.position()
		return err
	})
	if err != nil {
		return search.Position{}, fmt.Errorf("position of search index: %w", err)
	}
	return p, nil
}

// SetPosition implements search.Index.
func (x *Index) SetPosition(ctx context.Context, p search.Position) error {
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := x.use(ctx, func(g *generation) error { return g.setPosition(p) }); err != nil {
		return fmt.Errorf("set position of search index: %w", err)
	}
	return nil
}

// Health implements search.Index.
func (x *Index) Health(ctx context.Context) error {
	return x.use(ctx, (*generation).there)
}

// Close implements search.Index.
func (x *Index) Close() error {
	x.mu.Lock()
	g := x.current
	x.current, x.closed = nil, true
	x.mu.Unlock()
	var err error
	if g != nil {
		err = g.close()
	}
	x.aside.Wait()
	if err != nil {
		return fmt.Errorf("close search index: %w", err)
	}
	return nil
}
