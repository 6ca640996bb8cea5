package web

import (
	"context"
	"net/http"
	"time"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// A Reporter stores what readers report.
type Reporter interface {
	SaveReport(ctx context.Context, r *content.Report) error
	ReportOf(ctx context.Context, n content.Receipt) (*content.Report, error)
}

// A Check is one line of /readyz.
type Check struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	// Needed checks make the service not ready when they fail; the others only
	// report that something works less well.
	Needed bool   `json:"needed"`
	Detail string `json:"detail,omitempty"`
	Advice string `json:"advice,omitempty"`
}

// Config is what the public pages need in addition to the site. All fields are
// required.
type Config struct {
	Reporter Reporter
	Files    content.Files
	Ready    func(context.Context) []Check
	// Trapped is called for every report that no person has written.
	Trapped func()
	// BackupsKept is how long backups keep what was deleted; 0 means that there
	// are none.
	BackupsKept time.Duration
	Texts       Texts
	// Facts are what the house tells of itself.
	Facts *Facts
	// Begun is when the store was made; zero if that is long ago.
	Begun time.Time
	// Version is the program's version, for /healthz.
	Version string
}

// A server answers requests for public pages.
type server struct {
	*site.Site
	Config
}

// Add adds the public pages to a site, and returns them for those who show
// something as readers see it.
func Add(s *site.Site, c Config) Pages {
	w := &server{Site: s, Config: c}
	w.routes(s.Searching(), s.Routes())
	return Pages{w}
}

// Pages are the public pages.
type Pages struct{ s *server }

// Article returns the page of an article, whether it is visible or not, in a
// language; empty for that of the request. The request must be for the address
// at which readers see it. Addresses of its pictures begin with pictures.
func (p Pages) Article(rq *site.Request, a *content.Article, lang, pictures string) (*themes.ArticlePage, error) {
	return p.s.articlePage(rq, a, lang, pictures)
}

// Picture sends a picture, whether readers see it or not.
func (p Pages) Picture(w http.ResponseWriter, rq *site.Request, picture content.Picture) error {
	return p.s.sendPicture(w, rq, picture)
}
