package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tells checks that a service whose index is incomplete is alive, that its
// pages are served, and that no search says that there is nothing. It reports
// whether /readyz names the index and what to do.
func (p *process) tells(t *testing.T) bool {
	t.Helper()
	for _, path := range []string{"/", "/beitraege", "/kalender", "/feeds/beitraege.atom", "/feeds/kalender.ics"} {
		if code, _ := p.get(t, path); code != 200 {
			t.Fatalf("%s answers %d", path, code)
		}
	}
	if code, body := p.get(t, "/suche?q=Musterwort"); code != 503 && !strings.Contains(body, "/beitraege/beitrag-") && !strings.Contains(body, "Einige Treffer fehlen noch.") {
		t.Fatalf("the search answers %d and says nothing of what is missing", code)
	}
	if code, body := p.get(t, "/api/v1/search?q=Musterwort"); code != 503 && !strings.Contains(body, `"id":"beitrag-`) && !strings.Contains(body, `"complete":false`) {
		t.Fatalf("the JSON interface answers %d, %s", code, body)
	}
	code, body := p.get(t, "/readyz")
	if code != 200 {
		t.Fatalf("/readyz answers %d", code)
	}
	return strings.Contains(body, `"degraded"`) && strings.Contains(body, "search: local") && strings.Contains(body, "folder index")
}

func (p *process) finds(t *testing.T) bool {
	t.Helper()
	_, body := p.get(t, "/api/v1/search?q=Musterwort")
	_, ready := p.get(t, "/readyz")
	return strings.Contains(body, `"id":"beitrag-`) && strings.Contains(body, `"complete":true`) && strings.Contains(ready, `"status":"ready"`)
}

func imported(t *testing.T, data string, n int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "articles.jsonl")
	if err := os.WriteFile(file, articles(n), 0o600); err != nil {
		t.Fatal(err)
	}
	command(t, "import", "--data", data, file)
}

// The folder of the index is removed while the service runs: the service goes
// on, says so, and makes a new index on its own.
func TestIndexFolderRemoved(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	imported(t, data, 200)
	p := launch(t, "--data", data)
	eventually(t, 2*time.Minute, "all is found", func() bool { return p.finds(t) })
	if err := os.RemoveAll(filepath.Join(data, "index")); err != nil {
		t.Fatal(err)
	}
	eventually(t, time.Minute, "/readyz names the index", func() bool { return p.tells(t) })
	eventually(t, time.Minute, "all is found again", func() bool { return p.finds(t) })
	imported(t, data, 250)
	eventually(t, time.Minute, "what is new is found", func() bool {
		_, body := p.get(t, "/api/v1/search?limit=1&q=Musterwort")
		return strings.Contains(body, `"total":250`)
	})
}

// The disk of the index is full when the service starts, and stays full: the
// service starts, goes on, says so, and catches up without a restart once there
// is space.
func TestIndexDiskFull(t *testing.T) {
	if !canMount(t) {
		t.Skip("needs to be allowed to mount a small disk")
	}
	data := filepath.Join(t.TempDir(), "data")
	imported(t, data, 9000) // whose index never fits on the small disk
	index := filepath.Join(data, "index")
	if err := os.MkdirAll(index, 0o750); err != nil {
		t.Fatal(err)
	}
	if err := mount(index); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := exec.Command("umount", "-l", index).Run(); err != nil {
			t.Error(err)
		}
	})
	ballast := filepath.Join(index, "ballast")
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	f.Close()
	p := launch(t, "--data", data)
	eventually(t, time.Minute, "/readyz names the index", func() bool { return p.tells(t) })
	// A little space is enough to start, but not to finish.
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	tries := strings.Count(p.log.String(), "index is being rebuilt")
	eventually(t, time.Minute, "it was tried again", func() bool {
		p.tells(t)
		return strings.Count(p.log.String(), "index is being rebuilt") > tries+1
	})
	eventually(t, time.Minute, "/readyz still names the index", func() bool { return p.tells(t) })
	if out, err := exec.Command("mount", "-o", "remount,size=100m", index).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	eventually(t, 2*time.Minute, "all is found", func() bool { return p.finds(t) })
}
