package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/mux"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/ready"
	"vielfalt/content"
	"vielfalt/content/profile"
	"vielfalt/search"
	"vielfalt/themes"
	"vielfalt/themes/locale"
)

// A Searcher answers queries, and says how far the answers can be relied on.
type Searcher interface {
	Search(ctx context.Context, q search.Query) (search.Result, search.Standing, error)
	Suggest(ctx context.Context, text string, limit int) ([]search.Suggestion, search.Standing, error)
}

// A Reporter keeps what readers report.
type Reporter interface {
	SaveReport(ctx context.Context, r *content.Report) error
	ReportOf(ctx context.Context, n content.Receipt) (*content.Report, error)
}

// A Check is one line of /readyz.
type Check struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	// Needed checks make the service not ready when they fail; others say that
	// something works less well.
	Needed bool   `json:"needed"`
	Detail string `json:"detail,omitempty"`
	Advice string `json:"advice,omitempty"`
}

// Config is what a Server needs. All fields but Released are required.
type Config struct {
	Reader   content.Reader
	Reporter Reporter
	Files    content.Files
	Search   Searcher
	// Calendar returns the calendar that is shown. It may be another one the next time.
	Calendar func() *calendar.Calendar
	// Profiles say what each observance is. They are asked for when first needed.
	Profiles func() *profile.Set
	Ready    func(context.Context) []Check
	// Answers keeps what readers are sent, and Fresh tells it what has changed
	// up to a moment; it is called before each answer.
	Answers *ready.Cache
	Fresh   func(ctx context.Context, at time.Time)
	// Gate bounds what is made at the same time; Answers passes the same one.
	Gate *ready.Gate
	// Away reports whether the store does not answer at present.
	Away func() bool
	// Proxies say who a request is from, and Admit whether he may do what a
	// rule limits: 0, or for how long not.
	Proxies peer.Proxies
	Admit   func(ctx context.Context, r peer.Rule, from netip.Addr) time.Duration
	// Trapped is told of every report that no person has written.
	Trapped func()
	// BackupsKept is for how long backups hold what was deleted; 0 means that
	// there are none.
	BackupsKept time.Duration
	// Observe is told of every answered request; route is the route's name.
	Observe func(route string, status int, d time.Duration)

	SiteName, Authority string
	// Region is where the authority is: whose law it is told of, and where the
	// sun sets.
	Region calendar.Region
	Theme  *themes.Theme
	Texts  Texts
	// BaseURL is the address readers use, without a slash at the end. Feeds
	// and calendars are full of it; the Host header is never trusted.
	BaseURL *url.URL
	// Version is what /healthz says of the program, and Released when it was
	// made: what a reader keeps of an older one is not taken for the same.
	Version  string
	Released time.Time
	Now      func() time.Time
	Log      *slog.Logger
}

// A Server answers requests. It is safe for concurrent use.
type Server struct {
	Config
	site     themes.Site
	router   *mux.Router
	handler  http.Handler
	renderer *themes.Renderer
	assets   map[string]asset
	fixed    http.Header // what every answer carries
	guard    *http.CrossOriginProtection
	dayNames atomic.Pointer[dayIndex]
	// keepings are those of the routes by name, and apiParams the parameters of
	// the JSON interface by path.
	keepings  map[string]keeping
	gzips     sync.Pool // of *gzip.Writer
	apiParams map[string][]string
}

// New builds the routes.
func New(c Config) (*Server, error) {
	s := &Server{
		Config: c, fixed: fixedHeader(c.BaseURL), keepings: map[string]keeping{}, apiParams: map[string][]string{},
	}
	s.Reader = c.Answers.Reader(c.Reader)
	err := c.Region.Check()
	if err != nil {
		return nil, err
	}
	if s.guard, err = guard(c.BaseURL); err != nil {
		return nil, err
	}
	s.site = themes.Site{Name: c.SiteName, Authority: c.Authority, Region: c.Region}
	s.router = mux.NewRouter().SkipClean(true)
	s.routes(s.router)
	s.assets = loadAssets(c.Theme)
	if s.renderer, err = themes.New(c.Theme, themes.Options{Link: s.link, Asset: s.assetPath, Calendar: c.Calendar}); err != nil {
		return nil, err
	}
	if _, err = s.describe(c.Calendar()); err != nil {
		return nil, err
	}
	s.handler = s.inLanguage(s.router)
	return s, nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at := s.Now()
	s.Fresh(r.Context(), at)
	if !s.hot(w, r, at) {
		s.handler.ServeHTTP(w, r)
	}
}

// link returns the path of a route in an interface language.
func (s *Server) link(lang, route string, pairs ...string) (string, error) {
	r := s.router.Get(route)
	if r == nil {
		return "", fmt.Errorf("no route %q", route)
	}
	u, err := r.URLPath(pairs...)
	if err != nil {
		return "", fmt.Errorf("address of %s %v: %w", route, pairs, err)
	}
	return prefix(lang) + u.EscapedPath(), nil
}

// path is link for routes and variables the program itself names. Where the
// address cannot be built, which a test would show, it is the start page's.
func (s *Server) path(lang, route string, pairs ...string) string {
	p, err := s.link(lang, route, pairs...)
	if err != nil {
		s.Log.Error("address cannot be built", "route", route, "err", err)
		return prefix(lang) + "/"
	}
	return p
}

// absolute puts the base address before a path.
func (s *Server) absolute(path string) string { return s.BaseURL.String() + path }

// prefix is what the addresses of an interface language begin with.
func prefix(lang string) string {
	if lang == locale.Languages()[0] {
		return ""
	}
	return "/" + lang
}

type languageKey struct{}

// inLanguage takes the language's prefix off the path.
func (s *Server) inLanguage(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, lang := range locale.Languages()[1:] {
			p := prefix(lang)
			if r.URL.Path != p && !strings.HasPrefix(r.URL.Path, p+"/") {
				continue
			}
			r2 := r.WithContext(context.WithValue(r.Context(), languageKey{}, lang))
			u := *r.URL
			u.Path = strings.TrimPrefix(u.Path, p)
			u.RawPath = strings.TrimPrefix(u.RawPath, p)
			if u.Path == "" {
				u.Path = "/"
			}
			r2.URL = &u
			next.ServeHTTP(w, r2)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func language(r *http.Request) string {
	if l, ok := r.Context().Value(languageKey{}).(string); ok {
		return l
	}
	return locale.Languages()[0]
}
