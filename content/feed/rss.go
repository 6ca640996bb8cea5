package feed

import (
	"html"
	"strconv"
	"time"

	"github.com/gorilla/feeds"
)

// rss is an RSS 2.0 document with the namespaces it needs.
type rss struct {
	feeds.RssFeedXml
	AtomNS    string      `xml:"xmlns:atom,attr"`
	DcNS      string      `xml:"xmlns:dc,attr"`
	HistoryNS string      `xml:"xmlns:fh,attr,omitempty"`
	Channel   *rssChannel `xml:"channel"`
}

type rssChannel struct {
	*feeds.RssFeed
	Links   []rssLink  `xml:"atom:link"`
	Archive *struct{}  `xml:"fh:archive"`
	Items   []*rssItem `xml:"item"`
}

type rssLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

type rssItem struct {
	*feeds.RssItem
	// Creator is the author's name: RSS itself only has mail addresses.
	Creator    string   `xml:"dc:creator"`
	Categories []string `xml:"category"`
}

func (f Feed) rss() *rss {
	c := &rssChannel{
		RssFeed: &feeds.RssFeed{
			Title: f.Title, Link: f.HomeURL, Description: f.Description, Language: f.Lang,
			LastBuildDate: f.Updated.Format(time.RFC1123Z), Ttl: 60,
		},
		Links: []rssLink{{Href: f.SelfURL, Rel: "self", Type: RSS.MediaType()}},
	}
	for _, r := range f.related() {
		c.Links = append(c.Links, rssLink{Href: r.address, Rel: r.rel, Type: RSS.MediaType()})
	}
	ns := ""
	if f.Archive {
		ns, c.Archive = history, new(struct{})
	}
	for _, it := range f.Items {
		summary := it.Summary
		if summary == "" { // readers and validators dislike an empty one
			summary = it.Title
		}
		summary = html.EscapeString(summary)
		if it.Lang != f.Lang { // RSS has no language for an item
			summary = `<span lang="` + html.EscapeString(it.Lang) + `">` + summary + "</span>"
		}
		i := &rssItem{
			RssItem: &feeds.RssItem{
				Title: it.Title, Link: it.URL, Description: summary,
				Content: &feeds.RssContent{Content: it.HTML},
				Guid:    &feeds.RssGuid{Id: it.ID, IsPermaLink: "false"},
				PubDate: it.Published.Format(time.RFC1123Z),
			},
			Creator: it.Author, Categories: it.Categories,
		}
		e := it.Enclosure
		if e == nil && it.Picture != nil {
			e = &it.Picture.Enclosure
		}
		if e != nil {
			i.Enclosure = &feeds.RssEnclosure{Url: e.URL, Length: strconv.FormatInt(e.Length, 10), Type: e.Type}
		}
		c.Items = append(c.Items, i)
	}
	return &rss{
		RssFeedXml: feeds.RssFeedXml{Version: "2.0", ContentNamespace: "http://purl.org/rss/1.0/modules/content/"},
		AtomNS:     "http://www.w3.org/2005/Atom",
		DcNS:       "http://purl.org/dc/elements/1.1/",
		HistoryNS:  ns,
		Channel:    c,
	}
}
