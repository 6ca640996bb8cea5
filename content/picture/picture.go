package picture

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"

	"vielfalt/content"
	"vielfalt/content/internal/child"
)

// Making is the number of the way in which pictures are made. Whoever changes what
// [Maker.Make] makes of any file raises it, so that files are read anew.
const Making = 1

// A Maker makes pictures out of files.
type Maker struct {
	// Child is the command by which the program calls itself; it must answer by
	// calling RunChild. If it is empty pictures are read without bounds, in this
	// process: for tests of what becomes of them.
	Child []string
}

// Default returns the maker of a program that answers to the command
// "picture-scale".
func Default() *Maker {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	return &Maker{Child: []string{self, "picture-scale"}}
}

// A Made is a picture with the bytes of its files.
type Made struct {
	// Picture has files, width and height, and neither a name nor words.
	Picture content.Picture
	// Notes say what was in the file and is not in the picture, a sentence each.
	Notes []string

	data [][]byte // of Picture.Files
}

// Make makes a picture of a file. The error is a [Refusal] if that is the fault of
// the file. The same file always gives the same picture.
func (m *Maker) Make(ctx context.Context, raw []byte) (*Made, error) {
	made, err := m.make(ctx, raw)
	var refused child.Refusal
	switch {
	case errors.As(err, &refused):
		return nil, refuse(Heavy, "%s", refused)
	case errors.Is(err, ErrRefused):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("make a picture: %w", err)
	}
	return made, nil
}

func (m *Maker) make(ctx context.Context, raw []byte) (*Made, error) {
	if len(raw) > content.MaxPicture {
		return nil, refuse(Large, "it is larger than %d MB; save it smaller", content.MaxPicture>>20)
	}
	switch typeOf(raw) {
	case "":
		return nil, unknown(raw)
	case content.SVG:
		return m.svg(ctx, raw)
	}
	all, err := m.scale(ctx, raw)
	if err != nil {
		return nil, err
	}
	made := &Made{Notes: losses(raw)}
	for i, s := range all {
		f := made.add(s.Type, s.Data)
		if i == 0 {
			made.Picture = content.Picture{File: f, Width: s.Width, Height: s.Height}
		} else {
			made.Picture.Smaller = append(made.Picture.Smaller, content.Scaled{File: f, Width: s.Width, Height: s.Height})
		}
	}
	return made, nil
}

// scale makes the sizes of a picture, in the child if there is one.
func (m *Maker) scale(ctx context.Context, raw []byte) ([]scaled, error) {
	if len(m.Child) == 0 {
		return sizes(raw)
	}
	out, _, err := child.Run(ctx, m.Child, raw, maxOutput)
	if err != nil {
		return nil, err
	}
	return read(out)
}

// add takes in the bytes of the next file.
func (m *Made) add(mediaType string, data []byte) content.File {
	m.data = append(m.data, data)
	return content.File{Hash: hashOf(data), Size: int64(len(data)), Type: mediaType}
}

// hashOf returns the hash of bytes as stores write it, see [content.File].
func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Store puts the files of the picture into a store.
func (m *Made) Store(ctx context.Context, files content.Files) error {
	for i, f := range m.Picture.Files() {
		stored, err := files.Put(ctx, bytes.NewReader(m.data[i]), f.Type, f.Size)
		if err == nil && stored.Hash != f.Hash {
			err = fmt.Errorf("it was stored as %s", stored.Hash)
		}
		if err != nil {
			return fmt.Errorf("store picture %s: %w", f.Hash, err)
		}
	}
	return nil
}
