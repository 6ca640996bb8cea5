package comparison

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Merge puts together what two people made of the same text, line by line, and
// returns how often both changed the same lines in different ways. There, both
// stand one below the other between lines that say whose is whose: ours and
// others are what they are called. Line breaks are \n in the result.
func Merge(base, mine, theirs, ours, others string) (merged string, conflicts int) {
	base, mine, theirs = unix(base), unix(mine), unix(theirs)
	switch {
	case mine == theirs || theirs == base:
		return mine, 0
	case mine == base:
		return theirs, 0
	}
	// The last line is one like others.
	ended := lines(mine)
	if lines(base) == ended {
		ended = lines(theirs)
	}
	b := full(base)
	x, y := udiff.Lines(b, full(mine)), udiff.Lines(b, full(theirs))
	var out strings.Builder
	at := 0
	for len(x) > 0 || len(y) > 0 {
		// A group is what overlaps: the next change, and all that have lines in
		// common with the group so far, on both sides.
		var from, to int
		var mx, my []udiff.Edit
		if len(y) == 0 || len(x) > 0 && (x[0].Start < y[0].Start || x[0].Start == y[0].Start && x[0].End <= y[0].End) {
			from, to = x[0].Start, x[0].End
			mx, x = x[:1], x[1:]
		} else {
			from, to = y[0].Start, y[0].End
			my, y = y[:1], y[1:]
		}
		for {
			if len(x) > 0 && together(from, to, x[0]) && len(mx)+len(my) > 0 {
				to = max(to, x[0].End)
				mx, x = append(mx[:len(mx):len(mx)], x[0]), x[1:]
			} else if len(y) > 0 && together(from, to, y[0]) {
				to = max(to, y[0].End)
				my, y = append(my[:len(my):len(my)], y[0]), y[1:]
			} else {
				break
			}
		}
		out.WriteString(b[at:from])
		at = to
		m, t := applied(b, from, to, mx), applied(b, from, to, my)
		switch {
		case len(my) == 0 || m == t:
			out.WriteString(m)
		case len(mx) == 0:
			out.WriteString(t)
		default:
			conflicts++
			out.WriteString("<<<<<<< " + ours + "\n" + m + "=======\n" + t + ">>>>>>> " + others + "\n")
		}
	}
	out.WriteString(b[at:])
	merged = out.String()
	if !ended {
		merged = strings.TrimSuffix(merged, "\n")
	}
	return merged, conflicts
}

// together reports whether an edit has lines in common with a range, or inserts
// where the range does.
func together(from, to int, e udiff.Edit) bool {
	return e.Start < to || e.Start == from && e.End == to
}

// applied returns a range of a text with edits applied to it.
func applied(text string, from, to int, edits []udiff.Edit) string {
	var b strings.Builder
	for _, e := range edits {
		b.WriteString(text[from:e.Start])
		b.WriteString(e.New)
		from = e.End
	}
	b.WriteString(text[from:to])
	return b.String()
}

func unix(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// lines reports whether a text ends with a line break, or is empty.
func lines(s string) bool { return s == "" || strings.HasSuffix(s, "\n") }

func full(s string) string {
	if lines(s) {
		return s
	}
	return s + "\n"
}
