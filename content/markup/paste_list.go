package markup

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	mdwriter "github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
)

// Word has no lists on the clipboard, only paragraphs that say which list and
// level they belong to, and begin with the bullet or the number as text.

// A listMark is what a paragraph says of its place in a list.
type listMark struct {
	list    string // which one; empty if it does not say
	level   int    // from 1
	ordered bool
	start   int
	size    int // bytes of the mark, if it is part of the text
}

// A wordList is a list made of paragraphs that is still open.
type wordList struct {
	node *html.Node
	mark listMark
}

var (
	msoList   = regexp.MustCompile(`^(l\d+) level(\d)`)
	numbering = regexp.MustCompile(`^\(?(?:(\d{1,6})|[a-z]{1,2}|[ivxlcdm]+)[.)]$`)
	bullet    = regexp.MustCompile(`^[\s\x{00a0}]*[·•▪▫■□◦‣●○\x{f0b7}\x{f0a7}][\s\x{00a0}]+`)
	anyMark   = regexp.MustCompile(`^[\s\x{00a0}]*(?:[oØü§–-]|(\(?[0-9]{1,6}[.)]|\(?[a-z][.)]))[\s\x{00a0}]{2,}`)
)

// markOf returns the place of a paragraph in a list of Word's.
func markOf(n *html.Node, css map[string]string) (listMark, bool) {
	m := msoList.FindStringSubmatch(css["mso-list"])
	if m == nil {
		return listMark{}, false
	}
	mark := listMark{list: m[1], level: int(m[2][0] - '0')}
	mark.read(drawnMark(n))
	return mark, true
}

// read takes the kind of the list from the mark of an item.
func (m *listMark) read(drawn string) {
	drawn = strings.ToLower(strings.Trim(drawn, " \t\r\n\u00a0"))
	if x := numbering.FindStringSubmatch(drawn); x != nil {
		m.ordered, m.start = true, 1
		if i, err := strconv.Atoi(x[1]); err == nil && i > 0 {
			m.start = i
		}
	}
}

// drawnMark returns the bullet or number that Word has drawn for an item.
func drawnMark(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if parseStyle(attribute(c, "style"))["mso-list"] == "ignore" {
			return textOf(c)
		}
		if s := drawnMark(c); s != "" {
			return s
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
	}
	return b.String()
}

// bulletOf finds a bullet that a line begins with; in a paragraph with the
// style of a list, also a number or another sign that is set apart.
func bulletOf(line []run, listed bool) (listMark, bool) {
	var b strings.Builder
	for _, r := range line {
		if b.WriteString(r.text); b.Len() > 200 {
			break
		}
	}
	s := b.String()
	mark := listMark{level: 1}
	if m := bullet.FindString(s); m != "" && len(m) < len(s) {
		mark.size = len(m)
		return mark, true
	}
	if m := anyMark.FindStringSubmatch(s); listed && m != nil {
		mark.size = len(m[0])
		mark.read(m[1])
		return mark, true
	}
	return mark, false
}

// beginsWithMark reports whether a paragraph with the style of a list is an
// item of one.
func beginsWithMark(n *html.Node) bool {
	_, ok := bulletOf([]run{{text: textOf(n)}}, true)
	return ok
}

// openWord reports whether a list made of paragraphs is the last block.
func (p *paste) openWord() bool {
	return len(p.word) > 0 && p.at.LastChild == p.word[0].node
}

// openItem returns a new item in the place a mark names.
func (p *paste) openItem(mark listMark) *html.Node {
	p.flush()
	if !p.openWord() {
		p.word = nil
	}
	for len(p.word) > 0 && p.word[len(p.word)-1].mark.level > mark.level {
		p.word = p.word[:len(p.word)-1]
	}
	if n := len(p.word); n > 0 {
		if top := p.word[n-1].mark; top.level == mark.level && (top.ordered != mark.ordered || mark.ordered && top.list != mark.list) {
			p.word = p.word[:n-1]
		}
	}
	n := len(p.word)
	if n == 0 || p.word[n-1].mark.level < mark.level && n < maxLists {
		list := element("ul")
		if mark.ordered {
			list = element("ol")
			if mark.start > 1 {
				list = element("ol", "start", strconv.Itoa(mark.start))
			}
		}
		in := p.at
		if n > 0 {
			in = lastItem(p.word[n-1].node)
		}
		in.AppendChild(list)
		p.word = append(p.word, wordList{list, mark})
		n++
	}
	item := element("li")
	p.word[n-1].node.AppendChild(item)
	return item
}

// wordItem adds an item that is one line.
func (p *paste) wordItem(mark listMark, line []run) {
	runs := p.runs
	p.runs = nil
	item := p.openItem(mark)
	p.runs = runs
	par := element("p")
	nest(par, line)
	item.AppendChild(par)
}

// continued adds a paragraph to the last item.
func (p *paste) continued(n *html.Node, s style) {
	from := len(p.word) - 1
	word := p.word
	p.inside(lastItem(p.word[from].node), n, s)
	p.word = word
}

// cut returns a line without its first bytes.
func cut(line []run, size int) []run {
	var out []run
	for _, r := range line {
		n := min(size, len(r.text))
		size -= n
		if r.text = r.text[n:]; r.text != "" {
			out = append(out, r)
		}
	}
	return out
}

// renderList writes a list with its items close together, unless an item has
// more than one paragraph.
func renderList(ctx mdwriter.Context, w mdwriter.Writer, n *html.Node) mdwriter.RenderStatus {
	number, err := strconv.Atoi(attribute(n, "start"))
	if err != nil {
		number = 1
	}
	_, _ = w.WriteString("\n\n")
	for item := n.FirstChild; item != nil; item = item.NextSibling {
		mark := "- "
		if n.Data == "ol" {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		indent := strings.Repeat(" ", len(mark))
		_, _ = w.WriteString(mark)
		for c := item.FirstChild; c != nil; c = c.NextSibling {
			if c.PrevSibling != nil {
				_, _ = w.WriteString("\n")
				if !isList(c) {
					_, _ = w.WriteString("\n")
				}
				_, _ = w.WriteString(indent)
			}
			var b bytes.Buffer
			ctx.RenderNodes(ctx, &b, c)
			for i, l := range bytes.Split(bytes.TrimSpace(b.Bytes()), []byte("\n")) {
				if i > 0 {
					_, _ = w.WriteString("\n")
					if len(l) > 0 {
						_, _ = w.WriteString(indent)
					}
				}
				_, _ = w.Write(l)
			}
		}
		_, _ = w.WriteString("\n")
	}
	_, _ = w.WriteString("\n")
	return mdwriter.RenderSuccess
}
