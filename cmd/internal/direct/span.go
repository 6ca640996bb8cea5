package direct

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/spelling"
	"vielfalt/content/datecheck"
	"vielfalt/search/german"
)

// A span is some days that a question is about.
type span struct {
	name        string
	first, last calendar.Date
	url         string
	guess       string // the month that was meant, if it is misspelt
	near        bool   // it is told from today, not by its name
	year        bool   // it is a whole year or more
}

// spans reads the days that a question is about: about is what it asks for besides them,
// "Mai" in "Feste im Mai". The days must be all that remains. There is more than one if
// several are named, or people mean different ones by what is asked, and none if it asks for
// no days.
func (a *Asker) spans(q german.Question, about string) []span {
	monday := a.Today.OnOrBefore(time.Monday)
	weekend := a.Today >= monday+5
	year, month, _ := a.Today.Gregorian()
	switch {
	case q.Asks(german.AskNext):
	case about != "":
		if q.Week > 0 {
			return nil
		}
		part, month := partOf(q, about)
		if s, ok := a.monthNamed(q, month); ok {
			return []span{a.partly(s, part)}
		}
		if breaks := a.duringBreaks(q, about); len(breaks) > 0 {
			return breaks
		}
		return a.between(q, about)
	case q.Week > 0:
		if s, ok := a.weekNumbered(q); ok {
			return []span{s}
		}
	case q.Year > 0: // what is near is of no year that has to be named
	case q.Asks(german.AskWeekend), q.Asks(german.AskComingWeekend) && !weekend:
		return []span{a.week(a.Words.T("answer.weekend"), monday+5)}
	case q.Asks(german.AskComingWeekend), q.Asks(german.AskNextWeekend) && weekend:
		return []span{a.week(a.Words.Range(monday+12, monday+13), monday+12)}
	case q.Asks(german.AskNextWeekend): // this one for some, and the one after for others
		return []span{a.week(a.Words.Range(monday+5, monday+6), monday+5), a.week(a.Words.Range(monday+12, monday+13), monday+12)}
	case q.Asks(german.AskWeek):
		return []span{a.week(a.Words.T("answer.week"), monday)}
	case q.Asks(german.AskNextWeek):
		return []span{a.week(a.Words.T("answer.nextweek"), monday+7)}
	case q.Asks(german.AskMonth):
		s := a.month(year, month)
		s.near = true
		return []span{s}
	case q.Asks(german.AskNextMonth):
		s := a.month(monthOf(calendar.NewDate(year, month+1, 1)))
		s.near = true
		return []span{s}
	}
	return nil
}

// yearOf reads the year that a question is about, or the next twelve months if it names
// none.
func (a *Asker) yearOf(q german.Question) (span, bool) {
	y := a.yearAsked(q)
	if y == 0 {
		return span{name: a.Words.T("answer.ahead"), first: a.Today, last: a.Today + 364, year: true}, true
	}
	s := span{name: strconv.Itoa(y), first: calendar.NewDate(y, time.January, 1), last: calendar.NewDate(y, time.December, 31), year: true}
	return s, y >= firstYear && y <= lastYear
}

// yearAsked returns the year that a question names, 0 for none.
func (a *Asker) yearAsked(q german.Question) int {
	switch {
	case q.Year > 0:
		return q.Year
	case q.Asks(german.AskNextYear):
		return a.Today.Year() + 1
	case q.Asks(german.AskThisYear):
		return a.Today.Year()
	case q.Asks(german.AskLastYear):
		return a.Today.Year() - 1
	case q.Asks(german.AskYearAfterNext):
		return a.Today.Year() + 2
	}
	return 0
}

// week returns the days of a week from one to its Sunday.
func (a *Asker) week(name string, first calendar.Date) span {
	last := first.OnOrBefore(time.Monday) + 6
	return span{name: name, first: first, last: last, url: a.Month(monthOf(last)), near: true}
}

// month returns a month.
func (a *Asker) month(year int, m time.Month) span {
	return span{
		name: a.monthOfYear(year, m), url: a.Month(year, m),
		first: calendar.NewDate(year, m, 1), last: calendar.NewDate(year, m+1, 1) - 1,
	}
}

// monthNamed reads a month by its name, with one typing error at most: the next of its
// kind, or that of the year that is asked for.
func (a *Asker) monthNamed(q german.Question, name string) (span, bool) {
	for _, id := range a.Names.Exactly(name) {
		if a.Names.Claim(id, name) > 0 {
			return span{}, false // "Jul" is a feast, and short for a month
		}
	}
	guess := ""
	year, m, ok := datecheck.ReadMonth(name, a.Today)
	if !ok {
		if guess = a.monthMeant(name); guess != "" {
			year, m, ok = datecheck.ReadMonth(guess, a.Today)
		}
	}
	if y := a.yearAsked(q); y > 0 {
		year = y
	}
	if !ok || year < firstYear || year > lastYear {
		return span{}, false
	}
	s := a.month(year, m)
	s.guess = guess
	return s, true
}

// monthPart is what stands before a month of which a part is meant.
var monthPart = regexp.MustCompile(`(?i)\b(anfang|mitte|ende)\s+(\pL+)`)

// partOf reads which part of a month is asked for, and the month: "Mitte März". "Ende" is
// no longer in what a question is about, as people ask so for the end of a feast.
func partOf(q german.Question, about string) (part, month string) {
	m := monthPart.FindStringSubmatch(q.Text)
	if m == nil {
		return "", about
	}
	month = strings.TrimSpace(strings.TrimPrefix(about, m[1]))
	if !strings.EqualFold(month, m[2]) {
		return "", about
	}
	return strings.ToLower(m[1]), month
}

// partly returns a third of a month, or all of it.
func (a *Asker) partly(s span, part string) span {
	switch part {
	case "anfang":
		s.last = s.first + 9
	case "mitte":
		s.first, s.last = s.first+10, s.first+19
	case "ende":
		s.first += 20
	default:
		return s
	}
	s.name = a.Words.Range(s.first, s.last)
	return s
}

// leastMonth is how many letters the name of a month has that is known by it with a
// typing error: of "Juni" that would be "Juli".
const leastMonth = 5

// monthMeant returns the month that a word is but for one typing error; empty if there
// is none, or if it is a word of its own.
func (a *Asker) monthMeant(word string) string {
	folded := spelling.Fold(word)
	if utf8.RuneCountInString(folded) < leastMonth || strings.Contains(folded, " ") || german.Ordinary(word) {
		return ""
	}
	for m := time.January; m <= time.December; m++ {
		name := a.Words.Month(m)
		if utf8.RuneCountInString(name) >= leastMonth && spelling.Near(folded, spelling.Fold(name), 1) {
			return name
		}
	}
	return ""
}

func monthOf(d calendar.Date) (int, time.Month) {
	y, m, _ := d.Gregorian()
	return y, m
}
