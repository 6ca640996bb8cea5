package feed

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A Feed is a list of items with a name and an identity.
type Feed struct {
	ID          string // an IRI that never changes: "tag:vielfalt.invalid,2026:feed/articles"
	Title       string
	Description string // plain text
	Lang        string // BCP 47
	SelfURL     string // the address of the feed itself
	HomeURL     string // the page that shows the same content to people
	Author      string // name of the authority
	// Updated is when the list last changed. A newer item takes precedence.
	Updated time.Time
	Items   []Item
	// Archive says that this document holds older items of the feed whose present
	// ones are at Current (RFC 5005, section 4). Older is the address of the
	// document with the items before these, Newer that of the archive with those
	// after; each may be empty.
	Archive               bool
	Current, Older, Newer string
}

// A related document is another one of the same feed.
type related struct{ rel, address string }

// related lists the other documents of a feed, by their relation.
func (f Feed) related() []related {
	return slices.DeleteFunc([]related{{"current", f.Current}, {"prev-archive", f.Older}, {"next-archive", f.Newer}}, func(r related) bool { return r.address == "" })
}

// history is the namespace of what marks an archive.
const history = "http://purl.org/syndication/history/1.0"

// An Item is one entry.
type Item struct {
	ID      string // an IRI that never changes
	Title   string // plain text
	URL     string
	Lang    string // BCP 47; empty means the feed's
	Summary string // plain text; may be empty
	HTML    string // the whole text, in Lang, with absolute addresses only
	Author  string // name; empty means the feed's
	// Published and Updated are when the item appeared and when it was last
	// corrected.
	Published, Updated time.Time
	Categories         []string
	Enclosure          *Enclosure
	// Picture stands above the text.
	Picture *Picture
	// Correction is a note, plain text in the feed's language, shown before the
	// text.
	Correction string
	// Facts are what people must not have to look for, such as when and where:
	// lines of plain text in the feed's language, shown before the text.
	Facts []string
	// Rest is HTML in the feed's language that follows the text.
	Rest string
}

// An Enclosure is a file that belongs to an item.
type Enclosure struct {
	URL    string
	Length int64 // bytes
	Type   string
}

// A Picture is a file that is shown, in the language of its item. RSS names it as the
// item's enclosure if there is no other.
type Picture struct {
	Enclosure
	Alt           string // text alternative; may be empty
	Caption       string // plain text below; may be empty
	Width, Height int    // pixels; 0 if they are not known
}

// html returns the picture as a figure.
func (p *Picture) html() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<figure><img src="%s" alt="%s"`, html.EscapeString(clean(p.URL)), html.EscapeString(clean(p.Alt)))
	if p.Width > 0 && p.Height > 0 {
		fmt.Fprintf(&b, ` width="%d" height="%d"`, p.Width, p.Height)
	}
	b.WriteString(">")
	if p.Caption != "" {
		b.WriteString("<figcaption>" + html.EscapeString(clean(p.Caption)) + "</figcaption>")
	}
	return b.String() + "</figure>\n"
}

// A Format is one of the ways to write a feed.
type Format string

// The formats; the value is the file extension.
const (
	RSS  Format = "rss"
	Atom Format = "atom"
	JSON Format = "json"
)

// Formats lists the formats in the order pages offer them.
func Formats() []Format { return []Format{RSS, Atom, JSON} }

// Name returns what people call the format.
func (f Format) Name() string {
	return map[Format]string{RSS: "RSS", Atom: "Atom", JSON: "JSON Feed"}[f]
}

// Extension returns the file extension, without a dot.
func (f Format) Extension() string { return string(f) }

// MediaType returns the media type, without parameters.
func (f Format) MediaType() string {
	return map[Format]string{RSS: "application/rss+xml", Atom: "application/atom+xml", JSON: "application/feed+json"}[f]
}

// Write writes a feed. A feed that no format could express – without an
// identity, with an identity used twice, without a title or an address – is an
// error, and nothing is written.
func Write(w io.Writer, format Format, f Feed) error {
	f, err := complete(f)
	if err != nil {
		return fmt.Errorf("write feed %q: %w", f.ID, err)
	}
	switch format {
	case RSS:
		err = writeXML(w, f.rss())
	case Atom:
		err = writeXML(w, f.atom())
	case JSON:
		err = writeJSON(w, f.json())
	default:
		err = errors.New("unknown format")
	}
	if err != nil {
		return fmt.Errorf("write feed %q as %s: %w", f.ID, format, err)
	}
	return nil
}

// complete checks a feed and fills in, in a copy, what follows from the rest.
func complete(f Feed) (Feed, error) {
	if f.ID == "" || f.Title == "" || f.SelfURL == "" || f.HomeURL == "" {
		return f, errors.New("id, title and both addresses are needed")
	}
	for _, s := range []*string{&f.ID, &f.Title, &f.Description, &f.Lang, &f.SelfURL, &f.HomeURL, &f.Author, &f.Current, &f.Older, &f.Newer} {
		*s = clean(*s)
	}
	if f.Description == "" {
		f.Description = f.Title
	}
	if f.Author == "" {
		f.Author = f.Title
	}
	f.Updated = f.Updated.UTC().Truncate(time.Second)
	f.Items = slices.Clone(f.Items)
	seen := make(map[string]bool, len(f.Items))
	for i := range f.Items {
		it := &f.Items[i]
		if it.ID == "" || it.Title == "" || it.URL == "" || it.Published.IsZero() {
			return f, fmt.Errorf("item %d: id, title, address and time are needed", i+1)
		}
		if seen[it.ID] {
			return f, fmt.Errorf("item %d: identity %q is used twice", i+1, it.ID)
		}
		seen[it.ID] = true
		for _, s := range []*string{&it.ID, &it.Title, &it.URL, &it.Lang, &it.Summary, &it.HTML, &it.Author, &it.Correction, &it.Rest} {
			*s = clean(*s)
		}
		it.Categories = slices.Clone(it.Categories)
		for j := range it.Categories {
			it.Categories[j] = clean(it.Categories[j])
		}
		if it.Lang == "" {
			it.Lang = f.Lang
		}
		if it.Author == "" {
			it.Author = f.Author
		}
		it.Published = it.Published.UTC().Truncate(time.Second)
		if it.Updated = it.Updated.UTC().Truncate(time.Second); it.Updated.Before(it.Published) {
			it.Updated = it.Published
		}
		if it.Updated.After(f.Updated) {
			f.Updated = it.Updated
		}
		it.HTML = it.whole(f.Lang)
	}
	if f.Updated.IsZero() {
		f.Updated = time.Unix(0, 0).UTC() // an empty list that never held anything
	}
	return f, nil
}

// whole returns the text with what belongs around it. Programs show the HTML by
// itself, so that it must say by itself which part is in which language: what
// marks the entry as a whole does not reach into it.
func (it *Item) whole(lang string) string {
	text := it.HTML
	if text == "" {
		text = "<p>" + html.EscapeString(cmp.Or(it.Summary, it.Title)) + "</p>"
	}
	if it.Picture != nil {
		text = it.Picture.html() + text
	}
	ours := "" // marks what is in the feed's language
	if it.Lang != lang {
		ours = ` lang="` + html.EscapeString(lang) + `"`
		text = `<div lang="` + html.EscapeString(it.Lang) + `">` + text + "</div>"
	}
	var b strings.Builder
	if it.Correction != "" {
		fmt.Fprintf(&b, "<p%s><strong>%s</strong></p>\n", ours, html.EscapeString(it.Correction))
	}
	if len(it.Facts) > 0 {
		lines := make([]string, len(it.Facts))
		for i, line := range it.Facts {
			lines[i] = html.EscapeString(clean(line))
		}
		fmt.Fprintf(&b, "<p%s>%s</p>\n", ours, strings.Join(lines, "<br>\n"))
	}
	b.WriteString(text)
	switch {
	case it.Rest != "" && ours != "":
		fmt.Fprintf(&b, "\n<div%s>%s</div>", ours, it.Rest)
	case it.Rest != "":
		b.WriteString("\n" + it.Rest)
	}
	return b.String()
}

// clean removes what XML cannot hold.
func clean(s string) string {
	ok := func(r rune) bool {
		return r == '\t' || r == '\n' || r >= ' ' && r != 0xFFFE && r != 0xFFFF && r != 0x7F
	}
	if utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return !ok(r) }) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if ok(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func writeXML(w io.Writer, v any) error {
	b, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(append([]byte(xml.Header), b...), '\n'))
	return err
}
