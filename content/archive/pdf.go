package archive

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"vielfalt/content"
	"vielfalt/content/pdftext"
	"vielfalt/content/plainyaml"
)

// readPDF reads a brochure: the file, what the side file of the same name says
// about it, and the text of its pages. What the side file does not say is taken from
// what the PDF says of itself; in the end the file's name becomes the title.
func readPDF(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	f, where, ok := im.brochure(ctx, fsys, b)
	if !ok {
		return
	}
	if f.Type != string(content.TypeBrochure) {
		b.problemAt(where["type"], "type: a PDF must be of type %s", content.TypeBrochure)
		return
	}
	if im.room == nil {
		im.room = make([]byte, 0, content.MaxPDF+1)
	}
	pdf, err := readInto(im.room, fsys, b.file, content.MaxPDF)
	if err != nil {
		b.problem(0, "%s", cause(err))
		return
	}
	doc, err := im.PDF.Extract(ctx, pdf)
	if err != nil {
		b.problem(0, "%v", err)
		return
	}
	given := make(map[int]sheet) // what an export says about its pages
	for _, g := range f.Pages {
		given[int(g.Number)] = g
	}
	f.Pages = nil
	for i, p := range doc.Pages {
		g := given[i+1]
		g.Number, g.Text, g.NoText = integer(i+1), p.Text, p.NoText
		f.Pages = append(f.Pages, g)
		if p.NoText {
			b.note(0, "page %d has no text that can be read and will not be found by searching", i+1)
		}
	}
	// Numbers of pages are nobody's loss.
	if left := slices.DeleteFunc(doc.Running, func(s string) bool { return !strings.ContainsFunc(s, unicode.IsLetter) }); len(left) > 0 {
		b.note(0, "headers and footers that repeat from page to page are left out of the text of the pages: %s", quoted(left))
	}
	for _, left := range doc.Left {
		b.note(0, "%s", left)
	}
	b.propose(f, where, doc.About)
	e := b.add(0, f)
	e.fields = where
	brochure := e.record.(*content.Brochure)
	b.put(im, &brochure.PDF, pdf, "application/pdf", content.MaxPDF)
	if doc.Cover != nil {
		b.put(im, &brochure.Cover, doc.Cover, "image/png", content.MaxPDF)
	}
}

// brochure reads what is said of a PDF by its side file, or else by its name, and
// returns where fields are in the side file.
func (im *Importer) brochure(ctx context.Context, fsys fs.FS, b *batch) (f *fields, where map[string]spot, ok bool) {
	stem := strings.TrimSuffix(b.file, path.Ext(b.file))
	name := path.Base(stem)
	f = &fields{own: ownFields{"languages": []string{content.German}}}
	where = make(map[string]spot)
	for _, ending := range sideEndings {
		side := find(fsys, stem+ending)
		if side == "" {
			continue
		}
		raw, ok := b.read(fsys, side, maxSide)
		if !ok {
			return nil, nil, false
		}
		raw, notes := plainyaml.Mend(raw, wordLists, lineLists)
		laidOut := reflect.New(layout).Interface()
		lines, line, err := plainyaml.Decode(raw, maxSide, laidOut)
		if err != nil {
			b.problemAt(spot{side, line}, "%v", im.guessed(err))
			return nil, nil, false
		}
		for _, n := range notes {
			b.noteAt(spot{side, n.Line}, "%s", n.Text)
		}
		f = fieldsOf(laidOut)
		f.bare()
		for field, line := range lines {
			where[field] = spot{side, line}
		}
		im.listed(ctx, fsys, b, f, cmp.Or(where["pictures"], spot{side, 1}))
		im.settle(ctx, fsys, b, f, cmp.Or(where["body"], spot{side, 1}))
		break
	}
	if f.Type == "" {
		f.Type = string(content.TypeBrochure)
	}
	if f.ID == "" {
		f.ID = slug(name)
	}
	return f, where, true
}

// propose fills in what the side file does not say from what a PDF says of itself,
// and says so.
func (b *batch) propose(f *fields, where map[string]spot, about *pdftext.About) {
	name := strings.TrimSuffix(path.Base(b.file), path.Ext(b.file))
	if about == nil {
		about = new(pdftext.About)
	}
	var taken []string
	if f.Title == "" {
		if f.Title = about.Title; f.Title != "" {
			taken = append(taken, fmt.Sprintf("title %q", f.Title))
		} else {
			f.Title = titleOf(name)
		}
	}
	if _, given := where["languages"]; !given {
		if base, confidence := language.Make(about.Language).Base(); confidence == language.Exact {
			f.own["languages"] = []string{base.String()}
			taken = append(taken, "languages ["+base.String()+"]")
		}
	}
	if len(taken) == 0 {
		return
	}
	made := ""
	if !about.Created.IsZero() {
		made = " (made on " + about.Created.Format(time.DateOnly) + ")"
	}
	b.note(0, "taken from what the PDF says of itself%s: %s; write it into %s to say otherwise", made, strings.Join(taken, ", "), name+sideEndings[0])
}

// quoted lists the first of some texts.
func quoted(texts []string) string {
	const most = 5
	more := ""
	if len(texts) > most {
		more = fmt.Sprintf(" and %d more", len(texts)-most)
		texts = texts[:most]
	}
	var out []string
	for _, t := range texts {
		out = append(out, strconv.Quote(t))
	}
	return strings.Join(out, ", ") + more
}

// sideEndings are those of side files, the usual one first.
var sideEndings = []string{".yaml", ".yml"}

// titleOf turns the name of a file into a title.
func titleOf(name string) string {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }), " ")
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}
