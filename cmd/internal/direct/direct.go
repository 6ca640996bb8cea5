package direct

import (
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/dayname"
	"vielfalt/content"
	"vielfalt/content/datecheck"
	"vielfalt/content/profile"
	"vielfalt/search"
	"vielfalt/search/german"
	"vielfalt/themes/locale"
)

// A Kind is a kind of answer.
type Kind string

// The kinds, as the JSON interface names them.
const (
	Date        Kind = "date"
	Day         Kind = "day"
	Holiday     Kind = "holiday"
	Greeting    Kind = "greeting"
	Responsible Kind = "responsible"
	Person      Kind = "person"
)

// An Answer answers a question in a few lines.
type Answer struct {
	Kind  Kind
	Lines []Line
	// Guess is the name that was meant, if the one that was typed has a typing
	// error.
	Guess string
}

// maxLines is how many lines an answer has at most.
const maxLines = 4

// A Line is one line of an answer, each with where more is to be read.
type Line struct {
	// Target is the id of the observance or of the contact that it is about;
	// empty if it is about a date.
	Target string
	// Text says it in full; it begins with Name, what it is about, if there is
	// one.
	Name, Text string
	Lang       string // of Text, if it is not that of the page
	URL        string
	// From and To are the days it names, Certainty how sure they are, Checked
	// when somebody looked it up; zero if that is not what it is about.
	From, To  calendar.Date
	Certainty calendar.Certainty
	Checked   calendar.Date
	// Contact is whom it is about, and First the field that was asked for.
	Contact *content.Contact
	First   german.Intent
}

// An Asker knows whom to ask. All addresses are those of pages in the language of
// Words.
type Asker struct {
	Words    *locale.Printer
	Calendar *calendar.Calendar
	Names    *dayname.Index
	Profiles *profile.Set
	Land     calendar.Land
	Today    calendar.Date
	Language *german.Language
	House    *search.House // the words of the house, nil for none
	// Rank returns the place of an occurrence's weight for planning among all
	// weights, 0 for the greatest.
	Rank func(*calendar.Occurrence) int
	// Contacts finds contacts by a text, best first.
	Contacts func(text string) ([]*content.Contact, error)
	// Addresses of an observance, of a day, of a month, of a year's public
	// holidays, of the check of a date, and of a contact.
	Observance func(calendar.ID) string
	On         func(calendar.Date) string
	Month      func(year int, m time.Month) string
	Holidays   func(year int) string
	Check      func(calendar.Date) string
	Of         func(*content.Contact) string
}

// Answer answers a query, or returns nil if it does not know for sure.
func (a *Asker) Answer(text string) (*Answer, error) {
	q := german.ReadQuestion(text)
	for _, answer := range []func(german.Question) (*Answer, error){a.person, a.responsible} {
		if out, err := answer(q); out != nil || err != nil {
			return out, err
		}
	}
	for _, answer := range []func(german.Question) *Answer{a.greeting, a.holiday, a.date, a.day} {
		if out := answer(q); out != nil {
			return out, nil
		}
	}
	return nil, nil
}

// answered returns an answer with as many lines as one may have, or nil if there
// are none.
func answered(k Kind, guess string, lines []Line) *Answer {
	if len(lines) == 0 {
		return nil
	}
	return &Answer{Kind: k, Guess: guess, Lines: lines[:min(len(lines), maxLines)]}
}

// named returns the observances that a question is about by their whole name, and
// the year that it asks for: one within the name is none.
func (a *Asker) named(q german.Question) (ids []calendar.ID, guess string, year int) {
	for _, name := range []string{q.Full, q.Whole, q.About} {
		if ids, guess := a.Names.Named(name); len(ids) > 0 && guess == "" {
			if name == q.Full && q.Full != q.Whole {
				return ids, "", 0
			}
			return ids, "", q.Year
		}
	}
	if _, _, month := datecheck.ReadMonth(q.About, a.Today); month {
		return nil, "", 0
	}
	ids, guess = a.Names.Named(q.About)
	return ids, guess, q.Year
}

// sentence ends a text with a full stop, unless what is quoted ends it.
func sentence(s string) string {
	if end := strings.TrimRight(s, "“”"); strings.HasSuffix(end, ".") || strings.HasSuffix(end, "!") || strings.HasSuffix(end, "?") {
		return s
	}
	return s + "."
}
