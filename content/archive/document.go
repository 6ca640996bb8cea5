package archive

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/content/office"
)

// documentEndings are those of the documents of word processors that are read.
var documentEndings = []string{".docx", ".odt"}

// documentBody makes the body of what a document holds. One in a language, by the name
// of its file, is a translation.
func (im *Importer) documentBody(ctx context.Context, fsys fs.FS, b *batch, name, lang string, f *fields) {
	here, text := spot{name, 0}, f.document
	for _, n := range text.Notes {
		b.noteAt(here, "%s", n)
	}
	blocks := text.Blocks
	said := spoken(text.Lang, blocks)
	switch {
	case f.Lang != "" || said == content.German || said == "" || said == lang:
	case lang != "":
		b.noteAt(here, "lang: the document says that it is in %q, and the name of its file that it is in %q, as which it is taken", said, lang)
	case slices.Contains(content.Languages(), said):
		f.Lang = said
		b.noteAt(here, "lang: the document says that it is in %q; if that is wrong, write \"lang: de\" into its fields", said)
	default:
		b.noteAt(here, "lang: the document says that most of it is in %q, which a text cannot be in (%v can); it is marked in a German one", said, content.Languages())
	}
	as := text.Lang
	if said != as && !exceptional(as, blocks) { // that is the language of the program, not of the words
		as = ""
	}
	blocks = rewritten(blocks, func(r office.Run) office.Run {
		if r.Lang == text.Lang {
			r.Lang = as
		}
		if r.Link != "" {
			r.Link = im.documentLink(ctx, fsys, b, name, r)
		}
		return r
	})
	blocks, pictures := im.documentPictures(ctx, fsys, b, name, f, blocks)
	body, err := markup.FromHTML(office.HTML(blocks, cmp.Or(lang, f.Lang, content.German)))
	if err != nil {
		b.problemAt(here, "%v", err)
		return
	}
	f.Body = pictures.Replace(body)
}

// document reads a document into fields: what it is by a block of fields at its
// beginning, whose places are returned, and by its title. These are no longer among
// the blocks of its text.
func (im *Importer) document(fsys fs.FS, b *batch, name string) (f *fields, where map[string]spot, ok bool) {
	text, err := readOffice(fsys, name, office.ReadWord, office.ReadOpenDocument)
	if err != nil {
		b.problemAt(spot{name, 0}, "%s", cause(err))
		return nil, nil, false
	}
	from := 1 // the line of dashes
	front, rest, found := fencedFields(text.Blocks)
	if !found {
		from = 0
		if front, rest, found, ok = im.tabledFields(b, name, text.Blocks); !ok {
			return nil, nil, false
		}
	}
	f, where = &fields{own: ownFields{}}, make(map[string]spot)
	if found {
		if f, where, ok = im.front(b, name, []byte(front), from); !ok {
			return nil, nil, false
		}
		text.Blocks = rest
	}
	stem := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if f.Type == "" {
		f.Type = string(content.TypeArticle)
	}
	if f.ID == "" {
		f.ID = slug(stem)
	}
	text.Blocks = titled(f, text.Blocks, text.Title)
	if f.Title == "" {
		f.Title = titleOf(stem)
		b.noteAt(spot{name, 0}, "it has no title (style “Titel” or “Überschrift 1”), so the name of the file is taken")
	}
	where["body"] = spot{name, 0}
	f.document = &text
	return f, where, true
}

// whole matches addresses that need nothing to lead somewhere.
var whole = regexp.MustCompile(`^(?i:https?://|mailto:|tel:)`)

// documentLink returns where a link of a document leads; empty for a place in the
// same document, or with a problem.
func (im *Importer) documentLink(ctx context.Context, fsys fs.FS, b *batch, from string, r office.Run) string {
	to := r.Link
	if whole.MatchString(to) || strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") {
		return to
	}
	if strings.HasPrefix(to, "#") {
		return ""
	}
	address, reason := im.lead(ctx, fsys, from, to)
	if reason != "" {
		b.problemAt(spot{from, 0}, "%q: %s", clipped(oneSpace(r.Text)), reason)
	}
	return address
}

// readOffice reads a file with the reader for its ending: .docx or .xlsx, or that of
// OpenDocument.
func readOffice[T any](fsys fs.FS, name string, word, open func(io.ReaderAt, int64) (T, error)) (out T, err error) {
	err = withOffice(fsys, name, func(at io.ReaderAt, size int64) error {
		if strings.HasPrefix(extension(name), ".od") {
			word = open
		}
		out, err = word(at, size)
		return err
	})
	return out, err
}

// withOffice opens a file for a function.
func withOffice(fsys fs.FS, name string, do func(at io.ReaderAt, size int64) error) error {
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	at, ok := f.(io.ReaderAt)
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = info.Size()
	}
	if !ok { // in a ZIP
		raw, err := readLimited(fsys, name, office.MaxBytes)
		if err != nil {
			return err
		}
		at, size = bytes.NewReader(raw), int64(len(raw))
	}
	return do(at, size)
}

// documentPictures takes in the pictures among blocks. Each is then a paragraph of a
// sign in its place, or behind the table that it is in, for which the replacer puts
// the picture into the Markdown. One that cannot be taken in is left out with a note.
func (im *Importer) documentPictures(ctx context.Context, fsys fs.FS, b *batch, name string, f *fields, blocks []office.Block) ([]office.Block, *strings.Replacer) {
	here := spot{name, 0}
	var out []office.Block
	var signs []string
	sign := signFor(blocks)
	err := withOffice(fsys, name, func(at io.ReaderAt, size int64) error {
		var parts fs.FS
		count := 0
		all, moved := behindTables(blocks)
		if moved {
			b.noteAt(here, "pictures in a table stand behind it: in Markdown it holds none")
		}
		for _, k := range all {
			if k.Kind != office.Picture {
				out = append(out, k)
				continue
			}
			count++
			if parts == nil {
				var err error
				if parts, err = office.Parts(at, size); err != nil {
					return err
				}
			}
			p, reason := im.take(ctx, parts, b, f, k.Part)
			if reason != "" {
				b.noteAt(here, "picture %d of the document, %q, was left out: %s", count, clipped(k.Alternative), reason)
				continue
			}
			alternative := k.Alternative
			if no := content.NoAlternative(alternative, k.Part); no != "" {
				b.noteAt(here, "picture %d of the document: %s (%s)", count, no, alternativeIn(name))
				alternative = ""
			} else if alternative == "" && !f.decorative(p.Path()) {
				b.noteAt(here, "picture %d of the document has no text for those who do not see it, and is shown as if it were decorative; add one: %s", count, alternativeIn(name))
			}
			mark := fmt.Sprintf("%s%dz", sign, len(signs))
			signs = append(signs, mark, markup.ImageOf(alternative, p.Path()))
			out = append(out, office.Block{Runs: []office.Run{{Text: mark}}})
		}
		return nil
	})
	if err != nil {
		b.problemAt(here, "%s", cause(err))
	}
	return out, strings.NewReplacer(signs...)
}

// alternativeIn says where a document has the text for those who do not see a picture.
func alternativeIn(name string) string {
	if extension(name) == ".odt" {
		return "in LibreOffice, right click on the picture, “Eigenschaften”, “Optionen”"
	}
	return "in Word, right click on the picture, “Alternativtext bearbeiten”"
}

// behindTables returns blocks in which the pictures that are in a table stand behind
// it, and whether there were any.
func behindTables(blocks []office.Block) (out []office.Block, moved bool) {
	var pictures []office.Block
	var without func([]office.Block) []office.Block
	without = func(cell []office.Block) (left []office.Block) {
		for _, k := range cell {
			if k.Kind == office.Picture {
				pictures = append(pictures, k)
				continue
			}
			k.Rows = slices.Clone(k.Rows)
			for i, row := range k.Rows {
				k.Rows[i] = slices.Clone(row)
				for j, inner := range row {
					k.Rows[i][j] = without(inner)
				}
			}
			left = append(left, k)
		}
		return left
	}
	for _, k := range blocks {
		if k.Kind == office.Picture {
			out = append(out, k)
			continue
		}
		pictures = nil
		out = append(append(out, without([]office.Block{k})...), pictures...)
		moved = moved || len(pictures) > 0
	}
	return out, moved
}

// signFor returns a word that is nowhere in some blocks.
func signFor(blocks []office.Block) string {
	sign := "bildzeichen"
	var has func(blocks []office.Block) bool
	has = func(blocks []office.Block) bool {
		return slices.ContainsFunc(blocks, func(b office.Block) bool {
			return strings.Contains(b.Plain(), sign) || slices.ContainsFunc(b.Rows, func(row [][]office.Block) bool { return slices.ContainsFunc(row, has) })
		})
	}
	for has(blocks) {
		sign += "x"
	}
	return sign
}

// titled gives fields the title of a document: the paragraph of that style, the
// heading that it begins with, or what the document says of itself. It returns the
// blocks without it.
func titled(f *fields, blocks []office.Block, said string) []office.Block {
	for i, b := range blocks[:min(len(blocks), 5)] {
		if b.Kind != office.Title && (i > 0 || b.Kind != office.Heading) {
			continue
		}
		if f.Title == "" {
			f.Title = oneSpace(b.Plain())
		}
		if f.Title == oneSpace(b.Plain()) {
			return slices.Delete(slices.Clone(blocks), i, i+1)
		}
		return blocks
	}
	if f.Title == "" && !generic.MatchString(said) {
		f.Title = said
	}
	if len(blocks) > 0 && f.Title != "" && oneSpace(blocks[0].Plain()) == f.Title {
		return blocks[1:]
	}
	return blocks
}

// generic are titles that programs give on their own.
var generic = regexp.MustCompile(`(?i)^(?:microsoft word\b.*|.*\.(?:docx?|odt|dotx?)|(?:dokument|document|unbenannt|untitled|word document|powerpoint).{0,3})$`)

// fencedFields returns front matter at the beginning of a document, between two
// lines of dashes, and the blocks behind it.
func fencedFields(blocks []office.Block) (front string, rest []office.Block, found bool) {
	var lines []string
	begun := false
	for i, b := range blocks[:min(len(blocks), 200)] {
		if b.Kind == office.Table {
			break
		}
		text := b.Plain()
		if b.Kind == office.Item {
			text = strings.Repeat("  ", b.Level+1) + "- " + text
		}
		for line := range strings.SplitSeq(text, "\n") {
			switch fence := fenceLine.MatchString(strings.TrimSpace(line)); {
			case !begun && !fence:
				return "", nil, false
			case !begun:
				begun = true
			case fence:
				return strings.Join(lines, "\n") + "\n", blocks[i+1:], true
			default:
				lines = append(lines, strings.TrimRight(line, " "))
			}
		}
	}
	return "", nil, false
}

// spoken returns the language of a document: what it says, unless its words are
// plainly German. Whoever writes German with an English program has not said that
// it is English.
func spoken(says string, blocks []office.Block) string {
	if says == content.German || says == "" {
		return says
	}
	german, others := 0, 0
	var within func([]office.Block)
	within = func(blocks []office.Block) {
		for _, b := range blocks {
			for word := range strings.FieldsSeq(strings.ToLower(b.Plain())) {
				if slices.Contains([]string{"der", "die", "das", "und", "ist", "nicht", "mit", "für", "ein", "eine", "auf", "zu", "im", "am", "wird", "sind"}, word) {
					german++
				} else {
					others++
				}
			}
			for _, row := range b.Rows {
				for _, cell := range row {
					within(cell)
				}
			}
		}
	}
	within(blocks)
	if german*12 > german+others {
		return content.German
	}
	return says
}

// exceptional reports whether most words of a document are not marked with a language,
// so that those few which are were marked by somebody.
func exceptional(lang string, blocks []office.Block) bool {
	marked, others := 0, 0
	rewritten(blocks, func(r office.Run) office.Run {
		switch r.Lang {
		case lang:
			marked += len(r.Text)
		case "":
			others += len(r.Text)
		}
		return r
	})
	return others > marked
}

// rewritten returns blocks with other runs.
func rewritten(blocks []office.Block, do func(office.Run) office.Run) []office.Block {
	out := slices.Clone(blocks)
	for i := range out {
		out[i].Runs = slices.Clone(out[i].Runs)
		for j, r := range out[i].Runs {
			out[i].Runs[j] = do(r)
		}
		rows := make([][][]office.Block, len(out[i].Rows))
		for j, row := range out[i].Rows {
			for _, cell := range row {
				rows[j] = append(rows[j], rewritten(cell, do))
			}
		}
		out[i].Rows = rows
	}
	return out
}
