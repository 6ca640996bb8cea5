package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content/datecheck"
	"vielfalt/themes"
)

// date reads the variables "year", "month" and "day"; days out of range do not
// exist.
func date(rq *site.Request) (calendar.Date, error) {
	y, err := year(rq)
	if err != nil {
		return 0, err
	}
	m, _ := strconv.Atoi(rq.Variable("month")) // the route takes digits only
	n, _ := strconv.Atoi(rq.Variable("day"))
	d := calendar.NewDate(y, time.Month(m), n)
	if dy, dm, dd := d.Gregorian(); dy != y || int(dm) != m || dd != n {
		return 0, site.ErrNotFound
	}
	return d, nil
}

// dayPath returns the address of a day's page; empty for a day that has none.
func (s *server) dayPath(lang, route string, d calendar.Date) string {
	y, m, n := d.Gregorian()
	if y < firstYear || y > lastYear {
		return ""
	}
	return s.Path(lang, route, "year", strconv.Itoa(y), "month", strconv.Itoa(int(m)), "day", strconv.Itoa(n))
}

// showDay answers GET /kalender/{jahr}/{monat}/{tag}: all that there is on one
// day.
func (s *server) showDay(rq *site.Request) (themes.Page, error) {
	d, err := date(rq)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(rq.Variable("month"), "0") || strings.HasPrefix(rq.Variable("day"), "0") {
		return nil, site.Moved(s.dayPath(rq.Lang, "day", d))
	}
	f, q := s.CalendarFilter(rq)
	words := rq.Words
	p := &themes.DayPage{Base: s.Base(rq, words.LongDate(d), "calendar"), Date: d, Sun: sunDay(d, s.Region.Seat)}
	site.WithQuery(&p.Base, q)
	p.Title = s.narrowed(rq, p.Title, f)
	p.Description = words.T("day.lead", "Date", words.Date(d))
	y, m, _ := d.Gregorian()
	p.Trail = []themes.Link{{Title: words.T("nav.calendar"), URL: s.Path(rq.Lang, "calendar")}, s.monthLink(rq, y, m, nil)}
	p.Previous, p.Next = s.dayPath(rq.Lang, "day", d-1), s.dayPath(rq.Lang, "day", d+1)
	p.Check = site.Address(s.Path(rq.Lang, "datecheck"), url.Values{"datum": {d.String()}})
	p.ICS = s.dayPath(rq.Lang, "day.ics", d)
	p.JSON = site.Address(s.Path(rq.Lang, "api.occurrences"), url.Values{"from": {d.String()}, "to": {d.String()}})
	c, err := s.Checker(rq, d, d, asItIs)
	if err != nil {
		return nil, err
	}
	p.Day = c.Day(d)
	articles, err := s.articlesByObservance(rq)
	if err != nil {
		return nil, err
	}
	found := make(map[calendar.ID]datecheck.Finding)
	for _, f := range p.Day.Findings {
		found[f.ID] = f
	}
	for _, o := range rq.Calendar.Occurrences(d, d+1, f) {
		e := themes.DayEntry{Entry: s.entry(rq, o, d, articles)}
		e.Finding = found[o.Observance.ID]
		e.Greeting = s.greeting(o.Observance.ID)
		switch {
		case o.GoesOn(d):
			p.Running = append(p.Running, e)
		case o.Covers(d):
			p.Entries = append(p.Entries, e)
		case o.IsEve(d):
			p.Eves = append(p.Eves, e)
		}
	}
	for _, list := range [][]themes.DayEntry{p.Entries, p.Eves, p.Running} {
		slices.SortStableFunc(list, func(a, b themes.DayEntry) int { return themes.ByWeight(a.Entry, b.Entry) })
	}
	for _, f := range p.Day.Findings {
		switch {
		case f.Relation == datecheck.InTheHouse:
		case f.Relation == datecheck.Possible && len(q) == 0:
			p.Perhaps = append(p.Perhaps, f)
		case f.Relation == datecheck.BridgeDay:
			p.Bridge = &f
		case f.ID == "":
			p.Also = append(p.Also, f)
		}
	}
	p.Events, err = s.Events(rq, d, d, dayEvents)
	return p, err
}

// dayEvents is how many events of the house a day names.
const dayEvents = 50

// greeting returns what to say on a day first of all; nil if there is nothing.
func (s *server) greeting(id calendar.ID) *themes.Greeting {
	p, ok := s.Profiles().Of(id)
	if !ok || len(p.Greeting.Say) == 0 {
		return nil
	}
	return &themes.Greeting{Phrase: p.Greeting.Say[0], More: len(p.Greeting.Say) > 1}
}

// showDayICS answers GET /kalender/{jahr}/{monat}/{tag}.ics: what is kept on one
// day, to be put into a calendar.
func (s *server) showDayICS(rq *site.Request) (site.Document, error) {
	d, err := date(rq)
	if err != nil {
		return site.Document{}, err
	}
	f, _ := s.CalendarFilter(rq)
	c := s.observances(rq, s.narrowed(rq, rq.Words.LongDate(d), f))
	c.Description = rq.Words.T("day.lead", "Date", rq.Words.Date(d))
	c.Span = true // its first and last days are others
	c.Occurrences = rq.Calendar.Occurrences(d, d, f)
	return s.ics(d.String()+".ics", c)
}
