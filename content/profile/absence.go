package profile

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"vielfalt/calendar"
)

// An Absence is what a rule says of being away from work or school on a day: a
// right, or a request that may be granted.
type Absence struct {
	// Land is the Land whose rule it is.
	Land calendar.Land
	For  Who
	// Status is RightToBeAway, LeaveOnRequest or OffDuty.
	Status Status
	// Text says what holds, in sentences that cite the profile's Sources.
	Text Text
	// Section is where the rule stands, and Checked the day on which that was
	// looked up.
	Section string
	Checked calendar.Date
	// Eve says that it holds on the evening before as well.
	Eve bool
}

// Who a rule is for.
type Who string

// Whom a rule is for.
const (
	Staff  Who = "staff"  // officials and employees
	Pupils Who = "pupils" // of whom colleagues are the parents
)

// absenceFile holds the rules for the days that they name. They stand in one
// file, and not with each day, because one rule holds for many.
const absenceFile = "absence.yaml"

// An absenceRule is a rule as it stands in the file:
//
//	feiertg-nw-9:
//	  land: nw
//	  for: staff
//	  status: right-to-absence
//	  observances: [jewish/rosch-ha-schana, jewish/jom-kippur]
//	  text: "Wer … [feiertg-nw-9]"
//	  section: Feiertagsgesetz NW § 9 Abs. 3
//	  checked: 2026-11-26
type absenceRule struct {
	Land   calendar.Land `yaml:"land"`
	For    Who           `yaml:"for"`
	Status Status        `yaml:"status"`
	// Observances are the days that it holds for, and Traditions those of which
	// it holds for all but Except.
	Observances []calendar.ID  `yaml:"observances"`
	Traditions  []string       `yaml:"traditions"`
	Except      []calendar.ID  `yaml:"except"`
	Text        string         `yaml:"text"`
	Section     string         `yaml:"section"`
	Checked     *calendar.Date `yaml:"checked"`
	Eve         bool           `yaml:"eve"`
}

// holds reports whether the rule is for one of some observances.
func (a absenceRule) holds(ids []calendar.ID) bool {
	return slices.ContainsFunc(ids, func(id calendar.ID) bool {
		return slices.Contains(a.Observances, id) || slices.Contains(a.Traditions, id.Tradition()) && !slices.Contains(a.Except, id)
	})
}

// checkAbsence returns what is wrong with a rule.
func checkAbsence(_ string, r absenceRule) error {
	if _, err := calendar.ParseLand(string(r.Land)); err != nil {
		return fmt.Errorf("land: %w", err)
	}
	known := []Status{RightToBeAway, LeaveOnRequest, OffDuty}
	switch {
	case r.For != Staff && r.For != Pupils:
		return fmt.Errorf("for: %q is not one of staff, pupils", r.For)
	case !slices.Contains(known, r.Status):
		return fmt.Errorf("status: %q is not one of %s", r.Status, inWords(known))
	case r.Section == "" || r.Checked == nil || r.Text == "":
		return errors.New("section, checked and text are needed")
	}
	return nil
}

// setAbsence adds the rules that hold for a profile's observances, the Land's own
// first, and of other Länder those that give a right, and makes what they say of
// the staff a part of the law's status.
func (p *Profile) setAbsence(all []absenceRule, r *parser, home calendar.Land) {
	for _, a := range all {
		if !a.holds(p.Observances) || a.Land != home && a.Status != RightToBeAway {
			continue
		}
		p.Absence = append(p.Absence, Absence{a.Land, a.For, a.Status, r.text(absenceFile, a.Text), a.Section, day(a.Checked), a.Eve})
		if a.Land == home && a.For == Staff && !slices.Contains(p.Law.Status, a.Status) {
			p.Law.Land, p.Law.Status = home, append(p.Law.Status, a.Status)
		}
	}
	slices.SortStableFunc(p.Absence, func(a, b Absence) int { return cmp.Compare(away(a, home), away(b, home)) })
}

// away is 0 for a rule of the house's own Land.
func away(a Absence, home calendar.Land) int {
	if a.Land == home {
		return 0
	}
	return 1
}
