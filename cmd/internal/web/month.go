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
	"vielfalt/calendar/sky"
	"vielfalt/cmd/internal/site"
	"vielfalt/themes"
	"vielfalt/themes/sheet"
)

// showMonth answers GET /kalender/{jahr}/{monat}: a table, and a list with the
// same content.
func (s *server) showMonth(rq *site.Request) (themes.Page, error) {
	first, err := month(rq)
	if err != nil {
		return nil, err
	}
	if y, m, _ := first.Gregorian(); strings.HasPrefix(rq.Variable("month"), "0") {
		return nil, site.Moved(s.Path(rq.Lang, "month", "year", strconv.Itoa(y), "month", strconv.Itoa(int(m))))
	}
	return s.monthPage(rq, first)
}

// monthPage returns the page of a month, of which the first day is given.
func (s *server) monthPage(rq *site.Request, first calendar.Date) (*themes.MonthPage, error) {
	y, m, _ := first.Gregorian()
	f, q := s.CalendarFilter(rq)
	words := rq.Words
	articles, err := s.articlesByObservance(rq)
	if err != nil {
		return nil, err
	}
	last := calendar.NewDate(y, m+1, 1) - 1
	p := &themes.MonthPage{
		Base: s.Base(rq, words.T("calendar.monthtitle", "Month", words.Month(m), "Year", y), "calendar"),
		Year: y, Month: m,
	}
	site.WithQuery(&p.Base, q)
	p.Weeks = s.weeks(rq, first, last, f, articles)
	p.Title, p.Unknown = s.narrowed(rq, p.Title, f), unknown(rq, first, f)
	p.Running, p.Days = s.monthList(rq, first, last, f, articles)
	p.Phases = sky.MoonPhases(first, last, calendar.Berlin)
	for _, d := range []calendar.Date{first, first + 10, first + 20, last} {
		p.Sun = append(p.Sun, sunDay(d, s.Region.Seat))
	}
	before, after := first-1, last+1
	_, pm, _ := before.Gregorian()
	_, nm, _ := after.Gregorian()
	p.Bar = s.calendarBar(rq, monthView, first, last, q)
	p.Bar.Previous, p.Bar.Next = s.monthLink(rq, before.Year(), pm, q), s.monthLink(rq, after.Year(), nm, q)
	p.Bar.Previous.Title, p.Bar.Next.Title = words.Month(pm), words.Month(nm) // the heading names the year
	p.Sheets = s.sheetLinks(rq, p.Title, s.Path(rq.Lang, "month.pdf", "year", strconv.Itoa(y), "month", strconv.Itoa(int(m))), q)
	p.Feeds = s.calendarFeeds(rq, q)
	return p, nil
}

// month reads the variables "year" and "month", as the first day of the month;
// months out of range do not exist.
func month(rq *site.Request) (calendar.Date, error) {
	y, err := year(rq)
	if err != nil {
		return 0, err
	}
	m, err := strconv.Atoi(rq.Variable("month"))
	if err != nil || m < 1 || m > 12 {
		return 0, site.ErrNotFound
	}
	return calendar.NewDate(y, time.Month(m), 1), nil
}

// weeks lays a month out by weeks: what is kept on one day stands on it, and what
// is kept on several is a band across them.
func (s *server) weeks(rq *site.Request, first, last calendar.Date, f calendar.Filter, articles map[calendar.ID]string) []themes.Week {
	from, to := first.OnOrBefore(time.Monday), last.OnOrAfter(time.Sunday)
	all := rq.Calendar.Occurrences(from, to, f)
	var out []themes.Week
	told := make(map[string]bool) // by observance and first day
	for monday := from; monday <= to; monday += 7 {
		w := themes.Week{Days: make([]themes.CalendarDay, 7)}
		var long []themes.Entry
		for i := range w.Days {
			d := monday + calendar.Date(i)
			w.Days[i] = themes.CalendarDay{Date: d, Today: d == rq.Today(), Outside: d < first || d > last}
		}
		for _, o := range all {
			switch {
			case o.Last < max(monday, first) || o.First > min(monday+6, last):
			case o.Length() > 1:
				e := s.entry(rq, o, o.First, articles)
				e.Weight = s.Weight(&o, 0)
				long = append(long, e)
			default:
				day := &w.Days[o.First-monday]
				day.Entries = append(day.Entries, s.entry(rq, o, o.First, articles))
			}
		}
		w.Lanes = lanes(monday, max(monday, first), min(monday+6, last), long)
		for _, lane := range w.Lanes {
			for i := range lane {
				if b := &lane[i]; b.Entry != nil {
					key := string(b.Entry.Observance.ID) + b.Entry.First.String()
					b.Told, told[key] = told[key], true
				}
			}
		}
		out = append(out, w)
	}
	return out
}

// lanes puts what is kept on several days of a week into as few rows as it
// takes, the longest first, on the days from one to another.
func lanes(monday, begin, end calendar.Date, all []themes.Entry) [][]themes.Band {
	slices.SortStableFunc(all, func(a, b themes.Entry) int {
		return cmp.Or(cmp.Compare(max(a.First, begin), max(b.First, begin)), cmp.Compare(b.Length(), a.Length()))
	})
	var out [][]themes.Band
	var free []calendar.Date // the first day after what a lane holds
	for _, e := range all {
		from, to := max(e.First, begin), min(e.Last, end)
		i := slices.IndexFunc(free, func(d calendar.Date) bool { return d <= from })
		if i < 0 {
			i = len(out)
			out, free = append(out, nil), append(free, monday)
		}
		if gap := int(from - free[i]); gap > 0 {
			out[i] = append(out[i], themes.Band{Span: gap})
		}
		out[i] = append(out[i], themes.Band{Span: int(to-from) + 1, Entry: &e, Before: e.First < begin, After: e.Last > end})
		free[i] = to + 1
	}
	for i := range out {
		if gap := int(monday + 7 - free[i]); gap > 0 {
			out[i] = append(out[i], themes.Band{Span: gap})
		}
	}
	return out
}

// monthList returns what goes on already when a month begins, and for each day
// what is kept on it: of what lasts several days, the first one and those that
// are important.
func (s *server) monthList(rq *site.Request, first, last calendar.Date, f calendar.Filter, articles map[calendar.ID]string) (running []themes.Entry, days []themes.CalendarDay) {
	all := make([]themes.CalendarDay, last-first+1)
	for i := range all {
		all[i].Date = first + calendar.Date(i)
		all[i].Today = all[i].Date == rq.Today()
	}
	for _, o := range rq.Calendar.Occurrences(first, last, f) {
		if o.First < first {
			running = append(running, s.entry(rq, o, first, articles))
		}
		for d := max(o.First, first); d <= min(o.Last, last); d++ {
			if e := s.entry(rq, o, d, articles); d == o.First || e.Weight == themes.Important && !o.Observance.Period {
				all[d-first].Entries = append(all[d-first].Entries, e)
			}
		}
	}
	for _, d := range all {
		if feastsFirst(d.Entries); len(d.Entries) > 0 {
			days = append(days, d)
		}
	}
	return running, days
}

// chooseMonth answers GET /kalender/wahl, the form with which people turn to a
// month, or with month 0 to a year. What it shows has an address of its own, so
// this one is not to be indexed.
func (s *server) chooseMonth(rq *site.Request) (themes.Page, error) {
	y, now, _ := rq.Today().Gregorian()
	m := int(now)
	if v := rq.Query.Get("jahr"); v != "" {
		y, _ = strconv.Atoi(v) // the parameter is a number
	}
	if v := rq.Query.Get("monat"); v != "" {
		m, _ = strconv.Atoi(v)
	}
	if y < firstYear || y > lastYear || len(rq.Query["jahr"]) > 1 {
		return nil, site.ErrNotFound
	}
	asked := url.Values{"jahr": {strconv.Itoa(y)}, "monat": {strconv.Itoa(m)}}
	for k, v := range site.Only(rq.Query, site.CalendarParams) {
		asked[k] = v
	}
	if m == 0 {
		p, err := s.yearPage(rq, y)
		if err != nil {
			return nil, err
		}
		p.Path, p.Canonical, p.Narrowed = site.Address(rq.Path(), asked), "", true
		return p, nil
	}
	p, err := s.monthPage(rq, calendar.NewDate(y, time.Month(m), 1))
	if err != nil {
		return nil, err
	}
	p.Path, p.Canonical, p.Narrowed = site.Address(rq.Path(), asked), "", true
	return p, nil
}

// The views of the calendar.
const (
	listView  = "list"
	monthView = "month"
	yearView  = "year"
)

// plannerFrom is the month from which people want the wall planner of the next
// year: until then those who make one have it printed.
const plannerFrom = time.October

// plannerYear is the year of the wall planner that people want on a day.
func plannerYear(today calendar.Date) int {
	y, m, _ := today.Gregorian()
	if m >= plannerFrom && y < lastYear {
		y++
	}
	return y
}

// plannerPath is the address of the wall planner of a year, narrowed by filters.
func (s *server) plannerPath(rq *site.Request, year int, q url.Values) string {
	poster := maps.Clone(q)
	if poster == nil {
		poster = url.Values{}
	}
	poster.Set("format", string(sheet.A3))
	return site.Address(s.Path(rq.Lang, "year.pdf", "year", strconv.Itoa(year)), poster)
}

// calendarBar returns the controls of a view of the calendar from one day to
// another.
func (s *server) calendarBar(rq *site.Request, view string, from, to calendar.Date, q url.Values) themes.CalendarBar {
	words := rq.Words
	shown, now := from, rq.Today()
	if from <= now && now <= to {
		shown = now // other views of the year of today show today
	}
	y, m, _ := shown.Gregorian()
	ty, tm, _ := now.Gregorian()
	month, year := s.monthLink(rq, y, m, q).URL, s.yearLink(rq, y, q).URL
	list := site.Address(s.Path(rq.Lang, "calendar"), q)
	b := themes.CalendarBar{
		Choose: s.Path(rq.Lang, "calendar.choose"), Year: y, Path: list, Chosen: s.chosen(rq, s.FilterOf(q)),
		Views: []themes.Choice{
			{Title: words.T("calendar.view.list"), URL: list, Chosen: view == listView},
			{Title: words.T("calendar.view.month"), URL: month, Chosen: view == monthView},
			{Title: words.T("calendar.view.year"), URL: year, Chosen: view == yearView},
		},
		Today: list,
	}
	switch view {
	case listView:
		next := calendar.NewDate(ty, tm+1, 1)
		_, m, _ := next.Gregorian()
		b.Next = s.monthLink(rq, next.Year(), m, q)
	case monthView:
		b.Path, b.Today = month, s.monthLink(rq, ty, tm, q).URL
	case yearView:
		b.Path, b.Today = year, s.yearLink(rq, ty, q).URL
	}
	b.All, _, _ = strings.Cut(b.Path, "?")
	b.Months = []themes.Choice{{Value: "0", Title: words.T("calendar.wholeyear"), Chosen: view == yearView}}
	for i := time.January; i <= time.December; i++ {
		b.Months = append(b.Months, themes.Choice{Value: strconv.Itoa(int(i)), Title: words.Month(i), Chosen: view != yearView && i == m})
	}
	b.PosterYear = y
	if view != yearView && y == ty {
		b.PosterYear = plannerYear(now)
	}
	b.Poster = s.plannerPath(rq, b.PosterYear, q)
	count := func(name, value string) int {
		with := maps.Clone(q)
		with.Set(name, value)
		return len(rq.Calendar.Occurrences(from, to, s.FilterOf(with)))
	}
	for _, f := range s.calendarFilters(rq, b.All, q) {
		for i := range f.Choices {
			f.Choices[i].N = count(f.Name, f.Choices[i].Value)
		}
		f.Choices = slices.DeleteFunc(f.Choices, func(c themes.Choice) bool { return c.N == 0 && !c.Chosen })
		for _, c := range f.Choices {
			if c.Chosen {
				b.N++
				b.Kept = append(b.Kept, themes.Param{Name: f.Name, Value: c.Value})
			}
		}
		switch n := len(b.Filters); {
		case len(f.Choices) == 0:
		case n > 0 && b.Filters[n-1].Name == f.Name: // the Länder are traditions, too
			b.Filters[n-1].More = &f
		default:
			b.Filters = append(b.Filters, f)
		}
	}
	return b
}
