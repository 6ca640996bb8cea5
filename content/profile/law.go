package profile

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"

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

// checkLaw returns what is wrong with a rule. of holds the keys of those before
// it, by what they are for.
func checkLaw(of map[string]string) func(string, lawRule) error {
	return func(key string, r lawRule) error {
		if _, err := calendar.ParseLand(string(r.Land)); err != nil {
			return fmt.Errorf("land: %w", err)
		}
		if len(r.Status) == 0 || r.Section == "" || r.Checked == nil || r.Text == "" {
			return fmt.Errorf("status, section, checked and text are needed")
		}
		for _, id := range r.Observances {
			day := string(r.Land) + " " + string(id)
			if other, there := of[day]; there {
				return fmt.Errorf("observances: the law of %s stands under %s already", id, other)
			}
			of[day] = key
		}
		return checkStatus(r.Status)
	}
}

// A ruleBook holds rules by key, in the order in which they were read.
type ruleBook[T any] struct {
	keys  []string
	rules map[string]T
}

// add reads a file of a folder; there may be none. A rule takes the place of an
// earlier one with the same key. Errors name file and key, and leave the book as
// it was.
func (b *ruleBook[T]) add(folder fs.FS, name string, check func(string, T) error) error {
	var file map[string]T
	lines, err := readYAML(folder, name, &file)
	if err != nil {
		return err
	}
	keys := slices.SortedFunc(maps.Keys(file), func(a, b string) int { return cmp.Compare(lines[a], lines[b]) })
	for _, key := range keys {
		if err := check(key, file[key]); err != nil {
			return fmt.Errorf("%s: %s: %w", name, key, err)
		}
	}
	b.keys = append(slices.DeleteFunc(b.keys, func(key string) bool { _, again := file[key]; return again }), keys...)
	if b.rules == nil {
		b.rules = make(map[string]T)
	}
	maps.Copy(b.rules, file)
	return nil
}

// all returns the rules in order.
func (b *ruleBook[T]) all() []T {
	var out []T
	for _, key := range b.keys {
		out = append(out, b.rules[key])
	}
	return out
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
