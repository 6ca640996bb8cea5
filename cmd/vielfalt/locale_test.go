package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vielfalt/themes/locale"
)

// Every key of a message that is written in Go exists. Templates are looked at
// when a theme is loaded.
func TestKeysOfMessagesExist(t *testing.T) {
	printers, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	keys := printers[locale.Languages()[0]].Keys()
	groups := make(map[string]bool)
	for _, k := range keys {
		group, _, _ := strings.Cut(k, ".")
		groups[group] = true
	}
	written, routes := make(map[string]string), make(map[string]bool)
	for _, folder := range []string{"../../themes", "../internal"} {
		if err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			src, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, s := range dotted(t, path, src) {
				if filepath.Base(path) == "routes.go" { // names of routes look the same
					routes[s] = true
				} else {
					written[s] = path
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for s, path := range written {
		group, _, _ := strings.Cut(s, ".")
		if !groups[group] || routes[s] || strings.HasSuffix(s, ".html") {
			continue
		}
		n++
		// What ends with a point is completed by a value.
		if !slices.ContainsFunc(keys, func(k string) bool { return k == s || strings.HasSuffix(s, ".") && strings.HasPrefix(k, s) }) {
			t.Errorf("%s writes %q, which no language has", path, s)
		}
	}
	if n < 100 {
		t.Errorf("only %d keys were found", n)
	}
}

var dottedPattern = regexp.MustCompile(`^[a-z]+(\.[a-z0-9-]+)*\.?$`)

// dotted returns the strings of a Go file that may be keys of messages, or the
// beginning of some.
func dotted(t *testing.T, path string, src []byte) (out []string) {
	f, err := parser.ParseFile(token.NewFileSet(), path, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			s, err := strconv.Unquote(l.Value)
			s, _, _ = strings.Cut(s, "%")
			if err == nil && strings.Contains(s, ".") && dottedPattern.MatchString(s) {
				out = append(out, s)
			}
		}
		return true
	})
	return out
}
