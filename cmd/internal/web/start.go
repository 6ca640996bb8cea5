package web

import (
	"net/url"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// How much the start page shows.
const (
	startNext     = 7
	startArticles = 6
	startEvents   = 4
	startLater    = 3
)

// showStart answers GET /.
func (s *server) showStart(rq *site.Request) (themes.Page, error) {
	words := rq.Words
	p := &themes.StartPage{Base: s.Base(rq, words.T("start.title"), "start")}
	p.Description = words.T("start.lead")
	p.Feeds = s.standardFeeds(rq)
	p.PosterYear = plannerYear(rq.Today())
	p.Poster = s.plannerPath(rq, p.PosterYear, nil)
	p.Important = site.Address(s.Path(rq.Lang, "calendar"), url.Values{"gewicht": {themes.Important, themes.Considerate}})
	var err error
	if p.Articles, _, err = content.List[*content.Article](rq.Context(), s.Reader, rq.At, content.Query{Limit: startArticles}); err != nil {
		return nil, err
	}
	if p.Events, _, err = content.List[*content.Event](rq.Context(), s.Reader, rq.At, content.Query{Limit: startEvents, StartsFrom: rq.At}); err != nil {
		return nil, err
	}
	if p.Brochures, _, err = content.List[*content.Brochure](rq.Context(), s.Reader, rq.At, content.Query{Limit: startLater}); err != nil {
		return nil, err
	}
	today := rq.Today()
	articles, err := s.articlesByObservance(rq)
	if err != nil {
		return nil, err
	}
	for _, o := range rq.Calendar.Occurrences(today, today+60, calendar.Filter{}) {
		e := s.entry(rq, o, today, articles)
		switch {
		case o.GoesOn(today):
			p.Running = append(p.Running, e)
		case o.Covers(today), o.IsEve(today):
			p.TodaysEntries = append(p.TodaysEntries, e)
		case len(p.Next) < startNext && e.Weighs():
			p.Next = append(p.Next, e)
		}
	}
	feastsFirst(p.TodaysEntries)
	return p, nil
}
