package archive

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"vielfalt/content"
)

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
// pins: semicolons, commas or tabs, in any encoding that decodeText knows.
func readTable(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	text, ok := b.read(fsys, b.file, maxCSV)
	if !ok {
		return
	}
	r, head, skipped, err := table(text)
	if errors.As(err, new(*csv.ParseError)) {
		line, err := rowError(err, skipped)
		b.problem(line, "%v", err)
		return
	}
	if err != nil {
		b.problem(1+skipped, "the line with the names of the columns is missing")
		return
	}
	b.rows(r, head, skipped)
	im.addPeople(ctx, fsys, b)
}

// rows are those of a table, of whatever form.
type rows interface {
	// Read returns the cells of the next row; io.EOF at the end.
	Read() ([]string, error)
	// FieldPos returns the line of a cell of the row read last, from 1, without
	// lines that were skipped.
	FieldPos(cell int) (line, column int)
}

// rows reads the rows of a table of contacts, dates, words or pins. Contacts are no
// entries yet: see [Importer.addPeople].
func (b *batch) rows(r rows, head []string, skipped int) {
	if ofWords(head) {
		b.words = append(b.words, wordLines(r, skipped)...)
		return
	}
	if places, ok := pinPlaces(head); ok {
		b.pins = append(b.pins, pinLines(r, skipped, places)...)
		return
	}
	if ofDates(head) {
		readDateRows(b, r, head, skipped)
		return
	}
	b.contacts(r, head, skipped)
}

// headLines is how many lines there may be before the names of the columns.
const headLines = 5

// contacts reads the rows of a table of contacts.
func (b *batch) contacts(r rows, head []string, skipped int) {
	columns, named := roles(head)
	line := 1 + skipped
	for n := 1; !named && n < headLines; n++ { // the name of the table, and a date
		next, err := r.Read()
		if err != nil {
			break
		}
		if c, ok := roles(next); ok {
			columns, named, head = c, true, next
			line, _ = r.FieldPos(0)
			line += skipped
			b.note(1, "lines 1 to %d were passed over: the columns are named in line %d", line-1, line)
		}
	}
	if !named {
		b.problem(line, "there is no column for the name (name or title)")
		return
	}
	filled := make([]bool, len(head))
	full, empty := false, true
	eachRow(r, skipped, func(line int, cells []string, err error) {
		empty = false
		switch {
		case full:
			return
		case len(b.people) == maxPeople:
			full = true
			b.problem(line, tooMany, maxPeople)
			return
		case err != nil:
			b.problem(line, "%v", err)
			return
		case len(cells) > len(head):
			b.problem(line, "%d cells are more than the %d columns", len(cells), len(head))
			return
		}
		for i, cell := range cells {
			filled[i] = filled[i] || cell != ""
		}
		if p := b.person(line, head, columns, cells); p != nil {
			b.people = append(b.people, p)
		}
	})
	if empty {
		b.note(0, "the table has no rows")
	}
	for i, name := range head {
		if columns[i] == "" && filled[i] {
			if name = strings.TrimSpace(name); name == "" {
				b.note(line, "column %d has no name and was left out", i+1)
			} else if why := notHeld(name); why != "" {
				b.note(line, "column %q was left out: %s", name, why)
			} else {
				b.note(line, "column %q is not known and was left out", name)
			}
		}
	}
}

// person reads a row of a table of contacts. What there is no field for, or more
// than one of, becomes a line of the body, so that nothing of a row is lost.
func (b *batch) person(line int, head []string, columns []role, cells []string) *person {
	f := &fields{Type: string(content.TypeContact), own: ownFields{}}
	name := make(map[role]string)
	var more []string
	add := func(label, text string) { more = append(more, label+": "+text) }
	put := func(label string, to *string, text string) {
		switch {
		case *to == "":
			*to = text
		case *to != text:
			add(label, text)
		}
	}
	own := func(label, field, text string) {
		s := f.own.text(field)
		put(label, &s, text)
		f.own[field] = s
	}
	filled := false // beyond the name
	for i, cell := range cells {
		if cell == "" || columns[i] == "" {
			continue
		}
		label := strings.TrimSpace(head[i])
		switch r := columns[i]; r {
		case roleTitle, roleFirst, roleMiddle, roleLast, roleSuffix, roleFull:
			if r == roleTitle {
				cell = salutation.ReplaceAllString(cell, "")
			}
			s := name[r]
			put(label, &s, cell)
			name[r] = s
			continue
		case "id":
			f.ID = cell
			continue
		case "state":
			f.State = cell
			continue
		case rolePhone:
			d := readPhone(cell)
			switch {
			case d.unclear:
				b.problem(line, "phone: %q is how a spreadsheet writes a long amount; enter the number again as text", cell)
			case d.zeroless:
				b.note(line, "phone: %q begins with neither 0 nor +; has a spreadsheet taken away a zero?", cell)
			}
			own(label, "phone", d.phone)
			if d.more != "" {
				add("Telefon", d.more)
			}
			if d.extension != "" {
				add("Apparat", d.extension)
			}
		case roleMail:
			for j, m := range mails(cell) {
				if j == 0 {
					own(label, "mail", m)
				} else {
					add("E-Mail", m)
				}
			}
		case roleLines:
			add(label, strings.Join(strings.Fields(signs.Replace(cell)), " "))
		case "dezernat", roleUnit:
			number, rest := readDezernat(cell, r == roleUnit)
			if number != "" {
				put(label, &f.Dezernat, number)
			}
			if rest != "" {
				s := f.own.text("function")
				f.own["function"] = strings.TrimPrefix(s+", "+rest, ", ")
			}
		case "function":
			s := f.own.text("function")
			f.own["function"] = strings.TrimSuffix(cell+", "+s, ", ")
		case "room", "confirmed":
			own(label, string(r), cell)
		case "languages":
			f.own["languages"] = b.languages(line, cell)
		case "tags":
			f.Tags = append(f.Tags, list(cell)...)
		case "traditions":
			f.Traditions = append(f.Traditions, list(cell)...)
			continue
		case "body":
			put(label, &f.Body, cell)
		case "summary":
			put(label, &f.Summary, cell)
		}
		filled = true
	}
	f.Body = strings.Join(append(paragraphs(f.Body), more...), "\n\n")
	f.Title = strings.Join(strings.Fields(strings.Join([]string{name[roleTitle], name[roleFirst], name[roleMiddle], name[roleLast], name[roleSuffix]}, " ")), " ")
	if full := strings.Join(strings.Fields(name[roleFull]), " "); f.Title == "" || name[roleLast] == "" && full != "" {
		f.Title = full
	} else if full != "" && full != f.Title && full != name[roleLast]+", "+name[roleFirst] {
		f.Body = strings.TrimSpace(f.Body + "\n\nName: " + full)
	}
	wrote := ""
	if name := turned(f.Title); name != "" && f.ID == "" { // what has an id is written as it is meant
		b.note(line, "names written as \"Nachname, Vorname\" were turned round, here and in other lines; add a column \"id\" to keep one as it is")
		wrote, f.Title = f.Title, name
	}
	if f.Title != "" && !filled {
		b.problem(line, "%q has nothing but a name: there is neither number, mail, room, function nor Dezernat", f.Title)
		return nil
	}
	return &person{spot: spot{b.file, line}, f: f, named: f.ID != "", wrote: wrote}
}

// lastFirst matches "Müller-Lüdenscheidt, Dr. Anna", and degree what may stand behind
// a name.
var (
	lastFirst = regexp.MustCompile(`^((?:(?:Prof|Dr)\. )*)([\pL’' -]+), ((?:(?:Prof|Dr)\. )*)(\p{Lu}[\pL.’'-]*(?: [\pL.’'-]+){0,3})$`)
	degree    = regexp.MustCompile(`^(?i:[mb]\. ?(?:a|sc|ed|eng)|ll\. ?m|mba|mpa|ph\. ?d|dipl|mag|jun|sen|jr|sr)\b`)
)

// turned returns a name that begins with the last one as it is said; empty if it does
// not begin so.
func turned(name string) string {
	m := lastFirst.FindStringSubmatch(name)
	if m == nil || degree.MatchString(m[4]) {
		return ""
	}
	return m[1] + m[3] + m[4] + " " + m[2]
}

// paragraphs returns a text as the only member of a list, or an empty list.
func paragraphs(text string) []string {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return []string{text}
}

// salutation is no part of a name.
var salutation = regexp.MustCompile(`^(?i:herrn?|frau|mr|mrs|ms)\b\.? *`)

// dezernatNumber matches "Dezernat 36", "Dez. 36.2" and "36,2 – Presse".
var dezernatNumber = regexp.MustCompile(`^(?:(?i:dezernat|dez|d)\b\.? *)?([0-9]{1,3})(?:[.,]([0-9]{1,2}))?(?:$|[ :,–-]+(.*\pL.*)$)`)

// readDezernat returns the number of a Dezernat in a cell, and what else the cell
// says. In a column of units, what has no number is one of another kind.
func readDezernat(cell string, unit bool) (number, rest string) {
	cell = strings.Join(strings.Fields(cell), " ")
	m := dezernatNumber.FindStringSubmatch(cell)
	switch {
	case m != nil && m[2] != "":
		return m[1] + "." + m[2], m[3]
	case m != nil:
		return m[1], m[3]
	case unit:
		return "", cell
	}
	return strings.TrimSpace(strings.TrimPrefix(cell, "Dezernat")), ""
}

// mails returns the addresses in a cell, also as mail programs write them.
func mails(cell string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == ',' || r == '\n' || r == ' ' || r == '\u00a0' }) {
		part = strings.TrimPrefix(strings.Trim(part, "<>"), "mailto:")
		if strings.Contains(part, "@") {
			out = append(out, part)
		}
	}
	if len(out) == 0 {
		return []string{cell}
	}
	return out
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
	return line, plainCSV(pe.Err)
}

// plainCSV says what is wrong with a row in words of people who do not know the form.
func plainCSV(err error) error {
	switch {
	case errors.Is(err, csv.ErrBareQuote):
		return errors.New(`a cell has a " in it but does not begin with one; write the whole cell between " and ", and "" for each within it`)
	case errors.Is(err, csv.ErrQuote):
		return errors.New(`a cell that begins with " goes on behind the next one; write "" for each " within it`)
	}
	return err
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
