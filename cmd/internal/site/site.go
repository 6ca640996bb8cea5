package site

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"github.com/gorilla/mux"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/cmd/internal/dayname"
	"vielfalt/cmd/internal/house"
	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/ready"
	"vielfalt/content"
	"vielfalt/content/datecheck"
	"vielfalt/content/profile"
	"vielfalt/search"
	"vielfalt/themes"
)

// A Searcher answers queries, and says how far the answers can be relied on.
type Searcher interface {
	Search(ctx context.Context, q search.Query) (search.Result, search.Standing, error)
	Suggest(ctx context.Context, text string, limit int) ([]search.Suggestion, search.Standing, error)
}

// Config is what a Site needs. All fields but House, EmbedFrom, Missed, Released
// and School are required.
type Config struct {
	Reader content.Reader
	Search Searcher
	// House has the words of the house, with which each query is asked, and what
	// comes first for some.
	House *house.House
	// Calendar returns the calendar to show. The next call may return another.
	Calendar func() *calendar.Calendar
	// Answers keeps what readers are sent, and Fresh tells it what has changed
	// up to a moment; Fresh is called before each answer.
	Answers *ready.Cache
	Fresh   func(ctx context.Context, at time.Time)
	// Gate bounds what is made at the same time; Answers uses the same one.
	Gate *ready.Gate
	// Away reports whether the store is currently not answering.
	Away func() bool
	// Proxies say who a request is from, and Admit how long that sender must
	// wait until a rule allows another request; 0 if it is allowed now.
	Proxies peer.Proxies
	Admit   func(ctx context.Context, r peer.Rule, from netip.Addr) time.Duration
	// Missed is told what was searched for and not found, and from where; nil
	// where the house does not count that.
	Missed func(text string, from netip.Addr)
	// Observe is told of every answered request; route is the route's name.
	Observe func(route string, status int, d time.Duration)

	SiteName, Authority string
	// Demo says that the content was invented, which each page tells.
	Demo bool
	// Region is where the authority is; it decides whose law is cited and where
	// the sun sets.
	Region calendar.Region
	// Profiles returns what each observance is. It is called only when needed.
	Profiles func() *profile.Set
	// Workday reports whether a day is a working day of the house, and School
	// lists when the schools of its Land are closed.
	Workday func(calendar.Date) bool
	School  []school.Holiday
	Theme   *themes.Theme
	// BaseURL is the address readers use, without a slash at the end. Feeds
	// and calendars are full of it; the Host header is never trusted.
	BaseURL *url.URL
	// EmbedFrom are the origins, written as browsers do, whose pages may show
	// the embeddable ones in frames; nobody's if it is empty.
	EmbedFrom []string
	// Released is when the program was built: what a reader keeps of an older
	// one is not taken for current.
	Released time.Time
	Now      func() time.Time
	Log      *slog.Logger
}

// A Site answers requests. It is safe for concurrent use once all routes are
// added.
type Site struct {
	Config
	page     themes.Site // what pages say about it
	router   *mux.Router
	handler  http.Handler
	renderer *themes.Renderer
	assets   map[string]asset
	fixed    http.Header // what every answer carries
	guard    *http.CrossOriginProtection
	// embeddable holds the paths of pages that may be framed, with their
	// language, and embedPolicy the policy that says by whom.
	embeddable  map[string]bool
	embedPolicy []string
	// keepings holds the Keeping of each route by name, and jsonParams the
	// parameters of the JSON interface by path.
	keepings   map[string]Keeping
	jsonParams map[string][]string
	jsonPosted map[string][]string // the same for POST
	years      datecheck.Years
	dayNames   dayname.Cache
	gzips      sync.Pool // of *gzip.Writer
}

// New returns a site with no addresses but those of the theme's files. Others
// are added through Routes, before it serves.
func New(c Config) (*Site, error) {
	if err := c.Region.Check(); err != nil {
		return nil, err
	}
	s := &Site{Config: c, fixed: fixedHeader(c.BaseURL), embeddable: map[string]bool{}, embedPolicy: []string{embedPolicy(c.EmbedFrom)}, keepings: map[string]Keeping{}, jsonParams: map[string][]string{}, jsonPosted: map[string][]string{}}
	s.Reader = c.Answers.Reader(c.Reader)
	if s.House == nil {
		s.House = new(house.House)
	}
	s.Search = noted{c.Search, s.House}
	s.page = themes.Site{Name: c.SiteName, Authority: c.Authority, Region: c.Region, Demo: c.Demo}
	s.assets = loadAssets(c.Theme)
	var err error
	if s.guard, err = guard(c.BaseURL); err != nil {
		return nil, err
	}
	s.renderer = themes.New(c.Theme, themes.Options{Link: s.Link, Asset: s.Asset, Calendar: c.Calendar})
	s.router = mux.NewRouter().SkipClean(true)
	s.router.NotFoundHandler = s.handle("notfound", []string{http.MethodGet, http.MethodHead}, s.showUnknown)
	s.Routes().Get("asset", "/assets/{version:[0-9a-f]+}/{name:[a-z0-9.-]+}", s.showAsset)
	s.Routes().Get("favicon", "/favicon.ico", s.showFavicon)
	s.handler = s.inLanguage(s.router)
	return s, nil
}

// noted asks each query with the words of the house, and marks what an index answers
// as not to be kept: nothing tells the ready answers what changes there.
type noted struct {
	of    Searcher
	house *house.House
}

func (n noted) Search(ctx context.Context, q search.Query) (search.Result, search.Standing, error) {
	ready.Unkept(ctx)
	q.House = n.house.Words()
	return n.of.Search(ctx, q)
}

func (n noted) Suggest(ctx context.Context, text string, limit int) ([]search.Suggestion, search.Standing, error) {
	ready.Unkept(ctx)
	return n.of.Suggest(ctx, text, limit)
}

// ServeHTTP implements http.Handler.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at := s.Now()
	s.Fresh(r.Context(), at)
	if s.embeddable[r.URL.Path] {
		w = embedWriter{w, s.embedPolicy, len(s.EmbedFrom) > 0}
	}
	if !s.hot(w, r, at) {
		s.handler.ServeHTTP(w, r)
	}
}
