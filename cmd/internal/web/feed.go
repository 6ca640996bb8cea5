package web

import (
	"bytes"
	"cmp"
	"net/url"
	"slices"
	"time"

	"vielfalt/content"
	"vielfalt/content/feed"
	"vielfalt/content/markup"
	"vielfalt/themes"
)

// articleFeed is the name of the feed of articles.
const articleFeed = "beitraege"

// feedSize is how many entries a feed holds.
const feedSize = 50

// A feedRow is one of the feeds: what it is called, where its page is, and how
// its entries are found. To add a feed, add a row.
type feedRow struct {
	name    string // in the address
	title   string // message key
	page    string // route of the list it belongs to
	of      content.Type
	entries func(s *Server, rq *request, q content.Query) ([]feed.Item, error)
}

var feedRows = []feedRow{
	{articleFeed, "feed.articles", "articles", content.TypeArticle, (*Server).articleEntries},
	{"broschueren", "feed.brochures", "brochures", content.TypeBrochure, (*Server).brochureEntries},
	{"termine", "feed.events", "events", content.TypeEvent, (*Server).eventEntries},
}

// showFeed answers GET /feeds/{feed}.{format}.
func (s *Server) showFeed(rq *request) (feedAnswer, error) {
	i := slices.IndexFunc(feedRows, func(r feedRow) bool { return r.name == rq.variable("feed") })
	if i < 0 {
		return feedAnswer{}, errNotFound
	}
	row := feedRows[i]
	format := format(rq)
	q, params, chosen, err := s.listQuery(rq, row.of)
	if err = cmp.Or(err, rq.missing()); err != nil {
		return feedAnswer{}, err
	}
	q.Whole, q.Limit = true, feedSize
	items, err := row.entries(s, rq, q)
	if err != nil {
		return feedAnswer{}, err
	}
	words := s.renderer.Printer(rq.lang)
	f := feed.Feed{
		ID:          "tag:vielfalt.invalid,2026:feed/" + row.name + "/" + rq.lang + "?" + params.Encode(),
		Title:       s.feedTitle(rq, row.title, chosen) + " – " + s.SiteName,
		Description: words.T(row.title + ".help"),
		Lang:        rq.lang,
		SelfURL:     s.absolute(address(s.path(rq.lang, "feed", "feed", row.name, "format", format.Extension()), params)),
		HomeURL:     s.absolute(address(s.path(rq.lang, row.page), params)),
		Author:      s.Authority,
		Items:       items,
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

func writeFeed(format feed.Format, f feed.Feed) (feedAnswer, error) {
	var b bytes.Buffer
	if err := feed.Write(&b, format, f); err != nil {
		return feedAnswer{}, err
	}
	return feedAnswer{mediaType: format.MediaType() + "; charset=utf-8", body: b.Bytes()}, nil
}

// format is the form of feed that the address asks for.
func format(rq *request) feed.Format {
	return feed.Formats()[slices.IndexFunc(feed.Formats(), func(f feed.Format) bool { return f.Extension() == rq.variable("format") })]
}

// emptySince is when a feed without entries was updated last: it may have had
// some until anything visible changed.
func emptySince(rq *request) time.Time {
	if rq.stamp.Edge.IsZero() {
		return time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC) // nothing ever did; the same on every server
	}
	return rq.stamp.Edge
}

func (s *Server) articleEntries(rq *request, q content.Query) ([]feed.Item, error) {
	list, _, err := content.List[*content.Article](rq.ctx, s.Reader, rq.at, q)
	var out []feed.Item
	for _, a := range list {
		it, err := s.feedItem(rq, &a.Item, a.Current)
		if err != nil {
			return nil, err
		}
		if len(a.Sources) > 0 {
			md := "## " + s.renderer.Printer(rq.lang).T("article.sources") + "\n\n"
			for _, src := range a.Sources {
				md += "- " + src + "\n"
			}
			h, err := markup.HTML(md, s.absolute)
			if err != nil {
				return nil, err
			}
			it.HTML += h
		}
		out = append(out, it)
	}
	return out, err
}

func (s *Server) brochureEntries(rq *request, q content.Query) ([]feed.Item, error) {
	list, _, err := content.List[*content.Brochure](rq.ctx, s.Reader, rq.at, q)
	var out []feed.Item
	for _, b := range list {
		it, err := s.feedItem(rq, &b.Item, b.Current)
		if err != nil {
			return nil, err
		}
		if b.PDF.Size > 0 {
			it.Enclosure = &feed.Enclosure{URL: s.absolute(s.path(rq.lang, "pdf", "slug", b.Slug)), Length: b.PDF.Size, Type: b.PDF.Type}
		}
		out = append(out, it)
	}
	return out, err
}

func (s *Server) eventEntries(rq *request, q content.Query) ([]feed.Item, error) {
	q.StartsFrom = rq.at
	list, _, err := content.List[*content.Event](rq.ctx, s.Reader, rq.at, q)
	var out []feed.Item
	for _, e := range list {
		it, err := s.feedItem(rq, &e.Item, e.Current)
		if err != nil {
			return nil, err
		}
		out = append(out, it)
	}
	return out, err
}

// feedItem turns an edition of an item into an entry, in full.
func (s *Server) feedItem(rq *request, it *content.Item, e content.Edition) (feed.Item, error) {
	t := it.Text
	if rq.lang != t.Lang {
		if other, ok := it.TextIn(rq.lang); ok {
			t = other
		}
	}
	body, err := markup.HTML(t.Body, s.absolute)
	if err != nil {
		return feed.Item{}, err
	}
	out := feed.Item{
		ID: it.FeedID(e), Title: t.Title, Lang: t.Lang, Summary: t.Summary, HTML: body, Author: s.Authority,
		URL:       s.absolute(s.itemPath(rq.lang, it)),
		Published: e.From, Updated: e.From, Categories: it.Tags,
	}
	if it.Updated.After(e.From) && it.Version > 1 {
		out.Updated = it.Updated
	}
	for _, id := range shownTraditions(rq, it.Traditions) {
		out.Categories = append(slices.Clone(out.Categories), s.traditionName(rq.lang, id))
	}
	if it.Correction != "" {
		out.Correction = s.renderer.Printer(rq.lang).T("feed.updatednote", "Note", it.Correction)
	}
	return out, nil
}

// feedLinks announces a feed in its formats.
func (s *Server) feedLinks(rq *request, name, title string, params url.Values) []themes.FeedLink {
	var out []themes.FeedLink
	for _, f := range feed.Formats() {
		out = append(out, themes.FeedLink{
			Title: s.renderer.Printer(rq.lang).T("feed.format", "Title", title, "Format", f.Name()),
			URL:   address(s.path(rq.lang, "feed", "feed", name, "format", f.Extension()), params),
			Type:  f.MediaType(),
		})
	}
	return out
}

// articleFeeds announces the feed of articles with the filters of a list.
func (s *Server) articleFeeds(rq *request, params url.Values, chosen string) []themes.FeedLink {
	return s.feedLinks(rq, articleFeed, s.feedTitle(rq, "feed.articles", chosen), params)
}

// feedTitle is what a feed is called that is narrowed to what is chosen.
func (s *Server) feedTitle(rq *request, key, chosen string) string {
	words := s.renderer.Printer(rq.lang)
	if chosen == "" {
		return words.T(key)
	}
	return words.T("feed.titleof", "Title", words.T(key), "Chosen", chosen)
}

// standardFeeds announces all articles and the whole calendar.
func (s *Server) standardFeeds(rq *request) []themes.FeedLink {
	return append(s.articleFeeds(rq, nil, ""), s.calendarFeeds(rq, nil)...)
}
