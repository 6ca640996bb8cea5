package spool

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"

	"vielfalt/content"
)

// File copies what it reads, at most limit bytes, into a new file in dir, and
// returns that file with the hash and the size of its content. The caller
// closes and removes it. An empty dir means the system's folder for temporary
// files. More than limit bytes return content.Problems; then, as after any
// error, there is no file.
func File(ctx context.Context, dir string, r io.Reader, limit int64) (*os.File, content.File, error) {
	tmp, err := os.CreateTemp(dir, "vielfalt-*")
	if err != nil {
		return nil, content.File{}, err
	}
	h := sha256.New()
	size, err := io.Copy(io.MultiWriter(tmp, h), io.LimitReader(patient{ctx, r}, limit+1))
	if err == nil && size > limit {
		var p content.Problems
		p.Add("file", "problem.long", "is larger than %d bytes", limit)
		err = p
	}
	if err != nil {
		return nil, content.File{}, errors.Join(err, tmp.Close(), os.Remove(tmp.Name()))
	}
	return tmp, content.File{Hash: hex.EncodeToString(h.Sum(nil)), Size: size}, nil
}

// patient reads until nobody waits for it any longer.
type patient struct {
	ctx context.Context
	r   io.Reader
}

// Read implements io.Reader.
func (p patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}
