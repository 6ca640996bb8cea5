package archive

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
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
			fields, err := unread(c, row)
			if err != nil {
				return err
			}
			if len(fields) > 0 {
				more = append(more, fmt.Sprintf("%s (%s)", c.ID, strings.Join(fields, ", ")))
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
		return 0, fmt.Errorf("export contacts: an import of the table would lose, or read otherwise, what these hold: %s; correct it, or export everything instead", strings.Join(more, ", "))
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

// unread returns what an import would not make of a row again, as people find it
// in other exports: "publish", "phone (…)". It is empty if all is the same.
func unread(c *content.Contact, row []string) (fields []string, err error) {
	columns, _ := roles(tableHead)
	b := &batch{}
	cells := make([]string, len(row))
	for i, cell := range row {
		cells[i] = alive(strings.TrimSpace(inert(cell)))
	}
	p := b.person(0, tableHead, columns, cells)
	for _, x := range b.problems {
		fields = append(fields, x.Reason)
	}
	if p == nil {
		return fields, nil
	}
	r, _, problems := p.f.record()
	for _, x := range problems {
		fields = append(fields, fmt.Sprintf("%s: %s", x.Field, x.Detail))
	}
	if len(fields) > 0 {
		return fields, nil
	}
	it, was := r.Base(), c.Base()
	it.UID, it.Slug = was.UID, was.Slug
	before, err := heldBy(c)
	if err != nil {
		return nil, err
	}
	after, err := heldBy(r)
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if !bytes.Equal(before[name], after[name]) {
			fields = append(fields, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if before[name] == nil {
			fields = append(fields, name)
		}
	}
	return fields, err
}

// heldBy returns what a record holds by the names of its fields.
func heldBy(r content.Record) (fields map[string]json.RawMessage, err error) {
	b, err := content.Encode(r)
	if err == nil {
		err = json.Unmarshal(b, &fields)
	}
	return fields, err
}
