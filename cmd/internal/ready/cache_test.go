package ready

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"vielfalt/content"
)

var noon = time.Date(2026, time.March, 20, 12, 0, 0, 0, time.UTC)

func fixed() time.Time { return noon }

// A page is a rendering that counts how often it is made.
type page struct {
	topics []topic
	text   string
	err    error
	made   int
	until  time.Time
	during func() // called while it is rendered
}

func (p *page) render(ctx context.Context) (Rendering, error) {
	p.made++
	if p.during != nil {
		p.during()
	}
	note(ctx, p.topics...)
	return Rendering{Header: http.Header{"Content-Type": {"text/plain"}}, Body: []byte(p.text), Modified: noon.Add(-time.Hour), Until: p.until}, p.err
}

func (p *page) get(t *testing.T, c *Cache, key string, at time.Time) string {
	t.Helper()
	a, err := c.Render(t.Context(), key, at, p.render)
	if err != nil {
		t.Fatal(err)
	}
	return string(a.body)
}

func saved(id string, typ content.Type) []content.Change {
	return []content.Change{{ID: id, Type: typ, Op: content.OpSave}}
}

// An answer is made anew exactly if something it was made of changed.
func TestTopics(t *testing.T) {
	ofItem := &page{topics: []topic{item("a"), lists(content.TypeContact)}, text: "item"}
	ofList := &page{topics: []topic{lists(content.TypeArticle)}, text: "list"}
	ofNone := &page{text: "fixed"}
	c := New(1<<20, 0, nil, fixed)
	at := noon
	for _, step := range []struct {
		what             string
		tell             func()
		item, list, none int // how often each has been made by then
	}{
		{"nothing", func() {}, 1, 1, 1},
		{"still nothing", func() {}, 1, 1, 1},
		{"the item changed", func() { c.Changed(saved("a", content.TypeArticle)) }, 2, 2, 1},
		{"another article changed", func() { c.Changed(saved("b", content.TypeArticle)) }, 2, 3, 1},
		{"a contact changed", func() { c.Changed(saved("k", content.TypeContact)) }, 3, 3, 1},
		{"an event changed", func() { c.Changed(saved("e", content.TypeEvent)) }, 3, 3, 1},
		{"somebody asked for a new index", func() { c.Changed([]content.Change{{Op: content.OpReindex}}) }, 3, 3, 1},
		{"another article began", func() { c.Passed([]content.Edge{{At: at, ID: "b", Type: content.TypeArticle, Begins: true}}) }, 3, 4, 1},
		{"the item ended", func() { c.Passed([]content.Edge{{At: at, ID: "a", Type: content.TypeArticle}}) }, 4, 5, 1},
		{"the clock was set", func() { c.Clear(at) }, 5, 6, 2},
	} {
		step.tell()
		at = at.Add(time.Second)
		ofItem.get(t, c, "/item", at)
		ofList.get(t, c, "/list", at)
		ofNone.get(t, c, "/none", at)
		if ofItem.made != step.item || ofList.made != step.list || ofNone.made != step.none {
			t.Errorf("%s: made %d, %d, %d times, want %d, %d, %d", step.what, ofItem.made, ofList.made, ofNone.made, step.item, step.list, step.none)
		}
	}
}

// An answer that says "today" ends at midnight.
func TestUntil(t *testing.T) {
	p := &page{text: "today", until: noon.Add(time.Hour)}
	c := New(1<<20, 0, nil, fixed)
	p.get(t, c, "/", noon)
	p.get(t, c, "/", noon.Add(time.Hour-1))
	if p.made != 1 {
		t.Errorf("made %d times before its end", p.made)
	}
	p.get(t, c, "/", noon.Add(time.Hour))
	if p.made != 2 {
		t.Errorf("made %d times after its end", p.made)
	}
}

// What is told while an answer is rendered counts: it is sent, but not kept.
func TestToldWhileRendering(t *testing.T) {
	for name, tell := range map[string]func(*Cache){
		"change": func(c *Cache) { c.Changed(saved("a", content.TypeArticle)) },
		"edge": func(c *Cache) {
			c.Passed([]content.Edge{{At: noon.Add(time.Second), ID: "a", Type: content.TypeArticle, Begins: true}})
		},
		"clock": func(c *Cache) { c.Clear(noon) },
	} {
		t.Run(name, func(t *testing.T) {
			c := New(1<<20, 0, nil, fixed)
			p := &page{topics: []topic{item("a")}, text: "old"}
			p.during = func() { tell(c) }
			p.get(t, c, "/", noon)
			p.text, p.during = "new", nil
			if got := p.get(t, c, "/", noon.Add(2*time.Second)); got != "new" {
				t.Errorf("then answers %q", got)
			}
		})
	}
	// A request that looked at the clock before an edge, but is rendered after
	// it was passed on, must not be kept either.
	c := New(1<<20, 0, nil, fixed)
	c.Passed([]content.Edge{{At: noon, ID: "a", Type: content.TypeArticle, Begins: true}})
	p := &page{topics: []topic{item("a")}, text: "before"}
	p.get(t, c, "/", noon.Add(-time.Millisecond))
	p.text = "after"
	if got := p.get(t, c, "/", noon); got != "after" {
		t.Errorf("after the edge answers %q", got)
	}
}

// While the store is away, an answer outlived by a beginning is sent; one that
// would say something false is not.
func TestStoreAway(t *testing.T) {
	begins := content.Edge{At: noon, ID: "b", Type: content.TypeArticle, Begins: true}
	ends := content.Edge{At: noon, ID: "b", Type: content.TypeArticle}
	for _, c := range []struct {
		name string
		tell func(*Cache)
		err  error
		want bool
	}{
		{"begun", func(c *Cache) { c.Passed([]content.Edge{begins}) }, content.ErrUnavailable, true},
		{"begun, but the store says no", func(c *Cache) { c.Passed([]content.Edge{begins}) }, content.ErrNotFound, false},
		{"ended", func(c *Cache) { c.Passed([]content.Edge{ends}) }, content.ErrUnavailable, false},
		{"begun, then changed", func(c *Cache) {
			c.Passed([]content.Edge{begins})
			c.Changed(saved("b", content.TypeArticle))
		}, content.ErrUnavailable, false},
		{"clock set", func(c *Cache) { c.Clear(noon) }, content.ErrUnavailable, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			cache := New(1<<20, 0, nil, fixed)
			p := &page{topics: []topic{lists(content.TypeArticle)}, text: "old"}
			p.get(t, cache, "/", noon)
			c.tell(cache)
			p.err = fmt.Errorf("list: %w", c.err)
			a, err := cache.Render(t.Context(), "/", noon, p.render)
			switch {
			case c.want && (err != nil || string(a.body) != "old"):
				t.Errorf("old answer is not sent: %v", err)
			case !c.want && !errors.Is(err, c.err):
				t.Errorf("error is %v", err)
			}
			p.err = nil
			p.text = "new"
			if got := p.get(t, cache, "/", noon); got != "new" {
				t.Errorf("once it is back answers %q", got)
			}
		})
	}
}

// Many who ask for the same wait for one rendering, which does not end with
// the first who goes away.
func TestShared(t *testing.T) {
	c := New(1<<20, 0, nil, fixed)
	began, finish := make(chan struct{}), make(chan struct{})
	var made atomic.Int32
	render := func(ctx context.Context) (Rendering, error) {
		if made.Add(1) == 1 {
			close(began)
		}
		<-finish
		return Rendering{Header: http.Header{}, Body: []byte("x")}, ctx.Err()
	}
	impatient, leave := context.WithCancel(t.Context())
	left := make(chan error)
	go func() {
		_, err := c.Render(impatient, "/", noon, render)
		left <- err
	}()
	<-began
	var all sync.WaitGroup
	var failed atomic.Int32
	for range 20 {
		all.Go(func() {
			if _, err := c.Render(t.Context(), "/", noon, render); err != nil {
				failed.Add(1)
			}
		})
	}
	leave()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("who goes away is told %v", err)
	}
	eventually(t, "all wait for it", func() bool { return c.Stats().Shared == 20 })
	close(finish)
	all.Wait()
	if failed.Load() > 0 || made.Load() != 1 {
		t.Errorf("%d failed, rendered %d times", failed.Load(), made.Load())
	}
}

// The cache holds no more than its limit, and what is asked for again and
// again stays while others pass through once.
func TestBounded(t *testing.T) {
	const limit = 400_000
	c := New(limit, 0, nil, fixed)
	dear := &page{text: strings.Repeat("d", 5000)}
	dear.get(t, c, "/dear", noon)
	dear.get(t, c, "/dear", noon)
	for i := range 2000 {
		p := &page{text: strings.Repeat("x", 5000)}
		p.get(t, c, fmt.Sprint("/", i), noon)
		if i%500 == 0 {
			dear.get(t, c, "/dear", noon)
		}
		if s := c.Stats(); s.Bytes > limit {
			t.Fatalf("holds %d bytes", s.Bytes)
		}
	}
	if dear.made != 1 {
		t.Errorf("what everybody reads was made %d times", dear.made)
	}
	if s := c.Stats(); s.Entries < 30 || s.Evicted == 0 {
		t.Errorf("%+v", s)
	}
	huge := &page{text: strings.Repeat("h", limit)}
	huge.get(t, c, "/huge", noon)
	if huge.get(t, c, "/huge", noon); huge.made != 2 {
		t.Error("an answer is kept that leaves no room for others")
	}
	// Compressed forms count too.
	for i := range 100 {
		p := &page{text: strings.Repeat(fmt.Sprint(i), 2000)}
		a, err := c.Render(t.Context(), fmt.Sprint("/z", i), noon, p.render)
		if err != nil {
			t.Fatal(err)
		}
		a.form([]string{"gzip"})
		a.form([]string{"br"})
		if s := c.Stats(); s.Bytes > limit {
			t.Fatalf("holds %d bytes with compressed forms", s.Bytes)
		}
	}
}

// A compressed form counts by its bytes, of what was asked for once and again.
func TestCompressedFormsCount(t *testing.T) {
	c := New(1<<20, 0, nil, fixed)
	for times, p := range map[int]*page{1: {text: strings.Repeat("ab", 2000)}, 2: {text: strings.Repeat("xy", 2000)}} {
		var a *Answer
		for range times {
			var err error
			if a, err = c.Render(t.Context(), p.text[:2], noon, p.render); err != nil {
				t.Fatal(err)
			}
		}
		before := c.Stats().Bytes
		if n, grown := len(a.form([]string{"gzip"}).body), c.Stats().Bytes-before; n == 0 || grown != int64(n) {
			t.Errorf("asked for %d times: %d bytes count as %d", times, n, grown)
		}
	}
}

// The date of an answer moves only when its bytes do.
func TestSameBytesKeepTheirDate(t *testing.T) {
	c := New(1<<20, 0, nil, fixed)
	p := &page{topics: []topic{item("a")}, text: "x"}
	first, _ := c.Render(t.Context(), "/", noon, p.render)
	c.Changed(saved("a", content.TypeArticle))
	later := func(ctx context.Context) (Rendering, error) {
		r, err := p.render(ctx)
		r.Modified = noon
		return r, err
	}
	second, err := c.Render(t.Context(), "/", noon, later)
	if err != nil || !second.modified.Equal(first.modified) || second.tag != first.tag {
		t.Errorf("same bytes: %v and %v, %v and %v, %v", first.modified, second.modified, first.tag, second.tag, err)
	}
	p.text = "y"
	c.Changed(saved("a", content.TypeArticle))
	third, err := c.Render(t.Context(), "/", noon, later)
	if err != nil || !third.modified.Equal(noon) || third.tag == first.tag {
		t.Errorf("other bytes: %v, %v, %v", third.modified, third.tag, err)
	}
}

func TestConditions(t *testing.T) {
	a := Rendering{Header: http.Header{"Content-Type": {"text/plain"}}, Body: []byte("x"), Modified: noon}.Answer(nil)
	date := noon.Format(http.TimeFormat)
	for _, c := range []struct {
		name, header, value string
		at                  time.Time
		want                int
	}{
		{"nothing", "X", "", noon.Add(time.Minute), 200},
		{"tag", "If-None-Match", a.tag, noon, 304},
		{"strong tag", "If-None-Match", strings.TrimPrefix(a.tag, "W/"), noon, 304},
		{"tag in a list", "If-None-Match", `"a", ` + a.tag, noon, 304},
		{"any", "If-None-Match", "*", noon, 304},
		{"other tag", "If-None-Match", `W/"x"`, noon.Add(time.Minute), 200},
		{"date", "If-Modified-Since", date, noon.Add(time.Minute), 304},
		{"later date", "If-Modified-Since", noon.Add(time.Second).Format(http.TimeFormat), noon.Add(time.Minute), 304},
		{"earlier date", "If-Modified-Since", noon.Add(-time.Second).Format(http.TimeFormat), noon.Add(time.Minute), 200},
		{"date too soon to count", "If-Modified-Since", date, noon.Add(time.Second), 200},
		{"no date", "If-Modified-Since", "yesterday", noon.Add(time.Minute), 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Header.Set(c.header, c.value)
			w := httptest.NewRecorder()
			if status, err := a.Write(w, r, c.at); status != c.want || w.Code != c.want || err != nil {
				t.Errorf("status %d, %d, %v", status, w.Code, err)
			}
			if w.Header().Get("ETag") != a.tag {
				t.Error("no tag")
			}
			if dated := w.Header().Get("Last-Modified") != ""; dated != c.at.After(noon.Add(settled)) {
				t.Errorf("sent with a date: %v", dated)
			}
		})
	}
}

// Within the time of grace after a change readers are sent the old answer while
// one of them has the new one made; what begins or ends has no grace.
func TestGrace(t *testing.T) {
	const grace = time.Second
	c := New(1<<20, grace, nil, fixed)
	p := &page{topics: []topic{lists(content.TypeArticle)}, text: "old"}
	p.get(t, c, "/", noon)
	c.Changed(saved("a", content.TypeArticle))
	p.text = "new"
	made := make(chan struct{})
	p.during = sync.OnceFunc(func() { close(made) })
	if got := p.get(t, c, "/", noon.Add(grace/2)); got != "old" {
		t.Errorf("within the time of grace answers %q", got)
	}
	<-made
	for c.Stats().Renewed == 0 {
		runtime.Gosched()
	}
	if got := p.get(t, c, "/", noon.Add(grace/2)); got != "new" || p.made != 2 {
		t.Errorf("once it is made answers %q, made %d times", got, p.made)
	}
	// Nobody asked for a while: the next reader waits.
	c.Changed(saved("b", content.TypeArticle))
	p.text = "newer"
	if got := p.get(t, c, "/", noon.Add(2*grace)); got != "newer" {
		t.Errorf("after the time of grace answers %q", got)
	}
	for name, tell := range map[string]func(){
		"begins": func() { c.Passed([]content.Edge{{At: noon, ID: "b", Type: content.TypeArticle, Begins: true}}) },
		"ends":   func() { c.Passed([]content.Edge{{At: noon, ID: "b", Type: content.TypeArticle}}) },
		"changed and begins": func() {
			c.Changed(saved("b", content.TypeArticle))
			c.Passed([]content.Edge{{At: noon, ID: "b", Type: content.TypeArticle, Begins: true}})
		},
	} {
		p.text = name
		tell()
		if got := p.get(t, c, "/", noon.Add(2*grace)); got != name {
			t.Errorf("%s: answers %q", name, got)
		}
	}
}

// While changes never end, answers are at most as old as the time of grace.
func TestGraceEnds(t *testing.T) {
	const grace = time.Second
	c := New(1<<20, grace, nil, fixed)
	at := noon
	render := func(ctx context.Context) (Rendering, error) {
		note(ctx, lists(content.TypeArticle))
		return Rendering{Header: http.Header{}, Body: []byte(at.Format(time.RFC3339Nano))}, nil
	}
	for i := range 100 {
		at = at.Add(grace / 3)
		a, err := c.Render(t.Context(), "/", at, render)
		if err != nil {
			t.Fatal(err)
		}
		for c.busy() {
			runtime.Gosched()
		}
		shown, err := time.Parse(time.RFC3339Nano, string(a.body))
		if err != nil || at.Sub(shown) >= grace {
			t.Fatalf("shows what was true %v ago, %v", at.Sub(shown), err)
		}
		c.Changed(saved(fmt.Sprint(i), content.TypeArticle))
	}
}

// After a change counts are asked for anew at once, by nobody who waits: until
// they are there answers are made of the old ones, and not kept.
func TestCountsAreRefreshed(t *testing.T) {
	c := New(1<<20, time.Second, nil, fixed)
	var count atomic.Int64
	var hold sync.RWMutex // whoever counts waits for it
	ask := func(context.Context, time.Time) (any, error) {
		n := count.Load()
		hold.RLock()
		defer hold.RUnlock()
		return n, nil
	}
	made, at := 0, noon
	show := func() int64 {
		t.Helper()
		var n int64
		at = at.Add(time.Minute) // long after anything was last seen to be true
		_, err := c.Render(t.Context(), "/", at, func(ctx context.Context) (Rendering, error) {
			made++
			note(ctx, lists(content.TypeArticle))
			v, err := c.value(ctx, "count", lists(content.TypeArticle), at, ask)
			if err == nil {
				n = v.(int64)
			}
			return Rendering{Header: http.Header{}, Body: fmt.Append(nil, n)}, err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	show()
	if show(); made != 1 {
		t.Fatalf("made %d times", made)
	}
	hold.Lock()
	count.Store(1)
	c.Changed(saved("a", content.TypeArticle))
	if n := show(); n != 0 || made != 2 {
		t.Errorf("while counting shows %d, made %d times", n, made)
	}
	if show(); made != 3 {
		t.Error("an answer made of old counts was kept")
	}
	hold.Unlock()
	for c.refreshing() {
		runtime.Gosched()
	}
	if n := show(); n != 1 || made != 4 {
		t.Errorf("then shows %d, made %d times", n, made)
	}
	if show(); made != 4 {
		t.Error("an answer made of true counts was not kept")
	}
	count.Store(2)
	c.Passed([]content.Edge{{At: noon, ID: "a", Type: content.TypeArticle}})
	for c.refreshing() {
		runtime.Gosched()
	}
	if n := show(); n != 2 {
		t.Errorf("after an end shows %d", n)
	}
	count.Store(3)
	c.Clear(noon)
	if n := show(); n != 3 {
		t.Errorf("after everything may have changed shows %d", n)
	}
}

// Counts that change again while they are asked for are asked for once more,
// after a while.
func TestCountsChangeAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(1<<20, time.Second, nil, time.Now)
		defer c.Close()
		change := func() { c.Changed(saved("a", content.TypeArticle)) }
		var asked atomic.Int64
		ask := func(context.Context, time.Time) (any, error) {
			n := asked.Add(1)
			if n == 2 {
				change()
			}
			return n, nil
		}
		value := func() any {
			v, err := c.value(t.Context(), "n", lists(content.TypeArticle), time.Now(), ask)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		value()
		change()
		synctest.Wait()
		if n := asked.Load(); n != 2 {
			t.Errorf("asked %d times at once", n)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if v := value(); v != int64(3) || asked.Load() != 3 {
			t.Errorf("then there are %v, asked %d times", v, asked.Load())
		}
	})
}

// Of what was told only so much is remembered. Beyond, everything may have
// changed.
func TestToldIsBounded(t *testing.T) {
	edges := func(ids []string, begins bool) (out []content.Edge) {
		for _, id := range ids {
			out = append(out, content.Edge{At: noon, ID: id, Type: content.TypeArticle, Begins: begins})
		}
		return out
	}
	for what, tell := range map[string]func(c *Cache, ids []string){
		"changed": func(c *Cache, ids []string) {
			var changes []content.Change
			for _, id := range ids {
				changes = append(changes, saved(id, content.TypeArticle)...)
			}
			c.Changed(changes)
		},
		"begun": func(c *Cache, ids []string) { c.Passed(edges(ids, true)) },
		"ended": func(c *Cache, ids []string) { c.Passed(edges(ids, false)) },
	} {
		c := New(1<<20, 0, nil, fixed)
		p := &page{text: "x", topics: []topic{lists(content.TypeContact)}}
		p.get(t, c, "/", noon)
		told := func(from, to int) {
			var ids []string
			for i := from; i < to; i++ {
				ids = append(ids, strconv.Itoa(i))
			}
			tell(c, ids)
		}
		told(0, maxTopics-10)
		if p.get(t, c, "/", noon); p.made != 1 {
			t.Errorf("%s: made %d times though it does not depend on it", what, p.made)
		}
		told(maxTopics, maxTopics+20)
		if p.get(t, c, "/", noon); p.made != 2 {
			t.Errorf("%s: made %d times after too much to remember", what, p.made)
		}
		c.mu.Lock()
		if n := len(c.changed) + len(c.begun) + len(c.ended); n > maxTopics {
			t.Errorf("%s: %d topics are remembered", what, n)
		}
		c.mu.Unlock()
	}
}

// refreshing reports whether a value is being asked for anew.
func (c *Cache) refreshing() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, v := range c.values {
		if v.refreshing {
			return true
		}
	}
	return false
}

// busy reports whether an answer is being renewed.
func (c *Cache) busy() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.renewing) > 0
}

// Whatever the order of changes and readers, nobody is sent what the cache had
// been told is outdated before they asked.
func TestNobodyReadsThePast(t *testing.T) {
	c := New(30_000, 0, nil, fixed)
	const pages = 20
	var store, told [pages]atomic.Int64
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for ctx.Err() == nil {
				i := rand.IntN(pages)
				least := told[i].Load()
				a, err := c.Render(ctx, fmt.Sprint("/", i), noon, func(ctx context.Context) (Rendering, error) {
					note(ctx, item(fmt.Sprint(i)))
					return Rendering{Header: http.Header{}, Body: fmt.Appendf(nil, "%d", store[i].Load())}, nil
				})
				if err != nil {
					return // the test is over
				}
				if got, err := strconv.ParseInt(string(a.body), 10, 64); err != nil || got < least {
					t.Errorf("page %d shows %d after %d", i, got, least)
					return
				}
			}
		})
	}
	for range 20_000 {
		i := rand.IntN(pages)
		n := store[i].Add(1)
		c.Changed(saved(fmt.Sprint(i), content.TypeArticle))
		told[i].Store(n)
	}
	stop()
	all.Wait()
}

// What was not found did not fail.
func TestRefusalsAreNoFailures(t *testing.T) {
	c := New(1<<20, 0, nil, fixed)
	for _, err := range []error{Refusal{content.ErrNotFound}, errors.New("broken")} {
		if _, got := c.Render(t.Context(), "/", noon, (&page{err: err}).render); !errors.Is(got, err) {
			t.Errorf("%v became %v", err, got)
		}
	}
	if n := c.Stats().Failed; n != 1 {
		t.Errorf("%d failed, want 1", n)
	}
}
