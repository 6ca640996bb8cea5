package backup

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strconv"

	"vielfalt/content"
)

// Limits of what is read.
const (
	maxRow      = 256 << 20         // bytes of a row: all pages of a long brochure
	maxPart     = maxRow + partSize // bytes of a part of rows
	maxFile     = 1 << 30           // bytes of a file
	maxManifest = 64 << 20          // bytes
)

// An Archive is a backup that has been read to the end and is complete.
type Archive struct {
	Manifest
	r io.ReadSeeker
	// files are those that rows name, by hash.
	files map[string]File
}

// Open reads a backup to the end and reports what is wrong with it. It stores
// nothing.
func Open(ctx context.Context, r io.ReadSeeker, progress Progress) (*Archive, error) {
	a := &Archive{r: r}
	err := a.readManifest(ctx)
	if err == nil {
		err = a.verify(ctx, progress)
	}
	if err != nil {
		return nil, fmt.Errorf("the backup cannot be used, nothing was restored: %w", err)
	}
	return a, nil
}

var (
	entryPattern = regexp.MustCompile(`^(rows)/([a-z][a-z0-9_]{0,60})/[0-9]{6}\.jsonl$|^(files)/([0-9a-f]{64})$|^(manifest)\.json$`)
	errEnough    = errors.New("enough was read")
)

// entry is an entry being read.
type entry struct {
	name string
	kind string // rows, files, manifest
	of   string // table or hash
	size int64
	body io.Reader
}

// walk calls f with each entry in order until it returns an error; errEnough
// ends it without one. Nothing may follow the manifest.
func (a *Archive) walk(ctx context.Context, f func(entry) error) error {
	if _, err := a.r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	in := bufio.NewReaderSize(a.r, 1<<16)
	gz, err := gzip.NewReader(in)
	if err != nil {
		return cause(err)
	}
	gz.Multistream(false)
	archive := tar.NewReader(gz)
	for last := false; ; {
		h, err := archive.Next()
		if err == io.EOF && last {
			break
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return cause(err)
		}
		e, err := entryOf(h)
		if err != nil {
			return err
		}
		if last {
			return fmt.Errorf("%s stands after the manifest", e.name)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		e.body = archive
		if err := f(e); errors.Is(err, errEnough) {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: %w", e.name, cause(err))
		}
		last = e.kind == "manifest"
	}
	// The checksum of the whole comes at the end, and nothing after it.
	for _, rest := range []io.Reader{gz, in} {
		if n, err := io.Copy(io.Discard, io.LimitReader(rest, 1)); err != nil {
			return cause(err)
		} else if n > 0 {
			return errors.New("something stands after its end")
		}
	}
	return nil
}

// entryOf accepts the headers that Write writes and no others.
func entryOf(h *tar.Header) (entry, error) {
	m := entryPattern.FindStringSubmatch(h.Name)
	if m == nil || h.Typeflag != tar.TypeReg || len(h.PAXRecords) > 0 {
		return entry{}, fmt.Errorf("%.100q does not belong into a backup", h.Name)
	}
	e := entry{name: h.Name, kind: m[1] + m[3] + m[5], of: m[2] + m[4], size: h.Size}
	if limit := map[string]int64{"rows": maxPart, "files": maxFile, "manifest": maxManifest}[e.kind]; e.size > limit {
		return entry{}, fmt.Errorf("%s is larger than %d bytes", e.name, limit)
	}
	return e, nil
}

// cause puts errors of decompression and tar into words.
func cause(err error) error {
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("it is cut off: %w", err)
	case errors.Is(err, gzip.ErrHeader):
		return fmt.Errorf("it is no backup of this program: %w", err)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, tar.ErrHeader), errors.As(err, new(flate.CorruptInputError)):
		return fmt.Errorf("it is damaged: %w", err)
	}
	return err
}

// readManifest reads the archive through to the manifest.
func (a *Archive) readManifest(ctx context.Context) error {
	return a.walk(ctx, func(e entry) error {
		if e.kind != "manifest" {
			return nil
		}
		b, err := io.ReadAll(e.body)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(b, &a.Manifest); err != nil {
			return err
		}
		if a.Format != Format {
			return fmt.Errorf("it is of format %d, this program reads %d; use the version of the program that wrote it: %q", a.Format, Format, a.Program)
		}
		return nil
	})
}

// verify compares everything with the manifest.
func (a *Archive) verify(ctx context.Context, progress Progress) error {
	tables := make([]content.Table, len(a.Tables))
	for i, t := range a.Tables {
		tables[i] = content.Table{Name: t.Name, Columns: t.Columns}
	}
	s, err := newSummer(tables)
	if err != nil {
		return fmt.Errorf("%s: %w", manifestName, err)
	}
	if len(s.tables) != len(tables) {
		return fmt.Errorf("%s: a table appears twice", manifestName)
	}
	a.files = s.files
	next, place, present := 0, "", 0
	err = a.walk(ctx, func(e entry) error {
		if e.kind == "manifest" {
			return nil
		}
		if next == len(a.Entries) {
			return errors.New("the manifest does not name it")
		}
		want := a.Entries[next]
		next++
		if want.Name != e.name || want.Size != e.size {
			return fmt.Errorf("the manifest names %.100q with %d bytes in its place", want.Name, want.Size)
		}
		// Tables come in order, each in parts, then files: nothing twice.
		before := place
		place = fmt.Sprintf("%t %06d %s", e.kind == "files", slices.IndexFunc(tables, func(t content.Table) bool { return t.Name == e.of }), e.name)
		if place <= before {
			return errors.New("it stands in the wrong place")
		}
		if e.kind == "files" {
			present++
			progress.Tell(fmt.Sprintf("checking file %d of %d", present, len(s.files)), s.rows)
			if f, ok := s.files[e.of]; !ok || f.Size != e.size {
				return errors.New("no row names it so")
			}
			return whole(e.body, e.of, want.Sum)
		}
		rows, err := part(e, want.Sum)
		if err != nil {
			return err
		}
		for row, err := range rows {
			if err != nil {
				return err
			}
			if _, err := s.add(row); err != nil {
				return err
			}
			s.tell(progress)
		}
		return nil
	})
	progress.Tell("", s.rows)
	if err != nil {
		return err
	}
	if next < len(a.Entries) {
		return fmt.Errorf("%.100q is missing", a.Entries[next].Name)
	}
	if present < len(s.files) {
		return fmt.Errorf("%d of the %d files that rows name are missing", len(s.files)-present, len(s.files))
	}
	for _, t := range a.Tables {
		if s.counts[t.Name] != t.Rows {
			return fmt.Errorf("%d rows of %s are there, the manifest names %d", s.counts[t.Name], t.Name, t.Rows)
		}
	}
	if !slices.Equal(s.sections(), a.Sections) {
		return errors.New("the sums of its sections are others than the manifest names")
	}
	return nil
}

var errAltered = errors.New("it was altered: its sum is another than the manifest names")

// whole reads to the end and compares the sum with the expected ones.
func whole(r io.Reader, sums ...string) error {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return err
	}
	for _, sum := range sums {
		if sum != hex.EncodeToString(h.Sum(nil)) {
			return errAltered
		}
	}
	return nil
}

// part reads a part of a table, checks its sum and returns its rows.
func part(e entry, sum string) (iter.Seq2[content.Row, error], error) {
	data, err := io.ReadAll(e.body)
	if err != nil {
		return nil, err
	}
	if err := whole(bytes.NewReader(data), sum); err != nil {
		return nil, err
	}
	return func(yield func(content.Row, error) bool) {
		n := 0
		for line := range bytes.Lines(data) {
			n++
			values, err := valuesOf(line)
			if err != nil {
				err = fmt.Errorf("line %d: %w", n, err)
			}
			if !yield(content.Row{Table: e.of, Values: values}, err) || err != nil {
				return
			}
		}
	}, nil
}

// valuesOf decodes a line into the values of a row.
func valuesOf(line []byte) ([]any, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var values []any
	if err := d.Decode(&values); err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(line[d.InputOffset():])) > 0 {
		return nil, errors.New("something stands after the row")
	}
	for i, v := range values {
		if number, ok := v.(json.Number); ok {
			n, err := strconv.ParseInt(number.String(), 10, 64)
			if err != nil {
				return nil, fmt.Errorf("%.30q is no whole number of 64 bits", number)
			}
			values[i] = n
		}
	}
	return values, nil
}
