package filestore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"syscall"
	"time"

	"vielfalt/content"
	"vielfalt/content/internal/spool"
)

// A Folder is a folder of files. It is safe for concurrent use, also by several
// processes.
type Folder struct {
	dir string
}

var _ content.Files = (*Folder)(nil)

// unfinished is the subfolder of files being written, and stale is the age at
// which nobody can still be writing them.
const (
	unfinished = "tmp"
	stale      = 24 * time.Hour
)

// Open returns the store in a folder, which is created if it does not exist. It
// removes files that a process which died left unfinished more than a day ago.
func Open(dir string) (*Folder, error) {
	s := &Folder{dir: dir}
	if err := os.MkdirAll(filepath.Join(dir, unfinished), 0o700); err != nil {
		return nil, fmt.Errorf("open folder of files: %w", err)
	}
	if err := s.tidy(); err != nil {
		return nil, fmt.Errorf("open folder of files: %w", err)
	}
	return s, nil
}

// OpenToRead returns the store in a folder for reading, without touching the
// folder.
func OpenToRead(dir string) *Folder { return &Folder{dir: dir} }

// tidy measures the age of unfinished files against one it writes itself, which
// also shows that the folder can be written to. On a full disk it leaves them
// alone: existing files can still be read.
func (s *Folder) tidy() error {
	probe, err := os.CreateTemp(filepath.Join(s.dir, unfinished), "*")
	if errors.Is(err, syscall.ENOSPC) {
		return nil
	}
	if err != nil {
		return err
	}
	defer os.Remove(probe.Name())
	defer probe.Close()
	now, err := probe.Stat()
	if err != nil {
		return err
	}
	list, err := os.ReadDir(filepath.Join(s.dir, unfinished))
	if err != nil {
		return err
	}
	for _, e := range list {
		if i, err := e.Info(); err == nil && now.ModTime().Sub(i.ModTime()) > stale {
			if err := os.Remove(filepath.Join(s.dir, unfinished, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// Put implements content.Files. A file above the limit returns
// content.Problems.
func (s *Folder) Put(ctx context.Context, r io.Reader, mediaType string, limit int64) (content.File, error) {
	f, err := s.put(ctx, r, limit)
	if err != nil {
		if errors.Is(err, syscall.ENOSPC) {
			err = fmt.Errorf("the disk is full, nothing of this was stored: %w", err)
		}
		return content.File{}, fmt.Errorf("store file: %w", err)
	}
	f.Type = mediaType
	return f, nil
}

func (s *Folder) put(ctx context.Context, r io.Reader, limit int64) (content.File, error) {
	tmp, f, err := spool.File(ctx, filepath.Join(s.dir, unfinished), r, limit)
	if err != nil {
		return content.File{}, err
	}
	defer os.Remove(tmp.Name()) // gone already if all went well
	defer tmp.Close()
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return content.File{}, err
	}
	path := s.path(f.Hash)
	if i, err := os.Stat(path); err == nil && i.Size() == f.Size {
		now := time.Now()
		return f, os.Chtimes(path, now, now) // already stored
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return content.File{}, err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return content.File{}, err
	}
	return f, errors.Join(flush(filepath.Dir(path)), flush(s.dir))
}

// flush makes sure that a rename into a folder is on disk.
func flush(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

var hashPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Open implements content.Files.
func (s *Folder) Open(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !hashPattern.MatchString(hash) {
		return nil, fmt.Errorf("open file %.70q: %w", hash, content.ErrNotFound)
	}
	f, err := os.Open(s.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		err = content.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("open file %s: %w", hash, err)
	}
	return f, nil
}

// path spreads the files over 256 folders.
func (s *Folder) path(hash string) string { return filepath.Join(s.dir, hash[:2], hash) }

// List implements content.Files.
func (s *Folder) List(ctx context.Context, f func(content.StoredFile) error) error {
	folders, err := os.ReadDir(s.dir)
	if err != nil {
		return fmt.Errorf("list files: %w", err)
	}
	for _, folder := range folders {
		if len(folder.Name()) != 2 {
			continue
		}
		list, err := os.ReadDir(filepath.Join(s.dir, folder.Name()))
		if err != nil {
			return fmt.Errorf("list files: %w", err)
		}
		for _, e := range list {
			if err := ctx.Err(); err != nil {
				return err
			}
			info, err := e.Info()
			if errors.Is(err, fs.ErrNotExist) || !hashPattern.MatchString(e.Name()) {
				continue
			}
			if err != nil {
				return fmt.Errorf("list files: %w", err)
			}
			if err := f(content.StoredFile{Hash: e.Name(), Size: info.Size(), At: info.ModTime()}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Delete implements content.Files.
func (s *Folder) Delete(ctx context.Context, hash string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !hashPattern.MatchString(hash) {
		return nil
	}
	if err := os.Remove(s.path(hash)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete file %s: %w", hash, err)
	}
	return nil
}
