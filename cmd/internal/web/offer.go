package web

import (
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// showOffers answers GET /ehrenamt.
func (s *server) showOffers(rq *site.Request) (themes.Page, error) {
	page := pageNumber(rq)
	q, params, chosen, err := s.ListQuery(rq, content.TypeVolunteering)
	if err != nil {
		return nil, err
	}
	q.Limit, q.Offset = pageSize, (page-1)*pageSize
	list, total, err := content.List[*content.Offer](rq.Context(), s.Reader, rq.At, q)
	if err != nil {
		return nil, err
	}
	tags, err := s.Reader.Counts(rq.Context(), rq.At, content.TypeVolunteering, content.PerTag)
	if err != nil {
		return nil, err
	}
	words := rq.Words
	path := s.Path(rq.Lang, "offers")
	p := &themes.OffersPage{Base: s.Base(rq, words.T("nav.offers"), "offers"), Offers: list}
	p.Description = words.T("offers.lead")
	p.Filters = []themes.Filter{countFilter(words.T("filter.theme"), "thema", path, params, tags[:min(len(tags), maxTags)], same)}
	p.Pager = pager(path, params, page, total)
	p.Title = s.titled(rq, p.Title, chosen, p.Pager)
	if total == 0 {
		if p.Meant, err = s.meant(rq, content.TypeVolunteering, path, params); err != nil {
			return nil, err
		}
	}
	site.WithQuery(&p.Base, paged(params, page))
	p.Feeds = s.standardFeeds(rq)
	return p, nil
}

// showOffer answers GET /ehrenamt/{slug}.
func (s *server) showOffer(rq *site.Request) (themes.Page, error) {
	o, err := shown[*content.Offer](s, rq, "offer", "slug")
	if err != nil {
		return nil, err
	}
	p := &themes.OfferPage{Base: s.Base(rq, o.Title, "offers"), Offer: o}
	p.Description = o.Summary
	p.Trail = []themes.Link{{Title: rq.Words.T("nav.offers"), URL: s.Path(rq.Lang, "offers")}}
	p.Feeds = s.standardFeeds(rq)
	if p.HTML, err = html(&o.Item, o.Body, content.PictureFolder); err != nil {
		return nil, err
	}
	if o.Contact != "" {
		p.Contacts, _, err = content.List[*content.Contact](rq.Context(), s.Reader, rq.At, content.Query{IDs: []string{o.Contact}})
	} else {
		p.Contacts, err = s.contactsOf(rq, o.Dezernat, 3)
	}
	return p, err
}
