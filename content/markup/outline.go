package markup

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An Outline is what a text is made of, for those who check it: as it was
// written, before the rules of this package make the best of it.
type Outline struct {
	Headings []Heading
	Links    []Link
	Pictures []Image
	// Headless are the tables in which no cell of the head holds anything; each
	// is the text of its first row.
	Headless []string
	// Unmarked are words in another script without a mark of their language, and
	// Brackets words in brackets, as they are marked, but without a language.
	Unmarked, Brackets []string
	// Blocks are the plain texts of all paragraphs, headings, items and cells, in
	// their order.
	Blocks []string
}

// A Heading is one of a text.
type Heading struct {
	Level int // as written, from 1
	Text  string
}

// A Link is one of a text.
type Link struct {
	Text, Address string
	// Own is set if the address is one of this service: a path.
	Own bool
}

// An Image is a picture in a text.
type Image struct {
	Alt, Address string
	Own          bool
}

var outliner = sync.OnceValue(func() goldmark.Markdown { return syntax() })

// bracketed is a passage in brackets that nothing follows by which it would be a
// link or marked with a language. What is escaped is meant.
var bracketed = regexp.MustCompile(`(?:^|[^\\!\]])\[([^\[\]\\]*\p{L}[^\[\]\\]*\p{L}[^\[\]\\]*)\]`)

// OutlineOf returns what a text is made of. More than MaxInput bytes are an
// error.
func OutlineOf(md string) (*Outline, error) {
	if len(md) > MaxInput {
		return nil, fmt.Errorf("read markdown: %d bytes are more than %d", len(md), MaxInput)
	}
	source := []byte(tame(strings.ReplaceAll(strings.ToValidUTF8(md, "\uFFFD"), "\r\n", "\n")))
	doc := outliner().Parser().Parse(text.NewReader(source))
	o, left := new(Outline), addresses(maxAddresses)
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			o.Headings = append(o.Headings, Heading{n.Level, plain(n, source)})
		case *ast.Link:
			to := left.spend(n.Destination)
			o.Links = append(o.Links, Link{plain(n, source), string(to), own(to)})
		case *ast.AutoLink:
			address := string(n.URL(source))
			if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(address, "mailto:") {
				address = "mailto:" + address
			}
			o.Links = append(o.Links, Link{Text: string(n.Label(source)), Address: address})
		case *ast.Image:
			at := left.spend(n.Destination)
			o.Pictures = append(o.Pictures, Image{plain(n, source), string(at), own(at)})
		case *extast.TableHeader:
			if plain(n, source) == "" {
				first := ""
				if row := n.NextSibling(); row != nil {
					first = plain(row, source)
				}
				o.Headless = append(o.Headless, first)
			}
		}
		if leaf(n) {
			o.block(n, source)
		}
		return ast.WalkContinue, nil
	})
	return o, err
}

// leaf reports whether a block holds words itself.
func leaf(n ast.Node) bool {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *extast.TableCell:
		return true
	}
	return false
}

// block adds what a block says.
func (o *Outline) block(n ast.Node, source []byte) {
	if s := plain(n, source); s != "" {
		o.Blocks = append(o.Blocks, s)
	}
	var raw strings.Builder // without what has a mark of its own
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *span, *ast.CodeSpan, *ast.AutoLink, *ast.RawHTML:
			raw.WriteByte(' ')
			return ast.WalkSkipChildren, nil
		case *ast.Link, *ast.Image:
			raw.WriteByte(' ')
		case *ast.Text:
			raw.Write(n.Segment.Value(source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				raw.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	s := raw.String()
	for _, r := range scriptRuns([]byte(s)) {
		o.Unmarked = append(o.Unmarked, s[r.from:r.to])
	}
	for _, m := range bracketed.FindAllStringSubmatch(s, -1) {
		o.Brackets = append(o.Brackets, m[1])
	}
}

// plain returns the words in a node, in one line.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if c != n && (leaf(c) || c.Type() == ast.TypeBlock) {
				b.WriteByte(' ')
			}
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Text:
			b.Write(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(c.Segment.Value(source)))))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.Label(source))
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}
