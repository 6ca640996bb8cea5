package web

import (
	"fmt"
	"strings"

	"rsc.io/qr"

	"vielfalt/themes"
)

// Of a QR code: the light margin around it, in modules, as the standard asks
// for; how large a module is drawn; and how many modules a side may have for a
// telephone to read it off a screen. Addresses of more are told as such.
const (
	quietZone  = 4
	moduleSize = 4 // CSS pixels
	maxModules = 97
)

// qrCode draws a text as a QR code; the zero value if it is too long. A screen
// neither tears nor stains, so the lowest correction of errors does, which makes
// the largest modules.
func qrCode(text string) themes.Code {
	c, err := qr.Encode(text, qr.L)
	if err != nil || c.Size > maxModules {
		return themes.Code{}
	}
	side := c.Size + 2*quietZone
	var b strings.Builder
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			from := x
			for x < c.Size && c.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from+quietZone, y+quietZone, x-from, x-from)
			}
		}
	}
	return themes.Code{Side: side, Pixels: side * moduleSize, Path: b.String()}
}
