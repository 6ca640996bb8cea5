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
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/internal/flock"
)

// Source is what Export reads of a store.
type Source interface {
	Each(ctx context.Context, f func(content.Record) error) error
	EditionsOf(ctx context.Context, ids []string) (map[string][]content.Edition, error)
	Addresses(ctx context.Context, ids []string) (map[string][]string, error)
	EachVersion(ctx context.Context, ids []string, f func(content.Version) error) error
	Dates(ctx context.Context) (content.Dates, error)
	Confirmations(ctx context.Context, observance calendar.ID) ([]*content.Confirmation, error)
	Words(ctx context.Context) ([]*content.Word, error)
	Pins(ctx context.Context) ([]*content.Pin, error)
}

// exportBatch is how many records are held at a time.
const exportBatch = 200

// Export writes everything into a folder, which is created or must be empty,
// and returns how many records there were. Articles and the like become
// Markdown, brochures their PDF with a side file, or JSON lines if there is no
// file. Editions that have begun by now and earlier versions of the records are
// written with them; with drafts set, so are drafts of records that have been
// approved. If it fails, it leaves nothing in the folder; if it is interrupted,
// it leaves nothing under its final name.
func Export(ctx context.Context, source Source, files content.Files, dir string, now time.Time, drafts bool) (n int, err error) {
	if err := vacant(dir); err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	tmp := filepath.Join(dir, unfinished)
	lock, err := claim(tmp)
	if err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	defer lock.Close()
	defer func() {
		err = errors.Join(err, os.RemoveAll(tmp))
	}()
	e := exporter{files: files, dir: tmp, now: now, drafts: drafts}
	var batch []content.Record
	flush := func() error {
		ids := make([]string, len(batch))
		for i, r := range batch {
			ids[i] = r.Base().ID
		}
		editions, err := source.EditionsOf(ctx, ids)
		if err != nil {
			return err
		}
		addresses, err := source.Addresses(ctx, ids)
		if err != nil {
			return err
		}
		versions, err := e.pasts(ctx, source, batch)
		if err != nil {
			return err
		}
		for _, r := range batch {
			id := r.Base().ID
			if err := e.write(ctx, r, editions[id], addresses[id], versions[id]); err != nil {
				return fmt.Errorf("%s: %w", id, err)
			}
		}
		n += len(batch)
		batch = batch[:0]
		return nil
	}
	entered, err := source.Dates(ctx)
	if err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	entries, err := source.Confirmations(ctx, "")
	if err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	dates, err := e.dates(entered.Days, entries, entered.Switches)
	if err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	n += dates
	words, err := e.lead(ctx, source)
	if err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	n += words
	err = source.Each(ctx, func(r content.Record) error {
		if batch = append(batch, r); len(batch) < exportBatch {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err == nil {
		err = named(tmp, dir)
	}
	if err != nil {
		return 0, fmt.Errorf("export: %w", err)
	}
	return n, nil
}

// unfinished is the folder of an export in progress, inside the target folder.
// An import does not look into it.
const unfinished = ".unfinished"

// vacant reports why an export cannot be written into a folder. What an
// interrupted one left behind does not count.
func vacant(dir string) error {
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && slices.ContainsFunc(list, func(e fs.DirEntry) bool { return e.Name() != unfinished }) {
		err = fmt.Errorf("%s is not empty", dir)
	}
	return err
}

// claim creates the folder of an export in progress, or empties it if another
// export was interrupted, and holds a lock on it.
func claim(tmp string) (*os.File, error) {
	err := os.Mkdir(tmp, 0o700)
	made := err == nil
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	f, err := os.Open(tmp)
	if err != nil {
		return nil, err
	}
	ok, err := flock.Try(f)
	if errors.Is(err, errors.ErrUnsupported) {
		ok, err = made, nil
	}
	if err == nil && !ok {
		err = fmt.Errorf("another export is being written into %s", filepath.Dir(tmp))
	}
	var left []fs.DirEntry
	if err == nil {
		left, err = os.ReadDir(tmp)
	}
	for _, e := range left {
		err = errors.Join(err, os.RemoveAll(filepath.Join(tmp, e.Name())))
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// named moves a finished export to its destination.
func named(tmp, dir string) error {
	list, err := os.ReadDir(tmp)
	for _, e := range list {
		err = errors.Join(err, os.Rename(filepath.Join(tmp, e.Name()), filepath.Join(dir, e.Name())))
	}
	return err
}

type exporter struct {
	files content.Files
	dir   string
	now   time.Time
	// drafts says whether drafts are written too, and written which files of
	// versions already have been.
	drafts  bool
	written map[string]bool
}

// base is the name of a record's files without their endings. Pictures of the
// same name may differ between records, so a record with pictures gets a folder.
func base(r content.Record) string {
	it := r.Base()
	folder := content.Describe(it.Type).Folder
	if len(content.PicturesOf(r)) > 0 {
		folder = filepath.Join(folder, it.ID)
	}
	return filepath.Join(folder, it.ID)
}

func (e *exporter) write(ctx context.Context, r content.Record, history []content.Edition, addresses []string, v *version) error {
	it := r.Base()
	f := of(r, slices.DeleteFunc(history, func(x content.Edition) bool { return x.From.After(e.now) }))
	f.Version, f.Addresses = v, addresses
	base := base(r)
	names := make(map[string]string) // what is written, with its hash
	for _, p := range content.PicturesOf(r) {
		if names[p.Name] == p.File.Hash {
			continue
		}
		names[p.Name] = p.File.Hash
		if err := e.blob(ctx, filepath.Join(filepath.Dir(base), p.Name), p.File.Hash); err != nil {
			return err
		}
	}
	if b, ok := r.(*content.Brochure); ok {
		if b.PDF.Size == 0 {
			return e.lines(base+".jsonl", f)
		}
		f.Pages = notable(f)
		var y bytes.Buffer
		if err := writeFront(&y, f.laidOut()); err != nil {
			return err
		}
		if err := e.file(base+".yaml", &y); err != nil {
			return err
		}
		return e.blob(ctx, base+".pdf", b.PDF.Hash)
	}
	for _, t := range f.Translations {
		side := &fields{ID: it.ID, Type: f.Type, Lang: t.Lang, Title: t.Title, Summary: t.Summary, Body: t.Body}
		if err := e.markdown(base+"."+t.Lang+".md", side); err != nil {
			return err
		}
	}
	f.Translations = nil
	return e.markdown(base+".md", f)
}

// notable returns the pages of a brochure that carry more than their text,
// which is in the PDF, and the default id.
func notable(f *fields) []sheet {
	var out []sheet
	for _, g := range f.Pages {
		g.Text, g.NoText = "", false
		if g.ID == content.PageID(f.ID, int(g.Number)) {
			g.ID = ""
		}
		if g.ID != "" || g.Title != "" || len(g.Traditions) > 0 || len(g.Tags) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// lines writes a brochure without a file: one line for the brochure, and one
// for each page.
func (e *exporter) lines(name string, f *fields) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	pages := f.Pages
	f.Pages = nil
	if err := enc.Encode(f.laidOut()); err != nil {
		return err
	}
	for _, g := range pages {
		if err := enc.Encode(recordOf(f, g).laidOut()); err != nil {
			return err
		}
	}
	return e.file(name, &out)
}

// markdown writes fields as front matter before their body.
func (e *exporter) markdown(name string, f *fields) error {
	var b bytes.Buffer
	if err := writeMarkdown(&b, f); err != nil {
		return err
	}
	return e.file(name, &b)
}

func writeMarkdown(w io.Writer, f *fields) error {
	front := *f
	front.Body = ""
	var y bytes.Buffer
	if err := writeFront(&y, front.laidOut()); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "---\n%s---\n\n%s\n", y.Bytes(), f.Body)
	return err
}

// file writes a file, creating its folder.
func (e *exporter) file(name string, body io.Reader) error {
	path := filepath.Join(e.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, body)
	return errors.Join(err, out.Close())
}

// blob copies a stored file.
func (e *exporter) blob(ctx context.Context, name, hash string) error {
	in, err := e.files.Open(ctx, hash)
	if err != nil {
		return err
	}
	defer in.Close()
	return e.file(name, in)
}
