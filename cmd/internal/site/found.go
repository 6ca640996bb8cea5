package site

import (
	"strconv"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/themes"
)

// Found loads search hits through the Reader, and days from the calendar: the index
// finds, the store decides. Hits that are not visible are left out.
func (s *Site) Found(rq *Request, hits []search.Hit) ([]themes.Result, error) {
	var others, contacts, events, brochures []string
	for _, h := range hits {
		switch h.Type {
		case content.TypeDay:
		case content.TypeContact:
			contacts = append(contacts, h.Item)
		case content.TypeEvent:
			events = append(events, h.Item)
		case content.TypeBrochure:
			brochures = append(brochures, h.Item)
		default:
			others = append(others, h.Item)
		}
	}
	items := map[string]*content.Item{}
	if len(others) > 0 {
		var err error
		if items, err = s.Reader.Visible(rq.ctx, rq.At, others); err != nil {
			return nil, err
		}
	}
	byContact, err := byID[*content.Contact](s, rq, contacts)
	if err != nil {
		return nil, err
	}
	byEvent, err := byID[*content.Event](s, rq, events)
	if err != nil {
		return nil, err
	}
	byBrochure, err := byID[*content.Brochure](s, rq, brochures)
	if err != nil {
		return nil, err
	}
	for id, c := range byContact {
		items[id] = &c.Item
	}
	for id, e := range byEvent {
		items[id] = &e.Item
	}
	for id, b := range byBrochure {
		items[id] = &b.Item
	}
	var out []themes.Result
	for _, h := range hits {
		if h.Type == content.TypeDay {
			if r, ok := s.dayFound(rq, h); ok {
				out = append(out, r)
			}
			continue
		}
		it := items[h.Item]
		if it == nil {
			continue
		}
		r := themes.Result{Hit: h, Item: it, URL: s.ItemPath(rq.Lang, it), Contact: byContact[h.Item], Event: byEvent[h.Item]}
		if b := byBrochure[h.Item]; b != nil && h.Page > 0 {
			r = s.onPage(rq, r, b)
			for _, p := range h.Pages {
				r.Pages = append(r.Pages, s.onPage(rq, themes.Result{Hit: p, Item: it, URL: s.ItemPath(rq.Lang, it)}, b))
			}
		}
		out = append(out, r)
	}
	comingFirst(out, rq.At)
	return out, nil
}

// onPage returns a hit in a brochure with the address of its page.
func (s *Site) onPage(rq *Request, r themes.Result, b *content.Brochure) themes.Result {
	anchor := "#page=" + strconv.Itoa(r.Page)
	r.URL += anchor
	if b.PDF.Size > 0 {
		r.TextURL = r.URL
		r.URL = s.Path(rq.Lang, "pdf", "slug", b.Slug) + anchor
	}
	return r
}

// dayFound returns a day that was found; false if it is not shown.
func (s *Site) dayFound(rq *Request, h search.Hit) (themes.Result, bool) {
	o, ok := rq.Calendar.Observance(calendar.ID(h.Item))
	if !ok {
		return themes.Result{}, false
	}
	h.ID = h.Item
	if name := o.Name.In(rq.Lang); name != h.Title.Text {
		h.Title = search.Fragment{Text: name}
	}
	r := themes.Result{Hit: h, URL: s.ObservancePath(rq.Lang, o.ID), Observance: o}
	if next, ok := rq.Calendar.Next(o.ID, rq.Today()); ok {
		r.Next = &next
	}
	return r, true
}

// byID returns the visible ones of the records with the given ids, keyed by id.
func byID[R content.Record](s *Site, rq *Request, ids []string) (map[string]R, error) {
	m := make(map[string]R)
	if len(ids) == 0 {
		return m, nil
	}
	records, _, err := content.List[R](rq.ctx, s.Reader, rq.At, content.Query{IDs: ids, Limit: len(ids) + 1}) // one more, so that nobody counts them
	for _, r := range records {
		m[r.Base().ID] = r
	}
	return m, err
}
