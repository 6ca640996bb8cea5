package regular

import (
	"errors"
	"io/fs"
	"os"
)

// errOther is why something is not opened.
var errOther = errors.New("it is not a regular file")

// FS returns a file system with the files of another, of which it opens only
// regular files and folders.
func FS(fsys fs.FS) fs.FS { return files{fsys} }

type files struct{ fs.FS }

// Open implements fs.FS.
func (f files) Open(name string) (fs.File, error) {
	info, err := fs.Stat(f.FS, name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errOther}
	}
	return f.FS.Open(name)
}

// Stat implements fs.StatFS.
func (f files) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.FS, name) }

// Open opens the file at a path, if it is a regular one.
func Open(path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: errOther}
	}
	return os.Open(path)
}
