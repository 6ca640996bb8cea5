package archive

import (
	"context"
	"io"
	"io/fs"

	"vielfalt/content/office"
)

// readSheet reads the first sheet of a workbook as the table that it would be as
// CSV.
func readSheet(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	sheet, err := readOffice(fsys, b.file, office.ReadSheet, office.ReadSheet)
	if err != nil {
		b.problem(0, "%s", cause(err))
		return
	}
	for _, n := range sheet.Notes {
		b.note(0, "%s", n)
	}
	for _, c := range sheet.Bad {
		b.problem(c.Row, "cell %s cannot be read: %s", c.Name, c.Value)
	}
	if len(sheet.Rows) == 0 {
		b.problem(0, "the sheet is empty")
	}
	if len(b.problems) > 0 {
		return
	}
	r := &sheetRows{rows: sheet.Rows, skipped: sheet.Rows[0].Number - 1}
	head, _ := r.Read()
	im.rows(ctx, fsys, b, r, head, r.skipped)
}

// sheetRows are the rows of a sheet.
type sheetRows struct {
	rows    []office.Row
	read    int // how many were
	skipped int // lines before the first
}

// Read implements rows.
func (r *sheetRows) Read() ([]string, error) {
	if r.read == len(r.rows) {
		return nil, io.EOF
	}
	r.read++
	return r.rows[r.read-1].Cells, nil
}

// FieldPos implements rows.
func (r *sheetRows) FieldPos(cell int) (line, column int) {
	return r.rows[r.read-1].Number - r.skipped, cell + 1
}
