package archive

import (
	"context"
	"io"
	"io/fs"
	"slices"
	"strings"

	"vielfalt/content/office"
)

// readSheet reads the sheets of a workbook as the tables that they would be as CSV.
// Where there are several with something in them, messages name them.
func readSheet(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	book, err := readOffice(fsys, b.file, office.ReadWorkbook, office.ReadOpenWorkbook)
	if err != nil {
		b.problem(0, "%s", cause(err))
		return
	}
	for _, n := range book.Notes {
		b.note(0, "%s", n)
	}
	file := b.file
	defer func() { b.file = file }()
	filled := slices.DeleteFunc(book.Sheets, func(s office.Sheet) bool { return len(s.Rows)+len(s.Bad) == 0 })
	tables := slices.ContainsFunc(filled, isTable)
	for _, sheet := range filled {
		if len(filled) > 1 {
			b.file = file + " [" + notInNames.Replace(sheet.Name) + "]"
		}
		if tables && !isTable(sheet) {
			b.note(0, "this sheet was left out: it is no table of contacts, dates, words or pins, as it has no column for the name")
			continue
		}
		for _, c := range sheet.Bad {
			b.problem(c.Row, "cell %s cannot be read: %s", c.Name, c.Value)
		}
		if len(sheet.Bad) > 0 || len(sheet.Rows) == 0 {
			continue
		}
		r := &sheetRows{rows: sheet.Rows, skipped: sheet.Rows[0].Number - 1}
		head, _ := r.Read()
		b.rows(r, head, r.skipped)
	}
	im.addPeople(ctx, fsys, b) // of all sheets, since somebody of a name may be in several
	if len(filled) == 0 {
		b.problem(0, "the sheets are empty")
	}
}

// notInNames are what names of files do not hold.
var notInNames = strings.NewReplacer("/", "_", `\`, "_", "\n", " ", "\r", " ")

// isTable reports whether a sheet has the columns of something that is imported.
func isTable(s office.Sheet) bool {
	for i, row := range s.Rows[:min(len(s.Rows), headLines)] {
		if _, pins := pinPlaces(row.Cells); i == 0 && (pins || ofWords(row.Cells) || ofDates(row.Cells)) {
			return true
		}
		if _, named := roles(row.Cells); named {
			return true
		}
	}
	return false
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
