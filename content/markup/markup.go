package markup

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

// MaxInput is the most Markdown that is converted, in bytes.
const MaxInput = 256 << 10

// HTML returns Markdown as HTML that is safe to show as it is. absolute makes
// an address of this site absolute; if it is nil, addresses stay as they are.
// More than MaxInput bytes are an error.
func HTML(md string, absolute func(string) string) (string, error) {
	return convert(md, absolute, nil, blockPolicy())
}

// Illustrated is HTML with what is known of the pictures in the text, which one
// tells by their addresses as they stand there. A picture that is a paragraph of
// its own is a figure; all are loaded when they come into sight.
func Illustrated(md string, absolute func(string) string, known func(address string) (Picture, bool)) (string, error) {
	return convert(md, absolute, known, blockPolicy())
}

// Inline returns one line of Markdown as HTML without paragraphs, headings or
// lists around it. A number at its beginning is no list: "1. Buch der Makkabäer".
func Inline(md string, absolute func(string) string) (string, error) {
	return convert(numbered.ReplaceAllString(strings.TrimSpace(md), `$1\$2`), absolute, nil, inlinePolicy())
}

// numbered matches the beginning of what Markdown takes for a list.
var numbered = regexp.MustCompile(`^(\d{1,9})([.)])`)

func convert(md string, absolute func(string) string, known func(string) (Picture, bool), p *bluemonday.Policy) (string, error) {
	if len(md) > MaxInput {
		return "", fmt.Errorf("convert markdown: %d bytes are more than %d", len(md), MaxInput)
	}
	md = strings.ReplaceAll(strings.ToValidUTF8(md, "\uFFFD"), "\r\n", "\n")
	c := parser.NewContext()
	c.Set(absoluteKey, absolute)
	c.Set(knownKey, known)
	var out bytes.Buffer
	if err := converter().Convert([]byte(tame(md)), &out, parser.WithContext(c)); err != nil {
		return "", fmt.Errorf("convert markdown: %w", err)
	}
	return strings.TrimSpace(p.SanitizeReader(&out).String()), nil
}

// blocks are the elements after which Plain starts a new line.
var blocks = regexp.MustCompile(`^(p|h[1-6]|li|ul|ol|blockquote|pre|tr|td|th|table|hr|br)$`)

// Plain returns the text of Markdown without any marks, for search and for
// descriptions: one line for each paragraph, heading, item or cell. Only the
// first MaxInput bytes are used.
func Plain(md string) string {
	if len(md) > MaxInput {
		md = strings.ToValidUTF8(md[:MaxInput], "")
	}
	h, err := HTML(md, nil)
	if err != nil {
		return ""
	}
	var lines []string
	var line strings.Builder
	flush := func() {
		if s := strings.Join(strings.Fields(line.String()), " "); s != "" {
			lines = append(lines, s)
		}
		line.Reset()
	}
	for z := html.NewTokenizer(strings.NewReader(h)); ; {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				return ""
			}
			flush()
			return strings.Join(lines, "\n")
		case html.TextToken:
			line.WriteString(string(z.Text()))
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); blocks.Match(name) {
				flush()
			}
		}
	}
}

var converter = sync.OnceValue(func() goldmark.Markdown {
	return syntax(
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(house{}, 900), util.Prioritized(figures{}, 850))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(spanRenderer{}, 500), util.Prioritized(figureRenderer{}, 500))),
	)
})

// syntax returns a converter that reads what editors may write.
func syntax(options ...goldmark.Option) goldmark.Markdown {
	return goldmark.New(append([]goldmark.Option{
		goldmark.WithExtensions(
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
			extension.Strikethrough,
			extension.NewLinkify(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:", "mailto:"})),
		),
		goldmark.WithParserOptions(parser.WithInlineParsers(util.Prioritized(spanParser{}, 150))), // before links
	}, options...)...)
}

var (
	language = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$`)
	number   = regexp.MustCompile(`^[0-9]{1,9}$`)
)

func inlineElements(p *bluemonday.Policy) *bluemonday.Policy {
	p.AllowElements("em", "strong", "del", "code", "br")
	p.AllowAttrs("lang").Matching(language).OnElements("span")
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(rtl|ltr)$`)).OnElements("span")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	p.RequireNoReferrerOnFullyQualifiedLinks(true)
	return p
}

var inlinePolicy = sync.OnceValue(func() *bluemonday.Policy { return inlineElements(bluemonday.NewPolicy()) })

var blockPolicy = sync.OnceValue(func() *bluemonday.Policy {
	p := inlineElements(bluemonday.NewPolicy())
	p.AllowElements("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr",
		"table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("start").Matching(number).OnElements("ol")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^col$`)).OnElements("th")
	p.AllowElements("figure", "figcaption")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("srcset", "sizes", "width", "height", "loading").OnElements("img") // no text can write them
	return p
})
