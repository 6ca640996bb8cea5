package pdftext

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// A word is what stands on a sheet in one piece: letters in the order in which
// they are seen, from left to right, also those that are read from the right.
// Small capitals, letters set wide and changes of type split what people would
// call a word; layout joins it.
type word struct {
	text string
	box
}

// A box is a rectangle in points; y runs down from the top of the sheet.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) height() float64 { return b.y1 - b.y0 }

// with returns the smallest box around both.
func (b box) with(o box) box {
	return box{min(b.x0, o.x0), min(b.y0, o.y0), max(b.x1, o.x1), max(b.y1, o.y1)}
}

// A sheet is a page with its words, in the order in which they were written into
// the file: that of the text, nearly always, also over columns.
type sheet struct {
	height float64 // points
	words  []word
}

// readWords reads the words of pdftotext -bbox, which readInGo writes in the same form.
func readWords(xhtml []byte) ([]sheet, error) {
	d := xml.NewDecoder(bytes.NewReader(bytes.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, xhtml)))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var sheets []sheet
	var w word
	inWord, total := false, 0
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return sheets, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %v", ErrUnreadable, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "page":
				sheets = append(sheets, sheet{height: number(t, "height")})
			case "word":
				inWord = true
				w = word{box: box{number(t, "xMin"), number(t, "yMin"), number(t, "xMax"), number(t, "yMax")}}
			}
		case xml.CharData:
			if inWord {
				w.text += string(t)
				total += len(t)
			}
		case xml.EndElement:
			if t.Name.Local != "word" {
				break
			}
			inWord = false
			if n := len(sheets) - 1; n >= 0 && strings.TrimSpace(w.text) != "" {
				sheets[n].words = append(sheets[n].words, w)
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
