package calendar

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// An ID names an observance permanently: tradition, slash, slug, as in
// "jewish/pessach". It is part of addresses, feeds and imported files and is
// never changed or reused for something else.
type ID string

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*$`)

// ParseID checks the form of an id; only a [Calendar] knows whether the
// observance exists.
func ParseID(s string) (ID, error) {
	if !idPattern.MatchString(s) {
		return "", fmt.Errorf("observance %q is not written as tradition/name", s)
	}
	return ID(s), nil
}

// Tradition returns the part before the slash.
func (id ID) Tradition() string {
	t, _, _ := strings.Cut(string(id), "/")
	return t
}

// Slug returns the part after the slash.
func (id ID) Slug() string {
	_, s, _ := strings.Cut(string(id), "/")
	return s
}

// A Kind says what sort of day an observance is.
type Kind string

// The kinds of observances.
const (
	Feast         Kind = "feast"
	Fast          Kind = "fast"
	Remembrance   Kind = "remembrance"
	NewYear       Kind = "new-year"
	PublicHoliday Kind = "public-holiday" // by law, in a Land
	ActionDay     Kind = "action-day"     // a civic day that calls for action
	Season        Kind = "season"         // a run of days that is neither feast nor fast, such as Advent
)

// Kinds lists all kinds in the order in which pages offer them.
func Kinds() []Kind {
	return []Kind{Feast, Fast, Remembrance, NewYear, Season, PublicHoliday, ActionDay}
}

// A Denomination is a part of a tradition whose feasts are partly its own.
type Denomination string

// The denominations that can be told apart.
const (
	Catholic   Denomination = "catholic"
	Protestant Denomination = "protestant"
	Sunni      Denomination = "sunni"
	Shia       Denomination = "shia"
)

// Denominations lists all denominations.
func Denominations() []Denomination { return []Denomination{Catholic, Protestant, Sunni, Shia} }

// A Begin says when in the day an observance starts.
type Begin string

// The moments at which days begin.
const (
	Midnight Begin = "midnight"
	Sunset   Begin = "sunset"  // of the civil day before: the eve
	Sunrise  Begin = "sunrise" // of the civil day itself
)

// A Flag says how public buildings are flagged on a day.
type Flag string

// How buildings are flagged; the zero Flag means that they are not.
const (
	FullMast    Flag = "full"
	HalfMast    Flag = "half-mast"
	EuropeFirst Flag = "europe-first" // full, with the European flag in the place of honour
)

// Flags lists all flags but the zero one.
func Flags() []Flag { return []Flag{FullMast, HalfMast, EuropeFirst} }

// A Name holds what an observance or a tradition is called.
type Name struct {
	German  string
	English string
	// Original is the name in the original script, with the language tag (BCP
	// 47) to read it in; both empty if German is the original.
	Original     string
	OriginalLang string
	// Plural says that the name is one: "Die Neun Tage".
	Plural bool
	// Also lists other spellings and names that people search for.
	Also []string
}

// In returns the name in an interface language: English for "en", else German.
func (n Name) In(lang string) string {
	if lang == "en" && n.English != "" {
		return n.English
	}
	return n.German
}

// An Observance is a day or a run of days that a tradition keeps.
type Observance struct {
	ID   ID
	Name Name
	Kind Kind
	// Period marks a fast, a season or another run of days in which life goes
	// on: people are told when it begins and ends, and on a day in between that
	// it is going on. A feast of several days is none.
	Period bool
	Days   int // length in days, at least 1; the greatest one if there is an End
	End    End
	Begin  Begin
	// Rule gives the first days by the tradition's default convention.
	Rule Rule
	// Folk marks a day that people keep in the time of a tradition, but none of its
	// communities, such as Rosenmontag.
	Folk bool
	// Follows names the observance from which its days are counted, so that it
	// moves along when people confirm that one.
	Follows Follow
	// Variants gives the first days by other named conventions of the
	// tradition. Observances that do not differ have none.
	Variants map[string]Rule
	// Source names the book, table or law the rule is taken from.
	Source string
	// SameAs names the observance that this one is the same as for people, such
	// as the feast that a public holiday keeps or the fast whose last day it is.
	// Where both are shown, it is a twin: see [Occurrence.Twins].
	SameAs ID
	// Alongside names the observance with which this one makes one entry in the
	// years in which both are on the same day, such as the day of the Buddha by
	// the reckonings of several countries. It keeps a page of its own.
	Alongside ID
	// Related lists observances that people confuse with this one, or that keep
	// the same thing on other days.
	Related []ID
	// Denominations lists those of a tradition that keep it, if not all do.
	Denominations []Denomination
	// Partly says where it is a public holiday, if not in the whole Land: "in
	// der Stadt Augsburg". No rule of it makes a day off for the house.
	Partly Name
	// Flag says how the house's building is flagged on it, by the law of its
	// Land or by an order.
	Flag Flag
	// Revised is when people last changed it; zero if they never have, or if it
	// is none of those that people enter.
	Revised time.Time
	// Changes lists how its entries in subscribers' calendars have changed
	// through its table or the words around it, in the order of their days.
	Changes []Change
}

// A Change says that entries about an observance have changed.
type Change struct {
	On time.Time // the day, midnight in UTC
	// From and To are the first and the last year of the reckoning whose
	// entries changed; 0 if there is no such bound.
	From, To int
	// What says what changed, in a clause: "die Gewissheit ist genauer
	// angegeben".
	What Name
}

// Of reports whether the entry of a year changed.
func (c Change) Of(year int) bool {
	return (c.From == 0 || c.From <= year) && (c.To == 0 || year <= c.To)
}

// A Follow says that an observance is kept a number of days after the first day
// of another one, by every convention: -1 is the day before.
type Follow struct {
	Of   ID
	Days int
}

// An End says on which day an observance ends that has no fixed length: Days
// after the first day of another one of its tradition, -1 for the day before.
// The other one may itself be entered by people.
type End struct {
	Of   ID
	Days int
}

// A Convention is one of several ways in which a tradition is reckoned.
type Convention struct {
	ID   string // "umm-al-qura"
	Name Name
	// Explanation says in one German sentence who follows it.
	Explanation string
}

// A Tradition is a table of observances of one religion, culture or law.
type Tradition struct {
	ID   string // "jewish"
	Name Name
	// Conventions lists the tradition's conventions, the default first; empty
	// if there is only one way of reckoning.
	Conventions []Convention
	// OnRequest leaves the tradition out of views that choose no tradition; it
	// is set for the public holidays of other Länder.
	OnRequest bool
	// Off leaves the tradition out of everything that is shown; see
	// [Calendar.Shown].
	Off bool
	// Note says in a sentence or two what the table leaves out.
	Note        Name
	Observances []Observance
}

// convention returns one of the tradition's conventions by its id.
func (t *Tradition) convention(id string) (Convention, bool) {
	for _, k := range t.Conventions {
		if k.ID == id {
			return k, true
		}
	}
	return Convention{}, false
}
