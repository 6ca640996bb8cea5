package pdftext

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Distances in heights of a line.
const (
	newParagraph = 0.5  // between two lines that do not belong to one paragraph
	touching     = 0.08 // between two pieces of one word
	overlapping  = 1.0  // by how much pieces of one word may overlap, as those with soft hyphens do
	gutter       = 1.0  // between columns
)

// What makes lines that stand beside each other columns of a text, rather than
// rows of a table.
const (
	mostColumns   = 6
	columnLines   = 4    // one below another
	columnLetters = 20   // in each, on average
	columnFilled  = 0.75 // of the width, on average
)

// A line is a line of words.
type line struct {
	box
	words []word
	rtl   bool // some of it is read from the right
	apart bool // it begins a paragraph, or a column
	text  string
}

// layout returns the lines of a sheet, with their text in the order in which it
// is read.
//
// They follow the order of the file, because geometry cannot tell narrow columns
// of justified text from words far apart, and programs write a text as it runs.
// Only columns written line by line, from one edge of the sheet to the other, are
// taken apart.
func layout(s sheet) []line {
	all := columns(gather(once(s.words)))
	dirs := directions(all)
	for i := range all {
		all[i].text = clean(logical(all[i].text, dirs[i]))
	}
	return all
}

// directions gives each line its text as it is seen, and returns the direction that
// it is read in. Those that do not tell follow the lines that end where they end, if
// these are read from the right, or else begin where they begin.
func directions(all []line) []direction {
	const grid = 2 // points
	place := func(x float64) int { return int(math.Floor(x / grid)) }
	begin, end := make(map[int]int), make(map[int]int) // how many lines tell
	dirs, sure := make([]direction, len(all)), make([]bool, len(all))
	for i := range all {
		l := &all[i]
		l.text = spaced(l.words)
		dirs[i], sure[i] = directionOf(l.text)
		if sure[i] && dirs[i] == fromL {
			begin[place(l.x0)]++
		} else if sure[i] {
			end[place(l.x1)]++
		}
	}
	near := func(m map[int]int, x float64) int { return m[place(x)-1] + m[place(x)] + m[place(x)+1] }
	for i, l := range all {
		left, right := near(begin, l.x0), near(end, l.x1)
		if !sure[i] && left != right {
			if dirs[i] = fromL; right > left {
				dirs[i] = fromR
			}
		}
	}
	return dirs
}

// once leaves out words that are printed twice to look bold.
func once(words []word) []word {
	const remembered = 4 // of the same text
	seen := make(map[string][]box)
	var out []word
	for _, w := range words {
		before := seen[w.text]
		near := 0.15 * w.height()
		if slices.ContainsFunc(before, func(b box) bool { return math.Abs(b.x0-w.x0) < near && math.Abs(b.y0-w.y0) < near }) {
			continue
		}
		seen[w.text] = append(before[max(0, len(before)-remembered+1):], w.box)
		out = append(out, w)
	}
	return out
}

// gather puts words that stand beside each other into lines, each in the order in
// which its words are seen.
func gather(words []word) []line {
	var out []line
	var strongest box // the highest word of the line, so that none raised or lowered leads it away
	for _, w := range words {
		if n := len(out) - 1; n >= 0 && continues(out[n], strongest, w) {
			l := &out[n]
			l.words = append(l.words, w)
			l.box = l.box.with(w.box)
			l.rtl = l.rtl || fromRight(w)
			if w.height() > strongest.height() {
				strongest = w.box
			}
			continue
		}
		strongest = w.box
		out = append(out, line{box: w.box, words: []word{w}, rtl: fromRight(w)})
	}
	for i := range out {
		l := &out[i]
		inOrder := func(a, b word) int { return cmp.Compare(a.x0, b.x0) }
		if l.rtl {
			slices.SortStableFunc(l.words, inOrder)
		}
		if i > 0 {
			l.apart = apart(out[i-1].box, l.box)
		}
	}
	return out
}

// continues reports whether a word stands on a line.
func continues(l line, strongest box, w word) bool {
	h := max(strongest.height(), w.height())
	common := min(strongest.y1, w.y1) - max(strongest.y0, w.y0)
	if common < 0.5*min(strongest.height(), w.height()) {
		return false
	}
	if w.x0 >= l.words[len(l.words)-1].x0 && w.x0 >= l.x1-overlapping*h {
		return true
	}
	// What is read from the right is written in either direction.
	return l.rtl || fromRight(w)
}

// fromRight reports whether a word has letters that are read from the right.
func fromRight(w word) bool { return strings.ContainsFunc(w.text, rightToLeft) }

// apart reports whether a line begins something else than the line before goes on
// with.
func apart(before, l box) bool {
	h := l.height()
	return l.y0 < before.y0-newParagraph*h || l.y0-before.y1 > newParagraph*h || l.x0 > before.x1 || l.x1 < before.x0
}

// columns takes columns apart that are written line by line.
func columns(all []line) []line {
	var out []line
	for start := 0; start < len(all); {
		end := start + 1
		for end < len(all) && !all[end].apart {
			end++
		}
		out = append(out, unravel(all[start:end])...)
		start = end
	}
	return out
}

// unravel returns the lines of a paragraph column by column, if it consists of
// columns of text.
func unravel(rows []line) []line {
	if len(rows) < columnLines {
		return rows
	}
	var bands []box // of words, from left to right
	for _, l := range rows {
		if l.rtl {
			return rows
		}
		for _, w := range l.words {
			bands = append(bands, w.box)
		}
	}
	slices.SortFunc(bands, func(a, b box) int { return cmp.Compare(a.x0, b.x0) })
	merged := bands[:1]
	for _, b := range bands[1:] {
		if last := &merged[len(merged)-1]; b.x0-last.x1 < gutter*b.height() {
			*last = last.with(b)
		} else {
			merged = append(merged, b)
		}
	}
	if len(merged) < 2 || len(merged) > mostColumns {
		return rows
	}
	var out []line
	for _, band := range merged {
		var column []line
		letters, filled := 0, 0.0
		for _, l := range rows {
			part := line{apart: len(column) == 0}
			for _, w := range l.words {
				if w.x0 >= band.x0 && w.x1 <= band.x1 {
					if len(part.words) == 0 {
						part.box = w.box
					}
					part.words, part.box = append(part.words, w), part.box.with(w.box)
					letters += utf8.RuneCountInString(w.text)
				}
			}
			if len(part.words) > 0 {
				column = append(column, part)
				filled += (part.x1 - part.x0) / (band.x1 - band.x0)
			}
		}
		n := len(column)
		if n < columnLines || letters < columnLetters*n || filled < columnFilled*float64(n) {
			return rows
		}
		out = append(out, column...)
	}
	return out
}

// spaced returns words as they are seen, with spaces between them, but none within
// a word that is printed in several pieces.
func spaced(words []word) string {
	gaps := make([]float64, len(words)) // before each word, in heights of a line
	for i := 1; i < len(words); i++ {
		a, b := words[i-1], words[i]
		gaps[i] = (b.x0 - a.x1) / max(a.height(), b.height(), 1)
	}
	var b strings.Builder
	for i := 0; i < len(words); {
		n, between := wide(words[i:], gaps[i:])
		for j := range n {
			k := i + j
			if k > 0 && (j == 0 && gaps[k] > touching || j > 0 && gaps[k] > between || note(words[k-1], words[k])) {
				b.WriteByte(' ')
			}
			b.WriteString(words[k].text)
		}
		i += n
	}
	return b.String()
}

// note reports whether a piece is the number of a footnote behind a word, and not
// part of it as in "CO2" or "m2".
func note(before, w word) bool {
	const shortest = 4 // letters of the word
	return w.height() < 0.9*before.height() && w.y1 < before.y1-0.1*before.height() &&
		utf8.RuneCountInString(before.text) >= shortest && !strings.ContainsFunc(w.text, func(r rune) bool { return !unicode.IsDigit(r) })
}

// wide returns how many pieces from the first on may be letters set wide, at least
// one, and how far apart those of one word are at most.
func wide(words []word, gaps []float64) (n int, between float64) {
	const (
		fewest = 4   // below, it may be an enumeration
		widest = 0.8 // above, it is a row of a table
	)
	narrow, single := widest, 0
	for n < len(words) {
		letters := utf8.RuneCountInString(words[n].text)
		r, _ := utf8.DecodeRuneInString(words[n].text)
		// Kerning puts two letters into one piece; marks end a word.
		if letters > 2 || letters == 1 && unicode.IsDigit(r) {
			break
		}
		if letters == 1 && unicode.IsLetter(r) {
			single++
		}
		if n > 0 && gaps[n] > touching {
			narrow = min(narrow, gaps[n])
		}
		n++
	}
	if single < fewest || single*3 < n*2 || narrow == widest {
		return max(n, 1), touching
	}
	return n, max(1.7*narrow, narrow+0.1)
}
