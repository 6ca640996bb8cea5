package office

import (
	"fmt"
	"io"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Workbook is what a spreadsheet program wrote.
type Workbook struct {
	// Sheets are those that people see, at least one, in their order.
	Sheets []Sheet
	// Notes say what was not kept, such as hidden sheets.
	Notes []string
}

// A Sheet is one table of a workbook.
type Sheet struct {
	Name string
	Rows []Row
	// Bad are the cells that cannot be read.
	Bad []BadCell
}

// A Row is one with something in it. Cells are as they are shown, as far as that
// says something: days as 24.12.2026, and times as 24.12.2026 08:00.
type Row struct {
	Number int // from 1, as in the margin
	Cells  []string
}

// A BadCell is a cell that holds an error instead of a value.
type BadCell struct {
	Row         int
	Name, Value string // "B7", "#REF!"
}

// Limits of a workbook.
const (
	maxSheets  = 100
	maxRows    = 100_000 // of all sheets
	maxColumns = 200
	maxCell    = 32_767 // characters, as in Excel
	maxWords   = 32 << 20
)

// ReadWorkbook reads an .xlsx of some size (ISO/IEC 29500, either form).
func ReadWorkbook(r io.ReaderAt, size int64) (Workbook, error) {
	p, err := open(r, size)
	if err != nil {
		return Workbook{}, err
	}
	b := &workbook{grid: grid{parts: p}, targets: map[string]string{}}
	for _, step := range []func() error{b.relations, b.sheets, b.strings, b.styles} {
		if err := step(); err != nil {
			return Workbook{}, err
		}
	}
	for i, part := range b.places {
		b.sheet = &b.book.Sheets[i]
		if err := b.read(part, b.rows); err != nil {
			return Workbook{}, err
		}
	}
	return b.book, nil
}

// A grid gathers the cells of a workbook.
type grid struct {
	parts
	book  Workbook
	sheet *Sheet // that is being read
	count int    // of rows
	words int    // bytes
}

// A workbook is an .xlsx being read.
type workbook struct {
	grid
	main    string
	targets map[string]string // of its relations, by id
	places  []string          // the parts of the sheets
	since   time.Time         // the day before day 1
	shared  []string
	dates   []moment // by the number of a style
}

// A moment is what a format shows of a number.
type moment struct{ day, clock bool }

func (b *workbook) relations() error {
	b.main = "xl/workbook.xml"
	err := b.readIf("_rels/.rels", func(root *element) error {
		return root.each(func(e *element) error {
			if path.Base(e.attr("Type")) == "officeDocument" {
				b.main = strings.TrimPrefix(path.Clean("/"+e.attr("Target")), "/")
			}
			return nil
		}, nil)
	})
	if err != nil {
		return err
	}
	if !b.has(b.main) {
		return errOther
	}
	return b.readIf(path.Join(path.Dir(b.main), "_rels", path.Base(b.main)+".rels"), func(root *element) error {
		return root.each(func(e *element) error {
			target := e.attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", path.Dir(b.main), target)
			}
			target = strings.TrimPrefix(path.Clean(target), "/")
			b.targets[e.attr("Id")] = target
			if kind := path.Base(e.attr("Type")); kind == "sharedStrings" || kind == "styles" {
				b.targets[kind] = target
			}
			return nil
		}, nil)
	})
}

// sheets finds the sheets that are shown, and names the others.
func (b *workbook) sheets() error {
	// Excel has a 29 February 1900, so that its days since then are one more.
	b.since = time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	var hidden []string
	err := b.read(b.main, func(root *element) error {
		return root.each(func(e *element) error {
			switch e.name() {
			case "workbookPr":
				if v := e.attr("date1904"); v == "1" || v == "true" {
					b.since = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
				}
			case "sheets":
				return e.each(func(s *element) error {
					name, part := clip(s.attr("name")), b.targets[s.attr("id")]
					if state := s.attr("state"); state == "hidden" || state == "veryHidden" {
						hidden = append(hidden, name)
						return nil
					}
					if !b.has(part) {
						return Refusal(fmt.Sprintf("the sheet %q is missing in it", name))
					}
					b.places = append(b.places, part)
					return b.begin(name)
				}, nil)
			}
			return nil
		}, nil)
	})
	if err != nil {
		return err
	}
	return b.chosen(hidden)
}

// begin begins a sheet.
func (b *grid) begin(name string) error {
	if len(b.book.Sheets) == maxSheets {
		return Refusal(fmt.Sprintf("it has more than %d sheets; split it", maxSheets))
	}
	b.book.Sheets = append(b.book.Sheets, Sheet{Name: name})
	b.sheet = &b.book.Sheets[len(b.book.Sheets)-1]
	return nil
}

// chosen notes the sheets that are hidden. It fails if no other is there.
func (b *grid) chosen(hidden []string) error {
	if len(b.book.Sheets) == 0 {
		return Refusal("there is no sheet in it that is shown")
	}
	if len(hidden) > 0 {
		b.book.Notes = append(b.book.Notes, "hidden sheets were left out: "+some(hidden))
	}
	return nil
}

// some lists names, of many the first ones.
func some(names []string) string {
	names = slices.Clone(names)
	for i := range names {
		names[i] = strconv.Quote(names[i])
	}
	if n := len(names) - 10; n > 0 {
		return strings.Join(names[:10], ", ") + fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(names, ", ")
}

func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// keep counts words. It fails if they are too many.
func (b *grid) keep(s string) error {
	if b.words += len(s); b.words > maxWords {
		return errLarge
	}
	return nil
}

// strings reads the words that cells share.
func (b *workbook) strings() error {
	return b.readIf(b.targets["sharedStrings"], func(root *element) error {
		return root.each(func(e *element) error {
			s, err := rich(e)
			if err != nil {
				return err
			}
			b.shared = append(b.shared, s)
			return b.keep(s)
		}, nil)
	})
}

// rich reads words in several forms, without how they are spoken.
func rich(e *element) (string, error) {
	var out strings.Builder
	var within func(*element) error
	within = func(i *element) error {
		switch i.name() {
		case "t":
			s, err := i.text()
			out.WriteString(s)
			return err
		case "r":
			return i.each(within, nil)
		}
		return nil
	}
	err := e.each(within, nil)
	return escaped.ReplaceAllStringFunc(out.String(), func(s string) string {
		n, _ := strconv.ParseUint(s[2:6], 16, 32)
		return string(rune(n))
	}), err
}

// escaped matches letters that are written by their number.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// styles learns which formats show a day or a time.
func (b *workbook) styles() error {
	own := map[string]moment{}
	return b.readIf(b.targets["styles"], func(root *element) error {
		return root.each(func(e *element) error {
			switch e.name() {
			case "numFmts":
				return e.each(func(f *element) error {
					own[f.attr("numFmtId")] = shows(f.attr("formatCode"))
					return nil
				}, nil)
			case "cellXfs":
				return e.each(func(x *element) error {
					id := x.attr("numFmtId")
					m, ok := own[id]
					if !ok {
						m = builtIn[id]
					}
					b.dates = append(b.dates, m)
					return nil
				}, nil)
			}
			return nil
		}, nil)
	})
}

// builtIn are the formats of days and times that have no code in the file.
var builtIn = func() map[string]moment {
	out := make(map[string]moment)
	for _, f := range []struct {
		from, to int
		moment
	}{{14, 17, moment{day: true}}, {18, 21, moment{clock: true}}, {22, 22, moment{true, true}}, {27, 36, moment{day: true}}, {45, 47, moment{clock: true}}, {50, 58, moment{day: true}}} {
		for id := f.from; id <= f.to; id++ {
			out[strconv.Itoa(id)] = f.moment
		}
	}
	return out
}()

// literal matches what a format shows as it is.
var literal = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|_.|\*.`)

// shows returns what a format shows of a number.
func shows(code string) moment {
	code, _, _ = strings.Cut(code, ";")
	code = strings.ToLower(literal.ReplaceAllString(code, ""))
	if strings.Contains(code, "general") || strings.Contains(code, "standard") {
		return moment{}
	}
	return moment{day: strings.ContainsAny(code, "dy") || strings.Contains(code, "mmm"), clock: strings.ContainsAny(code, "hs")}
}

// rows reads the rows of a sheet.
func (b *workbook) rows(root *element) error {
	next := 1
	return root.each(func(e *element) error {
		if e.name() != "sheetData" {
			return nil
		}
		return e.each(func(r *element) error {
			number := next
			if n, err := strconv.Atoi(r.attr("r")); err == nil && n > 0 && n <= 1<<20 {
				number = n
			}
			next = number + 1
			row := Row{Number: number}
			if err := r.each(func(c *element) error { return b.cell(c, &row) }, nil); err != nil {
				return err
			}
			return b.add(row)
		}, nil)
	}, nil)
}

// add adds a row, if there is something in it. It fails if they are too many.
func (b *grid) add(row Row) error {
	if !slices.ContainsFunc(row.Cells, func(s string) bool { return s != "" }) {
		return nil
	}
	if b.count++; b.count > maxRows {
		return errLarge
	}
	b.sheet.Rows = append(b.sheet.Rows, row)
	return nil
}

// cell reads a cell into its row.
func (b *workbook) cell(e *element, row *Row) error {
	column := len(row.Cells)
	if n := columnOf(e.attr("r")); n >= 0 {
		column = n
	}
	kind, value, inline, formula := e.attr("t"), "", "", false
	err := e.each(func(i *element) (err error) {
		switch i.name() {
		case "v":
			value, err = i.text()
		case "is":
			inline, err = rich(i)
		case "f":
			formula = true
		}
		return err
	}, nil)
	if err != nil {
		return err
	}
	name := e.attr("r")
	if name == "" {
		name = fmt.Sprintf("column %d", column+1)
	}
	bad := func(value string) { b.bad(row.Number, name, value) }
	text := value
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(b.shared) {
			bad(clip(value))
			return nil
		}
		text = b.shared[n]
	case "inlineStr":
		text = inline
	case "b":
		text = map[string]string{"1": "ja", "0": "nein"}[strings.TrimSpace(value)]
	case "e":
		bad(clip(value))
		return nil
	case "d":
		text = isoDay(value)
	case "str":
	default:
		style, _ := strconv.Atoi(e.attr("s"))
		shown := moment{}
		if style >= 0 && style < len(b.dates) {
			shown = b.dates[style]
		}
		text = b.number(strings.TrimSpace(value), shown)
	}
	if formula && value == "" && inline == "" {
		bad("a formula without a value; open the file in the program and save it again")
		return nil
	}
	return b.put(row, column, name, text)
}

// put puts a text into a cell of a row.
func (b *grid) put(row *Row, column int, name, text string) error {
	switch text = strings.TrimSpace(text); {
	case text == "":
		return nil
	case column >= maxColumns:
		b.bad(row.Number, name, fmt.Sprintf("it is beyond column %d", maxColumns))
		return nil
	case len(text) > 4*maxCell:
		b.bad(row.Number, name, "it is longer than a cell can be")
		return nil
	}
	for len(row.Cells) <= column {
		row.Cells = append(row.Cells, "")
		b.words += 16 // which a cell takes, if there is nothing in it too
	}
	row.Cells[column] = text
	return b.keep(text)
}

// bad notes a cell that cannot be read.
func (b *grid) bad(row int, name, value string) {
	if len(b.sheet.Bad) < maxNotes {
		b.sheet.Bad = append(b.sheet.Bad, BadCell{row, clip(name), value})
	}
}

// columnOf returns the column of a cell by its name, from 0; -1 if it has none.
func columnOf(name string) int {
	n := 0
	for i, c := range name {
		if c < 'A' || c > 'Z' {
			if i == 0 {
				return -1
			}
			break
		}
		if n = n*26 + int(c-'A') + 1; n > 1<<20 {
			break
		}
	}
	return n - 1
}

// number returns a number as it is shown: a day, a time, or itself, without what
// reckoning in binary adds to it.
func (b *workbook) number(value string, shown moment) string {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return value
	}
	if !shown.day && !shown.clock || v < 0 || v > 3_000_000 {
		if v == math.Trunc(v) && math.Abs(v) < 1e15 {
			return strconv.FormatFloat(v, 'f', -1, 64)
		}
		return strconv.FormatFloat(v, 'g', 15, 64)
	}
	at := b.since.Add(time.Duration(math.Round(v*24*60)) * time.Minute)
	if b.since.Year() == 1899 && v < 61 { // before the day that never was
		at = at.AddDate(0, 0, 1)
	}
	midnight := at.Hour() == 0 && at.Minute() == 0
	switch {
	case shown.day && (!shown.clock || midnight):
		return at.Format("02.01.2006")
	case shown.day:
		return at.Format("02.01.2006 15:04")
	}
	return at.Format("15:04")
}

// isoDay returns a day or a time as ISO 8601 has it as it is shown.
func isoDay(value string) string {
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z", "2006-01-02T15:04:05.000"} {
		if t, err := time.Parse(layout, value); err == nil {
			if t.Hour() == 0 && t.Minute() == 0 {
				return t.Format("02.01.2006")
			}
			return t.Format("02.01.2006 15:04")
		}
	}
	return value
}
