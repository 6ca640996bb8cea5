package web

import (
	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// maxComing is how many events to come the list has; the calendar has all of them.
const maxComing = 200

// showEvents answers GET /termine: upcoming events, and a look back.
func (s *server) showEvents(rq *site.Request) (themes.Page, error) {
	words := rq.Words
	page := pageNumber(rq)
	p := &themes.EventsPage{Base: s.Base(rq, words.T("nav.events"), "events")}
	p.Description = words.T("events.lead")
	q, params, chosen, err := s.ListQuery(rq, content.TypeEvent)
	if err != nil {
		return nil, err
	}
	coming, over := q, q
	coming.StartsFrom, coming.Limit = rq.At, maxComing
	over.EndedBefore, over.Limit, over.Offset = rq.At, pageSize, (page-1)*pageSize
	upcoming, all, err := content.List[*content.Event](rq.Context(), s.Reader, rq.At, coming)
	if err != nil {
		return nil, err
	}
	p.Upcoming, p.More = eventRows(upcoming), all-len(upcoming)
	past, total, err := content.List[*content.Event](rq.Context(), s.Reader, rq.At, over)
	if err != nil {
		return nil, err
	}
	p.Past = past
	path := s.Path(rq.Lang, "events")
	p.Pager = pager(path, params, page, total)
	p.Title = s.titled(rq, p.Title, chosen, p.Pager)
	if len(p.Upcoming) == 0 && total == 0 {
		if p.Meant, err = s.meant(rq, content.TypeEvent, path, params); err != nil {
			return nil, err
		}
	}
	site.WithQuery(&p.Base, paged(params, page))
	rq.Relied(&p.Base)
	title := s.feedTitle(rq, "feed.events", chosen)
	p.Feeds = append([]themes.FeedLink{{
		Title: words.T("feed.format", "Title", title, "Format", "iCalendar"),
		URL:   site.Address(s.Path(rq.Lang, "events.ics"), params), Type: typeICS,
	}}, s.feedLinks(rq, "termine", title, params)...)
	return p, nil
}

// seriesShown is how many events of a series a list shows. Those beyond are folded
// below the last of them, if there are at least two.
const seriesShown = 3

// A series is what several events have in common that are one to readers.
type series struct{ title, place, host string }

func seriesOf(e *content.Event) series { return series{e.Named(e.Title), e.Place, e.Organizer} }

// eventRows returns a list of events as rows.
func eventRows(list []*content.Event) (rows []themes.EventRow) {
	total, had, shown := make(map[series]int), make(map[series]int), make(map[series]int)
	for _, e := range list {
		total[seriesOf(e)]++
	}
	for _, e := range list {
		key := seriesOf(e)
		if had[key]++; had[key] > seriesShown && total[key] > seriesShown+1 {
			row := &rows[shown[key]]
			row.Later = append(row.Later, e)
			continue
		}
		shown[key] = len(rows)
		rows = append(rows, themes.EventRow{Event: e})
	}
	return rows
}

// showEvent answers GET /termine/{slug}.
func (s *server) showEvent(rq *site.Request) (themes.Page, error) {
	e, err := shown[*content.Event](s, rq, "event", "slug")
	if err != nil {
		return nil, err
	}
	words := rq.Words
	p := &themes.EventPage{Base: s.Base(rq, e.Title, "events"), Event: e, ICS: s.Path(rq.Lang, "event.ics", "slug", e.Slug)}
	p.Description = e.Summary
	p.Trail = []themes.Link{{Title: words.T("nav.events"), URL: s.Path(rq.Lang, "events")}}
	p.Feeds = s.feedLinks(rq, "termine", words.T("feed.events"), nil)
	if p.HTML, err = html(&e.Item, e.Body, content.PictureFolder); err != nil {
		return nil, err
	}
	first, last := e.Days()
	for _, o := range rq.Calendar.Occurrences(first, min(last, first+30), calendar.Filter{}) {
		p.Kept = append(p.Kept, s.entry(rq, o, first, nil))
	}
	p.Contacts, err = s.contactsOf(rq, e.Dezernat, 3)
	return p, err
}
