package feed

import (
	"encoding/json"
	"io"
	"math"

	"github.com/gorilla/feeds"
)

// jsonFeed is a JSON Feed 1.1 document. An empty list is still written as a
// list.
type jsonFeed struct {
	*feeds.JSONFeed
	Items []*jsonItem `json:"items"`
}

type jsonItem struct {
	*feeds.JSONItem
	Language string `json:"language,omitempty"`
}

func (f Feed) json() *jsonFeed {
	j := &jsonFeed{
		JSONFeed: &feeds.JSONFeed{
			Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Description: f.Description, Language: f.Lang,
			HomePageUrl: f.HomeURL, FeedUrl: f.SelfURL, NextUrl: f.Older, Authors: []*feeds.JSONAuthor{{Name: f.Author}},
		},
		Items: []*jsonItem{},
	}
	for _, it := range f.Items {
		i := &jsonItem{JSONItem: &feeds.JSONItem{
			Id: it.ID, Url: it.URL, Title: it.Title, ContentHTML: it.HTML, Summary: it.Summary,
			PublishedDate: &it.Published, ModifiedDate: &it.Updated, Tags: it.Categories,
		}}
		if it.Lang != f.Lang {
			i.Language = it.Lang
		}
		if it.Author != f.Author {
			i.Authors = []*feeds.JSONAuthor{{Name: it.Author}}
		}
		if e := it.Enclosure; e != nil {
			a := feeds.JSONAttachment{Url: e.URL, MIMEType: e.Type}
			if e.Length <= math.MaxInt32 { // a limit of the library; the size is optional
				a.Size = int32(e.Length)
			}
			i.Attachments = []feeds.JSONAttachment{a}
		}
		if it.Picture != nil {
			i.Image = it.Picture.URL
		}
		j.Items = append(j.Items, i)
	}
	return j
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
