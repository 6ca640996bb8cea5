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
	var ids, contacts, events, brochures []string
	for _, h := range hits {
		if h.Type != content.TypeDay {
			ids = append(ids, h.Item)
		}
		switch h.Type {
		case content.TypeContact:
			contacts = append(contacts, h.Item)
		case content.TypeEvent:
			events = append(events, h.Item)
		case content.TypeBrochure:
			brochures = append(brochures, h.Item)
		}
	}
	items, err := s.Reader.Visible(rq.ctx, rq.At, ids)
	if err != nil {
		return nil, err
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
			anchor := "#page=" + strconv.Itoa(h.Page)
			r.URL += anchor
			if b.PDF.Size > 0 {
				r.TextURL = r.URL
				r.URL = s.Path(rq.Lang, "pdf", "slug", b.Slug) + anchor
			}
		}
		out = append(out, r)
	}
	comingFirst(out, rq.At)
	return out, nil
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

// byID returns the records with the given ids, if any, keyed by id.
func byID[R content.Record](s *Site, rq *Request, ids []string) (map[string]R, error) {
	m := make(map[string]R)
	if len(ids) == 0 {
		return m, nil
	}
	records, _, err := content.List[R](rq.ctx, s.Reader, rq.At, content.Query{IDs: ids, Limit: len(ids)})
	for _, r := range records {
		m[r.Base().ID] = r
	}
	return m, err
}
