package office

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// words gathers the words of a paragraph.
type words struct {
	*word
	runs []Run
	link string // of the element that the words are in
}

// element reads what stands in a paragraph.
func (x *words) element(e *element) error {
	switch e.name() {
	case "r":
		return x.run(e)
	case "hyperlink":
		outer := x.link
		x.link = x.links[e.attr("id")]
		err := e.each(x.element, nil)
		x.link = outer
		return err
	case "ins", "moveTo":
		x.count(leftInserted)
		return e.each(x.element, nil)
	case "del", "moveFrom":
		x.count(leftDeleted)
	case "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo":
		return e.each(x.element, nil)
	case "fldSimple":
		x.fields = append(x.fields, field{e.attr("instr"), true})
		err := e.each(x.element, nil)
		x.fields = x.fields[:len(x.fields)-1]
		return err
	case "oMath", "oMathPara":
		s, err := e.text()
		x.count(leftFormula)
		x.runs = append(x.runs, Run{Text: s})
		return cmp.Or(err, x.spend(len(s)))
	}
	return nil
}

// A field is something that Word fills in: a link, the number of a page.
type field struct {
	instruction string
	result      bool // what follows is its result
}

// Limits of fields.
const (
	maxFields      = 50   // open within each other
	maxInstruction = 4096 // bytes of what one does
)

var hyperlink = regexp.MustCompile(`(?i)^\s*HYPERLINK\s+"([^"]*)"`)

// target returns where the words lead: by the element that they are in, or the
// innermost field that is a link.
func (x *words) target() string {
	if x.link != "" {
		return x.link
	}
	for _, f := range slices.Backward(x.fields) {
		if m := hyperlink.FindStringSubmatch(f.instruction); m != nil {
			return m[1]
		}
	}
	return ""
}

// mark follows the beginning, the result and the end of a field.
func (x *words) mark(kind string) error {
	n := len(x.fields)
	switch {
	case kind == "begin" && n >= maxFields:
		return errDeep
	case kind == "begin":
		x.fields = append(x.fields, field{})
	case kind == "separate" && n > 0:
		x.fields[n-1].result = true
	case kind == "end" && n > 0:
		x.fields = x.fields[:n-1]
	}
	return nil
}

// run reads words of one form.
func (x *words) run(e *element) error {
	var form Run
	hidden := false
	say := func(text string) error {
		if n := len(x.fields); n > 0 && !x.fields[n-1].result || text == "" {
			return nil
		}
		if hidden {
			if strings.TrimSpace(text) != "" {
				x.count(leftHidden)
			}
			return nil
		}
		r := form
		r.Text, r.Link = text, x.target()
		x.runs = append(x.runs, r)
		return x.spend(len(text))
	}
	var within func(*element) error
	within = func(i *element) error {
		switch i.name() {
		case "rPr":
			return x.form(i, &form, &hidden)
		case "t":
			s, err := i.text()
			if err != nil {
				return err
			}
			return say(s)
		case "tab", "ptab":
			return say(" ")
		case "br", "cr":
			if kind := i.attr("type"); kind == "" || kind == "textWrapping" {
				return say("\n")
			}
		case "noBreakHyphen":
			return say("\u2011")
		case "softHyphen":
			return say("\u00ad")
		case "sym":
			return say(x.symbol(i))
		case "fldChar":
			return x.mark(i.attr("fldCharType"))
		case "instrText":
			s, err := i.text()
			if n := len(x.fields); n > 0 && len(x.fields[n-1].instruction) < maxInstruction {
				x.fields[n-1].instruction += s
			}
			return cmp.Or(err, x.spend(len(s)))
		case "footnoteReference", "endnoteReference":
			x.note(strings.TrimSuffix(i.name(), "Reference") + i.attr("id"))
		case "commentReference":
			x.count(leftComment)
		case "delText":
			x.count(leftDeleted)
		case "ruby", "rubyBase":
			return i.each(within, nil)
		case "r": // the words in a ruby
			return x.run(i)
		case "AlternateContent": // the same for newer and for older programs
			first := true
			return i.each(func(c *element) error {
				if !first {
					return nil
				}
				first = false
				return c.each(within, nil)
			}, nil)
		case "drawing", "pict", "object":
			return x.drawing(i)
		}
		return nil
	}
	return e.each(within, nil)
}

// form reads the form of words.
func (x *words) form(e *element, form *Run, hidden *bool) error {
	rightToLeft, bidi := false, ""
	err := e.each(func(p *element) error {
		switch p.name() {
		case "rStyle":
			x.chain(p.attr("val"), func(s wordStyle) bool {
				form.Bold = form.Bold || s.bold || s.name == "strong" || s.name == "fett"
				form.Italic = form.Italic || s.italic || s.name == "emphasis" || s.name == "hervorhebung"
				return false
			})
		case "b":
			form.Bold = p.on()
		case "i":
			form.Italic = p.on()
		case "strike", "dstrike":
			form.Strike = p.on()
		case "vanish":
			*hidden = p.on()
		case "vertAlign":
			form.Raised, form.Lowered = p.attr("val") == "superscript", p.attr("val") == "subscript"
		case "position":
			n, _ := strconv.Atoi(p.attr("val"))
			form.Raised, form.Lowered = n > 0, n < 0
		case "lang":
			form.Lang, bidi = primary(p.attr("val")), primary(p.attr("bidi"))
		case "rtl":
			rightToLeft = p.on()
		}
		return nil
	}, nil)
	if rightToLeft && bidi != "" { // it has a language of its own for each direction
		form.Lang = bidi
	}
	return err
}

// note puts the sign of a footnote among the words, and its text to the others.
func (x *words) note(id string) {
	text, ok := x.footnotes[id]
	if !ok {
		return
	}
	delete(x.footnotes, id)
	x.notes = append(x.notes, text)
	x.runs = append(x.runs, Run{Text: strconv.Itoa(len(x.notes)), Raised: true})
}

// symbols are signs of fonts that have other ones in place of letters.
var symbols = map[string]string{
	"wingdings F0FC": "✓", "wingdings F0FE": "☑", "wingdings F0A8": "☐", "wingdings F06F": "☐", "wingdings F0E0": "→", "wingdings F0DF": "←", "wingdings F0A7": "▪",
	"wingdings F04A": "☺", "wingdings F028": "☎", "wingdings F02A": "✉", "wingdings F0D8": "➢", "symbol F0B7": "•", "symbol F0AE": "→", "symbol F0B0": "°", "symbol F0B4": "×",
	"symbol F0A3": "≤", "symbol F0B3": "≥", "symbol F062": "β", "symbol F061": "α", "symbol F06D": "µ", "symbol F057": "Ω",
}

// symbol reads a sign of a font; empty if nobody knows it.
func (x *words) symbol(e *element) string {
	code := strings.ToUpper(e.attr("char"))
	if s, ok := symbols[strings.ToLower(e.attr("font"))+" "+code]; ok {
		return s
	}
	n, err := strconv.ParseUint(code, 16, 16)
	if err != nil || n < ' ' || n >= 0xd800 && n < 0xf900 {
		x.count(leftSymbol)
		return ""
	}
	return string(rune(n))
}

// drawing reads what is drawn: a picture, a text box, or something else.
func (x *words) drawing(e *element) error {
	name, alternative, known := "", "", false
	var within func(*element) error
	within = func(i *element) error {
		switch i.name() {
		case "docPr":
			name, alternative = i.attr("name"), i.attr("descr")
		case "blip", "imagedata":
			part := x.pictures[cmp.Or(i.attr("embed"), i.attr("id"))]
			if !x.has(part) {
				part = ""
			}
			if !known {
				known = true
				return x.picture(part, name, alternative)
			}
		case "txbxContent":
			blocks, err := x.blocks(i, nil)
			if len(blocks) > 0 {
				x.count(leftBox)
				x.boxes = append(x.boxes, blocks...)
			}
			known = true
			return err
		case "chart", "relIds", "OLEObject":
			if !known {
				x.count(leftObject)
			}
			known = true
		}
		return i.each(within, nil)
	}
	return e.each(within, nil)
}
