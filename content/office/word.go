package office

import (
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// ReadWord reads a .docx of some size (ISO/IEC 29500, either form).
func ReadWord(r io.ReaderAt, size int64) (Text, error) {
	p, err := open(r, size)
	if err != nil {
		return Text{}, err
	}
	w := &word{parts: p, main: "word/document.xml", links: map[string]string{}, pictures: map[string]string{}, styles: map[string]wordStyle{}, ordered: map[string]bool{}, signless: map[string]bool{}, footnotes: map[string][]Block{}}
	steps := []func() error{w.relations, w.core, w.readStyles, w.numbering, w.readNotes, w.body, w.margins}
	for _, step := range steps {
		if err := step(); err != nil {
			return Text{}, err
		}
	}
	return w.finish(w.lang), nil
}

// A word is a .docx being read.
type word struct {
	parts
	writer
	main      string            // the part with the text
	links     map[string]string // by id
	pictures  map[string]string // parts, by id
	margin    []string          // parts of headers and footers
	styles    map[string]wordStyle
	lang      string          // of what names none
	ordered   map[string]bool // "list/level" of lists with numbers
	signless  map[string]bool // and of those with nothing before their items
	footnotes map[string][]Block
	fields    []field // that are open
}

// A wordStyle is a style of paragraphs or of words.
type wordStyle struct {
	name, based  string
	outline      int // from 1; 0 for none
	list         string
	level        int
	bold, italic bool
}

// relations finds the part with the text, and where its links lead.
func (w *word) relations() error {
	each := func(name string, do func(id, kind, target string)) error {
		return w.readIf(name, func(root *element) error {
			return root.each(func(e *element) error {
				do(e.attr("Id"), path.Base(e.attr("Type")), e.attr("Target"))
				return nil
			}, nil)
		})
	}
	err := each("_rels/.rels", func(_, kind, target string) {
		if kind == "officeDocument" {
			w.main = strings.TrimPrefix(path.Clean("/"+target), "/")
		}
	})
	if err != nil {
		return err
	}
	if !w.has(w.main) {
		return errOther
	}
	return each(w.beside("_rels/"+path.Base(w.main)+".rels"), func(id, kind, target string) {
		switch kind {
		case "hyperlink":
			w.links[id] = target
		case "image":
			w.pictures[id] = w.beside(target)
		case "header", "footer":
			w.margin = append(w.margin, w.beside(target))
		}
	})
}

// beside returns the name of a part beside that of the text.
func (w *word) beside(name string) string {
	if whole, ok := strings.CutPrefix(name, "/"); ok {
		return whole
	}
	return path.Join(path.Dir(w.main), name)
}

// core reads what the document says of itself.
func (w *word) core() error {
	return w.readIf("docProps/core.xml", func(root *element) error {
		return root.each(func(e *element) (err error) {
			if e.name() == "title" {
				w.text.Title, err = e.text()
				w.text.Title = strings.Join(strings.Fields(w.text.Title), " ")
			}
			return err
		}, nil)
	})
}

// on reports whether a property that is switched is on.
func (e *element) on() bool {
	v := e.attr("val")
	return v != "0" && v != "false" && v != "off" && v != "none"
}

func (w *word) readStyles() error {
	return w.readIf(w.beside("styles.xml"), func(root *element) error {
		return root.each(func(e *element) error {
			id := e.attr("styleId")
			s := wordStyle{}
			var within func(*element) error
			within = func(p *element) error {
				switch p.name() {
				case "name":
					s.name = strings.ToLower(p.attr("val"))
				case "basedOn":
					s.based = p.attr("val")
				case "outlineLvl":
					s.outline = level(p.attr("val")) + 1
				case "ilvl":
					s.level = level(p.attr("val"))
				case "numId":
					s.list = p.attr("val")
				case "b":
					s.bold = p.on()
				case "i":
					s.italic = p.on()
				case "lang":
					if e.name() == "docDefaults" {
						w.lang = primary(p.attr("val"))
					}
				case "rPrDefault", "pPrDefault", "pPr", "rPr", "numPr":
					return p.each(within, nil)
				}
				return nil
			}
			err := e.each(within, nil)
			if e.name() == "style" && id != "" {
				w.styles[id] = s
			}
			return err
		}, nil)
	})
}

// level reads a level from 0 to 8.
func level(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return min(max(n, 0), 8)
}

// primary returns the language of a tag, without script and country.
func primary(tag string) string {
	lang, _, _ := strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	if lang = strings.ToLower(lang); lang == "x" || len(lang) < 2 || len(lang) > 3 {
		return ""
	}
	return lang
}

// chain calls do with a style and those it is based on, until it returns true.
func (w *word) chain(id string, do func(wordStyle) bool) {
	for range 20 {
		s, ok := w.styles[id]
		if !ok || do(s) {
			return
		}
		id = s.based
	}
}

// numbering learns which lists have numbers, and which have nothing: these go on
// with an item.
func (w *word) numbering() error {
	abstract, signless := map[string]bool{}, map[string]bool{} // "abstract/level"
	return w.readIf(w.beside("numbering.xml"), func(root *element) error {
		return root.each(func(e *element) error {
			switch e.name() {
			case "abstractNum":
				id := e.attr("abstractNumId")
				return e.each(func(l *element) error {
					at := id + "/" + l.attr("ilvl")
					return l.each(func(f *element) error {
						switch f.name() {
						case "numFmt":
							abstract[at] = f.attr("val") != "bullet" && f.attr("val") != "none"
							signless[at] = signless[at] || f.attr("val") == "none"
						case "lvlText":
							signless[at] = signless[at] || strings.TrimSpace(f.attr("val")) == ""
						}
						return nil
					}, nil)
				}, nil)
			case "num":
				id := e.attr("numId")
				return e.each(func(a *element) error {
					for l := range 9 {
						if from, to := a.attr("val")+"/"+strconv.Itoa(l), id+"/"+strconv.Itoa(l); a.name() == "abstractNumId" {
							w.ordered[to], w.signless[to] = abstract[from], signless[from]
						}
					}
					return nil
				}, nil)
			}
			return nil
		}, nil)
	})
}

// readNotes reads the texts of footnotes and endnotes.
func (w *word) readNotes() error {
	for _, kind := range []string{"footnote", "endnote"} {
		err := w.readIf(w.beside(kind+"s.xml"), func(root *element) error {
			return root.each(func(e *element) error {
				if e.attr("type") != "" { // a line above the notes
					return nil
				}
				blocks, err := w.blocks(e, nil)
				w.footnotes[kind+e.attr("id")] = blocks
				return err
			}, nil)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *word) body() error {
	err := w.read(w.main, func(root *element) error {
		return root.each(func(e *element) (err error) {
			if e.name() == "body" {
				w.text.Blocks, err = w.blocks(e, nil)
			}
			return err
		}, nil)
	})
	for _, f := range w.fields {
		if err == nil && !f.result {
			err = Refusal("a field in it has no end, so that its words cannot be told from the text; open it in Word, and save it again")
		}
	}
	return err
}

// margins notes that there are headers or footers with words.
func (w *word) margins() error {
	for _, name := range w.margin {
		words := ""
		err := w.readIf(name, func(root *element) error {
			var within func(*element) error
			within = func(e *element) error {
				if e.name() == "t" && len(words) < 1000 {
					s, err := e.text()
					words += s
					return err
				}
				return e.each(within, nil)
			}
			return within(root)
		})
		if err != nil {
			return err
		}
		if hasLetter.MatchString(pageOf.ReplaceAllString(words, "")) {
			w.count(leftHeader)
			return nil
		}
	}
	return nil
}

var (
	hasLetter = regexp.MustCompile(`\pL`)
	pageOf    = regexp.MustCompile(`(?i)\b(?:seite|page|von|of)\b`)
)

// blocks reads paragraphs and tables. other is called for what is neither; it may be
// nil.
func (w *word) blocks(parent *element, other func(*element) error) (out []Block, err error) {
	put := func(b Block) error {
		n := len(out) - 1
		if b.Kind == Item && w.signless[b.List+"/"+strconv.Itoa(b.Level)] {
			if n >= 0 && out[n].Kind == Item {
				out[n].Runs = append(append(out[n].Runs, Run{Text: "\n"}), b.Runs...)
				return w.add(1)
			}
			b.Kind, b.Level, b.List = Paragraph, 0, ""
		}
		out = append(out, b)
		out = append(out, w.boxes...)
		w.boxes = nil
		return w.add(1)
	}
	var within func(*element) error
	within = func(e *element) error {
		switch e.name() {
		case "p":
			b, keep, err := w.paragraph(e)
			if err != nil {
				return err
			}
			if keep {
				return put(b)
			}
			out = append(out, w.boxes...)
			w.boxes = nil
		case "tbl":
			b, err := w.table(e)
			if err != nil {
				return err
			}
			return put(b)
		case "sdt", "sdtContent", "customXml", "smartTag":
			return w.control(e, within)
		case "ins", "moveTo":
			w.count(leftInserted)
			return e.each(within, nil)
		case "del", "moveFrom":
			w.count(leftDeleted)
		case "altChunk":
			return Refusal(leftEmbedding)
		default:
			if other != nil {
				return other(e)
			}
		}
		return nil
	}
	err = parent.each(within, nil)
	return out, err
}

// control reads a part of the text that Word fills in or checks. A table of
// contents is one, and is left out.
func (w *word) control(e *element, within func(*element) error) error {
	contents := false
	err := e.each(func(i *element) error {
		if i.name() == "sdtPr" {
			return i.each(func(p *element) error {
				return p.each(func(g *element) error {
					contents = contents || g.name() == "docPartGallery" && g.attr("val") == "Table of Contents"
					return nil
				}, nil)
			}, nil)
		}
		if contents {
			return nil
		}
		return within(i)
	}, nil)
	if contents {
		w.count(leftContents)
	}
	return err
}

// paragraph reads a paragraph, and reports whether it says anything.
func (w *word) paragraph(e *element) (b Block, keep bool, err error) {
	style, list, depth, outline := "", "", -1, -1
	x := &words{word: w}
	err = e.each(func(i *element) error {
		if i.name() != "pPr" {
			return x.element(i)
		}
		return i.each(func(p *element) error {
			switch p.name() {
			case "pStyle":
				style = p.attr("val")
			case "outlineLvl":
				outline = level(p.attr("val"))
				if p.attr("val") == "9" { // body text
					outline = -1
				}
			case "numPr":
				return p.each(func(n *element) error {
					switch n.name() {
					case "ilvl":
						depth = level(n.attr("val"))
					case "numId":
						list = n.attr("val")
					}
					return nil
				}, nil)
			}
			return nil
		}, nil)
	}, nil)
	if err != nil {
		return b, false, err
	}
	b.Runs = joined(x.runs)
	w.tally(b.Runs)
	contents, family := false, ""
	w.chain(style, func(s wordStyle) bool {
		n, isHeading := headingOf(s.name)
		switch {
		case s.name == "title" || s.name == "titel":
			b.Kind, b.Level = Title, 1
		case isHeading:
			b.Kind, b.Level = Heading, n
		case strings.HasPrefix(s.name, "toc ") || strings.HasPrefix(s.name, "verzeichnis "):
			contents = true
		case isQuote(s.name):
			b.Kind = Quote
		case s.outline > 0:
			b.Kind, b.Level = Heading, s.outline
		}
		if list == "" && s.list != "" {
			list = s.list
			if depth < 0 {
				depth = s.level
			}
			if m := listStyle.FindStringSubmatch(s.name); m != nil { // each level has a list of its own
				family, depth = m[1], max(depth, level(m[2])-1)
			}
		}
		return b.Kind != "" || contents
	})
	switch {
	case contents:
		w.count(leftContents)
		return b, false, nil
	case b.Kind == "" && outline >= 0:
		b.Kind, b.Level = Heading, outline+1
	case b.Kind == "" && list != "" && list != "0":
		b.Kind, b.Level, b.List = Item, max(depth, 0), list
		b.Ordered = w.ordered[list+"/"+strconv.Itoa(b.Level)]
		if family != "" {
			b.List, b.Ordered = family, family == "number"
		}
	}
	return b, b.Plain() != "", nil
}

// isQuote reports whether a style is one of quotes, by its name.
func isQuote(name string) bool {
	return strings.Contains(name, "quot") || strings.Contains(name, "zitat") || name == "block text"
}

// listStyle matches the names of Word's styles of lists.
var listStyle = regexp.MustCompile(`^list (bullet|number)(?: ([2-5]))?$`)

var heading = regexp.MustCompile(`^(?:heading|überschrift) ([1-9])$`)

// headingOf returns the level of a heading by the name of its style.
func headingOf(name string) (int, bool) {
	m := heading.FindStringSubmatch(strings.ToLower(name))
	if m == nil {
		return 0, false
	}
	return level(m[1]), true
}

// joined returns runs, with those of one form as one.
func joined(runs []Run) []Run {
	var out []Run
	for i := 0; i < len(runs); {
		one := runs[i]
		var text strings.Builder
		for ; i < len(runs); i++ {
			same := runs[i]
			if same.Text = one.Text; same != one {
				break
			}
			text.WriteString(runs[i].Text)
		}
		if one.Text = text.String(); one.Text != "" {
			out = append(out, one)
		}
	}
	return out
}

// table reads a table. Cells that reach over several are followed by empty ones.
func (w *word) table(e *element) (Block, error) {
	b := Block{Kind: Table}
	named := false // the first row looks as one that names the columns
	var rows func(*element) error
	rows = func(i *element) error {
		switch i.name() {
		case "tblPr":
			return i.each(func(p *element) error {
				if p.name() == "tblLook" {
					look, _ := strconv.ParseUint(p.attr("val"), 16, 32)
					named = p.attr("firstRow") == "1" || look&0x20 != 0
				}
				return nil
			}, nil)
		case "sdt", "sdtContent", "ins":
			return i.each(rows, nil)
		case "tr":
		default:
			return nil
		}
		var row [][]Block
		head, deleted := false, false
		var cells func(*element) error
		cells = func(c *element) error {
			switch c.name() {
			case "trPr":
				return c.each(func(p *element) error {
					head = head || p.name() == "tblHeader" && p.on()
					deleted = deleted || p.name() == "del"
					return nil
				}, nil)
			case "sdt", "sdtContent":
				return c.each(cells, nil)
			case "tc":
				cell, wide, err := w.cell(c)
				row = append(row, cell)
				row = append(row, make([][]Block, wide-1)...)
				if err == nil {
					err = w.add(wide)
				}
				return err
			}
			return nil
		}
		if err := i.each(cells, nil); err != nil {
			return err
		}
		if deleted {
			w.count(leftDeleted)
			return nil
		}
		if head && b.Head == len(b.Rows) {
			b.Head++
		}
		b.Rows = append(b.Rows, row)
		return nil
	}
	err := e.each(rows, nil)
	if named && b.Head == 0 && len(b.Rows) > 1 {
		b.Head = 1
	}
	return b, err
}

// cell reads a cell, and over how many columns it reaches.
func (w *word) cell(c *element) (blocks []Block, wide int, err error) {
	wide = 1
	blocks, err = w.blocks(c, func(p *element) error {
		if p.name() != "tcPr" {
			return nil
		}
		return p.each(func(g *element) error {
			if n, err := strconv.Atoi(g.attr("val")); err == nil && g.name() == "gridSpan" {
				wide = min(max(n, 1), 60)
			}
			return nil
		}, nil)
	})
	return blocks, wide, err
}
