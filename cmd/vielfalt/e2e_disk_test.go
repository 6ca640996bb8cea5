package main

import (
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// smallDisk returns a folder that is a disk of its own, and a function that
// fills what is left of it, as often as it is called, and returns another one
// that makes room again.
func smallDisk(t *testing.T) (dir string, fill func() func()) {
	t.Helper()
	if !canMount(t) {
		t.Skip("needs to be allowed to mount a small disk")
	}
	dir = t.TempDir()
	if err := mount(dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := exec.Command("umount", "-l", dir).Run(); err != nil {
			t.Error(err)
		}
	})
	if out, err := exec.Command("mount", "-o", "remount,size=20m", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return dir, func() func() {
		ballast := filepath.Join(dir, "ballast")
		f, err := os.OpenFile(ballast, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for err == nil {
			_, err = f.Write(make([]byte, 4096))
		}
		return func() {
			if err := os.Remove(ballast); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// report sends a reader's report, and returns the answer.
func (p *process) report(t *testing.T) (int, string) {
	t.Helper()
	return posted(t, p.url+"/barriere-melden", url.Values{"message": {"Das Tor klemmt"}, "page": {"/kalender"}})
}

// full checks that a service on a full disk serves all pages, says what it
// cannot do, and loses nothing that anybody wrote. fill fills what the index has
// freed meanwhile.
func (p *process) full(t *testing.T, fill func() func()) {
	t.Helper()
	for _, path := range []string{"/", "/beitraege", "/kalender", "/broschueren", "/termine", "/feeds/beitraege.atom"} {
		if code, _ := p.get(t, path); code != http.StatusOK {
			t.Errorf("%s answers %d", path, code)
		}
	}
	// Before anybody has tried to write, and after.
	for _, says := range []string{"the disk is full", "nothing can be written"} {
		fill()
		code, body := p.get(t, "/readyz")
		if code != http.StatusOK || !strings.Contains(body, `"degraded"`) || !strings.Contains(body, says) || !strings.Contains(body, "make room") {
			t.Errorf("/readyz answers %d, %s", code, body)
		}
		code, body = p.report(t)
		if code != http.StatusServiceUnavailable || !strings.Contains(body, "Das Tor klemmt") || !strings.Contains(body, "nichts speichern") {
			t.Errorf("a report is answered %d, %.2000s", code, body)
		}
	}
}

// writes waits until a service that had no room stores again, and says so.
func (p *process) writes(t *testing.T) {
	t.Helper()
	eventually(t, 20*time.Second, "/readyz says that the database is fine", func() bool {
		_, body := p.get(t, "/readyz")
		return !strings.Contains(body, "the disk is full")
	})
	if code, body := p.report(t); code != http.StatusOK {
		t.Errorf("a report is answered %d, %.2000s", code, body)
	}
}

// The disk of database and index fills up while the service runs, and is full
// when it starts again: the service reads, says what to do, and writes as soon
// as there is room.
func TestDiskFull(t *testing.T) {
	for _, how := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		t.Run(how.String(), func(t *testing.T) {
			disk, fill := smallDisk(t)
			data := filepath.Join(disk, "data")
			first := launch(t, "--data", data, "--demo")
			first.ready(t)
			first.signal(syscall.SIGTERM) // leaves no write-ahead log with room for more
			<-first.log.finished()
			p := launch(t, "--data", data, "--demo")
			p.ready(t)
			room := fill()
			p.full(t, fill)
			p.signal(how)
			<-p.log.finished()
			q := launch(t, "--data", data, "--demo")
			q.full(t, fill)
			if !strings.Contains(q.log.String(), "disk is full") {
				t.Error("the log says nothing")
			}
			out := filepath.Join(t.TempDir(), "backup")
			command(t, "backup", "--data", data, out)
			room()
			q.writes(t)
			eventually(t, 20*time.Second, "the search answers once the index is rebuilt", func() bool {
				code, _ := q.get(t, "/suche?q=Fest")
				return code == http.StatusOK
			})
			importing(t, "neu", "", "--data", data)
			eventually(t, 20*time.Second, "what is imported is shown", func() bool {
				code, _ := q.get(t, "/beitraege/neu")
				return code == http.StatusOK
			})
		})
	}
}

// A process killed on a full disk leaves a log of its last writes: that is read
// as well.
func TestDiskFullWithLog(t *testing.T) {
	disk, fill := smallDisk(t)
	data := filepath.Join(disk, "data")
	p := launch(t, "--data", data, "--demo")
	p.ready(t)
	if info, err := os.Stat(filepath.Join(data, "vielfalt.db-wal")); err != nil || info.Size() == 0 {
		t.Fatalf("there is no log: %v", err)
	}
	room := fill()
	p.signal(syscall.SIGKILL)
	<-p.log.finished()
	q := launch(t, "--data", data, "--demo")
	if code, _ := q.get(t, "/beitraege/chanukka"); code != http.StatusOK {
		t.Errorf("answers %d", code)
	}
	room()
	q.writes(t)
}

// The folder of files is moved away and replaced by an empty one, as in a
// replica that was given its own: that is reported, and files that readers are
// shown are not said to be missing.
func TestFilesGone(t *testing.T) {
	for name, empty := range map[string]bool{"moved": false, "emptied": true} {
		t.Run(name, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			p := launch(t, "--data", data, "--demo")
			p.ready(t)
			var shown []string
			for _, m := range regexp.MustCompile(`(?:src|href)="(/bilder/[0-9a-f]+\.svg|/broschueren/[a-z0-9-]+(?:\.pdf|/titel\.png))"`).
				FindAllStringSubmatch(p.all(t, "/", "/beitraege", "/broschueren"), -1) {
				shown = append(shown, m[1])
			}
			answers := func(what string, want int, paths ...string) {
				t.Helper()
				for _, path := range paths {
					if code, _ := p.get(t, path); code != want {
						t.Errorf("%s: %s answers %d, want %d", what, path, code, want)
					}
				}
			}
			const unknown = "/bilder/0000000000000000000000000000000000000000000000000000000000000000.svg"
			if len(shown) < 2 {
				t.Fatalf("only %v is shown", shown)
			}
			answers("at first", http.StatusOK, shown...)
			answers("at first", http.StatusNotFound, unknown)
			files := filepath.Join(data, "files")
			if err := os.Rename(files, files+".moved"); err != nil {
				t.Fatal(err)
			}
			if empty {
				if err := os.Mkdir(files, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			answers("without files", http.StatusInternalServerError, shown...)
			answers("without files", http.StatusNotFound, unknown)
			if !strings.Contains(p.log.String(), "not in the store of files") {
				t.Error("the log says nothing")
			}
			if code, body := p.get(t, "/readyz"); code != http.StatusOK || !strings.Contains(body, `"degraded"`) || !strings.Contains(body, "not in the store of files") {
				t.Errorf("/readyz answers %d, %s", code, body)
			}
			if empty {
				if err := os.Remove(files); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Rename(files+".moved", files); err != nil {
				t.Fatal(err)
			}
			answers("put back", http.StatusOK, shown...)
			p.ready(t)
		})
	}
}

// all returns the bodies of several pages.
func (p *process) all(t *testing.T, paths ...string) string {
	t.Helper()
	var out strings.Builder
	for _, path := range paths {
		_, body := p.get(t, path)
		out.WriteString(body)
	}
	return out.String()
}

// What was planned by another calendar cannot be planned again on a full disk,
// and is once there is room.
func TestDiskFullWithOtherCalendar(t *testing.T) {
	disk, fill := smallDisk(t)
	data := filepath.Join(disk, "data")
	p := launch(t, "--data", data, "--demo")
	p.ready(t)
	p.signal(syscall.SIGTERM)
	<-p.log.finished()
	room := fill()
	q := launch(t, "--data", data, "--convention", "islamic=umm-al-qura")
	if !strings.Contains(q.log.String(), "schedules are planned again once there is room") {
		t.Error("the log says nothing")
	}
	if code, _ := q.get(t, "/beitraege"); code != http.StatusOK {
		t.Errorf("answers %d", code)
	}
	room()
	q.log.wait(t, `msg="schedules planned again" items=(\d+)`)
}
