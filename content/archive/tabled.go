package archive

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/content/office"
)

// telling are the fields that tell a table of fields from any other table of two
// columns: they are seldom written for readers.
var telling = []string{"id", "type", "title", "state", "lang", "slug", "tags", "observances", "traditions", "dezernat", "publish"}

// tabledFields returns the fields in a table of two columns at the beginning of a
// document as front matter, and the blocks behind it. Once a row names a field that
// no other table has, all rows must be fields: what is not known is a problem, as in
// front matter, and then ok is false. A paragraph before a table makes it part of the
// text.
func (im *Importer) tabledFields(b *batch, name string, blocks []office.Block) (front string, rest []office.Block, found, ok bool) {
	rows := pairsIn(blocks)
	if !slices.ContainsFunc(rows, pair.tells) {
		return "", nil, false, true
	}
	kind := content.TypeArticle
	for _, r := range rows {
		if r.field() == "type" {
			kind = typeOf(r.value(", "))
		}
	}
	d := content.Describe(kind)
	seen := make(map[string]bool)
	var out strings.Builder
	ok = true
	gather(rows)
	wrong := func(row int, format string, args ...any) {
		b.problemAt(spot{name, row}, "the table at its beginning: %s", fmt.Sprintf(format, args...))
		ok = false
	}
	if d == nil {
		wrong(0, "%q is not one of %v", string(kind), content.Types())
		return "", nil, true, false
	}
	for i, r := range rows {
		field, called := r.field(), clipped(r.name)
		switch {
		case r.value("") == "": // a row of a form that nobody has filled in
			out.WriteByte('\n') // rows are told as lines
			continue
		case field == "":
			wrong(i+1, "%q is no field%s; take this row out or, if the table is part of the text, write a paragraph above it", called, im.meantField(r.name))
			continue
		case seen[field]:
			wrong(i+1, "%q stands there twice, as %s", called, field)
			continue
		}
		seen[field] = true
		if value, known := yamlOf(d, field, r); known {
			fmt.Fprintf(&out, "%s: %s\n", field, value)
		} else {
			wrong(i+1, "%q (%s) is no field that a table can hold for the type %q; take this row out, or write the fields between two lines --- in place of the table", called, field, d.Type)
		}
	}
	if !seen["id"] && !seen["type"] && !seen["title"] && !seen["state"] {
		b.noteAt(spot{name, 0}, "the table at its beginning was taken as its fields; if it is part of the text, write a paragraph above it")
	}
	return out.String(), blocks[1:], true, ok
}

// gather puts the words of one list, such as Themen and Schlagworte, into its first row.
func gather(rows []pair) {
	first := make(map[string]int)
	for i := range rows {
		field := rows[i].field()
		if !slices.Contains(wordLists, field) {
			continue
		}
		if at, ok := first[field]; ok {
			rows[at].values, rows[i].values = append(rows[at].values, rows[i].values...), nil
		} else {
			first[field] = i
		}
	}
}

// A pair is a row of a table of two columns.
type pair struct {
	name   string
	values []string // the lines of its second cell
}

// pairsIn returns the rows of the table of two columns that blocks begin with; none
// if there is no such table.
func pairsIn(blocks []office.Block) (rows []pair) {
	if len(blocks) == 0 || blocks[0].Kind != office.Table {
		return nil
	}
	for _, row := range blocks[0].Rows {
		if len(row) != 2 {
			return nil
		}
		rows = append(rows, pair{name: strings.TrimSuffix(oneSpace(strings.Join(linesIn(row[0]), " ")), ":"), values: linesIn(row[1])})
	}
	return rows
}

// linesIn returns the lines of a cell that are not empty.
func linesIn(cell []office.Block) (lines []string) {
	for _, b := range cell {
		for line := range strings.Lines(b.Plain()) {
			if line = oneSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// field returns the field that a row means, in English or German; empty if none.
func (r pair) field() string { return fieldOf(r.name) }

// tells reports whether a row is one of no other table. A name may be anything's.
func (r pair) tells() bool {
	return slices.Contains(telling, r.field()) && !strings.EqualFold(strings.TrimSpace(r.name), "name")
}

// value returns what stands in the second cell of a row, with its lines joined.
func (r pair) value(by string) string { return strings.Join(r.values, by) }

// fieldOf returns the field that a name means, in English or German; empty if none.
func fieldOf(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, f := range knownFields {
		if f == name || slices.Contains(fieldNames[f], name) {
			return f
		}
	}
	return ""
}

// yamlOf returns the value of a row as front matter has it, and false if a type has no
// such field, or the field holds more than words.
func yamlOf(d *content.Description, name string, r pair) (string, bool) {
	own := slices.ContainsFunc(d.Fields, func(f content.Field) bool { return f.Name == name })
	for i := range layout.NumField() {
		f := layout.Field(i)
		if fileName(f) != name {
			continue
		}
		if strings.HasPrefix(f.Name, ownPrefix) && !own {
			return "", false
		}
		switch {
		case name == "publish":
			return "{from: " + jsonOf(r.value(" ")) + "}", true
		case name == "type":
			return jsonOf(string(typeOf(r.value(" ")))), true
		case f.Type.Kind() == reflect.String:
			return jsonOf(r.value(" ")), true
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.String:
			var all []string
			for _, line := range r.values {
				members := []string{line}
				if slices.Contains(wordLists, name) {
					members = list(strings.ReplaceAll(line, ";", ","))
				}
				for _, s := range members {
					all = append(all, jsonOf(s))
				}
			}
			return "[" + strings.Join(all, ", ") + "]", true
		case f.Type.Kind() == reflect.Bool:
			value := r.value(" ")
			if yes, ok := yesNo[strings.ToLower(value)]; ok {
				value = fmt.Sprint(yes)
			}
			return value, true
		case f.Type.Kind() == reflect.Int:
			return r.value(" "), true
		}
	}
	return "", false
}
