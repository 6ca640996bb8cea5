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

var nesting = regexp.MustCompile(`^(?:[ \t]*(?:>|[-+*]|[0-9]{1,9}[.)])[ \t]*){20,}`)

// tame escapes what would keep the parser busy too long.
func tame(md string) string {
	if !strings.ContainsAny(md, "*_[~>-+.)") {
		return md
	}
	var out strings.Builder
	changed, first := false, true
	for block := range strings.SplitSeq(md, "\n\n") {
		if !first {
			out.WriteString("\n\n")
		}
		first = false
		if marks(block) > maxMarks {
			block, changed = escape(block), true
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
		out.WriteString(block)
	}
	if !changed {
		return md
	}
	return out.String()
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
