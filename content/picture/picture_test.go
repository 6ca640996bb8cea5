package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
	"vielfalt/content/filestore"
)

// TestMain answers as the child, as the program does.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "picture-scale" {
		if err := RunChild(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// corners is a picture of which every corner has another colour: red, green,
// blue and white from the upper left one on, as they are read.
func corners(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, cornerColours[2*(2*y/h)+2*x/w])
		}
	}
	return img
}

var cornerColours = [4]color.RGBA{{220, 0, 0, 255}, {0, 220, 0, 255}, {0, 0, 220, 255}, {220, 220, 220, 255}}

// readCorners returns which colours stand in the corners: "0123" if they stand as in
// corners.
func readCorners(t *testing.T, img image.Image) string {
	t.Helper()
	r, out := img.Bounds(), ""
	for _, at := range []image.Point{{r.Min.X + 1, r.Min.Y + 1}, {r.Max.X - 2, r.Min.Y + 1}, {r.Min.X + 1, r.Max.Y - 2}, {r.Max.X - 2, r.Max.Y - 2}} {
		out += fmt.Sprint(slices.IndexFunc(cornerColours[:], func(c color.RGBA) bool {
			r, g, b, _ := img.At(at.X, at.Y).RGBA()
			near := func(a uint32, b uint8) bool { return max(a>>8, uint32(b))-min(a>>8, uint32(b)) < 40 }
			return near(r, c.R) && near(g, c.G) && near(b, c.B)
		}))
	}
	return out
}

// exif is what a camera writes: which way it was held, and where it was.
func exif(order binary.AppendByteOrder, o uint16) []byte {
	b := []byte("MM")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		b = []byte("II")
	}
	b = order.AppendUint32(order.AppendUint16(b, 42), 8)
	b = order.AppendUint16(b, 2)
	b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 271), 2), 4)
	b = append(b, "GEO\x00"...)
	b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 274), 3), 1)
	b = order.AppendUint16(order.AppendUint16(b, o), 0)
	return append(order.AppendUint32(b, 0), "GPS 51.3967 8.0642"...)
}

// segment puts a segment into a JPEG, behind its beginning.
func segment(raw []byte, marker byte, data string) []byte {
	out := append(slices.Clone(raw[:2]), 0xff, marker)
	out = binary.BigEndian.AppendUint16(out, uint16(len(data)+2))
	return append(append(out, data...), raw[2:]...)
}

// chunk puts a chunk into a PNG, before its pixels.
func chunk(raw []byte, name string, data []byte) []byte {
	out := slices.Clone(raw[:33])
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	body := append([]byte(name), data...)
	out = binary.BigEndian.AppendUint32(append(out, body...), crc32.ChecksumIEEE(body))
	return append(out, raw[33:]...)
}

// extended adds a chunk to a WebP, and what says so to its header.
func extended(raw []byte, flag byte, name string, data []byte) []byte {
	out := slices.Clone(raw)
	out[20] |= flag
	out = append(binary.LittleEndian.AppendUint32(append(out, name...), uint32(len(data))), data...)
	if len(data)%2 == 1 {
		out = append(out, 0)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

func file(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func mustSizes(t *testing.T, raw []byte) []scaled {
	t.Helper()
	all, err := sizes(raw)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func decoded(t *testing.T, raw []byte) image.Image {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// TestOrientation: a picture stands as it was seen, whichever way the camera was
// held, and in all formats.
func TestOrientation(t *testing.T) {
	want := map[uint16]string{0: "0123", 1: "0123", 2: "1032", 3: "3210", 4: "2301", 5: "0213", 6: "2031", 7: "3120", 8: "1302", 9: "0123"}
	plain, drawn := asJPEG(t, corners(64, 32), 90), asPNG(t, corners(64, 32))
	for o, corner := range want {
		for name, raw := range map[string][]byte{
			"JPEG": segment(segment(plain, 0xe1, "Exif\x00\x00"+string(exif(binary.BigEndian, o))), 0xe1, "http://ns.adobe.com/xap/1.0/\x00<x/>"),
			"II":   segment(plain, 0xe1, "Exif\x00\x00"+string(exif(binary.LittleEndian, o))),
			"PNG":  chunk(drawn, "eXIf", exif(binary.BigEndian, o)),
		} {
			s := mustSizes(t, raw)[0]
			if got := readCorners(t, decoded(t, s.Data)); got != corner || (s.Width == 32) != (o >= 5 && o <= 8) {
				t.Errorf("%s, orientation %d: %s, %d × %d; want %s", name, o, got, s.Width, s.Height, corner)
			}
		}
	}
	if s := mustSizes(t, extended(file(t, "foto.webp"), 8, "EXIF", exif(binary.LittleEndian, 6)))[0]; s.Width != 24 || s.Height != 40 {
		t.Errorf("WebP: %d × %d", s.Width, s.Height)
	}
	big := mustSizes(t, segment(asJPEG(t, corners(40, 2000), 80), 0xe1, "Exif\x00\x00"+string(exif(binary.BigEndian, 8))))
	for _, s := range big {
		if got := readCorners(t, decoded(t, s.Data)); got != "1302" || s.Width < 40*s.Height {
			t.Errorf("%d × %d: %s", s.Width, s.Height, got)
		}
	}
}

// TestSizes: as many sizes as pages use, none larger than the picture.
func TestSizes(t *testing.T) {
	for _, c := range []struct {
		w, h int
		want []string
	}{
		{2000, 100, []string{"1920×96", "1280×64", "960×48", "640×32", "320×16"}},
		{1920, 10, []string{"1920×10", "1280×7", "960×5", "640×3", "320×2"}},
		{961, 5, []string{"961×5", "960×5", "640×3", "320×2"}},
		{32, 2000, []string{"32×2000"}},
		{1, 1, []string{"1×1"}},
		{4000, 1, []string{"1920×1", "1280×1", "960×1", "640×1", "320×1"}},
	} {
		var got []string
		for _, s := range mustSizes(t, asPNG(t, corners(c.w, c.h))) {
			got = append(got, fmt.Sprintf("%d×%d", s.Width, s.Height))
			if at := decoded(t, s.Data).Bounds(); at != image.Rect(0, 0, s.Width, s.Height) {
				t.Errorf("%d×%d is %v", s.Width, s.Height, at)
			}
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%d×%d (-want +got):\n%s", c.w, c.h, d)
		}
	}
}

// TestTypes: photographs become JPEG, what can be seen through or is drawn PNG,
// and everything has 8 bits.
func TestTypes(t *testing.T) {
	see := photo(40, 40)
	see.Pix[3] = 100
	grey, ink := image.NewGray(image.Rect(0, 0, 300, 2)), image.NewGray(image.Rect(0, 0, 30, 2))
	for i := range grey.Pix {
		grey.Pix[i] = byte(i)
	}
	deep := image.NewNRGBA64(image.Rect(0, 0, 20, 20))
	deep.SetNRGBA64(3, 3, color.NRGBA64{1000, 2000, 3000, 40000})
	palette := image.NewPaletted(image.Rect(0, 0, 9, 9), color.Palette{color.Black, color.White})
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"JPEG": {asJPEG(t, photo(40, 40), 90), content.JPEG}, "JPEG of few colours": {asJPEG(t, corners(40, 40), 90), content.JPEG},
		"grey JPEG": {asJPEG(t, grey, 90), content.JPEG},
		"PNG photo": {asPNG(t, photo(40, 40)), content.JPEG}, "PNG drawing": {asPNG(t, corners(40, 40)), content.PNG},
		"PNG to see through": {asPNG(t, see), content.PNG}, "grey PNG": {asPNG(t, grey), content.JPEG}, "PNG in ink": {asPNG(t, ink), content.PNG},
		"PNG of 16 bits": {asPNG(t, deep), content.PNG}, "PNG with a palette": {asPNG(t, palette), content.PNG},
		"WebP photo": {file(t, "foto.webp"), content.JPEG}, "WebP to see through": {file(t, "sicht.webp"), content.PNG},
	} {
		s := mustSizes(t, c.raw)[0]
		if s.Type != c.want || typeOf(s.Data) != c.want {
			t.Errorf("%s becomes %s, which is %s; want %s", name, s.Type, typeOf(s.Data), c.want)
		}
		if s.Type == content.PNG && s.Data[24] > 8 {
			t.Errorf("%s has %d bits", name, s.Data[24])
		}
	}
	if r, _, _, a := decoded(t, mustSizes(t, file(t, "sicht.webp"))[0].Data).At(0, 0).RGBA(); r != 0 || a != 0 {
		t.Errorf("what can be seen through is %d, %d", r, a)
	}
}

// TestNothingBesidePixels: what cameras and programs write beside the pixels is
// in none of the sizes.
func TestNothingBesidePixels(t *testing.T) {
	e := exif(binary.BigEndian, 1)
	photo := asJPEG(t, photo(700, 300), 80)
	photo = segment(segment(photo, 0xe1, "Exif\x00\x00"+string(e)), 0xfe, "GEO comment")
	photo = segment(segment(photo, 0xe2, "ICC_PROFILE\x00\x01\x01GEO"), 0xed, "Photoshop 3.0\x00GEO")
	drawing := asPNG(t, corners(700, 300))
	drawing = chunk(chunk(chunk(drawing, "eXIf", e), "tEXt", []byte("Comment\x00GEO")), "iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00GEO"))
	for name, raw := range map[string][]byte{
		"JPEG": append(photo, "GEO behind"...), "PNG": append(drawing, "GEO behind"...),
		"WebP": extended(file(t, "foto.webp"), 12, "XMP ", []byte("GEO")),
	} {
		for _, s := range mustSizes(t, raw) {
			for _, word := range []string{"GEO", "GPS", "Exif", "eXIf", "ICC", "tEXt", "XMP"} {
				if bytes.Contains(s.Data, []byte(word)) {
					t.Errorf("%s, %d pixels wide: there is %s", name, s.Width, word)
				}
			}
		}
	}
}

// p3 is the profile of the colours of telephones, and adobe of cameras: their three
// colours and their curve (ICC.1, Adobe RGB (1998)).
func p3() []byte {
	para := []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}
	return icc([9]float64{0.51512, 0.2412, -0.00105, 0.29198, 0.69225, 0.04189, 0.1571, 0.06657, 0.78407}, "para\x00\x00\x00\x00\x00\x03\x00\x00", para...)
}

func adobe() []byte {
	return icc([9]float64{0.60974, 0.31111, 0.01947, 0.20528, 0.62567, 0.06087, 0.14919, 0.06322, 0.74457}, "curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33\x00\x00")
}

func srgb() []byte {
	para := []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}
	return icc([9]float64{0.43607, 0.22249, 0.01392, 0.38515, 0.71687, 0.09708, 0.14307, 0.06061, 0.7141}, "para\x00\x00\x00\x00\x00\x03\x00\x00", para...)
}

func icc(colours [9]float64, curve string, numbers ...float64) []byte {
	fixed := func(b []byte, x float64) []byte { return binary.BigEndian.AppendUint32(b, uint32(int32(x*65536))) }
	trc := []byte(curve)
	for _, x := range numbers {
		trc = fixed(trc, x)
	}
	head := make([]byte, 128)
	copy(head[16:], "RGB XYZ ")
	head = binary.BigEndian.AppendUint32(head, 6)
	at := 132 + 6*12
	var data []byte
	add := func(name string, tag []byte) {
		head = binary.BigEndian.AppendUint32(append(head, name...), uint32(at+len(data)))
		head = binary.BigEndian.AppendUint32(head, uint32(len(tag)))
		data = append(data, tag...)
	}
	for i, c := range []string{"r", "g", "b"} {
		xyz := []byte("XYZ \x00\x00\x00\x00")
		for _, x := range colours[3*i : 3*i+3] {
			xyz = fixed(xyz, x)
		}
		add(c+"XYZ", xyz)
		add(c+"TRC", trc)
	}
	return append(head, data...)
}

// TestProfiles: colours look as they did, without the profile that described them.
// What is right was asked of a browser.
func TestProfiles(t *testing.T) {
	for _, c := range []struct{ in, p3, adobe [3]uint8 }{
		{[3]uint8{200, 100, 80}, [3]uint8{215, 93, 73}, [3]uint8{227, 100, 78}},
		{[3]uint8{128, 128, 128}, [3]uint8{128, 128, 128}, [3]uint8{129, 129, 129}},
		{[3]uint8{90, 180, 60}, [3]uint8{41, 183, 28}, [3]uint8{0, 181, 42}},
		{[3]uint8{255, 0, 0}, [3]uint8{255, 0, 0}, [3]uint8{255, 0, 0}},
		{[3]uint8{30, 60, 200}, [3]uint8{17, 61, 208}, [3]uint8{0, 57, 205}},
	} {
		img := image.NewNRGBA(image.Rect(0, 0, 16, 16))
		for i := range img.Pix {
			img.Pix[i] = append(c.in[:], 255)[i%4]
		}
		var packed bytes.Buffer
		z := zlib.NewWriter(&packed)
		_, err := z.Write(adobe())
		if err = errors.Join(err, z.Close()); err != nil {
			t.Fatal(err)
		}
		for name, x := range map[string]struct {
			raw  []byte
			want [3]uint8
		}{
			"P3":    {segment(asJPEG(t, img, 100), 0xe2, "ICC_PROFILE\x00\x01\x01"+string(p3())), c.p3},
			"Adobe": {chunk(asPNG(t, img), "iCCP", append([]byte("Adobe RGB\x00\x00"), packed.Bytes()...)), c.adobe},
			"sRGB":  {segment(asJPEG(t, img, 100), 0xe2, "ICC_PROFILE\x00\x01\x01"+string(srgb())), c.in},
		} {
			if name == "sRGB" && profileOf(x.raw) != nil {
				t.Error("sRGB is taken for another profile")
			}
			got := color.NRGBAModel.Convert(decoded(t, mustSizes(t, x.raw)[0].Data).At(8, 8)).(color.NRGBA)
			for i, v := range [3]uint8{got.R, got.G, got.B} {
				if max(v, x.want[i])-min(v, x.want[i]) > 3 {
					t.Errorf("%s: %v becomes %v, want %v", name, c.in, got, x.want)
					break
				}
			}
		}
	}
	for _, damaged := range [][]byte{p3()[:200], icc([9]float64{}, "para\x00\x00\x00\x00\x00\x09\x00\x00"), icc([9]float64{}, "curv\x00\x00\x00\x00\xff\xff\xff\xff"), icc([9]float64{}, "mft2")} {
		mustSizes(t, segment(asJPEG(t, corners(8, 8), 80), 0xe2, "ICC_PROFILE\x00\x01\x01"+string(damaged)))
	}
}

// TestOwn: what was made here is kept as it is, byte for byte, and nothing else.
func TestOwn(t *testing.T) {
	see := photo(2100, 60)
	for i := 3; i < len(see.Pix); i += 40 {
		see.Pix[i] = byte(i)
	}
	for name, img := range map[string]image.Image{"photo": photo(2100, 70), "drawing": corners(2100, 70), "to see through": see} {
		first := mustSizes(t, asPNG(t, img))
		again := mustSizes(t, first[0].Data)
		for i, s := range first {
			if i >= len(again) || again[i].Type != s.Type || !bytes.Equal(again[i].Data, s.Data) {
				t.Errorf("%s, %d pixels wide: other than the first time", name, s.Width)
			}
		}
		raw := first[0].Data
		if !own(raw) {
			t.Errorf("%s is not known again", name)
		}
		for what, other := range map[string][]byte{"more behind it": append(slices.Clone(raw), "more"...), "less": raw[:len(raw)-1]} {
			if own(other) {
				t.Errorf("%s with %s is taken as it is", name, what)
			}
		}
	}
	if raw := asJPEG(t, photo(40, 40), quality+1); own(raw) {
		t.Error("JPEG of another quality is taken as it is")
	}
	raw := asJPEG(t, photo(40, 40), quality)
	if own(segment(raw, 0xfe, "comment")) {
		t.Error("JPEG with a comment is taken as it is")
	}
	hidden := append(append(slices.Clone(raw[:len(raw)-2]), "\xff\xfe\x00\x08hidden"...), 0xff, 0xd9)
	if own(hidden) {
		t.Error("JPEG with a comment behind the pixels is taken as it is")
	}
	large := new(bytes.Buffer)
	if err := (&png.Encoder{CompressionLevel: png.NoCompression}).Encode(large, corners(300, 300)); err != nil {
		t.Fatal(err)
	}
	if s := mustSizes(t, large.Bytes())[0]; len(s.Data) > 10_000 {
		t.Errorf("a PNG that is not compressed stays so: %d bytes", len(s.Data))
	}
}

// vast is a PNG that says it has so many pixels, in a few bytes.
func vast(w, h uint32) []byte {
	raw := asPNGBytes(image.NewGray(image.Rect(0, 0, 1, 1)))
	binary.BigEndian.PutUint32(raw[16:], w)
	binary.BigEndian.PutUint32(raw[20:], h)
	binary.BigEndian.PutUint32(raw[29:], crc32.ChecksumIEEE(raw[12:29]))
	return raw
}

func asPNGBytes(img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// TestRefused: what cannot be taken in is told with what to do.
func TestRefused(t *testing.T) {
	m := Default()
	good := asJPEG(t, photo(64, 64), 90)
	for name, c := range map[string]struct {
		raw  []byte
		why  Reason
		want string
	}{
		"nothing":   {nil, Unknown, "neither JPEG, PNG, WebP nor SVG, whatever its name says"},
		"text":      {[]byte("Frohes Fest"), Unknown, "neither JPEG"},
		"GIF":       {[]byte("GIF89a........"), GIF, "it is GIF; save it as PNG"},
		"HEIC":      {[]byte("\x00\x00\x00\x18ftypheic...."), HEIC, "it is HEIC, AVIF or a film; save it as JPEG"},
		"TIFF":      {[]byte("II*\x00...."), TIFF, "TIFF"},
		"PDF":       {[]byte("%PDF-1.4"), PDF, "it is PDF; save it as SVG or PNG"},
		"too large": {make([]byte, content.MaxPicture+1), Large, "larger than 20 MB"},
		"vast":      {vast(10_000, 20_000), Pixels, "its 10000 × 20000 pixels are more than 40 million"},
		"long":      {vast(2, 40_000), Pixels, "it is 2 × 40000 pixels, and no side may have more than 30000"},
		"half":      {good[:len(good)/2], Damaged, "it is damaged"},
		"head":      {good[:30], Damaged, "it is damaged"},
		"moving":    {extended(file(t, "foto.webp"), 2, "ANIM", nil), Moves, "a WebP that moves"},
		"no pixels": {[]byte("\x89PNG\r\n\x1a\n"), Damaged, "it is damaged"},
	} {
		_, err := m.Make(t.Context(), c.raw)
		var refused *Refusal
		if !errors.As(err, &refused) || !errors.Is(err, ErrRefused) || refused.Reason != c.why || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %#v, want %s: %q", name, err, c.why, c.want)
		}
	}
}

// TestMake makes a picture in a process of its own and stores it.
func TestMake(t *testing.T) {
	files, err := filestore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	raw := asJPEG(t, photo(700, 300), 90)
	made, err := Default().Make(t.Context(), raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := made.Store(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	p := made.Picture
	if p.Width != 700 || p.Height != 300 || p.File.Type != content.JPEG || len(p.Smaller) != 2 || p.Smaller[1].Width != 320 || p.Smaller[1].Height != 137 {
		t.Errorf("%+v", p)
	}
	for i, f := range p.Files() {
		stored, err := files.Open(t.Context(), f.Hash)
		if err != nil {
			t.Fatal(err)
		}
		c, err := jpeg.DecodeConfig(stored)
		if err = errors.Join(err, stored.Close()); err != nil || c.Width != []int{700, 640, 320}[i] {
			t.Errorf("file %d: %d pixels wide, %v", i, c.Width, err)
		}
	}
}

// TestChildFails: whatever becomes of the child, this process says why.
func TestChildFails(t *testing.T) {
	for _, command := range [][]string{{"/does/not/exist"}, {os.Args[0], "-test.run=^$"}} {
		if made, err := (&Maker{Child: command}).Make(t.Context(), asPNG(t, corners(4, 4))); err == nil || errors.Is(err, ErrRefused) {
			t.Errorf("%v: %v, %v", command, made, err)
		}
	}
}

// FuzzSizes: whatever is sent, nothing panics, and what is made is a picture.
func FuzzSizes(f *testing.F) {
	f.Add(asJPEG(f, corners(16, 8), 80))
	f.Add(segment(asJPEG(f, corners(16, 8), 80), 0xe1, "Exif\x00\x00"+string(exif(binary.BigEndian, 6))))
	f.Add(chunk(asPNG(f, corners(16, 8)), "eXIf", exif(binary.LittleEndian, 3)))
	f.Add(extended(file(f, "foto.webp"), 8, "EXIF", exif(binary.LittleEndian, 6)))
	f.Add(file(f, "sicht.webp"))
	f.Add(segment(asJPEG(f, corners(16, 8), 80), 0xe2, "ICC_PROFILE\x00\x01\x01"+string(p3())))
	f.Add(vast(9000, 4000))
	f.Add([]byte("\xff\xd8\xff\xff\xff\xff\xe1\x00\x02"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		orientationOf(raw)
		own(raw)
		if c, _, err := image.DecodeConfig(bytes.NewReader(raw)); err == nil && c.Width*c.Height > 1_000_000 {
			return // is the child's to bear
		}
		all, err := sizes(raw)
		if err != nil {
			return
		}
		for _, s := range all {
			if c, _, err := image.DecodeConfig(bytes.NewReader(s.Data)); err != nil || c.Width != s.Width || c.Height != s.Height {
				t.Fatalf("%d × %d is %d × %d, %v", s.Width, s.Height, c.Width, c.Height, err)
			}
		}
	})
}
