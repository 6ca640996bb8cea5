package web

import (
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// showContacts answers GET /kontakte: everybody, by Dezernat, on one page.
func (s *server) showContacts(rq *site.Request) (themes.Page, error) {
	q, params, chosen, err := s.ListQuery(rq, content.TypeContact)
	if err != nil {
		return nil, err
	}
	q.Limit = 1000
	list, total, err := content.List[*content.Contact](rq.Context(), s.Reader, rq.At, q)
	if err != nil {
		return nil, err
	}
	dezernate, err := s.Reader.Counts(rq.Context(), rq.At, content.TypeContact, content.PerDezernat)
	if err != nil {
		return nil, err
	}
	tags, err := s.Reader.Counts(rq.Context(), rq.At, content.TypeContact, content.PerTag)
	if err != nil {
		return nil, err
	}
	words := rq.Words
	path := s.Path(rq.Lang, "contacts")
	p := &themes.ContactsPage{Base: s.Base(rq, words.T("nav.contacts"), "contacts"), Total: total}
	p.Description = words.T("contacts.lead")
	p.Title = s.titled(rq, p.Title, chosen, themes.Pager{})
	if total == 0 {
		if p.Meant, err = s.meant(rq, content.TypeContact, path, params); err != nil {
			return nil, err
		}
	}
	site.WithQuery(&p.Base, params)
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
func (s *server) showContact(rq *site.Request) (themes.Page, error) {
	c, err := shown[*content.Contact](s, rq, "contact", "id")
	if err != nil {
		return nil, err
	}
	words := rq.Words
	p := &themes.ContactPage{Base: s.Base(rq, c.Title, "contacts"), Contact: c}
	p.Description = c.Function
	p.Trail = []themes.Link{{Title: words.T("nav.contacts"), URL: s.Path(rq.Lang, "contacts")}}
	p.Feeds = s.standardFeeds(rq)
	if p.HTML, err = html(&c.Item, c.Body, content.PictureFolder); err != nil {
		return nil, err
	}
	if c.Dezernat != "" {
		p.Articles, _, err = content.List[*content.Article](rq.Context(), s.Reader, rq.At, content.Query{Dezernate: []string{c.Dezernat}, Limit: 4})
	}
	return p, err
}
