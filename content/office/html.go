package office

import (
	"fmt"
	"html"
	"strings"
)

// HTML returns blocks as a fragment. Words in another language than lang are
// marked.
func HTML(blocks []Block, lang string) string {
	var w page
	w.lang, w.numbers = lang, make(map[string]int)
	w.blocks(blocks)
	return w.String()
}

type page struct {
	strings.Builder
	lang    string
	numbers map[string]int // how many items of a list with numbers there were
}

// blocks writes blocks; items that follow each other are a list.
func (w *page) blocks(blocks []Block) {
	for i := 0; i < len(blocks); i++ {
		switch b := blocks[i]; b.Kind {
		case Item:
			n := 1
			for i+n < len(blocks) && blocks[i+n].Kind == Item {
				n++
			}
			w.list(blocks[i : i+n])
			i += n - 1
		case Table:
			w.table(b)
		case Title, Heading:
			level := min(max(b.Level, 1), 6)
			fmt.Fprintf(w, "<h%d>", level)
			w.runs(b.Runs)
			fmt.Fprintf(w, "</h%d>\n", level)
		case Quote:
			w.WriteString("<blockquote><p>")
			w.runs(b.Runs)
			w.WriteString("</p></blockquote>\n")
		default:
			w.WriteString("<p>")
			w.runs(b.Runs)
			w.WriteString("</p>\n")
		}
	}
}

// list writes items of one level, with deeper ones within them.
func (w *page) list(items []Block) {
	for i := 0; i < len(items); {
		first := items[i]
		name := "ul"
		if first.Ordered {
			name = "ol"
		}
		from := w.numbers[first.List] + 1
		if first.Ordered && first.Level == 0 && from > 1 { // it goes on behind other text
			fmt.Fprintf(w, "<ol start=\"%d\">\n", from)
		} else {
			w.WriteString("<" + name + ">\n")
		}
		for i < len(items) && items[i].Level == first.Level && items[i].Ordered == first.Ordered && items[i].List == first.List {
			w.WriteString("<li>")
			w.runs(items[i].Runs)
			if first.Level == 0 {
				w.numbers[first.List]++
			}
			inner := i + 1
			for i = inner; i < len(items) && items[i].Level > first.Level; i++ {
			}
			if i > inner {
				w.list(items[inner:i])
			}
			w.WriteString("</li>\n")
		}
		w.WriteString("</" + name + ">\n")
	}
}

func (w *page) table(b Block) {
	w.WriteString("<table>\n")
	for i, row := range b.Rows {
		cell := "td"
		if i < b.Head {
			cell = "th"
		}
		w.WriteString("<tr>")
		for _, c := range row {
			w.WriteString("<" + cell + ">")
			if len(c) == 1 && c[0].Kind == Paragraph {
				w.runs(c[0].Runs)
			} else {
				w.blocks(c)
			}
			w.WriteString("</" + cell + ">")
		}
		w.WriteString("</tr>\n")
	}
	w.WriteString("</table>\n")
}

func (w *page) runs(runs []Run) {
	for i := 0; i < len(runs); {
		n := 1
		for i+n < len(runs) && runs[i+n].Link == runs[i].Link {
			n++
		}
		if to := runs[i].Link; to != "" {
			fmt.Fprintf(w, `<a href="%s">`, html.EscapeString(to))
		}
		for _, r := range runs[i : i+n] {
			w.run(r)
		}
		if runs[i].Link != "" {
			w.WriteString("</a>")
		}
		i += n
	}
}

func (w *page) run(r Run) {
	var closing []string
	open := func(when bool, name, attributes string) {
		if when {
			w.WriteString("<" + name + attributes + ">")
			closing = append(closing, "</"+name+">")
		}
	}
	other := r.Lang != "" && w.lang != "" && r.Lang != w.lang && strings.TrimSpace(r.Text) != ""
	open(other, "span", ` lang="`+html.EscapeString(r.Lang)+`"`)
	open(r.Bold, "strong", "")
	open(r.Italic, "em", "")
	open(r.Strike, "s", "")
	open(r.Raised, "sup", "")
	open(r.Lowered, "sub", "")
	w.WriteString(strings.ReplaceAll(html.EscapeString(r.Text), "\n", "<br>"))
	for i := len(closing) - 1; i >= 0; i-- {
		w.WriteString(closing[i])
	}
}
