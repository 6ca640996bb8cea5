package markup

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A Picture is what is known of a picture in a text.
type Picture struct {
	// Source is where the picture is instead of its address in the text; empty for
	// there.
	Source string
	// Srcset and Sizes are the attributes of these names; they may be empty.
	Srcset, Sizes string
	// Width and Height are in pixels; 0 if they are not known.
	Width, Height int
	// Caption is plain text below the picture; it may be empty.
	Caption string
}

// ImageOf returns the Markdown of a picture at an address, with a text for those who do
// not see it, which may be empty.
func ImageOf(alternative, address string) string {
	return "![" + bracketless.Replace(alternative) + "](" + address + ")"
}

// bracketless escapes what ends a text between brackets.
var bracketless = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`)

var knownKey = parser.NewContextKey()

// figures adds to pictures what is known of them. It comes before the house rules,
// which change addresses.
type figures struct{}

// Transform implements parser.ASTTransformer.
func (figures) Transform(doc *ast.Document, _ text.Reader, c parser.Context) {
	known, _ := c.Get(knownKey).(func(string) (Picture, bool))
	if known == nil {
		return
	}
	var found []*figure
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if img, ok := n.(*ast.Image); ok && entering {
			if p, ok := known(string(img.Destination)); ok {
				found = append(found, &figure{image: img, picture: p})
			}
		}
		return ast.WalkContinue, nil
	})
	for _, f := range found {
		f.complete()
		if p := f.image.Parent(); p.Kind() == ast.KindParagraph && p.ChildCount() == 1 {
			p.Parent().ReplaceChild(p.Parent(), p, f)
			f.AppendChild(f, f.image)
		}
	}
}

// A figure is a picture with its caption.
type figure struct {
	ast.BaseBlock
	image   *ast.Image
	picture Picture
}

// complete gives the picture its attributes.
func (f *figure) complete() {
	set := func(name, value string) {
		if value != "" && value != "0" {
			f.image.SetAttributeString(name, []byte(value))
		}
	}
	if f.picture.Source != "" {
		f.image.Destination = []byte(f.picture.Source)
	}
	set("srcset", f.picture.Srcset)
	set("sizes", f.picture.Sizes)
	set("width", strconv.Itoa(f.picture.Width))
	set("height", strconv.Itoa(f.picture.Height))
	set("loading", "lazy")
}

var kindFigure = ast.NewNodeKind("Figure")

// Kind implements ast.Node.
func (*figure) Kind() ast.NodeKind { return kindFigure }

// Dump implements ast.Node.
func (f *figure) Dump(source []byte, level int) { ast.DumpHelper(f, source, level, nil, nil) }

type figureRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (figureRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindFigure, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		f := n.(*figure)
		switch {
		case entering:
			_, _ = w.WriteString("<figure>")
		case f.picture.Caption != "":
			_, _ = w.WriteString("<figcaption>")
			_, _ = w.Write(util.EscapeHTML([]byte(f.picture.Caption)))
			_, _ = w.WriteString("</figcaption></figure>\n")
		default:
			_, _ = w.WriteString("</figure>\n")
		}
		return ast.WalkContinue, nil
	})
}
