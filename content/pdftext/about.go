package pdftext

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"
)

// Bounds of what a PDF says of itself.
const (
	maxAbout = 64 << 10 // bytes of all of it, as the child writes it
	maxSaid  = 1000     // bytes of one text
	maxXMP   = 1 << 20  // bytes of metadata as XML
)

// About is what a PDF says of itself.
type About struct {
	Title    string    // as programs show it; empty if it has none, or the name of a file
	Language string    // a BCP 47 tag, as it is written; empty if it has none
	Tagged   bool      // it says what is a heading, a list, a table: screen readers need it
	Created  time.Time // zero if it does not say
	Changed  time.Time // zero if it does not say
}

// About reads what a PDF says of itself.
func (e *Extractor) About(ctx context.Context, pdf []byte) (*About, error) {
	return (&reading{Extractor: e, pdf: pdf}).about(ctx)
}

func (r *reading) about(ctx context.Context) (*About, error) {
	out, err := r.step(ctx, ModeAbout, maxAbout)
	if err != nil {
		return nil, err
	}
	a := new(About)
	if err := json.Unmarshal(out, a); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrUnreadable, err)
	}
	return a, nil
}

// writeAbout writes what a PDF says of itself.
func writeAbout(r *pdf.Reader, out io.Writer) error {
	var a About
	err := guard(func() error {
		info, root := r.Trailer().Key("Info"), r.Trailer().Key("Root")
		a = About{
			Title:    said(info.Key("Title").Text()),
			Language: said(root.Key("Lang").Text()),
			Tagged:   root.Key("MarkInfo").Key("Marked").Bool() && root.Key("StructTreeRoot").Kind() == pdf.Dict,
			Created:  dateOf(info.Key("CreationDate").Text()),
			Changed:  dateOf(info.Key("ModDate").Text()),
		}
		return nil
	})
	if err != nil {
		return err
	}
	if !telling(a.Title) {
		a.Title = ""
		// Damaged metadata are none.
		_ = guard(func() error { a.Title = said(titleInXMP(r.Trailer().Key("Root").Key("Metadata"))); return nil })
		if !telling(a.Title) {
			a.Title = ""
		}
	}
	return json.NewEncoder(out).Encode(a)
}

// telling reports whether a title was written by a person. Programs put in the name of
// the file, or that there is none.
func telling(title string) bool {
	t := strings.ToLower(title)
	switch t {
	case "", "untitled", "unbenannt", "ohne titel", "(anonymous)", "anonymous", "unspecified", "(unspecified)", "dokument1", "document1", "powerpoint-präsentation", "powerpoint presentation":
		return false
	}
	switch path.Ext(t) {
	case ".doc", ".docx", ".docm", ".dot", ".dotx", ".odt", ".rtf", ".txt", ".ppt", ".pptx", ".odp", ".xls", ".xlsx", ".indd", ".qxd", ".qxp", ".pub", ".pdf", ".ai", ".cdr", ".html", ".htm":
		return false
	}
	return !strings.HasPrefix(t, "microsoft word - ") && !strings.HasPrefix(t, "microsoft powerpoint - ")
}

// said cleans a short text.
func said(s string) string {
	return cut(strings.Join(strings.Fields(clean(s)), " "), maxSaid)
}

// titleInXMP returns dc:title of a stream of metadata, which newer programs write
// instead of the older dictionary.
func titleInXMP(v pdf.Value) string {
	if v.Kind() != pdf.Stream {
		return ""
	}
	in := v.Reader()
	defer in.Close()
	d := xml.NewDecoder(io.LimitReader(in, maxXMP))
	inTitle := false
	for {
		t, err := d.Token()
		if err != nil {
			return ""
		}
		switch t := t.(type) {
		case xml.StartElement:
			inTitle = inTitle || t.Name.Local == "title" && t.Name.Space == "http://purl.org/dc/elements/1.1/"
		case xml.EndElement:
			inTitle = inTitle && t.Name.Local != "title"
		case xml.CharData:
			if text := strings.TrimSpace(string(t)); inTitle && text != "" {
				return text
			}
		}
	}
}

// dateOf reads a date of a PDF, as in D:20270314120000+01'00', of which everything
// after the year may be missing; zero if it is none.
func dateOf(s string) time.Time {
	s = strings.ReplaceAll(strings.TrimPrefix(s, "D:"), "'", "")
	const full = "20060102150405"
	for _, layout := range []string{full + "-0700", full + "-07", full + "Z0000", full + "Z00", full + "Z", full, "200601021504", "2006010215", "20060102", "200601", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
