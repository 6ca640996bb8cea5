package content

import (
	"context"
	"io"
	"time"
)

// A File is a stored file, addressed by its content.
type File struct {
	Hash string `json:"hash"` // SHA-256, hexadecimal
	Size int64  `json:"size"` // bytes
	Type string `json:"type"` // media type
}

// Files stores brochure files and pictures, addressed by their content.
type Files interface {
	// Put stores what it reads, at most limit bytes, and returns its hash and
	// size; more than that is an error and stores nothing. Storing the same
	// file again is fine, and counts as storing it now.
	Put(ctx context.Context, r io.Reader, mediaType string, limit int64) (File, error)
	// Open returns the file with a hash; ErrNotFound. The caller closes it.
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
	// List calls f with every file, in any order, and stops at f's first error and
	// returns it. Files that are stored or deleted meanwhile may be among them.
	List(ctx context.Context, f func(StoredFile) error) error
	// Delete removes the file with a hash; if there is none, that is fine.
	Delete(ctx context.Context, hash string) error
}

// A StoredFile is a file as a store lists it.
type StoredFile struct {
	Hash string
	Size int64     // bytes
	At   time.Time // when it was last stored, to the second or so
}

// UnusedFor is how long nothing must have named a file before it is removed.
const UnusedFor = 30 * 24 * time.Hour

// A FileLedger remembers which files nothing names.
type FileLedger interface {
	// NoteUnused remembers that from now on nothing names the files with these
	// hashes, unless that is known already, and forgets all others. It returns
	// since when it is known of each, to the second.
	NoteUnused(ctx context.Context, hashes []string) (map[string]time.Time, error)
}
