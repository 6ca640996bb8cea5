package picture

import (
	"context"

	"vielfalt/content"
)

// Source is by what a file is remembered.
func Source(raw []byte) string { return hashOf(raw) }

// Recall returns what the file of a source has become before, if its pictures are
// still there. What cannot be found out is not known: then the picture is made anew.
func Recall(ctx context.Context, l content.PictureLedger, files content.Files, source string) (m content.MadePicture, known bool) {
	m, err := l.MadeOf(ctx, source, Making)
	if err != nil {
		return m, false
	}
	for _, f := range m.Picture.Files() {
		there, err := files.Open(ctx, f.Hash)
		if err != nil {
			return m, false
		}
		there.Close()
	}
	return m, true
}

// Remember stores the files of a picture, and what the file of a source has become.
func (m *Made) Remember(ctx context.Context, l content.PictureLedger, files content.Files, source string) error {
	if err := m.Store(ctx, files); err != nil {
		return err
	}
	return l.NoteMade(ctx, content.MadePicture{Source: source, Making: Making, Picture: m.Picture, Notes: m.Notes})
}
