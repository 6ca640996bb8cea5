package markup

import (
	"regexp"
	"strings"
)

// The time a Markdown parser takes grows with the square of the number of some
// marks, of which no editor's text has many. Beyond these limits they are shown
// literally instead of being read as marks.
const (
	maxMarks   = 1000 // of emphasis and links, between two empty lines
	maxNesting = 20   // of quotes and lists, at the beginning of a line
)

// maxTabled are the cells of all tables of a text. The parser adds to each row what
// it lacks, so that a few bytes for each of many rows become as many cells as
// the widest row has.
const maxTabled = 30_000

var nesting = regexp.MustCompile(`^(?:[ \t]*(?:>|[-+*]|[0-9]{1,9}[.)])[ \t]*){20,}`)

// tame escapes what would keep the parser busy too long.
func tame(md string) string {
	if !strings.ContainsAny(md, "*_[~>-+.)|") {
		return md
	}
	var out strings.Builder
	changed, first, left := false, true, maxTabled
	for block := range strings.SplitSeq(md, "\n\n") {
		if !first {
			out.WriteString("\n\n")
		}
		first = false
		tabled := cells(block)
		if marks(block) > maxMarks || tabled > left {
			block, changed, tabled = escape(block), true, 0
		} else if strings.Count(block, ">")+strings.Count(block, "-")+strings.Count(block, "+")+
			strings.Count(block, "*")+strings.Count(block, ".")+strings.Count(block, ")") >= maxNesting {
			lines := strings.Split(block, "\n")
			for i, l := range lines {
				if nesting.MatchString(l) && strings.Trim(l, "-* \t\r") != "" { // not a rule
					lines[i], changed = escape(l), true
				}
			}
			block = strings.Join(lines, "\n")
		}
		left -= tabled
		out.WriteString(block)
	}
	if !changed {
		return md
	}
	return out.String()
}

// cells is how many cells tables in a block have at most: every line as many as
// the widest line that may say how many there are.
func cells(block string) int {
	if !strings.Contains(block, "|") {
		return 0
	}
	lines, columns := 0, 0
	for line := range strings.SplitSeq(block, "\n") {
		lines++
		if strings.Contains(line, "-") {
			columns = max(columns, strings.Count(line, "|"))
		}
	}
	if columns == 0 {
		return 0
	}
	return lines * (columns + 1)
}

func marks(s string) int {
	n := 0
	for i := range len(s) {
		switch s[i] {
		case '*', '_', '[', '~':
			n++
		}
	}
	return n
}

// escape strips all punctuation of its meaning in Markdown.
func escape(s string) string {
	var out strings.Builder
	out.Grow(2 * len(s))
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7f && !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z') {
			out.WriteByte('\\')
		}
		out.WriteByte(s[i])
	}
	return out.String()
}
