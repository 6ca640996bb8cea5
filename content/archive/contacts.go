package archive

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"vielfalt/content"
)

// columns maps column headings that people use, in lower case, to fields.
var columns = map[string]func(*fields, string){
	"id": func(f *fields, s string) { f.ID = s },

	"function": setFunction, "funktion": setFunction,
	"phone": setPhone, "telefon": setPhone, "tel": setPhone, "durchwahl": setPhone,
	"mail": setMail, "e-mail": setMail, "email": setMail,
	"room": setRoom, "raum": setRoom, "zimmer": setRoom,
	"tags": setTags, "themen": setTags, "thema": setTags,
	"languages": setLanguages, "sprachen": setLanguages,
	"body": setBody, "aufgabe": setBody, "aufgaben": setBody, "beschreibung": setBody,
	"tradition":  func(f *fields, s string) { f.Traditions = list(s) },
	"traditions": func(f *fields, s string) { f.Traditions = list(s) },
	"dezernat":   func(f *fields, s string) { f.Dezernat = strings.TrimSpace(strings.TrimPrefix(s, "Dezernat")) },
	"confirmed":  func(f *fields, s string) { f.own["confirmed"] = s },
	"geprüft":    func(f *fields, s string) { f.own["confirmed"] = s },
	"state":      func(f *fields, s string) { f.State = s },
	"summary":    func(f *fields, s string) { f.Summary = s },
}

// names maps the headings of columns that make up the name to their place in
// it: "Titel" means a doctor's title if there are other columns for the name.
var names = map[string]int{"title": 0, "titel": 0, "vorname": 1, "name": 2, "nachname": 2}

func setFunction(f *fields, s string)  { f.own["function"] = s }
func setPhone(f *fields, s string)     { f.own["phone"] = s }
func setMail(f *fields, s string)      { f.own["mail"] = s }
func setRoom(f *fields, s string)      { f.own["room"] = s }
func setTags(f *fields, s string)      { f.Tags = list(s) }
func setLanguages(f *fields, s string) { f.own["languages"] = list(s) }
func setBody(f *fields, s string)      { f.Body = s }

// list splits a cell at commas or vertical bars.
func list(s string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '|' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// readTable reads a table of contacts or, if its columns say so, of dates, words or
// pins: semicolons, commas or tabs, UTF-8 with or without a byte order mark, or
// Windows-1252.
func readTable(_ *Importer, _ context.Context, fsys fs.FS, b *batch) {
	text, ok := b.read(fsys, b.file, maxCSV)
	if !ok {
		return
	}
	r, head, skipped, err := table(text)
	if err != nil {
		b.problem(1+skipped, "the line with the names of the columns is missing")
		return
	}
	if ofWords(head) {
		b.words = wordLines(r, skipped)
		return
	}
	if places, ok := pinPlaces(head); ok {
		b.pins = pinLines(r, skipped, places)
		return
	}
	if ofDates(head) {
		readDateRows(b, r, head, skipped)
		return
	}
	set := make([]func(*fields, string), len(head))
	place := make([]int, len(head)) // in the name; -1 for other columns
	named := false
	for i, name := range head {
		key := strings.ToLower(strings.TrimSpace(name))
		n, ok := names[key]
		if place[i] = n; !ok {
			place[i] = -1
			if set[i] = columns[key]; set[i] == nil {
				b.note(1+skipped, "column %q is not known and was left out", name)
			}
		}
		named = named || ok && key != "vorname"
	}
	if !named {
		b.problem(1+skipped, "there is no column for the name (name or title)")
		return
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			line, err := rowError(err, skipped)
			b.problem(line, "%v", err)
			continue
		}
		line, _ := r.FieldPos(0)
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		if len(row) > len(head) {
			b.problem(line+skipped, "%d cells are more than the %d columns", len(row), len(head))
			continue
		}
		f := &fields{Type: string(content.TypeContact), own: ownFields{}}
		var name [3]string
		for i, cell := range row {
			switch cell = strings.TrimSpace(cell); {
			case cell == "":
			case place[i] >= 0:
				name[place[i]] = cell
			case set[i] != nil:
				set[i](f, cell)
			}
		}
		f.Title = strings.Join(strings.Fields(strings.Join(name[:], " ")), " ")
		if f.ID == "" {
			f.ID = slug(f.Title)
		}
		b.add(line+skipped, f)
	}
}

// table returns a reader for the rows of a table, the names of its columns, and how
// many lines before them do not count. The error means that there are none.
func table(text []byte) (r *csv.Reader, head []string, skipped int, err error) {
	comma := rune(0)
	if rest, ok := bytes.CutPrefix(text, []byte("sep=")); ok { // a line Excel writes for its own use
		var sep []byte
		if sep, text, _ = bytes.Cut(rest, []byte("\n")); len(sep) == 1 && bytes.ContainsAny(sep, separators) {
			comma = rune(sep[0])
		}
		skipped = 1
	}
	if comma == 0 {
		comma = separator(text)
	}
	r = csv.NewReader(bytes.NewReader(text))
	r.Comma = comma
	r.TrimLeadingSpace = comma != '\t' // otherwise it would swallow empty cells
	r.FieldsPerRecord = -1
	head, err = r.Read()
	return r, head, skipped, err
}

// rowError returns the line of a row that cannot be read, 0 if unknown, and why. A
// quote that is not closed takes the following lines with it.
func rowError(err error, skipped int) (line int, why error) {
	pe := (*csv.ParseError)(nil)
	if !errors.As(err, &pe) {
		return 0, err
	}
	line = pe.StartLine + skipped
	if errors.Is(pe.Err, csv.ErrQuote) && pe.Line > pe.StartLine {
		return line, fmt.Errorf("a quote begins in this row and is not closed, so lines %d to %d are not read; close it, or write two for one within a cell", line, pe.Line+skipped)
	}
	return line, pe.Err
}

// separators are the characters that can separate cells, likeliest first.
const separators = ";,\t"

// separator guesses from the first line which character separates cells.
func separator(text []byte) rune {
	count := make(map[rune]int)
	quoted := false
	for _, r := range string(text) {
		if r == '"' {
			quoted = !quoted
		}
		if r == '\n' && !quoted {
			break
		}
		if !quoted {
			count[r]++
		}
	}
	best := ','
	for _, r := range separators {
		if count[r] > count[best] {
			best = r
		}
	}
	return best
}
