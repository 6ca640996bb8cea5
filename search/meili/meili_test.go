package meili

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"vielfalt/search"
	"vielfalt/search/searchtest"
)

// server returns the address of a real server, or skips the test.
func server(t *testing.T) Config {
	t.Helper()
	u := os.Getenv("VIELFALT_TEST_MEILISEARCH_URL")
	if u == "" {
		t.Skip("set VIELFALT_TEST_MEILISEARCH_URL (and VIELFALT_TEST_MEILISEARCH_KEY) to run this test on a Meilisearch server")
	}
	language, err := searchtest.Language()
	if err != nil {
		t.Fatal(err)
	}
	return Config{
		URL: u, Key: os.Getenv("VIELFALT_TEST_MEILISEARCH_KEY"), Language: language,
		Index: "test-" + strings.ToLower(rand.Text()), Log: slog.New(slog.DiscardHandler),
	}
}

func open(t *testing.T, c Config) *Index {
	t.Helper()
	x, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		x.drop(context.Background(), c.Index)
		if err := x.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return x
}

func TestContract(t *testing.T) {
	server(t)
	searchtest.Run(t, func(t *testing.T) search.Index { return open(t, server(t)) })
}

// serving returns the address of a server that is none of Meilisearch.
func serving(t *testing.T, f http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(f)
	t.Cleanup(s.Close)
	return s.URL
}

// Every method reports within two seconds that the server is away.
func TestAway(t *testing.T) {
	refused, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := "http://" + refused.Addr().String()
	if err := refused.Close(); err != nil {
		t.Fatal(err)
	}
	release := make(chan struct{})
	silent := serving(t, func(http.ResponseWriter, *http.Request) { <-release })
	t.Cleanup(func() { close(release) })
	busy := serving(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	forbidden := serving(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(`{"message":"secret words","code":"invalid_api_key"}`))
	})
	strange := serving(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`<html>secret words`)) })
	for name, url := range map[string]string{
		"refused": closed, "silent": silent, "busy": busy, "forbidden": forbidden, "strange": strange,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x, err := Open(Config{URL: url, Log: slog.New(slog.DiscardHandler)})
			if err != nil {
				t.Fatalf("Open must not fail because the server is away: %v", err)
			}
			ctx := t.Context()
			var readers sync.WaitGroup
			for range 8 { // concurrent callers share one wait
				readers.Go(func() {
					begin := time.Now()
					_, err := x.Search(ctx, search.Query{Text: "Fest"})
					if took := time.Since(begin); took > 2*time.Second || !errors.Is(err, search.ErrUnavailable) {
						t.Errorf("one of several searches = %v after %v, want ErrUnavailable", err, took)
					}
				})
			}
			readers.Wait()
			for method, f := range map[string]func() error{
				"Search":      func() error { _, err := x.Search(ctx, search.Query{Text: "Fest"}); return err },
				"Suggest":     func() error { _, err := x.Suggest(ctx, "Fest", 5); return err },
				"Put":         func() error { return x.Put(ctx, search.Document{ID: "a", Item: "a"}) },
				"Delete":      func() error { return x.Delete(ctx, "a") },
				"Rebuild":     func() error { return x.Rebuild(ctx, nil, search.Position{}) },
				"Position":    func() error { _, err := x.Position(ctx); return err },
				"SetPosition": func() error { return x.SetPosition(ctx, search.Position{}) },
				"Health":      func() error { return x.Health(ctx) },
			} {
				begin := time.Now()
				err := f()
				if took := time.Since(begin); took > 2*time.Second {
					t.Errorf("%s took %v", method, took)
				}
				if !errors.Is(err, search.ErrUnavailable) {
					t.Errorf("%s = %v, want ErrUnavailable", method, err)
				}
				if err != nil && strings.Contains(err.Error(), "secret") {
					t.Errorf("%s quotes the server: %v", method, err)
				}
			}
		})
	}
}

func TestOpenRefusesNonsense(t *testing.T) {
	for _, c := range []Config{{}, {URL: "127.0.0.1:7700"}, {URL: "ftp://host"}, {URL: "http://host", Index: "a/b"}} {
		if _, err := Open(c); err == nil {
			t.Errorf("Open(%+v) succeeds", c)
		}
	}
}

func TestPutRefusesIDs(t *testing.T) {
	x, err := Open(Config{URL: "http://127.0.0.1:1", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"", "ä", "a b", positionID, strings.Repeat("x", 600)} {
		if err := x.Put(t.Context(), search.Document{ID: id}); err == nil || errors.Is(err, search.ErrUnavailable) {
			t.Errorf("Put of id %q = %v, want it refused", id, err)
		}
	}
}

// An emptied server has the zero position and is usable at once.
func TestEmptied(t *testing.T) {
	c := server(t)
	x := open(t, c)
	ctx := t.Context()
	d := search.Document{ID: "a", Item: "a", Type: "article", Title: "Laubhüttenfest"}
	if err := x.Put(ctx, d); err != nil {
		t.Fatal(err)
	}
	if err := x.SetPosition(ctx, search.Position{Change: 3}); err != nil {
		t.Fatal(err)
	}
	x.drop(ctx, c.Index)
	if p, err := x.Position(ctx); err != nil || p != (search.Position{}) {
		t.Errorf("Position = %v, %v, want zero", p, err)
	}
	if err := x.Rebuild(ctx, func(yield func(search.Document, error) bool) { yield(d, nil) }, search.Position{Change: 4}); err != nil {
		t.Fatalf("Rebuild: %v", err)
	}
	if r, err := x.Search(ctx, search.Query{Text: "Laubhütte"}); err != nil || len(r.Hits) != 1 {
		t.Errorf("Search finds %d, %v, want one", len(r.Hits), err)
	}
	// A second process reads the words from the server.
	y, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := y.Search(ctx, search.Query{Text: "Laubhuetenfest"}); err != nil || len(r.Hits) != 1 {
		t.Errorf("Search by another process finds %d, %v, want one", len(r.Hits), err)
	}
	if p, err := y.Position(ctx); err != nil || p.Change != 4 {
		t.Errorf("Position = %v, %v, want 4", p, err)
	}
}
