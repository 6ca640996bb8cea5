package ready

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vielfalt/content"
)

// A rendering begun before a change and done after it does not replace one that
// was begun after the change and is already done.
func TestLateRenderingReplacesNothing(t *testing.T) {
	for name, grace := range map[string]time.Duration{"no grace": 0, "grace": time.Second} {
		t.Run(name, func(t *testing.T) {
			c := New(1<<20, grace, nil, fixed)
			topics := []topic{item("a")}
			begun, finish := make(chan struct{}), make(chan struct{})
			old := &page{topics: topics, text: "old", during: func() { close(begun); <-finish }}
			late := make(chan error, 1)
			go func() {
				_, err := c.Render(t.Context(), "/", noon, old.render)
				late <- err
			}()
			<-begun
			c.Changed(saved("a", content.TypeArticle))
			p := &page{topics: topics, text: "new"}
			p.get(t, c, "/", noon)
			close(finish)
			if err := <-late; err != nil {
				t.Fatal(err)
			}
			if got := p.get(t, c, "/", noon); got != "new" || p.made != 1 {
				t.Errorf("then answers %q, made %d times", got, p.made)
			}
		})
	}
}

// Nor do counts that were asked for before a change and arrive after it.
func TestLateCountsReplaceNothing(t *testing.T) {
	c := New(1<<20, 0, nil, fixed)
	begun, finish := make(chan struct{}), make(chan struct{})
	asked := 0
	ask := func(context.Context, time.Time) (any, error) {
		asked++
		if asked == 1 {
			close(begun)
			<-finish
			return "old", nil
		}
		return "new", nil
	}
	value := func() (any, error) { return c.value(t.Context(), "n", lists(content.TypeArticle), noon, ask) }
	late := make(chan error, 1)
	go func() {
		_, err := value()
		late <- err
	}()
	<-begun
	c.Changed(saved("a", content.TypeArticle))
	if v, err := value(); v != "new" || err != nil {
		t.Fatalf("after the change %v, %v", v, err)
	}
	close(finish)
	if err := <-late; err != nil {
		t.Fatal(err)
	}
	if v, err := value(); v != "new" || err != nil || asked != 2 {
		t.Errorf("then %v, %v, asked %d times", v, err, asked)
	}
}

// What takes too long is given up: those waiting are told, or sent the old
// answer if it says nothing false, and nothing is left running.
func TestPatience(t *testing.T) {
	const least, most = 5 * time.Second, 20 * time.Second // proxies give up after 30 or 60 seconds
	synctest.Test(t, func(t *testing.T) {
		c := New(1<<20, time.Second, nil, time.Now)
		defer c.Close()
		h := &hang{}
		timed := func(what string, f func() error) error {
			t.Helper()
			began := time.Now()
			err := f()
			if took := time.Since(began); took < least || took > most {
				t.Errorf("%s is given up after %v", what, took)
			}
			return err
		}
		render := func(key string) (a *Answer, err error) {
			err = timed(key, func() error {
				a, err = c.Render(t.Context(), key, time.Now(), h.render)
				return err
			})
			return a, err
		}
		if _, err := render("/page"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a page: %v", err)
		}
		err := timed("counts", func() error {
			_, err := c.value(t.Context(), "n", lists(content.TypeEvent), time.Now(), func(ctx context.Context, _ time.Time) (any, error) {
				_, err := h.render(ctx)
				return nil, err
			})
			return err
		})
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("counts: %v", err)
		}

		p := &page{topics: []topic{item("a")}, text: "old"}
		p.get(t, c, "/kept", time.Now())
		c.Passed([]content.Edge{{At: time.Now(), ID: "a", Type: content.TypeArticle, Begins: true}})
		if a, err := render("/kept"); err != nil || string(a.body) != "old" {
			t.Errorf("an old answer that says nothing false is not sent: %v", err)
		}

		// A renewal in the background does not block those after it.
		p.get(t, c, "/renewed", time.Now())
		p.get(t, c, "/next", time.Now())
		c.Changed(saved("a", content.TypeArticle))
		for _, key := range []string{"/renewed", "/next"} {
			if _, err := c.Render(t.Context(), key, time.Now(), h.render); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(2 * most)
		synctest.Wait()
		if begun, ended := h.begun.Load(), h.ended.Load(); begun != 5 || ended != begun {
			t.Errorf("%d have begun, %d ended", begun, ended)
		}
	})
}

// An answer that takes more than an eighth of the room is not kept, however
// often it is requested, so that nothing pushes out everything else.
func TestOneAnswerDoesNotTakeTheRoom(t *testing.T) {
	const limit = 400_000
	c := New(limit, 0, nil, fixed)
	const many = 50
	small := &page{text: strings.Repeat("s", 5000)}
	for i := range many {
		for range 2 {
			small.get(t, c, string(rune('a'+i)), noon)
		}
	}
	large := &page{text: strings.Repeat("l", limit/4)}
	for range 100 {
		large.get(t, c, "/large", noon)
	}
	if large.made != 100 {
		t.Errorf("what takes a quarter of the room was kept: made %d times", large.made)
	}
	for i := range many {
		small.get(t, c, string(rune('a'+i)), noon)
	}
	if small.made != many || c.Stats().Evicted != 0 {
		t.Errorf("%d small ones were made %d times, %d evicted", many, small.made, c.Stats().Evicted)
	}
	fits := &page{text: strings.Repeat("f", limit/10)}
	fits.get(t, c, "/fits", noon)
	if fits.get(t, c, "/fits", noon); fits.made != 1 {
		t.Error("what takes a tenth of the room is not kept")
	}
}
