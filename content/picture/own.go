package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
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
	return pixels(raw[len(head):])
}

// pixels reports whether the rest of a JPEG is one scan of pixels with its end.
// Pixels hold no marker, so nothing can hide in them or behind them.
func pixels(rest []byte) bool {
	rest, ends := bytes.CutSuffix(rest, []byte{0xff, 0xd9})
	for i := bytes.IndexByte(rest, 0xff); i >= 0; i = bytes.IndexByte(rest, 0xff) {
		if i+1 == len(rest) || rest[i+1] != 0 && (rest[i+1] < 0xd0 || rest[i+1] > 0xd7) { // stuffing, restarts
			return false
		}
		rest = rest[i+2:]
	}
	return ends
}

// bareJPEG reports whether a JPEG of one scan has only what its pixels need.
func bareJPEG(raw []byte) bool {
	bare, at := true, 2
	segments(raw, func(marker byte, data []byte) bool {
		bare = bare && (marker == 0xc0 || marker == 0xc4 || marker == 0xdb)
		at += 4 + len(data)
		return bare
	})
	if !bare || at+4 > len(raw) || raw[at] != 0xff || raw[at+1] != 0xda {
		return false
	}
	n := int(binary.BigEndian.Uint16(raw[at+2:]))
	return n >= 2 && at+2+n <= len(raw) && pixels(raw[at+2+n:])
}

// Clean returns why a file cannot be a stored picture of a type: it is another, or
// has more in it than the picture.
func Clean(raw []byte, mediaType string) error {
	switch {
	case typeOf(raw) != mediaType:
		return fmt.Errorf("it is not %s", mediaType)
	case mediaType == content.SVG:
		return harmless(raw)
	case mediaType == content.JPEG && !bareJPEG(raw), mediaType == content.PNG && !barePNG(raw):
		return errors.New("it holds more than a picture")
	}
	return nil
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
