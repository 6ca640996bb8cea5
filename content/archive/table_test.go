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
	quiet.Phone = "2931821235" // taken with a note, as an import takes it
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
		if len(sum.Problems) > 0 || len(sum.Notes) != 1 || p == from && sum.Changed > 0 {
			t.Errorf("%d changed, %q, %q", sum.Changed, reports(sum.Problems), reports(sum.Notes))
		}
	}
	for id, was := range from.all(t) {
		if d := saidOf(get[*content.Contact](t, to, id)); d != saidOf(was.(*content.Contact)) {
			t.Errorf("%+v", d)
		}
	}
	full.Observances = []calendar.ID{"islamic/eid-al-fitr"}
	quiet.Phone = "0291  123"
	bare := contact("c", "Nur ein Name")
	bare.Phone = ""
	if err := from.Save(t.Context(), "test", full, quiet, bare); err != nil {
		t.Fatal(err)
	}
	_, err = ExportContacts(t.Context(), from, &out)
	for _, want := range []string{"a (observances)", "b (phone)", `c ("Nur ein Name" has nothing but a name`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
