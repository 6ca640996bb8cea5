package web

import (
	"fmt"
	"strings"

	"vielfalt/themes"
)

// Of a QR code on a screen: the light margin around it, in modules, as the
// standard asks for, and how large a module is drawn.
const (
	quietZone  = 4
	moduleSize = 4 // CSS pixels
)

// qrCode draws a text as a QR code; the zero value if it is too long. A screen
// neither tears nor stains, so the lowest correction of errors does.
func qrCode(text string) themes.Code {
	c := themes.EncodeQR(text, themes.LowCorrection)
	if c.Side == 0 {
		return themes.Code{}
	}
	side := c.Side + 2*quietZone
	var b strings.Builder
	for _, r := range c.Dark {
		fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", r.X+quietZone, r.Y+quietZone, r.Length, r.Length)
	}
	return themes.Code{Side: side, Pixels: side * moduleSize, Path: b.String()}
}
