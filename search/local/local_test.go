package local

import (
	"log/slog"
	"testing"

	"vielfalt/search"
	"vielfalt/search/searchtest"
)

func open(t testing.TB, dir string) *Index {
	t.Helper()
	language, err := searchtest.Language()
	if err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir, slog.New(slog.DiscardHandler), language)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return x
}

func TestAsked(t *testing.T) { searchtest.JudgeAsked(t, open(t, t.TempDir())) }

func TestContract(t *testing.T) {
	searchtest.Run(t, func(t *testing.T) search.Index { return open(t, t.TempDir()) })
}
