package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/netutil"

	"vielfalt/cmd/internal/publish"
	"vielfalt/cmd/internal/ready"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/content/record"
	"vielfalt/search"
	"vielfalt/search/local"
	"vielfalt/search/meili"
)

// serveCmd runs the service. This file is the only one that names concrete
// backends beside config.go.
type serveCmd struct {
	storeFlags
	Addr    string `help:"Address to listen on." default:"127.0.0.1:8080"`
	BaseURL string `help:"Address readers use, https://… behind a proxy; http:// and the listening address if left out." placeholder:"https://…"`
	Demo    bool   `help:"Fill an empty data folder with sample content."`

	SiteName    string `help:"Name of the site." default:"Vielfalt im Regierungsbezirk"`
	Authority   string `help:"Name of the authority." default:"Bezirksregierung Musterlenne"`
	Theme       string `help:"Theme: classic or kontrast." default:"classic"`
	ThemeFolder string `help:"Folder of your own whose files override single files of the theme." type:"path"`

	Records string `help:"Folder of your own texts on days, tradition/name.md, that take the place of those shipped." type:"path"`

	MeilisearchURL     string `name:"meilisearch-url" help:"Address of a Meilisearch server; without it the embedded index answers." placeholder:"http://…"`
	MeilisearchKey     string `name:"meilisearch-key" help:"API key for Meilisearch."`
	MeilisearchKeyFile string `name:"meilisearch-key-file" help:"File that holds the API key." type:"path"`

	CacheSize       int64         `help:"Megabytes of ready answers kept in memory." default:"48"`
	MaxConnections  int           `help:"Connections served at the same time; more wait." default:"2000"`
	OpsAddr         string        `help:"Address for /metrics and profiling; off if left out."`
	LogFormat       string        `help:"Format of the log: text or json." enum:"text,json" default:"text"`
	ShutdownTimeout time.Duration `help:"How long to wait for requests and background work at the end." default:"15s"`
}

// records reads what each observance is. Where a text of the house's own is not
// right, the shipped one stands.
func (c *serveCmd) records(log *slog.Logger) *record.Set {
	folders := []fs.FS{record.Shipped()}
	if c.Records != "" {
		folders = append(folders, os.DirFS(c.Records))
	}
	set, err := record.Load(folders...)
	if err != nil {
		log.Warn("texts on days", "folder", c.Records, "err", err)
	}
	return set
}

// lease is for how long readers are sent ready answers after the store was last
// heard of; as long as it answers, it is heard of several times within.
const lease = time.Second

// grace is for how long after a change readers may be sent the answer of before
// while the new one is made. Together with the time until a change is heard of
// it stays below a second.
const grace = 500 * time.Millisecond

// Run starts the service and stops it when the context ends: first requests,
// then background work, then the stores.
func (c *serveCmd) Run(a *app) (err error) {
	if err := c.validate(); err != nil {
		return usageError{err}
	}
	var handler slog.Handler = slog.NewTextHandler(a.Stderr, nil)
	if c.LogFormat == "json" {
		handler = slog.NewJSONHandler(a.Stderr, nil)
	}
	log := slog.New(handler)

	// Listen first: a port in use is found before anything is touched.
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("--addr: %w", err)
	}
	defer listener.Close()
	listener = netutil.LimitListener(listener, c.MaxConnections)
	base, err := c.base(listener.Addr())
	if err != nil {
		return usageError{err}
	}

	s, err := c.open(a, a, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	holder := rand.Text() // names this process among others on the same database
	if c.Demo {
		if err := fillDemo(a, s, holder, log); err != nil {
			return err
		}
	}

	index, err := local.Open(filepath.Join(c.Data, "index"), log)
	if err != nil {
		return fmt.Errorf("--data: search index: %w", err)
	}
	defer func() { err = errors.Join(err, index.Close()) }()
	metrics := newMetrics()
	pace := &publish.Pace{Asked: metrics.asked.Load}
	index.Rest = pace.Rest
	answers := ready.New(c.CacheSize<<20, grace, a.Now)
	metrics.answers(answers)
	replan := make(chan struct{}, 1)
	watch := &publish.Watch{Source: s, Answers: answers, Now: a.Now, Log: log, Lease: lease, Dates: func(ctx context.Context) error {
		if err := s.almanac.Load(ctx); err != nil {
			return err
		}
		select {
		case replan <- struct{}{}:
		default: // somebody has called already
		}
		return nil
	}}
	searcher := &publish.Searcher{Local: c.follower(a, "local", index, s, pace, log)}
	var claim *publish.Claim
	if c.MeilisearchURL != "" {
		key, err := c.meilisearchKey()
		if err != nil {
			return err
		}
		engine, err := meili.Open(meili.Config{URL: c.MeilisearchURL, Key: key, Log: log})
		if err != nil {
			return usageError{fmt.Errorf("--meilisearch-url: %w", err)}
		}
		defer func() { err = errors.Join(err, engine.Close()) }()
		searcher.Engine = c.follower(a, "meilisearch", engine, s, pace, log)
		claim = &publish.Claim{Store: s, Name: "meilisearch", Holder: holder, Now: a.Now, Log: log}
		searcher.Engine.Claim = claim
	}

	records := sync.OnceValue(func() *record.Set { return c.records(log) })
	site, err := web.New(web.Config{
		Reader: s, Reporter: s, Files: s.files, Search: searcher, Calendar: s.calendar, Records: records,
		Answers: answers, Fresh: watch.Check, Away: watch.Away, Ready: checks(s, searcher), Observe: metrics.observe,
		SiteName: c.SiteName, Authority: c.Authority, BaseURL: base,
		Theme: c.Theme, ThemeFolder: c.ThemeFolder, Now: a.Now, Log: log,
	})
	if err != nil {
		return err
	}

	background, stop := context.WithCancel(context.WithoutCancel(a))
	var workers sync.WaitGroup
	work := func(name string, f func(context.Context)) {
		workers.Go(func() { publish.Work(background, name, log, f) })
	}
	work("texts on days", func(context.Context) { records() }) // before a reader waits for them
	work("watch", watch.Run)
	work("replan", func(ctx context.Context) { publish.Replan(ctx, s, replan, a.Now, log) })
	if claim != nil {
		work("claim", claim.Run)
	}
	for _, f := range searcher.Followers() {
		metrics.follow(f)
		work("index "+f.Name, f.Run)
	}
	server := &http.Server{
		Handler: site, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
		ErrorLog: slog.NewLogLogger(handler, slog.LevelDebug),
	}
	servers := []*http.Server{server}
	failed := make(chan error, 2)
	if c.OpsAddr != "" {
		ops := &http.Server{Addr: c.OpsAddr, Handler: metrics.handler(), ReadHeaderTimeout: 10 * time.Second}
		opsListener, err := net.Listen("tcp", c.OpsAddr)
		if err != nil {
			stop()
			workers.Wait()
			return fmt.Errorf("--ops-addr: %w", err)
		}
		servers = append(servers, ops)
		go func() { failed <- ops.Serve(opsListener) }()
	}
	go func() { failed <- server.Serve(listener) }()
	log.Info("listening", "addr", listener.Addr().String(), "url", base.String())

	select {
	case <-a.Done():
	case err = <-failed:
	}
	log.Info("stopping")
	limit, cancel := context.WithTimeout(context.WithoutCancel(a), c.ShutdownTimeout)
	defer cancel()
	for _, srv := range servers {
		if e := srv.Shutdown(limit); e != nil {
			// Handlers that run on must not meet a closed store with a client waiting.
			err = errors.Join(err, e, srv.Close())
		}
	}
	stop()
	done := make(chan struct{})
	go func() { answers.Close(); workers.Wait(); close(done) }()
	select {
	case <-done:
	case <-limit.Done():
		log.Warn("background work did not end in time")
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

func (c *serveCmd) validate() error {
	if c.MeilisearchKey != "" && c.MeilisearchKeyFile != "" {
		return errors.New("--meilisearch-key and --meilisearch-key-file exclude each other")
	}
	if c.MeilisearchURL == "" && (c.MeilisearchKey != "" || c.MeilisearchKeyFile != "") {
		return errors.New("--meilisearch-key needs --meilisearch-url")
	}
	if c.CacheSize < 1 || c.CacheSize > 1<<20 {
		return errors.New("--cache-size must be at least 1 megabyte")
	}
	if c.MaxConnections < 1 {
		return errors.New("--max-connections must be at least 1")
	}
	if c.SiteName == "" || c.Authority == "" {
		return errors.New("--site-name and --authority must not be empty")
	}
	return nil
}

// base returns the address readers use.
func (c *serveCmd) base(listening net.Addr) (*url.URL, error) {
	if c.BaseURL == "" {
		return &url.URL{Scheme: "http", Host: listening.String()}, nil
	}
	u, err := url.Parse(strings.TrimSuffix(c.BaseURL, "/"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, fmt.Errorf("--base-url %q is not an address such as https://vielfalt.example", c.BaseURL)
	}
	return u, nil
}

func (c *serveCmd) meilisearchKey() (string, error) {
	if c.MeilisearchKeyFile == "" {
		return c.MeilisearchKey, nil
	}
	b, err := os.ReadFile(c.MeilisearchKeyFile)
	if err != nil {
		return "", fmt.Errorf("--meilisearch-key-file: %w", err)
	}
	return strings.TrimSpace(string(b)), nil
}

func (c *serveCmd) follower(a *app, name string, index search.Index, s *store, pace *publish.Pace, log *slog.Logger) *publish.Follower {
	return &publish.Follower{
		Name: name, Index: index, Source: s, Calendar: s.calendar, Dates: s.almanac.Load, Plain: markup.Plain, Pace: pace, Now: a.Now, Log: log,
	}
}

// checks asks the parts for /readyz.
func checks(s *store, searcher *publish.Searcher) func(context.Context) []web.Check {
	return func(ctx context.Context) []web.Check {
		ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
		defer cancel()
		// Not needed to serve: what is ready is still sent, and all replicas have
		// the same database, so that none would be left if each said no.
		database := web.Check{Name: "database", OK: true}
		if s.Ping(ctx) != nil {
			database.OK = false
			database.Detail = "the database does not answer; readers are sent what is ready, everything else is refused for now"
			database.Advice = "look at the log, at the database server, and at disk and permissions of the data folder; it goes on by itself"
		}
		files := web.Check{Name: "files", OK: true}
		// A store that answers says that there is no such file.
		if f, err := s.files.Open(ctx, strings.Repeat("0", 64)); err == nil {
			f.Close()
		} else if !errors.Is(err, content.ErrNotFound) {
			files.OK = false
			files.Detail = "the store of brochures and pictures does not answer"
			files.Advice = "look at the log, at the bucket of --files-url and its key, or at the permissions of the data folder"
		}
		out := []web.Check{database, files}
		for _, f := range searcher.Followers() {
			out = append(out, checkIndex(ctx, f, f == searcher.Local))
		}
		return out
	}
}

// checkIndex says how an index fares.
func checkIndex(ctx context.Context, f *publish.Follower, local bool) web.Check {
	standing, state := f.Standing(), f.State()
	check := web.Check{Name: "search: " + f.Name, OK: standing.Complete && state.Ready}
	var far string
	if standing.Want > 0 {
		far = fmt.Sprintf(", %d of %d are in", standing.Have, standing.Want)
	}
	switch {
	case check.OK:
	case !local && state.Err != nil:
		check.Detail = "the index is away or not in step with the content" + far
		check.Advice = "results come from the index of this server until it is back; it catches up by itself"
	case local && f.Index.Health(ctx) != nil:
		check.Detail = "the index of this server has failed, and search is unavailable" + far
		check.Advice = "look at the log, and at space and permissions of the folder index in the data folder; it is built anew by itself, and all else goes on"
	case state.Err != nil:
		check.Detail = "the index cannot be kept in step with the content" + far
		check.Advice = "look at the log, at the database, and at space and permissions of the folder index in the data folder; it catches up by itself"
	case far != "":
		check.Detail = "the index is behind" + far
		check.Advice = "wait; searches say that some results are missing"
	default:
		check.Detail = "the index is being compared with the content"
		check.Advice = "wait; searches say that some results may be missing"
	}
	return check
}
