package web_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/calendar/traditions"
	"vielfalt/cmd/internal/api"
	"vielfalt/cmd/internal/house"
	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/publish"
	"vielfalt/cmd/internal/ready"
	"vielfalt/cmd/internal/site"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
	"vielfalt/content/archive"
	"vielfalt/content/filestore"
	"vielfalt/content/markup"
	"vielfalt/content/pdftext"
	"vielfalt/content/picture"
	"vielfalt/content/profile"
	"vielfalt/content/sqlstore"
	"vielfalt/search"
	"vielfalt/search/local"
	"vielfalt/search/meili"
	"vielfalt/search/searchtest"
	"vielfalt/themes"
)

// A clock is set by tests.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = t
}

// A service is the whole service made of real parts, with the content of
// testdata/content and a clock.
type service struct {
	*site.Site
	clock    *clock
	store    *sqlstore.Store
	files    *filestore.Folder
	calendar *calendar.Calendar
	searcher *publish.Searcher
	watch    *publish.Watch
	config   config
}

// A config is what a service is built from.
type config struct {
	siteConfig
	webConfig
}

type (
	siteConfig = site.Config
	webConfig  = web.Config
)

// open connects the parts as the program does.
func (c config) open() (*site.Site, error) {
	s, err := site.New(c.siteConfig)
	if err != nil {
		return nil, err
	}
	web.Add(s, c.webConfig)
	return s, api.Add(s)
}

// routes lists the names of the routes with a keeping.
func (s *service) routes(k ...site.Keeping) []string {
	var out []string
	for name, have := range s.Keepings() {
		if slices.Contains(k, have) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// at is the moment on the clock of a new site.
var at = time.Date(2026, time.March, 20, 9, 0, 0, 0, time.UTC)

// shippedRecords are read once for all sites.
var shippedRecords = sync.OnceValue(func() *profile.Set {
	set, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		panic(err)
	}
	return set
})

// What all sites begin with, and none changes, is made once.
var (
	calendarOnce = sync.OnceValues(func() (*calendar.Calendar, error) { return calendar.New(traditions.All("nw"), nil) })
	themeOnce    = sync.OnceValues(func() (*themes.Theme, error) { return themes.Load("classic", "") })
	writtenOnce  = sync.OnceValues(written)
)

// written returns the files of a store with what testdata holds, which was written
// long before it is read.
func written() (fs.FS, error) {
	dir, err := os.MkdirTemp("", "web")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	cal, err := calendarOnce()
	if err != nil {
		return nil, err
	}
	c := &clock{t: time.Date(2025, time.December, 1, 7, 0, 0, 0, time.UTC)}
	store, files, err := openStore(dir, cal, c)
	if err != nil {
		return nil, err
	}
	im := &archive.Importer{Store: store, Files: files, Calendar: func() *calendar.Calendar { return cal }, PDF: pdftext.Default(), Pictures: &picture.Maker{}, By: "test"}
	sum, err := im.Import(context.Background(), os.DirFS("testdata/content"), ".")
	if err := errors.Join(err, store.Close()); err != nil {
		return nil, err
	}
	if len(sum.Problems) > 0 {
		return nil, fmt.Errorf("testdata: %v", sum.Problems)
	}
	kept := fstest.MapFS{}
	return kept, fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		kept[name] = &fstest.MapFile{Data: data, Mode: 0o600}
		return err
	})
}

// openStore opens store and files in a folder.
func openStore(dir string, cal *calendar.Calendar, c *clock) (*sqlstore.Store, *filestore.Folder, error) {
	store, err := sqlstore.Open(context.Background(), sqlstore.Config{
		Path: filepath.Join(dir, "test.db"), Now: c.now, Log: slog.New(slog.DiscardHandler),
		Planner: content.Planner{Calendar: func() *calendar.Calendar { return cal }, Workday: traditions.Workdays("nw")},
	})
	if err != nil {
		return nil, nil, err
	}
	files, err := filestore.Open(filepath.Join(dir, "files"))
	if err != nil {
		store.Close()
		return nil, nil, err
	}
	return store, files, nil
}

// newSite starts a site; engine, if not nil, is searched before the local index.
func newSite(t testing.TB, engine search.Index, options ...func(*config)) *service {
	t.Helper()
	dir := t.TempDir()
	log := slog.New(slog.DiscardHandler)
	written, err := writtenOnce()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, written); err != nil {
		t.Fatal(err)
	}
	cal, err := calendarOnce()
	if err != nil {
		t.Fatal(err)
	}
	c := &clock{t: at}
	store, files, err := openStore(dir, cal, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	language, err := searchtest.Language()
	if err != nil {
		t.Fatal(err)
	}
	index, err := local.Open(filepath.Join(dir, "index"), log, language)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { index.Close() })
	s := &service{clock: c, store: store, files: files, calendar: cal}
	s.searcher = &publish.Searcher{Local: s.follow("local", index)}
	if engine != nil {
		s.searcher.Engine = s.follow("engine", engine)
	}
	base, err := url.Parse("https://vielfalt.example")
	if err != nil {
		t.Fatal(err)
	}
	theme, err := themeOnce()
	if err != nil {
		t.Fatal(err)
	}
	texts, err := web.LoadTexts(web.TextValues{Site: "Vielfalt", Authority: "Bezirksregierung Musterlenne", Land: "nw", BackupsKept: 30 * 24 * time.Hour}, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.config = config{
		siteConfig: site.Config{
			Reader: store, Search: s.searcher, House: house.New(store), Calendar: func() *calendar.Calendar { return cal }, Theme: theme, Observe: func(string, int, time.Duration) {},
			Admit:    (&peer.Limiter{Tallier: store, Now: c.now, Log: log}).Admit,
			SiteName: "Vielfalt", Authority: "Bezirksregierung Musterlenne", Region: calendar.DefaultRegion(), Profiles: shippedRecords, Workday: traditions.Workdays("nw"), School: school.Shipped("nw"), BaseURL: base, Now: c.now, Log: log,
		},
		webConfig: web.Config{
			Reporter: store, Files: files, Texts: texts, Facts: new(web.Facts), Trapped: func() {}, BackupsKept: 30 * 24 * time.Hour, Version: "v1.2.3",
			Ready: func(context.Context) []web.Check { return []web.Check{{Name: "database", OK: true, Needed: true}} },
		},
	}
	s.keep()
	for _, o := range options {
		o(&s.config)
	}
	if s.Site, err = s.config.open(); err != nil {
		t.Fatal(err)
	}
	s.sync(t)
	return s
}

// keep gives the site ready answers of its own. Without a lease, every request
// asks the store what has changed.
func (s *service) keep() {
	s.config.Answers = ready.New(16<<20, 0, nil, s.clock.now)
	s.watch = &publish.Watch{Source: s.store, Answers: s.config.Answers, Now: s.clock.now, Log: slog.New(slog.DiscardHandler), Words: s.config.House.Load}
	s.config.Fresh, s.config.Away = s.watch.Check, s.watch.Away
}

// with returns another server on the parts of a site.
func (s *service) with(t testing.TB, options ...func(*config)) *service {
	t.Helper()
	other := *s
	other.keep()
	for _, o := range options {
		o(&other.config)
	}
	var err error
	if other.Site, err = other.config.open(); err != nil {
		t.Fatal(err)
	}
	return &other
}

// pdf is the smallest file that claims to be one; nothing reads it here.
const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

// addBrochure adds a brochure with a file, a cover and two pages.
func (s *service) addBrochure(t testing.TB) {
	t.Helper()
	b := &content.Brochure{
		Item: content.Item{
			ID: "ratgeber", Type: content.TypeBrochure, State: content.Approved, Dezernat: "36", Tags: []string{"Ankommen"},
			Text: content.Text{Lang: content.German, Title: "Ratgeber Ankommen", Summary: "Für die ersten Wochen."},
		},
		Printing: "2. Auflage 2026", PrintRun: 1500, Languages: []string{"de", "en"}, PageCount: 2,
		Pages: []content.Page{
			{ID: "ratgeber-p01", Number: 1, Title: "Ratgeber Ankommen", Text: "Willkommen. Mehr zum Wohnen steht weiter hinten."},
			{ID: "ratgeber-p02", Number: 2, Title: "Wohnung", Text: "Zum Wohnen: Den Wohnberechtigungsschein gibt es im Rathaus."},
		},
	}
	var err error
	if b.PDF, err = s.files.Put(t.Context(), strings.NewReader(pdf), "application/pdf", 1<<20); err != nil {
		t.Fatal(err)
	}
	if b.Cover, err = s.files.Put(t.Context(), strings.NewReader("\x89PNG\r\n\x1a\n"), "image/png", 1<<20); err != nil {
		t.Fatal(err)
	}
	s.save(t, b)
}

// save stores records and updates the index.
func (s *service) save(t testing.TB, records ...content.Record) {
	t.Helper()
	if err := s.store.Save(t.Context(), "test", records...); err != nil {
		t.Fatal(err)
	}
	s.sync(t)
}

// follow returns a follower that keeps an index in step with the site's store.
func (s *service) follow(name string, x search.Index) *publish.Follower {
	return &publish.Follower{
		Name: name, Index: x, Source: s.store, Calendar: func() *calendar.Calendar { return s.calendar }, Plain: markup.Plain, Now: s.clock.now,
		Log: slog.New(slog.DiscardHandler),
	}
}

// addDays puts the days of the calendar into the index as well, which takes a while.
func (s *service) addDays(t testing.TB) {
	s.searcher.Local.Profiles = shippedRecords
	s.save(t, &content.Article{Item: content.Item{ID: "tage", State: content.Approved, Text: content.Text{Lang: content.German, Title: "Zwölf Monate"}}}) // so that there is something to follow
}

// sync brings the indexes up to the clock, as the followers do on their own.
func (s *service) sync(t testing.TB) {
	t.Helper()
	for _, f := range s.searcher.Followers() {
		if err := f.Sync(context.Background()); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
}

// engine returns a Meilisearch index of its own, or skips the test.
func engine(t testing.TB) search.Index {
	t.Helper()
	address := os.Getenv("VIELFALT_TEST_MEILISEARCH_URL")
	if address == "" {
		t.Skip("set VIELFALT_TEST_MEILISEARCH_URL to run this with Meilisearch")
	}
	x, err := meili.Open(meili.Config{
		URL: address, Key: os.Getenv("VIELFALT_TEST_MEILISEARCH_KEY"),
		Index: "web-test-" + time.Now().UTC().Format("150405000000"), Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}
