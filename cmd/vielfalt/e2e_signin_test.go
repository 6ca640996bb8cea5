package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// account adds an account with a password, and returns the password.
func account(t *testing.T, data, login string, flags ...string) string {
	t.Helper()
	const password = "ein langes Kennwort"
	file := filepath.Join(t.TempDir(), "p")
	if err := os.WriteFile(file, []byte(password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	succeed(t, append([]string{"user", "add", login, "--password-file", file, "--data", data}, flags...)...)
	return password
}

// stay returns a client that keeps cookies and follows nothing.
func stay(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// send sends a form, and returns the answer with its body.
func send(t *testing.T, c *http.Client, address string, pairs ...string) (*http.Response, string) {
	t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	res, err := c.PostForm(address, form)
	if err != nil {
		t.Fatal(err)
	}
	return res, body(t, res)
}

func ask(t *testing.T, c *http.Client, address string, header ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	return res, body(t, res)
}

func body(t *testing.T, res *http.Response) string {
	t.Helper()
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestSignIn signs in and out of the running program, and sees that readers'
// pages do not notice.
func TestSignIn(t *testing.T) {
	data := t.TempDir()
	succeed(t, "migrate", "--data", data)
	password := account(t, data, "anna", "--role", "editor", "--theme", "religion")
	p := serve(t, data)
	if _, err := os.Stat(filepath.Join(data, linkName)); err == nil {
		t.Error("there is a link to the first account beside an account")
	}
	c := stay(t)
	at := func(path string) string { return p.url + path }

	plain, bytes := ask(t, c, at("/beitraege"), "Accept-Encoding", "identity")
	for _, cookie := range []string{"vielfalt_session=x", "__Host-vielfalt=x"} {
		got, text := ask(t, c, at("/beitraege"), "Accept-Encoding", "identity", "Cookie", cookie)
		if got.Header.Get("ETag") != plain.Header.Get("ETag") || got.Header.Get("Cache-Control") != plain.Header.Get("Cache-Control") || text != bytes || len(got.Cookies()) > 0 {
			t.Errorf("with %s: %v", cookie, got.Header)
		}
	}
	away, _ := ask(t, c, at("/redaktion/konto"))
	if away.StatusCode != http.StatusSeeOther || away.Header.Get("Location") != "/anmelden?weiter=%2Fredaktion%2Fkonto" {
		t.Errorf("%d to %q", away.StatusCode, away.Header.Get("Location"))
	}
	if res, _ := send(t, c, at("/redaktion/konto"), "do", "end"); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("a form without a session: %d", res.StatusCode)
	}

	wrong, first := send(t, c, at("/anmelden"), "name", "anna", "password", "falsches Kennwort")
	unknown, second := send(t, c, at("/anmelden"), "name", "zoe", "password", "falsches Kennwort")
	if wrong.StatusCode != http.StatusUnprocessableEntity || unknown.StatusCode != wrong.StatusCode || first != second {
		t.Errorf("a wrong password is %d, an unknown name %d", wrong.StatusCode, unknown.StatusCode)
	}
	in, _ := send(t, c, at("/anmelden"), "name", "anna", "password", password, "weiter", "/redaktion/konto")
	if in.StatusCode != http.StatusSeeOther || in.Header.Get("Location") != "/redaktion/konto" || len(in.Cookies()) != 1 {
		t.Fatalf("%d to %q, %v", in.StatusCode, in.Header.Get("Location"), in.Cookies())
	}
	if k := in.Cookies()[0]; k.Name != "vielfalt_session" || !k.HttpOnly || k.SameSite != http.SameSiteLaxMode || k.Secure || k.MaxAge != 0 {
		t.Errorf("cookie %v", k)
	}
	if res, text := ask(t, c, at("/redaktion/konto")); res.StatusCode != http.StatusOK || !strings.Contains(text, "dieses Gerät") {
		t.Errorf("%d: %s", res.StatusCode, text)
	}
	succeed(t, "user", "sessions", "--end", "anna", "--data", data)
	if res, _ := ask(t, c, at("/redaktion/konto")); res.StatusCode != http.StatusSeeOther {
		t.Errorf("after the session was ended: %d", res.StatusCode)
	}
	for i := range 6 {
		res, _ := send(t, c, at("/anmelden"), "name", "bert", "password", "falsches Kennwort")
		if want := i == 5; (res.StatusCode == http.StatusTooManyRequests) != want || (res.Header.Get("Retry-After") != "") != want {
			t.Errorf("try %d: %d", i+1, res.StatusCode)
		}
	}
	succeed(t, "audit", "verify", "--data", data)
	if log := p.log.String(); strings.Contains(log, "anna") || strings.Contains(log, "Kennwort") {
		t.Errorf("the log names somebody:\n%s", log)
	}
}

// TestFirstAccount: the first start writes a link, which works once.
func TestFirstAccount(t *testing.T) {
	data := t.TempDir()
	p := serve(t, data)
	file := filepath.Join(data, linkName)
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatal(info, err)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	link := strings.TrimSpace(string(raw))
	if !strings.HasPrefix(link, p.url+"/einrichten/") || strings.Contains(p.log.String(), link[strings.LastIndex(link, "/"):]) {
		t.Fatalf("link %q, or it stands in the log", link)
	}
	p.stop()
	<-p.log.finished()

	p = serve(t, data)
	if raw, err = os.ReadFile(file); err != nil {
		t.Fatal(err)
	}
	old := p.url + link[strings.Index(link, "/einrichten/"):]
	link = strings.TrimSpace(string(raw))
	c := stay(t)
	if res, text := ask(t, c, old); res.StatusCode != http.StatusGone || !strings.Contains(text, "vielfalt user add") {
		t.Errorf("the link of an earlier start: %d", res.StatusCode)
	}
	if res, _ := ask(t, c, link); res.StatusCode != http.StatusOK {
		t.Errorf("%d", res.StatusCode)
	}
	if res, text := send(t, c, link, "login", "veit", "name", "Veit", "password", "ein langes Kennwort"); res.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d: %s", res.StatusCode, text)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("the file with the used link stays")
	}
	if res, _ := ask(t, stay(t), link); res.StatusCode != http.StatusGone {
		t.Errorf("a used link: %d", res.StatusCode)
	}
	if out := succeed(t, "user", "--data", data); !strings.Contains(out, "veit") || !strings.Contains(out, "administrator") {
		t.Error(out)
	}
}

// TestFirstAccountByCommand: the link is for the first account, also if that is
// made in another way.
func TestFirstAccountByCommand(t *testing.T) {
	data := t.TempDir()
	p := serve(t, data)
	file := filepath.Join(data, linkName)
	link, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	succeed(t, "user", "add", "anna", "--role", "editor", "--invite", "--data", data)
	if _, err := os.Stat(file); err == nil {
		t.Error("the file with the link stays")
	}
	url := strings.TrimSpace(string(link))
	if res, _ := ask(t, stay(t), url); res.StatusCode != http.StatusGone {
		t.Errorf("the link: %d", res.StatusCode)
	}
	if res, _ := send(t, stay(t), url, "login", "veit", "name", "Veit", "password", "ein langes Kennwort"); res.StatusCode != http.StatusGone {
		t.Errorf("the form: %d", res.StatusCode)
	}
	p.stop()
	<-p.log.finished()
}

// TestAccessFile: what is wrong with access.yaml is said before anything is
// touched.
func TestAccessFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "access.yaml")
	data := filepath.Join(dir, "data")
	for text, want := range map[string]string{
		"proxy:\n  header: X-User\n":                                                  "access.yaml: line 1: proxy.groups_header: is missing",
		"roles: [{group: a, role: editor, traditions: [mars]}]":                       "access.yaml: line 1: roles: gives roles to groups",
		"oidc: {issuer: https://a.example, client_id: x, client_secret_file: geheim}": "line 1: oidc.client_secret_file: open " + filepath.Join(dir, "geheim"),
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		code := run(t.Context(), []string{"serve", "--addr", "127.0.0.1:0", "--data", data, "--access", file}, &out, &out, time.Now)
		if code != exitUsage || !strings.Contains(out.String(), want) {
			t.Errorf("exit code %d, %s", code, out.String())
		}
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("the data folder was made")
	}
	if err := os.WriteFile(file, []byte("proxy: {header: X-User, groups_header: X-Groups, from: [127.0.0.1]}\nroles: [{group: presse, role: editor}]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := serve(t, data, "--access", file)
	c := stay(t)
	if res, _ := ask(t, c, p.url+"/anmelden", "X-User", "anna", "X-Groups", "presse"); res.StatusCode != http.StatusSeeOther || len(res.Cookies()) != 1 {
		t.Errorf("%d", res.StatusCode)
	}
	if res, _ := ask(t, c, p.url+"/redaktion/konto", "X-User", "anna"); res.StatusCode != http.StatusOK {
		t.Errorf("%d", res.StatusCode)
	}
	if res, _ := ask(t, c, p.url+"/redaktion/konto"); res.StatusCode != http.StatusSeeOther {
		t.Errorf("without the header: %d", res.StatusCode)
	}
	if _, text := p.get(t, "/readyz"); !strings.Contains(text, `"name":"sign-in: proxy","ok":true`) {
		t.Error(text)
	}
}

// TestSignInBarriers looks for barriers on the pages for signing in, with axe and
// by keyboard alone, and without a script.
func TestSignInBarriers(t *testing.T) {
	chromium(t)
	axe := os.Getenv("VIELFALT_TEST_AXE")
	if axe == "" {
		t.Skip("set VIELFALT_TEST_AXE to the path of axe.min.js to look for barriers")
	}
	source, err := os.ReadFile(axe)
	if err != nil {
		t.Fatal(err)
	}
	for _, theme := range []string{"classic", "kontrast"} {
		t.Run(theme, func(t *testing.T) {
			p := serve(t, t.TempDir(), "--demo", "--theme", theme)
			password := account(t, p.data, "anna", "--role", "editor", "--role", "approver")
			invited := succeed(t, "user", "add", "bert", "--role", "editor", "--invite", "--data", p.data)
			link := invited[strings.Index(invited, "/einrichten/"):]
			link, _, _ = strings.Cut(link, "\n")
			b := open(t, p)
			clean := func(what string) {
				t.Helper()
				b.do(t, chromedp.EmulateViewport(1280, 900), chromedp.Evaluate[chromedp.Void](string(source)))
				for _, scheme := range []string{"light", "dark"} {
					b.media(t, scheme)
					for _, v := range eval[[]string](t, b, axeRun) {
						t.Errorf("%s %s: %s", what, scheme, v)
					}
				}
				b.do(t, chromedp.EmulateViewport(320, 640))
				if wide := eval[[]string](t, b, tooWide); len(wide) > 0 {
					t.Errorf("%s scrolls sideways at 320 px: %s", what, wide)
				}
				b.do(t, chromedp.EmulateViewport(1280, 900))
			}
			// type moves to a field by Tab, as somebody without a mouse does.
			to := func(selector string) {
				t.Helper()
				for range 60 {
					if eval[bool](t, b, `document.activeElement.matches(`+fmt.Sprintf("%q", selector)+`)`) {
						return
					}
					b.do(t, chromedp.KeyEvent(kb.Tab))
				}
				t.Fatalf("the keyboard does not reach %s", selector)
			}
			at := func() string { return eval[string](t, b, `location.pathname + location.search`) }

			b.visit(t, "/anmelden?grund=dauer")
			clean("sign in")
			to("#f-name")
			b.do(t, chromedp.KeyEvent("anna"))
			to("#f-password")
			b.do(t, chromedp.KeyEvent("falsches Kennwort"), b.loads(enter))
			b.until(t, `document.activeElement.matches(".problems") && document.activeElement.innerText.includes("Name oder Passwort stimmt nicht.")`)
			clean("wrong password")
			to("#f-name")
			b.do(t, chromedp.KeyEvent("anna"))
			to("#f-password")
			b.do(t, chromedp.KeyEvent(password), b.loads(enter))
			if at() != "/redaktion" {
				t.Errorf("signed in at %s", at())
			}
			jar, err := chromedp.CallBrowser(b, storage.GetCookies, storage.GetCookiesParams{})
			if err != nil || len(jar.Cookies) != 1 || !jar.Cookies[0].HTTPOnly || !jar.Cookies[0].Session {
				t.Errorf("cookies: %v, %v", jar.Cookies, err)
			}
			b.visit(t, "/redaktion/konto")
			clean("account")
			to("#f-old")
			b.do(t, chromedp.KeyEvent("falsches Kennwort"))
			to("#f-password")
			b.do(t, chromedp.KeyEvent("noch ein Kennwort"), b.loads(enter))
			clean("account with a problem")
			to(".desk-head button")
			b.do(t, b.loads(enter))
			if at() != "/anmelden?grund=abgemeldet" {
				t.Errorf("signed out at %s", at())
			}
			b.visit(t, link)
			clean("invited")
			b.visit(t, "/anmelden")
			to("button[value=freigabe]")
			b.do(t, b.loads(enter))
			b.visit(t, "/en/redaktion/konto")
			if got := eval[string](t, b, `document.querySelector(".desk-who").innerText`); !strings.Contains(got, "Frieda Freigabe") || !strings.Contains(got, "Approver") {
				t.Errorf("the head says %q", got)
			}
			clean("account in English")
		})
	}
}

// TestSignInThroughProxy signs in with a real browser through a proxy that passes
// on another Host, over http and https.
func TestSignInThroughProxy(t *testing.T) {
	chromium(t)
	for _, scheme := range []string{"http", "https"} {
		t.Run(scheme, func(t *testing.T) {
			const name = "vielfalt.example"
			p := serve(t, t.TempDir(), "--base-url", scheme+"://"+name, "--proxy-from", "127.0.0.1")
			password := account(t, p.data, "anna", "--role", "editor")
			upstream, err := url.Parse("http://" + p.log.wait(t, `msg=listening addr=(\S+)`))
			if err != nil {
				t.Fatal(err)
			}
			front := httptest.NewUnstartedServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
				r.SetURL(upstream) // and with it Host
				r.SetXForwarded()
			}})
			port := "80"
			if scheme == "https" {
				front.StartTLS()
				port = "443"
			} else {
				front.Start()
			}
			t.Cleanup(front.Close)
			b := open(t, p, chromedp.Flag("ignore-certificate-errors", true),
				chromedp.Flag("host-resolver-rules", fmt.Sprintf("MAP %s:%s 127.0.0.1:%d", name, port, front.Listener.Addr().(*net.TCPAddr).Port)))
			b.do(t, chromedp.Navigate(scheme+"://"+name+"/anmelden?weiter=/redaktion/konto"))
			eval[bool](t, b, fmt.Sprintf(`document.querySelector("#f-name").value = "anna", document.querySelector("#f-password").value = %q, true`, password))
			b.do(t, b.loads(chromedp.Click(chromedp.CSS("form.stacked button"))))
			if got := eval[string](t, b, `location.href`); got != scheme+"://"+name+"/redaktion/konto" {
				t.Fatalf("signed in at %s", got)
			}
			b.do(t, b.loads(chromedp.Click(chromedp.CSS(".desk-head button"))))
			if got := eval[string](t, b, `document.querySelector("main [role=status]").innerText`); !strings.Contains(got, "Sie sind abgemeldet.") {
				t.Errorf("signing out is answered: %s", got)
			}
		})
	}
}

// TestSignInAtReplicas: a session holds at all replicas, and so do the limits on
// attempts and the link to the first account.
func TestSignInAtReplicas(t *testing.T) {
	flags := []string{"--database-url", database(t)}
	folders := []string{t.TempDir(), t.TempDir()}
	var all []*service
	for _, dir := range folders {
		all = append(all, serve(t, dir, flags...))
	}
	// The link of the last to start is the one that works.
	var links []string
	for i, dir := range folders {
		raw, err := os.ReadFile(filepath.Join(dir, linkName))
		if err != nil {
			t.Fatal(err)
		}
		link := strings.TrimSpace(string(raw))
		links = append(links, all[1-i].url+link[strings.Index(link, "/einrichten/"):])
	}
	c := stay(t)
	if res, _ := ask(t, c, links[0]); res.StatusCode != http.StatusGone {
		t.Errorf("the first link: %d", res.StatusCode)
	}
	if res, text := send(t, c, links[1], "login", "veit", "name", "Veit", "password", "ein langes Kennwort"); res.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d: %s", res.StatusCode, text)
	}
	for _, p := range all { // cookies know no ports
		if res, _ := ask(t, c, p.url+"/redaktion/konto"); res.StatusCode != http.StatusOK {
			t.Errorf("%d", res.StatusCode)
		}
	}
	for i := range 6 {
		res, _ := send(t, stay(t), all[i%2].url+"/anmelden", "name", "anna", "password", "falsches Kennwort")
		if (res.StatusCode == http.StatusTooManyRequests) != (i == 5) {
			t.Errorf("try %d: %d", i+1, res.StatusCode)
		}
	}
	if res, _ := send(t, c, all[0].url+"/abmelden"); res.StatusCode != http.StatusSeeOther {
		t.Errorf("%d", res.StatusCode)
	}
	succeed(t, append([]string{"audit", "verify", "--data", folders[0]}, flags...)...)
}
