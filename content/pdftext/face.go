package pdftext

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/encoding/charmap"
)

// mostCodes is how many codes a table of a font may name.
const mostCodes = 1 << 16

// A face is a font, as far as its letters and their widths go.
type face struct {
	bytes     int               // of a code
	toUnicode map[string]string // what the file says that codes mean
	simple    [256]string       // what they mean by the encoding, for fonts with one byte
	utf16     bool              // codes are UTF-16
	widths    map[int]float64   // of codes, in sizes of the type
	usual     float64           // width of other codes; 0 if it is not known
}

// face returns a font of the file, which it reads but once.
func (c *canvas) face(v pdf.Value) *face {
	if v.Kind() != pdf.Dict {
		return nil
	}
	key := v.String()
	if f := c.faces[key]; f != nil {
		return f
	}
	f := &face{bytes: 1, widths: make(map[int]float64)}
	c.faces[key] = f
	if v.Key("ToUnicode").Kind() == pdf.Stream {
		f.toUnicode = make(map[string]string)
		// A damaged table ends early.
		_ = guard(func() error { f.readToUnicode(v); return nil })
	}
	if v.Key("Subtype").Name() == "Type0" {
		f.composite(v)
		return f
	}
	unit := 1.0 / 1000
	if m := v.Key("FontMatrix"); v.Key("Subtype").Name() == "Type3" && m.Len() == 6 {
		unit = m.Index(0).Float64()
	}
	first, widths := int(v.Key("FirstChar").Int64()), v.Key("Widths")
	for i := range min(widths.Len(), 256) {
		f.widths[first+i] = widths.Index(i).Float64() * unit
	}
	f.encode(v)
	return f
}

// encode reads the encoding of a font with one byte for each code.
func (f *face) encode(v pdf.Value) {
	encoding := v.Key("Encoding")
	var base *charmap.Charmap
	switch encoding.Key("BaseEncoding").Name() {
	case "WinAnsiEncoding":
		base = charmap.Windows1252
	case "MacRomanEncoding":
		base = charmap.Macintosh
	}
	font := pdf.Font{V: v}
	if encoding.IsNull() && f.toUnicode != nil {
		return
	}
	decoder := font.Encoder()
	for i := range f.simple {
		f.simple[i] = decoder.Decode(string([]byte{byte(i)}))
		// The reader passes over the encoding that differences are to.
		if base != nil && f.simple[i] == string(rune(i)) {
			f.simple[i] = string(base.DecodeByte(byte(i)))
		}
	}
}

// composite reads what is particular to a font with several bytes for each code.
func (f *face) composite(v pdf.Value) {
	f.bytes = 2
	for code := range f.toUnicode {
		f.bytes = len(code)
		break
	}
	name := v.Key("Encoding").Name()
	f.utf16 = strings.Contains(name, "UCS2") || strings.Contains(name, "UTF16")
	font := v.Key("DescendantFonts").Index(0)
	f.usual = 1
	if w := font.Key("DW"); !w.IsNull() {
		f.usual = w.Float64() / 1000
	}
	w := font.Key("W")
	for i := 0; i+1 < w.Len() && len(f.widths) < mostCodes; {
		first, next := int(w.Index(i).Int64()), w.Index(i+1)
		if next.Kind() == pdf.Array {
			for j := range next.Len() {
				f.widths[first+j] = next.Index(j).Float64() / 1000
			}
			i += 2
			continue
		}
		width := w.Index(i+2).Float64() / 1000
		for code := first; code <= min(int(next.Int64()), first+mostCodes); code++ {
			f.widths[code] = width
		}
		i += 3
	}
}

// codes takes a string apart.
func (f *face) codes(s string) []string {
	var out []string
	for len(s) > 0 {
		n := min(f.bytes, len(s))
		out, s = append(out, s[:n]), s[n:]
	}
	return out
}

// glyph returns what a code means, and its width in sizes of the type, and whether
// that is known.
func (f *face) glyph(code string) (text string, width float64, known bool) {
	n := 0
	for i := range len(code) {
		n = n<<8 | int(code[i])
	}
	text, ok := f.toUnicode[code]
	switch {
	case ok:
	case f.bytes == 1:
		if text, ok = f.toUnicode["\x00"+code]; !ok {
			text = f.simple[n]
		}
	case f.utf16:
		text = fromUTF16(code)
	}
	if width, known = f.widths[n]; known {
		return text, width, true
	}
	if f.usual > 0 {
		return text, f.usual, true
	}
	return text, guessedWidth(text), false
}

// guessedWidth returns the width of a letter in most faces: programs need not
// write it down for the fonts that every printer has.
func guessedWidth(s string) float64 {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune(" ijltf.,:;'!|()[]-", r):
		return 0.28
	case strings.ContainsRune("mwMW", r):
		return 0.85
	case unicode.IsUpper(r):
		return 0.68
	}
	return 0.53
}

// readToUnicode reads the table of a font that says what its codes mean.
func (f *face) readToUnicode(font pdf.Value) {
	m := f.toUnicode
	pdf.Interpret(font.Key("ToUnicode"), func(stk *pdf.Stack, op string) {
		args := make([]pdf.Value, stk.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stk.Pop()
		}
		switch op {
		case "endbfchar":
			for ; len(args) >= 2; args = args[2:] {
				if code := args[0].RawString(); code != "" && len(m) < mostCodes {
					m[code] = fromUTF16(args[1].RawString())
				}
			}
		case "endbfrange":
			for ; len(args) >= 3; args = args[3:] {
				readRange(m, args[0].RawString(), args[1].RawString(), args[2])
			}
		case "findresource":
			stk.Push(font) // begin wants a dictionary; what is defined goes into one of the table's own
		}
	})
}

// readRange adds codes from first to last, which mean one character after another.
func readRange(m map[string]string, first, last string, to pdf.Value) {
	if first == "" || len(first) != len(last) {
		return
	}
	code, start := []byte(first), []byte(to.RawString())
	for i := 0; len(m) < mostCodes; i++ {
		if to.Kind() == pdf.Array {
			m[string(code)] = fromUTF16(to.Index(i).RawString())
		} else {
			m[string(code)] = fromUTF16(string(start))
			next(start)
		}
		if string(code) >= last || !next(code) {
			return
		}
	}
}

// next adds one to a number of some bytes, and reports whether it has a next one.
func next(b []byte) bool {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i]++; b[i] != 0 {
			return true
		}
	}
	return false
}

// fromUTF16 decodes big-endian UTF-16.
func fromUTF16(s string) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
