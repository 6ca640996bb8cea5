package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/content/picture"
)

// Earlier versions of a record, and drafts of it, are next to it in
// NAME.versions.jsonl, one a line; files that these name, and the record does
// not, are in the folder NAME.versions under their hashes.
const (
	versionsFolder = ".versions"
	versionsFile   = versionsFolder + ".jsonl"
	maxVersions    = 1 << 30  // bytes of such a file
	maxVersion     = 64 << 20 // bytes of a line of it
	maxNumber      = 1 << 53  // of a version: what JSON holds exactly, with room to count on
)

// version is what an export says about how a version came about.
type version struct {
	Number  integer `yaml:"number" json:"number"`
	BasedOn integer `yaml:"based_on,omitempty" json:"based_on,omitempty"`
	Kind    string  `yaml:"kind" json:"kind"`
	By      string  `yaml:"by,omitempty" json:"by,omitempty"`
	At      string  `yaml:"at" json:"at"`
	Note    string  `yaml:"note,omitempty" json:"note,omitempty"`
}

// A versionLine is a line of a file of versions.
type versionLine struct {
	version
	Open   bool            `json:"open,omitempty"`   // it is the open draft
	Begins string          `json:"begins,omitempty"` // it takes the place of the record then
	Digest string          `json:"digest"`
	Record json.RawMessage `json:"record"` // as content.Encode writes it
}

func versionOf(v content.Version) *version {
	return &version{Number: integer(v.Number), BasedOn: integer(v.BasedOn), Kind: string(v.Kind), By: v.By, At: stamp(v.At), Note: v.Note}
}

var kindPattern = regexp.MustCompile(`^[a-z][a-z-]{0,19}$`)

// read is the opposite of versionOf.
func (f *version) read(p *problems) content.Version {
	v := content.Version{
		Number: int64(f.Number), BasedOn: int64(f.BasedOn), Kind: content.VersionKind(f.Kind), By: f.By, At: p.moment("version.at", f.At), Note: f.Note,
	}
	if v.Number < 1 || v.Number > maxNumber || v.BasedOn < 0 || v.BasedOn >= v.Number {
		p.Add("version.number", "problem.number", "%d, based on %d, is not the number of a version", v.Number, v.BasedOn)
	}
	if !kindPattern.MatchString(f.Kind) {
		p.Add("version.kind", "problem.text", "%q is not how a version comes about", f.Kind)
	}
	if v.At.IsZero() {
		p.Add("version.at", "problem.required", "is missing")
	}
	for _, t := range []struct{ name, value string }{{"by", f.By}, {"note", f.Note}} {
		if !content.ValidNote(t.value) {
			p.Add("version."+t.name, "problem.text", "must be a line of at most 1000 bytes without control characters")
		}
	}
	return v
}

// pasts writes the version files of some records, and returns what is known of
// the versions that the records themselves are.
func (e *exporter) pasts(ctx context.Context, source Source, records []content.Record) (map[string]*version, error) {
	out := make(map[string]*version)
	byID := make(map[string]content.Record)
	var ids []string
	for _, r := range records {
		it := r.Base()
		ids, byID[it.ID] = append(ids, it.ID), r
		out[it.ID] = versionOf(content.Version{Number: it.Version, Kind: content.KindSave, At: it.Updated})
	}
	if len(ids) == 0 {
		return out, nil
	}
	var of content.Record // whose versions are being written
	var lines bytes.Buffer
	flush := func() error {
		if lines.Len() == 0 {
			return nil
		}
		defer lines.Reset()
		return e.file(base(of)+versionsFile, &lines)
	}
	enc := json.NewEncoder(&lines)
	enc.SetEscapeHTML(false)
	err := source.EachVersion(ctx, ids, func(v content.Version) error {
		r := byID[v.ItemID]
		if r != of {
			if err := flush(); err != nil {
				return err
			}
			of = r
		}
		it := r.Base()
		if v.Live {
			out[it.ID] = versionOf(v)
			return nil
		}
		// What was saved after the record was read belongs to the next export.
		if planned := !v.Begins.IsZero(); planned && !e.drafts || !planned && (v.State.Published() && v.Number > it.Version || !v.State.Published() && !e.drafts) {
			return nil
		}
		record, err := content.Encode(v.Record)
		if err != nil {
			return err
		}
		if err := e.filesOf(ctx, v, r); err != nil {
			return err
		}
		return enc.Encode(versionLine{*versionOf(v), v.Open, stamp(v.Begins), v.Digest, record})
	})
	return out, errors.Join(err, flush())
}

// filesOf writes the files that a version names and the record does not.
func (e *exporter) filesOf(ctx context.Context, v content.Version, r content.Record) error {
	for _, f := range content.NamedFiles(v.Record) {
		name := path.Join(base(r)+versionsFolder, f.Hash)
		if slices.Contains(exported(r), f.Hash) || e.written[name] {
			continue
		}
		if err := e.blob(ctx, name, f.Hash); err != nil {
			return fmt.Errorf("version %d of %q: %w", v.Number, v.ItemID, err)
		}
		if e.written == nil {
			e.written = make(map[string]bool)
		}
		e.written[name] = true
	}
	return nil
}

// exported returns the files that are written with a record: neither covers nor the
// smaller sizes of pictures, which an import makes again.
func exported(r content.Record) []string {
	var out []string
	if b, ok := r.(*content.Brochure); ok {
		out = append(out, b.PDF.Hash)
	}
	for _, p := range content.PicturesOf(r) {
		out = append(out, p.File.Hash)
	}
	return out
}

// besideOf returns the file whose records' versions a file holds: empty if it
// is not a file of versions; missing if there is no such file.
func besideOf(fsys fs.FS, name string) (main string, missing bool) {
	stem, ok := strings.CutSuffix(name, versionsFile)
	if !ok {
		return "", false
	}
	for _, ext := range []string{".md", ".pdf", ".PDF", ".jsonl"} {
		if exists(fsys, stem+ext) {
			return stem + ext, false
		}
	}
	return "", true
}

// filesOfVersions reports whether a folder holds files that versions name.
func filesOfVersions(fsys fs.FS, dir string) bool {
	stem, ok := strings.CutSuffix(dir, versionsFolder)
	return ok && exists(fsys, stem+versionsFile)
}

// versions reads the versions of a batch's records, if there are any next to
// it.
func (im *Importer) versions(ctx context.Context, fsys fs.FS, b *batch) {
	stem := strings.TrimSuffix(b.file, path.Ext(b.file))
	name := stem + versionsFile
	if !exists(fsys, name) {
		return
	}
	file, err := fsys.Open(name)
	if err != nil {
		b.problemAt(spot{name, 0}, "%s", cause(err))
		return
	}
	defer file.Close()
	of := make(map[string]*entry)
	for _, e := range b.entries {
		if e.record != nil {
			of[e.record.Base().ID] = e
		}
	}
	limit := &io.LimitedReader{R: file, N: maxVersions + 1}
	lines := bufio.NewScanner(limit)
	lines.Buffer(nil, maxVersion)
	n := 1
	for ; lines.Scan() && limit.N > 0 && ctx.Err() == nil; n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		if reason := im.version(fsys, b, stem, of, line, n); reason != nil {
			b.problemAt(spot{name, n}, "%v", reason)
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		b.problemAt(spot{name, n}, "it is longer than %d MB", maxVersion>>20)
	case err != nil:
		b.problemAt(spot{name, n}, "%s", cause(err))
	case limit.N <= 0:
		b.problemAt(spot{name, n}, "it is larger than %d MB", maxVersions>>20)
	}
}

// version reads a line of a file of versions.
func (im *Importer) version(fsys fs.FS, b *batch, stem string, of map[string]*entry, line []byte, n int) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	var f versionLine
	if err := d.Decode(&f); err != nil {
		return plainJSON(err)
	}
	if d.InputOffset() < int64(len(line)) {
		return fmt.Errorf("something stands after the version, at byte %d", d.InputOffset()+1)
	}
	record, err := content.Decode(f.Record)
	if err != nil {
		return err
	}
	encoded, err := content.Encode(record)
	if err != nil {
		return err
	}
	if content.Digest(encoded) != f.Digest {
		return fmt.Errorf("version %d was altered: its digest is another", f.Number)
	}
	it := record.Base()
	e := of[it.ID]
	if e == nil || e.record.Base().Type != it.Type {
		return fmt.Errorf("it is a version of %s %q, which is not in %s", it.Type, it.ID, path.Base(b.file))
	}
	var p problems
	v := f.version.read(&p)
	v.Begins = p.moment("begins", f.Begins)
	if slices.ContainsFunc(e.history.Versions, func(w content.Version) bool { return w.Number == v.Number }) {
		p.Add("number", "problem.number", "there is a version %d already", v.Number)
	}
	if err := p.Err(); err != nil {
		return err
	}
	if err := record.Validate(nil); err != nil { // by rules that were introduced later
		b.noteAt(spot{stem + versionsFile, n}, "version %d was left out: %v", v.Number, err)
		return nil
	}
	shown := make(map[string]bool) // as a picture
	for _, p := range content.PicturesOf(record) {
		for _, file := range p.Files() {
			shown[file.Hash] = true
		}
	}
	for _, file := range content.NamedFiles(record) {
		b.puts = append(b.puts, func(ctx context.Context) error {
			return im.putVersion(ctx, fsys, path.Join(stem+versionsFolder, file.Hash), file, shown[file.Hash])
		})
	}
	v.Record, v.Digest = record, f.Digest
	e.history.Versions = append(e.history.Versions, v)
	if f.Open {
		e.history.Open = v.Number
	}
	return nil
}

// putVersion stores a file that a version names, which either is the record's
// and already stored, or is in the folder of the versions.
func (im *Importer) putVersion(ctx context.Context, fsys fs.FS, name string, file content.File, shown bool) error {
	in, err := fsys.Open(name)
	if err != nil {
		stored, missing := im.Files.Open(ctx, file.Hash)
		if errors.Is(missing, content.ErrNotFound) {
			return content.Problems{{Field: "file", Detail: name + ": " + cause(err)}}
		}
		if missing != nil {
			return missing
		}
		return stored.Close()
	}
	defer in.Close()
	var from io.Reader = in
	if shown {
		raw, err := readLimited(fsys, name, content.MaxPicture)
		if err == nil {
			err = picture.Clean(raw, file.Type)
		}
		if err != nil {
			return content.Problems{{Field: "file", Detail: name + ": " + cause(err)}}
		}
		from = bytes.NewReader(raw)
	}
	got, err := im.Files.Put(ctx, from, file.Type, file.Size)
	if err == nil && got.Hash != file.Hash {
		err = content.Problems{{Field: "file", Detail: name + ": it is not what its name says"}}
	}
	return err
}

// WriteRecord writes a record as an export does, as one text: Markdown with its
// front matter, followed by the other languages; brochures without their files.
func WriteRecord(w io.Writer, r content.Record) error {
	f := of(r, nil)
	if _, ok := r.(*content.Brochure); ok {
		return writeFront(w, f)
	}
	translations := f.Translations
	f.Translations = nil
	if err := writeMarkdown(w, f); err != nil {
		return err
	}
	for _, t := range translations {
		side := &fields{ID: f.ID, Type: f.Type, Lang: t.Lang, Title: t.Title, Summary: t.Summary, Body: t.Body}
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
		if err := writeMarkdown(w, side); err != nil {
			return err
		}
	}
	return nil
}
