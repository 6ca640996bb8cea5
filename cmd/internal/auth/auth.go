package auth

import (
	"context"
	"net/http"
	"net/url"
	"sync"

	"github.com/alexedwards/scs/v2"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// Where people are sent; the pages of the desk are below Desk.
const (
	deskPath   = "/redaktion"
	signInPath = "/anmelden"
)

// Config is what signing in needs. Store and Access are required.
type Config struct {
	Store  content.AccountStore
	Access *Access
	// The ways to sign in besides accounts of our own; nil for none.
	OIDC  *OIDC
	LDAP  *LDAP
	Proxy *ProxyAccess

	// Demo offers to sign in as one of the accounts of the sample content
	// without a password, to whoever sits at this machine. It must not be set
	// unless the service listens on a loopback address only.
	Demo bool
	// Park keeps a form that met an ended session, for the account whose it
	// was, and returns the path to go on at once that account is signed in.
	// Nil keeps nothing.
	Park func(ctx context.Context, accountID, path string, form url.Values) (onward string, err error)
	// Waiting returns how many articles wait for somebody; nil means none.
	Waiting func(ctx context.Context, who content.Actor) int
	// Settled is called once somebody has made the first account, or set the
	// password of one; may be nil.
	Settled func()
	// Stranger is called for every request with the proxy's header that is not
	// from the proxy; may be nil.
	Stranger func()
}

// Auth signs people in, and knows who asks.
type Auth struct {
	*site.Site
	Config
	sessions *scs.SessionManager
	passwords
	mu       sync.Mutex
	standing map[content.Source]*standing
}

// Add adds the pages for signing in to a site.
func Add(s *site.Site, c Config) *Auth {
	a := &Auth{Site: s, Config: c, passwords: newPasswords(), standing: make(map[content.Source]*standing)}
	a.sessions = a.newSessions()
	get, post := []string{http.MethodGet}, []string{http.MethodPost}
	both := []string{http.MethodGet, http.MethodPost}
	const form = 64 << 10

	r := s.Routes()
	r.Personal("signin", signInPath, both, form, a.signInPage)
	r.Personal("signout", "/abmelden", post, form, a.signOut)
	r.Personal("oidc", signInPath+"/oidc", get, form, a.startOIDC)
	r.Personal("oidc.back", signInPath+"/oidc/zurueck", get, form, a.finishOIDC)
	r.Personal("oidc.end", signInPath+"/oidc/ende", post, form, a.endOIDC)
	r.Personal("setup", "/einrichten/{token:[A-Z2-7]{26}}", both, form, a.setup)
	r.Personal("account", deskPath+"/konto", both, form, a.require(a.account, nil, a.turnAwayUnkept))
	return a
}

// A standing is how a way to sign in has been doing.
type standing struct {
	groupless int // how many in a row brought no groups
	failed    int // how many in a row could not be asked
	strangers int
}

// note changes what is known of a way to sign in.
func (a *Auth) note(s content.Source, change func(*standing)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.standing[s] == nil {
		a.standing[s] = new(standing)
	}
	change(a.standing[s])
}

// A Check is how a way to sign in is doing, for operators.
type Check struct {
	Source         content.Source
	OK             bool
	Detail, Advice string
}

// Checks returns how each way to sign in is doing, as far as this process knows
// from those who tried last.
func (a *Auth) Checks() []Check {
	a.mu.Lock()
	defer a.mu.Unlock()
	var out []Check
	for _, way := range []struct {
		source content.Source
		used   bool
	}{{content.OIDCSource, a.OIDC != nil}, {content.LDAPSource, a.LDAP != nil}, {content.ProxySource, a.Proxy != nil}} {
		if !way.used {
			continue
		}
		c := Check{Source: way.source, OK: true}
		if s := a.standing[way.source]; s != nil {
			switch {
			case s.failed > 0:
				c = Check{Source: way.source, Detail: "whoever signs in this way cannot: the last to try got no answer, or none that can be trusted", Advice: "look at the log, at the address in access.yaml, and at the server there"}
			case s.groupless > 0:
				c = Check{Source: way.source, Detail: "the last to sign in this way brought no groups, and were refused", Advice: "have the groups sent along, under the name in access.yaml; a group that is empty is something else"}
			case s.strangers > 0:
				c = Check{Source: way.source, Detail: "somebody other than the proxy sends its header, which is ignored", Advice: "if that is the proxy, add its address to proxy.from in access.yaml; it must remove the header from what it is sent"}
			}
		}
		out = append(out, c)
	}
	return out
}

// Base fills what all pages of somebody signed in have in common.
func (a *Auth) Base(rq *site.Request, title string) themes.Base {
	b := a.Site.Base(rq, title, "")
	b.Canonical = ""
	b.Desk = a.Desk(rq)
	return b
}

// Desk is what the head of a page says of whoever is signed in; nil if nobody
// is.
func (a *Auth) Desk(rq *site.Request) *themes.Desk {
	who, ok := a.Actor(rq)
	if !ok {
		return nil
	}
	d := &themes.Desk{Name: who.Name}
	for _, name := range content.RoleNames() {
		if who.Is(name) {
			d.Roles = append(d.Roles, name)
		}
	}
	if a.Waiting != nil {
		d.Waiting = a.Waiting(rq.Context(), who)
	}
	return d
}

// safePath returns a path of this site that somebody may be sent to; empty if it
// is none. Browsers take a backslash for a slash, and two of them for another
// host.
func safePath(s string) string {
	if len(s) > 2000 || len(s) == 0 || s[0] != '/' || len(s) > 1 && (s[1] == '/' || s[1] == '\\') {
		return ""
	}
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f || s[i] == '\\' {
			return ""
		}
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" {
		return ""
	}
	return s
}

// onward returns where to go on, which somebody may have written into a link.
func (a *Auth) onward(rq *site.Request, s string) string {
	if p := safePath(s); p != "" {
		return p
	}
	return site.Prefix(rq.Lang) + deskPath
}
