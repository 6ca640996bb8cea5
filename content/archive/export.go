package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"

	"vielfalt/content"
)

// Source is what Export reads of a store.
type Source interface {
	Each(ctx context.Context, f func(content.Record) error) error
	Editions(ctx context.Context, id string) ([]content.Edition, error)
}

// folders are where records of each type go.
var folders = map[content.Type]string{
	content.TypeArticle:      "beitraege",
	content.TypeBrochure:     "broschueren",
	content.TypeContact:      "kontakte",
	content.TypeEvent:        "termine",
	content.TypeVolunteering: "ehrenamt",
}

// Export writes everything into a folder, which is created or must be empty,
// and returns how many records there were. Articles and the like become
// Markdown, brochures their PDF with a side file, or JSON lines where there is
// no file.
func Export(ctx context.Context, source Source, files content.Files, dir string) (int, error) {
	if list, err := os.ReadDir(dir); err == nil && len(list) > 0 {
		return 0, fmt.Errorf("export: %s is not empty", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("export: %w", err)
	}
	e := exporter{files: files, dir: dir}
	var records []content.Record
	if err := source.Each(ctx, func(r content.Record) error { records = append(records, r); return nil }); err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	for _, r := range records {
		history, err := source.Editions(ctx, r.Base().ID)
		if err != nil {
			return 0, fmt.Errorf("export %s: %w", r.Base().ID, err)
		}
		if err := e.write(ctx, r, history); err != nil {
			return 0, fmt.Errorf("export %s: %w", r.Base().ID, err)
		}
	}
	return len(records), nil
}

type exporter struct {
	files content.Files
	dir   string
}

func (e *exporter) write(ctx context.Context, r content.Record, history []content.Edition) error {
	it := r.Base()
	f := of(r, history)
	base := filepath.Join(folders[it.Type], it.ID)
	if b, ok := r.(*content.Brochure); ok {
		if b.PDF.Size == 0 {
			line, err := json.Marshal(f)
			if err != nil {
				return err
			}
			return e.file(base+".jsonl", append(line, '\n'))
		}
		for i := range f.Pages { // the text is in the PDF
			f.Pages[i].Text = ""
		}
		if err := e.front(base+".yaml", f, ""); err != nil {
			return err
		}
		return e.blob(ctx, base+".pdf", b.PDF.Hash)
	}
	if a, ok := r.(*content.Article); ok && a.Picture.File.Size > 0 {
		// Pictures of one name may differ between articles.
		f.Picture.File = it.ID + ".svg"
		if err := e.blob(ctx, base+".svg", a.Picture.File.Hash); err != nil {
			return err
		}
	}
	for _, t := range f.Translations {
		side := &fields{ID: it.ID, Type: f.Type, Lang: t.Lang, Title: t.Title, Summary: t.Summary}
		if err := e.front(base+"."+t.Lang+".md", side, t.Body); err != nil {
			return err
		}
	}
	return e.front(base+".md", f, f.Body)
}

// front writes fields as front matter before a body, or as a side file.
func (e *exporter) front(name string, f *fields, body string) error {
	y, err := yaml.Marshal(f)
	if err != nil {
		return err
	}
	if filepath.Ext(name) == ".yaml" {
		return e.file(name, y)
	}
	return e.file(name, bytes.Join([][]byte{[]byte("---\n"), y, []byte("---\n\n" + body + "\n")}, nil))
}

func (e *exporter) file(name string, body []byte) error {
	path := filepath.Join(e.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	return os.WriteFile(path, body, 0o640)
}

// blob copies a stored file.
func (e *exporter) blob(ctx context.Context, name, hash string) error {
	in, err := e.files.Open(ctx, hash)
	if err != nil {
		return err
	}
	defer in.Close()
	var b bytes.Buffer
	if _, err := io.Copy(&b, in); err != nil {
		return err
	}
	return e.file(name, b.Bytes())
}
