package web

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// pageSize is how many entries a page of a list has.
const pageSize = 20

// pageNumber reads the parameter "seite", at least 1.
func pageNumber(rq *site.Request) int {
	n, err := strconv.Atoi(rq.Query.Get("seite"))
	if err != nil {
		return 1 // not given
	}
	return n
}

// among reports whether a value is one of several, ignoring case.
func among(value string, values []string) bool {
	return slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, value) })
}

// toggled returns q with a value of a parameter added or, if present, removed.
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
// the parameter if the value is chosen already.
func chosenOnly(q url.Values, name, value string) url.Values {
	out := toggled(q, name, value)
	if out.Has(name) && slices.Contains(out[name], value) {
		out[name] = []string{value}
	}
	return out
}

// calendarFilters offers traditions, the public holidays of other Länder, kinds
// and certainties.
func (s *server) calendarFilters(rq *site.Request, path string, q url.Values) []themes.Filter {
	words := rq.Words
	var out []themes.Filter
	for _, name := range site.CalendarParams {
		f := themes.Filter{Title: site.Title(rq, name), Name: name}
		byLand := themes.Filter{Title: words.T("filter.land"), Name: name}
		for _, c := range site.Choices(rq, name) {
			c.Chosen, c.URL = slices.Contains(q[name], c.Value), site.Address(path, toggled(q, name, c.Value))
			if t, ok := rq.Calendar.Tradition(c.Value); ok && name == "tradition" && t.OnRequest {
				c.Title = calendar.Land(strings.TrimPrefix(t.ID, "de-")).Name().In(rq.Lang)
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

// pager links through a list of total entries.
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
		return site.Address(path, out)
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
// second page on, which page this is, so that no two pages have the same title.
func (s *server) titled(rq *site.Request, title, chosen string, p themes.Pager) string {
	words := rq.Words
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

// countFilter offers values with how many items carry them; only one can be
// chosen.
func countFilter(title, name, path string, q url.Values, counts []content.Count, label func(string) string) themes.Filter {
	f := themes.Filter{Title: title, Name: name}
	for _, c := range counts {
		f.Choices = append(f.Choices, themes.Choice{
			Title: label(c.Value), Value: c.Value, N: c.N, Chosen: among(c.Value, q[name]),
			URL: site.Address(path, chosenOnly(q, name, c.Value)),
		})
	}
	return f
}

// maxTags is how many themes a filter offers; the rest can be found by
// searching.
const maxTags = 30

func same(s string) string { return s }

// meant returns the list that was perhaps meant when the parameters match
// nothing: the same list with a value nothing visible carries replaced by the
// most similar one.
func (s *server) meant(rq *site.Request, t content.Type, path string, params url.Values) (*themes.Link, error) {
	for _, open := range []struct {
		name string
		by   content.Facet
	}{{"thema", content.PerTag}, {"dezernat", content.PerDezernat}} {
		if len(params[open.name]) == 0 {
			continue
		}
		counts, err := s.Reader.Counts(rq.Context(), rq.At, t, open.by)
		if err != nil {
			return nil, err
		}
		for i, v := range params[open.name] {
			if value, ok := site.NearestCount(v, counts); ok {
				q := maps.Clone(params)
				q[open.name] = slices.Clone(q[open.name])
				q[open.name][i] = value
				return &themes.Link{Title: value, URL: site.Address(path, q)}, nil
			}
		}
	}
	return nil, nil
}

// paged returns parameters with the number of a page of a list.
func paged(params url.Values, page int) url.Values {
	out := site.Only(params, site.ListParams)
	if page > 1 {
		out.Set("seite", strconv.Itoa(page))
	}
	return out
}
