package picture

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"vielfalt/content"
)

// MaxPixels is how many pixels a picture may have: as many as cameras take.
const MaxPixels = 40_000_000

// maxSide is how many pixels a side may have.
const maxSide = 30_000

// typeOf returns the media type of a picture, told by its content alone; empty if
// it is none that is known.
func typeOf(raw []byte) string {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xd8\xff")):
		return content.JPEG
	case bytes.HasPrefix(raw, []byte("\x89PNG\r\n\x1a\n")):
		return content.PNG
	case len(raw) >= 12 && string(raw[:4]) == "RIFF" && string(raw[8:12]) == "WEBP":
		return content.WebP
	case isSVG(raw):
		return content.SVG
	}
	return ""
}

// elsewhere names what people take for pictures that can be shown, with what to
// save it as.
var elsewhere = []struct {
	begins   string
	reason   Reason
	name, as string
}{
	{"GIF8", GIF, "GIF", "PNG"},
	{"II*\x00", TIFF, "TIFF or a camera's raw picture", "JPEG"},
	{"MM\x00*", TIFF, "TIFF or a camera's raw picture", "JPEG"},
	{"BM", BMP, "BMP", "PNG"},
	{"8BPS", Photoshop, "Photoshop", "PNG or JPEG"},
	{"%PDF", PDF, "PDF", "SVG or PNG"},
	{"%!PS", PDF, "PostScript", "SVG or PNG"},
	{"\xd7\xcd\xc6\x9a", Metafile, "WMF", "PNG"},
	{"\x01\x00\x00\x00", Metafile, "EMF", "PNG"},
	{"\x1f\x8b", Compressed, "a compressed SVG", "SVG that is not compressed"},
}

// unknown says what a file is that is no picture which can be shown.
func unknown(raw []byte) error {
	if len(raw) >= 12 && string(raw[4:8]) == "ftyp" {
		return refuse(HEIC, "it is HEIC, AVIF or a film; save it as JPEG")
	}
	for _, e := range elsewhere {
		if bytes.HasPrefix(raw, []byte(e.begins)) {
			return refuse(e.reason, "it is %s; save it as %s", e.name, e.as)
		}
	}
	return refuse(Unknown, "it is neither JPEG, PNG, WebP nor SVG, whatever its name says")
}

// decode returns the pixels of a picture, and how it must be turned.
func decode(raw []byte) (image.Image, orientation, error) {
	var size func() (image.Config, error)
	var read func() (image.Image, error)
	switch r := bytes.NewReader(raw); typeOf(raw) {
	case content.JPEG:
		size = func() (image.Config, error) { return jpeg.DecodeConfig(r) }
		read = func() (image.Image, error) { return jpeg.Decode(bytes.NewReader(raw)) }
	case content.PNG:
		size = func() (image.Config, error) { return png.DecodeConfig(r) }
		read = func() (image.Image, error) { return png.Decode(bytes.NewReader(raw)) }
	case content.WebP:
		size = func() (image.Config, error) { return webp.DecodeConfig(r) }
		read = func() (image.Image, error) { return webp.Decode(bytes.NewReader(raw)) }
	default:
		return nil, 0, unknown(raw)
	}
	if len(raw) > 20 && string(raw[12:16]) == "VP8X" && raw[20]&2 != 0 {
		return nil, 0, refuse(Moves, "it is a WebP that moves; save one picture of it as PNG")
	}
	c, err := size()
	switch {
	case err != nil:
		return nil, 0, explain(err)
	case c.Width < 1 || c.Height < 1:
		return nil, 0, refuse(Damaged, "it says it has no pixels")
	case c.Width > maxSide || c.Height > maxSide:
		return nil, 0, refuse(Pixels, "it is %d × %d pixels, and no side may have more than %d; save it smaller", c.Width, c.Height, maxSide)
	case c.Width*c.Height > MaxPixels:
		return nil, 0, refuse(Pixels, "its %d × %d pixels are more than %d million; save it smaller", c.Width, c.Height, MaxPixels/1_000_000)
	}
	img, err := read()
	if err != nil {
		return nil, 0, explain(err)
	}
	return eight(img), orientationOf(raw), nil
}

// eight returns a picture in a form of 8 bits for each colour, as all of ours have.
func eight(img image.Image) image.Image {
	switch img.(type) {
	case *image.NRGBA64, *image.RGBA64, *image.Gray16, *image.NYCbCrA:
		out := image.NewNRGBA(img.Bounds())
		draw.Draw(out, out.Rect, img, out.Rect.Min, draw.Src)
		return out
	}
	return img
}

// explain says what is wrong with a picture that a decoder refuses.
func explain(err error) error {
	if typ := errors.As(err, new(jpeg.UnsupportedError)) || errors.As(err, new(png.UnsupportedError)); typ {
		return refuse(Rare, "it is written in a rare way (%v); save it again with another program", err)
	}
	return refuse(Damaged, "it is damaged: %v", err)
}
