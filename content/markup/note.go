package markup

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	noteText = regexp.MustCompile(`^ {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*`)
	noteSign = regexp.MustCompile(`\[\^([^\]\s]{1,40})\]`)
	fence    = regexp.MustCompile("^ {0,3}(```|~~~)")
)

// settleNotes turns footnotes into raised numbers, in the order in which they are
// first named. Their texts stay where they are; most programs write them at the
// end.
func settleNotes(md string) string {
	if !strings.Contains(md, "[^") {
		return md
	}
	lines := strings.Split(md, "\n")
	numbers := make(map[string]string)
	explained := make(map[string]bool)
	eachProse(lines, func(i int) {
		if m := noteText.FindStringSubmatch(lines[i]); m != nil {
			explained[m[1]] = true
		}
	})
	number := func(label string) string {
		if numbers[label] == "" {
			numbers[label] = raised(strconv.Itoa(len(numbers)+1), true)
		}
		return numbers[label]
	}
	signs := func(line string) string {
		at := 0
		var out strings.Builder
		for _, m := range noteSign.FindAllStringSubmatchIndex(line, -1) {
			label := line[m[2]:m[3]]
			if !explained[label] || strings.Count(line[:m[0]], "`")%2 == 1 || m[0] > 0 && line[m[0]-1] == '\\' {
				continue
			}
			out.WriteString(line[at:m[0]] + number(label))
			at = m[1]
		}
		return out.String() + line[at:]
	}
	inNote := false
	eachProse(lines, func(i int) {
		m := noteText.FindStringSubmatch(lines[i])
		switch {
		case m != nil:
			text := number(m[1]) + " " + signs(lines[i][len(m[0]):])
			if i > 0 && strings.TrimSpace(lines[i-1]) != "" {
				text = "\n" + text // a paragraph of its own
			}
			lines[i], inNote = text, true
		case inNote && (strings.HasPrefix(lines[i], "    ") || strings.HasPrefix(lines[i], "\t")):
			lines[i] = signs(strings.TrimLeft(lines[i], " \t"))
		default:
			inNote = inNote && strings.TrimSpace(lines[i]) == ""
			lines[i] = signs(lines[i])
		}
	})
	return strings.Join(lines, "\n")
}

// eachProse calls do for each line that is not within fences of code.
func eachProse(lines []string, do func(i int)) {
	open := ""
	for i, l := range lines {
		if m := fence.FindStringSubmatch(l); m != nil && (open == "" || open == m[1]) {
			if open == "" {
				open = m[1]
			} else {
				open = ""
			}
			continue
		}
		if open == "" {
			do(i)
		}
	}
}
