package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/pdftext"
)

// Limits of what is read.
const (
	maxMarkdown = 2 << 20 // bytes of a Markdown or side file
	maxLine     = 4 << 20 // bytes of a line of JSON
	maxCSV      = 20 << 20
	maxPicture  = 200 << 10 // bytes of an SVG
)

// An Importer takes files into a store.
type Importer struct {
	Store    content.Store
	Files    content.Files
	Calendar *calendar.Calendar
	PDF      *pdftext.Extractor
	// By says in the change log who imported.
	By string
	// Progress is told of every file and how many records were read so far; an
	// empty name at the end. It may be nil.
	Progress func(file string, records int)

	seen map[string]string // id → file, over all of an Importer's work
}

// A Summary says what an import did.
type Summary struct {
	Files, Records int
	// Changed is how many of the records were new or other than before.
	Changed int
	// Problems are why files were left out, Notes what was overlooked in
	// files that were stored.
	Problems, Notes []Problem
}

// Add adds what another import did.
func (s *Summary) Add(o Summary) {
	s.Files += o.Files
	s.Records += o.Records
	s.Changed += o.Changed
	s.Problems = append(s.Problems, o.Problems...)
	s.Notes = append(s.Notes, o.Notes...)
}

// A Problem is something wrong in a file.
type Problem struct {
	File   string
	Line   int // from 1; 0 where it concerns the file as a whole
	Reason string
}

// String writes the problem as compilers do: file:line: reason.
func (p Problem) String() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Reason)
	}
	return p.File + ": " + p.Reason
}

// An entry is a record on its way in.
type entry struct {
	line    int
	record  content.Record
	history []content.Edition
}

// A batch is what is read of one file (with its side files).
type batch struct {
	file     string
	entries  []entry
	problems []Problem
	notes    []Problem
}

func (b *batch) problem(line int, format string, args ...any) {
	b.problems = append(b.problems, Problem{b.file, line, fmt.Sprintf(format, args...)})
}

func (b *batch) note(line int, format string, args ...any) {
	b.notes = append(b.notes, Problem{b.file, line, fmt.Sprintf(format, args...)})
}

// add turns fields into an entry, or reports what is wrong with them.
func (b *batch) add(line int, f *fields) content.Record {
	r, history, err := f.record()
	if err != nil {
		b.problem(line, "%v", err)
		return nil
	}
	b.entries = append(b.entries, entry{line, r, history})
	return r
}

// A reader turns one file into records.
type reader func(im *Importer, ctx context.Context, fsys fs.FS, b *batch)

// readers are the formats by extension. Those without a reader belong to
// another file and are taken in with it.
var readers = map[string]reader{
	".md":     readMarkdown,
	".jsonl":  readJSONLines,
	".ndjson": readJSONLines,
	".csv":    readContacts,
	".pdf":    readPDF,
	".yaml":   nil, // beside a PDF
	".svg":    nil, // beside a Markdown file
}

// Import reads root, a file or a folder of fsys, and stores what is right. The
// error is for what stops the whole import; what is wrong with single files is
// in the summary.
func (im *Importer) Import(ctx context.Context, fsys fs.FS, root string) (Summary, error) {
	if im.seen == nil {
		im.seen = make(map[string]string)
	}
	var sum Summary
	names, err := im.list(fsys, root, &sum)
	if err != nil {
		return sum, err
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return sum, fmt.Errorf("import stopped before %s: %w", name, err)
		}
		b := &batch{file: name}
		readers[strings.ToLower(path.Ext(name))](im, ctx, fsys, b)
		im.check(b)
		sum.Files++
		if len(b.problems) > 0 {
			sum.Problems = append(sum.Problems, b.problems...)
			continue
		}
		changed, err := im.store(ctx, b)
		if errors.Is(err, content.ErrConflict) || errors.As(err, new(content.Problems)) {
			sum.Problems = append(sum.Problems, Problem{File: name, Reason: err.Error()})
			continue
		}
		if err != nil {
			return sum, fmt.Errorf("import %s: %w", name, err)
		}
		sum.Notes = append(sum.Notes, b.notes...)
		sum.Records += len(b.entries)
		sum.Changed += changed
		if im.Progress != nil {
			im.Progress(name, sum.Records)
		}
	}
	if im.Progress != nil {
		im.Progress("", sum.Records)
	}
	return sum, nil
}

// list finds the files to read, brochures first, because articles name them.
func (im *Importer) list(fsys fs.FS, root string, sum *Summary) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := name != root && strings.HasPrefix(d.Name(), ".")
		switch {
		case d.IsDir() && hidden:
			return fs.SkipDir
		case d.IsDir() || hidden:
			return nil
		}
		read, known := readers[strings.ToLower(path.Ext(name))]
		switch {
		case !known:
			sum.Problems = append(sum.Problems, Problem{File: name, Reason: "this kind of file cannot be imported (Markdown, JSON lines, CSV and PDF can)"})
		case read == nil && path.Ext(name) == ".yaml" && !exists(fsys, strings.TrimSuffix(name, ".yaml")+".pdf"):
			sum.Problems = append(sum.Problems, Problem{File: name, Reason: "there is no PDF of the same name beside it"})
		case read != nil && mainOf(fsys, name) == "":
			names = append(names, name)
		}
		return nil
	})
	slices.SortStableFunc(names, func(a, b string) int {
		if x, y := path.Ext(a) == ".pdf", path.Ext(b) == ".pdf"; x != y {
			if x {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	if err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	return names, nil
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

// check validates the records of a file and looks for ids that appear twice.
func (im *Importer) check(b *batch) {
	known := func(id calendar.ID) bool { _, ok := im.Calendar.Observance(id); return ok }
	here := make(map[string]int)
	for _, e := range b.entries {
		if err := e.record.Validate(known); err != nil {
			b.problem(e.line, "%v", err)
		}
		id := e.record.Base().ID
		if line, twice := here[id]; twice {
			b.problem(e.line, "id %q appears a second time, after line %d", id, line)
		} else if other := im.seen[id]; other != "" {
			b.problem(e.line, "id %q appears a second time, after %s", id, other)
		}
		here[id] = e.line
	}
	if len(b.problems) == 0 {
		for id := range here {
			im.seen[id] = b.file
		}
	}
}

// store saves the records of a file in one transaction, and says how many were
// new or other than before.
func (im *Importer) store(ctx context.Context, b *batch) (changed int, err error) {
	if len(b.entries) == 0 {
		return 0, nil
	}
	ids := make([]string, len(b.entries))
	records := make([]content.Record, len(b.entries))
	history := make(map[string][]content.Edition)
	for i, e := range b.entries {
		it := e.record.Base()
		ids[i], records[i] = it.ID, e.record
		if len(e.history) > 0 {
			history[it.ID] = e.history
		}
	}
	before, err := im.Store.Versions(ctx, ids)
	if err != nil {
		return 0, err
	}
	for _, r := range records {
		r.Base().Version = before[r.Base().ID].Version
	}
	if err := im.Store.SaveWithHistory(ctx, im.By, history, records...); err != nil {
		return 0, err
	}
	for _, r := range records {
		if it := r.Base(); it.Version != before[it.ID].Version {
			changed++
		}
	}
	return changed, nil
}

// read returns a text file whole, without a byte order mark, with plain line
// ends, or reports why not.
func (b *batch) read(fsys fs.FS, name string, limit int64) ([]byte, bool) {
	raw, err := readLimited(fsys, name, limit)
	if err != nil {
		b.problem(0, "%v", err)
		return nil, false
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	if !utf8.Valid(raw) {
		b.problem(invalidLine(raw), "not valid UTF-8")
		return nil, false
	}
	return raw, true
}

func readLimited(fsys fs.FS, name string, limit int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(raw)) > limit {
		return nil, fmt.Errorf("larger than %d kB", limit>>10)
	}
	return raw, nil
}

// invalidLine finds the line of the first byte that is not UTF-8.
func invalidLine(raw []byte) int {
	for i, line := range bytes.Split(raw, []byte("\n")) {
		if !utf8.Valid(line) {
			return i + 1
		}
	}
	return 0
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug makes an id of a name: "Müller, Änne" becomes "mueller-aenne".
func slug(s string) string {
	s = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(s))
	s = strings.Map(unaccent, s)
	return strings.Trim(notSlug.ReplaceAllString(s, "-"), "-")
}
