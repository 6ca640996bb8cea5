package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Files and folders that DESIGN.md and README.md name exist, whether their
// paths start at the root or in a well-known folder.
func TestDocsNameWhatIsThere(t *testing.T) {
	named := regexp.MustCompile("`([a-z.][a-zA-Z0-9._/-]*/[a-zA-Z0-9._/-]*|[a-z_]+\\.(?:go|md))`")
	for _, doc := range []string{"DESIGN.md", "README.md"} {
		raw, err := os.ReadFile(filepath.Join("../..", doc))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, m := range named.FindAllStringSubmatch(string(raw), -1) {
			n++
			found := false
			for _, folder := range []string{"", "cmd", "cmd/internal", "cmd/internal/site", "cmd/vielfalt", "calendar", "calendar/traditions", "content", "search", "themes"} {
				if _, err := os.Stat(filepath.Join("../..", folder, m[1])); err == nil {
					found = true
				}
			}
			if !found && !elsewhere[m[1]] {
				t.Errorf("%s names %s, which is not there", doc, m[1])
			}
		}
		if n < 10 {
			t.Errorf("%s names %d files", doc, n)
		}
	}
}

// elsewhere are paths on operators' machines, and paths that are yet to come.
var elsewhere = map[string]bool{
	"cmd/internal/auth": true, "./data": true, "content/profile/shipped/TRADITION/SLUG.md": true, "content/profile/shipped/TRADITION/tradition.md": true, "imprint.md": true, "privacy.md": true, "accessibility.md": true, "plain.md": true, "sign.md": true, "doc.go": true,
}
