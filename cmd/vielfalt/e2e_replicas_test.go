package main

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// replicaData returns a replica's own data folder, with the files that all
// share.
func replicaData(t testing.TB, files string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Symlink(files, filepath.Join(dir, "files")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// replicas starts three on one database and the same files, all at once, so that
// they migrate and fill it at the same time.
func replicas(t *testing.T, files string, flags []string) []*process {
	t.Helper()
	started := make(chan *process, 3)
	for range cap(started) {
		data := replicaData(t, files)
		go func() {
			started <- launch(t, append([]string{"--demo", "--base-url", "https://vielfalt.example", "--data", data}, flags...)...)
		}()
	}
	all := make([]*process, cap(started))
	for i := range all {
		all[i] = <-started
	}
	for _, p := range all {
		p.ready(t)
	}
	return all
}

// shared returns the flags of what replicas share.
func shared(t *testing.T) []string {
	t.Helper()
	return []string{"--database-url", database(t)}
}

// eachPlace tests one process on SQLite, and two on PostgreSQL; flags are those of a
// command beside them.
func eachPlace(t *testing.T, test func(t *testing.T, all []*process, flags []string)) {
	for name, place := range map[string]func(t *testing.T) (replicas []*process, flags []string){
		"SQLite": func(t *testing.T) ([]*process, []string) {
			flags := []string{"--data", t.TempDir()}
			return []*process{launch(t, flags...)}, flags
		},
		"PostgreSQL": func(t *testing.T) ([]*process, []string) {
			common := shared(t)
			one := launch(t, append([]string{"--data", t.TempDir()}, common...)...)
			two := launch(t, append([]string{"--data", t.TempDir()}, common...)...)
			return []*process{one, two}, append([]string{"--data", t.TempDir()}, common...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			all, flags := place(t)
			for _, p := range all {
				p.ready(t)
			}
			test(t, all, flags)
		})
	}
}

func TestReplicas(t *testing.T) {
	common := shared(t)
	serve := append([]string{}, common...)
	if address := os.Getenv("VIELFALT_TEST_MEILISEARCH_URL"); address != "" {
		serve = append(serve, "--meilisearch-url", address)
	}
	files := t.TempDir()
	all := replicas(t, files, serve)
	var urls []string
	for _, p := range all {
		urls = append(urls, p.url)
	}
	common = append(common, "--data", t.TempDir())
	ctx := t.Context()

	// Each sends the same bytes, and what one has sent the others need not send
	// again.
	for _, path := range []string{"/", "/beitraege", "/beitraege/chanukka", "/traditionen/jewish", "/kalender/2026", "/feeds/beitraege.atom",
		"/feeds/beitraege.rss", "/feeds/beitraege.json", "/feeds/kalender.ics", "/feeds/termine.ics", "/kontakte", "/broschueren", "/impressum"} {
		first := fetch(ctx, urls[0]+path)
		if first.code != http.StatusOK || first.tag == "" {
			t.Fatalf("%s answers %d", path, first.code)
		}
		for _, u := range urls[1:] {
			if other := fetch(ctx, u+path); other.body != first.body {
				t.Errorf("%s differs between replicas", path)
			}
			if other := fetch(ctx, u+path, "If-None-Match", first.tag); other.code != http.StatusNotModified {
				t.Errorf("%s: a validator of one replica is answered %d by another", path, other.code)
			}
		}
	}

	// What one process writes shows on all within a second.
	importing(t, "neu", "", common...)
	wrote := time.Now()
	for _, u := range urls {
		for path, want := range map[string]string{
			"/beitraege/neu": "Fenchelsuppe", "/beitraege": "Fenchelsuppe", "/feeds/beitraege.atom": "Fenchelsuppe", "/suche?q=Fenchelsuppe": "/beitraege/neu",
		} {
			eventually(t, 10*time.Second, u+path, func() bool { return strings.Contains(fetch(ctx, u+path).body, want) })
		}
	}
	t.Logf("visible everywhere after %v", time.Since(wrote).Round(time.Millisecond))

	// One is frozen; something is withdrawn; woken, it does not show it, even
	// to a reader who has been waiting.
	frozen := all[2]
	frozen.signal(freeze)
	importing(t, "neu", "state: withdrawn\n", common...)
	waiting := make(chan answered, 1)
	go func() { waiting <- fetch(ctx, frozen.url+"/beitraege/neu") }()
	eventually(t, 5*time.Second, "withdrawn on the others", func() bool { return taken(fetch(ctx, urls[0]+"/beitraege/neu").code) })
	<-time.After(1500 * time.Millisecond) // longer than the frozen one may trust what it last heard
	frozen.signal(thaw)
	if a := <-waiting; !taken(a.code) {
		t.Errorf("a replica that stood still shows what was withdrawn meanwhile: %d", a.code)
	}

	// One dies without warning: behind the proxy nobody notices.
	proxy := nginx(t, composeProxy(t, urls)).url
	stop, failed, asked := make(chan struct{}), atomic.Int64{}, atomic.Int64{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			asked.Add(1)
			if a := fetch(ctx, proxy+[]string{"/", "/beitraege", "/suche?q=Fest"}[i%3]); a.code != http.StatusOK {
				failed.Add(1)
				t.Logf("answered %d: %.200s", a.code, a.body)
			}
		}
	}()
	leave := sync.OnceFunc(func() { close(stop); <-done })
	defer leave() // before the test ends, however it does
	eventually(t, 10*time.Second, "readers", func() bool { return asked.Load() > 20 })
	all[0].signal(syscall.SIGKILL)
	eventually(t, 10*time.Second, "readers", func() bool { return asked.Load() > 100 })
	importing(t, "spaet", "", common...)
	for _, u := range urls[1:] {
		eventually(t, 30*time.Second, "found though the one that wrote the index may be dead", func() bool {
			return strings.Contains(fetch(ctx, u+"/suche?q=Fenchelsuppe").body, "/beitraege/spaet")
		})
	}
	// And one more is added.
	added := launch(t, append([]string{"--demo", "--base-url", "https://vielfalt.example", "--data", replicaData(t, files)}, serve...)...)
	added.ready(t)
	if a := fetch(ctx, added.url+"/beitraege"); a.body != fetch(ctx, urls[1]+"/beitraege").body {
		t.Error("an added replica shows something else")
	}
	leave()
	if failed.Load() > 0 {
		t.Errorf("%d of %d requests failed", failed.Load(), asked.Load())
	}
}

// A sender of reports to several replicas counts as one and the same.
func TestReportsAreLimitedOverReplicas(t *testing.T) {
	common := append(shared(t), "--base-url", "http://vielfalt.example")
	var all []*process
	for range 2 {
		all = append(all, launch(t, append([]string{"--data", t.TempDir()}, common...)...))
	}
	sent := 0
	for i := range 40 {
		code, _ := posted(t, all[i%2].url+"/das-fehlt-uns", url.Values{"message": {"Flut"}})
		switch code {
		case http.StatusOK:
			sent++
		case http.StatusTooManyRequests:
		default:
			t.Fatalf("answered %d", code)
		}
	}
	if sent != 10 && sent != 20 { // twice as many if the hour ends meanwhile
		t.Errorf("%d were sent", sent)
	}
}

// An installation on a schema one version ahead of the program goes on: that is
// how replicas are upgraded one after the other.
func TestRollingUpgrade(t *testing.T) {
	address := database(t)
	flags := []string{"--data", t.TempDir(), "--database-url", address}
	command(t, append([]string{"migrate"}, flags...)...)
	execDatabase(t, address, `INSERT INTO goose_db_version (version_id, is_applied) SELECT MAX(version_id) + 1, true FROM goose_db_version`)
	old := launch(t, flags...)
	importing(t, "alt", "", flags...)
	eventually(t, 5*time.Second, "written and read on a newer schema", func() bool { return fetch(t.Context(), old.url+"/beitraege/alt").code == http.StatusOK })
}

// taken reports whether an article was taken down: gone, or not found if it was
// visible for less than a second.
func taken(code int) bool { return code == http.StatusGone || code == http.StatusNotFound }
