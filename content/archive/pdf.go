package archive

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"vielfalt/content"
)

// readPDF reads a brochure: the file, what the side file of the same name says
// of it, and the text of its pages. Without a side file the name of the file
// is the title.
func readPDF(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	stem := strings.TrimSuffix(b.file, path.Ext(b.file))
	name := path.Base(stem)
	f := &fields{ID: slug(name), Type: string(content.TypeBrochure), Title: titleOf(name), Languages: []string{content.German}}
	if side := stem + ".yaml"; exists(fsys, side) {
		s := &batch{file: side}
		raw, ok := s.read(fsys, side, maxFront)
		if ok {
			given := fields{}
			if line, err := decode(raw, &given); err != nil {
				s.problem(line, "%v", err)
			} else {
				f = &given
			}
		}
		b.problems = append(b.problems, s.problems...)
		if len(b.problems) > 0 {
			return
		}
		if f.Type == "" {
			f.Type = string(content.TypeBrochure)
		}
		if f.ID == "" {
			f.ID = slug(name)
		}
		if f.Title == "" {
			f.Title = titleOf(name)
		}
	}
	pdf, err := readLimited(fsys, b.file, content.MaxPDF)
	if err != nil {
		b.problem(0, "%v", err)
		return
	}
	doc, err := im.PDF.Extract(ctx, pdf)
	if err != nil {
		b.problem(0, "%v", err)
		return
	}
	given := make(map[int]sheet) // what an export says of its pages
	for _, g := range f.Pages {
		given[g.Number] = g
	}
	f.Pages = nil
	for i, p := range doc.Pages {
		g := given[i+1]
		g.Number, g.Text, g.NoText = i+1, p.Text, p.NoText
		f.Pages = append(f.Pages, g)
		if p.NoText {
			b.note(0, "page %d has no text that can be read and will not be found by searching", i+1)
		}
	}
	brochure, ok := b.add(0, f).(*content.Brochure)
	if !ok {
		if len(b.problems) == 0 {
			b.problem(0, "a PDF must be of type %s", content.TypeBrochure)
		}
		return
	}
	if brochure.PDF, err = im.Files.Put(ctx, bytes.NewReader(pdf), "application/pdf", content.MaxPDF); err != nil {
		b.problem(0, "%v", err)
		return
	}
	if doc.Cover != nil {
		if brochure.Cover, err = im.Files.Put(ctx, bytes.NewReader(doc.Cover), "image/png", content.MaxPDF); err != nil {
			b.problem(0, "%v", err)
		}
	}
}

// titleOf makes a title of the name of a file.
func titleOf(name string) string {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }), " ")
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}
