package archive

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"vielfalt/content"
)

// searchFolder is where an export puts what leads a search.
const searchFolder = "suche"

// A WordLine is a line of a table of the house's words.
type WordLine struct {
	Line int // from 1
	Word *content.Word
	Err  error // why the line cannot be read; then Word is nil
}

// A pinLine is a line of a table of pins.
type pinLine struct {
	line int
	pin  *content.Pin
	err  error
}

// wordKinds are the kinds of words as tables name them, in lower case.
var wordKinds = map[string]content.WordKind{
	"group": content.GroupWord, "gruppe": content.GroupWord, "abbreviation": content.AbbreviationWord, "abkürzung": content.AbbreviationWord,
	"stop": content.StopWord, "stoppwort": content.StopWord,
}

// ReadWords reads a table of the house's words in UTF-8 or Windows-1252: a line with the names of
// the columns, "kind" and "members", then an entry on each line, with a member in
// each cell behind the kind. Cells are separated by commas, semicolons or tabs. The
// error says why it is no such table; what is wrong with a line stands in it.
func ReadWords(raw []byte) ([]WordLine, error) {
	text, _, err := decodeText(raw)
	if err != nil {
		return nil, err
	}
	r, head, skipped, err := table(text)
	if err != nil || !ofWords(head) {
		return nil, errors.New(`its first line must name the columns: "kind,members"`)
	}
	return wordLines(r, skipped), nil
}

// WriteWords writes the table that ReadWords reads.
func WriteWords(w io.Writer, words []*content.Word) error {
	rows := [][]string{{"kind", "members"}}
	for _, x := range words {
		rows = append(rows, append([]string{string(x.Kind)}, x.Members...))
	}
	return writeRows(w, rows)
}

// writeRows writes a table.
func writeRows(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = inert(cell)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// formulas are the characters with which spreadsheets take a cell for a formula.
const formulas = "=+-@\t\r"

// inert returns a cell that no spreadsheet takes for a formula, and alive is the
// opposite.
func inert(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); rest != "" && strings.Contains(formulas, rest[:1]) {
		return "'" + cell
	}
	return cell
}

func alive(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); len(rest) < len(cell) && rest != "" && strings.Contains(formulas, rest[:1]) {
		return cell[1:]
	}
	return cell
}

// lowered returns the names of columns as they are compared.
func lowered(head []string) []string {
	out := make([]string, len(head))
	for i, name := range head {
		out[i] = strings.ToLower(strings.TrimSpace(name))
	}
	return out
}

// ofWords reports whether the heading of a table is that of words.
func ofWords(head []string) bool {
	names := lowered(head)
	return len(names) >= 2 && (names[0] == "kind" || names[0] == "art") && (names[1] == "members" || names[1] == "wörter")
}

// wordLines reads the rows of a table of words.
func wordLines(r rows, skipped int) []WordLine {
	var out []WordLine
	eachRow(r, skipped, func(line int, cells []string, err error) {
		w := &content.Word{}
		if err == nil {
			var ok bool
			if w.Kind, ok = wordKinds[strings.ToLower(cells[0])]; !ok {
				err = fmt.Errorf("kind: %q is not one of group, abbreviation, stop", cells[0])
			}
		}
		if err != nil {
			out = append(out, WordLine{Line: line, Err: err})
			return
		}
		w.Members = slices.DeleteFunc(cells[1:], func(s string) bool { return s == "" })
		out = append(out, WordLine{Line: line, Word: w})
	})
	return out
}

// eachRow calls do for each row that is not empty: with its line, and its cells or
// why it cannot be read.
func eachRow(r rows, skipped int, do func(line int, cells []string, err error)) {
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			line, err := rowError(err, skipped)
			do(line, nil, err)
			continue
		}
		line, _ := r.FieldPos(0)
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = alive(strings.TrimSpace(cell))
		}
		do(line+skipped, cells, nil)
	}
}

// pinColumns are the columns of a table of pins, in English and German.
var pinColumns = [][2]string{{"query", "suche"}, {"item", "beitrag"}, {"until", "bis"}}

// pinPlaces returns where the columns of pins are in a heading, and false if it is
// another table's.
func pinPlaces(head []string) ([]int, bool) {
	names := lowered(head)
	places := make([]int, len(pinColumns))
	for i, c := range pinColumns {
		places[i] = slices.IndexFunc(names, func(s string) bool { return s == c[0] || s == c[1] })
	}
	return places, !slices.Contains(places, -1)
}

// pinLines reads the rows of a table of pins.
func pinLines(r rows, skipped int, places []int) []pinLine {
	var out []pinLine
	eachRow(r, skipped, func(line int, cells []string, err error) {
		cell := func(i int) string {
			if places[i] < len(cells) {
				return cells[places[i]]
			}
			return ""
		}
		pin := &content.Pin{Query: cell(0), Item: cell(1)}
		var p problems
		if err == nil {
			pin.Until = p.date("until", cell(2))
			err = p.Err()
		}
		out = append(out, pinLine{line, pin, err})
	})
	return out
}

// checkWords validates the words and pins of a file, together with those that are
// there.
func (im *Importer) checkWords(ctx context.Context, b *batch) error {
	if len(b.words)+len(b.pins) == 0 {
		return nil
	}
	book, err := im.Store.Wordbook(ctx)
	if err != nil {
		return err
	}
	for _, l := range b.words {
		if l.Err == nil {
			_, l.Err = book.Add(l.Word)
		}
		if l.Err != nil {
			b.problem(l.Line, "%v", l.Err)
		}
	}
	for _, l := range b.pins {
		if l.err == nil {
			l.err = l.pin.Validate()
		}
		if l.err != nil {
			b.problem(l.line, "%v", l.err)
		}
	}
	return nil
}

// storeWords stores the words and pins of a file, and returns how many were new or
// different from before.
func (im *Importer) storeWords(ctx context.Context, b *batch) (changed int, err error) {
	if len(b.words)+len(b.pins) == 0 {
		return 0, nil
	}
	words := make([]*content.Word, len(b.words))
	for i, l := range b.words {
		words[i] = l.Word
	}
	if changed, err = im.Store.SaveWords(ctx, im.By, words...); err != nil {
		return 0, err
	}
	pins := make([]*content.Pin, len(b.pins))
	for i, l := range b.pins {
		pins[i] = l.pin
	}
	n, err := im.Store.SavePins(ctx, im.By, pins...)
	return changed + n, err
}

// lead writes what leads a search, the house's words and the pins, and returns how
// many there were.
func (e *exporter) lead(ctx context.Context, source Source) (n int, err error) {
	words, err := source.Words(ctx)
	if err != nil {
		return 0, err
	}
	pins, err := source.Pins(ctx)
	if err != nil {
		return 0, err
	}
	if len(words) > 0 {
		var out bytes.Buffer
		if err := WriteWords(&out, words); err != nil {
			return 0, err
		}
		if err := e.file(filepath.Join(searchFolder, "woerter.csv"), &out); err != nil {
			return 0, err
		}
	}
	if len(pins) > 0 {
		rows := [][]string{{"query", "item", "until"}}
		for _, p := range pins {
			rows = append(rows, []string{p.Query, p.Item, p.Until.String()})
		}
		var out bytes.Buffer
		if err := writeRows(&out, rows); err != nil {
			return 0, err
		}
		if err := e.file(filepath.Join(searchFolder, "pins.csv"), &out); err != nil {
			return 0, err
		}
	}
	return len(words) + len(pins), nil
}
