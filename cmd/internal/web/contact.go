package web

import (
	"vielfalt/content"
	"vielfalt/themes"
)

// showContacts answers GET /kontakte: everybody, by Dezernat, on one page.
func (s *Server) showContacts(rq *request) (themes.Page, error) {
	q, params, chosen, err := s.listQuery(rq, content.TypeContact)
	if err != nil {
		return nil, err
	}
	q.Limit = 1000
	list, total, err := content.List[*content.Contact](rq.ctx, s.Reader, rq.at, q)
	if err != nil {
		return nil, err
	}
	dezernate, err := s.Reader.Counts(rq.ctx, rq.at, content.TypeContact, content.PerDezernat)
	if err != nil {
		return nil, err
	}
	tags, err := s.Reader.Counts(rq.ctx, rq.at, content.TypeContact, content.PerTag)
	if err != nil {
		return nil, err
	}
	words := s.renderer.Printer(rq.lang)
	path := s.path(rq.lang, "contacts")
	p := &themes.ContactsPage{Base: s.base(rq, words.T("nav.contacts"), "contacts"), Total: total}
	p.Description = words.T("contacts.lead")
	p.Title = s.titled(rq, p.Title, chosen, themes.Pager{})
	if total == 0 {
		if p.Meant, err = s.meant(rq, content.TypeContact, path, params); err != nil {
			return nil, err
		}
	}
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
	c, err := content.Show[*content.Contact](rq.ctx, s.Reader, rq.at, rq.variable("id"))
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
		p.Articles, _, err = content.List[*content.Article](rq.ctx, s.Reader, rq.at, content.Query{Dezernate: []string{c.Dezernat}, Limit: 4})
	}
	return p, err
}
