package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCollect(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	write(t, filepath.Join(a, "LICENSE"), "MIT")
	write(t, filepath.Join(a, "NOTICE.txt"), "Notice")
	write(t, filepath.Join(a, "license_test.go"), "code")
	write(t, filepath.Join(a, "sub", "deep", "COPYING"), "Deep")
	write(t, filepath.Join(a, "other", "LICENSE"), "not built in")
	write(t, filepath.Join(b, "Licence.md"), "MIT")
	list, err := collect([]module{{"a v1", a, []string{filepath.Join(a, "sub", "deep"), a}}, {"b v2", b, []string{b}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range list {
		got = append(got, strings.Join(n.files, "+")+"="+n.text)
	}
	if s := strings.Join(got, "; "); s != "a v1: sub/deep/COPYING=Deep; a v1: LICENSE+b v2: Licence.md=MIT; a v1: NOTICE.txt=Notice" {
		t.Error(s)
	}
	if err := os.Remove(filepath.Join(b, "Licence.md")); err != nil {
		t.Fatal(err)
	}
	if _, err := collect([]module{{"b v2", b, []string{b}}}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "b v2 has no licence") {
		t.Errorf("without a licence: %v", err)
	}
}

// Each module of the program is there, and so is Go itself.
func TestProgram(t *testing.T) {
	var out bytes.Buffer
	if err := run(&out, "vielfalt/cmd/vielfalt"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"go1.", "github.com/gorilla/mux v", "modernc.org/sqlite v", "LICENSE-DejaVu", "Permission is hereby granted", "Redistribution and use"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing", want)
		}
	}
}
