package sqlstore

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"vielfalt/calendar"
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
