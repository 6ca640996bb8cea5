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
	if err != nil {
		return 1 // not given
	}
	return n
}

// text reads a parameter of a form that people may have typed into.
func text(rq *request, name string, limit int) string {
	return clipped(legible(rq.query.Get(name)), limit)
}

// clipped is the beginning of a text, of at most so many characters.
func clipped(s string, limit int) string {
	if utf8.RuneCountInString(s) > limit {
		s = strings.TrimSpace(string([]rune(s)[:limit]))
	}
	return s
}

// among reports whether a value is one of several, without regard to case.
func among(value string, values []string) bool {
	return slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, value) })
}

// listOf turns the values of a parameter into those of a closed list.
func listOf[T ~string](values []string) []T {
	var out []T
	for _, v := range values {
		out = append(out, T(v))
	}
	return out
}

// calendarParams are the filters of views of the calendar.
var calendarParams = []string{"tradition", "art", "gewissheit"}

// calendarFilter reads what a view of the calendar is narrowed to, and returns
// the parameters that say so.
func calendarFilter(rq *request) (calendar.Filter, url.Values) {
	q := only(rq.query, calendarParams)
	return filterOf(q), q
}

// filterOf is the filter that parameters say.
func filterOf(q url.Values) calendar.Filter {
	return calendar.Filter{Traditions: q["tradition"], Kinds: listOf[calendar.Kind](q["art"]), Certainties: listOf[calendar.Certainty](q["gewissheit"])}
}

// only returns those of the parameters that are named.
func only(q url.Values, names []string) url.Values {
	out := url.Values{}
	for _, name := range names {
		if v := q[name]; len(v) > 0 {
			out[name] = v
		}
	}
	return out
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

// chosenOnly returns q with a value as the only one of a parameter, or without
// it if it is chosen already.
func chosenOnly(q url.Values, name, value string) url.Values {
	out := toggled(q, name, value)
	if out.Has(name) && slices.Contains(out[name], value) {
		out[name] = []string{value}
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
	var out []themes.Filter
	for _, name := range calendarParams {
		p := paramNamed(name)
		f := themes.Filter{Title: words.T(p.label), Name: name}
		byLand := themes.Filter{Title: words.T("filter.land"), Name: name}
		for _, c := range p.choices(words, rq.calendar) {
			c.Chosen, c.URL = slices.Contains(q[name], c.Value), address(path, toggled(q, name, c.Value))
			if t, ok := rq.calendar.Tradition(c.Value); ok && name == "tradition" && t.OnRequest {
				byLand.Choices = append(byLand.Choices, c)
			} else {
				f.Choices = append(f.Choices, c)
			}
		}
		out = append(out, f)
		if name == "tradition" {
			out = append(out, byLand)
		}
	}
	return out
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
			Title: label(c.Value), Value: c.Value, N: c.N, Chosen: among(c.Value, q[name]),
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

// shownTraditions returns those of an item's traditions that the house shows. The
// item is about the others as well, but no label leads where nothing is.
func shownTraditions(rq *request, ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		_, ok := rq.calendar.Tradition(id)
		return !ok
	})
}

// shownObservances is the same for observances.
func shownObservances(rq *request, ids []calendar.ID) []calendar.ID {
	return slices.DeleteFunc(slices.Clone(ids), func(id calendar.ID) bool {
		_, ok := rq.calendar.Observance(id)
		return !ok
	})
}

// shownCounts is the same for the values of a facet.
func shownCounts(rq *request, f search.Facet, counts []content.Count) []content.Count {
	if f != search.ByTradition {
		return counts
	}
	return slices.DeleteFunc(slices.Clone(counts), func(c content.Count) bool {
		_, ok := rq.calendar.Tradition(c.Value)
		return !ok
	})
}

// listParams are the filters of lists and of their feeds.
var listParams = []string{"tradition", "dezernat", "thema", "q"}

// listQuery reads the filters of lists and feeds of a type. It returns the
// parameters that count and says in words what they choose.
func (s *Server) listQuery(rq *request, t content.Type) (q content.Query, params url.Values, words string, err error) {
	params = only(rq.query, listParams)
	q.Traditions, q.Dezernate, q.Tags = params["tradition"], params["dezernat"], params["thema"]
	var parts []string
	p := s.renderer.Printer(rq.lang)
	for _, id := range q.Traditions {
		parts = append(parts, s.traditionName(rq.lang, id))
	}
	for _, d := range q.Dezernate {
		parts = append(parts, p.T("contact.dezernatof", "Dezernat", d))
	}
	parts = append(parts, q.Tags...)
	if text := params.Get("q"); text != "" {
		parts = append(parts, "„"+text+"“")
		res, standing, err := s.Search.Search(rq.ctx, search.Query{Text: text, Types: []content.Type{t}, Limit: 100})
		if err != nil {
			return q, nil, "", err
		}
		rq.standing = &standing
		q.IDs = []string{""} // nothing, unless something is found
		for _, h := range res.Hits {
			q.IDs = append(q.IDs, h.Item)
		}
	}
	return q, params, strings.Join(parts, ", "), nil
}

// meant returns the list that was perhaps meant by the parameters of one that
// holds nothing: with the value most like one that nothing visible carries.
func (s *Server) meant(rq *request, t content.Type, path string, params url.Values) (*themes.Link, error) {
	for _, open := range []struct {
		name string
		by   content.Facet
	}{{"thema", content.PerTag}, {"dezernat", content.PerDezernat}} {
		if len(params[open.name]) == 0 {
			continue
		}
		counts, err := s.Reader.Counts(rq.ctx, rq.at, t, open.by)
		if err != nil {
			return nil, err
		}
		for i, v := range params[open.name] {
			if value, ok := nearestCount(v, counts); ok {
				q := only(params, listParams)
				q[open.name] = slices.Clone(q[open.name])
				q[open.name][i] = value
				return &themes.Link{Title: value, URL: address(path, q)}, nil
			}
		}
	}
	return nil, nil
}

// paged returns the parameters of a page of a list.
func paged(params url.Values, page int) url.Values {
	out := only(params, listParams)
	if page > 1 {
		out.Set("seite", strconv.Itoa(page))
	}
	return out
}
