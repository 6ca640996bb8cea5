package picture

import (
	"encoding/binary"
	"iter"

	"vielfalt/content"
)

// segments calls f with the segments of a JPEG before its pixels, until f returns
// false.
func segments(raw []byte, f func(marker byte, data []byte) bool) {
	for rest := raw[2:]; len(rest) >= 4 && rest[0] == 0xff; {
		marker := rest[1]
		if marker == 0xff { // padding
			rest = rest[1:]
			continue
		}
		n := int(binary.BigEndian.Uint16(rest[2:]))
		if marker == 0xda || n < 2 || n > len(rest)-2 || !f(marker, rest[4:2+n]) {
			return
		}
		rest = rest[2+n:]
	}
}

// chunks yields the names and contents of the chunks of a PNG or a WebP, as far as they
// are whole. Names tell the formats apart: "eXIf" is of a PNG, "EXIF" of a WebP.
func chunks(raw []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		if typeOf(raw) == content.PNG {
			for rest := raw[8:]; len(rest) >= 12; {
				n := int(binary.BigEndian.Uint32(rest))
				if n > len(rest)-12 || !yield(string(rest[4:8]), rest[8:8+n]) {
					return
				}
				rest = rest[12+n:] // behind its checksum
			}
			return
		}
		for rest := raw[12:]; len(rest) >= 8; {
			n := int(binary.LittleEndian.Uint32(rest[4:]))
			if n > len(rest)-8 || !yield(string(rest[:4]), rest[8:8+n]) {
				return
			}
			rest = rest[min(len(rest), 8+n+n%2):] // of even length
		}
	}
}
