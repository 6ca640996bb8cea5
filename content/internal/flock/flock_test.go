package flock

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestTry(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{dir, file} {
		first, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		second, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer second.Close()
		if ok, err := Try(first); errors.Is(err, errors.ErrUnsupported) {
			t.Skip("no locks here")
		} else if !ok || err != nil {
			t.Fatalf("%s: free, but %t, %v", name, ok, err)
		}
		if ok, err := Try(second); ok || err != nil {
			t.Errorf("%s: held, but %t, %v", name, ok, err)
		}
		first.Close()
		if ok, err := Try(second); !ok || err != nil {
			t.Errorf("%s: free again, but %t, %v", name, ok, err)
		}
	}
}
