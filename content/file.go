package content

import (
	"context"
	"io"
)

// A File is a stored file, addressed by what is in it.
type File struct {
	Hash string `json:"hash"` // SHA-256, hexadecimal
	Size int64  `json:"size"` // bytes
	Type string `json:"type"` // media type
}

// Files keeps brochure files and pictures, addressed by what is in them.
type Files interface {
	// Put stores what it reads, at most limit bytes, and returns its hash and
	// size; more is an error and stores nothing. Storing the same again is fine.
	Put(ctx context.Context, r io.Reader, mediaType string, limit int64) (File, error)
	// Open returns the file with a hash; ErrNotFound. The caller closes it.
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
}
