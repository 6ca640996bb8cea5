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

func TestHouses(t *testing.T) {
	for _, h := range searchtest.Houses() {
		t.Run(h.Name, func(t *testing.T) { searchtest.JudgeHouse(t, open(t, t.TempDir()), h) })
	}
}

func TestContract(t *testing.T) {
	searchtest.Run(t, func(t *testing.T) search.Index { return open(t, t.TempDir()) })
}
