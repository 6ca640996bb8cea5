package desk

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/dayname"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/content/picture"
	"vielfalt/content/profile"
	"vielfalt/themes"
)

// A Store is what the desk needs of the store in addition to its work.
type Store interface {
	content.Desk
	content.PictureLedger
	Versions(ctx context.Context, id string) ([]content.Version, error)
	Version(ctx context.Context, id string, number int64) (content.Version, error)
	Editions(ctx context.Context, id string) ([]content.Edition, error)
	Plan(ctx context.Context, from, to time.Time) ([]content.Planned, error)
	Stored(ctx context.Context, ids []string) (map[string]content.Stored, error)
	Show(ctx context.Context, at time.Time, t content.Type, address string) (content.Record, error)
	Seen(ctx context.Context, at time.Time, t content.Type, address string) (content.Seen, error)
	Stamp(ctx context.Context, at time.Time) (content.Stamp, error)
	Observed(ctx context.Context, at time.Time) (map[calendar.ID]string, error)
}

// Accounts are those who may sign in.
type Accounts interface {
	// Accounts returns all accounts but those removed, ordered by login.
	Accounts(ctx context.Context) ([]*content.Account, error)
}

// A Guard knows who is signed in.
type Guard interface {
	// Require returns a handler that calls h for somebody who is signed in, and
	// sends others to the sign-in; RequireScript is for what scripts ask.
	Require(h site.Handler, roles ...content.RoleName) site.Handler
	RequireScript(h site.Handler, roles ...content.RoleName) site.Handler
	// Actor returns who is signed in.
	Actor(rq *site.Request) (content.Actor, bool)
}

// TurnWithin is how long pictures that are sent wait for their turn, unless a test
// says otherwise: so long that people with a form each do not notice, and so short that what
// is made then is answered in time.
const TurnWithin = 4 * time.Second

// Taking is how many pictures that are sent are in memory at a time, and TakingEach how
// many of these one person may have sent.
const (
	Taking     = 8
	TakingEach = 3
)

// Config is what the desk needs in addition to the site. All fields are
// required.
type Config struct {
	Store    Store
	Accounts Accounts
	Guard    Guard
	Policy   content.Policy
	// Planner plans as the store does.
	Planner content.Planner
	// Profiles returns what each observance is, and how it is spelt.
	Profiles func() *profile.Set
	// Article makes the page on which readers see an article in a language.
	// Addresses of its pictures begin with pictures.
	Article func(rq *site.Request, a *content.Article, lang, pictures string) (*themes.ArticlePage, error)
	// Picture sends the file of a picture that the address names, whether readers
	// see it or not.
	Picture func(w http.ResponseWriter, rq *site.Request, p content.Picture) error
	// Pictures makes pictures of what is sent, and Files stores them.
	Pictures *picture.Maker
	Files    content.Files
	// TurnWithin is how long a picture that is sent waits for its turn.
	TurnWithin time.Duration
}

// A server answers requests for the desk.
type server struct {
	*site.Site
	Config
	days       dayname.Cache
	covered    atomic.Pointer[covering]
	taking     *turns // of those that hold a picture in memory
	making     *turns // of those that have one made
	converting *turns // of what is pasted
}

// Add adds the desk to a site.
func Add(s *site.Site, c Config) {
	d := &server{Site: s, Config: c, taking: newTurns(Taking, TakingEach), making: newTurns(1, 1), converting: newTurns(1, 1)}
	d.routes(s.Under("/redaktion"))
}
