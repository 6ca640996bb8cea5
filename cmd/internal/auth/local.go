package auth

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// How many attempts may fail within content.TriesKept.
const (
	triesPerName    = 5  // from one network
	triesPerAddress = 20 // whatever the names
)

// reasons are what somebody may be told when sent to sign in.
func reasons() []string {
	return []string{"ende", "aufgehoben", "abgemeldet", "ueberall", "gesetzt", "dauer"}
}

// signInPage answers GET and POST /anmelden.
func (a *Auth) signInPage(w http.ResponseWriter, rq *site.Request) error {
	if rq.Reads() {
		return a.showSignIn(w, rq)
	}
	if err := rq.ParseForm(); err != nil {
		return err
	}
	onward := a.onward(rq, rq.Field("weiter"))
	if login := rq.Field("demo"); login != "" {
		return a.signInDemo(w, rq, login, onward)
	}
	return a.signInByPassword(w, rq, onward)
}

// signInForm is the page with the form. It never repeats a name: the page for a
// wrong one is that for a wrong password, byte for byte.
func (a *Auth) signInForm(rq *site.Request, onward string) *themes.SignInPage {
	p := &themes.SignInPage{
		Base: a.Site.Base(rq, rq.Words.T("signin.title"), ""), Action: a.Path(rq.Lang, "signin"), Onward: safePath(onward), Demo: a.demo(rq),
	}
	p.Canonical = ""
	p.Path = signInPath
	if a.OIDC != nil {
		p.Elsewhere = a.Path(rq.Lang, "oidc")
		if p.Onward != "" {
			p.Elsewhere += "?weiter=" + escape(p.Onward)
		}
		p.Button = a.Access.OIDC.Button
	}
	return p
}

func (a *Auth) showSignIn(w http.ResponseWriter, rq *site.Request) error {
	onward := rq.Query.Get("weiter")
	who, err := a.identify(rq)
	if err != nil {
		return err
	}
	if who != nil && !who.over {
		return a.Redirect(w, rq, a.onward(rq, onward))
	}
	if a.proxied(rq) != "" {
		return a.signInByProxy(w, rq, a.onward(rq, onward))
	}
	p := a.signInForm(rq, onward)
	for _, r := range reasons() {
		if rq.Query.Get("grund") == r {
			p.Says, p.Minutes = "signin.says."+r, int(a.Access.Sessions.Idle/time.Minute)
		}
	}
	return a.Render(w, rq, http.StatusOK, p)
}

// tries are the limits on attempts with a name.
func (a *Auth) tries(rq *site.Request, kind, name string) (perName, perAddress content.Try) {
	from := a.Sender(rq)
	return content.Try{Kind: kind + " by name", Key: strings.ToLower(name) + " " + peer.Network(from).String(), Most: triesPerName},
		content.Try{Kind: kind + " by address", Key: peer.Sender(from).String(), Most: triesPerAddress}
}

// signInByPassword signs in with an account of our own, or of the directory.
// Whatever is wrong, the same is done and the same is said.
func (a *Auth) signInByPassword(w http.ResponseWriter, rq *site.Request, onward string) error {
	ctx := rq.Context()
	name, password := strings.TrimSpace(rq.Field("name")), rq.Field("password")
	p := a.signInForm(rq, onward)
	for _, f := range []struct{ field, value string }{{"name", name}, {"password", password}} {
		if f.value == "" {
			p.Problems = append(p.Problems, themes.FieldProblem{Field: f.field, Key: "problem.required"})
		}
	}
	if p.Problems != nil {
		return a.Render(w, rq, http.StatusUnprocessableEntity, p)
	}
	if len(name) > 200 {
		name = name[:200] // which nobody has
	}
	perName, perAddress := a.tries(rq, "signin", name)
	attempt, until, err := a.Store.Try(ctx, perName, perAddress)
	if err != nil {
		return err
	}
	if !until.IsZero() {
		return a.tooMany(w, rq, p, until)
	}
	account, roles, err := a.checked(rq, name, password)
	switch {
	case errors.Is(err, errWrong):
		p.Key = "signin.wrong"
		return a.Render(w, rq, http.StatusUnprocessableEntity, p)
	case errors.Is(err, errNoGroups):
		return a.groupless(w, rq, content.LDAPSource)
	case errors.Is(err, errAway):
		p.Key = "signin.away"
		site.RetryAfter(w, time.Minute)
		return a.Render(w, rq, http.StatusServiceUnavailable, p)
	case err != nil:
		return err
	}
	if err := a.Store.Succeeded(ctx, attempt, perName); err != nil {
		return err
	}
	return a.admit(w, rq, account, roles, "", onward)
}

// errWrong means that name and password do not belong together.
var errWrong = errors.New("name or password is wrong")

// checked returns the account that a name and a password belong to; errWrong.
func (a *Auth) checked(rq *site.Request, name, password string) (*content.Account, []content.Role, error) {
	ctx := rq.Context()
	account, err := a.Store.AccountByLogin(ctx, name)
	if err != nil && !errors.Is(err, content.ErrNotFound) {
		return nil, nil, err
	}
	ours := account != nil && account.Source == content.LocalSource
	stored := ""
	if ours && account.Locked.IsZero() {
		stored = account.Password
	}
	ok, err := a.matches(ctx, password, stored)
	if err != nil {
		return nil, nil, err
	}
	if a.LDAP == nil {
		if !ok {
			return nil, nil, errWrong
		}
		return account, account.Roles, nil
	}
	// The directory is asked in any case: how long an answer takes must not
	// tell whose accounts are ours. It is not asked for these.
	person, err := a.LDAP.find(ctx, name, password, ours)
	switch {
	case ok:
		return account, account.Roles, nil
	case errors.Is(err, errAway):
		a.note(content.LDAPSource, func(s *standing) { s.failed++ })
		return nil, nil, err
	case err != nil:
		return nil, nil, err
	}
	a.note(content.LDAPSource, func(s *standing) { s.failed = 0 })
	return a.arrived(rq, person)
}

// tooMany says until when no more attempts are taken.
func (a *Auth) tooMany(w http.ResponseWriter, rq *site.Request, p *themes.SignInPage, until time.Time) error {
	p.Key, p.Until = "signin.toomany", wholeMinute(until)
	site.RetryAfter(w, until.Sub(rq.At))
	return a.Render(w, rq, http.StatusTooManyRequests, p)
}

// wholeMinute rounds up, as clocks in pages do not show seconds.
func wholeMinute(t time.Time) time.Time {
	return t.Add(time.Minute - time.Nanosecond).Truncate(time.Minute).In(calendar.Berlin)
}

// demoLogins are the accounts of the sample content that anybody may try.
func demoLogins() []string { return []string{"redaktion", "freigabe", "verwaltung"} }

// DemoAccounts returns the accounts of the sample content. They have no
// password, so that they are of no use anywhere else.
func DemoAccounts() []*content.Account {
	var out []*content.Account
	for i, a := range []struct {
		name  string
		roles []content.RoleName
	}{
		{"Rosa Redaktion", []content.RoleName{content.Editor}},
		{"Frieda Freigabe", []content.RoleName{content.Approver}},
		{"Veit Verwaltung", []content.RoleName{content.Administrator}},
	} {
		login := demoLogins()[i]
		n := &content.Account{Login: login, Name: a.name, Source: content.LocalSource, Subject: "demo:" + login}
		for _, r := range a.roles {
			n.Roles = append(n.Roles, content.Role{Name: r})
		}
		out = append(out, n)
	}
	return out
}

// demo returns whom one may try to be, if the request is from this machine and
// went through nobody's hands.
func (a *Auth) demo(rq *site.Request) []string {
	if !a.Demo || !loopback(a.BaseURL.Host) || !loopback(rq.Host()) || !rq.Peer().IsLoopback() {
		return nil
	}
	for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server", "X-Real-Ip", "Via"} {
		if len(rq.Headers(name)) > 0 {
			return nil
		}
	}
	return demoLogins()
}

func (a *Auth) signInDemo(w http.ResponseWriter, rq *site.Request, login, onward string) error {
	for _, offered := range a.demo(rq) {
		if offered != login {
			continue
		}
		account, err := a.Store.AccountByLogin(rq.Context(), login)
		if err != nil || account.Source != content.LocalSource || account.Subject != "demo:"+login || !account.Locked.IsZero() {
			break // somebody else has the name
		}
		return a.admit(w, rq, account, account.Roles, "", onward)
	}
	return site.ErrNotFound
}
