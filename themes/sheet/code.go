package sheet

import "vielfalt/themes"

// code draws the address of a subscription as a QR code in a square, with a
// caption of a type size. Paper stains, so that some of it may be missing.
// Addresses that are too long are only told as text.
func (d *document) code(address string, x, y, side, size float64) {
	c := themes.EncodeQR(address, themes.MediumCorrection)
	if c.Side == 0 {
		return
	}
	caption := d.words.T("sheet.code.caption")
	d.ink(ink)
	d.element("P", "", func() {
		d.text(x+side-d.measured(caption, "B", size), y+side-size*point*tight, size, "B", caption)
	})
	// The standard asks for a margin of four modules: above there is that of the
	// legend as well, and at the left and the right nothing at all.
	side -= size * point * tight
	module := side / float64(c.Side+6)
	x, y = x+size*point*tight+4*module, y+2*module
	d.spoken("Figure", d.words.T("sheet.code"), func() {
		d.fill(black)
		for _, r := range c.Dark {
			d.Rect(x+float64(r.X)*module, y+float64(r.Y)*module, float64(r.Length)*module, module, "F")
		}
	})
}
