package contenttest

import (
	"context"
	"errors"

	"vielfalt/content"
)

// testMadePictures: what a file became is remembered by the way it was made, until
// nothing names it.
func testMadePictures(b *bench) {
	ctx := context.Background()
	asked := func(source string, making int, want content.MadePicture) {
		b.Helper()
		got, err := b.MadeOf(ctx, source, making)
		if want.Source == "" && !errors.Is(err, content.ErrNotFound) {
			b.Errorf("%s is said to have become %v, %v", source, got, err)
		} else if want.Source != "" {
			b.must(err)
			b.same("made of "+source, got, want)
		}
	}
	asked("a", 1, content.MadePicture{})
	a, again, c := made("a", "b"), made("a", "d"), made("c", "d")
	again.Making, again.Notes = 2, nil
	b.must(b.NoteMade(ctx, a))
	b.must(b.NoteMade(ctx, c))
	asked("a", 1, a)
	asked("c", 1, c)
	asked("a", 2, content.MadePicture{})
	b.must(b.NoteMade(ctx, again))
	asked("a", 1, content.MadePicture{})
	asked("a", 2, again)

	_, err := b.NoteUnused(ctx, []string{"b", "e"})
	b.must(err)
	asked("a", 2, again)
	_, err = b.NoteUnused(ctx, []string{"d"})
	b.must(err)
	asked("a", 2, content.MadePicture{})
	asked("c", 1, content.MadePicture{})
}

// made returns a picture of two sizes that a file became.
func made(source, hash string) content.MadePicture {
	return content.MadePicture{Source: source, Making: 1, Notes: []string{"a place was left out"}, Picture: content.Picture{
		File: content.File{Hash: hash, Size: 9, Type: content.JPEG}, Width: 640, Height: 480,
		Smaller: []content.Scaled{{File: content.File{Hash: hash + "s", Size: 3, Type: content.JPEG}, Width: 320, Height: 240}},
	}}
}
