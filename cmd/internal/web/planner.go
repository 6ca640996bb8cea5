package web

import (
	"net/url"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/themes"
	"vielfalt/themes/sheet"
)

// showYearPDF answers GET /kalender/{jahr}.pdf, a wall planner, with the filters
// of the page, format=a3 and seiten=2.
func (s *server) showYearPDF(rq *site.Request) (site.Document, error) {
	year, err := s.yearSheet(rq)
	if err != nil {
		return site.Document{}, err
	}
	pdf, err := sheet.Year(year, s.nameIn(rq), s.sheetOptions(rq, &year.Base))
	return site.Document{MediaType: typePDF, FileName: "kalender-" + rq.Variable("year") + ".pdf", Body: pdf}, err
}

// yearSheet lays a year out to be printed.
func (s *server) yearSheet(rq *site.Request) (*themes.YearSheet, error) {
	y, err := year(rq)
	if err != nil {
		return nil, err
	}
	f, q := s.CalendarFilter(rq)
	words := rq.Words
	p := &themes.YearSheet{Base: s.Base(rq, words.T("sheet.planner", "Year", y), "calendar"), Year: y}
	site.WithQuery(&p.Base, q)
	p.Chosen = s.chosen(rq, f)
	if p.Chosen != "" {
		p.Title = words.T("feed.titleof", "Title", p.Title, "Chosen", p.Chosen)
	}
	first, last := calendar.NewDate(y, time.January, 1), calendar.NewDate(y, time.December, 31)
	p.Days = s.blankDays(first, last)
	p.Bands = s.fillDays(rq, p.Days, f)
	p.Printed = s.printed(rq, q, first, last)
	if rq.Query.Get("seiten") == "2" {
		s.fillSentences(p)
	}
	return p, nil
}

// printed returns what a sheet tells beside its days, from a first to a last one.
func (s *server) printed(rq *site.Request, q url.Values, first, last calendar.Date) themes.Printed {
	p := themes.Printed{
		Subscribe: s.Absolute(site.Address(s.Path(rq.Lang, "calendar.ics"), q)),
		Help:      s.Absolute(s.Path(rq.Lang, "subscribe")),
	}
	for _, h := range s.School {
		p.SchoolUntil = max(p.SchoolUntil, h.Last)
		if h.First <= last && h.Last >= first {
			p.School = append(p.School, h)
		}
	}
	return p
}

// blankDays returns the days from a first to a last one.
func (s *server) blankDays(first, last calendar.Date) []themes.PlannerDay {
	out := make([]themes.PlannerDay, last-first+1)
	for i := range out {
		d := first + calendar.Date(i)
		out[i] = themes.PlannerDay{Date: d, Off: !s.Workday(d)}
	}
	return out
}

// fillDays lays what is kept out over days, and returns what goes on over
// several of them.
func (s *server) fillDays(rq *site.Request, days []themes.PlannerDay, f calendar.Filter) (bands []themes.Entry) {
	first, last := days[0].Date, days[len(days)-1].Date
	// Its public holidays are shown whatever is chosen: nobody works on them.
	for _, o := range rq.Calendar.Occurrences(first, last, calendar.Filter{Traditions: []string{s.Region.Land.Tradition()}, Apart: true}) {
		if o.Observance.Kind == calendar.PublicHoliday && o.Certainty != calendar.Partial {
			e := s.entry(rq, o, o.First, nil)
			days[o.First-first].Holiday = &e
		}
	}
	for _, o := range rq.Calendar.Occurrences(first, last, f) {
		every := !o.Observance.Period // whether each day has a name
		for d := max(o.First, first); d <= min(o.Last, last) && !o.Observance.Period; d++ {
			e := s.entry(rq, o, d, nil)
			day := &days[d-first]
			switch {
			case isHoliday(o, day.Holiday): // which is named already
			case e.N == 1 || e.Weight == themes.Important:
				day.Entries = append(day.Entries, e)
			default:
				every = false
			}
		}
		if !every {
			e := s.entry(rq, o, o.First, nil)
			e.Weight = s.Weight(&o, 0)
			bands = append(bands, e)
		}
	}
	for _, day := range days {
		slices.SortStableFunc(day.Entries, themes.ByWeight)
	}
	return bands
}

// isHoliday reports whether an occurrence is, or is a twin of, a public holiday.
func isHoliday(o calendar.Occurrence, holiday *themes.Entry) bool {
	// Among those that a filter chose, the feast may be without its twin.
	is := func(o calendar.Occurrence) bool {
		return o.Observance == holiday.Observance || o.Observance.ID == holiday.Observance.SameAs
	}
	return holiday != nil && (is(o) || slices.ContainsFunc(o.Twins(), is))
}

// fillSentences takes the first sentence of what is said of each observance.
func (s *server) fillSentences(p *themes.YearSheet) {
	profiles := s.Profiles()
	p.Sentences = make(map[calendar.ID]string)
	add := func(e themes.Entry) {
		for _, id := range []calendar.ID{e.Observance.SameAs, e.Observance.ID} {
			if r, ok := profiles.Of(id); ok && len(r.Text) > 0 {
				p.Sentences[e.Observance.ID] = r.Text[0].Text
			}
		}
	}
	for _, day := range p.Days {
		if day.Holiday != nil {
			add(*day.Holiday)
		}
		for _, e := range day.Entries {
			add(e)
		}
	}
	for _, e := range p.Bands {
		add(e)
	}
}
