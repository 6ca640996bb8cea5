package pdftext

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// layout turns the words of pdftotext -bbox-layout into pages of lines, with an
// empty line between blocks. Its plain output would drop the hyphen at the end
// of every line, also of a word that has one ("Risswerk-Archiv").
func layout(xhtml []byte) ([]string, error) {
	d := xml.NewDecoder(bytes.NewReader(xhtml))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var pages []string
	var page strings.Builder
	var inWord bool
	total := 0
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
			case "line", "block":
				page.WriteByte('\n')
			case "page":
				pages = append(pages, page.String())
				page.Reset()
			}
		}
		if total > maxText {
			return nil, fmt.Errorf("%w: it holds more than %d MB of text", ErrUnreadable, maxText>>20)
		}
	}
}
