package ready

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// notesNothing are the methods whose answers nothing kept depends on.
var notesNothing = []string{"Stamp"}

// Every method of a Reader is noted: an answer made from its result is rendered
// again when that changes. A method that only passed through would keep showing
// what was withdrawn until sunset.
func TestEveryMethodIsNoted(t *testing.T) {
	var asked string // the method that was called on the store behind
	behind := &everything{asked: func(m string) { asked = m }}
	wrapped := reflect.ValueOf(New(1<<20, 0, nil, fixed).Reader(behind))
	methods := reflect.TypeFor[content.Reader]()
	for i := range methods.NumMethod() {
		m := methods.Method(i)
		n := &notes{}
		ctx := context.WithValue(t.Context(), notesKey{}, n)
		args := make([]reflect.Value, m.Type.NumIn())
		for j := range args {
			switch in := m.Type.In(j); in {
			case reflect.TypeFor[context.Context]():
				args[j] = reflect.ValueOf(ctx)
			case reflect.TypeFor[time.Time]():
				args[j] = reflect.ValueOf(noon)
			case reflect.TypeFor[[]string]():
				args[j] = reflect.ValueOf([]string{"a"})
			case reflect.TypeFor[content.Type]():
				args[j] = reflect.ValueOf(content.TypeEvent)
			default:
				args[j] = reflect.New(in).Elem()
			}
		}
		asked = ""
		for _, out := range wrapped.MethodByName(m.Name).Call(args) {
			if err, ok := out.Interface().(error); ok && err != nil {
				t.Errorf("%s: %v", m.Name, err)
			}
		}
		if asked != m.Name {
			t.Errorf("%s asks for %q", m.Name, asked)
		}
		switch quiet := slices.Contains(notesNothing, m.Name); {
		case quiet && len(n.topics) > 0:
			t.Errorf("%s notes %v, but is said to note nothing", m.Name, n.topics)
		case !quiet && len(n.topics) == 0:
			t.Errorf("%s notes nothing: wrap it in reader.go", m.Name)
		}
	}
}

// A list narrowed to some items depends on those, and on no others.
func TestNarrowedLists(t *testing.T) {
	for _, ids := range [][]string{{"a"}, {"a", "b"}} {
		c := New(1<<20, 0, nil, fixed)
		r := c.Reader(&everything{asked: func(string) {}})
		made := 0
		show := func() int {
			_, err := c.Render(t.Context(), "/", noon, func(ctx context.Context) (Rendering, error) {
				made++
				_, _, err := r.List(ctx, noon, content.TypeEvent, content.Query{IDs: ids})
				return Rendering{Header: http.Header{}}, err
			})
			if err != nil {
				t.Fatal(err)
			}
			return made
		}
		show()
		c.Changed(saved("c", content.TypeEvent))
		if n := show(); n != 1 {
			t.Errorf("%v: made %d times after another was changed", ids, n)
		}
		for i, id := range ids {
			c.Changed(saved(id, content.TypeEvent))
			if n := show(); n != i+2 {
				t.Errorf("%v: made %d times after a change of %s", ids, n, id)
			}
		}
	}
}

// everything is a store in which everything can be found.
type everything struct {
	content.Reader
	asked func(method string)
}

var found = content.Item{ID: "a"}

func (e *everything) List(context.Context, time.Time, content.Type, content.Query) ([]content.Record, int, error) {
	e.asked("List")
	return []content.Record{&content.Event{Item: found}}, 1, nil
}

func (e *everything) Show(context.Context, time.Time, content.Type, string) (content.Record, error) {
	e.asked("Show")
	return &content.Event{Item: found}, nil
}

func (e *everything) Seen(context.Context, time.Time, content.Type, string) (content.Seen, error) {
	e.asked("Seen")
	return content.Seen{}, nil
}

func (e *everything) Withdrawn(context.Context, time.Time, time.Time, content.Type, content.Query) ([]content.Withdrawal, error) {
	e.asked("Withdrawn")
	return nil, nil
}

func (e *everything) Picture(context.Context, time.Time, string) (content.Picture, error) {
	e.asked("Picture")
	return content.Picture{}, nil
}

func (e *everything) Visible(context.Context, time.Time, []string) (map[string]*content.Item, error) {
	e.asked("Visible")
	return map[string]*content.Item{"a": &found}, nil
}

func (e *everything) Counts(context.Context, time.Time, content.Type, content.Facet) ([]content.Count, error) {
	e.asked("Counts")
	return []content.Count{}, nil
}

func (e *everything) Observed(context.Context, time.Time) (map[calendar.ID]string, error) {
	e.asked("Observed")
	return map[calendar.ID]string{}, nil
}

func (e *everything) Stamp(context.Context, time.Time) (content.Stamp, error) {
	e.asked("Stamp")
	return content.Stamp{}, nil
}

// An answer that depends on something the cache is not told about is not kept.
func TestUnknownDependenciesAreNotKept(t *testing.T) {
	for name, ask := range map[string]func(ctx context.Context, r content.Reader){
		"a type that does not exist": func(ctx context.Context, r content.Reader) { _, _, _ = r.List(ctx, noon, "recipe", content.Query{}) },
		"counts of such a type":      func(ctx context.Context, r content.Reader) { _, _ = r.Counts(ctx, noon, "recipe", content.PerTag) },
		"what the index says":        func(ctx context.Context, _ content.Reader) { Unkept(ctx) },
	} {
		c := New(1<<20, 0, nil, fixed)
		reader := c.Reader(&everything{asked: func(string) {}})
		rendered := 0
		for range 2 {
			a, err := c.Render(t.Context(), "/x", noon, func(ctx context.Context) (Rendering, error) {
				rendered++
				ask(ctx, reader)
				return Rendering{Body: []byte("x")}, nil
			})
			if err != nil || string(a.body) != "x" {
				t.Fatal(a, err)
			}
		}
		if rendered != 2 {
			t.Errorf("%s: rendered %d times", name, rendered)
		}
	}
}
