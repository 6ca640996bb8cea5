//go:build unix

package meili

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"vielfalt/search"
)

// masterKey is that of servers which tests start.
const masterKey = "the-master-key-of-the-test"

// A process is a Meilisearch server of the test's own, to be stopped at will.
type process struct {
	t    *testing.T
	port string
	dir  string
	cmd  *exec.Cmd
}

// newProcess starts a server, or skips the test if there is none.
func newProcess(t *testing.T) *process {
	t.Helper()
	if _, err := exec.LookPath("meilisearch"); err != nil {
		t.Skip("put meilisearch on the PATH to run this")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err := errors.Join(err, l.Close()); err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, port: port, dir: t.TempDir()}
	p.begin()
	return p
}

func (p *process) url() string { return "http://127.0.0.1:" + p.port }

// begin starts the server on what is in its folder, and waits until it answers.
func (p *process) begin() {
	p.t.Helper()
	cmd := exec.Command("meilisearch", "--no-analytics", "--http-addr", "127.0.0.1:"+p.port, "--master-key", masterKey,
		"--db-path", filepath.Join(p.dir, "data"), "--dump-dir", filepath.Join(p.dir, "dumps"), "--snapshot-dir", filepath.Join(p.dir, "snapshots"))
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.cmd = cmd
	p.t.Cleanup(func() { end(cmd) })
	admin := meilisearch.New(p.url())
	for limit := time.After(30 * time.Second); !admin.IsHealthy(); {
		select {
		case <-limit:
			p.t.Fatal("the server does not answer within 30 s")
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// end kills a server and waits until it is gone.
func end(cmd *exec.Cmd) {
	if cmd.ProcessState == nil {
		_ = cmd.Process.Kill() // it may have ended already
		_ = cmd.Wait()         // it was killed, as intended
	}
}

// A said is what was logged.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// index opens an index on the server, with a clock and a log of its own.
func (p *process) index(key string) (*Index, *clock, *said) {
	p.t.Helper()
	c, log := &clock{at: time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)}, &said{}
	x, err := Open(Config{URL: p.url(), Key: key, Index: "house", Now: c.now, Log: slog.New(slog.NewTextHandler(log, nil))})
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() {
		if err := x.Close(); err != nil {
			p.t.Errorf("Close: %v", err)
		}
	})
	return x, c, log
}

var feast = search.Document{ID: "a", Item: "a", Type: "article", Title: "Laubhüttenfest"}

// finds searches, and returns how many documents are found.
func finds(t *testing.T, x *Index) (int, error) {
	t.Helper()
	began := time.Now()
	r, err := x.Search(t.Context(), search.Query{Text: "Laubhütte"})
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("a search took %v", took)
	}
	if err != nil && !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("a search = %v, want ErrUnavailable", err)
	}
	return len(r.Hits), err
}

// A server that is stopped or hangs is left alone after five failures, and is
// asked again ten seconds later, or as soon as somebody knows better.
func TestServerFails(t *testing.T) {
	p := newProcess(t)
	x, c, _ := p.index(masterKey)
	if err := x.Put(t.Context(), feast); err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]struct{ breaks, mends func() }{
		"stopped": {func() { end(p.cmd) }, p.begin},
		"slow":    {func() { _ = p.cmd.Process.Signal(syscall.SIGSTOP) }, func() { _ = p.cmd.Process.Signal(syscall.SIGCONT) }},
	} {
		for _, way := range []string{"waits", "asks how it is"} {
			if n, err := finds(t, x); n != 1 || err != nil {
				t.Fatalf("%s, %s: before, a search finds %d, %v", name, way, n, err)
			}
			f.breaks()
			for range mostFailures {
				if _, err := finds(t, x); err == nil || errors.As(err, new(*search.Pause)) {
					t.Errorf("%s, %s: a search = %v, want a failure", name, way, err)
				}
			}
			began := time.Now()
			_, err := x.Position(t.Context())
			if took := time.Since(began); !errors.As(err, new(*search.Pause)) || took > 100*time.Millisecond {
				t.Errorf("%s, %s: Position = %v after %v, want a pause at once", name, way, err, took)
			}
			if err := x.Health(t.Context()); !errors.Is(err, search.ErrUnavailable) || errors.As(err, new(*search.Pause)) {
				t.Errorf("%s, %s: Health = %v, want what the server says", name, way, err)
			}
			f.mends()
			if _, err := finds(t, x); !errors.As(err, new(*search.Pause)) {
				t.Errorf("%s, %s: a search = %v soon after, want a pause", name, way, err)
			}
			if way == "waits" {
				c.pass(openFor)
			} else if err := x.Health(t.Context()); err != nil {
				t.Errorf("%s: Health = %v after the end", name, err)
			}
		}
	}
	if n, err := finds(t, x); n != 1 || err != nil {
		t.Errorf("in the end a search finds %d, %v", n, err)
	}
}

// A server that comes back empty is at the zero position, and has neither index
// nor key for queries until it is asked.
func TestServerComesBackEmpty(t *testing.T) {
	p := newProcess(t)
	x, _, _ := p.index(masterKey)
	ctx := t.Context()
	if err := x.Put(ctx, feast); err != nil {
		t.Fatal(err)
	}
	if err := x.SetPosition(ctx, search.Position{Change: 3}); err != nil {
		t.Fatal(err)
	}
	end(p.cmd)
	p.dir = t.TempDir()
	p.begin()
	if _, err := finds(t, x); err == nil {
		t.Error("an empty server answers a search")
	}
	if at, err := x.Position(ctx); err != nil || at != (search.Position{}) {
		t.Errorf("Position = %v, %v, want zero", at, err)
	}
	if err := x.Rebuild(ctx, func(yield func(search.Document, error) bool) { yield(feast, nil) }, search.Position{Change: 4}); err != nil {
		t.Errorf("Rebuild: %v", err)
	}
	if n, err := finds(t, x); n != 1 || err != nil {
		t.Errorf("a search finds %d, %v, want 1", n, err)
	}
}

// A wrong key is said to be wrong, and is not repeated.
func TestWrongKey(t *testing.T) {
	p := newProcess(t)
	const wrong = "a-key-that-nobody-knows"
	x, _, log := p.index(wrong)
	for name, f := range map[string]func() error{
		"Search":   func() error { _, err := finds(t, x); return err },
		"Put":      func() error { return x.Put(t.Context(), feast) },
		"Position": func() error { _, err := x.Position(t.Context()); return err },
		"Health":   func() error { return x.Health(t.Context()) },
	} {
		err := f()
		if !errors.Is(err, errRefused) || !errors.Is(err, search.ErrUnavailable) {
			t.Errorf("%s = %v, want %v", name, err, errRefused)
		}
		if err != nil && strings.Contains(err.Error(), wrong) {
			t.Errorf("%s tells the key: %v", name, err)
		}
	}
	if log.String() != "" {
		t.Errorf("it is logged that\n%s", log)
	}
}

// Queries are asked with a key that may only search this index. Every process
// finds the same, and makes it again if it is gone.
func TestSearchKey(t *testing.T) {
	p := newProcess(t)
	admin := meilisearch.New(p.url(), meilisearch.WithAPIKey(masterKey))
	x, _, log := p.index(masterKey)
	y, _, _ := p.index(masterKey)
	ctx := t.Context()
	if err := x.Put(ctx, feast); err != nil {
		t.Fatal(err)
	}
	look := func() *meilisearch.Key {
		t.Helper()
		for _, i := range []*Index{x, y} {
			if n, err := finds(t, i); n != 1 || err != nil {
				t.Errorf("a search finds %d, %v, want 1", n, err)
			}
		}
		all, err := admin.GetKeysWithContext(ctx, &meilisearch.KeysQuery{Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		var ours []meilisearch.Key
		for _, k := range all.Results {
			if strings.HasPrefix(k.Name, "Vielfalt") {
				ours = append(ours, k)
			}
		}
		if len(ours) != 1 || ours[0].UID != searchKeyID("house") || !slices.Equal(ours[0].Actions, []string{"search"}) || !slices.Equal(ours[0].Indexes, []string{"house"}) {
			t.Fatalf("keys %+v, want one that may search in house", ours)
		}
		return &ours[0]
	}
	key := look()
	for _, i := range []*Index{x, y} {
		_, err := i.asking().Index("house").AddDocumentsWithContext(ctx, []document{{ID: "b"}}, nil)
		if status, _ := refusal(err); status != http.StatusForbidden {
			t.Errorf("the key for queries writes: %v", err)
		}
	}
	if _, err := admin.DeleteKeyWithContext(ctx, key.UID); err != nil {
		t.Fatal(err)
	}
	for _, i := range []*Index{x, y} {
		if _, err := finds(t, i); err == nil {
			t.Error("a search with a key that is gone is answered")
		}
	}
	look()
	if log.String() != "" {
		t.Errorf("it is logged that\n%s", log)
	}
}

// Every process makes the same id of the name of an index, and of each another.
func TestSearchKeyID(t *testing.T) {
	if id := searchKeyID("house"); id != "cbd15c03-ad58-8789-9f4f-1d63369616d5" || id == searchKeyID("hut") {
		t.Errorf("the ids are %s and %s", id, searchKeyID("hut"))
	}
}

// granted is what README.md says that a key must allow.
var granted = []string{"search", "documents.*", "indexes.*", "settings.*", "stats.get", "tasks.get", "version"}

// A key that may do no more than README.md asks for is enough, and is used for
// queries, too; that is said once. So is that it may not read the version of the
// server, if it may not.
func TestGivenKey(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, action := range granted {
		if !strings.Contains(string(readme), "`"+action+"`") {
			t.Errorf("README.md does not say that the key needs %s", action)
		}
	}
	p := newProcess(t)
	admin := meilisearch.New(p.url(), meilisearch.WithAPIKey(masterKey))
	ctx := t.Context()
	for name, c := range map[string]struct {
		actions []string
		says    int
	}{"all": {granted, 1}, "no version": {granted[:len(granted)-1], 2}} {
		key, err := admin.CreateKeyWithContext(ctx, &meilisearch.Key{Actions: c.actions, Indexes: []string{"*"}})
		if err != nil {
			t.Fatal(err)
		}
		x, _, log := p.index(key.Key)
		for method, err := range map[string]error{
			"Put":         x.Put(ctx, feast),
			"Rebuild":     x.Rebuild(ctx, func(yield func(search.Document, error) bool) { yield(feast, nil) }, search.Position{Change: 4}),
			"SetPosition": x.SetPosition(ctx, search.Position{Change: 5}),
			"Health":      x.Health(ctx),
		} {
			if err != nil {
				t.Errorf("%s: %s: %v", name, method, err)
			}
		}
		for range 2 {
			if n, err := finds(t, x); n != 1 || err != nil {
				t.Errorf("%s: a search finds %d, %v, want 1", name, n, err)
			}
			_ = x.forget(errMissing)
		}
		if got := log.String(); strings.Count(got, "\n") != c.says || !strings.Contains(got, "searched with the key as it is given") || strings.Contains(got, key.Key) {
			t.Errorf("%s: it is logged that\n%s", name, got)
		}
		if err := x.Delete(ctx, "a"); err != nil {
			t.Errorf("%s: Delete: %v", name, err)
		}
	}
	// A key for certain indexes is told of no task that concerns two.
	key, err := admin.CreateKeyWithContext(ctx, &meilisearch.Key{Actions: granted[:len(granted)-1], Indexes: []string{"house*"}})
	if err != nil {
		t.Fatal(err)
	}
	x, _, _ := p.index(key.Key)
	if err := x.Rebuild(ctx, func(yield func(search.Document, error) bool) { yield(feast, nil) }, search.Position{Change: 6}); !errors.Is(err, errHidden) {
		t.Errorf("Rebuild with a key for certain indexes = %v, want %v", err, errHidden)
	}
}

// Settings are sent when they differ, and only then.
func TestSettings(t *testing.T) {
	c := server(t)
	x := open(t, c)
	ctx := t.Context()
	if err := x.Put(ctx, feast); err != nil {
		t.Fatal(err)
	}
	sent := func() int64 {
		t.Helper()
		r, err := x.client.GetTasksWithContext(ctx, &meilisearch.TasksQuery{IndexUIDS: []string{c.Index}, Types: []meilisearch.TaskType{meilisearch.TaskTypeSettingsUpdate}})
		if err != nil {
			t.Fatal(err)
		}
		return r.Total
	}
	start := func() {
		t.Helper()
		y, err := Open(c)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := finds(t, y); n != 1 || err != nil {
			t.Errorf("a search finds %d, %v, want 1", n, err)
		}
		if err := y.Close(); err != nil {
			t.Error(err)
		}
	}
	before := sent()
	start()
	start()
	if n := sent(); n != before {
		t.Errorf("two starts sent %d settings", n-before)
	}
	i := x.client.Index(c.Index)
	for name, change := range map[string]func() (*meilisearch.TaskInfo, error){
		"searchable": func() (*meilisearch.TaskInfo, error) {
			return i.UpdateSearchableAttributesWithContext(ctx, &[]string{"body"})
		},
		"filterable": func() (*meilisearch.TaskInfo, error) {
			return i.UpdateFilterableAttributesWithContext(ctx, &[]any{"type"})
		},
		"limit": func() (*meilisearch.TaskInfo, error) { return i.ResetFacetingWithContext(ctx) },
	} {
		info, err := change()
		if err := x.done(ctx, "change", info, err); err != nil {
			t.Fatal(err)
		}
		before := sent()
		start()
		start()
		if n := sent(); n != before+1 {
			t.Errorf("%s: two starts after a change by hand sent %d settings, want 1", name, n-before)
		}
	}
}

// A fake is a server that does what tests cannot make a real one do.
type fake struct {
	mu   sync.Mutex
	sent []string // requests: method, path and key
	body []string // and what they brought
}

// newFake returns an index on a server that gives the answers to a method and
// path one after the other, and the last of them from then on. To what is not in
// answers it says that all is well. An answer may begin with a status.
func newFake(t *testing.T, answers map[string][]string) (*Index, *fake) {
	t.Helper()
	has, err := newSetup(settings())
	if err != nil {
		t.Fatal(err)
	}
	has["filterableAttributes"] = filterable()
	set, err := json.Marshal(has)
	if err != nil {
		t.Fatal(err)
	}
	usual := map[string]string{
		"GET /version":                               `{"pkgVersion":"1.50.0"}`,
		"GET /indexes/house/stats":                   `{}`,
		"GET /indexes/house-next/stats":              `{"numberOfDocuments":2}`,
		"GET /indexes/house/settings":                string(set),
		"GET /indexes/house-next/settings":           string(set),
		"GET /indexes/house/documents/" + positionID: `404 {"code":"document_not_found"}`,
		"GET /keys/" + searchKeyID("house"):          `{"key":"for queries"}`,
		"POST /indexes/house/search":                 `{}`,
		"POST /multi-search":                         `{"results":[{}]}`,
		"POST /indexes/house/documents/fetch":        `{}`,
		"GET /tasks/1":                               `{"status":"succeeded"}`,
	}
	f := &fake{}
	url := serving(t, func(w http.ResponseWriter, r *http.Request) {
		what := r.Method + " " + r.URL.Path
		a, ok := usual[what]
		if !ok {
			a = `202 {"taskUid":1}`
		}
		if theirs := answers[what]; len(theirs) > 0 {
			a = theirs[min(f.count(what), len(theirs)-1)]
		}
		f.mu.Lock()
		body, _ := io.ReadAll(r.Body)
		f.body = append(f.body, string(body))
		f.sent = append(f.sent, what+" "+strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
		f.mu.Unlock()
		status := http.StatusOK
		if n, _ := fmt.Sscanf(a, "%d ", &status); n == 1 {
			a = a[len("200 "):]
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(a))
	})
	x, err := Open(Config{URL: url, Key: "given", Index: "house", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return x, f
}

// count returns how many requests there were that begin with some words.
func (f *fake) count(words string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, s := range f.sent {
		if strings.HasPrefix(s+" ", words+" ") {
			n++
		}
	}
	return n
}

// Whoever wants all hits for an order of his own is sent no texts, but where a phrase
// must be looked for in them.
func TestAllWithoutTexts(t *testing.T) {
	empty, _ := newFake(t, nil)
	known := map[string]int{}
	for _, token := range empty.lang.NewLexicon().Analyze(search.Document{ID: "heft-3", Title: "Laubhütte im Hof von einst"}).Tokens() {
		known[token] = 1
	}
	terms, err := json.Marshal(map[string]any{"facetDistribution": map[string]any{"terms": known}})
	if err != nil {
		t.Fatal(err)
	}
	const counted = `"facetDistribution":{"any":{"qqany":1}}}]}`
	for text, c := range map[string]struct{ answer, asked string }{
		"Laubhütte":           {`{"results":[{"hits":[{"id":"heft-3","item":"heft","type":"brochure","page":3}],` + counted, `"attributesToRetrieve":["id","item","type","page"]`},
		`"Laubhütte im Hof"`:  {`{"results":[{"hits":[{"id":"heft-3","doc":{"id":"heft-3","item":"heft","type":"brochure","page":3,"title":"Laubhütte im Hof"}}],` + counted, `"attributesToRetrieve":["doc"]`},
		"Laubhütte von einst": {`{"results":[{"hits":[{"id":"heft-3"}],` + counted, ""}, // as an older version wrote it
	} {
		x, f := newFake(t, map[string][]string{"POST /multi-search": {c.answer}, "POST /indexes/house/search": {string(terms)}})
		r, err := x.Search(t.Context(), search.Query{Text: text, All: true})
		if c.asked == "" {
			if !errors.Is(err, search.ErrUnavailable) {
				t.Errorf("%s: %v, want the other engine to answer", text, err)
			}
			continue
		}
		if err != nil || len(r.Hits) != 1 || r.Hits[0].ID != "heft-3" || r.Hits[0].Item != "heft" || r.Hits[0].Page != 3 || r.Hits[0].Score <= 0 {
			t.Errorf("%s: %+v, %v", text, r.Hits, err)
		}
		if !slices.ContainsFunc(f.body, func(b string) bool { return strings.Contains(b, c.asked) }) {
			t.Errorf("%s: %q is not asked for in %q", text, c.asked, f.body)
		}
	}
}

// Two swaps would be as none: if its outcome is not known, it is not sent again.
func TestSwapIsSentOnce(t *testing.T) {
	x, f := newFake(t, map[string][]string{
		"POST /swap-indexes":                 {"503 {}"},
		"POST /indexes/house-next/documents": {"503 {}", `202 {"taskUid":1}`},
		"DELETE /indexes/house-next":         {`404 {"code":"index_not_found"}`},
	})
	err := x.Rebuild(t.Context(), func(yield func(search.Document, error) bool) { yield(feast, nil) }, search.Position{Change: 1})
	if !errors.Is(err, search.ErrUnavailable) || f.count("POST /swap-indexes") != 1 {
		t.Errorf("Rebuild = %v after %d swaps, want ErrUnavailable after one", err, f.count("POST /swap-indexes"))
	}
	if n := f.count("POST /indexes/house-next/documents"); n != 3 {
		t.Errorf("documents and position are sent %d times, want 3 with one sent again", n)
	}
}

// Another process may create the index or the key at the same time.
func TestAnotherIsFaster(t *testing.T) {
	key := "GET /keys/" + searchKeyID("house")
	x, f := newFake(t, map[string][]string{
		"GET /indexes/house/settings": {`404 {"code":"index_not_found"}`, `{}`},
		"GET /tasks/1":                {`{"status":"failed","error":{"code":"index_already_exists"}}`, `{"status":"succeeded"}`},
		key:                           {`404 {"code":"api_key_not_found"}`, `{"key":"for queries"}`},
		"POST /keys":                  {`409 {"code":"api_key_already_exists"}`},
	})
	if _, err := finds(t, x); err != nil {
		t.Errorf("a search = %v", err)
	}
	if made, asked := f.count("POST /indexes given"), f.count("POST /indexes/house/search for queries"); made != 1 || asked != 1 {
		t.Errorf("the index is made %d times, and asked %d times with the key for queries, want once each: %q", made, asked, f.sent)
	}
}

// A server of another version is not used, and which one is needed is said.
func TestVersion(t *testing.T) {
	for version, right := range map[string]bool{
		"1.50.0": true, "1.50.3": true, "1.51.0-rc.1": true, "1.120.0": true,
		"1.49.9": false, "1.5.0": false, "0.60.0": false, "2.0.0": false, "10.50.0": false, "": false, "latest": false,
	} {
		x, _ := newFake(t, map[string][]string{"GET /version": {`{"pkgVersion":"` + version + `"}`}})
		for method, f := range map[string]func() error{
			"Search":   func() error { _, err := finds(t, x); return err },
			"Put":      func() error { return x.Put(t.Context(), feast) },
			"Position": func() error { _, err := x.Position(t.Context()); return err },
			"Health":   func() error { return x.Health(t.Context()) },
		} {
			err := f()
			var fault *search.Fault
			switch {
			case right && err != nil:
				t.Errorf("%s of version %q = %v", method, version, err)
			case right:
			case !errors.As(err, &fault) || !errors.Is(err, search.ErrUnavailable):
				t.Errorf("%s of version %q = %v, want a fault", method, version, err)
			case !strings.Contains(fault.Detail, `"`+version+`"`) || !strings.Contains(fault.Detail, "1.50") || fault.Advice == "":
				t.Errorf("%s of version %q says %v", method, version, err)
			}
		}
	}
}

// The version that is tested is the one that people are told to install.
func TestVersionIsNamed(t *testing.T) {
	version := fmt.Sprintf("%d.%d", testedMajor, testedMinor)
	for file, words := range map[string]string{"../../README.md": "version " + version + " or a later 1.x", "../../compose.yaml": "image: getmeili/meilisearch:v" + version + "\n"} {
		text, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(text), words) {
			t.Errorf("%s does not say %q, %v", file, words, err)
		}
	}
}

// Whether a full disk is noticed at once or by the task, it is said.
func TestServerFull(t *testing.T) {
	for name, answers := range map[string]map[string][]string{
		"at once":  {"POST /indexes/house/documents": {`422 {"code":"no_space_left_on_device","message":"secret words"}`}},
		"the task": {"GET /tasks/1": {`{"status":"failed","error":{"code":"no_space_left_on_device","message":"secret words"}}`}},
		"database": {"GET /tasks/1": {`{"status":"failed","error":{"code":"database_size_limit_reached","message":"secret words"}}`}},
	} {
		x, _ := newFake(t, answers)
		err := x.Put(t.Context(), feast)
		if !errors.Is(err, errFull) || !errors.Is(err, search.ErrUnavailable) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: Put = %v, want %v", name, err, errFull)
		}
		if _, err := finds(t, x); err != nil {
			t.Errorf("%s: a search = %v", name, err)
		}
	}
}

// A task that fails in any other way is an error as well.
func TestTaskFails(t *testing.T) {
	for _, status := range []string{"failed", "canceled"} {
		x, _ := newFake(t, map[string][]string{"GET /tasks/1": {`{"status":"` + status + `","error":{"code":"internal"}}`}})
		for method, err := range map[string]error{
			"Put":         x.Put(t.Context(), feast),
			"SetPosition": x.SetPosition(t.Context(), search.Position{Change: 1}),
		} {
			if err == nil || !strings.Contains(err.Error(), status) {
				t.Errorf("%s = %v, want the task %s", method, err, status)
			}
		}
	}
}
