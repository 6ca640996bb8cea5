package web

import (
	"context"
	"sync/atomic"
	"time"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/content/profile"
)

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

// Config is what the public pages need besides the site. All fields are
// required.
type Config struct {
	Reporter Reporter
	Files    content.Files
	// Profiles say what each observance is. They are asked for when first needed.
	Profiles func() *profile.Set
	Ready    func(context.Context) []Check
	// Trapped is told of every report that no person has written.
	Trapped func()
	// BackupsKept is for how long backups hold what was deleted; 0 means that
	// there are none.
	BackupsKept time.Duration
	Texts       Texts
	// Version is what /healthz says of the program.
	Version string
}

// A server answers requests for public pages.
type server struct {
	*site.Site
	Config
	dayNames atomic.Pointer[dayIndex]
}

// Add adds the public pages to a site.
func Add(s *site.Site, c Config) {
	w := &server{Site: s, Config: c}
	w.routes(s.Searching(), s.Routes())
}
