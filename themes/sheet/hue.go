package sheet

// A colour is red, green and blue.
type colour [3]uint8

// The colours of lines and areas.
var (
	black   = colour{0, 0, 0}
	white   = colour{255, 255, 255}
	ink     = colour{26, 29, 33}
	quiet   = colour{80, 86, 92}
	rule    = colour{170, 175, 180}
	weekend = colour{232, 234, 236}
	holiday = colour{205, 209, 214}
	noClass = colour{120, 128, 136} // the bar of school holidays
)

// hues are the colours of traditions, those of the pages. Greys would do too:
// colours help the eye, and no meaning depends on them.
var hues = map[string]colour{
	"christian-western":   {0x6b, 0x3f, 0xa0},
	"christian-orthodox":  {0x9a, 0x6a, 0x00},
	"jewish":              {0x1f, 0x5f, 0xbf},
	"islamic":             {0x1d, 0x7a, 0x4c},
	"civil":               {0xb0, 0x40, 0x2f},
	"de-nw":               {0x3f, 0x4a, 0x55},
	"christian-oriental":  {0x8a, 0x4b, 0x08},
	"alevi":               {0xb0, 0x1e, 0x5a},
	"buddhist":            {0xa6, 0x5a, 0x00},
	"hindu":               {0xc2, 0x41, 0x0c},
	"jain":                {0x7a, 0x6a, 0x00},
	"sikh":                {0x1e, 0x5f, 0x8a},
	"yazidi":              {0x8b, 0x1a, 0x1a},
	"bahai":               {0x5a, 0x4f, 0xcf},
	"persian-zoroastrian": {0x0b, 0x6e, 0x4f},
	"east-asian":          {0xb9, 0x1c, 0x1c},
	"solar-pagan":         {0x4d, 0x7c, 0x0f},
	"haus":                {0x33, 0x41, 0x55},
}

// hue returns the colour of a tradition.
func hue(tradition string) colour {
	if c, ok := hues[tradition]; ok {
		return c
	}
	return colour{0x0f, 0x74, 0x80}
}

// tint returns a light shade of a colour, on which black text can be read.
func (c colour) tint() colour {
	for i, v := range c {
		c[i] = uint8(255 - (255-int(v))*30/100)
	}
	return c
}

func (d *document) fill(c colour) { d.SetFillColor(int(c[0]), int(c[1]), int(c[2])) }
func (d *document) ink(c colour)  { d.SetTextColor(int(c[0]), int(c[1]), int(c[2])) }
func (d *document) pen(c colour)  { d.SetDrawColor(int(c[0]), int(c[1]), int(c[2])) }
