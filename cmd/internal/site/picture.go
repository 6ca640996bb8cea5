package site

import (
	"strconv"
	"strings"

	"vielfalt/content"
)

// PictureName is the part of a route that names a file of a picture, as
// content.Picture.In writes it.
const PictureName = `{hash:[0-9a-f]{64}}{width:(?:-[1-9][0-9]{2,3})?}{kind:\.(?:svg|jpg|png)}`

// PictureFile returns the file of a picture that the address of a request names by
// width and kind.
func (r *Request) PictureFile(p content.Picture) (content.File, error) {
	width, _ := strconv.Atoi(strings.TrimPrefix(r.Variable("width"), "-"))
	f, ok := p.Sized(width)
	if !ok || content.PictureExtension(f.Type) != r.Variable("kind") {
		return content.File{}, ErrNotFound
	}
	return f, nil
}
