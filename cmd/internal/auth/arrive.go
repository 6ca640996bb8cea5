package auth

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// A person is somebody whom another source knows.
type person struct {
	source                     content.Source
	subject, login, name, mail string
	sid                        string
	groups                     []string
	grouped                    bool // groups were brought, if only none
}

// Errors of a sign-in.
var (
	// errNoGroups means that nothing was said of groups, which is not the same
	// as being in none.
	errNoGroups = errors.New("the sign-in brought no groups")
	// errAway means that the other source does not answer.
	errAway = errors.New("the source of accounts does not answer")
)

// arrived returns the account of somebody from elsewhere, and what they may.
func (a *Auth) arrived(rq *site.Request, p *person) (*content.Account, []content.Role, error) {
	if !p.grouped {
		return nil, nil, errNoGroups
	}
	a.note(p.source, func(s *standing) { s.groupless = 0 })
	account := &content.Account{
		Source: p.source, Subject: p.subject, Mail: oneLine(p.mail, 200),
		Login: strings.Join(strings.Fields(oneLine(p.login, 80)), "-"), Name: oneLine(p.name, 200),
	}
	if account.Login == "" {
		account.Login = string(p.source)
	}
	if account.Name == "" {
		account.Name = account.Login
	}
	err := a.Store.Arrive(rq.Context(), account)
	if errors.Is(err, content.ErrDenied) {
		err = errWrong // locked: nobody is told more
	}
	return account, a.Access.Roles(p.groups), err
}

// oneLine returns a text from elsewhere as pages and tables can show it.
func oneLine(s string, limit int) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(content.RevealHidden(strings.ToValidUTF8(s, "\uFFFD")), "\uFFFD")), " ")
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > limit {
		s = string(r[:limit])
	}
	return s
}

// admit begins a session for somebody who has proved who they are, unless they
// have no role.
func (a *Auth) admit(w http.ResponseWriter, rq *site.Request, account *content.Account, roles []content.Role, sid, onward string) error {
	if len(roles) == 0 {
		return a.denied(w, rq, "signin.norole")
	}
	if err := a.begin(w, rq, account, roles, sid); err != nil {
		return err
	}
	return a.Redirect(w, rq, onward)
}

// groupless refuses somebody of whose groups nothing was said.
func (a *Auth) groupless(w http.ResponseWriter, rq *site.Request, s content.Source) error {
	a.note(s, func(s *standing) { s.groupless++ })
	return a.denied(w, rq, "signin.nogroups")
}

// denied says why somebody who is known may not come in, and whom to ask.
func (a *Auth) denied(w http.ResponseWriter, rq *site.Request, key string) error {
	p := &themes.DeniedPage{Base: a.Site.Base(rq, rq.Words.T("signin.denied.title"), ""), Key: key}
	p.Canonical = ""
	p.Path = signInPath
	all, err := a.Store.Accounts(rq.Context())
	if err != nil {
		return err
	}
	for _, account := range all {
		who := content.Actor{Roles: account.Roles}
		if who.Is(content.Administrator) && account.Locked.IsZero() && len(p.Ask) < 5 {
			p.Ask = append(p.Ask, themes.Person{Name: account.Name, Mail: account.Mail})
		}
	}
	return a.Render(w, rq, http.StatusForbidden, p)
}

func escape(s string) string { return url.QueryEscape(s) }
