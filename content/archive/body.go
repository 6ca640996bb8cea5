package archive

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/content/markup"
)

// settle makes the Markdown of fields into what is shown with all its words. What
// would be lost is a problem. Exports are taken as they are: their texts stood in
// a store, and moving it must not fail by them.
func (im *Importer) settle(ctx context.Context, fsys fs.FS, b *batch, f *fields, at spot) {
	if f.Type == string(content.TypeBrochure) && f.Brochure != "" {
		return // the text of a page is plain
	}
	lead := func(address string, picture bool) (string, string) {
		if picture {
			return im.leadPicture(ctx, fsys, b, f, at.file, address)
		}
		return im.lead(ctx, fsys, at.file, address)
	}
	say := b.problemAt
	exported := f.Version != nil
	if exported {
		say = b.noteAt
	}
	settled := func(text, name string) string {
		text = spacedPicture.ReplaceAllString(text, "$1<$2>$3")
		telling := func(say func(spot, string, ...any)) func(line int, format string, args ...any) {
			return func(line int, format string, args ...any) {
				here, where := at, ""
				switch extension(at.file) {
				case ".md", ".markdown", ".yaml", ".yml": // as it stands there
					if at.line > 0 {
						here.line += line - 1
					}
				default:
					where = fmt.Sprintf("line %d of it: ", line)
				}
				say(here, "%s: %s%s", name, where, fmt.Sprintf(format, args...))
			}
		}
		alternatives(text, f, telling(say), telling(b.noteAt))
		out, remarks := markup.Settle(text, lead)
		for _, r := range remarks {
			telling(say)(r.Line, "%s", r.Reason)
		}
		if exported || len(remarks) > 0 {
			return text
		}
		return out
	}
	f.Body = settled(f.Body, "body")
	for i := range f.Translations {
		t := &f.Translations[i]
		t.Body = settled(t.Body, t.Lang+".body")
	}
}

var drive = regexp.MustCompile(`^(?:[A-Za-z]:[\\/]|\\\\|(?i:file):)`)

// leadPicture takes in the picture that a text names, and returns its address, or
// why it cannot be taken in.
func (im *Importer) leadPicture(ctx context.Context, fsys fs.FS, b *batch, f *fields, from, address string) (to, reason string) {
	switch u, err := url.Parse(address); {
	case drive.MatchString(address):
		return "", fmt.Sprintf("the picture %q is on one computer, where nobody else sees it; put the file beside the text", address)
	case strings.HasPrefix(strings.ToLower(address), "data:"):
		return "", "a picture is written into the text; save it as a file beside it, and name that"
	case err == nil && (u.Scheme != "" || u.Host != ""):
		return "", fmt.Sprintf("the picture %q is not shown; put the file beside the text", address)
	}
	name := address
	if plain, err := url.PathUnescape(address); err == nil {
		name = plain
	}
	file := beside(fsys, from, name)
	if file == "" {
		return "", fmt.Sprintf("the picture %q is not there; put the file beside the text, or correct its name", address)
	}
	p, reason := im.take(ctx, fsys, b, f, file)
	if reason != "" {
		return "", fmt.Sprintf("the picture %q cannot be taken in: %s", address, reason)
	}
	return p.Path(), ""
}

// lead returns the address of the record that is imported from the file which an
// address in another file names, or why there is none.
func (im *Importer) lead(ctx context.Context, fsys fs.FS, from, address string) (to, reason string) {
	switch u, err := url.Parse(address); {
	case drive.MatchString(address):
		return "", fmt.Sprintf("the link to %q leads to a file on one computer, which nobody else can open", address)
	case err != nil || u.Scheme != "" || u.Host != "":
		return "", fmt.Sprintf("the link to %q is not shown; write a whole address such as https://…", address)
	}
	name, part, _ := strings.Cut(address, "#")
	if part != "" {
		part = "#" + part
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	nowhere := fmt.Sprintf("the link to %q leads nowhere: no such file is imported with this one; write the address of the page, such as /beitraege/…", address)
	name = path.Join(path.Dir(from), name)
	if !fs.ValidPath(name) {
		return "", nowhere
	}
	for _, ending := range slices.Concat([]string{""}, markdownEndings, []string{".pdf"}, documentEndings) {
		if there := find(fsys, name+ending); there != "" {
			if slices.Contains(textEndings, extension(there)) || extension(there) == ".pdf" {
				nowhere = fmt.Sprintf("the link to %q leads to a file that cannot be imported itself; mend that first", address)
			}
			if a := im.addressOf(ctx, fsys, there); a != "" {
				return a + part, ""
			}
		}
	}
	return "", nowhere
}

// addressOf returns the address of the record that a file becomes; empty if it
// becomes none, or several.
func (im *Importer) addressOf(ctx context.Context, fsys fs.FS, name string) string {
	if to, ok := im.led[name]; ok {
		return to
	}
	to := im.addressIn(ctx, fsys, name)
	im.led[name] = to
	return to
}

// addressIn reads the file that addressOf is asked for.
func (im *Importer) addressIn(ctx context.Context, fsys fs.FS, name string) string {
	var f *fields
	switch b := (&batch{file: name}); extension(name) {
	case ".pdf":
		f, _, _ = im.brochure(ctx, fsys, b)
	default:
		if main := mainOf(fsys, name); main != "" {
			name = main
		}
		switch {
		case slices.Contains(markdownEndings, extension(name)):
			f, _, _ = im.markdown(fsys, b, name)
		case slices.Contains(documentEndings, extension(name)):
			f, _, _ = im.document(fsys, b, name)
		}
	}
	if f == nil {
		return ""
	}
	d := content.Describe(content.Type(f.Type))
	if d == nil {
		return ""
	}
	it := content.Item{ID: f.ID, Slug: f.Slug}
	if it.Slug == "" {
		it.Slug = it.ID
	}
	return "/" + d.Folder + "/" + d.Address(&it)
}
