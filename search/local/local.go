package local

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
	"vielfalt/search/internal/spool"
)

// ErrLocked: another process has the folder open.
var ErrLocked = errors.New("the folder is in use by another process")

// An Index is a search index in a folder. It implements search.Index.
type Index struct {
	dir    string
	log    *slog.Logger
	lang   *german.Language
	writer chan struct{} // holds a token while somebody writes

	mu      sync.RWMutex // held for reading while the generation is used
	current *generation  // nil after Close
}

var _ search.Index = (*Index)(nil)

// currentFile names the generation in service.
const currentFile = "current"

// Open opens the index in a folder, which is created if it is missing. An
// index of another schema, or one that cannot be read, is replaced by an empty
// one at the zero position. If another process has the folder open, the error
// is ErrLocked.
func Open(dir string, log *slog.Logger) (*Index, error) {
	lang, err := german.New()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open search index: %w", err)
	}
	x := &Index{dir: dir, log: log, lang: lang, writer: make(chan struct{}, 1)}
	x.current, err = x.open()
	if err != nil {
		return nil, err
	}
	x.clean()
	return x, nil
}

// prefix begins the names of generations of the present schema.
func (x *Index) prefix() string {
	return fmt.Sprintf("index-%d-%s-", schemaVersion, x.lang.Schema())
}

// open returns the generation in service, or a new one.
func (x *Index) open() (*generation, error) {
	name, err := x.inService()
	if err != nil {
		return nil, err
	}
	if name != "" {
		g, err := openGeneration(filepath.Join(x.dir, name), x.lang)
		switch {
		case errors.Is(err, ErrLocked):
			return nil, fmt.Errorf("open search index %s: %w", x.dir, ErrLocked)
		case err != nil:
			x.log.Warn("search index cannot be read and is begun anew", slog.Any("error", err))
		case !strings.HasPrefix(name, x.prefix()):
			x.log.Info("search index is of another version and is begun anew")
			if err := g.close(); err != nil {
				return nil, fmt.Errorf("open search index: %w", err)
			}
		default:
			// Another process may have replaced it while we waited for the lock.
			if now, err := x.inService(); err != nil || now != name {
				return nil, errors.Join(fmt.Errorf("open search index %s: %w", x.dir, ErrLocked), g.close())
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
	for n := 1; ; n++ {
		path := filepath.Join(x.dir, x.prefix()+strconv.Itoa(n))
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return createGeneration(path, x.lang)
		} else if err != nil {
			return nil, fmt.Errorf("create search index: %w", err)
		}
	}
}

// serve makes a generation the one that the next start opens.
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

// clean removes what interrupted rebuilds and older versions left.
func (x *Index) clean() {
	entries, err := os.ReadDir(x.dir)
	if err != nil {
		return
	}
	keep := filepath.Base(x.current.path)
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

// use returns the generation in service and a function to call when done with it.
func (x *Index) use(ctx context.Context) (*generation, func(), error) {
	x.mu.RLock()
	g := x.current
	if g == nil {
		x.mu.RUnlock()
		return nil, nil, fmt.Errorf("search index is closed: %w", search.ErrUnavailable)
	}
	if err := g.wait(ctx); err != nil {
		x.mu.RUnlock()
		return nil, nil, err
	}
	return g, x.mu.RUnlock, nil
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

// Put implements search.Index.
func (x *Index) Put(ctx context.Context, docs ...search.Document) error {
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	g, release, err := x.use(ctx)
	if err != nil {
		return err
	}
	defer release()
	for len(docs) > 0 {
		n := min(len(docs), batchSize)
		if err := g.put(ctx, docs[:n]); err != nil {
			return fmt.Errorf("put into search index: %w", err)
		}
		docs = docs[n:]
	}
	return nil
}

// Delete implements search.Index.
func (x *Index) Delete(ctx context.Context, items ...string) error {
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	g, release, err := x.use(ctx)
	if err != nil {
		return err
	}
	defer release()
	if err := g.delete(ctx, items); err != nil {
		return fmt.Errorf("delete from search index: %w", err)
	}
	return nil
}

// Search implements search.Index.
func (x *Index) Search(ctx context.Context, q search.Query) (search.Result, error) {
	g, release, err := x.use(ctx)
	if err != nil {
		return search.Result{}, err
	}
	defer release()
	limit, offset := q.Bounds()
	r, err := g.index.Reader()
	if err != nil {
		return search.Result{}, fmt.Errorf("search: %w", err)
	}
	defer r.Close()
	res := search.Result{Facets: map[search.Facet][]content.Count{}}
	for plan := g.lex.Plan(q.Text); plan != nil && !plan.Empty(); plan = plan.Relax() {
		all, err := rank(ctx, r, plan, &g.spare)
		if err != nil {
			return search.Result{}, fmt.Errorf("search: %w", err)
		}
		if len(all) == 0 {
			continue
		}
		s := newSelection(q)
		if all, err = s.apply(r, g.facets.of(r), all, plan.ContactsFirst); err != nil {
			return search.Result{}, fmt.Errorf("search: %w", err)
		}
		res.Total, res.Facets = min(len(all), search.MaxResults), s.facets()
		ids, scores, err := page(r, all, offset, min(offset+limit, search.MaxResults))
		if err != nil {
			return search.Result{}, fmt.Errorf("search: %w", err)
		}
		for i, id := range ids {
			d, ok, err := stored(r, id)
			if err != nil {
				return search.Result{}, fmt.Errorf("search: %w", err)
			}
			if ok {
				res.Hits = append(res.Hits, plan.Hit(d, scores[i]))
			}
		}
		res.DidYouMean = plan.DidYouMean(res.Hits)
		break
	}
	return res, nil
}

// Suggest implements search.Index.
func (x *Index) Suggest(ctx context.Context, text string, limit int) ([]search.Suggestion, error) {
	if limit <= 0 {
		return nil, nil
	}
	g, release, err := x.use(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	r, err := g.index.Reader()
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	defer r.Close()
	plan := g.lex.PlanTitles(text)
	if plan.Empty() {
		return nil, nil
	}
	all, err := rank(ctx, r, plan, &g.spare)
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	// Titles can be the same, so a few more are looked at.
	ids, _, err := page(r, all, 0, 4*min(limit, 100))
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	var out []search.Suggestion
	seen := map[string]bool{}
	for _, id := range ids {
		d, ok, err := stored(r, id)
		if err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
		if ok && !seen[d.Title] && len(out) < limit {
			seen[d.Title] = true
			out = append(out, search.Suggestion{Title: d.Title, Type: d.Type, Item: d.Item, Page: d.Page})
		}
	}
	return out, nil
}

// Rebuild implements search.Index. Put and Delete wait until it is done.
func (x *Index) Rebuild(ctx context.Context, all iter.Seq2[search.Document, error], at search.Position) error {
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	if _, release, err := x.use(ctx); err != nil {
		return err
	} else {
		release()
	}
	g, err := x.next()
	if err != nil {
		return fmt.Errorf("rebuild search index: %w", err)
	}
	if err := x.fill(ctx, g, all, at); err != nil {
		return fmt.Errorf("rebuild search index: %w", errors.Join(err, g.remove()))
	}
	x.mu.Lock()
	old := x.current
	if old == nil { // closed meanwhile
		x.mu.Unlock()
		return errors.Join(fmt.Errorf("rebuild search index: closed meanwhile: %w", search.ErrUnavailable), g.remove())
	}
	if err := x.serve(g); err != nil {
		x.mu.Unlock()
		return errors.Join(err, g.remove())
	}
	x.current = g
	x.mu.Unlock()
	if err := old.remove(); err != nil {
		x.log.Warn("old search index cannot be removed", slog.Any("error", err))
	}
	return nil
}

// fill writes all documents into an empty generation.
func (x *Index) fill(ctx context.Context, g *generation, all iter.Seq2[search.Document, error], at search.Position) error {
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
	}
	for batch, err := range docs.Batches(batchSize) {
		if err != nil {
			return err
		}
		if err := g.write(ctx, nil, lastOfEach(batch)); err != nil {
			return err
		}
	}
	return g.setPosition(at)
}

// A position is a search.Position as it is stored.
type position struct {
	History string `json:"history"`
	Change  int64
	Edge    time.Time
}

func (g *generation) setPosition(p search.Position) error {
	b, err := json.Marshal(position{p.History, p.Change, p.Edge.UTC()})
	if err != nil {
		return fmt.Errorf("set position of search index: %w", err)
	}
	if err := g.bleve.SetInternal(positionKey, b); err != nil {
		return fmt.Errorf("set position of search index: %w", err)
	}
	return nil
}

// Position implements search.Index.
func (x *Index) Position(ctx context.Context) (search.Position, error) {
	g, release, err := x.use(ctx)
	if err != nil {
		return search.Position{}, err
	}
	defer release()
	b, err := g.bleve.GetInternal(positionKey)
	if err != nil {
		return search.Position{}, fmt.Errorf("position of search index: %w", err)
	}
	if len(b) == 0 {
		return search.Position{}, nil
	}
	var p position
	if err := json.Unmarshal(b, &p); err != nil {
		return search.Position{}, fmt.Errorf("position of search index: %w", err)
	}
	return search.Position{History: p.History, Change: p.Change, Edge: p.Edge.UTC()}, nil
}

// SetPosition implements search.Index.
func (x *Index) SetPosition(ctx context.Context, p search.Position) error {
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	g, release, err := x.use(ctx)
	if err != nil {
		return err
	}
	defer release()
	return g.setPosition(p)
}

// Health implements search.Index.
func (x *Index) Health(ctx context.Context) error {
	_, release, err := x.use(ctx)
	if err != nil {
		return err
	}
	release()
	return nil
}

// Close implements search.Index.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	g := x.current
	if g == nil {
		return nil
	}
	x.current = nil
	if err := g.close(); err != nil {
		return fmt.Errorf("close search index: %w", err)
	}
	return nil
}
