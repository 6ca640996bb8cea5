// Package demo holds the sample content that "vielfalt serve --demo" shows:
// articles on feasts and customs, events, brochures, contacts and volunteering
// offers of an invented authority, the Bezirksregierung Musterlenne.
//
// The files are what "vielfalt import" reads. Some events must be a little
// ahead or a little past, whatever the day is, so a file named x.tmpl.md is a
// template and appears as x.md; in it {{day 14}} is the day two weeks from now
// and {{workday 14}} the first working day of the administration from then on.
//
// The package must not know the store or the importer. It holds only files.
//
// To add something: put a file next to the others. The tests say what it lacks.
package demo

import (
	"bytes"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"text/template"
	"time"

	"vielfalt/calendar"
)

//go:embed beitraege termine ehrenamt broschueren/*.pdf broschueren/*.yaml kontakte.csv
var embedded embed.FS

// Facts returns the folder with what the invented authority tells of itself.
func Facts() fs.FS {
	out, err := fs.Sub(facts, "haus")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return out
}

//go:embed haus
var facts embed.FS

const templateEnd = ".tmpl.md"

// Files returns the sample content as of a moment, for an authority with these
// working days.
func Files(now time.Time, workday func(calendar.Date) bool) fs.FS {
	t := tree{base: embedded, rendered: map[string][]byte{}}
	today := calendar.DateOf(now.In(calendar.Berlin))
	day := func(n int) calendar.Date { return today + calendar.Date(n) }
	funcs := template.FuncMap{"day": day, "workday": func(n int) calendar.Date {
		d := day(n)
		for !workday(d) {
			d++
		}
		return d
	}}
	err := fs.WalkDir(embedded, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, templateEnd) {
			return err
		}
		b, err := render(name, funcs)
		t.rendered[appearing(name)] = b
		return err
	})
	if err != nil {
		panic(fmt.Sprintf("demo: %v", err)) // the files are compiled in: a mistake in one is ours, and the tests find it
	}
	return t
}

func render(name string, funcs template.FuncMap) ([]byte, error) {
	t, err := template.New(name[strings.LastIndex(name, "/")+1:]).Funcs(funcs).ParseFS(embedded, name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, nil)
	return b.Bytes(), err
}

// appearing returns the name under which a template appears.
func appearing(name string) string {
	if base, ok := strings.CutSuffix(name, templateEnd); ok {
		return base + ".md"
	}
	return name
}

// A tree is a file system with rendered files in place of its templates.
type tree struct {
	base     embed.FS
	rendered map[string][]byte // by the name they appear under
}

var (
	_ fs.ReadDirFS  = tree{}
	_ fs.ReadFileFS = tree{}
)

// Open implements fs.FS.
func (t tree) Open(name string) (fs.File, error) {
	if b, ok := t.rendered[name]; ok {
		return &file{Reader: bytes.NewReader(b), info: info{base(name), int64(len(b))}}, nil
	}
	if strings.HasSuffix(name, templateEnd) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f, err := t.base.Open(name)
	if err != nil {
		return nil, err
	}
	if d, ok := f.(fs.ReadDirFile); ok {
		return dir{d, t, name}, nil
	}
	return f, nil
}

// ReadFile implements fs.ReadFileFS.
func (t tree) ReadFile(name string) ([]byte, error) {
	if b, ok := t.rendered[name]; ok {
		return slices.Clone(b), nil
	}
	if strings.HasSuffix(name, templateEnd) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return t.base.ReadFile(name)
}

// ReadDir implements fs.ReadDirFS.
func (t tree) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := t.base.ReadDir(name)
	entries = t.entries(name, entries)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// entries returns the entries of a folder with rendered files in place of
// templates.
func (t tree) entries(folder string, in []fs.DirEntry) []fs.DirEntry {
	out := make([]fs.DirEntry, len(in))
	for i, e := range in {
		out[i] = e
		if name := appearing(e.Name()); name != e.Name() {
			out[i] = fs.FileInfoToDirEntry(info{name, int64(len(t.rendered[folder+"/"+name]))})
		}
	}
	return out
}

// A dir is an open folder of a tree.
type dir struct {
	fs.ReadDirFile
	tree tree
	name string
}

// ReadDir implements fs.ReadDirFile.
func (d dir) ReadDir(n int) ([]fs.DirEntry, error) {
	entries, err := d.ReadDirFile.ReadDir(n)
	return d.tree.entries(d.name, entries), err
}

// A file is an open rendered file.
type file struct {
	*bytes.Reader
	info info
}

var _ io.Seeker = (*file)(nil)

// Stat implements fs.File.
func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close implements fs.File.
func (f *file) Close() error { return nil }

// An info describes a rendered file the way embed describes its own.
type info struct {
	name string
	size int64
}

func (i info) Name() string     { return i.name }
func (i info) Size() int64      { return i.size }
func (info) Mode() fs.FileMode  { return 0o444 }
func (info) ModTime() time.Time { return time.Time{} }
func (info) IsDir() bool        { return false }
func (info) Sys() any           { return nil }

func base(name string) string { return name[strings.LastIndex(name, "/")+1:] }
