package archive

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"vielfalt/calendar"
	"vielfalt/content"
)

// An exported table is read back equal, and none of its cells is a formula.
func TestExportContacts(t *testing.T) {
	contact := func(id, title string) *content.Contact {
		return &content.Contact{Item: content.Item{ID: id, State: content.Approved, Text: content.Text{Lang: "de", Title: title}}, Phone: "0291 123"}
	}
	full := contact("a", "Dr. Änne Müßig")
	full.Function, full.Phone, full.Mail, full.Room, full.Dezernat = "=1+1", "+49 2931 82-0", "a@example.org", "-1.12", "36.2"
	full.Tags, full.Languages, full.Traditions = []string{"Asyl", "Flucht"}, []string{"tr", "ar"}, []string{"islamic"}
	full.Body, full.Summary, full.Confirmed = "@Presse; \"alle\"\n\nZweite Zeile", "'=Kurz", calendar.NewDate(2026, 1, 5)
	quiet := contact("b", "Иван Петров")
	quiet.State = content.Withdrawn
	from, to := newPlace(t), newPlace(t)
	if err := from.Save(t.Context(), "test", full, quiet); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if n, err := ExportContacts(t.Context(), from, &out); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
				t.Errorf("a spreadsheet takes %q for a formula", cell)
			}
		}
	}
	for _, p := range []*place{from, to} {
		sum := p.again(t, tree("k.csv", out.String()))
		if len(sum.Problems) > 0 || len(sum.Notes) > 0 || p == from && sum.Changed > 0 {
			t.Errorf("%d changed, %q, %q", sum.Changed, reports(sum.Problems), reports(sum.Notes))
		}
	}
	for id, was := range from.all(t) {
		if d := saidOf(get[*content.Contact](t, to, id)); d != saidOf(was.(*content.Contact)) {
			t.Errorf("%+v", d)
		}
	}
	full.Observances = []calendar.ID{"islamic/eid-al-fitr"}
	if err := from.Save(t.Context(), "test", full); err != nil {
		t.Fatal(err)
	}
	if _, err := ExportContacts(t.Context(), from, &out); err == nil || !strings.Contains(err.Error(), "a translation: a; export everything instead") {
		t.Error(err)
	}
}
