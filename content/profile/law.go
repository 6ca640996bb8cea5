package profile

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/goccy/go-yaml"

	"vielfalt/calendar"
)

// lawFile says what the law of a Land makes of days, for many days in one place:
// the holiday and the feast that it keeps have the same law. What a profile's own
// file says of the law of that Land takes its place.
const lawFile = "law.yaml"

// A lawRule is an entry of that file:
//
//	nw-totensonntag:
//	  land: nw
//	  status: [remembrance, silent-day]
//	  observances: [christian-western/ewigkeitssonntag]
//	  section: Feiertagsgesetz NW § 2 Abs. 2 und § 6 Abs. 2
//	  checked: 2026-11-26
//	  text: "Der Totensonntag ist … [feiertg-nw-2]"
type lawRule struct {
	Land        calendar.Land  `yaml:"land"`
	Status      []Status       `yaml:"status"`
	Observances []calendar.ID  `yaml:"observances"`
	Text        string         `yaml:"text"`
	Section     string         `yaml:"section"`
	Checked     *calendar.Date `yaml:"checked"`
}

// laws reads the rules of a folder; there may be none.
func laws(folder fs.FS) ([]lawRule, error) {
	return rules(folder, lawFile, func(r lawRule) error {
		if _, err := calendar.ParseLand(string(r.Land)); err != nil {
			return fmt.Errorf("land: %w", err)
		}
		if len(r.Status) == 0 || r.Section == "" || r.Checked == nil || r.Text == "" {
			return fmt.Errorf("status, section, checked and text are needed")
		}
		return checkStatus(r.Status)
	})
}

// rules reads a file of entries by key, in the order of the file; there may be
// none. Errors name file and key.
func rules[T any](folder fs.FS, name string, check func(T) error) ([]T, error) {
	var order yaml.MapSlice
	var byKey map[string]T
	for _, into := range []any{&order, &byKey} {
		if err := readYAML(folder, name, into); err != nil {
			return nil, err
		}
	}
	var out []T
	for _, item := range order {
		key := fmt.Sprint(item.Key)
		if err := check(byKey[key]); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", name, key, err)
		}
		out = append(out, byKey[key])
	}
	return out, nil
}

// checkStatus returns an error for what a law cannot make of a day.
func checkStatus(all []Status) error {
	known := []Status{PublicHoliday, FormerHoliday, Remembrance, SilentDay, EveningBan, RightToBeAway}
	for _, s := range all {
		if !slices.Contains(known, s) {
			return fmt.Errorf("status: %q is not one of %s", s, inWords(known))
		}
	}
	return nil
}

// setLaw sets the law of the house's Land where the profile's own file has none.
func (p *Profile) setLaw(all []lawRule, r *parser, home calendar.Land) {
	if len(p.Law.Text) > 0 {
		return
	}
	for _, l := range all {
		if l.Land == home && slices.ContainsFunc(p.Observances, func(id calendar.ID) bool { return slices.Contains(l.Observances, id) }) {
			p.Law = Law{home, slices.Clone(l.Status), r.text(lawFile, l.Text), l.Section, day(l.Checked)}
		}
	}
}
