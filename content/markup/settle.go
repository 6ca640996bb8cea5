package markup

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// A Remark is something in a text that would not be shown.
type Remark struct {
	Line   int // from 1
	Reason string
}

// A Lead finds where an address leads that is neither a whole one nor a path of
// this service: "termine.md", "../termine". It returns that address, or why there
// is none. The address of a picture is not the one of a link.
type Lead func(address string, picture bool) (to, reason string)

// Settle returns Markdown as other programs have it as Markdown that is shown
// with all its words: HTML in it becomes Markdown as far as there is any, notes
// become raised numbers before their text, and tasks get a box. lead settles
// addresses; nil leaves them alone. Text without any of this is returned as it
// is.
//
// The remarks name what would be lost; the text is then not whole.
func Settle(md string, lead Lead) (string, []Remark) {
	if len(md) > MaxInput {
		return md, nil // too long for any text
	}
	md = settleNotes(md)
	if !strings.ContainsAny(md, "<[") {
		return md, nil
	}
	tamed := tame(md)
	s := &settling{source: []byte(tamed), lead: lead, refused: make(map[string]bool)}
	doc := outliner().Parser().Parse(text.NewReader(s.source))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if b, ok := n.(*ast.HTMLBlock); ok {
			n = s.block(b)
		} else {
			s.within(n)
		}
	}
	if tamed != md { // places are others than in the text
		for _, e := range s.edits {
			s.remark(e.start, "a text with so many marks is not rewritten; write this as Markdown")
		}
		s.edits = nil
	}
	slices.SortStableFunc(s.remarks, func(a, b Remark) int { return cmp.Compare(a.Line, b.Line) })
	if len(s.edits) == 0 {
		return md, s.remarks
	}
	return s.edited(), s.remarks
}

// A settling goes through a text and gathers what is to be written otherwise.
type settling struct {
	source  []byte
	lead    Lead
	edits   []edit
	remarks []Remark
	refused map[string]bool // elements that are remarked upon
}

// keeps reports whether an element can be kept, and remarks upon one that cannot,
// but not a second time where it is closed.
func (s *settling) keeps(t tag) bool {
	reason := t.refused()
	if reason == "" {
		return true
	}
	if !t.closing || !s.refused[t.name] {
		s.remark(t.start, "%s", reason)
	}
	s.refused[t.name] = true
	return false
}

// An edit puts a text in place of a part of the source.
type edit struct {
	start, stop int
	text        string
}

func (s *settling) edit(start, stop int, text string) {
	s.edits = append(s.edits, edit{start, stop, text})
}

func (s *settling) remark(at int, format string, args ...any) {
	r := Remark{1 + bytes.Count(s.source[:at], []byte("\n")), fmt.Sprintf(format, args...)}
	if !slices.Contains(s.remarks, r) {
		s.remarks = append(s.remarks, r)
	}
}

// edited returns the source with the edits.
func (s *settling) edited() string {
	slices.SortStableFunc(s.edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out strings.Builder
	at := 0
	for _, e := range s.edits {
		if e.start < at {
			continue // the same address, found twice
		}
		out.Write(s.source[at:e.start])
		out.WriteString(e.text)
		at = e.stop
	}
	out.Write(s.source[at:])
	return out.String()
}

// lineStart returns where the line begins in which an offset is.
func (s *settling) lineStart(at int) int { return bytes.LastIndexByte(s.source[:at], '\n') + 1 }

// indent returns what stands before the lines of a block that begins at an
// offset: the marks of quotes, and room for those of lists.
func (s *settling) indent(at int) string {
	return strings.Map(func(r rune) rune {
		if r == '>' || r == '\t' {
			return r
		}
		return ' '
	}, string(s.source[s.lineStart(at):at]))
}

// extent returns where a block of HTML is.
func extent(b *ast.HTMLBlock) (start, stop int) {
	lines := b.Lines()
	if lines.Len() == 0 {
		return b.ClosureLine.Start, b.ClosureLine.Stop
	}
	start, stop = lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if b.HasClosure() {
		stop = max(stop, b.ClosureLine.Stop)
	}
	return start, stop
}

var comments = regexp.MustCompile(`(?s)^\s*(?:<!--.*?-->\s*)+$`)

// block turns a block of HTML into Markdown, with what follows until the table or
// list is closed that it opens, and returns the last node that it took.
func (s *settling) block(b *ast.HTMLBlock) ast.Node {
	start, stop := extent(b)
	start = s.lineStart(start)
	if comments.Match(s.source[start:stop]) {
		return b
	}
	var o opened
	o.read(s.source[start:stop], start)
	var last ast.Node = b
	for n := b.NextSibling(); n != nil && len(o) > 0; n = n.NextSibling() {
		if next, ok := n.(*ast.HTMLBlock); ok {
			from, to := extent(next)
			o.read(s.source[from:to], from)
			last, stop = next, to
		}
	}
	if len(o) > 0 {
		s.remark(o[0].start, "<%s> is not closed", o[0].name)
		return b
	}
	md, ok := s.converted(start, s.source[start:stop])
	if !ok {
		return last
	}
	if start > 0 && !bytes.HasSuffix(s.source[:start], []byte("\n\n")) {
		md = "\n" + md
	}
	if md += "\n"; stop < len(s.source) && s.source[stop] != '\n' {
		md += "\n"
	}
	s.edit(start, stop, md)
	return last
}

// nested turns a block of HTML in a list or a quote into Markdown.
func (s *settling) nested(b *ast.HTMLBlock) {
	start, stop := extent(b)
	var raw []byte
	for i := range b.Lines().Len() {
		segment := b.Lines().At(i)
		raw = append(raw, segment.Value(s.source)...)
	}
	if b.HasClosure() && b.ClosureLine.Stop == stop && b.Lines().Len() > 0 && b.Lines().At(b.Lines().Len()-1).Stop < stop {
		raw = append(raw, b.ClosureLine.Value(s.source)...)
	}
	if comments.Match(raw) {
		return
	}
	var o opened
	if o.read(raw, start); len(o) > 0 {
		s.remark(start, "<%s> is not closed before the empty line", o[0].name)
		return
	}
	if md, ok := s.converted(start, raw); ok {
		s.edit(start, stop, strings.ReplaceAll(md, "\n", "\n"+s.indent(start))+"\n")
	}
}

// converted returns HTML from an offset on as Markdown, or false if it holds what
// Markdown has not.
func (s *settling) converted(start int, raw []byte) (string, bool) {
	kept := true
	eachTag(raw, start, func(t tag) {
		if !s.keeps(t) {
			kept = false
		} else if t.name == "a" && !t.closing && t.attributes["href"] != "" {
			_, ok := s.href(t)
			kept = kept && ok
		}
	})
	if !kept || s.literal(start, raw) {
		return "", false
	}
	led := s.led(raw, start)
	md, _, err := fromHTML(led, "", func(*paste) {}) // levels are those of the whole text
	if err != nil {
		s.remark(start, "%v", err)
		return "", false
	}
	return md, true
}

// marked matches links, pictures and strong words of Markdown.
var marked = regexp.MustCompile(`!?\[[^\]\n]+\]\([^)\s][^)\n]*\)|\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*`)

// literal remarks upon Markdown within a block of HTML, from an offset on, where
// readers would see its marks. Code is meant so.
func (s *settling) literal(start int, raw []byte) bool {
	found := marked.FindAllIndex(raw, -1)
	if found == nil {
		return false
	}
	var passed [][2]int // tags, and code
	code := 0
	eachTag(raw, start, func(t tag) {
		from := t.start - start
		if t.name == "code" || t.name == "pre" {
			if !t.closing {
				code = from
			} else {
				from = code
			}
		}
		passed = append(passed, [2]int{from, t.stop - start})
	})
	before := len(s.remarks)
	for _, m := range found {
		if !slices.ContainsFunc(passed, func(p [2]int) bool { return p[0] <= m[0] && m[0] < p[1] }) {
			s.remark(start+m[0], "%q stands within HTML, where readers would see its marks; leave an empty line before and after it", raw[m[0]:m[1]])
		}
	}
	return len(s.remarks) > before
}

// led returns HTML with the addresses to which its links lead.
func (s *settling) led(raw []byte, start int) string {
	var out strings.Builder
	at := 0
	eachTag(raw, start, func(t tag) {
		if t.name == "a" && !t.closing && t.attributes["href"] != "" {
			to, _ := s.href(t)
			out.Write(raw[at : t.start-start])
			out.WriteString(`<a href="` + strings.NewReplacer("&", "&amp;", `"`, "&quot;").Replace(to) + `">`)
			at = t.stop - start
		}
	})
	out.Write(raw[at:])
	return out.String()
}

// within settles what is in a block that is none of HTML.
func (s *settling) within(block ast.Node) {
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			s.nested(n)
		case *ast.ListItem:
			s.task(n)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			return ast.WalkSkipChildren, nil
		}
		if first := n.FirstChild(); n.Type() == ast.TypeBlock && first != nil && first.Type() == ast.TypeInline {
			s.line(n)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

var box = regexp.MustCompile(`^\[([ xX])\] +`)

// task puts a box before what is to be done, as other programs show it.
func (s *settling) task(item *ast.ListItem) {
	b := item.FirstChild()
	if b == nil || b.Type() != ast.TypeBlock || b.Lines().Len() == 0 {
		return
	}
	if _, ok := b.(*ast.HTMLBlock); ok {
		return
	}
	segment := b.Lines().At(0)
	m := box.FindSubmatchIndex(segment.Value(s.source))
	if m == nil || segment.Padding > 0 {
		return
	}
	sign := "☑ "
	if s.source[segment.Start+m[2]] == ' ' {
		sign = "☐ "
	}
	s.edit(segment.Start, segment.Start+m[1], sign)
}

// line settles the words of a paragraph, a heading or a cell.
func (s *settling) line(block ast.Node) {
	t := tags{settling: s, block: block}
	if lines := block.Lines(); lines != nil && lines.Len() > 0 {
		t.start, t.stop = lines.At(0).Start, lines.At(lines.Len()-1).Stop
	}
	_, paragraph := block.(*ast.Paragraph)
	t.top = paragraph && block.Parent().Kind() == ast.KindDocument
	_, heading := block.(*ast.Heading)
	_, cell := block.(*extast.TableCell)
	t.flat = heading || cell
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		case *ast.RawHTML:
			if n.Segments.Len() > 0 {
				t.raw(n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop)
			}
		case *ast.Link:
			s.address(string(n.Destination), t.start, t.stop, false)
		case *ast.Image:
			s.address(string(n.Destination), t.start, t.stop, true)
		}
		return ast.WalkContinue, nil
	})
	for _, open := range t.open {
		s.edit(open.start, open.stop, "")
	}
}

// before and after return the letters around a part of the source; a space at its
// borders.
func (s *settling) before(at int) rune {
	r, n := utf8.DecodeLastRune(s.source[:at])
	if n == 0 {
		return ' '
	}
	return r
}

func (s *settling) after(at int) rune {
	r, n := utf8.DecodeRune(s.source[at:])
	if n == 0 {
		return ' '
	}
	return r
}

// flanked reports whether Markdown sees a mark between two letters as one that
// opens, if the word follows, or closes.
func flanked(outer, inner rune) bool {
	if unicode.IsSpace(inner) || inner == '*' || outer == '*' || inner == '~' || outer == '~' {
		return false
	}
	return !notWord(inner) || unicode.IsSpace(outer) || notWord(outer)
}
