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
	"vielfalt/cmd/internal/site"
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
// tradition, konfession, art and gewissheit (all repeatable), beflaggung=1,
// vorabend=1, zeitraum=1 and erinnerung=1d.
func (s *server) showCalendarICS(rq *site.Request) (site.Document, error) {
	f, _ := s.CalendarFilter(rq)
	year, month, _ := rq.Today().Gregorian()
	from := calendar.NewDate(year, month-windowBack, 1)
	to := calendar.NewDate(year, month+windowAhead+1, 1) - 1
	c := s.observances(rq, s.narrowed(rq, rq.Words.T("feed.calendar"), f))
	c.Occurrences = rq.Calendar.Occurrences(from, to, f)
	if rq.Today() < twinsGone {
		c.Gone = twins(c.Occurrences)
	}
	return s.ics("kalender.ics", c)
}

// twinsGone is until when the entries of twins, which became one with another
// entry in November 2026, are still sent as cancelled. By then every program
// that subscribes has asked, and those that begin later never had them.
var twinsGone = calendar.NewDate(2027, time.June, 1)

// twins returns the occurrences for which another one stands, except those
// whose entry is now that of the last day of a period, and those that nobody
// had: of the days that are alongside another, these alone are older than that.
func twins(all []calendar.Occurrence) []calendar.Occurrence {
	older := []calendar.ID{"buddhist/vesakh-suedostasien", "buddhist/vesakh-thailand", "hindu/krishna-janmashtami-smarta"}
	var out []calendar.Occurrence
	for _, o := range all {
		for _, t := range o.Twins() {
			lastDay := o.Observance.Period && t.Observance.ID.Tradition() == o.Observance.ID.Tradition()
			if !lastDay && (t.Observance.Alongside == "" || slices.Contains(older, t.Observance.ID)) {
				out = append(out, t)
			}
		}
	}
	return out
}

// showObservanceICS answers GET /kalender/tage/{tradition}/{slug}.ics: the
// observance to subscribe to, or with the parameter jahr the one occurrence in
// that year of its reckoning, to be put into a calendar.
func (s *server) showObservanceICS(rq *site.Request) (site.Document, error) {
	id := calendar.ID(rq.Variable("tradition") + "/" + rq.Variable("slug"))
	o, ok := rq.Calendar.Observance(id)
	if !ok {
		return site.Document{}, site.ErrNotFound
	}
	c := s.observances(rq, o.Name.In(rq.Lang))
	name := id.Slug()
	year, month, _ := rq.Today().Gregorian()
	from, to := calendar.NewDate(year, month-windowBack, 1), calendar.NewDate(year, month+windowAhead+1, 1)-1
	if years := rq.Query["jahr"]; len(years) > 0 {
		from, to = calendar.NewDate(year-1, time.January, 1), calendar.NewDate(year+comingYears, time.December, 31)
		c.Occurrences = slices.DeleteFunc(rq.Calendar.Of(id, from, to), func(oc calendar.Occurrence) bool { return !slices.Contains(years, strconv.Itoa(oc.Year)) })
		if len(c.Occurrences) == 0 {
			return site.Document{}, site.ErrNotFound
		}
		name += "-" + strings.Join(years, "-")
	} else {
		c.Occurrences = rq.Calendar.Of(id, from, to)
	}
	return s.ics(name+".ics", c)
}

// observances returns an empty calendar to hold occurrences of observances.
func (s *server) observances(rq *site.Request, name string) ical.Calendar {
	return ical.Calendar{
		Name:        name + " – " + s.SiteName,
		Description: rq.Words.T("feed.calendar.help"),
		Lang:        rq.Lang,
		Eve:         rq.Query.Get("vorabend") == "1",
		Span:        rq.Query.Get("zeitraum") == "1",
		Flags:       rq.Query.Has("beflaggung"),
		Alarm:       alarm(rq),
		AlarmFrom:   rq.Today(),
		Seat:        s.Region.Seat,
		Names:       rq.Calendar,
		Since:       s.Begun,
		About: func(id calendar.ID) (string, calendar.Date) {
			o, ok := rq.Calendar.Observance(id)
			if !ok {
				return "", 0
			}
			var changed calendar.Date
			if r, ok := s.Profiles().Of(id); ok {
				changed = r.Changed
			}
			return strings.Join(s.told(rq, o), "\n"), changed
		},
		URL: func(id calendar.ID) string {
			return s.Absolute(s.ObservancePath(rq.Lang, id))
		},
	}
}

// alarm returns how many days before somebody wants to be reminded; 0 if never.
func alarm(rq *site.Request) int {
	days, err := strconv.Atoi(strings.TrimSuffix(rq.Query.Get("erinnerung"), "d"))
	if err != nil {
		return 0 // not given
	}
	return days
}

// observanceFeeds links to the subscription to one observance.
func (s *server) observanceFeeds(rq *site.Request, o *calendar.Observance) []themes.FeedLink {
	words := rq.Words
	return []themes.FeedLink{{
		Title: words.T("feed.format", "Title", words.T("feed.observance", "Name", o.Name.In(rq.Lang)), "Format", "iCalendar"),
		URL:   s.Path(rq.Lang, "observance.ics", "tradition", o.ID.Tradition(), "slug", o.ID.Slug()), Type: typeICS,
	}}
}

// showEventsICS answers GET /feeds/termine.ics, with the filters of the feeds.
func (s *server) showEventsICS(rq *site.Request) (site.Document, error) {
	year, month, _ := rq.Today().Gregorian()
	from := calendar.NewDate(year, month-windowBack, 1).At(0, 0, calendar.Berlin)
	q, _, chosen, err := s.ListQuery(rq, content.TypeEvent)
	if err = cmp.Or(err, rq.Missing()); err != nil {
		return site.Document{}, err
	}
	q.StartsFrom, q.Limit, q.Whole = from, 1000, true
	list, _, err := content.List[*content.Event](rq.Context(), s.Reader, rq.At, q)
	if err != nil {
		return site.Document{}, err
	}
	words := rq.Words
	c := ical.Calendar{
		Name: s.feedTitle(rq, "feed.events", chosen) + " – " + s.SiteName, Description: words.T("feed.events.help"), Lang: rq.Lang, Names: rq.Calendar,
		Alarm: alarm(rq), AlarmFrom: rq.Today(),
	}
	for _, e := range list {
		c.Events = append(c.Events, s.icsEvent(rq, e))
	}
	return s.ics("termine.ics", c)
}

// showEventICS answers GET /termine/{slug}.ics.
func (s *server) showEventICS(rq *site.Request) (site.Document, error) {
	e, err := shown[*content.Event](s, rq, "event.ics", "slug")
	if err != nil {
		return site.Document{}, err
	}
	return s.ics(e.Slug+".ics", ical.Calendar{
		Name: e.Named(e.Title), Lang: rq.Lang, Names: rq.Calendar, Events: []ical.Event{s.icsEvent(rq, e)},
	})
}

// eventTitle returns a title of an event as entries have it: it says if the event was
// called off.
func eventTitle(rq *site.Request, e *content.Event, title string) string {
	if e.Cancelled {
		return rq.Words.T("event.cancelled") + ": " + e.Named(title)
	}
	return title
}

func (s *server) icsEvent(rq *site.Request, e *content.Event) ical.Event {
	first, last := e.Days()
	out := ical.Event{
		UID: ical.EventUID(e.UID), Summary: eventTitle(rq, e, e.Title), Location: e.Place, Description: e.Summary,
		URL:   s.Absolute(s.Path(rq.Lang, "event", "slug", e.Slug)),
		Start: e.Start, End: e.End, AllDay: e.AllDay, First: first, Last: last,
		Sequence: e.Sequence, Modified: e.Updated, Cancelled: e.Cancelled,
	}
	if out.Description == "" {
		out.Description = markup.Plain(e.Body)
	}
	if e.Cancelled { // few programs show the status
		out.Description = strings.TrimSpace(rq.Words.T("event.cancelled") + ". " + rq.Words.T("event.cancelledtext") + "\n\n" + out.Description)
	}
	for _, t := range site.ShownTraditions(rq, e.Traditions) {
		out.Categories = append(out.Categories, s.TraditionName(rq.Lang, t))
	}
	out.Categories = append(out.Categories, e.Tags...)
	return out
}

func (s *server) ics(name string, c ical.Calendar) (site.Document, error) {
	var b bytes.Buffer
	if err := ical.Write(&b, c); err != nil {
		return site.Document{}, err
	}
	return site.Document{MediaType: typeICS + "; charset=utf-8", FileName: name, Body: b.Bytes()}, nil
}

// calendarFeeds links to the calendar with the filters of a view: as iCalendar,
// with and without the eves, and as feeds.
func (s *server) calendarFeeds(rq *site.Request, q url.Values) []themes.FeedLink {
	words := rq.Words
	f := s.FilterOf(q)
	path := s.Path(rq.Lang, "calendar.ics")
	out := []themes.FeedLink{{
		Title: words.T("feed.format", "Title", s.narrowed(rq, words.T("feed.calendar"), f), "Format", "iCalendar"), URL: site.Address(path, q), Type: typeICS,
	}}
	if q.Get("vorabend") != "1" {
		eve := url.Values{"vorabend": {"1"}}
		for k, v := range q {
			eve[k] = v
		}
		out = append(out, themes.FeedLink{
			Title: words.T("feed.format", "Title", s.narrowed(rq, words.T("feed.calendareve"), f), "Format", "iCalendar"), URL: site.Address(path, eve), Type: typeICS,
		})
	}
	return append(out, s.feedLinks(rq, site.CalendarFeed, s.narrowed(rq, words.T("feed.days"), f), q)...)
}
