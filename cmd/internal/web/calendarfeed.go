package web

import (
	"html/template"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/content/feed"
	"vielfalt/themes"
)

// calendarFeed is the name of the feed of days.
const calendarFeed = "kalender"

// An occurrence enters the feed some days before it, and stays for some after.
const (
	feedAhead = 14
	feedBack  = 30
)

// showCalendarFeed answers GET /feeds/kalender.{format}: the days of the next
// two weeks and the last month, with the parameters tradition, art and
// gewissheit (all repeatable). A date that is corrected is the same entry.
func (s *Server) showCalendarFeed(rq *request) (feedAnswer, error) {
	f, params := calendarFilter(rq)
	words := s.renderer.Printer(rq.lang)
	format := format(rq)
	out := feed.Feed{
		ID:          "tag:vielfalt.invalid,2026:feed/" + calendarFeed + "/" + rq.lang + "?" + params.Encode(),
		Title:       s.narrowed(rq, words.T("feed.days"), f) + " – " + s.SiteName,
		Description: words.T("feed.days.help"),
		Lang:        rq.lang,
		SelfURL:     s.absolute(address(s.path(rq.lang, "calendar.feed", "format", format.Extension()), params)),
		HomeURL:     s.absolute(address(s.path(rq.lang, "calendar"), params)),
		Author:      s.Authority,
		Updated:     emptySince(rq),
	}
	today := rq.today()
	for _, o := range rq.calendar.Occurrences(today-feedBack, today+feedAhead, f) {
		if o.First < today-feedBack {
			continue
		}
		it := s.dayItem(rq, o)
		out.Items = append(out.Items, it)
		if it.Updated.After(out.Updated) || len(out.Items) == 1 {
			out.Updated = it.Updated
		}
	}
	// Newest first, as readers of feeds expect.
	slices.Reverse(out.Items)
	return writeFeed(format, out)
}

// dayItem is the entry for an occurrence.
func (s *Server) dayItem(rq *request, o calendar.Occurrence) feed.Item {
	words := s.renderer.Printer(rq.lang)
	id := o.Observance.ID
	name := o.Observance.Name.In(rq.lang)
	var paragraphs []string
	add := func(text string) {
		if text != "" {
			paragraphs = append(paragraphs, "<p>"+template.HTMLEscapeString(text)+"</p>")
		}
	}
	when := themes.When(words, o)
	add(when)
	add(themes.Begins(words, o))
	if !o.Sure() {
		add(words.T("certainty." + string(o.Certainty) + ".help"))
	}
	if r, ok := s.Profiles().Of(id); ok && rq.lang == "de" {
		add(r.Text.String())
	}
	published := (o.First - feedAhead).At(0, 0, calendar.Berlin)
	it := feed.Item{
		ID:    "tag:vielfalt.invalid,2026:day/" + ical.UID(o),
		Title: words.T("feed.day", "Name", name, "Date", words.Range(o.First, o.Last)), Lang: rq.lang,
		Summary: when, HTML: strings.Join(paragraphs, "\n"), Author: s.Authority,
		URL:       s.absolute(s.path(rq.lang, "observance", "tradition", id.Tradition(), "slug", id.Slug())),
		Published: published, Updated: published,
		Categories: []string{s.traditionName(rq.lang, id.Tradition())},
		Correction: themes.Change(words, o),
	}
	if at := o.Revision.At; at.After(it.Updated) {
		it.Updated = at
	}
	return it
}
