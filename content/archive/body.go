package archive

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"

	"vielfalt/content"
	"vielfalt/content/markup"
)

// settle makes the Markdown of fields into what is shown with all its words. What
// would be lost is a problem. Exports are taken as they are: their texts stood in
// a store, and moving it must not fail by them.
func (im *Importer) settle(fsys fs.FS, b *batch, f *fields, at spot) {
	if f.Type == string(content.TypeBrochure) && f.Brochure != "" {
		return // the text of a page is plain
	}
	lead := func(address string, picture bool) (string, string) { return im.lead(fsys, at.file, address, picture) }
	say := b.problemAt
	exported := f.Version != nil
	if exported {
		say = b.noteAt
	}
	settled := func(text, name string) string {
		out, remarks := markup.Settle(text, lead)
		for _, r := range remarks {
			here, where := at, ""
			if extension(at.file) == ".jsonl" || extension(at.file) == ".ndjson" || extension(at.file) == ".csv" {
				where = fmt.Sprintf("line %d of it: ", r.Line)
			} else if at.line > 0 {
				here.line += r.Line - 1
			}
			say(here, "%s: %s%s", name, where, r.Reason)
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

// lead returns the address of the record that is imported from the file which an
// address in another file names, or why there is none.
func (im *Importer) lead(fsys fs.FS, from, address string, picture bool) (to, reason string) {
	switch u, err := url.Parse(address); {
	case drive.MatchString(address):
		return "", fmt.Sprintf("the link to %q leads to a file on one computer, which nobody else can open", address)
	case picture:
		return "", fmt.Sprintf("the picture %q is not taken in with the text; an SVG beside the file is, with \"picture:\" in the front matter", address)
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
	for _, ending := range []string{"", ".md", ".markdown", ".pdf"} {
		if there := find(fsys, name+ending); there != "" {
			if a := im.addressOf(fsys, there); a != "" {
				return a + part, ""
			}
		}
	}
	return "", nowhere
}

// addressOf returns the address of the record that a file becomes; empty if it
// becomes none, or several.
func (im *Importer) addressOf(fsys fs.FS, name string) string {
	var f *fields
	switch b := (&batch{file: name}); extension(name) {
	case ".md", ".markdown":
		if main := mainOf(fsys, name); main != "" {
			name = main
		}
		f, _, _ = im.markdown(fsys, b, name)
	case ".pdf":
		f, _, _ = im.brochure(fsys, b)
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
