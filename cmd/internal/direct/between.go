package direct

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/content/datecheck"
	"vielfalt/search/german"
)

// maxBetween is how many days there are at most from one to another for what is kept on
// them to be told.
const maxBetween = 366

// Two months or days, and what stands between them: a hyphen if both are months, or both days.
var (
	fromTo   = regexp.MustCompile(`(?i)^(zwischen |between |from )?(?:dem )?(.+?) (bis|und|to|and|until|till) (?:zum |dem |einschließlich )?(.+)$`)
	hyphened = regexp.MustCompile(`^(\pL+\.?|\d[\d.]*) ?[-–] ?(\pL+\.?|\d[\d.]*(?: ?\pL+)?)$`)
	endYear  = regexp.MustCompile(`^(.*?) (\d{4})$`)
	dayAlone = regexp.MustCompile(`^(\d{1,2})\.?$`)
)

// between reads the days from one to another, "März bis Mai", "zwischen 1.4. und 30.6.2027",
// or two months, "März und Mai"; none if about is anything else.
func (a *Asker) between(q german.Question, about string) []span {
	from, to, run := "", "", true
	if m := fromTo.FindStringSubmatch(about); m != nil {
		and := strings.EqualFold(m[3], "und") || strings.EqualFold(m[3], "and")
		from, to, run = m[2], m[4], !and || m[1] != "" && !strings.EqualFold(m[1], "from ")
	} else if m := hyphened.FindStringSubmatch(about); m != nil {
		from, to = m[1], m[2]
	}
	if from == "" {
		return nil
	}
	if !run {
		first, ok := a.monthNamed(q, from)
		second, also := a.monthNamed(q, to)
		if !ok || !also || second.first <= first.first {
			return nil // one of them may be of another year
		}
		return []span{first, second}
	}
	s, ok := a.fromMonth(q, from, to)
	if !ok {
		s, ok = a.fromDay(q, from, to)
	}
	if !ok || s.last <= s.first || s.last-s.first >= maxBetween || s.first.Year() < firstYear || s.last.Year() > lastYear {
		return nil
	}
	s.url = a.Traditions(s.first, true, nil)
	return []span{s}
}

// fromMonth reads the days from one month to another. A year may be that of the last, and
// without any they are those that are not over.
func (a *Asker) fromMonth(q german.Question, from, to string) (s span, ok bool) {
	until := 0
	if m := endYear.FindStringSubmatch(to); m != nil {
		to = m[1]
		until, _ = strconv.Atoi(m[2]) // of four digits
	}
	first, ok := words.Month(strings.TrimSuffix(from, "."))
	last, also := words.Month(strings.TrimSuffix(to, "."))
	if !ok || !also || first == last && until == 0 {
		return s, false
	}
	beyond := 0 // years between them
	if last < first {
		beyond = 1
	}
	year := a.yearAsked(q)
	switch {
	case until > 0:
		beyond = until - year
	case year > 0 && lastSaid(q):
		year -= beyond
	case year == 0:
		for year = a.Today.Year() - 1; calendar.NewDate(year+beyond, last+1, 1) <= a.Today; {
			year++
		}
	}
	s.first, s.last = calendar.NewDate(year, first, 1), calendar.NewDate(year+beyond, last+1, 1)-1
	begin := a.Words.Month(first)
	if beyond > 0 {
		begin = a.monthOfYear(year, first)
	}
	s.name = a.Words.T("answer.between", "From", begin, "To", a.monthOfYear(year+beyond, last))
	return s, true
}

// fromDay reads the days from one date to another.
func (a *Asker) fromDay(q german.Question, from, to string) (s span, ok bool) {
	if year := a.yearAsked(q); year > 0 {
		to += " " + strconv.Itoa(year)
	}
	if s.last, ok = datecheck.ReadDay(to, a.Today); !ok {
		if s.last, ok = datecheck.ReadDay(to+".", a.Today); !ok { // as the last word of a question it has lost that
			return s, false
		}
	}
	year, month, _ := s.last.Gregorian()
	if m := dayAlone.FindStringSubmatch(from); m != nil {
		from = m[1] + "." + strconv.Itoa(int(month)) + "."
	}
	for _, written := range []string{from + " " + strconv.Itoa(year), from + " " + strconv.Itoa(year-1), from} {
		if s.first, ok = datecheck.ReadDay(written, a.Today); ok && s.first < s.last {
			break
		}
	}
	s.name = a.Words.Range(s.first, s.last)
	return s, ok
}

// lastSaid reports whether a question ends with its year.
func lastSaid(q german.Question) bool {
	return q.Year > 0 && strings.HasSuffix(strings.TrimRight(q.Text, " ?!."), strconv.Itoa(q.Year))
}

// monthOfYear writes a month with its year.
func (a *Asker) monthOfYear(year int, m time.Month) string {
	return a.Words.T("calendar.month", "Month", a.Words.Month(m), "Year", year)
}
