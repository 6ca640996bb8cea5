package backup

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"vielfalt/content"
	"vielfalt/content/internal/flock"
)

// Format is the number of the format that Write writes and Open reads.
const Format = 1

// A Manifest says what is in a backup. It is the last entry, because everything
// is known only then.
type Manifest struct {
	Format  int       `json:"format"`
	Schema  int64     `json:"schema"`  // of the store it was taken from
	Program string    `json:"program"` // version of the program
	At      time.Time `json:"at"`      // the moment whose state the backup holds; UTC, whole seconds

	Tables   []Table   `json:"tables"`
	Sections []Section `json:"sections"`
	Entries  []Entry   `json:"entries"` // all but the manifest, in order
}

// A Table is a table and its number of rows.
type Table struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Rows    int64    `json:"rows"`
}

// An Entry is an entry of the archive.
type Entry struct {
	Name string `json:"name"`
	Size int64  `json:"size"`   // bytes
	Sum  string `json:"sha256"` // hexadecimal
}

// Source is what a backup is taken of, and what it states about its origin.
type Source struct {
	Place
	Program string           // version of the program
	Now     func() time.Time // clock
}

const (
	manifestName = "manifest.json"
	partSize     = 4 << 20 // a new part begins after this many bytes of rows
)

// partName returns the name of a part of a table, counted from 1.
func partName(table string, n int) string { return fmt.Sprintf("rows/%s/%06d.jsonl", table, n) }

// Create writes a backup into a new file. The file appears under its name once
// it is complete and on disk; until then its name ends in .tmp, and after an
// error there is nothing. What an interrupted backup left behind is replaced.
// If the file already exists, the error is fs.ErrExist.
func Create(ctx context.Context, path string, from Source, progress Progress) (m *Manifest, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("backup: %w", err)
		}
	}()
	if err := vacant(path); err != nil {
		return nil, err
	}
	tmp := path + ".tmp"
	f, err := claim(tmp)
	if err != nil {
		return nil, err
	}
	defer f.Close() // releases the lock too, once the file has its name or is gone
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(tmp))
		}
	}()
	m, err = Write(ctx, f, from, progress)
	if err = errors.Join(err, f.Sync()); err != nil {
		return nil, err
	}
	if err := vacant(path); err != nil {
		return nil, err
	}
	if err := os.Rename(tmp, path); err != nil {
		return nil, err
	}
	return m, flush(filepath.Dir(path))
}

// claim opens an unfinished backup to rewrite it, and holds a lock on it. It
// replaces one that was interrupted, but nothing else.
func claim(tmp string) (*os.File, error) {
	for {
		was, err := os.Lstat(tmp)
		if err == nil && !was.Mode().IsRegular() {
			return nil, foreign(tmp)
		}
		f, err := os.OpenFile(tmp, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, err
		}
		ok, err := flock.Try(f)
		if errors.Is(err, errors.ErrUnsupported) {
			ok, err = was == nil, nil
		}
		if err == nil && !ok {
			err = &fs.PathError{Op: "write", Path: tmp, Err: errBusy}
		}
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		// The previous holder of the lock may have given the file its final
		// name, or removed it.
		mine, err1 := f.Stat()
		there, err2 := os.Lstat(tmp)
		if err1 == nil && err2 == nil && os.SameFile(mine, there) {
			if err := emptied(f); err != nil {
				return nil, errors.Join(err, f.Close())
			}
			return f, nil
		}
		if err := errors.Join(err1, f.Close()); err != nil {
			return nil, err
		}
	}
}

// errBusy means that somebody else is writing.
var errBusy = errors.New("another backup is being written")

// emptied removes what an interrupted backup has written: nothing yet, or the
// beginning of a gzip file.
func emptied(f *os.File) error {
	head := make([]byte, 2)
	if n, err := f.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	} else if n > 0 && !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return foreign(f.Name())
	}
	return errors.Join(f.Chmod(0o600), f.Truncate(0))
}

func foreign(tmp string) error {
	return fmt.Errorf("%s is in the way, and no backup that was cut off: move it elsewhere", tmp)
}

// vacant returns fs.ErrExist if there is something at a path.
func vacant(path string) error {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = &fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}
	}
	return err
}

// flush makes sure that a rename in a folder is on disk.
func flush(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Write writes a backup: all rows as of one moment, then the files they name. A
// missing or damaged file is an error that names it.
func Write(ctx context.Context, w io.Writer, from Source, progress Progress) (*Manifest, error) {
	// Files are already compressed; rows shrink well at any level.
	gz, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	a := &archiver{tar: tar.NewWriter(gz), Manifest: Manifest{Format: Format, Program: from.Program, At: from.Now().UTC().Truncate(time.Second)}}
	if a.Schema, err = from.Rows.Schema(ctx); err != nil {
		return nil, err
	}
	s, err := newSummer(from.Rows.Tables())
	if err != nil {
		return nil, err
	}
	if err := a.addRows(ctx, from.Rows, s, progress); err != nil {
		return nil, err
	}
	files := s.named()
	for i, f := range files {
		progress.Tell(fmt.Sprintf("file %d of %d", i+1, len(files)), s.rows)
		if err := a.addFile(ctx, from.Files, f); err != nil {
			return nil, f.wrap(err)
		}
	}
	progress.Tell("", s.rows)
	for _, t := range from.Rows.Tables() {
		a.Tables = append(a.Tables, Table{Name: t.Name, Columns: t.Columns, Rows: s.counts[t.Name]})
	}
	a.Sections = s.sections()
	last, err := json.MarshalIndent(a.Manifest, "", "\t")
	if err != nil {
		return nil, err
	}
	if err := a.add(manifestName, int64(len(last)), bytes.NewReader(last)); err != nil {
		return nil, err
	}
	if err := errors.Join(a.tar.Close(), gz.Close()); err != nil {
		return nil, err
	}
	a.Entries = a.Entries[:len(a.Entries)-1]
	return &a.Manifest, nil
}

// An archiver writes entries and notes them in its manifest.
type archiver struct {
	tar *tar.Writer
	Manifest
}

// addRows adds all rows in parts, because the size of an entry precedes it.
func (a *archiver) addRows(ctx context.Context, rows content.Snapshotter, s *summer, progress Progress) error {
	var part bytes.Buffer
	table, n := "", 0
	flush := func() error {
		if part.Len() == 0 {
			return nil
		}
		n++
		defer part.Reset()
		return a.add(partName(table, n), int64(part.Len()), &part)
	}
	err := rows.Snapshot(ctx, func(r content.Row) error {
		if r.Table != table || part.Len() >= partSize {
			if err := flush(); err != nil {
				return err
			}
			if r.Table != table {
				table, n = r.Table, 0
			}
		}
		line, err := s.add(r)
		if err != nil {
			return err
		}
		if len(line) > maxRow {
			return fmt.Errorf("a row of %s is larger than %d bytes", r.Table, maxRow)
		}
		part.Write(line)
		s.tell(progress)
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// addFile adds a file after checking that it is what was stored.
func (a *archiver) addFile(ctx context.Context, files content.Files, f File) error {
	r, err := files.Open(ctx, f.Hash)
	if err != nil {
		return err
	}
	defer r.Close()
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if size != f.Size {
		return errDamaged
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if err := a.add("files/"+f.Hash, size, r); err != nil {
		return err
	}
	if a.Entries[len(a.Entries)-1].Sum != f.Hash {
		return errDamaged
	}
	return ctx.Err()
}

// add writes an entry of known size.
func (a *archiver) add(name string, size int64, body io.Reader) error {
	h := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: a.At, Format: tar.FormatUSTAR}
	if err := a.tar.WriteHeader(h); err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(a.tar, sum), io.LimitReader(body, size)); err != nil {
		return err
	}
	a.Entries = append(a.Entries, Entry{Name: name, Size: size, Sum: hex.EncodeToString(sum.Sum(nil))})
	return nil
}
