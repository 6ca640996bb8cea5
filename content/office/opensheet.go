package office

import (
	"cmp"
	"fmt"
	"io"
	"strings"
)

// ReadOpenWorkbook reads an .ods of some size (ISO/IEC 26300).
func ReadOpenWorkbook(r io.ReaderAt, size int64) (Workbook, error) {
	p, err := open(r, size)
	if err != nil {
		return Workbook{}, err
	}
	if err := p.openable(); err != nil {
		return Workbook{}, err
	}
	b := &openWorkbook{grid: grid{parts: p}, unseen: map[string]bool{}}
	if err := b.read("content.xml", b.body); err != nil {
		return Workbook{}, err
	}
	err = b.chosen(b.hidden)
	return b.book, err
}

// An openWorkbook is an .ods being read.
type openWorkbook struct {
	grid
	unseen map[string]bool // styles of sheets that are hidden
	hidden []string        // names of sheets
	next   int             // the number of the row that comes next
}

func (b *openWorkbook) body(root *element) error {
	return root.each(func(e *element) error {
		switch e.name() {
		case "automatic-styles":
			return e.each(func(s *element) error {
				return s.each(func(p *element) error {
					if p.name() == "table-properties" && p.attr("display") == "false" {
						b.unseen[s.attr("name")] = true
					}
					return nil
				}, nil)
			}, nil)
		case "body":
			return e.each(func(t *element) error {
				if t.name() != "spreadsheet" {
					return Refusal(errOther.Error()) // a text, a drawing
				}
				return t.each(b.table, nil)
			}, nil)
		}
		return nil
	}, nil)
}

// table reads a sheet.
func (b *openWorkbook) table(e *element) error {
	if e.name() != "table" {
		return nil
	}
	if name := clip(e.attr("name")); b.unseen[e.attr("style-name")] {
		b.hidden = append(b.hidden, name)
		return nil
	} else if err := b.begin(name); err != nil {
		return err
	}
	b.next = 1
	return e.each(b.row, nil)
}

// row reads a row, or several of them.
func (b *openWorkbook) row(e *element) error {
	switch e.name() {
	case "table-header-rows", "table-rows", "table-row-group":
		return e.each(b.row, nil)
	case "table-row":
	default:
		return nil
	}
	row := Row{Number: b.next}
	column := 0
	err := e.each(func(c *element) error {
		if c.name() != "table-cell" && c.name() != "covered-table-cell" {
			return nil
		}
		name := fmt.Sprintf("column %d", column+1)
		text, err := b.cell(c, row.Number, name)
		n := repeated(c, "number-columns-repeated", false)
		for i := 0; i < n && text != "" && err == nil && column+i <= maxColumns; i++ {
			err = b.put(&row, column+i, name, text)
		}
		column = min(column+n, maxColumns)
		return err
	}, nil)
	n := repeated(e, "number-rows-repeated", false)
	for i := 0; i < n && len(row.Cells) > 0 && err == nil; i++ {
		again := row
		again.Number += i
		err = cmp.Or(b.add(again), b.keep(strings.Join(row.Cells, "")))
	}
	b.next = min(b.next+n, 1<<20)
	return err
}

// cell reads what a cell shows, or a day or a time by its value.
func (b *openWorkbook) cell(e *element, row int, name string) (string, error) {
	var lines []string
	err := e.each(func(i *element) error {
		if i.name() != "p" {
			return nil // a remark
		}
		s, err := i.text()
		lines = append(lines, s)
		return err
	}, nil)
	shown := strings.Join(lines, "\n")
	for _, a := range e.Attr {
		switch {
		case a.Name.Local == "value-type" && a.Value == "error":
			b.bad(row, name, clip(shown))
			return "", err
		case a.Name.Local == "date-value":
			return isoDay(a.Value), err
		case a.Name.Local == "time-value":
			return clockOf(a.Value, shown), err
		case a.Name.Local == "boolean-value":
			return map[string]string{"true": "ja", "false": "nein"}[a.Value], err
		}
	}
	return shown, err
}

// clockOf returns a duration since midnight, PT08H30M00S, as a time; what is none of
// a day is as it is shown.
func clockOf(value, shown string) string {
	var hours, minutes int
	if _, err := fmt.Sscanf(value, "PT%dH%dM", &hours, &minutes); err != nil || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 {
		return shown
	}
	return fmt.Sprintf("%02d:%02d", hours, minutes)
}
