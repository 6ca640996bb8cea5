package picture

import (
	"bytes"
	"encoding/binary"
	"image"

	"vielfalt/content"
)

// An orientation says how a picture must be turned to stand upright, as Exif
// numbers it (TIFF 6.0, tag 274): 1 is upright, 3 upside down, 6 and 8 lie on a
// side, the even ones between are mirrored. 0 is not known, and taken as 1.
type orientation int

// swaps reports whether width and height change places.
func (o orientation) swaps() bool { return o >= 5 && o <= 8 }

// size returns width and height of an upright picture.
func (o orientation) size(r image.Rectangle) (w, h int) {
	if o.swaps() {
		return r.Dy(), r.Dx()
	}
	return r.Dx(), r.Dy()
}

// apply returns a picture upright.
func (o orientation) apply(img *image.RGBA) *image.RGBA {
	if o < 2 || o > 8 {
		return img
	}
	w, h := o.size(img.Rect)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			// Where the pixel is in what the camera wrote.
			fx, fy := x, y
			if o.swaps() {
				fx, fy = y, x
			}
			switch o {
			case 2, 3, 7, 8:
				fx = img.Rect.Dx() - 1 - fx
			}
			switch o {
			case 3, 4, 6, 7:
				fy = img.Rect.Dy() - 1 - fy
			}
			copy(out.Pix[out.PixOffset(x, y):][:4], img.Pix[img.PixOffset(fx, fy):][:4])
		}
	}
	return out
}

// orientationOf reads what a file says of its orientation.
func orientationOf(raw []byte) (o orientation) {
	switch typeOf(raw) {
	case content.JPEG:
		segments(raw, func(marker byte, data []byte) bool {
			if exif, ok := bytes.CutPrefix(data, []byte("Exif\x00\x00")); marker == 0xe1 && ok && o == 0 {
				o = exifOrientation(exif)
			}
			return o == 0
		})
	case content.PNG, content.WebP:
		for name, data := range chunks(raw) {
			switch name {
			case "eXIf":
				return exifOrientation(data)
			case "EXIF":
				exif, _ := bytes.CutPrefix(data, []byte("Exif\x00\x00")) // as some programs write
				return exifOrientation(exif)
			}
		}
	}
	return o
}

// exifOrientation reads the tag from the first directory of Exif.
func exifOrientation(exif []byte) orientation {
	if len(exif) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(exif[4:]))
	if at < 8 || at+2 > int64(len(exif)) {
		return 0
	}
	entries := exif[at:]
	n := int(order.Uint16(entries))
	for entries = entries[2:]; n > 0 && len(entries) >= 12; n, entries = n-1, entries[12:] {
		if order.Uint16(entries) != 274 {
			continue
		}
		if o := orientation(order.Uint16(entries[8:])); o >= 1 && o <= 8 {
			return o
		}
		break
	}
	return 0
}
