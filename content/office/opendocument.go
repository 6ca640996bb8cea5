package office

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// ReadOpenDocument reads an .odt of some size (ISO/IEC 26300).
func ReadOpenDocument(r io.ReaderAt, size int64) (Text, error) {
	p, err := open(r, size)
	if err != nil {
		return Text{}, err
	}
	d := &openDocument{parts: p, styles: map[string]odtStyle{}, ordered: map[string]bool{}, signless: map[string]bool{}, named: map[string]int{}}
	for _, step := range []func() error{p.openable, d.meta, d.readStyles, d.body} {
		if err := step(); err != nil {
			return Text{}, err
		}
	}
	return d.finish(d.lang), nil
}

// An openDocument is an .odt being read.
type openDocument struct {
	parts
	writer
	styles  map[string]odtStyle // by family and name
	lang    string              // of what names none
	form    odtForm             // of what names none
	ordered map[string]bool     // "list/level" of lists with numbers
	// signless are those with nothing before their items, which go on with an item.
	signless map[string]bool
	list     []string       // names of the lists that are open
	lists    int            // the number of the one that is open
	last     int            // of the numbers of lists
	named    map[string]int // numbers of lists by their ids
	begun    bool           // the item that is open has a paragraph already
	runs     []Run          // of the paragraph that is open
}

// An odtStyle is a style of paragraphs or of words. What is empty is that of the one
// it is based on.
type odtStyle struct {
	based, list                    string
	outline                        int
	bold, italic, strike, position string
	display, lang, asian, complex  string
}

// openable fails if a document is none of OpenDocument, or protected by a
// password.
func (p parts) openable() error {
	if !p.has("content.xml") {
		return errOther
	}
	locked := false
	err := p.readIf("META-INF/manifest.xml", func(root *element) error {
		return root.each(func(e *element) error {
			return e.each(func(i *element) error {
				locked = locked || i.name() == "encryption-data"
				return nil
			}, nil)
		}, nil)
	})
	if err == nil && locked {
		return errLocked
	}
	return err
}

// meta reads what the document says of itself.
func (d *openDocument) meta() error {
	return d.readIf("meta.xml", func(root *element) error {
		return root.each(func(m *element) error {
			return m.each(func(e *element) (err error) {
				if e.name() == "title" {
					d.text.Title, err = e.text()
					d.text.Title = strings.Join(strings.Fields(d.text.Title), " ")
				}
				return err
			}, nil)
		}, nil)
	})
}

// readStyles reads the styles that have a name of their own, and whether there are
// headers and footers with words.
func (d *openDocument) readStyles() error {
	err := d.read("styles.xml", func(root *element) error {
		return root.each(func(e *element) error {
			if e.name() != "master-styles" {
				return e.each(d.style, nil)
			}
			return e.each(func(page *element) error {
				return page.each(func(m *element) error {
					words, err := m.text()
					if hasLetter.MatchString(pageOf.ReplaceAllString(words, "")) && d.counted[leftHeader] == 0 {
						d.count(leftHeader)
					}
					return err
				}, nil)
			}, nil)
		}, nil)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// style reads a style, of paragraphs, words or lists.
func (d *openDocument) style(e *element) error {
	family, name := e.attr("family"), e.attr("name")
	switch e.name() {
	case "list-style":
		return e.each(func(l *element) error {
			at := name + "/" + strconv.Itoa(level(l.attr("level"))-1)
			switch l.name() {
			case "list-level-style-number":
				d.ordered[at] = l.attr("num-format") != ""
				d.signless[at] = !d.ordered[at]
			case "list-level-style-bullet":
				d.signless[at] = strings.TrimSpace(l.attr("bullet-char")) == ""
			}
			return nil
		}, nil)
	case "style", "default-style":
	default:
		return nil
	}
	s := odtStyle{based: e.attr("parent-style-name"), list: e.attr("list-style-name")}
	if n := e.attr("default-outline-level"); n != "" {
		s.outline = level(n)
	}
	err := e.each(func(p *element) error {
		if p.name() == "text-properties" {
			s.bold, s.italic = p.attr("font-weight"), p.attr("font-style")
			s.strike, s.position = p.attr("text-line-through-style"), p.attr("text-position")
			s.display, s.lang = p.attr("display"), primary(p.attr("language"))
			s.asian, s.complex = primary(p.attr("language-asian")), primary(p.attr("language-complex"))
		}
		return nil
	}, nil)
	if e.name() == "default-style" && family == "paragraph" {
		d.lang, d.form = s.lang, odtForm{asian: s.asian, complex: s.complex}
	}
	d.styles[family+"/"+name] = s
	return err
}

// chain calls do with the name of a style and of those it is based on, until it
// returns true.
func (d *openDocument) chain(family, name string, do func(name string, s odtStyle) bool) {
	for range 20 {
		s, ok := d.styles[family+"/"+name]
		if do(name, s) || !ok || s.based == "" {
			return
		}
		name = s.based
	}
}

func (d *openDocument) body() error {
	return d.read("content.xml", func(root *element) error {
		return root.each(func(e *element) error {
			if e.name() != "body" {
				return e.each(d.style, nil)
			}
			return e.each(func(t *element) (err error) {
				if t.name() != "text" {
					return errOther // a spreadsheet, a drawing
				}
				d.text.Blocks, err = d.blocks(t)
				return err
			}, nil)
		}, nil)
	})
}

// blocks reads paragraphs, lists and tables.
func (d *openDocument) blocks(parent *element) (out []Block, err error) {
	put := func(b Block) error {
		if b.Kind == Table || b.Plain() != "" {
			out = append(out, b)
		}
		out = append(out, d.boxes...)
		d.boxes = nil
		return d.add(1)
	}
	var within func(*element) error
	within = func(e *element) error {
		switch e.name() {
		case "p", "h":
			b, err := d.paragraph(e)
			if err != nil {
				return err
			}
			if n := len(out) - 1; b.Kind == Item && d.begun && n >= 0 && out[n].Kind == Item && out[n].Level == b.Level && b.Plain() != "" {
				out[n].Runs = append(append(out[n].Runs, Run{Text: "\n"}), b.Runs...)
				return nil
			}
			d.begun = true
			return put(b)
		case "list":
			return d.enter(e, within)
		case "list-item", "list-header", "numbered-paragraph":
			d.begun = false
			return e.each(within, nil)
		case "section", "bibliography", "index-body":
			return e.each(within, nil)
		case "table":
			b, err := d.table(e)
			if err != nil {
				return err
			}
			return put(b)
		case "table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index":
			d.count(leftContents)
		case "tracked-changes":
			return e.each(d.changed, nil)
		case "frame", "custom-shape", "rect", "g", "line", "polyline", "path", "ellipse", "connector":
			if err := d.frame(e); err != nil {
				return err
			}
			out = append(out, d.boxes...)
			d.boxes = nil
		}
		return nil
	}
	err = parent.each(within, nil)
	return out, err
}

// changed notes tracked changes. What was deleted stands here, and what was inserted
// in the text.
func (d *openDocument) changed(e *element) error {
	return e.each(func(i *element) error {
		switch i.name() {
		case "insertion":
			d.count(leftInserted)
		case "deletion":
			d.count(leftDeleted)
		}
		return nil
	}, nil)
}

// enter reads a list. One within another goes by the same name, unless it has its
// own.
func (d *openDocument) enter(e *element, within func(*element) error) error {
	name := e.attr("style-name")
	if n := len(d.list); name == "" && n > 0 {
		name = d.list[n-1]
	}
	if len(d.list) == 0 {
		number, goesOn := d.named[e.attr("continue-list")]
		switch {
		case goesOn:
			d.lists = number
		case e.attr("continue-numbering") != "true":
			d.last++
			d.lists = d.last
		}
		if id := e.attr("id"); id != "" {
			d.named[id] = d.lists
		}
	}
	d.list = append(d.list, name)
	err := e.each(within, nil)
	d.list = d.list[:len(d.list)-1]
	return err
}

// paragraph reads a paragraph or a heading.
func (d *openDocument) paragraph(e *element) (b Block, err error) {
	outer, name := d.runs, e.attr("style-name")
	d.runs = nil
	defer func() { d.runs = outer }()
	form := d.formOf(d.form, "paragraph", name)
	form.Bold, form.Italic = false, false // of the whole paragraph: its style, and no stress
	hidden, family, deep := false, "", 0
	d.chain("paragraph", name, func(name string, s odtStyle) bool {
		hidden = hidden || s.display == "none"
		plain := strings.ToLower(strings.ReplaceAll(name, "_20_", " "))
		n, isHeading := headingOf(plain)
		switch {
		case plain == "title":
			b.Kind, b.Level = Title, 1
		case isHeading:
			b.Kind, b.Level = Heading, n
		case isQuote(plain):
			b.Kind = Quote
		case s.outline > 0:
			b.Kind, b.Level = Heading, s.outline
		}
		if m := listStyle.FindStringSubmatch(plain); m != nil { // each level has a list of its own
			family, deep = m[1], level(m[2])-1
		}
		return b.Kind != ""
	})
	if e.name() == "h" && b.Kind != Title {
		b.Kind, b.Level = Heading, max(1, level(e.attr("outline-level")))
	}
	if n := len(d.list); n > 0 && (b.Kind == "" || b.Kind == Quote) {
		at := d.list[n-1] + "/" + strconv.Itoa(n-1)
		b.Kind, b.Level, b.List, b.Ordered = Item, n-1, strconv.Itoa(d.lists), d.ordered[at]
		d.begun = d.begun || d.signless[at]
		if family != "" {
			b.List, b.Level = family, max(b.Level, deep)
		}
	}
	if err := d.words(e, form); err != nil {
		return b, err
	}
	b.Runs = joined(collapsed(d.runs))
	d.tally(b.Runs)
	if hidden && b.Plain() != "" {
		d.count(leftHidden)
		b.Runs = nil
	}
	return b, nil
}

// collapsed returns runs in which blanks are as they are shown: those that follow
// each other are one, unless they are written as elements, and a line has none at its
// ends.
func collapsed(runs []Run) []Run {
	blank := true
	for i := range runs {
		var out strings.Builder
		for _, c := range runs[i].Text {
			space := c == ' ' || c == '\t' || c == '\n' || c == '\r'
			if c == lineEnd {
				c = '\n'
			}
			switch {
			case space && blank:
			case space:
				out.WriteByte(' ')
			default:
				out.WriteRune(c)
			}
			blank = space || c == '\n'
		}
		runs[i].Text = out.String()
	}
	return runs
}

// lineEnd stands for a line end that is written as an element, until blanks are
// collapsed.
const lineEnd = '\u2028'

// words reads the words in an element.
func (d *openDocument) words(e *element, form odtForm) error {
	var full error
	say := func(text string) {
		if full != nil || text == "" {
			return
		}
		full = d.spend(len(text))
		d.runs = append(d.runs, form.runs(text)...)
	}
	err := e.each(func(i *element) error {
		switch i.name() {
		case "span":
			inner := d.formOf(form, "text", i.attr("style-name"))
			hidden := false
			d.chain("text", i.attr("style-name"), func(name string, s odtStyle) bool {
				switch strings.ToLower(strings.ReplaceAll(name, "_20_", " ")) {
				case "strong emphasis":
					inner.Bold = true
				case "emphasis":
					inner.Italic = true
				}
				hidden = hidden || s.display == "none"
				return false
			})
			if hidden {
				d.count(leftHidden)
				return nil
			}
			return d.words(i, inner)
		case "a":
			inner := form
			if inner.Link = i.attr("href"); strings.HasPrefix(inner.Link, "#") {
				inner.Link = "" // a place in the document
			}
			return d.words(i, inner)
		case "s":
			n, err := strconv.Atoi(i.attr("c"))
			if err != nil {
				n = 1
			}
			say(strings.Repeat(" ", min(max(n, 1), 100)))
		case "tab":
			say(" ")
		case "line-break":
			say(string(lineEnd))
		case "note":
			return d.footnote(i)
		case "annotation":
			d.count(leftComment)
		case "hidden-text", "hidden-paragraph":
			d.count(leftHidden)
		case "ruby", "ruby-base", "meta", "meta-field", "bookmark-ref", "reference-ref", "sequence", "text-input":
			return d.words(i, form)
		case "ruby-text", "annotation-end", "bookmark", "bookmark-start", "bookmark-end", "change", "change-start", "change-end", "soft-page-break",
			"reference-mark", "reference-mark-start", "reference-mark-end", "alphabetical-index-mark", "toc-mark":
		case "frame", "custom-shape", "rect", "g", "line", "polyline", "path", "ellipse", "connector":
			return d.frame(i)
		default: // fields: a date, a name, a number
			s, err := i.text()
			say(s)
			return err
		}
		return full
	}, say)
	return cmp.Or(err, full)
}

// footnote puts the sign of a footnote among the words, and its text to the others.
func (d *openDocument) footnote(e *element) error {
	return e.each(func(i *element) error {
		if i.name() != "note-body" {
			return nil
		}
		place := len(d.notes)
		d.notes = append(d.notes, nil)
		d.runs = append(d.runs, Run{Text: strconv.Itoa(place + 1), Raised: true})
		lists := d.list
		d.list = nil
		blocks, err := d.blocks(i)
		d.list, d.notes[place] = lists, blocks
		return err
	}, nil)
}

// table reads a table.
func (d *openDocument) table(e *element) (Block, error) {
	b := Block{Kind: Table}
	lists := d.list
	d.list = nil
	defer func() { d.list = lists }()
	head := false
	var rows func(*element) error
	rows = func(i *element) error {
		switch i.name() {
		case "table-header-rows":
			head = true
			err := i.each(rows, nil)
			head = false
			return err
		case "table-rows", "table-row-group":
			return i.each(rows, nil)
		case "table-row":
			var row [][]Block
			rowSize, rowBlocks := d.size, d.writer.blocks
			err := i.each(func(c *element) error {
				if c.name() != "table-cell" && c.name() != "covered-table-cell" {
					return nil
				}
				size, blocks := d.size, d.writer.blocks
				cell, err := d.blocks(c)
				row = append(row, cell)
				err = cmp.Or(err, d.add(1))
				size, blocks = d.size-size, d.writer.blocks-blocks
				for n := repeated(c, "number-columns-repeated", len(cell) == 0); n > 1 && err == nil; n-- {
					row = append(row, cell)
					err = cmp.Or(d.spend(size), d.add(blocks))
				}
				return err
			}, nil)
			empty := !slices.ContainsFunc(row, func(cell []Block) bool { return len(cell) > 0 })
			rowSize, rowBlocks = d.size-rowSize, d.writer.blocks-rowBlocks
			for n := repeated(i, "number-rows-repeated", empty); n > 0 && err == nil; n-- {
				if head && b.Head == len(b.Rows) {
					b.Head++
				}
				b.Rows = append(b.Rows, slices.Clone(row))
				if n > 1 {
					err = cmp.Or(d.spend(rowSize), d.add(max(1, rowBlocks)))
				}
			}
			return err
		}
		return nil
	}
	err := e.each(rows, nil)
	return b, err
}

// repeated returns how often a row or cell stands there. Of empty ones that fill a
// sheet, one is enough.
func repeated(e *element, attr string, empty bool) int {
	n, err := strconv.Atoi(e.attr(attr))
	if err != nil || n < 1 || empty && n > 100 {
		return 1
	}
	return n
}

// frame reads what is drawn: a picture, a text box, or something else.
func (d *openDocument) frame(e *element) error {
	name, alternative := e.attr("name"), ""
	picture, object, part := false, false, ""
	var within func(*element) error
	within = func(i *element) error {
		switch i.name() {
		case "title", "desc":
			s, err := i.text()
			if alternative == "" || i.name() == "desc" && strings.TrimSpace(s) != "" {
				alternative = s
			}
			return err
		case "image":
			if picture = true; part == "" && d.has(i.attr("href")) {
				part = i.attr("href")
			}
		case "object", "object-ole", "plugin", "applet":
			object = true
		case "text-box":
			return d.box(i)
		case "p", "list": // in a shape
			return d.boxed(i)
		default:
			return i.each(within, nil)
		}
		return nil
	}
	err := e.each(within, nil)
	switch {
	case object: // beside which there is a picture of it
		d.count(leftObject)
	case picture:
		return cmp.Or(err, d.picture(part, name, alternative))
	}
	return err
}

// box reads a text box.
func (d *openDocument) box(e *element) error {
	lists := d.list
	d.list = nil
	blocks, err := d.blocks(e)
	d.list = lists
	return d.keep(blocks, err)
}

// boxed reads one paragraph of a shape.
func (d *openDocument) boxed(e *element) error {
	if e.name() != "p" {
		return d.box(e)
	}
	lists := d.list
	d.list = nil
	b, err := d.paragraph(e)
	d.list = lists
	if b.Plain() == "" {
		return err
	}
	return d.keep([]Block{b}, cmp.Or(err, d.add(1)))
}

// keep puts blocks behind the paragraph that is open.
func (d *openDocument) keep(blocks []Block, err error) error {
	if len(blocks) > 0 {
		d.count(leftBox)
		d.boxes = append(d.boxes, blocks...)
	}
	return err
}
