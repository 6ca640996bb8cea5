package web

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/calendar/sky"
	"vielfalt/cmd/internal/site"
	"vielfalt/cmd/internal/spelling"
	"vielfalt/content"
	"vielfalt/content/profile"
	"vielfalt/themes"
	"vielfalt/themes/locale"
)

// The years that pages of the calendar cover. Rules may know more; a page for
// every year there ever was would only keep crawlers busy.
const (
	firstYear = 1900
	lastYear  = 2100
)

// listDays is how many days the list of the calendar covers.
const listDays = 92

// entry is an occurrence on one of its days or on its eve, or on its first day
// if day is not one of them.
func (s *server) entry(rq *site.Request, o calendar.Occurrence, day calendar.Date, articles map[calendar.ID]string) themes.Entry {
	e := themes.Entry{Occurrence: o, N: 1, Article: articles[o.Observance.ID]}
	for _, t := range o.Twins() {
		e.Article = cmp.Or(e.Article, articles[t.Observance.ID])
	}
	e.Weight = s.Weight(&o, o.First)
	switch {
	case o.Covers(day):
		e.N, e.Weight = int(day-o.First)+1, s.Weight(&o, day)
	case o.IsEve(day):
		e.N, e.Weight = 0, s.Weight(&o, day)
	}
	if _, bySun := o.Eve(); bySun && day == rq.Today() && (o.IsEve(day) || day == o.Last) {
		e.Sunset = ical.Sunset(day, s.Region.Seat)
		e.Past = !rq.At.Before(e.Sunset)
	}
	return e
}

// days lays occurrences out over the days from one to another. Of a period,
// only the first and the last day are entries: in between it goes on beside
// what is kept.
func (s *server) days(rq *site.Request, from, to calendar.Date, f calendar.Filter, articles map[calendar.ID]string) []themes.CalendarDay {
	days := make([]themes.CalendarDay, to-from+1)
	for i := range days {
		days[i].Date = from + calendar.Date(i)
		days[i].Today = days[i].Date == rq.Today()
	}
	for _, o := range rq.Calendar.Occurrences(from, to, f) {
		for d := max(o.First, from); d <= min(o.Last, to); d++ {
			day, e := &days[d-from], s.entry(rq, o, d, articles)
			if o.GoesOn(d) {
				day.Running = append(day.Running, e)
			} else {
				day.Entries = append(day.Entries, e)
			}
		}
	}
	for i := range days {
		feastsFirst(days[i].Entries)
	}
	return days
}

// feastsFirst puts what begins or ends as a period after what is kept.
func feastsFirst(entries []themes.Entry) {
	slices.SortStableFunc(entries, func(a, b themes.Entry) int {
		switch x, y := a.Observance.Period, b.Observance.Period; {
		case x == y:
			return 0
		case x:
			return 1
		}
		return -1
	})
}

// narrowed adds to a title what a view of the calendar is narrowed to.
func (s *server) narrowed(rq *site.Request, title string, f calendar.Filter) string {
	chosen := s.chosen(rq, f)
	if chosen == "" {
		return title
	}
	return rq.Words.T("feed.titleof", "Title", title, "Chosen", chosen)
}

// chosen puts in words what a filter selects.
func (s *server) chosen(rq *site.Request, f calendar.Filter) string {
	words := rq.Words
	var chosen []string
	for _, t := range f.Traditions {
		chosen = append(chosen, s.TraditionName(rq.Lang, t))
	}
	for _, d := range f.Denominations {
		chosen = append(chosen, words.T("denomination."+string(d)))
	}
	for _, k := range f.Kinds {
		chosen = append(chosen, words.T("kind."+string(k)))
	}
	for _, c := range f.Certainties {
		chosen = append(chosen, words.T("certainty."+string(c)))
	}
	if f.Flagged {
		chosen = append(chosen, words.T("filter.flagged"))
	}
	for _, w := range f.Kept {
		chosen = append(chosen, words.T("weight."+w))
	}
	return strings.Join(chosen, ", ")
}

// withEntries leaves out days outside the month and days without entries.
func withEntries(days []themes.CalendarDay) []themes.CalendarDay {
	var out []themes.CalendarDay
	for _, d := range days {
		if len(d.Entries) > 0 && !d.Outside {
			out = append(out, d)
		}
	}
	return out
}

// showCalendar answers GET /kalender: a list of what takes place from today on.
func (s *server) showCalendar(rq *site.Request) (themes.Page, error) {
	f, q := s.CalendarFilter(rq)
	words := rq.Words
	articles, err := s.articlesByObservance(rq)
	if err != nil {
		return nil, err
	}
	p := &themes.CalendarPage{Base: s.Base(rq, words.T("calendar.title"), "calendar")}
	site.WithQuery(&p.Base, q)
	p.Description = words.T("calendar.lead")
	p.Title = s.narrowed(rq, p.Title, f)
	p.From = rq.Today()
	p.To = p.From + listDays - 1
	all := s.days(rq, p.From, p.To, f, articles)
	p.Days = withEntries(all)
	if len(p.Days) == 0 || p.Days[0].Date != p.From { // else it stands with today
		p.Running = all[0].Running
	}
	p.Feeds = s.calendarFeeds(rq, q)
	p.Bar = s.calendarBar(rq, listView, p.From, p.To, q)
	y, m, _ := (p.To + 1).Gregorian()
	p.After = s.monthLink(rq, y, m, q)
	return p, nil
}

func (s *server) monthLink(rq *site.Request, year int, month time.Month, q url.Values) themes.Link {
	if year < firstYear || year > lastYear {
		return themes.Link{}
	}
	words := rq.Words
	return themes.Link{
		Title: words.T("calendar.month", "Month", words.Month(month), "Year", year),
		URL:   site.Address(s.Path(rq.Lang, "month", "year", strconv.Itoa(year), "month", strconv.Itoa(int(month))), q),
	}
}

func (s *server) yearLink(rq *site.Request, year int, q url.Values) themes.Link {
	if year < firstYear || year > lastYear {
		return themes.Link{}
	}
	return themes.Link{
		Title: rq.Words.T("calendar.year", "Year", year),
		URL:   site.Address(s.Path(rq.Lang, "year", "year", strconv.Itoa(year)), q),
	}
}

// year reads the variable "year"; years out of range do not exist.
func year(rq *site.Request) (int, error) {
	y, err := strconv.Atoi(rq.Variable("year"))
	if err != nil || y < firstYear || y > lastYear {
		return 0, site.ErrNotFound
	}
	return y, nil
}

// unknown lists traditions that a page shows empty because nothing is known.
func unknown(rq *site.Request, from calendar.Date, f calendar.Filter) []themes.Unknown {
	var out []themes.Unknown
	for _, t := range rq.Calendar.Unknown(from, f) {
		out = append(out, themes.Unknown{Tradition: t, Begins: rq.Calendar.Begins(t.ID)})
	}
	return out
}

// sunDay returns when the sun rises and sets at a place in Germany, where it
// does so every day.
func sunDay(d calendar.Date, at calendar.Place) themes.SunDay {
	rise, _ := sky.Sunrise(d, at)
	set, _ := sky.Sunset(d, at)
	light := set.Sub(rise).Round(time.Minute)
	return themes.SunDay{
		Date: d, Rise: rise.Round(time.Minute), Set: set.Round(time.Minute),
		Hours: int(light.Hours()), Minute: int(light.Minutes()) % 60,
	}
}

// showYear answers GET /kalender/{jahr}: a year at a glance.
func (s *server) showYear(rq *site.Request) (themes.Page, error) {
	y, err := year(rq)
	if err != nil {
		return nil, err
	}
	return s.yearPage(rq, y)
}

// yearPage returns the page of a year.
func (s *server) yearPage(rq *site.Request, y int) (*themes.YearPage, error) {
	f, q := s.CalendarFilter(rq)
	words := rq.Words
	p := &themes.YearPage{Base: s.Base(rq, words.T("calendar.yeartitle", "Year", y), "calendar"), Year: y}
	site.WithQuery(&p.Base, q)
	for m := time.January; m <= time.December; m++ {
		p.Months = append(p.Months, themes.MonthSummary{Month: m, Link: s.monthLink(rq, y, m, q).URL})
	}
	for _, o := range rq.Calendar.Occurrences(calendar.NewDate(y, time.January, 1), calendar.NewDate(y, time.December, 31), f) {
		oy, m, _ := o.First.Gregorian()
		if oy < y {
			p.Running = append(p.Running, themes.Entry{Occurrence: o, N: 1, Weight: s.Weight(&o, 0)})
		}
		if oy == y {
			p.Months[m-1].Entries = append(p.Months[m-1].Entries, themes.Entry{Occurrence: o, N: 1, Weight: s.Weight(&o, 0)})
		}
	}
	s.smallMonths(rq, p, f)
	p.Title, p.Unknown = s.narrowed(rq, p.Title, f), unknown(rq, calendar.NewDate(y, time.January, 1), f)
	p.Bar = s.calendarBar(rq, yearView, calendar.NewDate(y, time.January, 1), calendar.NewDate(y, time.December, 31), q)
	p.Bar.Previous, p.Bar.Next = s.yearLink(rq, y-1, q), s.yearLink(rq, y+1, q)
	p.Sheets = s.sheetLinks(rq, p.Title, s.Path(rq.Lang, "year.pdf", "year", strconv.Itoa(y)), q)
	p.Feeds = s.calendarFeeds(rq, q)
	return p, nil
}

// smallMonths fills in the days of a year with their weight.
func (s *server) smallMonths(rq *site.Request, p *themes.YearPage, f calendar.Filter) {
	first, last := calendar.NewDate(p.Year, time.January, 1), calendar.NewDate(p.Year, time.December, 31)
	weights, during := make(map[calendar.Date]string), make(map[calendar.Date]bool)
	for _, o := range rq.Calendar.Occurrences(first, last, f) {
		if o.Observance.Period { // it would mark whole months
			if s.Weight(&o, 0) != themes.GoodToKnow {
				for d := max(o.First, first); d <= min(o.Last, last); d++ {
					during[d] = true
				}
			}
			continue
		}
		for d := max(o.First, first); d <= min(o.Last, last); d++ {
			switch w := s.Weight(&o, d); {
			case w == themes.Important, w == themes.Considerate && weights[d] == "":
				weights[d] = w
			}
		}
	}
	for i := range p.Months {
		m := &p.Months[i]
		begin, end := calendar.NewDate(p.Year, m.Month, 1), calendar.NewDate(p.Year, m.Month+1, 1)-1
		for monday := begin.OnOrBefore(time.Monday); monday <= end; monday += 7 {
			week := make([]themes.SmallDay, 7)
			for j := range week {
				if d := monday + calendar.Date(j); d >= begin && d <= end {
					week[j] = themes.SmallDay{Date: d, Weight: weights[d], Off: !s.Workday(d), During: during[d], Today: d == rq.Today()}
				}
			}
			m.Weeks = append(m.Weeks, week)
		}
	}
}

// comingYears is how many years an observance's page gives dates for.
const comingYears = 10

// showObservance answers GET /kalender/tage/{tradition}/{slug}.
func (s *server) showObservance(rq *site.Request) (themes.Page, error) {
	id := calendar.ID(rq.Variable("tradition") + "/" + rq.Variable("slug"))
	box, ok := s.dateBox(rq, id)
	if !ok {
		return nil, site.ErrNotFound
	}
	o, t := box.Observance, box.Tradition
	if same := whole(rq.Calendar, id); same != id {
		return nil, site.Moved(s.ObservancePath(rq.Lang, same))
	}
	words := rq.Words
	p := &themes.ObservancePage{Base: s.Base(rq, o.Name.In(rq.Lang), "calendar"), Observance: o, Tradition: t, Box: box}
	p.Title += " (" + t.Name.In(rq.Lang) + ")"
	p.Trail = []themes.Link{
		{Title: words.T("nav.calendar"), URL: s.Path(rq.Lang, "calendar")},
		{Title: t.Name.In(rq.Lang), URL: s.Path(rq.Lang, "tradition", "slug", t.ID)},
	}
	twins := rq.Calendar.TwinsOf(id)
	observed, err := s.Reader.Observed(rq.Context(), rq.At)
	if err != nil {
		return nil, err
	}
	about := append([]*calendar.Observance{o}, twins...)
	if i := slices.IndexFunc(about, func(one *calendar.Observance) bool { return observed[one.ID] != "" }); i >= 0 {
		list, _, err := content.List[*content.Article](rq.Context(), s.Reader, rq.At, content.Query{Observance: about[i].ID, Limit: 1})
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			p.Article = list[0]
		}
	}
	s.statuses(rq, p, twins)
	for _, other := range o.Related {
		if r, ok := rq.Calendar.Observance(other); ok {
			t, _ := rq.Calendar.Tradition(other.Tradition())
			p.Related = append(p.Related, themes.Kept{Observance: r, Tradition: t})
		}
	}
	if r, ok := s.Profiles().Of(id); ok {
		p.Profile = r
		p.Description = r.Text.String()
	}
	p.Spellings = spellings(o, p.Profile, rq.Lang)
	s.dateRows(rq, p)
	p.Feeds = append(s.observanceFeeds(rq, o), s.calendarFeeds(rq, url.Values{"tradition": {t.ID}})...)
	return p, nil
}

// statuses says in which Länder the observance is a public holiday, and in
// which it no longer is.
func (s *server) statuses(rq *site.Request, p *themes.ObservancePage, twins []*calendar.Observance) {
	today, whole := rq.Today(), 0
	for _, o := range twins {
		land := calendar.Land(strings.TrimPrefix(o.ID.Tradition(), "de-"))
		if o.Kind != calendar.PublicHoliday {
			continue
		}
		if len(rq.Calendar.Of(o.ID, today, today+2*366)) > 0 {
			one := themes.Holiday{Land: land.Name().In(rq.Lang), Act: o.Source}
			if where := o.Partly.In(rq.Lang); where != "" {
				one.Land += " (" + where + ")"
			} else {
				whole++
			}
			if !slices.Contains(p.Holiday, one) {
				p.Holiday = append(p.Holiday, one)
			}
			continue
		}
		was := rq.Calendar.Of(o.ID, calendar.NewDate(firstYear, time.January, 1), today)
		if len(was) > 0 && land == s.Region.Land {
			key := "observance.formerly"
			if len(was) == 1 {
				key = "observance.once"
			}
			p.Formerly = rq.Words.T(key, "Year", was[len(was)-1].First.Year(), "In", land.In(rq.Lang))
		}
	}
	p.Everywhere = whole >= len(calendar.Laender()) // Christmas has two days in each
}

// spellings returns the names of an observance beside that in a language. The same name with fewer
// marks is left out: it finds the day as well, but need not be shown.
func spellings(o *calendar.Observance, r *profile.Profile, lang string) []string {
	all := o.Name.Also
	if r != nil {
		all = slices.Concat(r.Spellings, all)
	}
	at := map[string]int{spelling.Fold(o.Name.In(lang)): -1}
	var out []string
	for _, s := range all {
		f := spelling.Fold(s)
		i, seen := at[f]
		switch {
		case !seen:
			at[f] = len(out)
			out = append(out, s)
		case i >= 0 && len(s) > len(out[i]): // more bytes, more marks
			out[i] = s
		}
	}
	return out
}

// dateRows fills in when the observance takes place in this year and the next
// ones, by every convention.
func (s *server) dateRows(rq *site.Request, p *themes.ObservancePage) {
	id := p.Observance.ID
	first := rq.Today().Year()
	from, to := calendar.NewDate(first, time.January, 1), calendar.NewDate(first+comingYears, time.December, 31)
	all := rq.Calendar.Of(id, from, to)
	others := s.otherConventions(rq, p.Observance, p.Tradition, from, to)
	for _, other := range others {
		p.Conventions = append(p.Conventions, other.Convention)
	}
	for year := first; year <= first+comingYears; year++ {
		kept := false
		for _, o := range all {
			if o.First.Year() != year {
				continue
			}
			kept = true
			row := themes.DateRow{Year: year, Occurrence: &o, Known: true}
			row.File = site.Address(s.Path(rq.Lang, "observance.ics", "tradition", id.Tradition(), "slug", id.Slug()), url.Values{"jahr": {strconv.Itoa(o.Year)}})
			for _, other := range others {
				row.Others = append(row.Others, other.days(rq.Words, o.Year))
			}
			p.Rows = append(p.Rows, row)
			p.Unsure = p.Unsure || o.Certainty != calendar.Exact
		}
		if !kept {
			row := themes.DateRow{Year: year, Known: rq.Calendar.Known(id, year)}
			for range others {
				row.Others = append(row.Others, "–")
			}
			p.Rows = append(p.Rows, row)
		}
	}
}

// A reckoned is a convention with the occurrences that it gives, by year.
type reckoned struct {
	calendar.Convention
	by map[int]calendar.Occurrence
}

// days writes the days of a year.
func (r reckoned) days(words *locale.Printer, year int) string {
	if o, ok := r.by[year]; ok {
		return words.Range(o.First, o.Last)
	}
	return "–"
}

// sameDays reports whether two conventions give the same days.
func (r reckoned) sameDays(other reckoned) bool {
	return maps.EqualFunc(r.by, other.by, func(a, b calendar.Occurrence) bool { return a.First == b.First && a.Last == b.Last })
}

// otherConventions returns those by which an observance can be reckoned, apart
// from the one in use, and from those that only repeat it or one another.
func (s *server) otherConventions(rq *site.Request, o *calendar.Observance, t *calendar.Tradition, from, to calendar.Date) []reckoned {
	if len(o.Variants) == 0 {
		return nil
	}
	use, _ := rq.Calendar.Convention(t.ID)
	all := []reckoned{{Convention: use}}
	for _, c := range t.Conventions {
		if c.ID != use.ID {
			all = append(all, reckoned{Convention: c})
		}
	}
	var out []reckoned
	for i, c := range all {
		// A convention may put the same year on the other side of New Year's Eve.
		c.by = make(map[int]calendar.Occurrence)
		for _, k := range rq.Calendar.OfBy(o.ID, c.ID, from-31, to+31) {
			c.by[k.Year] = k
		}
		if !slices.ContainsFunc(all[:i], c.sameDays) {
			out = append(out, c)
		}
		all[i] = c
	}
	return out[1:]
}
