package markup

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var absoluteKey = parser.NewContextKey()

// maxAddresses is how long all addresses of a text may be together, in bytes. One
// that is defined once may be used in many places.
const maxAddresses = 4 * MaxInput

// addresses is how much of maxAddresses is left.
type addresses int

// spend returns an address, or none if there are too many.
func (left *addresses) spend(dest []byte) []byte {
	if *left -= addresses(len(dest)); *left < 0 {
		return nil
	}
	return dest
}

// house applies the house rules to a parsed text.
type house struct{}

// Transform implements parser.ASTTransformer.
func (house) Transform(doc *ast.Document, r text.Reader, c parser.Context) {
	absolute, _ := c.Get(absoluteKey).(func(string) string)
	var texts []*ast.Text
	var foreign []*ast.Image
	level, left := 1, addresses(maxAddresses)
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			level = max(2, min(n.Level, level+1))
			n.Level = level
		case *extast.TableCell:
			if _, ok := n.Parent().(*extast.TableHeader); ok {
				n.SetAttributeString("scope", []byte("col"))
			}
		case *ast.Link:
			n.Destination = address(left.spend(n.Destination), absolute)
			n.Title = nil
		case *ast.Image:
			n.Title = nil
			n.Destination = left.spend(n.Destination)
			if !own(n.Destination) {
				foreign = append(foreign, n)
			}
			n.Destination = address(n.Destination, absolute)
		case *ast.Text:
			texts = append(texts, n)
		case *ast.CodeSpan, *ast.CodeBlock, *ast.FencedCodeBlock, *ast.AutoLink, *ast.RawHTML, *span:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	// Nothing is loaded from elsewhere: a picture from another site becomes a
	// link.
	for _, n := range foreign {
		link := ast.NewLink()
		link.Destination = n.Destination
		for c := n.FirstChild(); c != nil; c = n.FirstChild() {
			link.AppendChild(link, c)
		}
		if !link.HasChildren() {
			link.AppendChild(link, ast.NewString(n.Destination))
		}
		n.Parent().ReplaceChild(n.Parent(), n, link)
	}
	for _, n := range texts {
		for {
			next, ok := n.NextSibling().(*ast.Text)
			if !ok || !n.Merge(next, r.Source()) {
				break
			}
			next.Parent().RemoveChild(next.Parent(), next)
		}
		if n.Parent() != nil {
			markScripts(n, r.Source())
		}
	}
}

// own reports whether an address belongs to this service.
func own(dest []byte) bool {
	u, err := url.Parse(string(dest))
	return err == nil && u.Scheme == "" && u.Host == "" && u.Opaque == "" && !strings.HasPrefix(string(dest), "//")
}

func address(dest []byte, absolute func(string) string) []byte {
	if absolute == nil || !own(dest) {
		return dest
	}
	return []byte(absolute(string(dest)))
}
