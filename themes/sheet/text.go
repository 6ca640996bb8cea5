package sheet

import (
	"strings"
	"unicode/utf8"

	"vielfalt/themes"
)

// unit is the type size in points at which words are measured.
const unit = 100

// measured returns how wide a word is in a type size. Each word is measured
// once.
func (d *document) measured(word, style string, size float64) float64 {
	key := style + word
	w, ok := d.widths[key]
	if !ok {
		d.SetFont("sans", style, unit)
		w = d.GetStringWidth(word) / unit
		d.widths[key] = w
	}
	return w * size
}

// wrap breaks text into lines of a width. Words that are wider are broken where
// they have a hyphen or where [themes.Seams] says; wrap reports false if
// one still does not fit.
func (d *document) wrap(s, style string, size, width float64) ([]string, bool) {
	var lines []string
	line, used := "", 0.0
	space := d.measured(" ", style, size)
	for _, word := range strings.Split(s, " ") {
		w := d.measured(word, style, size)
		if line != "" && used+space+w <= width {
			line, used = line+" "+word, used+space+w
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line, used = word, w
		for used > width {
			head, tail := d.hyphenate(line, style, size, width)
			if head == "" {
				return nil, false
			}
			lines = append(lines, head)
			line, used = tail, d.measured(tail, style, size)
		}
	}
	return append(lines, line), true
}

// running breaks text into lines of a width in any case, within words if there is
// no other way.
func (d *document) running(s, style string, size, width float64) []string {
	if lines, ok := d.wrap(s, style, size, width); ok {
		return lines
	}
	return d.lines(s, width, size, style)
}

// addressLines breaks a text with addresses into lines: between words, and in
// long addresses before a parameter.
func (d *document) addressLines(s string, size, width float64) []string {
	var out []string
	line := ""
	for _, part := range strings.SplitAfter(strings.ReplaceAll(s, "&", "\x00&"), " ") {
		for _, p := range strings.Split(part, "\x00") {
			if line != "" && d.measured(line+p, "", size) > width {
				out, line = append(out, line), ""
			}
			line += p
		}
	}
	return append(out, line)
}

// hyphenate cuts off the most of a word that fits; the beginning is empty if
// the word cannot be broken there.
func (d *document) hyphenate(word, style string, size, width float64) (head, tail string) {
	for _, at := range breaks(word) {
		h := word[:at]
		if !strings.HasSuffix(h, "-") {
			h += "-"
		}
		if d.measured(h, style, size) > width {
			break
		}
		head, tail = h, word[at:]
	}
	return head, tail
}

// shortest is how many letters of a broken word a line has at least.
const shortest = 3

// breaks returns where a word may be broken.
func breaks(word string) []int {
	var out []int
	rest, from := word, 0
	for rest != "" {
		part, after, hyphen := strings.Cut(rest, "-")
		// Signs behind the word, and what is around it, are not in the list.
		bare, _, _ := strings.Cut(part, "\u00a0")
		bare = strings.Trim(bare, "(),.")
		at := from + strings.Index(part, bare)
		pieces := themes.Seams(bare)
		for _, p := range pieces[:len(pieces)-1] {
			at += len(p)
			out = append(out, at)
		}
		from += len(part)
		if hyphen {
			from++
			if utf8.RuneCountInString(word[from:]) >= shortest && utf8.RuneCountInString(word[:from]) > shortest {
				out = append(out, from)
			}
		}
		rest = after
	}
	return out
}

// forms returns what a name may be shortened to, the fullest first: without what
// stands in brackets, from the last to the first, and without other names after
// a slash.
func forms(name string) []string {
	out := []string{name}
	for {
		open := strings.LastIndex(name, " (")
		if open < 1 {
			break
		}
		_, after, _ := strings.Cut(name[open:], ")")
		name = name[:open] + after
		out = append(out, name)
	}
	if first, _, ok := strings.Cut(name, " / "); ok {
		out = append(out, first)
	}
	return out
}

// elided returns a name cut behind its words, with an ellipsis, from all but the
// last word on. At least two words stay, of which the last says something: no day
// can be known by "Tag der …".
func elided(name string) []string {
	words := strings.Split(name, " ")
	var out []string
	for n := len(words) - 1; n > 1; n-- {
		if utf8.RuneCountInString(words[n-1]) > shortest {
			out = append(out, strings.TrimRight(strings.Join(words[:n], " "), ",")+" …")
		}
	}
	return out
}
