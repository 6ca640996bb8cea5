package web

import (
	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/themes"
)

// showEvents answers GET /termine: those to come, and a look back.
func (s *Server) showEvents(rq *request) (themes.Page, error) {
	words := s.renderer.Printer(rq.lang)
	page := pageNumber(rq)
	p := &themes.EventsPage{Base: s.base(rq, words.T("nav.events"), "events")}
	p.Description = words.T("events.lead")
	q, params, chosen, err := s.listQuery(rq, content.TypeEvent)
	if err != nil {
		return nil, err
	}
	coming, over := q, q
	coming.StartsFrom, coming.Limit = rq.at, 200
	over.EndedBefore, over.Limit, over.Offset = rq.at, pageSize, (page-1)*pageSize
	if p.Upcoming, _, err = content.List[*content.Event](rq.ctx, s.Reader, rq.at, coming); err != nil {
		return nil, err
	}
	past, total, err := content.List[*content.Event](rq.ctx, s.Reader, rq.at, over)
	if err != nil {
		return nil, err
	}
	p.Past = past
	path := s.path(rq.lang, "events")
	p.Pager = pager(path, params, page, total)
	p.Title = s.titled(rq, p.Title, chosen, p.Pager)
	if len(p.Upcoming) == 0 && total == 0 {
		if p.Meant, err = s.meant(rq, content.TypeEvent, path, params); err != nil {
			return nil, err
		}
	}
	withQuery(&p.Base, paged(params, page))
	rq.relied(&p.Base)
	title := s.feedTitle(rq, "feed.events", chosen)
	p.Feeds = append([]themes.FeedLink{{
		Title: words.T("feed.format", "Title", title, "Format", "iCalendar"),
		URL:   address(s.path(rq.lang, "events.ics"), params), Type: typeICS,
	}}, s.feedLinks(rq, "termine", title, params)...)
	return p, nil
}

// showEvent answers GET /termine/{slug}.
func (s *Server) showEvent(rq *request) (themes.Page, error) {
	e, err := content.Show[*content.Event](rq.ctx, s.Reader, rq.at, rq.variable("slug"))
	if err != nil {
		return nil, err
	}
	words := s.renderer.Printer(rq.lang)
	p := &themes.EventPage{Base: s.base(rq, e.Title, "events"), Event: e, ICS: s.path(rq.lang, "event.ics", "slug", e.Slug)}
	p.Description = e.Summary
	p.Trail = []themes.Link{{Title: words.T("nav.events"), URL: s.path(rq.lang, "events")}}
	p.Feeds = s.feedLinks(rq, "termine", words.T("feed.events"), nil)
	if p.HTML, err = html(e.Body); err != nil {
		return nil, err
	}
	first, last := e.Days()
	for _, o := range rq.calendar.Occurrences(first, min(last, first+30), calendar.Filter{}) {
		p.Kept = append(p.Kept, s.entry(rq, o, first, nil))
	}
	p.Contacts, err = s.contactsOf(rq, e.Dezernat, 3)
	return p, err
}
