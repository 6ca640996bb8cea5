package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/themes"
)

// pageSize is how many entries a page of a list has.
const pageSize = 20

// pageNumber reads the parameter "seite", at least 1.
func pageNumber(rq *request) int {
	n, err := strconv.Atoi(rq.query.Get("seite"))
	if err != nil || n < 1 || n > 100_000 {
		return 1
	}
	return n
}

// text reads a parameter people type into, without what cannot be shown.
func text(rq *request, name string, limit int) string {
	s := shown(rq.query.Get(name))
	if utf8.RuneCountInString(s) > limit {
		s = string([]rune(s)[:limit])
	}
	return strings.TrimSpace(s)
}

// shown returns what somebody typed into an address as pages may show it, also
// in their title: nothing in it turns round or hides what stands beside it.
func shown(s string) string {
	return content.StripHidden(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

// traditions reads the parameter "tradition", which may be repeated, leaving
// out what does not exist.
func (s *Server) traditions(rq *request) []string {
	var out []string
	for _, t := range rq.query["tradition"] {
		if _, ok := rq.calendar.Tradition(t); ok && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// kinds reads the parameter "art", which may be repeated.
func kinds(rq *request) []calendar.Kind {
	var out []calendar.Kind
	for _, k := range rq.query["art"] {
		if slices.Contains(calendar.Kinds(), calendar.Kind(k)) && !slices.Contains(out, calendar.Kind(k)) {
			out = append(out, calendar.Kind(k))
		}
	}
	return out
}

// certainties reads the parameter gewissheit, repeatable; unknown ones are left out.
func certainties(rq *request) []calendar.Certainty {
	var out []calendar.Certainty
	for _, v := range rq.query["gewissheit"] {
		if c := calendar.Certainty(v); slices.Contains(calendar.Certainties(), c) && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// calendarFilter reads what a view of the calendar is narrowed to, and returns
// the parameters that say so.
func (s *Server) calendarFilter(rq *request) (calendar.Filter, url.Values) {
	f := calendar.Filter{Traditions: s.traditions(rq), Kinds: kinds(rq), Certainties: certainties(rq)}
	q := url.Values{}
	for _, t := range f.Traditions {
		q.Add("tradition", t)
	}
	for _, k := range f.Kinds {
		q.Add("art", string(k))
	}
	for _, c := range f.Certainties {
		q.Add("gewissheit", string(c))
	}
	return f, q
}

// filterOf is the opposite: the filter of parameters that calendarFilter
// returned.
func filterOf(q url.Values) calendar.Filter {
	f := calendar.Filter{Traditions: q["tradition"]}
	for _, k := range q["art"] {
		f.Kinds = append(f.Kinds, calendar.Kind(k))
	}
	for _, c := range q["gewissheit"] {
		f.Certainties = append(f.Certainties, calendar.Certainty(c))
	}
	return f
}

// toggled returns q with a value of a parameter added or, if it is there, taken away.
func toggled(q url.Values, name, value string) url.Values {
	out := url.Values{}
	for k, v := range q {
		out[k] = slices.Clone(v)
	}
	out.Del("seite")
	if i := slices.Index(out[name], value); i >= 0 {
		out[name] = slices.Delete(out[name], i, i+1)
		if len(out[name]) == 0 {
			out.Del(name)
		}
	} else {
		out.Add(name, value)
	}
	return out
}

// chosenOnly returns q with a parameter set to a value, or without it if it has
// that value already.
func chosenOnly(q url.Values, name, value string) url.Values {
	had := q.Get(name) == value
	out := url.Values{}
	for k, v := range q {
		out[k] = slices.Clone(v)
	}
	out.Del("seite")
	if had {
		out.Del(name)
	} else {
		out.Set(name, value)
	}
	return out
}

func address(path string, q url.Values) string {
	if e := q.Encode(); e != "" {
		return path + "?" + e
	}
	return path
}

// calendarFilters offers traditions, the public holidays of other Länder, kinds
// and certainties.
func (s *Server) calendarFilters(rq *request, path string, q url.Values) []themes.Filter {
	words := s.renderer.Printer(rq.lang)
	choice := func(name, value, title string) themes.Choice {
		return themes.Choice{Title: title, Value: value, Chosen: slices.Contains(q[name], value), URL: address(path, toggled(q, name, value))}
	}
	byTradition := themes.Filter{Title: words.T("filter.tradition"), Name: "tradition"}
	byLand := themes.Filter{Title: words.T("filter.land"), Name: "tradition"}
	for _, t := range rq.calendar.Traditions() {
		to := &byTradition
		if t.OnRequest {
			to = &byLand
		}
		to.Choices = append(to.Choices, choice("tradition", t.ID, t.Name.In(rq.lang)))
	}
	byKind := themes.Filter{Title: words.T("filter.kind"), Name: "art"}
	for _, k := range calendar.Kinds() {
		byKind.Choices = append(byKind.Choices, choice("art", string(k), words.T("kind."+string(k))))
	}
	byCertainty := themes.Filter{Title: words.T("datebox.certainty"), Name: "gewissheit"}
	for _, c := range calendar.Certainties() {
		byCertainty.Choices = append(byCertainty.Choices, choice("gewissheit", string(c), words.T("certainty."+string(c))))
	}
	return []themes.Filter{byTradition, byLand, byKind, byCertainty}
}

// pager leads through a list of total entries.
func pager(path string, q url.Values, page, total int) themes.Pager {
	p := themes.Pager{Page: page, Pages: max(1, (total+pageSize-1)/pageSize), Total: total}
	at := func(n int) string {
		out := url.Values{}
		for k, v := range q {
			out[k] = v
		}
		out.Del("seite")
		if n > 1 {
			out.Set("seite", strconv.Itoa(n))
		}
		return address(path, out)
	}
	if page > 1 {
		p.Previous = at(min(page-1, p.Pages))
	}
	if page < p.Pages {
		p.Next = at(page + 1)
	}
	return p
}

// titled adds to the title of a list what it is narrowed to and, from the
// second on, which of its pages this is, so that no two are called the same.
func (s *Server) titled(rq *request, title, chosen string, p themes.Pager) string {
	words := s.renderer.Printer(rq.lang)
	var parts []string
	if chosen != "" {
		parts = append(parts, chosen)
	}
	if p.Page > 1 && p.Page <= p.Pages {
		parts = append(parts, words.T("pager.page", "Page", p.Page, "Pages", p.Pages))
	}
	if len(parts) == 0 {
		return title
	}
	return words.T("feed.titleof", "Title", title, "Chosen", strings.Join(parts, ", "))
}

// countFilter offers values with how many items carry them; one at a time.
func countFilter(title, name, path string, q url.Values, counts []content.Count, label func(string) string) themes.Filter {
	f := themes.Filter{Title: title, Name: name}
	for _, c := range counts {
		f.Choices = append(f.Choices, themes.Choice{
			Title: label(c.Value), Value: c.Value, N: c.N, Chosen: strings.EqualFold(q.Get(name), c.Value),
			URL: address(path, chosenOnly(q, name, c.Value)),
		})
	}
	return f
}

// maxTags is how many themes a filter offers; the rest is found by searching.
const maxTags = 30

func same(s string) string { return s }

// traditionName returns the name of a tradition in the reader's language.
func (s *Server) traditionName(lang, id string) string {
	if t, ok := s.Calendar().Tradition(id); ok {
		return t.Name.In(lang)
	}
	return id
}

// articleQuery reads the filters of lists and feeds of articles: tradition,
// dezernat, thema and, for feeds, q. It returns the parameters that count and
// says in words what they choose.
func (s *Server) articleQuery(rq *request) (q content.Query, params url.Values, words string, err error) {
	params = url.Values{}
	var parts []string
	p := s.renderer.Printer(rq.lang)
	if t := s.traditions(rq); len(t) > 0 {
		q.Tradition = t[0]
		params.Set("tradition", t[0])
		parts = append(parts, s.traditionName(rq.lang, t[0]))
	}
	if d := text(rq, "dezernat", 10); d != "" {
		q.Dezernat = d
		params.Set("dezernat", d)
		parts = append(parts, p.T("contact.dezernatof", "Dezernat", d))
	}
	if t := text(rq, "thema", content.MaxTagLength); t != "" {
		q.Tag = t
		params.Set("thema", t)
		parts = append(parts, t)
	}
	if t := text(rq, "q", search.MaxText); t != "" {
		params.Set("q", t)
		parts = append(parts, "„"+t+"“")
		res, _, err := s.Search.Search(rq.ctx, search.Query{Text: t, Types: []content.Type{content.TypeArticle}, Limit: 100})
		if err != nil {
			return q, nil, "", err
		}
		q.IDs = []string{""} // nothing, unless something is found
		for _, h := range res.Hits {
			q.IDs = append(q.IDs, h.Item)
		}
	}
	return q, params, strings.Join(parts, ", "), nil
}
