package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/calendar/words"
	"vielfalt/cmd/internal/direct"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
	"vielfalt/themes"
)

// showSearch answers GET /suche.
func (s *server) showSearch(rq *site.Request) (themes.Page, error) {
	words := rq.Words
	p := &themes.SearchPage{Base: s.Base(rq, words.T("search.title"), "search"), Query: rq.Query.Get("q")}
	p.Canonical = "" // search results are not to be indexed
	p.Feeds = s.standardFeeds(rq)
	if p.Query == "" {
		return p, s.searchForNothing(rq, p)
	}
	p.Title = words.T("search.titleof", "Query", p.Query)
	page := pageNumber(rq)
	q, params := site.SearchQuery(rq)
	q.Text, q.Limit, q.Offset, q.Fold = p.Query, pageSize, (page-1)*pageSize, true
	params.Set("q", p.Query)
	shown := url.Values{}
	for k, v := range params {
		shown[k] = v
	}
	if page > 1 {
		shown.Set("seite", strconv.Itoa(page))
	}
	site.WithQuery(&p.Base, shown)
	known, err := s.Outright(rq, &q)
	if err != nil {
		return nil, err
	}
	if page == 1 { // it is told there only
		s.tell(rq, p, known)
	}
	res, err := s.Find(rq, q)
	if err != nil {
		return nil, err
	}
	p.Results = withSeries(res.Shown)
	if page > 1 && (page-1)*pageSize >= res.Entries && (res.Entries > 0 || known.Answer != nil) {
		return nil, errNoSuchPage
	}
	p.Searched, rq.Standing = true, &res.Standing
	rq.Relied(&p.Base)
	if page == 1 && site.Bare(q) && len(res.Shown) == 0 && known.Nothing() {
		s.SearchedInVain(rq, p.Query, res.Standing)
	}
	if site.Narrowed(q) {
		p.Widely = s.Path(rq.Lang, "search") + "?q=" + url.QueryEscape(p.Query)
	}
	p.Without, p.More = res.Without, res.More
	if page == 1 {
		p.Related = res.Related
	}
	path := s.Path(rq.Lang, "search")
	p.Pager = pager(path, params, page, res.Entries)
	p.Pager.Total = res.Total
	p.Title = s.titled(rq, p.Title, "", p.Pager)
	if res.DidYouMean != "" && res.DidYouMean != p.Query {
		better := &themes.Link{Title: res.DidYouMean, URL: path + "?q=" + url.QueryEscape(res.DidYouMean)}
		if res.Guess {
			p.DidYouMean = better
		} else {
			p.Corrected = better
		}
		p.Insist = site.Address(path, url.Values{"q": {p.Query}, "genau": {"1"}})
	}
	if slices.ContainsFunc(p.Results, func(r themes.Result) bool { return r.Event != nil }) {
		p.Coming = site.Address(s.Path(rq.Lang, "events"), url.Values{"q": {p.Query}})
	}
	p.Filters = s.searchFilters(rq, path, params, res.Result)
	if len(p.Results) == 0 && (p.Answer == nil || !p.Answer.Whole) {
		return p, s.emptySearch(rq, p, path, params, res.Nothing)
	}
	return p, nil
}

// searchForNothing fills in what whoever has not said what to search for is shown: the
// filters that wait for a word, or days of the next weeks.
func (s *server) searchForNothing(rq *site.Request, p *themes.SearchPage) error {
	q, params := site.SearchQuery(rq)
	switch {
	case pageNumber(rq) > 1:
		return errNoSuchPage
	case !site.Narrowed(q):
		p.Soon = s.soon(rq)
		return nil
	}
	p.Widely = s.Path(rq.Lang, "search")
	p.Filters = s.searchFilters(rq, p.Widely, params, search.Result{})
	site.WithQuery(&p.Base, params)
	return nil
}

// errNoSuchPage is returned for a page behind the last one of what was found: to say
// that nothing was found would be wrong.
var errNoSuchPage = site.Refuse(http.StatusNotFound, "no such page of results", "error.page")

// tell puts on the page what is known outright: an answer, or else days with what is said
// of the first.
func (s *server) tell(rq *site.Request, p *themes.SearchPage, known site.Known) {
	if known.Answer != nil {
		p.Answer = themesAnswer(known.Answer)
	}
	for _, id := range known.Days {
		if b, ok := s.dateBox(rq, id); ok {
			p.Days = append(p.Days, b)
		}
	}
	if len(p.Days) > 0 {
		p.About = s.about(rq, p.Days[0].Observance)
	}
}

// withSeries puts the events of a series on a page of results under the first of them.
func withSeries(all []themes.Result) []themes.Result {
	var out []themes.Result
	at := map[series]int{}
	for _, r := range all {
		if r.Event == nil {
			out = append(out, r)
			continue
		}
		key := seriesOf(r.Event)
		if i, ok := at[key]; ok {
			out[i].Dates = append(out[i].Dates, r)
			continue
		}
		at[key] = len(out)
		out = append(out, r)
	}
	return out
}

// mostThemes is how many themes of contacts an empty page offers.
const mostThemes = 8

// emptySearch fills in what helps whoever has found nothing.
func (s *server) emptySearch(rq *site.Request, p *themes.SearchPage, path string, params url.Values, why search.Nothing) error {
	p.Nothing = why
	for _, w := range why.Near {
		p.Near = append(p.Near, themes.Link{Title: w, URL: path + "?q=" + url.QueryEscape(w)})
	}
	if why.Fillers {
		p.Soon = s.soon(rq)
	}
	p.Missing = site.Address(s.Path(rq.Lang, "missing"), url.Values{"q": {p.Query}})
	tags, err := s.Reader.Counts(rq.Context(), rq.At, content.TypeContact, content.PerTag)
	for _, t := range tags[:min(len(tags), mostThemes)] {
		p.Themes = append(p.Themes, themes.Link{Title: t.Value, URL: site.Address(s.Path(rq.Lang, "contacts"), url.Values{"thema": {t.Value}})})
	}
	return err
}

// What whoever has not said what to search for is shown: so many days of the next
// month, those with the most weight.
const (
	soonDays = 30
	mostSoon = 5
)

// soon returns the days of the next month by which people are asked most.
func (s *server) soon(rq *site.Request) []themes.DateBox {
	today := rq.Today()
	var out []themes.DateBox
	for _, weight := range themes.Weights()[:2] {
		for _, o := range rq.Calendar.Occurrences(today, today+soonDays, calendar.Filter{}) {
			if len(out) == mostSoon {
				return out
			}
			if s.Weight(&o, 0) != weight || slices.ContainsFunc(out, func(b themes.DateBox) bool { return b.Observance.ID == o.Observance.ID }) {
				continue
			}
			if b, ok := s.dateBox(rq, o.Observance.ID); ok {
				out = append(out, b)
			}
		}
	}
	return out
}

// themesAnswer returns an answer as its card shows it.
func themesAnswer(a *direct.Answer) *themes.Answer {
	out := &themes.Answer{Guess: a.Guess, Whole: a.Whole}
	for _, l := range a.Lines {
		line := themes.AnswerLine{Name: l.Name, Text: strings.TrimPrefix(l.Text, l.Name), URL: l.URL, All: l.All, Contact: l.Contact}
		switch l.First {
		case german.AskPhone:
			line.First = "phone"
		case german.AskMail:
			line.First = "mail"
		case german.AskRoom:
			line.First = "room"
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

func (s *server) searchFilters(rq *site.Request, path string, params url.Values, res search.Result) []themes.Filter {
	words := rq.Words
	var out []themes.Filter
	for _, facet := range search.Facets() {
		name := site.FacetParam(facet)
		f := themes.Filter{Title: words.T("filter." + string(facet)), Name: name}
		counts := slices.Clip(site.ShownCounts(rq, facet, res.Facets[facet]))
		for _, v := range params[name] { // also what nothing has is chosen, and can be dropped
			if !slices.ContainsFunc(counts, func(c content.Count) bool { return c.Value == v }) {
				counts = append(counts, content.Count{Value: v})
			}
		}
		for _, c := range counts {
			title := c.Value
			switch facet {
			case search.ByType:
				title = words.T("type." + c.Value)
			case search.ByTradition:
				title = s.TraditionName(rq.Lang, c.Value)
			}
			f.Choices = append(f.Choices, themes.Choice{
				Title: title, Value: c.Value, N: c.N, Chosen: slices.Contains(params[name], c.Value),
				URL: site.Address(path, toggled(params, name, c.Value)),
			})
		}
		out = append(out, f)
	}
	return out
}

// about returns what is said of a day in a few lines; none if nothing is known.
func (s *server) about(rq *site.Request, o *calendar.Observance) []string {
	out := s.told(rq, o)
	if o.Flag != "" {
		out = slices.Insert(out, 0, words.Flag(o.Flag, rq.Lang)+".")
	}
	return out
}

// told is about, without how buildings are flagged, which entries of calendars say
// themselves.
func (s *server) told(rq *site.Request, o *calendar.Observance) []string {
	var out []string
	if o.Flag != "" && o.ID.Tradition() != own.Tradition { // the house needs no act for its own days
		out = append(out, rq.Words.T("observance.flag.act"))
	}
	if r, ok := s.Profiles().Of(o.ID); ok {
		out = append(out, themes.About(rq.Words, r, s.Region.Land.In(rq.Lang))...)
	}
	return out
}
