package content

import "context"

// A MadePicture says what a file became.
type MadePicture struct {
	// Source is the SHA-256 of the file, hexadecimal, and Making the way in which
	// pictures were made then.
	Source string
	Making int
	// Picture has files, width and height alone.
	Picture Picture
	// Notes say what was in the file and is not in the picture, a sentence each.
	Notes []string
}

// A PictureLedger remembers what files became, so that nobody makes a picture
// twice. It forgets one whose largest file is among those that nothing names (see
// [FileLedger]).
type PictureLedger interface {
	// MadeOf returns what a file became in a way of making pictures; ErrNotFound if
	// that is not known. Whether the files are there is another question.
	MadeOf(ctx context.Context, source string, making int) (MadePicture, error)
	// NoteMade remembers it, in the place of what was known of the source.
	NoteMade(ctx context.Context, m MadePicture) error
}
