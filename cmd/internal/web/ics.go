package web

import (
	"bytes"
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/themes"
)

const typeICS = "text/calendar"

// The window of calendars in months around the current one.
const (
	windowBack  = 12
	windowAhead = 36
)

// showCalendarICS answers GET /feeds/kalender.ics with the parameters
// tradition, art and gewissheit (all repeatable) and vorabend=1.
func (s *Server) showCalendarICS(rq *request) (feedAnswer, error) {
	f, _ := calendarFilter(rq)
	year, month, _ := rq.today().Gregorian()
	from := calendar.NewDate(year, month-windowBack, 1)
	to := calendar.NewDate(year, month+windowAhead+1, 1) - 1
	c := s.observances(rq, s.narrowed(rq, s.renderer.Printer(rq.lang).T("feed.calendar"), f))
	c.Occurrences = rq.calendar.Occurrences(from, to, f)
	return s.ics("kalender.ics", c)
}

// showObservanceICS answers GET /kalender/tage/{tradition}/{slug}.ics: the
// observance to subscribe to, or with the parameter jahr the one keeping of
// that year of its reckoning, to be put into a calendar.
func (s *Server) showObservanceICS(rq *request) (feedAnswer, error) {
	id := calendar.ID(rq.variable("tradition") + "/" + rq.variable("slug"))
	o, ok := rq.calendar.Observance(id)
	if !ok {
		return feedAnswer{}, errNotFound
	}
	c := s.observances(rq, o.Name.In(rq.lang))
	name := id.Slug()
	year, month, _ := rq.today().Gregorian()
	from, to := calendar.NewDate(year, month-windowBack, 1), calendar.NewDate(year, month+windowAhead+1, 1)-1
	if years := rq.query["jahr"]; len(years) > 0 {
		from, to = calendar.NewDate(year-1, time.January, 1), calendar.NewDate(year+comingYears, time.December, 31)
		c.Occurrences = slices.DeleteFunc(rq.calendar.Of(id, from, to), func(oc calendar.Occurrence) bool { return !slices.Contains(years, strconv.Itoa(oc.Year)) })
		if len(c.Occurrences) == 0 {
			return feedAnswer{}, errNotFound
		}
		name += "-" + strings.Join(years, "-")
	} else {
		c.Occurrences = rq.calendar.Of(id, from, to)
	}
	return s.ics(name+".ics", c)
}

// observances is a calendar that holds occurrences of observances.
func (s *Server) observances(rq *request, name string) ical.Calendar {
	return ical.Calendar{
		Name:        name + " – " + s.SiteName,
		Description: s.renderer.Printer(rq.lang).T("feed.calendar.help"),
		Lang:        rq.lang,
		Eve:         rq.query.Get("vorabend") == "1",
		Seat:        s.Region.Seat,
		Names:       rq.calendar,
		URL: func(id calendar.ID) string {
			return s.absolute(s.path(rq.lang, "observance", "tradition", id.Tradition(), "slug", id.Slug()))
		},
	}
}

// observanceFeeds announces the subscription to one observance.
func (s *Server) observanceFeeds(rq *request, o *calendar.Observance) []themes.FeedLink {
	words := s.renderer.Printer(rq.lang)
	return []themes.FeedLink{{
		Title: words.T("feed.format", "Title", words.T("feed.observance", "Name", o.Name.In(rq.lang)), "Format", "iCalendar"),
		URL:   s.path(rq.lang, "observance.ics", "tradition", o.ID.Tradition(), "slug", o.ID.Slug()), Type: typeICS,
	}}
}

// showEventsICS answers GET /feeds/termine.ics, with the filters of the feeds.
func (s *Server) showEventsICS(rq *request) (feedAnswer, error) {
	year, month, _ := rq.today().Gregorian()
	from := calendar.NewDate(year, month-windowBack, 1).At(0, 0, calendar.Berlin)
	q, _, chosen, err := s.listQuery(rq, content.TypeEvent)
	if err = cmp.Or(err, rq.missing()); err != nil {
		return feedAnswer{}, err
	}
	q.StartsFrom, q.Limit, q.Whole = from, 1000, true
	list, _, err := content.List[*content.Event](rq.ctx, s.Reader, rq.at, q)
	if err != nil {
		return feedAnswer{}, err
	}
	words := s.renderer.Printer(rq.lang)
	c := ical.Calendar{
		Name: s.feedTitle(rq, "feed.events", chosen) + " – " + s.SiteName, Description: words.T("feed.events.help"), Lang: rq.lang, Names: rq.calendar,
	}
	for _, e := range list {
		c.Events = append(c.Events, s.icsEvent(rq, e))
	}
	return s.ics("termine.ics", c)
}

// showEventICS answers GET /termine/{slug}.ics.
func (s *Server) showEventICS(rq *request) (feedAnswer, error) {
	e, err := content.Show[*content.Event](rq.ctx, s.Reader, rq.at, rq.variable("slug"))
	if err != nil {
		return feedAnswer{}, err
	}
	return s.ics(e.Slug+".ics", ical.Calendar{
		Name: e.Title, Lang: rq.lang, Names: rq.calendar, Events: []ical.Event{s.icsEvent(rq, e)},
	})
}

func (s *Server) icsEvent(rq *request, e *content.Event) ical.Event {
	first, last := e.Days()
	out := ical.Event{
		UID: ical.EventUID(e.UID), Summary: e.Title, Location: e.Place, Description: e.Summary,
		URL:   s.absolute(s.path(rq.lang, "event", "slug", e.Slug)),
		Start: e.Start, End: e.End, AllDay: e.AllDay, First: first, Last: last,
		Sequence: e.Sequence, Modified: e.Updated, Cancelled: e.Cancelled,
	}
	if out.Description == "" {
		out.Description = markup.Plain(e.Body)
	}
	for _, t := range shownTraditions(rq, e.Traditions) {
		out.Categories = append(out.Categories, s.traditionName(rq.lang, t))
	}
	out.Categories = append(out.Categories, e.Tags...)
	return out
}

func (s *Server) ics(name string, c ical.Calendar) (feedAnswer, error) {
	var b bytes.Buffer
	if err := ical.Write(&b, c); err != nil {
		return feedAnswer{}, err
	}
	return feedAnswer{mediaType: typeICS + "; charset=utf-8", fileName: name, body: b.Bytes()}, nil
}

// calendarFeeds announces the calendar with the filters of a view: as
// iCalendar, without and with the eves, and as feeds.
func (s *Server) calendarFeeds(rq *request, q url.Values) []themes.FeedLink {
	words := s.renderer.Printer(rq.lang)
	f := filterOf(q)
	path := s.path(rq.lang, "calendar.ics")
	out := []themes.FeedLink{{
		Title: words.T("feed.format", "Title", s.narrowed(rq, words.T("feed.calendar"), f), "Format", "iCalendar"), URL: address(path, q), Type: typeICS,
	}}
	if q.Get("vorabend") != "1" {
		eve := url.Values{"vorabend": {"1"}}
		for k, v := range q {
			eve[k] = v
		}
		out = append(out, themes.FeedLink{
			Title: words.T("feed.format", "Title", s.narrowed(rq, words.T("feed.calendareve"), f), "Format", "iCalendar"), URL: address(path, eve), Type: typeICS,
		})
	}
	return append(out, s.feedLinks(rq, calendarFeed, s.narrowed(rq, words.T("feed.days"), f), q)...)
}
