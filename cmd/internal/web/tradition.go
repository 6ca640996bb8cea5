package web

import (
	"net/url"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/themes"
)

// showTraditions answers GET /traditionen.
func (s *Server) showTraditions(rq *request) (themes.Page, error) {
	words := s.renderer.Printer(rq.lang)
	p := &themes.TraditionsPage{Base: s.base(rq, words.T("nav.traditions"), "traditions")}
	p.Description = words.T("traditions.lead")
	p.Feeds = s.standardFeeds(rq)
	counts, err := s.Reader.Counts(rq.ctx, rq.at, content.TypeArticle, content.PerTradition)
	if err != nil {
		return nil, err
	}
	articles := map[string]int{}
	for _, c := range counts {
		articles[c.Value] = c.N
	}
	next := map[string]*themes.Entry{}
	for _, o := range rq.calendar.Occurrences(rq.today(), rq.today()+366, calendar.Filter{}) {
		if t := o.Observance.ID.Tradition(); next[t] == nil {
			next[t] = &themes.Entry{Occurrence: o, N: 1}
		}
	}
	for i := range rq.calendar.Traditions() {
		t := &rq.calendar.Traditions()[i]
		p.Traditions = append(p.Traditions, themes.TraditionSummary{Tradition: t, Next: next[t.ID], Articles: articles[t.ID]})
	}
	return p, nil
}

// showTradition answers GET /traditionen/{slug}.
func (s *Server) showTradition(rq *request) (themes.Page, error) {
	t, ok := rq.calendar.Tradition(rq.variable("slug"))
	if !ok {
		return nil, errNotFound
	}
	words := s.renderer.Printer(rq.lang)
	p := &themes.TraditionPage{Base: s.base(rq, t.Name.In(rq.lang), "traditions"), Tradition: t}
	p.Trail = []themes.Link{{Title: words.T("nav.traditions"), URL: s.path(rq.lang, "traditions")}}
	if c, ok := rq.calendar.Convention(t.ID); ok {
		p.Convention = &c
	}
	list, _, err := content.List[*content.Article](rq.ctx, s.Reader, rq.at, content.Query{Traditions: []string{t.ID}, Limit: pageSize})
	if err != nil {
		return nil, err
	}
	p.Articles = list
	articles, err := s.articlesByObservance(rq)
	if err != nil {
		return nil, err
	}
	today := rq.today()
	for _, o := range rq.calendar.Occurrences(today, today+365, calendar.Filter{Traditions: []string{t.ID}}) {
		p.Entries = append(p.Entries, s.entry(rq, o, o.First, articles))
	}
	q := url.Values{"tradition": {t.ID}}
	p.Feeds = append(s.articleFeeds(rq, q, t.Name.In(rq.lang)), s.calendarFeeds(rq, q)...)
	return p, nil
}
