package auth

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
)

// accountKey is the only thing a session holds.
const accountKey = "account"

// newSessions returns the manager of sessions: tokens and the cookie are its
// own, how long sessions last is ours.
func (a *Auth) newSessions() *scs.SessionManager {
	// Not by scs.New, which starts a goroutine for a store in memory that nobody
	// can stop without a race.
	m := &scs.SessionManager{
		Store: sessionStore{a}, HashTokenInStore: true, Codec: accountCodec{}, Lifetime: a.Access.Sessions.Longest,
		Cookie: scs.SessionCookie{Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}, // until the browser is closed
	}
	m.Cookie.Name, m.Cookie.Secure = a.cookie("vielfalt", "vielfalt_session")
	return m
}

// cookie returns the name of a cookie, which over https says that it was set by
// this host, for it alone, and over https.
func (a *Auth) cookie(secure, plain string) (name string, https bool) {
	if a.BaseURL.Scheme == "https" {
		return "__Host-" + secure, true
	}
	return plain, false
}

// An accountCodec writes nothing but whose a session is.
type accountCodec struct{}

// Encode implements scs.Codec. The deadline is in our row.
func (accountCodec) Encode(_ time.Time, values map[string]any) ([]byte, error) {
	id, _ := values[accountKey].(string)
	return []byte(id), nil
}

// Decode implements scs.Codec.
func (accountCodec) Decode(b []byte) (time.Time, map[string]any, error) {
	return time.Time{}, map[string]any{accountKey: string(b)}, nil
}

// A visit is what the store says of the cookie of a request, and what it is to
// store for a new session.
type visit struct {
	session *content.Session // as found; nil if there is none
	account *content.Account
	begin   *content.Session // without hash and data
	action  string
}

type visitKey struct{}

// A sessionStore is scs's store: the rows decide what lasts.
type sessionStore struct{ a *Auth }

var errNoContext = errors.New("sessions need a context")

// Find implements scs.Store, which is never asked without a context.
func (sessionStore) Find(string) ([]byte, bool, error) { return nil, false, errNoContext }

// Commit implements scs.Store.
func (sessionStore) Commit(string, []byte, time.Time) error { return errNoContext }

// Delete implements scs.Store.
func (sessionStore) Delete(string) error { return errNoContext }

// FindCtx implements scs.CtxStore.
func (s sessionStore) FindCtx(ctx context.Context, hash string) ([]byte, bool, error) {
	n, account, err := s.a.Store.Session(ctx, hash)
	if errors.Is(err, content.ErrNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		v.session, v.account = n, account
	}
	return []byte(n.Data), true, nil
}

// CommitCtx implements scs.CtxStore: it begins a session.
func (s sessionStore) CommitCtx(ctx context.Context, hash string, b []byte, _ time.Time) error {
	v, ok := ctx.Value(visitKey{}).(*visit)
	if !ok || v.begin == nil {
		return errors.New("there is no session to begin")
	}
	next := *v.begin
	next.Hash, next.Data = hash, string(b)
	return s.a.Store.BeginSession(ctx, &next, v.action)
}

// DeleteCtx implements scs.CtxStore: the session ends, and its row stays.
func (s sessionStore) DeleteCtx(ctx context.Context, hash string) error {
	return s.a.Store.EndSession(ctx, hash)
}

// visit loads the session whose token a request brings.
func (a *Auth) visit(rq *site.Request) (context.Context, *visit, error) {
	v := new(visit)
	token := rq.Cookie(a.sessions.Cookie.Name)
	if len(token) > 100 {
		token = ""
	}
	ctx, err := a.sessions.Load(context.WithValue(rq.Context(), visitKey{}, v), token)
	return ctx, v, err
}

// begin signs somebody in: whatever session the browser had ends, and the token
// is a new one.
func (a *Auth) begin(w http.ResponseWriter, rq *site.Request, account *content.Account, roles []content.Role, sid string) error {
	ctx, v, err := a.visit(rq)
	if err != nil {
		return err
	}
	now := rq.At.Truncate(time.Second)
	v.begin = &content.Session{
		AccountID: account.ID, Roles: roles, SID: sid, Device: device(rq),
		Created: now, Seen: now, Expires: now.Add(a.Access.Sessions.Longest),
	}
	v.action = "signin." + string(account.Source)
	if err := a.sessions.RenewToken(ctx); err != nil {
		return err
	}
	a.sessions.Put(ctx, accountKey, account.ID)
	token, expiry, err := a.sessions.Commit(ctx)
	if err != nil {
		return err
	}
	a.setCookie(ctx, w, token, expiry)
	return nil
}

// end signs somebody out.
func (a *Auth) end(w http.ResponseWriter, rq *site.Request) error {
	ctx, v, err := a.visit(rq)
	if err != nil {
		return err
	}
	if v.session != nil {
		if err := a.sessions.Destroy(ctx); err != nil {
			return err
		}
	}
	a.setCookie(ctx, w, "", time.Time{})
	return nil
}

func (a *Auth) setCookie(ctx context.Context, w http.ResponseWriter, token string, expiry time.Time) {
	keep := w.Header().Get("Cache-Control")
	a.sessions.WriteSessionCookie(ctx, w, token, expiry)
	w.Header().Set("Cache-Control", keep) // no-store says more
}

// hash returns what is stored of a secret in a link or a message.
func hash(secret string) string {
	sum := sha256.Sum256([]byte("vielfalt access " + secret))
	return hex.EncodeToString(sum[:])
}

// device returns what people would call what they sit at. The header itself
// says more of somebody than it should.
func device(rq *site.Request) string {
	agent, _ := rq.Header("User-Agent")
	first := func(pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			if strings.Contains(agent, pairs[i]) {
				return pairs[i+1]
			}
		}
		return ""
	}
	browser := first("Edg/", "Edge", "OPR/", "Opera", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari", "curl/", "curl")
	system := first("Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Macintosh", "macOS", "Linux", "Linux")
	switch {
	case browser == "" || system == "":
		return browser + system
	default:
		return browser + ", " + system
	}
}
