package auth

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
)

// An identity is who a request is from.
type identity struct {
	content.Actor
	session *content.Session
	account *content.Account
	over    bool // the session ended, and nobody is signed in by it
}

type identityKey struct{}

// Actor returns who a request is from. It knows of nobody outside handlers that
// Require has let through.
func (a *Auth) Actor(rq *site.Request) (content.Actor, bool) {
	who, ok := rq.Context().Value(identityKey{}).(*identity)
	if !ok {
		return content.Actor{}, false
	}
	return who.Actor, true
}

// seenEvery is how often it is noted that a session is used.
const seenEvery = time.Minute

// identify finds out who a request is from; nil if that is nobody, and over if
// it was somebody until not long ago.
func (a *Auth) identify(rq *site.Request) (*identity, error) {
	ctx, v, err := a.visit(rq)
	if err != nil || v.session == nil || v.account.Removed() || !v.account.Locked.IsZero() || !a.used(v.account.Source) {
		return nil, err
	}
	who := &identity{
		Actor:   content.Actor{ID: v.account.ID, Name: v.account.Name, Roles: v.session.Roles},
		session: v.session, account: v.account,
	}
	over := v.session.Over(a.Access.Sessions.Idle)
	switch {
	case !rq.At.Before(over.Add(content.SessionKept)):
		return nil, nil
	case !rq.At.Before(over):
		who.over = true
		return who, nil
	case v.account.Source == content.ProxySource && proxySubject(a.proxied(rq)) != v.account.Subject:
		// The proxy has signed this person out, or somebody else in.
		who.over = true
		return who, a.sessions.Destroy(ctx)
	}
	if rq.At.Sub(v.session.Seen) >= seenEvery {
		// The answer does not depend on it.
		if err := a.Store.SeeSession(ctx, v.session.Hash); err != nil {
			a.Log.Warn("use of a session is not noted", "err", err)
		}
	}
	return who, nil
}

// used reports whether people may sign in in a way.
func (a *Auth) used(s content.Source) bool {
	switch s {
	case content.OIDCSource:
		return a.OIDC != nil
	case content.LDAPSource:
		return a.LDAP != nil
	case content.ProxySource:
		return a.Proxy != nil
	}
	return s == content.LocalSource
}

// Require lets those through who are signed in and have one of some roles; any
// will do if none are named. Others are sent to sign in or, if they are signed
// in, told that there is nothing, as for an address that does not exist. A form
// that meets a session that has just ended is kept.
func (a *Auth) Require(h site.Handler, roles ...content.RoleName) site.Handler {
	return a.require(h, roles, a.turnAway)
}

// RequireScript is Require for addresses that scripts ask: 401 says in JSON
// where to sign in, and nothing is kept, because the script still has it.
func (a *Auth) RequireScript(h site.Handler, roles ...content.RoleName) site.Handler {
	return a.require(h, roles, func(w http.ResponseWriter, rq *site.Request, _ *identity) error {
		return a.WriteJSON(w, rq, http.StatusUnauthorized, "application/json", map[string]string{"weiter": a.signInAt(rq, site.Prefix(rq.Lang)+deskPath, "")})
	})
}

func (a *Auth) require(h site.Handler, roles []content.RoleName, otherwise func(http.ResponseWriter, *site.Request, *identity) error) site.Handler {
	return func(w http.ResponseWriter, rq *site.Request) error {
		who, err := a.identify(rq)
		switch {
		case err != nil:
			return err
		case who == nil || who.over:
			return otherwise(w, rq, who)
		case len(roles) > 0 && !who.Is(roles...):
			return site.ErrNotFound
		}
		return h(w, rq.WithContext(context.WithValue(rq.Context(), identityKey{}, who)))
	}
}

// turnAway sends whoever is not signed in to where that is done. It looks at
// nothing but the cookie, so what is behind the address shows in no way.
func (a *Auth) turnAway(w http.ResponseWriter, rq *site.Request, who *identity) error {
	if rq.Reads() {
		why := ""
		if who != nil {
			why = "ende"
		}
		return a.Redirect(w, rq, a.signInAt(rq, rq.Target(), why))
	}
	if who == nil || a.Park == nil {
		return site.Refuse(http.StatusUnauthorized, "not signed in", "")
	}
	if err := rq.ParseForm(); err != nil {
		return err
	}
	onward, err := a.Park(rq.Context(), who.ID, rq.Own(), rq.Form())
	if err != nil {
		return err
	}
	return a.Redirect(w, rq, a.signInAt(rq, onward, "aufgehoben"))
}

// turnAwayUnkept is turnAway for forms that hold secrets, which are kept nowhere:
// whoever signs in again starts anew.
func (a *Auth) turnAwayUnkept(w http.ResponseWriter, rq *site.Request, who *identity) error {
	if who == nil || rq.Reads() {
		return a.turnAway(w, rq, who)
	}
	return a.Redirect(w, rq, a.signInAt(rq, rq.Own(), "ende"))
}

// signInAt is the address at which to sign in and then go on somewhere.
func (a *Auth) signInAt(rq *site.Request, onward, why string) string {
	q := url.Values{}
	if p := safePath(onward); p != "" {
		q.Set("weiter", p)
	}
	if why != "" {
		q.Set("grund", why)
	}
	return site.Address(a.Path(rq.Lang, "signin"), q)
}
