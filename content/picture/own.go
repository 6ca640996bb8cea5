package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"sync"

	"vielfalt/content"
)

// own reports whether a file is one that this package wrote, or one of which it
// would write the same: encoded as here, with nothing beside the pixels.
func own(raw []byte) bool {
	switch typeOf(raw) {
	case content.JPEG:
		return ownJPEG(raw)
	case content.PNG:
		return barePNG(raw)
	}
	return false
}

// header is what every JPEG of ours begins with, up to its pixels. The four bytes
// of its size, at sizeAt, differ.
var header = sync.OnceValue(func() []byte {
	raw, err := encode(content.JPEG, image.NewRGBA(image.Rect(0, 0, 8, 8)), 0)
	if err != nil {
		panic(err) // an encoder of the standard library, and a buffer
	}
	return raw[:bytes.Index(raw, []byte{0xff, 0xda})+14]
})

func ownJPEG(raw []byte) bool {
	head := header()
	sizeAt := bytes.Index(head, []byte{0xff, 0xc0}) + 5
	if len(raw) < len(head)+2 || !bytes.Equal(raw[:sizeAt], head[:sizeAt]) || !bytes.Equal(raw[sizeAt+4:len(head)], head[sizeAt+4:]) {
		return false
	}
	// Pixels hold no marker, so nothing can hide before the end or behind it.
	pixels, ends := bytes.CutSuffix(raw[len(head):], []byte{0xff, 0xd9})
	for i := bytes.IndexByte(pixels, 0xff); ends && i >= 0; {
		if i+1 == len(pixels) || pixels[i+1] != 0 {
			return false
		}
		next := bytes.IndexByte(pixels[i+1:], 0xff)
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return ends
}

// barePNG reports whether a PNG has 8 bits or fewer for each colour, and only what
// its pixels need.
func barePNG(raw []byte) bool {
	for rest := raw[8:]; len(rest) >= 12; {
		n := int(binary.BigEndian.Uint32(rest))
		if n > len(rest)-12 {
			return false
		}
		switch string(rest[4:8]) {
		case "IHDR":
			if n != 13 || rest[16] > 8 {
				return false
			}
		case "PLTE", "tRNS", "IDAT":
		case "IEND":
			return n == 0 && len(rest) == 12
		default:
			return false
		}
		rest = rest[12+n:]
	}
	return false
}
