package web

import (
	"net/url"
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/themes"
)

// showSubscribe answers GET /abonnieren: what every feed is, and a form that
// makes the address of a chosen one. It is the readable companion of all feeds.
func (s *Server) showSubscribe(rq *request) (themes.Page, error) {
	words := s.renderer.Printer(rq.lang)
	p := &themes.SubscribePage{Base: s.base(rq, words.T("nav.subscribe"), "subscribe")}
	p.Description = words.T("subscribe.lead")
	p.Feeds = s.standardFeeds(rq)
	for _, row := range feedRows {
		h := themes.FeedHelp{
			Title: words.T(row.title), Explanation: words.T(row.title + ".help"),
			Links: s.feedLinks(rq, row.name, words.T(row.title), nil),
		}
		if row.name == "termine" {
			h.Links = append(h.Links, themes.FeedLink{
				Title: words.T("feed.format", "Title", words.T("feed.events"), "Format", "iCalendar"),
				URL:   s.path(rq.lang, "events.ics"), Type: typeICS,
			})
		}
		p.Help = append(p.Help, h)
	}
	p.Help = append(p.Help, themes.FeedHelp{
		Title: words.T("feed.calendar"), Explanation: words.T("feed.calendar.help"), Links: s.calendarFeeds(rq, nil),
	})
	if err := s.buildFeed(rq, &p.Builder); err != nil {
		return nil, err
	}
	if p.Builder.Built != nil {
		p.Narrowed, p.Canonical = true, ""
		p.Title = words.T("feed.titleof", "Title", p.Title, "Chosen", words.T("subscribe.built"))
	}
	return p, nil
}

// buildFeed fills the form, and the addresses if it was sent.
func (s *Server) buildFeed(rq *request, b *themes.FeedBuilder) error {
	words := s.renderer.Printer(rq.lang)
	b.Kind = "beitraege"
	if rq.query.Get("feed") == "kalender" {
		b.Kind = "kalender"
	}
	b.Eve = rq.query.Get("vorabend") == "1"
	dezernate, err := s.Reader.Dezernate(rq.ctx, rq.at, content.TypeArticle)
	if err != nil {
		return err
	}
	tags, err := s.Reader.Tags(rq.ctx, rq.at, content.TypeArticle)
	if err != nil {
		return err
	}
	traditions := s.traditions(rq)
	q := url.Values{}
	var chosen []string
	for _, t := range rq.calendar.Traditions() {
		c := themes.Choice{Title: t.Name.In(rq.lang), Value: t.ID, Chosen: slices.Contains(traditions, t.ID)}
		b.Traditions = append(b.Traditions, c)
		// A feed of articles is narrowed to one tradition, a calendar to several.
		if c.Chosen && (b.Kind == "kalender" || !q.Has("tradition")) {
			q.Add("tradition", t.ID)
			chosen = append(chosen, c.Title)
		}
	}
	pick := func(name string, counts []content.Count) (out []themes.Choice) {
		for _, c := range counts {
			on := strings.EqualFold(rq.query.Get(name), c.Value)
			out = append(out, themes.Choice{Title: c.Value, Value: c.Value, Chosen: on})
			if on && b.Kind == "beitraege" {
				q.Set(name, c.Value)
				chosen = append(chosen, c.Value)
			}
		}
		return out
	}
	f, asked := s.calendarFilter(rq)
	for _, days := range s.calendarFilters(rq, "", asked) {
		if days.Name != "tradition" {
			b.Days = append(b.Days, days)
		}
	}
	if b.Kind == "kalender" {
		for _, k := range f.Kinds {
			q.Add("art", string(k))
			chosen = append(chosen, words.T("kind."+string(k)))
		}
		for _, c := range f.Certainties {
			q.Add("gewissheit", string(c))
			chosen = append(chosen, words.T("certainty."+string(c)))
		}
	}
	b.Dezernate, b.Tags = pick("dezernat", dezernate), pick("thema", tags)
	if !rq.query.Has("feed") {
		return nil
	}
	b.Words = words.T("subscribe.words.all")
	if len(chosen) > 0 {
		b.Words = words.T("subscribe.words.some", "Chosen", strings.Join(chosen, ", "))
	}
	if b.Kind == "kalender" {
		if b.Eve {
			q.Set("vorabend", "1")
		}
		b.Built = s.calendarFeeds(rq, q)[:1]
	} else {
		b.Built = s.articleFeeds(rq, q, "")
	}
	for i := range b.Built {
		b.Built[i].URL = s.absolute(b.Built[i].URL)
	}
	return nil
}
