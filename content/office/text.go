package office

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A Text is what a word processor wrote.
type Text struct {
	// Title and Lang are those that the document says of itself, beside its text.
	// Lang is the language of most of its words, such as "de" or "tr"; both may be
	// empty.
	Title, Lang string
	Blocks      []Block
	// Notes say what was not kept, or otherwise.
	Notes []string
}

// A Kind is what a block is.
type Kind string

// The kinds of blocks.
const (
	Paragraph Kind = ""
	Title     Kind = "title" // of the whole
	Heading   Kind = "heading"
	Item      Kind = "item"
	Quote     Kind = "quote"
	Table     Kind = "table"
	Picture   Kind = "picture"
)

// A Block is a paragraph of some kind, or a table.
type Block struct {
	Kind Kind
	// Level is that of a heading, from 1, or of an item, from 0.
	Level int
	// Ordered tells an item with a number from one with a sign, and List the lists
	// from each other.
	Ordered bool
	List    string
	Runs    []Run
	Rows    [][][]Block // of a table: the blocks of each cell
	// Head is how many of the rows name the columns.
	Head int
	// Part is the file of a picture among the [Parts] of the document, and
	// Alternative what the document says for those who do not see it.
	Part, Alternative string
}

// A Run is words in one form.
type Run struct {
	Text                 string // a line end begins a new line
	Bold, Italic, Strike bool
	Raised, Lowered      bool
	Link                 string
	Lang                 string // as the document says; may be empty
}

// Plain returns the words of a block.
func (b Block) Plain() string {
	var out strings.Builder
	for _, r := range b.Runs {
		out.WriteString(r.Text)
	}
	return strings.TrimSpace(out.String())
}

// Limits of the text of a document.
const (
	maxText   = 1 << 20 // bytes of words
	maxBlocks = 100_000 // with the cells of tables
	maxNotes  = 100     // of different things that were left out
)

// A writer gathers the blocks of a text.
type writer struct {
	text    Text
	size    int            // bytes of words
	blocks  int            // that were added, and cells
	letters map[string]int // by language
	counted map[string]int // things that were left out or kept otherwise
	order   []string       // of these
	notes   [][]Block      // footnotes, in the order of their signs
	boxes   []Block        // of text boxes, until the paragraph is over
}

// spend counts words before they are kept. It fails if they are too many.
func (w *writer) spend(bytes int) error {
	if w.size += bytes; w.size > maxText {
		return Refusal(fmt.Sprintf("its text is longer than %d kB; split it", maxText>>10))
	}
	return nil
}

// add counts a block, or some cells. It fails if they are too many.
func (w *writer) add(n int) error {
	if w.blocks += n; w.blocks > maxBlocks {
		return Refusal(fmt.Sprintf("it has more than %d paragraphs and cells; split it", maxBlocks))
	}
	return nil
}

// tally counts the letters of runs for the language.
func (w *writer) tally(runs []Run) {
	if w.letters == nil {
		w.letters = make(map[string]int)
	}
	for _, r := range runs {
		for _, c := range r.Text {
			if unicode.IsLetter(c) {
				w.letters[r.Lang]++
			}
		}
	}
}

// count notes that something was left out, or kept otherwise.
func (w *writer) count(what string) {
	if w.counted == nil {
		w.counted = make(map[string]int)
	}
	if w.counted[what] == 0 && len(w.order) >= maxNotes {
		what = "more was left out"
	}
	if w.counted[what] == 0 {
		w.order = append(w.order, what)
	}
	w.counted[what]++
}

// finish returns the text: with its footnotes at the end, and what was counted.
func (w *writer) finish(fallback string) Text {
	t := w.text
	for i, note := range w.notes {
		sign := Run{Text: fmt.Sprint(i + 1), Raised: true}
		for j, b := range note {
			if j == 0 {
				b.Runs = append([]Run{sign, {Text: " "}}, trimmed(b.Runs)...)
			}
			b.Kind = Paragraph
			t.Blocks = append(t.Blocks, b)
		}
	}
	most := 0
	for lang, n := range w.letters {
		if lang == "" {
			lang = fallback
		}
		if n > most || n == most && lang < t.Lang {
			most, t.Lang = n, lang
		}
	}
	for _, what := range w.order {
		if n := w.counted[what]; n > 1 {
			what += fmt.Sprintf(" (%d times)", n)
		}
		t.Notes = append(t.Notes, what)
	}
	return t
}

// trimmed returns runs without blanks before the first word.
func trimmed(runs []Run) []Run {
	runs = slices.Clone(runs)
	for len(runs) > 0 {
		if runs[0].Text = strings.TrimLeft(runs[0].Text, " \t\n\u00a0"); runs[0].Text != "" {
			break
		}
		runs = runs[1:]
	}
	return runs
}

// What may be left out, or kept otherwise.
const (
	leftInserted  = "tracked changes: what was inserted is part of the text"
	leftDeleted   = "tracked changes: what was deleted is not part of the text"
	leftComment   = "comments were left out"
	leftHidden    = "hidden text was left out"
	leftContents  = "the table of contents was left out; the page has its own"
	leftHeader    = "headers and footers of the pages were left out"
	leftBox       = "the text of a text box stands behind the paragraph that it is anchored in"
	leftObject    = "an embedded object (a chart, a drawing, a table of another program) was left out"
	leftFormula   = "a formula was kept as its letters only"
	leftSymbol    = "a sign of a font for symbols could not be read and was left out"
	leftEmbedding = "the text of an embedded document was left out; paste it into this one"
)

// picture keeps a picture behind the paragraph that is open, or notes by what the
// document says of it that it is not there.
func (w *writer) picture(part, name, alternative string) error {
	alternative = strings.Join(strings.Fields(alternative), " ")
	if part != "" {
		w.boxes = append(w.boxes, Block{Kind: Picture, Part: part, Alternative: alternative})
		return w.add(1)
	}
	what := "a picture was left out, as it is not within the document"
	if alternative == "" {
		alternative = strings.Join(strings.Fields(name), " ")
	}
	if alternative != "" {
		if len([]rune(alternative)) > 80 {
			alternative = string([]rune(alternative)[:80]) + "…"
		}
		what += fmt.Sprintf(": %q", alternative)
	}
	w.count(what)
	return nil
}
