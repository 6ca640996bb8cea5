package archive

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"vielfalt/content"
)

// textEndings are those of files that hold one text each.
var textEndings = slices.Concat(markdownEndings, documentEndings)

// readText reads a file that holds one text, with the translations next to it
// (NAME.en.md or NAME.en.docx next to NAME.docx) and their pictures.
func readText(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	f, where, ok := im.text(ctx, fsys, b, b.file, "", nil)
	if !ok {
		return
	}
	im.translations(ctx, fsys, b, f, where)
	e := b.add(firstLine(b.file), f)
	e.fields = where
	if a, ok := e.record.(*content.Article); ok && f.Picture != nil {
		a.Picture = im.picture(ctx, fsys, b, e, f)
	}
}

// firstLine is where a text begins in its file; 0 if that has no lines.
func firstLine(name string) int {
	if slices.Contains(documentEndings, extension(name)) {
		return 0
	}
	return 1
}

// translations reads the texts next to that of the fields, which are where they are
// in the file.
func (im *Importer) translations(ctx context.Context, fsys fs.FS, b *batch, f *fields, where map[string]spot) {
	stem := strings.TrimSuffix(b.file, path.Ext(b.file))
	for _, lang := range content.Languages() {
		names := im.translated(fsys, stem, lang)
		if len(names) == 0 {
			continue
		}
		name := names[0]
		if len(names) > 1 {
			b.problemAt(spot{name, 0}, "it and %s are the same text in the same language; take one away", path.Base(names[1]))
			continue
		}
		t, there, ok := im.text(ctx, fsys, b, name, lang, f)
		switch {
		case !ok:
			continue
		case where["id"] != (spot{}) && there["id"] != (spot{}) && t.ID != f.ID:
			b.problemAt(there["id"], "id: %q is not that of %s, %q", t.ID, path.Base(b.file), f.ID)
		case t.Lang != "" && t.Lang != lang:
			b.problemAt(there["lang"], "lang: %q is not that of the name of the file", t.Lang)
		}
		f.Translations = append(f.Translations, translation{Lang: lang, Title: t.Title, Summary: t.Summary, Body: t.Body})
		for field, s := range there {
			where[lang+"."+field] = s
		}
	}
}

// text reads a file that holds one text, and returns where its fields are. One in a
// language is a translation of another, the pictures of which it may show.
func (im *Importer) text(ctx context.Context, fsys fs.FS, b *batch, name, lang string, of *fields) (f *fields, where map[string]spot, ok bool) {
	read := im.markdown
	if slices.Contains(documentEndings, extension(name)) {
		read = im.document
	}
	if f, where, ok = read(fsys, b, name); !ok {
		return nil, nil, false
	}
	if of != nil {
		f.Version = of.Version
	}
	where["body"] = f.unwrap(where["body"])
	if of == nil {
		im.listed(ctx, fsys, b, f, where["pictures"])
	} else {
		if len(f.Pictures) > 0 {
			b.noteAt(where["pictures"], "pictures: those of a translation are listed with the first text; they were left out here")
		}
		f.Pictures, f.taken = of.Pictures, of.taken
	}
	if f.document != nil {
		im.documentBody(ctx, fsys, b, name, lang, f)
		kind := f.Type
		if of != nil {
			kind = of.Type
		}
		if f.Body == "" && kind == string(content.TypeArticle) {
			b.problemAt(spot{name, 0}, "there is no text in it, beside its title and its fields, so it would be an empty page")
		}
	}
	im.settle(ctx, fsys, b, f, where["body"])
	if of != nil {
		of.taken = f.taken
	}
	return f, where, true
}

// translated returns the files of a text in a language.
func (im *Importer) translated(fsys fs.FS, stem, lang string) (names []string) {
	dir, base := path.Split(stem)
	there := im.namesIn(fsys, path.Clean(dir))
	for _, ending := range textEndings {
		name := base + "." + lang + ending
		if there != nil && !there[norm.NFC.String(name)] {
			continue
		}
		if name := find(fsys, dir+name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// namesIn returns the names in a folder, which is read once; nil if that cannot be
// done.
func (im *Importer) namesIn(fsys fs.FS, dir string) map[string]bool {
	if names, known := im.names[dir]; known {
		return names
	}
	var names map[string]bool
	if entries, err := fs.ReadDir(fsys, dir); err == nil {
		names = make(map[string]bool, len(entries))
		for _, d := range entries {
			names[norm.NFC.String(d.Name())] = true
		}
	}
	im.names[dir] = names
	return names
}

// mainOf returns the file a translation belongs to, or nothing if the file is
// not a translation.
func mainOf(fsys fs.FS, name string) string {
	if !slices.Contains(textEndings, extension(name)) {
		return ""
	}
	stem := strings.TrimSuffix(name, path.Ext(name))
	for _, lang := range content.Languages() {
		s, ok := strings.CutSuffix(stem, "."+lang)
		if !ok {
			continue
		}
		for _, ending := range textEndings {
			if main := find(fsys, s+ending); main != "" {
				return main
			}
		}
	}
	return ""
}
