package profile

import (
	"vielfalt/calendar"
)

// A Profile says what an observance is.
type Profile struct {
	// Observances are those the profile is for: one, as a rule; several where a
	// feast is kept by more than one calendar.
	Observances []calendar.ID
	// Text says what it is, in 40 to 80 German words.
	Text Text
	// Names are names in other scripts or languages and how they are spoken.
	Names []Name
	// Spellings are further ways to write the name, which people search for.
	Spellings []string
	Greeting  Greeting
	Work      Work
	Law       Law
	// Sources are what the texts cite, in the order in which they first do.
	Sources []Source
	Review  Review
}

// A Text is German prose that says for every statement where it is from.
type Text []Statement

// A Statement is one sentence.
type Statement struct {
	Text string
	// Sources are numbers of Profile.Sources, from 1.
	Sources []int
}

// String returns the text without its sources.
func (t Text) String() string {
	var out string
	for i, s := range t {
		if i > 0 {
			out += " "
		}
		out += s.Text
	}
	return out
}

// A Name is a name in another script or language.
type Name struct {
	Text string
	Lang string // language tag (BCP 47), "ar"
	// Say is how German speakers may pronounce it, the stressed syllable in
	// capitals: "Id al-FI-tr". Empty where it is not known.
	Say string
}

// Congratulate says whether one congratulates on a day.
type Congratulate string

// Whether one congratulates.
const (
	Yes     Congratulate = "yes"
	No      Congratulate = "no" // a day of mourning or penance
	Depends Congratulate = "depends"
)

// A Greeting is the card that says what to say and what better not.
type Greeting struct {
	Congratulate Congratulate
	// Say are greetings in use; none where nothing special is said.
	Say []Phrase
	// Notes say when and to whom, Avoid what better not to say or do, Gifts
	// whether cards or food fit; each may be empty.
	Notes, Avoid, Gifts Text
}

// A Phrase is a greeting.
type Phrase struct {
	Text string
	Lang string // language tag; "de" where it is German
	// Say is how it is spoken and Means what it means, in German; empty where
	// the phrase is German.
	Say, Means string
	Sources    []int
}

// Advice says how much a day weighs when something is planned.
type Advice string

// How much a day weighs.
const (
	Avoid    Advice = "avoid"
	Consider Advice = "consider"
	NoEffect Advice = "none"
)

// Work says what a day means at work.
type Work struct {
	Meetings, Travel, Catering Effect
}

// An Effect is advice and the reason for it. The reason may be empty where
// there is no effect.
type Effect struct {
	Advice Advice
	Why    Text
}

// Status is what the law of a Land makes of a day.
type Status string

// What the law makes of a day.
const (
	PublicHoliday  Status = "public-holiday"    // in North Rhine-Westphalia, Feiertagsgesetz NW § 2 (1)
	Remembrance    Status = "remembrance"       // § 2 (2), days of remembrance and mourning
	SilentDay      Status = "silent-day"        // § 6; such a day may be a public holiday besides
	EveningBan     Status = "protected-evening" // § 7: no dancing or the like from an hour on
	RightToBeAway  Status = "right-to-absence"  // § 9: work may be left
	ChurchHoliday  Status = "church-holiday"    // § 8: time to attend the service
	NothingSpecial Status = "none"              // the act does not name the day
)

// A Law says what the law of a Land makes of the day. The zero value means that
// no law of the house's Land is kept here.
type Law struct {
	// Land is whose law it is.
	Land calendar.Land
	// Status holds all that apply; none means NothingSpecial.
	Status []Status
	Text   Text
	// Section is where it stands, "Feiertagsgesetz NW § 9", and Checked the day
	// on which that was looked up; empty and zero for NothingSpecial.
	Section string
	Checked calendar.Date
}

// A Source is a book, a law or a page.
type Source struct {
	Key string
	// Title names it so that it can be found, URL leads to it where it is on
	// the net, Checked is the day on which it was last read.
	Title   string
	URL     string
	Checked calendar.Date
}

// A Review says who has checked a profile and when. The zero value means that
// nobody has yet.
type Review struct {
	By string
	On calendar.Date
}

// Done reports whether anybody has reviewed the profile.
func (r Review) Done() bool { return r.By != "" }
