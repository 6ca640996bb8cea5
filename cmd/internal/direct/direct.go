package direct

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
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
	Events      Kind = "events"
)

// An Answer answers a question in a few lines.
type Answer struct {
	Kind  Kind
	Lines []Line
	// Guess is the name that was meant, if the one that was typed has a typing
	// error.
	Guess string
	// Whole means that the query is answered as a whole, and that its words, such as
	// "heute", say nothing of what else may be found. About is what else is to be looked
	// for if that is another text than the query: of "Пасха когда" the feast.
	Whole bool
	About string
}

// Targets returns the days and contacts that the answer is about, by the items under
// which the index knows them. An answer that is nil has none.
func (a *Answer) Targets() []string {
	var out []string
	if a != nil {
		for _, l := range a.Lines {
			if l.Target != "" {
				out = append(out, l.Target)
			}
		}
	}
	return out
}

// whole sets whether an answer, which may be nil, answers the query as a whole.
func (a *Answer) whole(is bool) *Answer {
	if a != nil {
		a.Whole = is
	}
	return a
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
	All        string // what URL leads to if the line names only some: all of them
	// From and To are the days it names, Certainty how sure they are, Checked
	// when somebody looked it up; zero if that is not what it is about.
	From, To  calendar.Date
	Certainty calendar.Certainty
	Checked   calendar.Date
	// Contact is whom it is about, and First the field that was asked for.
	Contact *content.Contact
	First   german.Intent
	// claim is how much the day has it for its own name, see [dayname.Index.Claim].
	claim int
}

// An Asker knows whom to ask. All addresses are those of pages in the language of
// Words.
type Asker struct {
	Words    *locale.Printer
	Calendar *calendar.Calendar
	Names    *dayname.Index
	Profiles *profile.Set
	Land     calendar.Land
	School   []school.Holiday // of the Land; none if they are not known
	// Workday reports whether a day is a working day of the house.
	Workday  func(calendar.Date) bool
	Today    calendar.Date
	Language *german.Language
	House    *search.House // the words of the house, nil for none
	// Rank returns the place of an occurrence's weight for planning among all
	// weights, 0 for the greatest.
	Rank func(*calendar.Occurrence) int
	// Contacts finds contacts by a text, best first.
	Contacts func(text string) ([]*content.Contact, error)
	// Titled reports whether a title of anything but contacts has a text.
	Titled func(text string) (bool, error)
	// Events finds the events of the house from one day to another, the first first, and
	// Programme is the address of their list.
	Events    func(from, to calendar.Date) ([]*content.Event, error)
	Programme func() string
	// Addresses of an observance, of a day, of a month, of a year's public
	// holidays, of the check of a date, and of a contact.
	Observance func(calendar.ID) string
	On         func(calendar.Date) string
	Month      func(year int, m time.Month) string
	// Traditions returns the address of what some traditions keep in the month of a
	// day, or in its year.
	Traditions func(d calendar.Date, year bool, traditions []string) string
	Holidays   func(year int) string
	Check      func(calendar.Date) string
	Of         func(*content.Contact) string
}

// Answer answers a query, or returns nil if it does not know for sure.
func (a *Asker) Answer(text string) (*Answer, error) {
	q := german.ReadQuestion(text)
	for _, answer := range []func(german.Question) (*Answer, error){a.person, a.responsible, a.events} {
		if out, err := answer(q); out != nil || err != nil {
			return out, err
		}
	}
	for _, answer := range []func(german.Question) *Answer{a.greeting, a.schoolFree, a.bridge, a.numbered, a.holiday, a.until, a.date, a.schoolHolidays, a.day, a.feastOn, a.both} {
		if out := answer(q); out != nil {
			out.Guess = cmp.Or(out.Guess, q.Guess)
			return out, nil
		}
	}
	return nil, nil
}

// asksElse reports whether a question is about somebody, about what to say or about schools,
// whatever day it names.
func asksElse(q german.Question) bool {
	return slices.ContainsFunc([]german.Intent{german.AskResponsible, german.AskLeads, german.AskWho, german.AskPhone, german.AskMail, german.AskRoom, german.AskWhere, german.AskGreeting, german.AskSchoolFree}, q.Asks)
}

// answered returns an answer with as many lines as one may have, or nil if there
// are none.
func answered(k Kind, guess string, lines []Line) *Answer {
	if len(lines) == 0 {
		return nil
	}
	return &Answer{Kind: k, Guess: guess, Lines: lines[:min(len(lines), maxLines)]}
}

// A subject is what a question is about: the observances that have a name, which is the
// guess if another was typed, and the year that is asked for.
type subject struct {
	ids         []calendar.ID
	name, guess string
	year        int
}

// named returns the observances that a question is about by their whole name, and
// the year that it asks for: one within the name is none.
func (a *Asker) named(q german.Question) subject {
	text := strings.TrimRight(q.Text, " ?!")
	dated := strings.TrimSuffix(text, " "+strconv.Itoa(q.Year))
	for _, s := range []subject{ // what seems to ask may be of the name: "Beginn der Passionszeit"
		{name: text}, {name: dated, year: q.Year}, {name: q.Full}, {name: q.Whole, year: q.Year}, {name: q.About, year: q.Year},
	} {
		if s.ids = a.Names.Exactly(s.name); len(s.ids) > 0 {
			return s
		}
	}
	for _, name := range german.Declined(q.About) {
		if ids := a.Names.Exactly(name); len(ids) > 0 {
			return subject{ids: ids, name: q.About, year: q.Year}
		}
	}
	if _, _, month := datecheck.ReadMonth(q.About, a.Today); month {
		return subject{}
	}
	for _, name := range slices.Compact([]string{dated, q.Whole, q.About}) {
		if ids, guess := a.Names.Named(name, q.Asks(german.AskDate) || q.Asks(german.AskUntil)); len(ids) > 0 {
			return subject{ids, guess, guess, q.Year}
		}
	}
	return subject{}
}

// sentence ends a text with a full stop, unless what is quoted ends it.
func sentence(s string) string {
	if end := strings.TrimRight(s, "“”"); strings.HasSuffix(end, ".") || strings.HasSuffix(end, "!") || strings.HasSuffix(end, "?") {
		return s
	}
	return s + "."
}
