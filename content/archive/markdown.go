package archive

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"vielfalt/content"
	"vielfalt/content/plainyaml"
)

// readMarkdown reads a Markdown file with front matter, the translations next
// to it (NAME.en.md next to NAME.md), and its picture.
func readMarkdown(im *Importer, _ context.Context, fsys fs.FS, b *batch) {
	f, where, ok := b.markdown(fsys, b.file)
	if !ok {
		return
	}
	stem := strings.TrimSuffix(b.file, path.Ext(b.file))
	for _, lang := range content.Languages() {
		name := stem + "." + lang + ".md"
		if !exists(fsys, name) {
			continue
		}
		t, there, ok := b.markdown(fsys, name)
		switch {
		case !ok:
			continue
		case t.ID != "" && t.ID != f.ID:
			b.problemAt(there["id"], "id: %q is not that of %s, %q", t.ID, path.Base(b.file), f.ID)
		case t.Lang != "" && t.Lang != lang:
			b.problemAt(there["lang"], "lang: %q is not that of the name of the file", t.Lang)
		}
		f.Translations = append(f.Translations, translation{Lang: lang, Title: t.Title, Summary: t.Summary, Body: t.Body})
		for field, s := range there {
			where[lang+"."+field] = s
		}
	}
	e := b.add(1, f)
	e.fields = where
	if a, ok := e.record.(*content.Article); ok && f.Picture != nil {
		a.Picture = im.picture(fsys, b, e, f.Picture)
	}
}

// mainOf returns the file a translation belongs to, or nothing if the file is
// not a translation.
func mainOf(fsys fs.FS, name string) string {
	stem, ok := strings.CutSuffix(name, ".md")
	if !ok {
		return ""
	}
	for _, lang := range content.Languages() {
		if s, ok := strings.CutSuffix(stem, "."+lang); ok && exists(fsys, s+".md") {
			return s + ".md"
		}
	}
	return ""
}

// markdown reads one file into fields, and returns where they are in it.
func (b *batch) markdown(fsys fs.FS, name string) (f *fields, where map[string]spot, ok bool) {
	raw, ok := b.read(fsys, name, maxMarkdown)
	if !ok {
		return nil, nil, false
	}
	front, body, found := split(raw)
	if !found {
		b.problemAt(spot{name, 1}, "front matter is missing: the file must begin with a line --- and hold a second one")
		return nil, nil, false
	}
	laidOut := reflect.New(layout).Interface()
	lines, line, err := plainyaml.Decode(front, maxFront, laidOut)
	if err != nil {
		b.problemAt(spot{name, line + 1}, "front matter: %v", err)
		return nil, nil, false
	}
	where = map[string]spot{"body": {name, bytes.Count(front, []byte("\n")) + 4}}
	for field, line := range lines {
		where[field] = spot{name, line + 1}
	}
	f = fieldsOf(laidOut)
	if f.Body != "" {
		b.problemAt(where["body"], "body: it belongs below the front matter, not into it")
		return nil, nil, false
	}
	f.Body = string(body)
	return f, where, true
}

// split separates the front matter, between two lines of dashes, from the body.
func split(raw []byte) (front, body []byte, found bool) {
	rest, found := bytes.CutPrefix(raw, []byte("---\n"))
	if !found {
		return nil, nil, false
	}
	if body, found = bytes.CutPrefix(rest, []byte("---\n")); found {
		return nil, body, true
	}
	front, body, found = bytes.Cut(rest, []byte("\n---\n"))
	if !found {
		front, found = bytes.CutSuffix(rest, []byte("\n---"))
	}
	return front, body, found
}

// picture checks the SVG of an article, which is stored with it.
func (im *Importer) picture(fsys fs.FS, b *batch, e *entry, p *picture) content.Picture {
	at := e.of("picture.file")
	if extension(p.File) != ".svg" || strings.Contains(p.File, "/") {
		b.problemAt(at, "picture.file: %q is not the name of an SVG file beside it", p.File)
		return content.Picture{}
	}
	raw, err := readLimited(fsys, path.Join(path.Dir(b.file), p.File), maxPicture)
	if err != nil {
		b.problemAt(at, "picture.file: %s: %s", p.File, cause(err))
		return content.Picture{}
	}
	if err := harmless(raw); err != nil {
		b.problemAt(at, "picture.file: %s: %v", p.File, err)
		return content.Picture{}
	}
	if p.Alt == "" && !p.Decorative {
		b.noteAt(e.of("picture"), "picture: %s has neither alt, a text for those who do not see it, nor decorative: true; it is shown as if it were decorative", p.File)
	}
	b.put(im, &e.record.(*content.Article).Picture.File, raw, "image/svg+xml", maxPicture)
	return content.Picture{File: content.File{Size: int64(len(raw))}, Name: p.File, Alt: p.Alt, Decorative: p.Decorative}
}

// put schedules a file to be stored once all records of the batch have proved
// valid.
func (b *batch) put(im *Importer, file *content.File, raw []byte, mediaType string, limit int64) {
	b.puts = append(b.puts, func(ctx context.Context) (err error) {
		*file, err = im.Files.Put(ctx, bytes.NewReader(raw), mediaType, limit)
		return err
	})
}

// unaccent drops accents, so that a slug keeps the letters under them.
func unaccent(r rune) rune {
	for _, c := range norm.NFKD.String(string(r)) {
		if !unicode.Is(unicode.Mn, c) {
			return c
		}
	}
	return r
}
