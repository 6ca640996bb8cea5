package plainyaml

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A Note says how a line was taken that YAML reads otherwise.
type Note struct {
	Line int // from 1
	Text string
}

// Mend returns YAML as people meant it who wrote it with a word processor: what
// looks like a space is one, a text for a list is its only member or, if it holds
// commas, several, and what begins with # right after a space is part of the text,
// which YAML would leave out. Lines stay where they are. lists are the fields that
// are lists of words, and lines those whose members are texts with commas.
//
// Only fields on lines of their own are mended, not texts of several lines.
func Mend(raw []byte, lists, lines []string) (mended []byte, notes []Note) {
	rows := strings.Split(string(raw), "\n")
	within := -1 // how far the field is indented whose text stands below it
	list := false
	for i, row := range rows {
		indent := len(row) - len(strings.TrimLeft(row, " "))
		if within >= 0 && (indent > within || strings.TrimSpace(row) == "") {
			continue
		}
		within = -1
		row = spaced(row)
		if list {
			row = bullet.ReplaceAllString(row, "$1- ")
		}
		before, name, value, ok := fieldIn(row)
		if !ok {
			rows[i] = row
			continue
		}
		indent, list = len(before), false
		row = before + name + ": " + value
		isList := slices.Contains(lists, name) || slices.Contains(lines, name)
		continued := i+1 < len(rows) && strings.HasPrefix(rows[i+1], " ") && strings.TrimSpace(rows[i+1]) != ""
		switch {
		case value == "":
			row, list = before+name+":", isList
		case block.MatchString(value):
			within = indent
		case isList && indent == 0 && !continued && !strings.ContainsAny(value[:1], "[{&*!|>") && !strings.HasPrefix(value+" ", "# "):
			value, _, _ = strings.Cut(value, " # ")
			row = name + ": [" + strings.Join(members(value, slices.Contains(lists, name)), ", ") + "]"
		case !continued && !strings.ContainsAny(value[:1], "\"'[{&*!|>") && strings.Contains(value, "#") && hashtag.MatchString(" "+value):
			row = before + name + ": " + quoted(value)
			notes = append(notes, Note{i + 1, fmt.Sprintf("what follows the # is taken as part of the text; write it in quotes: %s: %s", name, quoted(value))})
		}
		rows[i] = row
	}
	return []byte(strings.Join(rows, "\n")), notes
}

// blanks are what looks like a space, and unseen what looks like nothing.
const (
	blanks = " \t\n\f\r\u00a0\u2007\u202f\u3000"
	unseen = "\u200b\ufeff"
)

var (
	glued   = regexp.MustCompile(`^([a-z_]+):([^\s/:].*)$`) // without a space
	bullet  = regexp.MustCompile(`^( *)[•*–—·][` + blanks + `]+`)
	block   = regexp.MustCompile(`^[|>][+-]?[0-9]?[+-]?(?:\s+#.*)?$`)
	hashtag = regexp.MustCompile(`\s#[^\s#]`)
)

// fieldIn returns the field of a line with the spaces before it, and its value, if
// there is one.
func fieldIn(row string) (before, name, value string, ok bool) {
	rest := strings.TrimLeft(row, " ")
	before = row[:len(row)-len(rest)]
	colon := strings.IndexByte(rest, ':')
	if colon < 0 {
		return "", "", "", false
	}
	name, value = strings.TrimRight(rest[:colon], blanks), rest[colon+1:]
	for i, r := range name {
		letter := r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		if !letter && (i == 0 || r < '0' || '9' < r) {
			return "", "", "", false
		}
	}
	trimmed := strings.TrimLeft(value, blanks)
	if name == "" || trimmed == value && value != "" {
		return "", "", "", false
	}
	return before, name, strings.TrimRight(trimmed, blanks), true
}

// spaced returns a line with YAML's own spaces at its beginning and after its
// field.
func spaced(row string) string {
	row = strings.TrimSuffix(row, "\r")
	rest := strings.TrimLeft(row, blanks+unseen)
	if before := row[:len(row)-len(rest)]; strings.Trim(before, " ") != "" {
		var b strings.Builder
		for _, r := range before {
			switch {
			case r == '\t':
				b.WriteString("  ")
			case !strings.ContainsRune(unseen, r):
				b.WriteByte(' ')
			}
		}
		row = b.String() + rest
	}
	if i := strings.IndexByte(row, ':'); i < 0 || strings.HasPrefix(row[i+1:], " ") {
		return row // as nearly all are
	}
	return glued.ReplaceAllString(row, "$1: $2")
}

// quotes are those that people write around words, beside YAML's.
const quotes = `"'„“”‟‚‘’«»`

// members returns the members of a list that is written as a text.
func members(value string, several bool) []string {
	parts := []string{value}
	if several {
		parts = strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ';' })
	}
	var out []string
	for _, p := range parts {
		p = strings.TrimSpace(p)
		if several {
			p = strings.Trim(strings.TrimPrefix(p, "#"), quotes)
		} else if n := len(p); n > 1 && (p[0] == '"' || p[0] == '\'') && p[n-1] == p[0] {
			p = p[1 : n-1]
		}
		if p != "" {
			out = append(out, quoted(p))
		}
	}
	return out
}

// quoted returns a text as YAML in quotes.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string is always written
	return strings.TrimSpace(b.String())
}

// colon is a field whose text holds a colon that YAML takes for another field's.
var colon = regexp.MustCompile(`^ *(?:- +)?([A-Za-z_][A-Za-z0-9_]*): +([^"'\[{|>&*!#].*:(?: .*|))$`)

// unclosed is a field whose text begins with a quote.
var unclosed = regexp.MustCompile(`^ *(?:- +)?([A-Za-z_][A-Za-z0-9_]*): +(["'])(.*)$`)

// begun is a field whose text begins with what YAML takes for something else, and
// nested a field with spaces before it.
var (
	begun  = regexp.MustCompile(`^ *(?:- +)?([A-Za-z_][A-Za-z0-9_]*): +([@` + "`" + `%].*|"[^"]*" *[^ #,].*|'[^']*' *[^ #,].*)$`)
	glue   = regexp.MustCompile(`^( *)-([^\s-].*)$`)
	nested = regexp.MustCompile(`^ +[A-Za-z_][A-Za-z0-9_]*:(?: |$)`)
)

// explained returns what the reader of YAML complains about in a line, in words of
// people who have not heard of it.
func explained(raw []byte, line int, err error) (int, error) {
	rows := strings.Split(string(raw), "\n")
	for _, l := range []int{line, line - 1} { // it may notice only on the next line
		if l < 1 || l > len(rows) {
			continue
		}
		row := strings.TrimRight(rows[l-1], " \r")
		if m := colon.FindStringSubmatch(row); m != nil {
			return l, fmt.Errorf("there is a colon in the text; put it in quotes: %s: %s", m[1], quoted(m[2]))
		}
		if m := unclosed.FindStringSubmatch(row); m != nil && strings.Count(m[3], m[2]) != 1 {
			return l, fmt.Errorf("the text begins with %s, and there must be one more of these, at its end: %s", m[2], row)
		}
		if m := begun.FindStringSubmatch(row); m != nil {
			return l, fmt.Errorf("text that begins with %s is written in quotes: %s: %s", m[2][:1], m[1], quoted(m[2]))
		}
		if l < len(rows) && l == line && nested.MatchString(rows[l]) && colon.MatchString(row+rows[l]) {
			return l + 1, fmt.Errorf("take out the spaces before this field: %s", strings.TrimSpace(rows[l]))
		}
		if m := glue.FindStringSubmatch(row); m != nil {
			return l, fmt.Errorf("write a space behind the -: %s- %s", m[1], m[2])
		}
		if strings.Contains(row, "[") && !strings.Contains(row, "]") {
			return l, fmt.Errorf("a list begins with [ and does not end with ]: %s", strings.TrimSpace(row))
		}
	}
	return line, err
}
