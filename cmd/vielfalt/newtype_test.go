package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A content type is added by the five steps that content/doc.go names, here recipes:
// what each step adds is in testdata/newtype, and the lines it changes are
// below. Then everything that is done with types is done with recipes too: they
// are stored, exported, imported, found, linked, and gone at once when they are
// withdrawn.
func TestAddingAType(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	replace := make(map[string]string)
	dir := t.TempDir()
	for _, line := range []struct{ file, old, new string }{
		{"content/description.go", "&events, &offers}", "&events, &offers, &recipes}"},
		{"themes/page.go", "&ErrorPage{},", "&ErrorPage{}, &RecipesPage{}, &RecipePage{},"},
		{"themes/locale/de.json", `"type.volunteering"`, `"type.recipe": "Rezept",` + "\n\t" + `"type.volunteering"`},
		{"themes/locale/en.json", `"type.volunteering"`, `"type.recipe": "Recipe",` + "\n\t" + `"type.volunteering"`},
		{"cmd/internal/web/routes.go", "\tr.Page(site.Kept, \"offers\"", "\tr.Page(site.Kept, \"recipes\", \"/rezepte\", s.showRecipes, \"seite\")\n" +
			"\tr.Page(site.Kept, \"recipe\", \"/rezepte/{slug:\"+slug+\"}\", s.showRecipe)\n\tr.Page(site.Kept, \"offers\""},
	} {
		raw, err := os.ReadFile(filepath.Join(root, line.file))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(string(raw), line.old) != 1 {
			t.Fatalf("%s does not hold %q once", line.file, line.old)
		}
		changed := filepath.Join(dir, strings.ReplaceAll(line.file, "/", "_"))
		if err := os.WriteFile(changed, []byte(strings.Replace(string(raw), line.old, line.new, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		replace[filepath.Join(root, line.file)] = changed
	}
	added := os.DirFS("testdata/newtype")
	err = fs.WalkDir(added, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(added, name)
		if err != nil {
			return err
		}
		file := filepath.Join(dir, strings.ReplaceAll(name, "/", "_"))
		replace[filepath.Join(root, name)] = file
		return os.WriteFile(file, raw, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	// Tests that loop over all types, and count them.
	cmd := exec.Command("go", "test", "-overlay", overlay, "-count=1", "-v",
		"-run", "^(TestTypes|TestRoundTripOfEachType|TestTablesAreDescribed|TestContract|TestCodec)$/^(SQLite|recipe)?$/^(RoundTrip|Visibility|Snapshot|DraftBeside)?$",
		"./content", "./content/sqlstore", "./content/archive", "./cmd/internal/web")
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"--- PASS: TestTypes/recipe", "--- PASS: TestRoundTripOfEachType", "--- PASS: TestTablesAreDescribed/SQLite", "--- PASS: TestContract/SQLite/Snapshot", "--- PASS: TestContract/SQLite/DraftBeside", "--- PASS: TestCodec"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
}
