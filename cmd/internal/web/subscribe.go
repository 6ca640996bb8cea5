package web

import (
	"bytes"
	"html/template"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// A wish is what somebody wants to subscribe to, and in which program.
type wish struct {
	feed   string // as the parameter names it
	client client
	ics    bool // as a calendar; otherwise as a feed
	// params are what the address of the subscription holds, ignored the names
	// of what was chosen and is not among them.
	params  url.Values
	ignored []string
}

// showSubscribe answers GET /abonnieren: a form that asks what, which and where,
// and for what was chosen the address, how to use it, and what will arrive. It
// is the readable companion of all feeds.
func (s *server) showSubscribe(rq *site.Request) (themes.Page, error) {
	words := rq.Words
	w := wished(rq)
	p := &themes.SubscribePage{Base: s.Base(rq, words.T("nav.subscribe"), "subscribe"), Help: s.feedHelp(rq), Hours: refreshHours}
	p.Description = words.T("subscribe.lead")
	p.Feeds = s.standardFeeds(rq)
	for _, c := range clients {
		p.Clients = append(p.Clients, c.told(rq, c.calendar))
	}
	var err error
	if p.Form, err = s.subscribeForm(rq, w); err != nil || len(rq.Query) == 0 {
		return p, err
	}
	if p.Chosen, err = s.subscription(rq, w); err != nil {
		return nil, err
	}
	site.WithQuery(&p.Base, rq.Query) // so that the other language shows the same
	p.Canonical = ""
	p.Title = words.T("feed.titleof", "Title", p.Title, "Chosen", p.Chosen.Title)
	rq.Relied(&p.Base)
	return p, nil
}

// wished reads the form. What an address does not say is what most people want:
// days, unless something was chosen that only texts have, and in Outlook.
func wished(rq *site.Request) wish {
	w := wish{feed: rq.Query.Get("feed"), client: clientNamed(rq.Query.Get("programm"))}
	if w.feed == "" {
		w.feed = site.CalendarFeed
		if !hasAny(rq.Query, ofDays) && hasAny(rq.Query, ofItems) {
			w.feed = site.ArticleFeed
		}
	}
	w.ics = w.client.calendar && hasICS(w.feed)
	known := slices.Clone(site.ListParams)
	if w.feed == site.CalendarFeed {
		known = slices.Clone(site.CalendarParams)
		if w.ics {
			known = append(known, ofICS...)
		}
	}
	if w.ics {
		known = append(known, alarmParam)
	}
	w.params = site.Only(rq.Query, known)
	for _, name := range slices.Concat(site.CalendarParams, ofICS, ofItems, []string{alarmParam}) {
		if rq.Query.Has(name) && !w.params.Has(name) {
			w.ignored = append(w.ignored, name)
		}
	}
	return w
}

// alarmParam is the parameter of all calendars, and of no feed, that says when to
// remind.
const alarmParam = "erinnerung"

// Parameters of some feeds only: ofICS of the calendar of days as a calendar,
// ofDays of days, and ofItems of all other feeds.
var (
	ofICS   = []string{"vorabend", "zeitraum"}
	ofDays  = append(slices.DeleteFunc(slices.Clone(site.CalendarParams), func(n string) bool { return n == "tradition" }), ofICS...)
	ofItems = slices.DeleteFunc(slices.Clone(site.ListParams), func(n string) bool { return n == "tradition" })
)

func hasAny(q url.Values, names []string) bool { return slices.ContainsFunc(names, q.Has) }

// hasICS reports whether a feed can also be had as a calendar.
func hasICS(feed string) bool { return feed == site.CalendarFeed || feed == "termine" }

// row returns the row of a feed of items.
func (w wish) row() feedRow {
	return feedRows[slices.IndexFunc(feedRows, func(r feedRow) bool { return r.name == w.feed })]
}

// address returns the address of the page for a wish that differs in one
// parameter.
func (w wish) address(s *server, rq *site.Request, name, value string, without ...string) string {
	q := maps.Clone(rq.Query)
	for _, k := range without {
		q.Del(k)
	}
	q["feed"], q["programm"] = []string{w.feed}, []string{w.client.name}
	q[name] = []string{value}
	return site.Address(s.Path(rq.Lang, "subscribe"), q)
}

// subscribeForm returns the form with everything ticked that was chosen, also
// what the chosen feed ignores: who chooses another feed finds it again.
func (s *server) subscribeForm(rq *site.Request, w wish) (themes.SubscribeForm, error) {
	words := rq.Words
	var f themes.SubscribeForm
	for _, c := range site.Choices(rq, "feed") {
		c.Chosen = c.Value == w.feed
		f.Feeds = append(f.Feeds, c)
	}
	for _, c := range site.Choices(rq, "programm") {
		c.Chosen = c.Value == w.client.name
		f.Programs = append(f.Programs, c)
	}
	for i, filter := range s.calendarFilters(rq, "", site.Only(rq.Query, site.CalendarParams)) {
		switch {
		case i == 0:
			f.Traditions = filter
		case filter.Name == "tradition":
			f.Others = filter
		default:
			f.Days = append(f.Days, filter)
		}
	}
	for _, name := range ofICS {
		f.Switches = append(f.Switches, themes.Choice{Title: site.Title(rq, name), Value: name, Chosen: rq.Query.Has(name)})
	}
	for _, open := range []struct {
		name  string
		by    content.Facet
		label func(string) string
	}{{"dezernat", content.PerDezernat, func(d string) string { return words.T("contact.dezernatof", "Dezernat", d) }}, {"thema", content.PerTag, same}} {
		// What articles carry, and what the chosen feed does.
		types := []content.Type{content.TypeArticle}
		if w.feed != site.CalendarFeed && w.row().of != content.TypeArticle {
			types = append(types, w.row().of)
		}
		var carried []string
		for _, t := range types {
			counts, err := s.Reader.Counts(rq.Context(), rq.At, t, open.by)
			if err != nil {
				return f, err
			}
			for _, c := range counts {
				if !among(c.Value, carried) {
					carried = append(carried, c.Value)
				}
			}
		}
		f.Items = append(f.Items, openFilter(site.Title(rq, open.name), open.name, carried, rq.Query[open.name], open.label))
	}
	f.Alarms = site.Choices(rq, alarmParam)
	for i := range f.Alarms {
		f.Alarms[i].Chosen = f.Alarms[i].Value == rq.Query.Get(alarmParam)
	}
	f.Text = rq.Query.Get("q")
	return f, nil
}

// openFilter offers values of an open list, those chosen first, even if nothing
// carries them.
func openFilter(title, name string, carried, chosen []string, label func(string) string) themes.Filter {
	f := themes.Filter{Title: title, Name: name}
	for _, v := range chosen {
		f.Choices = append(f.Choices, themes.Choice{Title: label(v), Value: v, Chosen: true})
	}
	for _, v := range carried {
		if len(f.Choices) < maxTags+len(chosen) && !among(v, chosen) {
			f.Choices = append(f.Choices, themes.Choice{Title: label(v), Value: v})
		}
	}
	return f
}

// subscription returns what there is to know of the subscription that was
// chosen.
func (s *server) subscription(rq *site.Request, w wish) (*themes.Subscription, error) {
	words := rq.Words
	out := &themes.Subscription{
		Title: words.T("subscribe.kind." + w.feed), Calendar: w.ics, Client: w.client.told(rq, w.ics),
	}
	switch {
	case w.feed != site.CalendarFeed:
		out.Explanation = words.T(w.row().title + ".help")
	case w.ics:
		out.Explanation = words.T("feed.calendar.help")
	default:
		out.Explanation = words.T("feed.days.help")
	}
	var err error
	if out.Words, err = s.wishInWords(rq, w); err != nil {
		return nil, err
	}
	if !w.ics && !w.client.feed {
		out.Elsewhere = w.address(s, rq, "programm", "feedreader")
	}
	for _, name := range w.ignored {
		out.Ignored = append(out.Ignored, s.ignored(rq, name))
	}
	if len(w.ignored) > 0 {
		out.Without = w.address(s, rq, "feed", w.feed, w.ignored...)
		if w.feed != site.CalendarFeed && hasAny(rq.Query, ofDays) {
			out.AsDays = w.address(s, rq, "feed", site.CalendarFeed, ofItems...)
		}
	}
	for _, c := range site.Choices(rq, "programm") {
		c.Chosen, c.URL = c.Value == w.client.name, w.address(s, rq, "programm", c.Value)
		out.Programs = append(out.Programs, c)
	}
	s.addresses(rq, w, out)
	if err := s.arrivals(rq, w, out); err != nil {
		return nil, err
	}
	if len(out.Arrivals) == 0 && w.feed != site.CalendarFeed {
		params := maps.Clone(w.params)
		params["feed"], params["programm"] = []string{w.feed}, []string{w.client.name}
		if out.Meant, err = s.meant(rq, w.row().of, s.Path(rq.Lang, "subscribe"), params); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// wishInWords says what a subscription holds. What is not narrowed is said too:
// nobody should wonder whether a tick got lost.
func (s *server) wishInWords(rq *site.Request, w wish) (string, error) {
	words := rq.Words
	var parts []string
	switch {
	case w.params.Has("tradition"):
	case w.feed == site.CalendarFeed:
		parts = append(parts, words.T("subscribe.all.days"))
	default:
		parts = append(parts, words.T("subscribe.all.tradition"))
	}
	if w.feed != site.CalendarFeed {
		_, _, chosen, err := s.ListQuery(rq, w.row().of)
		if chosen != "" {
			parts = append(parts, chosen)
		}
		return strings.Join(append(parts, alarmInWords(rq, w)...), ", "), err
	}
	for _, name := range site.CalendarParams {
		for _, c := range site.Choices(rq, name) {
			if slices.Contains(w.params[name], c.Value) {
				parts = append(parts, c.Title)
			}
		}
	}
	for _, name := range ofICS {
		if w.params.Has(name) {
			parts = append(parts, words.T("subscribe.with."+name))
		}
	}
	return strings.Join(append(parts, alarmInWords(rq, w)...), ", "), nil
}

// alarmInWords says when a subscription reminds, if it does.
func alarmInWords(rq *site.Request, w wish) []string {
	if !w.params.Has(alarmParam) {
		return nil
	}
	return []string{rq.Words.T("feed.titleof", "Title", site.Title(rq, alarmParam), "Chosen", rq.Words.T("subscribe.alarm."+w.params.Get(alarmParam)))}
}

// ignored names a choice that the chosen feed does not know, with its values.
func (s *server) ignored(rq *site.Request, name string) string {
	if slices.Contains(ofICS, name) || name == alarmParam {
		return site.Title(rq, name)
	}
	values := slices.Clone(rq.Query[name])
	if slices.Contains(site.CalendarParams, name) {
		for _, c := range site.Choices(rq, name) {
			if i := slices.Index(values, c.Value); i >= 0 {
				values[i] = c.Title
			}
		}
	}
	title := site.Title(rq, name)
	if name == "q" {
		title = rq.Words.T("subscribe.text")
	}
	return rq.Words.T("feed.titleof", "Title", title, "Chosen", strings.Join(values, ", "))
}

// addresses fills in the address of a subscription, in every form.
func (s *server) addresses(rq *site.Request, w wish, out *themes.Subscription) {
	words := rq.Words
	title := words.T("subscribe.kind." + w.feed)
	plain := maps.Clone(w.params)
	for _, name := range append(slices.Clone(ofICS), alarmParam) {
		plain.Del(name)
	}
	all := s.feedLinks(rq, w.feed, title, plain)
	if hasICS(w.feed) {
		route := "calendar.ics"
		if w.feed != site.CalendarFeed {
			route = "events.ics"
		}
		ics := themes.FeedLink{Title: words.T("feed.format", "Title", title, "Format", "iCalendar"), URL: site.Address(s.Path(rq.Lang, route), w.params), Type: typeICS}
		if w.ics {
			all = slices.Insert(all, 0, ics)
		} else {
			all = append(all, ics)
		}
	}
	out.Link, out.Formats = all[0], all[1:]
	out.Address = s.Absolute(out.Link.URL)
	code := out.Address
	if w.ics {
		// A phone that scans an address of the Web would open or import a copy.
		code = "webcal:" + strings.TrimPrefix(out.Address, s.BaseURL.Scheme+":")
		out.Webcal = template.URL(code) //nolint:gosec // an address of ours
	}
	out.Code = qrCode(code)
}

// previewed is how many of the entries to come are shown.
const previewed = 5

// arrivals fills in the next entries as they will arrive, and how many there are
// a year. They come from where the subscription takes them, by the same filter.
func (s *server) arrivals(rq *site.Request, w wish, out *themes.Subscription) error {
	today := rq.Today()
	switch {
	case w.feed == site.CalendarFeed && w.ics:
		return s.calendarArrivals(rq, w, out)
	case w.feed == site.CalendarFeed:
		f := s.FilterOf(w.params)
		for _, o := range slices.Backward(rq.Calendar.Occurrences(today-feedBack, today+feedAhead, f)) {
			if o.First >= today-feedBack && len(out.Arrivals) < previewed {
				it := s.dayItem(rq, o)
				out.Arrivals = append(out.Arrivals, themes.Arrival{Title: it.Title, Lang: it.Lang, First: calendar.DateOf(it.Published.In(calendar.Berlin))})
			}
		}
		out.PerYear = len(within(rq.Calendar.Occurrences(today, today+yearAhead, f), today))
		return nil
	case w.ics:
		return s.eventArrivals(rq, out)
	}
	return s.itemArrivals(rq, w, out)
}

// yearAhead is the last of the days that "a year" counts, from today.
const yearAhead = 364

// within returns the occurrences that begin on a day or later.
func within(all []calendar.Occurrence, from calendar.Date) []calendar.Occurrence {
	return slices.DeleteFunc(slices.Clone(all), func(o calendar.Occurrence) bool { return o.First < from })
}

// calendarArrivals writes the calendar of the days to come, as it is written for
// those who subscribe, and reads it back: what there is beside the days
// themselves, on eves and on last days, only the writer knows.
func (s *server) calendarArrivals(rq *site.Request, w wish, out *themes.Subscription) error {
	today := rq.Today()
	// The last day of the year may be an eve.
	all := rq.Calendar.Occurrences(today, today+yearAhead+1, s.FilterOf(w.params))
	c := s.observances(rq, "")
	c.About, c.Alarm = nil, 0 // nobody reads the descriptions here, or is reminded
	written := func(occurrences []calendar.Occurrence) ([]byte, error) {
		var b bytes.Buffer
		c.Occurrences = occurrences
		err := ical.Write(&b, c)
		return b.Bytes(), err
	}
	b, err := written(all)
	if err != nil {
		return err
	}
	first, last := compact(today), compact(today+yearAhead)
	for _, m := range startsOn.FindAllSubmatch(b, -1) {
		if on := string(m[1]); first <= on && on <= last {
			out.PerYear++
		}
	}
	// The first entries belong to the first days, to eves of days after them and
	// to periods that go on now: this much is enough to know them.
	coming, until := within(all, today), today+yearAhead+1
	if len(coming) > previewed {
		until = coming[previewed-1].First + 1
	}
	near := slices.DeleteFunc(slices.Clone(all), func(o calendar.Occurrence) bool { return o.First > until })
	if b, err = written(near); err != nil {
		return err
	}
	f, err := ical.ReadFile(rq.Context(), b, today, today+yearAhead)
	if err != nil {
		return err
	}
	for _, e := range f.Planned {
		if e.First < today || len(out.Arrivals) == previewed {
			continue
		}
		a := themes.Arrival{Title: e.Title, Lang: rq.Lang, First: e.First, Last: e.Last}
		if e.Timed {
			a.At, a.Last = e.First.At(0, e.Start, calendar.Berlin), e.First
		}
		out.Arrivals = append(out.Arrivals, a)
	}
	return nil
}

// startsOn finds the days on which the entries of a calendar begin.
var startsOn = regexp.MustCompile(`\nDTSTART[^:\r]*:(\d{8})`)

// compact writes a day as iCalendar does.
func compact(d calendar.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// eventArrivals shows the events that have not ended.
func (s *server) eventArrivals(rq *site.Request, out *themes.Subscription) error {
	q, _, _, err := s.ListQuery(rq, content.TypeEvent)
	if err != nil {
		return err
	}
	coming := q
	coming.StartsFrom, coming.Limit = rq.At, previewed
	list, _, err := content.List[*content.Event](rq.Context(), s.Reader, rq.At, coming)
	if err != nil {
		return err
	}
	for _, e := range list {
		first, last := e.Days()
		a := themes.Arrival{Title: eventTitle(rq, e, e.Title), Lang: e.Lang, First: first, Last: last}
		if !e.AllDay {
			a.At = e.Start
		}
		out.Arrivals = append(out.Arrivals, a)
	}
	q.StartsFrom, q.StartsBefore, q.Limit = rq.At.AddDate(-1, 0, 0), rq.At, 1
	_, out.PerYear, err = content.List[*content.Event](rq.Context(), s.Reader, rq.At, q)
	out.Past = true
	return err
}

// itemArrivals shows the first entries of a feed of items.
func (s *server) itemArrivals(rq *site.Request, w wish, out *themes.Subscription) error {
	row := w.row()
	q, _, _, err := s.ListQuery(rq, row.of)
	if err != nil {
		return err
	}
	first := q
	first.Whole, first.Limit = true, previewed
	items, _, err := row.entries(s, rq, first)
	if err != nil {
		return err
	}
	for _, it := range items {
		out.Arrivals = append(out.Arrivals, themes.Arrival{Title: it.Title, Lang: it.Lang, First: calendar.DateOf(it.Published.In(calendar.Berlin))})
	}
	// What has gone from the list was an entry all the same, but no reader can
	// know of it.
	q.Limit = 1000
	list, _, err := s.Reader.List(rq.Context(), rq.At, row.of, q)
	for _, r := range list {
		if r.Base().Current.From.After(rq.At.AddDate(-1, 0, 0)) {
			out.PerYear++
		}
	}
	out.Past = true
	return err
}

// feedHelp explains every feed.
func (s *server) feedHelp(rq *site.Request) []themes.FeedHelp {
	words := rq.Words
	var out []themes.FeedHelp
	for _, row := range feedRows {
		h := themes.FeedHelp{
			Title: words.T(row.title), Explanation: words.T(row.title + ".help"),
			Links: s.feedLinks(rq, row.name, words.T(row.title), nil),
		}
		if hasICS(row.name) {
			h.Links = append(h.Links, themes.FeedLink{
				Title: words.T("feed.format", "Title", words.T("feed.events"), "Format", "iCalendar"),
				URL:   s.Path(rq.Lang, "events.ics"), Type: typeICS,
			})
		}
		out = append(out, h)
	}
	out = append(out, themes.FeedHelp{
		Title: words.T("feed.calendar"), Explanation: words.T("feed.calendar.help"), Links: s.calendarFeeds(rq, nil),
	})
	if len(site.Choices(rq, "beflaggung")) > 0 {
		out = append(out, themes.FeedHelp{
			Title: words.T("feed.flags"), Explanation: words.T("feed.flags.help"),
			Links: s.calendarFeeds(rq, url.Values{"beflaggung": {"1"}})[:1],
		})
	}
	return out
}
