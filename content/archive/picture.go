package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/content/picture"
)

// A taken picture is one in a text, with the file that it was made of.
type taken struct {
	file   string
	source string // its hash
	content.Picture
}

// makePicture makes a picture of a file, and has it stored with the records of the batch.
// What was made of the file before, and is still there, is taken as it is. The
// reason is why that cannot be done.
func (im *Importer) makePicture(ctx context.Context, fsys fs.FS, b *batch, name string) (t taken, reason string) {
	again := im.shown[name]
	im.shown[name] = true
	raw, err := readLimited(fsys, name, content.MaxPicture)
	if err != nil {
		return t, cause(err)
	}
	t = taken{file: name, source: picture.Source(raw)}
	m, known := b.made[t.source]
	if !known {
		m, known = picture.Recall(ctx, im.Store, im.Files, t.source)
	}
	if !known {
		made, err := im.Pictures.Make(ctx, raw)
		if err != nil {
			return t, err.Error()
		}
		m = content.MadePicture{Picture: made.Picture, Notes: made.Notes}
		b.puts = append(b.puts, func(ctx context.Context) error { return made.Remember(ctx, im.Store, im.Files, t.source) })
	}
	if b.made == nil {
		b.made = make(map[string]content.MadePicture)
	}
	b.made[t.source] = m
	for _, n := range m.Notes {
		if !again {
			b.noteAt(spot{name, 0}, "%s", n)
		}
	}
	t.Picture = m.Picture
	t.Name = pictureName(name, t.File.Type)
	return t, ""
}

// pictureName turns the name of a file into what the picture is called.
func pictureName(file, mediaType string) string {
	stem := slug(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	if stem == "" {
		stem = "bild"
	}
	return strings.TrimRight(stem[:min(len(stem), 70)], "-") + content.PictureExtension(mediaType)
}

// beside returns the file that a text in another file names; empty if there is
// none. Whether it can be read is another question.
func beside(fsys fs.FS, from, name string) string {
	if name = path.Join(path.Dir(from), name); !fs.ValidPath(name) {
		return ""
	}
	if there := find(fsys, name); there != "" {
		return there
	}
	if _, err := fs.Stat(fsys, name); errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	return name
}

// picture takes in the picture of an article, which is stored with it.
func (im *Importer) picture(ctx context.Context, fsys fs.FS, b *batch, e *entry, f *fields) content.Picture {
	p := f.Picture
	at := e.of("picture.file")
	name := beside(fsys, b.file, p.File)
	if name == "" {
		b.problemAt(at, "picture.file: there is no file %q beside it", p.File)
		return content.Picture{}
	}
	t, reason := im.makePicture(ctx, fsys, b, name)
	if reason != "" {
		b.problemAt(at, "picture.file: %s: %s", p.File, reason)
		return content.Picture{}
	}
	out := t.Picture
	switch no := content.NoAlternative(p.Alt, p.File); {
	case no != "" && f.Version != nil:
		b.noteAt(e.of("picture.alt"), "picture.alt: %s", no)
	case no != "":
		b.problemAt(e.of("picture.alt"), "picture.alt: %s", no)
	case p.Alt == "" && !p.Decorative:
		b.noteAt(e.of("picture"), "picture: %s has neither alt, a text for those who do not see it, nor decorative: true; it is shown as if it were decorative", p.File)
	}
	out.Alt, out.Name = p.Alt, f.free(out)
	p.describe(&out)
	return out
}

// picturedOf is the opposite of describe.
func picturedOf(p content.Picture) *pictured {
	return &pictured{File: p.Name, Alt: p.Alt, Decorative: p.Decorative, Credit: p.Credit, Licence: p.Licence}
}

// describe puts what a file says of a picture to it.
func (p *pictured) describe(to *content.Picture) {
	to.Decorative, to.Credit, to.Licence = p.Decorative, p.Credit, p.Licence
}

// listed takes in the pictures that the front matter lists. An export names in its
// texts what they were made of; if that has become another file here, the texts
// name that.
func (im *Importer) listed(ctx context.Context, fsys fs.FS, b *batch, f *fields, at spot) {
	for _, p := range f.Pictures {
		name := beside(fsys, at.file, p.File)
		if name == "" {
			b.problemAt(at, "pictures: there is no file %q beside it", p.File)
			continue
		}
		out, reason := im.take(ctx, fsys, b, f, name)
		if reason != "" {
			b.problemAt(at, "pictures: %s: %s", p.File, reason)
			continue
		}
		t := &f.taken[slices.IndexFunc(f.taken, func(t taken) bool { return t.file == name })]
		p.describe(&t.Picture)
		was := out
		was.File.Hash = t.source
		f.Body = strings.ReplaceAll(f.Body, was.Path(), out.Path())
	}
}

// take takes in a picture of a text, once for each text.
func (im *Importer) take(ctx context.Context, fsys fs.FS, b *batch, f *fields, name string) (content.Picture, string) {
	for _, t := range f.taken {
		if t.file == name {
			return t.Picture, ""
		}
	}
	t, reason := im.makePicture(ctx, fsys, b, name)
	if reason != "" {
		return content.Picture{}, reason
	}
	t.Name = f.free(t.Picture)
	f.taken = append(f.taken, t)
	return t.Picture, ""
}

// free returns a name for a picture that no other picture of the record has.
func (f *fields) free(p content.Picture) string {
	name, ending := p.Name, content.PictureExtension(p.File.Type)
	for n := 2; slices.ContainsFunc(f.taken, func(t taken) bool { return t.Name == name && t.File.Hash != p.File.Hash }); n++ {
		name = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(p.Name, ending), n, ending)
	}
	return name
}

// spacedPicture is a picture whose file has blanks in its name, which Markdown
// takes for text.
var spacedPicture = regexp.MustCompile(`(!\[[^\]\n]*\]\()([^()<>\n"]+ [^()<>\n"]*\.(?i:svg|jpe?g|png|webp))(\))`)

// alternatives looks at the texts for those who do not see the pictures of a body.
func alternatives(body string, f *fields, say, note func(line int, format string, args ...any)) {
	if !strings.Contains(body, "![") {
		return // most texts have no pictures
	}
	o, err := markup.OutlineOf(body)
	if err != nil {
		return // it is too long, which is told elsewhere
	}
	for _, p := range o.Pictures {
		line := 1 + strings.Count(body[:max(0, strings.Index(body, p.Address))], "\n")
		if !p.Own {
			note(line, "the picture %s is shown as a link, because pictures come from this service alone; put the file beside the text to show it", clipped(p.Address))
		} else if no := content.NoAlternative(p.Alt, p.Address); no != "" {
			say(line, "the picture %s: %s", p.Address, no)
		} else if strings.TrimSpace(p.Alt) == "" && !f.decorative(p.Address) && f.document == nil { // of a document it is told by documentPictures
			note(line, "the picture %s has no text for those who do not see it: write ![what it shows](%s), or list it under pictures: with decorative: true; it is shown as if it were decorative", p.Address, p.Address)
		}
	}
}

// decorative reports whether a picture that a text names is listed as one that
// needs no words.
func (f *fields) decorative(address string) bool {
	return slices.ContainsFunc(f.Pictures, func(p pictured) bool { return p.Decorative && p.File == address }) ||
		slices.ContainsFunc(f.taken, func(t taken) bool { return t.Decorative && t.Path() == address })
}
