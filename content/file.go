package content

import (
	"context"
	"io"
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
	// file again is fine.
	Put(ctx context.Context, r io.Reader, mediaType string, limit int64) (File, error)
	// Open returns the file with a hash; ErrNotFound. The caller closes it.
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
}
