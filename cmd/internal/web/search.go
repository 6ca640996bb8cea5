package web

import (
	"net/url"
	"slices"
	"strconv"

	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/themes"
)

// showSearch answers GET /suche.
func (s *Server) showSearch(rq *request) (themes.Page, error) {
	words := s.renderer.Printer(rq.lang)
	p := &themes.SearchPage{Base: s.base(rq, words.T("search.title"), "search"), Query: rq.query.Get("q")}
	p.Canonical = "" // results are not to be indexed
	p.Feeds = s.standardFeeds(rq)
	if p.Query == "" {
		return p, nil
	}
	p.Title = words.T("search.titleof", "Query", p.Query)
	page := pageNumber(rq)
	q, params := searchQuery(rq)
	q.Text, q.Limit, q.Offset = p.Query, pageSize, (page-1)*pageSize
	params.Set("q", p.Query)
	shown := url.Values{}
	for k, v := range params {
		shown[k] = v
	}
	if page > 1 {
		shown.Set("seite", strconv.Itoa(page))
	}
	withQuery(&p.Base, shown)
	res, standing, err := s.Search.Search(rq.ctx, q)
	if err != nil {
		return nil, err
	}
	p.Searched, rq.standing = true, &standing
	rq.relied(&p.Base)
	if page == 1 && len(params) == 1 { // the text alone
		p.Days = s.daysFound(rq, p.Query)
	}
	if p.Results, err = s.results(rq, res.Hits); err != nil {
		return nil, err
	}
	path := s.path(rq.lang, "search")
	total := res.Total
	if page == 1 && len(res.Hits) < pageSize {
		total = len(p.Results) // what the index has not heard of yet does not count
	}
	p.Pager = pager(path, params, page, total)
	p.Title = s.titled(rq, p.Title, "", p.Pager)
	if res.DidYouMean != "" && res.DidYouMean != p.Query {
		p.DidYouMean = &themes.Link{Title: res.DidYouMean, URL: path + "?q=" + url.QueryEscape(res.DidYouMean)}
	}
	p.Filters = s.searchFilters(rq, path, params, res)
	return p, nil
}

// facetParam names the query parameter of each facet, the same on the page and
// in the JSON interface.
func facetParam(f search.Facet) string {
	if f == search.ByYear {
		return "jahr"
	}
	return string(f)
}

// facetParams are the parameters by which results are narrowed.
var facetParams = []string{"type", "tradition", "dezernat", "jahr"}

// searchQuery reads the facets chosen, and returns the parameters that say so.
func searchQuery(rq *request) (search.Query, url.Values) {
	params := only(rq.query, facetParams)
	q := search.Query{Types: listOf[content.Type](params["type"]), Traditions: params["tradition"], Dezernate: params["dezernat"]}
	for _, y := range params["jahr"] {
		if n, err := strconv.Atoi(y); err == nil {
			q.Years = append(q.Years, n)
		}
	}
	return q, params
}

func (s *Server) searchFilters(rq *request, path string, params url.Values, res search.Result) []themes.Filter {
	words := s.renderer.Printer(rq.lang)
	var out []themes.Filter
	for _, facet := range search.Facets() {
		name := facetParam(facet)
		f := themes.Filter{Title: words.T("filter." + string(facet)), Name: name}
		for _, c := range shownCounts(rq, facet, res.Facets[facet]) {
			title := c.Value
			switch facet {
			case search.ByType:
				title = words.T("type." + c.Value)
			case search.ByTradition:
				title = s.traditionName(rq.lang, c.Value)
			}
			f.Choices = append(f.Choices, themes.Choice{
				Title: title, Value: c.Value, N: c.N, Chosen: slices.Contains(params[name], c.Value),
				URL: address(path, toggled(params, name, c.Value)),
			})
		}
		out = append(out, f)
	}
	return out
}

// results loads what was found through the reader: the index finds, the store
// decides. Hits that are not visible are left out.
func (s *Server) results(rq *request, hits []search.Hit) ([]themes.Result, error) {
	var ids, contacts, events, brochures []string
	for _, h := range hits {
		ids = append(ids, h.Item)
		switch h.Type {
		case content.TypeContact:
			contacts = append(contacts, h.Item)
		case content.TypeEvent:
			events = append(events, h.Item)
		case content.TypeBrochure:
			brochures = append(brochures, h.Item)
		}
	}
	items, err := s.Reader.Visible(rq.ctx, rq.at, ids)
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
		it := items[h.Item]
		if it == nil {
			continue
		}
		r := themes.Result{Hit: h, Item: it, URL: s.itemPath(rq.lang, it), Contact: byContact[h.Item], Event: byEvent[h.Item]}
		if b := byBrochure[h.Item]; b != nil && h.Page > 0 {
			anchor := "#page=" + strconv.Itoa(h.Page)
			r.URL += anchor
			if b.PDF.Size > 0 {
				r.TextURL = r.URL
				r.URL = s.path(rq.lang, "pdf", "slug", b.Slug) + anchor
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// byID asks for the records with the given ids, if any, and returns them by id.
func byID[R content.Record](s *Server, rq *request, ids []string) (map[string]R, error) {
	m := make(map[string]R)
	if len(ids) == 0 {
		return m, nil
	}
	records, _, err := content.List[R](rq.ctx, s.Reader, rq.at, content.Query{IDs: ids, Limit: len(ids)})
	for _, r := range records {
		m[r.Base().ID] = r
	}
	return m, err
}

// itemPath returns the address of an item's page.
func (s *Server) itemPath(lang string, it *content.Item) string {
	d := content.Describe(it.Type)
	return prefix(lang) + "/" + d.Folder + "/" + d.Address(it)
}
