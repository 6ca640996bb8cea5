package german

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

//go:embed tasks.yaml
var tasks []byte

// A task is some words that people say when they mean something that has a name of its
// own in an authority, wherever they stand in a query.
type task struct {
	stems []string // of the words, of verbs that of their basic form
	leads []string // concepts
}

// readTasks reads the embedded tasks.yaml.
func (l *Language) readTasks() error {
	var file map[string][][]string
	if err := yaml.UnmarshalWithOptions(tasks, &file, yaml.Strict()); err != nil {
		return fmt.Errorf("read the tasks of search: %w", err)
	}
	l.tasks, l.inTasks = map[string][]task{}, map[string]bool{}
	for _, names := range slices.Sorted(maps.Keys(file)) {
		var leads []string
		for name := range strings.SplitSeq(names, ",") {
			leads = append(leads, l.conceptsOf(name)...)
		}
		for _, words := range slices.Concat(file[names]...) {
			t := task{leads: leads}
			for _, w := range Words(words) {
				if s := l.taskStem(w.Text); s != "" {
					t.stems = append(t.stems, s)
				}
			}
			if len(t.stems) == 0 {
				return fmt.Errorf("read the tasks of search: %q says nothing", words)
			}
			for _, s := range t.stems {
				l.inTasks[s] = true
			}
			l.tasks[t.stems[0]] = append(l.tasks[t.stems[0]], t)
		}
	}
	return nil
}

// telling are words without a meaning of their own that tell tasks apart, and their forms:
// who does not hear, or has no Internet.
var telling = map[string]string{
	"nicht": "nicht", "kein": "kein", "keine": "kein", "keinen": "kein", "keinem": "kein", "keiner": "kein", "ohne": "ohne", "nur": "nur",
	"hier": "hier", "bin": "bin", "werden": "werden", "werde": "werden", "wird": "werden",
}

// taskStem returns the stem of a folded word in a task, or "" if it says nothing there.
func (l *Language) taskStem(w string) string {
	if s := telling[w]; s != "" {
		return s
	}
	if l.stop[w] {
		return ""
	}
	return stem(w)
}

// particles are what German verbs leave behind at the end of a sentence, folded: "fährt
// nicht hoch".
var particles = append([]string{"hoch", "los", "rein", "raus", "runter", "fest", "frei", "heim", "statt", "teil", "kaputt"}, separable...)

// openers are words with which a clause begins, so that the one before has ended.
var openers = []string{"was", "wie", "wer", "wo", "wohin", "wann", "warum", "weil", "wenn", "und", "oder", "aber"}

// tasksIn calls f for what the words of a query may mean, with the numbers of the words,
// first for what most of them say together.
func (l *Language) tasksIn(words []Word, f func(t task, of []int)) {
	at := map[string][]int{}
	note := func(w string, of ...int) {
		if s := l.taskStem(w); l.inTasks[s] {
			at[s] = append(at[s], of...)
		}
	}
	for i, w := range words {
		note(w.Text, i)
		verb := l.verbOf(w.Text)
		if verb == "" || l.stop[w.Text] {
			continue
		}
		note(verb, i)
		for j := i + 1; j < len(words); j++ {
			if l.stop[words[j].Text] && j+1 < len(words) && !slices.Contains(openers, words[j+1].Text) {
				continue // it is a preposition: "hilft mir mit dem Rechner"
			}
			if slices.Contains(particles, words[j].Text) {
				note(words[j].Text+verb, i, j)
			}
		}
	}
	type meaning struct {
		task
		of []int
	}
	var all []meaning
	for _, s := range slices.Sorted(maps.Keys(at)) {
	tasks:
		for _, t := range l.tasks[s] {
			var of []int
			for _, s := range t.stems {
				if at[s] == nil {
					continue tasks
				}
				of = append(of, at[s]...)
			}
			slices.Sort(of)
			all = append(all, meaning{t, slices.Compact(of)})
		}
	}
	slices.SortStableFunc(all, func(a, b meaning) int { return len(b.of) - len(a.of) })
	var joined []meaning
	for _, m := range all {
		i := slices.IndexFunc(joined, func(j meaning) bool { return slices.Equal(j.leads, m.leads) })
		if i < 0 {
			joined = append(joined, m)
			continue
		}
		joined[i].of = slices.Compact(slices.Sorted(slices.Values(slices.Concat(joined[i].of, m.of))))
	}
	for _, m := range joined {
		f(m.task, m.of)
	}
}
