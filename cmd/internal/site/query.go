package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/profile"
	"vielfalt/search"
	"vielfalt/themes"
)

// Text reads a parameter of a form that people may have typed into.
func Text(rq *Request, name string, limit int) string {
	return Clipped(Legible(rq.Query.Get(name)), limit)
}

// Clipped returns the beginning of a text, at most limit characters.
func Clipped(s string, limit int) string {
	if utf8.RuneCountInString(s) > limit {
		s = strings.TrimSpace(string([]rune(s)[:limit]))
	}
	return s
}

// ListOf turns the values of a parameter into those of a closed list.
func ListOf[T ~string](values []string) []T {
	var out []T
	for _, v := range values {
		out = append(out, T(v))
	}
	return out
}

// Only returns the named parameters.
func Only(q url.Values, names []string) url.Values {
	out := url.Values{}
	for _, name := range names {
		if v := q[name]; len(v) > 0 {
			out[name] = v
		}
	}
	return out
}

// CalendarParams are the filters of views of the calendar.
var CalendarParams = []string{"tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung"}

// CalendarFilter reads what a view of the calendar is narrowed to, and returns
// the parameters that express it.
func (s *Site) CalendarFilter(rq *Request) (calendar.Filter, url.Values) {
	q := Only(rq.Query, CalendarParams)
	return s.FilterOf(q), q
}

// FilterOf returns the filter that parameters express.
func (s *Site) FilterOf(q url.Values) calendar.Filter {
	f := calendar.Filter{
		Traditions: q["tradition"], Denominations: ListOf[calendar.Denomination](q["konfession"]),
		Kinds: ListOf[calendar.Kind](q["art"]), Certainties: ListOf[calendar.Certainty](q["gewissheit"]),
		Flagged: len(q["beflaggung"]) > 0,
	}
	if f.Kept = q["gewicht"]; len(f.Kept) > 0 {
		profiles := s.Profiles()
		f.Keep = func(o *calendar.Occurrence) bool { return slices.Contains(f.Kept, weightOf(profiles, o, 0)) }
	}
	return f
}

// weights are how the weights of days are written in addresses.
var weights = map[profile.Advice]string{profile.Avoid: themes.Important, profile.Consider: themes.Considerate, profile.NoEffect: themes.GoodToKnow}

// Weight returns how much weight an occurrence has on a day, as in addresses; on
// the day before its first, how much its eve has. A day that is none of these, or
// 0, asks for that of the occurrence.
func (s *Site) Weight(o *calendar.Occurrence, on calendar.Date) string {
	return weightOf(s.Profiles(), o, on)
}

// weightOf returns how much weight an occurrence has with its twins: the most
// that any has.
func weightOf(profiles *profile.Set, o *calendar.Occurrence, on calendar.Date) string {
	most := adviceOf(profiles, o, on)
	for _, t := range o.Twins() {
		if a := adviceOf(profiles, &t, on); a.Heavier(most) {
			most = a
		}
	}
	return weights[most]
}

// adviceOf returns what a record says of meetings: on a day, or the most that it
// says of any. A period means on each day what it means on most; a day of which
// nothing is said has the least.
func adviceOf(profiles *profile.Set, o *calendar.Occurrence, on calendar.Date) profile.Advice {
	p, ok := profiles.Of(o.Observance.ID)
	switch {
	case !ok:
		return profile.NoEffect
	case o.Observance.Period:
		return p.Work.Meetings.Advice
	case o.Covers(on):
		_, work := p.On(o.Day(on))
		return work.Meetings.Advice
	case o.IsEve(on):
		if _, first := p.On(1, o.Length()); first.Meetings.Advice != profile.NoEffect {
			return profile.Consider // an evening is not a day
		}
		return profile.NoEffect
	}
	return p.Weight()
}

// ListParams are the filters of lists and of their feeds.
var ListParams = []string{"tradition", "dezernat", "thema", "q"}

// ListQuery reads the filters of lists and feeds of a type. It returns the
// parameters that count, and in words what they choose. A text is looked for in
// all of them, not on a page of the best: the list has an order of its own, in
// which what is new comes first.
func (s *Site) ListQuery(rq *Request, t content.Type) (q content.Query, params url.Values, words string, err error) {
	params = Only(rq.Query, ListParams)
	q.Traditions, q.Dezernate, q.Tags = params["tradition"], params["dezernat"], params["thema"]
	var parts []string
	p := rq.Words
	for _, id := range q.Traditions {
		parts = append(parts, s.TraditionName(rq.Lang, id))
	}
	for _, d := range q.Dezernate {
		parts = append(parts, p.T("contact.dezernatof", "Dezernat", d))
	}
	parts = append(parts, q.Tags...)
	if text := params.Get("q"); text != "" {
		parts = append(parts, "„"+text+"“")
		res, standing, err := s.Search.Search(rq.ctx, search.Query{Text: text, Types: []content.Type{t}, All: true})
		if err != nil {
			return q, nil, "", err
		}
		rq.Standing, rq.Over = &standing, res.More
		for _, h := range res.Hits {
			q.IDs = append(q.IDs, h.Item)
		}
		if len(q.IDs) == 0 {
			q.IDs = []string{""} // nothing
		}
	}
	return q, params, strings.Join(parts, ", "), nil
}

// FacetParam names the query parameter of each facet, the same on the page and
// in the JSON interface.
func FacetParam(f search.Facet) string {
	if f == search.ByYear {
		return "jahr"
	}
	return string(f)
}

// FacetParams are the parameters by which results are narrowed.
var FacetParams = []string{"type", "tradition", "dezernat", "jahr"}

// SearchQuery reads the chosen facets, and returns the parameters that express
// them.
func SearchQuery(rq *Request) (search.Query, url.Values) {
	params := Only(rq.Query, FacetParams)
	q := search.Query{Types: ListOf[content.Type](params["type"]), Traditions: params["tradition"], Dezernate: params["dezernat"]}
	for _, y := range params["jahr"] {
		if n, err := strconv.Atoi(y); err == nil {
			q.Years = append(q.Years, n)
		}
	}
	if rq.Query.Get("genau") != "" {
		q.Exact = true
		params.Set("genau", "1")
	}
	return q, params
}

// Number returns a whole-number parameter, or its default.
func Number(rq *Request, name string) int {
	n, err := strconv.Atoi(rq.Query.Get(name))
	if err != nil {
		n, _ = paramNamed(name).fallback.(int) // not given
	}
	return n
}

// Day returns a date parameter, or fallback if it is not given.
func Day(rq *Request, name string, fallback calendar.Date) calendar.Date {
	if d, err := calendar.ParseDate(rq.Query.Get(name)); err == nil {
		return d
	}
	return fallback
}
