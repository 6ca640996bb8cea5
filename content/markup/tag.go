package markup

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// known are the elements whose words Markdown keeps.
var known = strings.Fields(`a abbr acronym address article aside b bdi bdo big blockquote body br caption center cite code col colgroup
	data dd del details dfn dir div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr html i ins kbd label
	legend li main mark menu nav nobr o:p ol p pre q rp rt ruby s samp search section small span strike strong sub summary sup table tbody td
	tfoot th thead time tr tt u ul var wbr`)

// breaking are the known elements that begin a new line.
var breaking = strings.Fields(`address article aside blockquote caption center dd details dir div dl dt fieldset figcaption figure footer
	h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul`)

// wholes are the elements that mean nothing in parts.
var wholes = []string{"dl", "ol", "pre", "table", "ul"}

// elsewhere says of some elements where their matter belongs.
var elsewhere = map[string]string{
	"img":    "; write ![what it shows](file.jpg), with the file beside the text",
	"iframe": "; write a link to it instead", "video": "; write a link to it instead", "audio": "; write a link to it instead",
	"embed": "; write a link to it instead", "object": "; write a link to it instead",
}

// A tag is one of HTML in a text.
type tag struct {
	start, stop int // in the source
	name        string
	closing     bool
	empty       bool // <x/>
	attributes  map[string]string
	raw         string
}

// refused returns why a tag cannot be kept; empty if it can.
func (t tag) refused() string {
	if slices.Contains(known, t.name) {
		return ""
	}
	short := t.raw
	if i := strings.IndexAny(short, " \t\n"); i > 0 {
		short = strings.TrimSuffix(short[:i], ">") + ">"
	}
	if to, ok := elsewhere[t.name]; ok {
		return short + " is not shown" + to
	}
	if strings.ContainsAny(t.name, "!?") || t.attributes == nil && !t.closing || slices.Contains([]string{"script", "style", "form", "input", "button", "svg", "link", "meta", "select", "textarea", "canvas"}, t.name) {
		return short + " is not shown; take it out"
	}
	return short + ` is not shown; if these words are meant, write \` + short
}

// eachTag calls do for each tag of a part of the source that begins at start.
func eachTag(raw []byte, start int, do func(tag)) {
	z := html.NewTokenizer(bytes.NewReader(raw))
	for at := start; ; {
		kind := z.Next()
		n := len(z.Raw())
		if kind == html.ErrorToken {
			// What is cut off is no tag to anyone, and shown by nobody.
			if left := raw[at-start:]; bytes.HasPrefix(left, []byte("<")) && len(left) > 1 {
				do(tag{start: at, stop: start + len(raw), name: "!", raw: string(left[:min(len(left), 20)])})
			}
			return
		}
		t := tag{start: at, stop: at + n, raw: string(z.Raw())}
		at += n
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			token := z.Token()
			t.name, t.closing, t.empty = token.Data, kind == html.EndTagToken, kind == html.SelfClosingTagToken
			t.attributes = make(map[string]string)
			for _, a := range token.Attr {
				t.attributes[a.Key] = a.Val
			}
			do(t)
		case html.DoctypeToken:
			t.name = "!"
			do(t)
		case html.CommentToken:
			if !strings.HasPrefix(t.raw, "<!--") {
				t.name = "!"
				do(t)
			}
		}
	}
}

// opened are the elements that are open and mean nothing in parts.
type opened []tag

// read goes on with a part of the source.
func (o *opened) read(raw []byte, start int) {
	eachTag(raw, start, func(t tag) {
		switch n := len(*o); {
		case !slices.Contains(wholes, t.name) || t.empty:
		case !t.closing:
			*o = append(*o, t)
		case n > 0 && (*o)[n-1].name == t.name:
			*o = (*o)[:n-1]
		}
	})
}

// tags settles the tags within the words of one block.
type tags struct {
	*settling
	block       ast.Node
	start, stop int
	top         bool  // a paragraph that is in no list or quote
	flat        bool  // there can be no second line
	open        []tag // not closed so far
}

// marks are what Markdown has for elements.
var markOfElement = map[string]string{
	"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "dfn": "*", "s": "~~", "strike": "~~", "del": "~~",
	"code": "`", "tt": "`", "kbd": "`", "samp": "`", "var": "`",
}

// raw settles one tag.
func (t *tags) raw(start, stop int) {
	raw := t.source[start:stop]
	if bytes.HasPrefix(raw, []byte("<!--")) {
		return // nobody means a comment to be seen
	}
	var here tag
	eachTag(raw, start, func(x tag) { here = x })
	here.start, here.stop, here.raw = start, stop, string(raw)
	if here.name == "" {
		here.name = "!"
	}
	if !t.keeps(here) {
		return
	}
	switch {
	case here.name == "br":
		t.newLine(here)
	case slices.Contains(breaking, here.name):
		t.boundary(here)
	case here.empty:
		t.edit(start, stop, "")
	case !here.closing:
		t.open = append(t.open, here)
	default:
		t.close(here)
	}
}

// close settles an element with the tag that closes it.
func (t *tags) close(end tag) {
	i := len(t.open) - 1
	for ; i >= 0 && t.open[i].name != end.name; i-- {
	}
	if i < 0 {
		t.edit(end.start, end.stop, "")
		return
	}
	begin := t.open[i]
	for _, x := range t.open[i+1:] { // never closed
		t.edit(x.start, x.stop, "")
	}
	t.open = t.open[:i]
	inner := string(t.source[begin.stop:end.start])
	head, tail := "", ""
	switch name := begin.name; {
	case strings.TrimSpace(inner) == "":
	case name == "a" && begin.attributes["href"] != "":
		if to, ok := t.href(begin); ok {
			head, tail = "[", "]("+to+")"
		}
	case name == "q":
		head, tail = "„", "“"
	case (name == "sup" || name == "sub") && !strings.ContainsAny(inner, "<"):
		t.edit(begin.start, end.stop, raised(inner, name == "sup"))
		return
	case t.languageOf(begin) != "":
		if strings.ContainsAny(inner, "<*[]`\n") || len(inner) > maxSpan {
			t.remark(begin.start, "the language of these words cannot be kept; mark them as [words]{lang=%s}", t.languageOf(begin))
			return
		}
		head, tail = "[", "]{lang="+t.languageOf(begin)+"}"
	case markOfElement[name] == "`":
		if !strings.ContainsAny(inner, "<`") {
			head, tail = "`", "`"
		}
	default:
		head = markOfElement[name]
		tail = head
	}
	left := len(inner) - len(strings.TrimLeft(inner, " \t\n"))
	right := len(inner) - len(strings.TrimRight(inner, " \t\n"))
	if strings.ContainsAny(head, "*~") && !(flanked(t.before(begin.start), t.after(begin.stop+left)) && flanked(t.after(end.stop), t.before(end.start-right))) {
		head, tail = "", ""
	}
	if head == "" || left+right > len(inner) {
		t.edit(begin.start, begin.stop, "")
		t.edit(end.start, end.stop, "")
		return
	}
	t.edit(begin.start, begin.stop+left, inner[:left]+head)
	t.edit(end.start-right, end.stop, tail+inner[len(inner)-right:])
}

// languageOf returns the language in which an element says that its words are;
// empty if it is German, or says nothing.
func (t *tags) languageOf(x tag) string {
	for _, key := range []string{"lang", "xml:lang"} {
		if l, ok := pastedLanguage(x.attributes[key]); ok {
			return l
		}
	}
	return ""
}

// around returns the part of the source that a tag is with the spaces around it.
func (t *tags) around(x tag) (start, stop int) {
	start, stop = x.start, x.stop
	for start > t.start && strings.ContainsRune(" \t", rune(t.source[start-1])) {
		start--
	}
	for stop < t.stop && strings.ContainsRune(" \t", rune(t.source[stop])) {
		stop++
	}
	return start, stop
}

// newLine puts a line break where the element is.
func (t *tags) newLine(x tag) {
	start, stop := t.around(x)
	rest := bytes.TrimSpace(t.source[stop:max(stop, t.stop)])
	switch {
	case len(rest) == 0 || start == t.start: // there is nothing to part
		t.edit(start, stop, "")
	case t.flat:
		t.edit(start, stop, " ")
	case t.source[stop] == '\n':
		t.edit(start, stop, `\`)
	default:
		t.edit(start, stop, "\\\n"+t.indent(t.start))
	}
}

// boundary ends a paragraph where an element begins or ends one.
func (t *tags) boundary(x tag) {
	start, stop := t.around(x)
	if t.top && start > t.start && len(bytes.TrimSpace(t.source[stop:max(stop, t.stop)])) > 0 {
		t.edit(start, stop, "\n\n")
		return
	}
	t.edit(start, stop, " ")
}
