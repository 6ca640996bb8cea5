package contenttest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"vielfalt/content"
)

// person returns a local account that is not stored yet.
func person(login string) *content.Account {
	return &content.Account{Login: login, Name: "Frau " + login, Mail: login + "@house.example", Password: "hash of " + login,
		Roles: []content.Role{{Name: content.Editor, Dezernate: []string{"11"}, Themes: []string{"Religion"}}, {Name: content.Approver}}}
}

// session returns a session that begins now.
func (b *bench) session(a *content.Account, hash string) *content.Session {
	now := b.clock.get()
	return &content.Session{Hash: hash, AccountID: a.ID, Roles: a.Roles, Data: a.ID, Device: "Firefox", Created: now, Seen: now, Expires: now.Add(10 * time.Hour)}
}

func (b *bench) account(login string) *content.Account {
	b.Helper()
	a := person(login)
	b.must(b.AddAccount(context.Background(), "command:test", a))
	return a
}

func (b *bench) is(what string, err, want error) {
	b.Helper()
	if !errors.Is(err, want) {
		b.Errorf("%s: got error %v, want %v", what, err, want)
	}
}

// lasting returns the hashes of the sessions of an account.
func (b *bench) lasting(a *content.Account) (out []string) {
	b.Helper()
	all, err := b.Sessions(context.Background(), a.ID)
	b.must(err)
	for _, s := range all {
		out = append(out, s.Hash)
	}
	return out
}

func testAccounts(b *bench) {
	ctx := context.Background()
	a := b.account("Änna")
	if a.ID == "" || a.Login != "änna" || !a.Created.Equal(b.clock.get()) || a.Source != content.LocalSource {
		b.Errorf("stored as %+v", a)
	}
	found, err := b.AccountByLogin(ctx, "ÄNNA")
	b.must(err)
	b.same("by login", found, a)
	found, err = b.Account(ctx, a.ID)
	b.must(err)
	b.same("by id", found, a)
	b.is("the login in another case", b.AddAccount(ctx, "command:test", person("äNNA")), content.ErrConflict)
	_, err = b.AccountByLogin(ctx, "bert")
	b.is("unknown login", err, content.ErrNotFound)
	_, err = b.AccountByLogin(ctx, "")
	b.is("no login", err, content.ErrNotFound)
	var p content.Problems
	for _, wrong := range []*content.Account{{Login: "", Name: "X"}, {Login: "a b", Name: "X"}, {Login: "x", Name: "Zwei\nZeilen"}, {Login: "x", Name: "X", Roles: []content.Role{{Name: "chief"}}}} {
		if err := b.AddAccount(ctx, "command:test", wrong); !errors.As(err, &p) {
			b.Errorf("%+v: got error %v, want problems", wrong, err)
		}
	}
	b.account("bert")
	all, err := b.Accounts(ctx)
	b.must(err)
	if len(all) != 2 || all[0].Login != "bert" || all[1].Login != "änna" {
		b.Errorf("got %d accounts", len(all))
	}

	b.must(b.BeginSession(ctx, b.session(a, "one"), "signin"))
	b.must(b.BeginSession(ctx, b.session(a, "two"), "signin"))
	b.must(b.SetPassword(ctx, "account:"+a.ID, a.ID, "another hash"))
	found, err = b.Account(ctx, a.ID)
	b.must(err)
	if found.Password != "another hash" || !found.Seen.Equal(b.clock.get()) {
		b.Errorf("password %q, seen %v", found.Password, found.Seen)
	}
	b.same("sessions after a new password", len(b.lasting(a)), 0)
	b.is("password of nobody", b.SetPassword(ctx, "x", "nobody", "x"), content.ErrNotFound)

	b.must(b.LockAccount(ctx, "command:test", a.ID, true))
	b.same("sessions of a locked account", len(b.lasting(a)), 0)
	b.is("signing in to a locked account", b.BeginSession(ctx, b.session(a, "three"), "signin"), content.ErrDenied)
	b.must(b.LockAccount(ctx, "command:test", a.ID, false))
	b.must(b.BeginSession(ctx, b.session(a, "four"), "signin"))
	b.is("locking nobody", b.LockAccount(ctx, "command:test", "nobody", true), content.ErrNotFound)
}

func testAccountsFromElsewhere(b *bench) {
	ctx := context.Background()
	local := b.account("anna")
	arrive := func(name string) *content.Account {
		a := &content.Account{Login: "Anna", Name: name, Source: content.OIDCSource, Subject: "sub-1"}
		b.must(b.Arrive(ctx, a))
		return a
	}
	first := arrive("Anna Muster")
	if first.ID == local.ID || first.Login != "anna@oidc" {
		b.Errorf("somebody from elsewhere is %+v", first)
	}
	second := arrive("Anna Beispiel")
	if second.ID != first.ID || second.Name != "Anna Beispiel" || second.Login != "anna@oidc" {
		b.Errorf("at the second time: %+v", second)
	}
	another := &content.Account{Login: "anna", Name: "Noch eine", Source: content.OIDCSource, Subject: "sub-2"}
	b.must(b.Arrive(ctx, another))
	if another.Login != "anna@oidc-2" {
		b.Errorf("a third of the name is %q", another.Login)
	}
	b.is("a password for it", b.SetPassword(ctx, "x", first.ID, "hash"), content.ErrNotFound)

	b.must(b.BeginSession(ctx, func() *content.Session { s := b.session(first, "a"); s.SID = "s1"; return s }(), "signin"))
	b.must(b.BeginSession(ctx, func() *content.Session { s := b.session(first, "b"); s.SID = "s2"; return s }(), "signin"))
	b.must(b.BeginSession(ctx, b.session(another, "c"), "signin"))
	b.must(b.BeginSession(ctx, b.session(local, "d"), "signin"))
	for _, c := range []struct {
		source       content.Source
		subject, sid string
		want         int
	}{{content.OIDCSource, "", "", 0}, {content.LDAPSource, "sub-1", "", 0}, {content.OIDCSource, "sub-2", "s1", 0}, {content.OIDCSource, "", "s1", 1}, {content.OIDCSource, "sub-1", "", 1}} {
		message := c.subject + " " + c.sid + string(c.source)
		n, err := b.EndSessionsOf(ctx, c.source, c.subject, c.sid, message, b.clock.get().Add(time.Hour))
		b.must(err)
		_, err = b.EndSessionsOf(ctx, c.source, c.subject, c.sid, message, b.clock.get().Add(time.Hour))
		b.is("a message heard again", err, content.ErrConflict)
		if n != c.want {
			b.Errorf("%+v: %d sessions ended", c, n)
		}
	}
	b.same("another's sessions", b.lasting(another), []string{"c"})

	b.must(b.LockAccount(ctx, "command:test", first.ID, true))
	b.is("arriving locked", b.Arrive(ctx, &content.Account{Login: "anna", Name: "Anna", Source: content.OIDCSource, Subject: "sub-1"}), content.ErrDenied)
}

func testAccountsRemoved(b *bench) {
	ctx := context.Background()
	a := b.account("anna")
	b.must(b.BeginSession(ctx, b.session(a, "one"), "signin"))
	b.must(b.Save(ctx, "test", article("x", content.Schedule{})))
	b.must(b.Scribble(ctx, content.Scribble{ItemID: "x", AccountID: a.ID, Form: "body=Meins"}))
	_, err := b.Park(ctx, content.Parked{AccountID: a.ID, Path: "/redaktion", Form: "body=Meins"})
	b.must(err)
	b.must(b.RemoveAccount(ctx, "command:test", a.ID))
	typed, err := b.Scribbles(ctx, "x")
	b.must(err)
	parked, err := b.ParkedBy(ctx, a.ID)
	b.must(err)
	if len(typed)+len(parked) > 0 {
		b.Errorf("what they typed is left: %v, %v", typed, parked)
	}
	left, err := b.Account(ctx, a.ID)
	b.must(err)
	b.same("what is left", left, &content.Account{ID: a.ID, Created: time.Unix(0, 0).UTC()})
	if !left.Removed() {
		b.Error("it does not say that it is removed")
	}
	_, _, err = b.Session(ctx, "one")
	b.is("its session", err, content.ErrNotFound)
	b.is("removing it again", b.RemoveAccount(ctx, "command:test", a.ID), content.ErrNotFound)
	again := b.account("anna")
	if again.ID == a.ID {
		b.Error("an id was used again")
	}
	b.must(b.RemoveAccount(ctx, "command:test", again.ID))
	all, err := b.Accounts(ctx)
	b.must(err)
	b.same("accounts", len(all), 0)
	_, err = content.VerifyAudit(ctx, b)
	b.must(err)
}

func testSessions(b *bench) {
	ctx := context.Background()
	a := b.account("anna")
	s := b.session(a, "one")
	b.must(b.BeginSession(ctx, s, "signin"))
	found, who, err := b.Session(ctx, "one")
	b.must(err)
	b.same("session", found, s)
	if who.ID != a.ID || who.Name != a.Name {
		b.Errorf("it is %+v's", who)
	}
	_, _, err = b.Session(ctx, "another")
	b.is("unknown session", err, content.ErrNotFound)
	b.is("a session of nobody", b.BeginSession(ctx, &content.Session{Hash: "x", AccountID: "nobody"}, "signin"), content.ErrNotFound)

	later := b.at("2032-06-01T12:30:00Z")
	b.must(b.SeeSession(ctx, "one"))
	found, _, err = b.Session(ctx, "one")
	b.must(err)
	if !found.Seen.Equal(later) || !found.Over(time.Hour).Equal(later.Add(time.Hour)) {
		b.Errorf("seen %v, over %v", found.Seen, found.Over(time.Hour))
	}
	b.must(b.EndSession(ctx, "one"))
	b.must(b.EndSession(ctx, "another"))
	b.at("2032-06-01T12:40:00Z")
	b.must(b.SeeSession(ctx, "one")) // which no longer lasts
	b.must(b.EndSession(ctx, "one"))
	found, _, err = b.Session(ctx, "one")
	b.must(err)
	if !found.Seen.Equal(later) || !found.Ended.Equal(later) {
		b.Errorf("seen %v, ended %v", found.Seen, found.Ended)
	}

	for _, hash := range []string{"two", "three", "four"} {
		b.must(b.BeginSession(ctx, b.session(a, hash), "signin"))
	}
	n, err := b.EndSessions(ctx, "command:test", a.ID, "", "three")
	b.must(err)
	b.same("ended", n, 2)
	b.same("kept", b.lasting(a), []string{"three"})
}

func testSessionsForgotten(b *bench) {
	ctx := context.Background()
	a := b.account("anna")
	for _, hash := range []string{"ended", "expired"} {
		b.must(b.BeginSession(ctx, b.session(a, hash), "signin"))
	}
	b.must(b.EndSession(ctx, "ended"))
	there := func(want ...string) {
		b.Helper()
		b.must(b.ForgetAccess(ctx))
		var got []string
		for _, hash := range []string{"ended", "expired"} {
			if _, _, err := b.Session(ctx, hash); err == nil {
				got = append(got, hash)
			}
		}
		b.same("sessions", got, want)
	}
	b.at("2032-06-02T11:59:59Z")
	there("ended", "expired")
	b.at("2032-06-02T12:00:00Z")
	there("expired")
	b.at("2032-06-02T22:00:00Z")
	there()
}

func testTokens(b *bench) {
	ctx := context.Background()
	now := b.clock.get()
	for _, hash := range []string{"first", "second"} { // of two processes
		b.must(b.IssueToken(ctx, "", content.Token{Hash: hash, Kind: content.FirstToken, Until: now.Add(time.Hour)}))
	}
	b.is("the first's", b.AddFirstAccount(ctx, "first", person("anna")), content.ErrNotFound)
	a := person("anna")
	b.must(b.AddFirstAccount(ctx, "second", a))
	b.is("once more", b.AddFirstAccount(ctx, "second", person("bert")), content.ErrNotFound)
	// Whoever else makes an account, makes the first, or lets somebody into it.
	issue := func() {
		b.must(b.IssueToken(ctx, "", content.Token{Hash: "third", Kind: content.FirstToken, Until: now.Add(time.Hour)}))
	}
	issue()
	invited := person("carla")
	invited.Password = ""
	b.must(b.AddAccount(ctx, "command:test", invited))
	b.is("after another account", b.AddFirstAccount(ctx, "third", person("bert")), content.ErrNotFound)
	issue()
	b.must(b.IssueToken(ctx, "command:test", content.Token{Hash: "invite", Kind: content.InviteToken, AccountID: invited.ID, Until: now.Add(time.Hour)}))
	_, err := b.RedeemToken(ctx, "invite", "hash")
	b.must(err)
	b.is("after a password", b.AddFirstAccount(ctx, "third", person("bert")), content.ErrNotFound)

	k := content.Token{Hash: "reset", Kind: content.ResetToken, AccountID: a.ID, Until: now.Add(time.Hour)}
	b.must(b.IssueToken(ctx, "command:test", k))
	got, err := b.Token(ctx, "reset")
	b.must(err)
	b.same("token", got, k)
	b.is("a link for one as another", b.AddFirstAccount(ctx, "reset", person("bert")), content.ErrNotFound)
	b.must(b.BeginSession(ctx, b.session(a, "one"), "signin"))
	who, err := b.RedeemToken(ctx, "reset", "new hash")
	b.must(err)
	b.same("whose", who.ID, a.ID)
	b.same("sessions", len(b.lasting(a)), 0)
	_, err = b.RedeemToken(ctx, "reset", "newer hash")
	b.is("twice", err, content.ErrNotFound)
	k.Hash = "late"
	b.must(b.IssueToken(ctx, "command:test", k))
	b.at("2032-06-01T13:00:00Z")
	_, err = b.RedeemToken(ctx, "late", "new hash")
	b.is("too late", err, content.ErrNotFound)
	b.is("for nobody", b.IssueToken(ctx, "command:test", content.Token{Hash: "x", Kind: content.ResetToken, AccountID: "nobody", Until: now}), content.ErrNotFound)

	_, err = b.EndSessionsOf(ctx, content.OIDCSource, "nobody", "", "message", b.clock.get().Add(time.Hour))
	b.must(err)
	_, err = b.Token(ctx, "message")
	b.is("a message is no link", err, content.ErrNotFound)
}

func testTries(b *bench) {
	ctx := context.Background()
	name, address := content.Try{Kind: "name", Key: "anna 192.0.2.0/24", Most: 3}, content.Try{Kind: "address", Key: "192.0.2.1", Most: 5}
	attempt := func(want string, tries ...content.Try) string {
		b.Helper()
		id, until, err := b.Try(ctx, tries...)
		b.must(err)
		got := ""
		if !until.IsZero() {
			got = until.Format("15:04:05")
		}
		b.same("refused until", got, want)
		if (id == "") != (want != "") {
			b.Errorf("attempt %q", id)
		}
		return id
	}
	attempt("", name, address)
	b.at("2032-06-01T12:05:00Z")
	attempt("", name, address)
	id := attempt("", name, address)
	attempt("12:15:00", name, address)
	other := content.Try{Kind: "name", Key: "bert 192.0.2.0/24", Most: 3}
	attempt("", other, address)
	b.must(b.Succeeded(ctx, id, name)) // takes back one of the address, and all of the name
	attempt("", name, address)
	attempt("", name, address)
	attempt("12:15:00", name, address) // the address has five
	b.at("2032-06-01T12:15:00Z")
	attempt("", name, address)
	b.at("2032-06-01T12:30:00Z")
	b.must(b.ForgetAccess(ctx))
	attempt("", name, address)
}

// testTriesAtOnce: of many attempts at once, over two processes, no more are
// admitted than the limit says.
func testTriesAtOnce(b *bench) {
	other := b.another(b.open)
	var admitted atomic.Int64
	var wait sync.WaitGroup
	for i := range 20 {
		s := []content.Store{b.Store, other}[i%2]
		wait.Go(func() {
			id, _, err := s.Try(context.Background(), content.Try{Kind: "name", Key: "anna", Most: 5})
			if err != nil {
				b.Error(err)
			}
			if id != "" {
				admitted.Add(1)
			}
		})
	}
	wait.Wait()
	b.same("admitted", admitted.Load(), int64(5))
}

func testAudit(b *bench) {
	ctx := context.Background()
	last, err := content.VerifyAudit(ctx, b)
	b.must(err)
	b.same("an empty audit", last, content.AuditEntry{})
	b.must(b.Audit(ctx))
	b.must(b.Audit(ctx, content.AuditEntry{By: "command:test", Action: "save", ItemID: "newroz", Detail: "7"}, content.AuditEntry{By: "account:A", Action: "approve", ItemID: "newroz"}))
	b.at("2032-06-01T12:00:01Z")
	b.must(b.Audit(ctx, content.AuditEntry{By: "account:A", Action: "withdraw", ItemID: "newroz"}))
	var all []content.AuditEntry
	b.must(b.EachAudit(ctx, func(e content.AuditEntry) error { all = append(all, e); return nil }))
	if len(all) != 3 || all[0].Seq != 1 || all[2].Seq != 3 || !all[2].At.Equal(b.clock.get()) || all[0].ItemID != "newroz" || all[0].Detail != "7" || all[0].By != "command:test" {
		b.Errorf("got %+v", all)
	}
	last, err = content.VerifyAudit(ctx, b)
	b.must(err)
	b.same("last", last, all[2])
	stop := errors.New("stop")
	b.is("the caller's error", b.EachAudit(ctx, func(content.AuditEntry) error { return stop }), stop)

	var wait sync.WaitGroup
	other := b.another(b.open)
	for i := range 8 {
		s := []content.Store{b.Store, other}[i%2]
		wait.Go(func() {
			if err := s.Audit(ctx, content.AuditEntry{By: "command:test", Action: "save"}); err != nil {
				b.Error(err)
			}
		})
	}
	wait.Wait()
	last, err = content.VerifyAudit(ctx, b)
	b.must(err)
	b.same("number", last.Seq, int64(11))
}
