package web

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/profile"
	"vielfalt/search"
)

//go:embed openapi.json
var openAPI []byte

// describe returns the description of the interface, with the Land of the house,
// the traditions the calendar holds and the parameters of each address filled in.
func (s *Server) describe(c *calendar.Calendar) (json.RawMessage, error) {
	var doc map[string]any
	text := bytes.ReplaceAll(openAPI, []byte("$LAND"), []byte(s.Region.Land.Name().English))
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("openapi.json: %w", err)
	}
	var ids []string
	for _, t := range c.Traditions() {
		ids = append(ids, t.ID)
	}
	doc["components"].(map[string]any)["schemas"].(map[string]any)["Tradition"].(map[string]any)["enum"] = ids
	for path, item := range doc["paths"].(map[string]any) {
		if known := s.apiParams[path]; len(known) > 0 {
			item.(map[string]any)["get"].(map[string]any)["parameters"] = s.describeParams(known, c)
		}
	}
	return json.Marshal(doc)
}

// apiDescription answers GET /api/v1/openapi.json.
func (s *Server) apiDescription(rq *request) (any, error) { return s.describe(rq.calendar) }

// number is a parameter that is a whole number, or what is taken without it.
func number(rq *request, name string) int {
	n, err := strconv.Atoi(rq.query.Get(name))
	if err != nil {
		n, _ = paramNamed(name).fallback.(int) // not given
	}
	return n
}

// day is a parameter that is a date, or what is taken without it.
func day(rq *request, name string, fallback calendar.Date) calendar.Date {
	if d, err := calendar.ParseDate(rq.query.Get(name)); err == nil {
		return d
	}
	return fallback
}

type apiHit struct {
	ID      string       `json:"id"`
	Type    content.Type `json:"type"`
	Title   string       `json:"title"`
	URL     string       `json:"url"`
	Excerpt string       `json:"excerpt"`
	Page    int          `json:"page,omitempty"`
}

type apiCount struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// apiSearch answers GET /api/v1/search.
func (s *Server) apiSearch(rq *request) (any, error) {
	q, _ := searchQuery(rq)
	q.Text, q.Limit, q.Offset = rq.query.Get("q"), number(rq, "limit"), number(rq, "offset")
	res, standing, err := s.Search.Search(rq.ctx, q)
	if err != nil {
		return nil, err
	}
	found, err := s.results(rq, res.Hits)
	if err != nil {
		return nil, err
	}
	hits := make([]apiHit, 0, len(found))
	for _, r := range found {
		hits = append(hits, apiHit{ID: r.ID, Type: r.Type, Title: r.Title.Text, URL: s.absolute(r.URL), Excerpt: r.Excerpt.Text, Page: r.Page})
	}
	facets := make(map[string][]apiCount)
	for _, f := range search.Facets() {
		counts := make([]apiCount, 0, len(res.Facets[f]))
		for _, c := range shownCounts(rq, f, res.Facets[f]) {
			counts = append(counts, apiCount{c.Value, c.N})
		}
		facets[string(f)] = counts
	}
	total := res.Total
	if q.Offset == 0 && len(res.Hits) < q.Limit {
		total = len(hits)
	}
	out := map[string]any{"total": total, "hits": hits, "facets": facets, "complete": standing.Complete, "degraded": standing.Degraded}
	if res.DidYouMean != "" {
		out["did_you_mean"] = res.DidYouMean
	}
	return out, nil
}

type apiSuggestion struct {
	Title string       `json:"title"`
	Type  content.Type `json:"type"`
	URL   string       `json:"url"`
}

// maxSuggestions is how many titles complete what somebody types.
const maxSuggestions = 8

// apiSuggest answers GET /api/v1/suggest.
func (s *Server) apiSuggest(rq *request) (any, error) {
	all, standing, err := s.Search.Suggest(rq.ctx, rq.query.Get("q"), maxSuggestions)
	if err != nil {
		return nil, err
	}
	hits := make([]search.Hit, 0, len(all))
	for _, g := range all {
		hits = append(hits, search.Hit{ID: g.Item, Item: g.Item, Type: g.Type, Page: g.Page, Title: search.Fragment{Text: g.Title}})
	}
	found, err := s.results(rq, hits)
	if err != nil {
		return nil, err
	}
	out := make([]apiSuggestion, 0, len(found))
	for _, r := range found {
		out = append(out, apiSuggestion{r.Title.Text, r.Type, r.URL})
	}
	return map[string]any{"suggestions": out, "complete": standing.Complete}, nil
}

type apiArticle struct {
	ID          string        `json:"id"`
	Title       string        `json:"title"`
	Summary     string        `json:"summary"`
	Lang        string        `json:"lang"`
	URL         string        `json:"url"`
	Traditions  []string      `json:"traditions"`
	Observances []calendar.ID `json:"observances"`
	Dezernat    string        `json:"dezernat,omitempty"`
	Tags        []string      `json:"tags"`
	Edition     string        `json:"edition"`
	From        time.Time     `json:"from"`
	Until       *time.Time    `json:"until,omitempty"`
	Updated     time.Time     `json:"updated"`
}

// apiArticles answers GET /api/v1/articles.
func (s *Server) apiArticles(rq *request) (any, error) {
	q, _, _, err := s.listQuery(rq, content.TypeArticle)
	if err != nil {
		return nil, err
	}
	q.Limit, q.Offset = number(rq, "limit"), number(rq, "offset")
	list, total, err := content.List[*content.Article](rq.ctx, s.Reader, rq.at, q)
	if err != nil {
		return nil, err
	}
	out := make([]apiArticle, 0, len(list))
	for _, a := range list {
		v := apiArticle{
			ID: a.ID, Title: a.Title, Summary: a.Summary, Lang: a.Lang, URL: s.absolute(s.itemPath(rq.lang, &a.Item)),
			Traditions: list0(shownTraditions(rq, a.Traditions)), Observances: list0(shownObservances(rq, a.Observances)), Dezernat: a.Dezernat, Tags: list0(a.Tags),
			Edition: a.FeedID(a.Current), From: a.Current.From, Updated: a.Updated,
		}
		if a.Current.Until.Before(content.Forever) {
			v.Until = &a.Current.Until
		}
		out = append(out, v)
	}
	return map[string]any{"total": total, "articles": out}, nil
}

// list0 turns a missing list into an empty one, which JSON tells apart.
func list0[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

type apiOccurrence struct {
	ID         calendar.ID        `json:"id"`
	Tradition  string             `json:"tradition"`
	Name       string             `json:"name"`
	Kind       calendar.Kind      `json:"kind"`
	First      calendar.Date      `json:"first"`
	Last       calendar.Date      `json:"last"`
	Eve        string             `json:"eve"`
	Certainty  calendar.Certainty `json:"certainty"`
	Convention string             `json:"convention"`
	Earliest   calendar.Date      `json:"earliest"`
	Latest     calendar.Date      `json:"latest"`
	// Year of the reckoning names the occurrence, however its date is corrected.
	Year int `json:"year"`
	// Before is the first day that was reckoned, if a confirmation moved it.
	Before  *calendar.Date `json:"before,omitempty"`
	By      string         `json:"by,omitempty"`
	Checked *calendar.Date `json:"checked,omitempty"`
	Note    string         `json:"note,omitempty"`
	// Revision counts the changes that people made, the last of them at Changed.
	Revision int        `json:"revision,omitempty"`
	Changed  *time.Time `json:"changed,omitempty"`
	URL      string     `json:"url"`
}

// apiOccurrences are the occurrences between two days. Next is where to go on
// if more days were asked for than one answer covers.
type apiOccurrences struct {
	From        calendar.Date   `json:"from"`
	To          calendar.Date   `json:"to"`
	Next        *calendar.Date  `json:"next,omitempty"`
	Occurrences []apiOccurrence `json:"occurrences"`
}

// maxSpan is how many days one answer about occurrences covers.
const maxSpan = 3 * 366

// listOccurrences answers GET /api/v1/occurrences.
func (s *Server) listOccurrences(rq *request) (any, error) {
	from := day(rq, "from", rq.today())
	to := day(rq, "to", min(from+365, calendar.MaxDate))
	answer := apiOccurrences{From: from, To: to, Occurrences: []apiOccurrence{}}
	if to-from >= maxSpan {
		next := from + maxSpan
		answer.To, answer.Next = next-1, &next
	}
	f, _ := calendarFilter(rq)
	for _, o := range rq.calendar.Occurrences(answer.From, answer.To, f) {
		answer.Occurrences = append(answer.Occurrences, s.apiOccurrence(rq, o))
	}
	return answer, nil
}

func (s *Server) apiOccurrence(rq *request, o calendar.Occurrence) apiOccurrence {
	id := o.Observance.ID
	v := apiOccurrence{
		ID: id, Tradition: id.Tradition(), Name: o.Observance.Name.In(rq.lang), Kind: o.Observance.Kind, Year: o.Year,
		First: o.First, Last: o.Last, Certainty: o.Certainty, Convention: o.Convention, Earliest: o.Earliest, Latest: o.Latest,
		By: o.By, Note: o.Note,
		URL: s.absolute(s.path(rq.lang, "observance", "tradition", id.Tradition(), "slug", id.Slug())),
	}
	if eve, ok := o.Eve(); ok {
		v.Eve = eve.String()
	}
	if o.Moved() {
		v.Before = &o.Origin
	}
	if o.Checked != 0 {
		v.Checked = &o.Checked
	}
	if r := o.Revision; r.N > 0 {
		v.Revision, v.Changed = r.N, &r.At
	}
	return v
}

type apiObservance struct {
	ID        calendar.ID    `json:"id"`
	Tradition string         `json:"tradition"`
	Name      string         `json:"name"`
	Original  string         `json:"original,omitempty"`
	Lang      string         `json:"original_lang,omitempty"`
	Also      []string       `json:"also"`
	Kind      calendar.Kind  `json:"kind"`
	Days      int            `json:"days"`
	Begin     calendar.Begin `json:"begin"`
	Source    string         `json:"source"`
	URL       string         `json:"url"`
	Record    *apiProfile    `json:"record,omitempty"`
}

// An apiProfile is what a day is, in German.
type apiProfile struct {
	Text         string               `json:"text"`
	Congratulate profile.Congratulate `json:"congratulate"`
	Greetings    []string             `json:"greetings"`
	Meetings     profile.Advice       `json:"meetings"`
	Travel       profile.Advice       `json:"travel"`
	Catering     profile.Advice       `json:"catering"`
	Law          []profile.Status     `json:"law"`
	Sources      []string             `json:"sources"`
	// ReviewedBy is empty where nobody has reviewed it yet.
	ReviewedBy string `json:"reviewed_by"`
}

func newAPIProfile(r *profile.Profile) *apiProfile {
	out := &apiProfile{
		Text: r.Text.String(), Congratulate: r.Greeting.Congratulate, Greetings: []string{}, Law: list0(r.Law.Status), Sources: []string{},
		Meetings: r.Work.Meetings.Advice, Travel: r.Work.Travel.Advice, Catering: r.Work.Catering.Advice, ReviewedBy: r.Review.By,
	}
	for _, g := range r.Greeting.Say {
		out.Greetings = append(out.Greetings, g.Text)
	}
	for _, src := range r.Sources {
		out.Sources = append(out.Sources, strings.TrimSpace(src.Title+" "+src.URL))
	}
	return out
}

// apiObservances answers GET /api/v1/observances.
func (s *Server) apiObservances(rq *request) (any, error) {
	traditions := rq.query["tradition"]
	out := []apiObservance{}
	for _, t := range rq.calendar.Traditions() {
		if len(traditions) > 0 && !slices.Contains(traditions, t.ID) {
			continue
		}
		for _, o := range t.Observances {
			v := apiObservance{
				ID: o.ID, Tradition: t.ID, Name: o.Name.In(rq.lang), Original: o.Name.Original, Lang: o.Name.OriginalLang,
				Also: list0(o.Name.Also), Kind: o.Kind, Days: o.Days, Begin: o.Begin, Source: o.Source,
				URL: s.absolute(s.path(rq.lang, "observance", "tradition", t.ID, "slug", o.ID.Slug())),
			}
			if r, ok := s.Profiles().Of(o.ID); ok {
				v.Record = newAPIProfile(r)
			}
			out = append(out, v)
		}
	}
	return map[string]any{"observances": out}, nil
}
