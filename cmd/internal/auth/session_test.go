package auth_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"vielfalt/cmd/internal/auth"
	"vielfalt/content"
)

func demoAccounts() []*content.Account { return auth.DemoAccounts() }

// TestSessionsEnd: after an hour of doing nothing, and after ten in any case.
func TestSessionsEnd(t *testing.T) {
	s := newService(t)
	s.add(t, "anna", content.Editor)
	b := s.browser(t)
	b.signIn("anna")
	s.clock.pass(59 * time.Minute)
	b.is(b.get("/redaktion"), http.StatusOK, "")
	s.clock.pass(59*time.Minute + 59*time.Second)
	b.is(b.get("/redaktion"), http.StatusOK, "")
	s.clock.pass(time.Hour)
	away := b.get("/redaktion/beitraege/x")
	b.is(away, http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion%2Fbeitraege%2Fx")
	b.holds(b.get(away.Header.Get("Location")), "60 Minuten", `role="status"`)

	b = s.browser(t)
	b.signIn("anna")
	for range 19 {
		s.clock.pass(30 * time.Minute)
		b.is(b.get("/redaktion"), http.StatusOK, "")
	}
	s.clock.pass(30*time.Minute - time.Second)
	b.is(b.get("/redaktion"), http.StatusOK, "")
	s.clock.pass(time.Second)
	b.is(b.get("/redaktion"), http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion")
}

// TestSeenOncePerMinute: a page costs no write.
func TestSeenOncePerMinute(t *testing.T) {
	s := newService(t)
	a := s.add(t, "anna", content.Editor)
	b := s.browser(t)
	b.signIn("anna")
	seen := func() time.Time {
		all, err := s.store.Sessions(t.Context(), a.ID)
		if err != nil || len(all) != 1 {
			t.Fatal(err, len(all))
		}
		return all[0].Seen
	}
	first := seen()
	s.clock.pass(59 * time.Second)
	before := s.store.Statements()
	b.get("/redaktion")
	if n := s.store.Statements() - before; n > 3 || !seen().Equal(first) {
		t.Errorf("%d statements, seen %v", n, seen())
	}
	s.clock.pass(time.Second)
	b.get("/redaktion")
	if !seen().Equal(s.clock.now()) {
		t.Errorf("seen %v", seen())
	}
}

// TestParked: a form that meets an ended session is kept for whoever wrote it,
// for a day; one with a cookie that never was ours is not.
func TestParked(t *testing.T) {
	s := newService(t)
	a := s.add(t, "anna", content.Editor)
	text := "Ein Text\r\nmit „Umlauten“ ä & <b>"
	sent := func(b *browser, status int, location string, kept bool) {
		t.Helper()
		s.parked = nil
		b.is(b.post("/redaktion/beitraege/x?lang=de", "body", text, "do", "save"), status, location)
		if !kept && s.parked == nil {
			return
		}
		if len(s.parked) != 1 || s.parked[0].Get("body") != text || s.parked[0].Get("whose") != a.ID {
			t.Errorf("kept %v", s.parked)
		}
	}
	const parked = "/anmelden?grund=aufgehoben&weiter=%2Fredaktion%2Fbeitraege%2Fx"
	b := s.browser(t)
	sent(b, http.StatusUnauthorized, "", false)
	b.cookies[cookieName] = "never-ours"
	sent(b, http.StatusUnauthorized, "", false)

	b = s.browser(t)
	b.signIn("anna")
	if _, err := s.store.EndSessions(t.Context(), "command:test", a.ID, "", ""); err != nil {
		t.Fatal(err)
	}
	sent(b, http.StatusSeeOther, parked, true)
	b.holds(b.get(parked), "Sie wurden nach 60 Minuten abgemeldet. Ihr Text ist aufgehoben.", `name="weiter" value="/redaktion/beitraege/x"`)
	s.clock.pass(content.SessionKept - time.Second)
	sent(b, http.StatusSeeOther, parked, true)
	s.clock.pass(time.Second)
	sent(b, http.StatusUnauthorized, "", false)

	// A session that nobody ended is over on its own, and forgotten a day later.
	b = s.browser(t)
	b.signIn("anna")
	s.clock.pass(time.Hour)
	sent(b, http.StatusSeeOther, parked, true)
	s.clock.pass(content.SessionKept)
	sent(b, http.StatusUnauthorized, "", false)

	// Nor are passwords.
	b = s.browser(t)
	b.signIn("anna")
	s.clock.pass(time.Hour)
	s.parked = nil
	b.is(b.post("/redaktion/konto", "do", "password", "old", "altes-passwort", "password", "neues-passwort"), http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion%2Fkonto")
	if s.parked != nil {
		t.Errorf("kept %v", s.parked)
	}

	// What is larger than a form may be is not kept.
	b = s.browser(t)
	b.signIn("anna")
	s.clock.pass(time.Hour)
	s.parked = nil
	b.is(b.post("/redaktion/beitraege/x", "body", strings.Repeat("x", 1<<20)), http.StatusRequestEntityTooLarge, "")
	if s.parked != nil {
		t.Error("it was kept")
	}
	// Scripts still have what they send.
	r := b.post("/redaktion/notiz", "body", text)
	b.is(r, http.StatusUnauthorized, "")
	b.holds(r, `{"weiter":"/anmelden?weiter=%2Fredaktion"}`)
	if s.parked != nil {
		t.Error("it was kept")
	}
	// Somebody who was removed or locked has nothing here.
	if err := s.store.LockAccount(t.Context(), "command:test", a.ID, true); err != nil {
		t.Fatal(err)
	}
	sent(b, http.StatusUnauthorized, "", false)
}

// TestSignedOut: whatever is behind an address, those who are not signed in see
// the same.
func TestSignedOut(t *testing.T) {
	s := newService(t)
	s.add(t, "anna", content.Editor)
	b := s.browser(t)
	var lengths []string
	for _, path := range []string{"/redaktion/freigabe", "/redaktion/gibtesni"} {
		before := s.store.Statements()
		a := b.get(path)
		b.is(a, http.StatusSeeOther, "/anmelden?weiter="+url.QueryEscape(path))
		if n := s.store.Statements() - before; n != 0 {
			t.Errorf("%s: %d statements", path, n)
		}
		lengths = append(lengths, a.Header.Get("Content-Length"))
		b.is(b.do(http.MethodHead, path, nil), http.StatusSeeOther, "/anmelden?weiter="+url.QueryEscape(path))
		b.is(b.post(path), http.StatusUnauthorized, "")
	}
	if lengths[0] != lengths[1] {
		t.Errorf("lengths %v", lengths)
	}
	// Without the right, it is as if nothing were there.
	b.signIn("anna")
	without, missing := b.get("/redaktion/freigabe"), b.get("/redaktion/gibtesni")
	if without.StatusCode != http.StatusNotFound || missing.StatusCode != http.StatusNotFound || without.body != missing.body {
		t.Errorf("%d and %d", without.StatusCode, missing.StatusCode)
	}
	// What only begins alike is not below it.
	b = s.browser(t)
	b.is(b.get("/redaktionell"), http.StatusNotFound, "")
}

// TestReadersAreUntouched: a page for readers is the same for everybody, and
// sets no cookie.
func TestReadersAreUntouched(t *testing.T) {
	s := newService(t)
	s.add(t, "anna", content.Editor)
	b := s.browser(t)
	plain := b.get("/kontakte")
	b.signIn("anna")
	before := s.store.Statements()
	signedIn := b.get("/kontakte")
	if plain.body != signedIn.body || plain.Header.Get("ETag") != signedIn.Header.Get("ETag") || plain.Header.Get("ETag") == "" ||
		plain.Header.Get("Cache-Control") != signedIn.Header.Get("Cache-Control") || len(signedIn.Cookies()) > 0 || s.store.Statements() != before {
		t.Errorf("%v and %v", plain.Header, signedIn.Header)
	}
}

func TestAccountPage(t *testing.T) {
	s := newService(t)
	a := s.add(t, "anna", content.Editor, content.Approver)
	b, other := s.browser(t), s.browser(t)
	b.signIn("anna")
	other.signIn("anna")
	page := b.get("/redaktion/konto")
	b.is(page, http.StatusOK, "")
	b.holds(page, "Firefox, Linux", "dieses Gerät", "Frau anna", "Redaktion", "Freigabe", `action="/abmelden"`, "(Berlin)", `<meta name="robots" content="noindex">`, "redaktion.css")
	if n := strings.Count(page.body, "Firefox, Linux"); n != 2 || page.Header.Get("Cache-Control") != "private, no-store" || page.Header.Get("X-Robots-Tag") != "noindex" {
		t.Errorf("%d devices, %v", n, page.Header)
	}
	change := func(old, next string) answer {
		return b.post("/redaktion/konto", "do", "password", "old", old, "password", next)
	}
	b.is(change(secret, "kurz"), http.StatusUnprocessableEntity, "")
	wrong := change("falsches Kennwort", "ein neues Kennwort")
	b.is(wrong, http.StatusUnprocessableEntity, "")
	b.holds(wrong, "Das bisherige Passwort stimmt nicht.", `href="#f-old"`)
	before := b.cookies[cookieName]
	b.is(change(secret, "ein neues Kennwort"), http.StatusSeeOther, "/redaktion/konto?gesagt=passwort")
	b.holds(b.get("/redaktion/konto?gesagt=passwort"), "Ihr Passwort ist geändert.", `role="status"`)
	if b.cookies[cookieName] == before {
		t.Error("the token stayed the same")
	}
	other.is(other.get("/redaktion"), http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion")
	other.is(other.post("/anmelden", "name", "anna", "password", secret), http.StatusUnprocessableEntity, "")
	other.is(other.post("/anmelden", "name", "anna", "password", "ein neues Kennwort"), http.StatusSeeOther, "/redaktion")
	for range 5 {
		change("falsches Kennwort", "noch ein Kennwort")
	}
	b.is(change("ein neues Kennwort", "noch ein Kennwort"), http.StatusTooManyRequests, "")

	b.is(b.post("/redaktion/konto", "do", "end"), http.StatusSeeOther, "/anmelden?grund=ueberall")
	other.is(other.get("/redaktion"), http.StatusSeeOther, "/anmelden?grund=ende&weiter=%2Fredaktion")
	all, err := s.store.Sessions(t.Context(), a.ID)
	if err != nil || len(all) != 0 {
		t.Error(err, len(all))
	}
	b = s.browser(t)
	b.post("/anmelden", "name", "anna", "password", "ein neues Kennwort")
	b.is(b.post("/redaktion/konto", "do", "else"), http.StatusBadRequest, "")
	if _, err := content.VerifyAudit(t.Context(), s.store); err != nil {
		t.Error(err)
	}
}

func TestSetup(t *testing.T) {
	settled := 0
	s := newService(t, func(s *service) { s.config.Settled = func() { settled++ } })
	ctx := t.Context()
	unsettled := func(want bool) {
		t.Helper()
		if got, err := auth.Unsettled(ctx, s.store); err != nil || got != want {
			t.Errorf("unsettled %v, %v", got, err)
		}
	}
	unsettled(true)
	link, err := auth.NewLink(ctx, s.store, "", content.FirstToken, "", s.clock.now().Add(auth.FirstWithin))
	if err != nil {
		t.Fatal(err)
	}
	b := s.browser(t)
	gone := b.get("/einrichten/ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	b.is(gone, http.StatusGone, "")
	b.holds(gone, "Dieser Link gilt nicht mehr. Starten Sie den Dienst neu oder legen Sie ein Konto mit vielfalt user add an.")
	page := b.get(link)
	b.is(page, http.StatusOK, "")
	b.holds(page, "Erstes Konto anlegen", `autocomplete="new-password"`, `autocomplete="username"`)
	bad := b.post(link, "login", "", "name", "Veit", "password", "kurz")
	b.is(bad, http.StatusUnprocessableEntity, "")
	b.holds(bad, `href="#f-login"`, `href="#f-password"`, `value="Veit"`)
	b.is(b.post(link, "login", "veit", "name", "Veit", "password", secret, "editor", "1"), http.StatusSeeOther, "/redaktion")
	b.holds(b.get("/redaktion"), `"roles":[{"name":"administrator"},{"name":"editor"}]`)
	unsettled(false)
	if settled != 1 {
		t.Errorf("settled %d times", settled)
	}
	b.is(b.post(link, "login", "another", "name", "X", "password", secret), http.StatusGone, "")
	b.is(b.get(link), http.StatusGone, "")

	invited := &content.Account{Login: "anna", Name: "Anna", Roles: []content.Role{{Name: content.Editor}}}
	if err := s.store.AddAccount(ctx, "command:test", invited); err != nil {
		t.Fatal(err)
	}
	link, err = auth.NewLink(ctx, s.store, "command:test", content.InviteToken, invited.ID, s.clock.now().Add(auth.InviteWithin))
	if err != nil {
		t.Fatal(err)
	}
	b = s.browser(t)
	b.holds(b.get(link), "Setzen Sie das Passwort für das Konto „anna“.")
	b.is(b.post(link, "password", secret, "login", "somebody", "editor", "1"), http.StatusSeeOther, "/anmelden?grund=gesetzt")
	b.holds(b.get("/anmelden?grund=gesetzt"), "Ihr Passwort ist gesetzt.")
	b.signIn("anna")
	b.is(b.post(link, "password", secret), http.StatusGone, "")

	link, err = auth.NewLink(ctx, s.store, "command:test", content.ResetToken, invited.ID, s.clock.now().Add(auth.InviteWithin))
	if err != nil {
		t.Fatal(err)
	}
	s.clock.pass(auth.InviteWithin)
	b.is(b.get(link), http.StatusGone, "")
	if strings.Contains(s.log.String(), "einrichten") {
		t.Errorf("the log holds a link: %s", s.log)
	}
}
