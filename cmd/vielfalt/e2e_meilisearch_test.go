package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/cmd/internal/web"
)

// An engine is a Meilisearch server of the test's own, to be stopped at will.
type engine struct {
	t    *testing.T
	port string
	cmd  *exec.Cmd
}

func newEngine(t *testing.T) *engine {
	t.Helper()
	if _, err := exec.LookPath("meilisearch"); err != nil {
		t.Skip("put meilisearch on the PATH to run this")
	}
	e := &engine{t: t, port: freePort(t)}
	e.begin()
	return e
}

// begin starts the server, empty.
func (e *engine) begin() {
	e.t.Helper()
	dir := e.t.TempDir()
	e.cmd = exec.Command("meilisearch", "--no-analytics", "--http-addr", "127.0.0.1:"+e.port, "--db-path", filepath.Join(dir, "data"),
		"--dump-dir", filepath.Join(dir, "dumps"), "--snapshot-dir", filepath.Join(dir, "snapshots"))
	if err := e.cmd.Start(); err != nil {
		e.t.Fatal(err)
	}
	cmd := e.cmd
	e.t.Cleanup(func() { end(cmd) })
	eventually(e.t, 30*time.Second, "Meilisearch", func() bool { return fetch(e.t.Context(), e.url()+"/health").code == http.StatusOK })
}

// end kills the server and waits until it is gone.
func end(cmd *exec.Cmd) {
	if cmd.ProcessState == nil {
		_ = cmd.Process.Kill() // it may have ended already
		_ = cmd.Wait()         // it was killed, as intended
	}
}

func (e *engine) url() string { return "http://127.0.0.1:" + e.port }

// Whatever happens to Meilisearch, searches are answered in time and with what
// is there, and when it is back it catches up on its own.
func TestMeilisearchFails(t *testing.T) {
	e := newEngine(t)
	flags := []string{"--data", t.TempDir()}
	p := launch(t, append([]string{"--demo", "--meilisearch-url", e.url()}, flags...)...)
	p.ready(t)
	finds := func(id string) bool {
		t.Helper()
		began := time.Now()
		a := fetch(t.Context(), p.url+"/suche?q=Fenchelsuppe")
		if d := time.Since(began); a.code != http.StatusOK || d > 8*time.Second {
			t.Errorf("a search is answered %d after %v", a.code, d)
		}
		return strings.Contains(a.body, `href="/beitraege/`+id+`"`)
	}
	says := func(status string) bool {
		return strings.Contains(fetch(t.Context(), p.url+"/readyz").body, `"status":"`+status+`"`)
	}
	owns := func() bool {
		return !strings.Contains(fetch(t.Context(), p.url+"/suche?q=Fest").body, "Die Suchmaschine ist gerade nicht erreichbar")
	}
	if !owns() {
		t.Error("a ready engine is said to be away")
	}
	for _, c := range []struct {
		id            string
		breaks, mends func()
	}{
		{"haengt", func() { _ = e.cmd.Process.Signal(freeze) }, func() { _ = e.cmd.Process.Signal(thaw) }},
		{"leer", func() { end(e.cmd) }, e.begin},
	} {
		c.breaks()
		importing(t, c.id, "", flags...)
		eventually(t, 30*time.Second, c.id+": found without the engine", func() bool { return finds(c.id) })
		eventually(t, 30*time.Second, c.id+": said", func() bool { return says("degraded") && !owns() })
		c.mends()
		eventually(t, 60*time.Second, c.id+": back", func() bool { return says("ready") && owns() })
		if !finds(c.id) {
			t.Errorf("%s: the engine is said to be back and does not find what was written meanwhile", c.id)
		}
	}
}

// What somebody must do something about is said in words: in the log, by /readyz
// and by check. Searches are answered meanwhile.
func TestMeilisearchIsTooOld(t *testing.T) {
	old := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/version" {
			_, _ = io.WriteString(w, `{"pkgVersion":"1.13.2"}`)
			return
		}
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"code":"index_not_found"}`)
	}))
	defer old.Close()
	p := serve(t, t.TempDir(), "--demo", "--meilisearch-url", old.URL, "--meilisearch-key", "geheim")
	const words = `the search server is Meilisearch "1.13.2", and 1.50 or a later 1.x is needed`
	eventually(t, 30*time.Second, "/readyz says which version is needed", func() bool {
		var says struct {
			Status string
			Checks []web.Check
		}
		if err := json.Unmarshal([]byte(fetch(t.Context(), p.url+"/readyz").body), &says); err != nil || says.Status != "degraded" {
			return false
		}
		return slices.ContainsFunc(says.Checks, func(c web.Check) bool {
			return c.Name == "search: meilisearch" && !c.OK && !c.Needed && strings.HasPrefix(c.Detail, words) && strings.HasPrefix(c.Advice, "install that version;")
		})
	})
	out := command(t, "check", p.url)
	if !strings.Contains(out, "search: meilisearch: "+words) || !strings.Contains(out, "what to do: install that version;") {
		t.Errorf("check says\n%s", out)
	}
	log := p.log.String()
	if !strings.Contains(log, strings.ReplaceAll(words, `"`, `\"`)) || strings.Contains(log, "geheim") {
		t.Errorf("the log says\n%s", log)
	}
	eventually(t, 30*time.Second, "a search is answered by the embedded index, once it is built", func() bool {
		a := fetch(t.Context(), p.url+"/suche?q=Chanukka")
		return a.code == http.StatusOK && strings.Contains(a.body, `href="/beitraege/chanukka"`)
	})
}
