package datecheck

import (
	"vielfalt/calendar"
	"vielfalt/content/profile"
)

// A Level says how much stands against a day.
type Level int

// The levels.
const (
	Free Level = iota // nothing is known against it
	Hint              // it is all right; there is something good to know
	Care              // it is possible, with consideration
	Move              // another day is better
)

// A Verdict is the word for a level.
type Verdict string

// Verdict returns the word for the level.
func (l Level) Verdict() Verdict {
	return [...]Verdict{"frei", "hinweis", "ruecksicht", "verlegen"}[l]
}

// A Relation says how what was found is related to the day.
type Relation string

// The relations.
const (
	OnDay      Relation = "tag"         // the day is one of an observance
	OnEve      Relation = "vorabend"    // an observance begins this evening
	InTime     Relation = "rechtzeitig" // it does, and the event ends before
	Possible   Relation = "moeglich"    // the observance is not expected on the day, but may be
	Running    Relation = "zeitraum"    // a period goes on that means nothing for what is planned
	ByLaw      Relation = "gesetz"      // a public holiday that is nothing else
	EveryWeek  Relation = "woche"
	BridgeDay  Relation = "bruecke"
	NoSchool   Relation = "ferien"
	InTheHouse Relation = "haus" // an event of the house
)

// Relations lists all relations.
func Relations() []Relation {
	return []Relation{OnDay, OnEve, InTime, Possible, Running, ByLaw, EveryWeek, BridgeDay, NoSchool, InTheHouse}
}

// A Day is the answer for one day.
type Day struct {
	// Title, Start and End are those of an entry in a file.
	Title   string        `json:"title,omitempty"`
	Start   string        `json:"start,omitempty"`
	End     string        `json:"end,omitempty"`
	Date    calendar.Date `json:"date"`
	Weekday string        `json:"weekday"`
	// Workday is set on a working day of the house; NoWork says why it is none.
	Workday bool    `json:"workday"`
	NoWork  string  `json:"no_workday,omitempty"`
	Level   Level   `json:"level"`
	Verdict Verdict `json:"verdict"`
	// Sunset is when the sun sets at the seat of the house, "19:06".
	Sunset   string    `json:"sunset"`
	Findings []Finding `json:"findings"`
	// Unknown says of which days it is not known whether they fall on this one.
	Unknown []string `json:"unknown"`
	// Free are days near this one on which the same is possible. None are sought
	// if nothing stands against the day.
	Free Near `json:"free"`
	// Sentence says the answer in one or two sentences that people may pass on.
	Sentence string `json:"sentence"`
	// Unreviewed is set if nobody outside has reviewed something that is said.
	Unreviewed bool `json:"unreviewed"`
}

// Near are free days near another one, the nearest first.
type Near struct {
	Later   []calendar.Date `json:"later"`
	Earlier []calendar.Date `json:"earlier"`
	// Beside says on which of them long periods go on that ask for consideration.
	Beside []Beside `json:"beside,omitempty"`
	// Evening is when the sun sets on the day itself, if food is served in a
	// period of fasting that ends each evening; empty otherwise.
	Evening string `json:"evening,omitempty"`
	// Sought is set if free days were looked for.
	Sought bool `json:"sought"`
}

// Beside names what goes on on a day that is offered.
type Beside struct {
	Date  calendar.Date `json:"date"`
	Names []string      `json:"names"`
}

// On returns what goes on on a day that is offered.
func (n Near) On(d calendar.Date) []string {
	for _, b := range n.Beside {
		if b.Date == d {
			return b.Names
		}
	}
	return nil
}

// beside notes what goes on on a day.
func (n *Near) beside(d calendar.Date, names []string) {
	if len(names) > 0 {
		n.Beside = append(n.Beside, Beside{d, names})
	}
}

// A Finding is one thing that is known of a day.
type Finding struct {
	// ID is the observance, empty if it is none.
	ID       calendar.ID `json:"id"`
	Name     string      `json:"name"`
	Relation Relation    `json:"relation"`
	Level    Level       `json:"level"`
	// Certainty says how sure the date is, and Sure says so in words; empty if
	// the finding is no observance or its day is fixed.
	Certainty calendar.Certainty `json:"certainty,omitempty"`
	Sure      string             `json:"sure,omitempty"`
	Advice    *Advice            `json:"advice,omitempty"`
	Law       []Law              `json:"law"`
	// Text says what it means: Lead and Notes.
	Text string `json:"text"`
	// Lead says how it is related to the day, and Notes what the record says of
	// it, in German and with sources. Either may be empty.
	Lead  string       `json:"-"`
	Notes profile.Text `json:"-"`
	URL   string       `json:"url,omitempty"`
	// Of is the record that Notes cite; nil without notes.
	Of *profile.Profile `json:"-"`

	of      *kept
	n       int  // day of the occurrence, or 0 on its eve
	special bool // that day means something of its own
	dropped bool
}

// Advice is what an observance means on the day.
type Advice struct {
	Meetings profile.Advice `json:"meetings"`
	Travel   profile.Advice `json:"travel"`
	Catering profile.Advice `json:"catering"`
}

// Law is what a law says of the day, or of being away on it.
type Law struct {
	Status  profile.Status  `json:"status"`
	Laender []calendar.Land `json:"land"`
	Text    string          `json:"text"`
	Section string          `json:"section,omitempty"`
	Checked *calendar.Date  `json:"checked,omitempty"`
	// binds is set if it forbids what is planned, or makes the day a holiday.
	binds bool
}
