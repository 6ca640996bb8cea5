package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// A proxy is nginx with a configuration that we ship.
type proxy struct {
	url string
	dir string // of its logs
}

// composeProxy returns the configuration of compose.yaml for replicas that run
// elsewhere.
func composeProxy(t testing.TB, urls []string) string {
	t.Helper()
	b, err := os.ReadFile("../../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var compose struct {
		Configs struct{ Nginx struct{ Content string } }
	}
	if err := yaml.Unmarshal(b, &compose); err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(compose.Configs.Nginx.Content, "$$", "$")
	text = replaced(t, text, `resolver 127\.0\.0\.11 valid=5s;`, "")
	var servers strings.Builder
	for _, u := range urls {
		fmt.Fprintf(&servers, "server %s $1;\n", hostOf(t, u))
	}
	return replaced(t, replaced(t, text, `server vielfalt:8080 resolve ([^;]*);`, servers.String()), `listen 80;`, "listen 127.0.0.1:PORT;")
}

// readmeProxy returns the configuration of README.md for a service that runs
// elsewhere, without the certificate.
func readmeProxy(t testing.TB, address string) string {
	t.Helper()
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(b), "```nginx\n")
	text, _, found := strings.Cut(text, "```")
	if !ok || !found {
		t.Fatal("README.md shows no proxy")
	}
	return replaced(t, replaced(t, text, `server 127\.0\.0\.1:8080;`, "server "+hostOf(t, address)+";"), `listen 443 ssl;`, "listen 127.0.0.1:PORT;")
}

// replaced replaces the one part of a text that a pattern matches.
func replaced(t testing.TB, text, pattern, with string) string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	if n := len(re.FindAllString(text, -1)); n != 1 {
		t.Fatalf("%s is there %d times in\n%s", pattern, n, text)
	}
	return re.ReplaceAllString(text, with)
}

func hostOf(t testing.TB, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Host
}

// nginxPath returns where nginx is, or skips the test.
func nginxPath(t testing.TB) string {
	t.Helper()
	path, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("nginx is not on the PATH")
	}
	return path
}

// nginx starts nginx with a configuration, until the test ends.
func nginx(t testing.TB, text string) *proxy {
	t.Helper()
	path := nginxPath(t)
	dir, port := t.TempDir(), freePort(t)
	text = strings.ReplaceAll(strings.ReplaceAll(text, "/var/log/nginx", dir), "PORT", port)
	user := ""
	if os.Geteuid() == 0 {
		user = "user root;" // who owns the folder
	}
	config := filepath.Join(dir, "nginx.conf")
	err := os.WriteFile(config, fmt.Appendf(nil, `
daemon off; pid %[1]s/pid; error_log %[1]s/start.log; worker_processes 1; %[2]s
events { worker_connections 512; }
http {
  client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/fastcgi; uwsgi_temp_path %[1]s/uwsgi; scgi_temp_path %[1]s/scgi;
  %[3]s
}`, dir, user, text), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, path, "-c", config, "-p", dir, "-e", dir+"/start.log")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		_ = cmd.Wait() // it was told to end
		if t.Failed() {
			t.Logf("nginx: %s", out.String())
		}
	})
	p := &proxy{url: "http://127.0.0.1:" + port, dir: dir}
	eventually(t, 10*time.Second, "nginx", func() bool { return fetch(t.Context(), p.url+"/healthz").code == http.StatusOK })
	return p
}

// logged returns everything that nginx has recorded about readers.
func (p *proxy) logged(t testing.TB) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(p.dir, "*.log"))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(b)
	}
	return out.String()
}

// Readers keep requesting pages from a proxy.
type readers struct {
	asked, failed atomic.Int64 // for ready pages
	cold          atomic.Int64 // for other pages, whatever the answer
	stop          chan struct{}
	all           sync.WaitGroup
}

// askOn starts readers of ready pages, and others of pages that are never
// ready.
func askOn(t *testing.T, address string, hot []string) *readers {
	t.Helper()
	r := &readers{stop: make(chan struct{})}
	again := func(f func(i int)) {
		r.all.Go(func() {
			tick := time.NewTicker(20 * time.Millisecond)
			defer tick.Stop()
			for i := 0; ; i++ {
				select {
				case <-r.stop:
					return
				case <-tick.C:
					f(i)
				}
			}
		})
	}
	for range 2 {
		again(func(i int) {
			path := hot[i%len(hot)]
			r.asked.Add(1)
			if a := fetch(context.Background(), address+path); a.code != http.StatusOK {
				if r.failed.Add(1) < 5 {
					t.Logf("%s is answered %d", path, a.code)
				}
			}
		})
	}
	for n := range 4 {
		again(func(i int) {
			fetch(context.Background(), fmt.Sprintf("%s/api/v1/articles?thema=%d-%d", address, n, i))
			r.cold.Add(1)
		})
	}
	t.Cleanup(r.end)
	return r
}

func (r *readers) end() {
	select {
	case <-r.stop:
	default:
		close(r.stop)
	}
	r.all.Wait()
}

// While the database is stopped, hangs and is restarted, every ready page is
// sent, through the proxy as we ship it.
func TestProxyWhileDatabaseFails(t *testing.T) {
	c := newCluster(t)
	var urls []string
	files := t.TempDir()
	for range 2 {
		p := launch(t, "--demo", "--data", replicaData(t, files), "--database-url", c.url(), "--base-url", "http://vielfalt.example", "--proxy-from", "127.0.0.1")
		p.ready(t)
		urls = append(urls, p.url)
	}
	p := nginx(t, composeProxy(t, urls))
	hot := []string{"/", "/beitraege", "/beitraege/chanukka", "/feeds/beitraege.atom", "/feeds/kalender.ics", "/kalender/2026", "/readyz"}
	for _, u := range urls {
		for _, path := range hot {
			if a := fetch(t.Context(), u+path); a.code != http.StatusOK {
				t.Fatalf("%s answers %d", path, a.code)
			}
		}
	}
	r := askOn(t, p.url, hot)
	more := func(what string, hot, cold int64) {
		t.Helper()
		h, k := r.asked.Load(), r.cold.Load()
		eventually(t, 60*time.Second, what, func() bool { return r.asked.Load() >= h+hot && r.cold.Load() >= k+cold })
		t.Logf("%s: %d of %d failed", what, r.failed.Load(), r.asked.Load())
	}
	more("all well", 20, 20)
	c.end()
	more("stopped", 200, 40)
	c.begin()
	more("started", 50, 20)
	c.signal(freeze)
	t.Cleanup(func() { c.signal(thaw) })
	more("hanging", 100, 12)
	c.signal(thaw)
	more("going on", 50, 20)
	c.run("pg_ctl", "restart", "--wait", "--pgdata", c.dir, "--mode", "fast")
	more("restarted", 100, 20)
	r.end()
	if n := r.failed.Load(); n > 0 {
		t.Errorf("%d of %d ready pages failed", n, r.asked.Load())
	}
	eventually(t, 30*time.Second, "what is not ready is answered again", func() bool {
		return fetch(t.Context(), p.url+"/kontakte?dezernat=99").code == http.StatusOK
	})
}

// A form is sent to only one replica, whatever happens; a mere read is retried
// on another.
func TestProxySendsFormsOnce(t *testing.T) {
	var forms, pages atomic.Int64
	replica := func() string {
		s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			switch {
			case r.URL.Path == "/healthz":
				return
			case r.Method == http.MethodPost:
				forms.Add(1)
			default:
				pages.Add(1)
			}
			panic(http.ErrAbortHandler) // it dies with the request in hand
		}))
		t.Cleanup(s.Close)
		return s.URL
	}
	p := nginx(t, composeProxy(t, []string{replica(), replica()}))
	if code, _ := posted(t, p.url+"/barriere-melden", url.Values{"message": {"Hallo"}}); code != http.StatusBadGateway || forms.Load() != 1 {
		t.Errorf("answered %d, sent %d times", code, forms.Load())
	}
	if a := fetch(t.Context(), p.url+"/"); a.code != http.StatusBadGateway || pages.Load() != 2 {
		t.Errorf("answered %d, asked %d times", a.code, pages.Load())
	}
}

// What the pages promise about the proxy is true: it records neither addresses
// nor what readers look for, and tells the service who they are.
func TestProxyKeepsPromises(t *testing.T) {
	nginxPath(t)
	s := launch(t, "--demo", "--data", t.TempDir(), "--base-url", "http://vielfalt.example", "--proxy-from", "127.0.0.1")
	s.ready(t)
	gone := "http://127.0.0.1:" + freePort(t) // a replica that does not exist
	all := 0
	for name, text := range map[string]string{"README.md": readmeProxy(t, s.url), "compose.yaml": composeProxy(t, []string{s.url, gone})} {
		t.Run(name, func(t *testing.T) {
			p := nginx(t, text)
			const secret = "Glaubenswechsel"
			for _, path := range []string{"/suche?q=" + secret, "/api/v1/suggest?q=" + secret, "/beitraege?q=" + secret, "/beitraege?thema=" + secret} {
				for range 4 {
					if a := fetch(t.Context(), p.url+path); a.code != http.StatusOK {
						t.Errorf("%s answers %d", path, a.code)
					}
				}
			}
			// A client that lies about its address is still one and the same.
			sent := 0
			for i := range 30 {
				r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/das-fehlt-uns", strings.NewReader(url.Values{"message": {secret}}.Encode()))
				if err != nil {
					t.Fatal(err)
				}
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				r.Header.Set("Origin", "http://vielfalt.example")
				r.Header.Set("X-Forwarded-For", fmt.Sprintf("198.51.%d.7", i))
				a, err := http.DefaultClient.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				a.Body.Close()
				switch a.StatusCode {
				case http.StatusOK:
					sent++
				case http.StatusTooManyRequests:
				default:
					t.Fatalf("a form is answered %d", a.StatusCode)
				}
			}
			// Ten, or twice as many if the hour ends meanwhile.
			if all += sent; all > 20 {
				t.Errorf("%d forms were sent", all)
			}
			log := p.logged(t)
			if !strings.Contains(log, "GET /suche 200") {
				t.Errorf("logged: %s", log)
			}
			for _, word := range []string{secret, "127.0.0.1", "198.51"} {
				if i := strings.Index(log, word); i >= 0 {
					t.Errorf("the log names %s: %s", word, log[max(0, i-200):i+len(word)])
				}
			}
		})
	}
	if all < 10 {
		t.Errorf("%d forms were sent", all)
	}
	if strings.Contains(s.log.String(), "Glaubenswechsel") || strings.Contains(s.log.String(), "198.51") {
		t.Errorf("the service logged: %s", s.log)
	}
}
