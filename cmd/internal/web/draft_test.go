package web_test

import (
	"context"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/archive"
	"vielfalt/content/pdftext"
	"vielfalt/content/picture"
	"vielfalt/search"
)

// untouched is an index that nothing may write to.
type untouched struct {
	search.Index
	t *testing.T
}

func (x untouched) Put(ctx context.Context, docs ...search.Document) error {
	x.t.Errorf("%d documents were put into the index", len(docs))
	return x.Index.Put(ctx, docs...)
}

func (x untouched) Delete(ctx context.Context, ids ...string) error {
	x.t.Errorf("%v were deleted from the index", ids)
	return x.Index.Delete(ctx, ids...)
}

// A draft of what readers see, imported or restored, changes no byte of what
// they get: pages, feeds, calendars, JSON, validators; and nothing wakes up.
func TestDraftOverVisible(t *testing.T) {
	s := wholeSite(t)
	s.clock.set(at.Add(time.Hour))
	// A second version, so that there is a first one to restore.
	raw, err := os.ReadFile(filepath.Join("testdata", "content", "zuckerfest.md"))
	if err != nil {
		t.Fatal(err)
	}
	article, err := content.Show[*content.Article](t.Context(), s.store, s.clock.now(), "zuckerfest")
	if err != nil {
		t.Fatal(err)
	}
	article.Correction = "Berichtigt."
	s.save(t, article)

	paths := []string{"/suche?q=Zuckerfest", "/suche?q=Geheimtext", "/api/v1/search?q=Geheimtext", "/beitraege/geheim", "/feeds/beitraege.rss?q=Geheimtext", "/nirgends"}
	for _, path := range s.addresses(t) {
		paths = append(paths, path, "/en"+path)
	}
	type answer struct {
		Code   int
		Header http.Header
		Body   string
	}
	crawl := func() map[string]answer {
		out := make(map[string]answer)
		for _, path := range paths {
			w := s.get(t, path)
			out[path] = answer{w.Code, w.Header(), w.Body.String()}
		}
		return out
	}
	crawl() // so that what is kept is kept
	want := crawl()
	state := func() []any {
		last, err1 := s.store.LastChange(t.Context())
		stamp, err2 := s.store.Stamp(t.Context(), s.clock.now())
		plan, err3 := s.store.Plan(t.Context(), at.AddDate(-2, 0, 0), at.AddDate(3, 0, 0))
		if err1 != nil || err2 != nil || err3 != nil {
			t.Fatal(err1, err2, err3)
		}
		return []any{last, stamp, plan}
	}
	before := state()
	was := s.searcher.Local.Index
	s.searcher.Local.Index = untouched{was, t}
	defer func() { s.searcher.Local.Index = was }()

	front, _, _ := strings.Cut(string(raw), "\n---\n")
	draft := strings.NewReplacer("\ntitle: ", "\nslug: geheim\nstate: draft\ntitle: Geheimtext ", "traditions: [islamic]", "traditions: [jewish]").Replace(front) + "\n---\n\nGeheimtext.\n"
	if !strings.Contains(draft, "state: draft") || !strings.Contains(draft, "jewish") {
		t.Fatalf("the fixture has changed:\n%s", draft)
	}
	im := &archive.Importer{Store: s.store, Files: s.files, Calendar: func() *calendar.Calendar { return s.calendar }, PDF: pdftext.Default(), Pictures: &picture.Maker{}, By: "test"}
	sum, err := im.Import(t.Context(), fstest.MapFS{"zuckerfest.md": {Data: []byte(draft)}}, ".")
	if err != nil || len(sum.Problems) > 0 || sum.Drafts != 1 {
		t.Fatal(err, sum)
	}
	look := func(what string) {
		t.Helper()
		s.sync(t)
		got := crawl()
		for _, path := range slices.Sorted(maps.Keys(want)) {
			w, g := want[path], got[path]
			if w.Code != g.Code || w.Body != g.Body || !maps.EqualFunc(w.Header, g.Header, slices.Equal) {
				t.Errorf("%s: %s answers otherwise: %d and %d", what, path, w.Code, g.Code)
			}
			if strings.Contains(strings.ReplaceAll(g.Body, "q=Geheimtext", ""), "Geheimtext.") {
				t.Errorf("%s: %s shows the draft", what, path)
			}
		}
		if now := state(); !cmp.Equal(before, now) {
			t.Errorf("%s: %v became %v", what, before, now)
		}
	}
	look("by import")
	if v, err := s.store.RestoreVersion(t.Context(), "test", "zuckerfest", 1, ""); err != nil || v.Number != 4 {
		t.Fatal(v, err)
	}
	look("by command")
	// An approved change shows at once, which proves that the crawl would
	// notice.
	article.Title = "Zuckerfest im Haus"
	s.searcher.Local.Index = was
	s.save(t, article)
	if got := crawl(); got["/beitraege"].Body == want["/beitraege"].Body || got["/suche?q=Zuckerfest"].Body == want["/suche?q=Zuckerfest"].Body {
		t.Error("what was approved is not seen")
	}
}
