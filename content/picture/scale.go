package picture

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"

	"vielfalt/content"
)

// quality of JPEG, of 100: where people see no difference beside the original.
const quality = 82

// How many colours, or levels of grey, a drawing has at most; more is a photograph.
const (
	mostColours = 256
	mostLevels  = 64 // of grey
)

// A scaled picture is one of its sizes, encoded.
type scaled struct {
	Type          string // media type
	Width, Height int    // pixels
	Data          []byte
}

// sizes makes all sizes of a picture, the largest first.
func sizes(raw []byte) ([]scaled, error) {
	img, turn, err := decode(raw)
	if err != nil {
		return nil, err
	}
	typ := typeFor(typeOf(raw), img)
	// What has many colours is hardly smaller for much more work.
	level := png.BestSpeed
	if drawn(img) {
		level = png.DefaultCompression
	}
	kept := typeOf(raw) == typ && own(raw)
	colours := profileOf(raw)
	var out []scaled
	w, h := turn.size(img.Bounds())
	for i, width := range content.PictureWidths(w) {
		height := max(1, (h*width+w/2)/w)
		switch {
		case i == 0 && width == w && turn <= 1 && typ == content.PNG && colours == nil:
			// as it is, with its palette
		case i == 0 && turn.swaps():
			img = turn.apply(shrink(img, height, width))
		case i == 0:
			img = turn.apply(shrink(img, width, height))
		default:
			img = shrink(img, width, height)
		}
		if own, ok := img.(*image.RGBA); ok && i == 0 && colours != nil {
			colours.apply(own)
		}
		data, err := encode(typ, img, level)
		if err != nil {
			return nil, err
		}
		if i == 0 && kept && width == w && len(raw) <= len(data)*6/5 {
			data = raw
		}
		out = append(out, scaled{Type: typ, Width: width, Height: height, Data: data})
		if i == 0 {
			// The others are made of what was written, so that they are the same
			// when that is all somebody has.
			if img, _, err = image.Decode(bytes.NewReader(data)); err != nil {
				return nil, err
			}
			w, h = width, height
		}
	}
	return out, nil
}

// typeFor returns as what a picture of a type is written.
func typeFor(from string, img image.Image) string {
	if from == content.JPEG || from == content.WebP && lossy(img) || opaque(img) && !drawn(img) {
		return content.JPEG
	}
	return content.PNG
}

// lossy reports whether a WebP was compressed as photographs are, without
// anything to be seen through.
func lossy(img image.Image) bool {
	_, ok := img.(*image.YCbCr)
	return ok
}

func opaque(img image.Image) bool {
	o, ok := img.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

// drawn reports whether a picture has few colours.
func drawn(img image.Image) bool {
	switch img := img.(type) {
	case *image.Paletted:
		return true
	case *image.Gray:
		seen := make(map[byte]bool)
		for _, level := range img.Pix {
			seen[level] = true
		}
		return len(seen) <= mostLevels
	case *image.RGBA:
		return few(img.Pix, img.Stride, img.Rect)
	case *image.NRGBA:
		return few(img.Pix, img.Stride, img.Rect)
	}
	return false
}

// few counts the colours of pixels of four bytes.
func few(pix []byte, stride int, r image.Rectangle) bool {
	seen := make(map[[4]byte]bool, mostColours+1)
	for y := range r.Dy() {
		var last [4]byte
		for x := range r.Dx() {
			c := [4]byte(pix[y*stride+4*x:])
			if x > 0 && c == last {
				continue
			}
			if last = c; !seen[c] {
				if len(seen) == mostColours {
					return false
				}
				seen[c] = true
			}
		}
	}
	return true
}

// shrink scales a picture down. As long as it is at least twice as large it is
// halved, which is quick; the rest is done well.
func shrink(img image.Image, width, height int) *image.RGBA {
	switch img.(type) {
	case *image.Paletted, *image.CMYK: // which scale slowly
		flat := image.NewRGBA(img.Bounds())
		draw.Draw(flat, flat.Rect, img, flat.Rect.Min, draw.Src)
		img = flat
	}
	for img.Bounds().Dx() >= 2*width && img.Bounds().Dy() >= 2*height {
		half := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx()/2, img.Bounds().Dy()/2))
		draw.ApproxBiLinear.Scale(half, half.Rect, img, img.Bounds(), draw.Src, nil)
		img = half
	}
	if done, ok := img.(*image.RGBA); ok && done.Rect == image.Rect(0, 0, width, height) {
		return done
	}
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	if img.Bounds().Size() == out.Rect.Size() {
		draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	} else {
		draw.CatmullRom.Scale(out, out.Rect, img, img.Bounds(), draw.Src, nil)
	}
	return out
}

func encode(typ string, img image.Image, level png.CompressionLevel) ([]byte, error) {
	var out bytes.Buffer
	var err error
	if typ == content.JPEG {
		err = jpeg.Encode(&out, img, &jpeg.Options{Quality: quality})
	} else {
		err = (&png.Encoder{CompressionLevel: level}).Encode(&out, img)
	}
	return out.Bytes(), err
}
