package ready

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vielfalt/content"
)

// hang renders until its context ends.
type hang struct{ begun, ended atomic.Int64 }

func (h *hang) render(ctx context.Context) (Rendering, error) {
	h.begun.Add(1)
	<-ctx.Done()
	h.ended.Add(1)
	return Rendering{}, ctx.Err()
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for began := time.Now(); !is(); time.Sleep(time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatalf("not so after a while: %s", what)
		}
	}
}

// Close ends what nobody waits for, and what somebody waited for who has left,
// and returns when nothing asks the store any longer.
func TestClose(t *testing.T) {
	c := New(1<<20, time.Second, nil, fixed)
	p := &page{topics: []topic{item("a")}, text: "old"}
	for i := range 3 {
		p.get(t, c, strconv.Itoa(i), noon)
	}
	c.Changed(saved("a", content.TypeArticle))
	h := &hang{}
	for i := range 3 { // one is being renewed, two wait for it
		if _, err := c.Render(t.Context(), strconv.Itoa(i), noon, h.render); err != nil {
			t.Fatal(err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Render(gone, "/else", noon, h.render); !errors.Is(err, context.Canceled) {
		t.Fatalf("a reader who has gone is answered %v", err)
	}
	eventually(t, "both are being rendered", func() bool { return h.begun.Load() == 2 })
	closed := make(chan struct{})
	go func() { c.Close(); close(closed) }()
	select {
	case <-closed:
	case <-time.After(10 * time.Second):
		t.Fatal("Close does not end what is being rendered")
	}
	if h.begun.Load() != 2 || h.ended.Load() != 2 {
		t.Errorf("after Close %d renderings have begun and %d ended, want 2", h.begun.Load(), h.ended.Load())
	}
	if _, err := c.Render(t.Context(), "/new", noon, p.render); !errors.Is(err, content.ErrUnavailable) {
		t.Errorf("a closed cache renders: %v", err)
	}
}

// A mistake in a rendering, or in what asks for counts, is an error for those
// waiting, not the end of the process.
func TestPanics(t *testing.T) {
	c := New(1<<20, time.Second, nil, fixed)
	defer c.Close()
	wrong := func(context.Context) (Rendering, error) { panic("a mistake") }
	if _, err := c.Render(t.Context(), "/", noon, wrong); err == nil || !strings.Contains(err.Error(), "a mistake") {
		t.Errorf("a rendering that panics gives %v", err)
	}
	p := &page{topics: []topic{lists(content.TypeArticle)}, text: "old"}
	p.get(t, c, "/", noon)
	var asked atomic.Int64
	ask := func(context.Context, time.Time) (any, error) {
		if asked.Add(1) > 1 {
			panic("a mistake")
		}
		return 1, nil
	}
	if _, err := c.value(t.Context(), "n", lists(content.TypeArticle), noon, ask); err != nil {
		t.Fatal(err)
	}
	c.Changed(saved("a", content.TypeArticle))
	if _, err := c.Render(t.Context(), "/", noon, wrong); err != nil {
		t.Fatal(err)
	}
	eventually(t, "both were tried behind the reader's back", func() bool { return c.Stats().Renewed == 1 && asked.Load() == 2 })
	if _, err := c.value(t.Context(), "n", lists(content.TypeArticle), noon, ask); err == nil {
		t.Error("counts whose question panics are no error")
	}
}

// Only so many answers wait to be renewed; beyond that, readers wait.
func TestRenewalsAreBounded(t *testing.T) {
	c := New(1<<30, time.Second, nil, fixed)
	defer c.Close()
	p := &page{topics: []topic{item("a")}, text: "old"}
	for i := range maxRenewals + 1 {
		p.get(t, c, strconv.Itoa(i), noon)
	}
	c.Changed(saved("a", content.TypeArticle))
	h := &hang{}
	for i := range maxRenewals {
		if _, err := c.Render(t.Context(), strconv.Itoa(i), noon, h.render); err != nil {
			t.Fatal(err)
		}
	}
	p.text = "new"
	if got := p.get(t, c, strconv.Itoa(maxRenewals), noon); got != "new" {
		t.Errorf("one more is answered %q at once", got)
	}
}
