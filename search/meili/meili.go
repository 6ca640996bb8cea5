package meili

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
	"vielfalt/search/internal/spool"
)

// A Config says where the index is.
type Config struct {
	URL string // of the server: "http://127.0.0.1:7700"
	// Key is for all indexes, because the server tells no other how a swap ended.
	// If it may make keys, one is made that may only search in Index, and queries
	// are asked with that. Empty for a server without keys.
	Key      string
	Index    string           // name of the index; empty means "vielfalt"
	Now      func() time.Time // nil means time.Now
	Log      *slog.Logger
	Language *german.Language // nil means one without names of days
}

// An Index is a search index on a server. It implements search.Index.
type Index struct {
	host   host
	key    string
	client meilisearch.ServiceManager // with the key given
	name   string
	log    *slog.Logger
	lang   *german.Language
	writer chan struct{} // holds a token while somebody writes

	life context.Context // ends with Close
	end  context.CancelFunc

	saidVersion, saidKey sync.Once // to the log

	mu    sync.Mutex
	asks  meilisearch.ServiceManager // with the key for queries
	lex   *german.Lexicon            // nil until read from the server
	at    *position                  // as last read or written; nil if unknown
	first *preparation               // in progress, or nil

	written, known atomic.Int64 // documents that Rebuild has written, and that it has read
}

// A preparation makes the index ready and reads its words, once for everybody
// who waits for it.
type preparation struct {
	done chan struct{} // closed when finished
	lex  *german.Lexicon
	err  error
}

var _ search.Index = (*Index)(nil)

// batchSize is how many documents are sent at a time.
const batchSize = 500

var namePattern = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,200}$`)

// CheckURL reports what is wrong with the address of a server.
func CheckURL(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return errors.New("the address of the search server must be like http://127.0.0.1:7700")
	}
	return nil
}

// Open returns the index on a server. The server need not be up yet: it is
// contacted at first use, and a missing index is created then.
func Open(c Config) (*Index, error) {
	if err := CheckURL(c.URL); err != nil {
		return nil, err
	}
	c.Index = cmp.Or(c.Index, "vielfalt")
	if !namePattern.MatchString(c.Index) {
		return nil, fmt.Errorf("%q cannot be the name of a search index", c.Index)
	}
	if c.Language == nil {
		var err error
		if c.Language, err = german.New(); err != nil {
			return nil, err
		}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	x := &Index{host: newHost(c.URL, c.Now), key: c.Key, name: c.Index, log: c.Log, lang: c.Language, writer: make(chan struct{}, 1)}
	x.client = x.host.as(c.Key)
	x.asks = x.client
	x.life, x.end = context.WithCancel(context.Background())
	return x, nil
}

func (x *Index) schema() string { return fmt.Sprintf("%d-%s", schemaVersion, x.lang.Schema()) }

var errClosed = fmt.Errorf("search index is closed: %w", search.ErrUnavailable)

// lexicon returns the lexicon. The first use makes the index ready and reads
// its words.
func (x *Index) lexicon(ctx context.Context) (*german.Lexicon, error) {
	if x.life.Err() != nil {
		return nil, errClosed
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	x.mu.Lock()
	if x.lex != nil {
		defer x.mu.Unlock()
		return x.lex, nil
	}
	p := x.first
	if p == nil {
		p = &preparation{done: make(chan struct{})}
		x.first = p
		go x.prepare(p)
	}
	x.mu.Unlock()
	select {
	case <-p.done:
		return p.lex, p.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// prepare runs for as long as it takes; callers that wait for it may give up
// earlier.
func (x *Index) prepare(p *preparation) {
	defer close(p.done)
	lex, at, err := x.read(x.life)
	x.mu.Lock()
	defer x.mu.Unlock()
	p.lex, p.err, x.first = lex, err, nil
	if x.lex == nil { // a rebuild may have been faster
		x.lex, x.at = lex, at
	}
}

// read makes sure that the server, the index and the key for queries are as they
// should be, and reads the words and the position.
func (x *Index) read(ctx context.Context) (*german.Lexicon, *position, error) {
	at, err := x.readPosition(ctx)
	if err != nil {
		return nil, nil, err
	}
	if err := x.checkVersion(ctx); err != nil {
		return nil, nil, err
	}
	if err := x.create(ctx, x.name); err != nil {
		return nil, nil, err
	}
	if err := x.prepareKey(ctx); err != nil {
		return nil, nil, err
	}
	lex := x.lang.NewLexicon()
	if err := x.load(ctx, lex); err != nil {
		return nil, nil, err
	}
	return lex, at, nil
}

// forget returns err and makes the next use read from the server again if err
// means that the index has changed there, or the keys.
func (x *Index) forget(err error) error {
	missing := errors.Is(err, errMissing)
	if missing || errors.Is(err, errRefused) {
		x.mu.Lock()
		x.lex, x.at = nil, nil
		x.mu.Unlock()
	}
	if missing {
		return fmt.Errorf("%w: %w", err, search.ErrUnavailable)
	}
	return err
}

// load reads the tokens in the index.
func (x *Index) load(ctx context.Context, lex *german.Lexicon) error {
	const operation = "read words from search server"
	var none int64
	r, err := x.asking().Index(x.name).SearchWithContext(ctx, "", &meilisearch.SearchRequest{
		HitsPerPage: &none, Facets: []string{"terms"},
	})
	if err != nil {
		return explain(ctx, operation, err)
	}
	counts, err := distribution(r.FacetDistribution)
	if err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	for token, n := range counts["terms"] {
		lex.Load(lex.Counted(token, n))
	}
	return nil
}

func distribution(raw json.RawMessage) (map[string]map[string]int, error) {
	var counts map[string]map[string]int
	if len(raw) == 0 {
		return counts, nil
	}
	if err := json.Unmarshal(raw, &counts); err != nil {
		return nil, errors.New("facets cannot be read")
	}
	return counts, nil
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
	if err := checkIDs(docs); err != nil {
		return fmt.Errorf("put into search index: %w", err)
	}
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	lex, err := x.lexicon(ctx)
	if err != nil {
		return fmt.Errorf("put into search index: %w", err)
	}
	for len(docs) > 0 {
		n := min(len(docs), batchSize)
		if err := x.put(ctx, lex, docs[:n]); err != nil {
			return fmt.Errorf("put into search index: %w", x.forget(err))
		}
		docs = docs[n:]
	}
	return nil
}

// put adds or replaces documents, and rewrites those in which their words make
// compounds recognisable.
func (x *Index) put(ctx context.Context, lex *german.Lexicon, docs []search.Document) error {
	last := map[string]search.Document{}
	for _, d := range docs {
		last[d.ID] = d
	}
	var names []string
	for id := range last {
		names = append(names, id)
	}
	slices.Sort(names)
	stale := lex.Learn(docs...)
	old, err := x.fetch(ctx, &meilisearch.DocumentsQuery{Ids: names})
	if err != nil {
		return err
	}
	for len(stale) > 0 {
		n := min(len(stale), 200)
		again, err := x.fetch(ctx, &meilisearch.DocumentsQuery{Filter: in("terms", stale[:n]...)})
		if err != nil {
			return err
		}
		for _, d := range again {
			if _, ok := last[d.ID]; !ok {
				last[d.ID] = d
				names = append(names, d.ID)
				old = append(old, d)
			}
		}
		stale = stale[n:]
	}
	var removed, added []german.Analysis
	for _, d := range old {
		removed = append(removed, lex.Analyze(d))
	}
	for len(names) > 0 {
		n := min(len(names), batchSize)
		var batch []document
		for _, id := range names[:n] {
			a := lex.Analyze(last[id])
			added = append(added, a)
			batch = append(batch, newDocument(last[id], a))
		}
		info, err := x.client.Index(x.name).AddDocumentsWithContext(ctx, batch, nil)
		if err := x.done(ctx, "write to search server", info, err); err != nil {
			return err
		}
		names = names[n:]
	}
	for _, a := range removed {
		lex.Remove(a)
	}
	for _, a := range added {
		lex.Add(a)
	}
	return nil
}

// fetch returns documents as they were put.
func (x *Index) fetch(ctx context.Context, q *meilisearch.DocumentsQuery) ([]search.Document, error) {
	const operation = "read from search server"
	var out []search.Document
	q.Limit, q.Fields = batchSize, []string{"doc"}
	for {
		var r meilisearch.DocumentsResult
		if err := x.client.Index(x.name).GetDocumentsWithContext(ctx, q, &r); err != nil {
			return nil, explain(ctx, operation, err)
		}
		for _, h := range r.Results {
			if d, ok, err := decode(h); err != nil {
				return nil, fmt.Errorf("%s: %w", operation, err)
			} else if ok {
				out = append(out, d)
			}
		}
		if q.Offset += batchSize; q.Offset >= r.Total {
			return out, nil
		}
	}
}

// decode returns the document of a hit, and false if it is the position.
func decode(h meilisearch.Hit) (search.Document, bool, error) {
	var d search.Document
	raw, ok := h["doc"]
	if !ok || string(raw) == "null" {
		return d, false, nil
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		return d, false, errors.New("a document cannot be read")
	}
	return d, true, nil
}

// bareHit returns what is known of a hit without its text.
func bareHit(h meilisearch.Hit) (search.Hit, error) {
	var d document
	for name, to := range map[string]any{"id": &d.ID, "item": &d.Item, "type": &d.Type, "page": &d.Page} {
		if raw, ok := h[name]; ok && json.Unmarshal(raw, to) != nil {
			return search.Hit{}, errors.New("a document cannot be read")
		}
	}
	if d.ID == "" || d.Item == "" {
		return search.Hit{}, fmt.Errorf("a document does not say what it is: %w", search.ErrUnavailable) // as an older version left it
	}
	return german.Bare(search.Document{ID: d.ID, Item: d.Item, Type: content.Type(d.Type), Page: d.Page}, 0), nil
}

// Delete implements search.Index.
func (x *Index) Delete(ctx context.Context, items ...string) error {
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	lex, err := x.lexicon(ctx)
	if err != nil {
		return fmt.Errorf("delete from search index: %w", err)
	}
	for len(items) > 0 {
		n := min(len(items), batchSize)
		if err := x.delete(ctx, lex, items[:n]); err != nil {
			return fmt.Errorf("delete from search index: %w", x.forget(err))
		}
		items = items[n:]
	}
	return nil
}

func (x *Index) delete(ctx context.Context, lex *german.Lexicon, items []string) error {
	filter := in("item", items...)
	old, err := x.fetch(ctx, &meilisearch.DocumentsQuery{Filter: filter})
	if err != nil || len(old) == 0 {
		return err
	}
	info, err := x.client.Index(x.name).DeleteDocumentsByFilterWithContext(ctx, filter, nil)
	if err := x.done(ctx, "delete on search server", info, err); err != nil {
		return err
	}
	for _, d := range old {
		lex.Remove(lex.Analyze(d))
	}
	return nil
}

// Search implements search.Index.
func (x *Index) Search(ctx context.Context, q search.Query) (search.Result, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, searchTimeout, errSlow)
	defer cancel()
	lex, err := x.lexicon(ctx)
	if err != nil {
		return search.Result{}, fmt.Errorf("search: %w", err)
	}
	none := search.Result{Facets: map[search.Facet][]content.Count{}}
	r, any, days, err := none, false, false, error(nil)
	plan := lex.PlanFor(q)
	whole := plan
	if !plan.Empty() && len(plan.Without()) == 0 && !plan.Guessed() {
		r, any, err = x.folded(ctx, plan, q)
		// Days have long texts: what sounds like the query, or has much of it, says more.
		days = onlyDays(r) && !plan.Quoted() && !plan.Titles(r.Hits)
	}
	if err == nil && (!any || days) {
		var other *german.Plan
		if alike := lex.PlanSound(q.Text); !q.Exact && !alike.Empty() {
			other = alike
		} else {
			other, err = x.partly(ctx, plan, days)
		}
		if err == nil && other != nil && !(days && other == plan) {
			var some search.Result
			var found bool
			if some, found, err = x.folded(ctx, other, q); found || !days {
				r, any = some, found
			}
		}
	}
	if err == nil && !any {
		r.Nothing, err = x.nothing(ctx, whole)
	}
	if err != nil {
		return search.Result{}, fmt.Errorf("search: %w", x.forget(err))
	}
	return r, nil
}

// maxNearHits is in how many documents the words in place of those of a query are
// looked for, to write them as these do.
const maxNearHits = 20

// nothing says why a plan finds nothing.
func (x *Index) nothing(ctx context.Context, plan *german.Plan) (search.Nothing, error) {
	near := plan.Near()
	if near.Empty() {
		return plan.Nothing(near, nil), nil
	}
	found, err := x.best(ctx, near)
	return plan.Nothing(near, found), err
}

// best returns the first hits of a plan, however the query is narrowed.
func (x *Index) best(ctx context.Context, plan *german.Plan) ([]search.Hit, error) {
	r, err := x.asking().Index(x.name).SearchWithContext(ctx, rankingQuery(plan), &meilisearch.SearchRequest{
		MatchingStrategy: meilisearch.Last, Filter: planFilter(plan), AttributesToRetrieve: []string{"doc"}, Limit: maxNearHits,
	})
	if err != nil {
		return nil, explain(ctx, "ask search server", err)
	}
	return hits(r.Hits, plan)
}

// hits decodes what the server has found.
func hits(raw meilisearch.Hits, plan *german.Plan) ([]search.Hit, error) {
	var out []search.Hit
	for _, h := range raw {
		d, ok, err := decode(h)
		if err != nil {
			return nil, fmt.Errorf("ask search server: %w", err)
		}
		if ok {
			out = append(out, plan.Hit(d, 0))
		}
	}
	return out, nil
}

// onlyDays reports whether all that was found are days of the calendar.
func onlyDays(r search.Result) bool {
	types := r.Facets[search.ByType]
	return len(types) == 1 && types[0].Value == string(content.TypeDay)
}

// partly returns the plan for what some words are a kind of or lead to, or else for what
// the best documents cover of a query; or nil if there are none. Days have long texts, so
// they decide only if nothing else has any of it; onlyDays have all already.
func (x *Index) partly(ctx context.Context, plan *german.Plan, onlyDays bool) (*german.Plan, error) {
	if wider := plan.Wider(); !wider.Empty() && !onlyDays {
		held, err := x.holding(ctx, [][]string{append(planFilter(wider), notDay)}, 1)
		if err != nil || len(held[0]) > 0 {
			return wider, err
		}
	}
	loose := plan.Loose()
	if loose.Empty() {
		return nil, nil
	}
	for _, filter := range [][]string{{notDay}, nil} {
		queries := make([][]string, len(loose.Clauses))
		for i, c := range loose.Clauses {
			queries[i] = append([]string{clauseFilter(c)}, filter...)
		}
		held, err := x.holding(ctx, queries, maxHeld)
		if err != nil {
			return nil, err
		}
		of := map[string]german.Cover{}
		for i, ids := range held {
			for _, id := range ids {
				of[id] |= 1 << i
			}
		}
		covers := map[german.Cover]bool{}
		for _, c := range of {
			covers[c] = true
		}
		if part := loose.Best(covers); part != nil || onlyDays {
			return part, nil
		}
	}
	return nil, nil
}

// maxHeld is how many documents with a word are compared: a word that more have says
// little.
const maxHeld = 500

// holding returns the ids of documents that each of some filters leaves, some at most.
func (x *Index) holding(ctx context.Context, filters [][]string, most int64) ([][]string, error) {
	queries := make([]*meilisearch.SearchRequest, len(filters))
	for i, f := range filters {
		queries[i] = &meilisearch.SearchRequest{IndexUID: x.name, Filter: f, Limit: most, AttributesToRetrieve: []string{"id"}}
	}
	answer, err := x.asking().MultiSearchWithContext(ctx, &meilisearch.MultiSearchRequest{Queries: queries})
	if err != nil {
		return nil, explain(ctx, "ask search server", err)
	}
	if len(answer.Results) != len(queries) {
		return nil, fmt.Errorf("ask search server: an answer is missing: %w", search.ErrUnavailable)
	}
	out := make([][]string, len(filters))
	for i, a := range answer.Results {
		for _, h := range a.Hits {
			var id string
			if err := json.Unmarshal(h["id"], &id); err != nil {
				return nil, fmt.Errorf("ask search server: %w", err)
			}
			out[i] = append(out[i], id)
		}
	}
	return out, nil
}

// search asks for the documents of a plan; any reports whether there are some,
// regardless of the facets chosen.
func (x *Index) search(ctx context.Context, plan *german.Plan, q search.Query) (r search.Result, any bool, err error) {
	limit, offset := q.Bounds()
	chosen := facetFilters(q)
	narrow := func(filter []string, but search.Facet) []string {
		out := slices.Clone(filter)
		for _, f := range search.Facets() {
			if f != but && chosen[f] != "" {
				out = append(out, chosen[f])
			}
		}
		return out
	}
	satisfied := planFilter(plan)
	narrowed := func(but search.Facet) []string { return narrow(satisfied, but) }
	request := &meilisearch.SearchRequest{
		IndexUID: x.name, Query: rankingQuery(plan), MatchingStrategy: meilisearch.Last,
		Filter: append(narrowed(""), except(q)...), Facets: []string{"any"}, AttributesToRetrieve: []string{"doc"},
		Limit: int64(limit), Offset: int64(offset),
	}
	bare := q.All && !plan.Quoted() // whether a phrase is in a document, its text says
	if bare {
		request.AttributesToRetrieve = []string{"id", "item", "type", "page"}
	}
	if plan.ContactsFirst {
		request.Sort = []string{"contact:desc"}
	}
	queries := []*meilisearch.SearchRequest{request}
	// A choice within a facet must not narrow that facet's own counts, nor do
	// the items that are left out.
	var none int64
	asked := []search.Facet{""}
	for _, f := range search.Facets() {
		if chosen[f] == "" && len(q.Except) == 0 {
			request.Facets = append(request.Facets, string(f))
			continue
		}
		asked = append(asked, f)
		queries = append(queries, &meilisearch.SearchRequest{
			IndexUID: x.name, Filter: narrowed(f), Facets: []string{string(f)}, HitsPerPage: &none,
		})
	}
	leads := plan.Related()
	related := offset == 0 && !q.All && !q.Exact && !leads.Empty()
	if related {
		others := append(planFilter(leads), "NOT ("+strings.Join(satisfied, " AND ")+")")
		queries = append(queries, &meilisearch.SearchRequest{
			IndexUID: x.name, Query: rankingQuery(leads), MatchingStrategy: meilisearch.Last,
			Filter: append(narrow(others, ""), except(q)...), AttributesToRetrieve: []string{"doc"}, Limit: search.MaxRelated,
		})
	}
	answer, err := x.asking().MultiSearchWithContext(ctx, &meilisearch.MultiSearchRequest{Queries: queries})
	if err != nil {
		return r, false, explain(ctx, "ask search server", err)
	}
	if len(answer.Results) != len(queries) {
		return r, false, fmt.Errorf("ask search server: an answer is missing: %w", search.ErrUnavailable)
	}
	r.Facets = map[search.Facet][]content.Count{}
	for i, a := range answer.Results[:len(asked)] {
		counts, err := distribution(a.FacetDistribution)
		if err != nil {
			return r, false, fmt.Errorf("ask search server: %w", err)
		}
		if i == 0 {
			n := counts["any"][anyDoc]
			r.Total, r.More = min(n, search.MaxResults), n > search.MaxResults
		}
		for _, f := range search.Facets() {
			for value, n := range counts[string(f)] {
				r.Facets[f] = append(r.Facets[f], content.Count{Value: value, N: n})
			}
		}
	}
	any = r.Total > 0
	for f := range r.Facets {
		any = true
		slices.SortFunc(r.Facets[f], func(a, b content.Count) int {
			return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value))
		})
	}
	show := plan.Hit
	if q.All {
		show = german.Bare
	}
	for i, h := range answer.Results[0].Hits {
		if bare {
			hit, err := bareHit(h)
			if err != nil {
				return r, false, fmt.Errorf("ask search server: %w", err)
			}
			hit.Score = 1 / float64(i+1) // in the order of the server
			r.Hits = append(r.Hits, hit)
			continue
		}
		d, ok, err := decode(h)
		if err != nil {
			return r, false, fmt.Errorf("ask search server: %w", err)
		}
		switch {
		case !ok:
		case plan.Holds(d):
			r.Hits = append(r.Hits, show(d, plan.Score(d)))
		default: // it has all words of a phrase, but not in a row
			r.Total = max(0, r.Total-1)
		}
	}
	// The server's order is that of its own rules; within a page, ours holds.
	slices.SortStableFunc(r.Hits, func(a, b search.Hit) int { return cmp.Compare(b.Score, a.Score) })
	if related {
		if r.Related, err = hits(answer.Results[len(asked)].Hits, leads); err != nil {
			return r, false, err
		}
	}
	r.DidYouMean, r.Guess = plan.DidYouMean(r.Hits)
	if r.DidYouMean == "" && plan.Corrected() && any { // this page has not the words
		best, err := x.best(ctx, plan)
		if err != nil {
			return r, false, err
		}
		r.DidYouMean, r.Guess = plan.DidYouMean(best)
	}
	r.Without, r.Entries = plan.Without(), r.Total
	return r, any, nil
}

// folded is search with the pages of brochures folded, if that is asked for.
func (x *Index) folded(ctx context.Context, plan *german.Plan, q search.Query) (search.Result, bool, error) {
	limit, offset := q.Bounds()
	r, any, err := x.search(ctx, plan, q)
	if !q.Fold || err != nil {
		return r, any, err
	}
	if r.Total > search.MaxFolded || r.Total <= limit || r.OfType(content.TypeBrochure) < 2 {
		r.Hits = search.Fold(r.Hits)
		if r.Total <= limit && offset == 0 {
			r.Entries = len(r.Hits)
		}
		return r, any, nil
	}
	q.Limit, q.Offset = search.MaxFolded, 0
	all, _, err := x.search(ctx, plan, q)
	if err != nil {
		return r, false, err
	}
	folded := search.Fold(all.Hits)
	r.Total, r.Entries = all.Total, len(folded)
	r.Hits = folded[min(offset, len(folded)):min(offset+limit, len(folded))]
	return r, any, nil
}

// Suggest implements search.Index.
func (x *Index) Suggest(ctx context.Context, text string, limit int) ([]search.Suggestion, error) {
	if limit <= 0 {
		return nil, nil
	}
	ctx, cancel := context.WithTimeoutCause(ctx, searchTimeout, errSlow)
	defer cancel()
	lex, err := x.lexicon(ctx)
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	plan := lex.PlanTitles(text)
	if plan.Empty() {
		return nil, nil
	}
	r, err := x.asking().Index(x.name).SearchWithContext(ctx, rankingQuery(plan), &meilisearch.SearchRequest{
		MatchingStrategy: meilisearch.Last, Filter: append(planFilter(plan), notDay),
		AttributesToRetrieve: []string{"doc"}, Limit: int64(4 * min(limit, 100)),
	})
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", x.forget(explain(ctx, "ask search server", err)))
	}
	var out []search.Suggestion
	seen := map[string]bool{}
	for _, h := range r.Hits {
		d, ok, err := decode(h)
		if err != nil {
			return nil, fmt.Errorf("suggest: %w", err)
		}
		if ok && !seen[d.Title] && len(out) < limit && len(plan.Mark(d.Title).Marks) > 0 {
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
	if _, err := x.lexicon(ctx); err != nil { // the swap needs both indexes
		return fmt.Errorf("rebuild search index: %w", err)
	}
	next := x.name + "-next"
	lex, p, err := x.fill(ctx, next, all, at)
	if err != nil {
		x.drop(context.WithoutCancel(ctx), next)
		return fmt.Errorf("rebuild search index: %w", x.forget(err))
	}
	info, err := x.client.SwapIndexesWithContext(once(ctx), []*meilisearch.SwapIndexesParams{{Indexes: []string{x.name, next}}})
	if err := x.done(ctx, "swap indexes on search server", info, err); err != nil {
		return fmt.Errorf("rebuild search index: %w", x.forget(err))
	}
	x.mu.Lock()
	x.lex, x.at = lex, p
	x.mu.Unlock()
	x.drop(ctx, next)
	return nil
}

// Progress implements search.Index.
func (x *Index) Progress() (done, all int) { return int(x.written.Load()), int(x.known.Load()) }

// fill writes all documents into an index next to the one in service.
func (x *Index) fill(ctx context.Context, name string, all iter.Seq2[search.Document, error], at search.Position) (*german.Lexicon, *position, error) {
	const operation = "write to search server"
	docs, err := spool.New("")
	if err != nil {
		return nil, nil, err
	}
	defer docs.Close()
	x.written.Store(0)
	x.known.Store(0)
	defer x.known.Store(0)
	lex := x.lang.NewLexicon()
	ids := map[string]bool{}
	for d, err := range all {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = checkIDs([]search.Document{d})
		}
		if err != nil {
			return nil, nil, err
		}
		lex.Meet(d)
		ids[d.ID] = true
		if err := docs.Add(d); err != nil {
			return nil, nil, err
		}
		x.known.Add(1)
	}
	x.drop(ctx, name)
	if err := x.create(ctx, name); err != nil {
		return nil, nil, err
	}
	i := x.client.Index(name)
	for batch, err := range docs.Batches(batchSize) {
		if err != nil {
			return nil, nil, err
		}
		var out []document
		for _, d := range batch {
			a := lex.Analyze(d)
			lex.Add(a)
			out = append(out, newDocument(d, a))
		}
		info, err := i.AddDocumentsWithContext(ctx, out, nil)
		if err := x.done(ctx, operation, info, err); err != nil {
			return nil, nil, err
		}
		x.written.Add(int64(len(batch)))
	}
	p, err := x.writePosition(ctx, name, at)
	if err != nil {
		return nil, nil, err
	}
	stats, err := i.GetStatsWithContext(ctx, nil)
	if err != nil {
		return nil, nil, explain(ctx, operation, err)
	}
	if want := int64(len(ids) + 1); stats.NumberOfDocuments != want {
		return nil, nil, fmt.Errorf("%s: it holds %d documents of %d", operation, stats.NumberOfDocuments, want)
	}
	return lex, p, nil
}

// drop deletes an index that is not in service, if it is there.
func (x *Index) drop(ctx context.Context, name string) {
	info, err := x.client.DeleteIndexWithContext(ctx, name)
	err = x.done(ctx, "delete index on search server", info, err)
	if err != nil && !errors.Is(err, errMissing) {
		x.log.Warn("old search index cannot be removed", slog.Any("error", err))
	}
}

// readPosition returns the position on the server, or nil if there is none.
func (x *Index) readPosition(ctx context.Context) (*position, error) {
	var d document
	err := x.client.Index(x.name).GetDocumentWithContext(ctx, positionID, nil, &d)
	err = explain(ctx, "read position from search server", err)
	if errors.Is(err, errMissing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return d.Position, nil
}

func (x *Index) writePosition(ctx context.Context, index string, at search.Position) (*position, error) {
	p := &position{Schema: x.schema(), History: at.History, Change: at.Change, Edge: at.Edge.UTC(), Days: at.Days}
	info, err := x.client.Index(index).AddDocumentsWithContext(ctx, []document{{ID: positionID, Position: p}}, nil)
	if err := x.done(ctx, "write position to search server", info, err); err != nil {
		return nil, err
	}
	return p, nil
}

// Position implements search.Index. It is zero if the server was emptied or
// its documents are of another schema.
func (x *Index) Position(ctx context.Context) (search.Position, error) {
	if _, err := x.lexicon(ctx); err != nil {
		return search.Position{}, fmt.Errorf("position of search index: %w", err)
	}
	p, err := x.readPosition(ctx)
	if err != nil {
		return search.Position{}, fmt.Errorf("position of search index: %w", err)
	}
	x.mu.Lock()
	if known := x.at; p == nil != (known == nil) || p != nil && (p.History != known.History || p.Change != known.Change || p.Days != known.Days || !p.Edge.Equal(known.Edge)) {
		x.lex = nil // somebody else has written to the index, or emptied it
	}
	x.mu.Unlock()
	if p == nil || p.Schema != x.schema() {
		return search.Position{}, nil
	}
	return search.Position{History: p.History, Change: p.Change, Edge: p.Edge.UTC(), Days: p.Days}, nil
}

// SetPosition implements search.Index.
func (x *Index) SetPosition(ctx context.Context, at search.Position) error {
	done, err := x.write(ctx)
	if err != nil {
		return err
	}
	defer done()
	if _, err := x.lexicon(ctx); err != nil {
		return fmt.Errorf("set position of search index: %w", err)
	}
	p, err := x.writePosition(ctx, x.name, at)
	if err != nil {
		return fmt.Errorf("set position of search index: %w", x.forget(err))
	}
	x.mu.Lock()
	x.at = p
	x.mu.Unlock()
	return nil
}

// Health implements search.Index. It asks the server also while that is left
// alone, and an answer ends that.
func (x *Index) Health(ctx context.Context) error {
	if x.life.Err() != nil {
		return errClosed
	}
	ctx = through(ctx)
	_, err := x.client.Index(x.name).GetStatsWithContext(ctx, nil)
	err = explain(ctx, "ask search server", err)
	if err != nil && !errors.Is(err, errMissing) { // an index that is missing is created at first use
		return err
	}
	return x.checkVersion(ctx)
}

// Close implements search.Index.
func (x *Index) Close() error {
	x.end()
	x.host.idle()
	return nil
}
