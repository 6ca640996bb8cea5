package web

import (
	"net/url"
	"slices"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// showSubscribe answers GET /abonnieren: what every feed is, and a form that
// makes the address of a chosen one. It is the readable companion of all feeds.
func (s *server) showSubscribe(rq *site.Request) (themes.Page, error) {
	words := rq.Words
	p := &themes.SubscribePage{Base: s.Base(rq, words.T("nav.subscribe"), "subscribe")}
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
				URL:   s.Path(rq.Lang, "events.ics"), Type: typeICS,
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
	if slices.ContainsFunc(p.Builder.Days, func(f themes.Filter) bool { return f.Name == "beflaggung" }) {
		p.Help = append(p.Help, themes.FeedHelp{
			Title: words.T("feed.flags"), Explanation: words.T("feed.flags.help"),
			Links: s.calendarFeeds(rq, url.Values{"beflaggung": {"1"}})[:1],
		})
	}
	if p.Builder.Built != nil {
		p.Narrowed, p.Canonical = true, ""
		p.Title = words.T("feed.titleof", "Title", p.Title, "Chosen", words.T("subscribe.built"))
	}
	return p, nil
}

// buildFeed fills the form, and the addresses if it was sent.
func (s *server) buildFeed(rq *site.Request, b *themes.FeedBuilder) error {
	words := rq.Words
	b.Kind = site.ArticleFeed
	if rq.Query.Get("feed") == site.CalendarFeed || onlyOfDays(rq.Query) {
		b.Kind = site.CalendarFeed
	}
	b.Eve, b.Span = rq.Query.Has("vorabend"), rq.Query.Has("zeitraum")
	dezernate, err := s.Reader.Counts(rq.Context(), rq.At, content.TypeArticle, content.PerDezernat)
	if err != nil {
		return err
	}
	tags, err := s.Reader.Counts(rq.Context(), rq.At, content.TypeArticle, content.PerTag)
	if err != nil {
		return err
	}
	for _, c := range site.Choices(rq, "tradition") {
		c.Chosen = slices.Contains(rq.Query["tradition"], c.Value)
		b.Traditions = append(b.Traditions, c)
	}
	for _, f := range s.calendarFilters(rq, "", site.Only(rq.Query, site.CalendarParams)) {
		if f.Name != "tradition" {
			b.Days = append(b.Days, f)
		}
	}
	pick := func(name string, counts []content.Count) (out []themes.Choice) {
		for _, c := range counts {
			out = append(out, themes.Choice{Title: c.Value, Value: c.Value, Chosen: among(c.Value, rq.Query[name])})
		}
		return out
	}
	b.Dezernate, b.Tags = pick("dezernat", dezernate), pick("thema", tags)
	if !rq.Query.Has("feed") {
		return nil
	}
	var chosen string
	if b.Kind == site.CalendarFeed {
		f, q := s.CalendarFilter(rq)
		chosen = s.chosen(rq, f)
		if b.Eve {
			q["vorabend"] = rq.Query["vorabend"]
		}
		if b.Span {
			q["zeitraum"] = rq.Query["zeitraum"]
		}
		b.Built = s.calendarFeeds(rq, q)[:1]
	} else {
		var q url.Values
		if _, q, chosen, err = s.ListQuery(rq, content.TypeArticle); err != nil {
			return err
		}
		b.Built = s.articleFeeds(rq, q, "")
	}
	b.Words = words.T("subscribe.words.all")
	if chosen != "" {
		b.Words = words.T("subscribe.words.some", "Chosen", chosen)
	}
	for i := range b.Built {
		b.Built[i].URL = s.Absolute(b.Built[i].URL)
	}
	return nil
}

// onlyOfDays reports whether something was chosen that only days have, and nothing
// that only articles have: then the calendar is meant, whatever was ticked.
func onlyOfDays(chosen url.Values) bool {
	has := func(name string) bool { return chosen.Get(name) != "" }
	return slices.ContainsFunc([]string{"konfession", "art", "gewissheit", "beflaggung", "vorabend", "zeitraum"}, has) &&
		!slices.ContainsFunc([]string{"dezernat", "thema"}, has)
}
