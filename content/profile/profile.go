package profile

import (
	"cmp"
	"math"
	"slices"

	"vielfalt/calendar"
)

// A Profile says what an observance is.
type Profile struct {
	// Observances are those the profile is for: usually one, several if a feast
	// is in more than one calendar.
	Observances []calendar.ID
	// Text says what it is, in 40 to 80 German words.
	Text Text
	// Names are names in other scripts or languages and how they are
	// pronounced.
	Names []Name
	// Spellings are other names of the same day, which are shown. Variants are
	// further ways to write its names, and Searched are words that people type but
	// that are no names of the day, or names that hurt: only the search knows both.
	Spellings, Variants, Searched []string
	// KeptBy says who keeps it, if not all of the tradition do; it may be empty.
	KeptBy Text
	// Plain says the same in three sentences of Einfache Sprache; none if there
	// is no such version.
	Plain    []string
	Greeting Greeting
	// Work says what it means at work, and Days where single days of it, or its
	// eve, mean something else; see [Profile.On].
	Work Work
	Days []Span
	wide []Span // Days, the widest first
	Law  Law
	// Absence is what rules say of being away on the day, those of the house's
	// Land first.
	Absence []Absence
	// Sources are what the texts cite, in the order of first citation.
	Sources []Source
	Review  Review
	// Changed is the day on which what it says last changed. Subscribers'
	// calendars tell from it that their entry is to be replaced.
	Changed calendar.Date
}

// firstChanged is the Changed of profiles that do not say: the day on which
// calendars began to carry what they say.
func firstChanged() calendar.Date { return calendar.NewDate(2026, 11, 27) }

// A Text is German prose that gives the source of every statement.
type Text []Statement

// A Statement is one sentence.
type Statement struct {
	Text string
	// Sources are indexes into Profile.Sources, from 1.
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
	// Translit is how it is written in Latin letters, if Text is not.
	Translit string
	// Say is how German speakers may pronounce it, with the stressed syllable
	// in capitals: "Id al-FI-tr". Empty if it is not known.
	Say string
}

// Congratulate says whether one congratulates on a day.
type Congratulate string

// Whether one congratulates.
const (
	Yes     Congratulate = "yes"
	No      Congratulate = "no" // a day of mourning or penance
	Depends Congratulate = "depends"
	Unusual Congratulate = "unusual" // a day for something, on which nobody thinks of congratulating
)

// A Greeting says what to say and what to avoid.
type Greeting struct {
	Congratulate Congratulate
	// Say are words to say; if there are none, Instead says why, and what is
	// kind instead.
	Say     []Phrase
	Instead Text
	// Notes say when to say them and to whom, Avoid what not to say or do,
	// Gifts whether cards or food are appropriate; each may be empty.
	Notes, Avoid, Gifts Text
}

// A Phrase is a greeting.
type Phrase struct {
	Text string
	Lang string // language tag; "de" if it is German
	// Translit is how it is written in Latin letters, if Text is not.
	Translit string
	// Say is how it is pronounced and Means what it means, in German; empty if
	// the phrase is German. English is what it means in English.
	Say, Means, English string
	Sources             []int
}

// Advice says how much weight to give a day when planning something.
type Advice string

// How much weight a day has.
const (
	Avoid    Advice = "avoid"
	Consider Advice = "consider"
	NoEffect Advice = "none"
)

// Advices lists how much weight a day can have, the most first.
func Advices() []Advice { return []Advice{Avoid, Consider, NoEffect} }

// Work says what a day means at work.
type Work struct {
	Meetings, Travel, Catering Effect
}

// An Effect is advice and the reason for it. The reason may be empty if there
// is no effect.
type Effect struct {
	Advice Advice
	Why    Text
}

// A Span says what holds on some days of an observance.
type Span struct {
	// From and To count days from 1, inclusive. [Eve] is the day before the
	// first one, [Last] the last one, however long the observance is.
	From, To int
	// Text says what is different on these days; it may be empty.
	Text Text
	// Work replaces what holds in general; an effect without advice does not.
	Work Work
}

// Days that have a name in place of a number.
const (
	Eve  = 0
	Last = -1
)

// holds reports whether the span has day n of an observance of so many days.
func (s Span) holds(n, of int) bool {
	from, to := s.From, s.To
	if from == Last {
		from = of
	}
	if to == Last {
		to = of
	}
	return from <= n && n <= to
}

// width is how many days the span has; very many if it runs to the last one.
func (s Span) width() int {
	if s.From >= 1 && s.To == Last {
		return math.MaxInt
	}
	return s.To - s.From + 1
}

// On returns what holds on day n of an observance of so many days, n being
// [Eve] for the day before: what is different on that day, if anything, and
// what it means at work. On an eve of which nothing is said it means nothing.
func (p *Profile) On(n, of int) (Text, Work) {
	work, text := p.Work, Text(nil)
	if n == Eve {
		work = Work{Effect{Advice: NoEffect}, Effect{Advice: NoEffect}, Effect{Advice: NoEffect}}
	}
	if len(p.Days) == 0 {
		return nil, work
	}
	wide := p.wide
	if wide == nil {
		wide = widestFirst(p.Days)
	}
	for _, s := range wide {
		if !s.holds(n, of) {
			continue
		}
		text = append(text, s.Text...)
		work.replace(s.Work)
	}
	return text, work
}

// widestFirst orders spans so that a narrow one says what differs from a wide one.
func widestFirst(all []Span) []Span {
	return slices.SortedStableFunc(slices.Values(all), func(a, b Span) int { return cmp.Compare(b.width(), a.width()) })
}

// Weight returns how much weight its days have when meetings are planned: the
// most that any of them has, the eve aside.
func (p *Profile) Weight() Advice {
	most := p.Work.Meetings.Advice
	for _, s := range p.Days {
		if a := s.Work.Meetings.Advice; s.To != Eve && a.Heavier(most) {
			most = a
		}
	}
	return most
}

// Heavier reports whether the advice has more weight than another.
func (a Advice) Heavier(than Advice) bool {
	order := []Advice{"", NoEffect, Consider, Avoid}
	return slices.Index(order, a) > slices.Index(order, than)
}

// none reports whether no effect has advice.
func (w Work) none() bool {
	return w.Meetings.Advice == "" && w.Travel.Advice == "" && w.Catering.Advice == ""
}

// replace takes over the effects that have advice.
func (w *Work) replace(by Work) {
	for _, e := range []struct {
		into *Effect
		by   Effect
	}{{&w.Meetings, by.Meetings}, {&w.Travel, by.Travel}, {&w.Catering, by.Catering}} {
		if e.by.Advice != "" {
			*e.into = e.by
		}
	}
}

// Status is what the law of a Land makes of a day.
type Status string

// What the law makes of a day.
const (
	PublicHoliday Status = "public-holiday"    // in North Rhine-Westphalia, Feiertagsgesetz NW § 2 (1)
	FormerHoliday Status = "former-holiday"    // it was one
	Remembrance   Status = "remembrance"       // § 2 (2), days of remembrance and mourning
	SilentDay     Status = "silent-day"        // § 6; such a day may be a public holiday as well
	EveningBan    Status = "protected-evening" // § 7: no dancing or the like from a certain hour on
	RightToBeAway Status = "right-to-absence"  // § 9: people may stay away from work
	// These are not from that act: leave may be granted at discretion; the staff
	// is released as far as its duties allow.
	LeaveOnRequest Status = "leave-on-request"
	OffDuty        Status = "off-duty"
)

// A Law says what the law of a Land makes of the day. The zero value means that
// the law of the house's Land is not recorded here.
type Law struct {
	// Land is the Land whose law it is.
	Land calendar.Land
	// Status lists all that apply. An empty list means that no rule is recorded,
	// and not that there is none: nobody has read every act for every day.
	Status []Status
	Text   Text
	// Section is where the law says so, "Feiertagsgesetz NW § 9", and Checked
	// the day on which that was looked up; empty and zero without a status.
	Section string
	Checked calendar.Date
	// Quiet are the hours of a SilentDay or an EveningBan in which what
	// entertains in public is restricted.
	Quiet Hours
}

// Hours are hours of one day, in minutes after midnight: From 960 To 1440 is 16
// to 24 h. The zero value holds none.
type Hours struct{ From, To int }

// Meet reports whether an event from one minute of the day to another is partly
// within the hours.
func (h Hours) Meet(from, to int) bool { return from < h.To && h.From < to }

// A Source is a book, a law or a page.
type Source struct {
	Key string
	// Title names it so that it can be found, URL is its address if it is
	// online, Checked is the day on which it was last read.
	Title   string
	URL     string
	Checked calendar.Date
	// Weak says why a better source is wanted, "Lokalpresse"; empty if it is good.
	Weak string
}

// A Review says who has checked a profile and when. The zero value means that
// nobody has yet.
type Review struct {
	By string
	On calendar.Date
}

// Done reports whether anybody has reviewed the profile.
func (r Review) Done() bool { return r.By != "" }
