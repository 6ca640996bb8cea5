package web

import (
	"html/template"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	said "vielfalt/calendar/words"
	"vielfalt/cmd/internal/site"
	"vielfalt/content/feed"
	"vielfalt/themes"
)

// An occurrence enters the feed some days before it, and stays for some days
// after.
const (
	feedAhead = 14
	feedBack  = 30
)

// showCalendarFeed answers GET /feeds/kalender.{format}: the days of the next
// two weeks and the last month, with the parameters tradition, konfession, art
// and gewissheit (all repeatable). A corrected date remains the same entry.
func (s *server) showCalendarFeed(rq *site.Request) (site.Document, error) {
	f, params := s.CalendarFilter(rq)
	words := rq.Words
	format := format(rq)
	out := feed.Feed{
		ID:          "tag:vielfalt.invalid,2026:feed/" + site.CalendarFeed + "/" + rq.Lang + "?" + params.Encode(),
		Title:       s.narrowed(rq, words.T("feed.days"), f) + " – " + s.SiteName,
		Description: words.T("feed.days.help"),
		Lang:        rq.Lang,
		SelfURL:     s.Absolute(site.Address(s.Path(rq.Lang, "calendar.feed", "format", format.Extension()), params)),
		HomeURL:     s.Absolute(site.Address(s.Path(rq.Lang, "calendar"), params)),
		Author:      s.Authority,
		Updated:     emptySince(rq),
	}
	today := rq.Today()
	for _, o := range rq.Calendar.Occurrences(today-feedBack, today+feedAhead, f) {
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

// dayItem returns the entry for an occurrence.
func (s *server) dayItem(rq *site.Request, o calendar.Occurrence) feed.Item {
	words := rq.Words
	id := o.Observance.ID
	name := o.Observance.Name.In(rq.Lang)
	var paragraphs []string
	add := func(text string) {
		if text != "" {
			paragraphs = append(paragraphs, "<p>"+template.HTMLEscapeString(text)+"</p>")
		}
	}
	when := themes.When(words, rq.Calendar, o)
	add(when)
	add(themes.Begins(words, o))
	for _, t := range o.Also() {
		add(words.T("entry.also", "Name", t.Observance.Name.In(rq.Lang), "Tradition", s.TraditionName(rq.Lang, t.Observance.ID.Tradition())) + ".")
	}
	if r, ok := s.Profiles().Of(id); ok && rq.Lang == "de" {
		add(r.Text.String())
	}
	for _, line := range s.about(rq, o.Observance) {
		add(line)
	}
	published := (o.First - feedAhead).At(0, 0, calendar.Berlin)
	it := feed.Item{
		ID:    "tag:vielfalt.invalid,2026:day/" + ical.UID(o),
		Title: words.T("feed.day", "Name", name, "Date", words.Range(o.First, o.Last)), Lang: rq.Lang,
		Summary: when, HTML: strings.Join(paragraphs, "\n"), Author: s.Authority,
		URL:       s.Absolute(s.ObservancePath(rq.Lang, id)),
		Published: published, Updated: published,
		Categories: []string{s.TraditionName(rq.Lang, id.Tradition())},
		Correction: themes.Change(words, o),
	}
	if n, last, _ := rq.Calendar.Switches(o); n > 0 && it.Correction == "" {
		it.Correction, it.Updated = said.Switched(rq.Calendar, o, false, rq.Lang), latest(it.Updated, last.At)
	}
	changed := o.Revision
	if e, ok := rq.Calendar.Ending(o); ok {
		changed = changed.Then(e.Revision)
	}
	it.Updated = latest(it.Updated, changed.At)
	return it
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
