package api

import (
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/themes"
)

type hit struct {
	ID      string       `json:"id"`
	Type    content.Type `json:"type"`
	Title   string       `json:"title"`
	URL     string       `json:"url"`
	Excerpt string       `json:"excerpt"`
	Page    int          `json:"page,omitempty"`
	Reason  string       `json:"reason,omitempty"`
	Pinned  bool         `json:"pinned,omitempty"`
}

type count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// search answers GET /api/v1/search.
func (s *server) search(rq *site.Request) (any, error) {
	q, _ := site.SearchQuery(rq)
	q.Text, q.Limit, q.Offset = rq.Query.Get("q"), site.Number(rq, "limit"), site.Number(rq, "offset")
	text := q.Text
	bare := site.Bare(q)
	if q.Text == "" && site.Narrowed(q) {
		return nil, site.BadRequest("parameter \"q\" has no word, and what narrows a search lists nothing by itself")
	}
	known, err := s.Outright(rq, &q) // on every page, so that all are of one search
	if err != nil {
		return nil, err
	}
	res, err := s.Find(rq, q)
	if err != nil {
		return nil, err
	}
	hits := s.hits(res.Shown)
	facets := make(map[string][]count)
	for _, f := range search.Facets() {
		counts := make([]count, 0, len(res.Facets[f]))
		for _, c := range site.ShownCounts(rq, f, res.Facets[f]) {
			counts = append(counts, count{c.Value, c.N})
		}
		facets[string(f)] = counts
	}
	out := map[string]any{"total": res.Total, "hits": hits, "facets": facets, "more": res.More, "complete": res.Standing.Complete, "degraded": res.Standing.Degraded}
	if res.DidYouMean != "" {
		out["did_you_mean"] = res.DidYouMean
	}
	if len(res.Related) > 0 {
		out["related"] = s.hits(res.Related)
	}
	if len(res.Nothing.Unknown) > 0 {
		out["unknown"] = res.Nothing.Unknown
	}
	if len(res.Nothing.Near) > 0 {
		out["near"] = res.Nothing.Near
	}
	answers := []answer{}
	switch {
	case q.Offset > 0: // it is on the first
	case known.Answer != nil:
		for _, l := range known.Answer.Lines {
			answers = append(answers, answer{
				Type: string(known.Answer.Kind), Target: l.Target, Text: l.Text, Guess: known.Answer.Guess, URL: s.Absolute(l.URL),
				From: dateOf(l.From), To: dateOf(l.To), Certainty: string(l.Certainty), Checked: dateOf(l.Checked),
			})
		}
	case len(known.Days) > 0:
		out["days"] = s.daysOf(rq, known.Days)
	case bare && len(hits) == 0:
		s.SearchedInVain(rq, text, res.Standing)
	}
	out["answers"] = answers
	if len(res.Without) > 0 && len(hits) > 0 && len(answers) == 0 {
		out["without"] = res.Without
	}
	return out, nil
}

// hits turns what was found into hits of the interface.
func (s *server) hits(found []themes.Result) []hit {
	out := make([]hit, 0, len(found))
	for _, r := range found {
		out = append(out, hit{
			ID: r.ID, Type: r.Type, Title: r.Title.Text, URL: s.Absolute(r.URL), Excerpt: r.Excerpt.Text, Page: r.Page, Reason: string(r.Reason.Kind), Pinned: r.Pinned,
		})
	}
	return out
}

// A named is a day that a search names, with when it is next if that is known.
type named struct {
	ID   calendar.ID `json:"id"`
	Name string      `json:"name"`
	URL  string      `json:"url"`
	From string      `json:"from,omitempty"`
	To   string      `json:"to,omitempty"`
}

// daysOf turns days that a search names into those of the interface.
func (s *server) daysOf(rq *site.Request, ids []calendar.ID) []named {
	out := make([]named, 0, len(ids))
	for _, id := range ids {
		o, ok := rq.Calendar.Observance(id)
		if !ok {
			continue
		}
		next, _ := rq.Calendar.Next(id, rq.Today())
		out = append(out, named{id, o.Name.In(rq.Lang), s.Absolute(s.ObservancePath(rq.Lang, id)), dateOf(next.First), dateOf(next.Last)})
	}
	return out
}

// An answer is a line of what answers a search outright.
type answer struct {
	Type      string `json:"type"`
	Target    string `json:"target,omitempty"`
	Text      string `json:"text"`
	Guess     string `json:"guess,omitempty"` // what was meant by what has a typing error
	URL       string `json:"url"`
	From      string `json:"from,omitempty"`
	To        string `json:"to,omitempty"`
	Certainty string `json:"certainty,omitempty"`
	Checked   string `json:"checked,omitempty"`
}

// dateOf writes a date; none is empty.
func dateOf(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// A suggestion completes what somebody types. Detail tells it from others: a
// telephone number, a date.
type suggestion struct {
	Title  string `json:"title"`
	Type   string `json:"type"` // of content, or "day"
	URL    string `json:"url"`
	Detail string `json:"detail,omitempty"`
}

// How many suggestions there are at most, and how many of them are days.
const (
	maxSuggestions = 8
	maxDays        = 3
)

// typeDay is the type of a suggested observance.
const typeDay = "day"

// suggest answers GET /api/v1/suggest: people, days, then titles.
func (s *server) suggest(rq *site.Request) (any, error) {
	text := rq.Query.Get("q")
	all, standing, err := s.Search.Suggest(rq.Context(), text, maxSuggestions)
	if err != nil {
		return nil, err
	}
	begun := s.DayNames(rq.Calendar).Begun(text)
	for _, other := range s.House.CalledAlso(text) { // after what begins as it is typed
		more, _, err := s.Search.Suggest(rq.Context(), other, maxSuggestions)
		if err != nil {
			return nil, err
		}
		for _, g := range more {
			if !slices.ContainsFunc(all, func(o search.Suggestion) bool { return o.Item == g.Item && o.Page == g.Page }) {
				all = append(all, g)
			}
		}
		for _, id := range s.DayNames(rq.Calendar).Begun(other) {
			if !slices.Contains(begun, id) {
				begun = append(begun, id)
			}
		}
	}
	hits := make([]search.Hit, 0, len(all))
	for _, g := range all {
		hits = append(hits, search.Hit{ID: g.Item, Item: g.Item, Type: g.Type, Page: g.Page, Title: search.Fragment{Text: g.Title}})
	}
	found, err := s.Found(rq, hits)
	if err != nil {
		return nil, err
	}
	var people, days, titles []suggestion
	contacts, err := s.Called(rq, text)
	if err != nil {
		return nil, err
	}
	for _, c := range contacts {
		people = append(people, suggestion{Title: c.Title, Type: string(content.TypeContact), URL: s.ItemPath(rq.Lang, &c.Item), Detail: reach(rq, c)})
	}
	for _, id := range begun {
		o, ok := rq.Calendar.Observance(id)
		next, known := rq.Calendar.Next(id, rq.Today())
		if ok && known && len(days) < maxDays {
			days = append(days, suggestion{
				Title: o.Name.In(rq.Lang), Type: typeDay, Detail: rq.Words.Range(next.First, next.Last),
				URL: s.ObservancePath(rq.Lang, id),
			})
		}
	}
	for _, r := range found {
		if r.Contact == nil {
			titles = append(titles, suggestion{Title: r.Title.Text, Type: string(r.Type), URL: r.URL})
		} else if !slices.ContainsFunc(people, func(p suggestion) bool { return p.URL == r.URL }) {
			people = append(people, suggestion{Title: r.Title.Text, Type: string(r.Type), URL: r.URL, Detail: reach(rq, r.Contact)})
		}
	}
	out := slices.Concat(people, days, titles)
	out = out[:min(len(out), maxSuggestions)]
	if out == nil {
		out = []suggestion{}
	}
	return map[string]any{"suggestions": out, "complete": standing.Complete}, nil
}

// reach says where somebody is to be reached.
func reach(rq *site.Request, c *content.Contact) string {
	var parts []string
	if c.Dezernat != "" {
		parts = append(parts, rq.Words.T("contact.dezernatof", "Dezernat", c.Dezernat))
	}
	if c.Phone != "" {
		parts = append(parts, c.Phone)
	}
	return strings.Join(parts, ", ")
}
