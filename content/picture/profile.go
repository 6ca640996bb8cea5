package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"math"
	"slices"

	"vielfalt/content"
)

// maxProfile is how many bytes of a profile of colours are read. Those that consist
// of three colours, as here, have a few thousand.
const maxProfile = 1 << 20

// A profile says what the colours of a picture are (ICC.1, version 2 and 4), if they
// are others than those of sRGB, which browsers take them for: telephones and
// cameras write Display P3 and Adobe RGB.
type profile struct {
	linear [3][256]float64 // of each channel, from 0 to 1
	matrix [9]float64      // from linear values to linear sRGB
}

// profileRaw returns the profile in a file; nil if there is none.
func profileRaw(raw []byte) (out []byte) {
	switch typeOf(raw) {
	case content.JPEG:
		segments(raw, func(marker byte, data []byte) bool {
			if icc, ok := bytes.CutPrefix(data, []byte("ICC_PROFILE\x00")); marker == 0xe2 && ok && len(icc) > 2 {
				out = append(out, icc[2:]...) // in order, as all programs write them
			}
			return len(out) < maxProfile
		})
	case content.PNG, content.WebP:
		for name, data := range chunks(raw) {
			if name == "ICCP" {
				return data
			}
			if _, packed, ok := bytes.Cut(data, []byte{0}); name == "iCCP" && ok && len(packed) > 1 {
				if z, err := zlib.NewReader(bytes.NewReader(packed[1:])); err == nil {
					out, _ = io.ReadAll(io.LimitReader(z, maxProfile))
				}
				return out
			}
		}
	}
	return out
}

// toSRGB leads from XYZ under D50, which profiles count in, to linear sRGB
// (Lindbloom, adapted by Bradford).
var toSRGB = [9]float64{
	3.1338561, -1.6168667, -0.4906146,
	-0.9787684, 1.9161415, 0.0334540,
	0.0719453, -0.2289914, 1.4052427,
}

// profileOf returns the profile of a file; nil if there is none, if it is that of
// sRGB, or if it is not made of three colours, as those of printers are.
func profileOf(raw []byte) *profile {
	icc := profileRaw(raw)
	if len(icc) < 132 || string(icc[16:20]) != "RGB " {
		return nil
	}
	tags := make(map[string][]byte)
	n := int(binary.BigEndian.Uint32(icc[128:]))
	for entry := icc[132:]; n > 0 && len(entry) >= 12; n, entry = n-1, entry[12:] {
		at, size := uint64(binary.BigEndian.Uint32(entry[4:])), uint64(binary.BigEndian.Uint32(entry[8:]))
		if at+size <= uint64(len(icc)) {
			tags[string(entry[:4])] = icc[at : at+size]
		}
	}
	p := new(profile)
	var colours [3][3]float64
	for i, c := range []string{"r", "g", "b"} {
		xyz, curve := tags[c+"XYZ"], tags[c+"TRC"]
		if len(xyz) < 20 || !readCurve(curve, &p.linear[i]) {
			return nil
		}
		for j := range 3 {
			colours[i][j] = fixed(xyz[8+4*j:])
		}
	}
	same := true
	for row := range 3 {
		for i := range 3 {
			for k := range 3 {
				p.matrix[3*row+i] += toSRGB[3*row+k] * colours[i][k]
			}
			want := 0.0
			if row == i {
				want = 1
			}
			same = same && math.Abs(p.matrix[3*row+i]-want) < 0.01
		}
	}
	if same && math.Abs(p.linear[0][128]-0.2159) < 0.01 {
		return nil
	}
	return p
}

// fixed reads a number with 16 bits behind its point.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// parameters is how many numbers the kinds of parametric curves have.
var parameters = []int{1, 3, 4, 5, 7}

// readCurve reads how the values of a channel become linear.
func readCurve(tag []byte, out *[256]float64) bool {
	if len(tag) < 12 {
		return false
	}
	f := func(x float64) float64 { return x }
	switch n := int(binary.BigEndian.Uint32(tag[8:])); string(tag[:4]) {
	case "curv":
		if n < 0 || n > (len(tag)-12)/2 {
			return false
		}
		switch n {
		case 0:
		case 1:
			gamma := float64(binary.BigEndian.Uint16(tag[12:])) / 256
			f = func(x float64) float64 { return math.Pow(x, gamma) }
		default:
			at := func(i int) float64 { return float64(binary.BigEndian.Uint16(tag[12+2*i:])) / 65535 }
			f = func(x float64) float64 {
				i := min(int(x*float64(n-1)), n-2)
				part := x*float64(n-1) - float64(i)
				return at(i)*(1-part) + at(i+1)*part
			}
		}
	case "para":
		kind := int(binary.BigEndian.Uint16(tag[8:]))
		if kind >= len(parameters) || len(tag) < 12+4*parameters[kind] {
			return false
		}
		v := [7]float64{1, 1, 0, 0, math.Inf(-1), 0, 0} // g a b c d e f
		for i := range parameters[kind] {
			v[i] = fixed(tag[12+4*i:])
		}
		switch g, a, b, c, d, e := v[0], v[1], v[2], v[3], v[4], v[5]; kind {
		case 1, 2: // below -b/a it is c alone
			add := c
			if kind == 1 {
				add = 0
			}
			f = func(x float64) float64 { return math.Pow(max(0, a*x+b), g) + add }
		default:
			f = func(x float64) float64 {
				if x < d {
					return c*x + v[6]
				}
				return math.Pow(max(0, a*x+b), g) + e
			}
		}
	default:
		return false
	}
	for i := range out {
		if out[i] = f(float64(i) / 255); math.IsNaN(out[i]) || math.IsInf(out[i], 0) {
			return false
		}
	}
	return true
}

// steps is into how many steps linear values are divided before they become those of
// sRGB again.
const steps = 8192

// apply makes the colours of a picture those of sRGB. A colour that sRGB does not
// have becomes the nearest one in each channel.
func (p *profile) apply(img *image.RGBA) {
	var back [steps + 1]uint8
	for i := range back {
		x := float64(i) / steps
		if x <= 0.0031308 {
			x *= 12.92
		} else {
			x = 1.055*math.Pow(x, 1/2.4) - 0.055
		}
		back[i] = uint8(math.Round(255 * x))
	}
	var was, is [4]uint8
	for at := 0; at < len(img.Pix); at += 4 {
		px := img.Pix[at : at+4 : at+4]
		if !slices.Equal(px, was[:]) {
			copy(was[:], px)
			is = was
			if a := int(was[3]); a > 0 { // colours are multiplied by what can be seen of them
				var lin [3]float64
				for i := range lin {
					lin[i] = p.linear[i][min(255, (int(was[i])*255+a/2)/a)]
				}
				for i := range lin {
					m := p.matrix[3*i : 3*i+3]
					x := m[0]*lin[0] + m[1]*lin[1] + m[2]*lin[2]
					is[i] = uint8((int(back[int(min(1, max(0, x))*steps+0.5)])*a + 127) / 255)
				}
			}
		}
		copy(px, is[:])
	}
}
