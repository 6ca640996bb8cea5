package web_test

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// A selector is the part of CSS that page tests need: elements, ids, classes
// and attributes, one inside another.
type selector []func(*html.Node) bool

var (
	compoundPattern = regexp.MustCompile(`^([a-z][a-z0-9]*)?((?:[#.][A-Za-z0-9_=-]+|\[[^\]]+\])*)$`)
	simplePattern   = regexp.MustCompile(`[#.][A-Za-z0-9_=-]+|\[[^\]]+\]`)
	attributeMatch  = regexp.MustCompile(`^\[([a-z-]+)(?:(\^?=)(.*))?\]$`)
)

func parseSelector(s string) (selector, error) {
	var out selector
	for _, part := range strings.Fields(s) {
		m := compoundPattern.FindStringSubmatch(part)
		if m == nil {
			return nil, fmt.Errorf("selector %q is not understood", s)
		}
		var tests []func(*html.Node) bool
		if m[1] != "" {
			tests = append(tests, func(n *html.Node) bool { return n.Data == m[1] })
		}
		for _, simple := range simplePattern.FindAllString(m[2], -1) {
			switch simple[0] {
			case '#':
				tests = append(tests, func(n *html.Node) bool { return attribute(n, "id") == simple[1:] })
			case '.':
				tests = append(tests, func(n *html.Node) bool {
					return strings.Contains(" "+attribute(n, "class")+" ", " "+simple[1:]+" ")
				})
			default:
				a := attributeMatch.FindStringSubmatch(simple)
				if a == nil {
					return nil, fmt.Errorf("selector %q is not understood", simple)
				}
				value := strings.Trim(a[3], `'`)
				tests = append(tests, func(n *html.Node) bool {
					switch a[2] {
					case "=":
						return attribute(n, a[1]) == value
					case "^=":
						return strings.HasPrefix(attribute(n, a[1]), value)
					}
					return hasAttribute(n, a[1])
				})
			}
		}
		out = append(out, func(n *html.Node) bool {
			for _, t := range tests {
				if !t(n) {
					return false
				}
			}
			return true
		})
	}
	return out, nil
}

// find returns the elements below root that the selector chooses, in order.
func (s selector) find(root *html.Node) []*html.Node {
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && s.matches(n) {
			out = append(out, n)
		}
	}
	return out
}

func (s selector) matches(n *html.Node) bool {
	last := len(s) - 1
	if !s[last](n) {
		return false
	}
	for i := last - 1; i >= 0; i-- {
		for n = n.Parent; n != nil && (n.Type != html.ElementNode || !s[i](n)); n = n.Parent {
		}
		if n == nil {
			return false
		}
	}
	return true
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// textOf returns what an element says, with single spaces.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
