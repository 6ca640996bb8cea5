package archive

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A theme that is nearly one that is there is noted, and stored: the list is open.
func TestThemes(t *testing.T) {
	p := newPlace(t)
	p.Like = func(wrote string, names [][]string) (int, bool) { // the first that shares an ending
		for i, n := range names {
			if wrote[len(wrote)-3:] == n[0][len(n[0])-3:] {
				return i, true
			}
		}
		return 0, false
	}
	article := func(id, tags string) string { return strings.Replace(text(id), "type:", "tags: ["+tags+"]\ntype:", 1) }
	p.again(t, tree("a.md", article("a", "Frühlingsfest, Ehrenamt, Jahr 2026")))
	sum := p.again(t, tree("b.md", article("b", "Frülingsfest, ehrenamt, Turnfest, Jahr 1026, Neues")))
	if d := cmp.Diff(reports(sum.Notes), []string{`b.md:3: tags: "Frülingsfest" is new, and nearly "Frühlingsfest", which is there; is it another theme?`}); d != "" || sum.Records != 1 {
		t.Error(d)
	}
	if again := p.again(t, tree("b.md", article("b", "Frülingsfest"))); len(again.Notes) > 0 {
		t.Error(reports(again.Notes))
	}
}
