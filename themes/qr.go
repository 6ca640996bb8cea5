package themes

import "rsc.io/qr"

// How much of a QR code may be missing. The lowest makes the largest modules.
const (
	LowCorrection    = qr.L
	MediumCorrection = qr.M
)

// maxModules is how many modules a side may have for a telephone to read the
// code off a screen or paper.
const maxModules = 97

// A QRCode is what is dark in a QR code, without the margin around it. The zero
// value is none.
type QRCode struct {
	Side int   // in modules
	Dark []Run // row by row
}

// A Run is dark modules in a row: how many, and where the first is.
type Run struct{ X, Y, Length int }

// EncodeQR lays a text out as a QR code, which is none if the text is too long.
func EncodeQR(text string, level qr.Level) QRCode {
	c, err := qr.Encode(text, level)
	if err != nil || c.Size > maxModules {
		return QRCode{}
	}
	out := QRCode{Side: c.Size}
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			from := x
			for x < c.Size && c.Black(x, y) {
				x++
			}
			if x > from {
				out.Dark = append(out.Dark, Run{from, y, x - from})
			}
		}
	}
	return out
}
