package pdftext

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
)

// Gaps relative to the size of the type. Wider than wordGap is a space between
// words; within what one operator draws only wider than columnGap, if the page has
// glyphs for its spaces: kerning moves Latin letters, too.
const (
	wordGap   = 0.12
	columnGap = 1.0
	// sameBaseline is by how much the letters of a word may differ in height.
	sameBaseline = 0.1
	// Height above and depth below the baseline that every font is taken to have.
	ascent, descent = 0.93, 0.22
)

// mostForms is how deep forms may hold each other.
const mostForms = 8

// A matrix maps points: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

// after returns the matrix that maps by m first and then by n.
func (m matrix) after(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) point(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// A glyph is what a font draws for a code: a letter, several of them, or a space.
type glyph struct {
	text string
	box
	x, y       float64 // where it begins on its baseline
	endX, endY float64 // where the next one would begin
	size       float64 // of the type, points
	guessed    bool    // its width is not known
	run        *run
}

// A run is what one operator draws.
type run struct{ x, y float64 }

// writeWords writes the words of every page, as pdftotext -bbox does. A page that
// cannot be read ends where that is so; if none can be, that is an error.
func writeWords(pages []pdf.Value, to io.Writer) error {
	out := bufio.NewWriter(to)
	c := canvas{faces: make(map[string]*face)}
	failed := 0
	for _, page := range pages {
		c.glyphs, c.replaced = c.glyphs[:0], nil
		err := guard(func() error { c.page(page); return nil })
		if err != nil && len(c.glyphs) == 0 {
			failed++
		}
		if failed == len(pages) {
			return err
		}
		// What cannot be written is told at the end.
		fmt.Fprintf(out, "<page width=\"%.2f\" height=\"%.2f\">\n", c.width, c.height)
		for _, w := range words(c.glyphs) {
			fmt.Fprintf(out, "<word xMin=\"%.2f\" yMin=\"%.2f\" xMax=\"%.2f\" yMax=\"%.2f\">", w.x0, w.y0, w.x1, w.y1)
			_ = xml.EscapeText(out, []byte(w.text))
			io.WriteString(out, "</word>\n")
		}
		io.WriteString(out, "</page>\n")
	}
	return out.Flush()
}

// words puts glyphs together, with the letters of each word as they are seen.
func words(glyphs []glyph) []word {
	spaces := 0
	for _, g := range glyphs {
		if blank(g.text) {
			spaces++
		}
	}
	gap := wordGap
	if spaces*20 > len(glyphs) {
		gap = columnGap
	}
	var out []word
	var current []glyph
	end := func() {
		if len(current) > 0 {
			out = append(out, wordOf(current))
		}
		current = current[:0]
	}
	left := 0.0    // where the current word begins
	var last glyph // of the current word, other than marks on letters
	for _, g := range glyphs {
		if blank(g.text) {
			end()
			continue
		}
		// A word whose width was guessed too great ends before the next one.
		if n := len(out) - 1; n >= 0 && len(current) == 0 && last.guessed && g.x > last.run.x && math.Abs(g.y-last.y) < sameBaseline*g.size {
			out[n].x1 = max(out[n].x0, min(out[n].x1, g.box.x0-guessedWidth(" ")*g.size))
		}
		if len(current) > 0 && !belongs(last, g, left, gap) {
			end()
		}
		if len(current) == 0 {
			left, last = g.x, g
		}
		if !mark(g.text) {
			left, last = min(left, g.x), g
		}
		current = append(current, g)
	}
	end()
	return out
}

// belongs reports whether a glyph belongs to the same word as the last one. gap is
// how far apart glyphs of one operator may be; left is where the word begins.
func belongs(last, g glyph, left, gap float64) bool {
	if mark(last.text) || mark(g.text) {
		return math.Hypot(g.x-last.x, g.y-last.y) < g.size
	}
	if strings.ContainsFunc(last.text+g.text, rightToLeft) {
		gap = wordGap
		// Some programs draw letters in the order in which they are read.
		if math.Abs(left-g.endX) < wordGap*g.size && math.Abs(g.y-last.y) < sameBaseline*g.size {
			return true
		}
	}
	if g.run != last.run {
		gap = wordGap
	}
	return follows(last, g, gap)
}

// mark reports whether a glyph is a mark on a letter.
func mark(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Mn, r) })
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// follows reports whether a glyph belongs to the same word as the last one, which
// may be turned.
func follows(last, g glyph, gap float64) bool {
	length := math.Hypot(last.endX-last.x, last.endY-last.y)
	ux, uy := 1.0, 0.0 // the direction of writing
	if length > 0 {
		ux, uy = (last.endX-last.x)/length, (last.endY-last.y)/length
	}
	dx, dy := g.x-last.endX, g.y-last.endY
	along, across := dx*ux+dy*uy, math.Abs(dx*uy-dy*ux)
	if across > sameBaseline*g.size || along > gap*g.size {
		return false
	}
	if last.guessed && g.run != last.run {
		return g.x > last.run.x
	}
	return along > -g.size/2
}

// wordOf returns the word of some glyphs, in the order in which they are seen.
func wordOf(glyphs []glyph) word {
	w := word{box: glyphs[0].box}
	begin := w.x0
	rtl, backwards := false, false
	var first *glyph // that is no mark
	for i, g := range glyphs {
		w.box = w.box.with(g.box)
		rtl = rtl || strings.ContainsFunc(g.text, rightToLeft)
		if mark(g.text) {
			continue
		}
		if first == nil {
			first = &glyphs[i]
		}
		backwards = backwards || g.x < first.x
	}
	if rtl && backwards {
		turnBack(glyphs)
	}
	if glyphs[0].guessed {
		w.x0 = begin
	}
	var b strings.Builder
	for _, g := range glyphs {
		letters := []rune(g.text)
		if len(letters) > 1 && slices.ContainsFunc(letters, rightToLeft) {
			slices.Reverse(letters) // a ligature
		}
		b.WriteString(string(letters))
	}
	w.text = b.String()
	return w
}

// turnBack puts glyphs that are drawn in the order in which they are read into the
// one in which they are seen, with marks before the letters that they belong to, as
// programs do that draw from left to right.
func turnBack(glyphs []glyph) {
	x := glyphs[0].x // of the last letter
	for i := range glyphs {
		if !mark(glyphs[i].text) {
			x = glyphs[i].x
		}
		glyphs[i].x = x
	}
	slices.SortStableFunc(glyphs, func(a, b glyph) int {
		if a.x == b.x && mark(a.text) != mark(b.text) {
			if mark(a.text) {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.x, b.x)
	})
}

// A canvas is a page while it is drawn.
type canvas struct {
	width, height float64
	glyphs        []glyph
	faces         map[string]*face // by how they are written in the file
	replaced      []replacement    // marked content that is open
}

// A replacement is marked content, which may say what its glyphs mean.
type replacement struct {
	text  string
	given bool
	first int // glyph
}

// graphics is the state of drawing that can be saved and restored.
type graphics struct {
	ctm                               matrix
	face                              *face
	size, letters, words, scale, rise float64
	leading                           float64
}

// page draws a page, upright and with y running down.
func (c *canvas) page(v pdf.Value) {
	area := inherited(v, "CropBox")
	if area.Len() != 4 {
		area = inherited(v, "MediaBox")
	}
	x0, y0, x1, y1 := area.Index(0).Float64(), area.Index(1).Float64(), area.Index(2).Float64(), area.Index(3).Float64()
	if area.Len() != 4 {
		x1, y1 = 612, 792 // Letter, as usual
	}
	x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
	c.width, c.height = x1-x0, y1-y0
	var ctm matrix
	switch (inherited(v, "Rotate").Int64()%360 + 360) % 360 {
	case 90:
		ctm = matrix{0, 1, 1, 0, -y0, -x0}
		c.width, c.height = c.height, c.width
	case 180:
		ctm = matrix{-1, 0, 0, 1, x1, -y0}
	case 270:
		ctm = matrix{0, -1, -1, 0, y1, x1}
		c.width, c.height = c.height, c.width
	default:
		ctm = matrix{1, 0, 0, -1, -x0, y1}
	}
	if contents := v.Key("Contents"); !contents.IsNull() {
		c.draw(contents, inherited(v, "Resources"), graphics{ctm: ctm, scale: 1}, 0)
	}
}

// inherited returns what a page or those it is part of say.
func inherited(v pdf.Value, key string) pdf.Value {
	const deepest = 100
	for range deepest {
		if found := v.Key(key); !found.IsNull() {
			return found
		}
		if v = v.Key("Parent"); v.IsNull() {
			break
		}
	}
	return pdf.Value{}
}

// draw draws a content stream: the operators of PDF 32000-1, 9.4 and what they
// depend on.
func (c *canvas) draw(stream, resources pdf.Value, g graphics, depth int) {
	var saved []graphics
	fonts := make(map[string]*face) // of this stream, by name
	var text, line matrix
	identity := matrix{a: 1, d: 1}
	text, line = identity, identity
	move := func(x, y float64) {
		line = matrix{1, 0, 0, 1, x, y}.after(line)
		text = line
	}
	show := func(r *run, s string) {
		if g.face == nil {
			return
		}
		for _, code := range g.face.codes(s) {
			t, width, known := g.face.glyph(code)
			m := matrix{g.size * g.scale, 0, 0, g.size, 0, g.rise}.after(text).after(g.ctm)
			gl := glyph{text: t, run: r, guessed: !known, size: math.Hypot(m.c, m.d)}
			gl.x, gl.y = m.point(0, 0)
			gl.endX, gl.endY = m.point(width, 0)
			gl.box = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
			for _, corner := range [][2]float64{{0, -descent}, {0, ascent}, {width, -descent}, {width, ascent}} {
				x, y := m.point(corner[0], corner[1])
				gl.box = gl.box.with(box{x, y, x, y})
			}
			if *r == (run{}) {
				*r = run{gl.x, gl.y}
			}
			if t != "" {
				c.glyphs = append(c.glyphs, gl)
			}
			tx := width*g.size + g.letters
			if code == " " {
				tx += g.words
			}
			text = matrix{1, 0, 0, 1, tx * g.scale, 0}.after(text)
		}
	}
	pdf.Interpret(stream, func(stk *pdf.Stack, op string) {
		args := make([]pdf.Value, stk.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stk.Pop()
		}
		arg := func(i int) pdf.Value {
			if i < len(args) {
				return args[i]
			}
			return pdf.Value{}
		}
		number := func(i int) float64 { return arg(i).Float64() }
		six := func() matrix { return matrix{number(0), number(1), number(2), number(3), number(4), number(5)} }
		switch op {
		case "q":
			saved = append(saved, g)
		case "Q":
			if n := len(saved) - 1; n >= 0 {
				g, saved = saved[n], saved[:n]
			}
		case "cm":
			g.ctm = six().after(g.ctm)
		case "BT":
			text, line = identity, identity
		case "Tf":
			name := arg(0).Name()
			f, ok := fonts[name]
			if !ok {
				f = c.face(resources.Key("Font").Key(name))
				fonts[name] = f
			}
			g.face = f
			g.size = number(1)
		case "Tc":
			g.letters = number(0)
		case "Tw":
			g.words = number(0)
		case "Tz":
			g.scale = number(0) / 100
		case "TL":
			g.leading = number(0)
		case "Ts":
			g.rise = number(0)
		case "Tm":
			line = six()
			text = line
		case "TD":
			g.leading = -number(1)
			move(number(0), number(1))
		case "Td":
			move(number(0), number(1))
		case "T*":
			move(0, -g.leading)
		case "Tj":
			show(new(run), arg(0).RawString())
		case "'":
			move(0, -g.leading)
			show(new(run), arg(0).RawString())
		case "\"":
			g.words, g.letters = number(0), number(1)
			move(0, -g.leading)
			show(new(run), arg(2).RawString())
		case "TJ":
			r := new(run)
			for i := range arg(0).Len() {
				if v := arg(0).Index(i); v.Kind() == pdf.String {
					show(r, v.RawString())
				} else {
					text = matrix{1, 0, 0, 1, -v.Float64() / 1000 * g.size * g.scale, 0}.after(text)
				}
			}
		case "BMC", "BDC":
			c.begin(arg(1), resources)
		case "EMC":
			c.end()
		case "Do":
			form := resources.Key("XObject").Key(arg(0).Name())
			if form.Key("Subtype").Name() != "Form" || depth == mostForms {
				break
			}
			inner := g
			if m := form.Key("Matrix"); m.Len() == 6 {
				n := func(i int) float64 { return m.Index(i).Float64() }
				inner.ctm = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}.after(g.ctm)
			}
			own := form.Key("Resources")
			if own.IsNull() {
				own = resources
			}
			c.draw(form, own, inner, depth+1)
		}
	})
}

// begin notes that marked content begins.
func (c *canvas) begin(properties, resources pdf.Value) {
	if properties.Kind() == pdf.Name {
		properties = resources.Key("Properties").Key(properties.Name())
	}
	actual := properties.Key("ActualText")
	c.replaced = append(c.replaced, replacement{text: actual.Text(), given: actual.Kind() == pdf.String, first: len(c.glyphs)})
}

// end puts what marked content says its glyphs mean in their place.
func (c *canvas) end() {
	n := len(c.replaced) - 1
	if n < 0 {
		return
	}
	m := c.replaced[n]
	c.replaced = c.replaced[:n]
	if !m.given || m.first >= len(c.glyphs) {
		return
	}
	all := c.glyphs[m.first:]
	one := all[0]
	for _, g := range all {
		one.box = one.box.with(g.box)
	}
	one.text, one.endX, one.endY = m.text, all[len(all)-1].endX, all[len(all)-1].endY
	c.glyphs = c.glyphs[:m.first]
	if one.text != "" {
		c.glyphs = append(c.glyphs, one)
	}
}
