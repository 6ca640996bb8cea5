package archive

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"vielfalt/content"
	"vielfalt/content/plainyaml"
)

// readMarkdown reads a Markdown file with front matter, the translations next
// to it (NAME.en.md next to NAME.md), and their pictures.
func readMarkdown(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	f, where, ok := im.markdown(fsys, b, b.file)
	if !ok {
		return
	}
	im.listed(ctx, fsys, b, f, where["pictures"])
	im.settle(ctx, fsys, b, f, where["body"])
	stem := strings.TrimSuffix(b.file, path.Ext(b.file))
	for _, lang := range content.Languages() {
		name := translated(fsys, stem, lang)
		if name == "" {
			continue
		}
		t, there, ok := im.markdown(fsys, b, name)
		switch {
		case !ok:
			continue
		case where["id"] != (spot{}) && there["id"] != (spot{}) && t.ID != f.ID:
			b.problemAt(there["id"], "id: %q is not that of %s, %q", t.ID, path.Base(b.file), f.ID)
		case t.Lang != "" && t.Lang != lang:
			b.problemAt(there["lang"], "lang: %q is not that of the name of the file", t.Lang)
		}
		if len(t.Pictures) > 0 {
			b.noteAt(there["pictures"], "pictures: those of a translation are listed with the first text; they were left out here")
		}
		t.Pictures, t.taken = f.Pictures, f.taken
		im.settle(ctx, fsys, b, t, there["body"])
		f.taken = t.taken
		f.Translations = append(f.Translations, translation{Lang: lang, Title: t.Title, Summary: t.Summary, Body: t.Body})
		for field, s := range there {
			where[lang+"."+field] = s
		}
	}
	e := b.add(1, f)
	e.fields = where
	if a, ok := e.record.(*content.Article); ok && f.Picture != nil {
		a.Picture = im.picture(ctx, fsys, b, e, f)
	}
}

// markdownEndings are those of Markdown files, the usual one first.
var markdownEndings = []string{".md", ".markdown"}

// translated returns the file of a text in a language; empty if there is none.
func translated(fsys fs.FS, stem, lang string) string {
	for _, ending := range markdownEndings {
		if name := find(fsys, stem+"."+lang+ending); name != "" {
			return name
		}
	}
	return ""
}

// mainOf returns the file a translation belongs to, or nothing if the file is
// not a translation.
func mainOf(fsys fs.FS, name string) string {
	if !slices.Contains(markdownEndings, extension(name)) {
		return ""
	}
	stem := strings.TrimSuffix(name, path.Ext(name))
	for _, lang := range content.Languages() {
		s, ok := strings.CutSuffix(stem, "."+lang)
		if !ok {
			continue
		}
		for _, ending := range markdownEndings {
			if main := find(fsys, s+ending); main != "" {
				return main
			}
		}
	}
	return ""
}

// markdown reads one file into fields, and returns where they are in it.
func (im *Importer) markdown(fsys fs.FS, b *batch, name string) (f *fields, where map[string]spot, ok bool) {
	raw, ok := b.read(fsys, name, maxMarkdown)
	if !ok {
		return nil, nil, false
	}
	front, body, from, found := split(raw)
	if !found {
		b.problemAt(spot{name, 1}, "front matter is missing: the file must begin with a line --- and hold a second one")
		return nil, nil, false
	}
	f, where, ok = im.front(b, name, front, from)
	if !ok {
		return nil, nil, false
	}
	where["body"] = spot{name, bytes.Count(raw[:len(raw)-len(body)], []byte("\n")) + 1}
	f.Body = string(body)
	if f.ID == "" {
		f.ID = slug(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	}
	return f, where, true
}

// front reads front matter, before which there are from lines of the file, and
// returns where its fields are.
func (im *Importer) front(b *batch, name string, front []byte, from int) (f *fields, where map[string]spot, ok bool) {
	front, notes := plainyaml.Mend(front, wordLists, lineLists)
	laidOut := reflect.New(layout).Interface()
	lines, line, err := plainyaml.Decode(front, maxFront, laidOut)
	if err != nil {
		b.problemAt(spot{name, line + from}, "front matter: %v", im.guessed(err))
		return nil, nil, false
	}
	for _, n := range notes {
		b.noteAt(spot{name, n.Line + from}, "front matter: %s", n.Text)
	}
	where = make(map[string]spot)
	for field, line := range lines {
		where[field] = spot{name, line + from}
	}
	f = fieldsOf(laidOut)
	f.bare()
	if f.Body != "" {
		b.problemAt(where["body"], "body: it belongs below the front matter, not into it")
		return nil, nil, false
	}
	return f, where, true
}

// fenceLine is a line of dashes, also as word processors write them, or of dots.
var fenceLine = regexp.MustCompile(`^(?:-{3,}|[-–]*—[-–—]*|–{2,}|\.{3,})$`)

// split separates the front matter, between two lines of dashes, from the body.
// from is how many lines come before it.
func split(raw []byte) (front, body []byte, from int, found bool) {
	text := string(raw)
	begun, at := 0, 0
	for line := range strings.Lines(text) {
		at += len(line)
		bare := strings.TrimSpace(line)
		switch {
		case begun == 0 && bare == "":
			from++
		case begun == 0 && (!fenceLine.MatchString(bare) || bare[0] == '.'):
			return nil, nil, 0, false
		case begun == 0:
			begun, from = at, from+1
		case fenceLine.MatchString(bare) && !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "\t"):
			return raw[begun : at-len(line)], raw[at:], from, true
		}
	}
	return nil, nil, 0, false
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
