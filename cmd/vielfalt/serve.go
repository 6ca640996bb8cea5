package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"vielfalt/cmd/internal/peer"
)

// serveCmd runs the service.
type serveCmd struct {
	storeFlags
	schoolFlags
	searchesFlags
	Addr    string `help:"Address to listen on." default:"127.0.0.1:8080"`
	BaseURL string `help:"Address readers use, https://… behind a proxy; http:// and the listening address if left out." placeholder:"https://…"`
	Demo    bool   `help:"Fill an empty data folder with sample content."`

	Access string `help:"File that says who may sign in at the desk besides accounts of our own: OpenID Connect, LDAP, a proxy, and which groups have which roles. The same for all replicas." type:"path" placeholder:"access.yaml"`

	EmbedFrom []string `help:"Address whose pages may show ours under /einbetten in a frame, as in https://intranet.example; repeatable, in the environment separated by commas. Nobody's if left out." placeholder:"https://…"`

	SiteName    string `help:"Name of the site." default:"Vielfalt im Regierungsbezirk"`
	Authority   string `help:"Name of the authority." default:"Bezirksregierung Musterlenne"`
	Theme       string `help:"Theme: classic or kontrast." default:"classic"`
	ThemeFolder string `help:"Folder of your own whose files override single files of the theme." type:"path" placeholder:"DIR"`

	Seat  string `help:"Place of the authority, for which sunset is reckoned: name, latitude, longitude; Arnsberg if left out, needed with another --land than nw." placeholder:"NAME LAT LONG"`
	Texts string `help:"Folder of your own texts, imprint.md, privacy.md, accessibility.md, plain.md, sign.md, that take the place of those shipped; read at the start." type:"path" placeholder:"DIR"`

	Records string `help:"Folder of your own texts on days, tradition/name.md, that take the place of those shipped." type:"path" placeholder:"DIR"`

	MeilisearchURL     string `name:"meilisearch-url" help:"Address of a Meilisearch server; without it the embedded index answers." placeholder:"http://…"`
	MeilisearchKey     string `name:"meilisearch-key" help:"API key for Meilisearch." secret:"all"`
	MeilisearchKeyFile string `name:"meilisearch-key-file" help:"File that holds the API key." type:"path"`

	ProxyFrom   []string `help:"Network or address of a proxy before the service, as in 10.1.0.0/16; repeatable, in the environment separated by commas. From these alone X-Forwarded-For is believed." placeholder:"CIDR"`
	BackupsKept days     `help:"For how long backups are kept, as readers are told; 0d if there are none." default:"30d"`

	CacheSize       int64         `help:"Megabytes of ready answers kept in memory." default:"48"`
	MaxConnections  int           `help:"Connections open at the same time, of which one address has at most a quarter; those on which nothing happens give way to new ones." default:"2000"`
	OpsAddr         string        `help:"Address for /metrics and profiling; off if left out." placeholder:"HOST:PORT"`
	LogFormat       string        `help:"Format of the log: text or json." enum:"text,json" default:"text"`
	ShutdownTimeout time.Duration `help:"How long to wait for requests in hand and background work at the end." default:"15s"`
}

// Run parses the configuration, listens, connects the parts, and serves until
// the context ends. Wrong usage is found before anything is touched, and a port
// in use before anything is opened.
func (c *serveCmd) Run(a *app) (err error) {
	p, err := c.parse(a)
	if err != nil {
		return err
	}
	l, err := c.listen(p)
	if err != nil {
		return err
	}
	defer l.close()
	s, err := c.wire(a, p, l)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	return s.run(a, l)
}

// listeners are the ports of the service.
type listeners struct {
	readers     net.Listener
	connections *peer.Connections // for readers
	ops         net.Listener      // nil without --ops-addr
}

func (c *serveCmd) listen(p *settings) (*listeners, error) {
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

// close releases the ports; a server that was shut down has already done so.
func (l *listeners) close() {
	_ = l.readers.Close()
	if l.ops != nil {
		_ = l.ops.Close()
	}
}

// opsConnections is to --ops-addr what --max-connections is to readers.
const opsConnections = 100

// run serves until the context ends, and then stops: first requests, waiting
// only for those in hand, then background work, which has time of its own.
// Clients that hold on to a connection are cut off, which is not a failure.
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
		WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
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
			// Handlers that are still running must not find the store closed
			// with a client waiting.
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

// unnamedProxy warns, once, about what looks like a proxy that --proxy-from
// does not name: to the service, all its readers are one.
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
