package profile

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"

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
//	  hours: "05:00-18:00"
//	  text: "Der Totensonntag ist … [feiertg-nw-2]"
type lawRule struct {
	Land        calendar.Land  `yaml:"land"`
	Status      []Status       `yaml:"status"`
	Observances []calendar.ID  `yaml:"observances"`
	Text        string         `yaml:"text"`
	Section     string         `yaml:"section"`
	Checked     *calendar.Date `yaml:"checked"`
	// Hours are those in which a silent day or evening restricts what entertains
	// in public, "05:00-18:00"; the whole day if left out.
	Hours string `yaml:"hours"`
}

// quiet returns the hours of the rule.
func (r lawRule) quiet() (Hours, error) {
	restricts := slices.Contains(r.Status, SilentDay) || slices.Contains(r.Status, EveningBan)
	switch {
	case r.Hours == "" && restricts:
		return Hours{0, wholeDay}, nil
	case r.Hours == "":
		return Hours{}, nil
	case !restricts:
		return Hours{}, fmt.Errorf("hours: only a %s or a %s has them", SilentDay, EveningBan)
	}
	m := hoursPattern.FindStringSubmatch(r.Hours)
	if m == nil {
		return Hours{}, fmt.Errorf(`hours: %.40q is not written as "05:00-18:00"`, r.Hours)
	}
	minute := func(hour, minute string) int {
		h, _ := strconv.Atoi(hour) // the pattern has digits only
		n, _ := strconv.Atoi(minute)
		return h*60 + n
	}
	h := Hours{minute(m[1], m[2]), minute(m[3], m[4])}
	if h.From >= h.To || h.To > wholeDay {
		return Hours{}, fmt.Errorf("hours: %s does not end later on the same day than it begins", r.Hours)
	}
	return h, nil
}

// wholeDay is how many minutes a day has.
const wholeDay = 24 * 60

var hoursPattern = regexp.MustCompile(`^(\d{2}):([0-5]\d)-(\d{2}):([0-5]\d)$`)

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
		if _, err := r.quiet(); err != nil {
			return err
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
			quiet, _ := l.quiet() // checked when the rule was read
			p.Law = Law{home, slices.Clone(l.Status), r.text(lawFile, l.Text), l.Section, day(l.Checked), quiet}
		}
	}
}
