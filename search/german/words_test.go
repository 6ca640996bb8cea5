package german

import (
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// What is listed twice, or under two names, was listed by mistake: a word means one thing,
// or stands in "also" for what else it may mean.
func TestWordsOnce(t *testing.T) {
	var file struct {
		Groups, Also [][]string
	}
	if err := yaml.Unmarshal(words, &file); err != nil {
		t.Fatal(err)
	}
	groups := map[string]string{} // by the stems of a member
	for _, g := range file.Groups {
		within := map[string]bool{}
		for _, member := range g {
			key := stemsOf(member)
			if other, ok := groups[key]; ok && other != g[0] {
				t.Errorf("%q is in the groups of %q and of %q", member, other, g[0])
			}
			if within[member] {
				t.Errorf("%q is twice in the group of %q", member, g[0])
			}
			groups[key], within[member] = g[0], true
		}
	}
	pairs := map[string]bool{}
	for _, p := range file.Also {
		key := Folded(p[0]) + ">" + Folded(p[len(p)-1])
		if pairs[key] {
			t.Errorf("%q is twice in \"also\"", p)
		}
		pairs[key] = true
		if from, ok := groups[stemsOf(p[0])]; ok && from == groups[stemsOf(p[len(p)-1])] {
			t.Errorf("%q leads to itself", p)
		}
	}
}

// Of several words that mean something together, more than one must say something:
// "arbeiten bei Ihnen" would be any work. And nothing is listed twice.
func TestTaskWords(t *testing.T) {
	l, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var file map[string][][]string
	if err := yaml.Unmarshal(tasks, &file); err != nil {
		t.Fatal(err)
	}
	for names, lists := range file {
		seen := map[string]bool{}
		for _, said := range slices.Concat(lists...) {
			if seen[Folded(said)] {
				t.Errorf("%s: %q is listed twice", names, said)
			}
			seen[Folded(said)] = true
			of := Words(said)
			telling := slices.DeleteFunc(slices.Clone(of), func(w Word) bool { return l.taskStem(w.Text) == "" })
			if len(of) > 1 && len(telling) == 1 {
				t.Errorf("%s: of %q only %q says something", names, said, telling[0].Text)
			}
		}
	}
}

// stemsOf returns the stems of the words of a text.
func stemsOf(text string) string {
	var stems []string
	for _, w := range Words(text) {
		stems = append(stems, stem(w.Text))
	}
	return strings.Join(stems, " ")
}
