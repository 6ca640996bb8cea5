package web

import (
	"net/url"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// showTraditions answers GET /traditionen.
func (s *server) showTraditions(rq *site.Request) (themes.Page, error) {
	words := rq.Words
	p := &themes.TraditionsPage{Base: s.Base(rq, words.T("nav.traditions"), "traditions")}
	p.Description = words.T("traditions.lead")
	p.Feeds = s.standardFeeds(rq)
	counts, err := s.Reader.Counts(rq.Context(), rq.At, content.TypeArticle, content.PerTradition)
	if err != nil {
		return nil, err
	}
	articles := map[string]int{}
	for _, c := range counts {
		articles[c.Value] = c.N
	}
	next := map[string]*themes.Entry{}
	for _, o := range rq.Calendar.Occurrences(rq.Today(), rq.Today()+366, calendar.Filter{}) {
		for _, one := range append([]calendar.Occurrence{o}, o.Twins()...) {
			// A period that goes on is no news.
			if t := one.Observance.ID.Tradition(); next[t] == nil && (!one.Observance.Period || one.First >= rq.Today()) {
				next[t] = &themes.Entry{Occurrence: one, N: 1}
			}
		}
	}
	for i := range rq.Calendar.Traditions() {
		t := &rq.Calendar.Traditions()[i]
		p.Traditions = append(p.Traditions, themes.TraditionSummary{Tradition: t, Next: next[t.ID], Articles: articles[t.ID]})
	}
	return p, nil
}

// showTradition answers GET /traditionen/{slug}.
func (s *server) showTradition(rq *site.Request) (themes.Page, error) {
	t, ok := rq.Calendar.Tradition(rq.Variable("slug"))
	if !ok {
		return nil, site.ErrNotFound
	}
	words := rq.Words
	p := &themes.TraditionPage{Base: s.Base(rq, words.T("tradition.titleof", "Name", t.Name.In(rq.Lang)), "traditions"), Tradition: t}
	p.Trail = []themes.Link{{Title: words.T("nav.traditions"), URL: s.Path(rq.Lang, "traditions")}}
	if c, ok := rq.Calendar.Convention(t.ID); ok {
		p.Convention = &c
	}
	if intro, ok := s.Profiles().Tradition(t.ID); ok {
		p.Intro = intro
		p.Description = intro.Text.String()
		for _, id := range intro.Related {
			if other, ok := rq.Calendar.Tradition(id); ok {
				p.Related = append(p.Related, other)
			}
		}
	}
	list, _, err := content.List[*content.Article](rq.Context(), s.Reader, rq.At, content.Query{Traditions: []string{t.ID}, Limit: pageSize})
	if err != nil {
		return nil, err
	}
	p.Articles = list
	articles, err := s.articlesByObservance(rq)
	if err != nil {
		return nil, err
	}
	today := rq.Today()
	for _, o := range rq.Calendar.Occurrences(today, today+365, calendar.Filter{Traditions: []string{t.ID}}) {
		p.Entries = append(p.Entries, s.entry(rq, o, o.First, articles))
	}
	for i := range t.Observances {
		o := &t.Observances[i]
		if o.SameAs.Tradition() == t.ID {
			continue // on the page of the one that it is the same as
		}
		if b, _ := s.dateBox(rq, o.ID); b.Next == nil && b.Was != nil {
			p.Former = append(p.Former, b)
			continue
		}
		p.Observances = append(p.Observances, o)
	}
	const contacts = 2
	p.Contacts, _, err = content.List[*content.Contact](rq.Context(), s.Reader, rq.At, content.Query{Traditions: []string{t.ID}, Limit: contacts})
	if err != nil {
		return nil, err
	}
	q := url.Values{"tradition": {t.ID}}
	p.Feeds = append(s.articleFeeds(rq, q, t.Name.In(rq.Lang)), s.calendarFeeds(rq, q)...)
	return p, nil
}
