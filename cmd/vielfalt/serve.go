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
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/almanac"
	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/publish"
	"vielfalt/cmd/internal/ready"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/content/profile"
	"vielfalt/content/regular"
	"vielfalt/search"
	"vielfalt/search/local"
	"vielfalt/search/meili"
	"vielfalt/themes"
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

	Seat  string `help:"Place of the authority, for which sunset is reckoned: name, latitude, longitude; Arnsberg if left out, needed with another --land than nw." placeholder:"NAME LAT LONG"`
	Texts string `help:"Folder of your own texts, imprint.md, privacy.md, accessibility.md, plain.md, sign.md, that take the place of those shipped; read at the start." type:"path"`

	Records string `help:"Folder of your own texts on days, tradition/name.md, that take the place of those shipped." type:"path"`

	MeilisearchURL     string `name:"meilisearch-url" help:"Address of a Meilisearch server; without it the embedded index answers." placeholder:"http://…"`
	MeilisearchKey     string `name:"meilisearch-key" help:"API key for Meilisearch." secret:"all"`
	MeilisearchKeyFile string `name:"meilisearch-key-file" help:"File that holds the API key." type:"path"`

	ProxyFrom   []string `help:"Network or address of a proxy before the service, as in 10.1.0.0/16; repeatable, in the environment separated by commas. From these alone X-Forwarded-For is believed." placeholder:"CIDR"`
	BackupsKept days     `help:"For how long backups are kept, as readers are told; 0d if there are none." default:"30d"`

	CacheSize       int64         `help:"Megabytes of ready answers kept in memory." default:"48"`
	MaxConnections  int           `help:"Connections open at the same time, of which one address has at most a quarter; those on which nothing happens give way to new ones." default:"2000"`
	OpsAddr         string        `help:"Address for /metrics and profiling; off if left out."`
	LogFormat       string        `help:"Format of the log: text or json." enum:"text,json" default:"text"`
	ShutdownTimeout time.Duration `help:"How long to wait for requests in hand and background work at the end." default:"15s"`
}

// lease is for how long readers are sent ready answers after the store was last
// heard of; as long as it answers, it is heard of several times within.
const lease = time.Second

// places is how many answers may be in the making, waiting for the store or for a
// processor. Each takes about half a megabyte.
const places = 128

// grace is for how long after a change readers may be sent the answer of before
// while the new one is made. Together with the time until a change is heard of
// it stays below a second.
const grace = 500 * time.Millisecond

// Run checks what it is told, listens, opens the stores, and serves until the
// context ends. Wrong use is found before anything is touched, and a port in use
// before anything is opened.
func (c *serveCmd) Run(a *app) (err error) {
	p, err := c.check(a)
	if err != nil {
		return err
	}
	l, err := c.listen(p)
	if err != nil {
		return err
	}
	defer l.close()
	s, err := c.open(a, p, l)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	return s.run(a, l)
}

// plan is what serve was told, read and checked.
type plan struct {
	log      *slog.Logger
	build    build
	place    location
	region   calendar.Region
	almanac  *almanac.Almanac
	base     *url.URL // nil for the address listened on
	proxies  peer.Proxies
	theme    *themes.Theme
	texts    web.Texts
	profiles func() *profile.Set
	engine   meili.Config // without address for none
}

// check reads and checks everything that needs neither port nor store.
func (c *serveCmd) check(a *app) (p *plan, err error) {
	if err := c.validate(); err != nil {
		return nil, usageError{err}
	}
	var handler slog.Handler = slog.NewTextHandler(a.Stderr, nil)
	if c.LogFormat == "json" {
		handler = slog.NewJSONHandler(a.Stderr, nil)
	}
	p = &plan{log: slog.New(handler), build: thisBuild()}
	if p.almanac, err = c.almanac(); err != nil {
		return nil, err
	}
	if p.region, err = region(c.calendarFlags, c.Seat); err != nil {
		return nil, err
	}
	if p.place, err = c.location(); err != nil {
		return nil, err
	}
	if p.base, err = c.base(); err != nil {
		return nil, usageError{err}
	}
	if p.proxies, err = peer.ParseProxies(c.ProxyFrom); err != nil {
		return nil, usageError{fmt.Errorf("--proxy-from: %w", err)}
	}
	if p.engine, err = c.meilisearch(p.log); err != nil {
		return nil, err
	}
	if p.theme, err = themes.Load(c.Theme, c.ThemeFolder); err != nil {
		return nil, usageError{fmt.Errorf("--theme, --theme-folder: %w", err)}
	}
	if p.texts, err = c.texts(p.region); err != nil {
		return nil, usageError{err}
	}
	p.log.Info("starting", "version", p.build.Version, "go", p.build.Go)
	a.warn(p.log)
	if p.profiles, err = c.profiles(p.region.Land, p.log); err != nil {
		return nil, usageError{err}
	}
	return p, nil
}

// listeners are the ports of the service.
type listeners struct {
	readers     net.Listener
	connections *peer.Connections // of readers
	ops         net.Listener      // nil without --ops-addr
}

func (c *serveCmd) listen(p *plan) (*listeners, error) {
	readers, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return nil, fmt.Errorf("--addr: %w", err)
	}
	connections := peer.NewConnections(c.affordable(p.log), p.proxies, p.log)
	l := &listeners{readers: connections.Listen(readers), connections: connections}
	if c.OpsAddr == "" {
		return l, nil
	}
	if l.ops, err = net.Listen("tcp", c.OpsAddr); err != nil {
		l.close()
		return nil, fmt.Errorf("--ops-addr: %w", err)
	}
	return l, nil
}

// close gives the ports back; a server that was shut down has done so already.
func (l *listeners) close() {
	_ = l.readers.Close()
	if l.ops != nil {
		_ = l.ops.Close()
	}
}

// server is the service with its stores open.
type server struct {
	log      *slog.Logger
	patience time.Duration // for the end
	url      *url.URL
	site     http.Handler
	answers  *ready.Cache
	metrics  *metrics
	workers  []func(context.Context) // what goes on beside requests
	closers  []func() error          // in the order of opening
}

// open opens database, index and search engine, and joins the parts.
func (c *serveCmd) open(a *app, p *plan, l *listeners) (_ *server, err error) {
	srv := &server{log: p.log, patience: c.ShutdownTimeout, url: p.base, metrics: newMetrics(p.build)}
	defer func() {
		if err != nil {
			err = errors.Join(err, srv.close())
		}
	}()
	if srv.url == nil {
		srv.url = &url.URL{Scheme: "http", Host: l.readers.Addr().String()}
	}
	log := p.log

	s, err := p.place.open(a, a, log, p.almanac)
	if err != nil {
		return nil, err
	}
	srv.closers = append(srv.closers, s.Close)
	if names := exposed(c.Data); len(names) > 0 {
		log.Warn("other users of this machine may read the content", "files", names, "advice", exposedAdvice)
	}
	replan := make(chan struct{}, 1)
	if err := s.redate(a); errors.Is(err, content.ErrDiskFull) {
		log.Warn("schedules are dated anew once there is room on the disk", "err", err)
		replan <- struct{}{} // tries until there is
	} else if err != nil {
		return nil, err
	}
	holder := rand.Text() // names this process among others on the same database
	if c.Demo {
		if err := fillDemo(a, s, holder, log); err != nil {
			return nil, err
		}
	}

	index, err := local.Open(filepath.Join(c.Data, "index"), log)
	if err != nil {
		return nil, fmt.Errorf("--data: search index: %w", err)
	}
	srv.closers = append(srv.closers, index.Close)
	pace := &publish.Pace{Asked: srv.metrics.asked.Load}
	index.Rest = pace.Rest
	saveMemory(c.CacheSize << 20)
	gate := ready.NewGate(places, runtime.GOMAXPROCS(0))
	answers := ready.New(c.CacheSize<<20, grace, gate, a.Now)
	srv.answers = answers
	srv.metrics.answers(answers)
	srv.metrics.connections(l.connections)
	srv.metrics.reports(s, log)
	limiter := &peer.Limiter{Tallier: s, Now: a.Now, Log: log}
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
	if p.engine.URL != "" {
		away, err := meili.Open(p.engine)
		if err != nil {
			return nil, fmt.Errorf("--meilisearch-url: %w", err)
		}
		srv.closers = append(srv.closers, away.Close)
		searcher.Engine = c.follower(a, "meilisearch", distant{away}, s, pace, log)
		claim = &publish.Claim{Store: s, Name: "meilisearch", Holder: holder, Now: a.Now, Log: log}
		searcher.Engine.Claim = claim
	}

	site, err := web.New(web.Config{
		Reader: s, Reporter: s, Files: s.files, Search: searcher, Calendar: func() *calendar.Calendar { return s.calendar().Shown() }, Profiles: p.profiles,
		Answers: answers, Gate: gate, Fresh: watch.Check, Away: watch.Away, Ready: checks(s, searcher, a.Now), Observe: srv.metrics.observe,
		Proxies: p.proxies, Admit: limiter.Admit, Trapped: srv.metrics.trapped.Inc, BackupsKept: time.Duration(c.BackupsKept),
		SiteName: c.SiteName, Authority: c.Authority, Region: p.region, BaseURL: srv.url, Version: p.build.Version, Released: p.build.Made,
		Theme: p.theme, Texts: p.texts, Now: a.Now, Log: log,
	})
	if err != nil {
		return nil, err
	}

	srv.site = unnamedProxy(p.proxies, log, site)

	// Each by its name: what panics is told of and begins anew.
	work := func(name string, f func(context.Context)) {
		srv.workers = append(srv.workers, func(ctx context.Context) { publish.Work(ctx, name, log, f) })
	}
	work("texts on days", func(context.Context) { p.profiles() }) // before a reader waits for them
	work("watch", watch.Run)
	work("reports", func(ctx context.Context) { forgetReports(ctx, s, log) })
	work("replan", func(ctx context.Context) { publish.Replan(ctx, s, replan, a.Now, log) })
	if claim != nil {
		work("claim", claim.Run)
	}
	for _, f := range searcher.Followers() {
		srv.metrics.follow(f)
		work("index "+f.Name, f.Run)
	}
	return srv, nil
}

// opsConnections is for --ops-addr what --max-connections is for readers.
const opsConnections = 100

// run serves until the context ends, and then stops: first requests, of which
// only those in hand are waited for, then background work, which has time of its
// own. Who holds on to a connection is cut, and that is no failure.
func (srv *server) run(a *app, l *listeners) (err error) {
	a.serving.Store(true)
	background, stop := context.WithCancel(context.WithoutCancel(a))
	defer stop()
	var workers sync.WaitGroup
	for _, work := range srv.workers {
		workers.Go(func() { work(background) })
	}
	readers := &http.Server{
		Handler: l.connections.Handler(srv.site), ConnState: l.connections.State, ConnContext: l.connections.Context,
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
		ErrorLog: slog.NewLogLogger(srv.log.Handler(), slog.LevelDebug),
	}
	servers, connections := []*http.Server{readers}, []*peer.Connections{l.connections}
	failed := make(chan error, 2)
	if l.ops != nil {
		c := peer.NewConnections(opsConnections, nil, srv.log)
		ops := &http.Server{
			Handler: c.Handler(srv.metrics.handler()), ConnState: c.State, ConnContext: c.Context, ReadHeaderTimeout: 10 * time.Second,
		}
		servers, connections = append(servers, ops), append(connections, c)
		go func() { failed <- ops.Serve(c.Listen(l.ops)) }()
	}
	go func() { failed <- readers.Serve(l.readers) }()
	srv.log.Info("listening", "addr", l.readers.Addr().String(), "url", srv.url.String())

	select {
	case <-a.Done():
	case err = <-failed:
	}
	srv.log.Info("stopping")
	limit, cancel := context.WithTimeout(context.WithoutCancel(a), srv.patience)
	defer cancel()
	inHand, cancel := context.WithTimeout(limit, srv.patience-min(3*time.Second, srv.patience/2)) // the rest is for background work
	defer cancel()
	for i, s := range servers {
		e := s.Shutdown(inHand)
		if errors.Is(e, context.DeadlineExceeded) {
			srv.log.Warn("requests did not end in time and are cut", "connections", connections[i].Open())
			// Handlers that run on must not meet a closed store with a client waiting.
			e = s.Close()
		}
		err = errors.Join(err, e)
	}
	stop()
	done := make(chan struct{})
	go func() { srv.answers.Close(); workers.Wait(); close(done) }()
	select {
	case <-done:
	case <-limit.Done():
		srv.log.Warn("background work did not end in time")
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// close closes the stores, the last one opened first.
func (srv *server) close() error {
	var errs []error
	for _, c := range slices.Backward(srv.closers) {
		errs = append(errs, c())
	}
	return errors.Join(errs...)
}

func (c *serveCmd) validate() error {
	if c.CacheSize < 1 || c.CacheSize > 1<<20 {
		return errors.New("--cache-size must be at least 1 megabyte")
	}
	if c.MaxConnections < 1 {
		return errors.New("--max-connections must be at least 1")
	}
	if c.ShutdownTimeout < 0 {
		return errors.New("--shutdown-timeout must not be negative")
	}
	if c.SiteName == "" || c.Authority == "" {
		return errors.New("--site-name and --authority must not be empty")
	}
	return nil
}

// base returns the address readers use, or nil for the one listened on.
func (c *serveCmd) base() (*url.URL, error) {
	if c.BaseURL == "" {
		return nil, nil
	}
	u, err := url.Parse(strings.TrimSuffix(c.BaseURL, "/"))
	if err == nil && strings.ContainsFunc(u.Host, func(r rune) bool { return r > 0x7f }) {
		return nil, fmt.Errorf("--base-url %q: write the name as browsers send it, in ASCII: https://xn--…", c.BaseURL)
	}
	if err == nil {
		err = http.NewCrossOriginProtection().AddTrustedOrigin(web.Origin(u)) // forms are sent from there
	}
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, fmt.Errorf("--base-url %q is not an address such as https://vielfalt.example", c.BaseURL)
	}
	return u, nil
}

// meilisearch returns where the search engine is, without address for none.
func (c *serveCmd) meilisearch(log *slog.Logger) (meili.Config, error) {
	key, err := secret("--meilisearch-key", c.MeilisearchKey, c.MeilisearchKeyFile)
	if err != nil {
		return meili.Config{}, err
	}
	if c.MeilisearchURL == "" {
		if key != "" {
			return meili.Config{}, usageError{errors.New("--meilisearch-key needs --meilisearch-url")}
		}
		return meili.Config{}, nil
	}
	if err := meili.CheckURL(c.MeilisearchURL); err != nil {
		return meili.Config{}, usageError{fmt.Errorf("--meilisearch-url: %w", err)}
	}
	return meili.Config{URL: c.MeilisearchURL, Key: key, Log: log}, nil
}

// texts returns the fixed texts, with those of the house in place of ours.
func (c *serveCmd) texts(r calendar.Region) (web.Texts, error) {
	var own fs.FS
	if c.Texts != "" {
		var err error
		if own, err = ownFolder(c.Texts); err != nil {
			return nil, fmt.Errorf("--texts: %w", err)
		}
	}
	texts, err := web.LoadTexts(web.TextValues{
		Site: c.SiteName, Authority: c.Authority, Land: r.Land, BackupsKept: time.Duration(c.BackupsKept),
	}, own)
	if err != nil {
		return nil, fmt.Errorf("--texts %s: %w", c.Texts, err)
	}
	return texts, nil
}

// ownFolder returns the files of a folder of the house's own.
func ownFolder(path string) (fs.FS, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", path)
	}
	return regular.FS(os.DirFS(path)), nil
}

// profiles returns what each observance is. Where a text of the house's own is
// not right, the shipped one stands. Those shipped take a while to read: alone,
// they are read when first asked for.
func (c *serveCmd) profiles(home calendar.Land, log *slog.Logger) (func() *profile.Set, error) {
	folders := []fs.FS{profile.Shipped()}
	if c.Records != "" {
		own, err := ownFolder(c.Records)
		if err != nil {
			return nil, fmt.Errorf("--records: %w", err)
		}
		folders = append(folders, own)
	}
	load := sync.OnceValue(func() *profile.Set {
		set, err := profile.Load(home, folders...)
		if err != nil {
			log.Warn("texts on days", "folder", c.Records, "err", err)
		}
		return set
	})
	if c.Records != "" {
		load()
	}
	return load, nil
}

func (c *serveCmd) follower(a *app, name string, index search.Index, s *store, pace *publish.Pace, log *slog.Logger) *publish.Follower {
	return &publish.Follower{
		Name: name, Index: index, Source: s, Calendar: s.calendar, Dates: s.almanac.Load, Plain: markup.Plain, Pace: pace, Now: a.Now, Log: log,
	}
}

// affordable returns how many connections there can be, which the system may
// bound to fewer than the flag does.
func (c *serveCmd) affordable(log *slog.Logger) int {
	n, ok := peer.Descriptors()
	if !ok || peer.Affordable(n) >= c.MaxConnections {
		return c.MaxConnections
	}
	log.Warn("fewer connections than --max-connections, because the system allows too few open files; raise ulimit -n (LimitNOFILE in the service unit)",
		"open_files", n, "connections", peer.Affordable(n), "max_connections", c.MaxConnections)
	return peer.Affordable(n)
}

// unnamedProxy warns, once, of what looks like a proxy that --proxy-from does
// not name: for the service, all its readers are one.
func unnamedProxy(proxies peer.Proxies, log *slog.Logger, next http.Handler) http.Handler {
	var once sync.Once
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if proxies.Misses(r) {
			once.Do(func() {
				log.Warn("a request came with X-Forwarded-For from somebody whom --proxy-from does not name; if that is your proxy, all readers behind it count as one until you name it")
			})
		}
		next.ServeHTTP(w, r)
	})
}

// checkWithin is how long each check of /readyz may take. They are made at the
// same time, so that none takes the time of another.
const checkWithin = 2 * time.Second

// checks asks the parts for /readyz.
func checks(s *store, searcher *publish.Searcher, now func() time.Time) func(context.Context) []web.Check {
	files := &filesCheck{store: s, now: now}
	all := []func(context.Context) web.Check{
		func(ctx context.Context) web.Check { return databaseCheck(ctx, s) },
		files.check,
		func(ctx context.Context) web.Check { return mailboxCheck(ctx, s) },
	}
	for _, f := range searcher.Followers() {
		all = append(all, func(ctx context.Context) web.Check { return checkIndex(ctx, f, f == searcher.Local) })
	}
	return func(ctx context.Context) []web.Check {
		out := make([]web.Check, len(all))
		panics := make([]any, len(all)) // go on where there is somebody to catch them
		var wait sync.WaitGroup
		for i, check := range all {
			wait.Go(func() {
				defer func() { panics[i] = recover() }()
				ctx, cancel := context.WithTimeout(ctx, checkWithin)
				defer cancel()
				out[i] = check(ctx)
			})
		}
		wait.Wait()
		for _, p := range panics {
			if p != nil {
				panic(p)
			}
		}
		return out
	}
}

// databaseCheck says how the database fares. It is not needed to serve: what is
// ready is still sent, and all replicas have the same database, so that none would
// be left if each said no.
func databaseCheck(ctx context.Context, s *store) web.Check {
	out := web.Check{Name: "database"}
	if s.Ping(ctx) != nil {
		out.Detail = "the database does not answer; readers are sent what is ready, everything else is refused for now"
		out.Advice = "look at the log, at the database server, and at disk and permissions of the data folder; it goes on by itself"
		return out
	}
	switch {
	case s.Room(ctx) != nil:
		out.Detail = "the disk is full; all is read, and nothing can be written: no import, no date, no report of a reader"
	case s.data != "" && lacksRoom(s.data):
		out.Detail = "the disk is full, and what is to be written may fail"
	default:
		out.OK = true
		return out
	}
	out.Advice = "make room on the disk of the database; it goes on by itself"
	return out
}

// leastRoom is how many bytes of a disk are as good as none.
const leastRoom = 1 << 20

// lacksRoom reports whether the disk of a folder is full.
func lacksRoom(dir string) bool {
	free, known := freeSpace(dir)
	return known && free < leastRoom
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
