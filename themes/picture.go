package themes

import (
	"fmt"

	"vielfalt/content"
)

// A Figure is a picture as a page shows it.
type Figure struct {
	content.Picture
	folder string // what its addresses begin with
}

func newFigure(p content.Picture, folder string) Figure {
	if folder == "" {
		folder = content.PictureFolder
	}
	return Figure{p, folder}
}

// Source returns the address of the picture.
func (f Figure) Source() string { return f.In(f.folder, 0) }

// Sources lists its files for the browser to choose from; empty if there is one.
func (f Figure) Sources() string { return f.Srcset(f.folder) }

// Small returns the address of its smallest file.
func (f Figure) Small() string {
	if n := len(f.Smaller); n > 0 {
		return f.In(f.folder, f.Smaller[n-1].Width)
	}
	return f.Source()
}

// column is how wide a picture in a column of text is at most: in em as the style
// sheet says, and in pixels if nobody has enlarged the type.
const (
	columnEm     = 42
	columnPixels = columnEm * 16
)

// PictureSizes says how wide a page shows a picture, as the attribute sizes wants
// it: as wide as the column of text, but never wider than it is.
func PictureSizes(p content.Picture) string {
	if p.Width < columnPixels {
		return fmt.Sprintf("(min-width: %dpx) %dpx, 100vw", p.Width, p.Width)
	}
	return fmt.Sprintf("(min-width: %dem) %dem, 100vw", columnEm+3, columnEm)
}
