package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A tree is the logical structure of a document (ISO 32000-1, 14.7 and 14.8).
// The drawing library does not know about it: marks are written between what it
// draws, and the tree is added to the finished file as an incremental update.
type tree struct {
	root  *element
	stack []*element
	pages [][]*element // by page, the element that each number of marked content belongs to
}

// An element is a tag with its contents.
type element struct {
	role, scope string
	// attributes are further entries of its dictionary, as in the file.
	attributes string
	parent     *element
	kids       []any // *element or mark
	object     int   // number in the file
}

// A mark is a piece of marked content.
type mark struct{ page, number int }

func (t *tree) begin() {
	t.root = &element{role: "Document"}
	t.stack = []*element{t.root}
}

func (t *tree) page() { t.pages = append(t.pages, nil) }

func (t *tree) open(role, scope string) {
	top := t.stack[len(t.stack)-1]
	e := &element{role: role, scope: scope, parent: top}
	top.kids = append(top.kids, e)
	t.stack = append(t.stack, e)
}

// alternate has the open element read out as text, in place of what is drawn.
func (t *tree) alternate(text string) {
	e := t.stack[len(t.stack)-1]
	if e.role == "Figure" {
		e.attributes += " /Alt " + textString(text)
	} else {
		e.attributes += " /ActualText " + textString(text)
	}
}

// language says in which language the open element is.
func (t *tree) language(tag string) {
	t.stack[len(t.stack)-1].attributes += " /Lang (" + tag + ")"
}

// textString writes text as the file format does (ISO 32000-1, 7.9.2.2), in
// hexadecimal, so that nothing needs to be escaped.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}

func (t *tree) close() { t.stack = t.stack[:len(t.stack)-1] }

// content adds a piece of content on a page, counted from 1, to the open
// element and returns its number on that page.
func (t *tree) content(page int) int {
	e := t.stack[len(t.stack)-1]
	n := len(t.pages[page-1])
	t.pages[page-1] = append(t.pages[page-1], e)
	e.kids = append(e.kids, mark{page, n})
	return n
}

var (
	trailer    = regexp.MustCompile(`trailer\s*<<\s*/Size (\d+)\s*/Root (\d+) 0 R\s*/Info (\d+) 0 R`)
	startXref  = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	pageObject = regexp.MustCompile(`(?m)^(\d+) 0 obj\s*<</Type /Page\s`)
)

// write returns the file with the tree added.
func (t *tree) write(pdf []byte) ([]byte, error) {
	end, last := trailer.FindSubmatch(pdf), startXref.FindSubmatch(pdf)
	pages := pageObject.FindAllSubmatchIndex(pdf, -1)
	if end == nil || last == nil || len(pages) != len(t.pages) {
		return nil, errors.New("tags: the file is not as the writer of PDF used to make it")
	}
	size, catalog := number(end[1]), number(end[2])
	u := update{out: bytes.NewBuffer(bytes.Replace(pdf, []byte("%PDF-1.3"), []byte("%PDF-1.7"), 1)), next: size}
	u.out.WriteByte('\n')

	pageNumbers := make([]int, len(pages))
	for i, at := range pages {
		pageNumbers[i] = number(pdf[at[2]:at[3]])
		if err := u.extend(pdf, pageNumbers[i], fmt.Sprintf("/StructParents %d /Tabs /S", i)); err != nil {
			return nil, err
		}
	}
	treeRoot := u.reserve()
	number := func(e *element) { e.object = u.reserve() }
	walk(t.root, number)
	walk(t.root, func(e *element) { u.element(e, treeRoot, pageNumbers) })

	var parents bytes.Buffer
	for i, marks := range t.pages {
		fmt.Fprintf(&parents, "%d [", i)
		for _, e := range marks {
			fmt.Fprintf(&parents, "%d 0 R ", e.object)
		}
		parents.WriteString("]\n")
	}
	u.object(treeRoot, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree <</Nums [%s]>> /ParentTreeNextKey %d>>", t.root.object, parents.String(), len(pages)))
	if err := u.extend(pdf, catalog, fmt.Sprintf("/StructTreeRoot %d 0 R /MarkInfo <</Marked true>> /ViewerPreferences <</DisplayDocTitle true>>", treeRoot)); err != nil {
		return nil, err
	}
	return u.finish(catalog, string(end[3]), string(last[1])), nil
}

func walk(e *element, do func(*element)) {
	do(e)
	for _, k := range e.kids {
		if child, ok := k.(*element); ok {
			walk(child, do)
		}
	}
}

func number(b []byte) int {
	n, _ := strconv.Atoi(string(b)) // digits only
	return n
}

// An update collects the objects of an incremental update (ISO 32000-1, 7.5.6).
type update struct {
	out     *bytes.Buffer
	next    int
	numbers []int
	offsets map[int]int
}

func (u *update) reserve() int {
	u.next++
	return u.next - 1
}

func (u *update) object(n int, body string) {
	if u.offsets == nil {
		u.offsets = make(map[int]int)
	}
	u.numbers = append(u.numbers, n)
	u.offsets[n] = u.out.Len()
	fmt.Fprintf(u.out, "%d 0 obj\n%s\nendobj\n", n, body)
}

// extend rewrites an object of the file with more entries in its dictionary.
func (u *update) extend(pdf []byte, n int, entries string) error {
	head := []byte(fmt.Sprintf("\n%d 0 obj\n", n))
	at := bytes.Index(pdf, head)
	if at < 0 {
		return fmt.Errorf("tags: object %d is missing", n)
	}
	body, _, ok := bytes.Cut(pdf[at+len(head):], []byte("endobj"))
	cut := bytes.LastIndex(body, []byte(">>"))
	if !ok || cut < 0 {
		return fmt.Errorf("tags: object %d is no dictionary", n)
	}
	u.object(n, string(body[:cut])+entries+">>")
	return nil
}

func (u *update) element(e *element, treeRoot int, pages []int) {
	parent := treeRoot
	if e.parent != nil {
		parent = e.parent.object
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "<</Type /StructElem /S /%s /P %d 0 R /K [", e.role, parent)
	for _, k := range e.kids {
		switch k := k.(type) {
		case *element:
			fmt.Fprintf(&b, "%d 0 R ", k.object)
		case mark:
			fmt.Fprintf(&b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pages[k.page-1], k.number)
		}
	}
	b.WriteString("]" + e.attributes)
	if e.scope != "" {
		fmt.Fprintf(&b, " /A <</O /Table /Scope /%s>>", e.scope)
	}
	b.WriteString(">>")
	u.object(e.object, b.String())
}

// finish writes the cross-reference table of the new objects.
func (u *update) finish(catalog int, info, previous string) []byte {
	at := u.out.Len()
	u.out.WriteString("xref\n")
	for _, n := range u.numbers {
		fmt.Fprintf(u.out, "%d 1\n%010d 00000 n \n", n, u.offsets[n])
	}
	fmt.Fprintf(u.out, "trailer\n<</Size %d /Root %d 0 R /Info %s 0 R /Prev %s>>\nstartxref\n%d\n%%%%EOF\n", u.next, catalog, info, previous, at)
	return u.out.Bytes()
}
