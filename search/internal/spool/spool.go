// Package spool holds documents in a temporary file between the two passes of a
// rebuild: all words must be known before the first document is analysed, and
// there may be more documents than fit in memory.
//
// It must not know what the documents are for.
//
// To add a field to documents: nothing to do here.
package spool

import (
	"bufio"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"vielfalt/search"
)

// A File holds documents.
type File struct {
	f   *os.File
	w   *bufio.Writer
	enc *gob.Encoder
}

// New creates an empty file in a folder; an empty name means the system's
// folder for temporary files.
func New(dir string) (*File, error) {
	f, err := os.CreateTemp(dir, "spool-*")
	if err != nil {
		return nil, fmt.Errorf("spool documents: %w", err)
	}
	w := bufio.NewWriterSize(f, 1<<16)
	return &File{f: f, w: w, enc: gob.NewEncoder(w)}, nil
}

// Add appends a document.
func (s *File) Add(d search.Document) error {
	if err := s.enc.Encode(d); err != nil {
		return fmt.Errorf("spool document %q: %w", d.ID, err)
	}
	return nil
}

// Batches yields the documents in the order in which they were added, size at a
// time.
func (s *File) Batches(size int) iter.Seq2[[]search.Document, error] {
	return func(yield func([]search.Document, error) bool) {
		if err := s.w.Flush(); err != nil {
			yield(nil, fmt.Errorf("spool documents: %w", err))
			return
		}
		if _, err := s.f.Seek(0, io.SeekStart); err != nil {
			yield(nil, fmt.Errorf("read spooled documents: %w", err))
			return
		}
		dec := gob.NewDecoder(bufio.NewReaderSize(s.f, 1<<16))
		for {
			batch := make([]search.Document, 0, size)
			for len(batch) < size {
				var d search.Document
				err := dec.Decode(&d)
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					yield(nil, fmt.Errorf("read spooled documents: %w", err))
					return
				}
				batch = append(batch, d)
			}
			if len(batch) == 0 || !yield(batch, nil) || len(batch) < size {
				return
			}
		}
	}
}

// Close removes the file.
func (s *File) Close() error {
	return errors.Join(s.f.Close(), os.Remove(s.f.Name()))
}
