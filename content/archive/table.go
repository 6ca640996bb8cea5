package archive

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strings"

	"vielfalt/content"
)

// tableHead names the columns of an exported table of contacts, as headings knows
// them.
var tableHead = []string{"id", "Name", "Funktion", "Telefon", "E-Mail", "Raum", "Dezernat", "Themen", "Sprachen", "Aufgabe", "tradition", "geprüft", "summary", "state"}

// ExportContacts writes all contacts as a table for spreadsheets, which an import
// reads back, and returns how many there were. Cells are no formulas. A contact
// that holds more than a table does is an error: read back, it would lose it.
func ExportContacts(ctx context.Context, source Source, w io.Writer) (n int, err error) {
	var out bytes.Buffer
	out.WriteString("\ufeff") // else a spreadsheet takes it for Windows-1252
	table := csv.NewWriter(&out)
	table.Comma, table.UseCRLF = ';', true
	err = table.Write(tableHead)
	var more []string
	if err == nil {
		err = source.Each(ctx, func(r content.Record) error {
			c, ok := r.(*content.Contact)
			if !ok {
				return nil
			}
			n++
			row := rowOf(c)
			if !readsBack(c, row) {
				more = append(more, c.ID)
			}
			for i := range row {
				row[i] = inert(row[i])
			}
			return table.Write(row)
		})
	}
	if err != nil {
		return 0, fmt.Errorf("export contacts: %w", err)
	}
	if len(more) > 0 {
		return 0, fmt.Errorf("export contacts: these hold what a table has no column for, such as a schedule or a translation: %s; export everything instead", strings.Join(more, ", "))
	}
	if table.Flush(); table.Error() != nil {
		return 0, fmt.Errorf("export contacts: %w", table.Error())
	}
	if _, err := out.WriteTo(w); err != nil {
		return 0, fmt.Errorf("export contacts: %w", err)
	}
	return n, nil
}

// rowOf returns a contact as a row under tableHead.
func rowOf(c *content.Contact) []string {
	all := func(list []string) string { return strings.Join(list, " | ") }
	return []string{c.ID, c.Title, c.Function, c.Phone, c.Mail, c.Room, c.Dezernat, all(c.Tags), all(c.Languages), c.Body, all(c.Traditions), day(c.Confirmed), c.Summary, string(c.State)}
}

// readsBack reports whether an import makes the same of a row.
func readsBack(c *content.Contact, row []string) bool {
	columns, _ := roles(tableHead)
	b := &batch{}
	cells := make([]string, len(row))
	for i, cell := range row {
		cells[i] = alive(strings.TrimSpace(inert(cell)))
	}
	p := b.person(0, tableHead, columns, cells)
	if p == nil || len(b.notes) > 0 || len(b.problems) > 0 {
		return false
	}
	r, _, problems := p.f.record()
	if len(problems) > 0 {
		return false
	}
	it, was := r.Base(), c.Base()
	it.UID, it.Slug, it.Version, it.Created, it.Updated = was.UID, was.Slug, was.Version, was.Created, was.Updated
	return reflect.DeepEqual(r, content.Record(c))
}
