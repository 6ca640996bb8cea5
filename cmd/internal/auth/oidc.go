package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes/locale"
)

// What a sign-in at a provider may take.
const (
	flowWithin     = 5 * time.Minute  // of whoever signs in
	providerWithin = 10 * time.Second // of the provider, for each answer
	providerAgain  = 10 * time.Second // after which one that did not answer is asked again
	mostFromThere  = 1 << 20          // bytes of an answer
)

// oidcRule bounds how often others can make us ask the provider.
var oidcRule = peer.Rule{Name: "oidc", Sender: 300, Network: 600, All: 3000, Within: time.Hour}

// OIDC signs people in by an OpenID provider. It is asked what it can do when
// the first person wants to sign in, so that it need not be there at the start.
type OIDC struct {
	access OIDCAccess
	now    func() time.Time
	client *http.Client

	mu       sync.Mutex
	provider *oidc.Provider // nil until it was asked
	failed   time.Time      // when it last did not answer
}

// NewOIDC returns the way to sign in by a provider.
func NewOIDC(access OIDCAccess, now func() time.Time) *OIDC {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = providerWithin
	return &OIDC{access: access, now: now, client: &http.Client{Transport: bounded{transport}, Timeout: providerWithin}}
}

// bounded reads no more of an answer than it may have.
type bounded struct{ http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(res.Body, mostFromThere), res.Body}
	}
	return res, err
}

// ask returns what the provider can do.
func (o *OIDC) ask(ctx context.Context) (*oidc.Provider, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.provider != nil {
		return o.provider, nil
	}
	if o.now().Sub(o.failed) < providerAgain {
		return nil, fmt.Errorf("%w: the OpenID provider did not a moment ago", errAway)
	}
	// The keys are fetched with this context for as long as the provider is known.
	p, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), o.client), o.access.Issuer)
	if err != nil {
		o.failed = o.now()
		return nil, fmt.Errorf("%w: OpenID provider: %w", errAway, err)
	}
	o.provider = p
	return p, nil
}

func (o *OIDC) verifier(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: o.access.ClientID, Now: o.now})
}

func (a *Auth) oauth(p *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: a.OIDC.access.ClientID, ClientSecret: a.OIDC.access.ClientSecret, Scopes: a.OIDC.access.Scopes,
		Endpoint: p.Endpoint(), RedirectURL: a.Absolute(a.Path(locale.Languages()[0], "oidc.back")),
	}
}

// A flow is a sign-in that somebody is at, kept in a cookie.
type flow struct {
	State    string `json:"s"`
	Nonce    string `json:"n"`
	Verifier string `json:"v"`
	Onward   string `json:"w"`
	Lang     string `json:"l"`
	Began    int64  `json:"t"`
}

// flowCookie writes the cookie; nil removes it.
func (a *Auth) flowCookie(w http.ResponseWriter, f *flow) error {
	name, https := a.cookie("vielfalt-oidc", "vielfalt_oidc")
	c := &http.Cookie{Name: name, Path: "/", HttpOnly: true, Secure: https, SameSite: http.SameSiteLaxMode, MaxAge: -1}
	if f != nil {
		b, err := json.Marshal(f)
		if err != nil {
			return err
		}
		c.Value, c.MaxAge = base64.RawURLEncoding.EncodeToString(b), int(flowWithin/time.Second)
	}
	w.Header().Add("Set-Cookie", c.String())
	return nil
}

// flow reads the cookie; nil if there is none that can be used.
func (a *Auth) flow(rq *site.Request) *flow {
	name, _ := a.cookie("vielfalt-oidc", "vielfalt_oidc")
	b, err := base64.RawURLEncoding.DecodeString(rq.Cookie(name))
	if err != nil || len(b) > 4096 {
		return nil
	}
	var f flow
	if json.Unmarshal(b, &f) != nil || f.State == "" || f.Nonce == "" || f.Verifier == "" {
		return nil
	}
	if age := rq.At.Sub(time.Unix(f.Began, 0)); age < -time.Minute || age > flowWithin {
		return nil
	}
	return &f
}

// startOIDC answers GET /anmelden/oidc, a link: browsers do not let a form lead
// to another site.
func (a *Auth) startOIDC(w http.ResponseWriter, rq *site.Request) error {
	if a.OIDC == nil {
		return site.ErrNotFound
	}
	p, err := a.OIDC.ask(rq.Context())
	if err != nil {
		return a.oidcAway(w, rq, err)
	}
	f := &flow{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Onward: safePath(rq.Query.Get("weiter")), Lang: rq.Lang, Began: rq.At.Unix()}
	if err := a.flowCookie(w, f); err != nil {
		return err
	}
	return a.Redirect(w, rq, a.oauth(p).AuthCodeURL(f.State, oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)))
}

// oidcAway says that the provider does not answer, or not as it must.
func (a *Auth) oidcAway(w http.ResponseWriter, rq *site.Request, err error) error {
	a.note(content.OIDCSource, func(s *standing) { s.failed++ })
	a.Log.Warn("nobody can sign in by the OpenID provider", "err", err)
	p := a.signInForm(rq, "")
	p.Key = "signin.away"
	site.RetryAfter(w, time.Minute)
	return a.Render(w, rq, http.StatusServiceUnavailable, p)
}

// finishOIDC answers GET /anmelden/oidc/zurueck.
func (a *Auth) finishOIDC(w http.ResponseWriter, rq *site.Request) error {
	if a.OIDC == nil {
		return site.ErrNotFound
	}
	f := a.flow(rq)
	if err := a.flowCookie(w, nil); err != nil {
		return err
	}
	if f == nil || subtle.ConstantTimeCompare([]byte(f.State), []byte(rq.Query.Get("state"))) != 1 {
		// Too late, sent back twice, or begun by somebody else.
		return a.Redirect(w, rq, a.signInAt(rq, "", "dauer"))
	}
	refuse := func() error {
		p := a.signInForm(rq, f.Onward)
		p.Key = "signin.refused"
		return a.Render(w, rq, http.StatusForbidden, p)
	}
	code := rq.Query.Get("code")
	if code == "" || len(code) > 8192 || rq.Query.Get("error") != "" {
		return refuse()
	}
	if wait := a.Admit(rq.Context(), oidcRule, a.Sender(rq)); wait > 0 {
		return a.tooMany(w, rq, a.signInForm(rq, f.Onward), rq.At.Add(wait))
	}
	who, err := a.OIDC.exchange(rq.Context(), a.oauth, f, code)
	switch {
	case errors.Is(err, errAway):
		return a.oidcAway(w, rq, err)
	case err != nil:
		a.Log.Warn("a sign-in by the OpenID provider is refused", "err", err)
		return refuse()
	}
	a.note(content.OIDCSource, func(s *standing) { s.failed = 0 })
	account, roles, err := a.arrived(rq, who)
	switch {
	case errors.Is(err, errNoGroups):
		return a.groupless(w, rq, content.OIDCSource)
	case errors.Is(err, errWrong):
		return refuse()
	case err != nil:
		return err
	}
	onward := safePath(f.Onward)
	if onward == "" {
		lang := rq.Lang
		if slices.Contains(locale.Languages(), f.Lang) {
			lang = f.Lang
		}
		onward = site.Prefix(lang) + deskPath
	}
	return a.admit(w, rq, account, roles, who.sid, onward)
}

// exchange redeems a code and reads who it is for. Errors hold nothing of what
// the provider says about people.
func (o *OIDC) exchange(ctx context.Context, config func(*oidc.Provider) *oauth2.Config, f *flow, code string) (*person, error) {
	p, err := o.ask(ctx)
	if err != nil {
		return nil, err
	}
	ctx = oidc.ClientContext(ctx, o.client)
	tokens, err := config(p).Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		var refused *oauth2.RetrieveError
		if errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode < 500 {
			return nil, fmt.Errorf("the code was refused with status %d", refused.Response.StatusCode)
		}
		return nil, fmt.Errorf("%w: the code could not be redeemed", errAway)
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return nil, errors.New("there is no id token")
	}
	id, err := o.verifier(p).Verify(ctx, raw)
	if err != nil {
		return nil, err
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(f.Nonce)) != 1 {
		return nil, errors.New("the id token is for another sign-in")
	}
	if id.Subject == "" || len(id.Subject) > 255 {
		return nil, errors.New("the id token has no subject")
	}
	var claims map[string]any
	if err := id.Claims(&claims); err != nil {
		return nil, errors.New("the claims cannot be read")
	}
	// Many providers put what they say of a person where it must be asked for.
	if _, there := claims[o.access.GroupsClaim]; (!there || claims["preferred_username"] == nil) && p.UserInfoEndpoint() != "" {
		if err := more(ctx, p, tokens, id.Subject, claims); err != nil {
			return nil, err
		}
	}
	text := func(name string) string { s, _ := claims[name].(string); return s }
	who := &person{source: content.OIDCSource, subject: id.Subject, login: text("preferred_username"), name: text("name"), mail: text("email"), sid: text("sid")}
	if len(who.sid) > 255 {
		who.sid = ""
	}
	if who.name == "" {
		who.name = who.login
	}
	who.groups, who.grouped = groupsOf(claims[o.access.GroupsClaim])
	return who, nil
}

// more adds to the claims of an id token those that the provider gives out
// apart from it.
func more(ctx context.Context, p *oidc.Provider, tokens *oauth2.Token, subject string, claims map[string]any) error {
	info, err := p.UserInfo(ctx, oauth2.StaticTokenSource(tokens))
	if err != nil {
		return fmt.Errorf("%w: the claims of the person could not be fetched", errAway)
	}
	var others map[string]any
	if info.Subject != subject || info.Claims(&others) != nil {
		return nil // of somebody else: as if there were none
	}
	for name, v := range others {
		if _, there := claims[name]; !there {
			claims[name] = v
		}
	}
	return nil
}

// groupsOf reads a claim with groups. null is no list, and no claim either.
func groupsOf(v any) (groups []string, there bool) {
	switch v := v.(type) {
	case string:
		if v == "" {
			return nil, true
		}
		return []string{v}, true
	case []any:
		for _, g := range v {
			s, ok := g.(string)
			if !ok {
				return nil, false
			}
			groups = append(groups, s)
		}
		return groups, true
	}
	return nil, false
}

// endOIDC answers POST /anmelden/oidc/ende, by which the provider says that
// somebody has signed out there.
func (a *Auth) endOIDC(w http.ResponseWriter, rq *site.Request) error {
	if a.OIDC == nil {
		return site.ErrNotFound
	}
	if err := rq.ParseForm(); err != nil {
		return err
	}
	raw := rq.Field("logout_token")
	refuse := func() error {
		return a.WriteJSON(w, rq, http.StatusBadRequest, "application/json", map[string]string{"error": "invalid_request"})
	}
	// What is no token does not make us ask the provider for its keys.
	if len(raw) > 16<<10 || strings.Count(raw, ".") != 2 {
		return refuse()
	}
	if wait := a.Admit(rq.Context(), oidcRule, a.Sender(rq)); wait > 0 {
		site.RetryAfter(w, wait)
		return site.Refuse(http.StatusTooManyRequests, "too many messages", "")
	}
	p, err := a.OIDC.ask(rq.Context())
	if err != nil {
		return fmt.Errorf("%w: %w", content.ErrUnavailable, err)
	}
	t, err := a.OIDC.verifier(p).VerifyLogout(oidc.ClientContext(rq.Context(), a.OIDC.client), raw)
	if err != nil || len(t.Subject) > 255 || len(t.SessionID) > 255 {
		return refuse()
	}
	_, err = a.Store.EndSessionsOf(rq.Context(), content.OIDCSource, t.Subject, t.SessionID, hash("logout "+t.Issuer+" "+t.TokenID), t.Expiry)
	switch {
	case errors.Is(err, content.ErrConflict): // somebody sends it again
		return refuse()
	case err != nil:
		return err
	}
	return a.Write(w, rq, http.StatusOK, nil)
}
