package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// photo returns a picture with as much in it as a camera sees: about 4 MB as JPEG
// if it is 4000 × 3000.
func photo(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	x := uint32(1)
	for i := 0; i < len(img.Pix); i += 4 {
		x = x*1664525 + 1013904223
		at := i / 4
		shade := uint8(at%w*200/w + at/w*30/h)
		noise := uint8(x>>24) / 10
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = shade+noise, shade/2+noise, 255-shade-25+noise, 255
	}
	return img
}

func asJPEG(t testing.TB, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func BenchmarkSizes(b *testing.B) {
	see := photo(2400, 1800)
	for i := 3; i < len(see.Pix); i += 400 {
		see.Pix[i] = 0
	}
	drawing := image.NewPaletted(image.Rect(0, 0, 4000, 3000), color.Palette{color.White, color.Black, color.RGBA{200, 0, 0, 255}, color.RGBA{0, 0, 200, 255}})
	x := uint32(1)
	for i := range drawing.Pix {
		x = x*1664525 + 1013904223
		drawing.Pix[i] = uint8(x>>24) % 4 * (uint8(i/1000) & 1)
	}
	for name, raw := range map[string][]byte{"JPEG": asJPEG(b, photo(4000, 3000), 92), "PNG": asPNG(b, see), "drawing": asPNG(b, drawing), "PNG-photo": asPNG(b, photo(1500, 1125))} {
		b.Run(name, func(b *testing.B) {
			var out int
			for b.Loop() {
				all, err := sizes(raw)
				if err != nil {
					b.Fatal(err)
				}
				out = len(all[0].Data)
			}
			b.ReportMetric(float64(out)/1e6, "MB-out")
			b.ReportMetric(float64(len(raw))/1e6, "MB-in")
		})
	}
}
