package auth

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"strings"
	"time"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// How long links can be used.
const (
	FirstWithin  = time.Hour
	InviteWithin = 7 * 24 * time.Hour
)

// NewLink stores a token of a kind and returns the path of the link with it.
// The token itself is stored nowhere.
func NewLink(ctx context.Context, s content.AccountStore, by string, kind content.TokenKind, accountID string, until time.Time) (path string, err error) {
	secret := rand.Text()
	if err := s.IssueToken(ctx, by, content.Token{Hash: hash(secret), Kind: kind, AccountID: accountID, Until: until}); err != nil {
		return "", err
	}
	return "/einrichten/" + secret, nil
}

// Unsettled reports whether nobody can sign in with an account of our own, and
// nobody has ever done so in another way.
func Unsettled(ctx context.Context, s content.AccountStore) (bool, error) {
	all, err := s.Accounts(ctx)
	for _, a := range all {
		if a.Source != content.LocalSource || a.Password != "" || a.Subject != "" {
			return false, err
		}
	}
	return err == nil, err
}

// setup answers GET and POST /einrichten/{token}: the first account, or the
// password of one that somebody was invited to.
func (a *Auth) setup(w http.ResponseWriter, rq *site.Request) error {
	ctx := rq.Context()
	secret := rq.Variable("token")
	token, err := a.Store.Token(ctx, hash(secret))
	if errors.Is(err, content.ErrNotFound) {
		return errLinkGone()
	}
	if err != nil {
		return err
	}
	p := &themes.SetupPage{Base: a.Site.Base(rq, rq.Words.T("setup.title."+string(token.Kind)), ""), Action: rq.Own(), First: token.Kind == content.FirstToken, Least: content.LeastPassword, Editor: true, Approver: true}
	p.Canonical = ""
	if !p.First {
		account, err := a.Store.Account(ctx, token.AccountID)
		if err != nil {
			return err
		}
		p.Login = account.Login
	}
	if rq.Reads() {
		return a.Render(w, rq, http.StatusOK, p)
	}
	if err := rq.ParseForm(); err != nil {
		return err
	}
	password := rq.Field("password")
	account := &content.Account{Source: content.LocalSource}
	if p.First {
		p.Login, p.Name = oneLine(rq.Field("login"), 101), oneLine(rq.Field("name"), 201)
		p.Editor, p.Approver = rq.Field("editor") != "", rq.Field("approver") != ""
		account.Login, account.Name = p.Login, p.Name
		account.Roles = []content.Role{{Name: content.Administrator}}
		if p.Editor {
			account.Roles = append(account.Roles, content.Role{Name: content.Editor})
		}
		if p.Approver {
			account.Roles = append(account.Roles, content.Role{Name: content.Approver})
		}
		p.Problems = site.FieldProblems(account.Validate())
	}
	p.Problems = append(p.Problems, site.FieldProblems(content.CheckPassword(password))...)
	if p.Problems != nil {
		return a.Render(w, rq, http.StatusUnprocessableEntity, p)
	}
	// Only now: a link that was used up must not cost much.
	stored, err := a.hash(ctx, password)
	if err != nil {
		return err
	}
	if !p.First {
		if _, err := a.Store.RedeemToken(ctx, hash(secret), stored); errors.Is(err, content.ErrNotFound) {
			return errLinkGone()
		} else if err != nil {
			return err
		}
		if a.Settled != nil {
			a.Settled()
		}
		return a.Redirect(w, rq, a.signInAt(rq, "", "gesetzt"))
	}
	account.Password = stored
	err = a.Store.AddFirstAccount(ctx, hash(secret), account)
	switch {
	case errors.Is(err, content.ErrNotFound):
		return errLinkGone()
	case errors.Is(err, content.ErrConflict): // an account without a password has the name
		p.Problems = []themes.FieldProblem{{Field: "login", Key: "problem.taken"}}
		return a.Render(w, rq, http.StatusConflict, p)
	case err != nil:
		return err
	}
	if a.Settled != nil {
		a.Settled()
	}
	return a.admit(w, rq, account, account.Roles, "", site.Prefix(rq.Lang)+deskPath)
}

// errLinkGone is the answer to a link that was used, is too old, or never was.
func errLinkGone() error {
	return site.Refuse(http.StatusGone, "the link is used or too old", "setup.gone")
}

// signOut answers POST /abmelden.
func (a *Auth) signOut(w http.ResponseWriter, rq *site.Request) error {
	if err := a.end(w, rq); err != nil {
		return err
	}
	return a.Redirect(w, rq, a.signInAt(rq, "", "abgemeldet"))
}

// account answers GET and POST /redaktion/konto.
func (a *Auth) account(w http.ResponseWriter, rq *site.Request) error {
	who, ok := rq.Context().Value(identityKey{}).(*identity)
	if !ok {
		return site.ErrNotFound
	}
	if rq.Reads() {
		return a.showAccount(w, rq, who, http.StatusOK, nil)
	}
	if err := rq.ParseForm(); err != nil {
		return err
	}
	switch rq.Field("do") {
	case "end":
		if _, err := a.Store.EndSessions(rq.Context(), who.By(), who.ID, "", ""); err != nil {
			return err
		}
		if err := a.end(w, rq); err != nil {
			return err
		}
		return a.Redirect(w, rq, a.signInAt(rq, "", "ueberall"))
	case "password":
		if who.account.Source == content.LocalSource && who.account.Password != "" {
			return a.changePassword(w, rq, who)
		}
	}
	return site.BadRequest("unknown action")
}

func (a *Auth) showAccount(w http.ResponseWriter, rq *site.Request, who *identity, code int, change func(*themes.AccountPage)) error {
	sessions, err := a.Store.Sessions(rq.Context(), who.ID)
	if err != nil {
		return err
	}
	p := &themes.AccountPage{
		Base: a.Base(rq, rq.Words.T("account.title")), Action: a.Path(rq.Lang, "account"), Login: who.account.Login,
		Source: who.account.Source, Password: who.account.Password != "", Least: content.LeastPassword,
	}
	for _, s := range sessions {
		if s.Over(a.Access.Sessions.Idle).After(rq.At) {
			p.Sessions = append(p.Sessions, themes.SessionRow{Device: s.Device, Began: s.Created, Seen: s.Seen, Present: s.Hash == who.session.Hash})
		}
	}
	if rq.Query.Get("gesagt") == "passwort" {
		p.Says = "account.says.passwort"
	}
	if change != nil {
		change(p)
	}
	return a.Render(w, rq, code, p)
}

// changePassword replaces a password by whoever knows the old one.
func (a *Auth) changePassword(w http.ResponseWriter, rq *site.Request, who *identity) error {
	ctx := rq.Context()
	problem := func(code int, problems ...themes.FieldProblem) error {
		return a.showAccount(w, rq, who, code, func(p *themes.AccountPage) { p.Problems = problems })
	}
	next := rq.Field("password")
	if problems := site.FieldProblems(content.CheckPassword(next)); problems != nil {
		return problem(http.StatusUnprocessableEntity, problems...)
	}
	// Whoever finds a desk unattended must not find out the password.
	perName, perAddress := a.tries(rq, "password", who.ID)
	attempt, until, err := a.Store.Try(ctx, perName, perAddress)
	if err != nil {
		return err
	}
	if !until.IsZero() {
		site.RetryAfter(w, until.Sub(rq.At))
		return a.showAccount(w, rq, who, http.StatusTooManyRequests, func(p *themes.AccountPage) { p.Until = wholeMinute(until) })
	}
	ok, err := a.matches(ctx, rq.Field("old"), who.account.Password)
	if err != nil {
		return err
	}
	if !ok {
		return problem(http.StatusUnprocessableEntity, themes.FieldProblem{Field: "old", Key: "account.wrong"})
	}
	stored, err := a.hash(ctx, next)
	if err != nil {
		return err
	}
	if err := a.Store.Succeeded(ctx, attempt, perName); err != nil {
		return err
	}
	// All sessions end, this one too: who else has its token is out.
	if err := a.Store.SetPassword(ctx, who.By(), who.ID, stored); err != nil {
		return err
	}
	if err := a.begin(w, rq, who.account, who.session.Roles, who.session.SID); err != nil {
		return err
	}
	return a.Redirect(w, rq, strings.TrimSuffix(a.Path(rq.Lang, "account"), "/")+"?gesagt=passwort")
}
