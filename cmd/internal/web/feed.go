package web

import (
	"bytes"
	"cmp"
	"html/template"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/content/feed"
	"vielfalt/content/markup"
	"vielfalt/themes"
)

// feedSize is how many entries a feed holds, and an archive of older ones, and
// eventFeedSize how many events, of which there is no archive: what is over
// leaves, and what comes is one list.
const (
	feedSize      = 50
	eventFeedSize = 200
)

// A feedRow is one of the feeds: what it is called, where its page is, and how
// its entries are found. To add a feed, add a row.
type feedRow struct {
	name    string // in the address
	title   string // message key
	page    string // route of the list it belongs to
	of      content.Type
	size    int // most entries
	entries func(s *server, rq *site.Request, q content.Query) (list []feed.Item, total int, err error)
}

var feedRows = []feedRow{
	{site.ArticleFeed, "feed.articles", "articles", content.TypeArticle, feedSize, (*server).articleEntries},
	{"broschueren", "feed.brochures", "brochures", content.TypeBrochure, feedSize, (*server).brochureEntries},
	{"termine", "feed.events", "events", content.TypeEvent, eventFeedSize, (*server).eventEntries},
}

// showFeed answers GET /feeds/{feed}.{format}.
func (s *server) showFeed(rq *site.Request) (site.Document, error) {
	i := slices.IndexFunc(feedRows, func(r feedRow) bool { return r.name == rq.Variable("feed") })
	if i < 0 {
		return site.Document{}, site.ErrNotFound
	}
	row := feedRows[i]
	format := format(rq)
	q, params, chosen, err := s.ListQuery(rq, row.of)
	if err = cmp.Or(err, rq.Missing()); err != nil {
		return site.Document{}, err
	}
	q.Whole, q.Limit = true, row.size
	number := pageNumber(rq)
	if number > 1 {
		if q.Offset, err = s.archived(rq, row, q, number); err != nil {
			return site.Document{}, err
		}
	}
	items, total, err := row.entries(s, rq, q)
	if err != nil {
		return site.Document{}, err
	}
	if number == 1 {
		gone, err := s.withdrawnEntries(rq, row.of, q)
		if err != nil {
			return site.Document{}, err
		}
		items = append(items, gone...)
	}
	words := rq.Words
	at := func(number int) string {
		q := maps.Clone(params)
		if number > 1 {
			q.Set("seite", strconv.Itoa(number))
		}
		return s.Absolute(site.Address(s.Path(rq.Lang, "feed", "feed", row.name, "format", format.Extension()), q))
	}
	f := feed.Feed{
		ID:          "tag:vielfalt.invalid,2026:feed/" + row.name + "/" + rq.Lang + "?" + params.Encode(),
		Title:       s.feedTitle(rq, row.title, chosen) + " – " + s.SiteName,
		Description: words.T(row.title + ".help"),
		Lang:        rq.Lang,
		SelfURL:     at(number),
		HomeURL:     s.Absolute(site.Address(s.Path(rq.Lang, row.page), params)),
		Author:      s.Authority,
		Items:       items,
	}
	if row.archived() {
		last := archives(total)
		switch {
		case number > 1:
			f.Archive, f.Current = true, at(1)
			if number > 2 {
				f.Older = at(number - 1)
			}
			if number < last {
				f.Newer = at(number + 1)
			}
		case last > 1:
			f.Older = at(last)
		}
	}
	for _, it := range items {
		if it.Updated.After(f.Updated) {
			f.Updated = it.Updated
		}
	}
	if len(items) == 0 {
		f.Updated = emptySince(rq)
	}
	return writeFeed(format, f)
}

// archived reports whether there are documents of what a feed holds no more.
func (r feedRow) archived() bool { return r.of != content.TypeEvent }

// archives returns the number of the newest archive of a feed of so many entries,
// 1 if all are in the feed itself. They are counted from the oldest, from 2 on, as
// pages are: so what is new moves nothing from one to the other, and a program
// that has read one never has to again. The newest may hold what the feed holds.
func archives(total int) int { return max(1, (total+feedSize-1)/feedSize) }

// archived returns how many entries are newer than those of an archive.
func (s *server) archived(rq *site.Request, row feedRow, q content.Query, number int) (int, error) {
	q.Whole, q.Limit = false, 1
	_, total, err := s.Reader.List(rq.Context(), rq.At, row.of, q)
	if err == nil && (!row.archived() || number > archives(total)) {
		err = site.ErrNotFound
	}
	return total - (number-1)*feedSize, err
}

func writeFeed(format feed.Format, f feed.Feed) (site.Document, error) {
	var b bytes.Buffer
	if err := feed.Write(&b, format, f); err != nil {
		return site.Document{}, err
	}
	return site.Document{MediaType: format.MediaType() + "; charset=utf-8", Body: b.Bytes()}, nil
}

// format is the feed format that the address asks for.
func format(rq *site.Request) feed.Format {
	return feed.Formats()[slices.IndexFunc(feed.Formats(), func(f feed.Format) bool { return f.Extension() == rq.Variable("format") })]
}

// emptySince is when a feed without entries was last updated: it may have had
// some until anything visible changed.
func emptySince(rq *site.Request) time.Time {
	if rq.Stamp.Edge.IsZero() {
		return time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC) // nothing ever changed; the same on every server
	}
	return rq.Stamp.Edge
}

// feedPictureWidth is how many pixels pictures in feeds are wide at most: a program
// that shows them cannot choose.
const feedPictureWidth = 1280

func (s *server) articleEntries(rq *site.Request, q content.Query) ([]feed.Item, int, error) {
	list, total, err := content.List[*content.Article](rq.Context(), s.Reader, rq.At, q)
	var out []feed.Item
	for _, a := range list {
		it, err := s.feedItem(rq, &a.Item, a.Current)
		if err != nil {
			return nil, 0, err
		}
		if a.Picture.File.Size > 0 {
			shown, path := a.Picture.Within(feedPictureWidth)
			it.Picture = &feed.Picture{
				Enclosure: feed.Enclosure{URL: s.Absolute(path), Length: shown.File.Size, Type: shown.File.Type},
				Alt:       a.Picture.Alt, Caption: a.Picture.Caption(), Width: shown.Width, Height: shown.Height,
			}
		}
		if len(a.Sources) > 0 {
			it.Rest = "<h2>" + template.HTMLEscapeString(rq.Words.T("article.sources")) + "</h2>\n<ul>\n"
			for _, src := range a.Sources {
				line, err := markup.Inline(src, s.from(it.URL))
				if err != nil {
					return nil, 0, err
				}
				it.Rest += "<li>" + line + "</li>\n"
			}
			it.Rest += "</ul>"
		}
		out = append(out, it)
	}
	return out, total, err
}

func (s *server) brochureEntries(rq *site.Request, q content.Query) ([]feed.Item, int, error) {
	list, total, err := content.List[*content.Brochure](rq.Context(), s.Reader, rq.At, q)
	var out []feed.Item
	for _, b := range list {
		it, err := s.feedItem(rq, &b.Item, b.Current)
		if err != nil {
			return nil, 0, err
		}
		if b.PDF.Size > 0 {
			it.Enclosure = &feed.Enclosure{URL: s.Absolute(s.Path(rq.Lang, "pdf", "slug", b.Slug)), Length: b.PDF.Size, Type: b.PDF.Type}
		}
		out = append(out, it)
	}
	return out, total, err
}

func (s *server) eventEntries(rq *site.Request, q content.Query) ([]feed.Item, int, error) {
	q.StartsFrom = rq.At
	list, total, err := content.List[*content.Event](rq.Context(), s.Reader, rq.At, q)
	var out []feed.Item
	for _, e := range list {
		it, err := s.feedItem(rq, &e.Item, e.Current)
		if err != nil {
			return nil, 0, err
		}
		s.tellEvent(rq, e, &it)
		out = append(out, it)
	}
	return out, total, err
}

// withdrawnDays is for how many days a feed says that something was taken down.
// Programs keep what they have read until its entry says otherwise.
const withdrawnDays = 30

// withdrawnEntries are entries in place of those that were taken down, with nothing
// of their text.
func (s *server) withdrawnEntries(rq *site.Request, t content.Type, q content.Query) ([]feed.Item, error) {
	since := (rq.Today() - withdrawnDays).At(0, 0, calendar.Berlin)
	list, err := s.Reader.Withdrawn(rq.Context(), rq.At, since, t, q)
	var out []feed.Item
	for _, w := range list {
		text := rq.Words.T("feed.withdrawntext")
		out = append(out, feed.Item{
			ID: w.Item.FeedID(w.Edition), URL: s.Absolute(s.ItemPath(rq.Lang, &w.Item)), Title: rq.Words.T("feed.withdrawn"), Lang: rq.Lang, Author: s.Authority,
			Summary: text, HTML: "<p>" + template.HTMLEscapeString(text) + "</p>", Published: w.Edition.From, Updated: w.Edition.Until,
		})
	}
	return out, err
}

// tellEvent says in an entry when and where an event takes place, and whether it
// does: in the title too, which is all that many programs show, and in the
// summary. Who has read the entry before learns from it that something changed,
// even if no editor wrote a note.
func (s *server) tellEvent(rq *site.Request, e *content.Event, it *feed.Item) {
	words := rq.Words
	said := []string{themes.EventWhen(words, e)}
	if e.Place != "" {
		said = append(said, e.Place)
	}
	if it.Lang == rq.Lang {
		it.Summary = strings.TrimSpace(strings.Join(said, ", ") + ". " + it.Summary)
	}
	for i, key := range []string{"event.when", "event.place"}[:len(said)] {
		it.Facts = append(it.Facts, words.T(key)+": "+said[i])
	}
	if e.Organizer != "" {
		it.Facts = append(it.Facts, words.T("event.organizer")+": "+e.Organizer)
	}
	switch {
	case e.Cancelled:
		off := words.T("event.cancelled")
		it.Title = eventTitle(rq, e, it.Title)
		it.Facts = slices.Insert(it.Facts, 0, off+". "+words.T("event.cancelledtext"))
		if it.Lang == rq.Lang {
			it.Summary = off + ". " + it.Summary
		}
	case e.Sequence > 0 && it.Correction == "":
		day := words.Date(calendar.DateOf(e.Updated.In(calendar.Berlin)))
		it.Correction = words.T("feed.updatednote", "Note", words.T("feed.eventchanged", "Date", day))
	}
}

// feedItem turns an edition of an item into an entry, in full.
func (s *server) feedItem(rq *site.Request, it *content.Item, e content.Edition) (feed.Item, error) {
	t := it.Text
	if rq.Lang != t.Lang {
		if other, ok := it.TextIn(rq.Lang); ok {
			t = other
		}
	}
	address := s.Absolute(s.ItemPath(rq.Lang, it))
	body, err := markup.Illustrated(t.Body, s.from(address), func(at string) (markup.Picture, bool) {
		p, ok := it.PictureAt(at)
		shown, path := p.Within(feedPictureWidth)
		return markup.Picture{Source: path, Width: shown.Width, Height: shown.Height, Caption: p.Caption()}, ok
	})
	if err != nil {
		return feed.Item{}, err
	}
	out := feed.Item{
		ID: it.FeedID(e), Title: t.Title, Lang: t.Lang, Summary: t.Summary, HTML: body, Author: s.Authority,
		URL:       address,
		Published: e.From, Updated: e.From, Categories: it.Tags,
	}
	// What was written after its edition began has not been corrected by that,
	// and what was imported from elsewhere was corrected there.
	if it.Updated.After(e.From) && it.Updated.After(it.Created) {
		out.Updated = it.Updated
	}
	for _, id := range site.ShownTraditions(rq, it.Traditions) {
		out.Categories = append(slices.Clone(out.Categories), s.TraditionName(rq.Lang, id))
	}
	if it.Correction != "" {
		out.Correction = rq.Words.T("feed.updatednote", "Note", it.Correction)
	}
	return out, nil
}

// from returns a function that makes the addresses in an entry absolute: one that
// does not begin at the root, such as "#teil", is meant from the page of the
// entry, and not from wherever a program shows it.
func (s *server) from(entry string) func(string) string {
	return func(address string) string {
		if strings.HasPrefix(address, "/") {
			return s.Absolute(address)
		}
		page, err := url.Parse(entry)
		if err != nil {
			return entry
		}
		to, err := page.Parse(address)
		if err != nil {
			return entry
		}
		return to.String()
	}
}

// feedLinks links to a feed in each of its formats.
func (s *server) feedLinks(rq *site.Request, name, title string, params url.Values) []themes.FeedLink {
	var out []themes.FeedLink
	for _, f := range feed.Formats() {
		out = append(out, themes.FeedLink{
			Title: rq.Words.T("feed.format", "Title", title, "Format", f.Name()),
			URL:   site.Address(s.Path(rq.Lang, "feed", "feed", name, "format", f.Extension()), params),
			Type:  f.MediaType(),
		})
	}
	return out
}

// articleFeeds links to the feed of articles with the filters of a list.
func (s *server) articleFeeds(rq *site.Request, params url.Values, chosen string) []themes.FeedLink {
	return s.feedLinks(rq, site.ArticleFeed, s.feedTitle(rq, "feed.articles", chosen), params)
}

// feedTitle is the title of a feed narrowed to what is chosen.
func (s *server) feedTitle(rq *site.Request, key, chosen string) string {
	words := rq.Words
	if chosen == "" {
		return words.T(key)
	}
	return words.T("feed.titleof", "Title", words.T(key), "Chosen", chosen)
}

// standardFeeds links to all articles and the whole calendar.
func (s *server) standardFeeds(rq *site.Request) []themes.FeedLink {
	return append(s.articleFeeds(rq, nil, ""), s.calendarFeeds(rq, nil)...)
}
