package pdftext

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// newParagraph is the distance between two lines, in line heights, from which
// they do not belong to one paragraph.
const newParagraph = 0.5

// layout turns the words of pdftotext -bbox-layout into pages of lines, with an
// empty line between paragraphs. Its plain output would drop the hyphen at the
// end of every line, even from a word that is spelled with one
// ("Risswerk-Archiv").
func layout(xhtml []byte) ([]string, error) {
	d := xml.NewDecoder(bytes.NewReader(xhtml))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var pages []string
	var page strings.Builder
	var inWord bool
	total, bottom := 0, 0.0 // bottom of the previous line, from the top of the page
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return pages, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrUnreadable, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			inWord = t.Name.Local == "word"
			if t.Name.Local != "line" {
				continue
			}
			top, end := number(t, "yMin"), number(t, "yMax")
			if page.Len() > 0 && (top < bottom-(end-top) || top-bottom > newParagraph*(end-top)) {
				page.WriteByte('\n')
			}
			bottom = end
		case xml.CharData:
			if inWord {
				page.Write(t)
				total += len(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "word":
				inWord = false
				page.WriteByte(' ')
			case "line":
				page.WriteByte('\n')
			case "page":
				pages = append(pages, page.String())
				page.Reset()
				bottom = 0
			}
		}
		if total > maxText {
			return nil, fmt.Errorf("%w: it holds more than %d MB of text", ErrUnreadable, maxText>>20)
		}
	}
}

// number reads a coordinate of an element; 0 if it has none.
func number(t xml.StartElement, name string) float64 {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			v, _ := strconv.ParseFloat(a.Value, 64)
			return v
		}
	}
	return 0
}
