package markup

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	mdwriter "github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MaxPaste is the most HTML that FromHTML reads, in bytes.
const MaxPaste = 1 << 20

// Limits of what is made of pasted HTML. Deeper quotes and lists are flattened;
// larger tables become paragraphs.
const (
	maxLists   = 6
	maxQuotes  = 3
	maxColumns = 30
	maxCells   = 10_000
)

// FromHTML returns HTML as it comes from a clipboard (Word, LibreOffice, Google
// Docs, Outlook, a browser) as Markdown, with the marks of this package for
// words in other languages. All words are kept; styles, classes, scripts and
// comments are not. Headings begin at level 2 and skip none, Word's paragraphs
// that look like a list become one, and of a picture its text alternative stays.
// A table gets the header row it has, or an empty one.
//
// More than MaxPaste bytes are an error, and so is HTML nested more deeply than
// any program writes it.
func FromHTML(s string) (string, error) {
	md, _, err := FromClipboard(s, "")
	return md, err
}

// Left says what of HTML has no place in Markdown.
type Left struct {
	Links    []string // addresses that lead nowhere from here, as relative ones; their words are kept
	Pictures int      // of which their text alternatives are kept
	Embedded int      // films, sounds, frames and the like, with all in them
	Changes  int      // remarks in the margin, and what was crossed out
}

// FromClipboard is [FromHTML] for a text in a language, empty for German, in which
// words of that language need no mark; it says what is left out.
func FromClipboard(s, lang string) (string, Left, error) {
	return fromHTML(s, lang, (*paste).settleHeadings)
}

// fromHTML is FromClipboard with another rule for the levels of headings.
func fromHTML(s, lang string, headings func(*paste)) (string, Left, error) {
	var left Left
	if len(s) > MaxPaste {
		return "", left, fmt.Errorf("convert HTML: %d bytes are more than %d", len(s), MaxPaste)
	}
	doc, err := html.Parse(strings.NewReader(strings.ToValidUTF8(s, "\uFFFD")))
	if err != nil {
		return "", left, fmt.Errorf("convert HTML: %w", err)
	}
	around, _ := pastedLanguage(lang)
	root := element("div")
	p := &paste{at: root, as: "p", left: &left}
	for n := doc.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom != atom.Html {
			continue
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Body {
				p.children(c, style{around: around})
			}
		}
	}
	p.flush()
	headings(p)
	out, err := pasteConverter().ConvertNode(root)
	if err != nil {
		return "", left, fmt.Errorf("convert HTML: %w", err)
	}
	return strings.TrimSpace(string(out)), left, nil
}

var pasteConverter = sync.OnceValue(func() *mdwriter.Converter {
	// What looks like a mark is escaped in the tree (literal), because the
	// converter looks for each bracket through the rest of the text.
	c := mdwriter.NewConverter(mdwriter.WithEscapeMode(mdwriter.EscapeModeDisabled), mdwriter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false), commonmark.WithHorizontalRule("---")),
		strikethrough.NewStrikethroughPlugin(),
		table.NewTablePlugin(table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal)),
	))
	c.Register.RendererFor("span", mdwriter.TagTypeInline, renderSpan, mdwriter.PriorityEarly)
	c.Register.RendererFor("ul", mdwriter.TagTypeBlock, renderList, mdwriter.PriorityEarly)
	c.Register.RendererFor("ol", mdwriter.TagTypeBlock, renderList, mdwriter.PriorityEarly)
	return c
})

// A paste makes a tree with nothing in it but what Markdown has: paragraphs,
// headings, lists, quotes, tables of one line a cell, and runs of words. The
// original is walked once; its inline elements are the style of the words in
// them, and wherever a block begins or ends, what was gathered is a paragraph.
type paste struct {
	at       *html.Node // what blocks are added to
	as       string     // what gathered words become: "p", or a heading
	runs     []run      // the words gathered
	word     []wordList // Word's lists that are open in at
	listed   bool       // the paragraph has the style of a list
	flat     bool       // in a cell of a table: there are no blocks
	quotes   int
	lists    int
	headings []*html.Node // with their level in the original
	left     *Left
}

func element(name string, attributes ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name))}
	for i := 0; i < len(attributes); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attributes[i], Val: attributes[i+1]})
	}
	return n
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func (p *paste) children(n *html.Node, s style) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c, s)
	}
}

// lostPicture matches what stands for a picture that was not taken over.
var lostPicture = regexp.MustCompile(`\(Bild: [^\n]*?\)`)

// LostPictures returns what [FromHTML] has put into a text in place of pictures, as
// it stands there.
func LostPictures(md string) []string { return lostPicture.FindAllString(md, -1) }

// node takes over one node of the original.
func (p *paste) node(n *html.Node, s style) {
	switch n.Type {
	case html.TextNode:
		p.runs = append(p.runs, run{text: n.Data, style: s})
		return
	case html.ElementNode:
	default:
		return // a comment, also a conditional one
	}
	css := parseStyle(attribute(n, "style"))
	if p.unseen(n, css) {
		return
	}
	s = s.within(n, css)
	if href := attribute(n, "href"); n.DataAtom == atom.A && href != "" && href[0] != '#' && s.href == "" {
		p.left.Links = append(p.left.Links, href)
	}
	if css["mso-list"] == "ignore" { // the bullet or number that Word has drawn
		if p.as != "p" || p.flat { // of a heading, it is part of the text
			p.children(n, s)
		}
		return
	}
	switch n.DataAtom {
	case atom.Br:
		p.runs = append(p.runs, run{line: true})
	case atom.Img:
		p.left.Pictures++
		if alt := strings.TrimSpace(attribute(n, "alt")); alt != "" && !fileName(alt) {
			p.runs = append(p.runs, run{text: " (Bild: " + alt + ") ", style: s})
		}
	case atom.Hr:
		p.boundary()
		if !p.flat {
			p.at.AppendChild(element("hr"))
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.heading(n, s, int(n.Data[1]-'0'))
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		p.list(n, s)
	case atom.Li: // outside of a list
		p.enterItem(n, s)
	case atom.Blockquote:
		p.quote(n, s)
	case atom.Table:
		p.table(n, s)
	case atom.Pre:
		p.boundary()
		p.preformatted(n, s)
		p.boundary()
	case atom.P, atom.Div:
		p.paragraph(n, css, s)
	case atom.Address, atom.Article, atom.Aside, atom.Caption, atom.Center, atom.Dd, atom.Details, atom.Dl, atom.Dt, atom.Fieldset,
		atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Header, atom.Hgroup, atom.Legend, atom.Main, atom.Nav, atom.Section,
		atom.Summary, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Option, atom.Search:
		p.boundary()
		p.children(n, s)
		p.boundary()
	default:
		p.children(n, s)
	}
}

// unseen reports whether an element is not part of the text: it is not shown,
// or it is a remark that was written in the margin or has been crossed out.
func (p *paste) unseen(n *html.Node, css map[string]string) bool {
	switch n.DataAtom {
	case atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Audio, atom.Video, atom.Canvas:
		p.left.Embedded++
		return true
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Template, atom.Noscript,
		atom.Textarea, atom.Select, atom.Datalist, atom.Noembed, atom.Noframes, atom.Map:
		return true
	case atom.Del:
		if attribute(n, "datetime") == "" {
			return false
		}
		p.left.Changes++ // a tracked one
		return true
	}
	switch n.Data {
	case "xml", "annotation", "annotation-xml":
		return true
	}
	if css["mso-element"] == "comment-list" {
		p.left.Changes++
		return true
	}
	return css["display"] == "none" || css["mso-hide"] == "all" || css["mso-special-character"] == "comment" || class(n, "MsoCommentReference")
}

// class reports whether an element has a class that begins like this.
func class(n *html.Node, prefix string) bool {
	for c := range strings.FieldsSeq(attribute(n, "class")) {
		if strings.HasPrefix(c, prefix) {
			return true
		}
	}
	return false
}

// boundary ends what was gathered.
func (p *paste) boundary() {
	if p.flat {
		p.runs = append(p.runs, run{text: " "})
		return
	}
	p.flush()
}

// flush makes what was gathered into a paragraph or a heading. Two line breaks
// are the end of a paragraph, and a line that begins with a bullet is an item
// of a list.
func (p *paste) flush() {
	gathered := p.runs
	p.runs = nil
	if p.as != "p" {
		for i := range gathered {
			gathered[i].line, gathered[i].bold = false, false
			if gathered[i].text == "" {
				gathered[i].text = " "
			}
		}
	}
	var lines [][]run
	end := func() {
		if len(lines) == 0 {
			return
		}
		n := element(p.as)
		for i, l := range lines {
			if i > 0 {
				n.AppendChild(element("br"))
			}
			nest(n, l)
		}
		p.at.AppendChild(n)
		lines = nil
	}
	for _, raw := range splitLines(gathered) {
		if p.as == "p" {
			if mark, ok := bulletOf(raw, p.listed); ok {
				end()
				p.wordItem(mark, tidy(cut(raw, mark.size)))
				continue
			}
		}
		if l := tidy(raw); len(l) > 0 {
			lines = append(lines, l)
		} else {
			end()
		}
	}
	end()
}

// inside takes over the children of n in a container of its own.
func (p *paste) inside(container *html.Node, n *html.Node, s style) {
	at, as, word := p.at, p.as, p.word
	p.at, p.as, p.word = container, "p", nil
	p.children(n, s)
	p.flush()
	p.at, p.as, p.word = at, as, word
}

func (p *paste) heading(n *html.Node, s style, level int) {
	p.boundary()
	if p.flat || p.as != "p" || p.lists > 0 || p.quotes > 0 {
		p.children(n, s)
		p.boundary()
		return
	}
	before := p.at.LastChild
	p.as = "h" + strconv.Itoa(level)
	p.children(n, s)
	p.flush()
	if h := p.at.LastChild; h != before && h.Data == p.as {
		p.headings = append(p.headings, h)
	}
	p.as = "p"
}

// settleHeadings makes the highest heading one of level 2, and lets none skip a
// level.
func (p *paste) settleHeadings() {
	top, last := 6, 1
	for _, h := range p.headings {
		top = min(top, int(h.Data[1]-'0'))
	}
	for _, h := range p.headings {
		last = min(int(h.Data[1]-'0')-top+2, last+1, 6)
		h.Data = "h" + strconv.Itoa(last)
		h.DataAtom = atom.Lookup([]byte(h.Data))
	}
}

// paragraph takes over p and div, which Word also writes for headings, quotes
// and items of lists.
func (p *paste) paragraph(n *html.Node, css map[string]string, s style) {
	level, err := strconv.Atoi(css["mso-outline-level"])
	switch {
	case class(n, "MsoTitle"):
		p.heading(n, s, 1)
		return
	case err == nil && level >= 1 && level <= 6 && n.DataAtom == atom.P:
		p.heading(n, s, level)
		return
	case class(n, "MsoQuote") || class(n, "MsoIntenseQuote"):
		p.quote(n, s)
		return
	}
	p.boundary()
	listed := p.listed
	p.listed = n.DataAtom == atom.P && class(n, "MsoListParagraph")
	mark, isItem := markOf(n, css)
	switch {
	case p.flat || p.as != "p":
		p.children(n, s)
	case isItem:
		item := p.openItem(mark)
		word := p.word
		p.inside(item, n, s)
		p.word = word
	case p.listed && p.openWord() && !beginsWithMark(n):
		p.continued(n, s)
	default:
		p.children(n, s)
	}
	p.boundary()
	p.listed = listed
}

func (p *paste) quote(n *html.Node, s style) {
	p.boundary()
	if p.flat || p.quotes >= maxQuotes || p.as != "p" {
		p.children(n, s)
		p.boundary()
		return
	}
	q := p.at.LastChild
	if q == nil || q.DataAtom != atom.Blockquote || n.DataAtom == atom.Blockquote {
		q = element("blockquote")
	}
	p.quotes++
	p.inside(q, n, s)
	p.quotes--
	if q.Parent == nil && q.FirstChild != nil {
		p.at.AppendChild(q)
	}
}

// preformatted takes over lines as they are.
func (p *paste) preformatted(n *html.Node, s style) {
	from := len(p.runs)
	p.children(n, s)
	var out []run
	for _, r := range p.runs[from:] {
		for i, l := range strings.Split(r.text, "\n") {
			if i > 0 {
				out = append(out, run{line: true})
			}
			r.text = l
			out = append(out, r)
		}
	}
	p.runs = append(p.runs[:from], out...)
}

// list takes over a list. Google Docs puts lists into lists instead of into
// their items.
func (p *paste) list(n *html.Node, s style) {
	p.boundary()
	if p.flat || p.as != "p" || p.lists >= maxLists {
		p.items(n, s)
		p.boundary()
		return
	}
	name := "ul"
	var attributes []string
	if n.DataAtom == atom.Ol {
		name = "ol"
		if from, err := strconv.Atoi(attribute(n, "start")); err == nil && from > 1 && from < 1_000_000 {
			attributes = []string{"start", strconv.Itoa(from)}
		}
	}
	l := element(name, attributes...)
	at := p.at
	p.lists++
	if isList(at) {
		at = lastItem(at)
	}
	outer, word := p.at, p.word
	p.at, p.word = l, nil
	p.items(n, s)
	p.at, p.word = outer, word
	p.lists--
	if l.FirstChild != nil {
		at.AppendChild(l)
	}
}

// items takes over the children of a list.
func (p *paste) items(n *html.Node, s style) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && (c.DataAtom == atom.Ul || c.DataAtom == atom.Ol):
			p.node(c, s)
		case c.Type == html.ElementNode && c.DataAtom == atom.Li || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" || c.Type == html.ElementNode:
			p.enterItem(c, s)
		}
	}
}

// enterItem takes over an item of a list, or something else that stands in its
// place.
func (p *paste) enterItem(n *html.Node, s style) {
	css := parseStyle(attribute(n, "style"))
	if n.Type == html.ElementNode && p.unseen(n, css) {
		return
	}
	if p.flat || !isList(p.at) {
		p.boundary()
		if n.Type == html.ElementNode && n.DataAtom == atom.Li {
			p.children(n, s.within(n, css))
		} else {
			p.node(n, s)
		}
		p.boundary()
		return
	}
	item := element("li")
	if n.Type == html.ElementNode && n.DataAtom == atom.Li {
		p.inside(item, n, s.within(n, css))
	} else {
		at, word := p.at, p.word
		p.at, p.word = item, nil
		p.node(n, s)
		p.flush()
		p.at, p.word = at, word
	}
	if item.FirstChild != nil {
		p.at.AppendChild(item)
	}
}

func isList(n *html.Node) bool { return n.DataAtom == atom.Ul || n.DataAtom == atom.Ol }

// lastItem returns the last item of a list, a new one if it has none.
func lastItem(list *html.Node) *html.Node {
	if list.LastChild == nil {
		list.AppendChild(element("li"))
	}
	return list.LastChild
}

// table takes over a table: one that arranges a page as paragraphs, one of data
// as such.
func (p *paste) table(n *html.Node, s style) {
	p.boundary()
	defer p.boundary()
	if p.flat {
		p.children(n, s)
		return
	}
	rows, ok := rowsOf(n)
	if !ok {
		p.children(n, s)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			p.node(c, s)
			p.flush()
		}
	}
	width := 0
	var cells [][]cell
	down := make([]int, maxColumns) // how many rows a cell above still covers
	for _, r := range rows {
		var out []cell
		skip := func() {
			for len(out) < maxColumns && down[len(out)] > 0 {
				down[len(out)]--
				out = append(out, cell{})
			}
		}
		rs := s.within(r, parseStyle(attribute(r, "style")))
		for c := r.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			skip()
			inner := paste{flat: true, as: "p", left: p.left}
			css := parseStyle(attribute(c, "style"))
			if !p.unseen(c, css) {
				inner.children(c, rs.within(c, css))
			}
			made := cell{runs: tidy(inner.runs), head: c.DataAtom == atom.Th}
			for range span1(c, "colspan") {
				if len(out) < maxColumns {
					down[len(out)] = span1(c, "rowspan") - 1
					out = append(out, made)
					made.runs = nil
				}
			}
		}
		skip()
		if slices.ContainsFunc(out, func(c cell) bool { return len(c.runs) > 0 }) {
			cells = append(cells, out)
			width = max(width, len(out))
		}
	}
	if len(cells) == 0 {
		return
	}
	if !isHeader(cells[0]) {
		cells = slices.Insert(cells, 0, make([]cell, width))
	}
	t := element("table")
	for i, row := range cells {
		tr := element("tr")
		for len(row) < width {
			row = append(row, cell{})
		}
		for _, c := range row {
			name := "td"
			if i == 0 {
				name = "th"
				for j := range c.runs {
					c.runs[j].bold = false
				}
			}
			td := element(name)
			nest(td, tidy(c.runs))
			tr.AppendChild(td)
		}
		t.AppendChild(tr)
	}
	p.at.AppendChild(t)
}

// A cell is one of a table, in one line.
type cell struct {
	runs []run
	head bool
}

// isHeader reports whether a row is the head of its table: it is marked so, or
// all that stands in it is bold.
func isHeader(row []cell) bool {
	bold := true
	for _, c := range row {
		if c.head {
			return true
		}
		for _, r := range c.runs {
			bold = bold && (r.bold || strings.TrimSpace(r.text) == "")
		}
	}
	return bold
}

// rowsOf returns the rows of a table, and whether it is one of data: not a
// frame around others, and of more than one row and column.
func rowsOf(n *html.Node) ([]*html.Node, bool) {
	if r := attribute(n, "role"); r == "presentation" || r == "none" {
		return nil, false
	}
	var rows []*html.Node
	columns, cells, heads, nested := 0, 0, 0, false
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Table:
				nested = true
			case atom.Tr:
				rows = append(rows, c)
				width := 0
				for d := c.FirstChild; d != nil; d = d.NextSibling {
					if d.DataAtom == atom.Td || d.DataAtom == atom.Th {
						cells++
						width += span1(d, "colspan")
					}
					if d.DataAtom == atom.Th {
						heads++
					}
				}
				columns = max(columns, width)
			}
			if !nested {
				walk(c)
			}
		}
	}
	walk(n)
	return rows, !nested && columns > 1 && columns <= maxColumns && len(rows)*columns <= maxCells && (len(rows) > 1 || heads > 0)
}

// span1 returns over how many columns or rows a cell stretches, at least one.
func span1(n *html.Node, key string) int {
	i, err := strconv.Atoi(attribute(n, key))
	if err != nil {
		return 1
	}
	return max(1, min(i, maxColumns+1))
}
