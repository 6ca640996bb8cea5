package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"path/filepath"
	"runtime"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/api"
	"vielfalt/cmd/internal/auth"
	"vielfalt/cmd/internal/desk"
	"vielfalt/cmd/internal/house"
	"vielfalt/cmd/internal/missed"
	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/publish"
	"vielfalt/cmd/internal/ready"
	"vielfalt/cmd/internal/site"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/content/picture"
	"vielfalt/search"
	"vielfalt/search/german"
	"vielfalt/search/local"
	"vielfalt/search/meili"
)

// The backends that serve are opened only here and in config.go; settings.go reads
// the configuration of Meilisearch, and reindex.go opens the embedded index.

// lease is how long readers are sent ready answers after the store was last
// heard from; as long as it answers, it is heard from several times within that
// time.
const lease = time.Second

// places is how many answers may be in the making, including those waiting for
// the store or for a processor. Each takes about half a megabyte.
const places = 128

// grace is how long after a change readers may be sent the previous answer
// while the new one is being made. Together with the time until a change is
// heard of, it stays below a second.
const grace = 500 * time.Millisecond

// A server is the service with its stores open.
type server struct {
	log      *slog.Logger
	patience time.Duration // for shutting down
	url      *url.URL
	store    *store
	searcher *publish.Searcher
	answers  *ready.Cache
	site     http.Handler
	metrics  *metrics
	auth     *auth.Auth
	demo     bool                    // nobody but this machine is listened to
	replan   chan struct{}           // asks for schedules to be planned again
	workers  []func(context.Context) // background work
	closers  []func() error          // in the order of opening
}

// wire opens database, index and search engine, and connects the parts.
func (c *serveCmd) wire(a *app, p *settings, l *listeners) (_ *server, err error) {
	srv := &server{log: p.log, patience: c.ShutdownTimeout, url: p.base, metrics: newMetrics(p.build), replan: make(chan struct{}, 1)}
	defer func() {
		if err != nil {
			err = errors.Join(err, srv.close())
		}
	}()
	if srv.url == nil {
		srv.url = &url.URL{Scheme: "http", Host: l.readers.Addr().String()}
	}
	holder := rand.Text() // identifies this process among others on the same database
	if err := srv.openStore(a, c, p, holder); err != nil {
		return nil, err
	}
	if err := srv.openSearch(a, c, p, holder); err != nil {
		return nil, err
	}
	srv.demo = c.Demo && onLoopback(l.readers.Addr())
	if err := srv.openSite(a, c, p); err != nil {
		return nil, err
	}
	srv.linkToFirst(a, c, p)
	srv.metrics.connections(l.connections)
	srv.work("reports", func(ctx context.Context) { forgetReports(ctx, srv.store, p.log) })
	srv.work("fold", func(ctx context.Context) { publish.Fold(ctx, srv.store, p.log) })
	srv.work("replan", func(ctx context.Context) { publish.Replan(ctx, srv.store, srv.replan, a.Now, p.log) })
	return srv, nil
}

// work adds background work under a name: if it panics, that is logged and it
// is started again.
func (srv *server) work(name string, f func(context.Context)) {
	srv.workers = append(srv.workers, func(ctx context.Context) { publish.Work(ctx, name, srv.log, f) })
}

// openStore opens the database and the files, and brings schedules up to date.
func (srv *server) openStore(a *app, c *serveCmd, p *settings, holder string) error {
	s, err := p.place.open(a, a, p.log, p.almanac)
	if err != nil {
		return err
	}
	srv.store = s
	srv.closers = append(srv.closers, s.Close)
	if names := exposed(c.Data); len(names) > 0 {
		p.log.Warn("other users of this machine may read the content", "files", names, "advice", exposedAdvice)
	}
	if by, err := s.PlannedBy(a); err == nil && by != "" && by != p.almanac.By {
		p.log.Warn("schedules are planned again, because they were planned by other flags", "before", by, "now", p.almanac.By)
	}
	if err := s.redate(a); errors.Is(err, content.ErrDiskFull) {
		p.log.Warn("schedules are planned again once there is room on the disk", "err", err)
		srv.replan <- struct{}{} // keeps trying until there is room
	} else if err != nil {
		return err
	}
	srv.metrics.reports(s, p.log)
	if c.Demo {
		return fillDemo(a, s, holder, p.log)
	}
	return nil
}

// openSearch opens this server's own index and the search engine, if there is
// one, and makes them follow the store.
func (srv *server) openSearch(a *app, c *serveCmd, p *settings, holder string) error {
	language, err := german.New(german.DayNames(srv.store.calendar(), p.profiles()))
	if err != nil {
		return err
	}
	index, err := local.Open(filepath.Join(c.Data, "index"), p.log, language)
	if err != nil {
		return fmt.Errorf("--data: search index: %w", err)
	}
	srv.closers = append(srv.closers, index.Close)
	pace := &publish.Pace{Asked: srv.metrics.asked.Load}
	index.Rest = pace.Rest
	follower := func(name string, index search.Index) *publish.Follower {
		return &publish.Follower{
			Name: name, Index: index, Source: srv.store, Calendar: srv.store.calendar, Dates: srv.store.almanac.Load, Profiles: p.profiles, Plain: markup.Plain,
			Pace: pace, Now: a.Now, Log: p.log,
		}
	}
	srv.searcher = &publish.Searcher{Local: follower("local", index)}
	if p.engine.URL != "" {
		p.engine.Language, p.engine.Now = language, a.Now
		engine, err := meili.Open(p.engine)
		if err != nil {
			return fmt.Errorf("--meilisearch-url: %w", err)
		}
		srv.closers = append(srv.closers, engine.Close)
		srv.searcher.Engine = follower("meilisearch", distant{engine})
		claim := &publish.Claim{Store: srv.store, Name: "meilisearch", Holder: holder, Now: a.Now, Log: p.log}
		srv.searcher.Engine.Claim = claim
		srv.work("claim", claim.Run)
	}
	for _, f := range srv.searcher.Followers() {
		srv.metrics.follow(f)
		srv.work("index "+f.Name, f.Run)
	}
	return nil
}

// openSite makes what readers see: ready answers that hear of changes, pages,
// and the JSON interface.
func (srv *server) openSite(a *app, c *serveCmd, p *settings) error {
	srv.work("memory", func(ctx context.Context) { saveMemory(ctx, c.CacheSize<<20) })
	gate := ready.NewGate(places, runtime.GOMAXPROCS(0))
	srv.answers = ready.New(c.CacheSize<<20, grace, gate, a.Now)
	srv.metrics.answers(srv.answers)
	words := house.New(srv.store)
	watch := &publish.Watch{Source: srv.store, Answers: srv.answers, Now: a.Now, Log: p.log, Lease: lease, Dates: func(ctx context.Context) error {
		if err := srv.store.almanac.Load(ctx); err != nil {
			return err
		}
		select {
		case srv.replan <- struct{}{}:
		default: // somebody has already asked
		}
		return nil
	}, Words: words.Load}
	srv.work("watch", watch.Run)
	limiter := &peer.Limiter{Tallier: srv.store, Now: a.Now, Log: p.log}
	var note func(string, netip.Addr)
	if c.CountMissedSearches {
		counter := &missed.Counter{Store: srv.store, Now: a.Now, Log: p.log}
		note = counter.Note
		srv.work("missed searches", counter.Run)
	}
	s, err := site.New(site.Config{
		Reader: srv.store, Search: srv.searcher, House: words, Calendar: func() *calendar.Calendar { return srv.store.calendar().Shown() },
		Answers: srv.answers, Gate: gate, Fresh: watch.Check, Away: watch.Away, Observe: srv.metrics.observe,
		Proxies: p.proxies, Admit: limiter.Admit, Missed: note,
		SiteName: c.SiteName, Authority: c.Authority, Demo: c.Demo, Region: p.region, Profiles: p.profiles, Workday: p.almanac.Workday, School: p.school, BaseURL: srv.url, EmbedFrom: p.embed, Released: p.build.Made,
		Theme: p.theme, Now: a.Now, Log: p.log,
	})
	if err != nil {
		return err
	}
	begun, err := srv.store.Begun(a)
	if err != nil {
		return err
	}
	pages := web.Add(s, web.Config{
		Begun:    begun,
		Reporter: srv.store, Files: srv.store.files, Ready: srv.ready(checks(srv.store, srv.searcher, a.Now)), Trapped: srv.metrics.trapped.Inc,
		BackupsKept: time.Duration(c.BackupsKept), Texts: p.texts, Facts: p.facts, Version: p.build.Version,
	})
	if err := api.Add(s); err != nil {
		return err
	}
	if err := srv.openAuth(a, c, p, s); err != nil {
		return err
	}
	desk.Add(s, desk.Config{
		Store: srv.store, Accounts: srv.store, Guard: srv.auth, Policy: p.access.Policy, Planner: planner(srv.store.almanac), Profiles: p.profiles, Article: pages.Article, Picture: pages.Picture,
		Pictures: picture.Default(), Files: srv.store.files, TurnWithin: desk.TurnWithin,
	})
	srv.site = unnamedProxy(p.proxies, p.log, s)
	return nil
}

// openAuth adds the ways to sign in that access.yaml names.
func (srv *server) openAuth(a *app, c *serveCmd, p *settings, s *site.Site) (err error) {
	config := auth.Config{
		Store: srv.store, Access: p.access, Demo: srv.demo, Stranger: srv.metrics.strangers.Inc,
		Settled: func() { removeLink(c.Data, p.log) }, Park: desk.Park(srv.store), Waiting: desk.Waiting(srv.store, p.access.Policy),
	}
	if o := p.access.OIDC; o != nil {
		config.OIDC = auth.NewOIDC(*o, a.Now)
	}
	if l := p.access.LDAP; l != nil {
		if config.LDAP, err = auth.NewLDAP(*l); err != nil {
			return fmt.Errorf("--access: ldap: %w", err)
		}
	}
	config.Proxy = p.access.Proxy
	srv.auth = auth.Add(s, config)
	return nil
}
