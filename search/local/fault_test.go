package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	index "github.com/blevesearch/bleve_index_api"

	"vielfalt/content"
	"vielfalt/search"
)

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for began := time.Now(); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > 20*time.Second {
			t.Fatalf("not so after a while: %s", what)
		}
	}
}

// wantUnavailable checks that an index says that it cannot answer, and why, and
// that it needs a rebuild.
func wantUnavailable(t *testing.T, x *Index, why string) {
	t.Helper()
	_, err := x.Search(t.Context(), search.Query{Text: "Laubhüttenfest"})
	if !errors.Is(err, search.ErrUnavailable) || !strings.Contains(err.Error(), why) {
		t.Errorf("Search = %v, want that it is unavailable, with %q", err, why)
	}
	if err := x.Health(t.Context()); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("Health = %v, want that it is unavailable", err)
	}
	if p, err := x.Position(t.Context()); err != nil || p != (search.Position{}) {
		t.Errorf("Position = %v, %v, want zero", p, err)
	}
}

// wantMended rebuilds and checks that everything is there again.
func wantMended(t *testing.T, x *Index) {
	t.Helper()
	at := fill(t, x)
	if p, err := x.Position(t.Context()); err != nil || p != at {
		t.Errorf("after the rebuild Position = %v, %v, want %v", p, err, at)
	}
	if n := count(t, x, "Laubhüttenfest"); n != 1 {
		t.Errorf("after the rebuild Search finds %d, want 1", n)
	}
	if err := x.Put(t.Context(), search.Document{ID: "c", Item: "c", Type: content.TypeArticle, Title: "Mondfest"}); err != nil {
		t.Errorf("after the rebuild: %v", err)
	}
}

// An index whose folder is removed is unavailable, and can be rebuilt.
func TestFolderRemoved(t *testing.T) {
	for name, notice := range map[string]func(*testing.T, *Index) error{
		"looked at": func(t *testing.T, x *Index) error { _, err := x.Position(t.Context()); return err },
		"written to": func(t *testing.T, x *Index) error {
			return x.Put(t.Context(), search.Document{ID: "c", Item: "c", Type: content.TypeArticle, Title: "Mondfest"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "index")
			x := open(t, dir)
			fill(t, x)
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			// If the index was writing, it has noticed by itself: then there is
			// none that could have a position.
			if err := notice(t, x); err != nil && !errors.Is(err, search.ErrUnavailable) {
				t.Errorf("the fault is noticed as %v", err)
			}
			eventually(t, "put aside", func() bool { x.mu.RLock(); defer x.mu.RUnlock(); return x.current == nil })
			wantUnavailable(t, x, "")
			wantMended(t, x)
		})
	}
}

// A full disk fails writes, but ends neither the process nor later writes:
// nothing that was only partly written is used again.
func TestDiskFull(t *testing.T) {
	dir := smallDisk(t)
	x := open(t, dir)
	fill(t, x)
	long := strings.Repeat("Ein Satz über ein Fest. ", 50)
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		var docs []search.Document
		for k := range 100 {
			id := fmt.Sprintf("d%d-%d", i, k)
			docs = append(docs, search.Document{ID: id, Item: id, Type: content.TypeArticle, Title: id, Body: long + id + id})
		}
		err = x.Put(t.Context(), docs...)
	}
	if !errors.Is(err, search.ErrUnavailable) {
		t.Fatalf("a full disk fails with %v", err)
	}
	eventually(t, "put aside", func() bool { x.mu.RLock(); defer x.mu.RUnlock(); return x.current == nil })
	wantUnavailable(t, x, "no space left")
	x.aside.Wait()
	wantMended(t, x)

	// A rebuild that does not fit leaves the old index in service.
	at := search.Position{Change: 99}
	if err := x.Rebuild(t.Context(), large, at); err == nil {
		t.Fatal("a rebuild larger than the disk succeeds")
	}
	if n := count(t, x, "Laubhüttenfest"); n != 1 {
		t.Errorf("after a rebuild that failed Search finds %d, want 1", n)
	}
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("the folder holds %q, want what failed gone", got)
	}
}

// A disk that is full at the start does not prevent it.
func TestDiskFullAtStart(t *testing.T) {
	dir := smallDisk(t)
	ballast := filepath.Join(dir, "ballast")
	f, err := os.Create(ballast)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	f.Close()
	x := open(t, dir)
	wantUnavailable(t, x, "no space left")
	if err := x.Rebuild(t.Context(), large, search.Position{}); err == nil {
		t.Error("a full disk is no error of Rebuild")
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	wantMended(t, x)
}

// A failure reported by scorch's own goroutines sets the index aside, and
// releases those who wait for a write that will never be answered.
func TestLibraryFails(t *testing.T) {
	x := open(t, t.TempDir())
	fill(t, x)
	path := filepath.Join(x.current.path, storeFolder)
	f, ok := listeners.Load(path)
	if !ok {
		t.Fatal("nobody listens to the library")
	}
	f.(func(error))(errors.New("merging err: a mistake"))
	x.aside.Wait()
	wantUnavailable(t, x, "a mistake")
	wantMended(t, x)
	closeNow(t, x)
	listeners.Range(func(path, _ any) bool {
		t.Errorf("after Close somebody listens to %v", path)
		return true
	})
}

// stuck is a library whose goroutines have ended: it accepts writes and never
// answers.
type stuck struct {
	index.Index
	taken chan struct{}
}

func (s stuck) Batch(*index.Batch) error {
	close(s.taken)
	select {}
}

// Whoever waits for a write that will never be answered is told of the fault.
func TestLibraryStuck(t *testing.T) {
	x := open(t, t.TempDir())
	fill(t, x)
	g := x.current
	s := stuck{g.index, make(chan struct{})}
	g.index = s
	put := make(chan error, 1)
	go func() {
		put <- x.Put(t.Context(), search.Document{ID: "c", Item: "c", Type: content.TypeArticle, Title: "Mondfest"})
	}()
	<-s.taken
	g.fail(errors.New("a routine has ended"))
	select {
	case err := <-put:
		if !errors.Is(err, search.ErrUnavailable) {
			t.Errorf("Put = %v, want that it is unavailable", err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("Put waits for ever")
	}
	x.aside.Wait()
	wantMended(t, x)
}

// A panic is an error for the caller, but a fault of the index only if that
// cannot be read: one query must not take the index away from everybody.
func TestLibraryPanics(t *testing.T) {
	x := open(t, t.TempDir())
	fill(t, x)
	mistake := func(*generation) error { panic("a mistake") }
	if err := x.use(t.Context(), mistake); err == nil || errors.Is(err, search.ErrUnavailable) {
		t.Errorf("a panic is %v", err)
	}
	x.aside.Wait()
	if n := count(t, x, "Laubhüttenfest"); n != 1 {
		t.Errorf("after it Search finds %d, want 1", n)
	}
	x.current.index = unreadable{x.current.index}
	if err := x.use(t.Context(), mistake); !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("a panic of an index that cannot be read is %v", err)
	}
	x.aside.Wait()
	wantUnavailable(t, x, "a mistake")
	wantMended(t, x)
}

// unreadable is a library that panics as it does on closed segments.
type unreadable struct{ index.Index }

func (unreadable) Reader() (index.IndexReader, error) { panic("closed") }

// A file truncated under the library is a fault of the index.
func TestFileCutShort(t *testing.T) {
	x := open(t, t.TempDir())
	fill(t, x)
	segments, err := filepath.Glob(filepath.Join(x.current.path, storeFolder, "*.zap"))
	if err != nil || len(segments) == 0 {
		t.Fatal(segments, err)
	}
	for _, s := range segments {
		if err := os.Truncate(s, 0); err != nil {
			t.Fatal(err)
		}
	}
	_, err = x.Search(t.Context(), search.Query{Text: "Laubhüttenfest"})
	if !errors.Is(err, search.ErrUnavailable) {
		t.Errorf("Search in a file cut short = %v", err)
	}
	x.aside.Wait()
	wantMended(t, x)
}

// While there is nothing in service, what is written is found at once, and what
// is put or deleted meanwhile is not overwritten by what was read before.
func TestFoundWhileBuilt(t *testing.T) {
	x := open(t, t.TempDir())
	doc := func(id, title string) search.Document {
		return search.Document{ID: id, Item: id, Type: content.TypeArticle, Title: title}
	}
	docs := []search.Document{doc("a", "Altes Fagott"), doc("b", "Altes Cello"), doc("c", "Posaune")}
	rested := 0
	x.Rest = func(context.Context, time.Duration) bool {
		rested++
		if done, all := x.Progress(); done != 3 || all != 3 {
			t.Errorf("after the first batch Progress = %d of %d, want 3 of 3", done, all)
		}
		if n := count(t, x, "Posaune"); n != 1 {
			t.Errorf("after the first batch Search finds %d, want 1", n)
		}
		return true
	}
	err := x.Rebuild(t.Context(), func(yield func(search.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
		if done, all := x.Progress(); done != 0 || all != 3 {
			t.Errorf("before the first batch Progress = %d of %d, want 0 of 3", done, all)
		}
	}, search.Position{Change: 1})
	if err != nil || rested != 1 {
		t.Fatalf("Rebuild: %v, rested %d times", err, rested)
	}
	if done, all := x.Progress(); all != 0 {
		t.Errorf("Progress = %d of %d, want that there is none", done, all)
	}
	// From here on there is something to keep in service.
	g, err := x.next()
	if err != nil {
		t.Fatal(err)
	}
	old, empty, err := x.begin(t.Context(), g)
	if err != nil || empty {
		t.Fatalf("begin: empty is %v, %v", empty, err)
	}
	if err := x.Put(t.Context(), doc("a", "Neues Fagott")); err != nil {
		t.Fatal(err)
	}
	if err := x.Delete(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	docs = append(docs, doc("d", "Quittenraspeln"))
	ready := part{docs: g.analyse(docs), read: len(docs), learned: g.learned.Load()}
	if err := x.Put(t.Context(), doc("e", "Quitten"), doc("f", "Raspeln")); err != nil {
		t.Fatal(err)
	}
	if err := x.add(t.Context(), g, ready); err != nil {
		t.Fatal(err)
	}
	if count(t, x, "Neues Fagott") != 1 || count(t, x, "Cello") != 0 {
		t.Error("what is put or deleted while another is built is not found so")
	}
	x.end(g)
	if !x.replace(old, g) {
		t.Fatal("not replaced")
	}
	x.drop(old)
	if count(t, x, "Neues Fagott") != 1 || count(t, x, "Altes") != 0 || count(t, x, "Posaune") != 1 {
		t.Error("what was put or deleted meanwhile is lost with the old index")
	}
	if n := count(t, x, "Quitten"); n != 2 {
		t.Errorf("finds %d, want 2: what was analysed before the words of a compound were known as well", n)
	}
}

// large yields more documents than fit on a small disk.
func large(yield func(search.Document, error) bool) {
	long := strings.Repeat("Ein langer Satz über ein Fest. ", 1000)
	for i := range 1000 {
		id := fmt.Sprint("large-", i)
		if !yield(search.Document{ID: id, Item: id, Type: content.TypeArticle, Title: id, Body: long + id}, nil) {
			return
		}
	}
}

// smallDisk returns a folder on a disk of 3 MB.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", dir).Run(); err != nil {
		t.Skip("needs to be allowed to mount a small disk")
	}
	t.Cleanup(func() {
		// Of an index that failed, the library now and then leaves a file open.
		if err := exec.Command("umount", "--lazy", dir).Run(); err != nil {
			t.Error(err)
		}
	})
	return dir
}
