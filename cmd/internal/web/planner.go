package web

import (
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
	p.Subscribe = s.Absolute(site.Address(s.Path(rq.Lang, "calendar.ics"), q))
	p.Help = s.Absolute(s.Path(rq.Lang, "subscribe"))
	s.fillDays(rq, p, f)
	first, last := p.Days[0].Date, p.Days[len(p.Days)-1].Date
	for _, h := range s.School {
		p.SchoolUntil = max(p.SchoolUntil, h.Last)
		if h.First <= last && h.Last >= first {
			p.School = append(p.School, h)
		}
	}
	if rq.Query.Get("seiten") == "2" {
		s.fillSentences(p)
	}
	return p, nil
}

// fillDays lays what is kept out over the days of a year.
func (s *server) fillDays(rq *site.Request, p *themes.YearSheet, f calendar.Filter) {
	first, last := calendar.NewDate(p.Year, time.January, 1), calendar.NewDate(p.Year, time.December, 31)
	p.Days = make([]themes.PlannerDay, last-first+1)
	for i := range p.Days {
		d := first + calendar.Date(i)
		p.Days[i] = themes.PlannerDay{Date: d, Off: !s.Workday(d)}
	}
	// Its public holidays are shown whatever is chosen: nobody works on them.
	for _, o := range rq.Calendar.Occurrences(first, last, calendar.Filter{Traditions: []string{s.Region.Land.Tradition()}, Apart: true}) {
		if o.Observance.Kind == calendar.PublicHoliday && o.Certainty != calendar.Partial {
			e := s.entry(rq, o, o.First, nil)
			p.Days[o.First-first].Holiday = &e
		}
	}
	for _, o := range rq.Calendar.Occurrences(first, last, f) {
		every := !o.Observance.Period // whether each day has a name
		for d := max(o.First, first); d <= min(o.Last, last) && !o.Observance.Period; d++ {
			e := s.entry(rq, o, d, nil)
			day := &p.Days[d-first]
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
			p.Bands = append(p.Bands, e)
		}
	}
	for _, day := range p.Days {
		slices.SortStableFunc(day.Entries, themes.ByWeight)
	}
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
