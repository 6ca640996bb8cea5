package web

import (
	"net/url"
	"strings"

	"vielfalt/content"
	"vielfalt/themes"
)

// showContacts answers GET /kontakte: everybody, by Dezernat, on one page.
func (s *Server) showContacts(rq *request) (themes.Page, error) {
	q := content.Query{Limit: 1000}
	params := url.Values{}
	if q.Dezernat = text(rq, "dezernat", 10); q.Dezernat != "" {
		params.Set("dezernat", q.Dezernat)
	}
	if q.Tag = text(rq, "thema", content.MaxTagLength); q.Tag != "" {
		params.Set("thema", q.Tag)
	}
	list, total, err := s.Reader.Contacts(rq.ctx, rq.at, q)
	if err != nil {
		return nil, err
	}
	dezernate, err := s.Reader.Dezernate(rq.ctx, rq.at, content.TypeContact)
	if err != nil {
		return nil, err
	}
	tags, err := s.Reader.Tags(rq.ctx, rq.at, content.TypeContact)
	if err != nil {
		return nil, err
	}
	words := s.renderer.Printer(rq.lang)
	path := s.path(rq.lang, "contacts")
	p := &themes.ContactsPage{Base: s.base(rq, words.T("nav.contacts"), "contacts"), Total: total}
	p.Description = words.T("contacts.lead")
	var chosen []string
	if q.Dezernat != "" {
		chosen = append(chosen, words.T("contact.dezernatof", "Dezernat", q.Dezernat))
	}
	if q.Tag != "" {
		chosen = append(chosen, q.Tag)
	}
	p.Title = s.titled(rq, p.Title, strings.Join(chosen, ", "), themes.Pager{})
	withQuery(&p.Base, params)
	p.Feeds = s.standardFeeds(rq)
	for _, c := range list {
		if n := len(p.Groups); n == 0 || p.Groups[n-1].Dezernat != c.Dezernat {
			p.Groups = append(p.Groups, themes.ContactGroup{Dezernat: c.Dezernat})
		}
		g := &p.Groups[len(p.Groups)-1]
		g.Contacts = append(g.Contacts, c)
	}
	p.Filters = []themes.Filter{
		countFilter(words.T("filter.dezernat"), "dezernat", path, params, dezernate, same),
		countFilter(words.T("filter.theme"), "thema", path, params, tags[:min(len(tags), 2*maxTags)], same),
	}
	return p, nil
}

// showContact answers GET /kontakte/{id}.
func (s *Server) showContact(rq *request) (themes.Page, error) {
	c, err := s.Reader.Contact(rq.ctx, rq.at, rq.variable("id"))
	if err != nil {
		return nil, err
	}
	words := s.renderer.Printer(rq.lang)
	p := &themes.ContactPage{Base: s.base(rq, c.Title, "contacts"), Contact: c}
	p.Description = c.Function
	p.Trail = []themes.Link{{Title: words.T("nav.contacts"), URL: s.path(rq.lang, "contacts")}}
	p.Feeds = s.standardFeeds(rq)
	if p.HTML, err = html(c.Body); err != nil {
		return nil, err
	}
	if c.Dezernat != "" {
		p.Articles, _, err = s.Reader.Articles(rq.ctx, rq.at, content.Query{Dezernat: c.Dezernat, Limit: 4})
	}
	return p, err
}
