package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/auth"
	"vielfalt/content"
)

// userCmd keeps the accounts of those who write.
type userCmd struct {
	Add      userAddCmd      `cmd:"" help:"Add an account."`
	List     userListCmd     `cmd:"" default:"withargs" help:"List all accounts."`
	Lock     userLockCmd     `cmd:"" help:"Keep an account from signing in, and end its sessions."`
	Unlock   userUnlockCmd   `cmd:"" help:"Let an account sign in again."`
	Reset    userResetCmd    `cmd:"" help:"Print a link with which a new password is set, or set one."`
	Sessions userSessionsCmd `cmd:"" help:"List or end the sessions of an account."`
	Remove   userRemoveCmd   `cmd:"" help:"Remove all data of an account for good; what was done stays, without a name."`
}

// linkFlags say where links lead.
type linkFlags struct {
	BaseURL string `help:"Address readers use, for the link; without it only its path is printed." placeholder:"https://…"`
}

// print prints a link and until when it can be used.
func (f linkFlags) print(a *app, path string, until time.Time) {
	fmt.Fprintf(a.Stdout, "%s%s\nThe link can be used once, until %s.\n", strings.TrimSuffix(f.BaseURL, "/"), path, until.In(calendar.Berlin).Format("2006-01-02 15:04"))
	if f.BaseURL == "" {
		fmt.Fprintln(a.Stdout, "Put the address of the service before it.")
	}
}

// password reads a new password from a file.
func password(file string) (string, error) {
	b, err := readSecret(file)
	if err != nil {
		return "", usageError{fmt.Errorf("--password-file: %w", err)}
	}
	stored, err := auth.HashPassword(strings.TrimRight(string(b), "\r\n"))
	if err != nil {
		return "", usageError{fmt.Errorf("--password-file: %w", err)}
	}
	return stored, nil
}

// named returns the account with a login.
func named(a *app, s *store, login string) (*content.Account, error) {
	account, err := s.AccountByLogin(a, login)
	if errors.Is(err, content.ErrNotFound) {
		return nil, fmt.Errorf("there is no account %q; see vielfalt user list", login)
	}
	return account, err
}

type userAddCmd struct {
	storeFlags
	linkFlags
	Login        string   `arg:"" help:"Name to sign in with."`
	Name         string   `env:"-" help:"Name as others see it; the login if left out."`
	Mail         string   `env:"-" help:"Mail address, for those who have to ask somebody."`
	Role         []string `env:"-" help:"editor, approver or administrator; repeatable." required:""`
	Dezernat     []string `env:"-" help:"Only what belongs to this Dezernat; repeatable." placeholder:"NUMBER"`
	Theme        []string `env:"-" help:"Only what has this theme; repeatable." placeholder:"TAG"`
	Tradition    []string `env:"-" help:"Only what belongs to this tradition; repeatable." placeholder:"T"`
	PasswordFile string   `env:"-" help:"File that holds the password." type:"path" xor:"password" placeholder:"FILE"`
	Invite       bool     `env:"-" help:"Print a link with which the person sets a password." xor:"password"`
}

// Run adds one account.
func (c *userAddCmd) Run(a *app) error {
	if c.PasswordFile == "" && !c.Invite {
		return usageError{errors.New("give --password-file, or --invite to let the person choose")}
	}
	account := &content.Account{Login: c.Login, Name: cmp.Or(c.Name, c.Login), Mail: c.Mail}
	for _, r := range c.Role {
		account.Roles = append(account.Roles, content.Role{Name: content.RoleName(r), Dezernate: c.Dezernat, Themes: c.Theme, Traditions: c.Tradition})
	}
	if err := account.Validate(); err != nil {
		return usageError{err}
	}
	var err error
	if c.PasswordFile != "" {
		if account.Password, err = password(c.PasswordFile); err != nil {
			return err
		}
	}
	s, err := c.openAsIs(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	for _, t := range c.Tradition {
		if _, ok := s.calendar().Tradition(t); !ok {
			return usageError{fmt.Errorf("--tradition: there is no tradition %q", t)}
		}
	}
	err = s.AddAccount(a, operator(), account)
	if errors.Is(err, content.ErrConflict) {
		return fmt.Errorf("there is an account %q already; see vielfalt user list", account.Login)
	}
	if err != nil {
		return err
	}
	removeLink(c.Data, quiet(a)) // to the first account, which this is at the latest
	fmt.Fprintf(a.Stdout, "The account %q is added.\n", account.Login)
	if c.Invite {
		return invite(a, s, c.linkFlags, account, content.InviteToken)
	}
	return nil
}

// invite prints a link with which somebody sets a password.
func invite(a *app, s *store, f linkFlags, account *content.Account, kind content.TokenKind) error {
	until := a.Now().Add(auth.InviteWithin)
	path, err := auth.NewLink(a, s, operator(), kind, account.ID, until)
	if err == nil {
		f.print(a, path, until)
	}
	return err
}

type userListCmd struct {
	storeFlags
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// A userLine is an account in JSON.
type userLine struct {
	ID      string         `json:"id"`
	Login   string         `json:"login"`
	Name    string         `json:"name"`
	Mail    string         `json:"mail"`
	Source  string         `json:"source"`
	Roles   []content.Role `json:"roles"`
	State   string         `json:"state"` // active, locked, invited or demo
	Created string         `json:"created"`
	Seen    string         `json:"seen,omitempty"`
}

func userLineOf(account *content.Account) userLine {
	line := userLine{
		ID: account.ID, Login: account.Login, Name: account.Name, Mail: account.Mail, Source: string(account.Source), Roles: account.Roles, State: "active",
		Created: account.Created.In(calendar.Berlin).Format(time.RFC3339),
	}
	if !account.Seen.IsZero() {
		line.Seen = account.Seen.In(calendar.Berlin).Format(time.RFC3339)
	}
	switch {
	case !account.Locked.IsZero():
		line.State = "locked"
	case account.Source == content.LocalSource && account.Subject != "":
		line.State = "demo"
	case account.Source == content.LocalSource && account.Password == "":
		line.State = "invited"
	}
	return line
}

// Run prints all accounts.
func (c *userListCmd) Run(a *app) error {
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Accounts(a)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	for _, account := range all {
		line := userLineOf(account)
		if c.Format == "json" {
			if err := json.NewEncoder(a.Stdout).Encode(line); err != nil {
				return err
			}
			continue
		}
		seen := "never signed in"
		if line.Seen != "" {
			seen = "last signed in " + account.Seen.In(calendar.Berlin).Format("2006-01-02 15:04")
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", oneLine(line.Login), oneLine(line.Name), line.Source, rolesInWords(account), line.State, seen)
	}
	return w.Flush()
}

// rolesInWords says what an account may.
func rolesInWords(account *content.Account) string {
	if account.Source != content.LocalSource {
		return "by its groups"
	}
	var out []string
	for _, r := range account.Roles {
		var limits []string
		for _, l := range []struct {
			what string
			list []string
		}{{"Dezernat", r.Dezernate}, {"theme", r.Themes}, {"tradition", r.Traditions}} {
			if len(l.list) > 0 {
				limits = append(limits, l.what+" "+oneLine(strings.Join(l.list, ", ")))
			}
		}
		word := string(r.Name)
		if limits != nil {
			word += " (" + strings.Join(limits, "; ") + ")"
		}
		out = append(out, word)
	}
	return cmp.Or(strings.Join(out, ", "), "no role")
}

// oneAccount is the argument of commands about one account.
type oneAccount struct {
	storeFlags
	Login string `arg:"" help:"Name that the account signs in with."`
}

// with runs f with the store and the account.
func (c *oneAccount) with(a *app, f func(*store, *content.Account) error) error {
	s, err := c.openThere(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	account, err := named(a, s, c.Login)
	if err != nil {
		return err
	}
	return f(s, account)
}

type userLockCmd struct{ oneAccount }

// Run locks one account.
func (c *userLockCmd) Run(a *app) error {
	return c.with(a, func(s *store, account *content.Account) error {
		if err := s.LockAccount(a, operator(), account.ID, true); err != nil {
			return err
		}
		fmt.Fprintf(a.Stdout, "The account %q is locked, and its sessions are ended.\n", account.Login)
		return nil
	})
}

type userUnlockCmd struct{ oneAccount }

// Run unlocks one account.
func (c *userUnlockCmd) Run(a *app) error {
	return c.with(a, func(s *store, account *content.Account) error {
		if err := s.LockAccount(a, operator(), account.ID, false); err != nil {
			return err
		}
		fmt.Fprintf(a.Stdout, "The account %q is not locked.\n", account.Login)
		return nil
	})
}

type userResetCmd struct {
	oneAccount
	linkFlags
	PasswordFile string `env:"-" help:"File that holds the new password; without it a link is printed." type:"path" placeholder:"FILE"`
}

// Run prints a link for a new password, or sets one.
func (c *userResetCmd) Run(a *app) error {
	return c.with(a, func(s *store, account *content.Account) error {
		switch {
		case account.Source != content.LocalSource:
			return fmt.Errorf("the account %q comes from %s, where its password is changed", account.Login, account.Source)
		case account.Subject != "":
			return fmt.Errorf("the account %q belongs to the sample content, and has no password", account.Login)
		case !account.Locked.IsZero():
			return fmt.Errorf("the account %q is locked; unlock it first", account.Login)
		case c.PasswordFile == "":
			return invite(a, s, c.linkFlags, account, content.ResetToken)
		}
		stored, err := password(c.PasswordFile)
		if err != nil {
			return err
		}
		if err := s.SetPassword(a, operator(), account.ID, stored); err != nil {
			return err
		}
		fmt.Fprintf(a.Stdout, "The password of %q is set, and its sessions are ended.\n", account.Login)
		return nil
	})
}

type userSessionsCmd struct {
	oneAccount
	End bool `env:"-" help:"End them; forms sent by them are kept until the same account signs in."`
}

// Run lists or ends the sessions of one account.
func (c *userSessionsCmd) Run(a *app) error {
	return c.with(a, func(s *store, account *content.Account) error {
		if c.End {
			n, err := s.EndSessions(a, operator(), account.ID, "", "")
			if err == nil {
				fmt.Fprintf(a.Stdout, "%d sessions of %q are ended.\n", n, account.Login)
			}
			return err
		}
		all, err := s.Sessions(a, account.ID)
		if err != nil {
			return err
		}
		slices.SortFunc(all, func(x, y *content.Session) int { return x.Created.Compare(y.Created) })
		for _, n := range all {
			fmt.Fprintf(a.Stdout, "since %s, last seen %s: %s\n", n.Created.In(calendar.Berlin).Format("2006-01-02 15:04"), n.Seen.In(calendar.Berlin).Format("2006-01-02 15:04"), cmp.Or(oneLine(n.Device), "unknown device"))
		}
		return nil
	})
}

type userRemoveCmd struct{ oneAccount }

// Run removes one account.
func (c *userRemoveCmd) Run(a *app) error {
	return c.with(a, func(s *store, account *content.Account) error {
		if err := s.RemoveAccount(a, operator(), account.ID); err != nil {
			return err
		}
		fmt.Fprintf(a.Stdout, "All data of the account %q is removed. Versions and the audit name it by the number %s alone; backups made before still hold it.\n", account.Login, account.ID)
		return nil
	})
}
