package sheet

import (
	"bytes"
	"fmt"
	"sort"

	"codeberg.org/go-pdf/fpdf"
	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/dejavu/dejavusanscondensedbold"

	"vielfalt/calendar"
	"vielfalt/themes"
	"vielfalt/themes/locale"
)

// Paper is a size of paper.
type Paper string

// The sizes.
const (
	A4 Paper = "a4"
	A3 Paper = "a3"
	A2 Paper = "a2"
)

// Papers lists the sizes in the order in which pages offer them.
func Papers() []Paper { return []Paper{A4, A3, A2} }

// Options are what a sheet needs in addition to the page it shows.
type Options struct {
	Printer *locale.Printer
	Paper   Paper
	// Address is the absolute address of the current state.
	Address string
}

// Measures in millimetres.
const (
	margin  = 10.0
	point   = 25.4 / 72 // a point of type
	leading = 1.2       // from line to line, in type sizes
)

// A document is a sheet in the making: a pen with fonts, and the tree of tags.
type document struct {
	*fpdf.Fpdf
	tags  tree
	words *locale.Printer
	// tradition names a tradition by its id
	tradition func(id string) string
	// how much room there is for the sheet
	width, height float64
	title         string
	widths        map[string]float64 // of words, at a size of one point
}

// newDocument begins a document in landscape. tradition names a tradition by its
// id.
func newDocument(b *themes.Base, tradition func(id string) string, o Options) *document {
	d := &document{Fpdf: fpdf.New("L", "mm", string(o.Paper), ""), words: o.Printer, tradition: tradition, title: b.Title, widths: make(map[string]float64)}
	d.AddUTF8FontFromBytes("sans", "", dejavusanscondensed.TTF)
	d.AddUTF8FontFromBytes("sans", "B", dejavusanscondensedbold.TTF)
	asOf := b.Today().At(0, 0, calendar.Berlin)
	d.SetCatalogSort(true)
	d.SetCreationDate(asOf)
	d.SetModificationDate(asOf)
	d.SetTitle(b.Title+" – "+b.Site.Name, true)
	d.SetAuthor(b.Site.Authority, true)
	d.SetCreator("Vielfalt", true)
	d.SetLang(o.Printer.Lang)
	d.SetMargins(margin, margin, margin)
	d.SetCellMargin(0)
	d.SetAutoPageBreak(false, 0)
	d.tags.begin()
	return d
}

// element draws text under its own tag; scope is that of a table head.
func (d *document) element(role, scope string, draw func()) {
	d.open(role, scope)
	d.content(role, draw)
	d.close()
}

// spoken draws text under its own tag, which is read out as other words.
func (d *document) spoken(role, words string, draw func()) {
	d.open(role, "")
	d.tags.alternate(words)
	d.content(role, draw)
	d.close()
}

func (d *document) open(role, scope string) { d.tags.open(role, scope) }
func (d *document) close()                  { d.tags.close() }

// content draws what belongs to the tag that is open.
func (d *document) content(role string, draw func()) {
	d.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC\n", role, d.tags.content(d.PageNo())))
	draw()
	d.RawWriteStr("EMC\n")
}

// artifact draws what is not to be read out: lines, colours, and what was read
// before.
func (d *document) artifact(draw func()) {
	d.RawWriteStr("/Artifact BMC\n")
	draw()
	d.RawWriteStr("EMC\n")
}

// text writes a line whose top left corner is x, y.
func (d *document) text(x, y, size float64, style, s string) {
	d.SetFont("sans", style, size)
	d.Text(x, y+size*point, s)
}

// lines breaks text into lines of the given width.
func (d *document) lines(s string, width, size float64, style string) []string {
	d.SetFont("sans", style, size)
	return d.SplitText(s, width)
}

// height returns the height of lines in a type size, in millimetres.
func height(lines int, size float64) float64 { return float64(lines) * size * point * leading }

// fit returns the largest type size between two bounds at which something fits,
// to a quarter of a point, or the lower bound. What fits at a size must fit at
// smaller ones.
func fit(largest, least float64, fits func(size float64) bool) float64 {
	const step = 0.25
	n := int((largest-least)/step) + 1
	return max(least, largest-step*float64(sort.Search(n, func(i int) bool { return fits(largest - step*float64(i)) })))
}

// bytes returns the finished document.
func (d *document) bytes() ([]byte, error) {
	var b bytes.Buffer
	if err := d.Output(&b); err != nil {
		return nil, fmt.Errorf("draw %q: %w", d.title, err)
	}
	return d.tags.write(b.Bytes())
}
