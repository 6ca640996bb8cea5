package web

import (
	"html/template"
	"slices"
	"strconv"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// How much embedded pages show.
const (
	embeddedDays     = 7
	embeddedArticles = 5
)

// embeddedFrames are the embeddable pages: the route and its words, the route of
// the page that shows the same at length, and how high a frame shows most of it
// without scrolling.
var embeddedFrames = []struct {
	id, route, title, whole string
	height                  int
}{
	{"heute", "embed.today", "embed.today", "start", 420},
	{"woche", "embed.week", "embed.week", "calendar", 560},
	{"beitraege", "embed.articles", "start.articles", "articles", 560},
}

// showEmbed answers GET /einbetten: what other pages of the house may show, and
// how.
func (s *server) showEmbed(rq *site.Request) (themes.Page, error) {
	words := rq.Words
	p := &themes.EmbedPage{Base: s.Base(rq, words.T("embed.title"), ""), Origins: s.EmbedFrom}
	p.Description = words.T("embed.lead")
	for _, f := range embeddedFrames {
		one := themes.EmbedFrame{ID: f.id, Title: words.T(f.title), Text: words.T(f.route + ".help"), URL: s.Path(rq.Lang, f.route)}
		if len(s.EmbedFrom) > 0 {
			one.Code = embedCode(one.Title+" – "+s.SiteName, s.Absolute(one.URL), s.Absolute(s.Path(rq.Lang, f.whole)), f.height)
		}
		p.Frames = append(p.Frames, one)
	}
	return p, nil
}

// embedCode returns what somebody copies into another page: the frame, and below
// it a link for those who cannot use a frame.
func embedCode(title, address, whole string, height int) string {
	title = template.HTMLEscapeString(title)
	return `<iframe src="` + template.HTMLEscapeString(address) + `" title="` + title +
		`" width="100%" height="` + strconv.Itoa(height) + `" loading="lazy" style="border: 0"></iframe>` + "\n" +
		`<p><a href="` + template.HTMLEscapeString(whole) + `">` + title + "</a></p>\n"
}

// showEmbeddedToday answers GET /einbetten/heute: what is kept today, what begins
// this evening, and what goes on.
func (s *server) showEmbeddedToday(rq *site.Request) (themes.Page, error) {
	f, _ := s.CalendarFilter(rq)
	words, today := rq.Words, rq.Today()
	p := &themes.EmbeddedPart{Base: s.Base(rq, s.narrowed(rq, words.T("start.today", "Date", words.LongDate(today)), f), "")}
	p.More = themes.Link{Title: words.T("start.day"), URL: s.dayPath(rq.Lang, "day", today)}
	c, err := s.Checker(rq, today, today, asItIs)
	if err != nil {
		return nil, err
	}
	if why := c.Day(today).NoWork; why != "" {
		p.Lead = words.T("datecheck.nowork", "Why", why)
	}
	for _, o := range rq.Calendar.Occurrences(today, today+1, f) {
		e := s.entry(rq, o, today, nil)
		switch {
		case o.GoesOn(today):
			p.Running = append(p.Running, e)
		case o.Covers(today):
			p.Entries = append(p.Entries, e)
		case o.IsEve(today):
			p.Eves = append(p.Eves, e)
		}
	}
	slices.SortStableFunc(p.Entries, themes.ByWeight)
	if len(p.Entries)+len(p.Eves)+len(p.Running) == 0 {
		p.None = words.T("embed.today.none")
	}
	return p, nil
}

// showEmbeddedWeek answers GET /einbetten/woche: what is kept from today to the
// day before this weekday comes round again.
func (s *server) showEmbeddedWeek(rq *site.Request) (themes.Page, error) {
	f, q := s.CalendarFilter(rq)
	words, first := rq.Words, rq.Today()
	last := first + embeddedDays - 1
	p := &themes.EmbeddedPart{Base: s.Base(rq, s.narrowed(rq, words.T("embed.week"), f), ""), Lead: words.Range(first, last)}
	p.More = themes.Link{Title: words.T("start.calendar"), URL: site.Address(s.Path(rq.Lang, "calendar"), q)}
	all := s.days(rq, first, last, f, nil)
	p.Running = all[0].Running
	for i := range all[1:] {
		all[i+1].Entries = slices.DeleteFunc(all[i+1].Entries, s.goesOn)
	}
	if p.Days = withEntries(all); len(p.Days)+len(p.Running) == 0 {
		p.None = words.T("embed.week.none")
	}
	return p, nil
}

// goesOn reports whether an entry is for a later day of a feast that has no weight
// or that of the day before, so that a list need not name it again.
func (s *server) goesOn(e themes.Entry) bool {
	return e.N > 1 && !e.Observance.Period && (!e.Weighs() || e.Weight == s.Weight(&e.Occurrence, e.First+calendar.Date(e.N)-2))
}

// showEmbeddedArticles answers GET /einbetten/beitraege: the newest articles.
func (s *server) showEmbeddedArticles(rq *site.Request) (themes.Page, error) {
	q, params, chosen, err := s.ListQuery(rq, content.TypeArticle)
	if err != nil {
		return nil, err
	}
	q.Limit = embeddedArticles
	words, path := rq.Words, s.Path(rq.Lang, "articles")
	p := &themes.EmbeddedPart{Base: s.Base(rq, s.titled(rq, words.T("start.articles"), chosen, themes.Pager{}), "")}
	p.More = themes.Link{Title: words.T("start.allarticles"), URL: site.Address(path, params)}
	if p.Articles, _, err = content.List[*content.Article](rq.Context(), s.Reader, rq.At, q); err != nil {
		return nil, err
	}
	if len(p.Articles) == 0 {
		p.None = words.T("articles.none")
		p.Meant, err = s.meant(rq, content.TypeArticle, path, params)
	}
	return p, err
}
