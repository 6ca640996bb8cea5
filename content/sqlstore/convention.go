package sqlstore

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// conventionsName is the name in meta under which conventions are kept.
const conventionsName = "conventions"

// conventions are those that a database is planned by, by tradition, and how they
// came to be.
type conventions struct {
	Used     map[string]string
	Switches []calendar.Switch
}

// conventionsOf returns the conventions in use in a calendar.
func conventionsOf(c *calendar.Calendar) map[string]string {
	out := make(map[string]string)
	for _, t := range c.Traditions() {
		if k, ok := c.Convention(t.ID); ok {
			out[t.ID] = k.ID
		}
	}
	return out
}

// use replaces the conventions by others, and returns what is another than before.
// What was not known before is none: nobody has reckoned by it.
func (k *conventions) use(others map[string]string, at time.Time) []calendar.Switch {
	var out []calendar.Switch
	for _, t := range slices.Sorted(maps.Keys(others)) {
		if was, ok := k.Used[t]; ok && was != others[t] {
			out = append(out, calendar.Switch{Tradition: t, Before: was, After: others[t], At: at})
		}
	}
	k.Used, k.Switches = others, append(k.Switches, out...)
	return out
}

// join puts the switches of another store among those here, each once, and returns
// what is new. What is in use here is what the last one leads to.
func (k *conventions) join(others []calendar.Switch, at time.Time) []calendar.Switch {
	var out []calendar.Switch
	for _, x := range others {
		x.At = x.At.UTC()
		if !slices.Contains(k.Switches, x) {
			out, k.Switches = append(out, x), append(k.Switches, x)
		}
	}
	slices.SortStableFunc(k.Switches, func(a, b calendar.Switch) int { return a.At.Compare(b.At) })
	last := make(map[string]string)
	for _, x := range k.Switches {
		last[x.Tradition] = x.After
	}
	for _, t := range slices.Sorted(maps.Keys(last)) {
		if used, ok := k.Used[t]; ok && used != last[t] && slices.ContainsFunc(out, func(x calendar.Switch) bool { return x.Tradition == t }) {
			x := calendar.Switch{Tradition: t, Before: last[t], After: used, At: at}
			out, k.Switches = append(out, x), append(k.Switches, x)
		}
	}
	return out
}

// switchesOf returns the entries of the change log for switches.
func switchesOf(switched []calendar.Switch, by string, at time.Time) []content.Change {
	changes := make([]content.Change, len(switched))
	for i, x := range switched {
		changes[i] = content.Change{ID: "convention/" + x.Tradition, Type: content.TypeDate, Op: content.OpSave, At: at, By: by}
	}
	return changes
}

// SaveSwitches implements content.Store.
func (s *Store) SaveSwitches(ctx context.Context, by string, list ...calendar.Switch) (changed int, err error) {
	now := s.now()
	err = s.write(ctx, "save", "changes of conventions", func(t *session) error {
		k, err := t.conventions(ctx)
		if err != nil {
			return err
		}
		fresh := k.join(list, now)
		if changed = len(fresh); changed == 0 {
			return nil
		}
		if err := t.keepConventions(ctx, k); err != nil {
			return err
		}
		return t.log(ctx, switchesOf(fresh, by, now))
	})
	return min(changed, len(list)), err
}

func (t *session) conventions(ctx context.Context) (k conventions, err error) {
	text, err := t.meta(ctx, conventionsName)
	if err == nil && text != "" {
		if err = json.Unmarshal([]byte(text), &k); err != nil {
			err = fmt.Errorf("conventions: %w", err)
		}
	}
	return k, err
}

func (t *session) keepConventions(ctx context.Context, k conventions) error {
	text, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return t.setMeta(ctx, conventionsName, string(text))
}
