package archive

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// An undecodable is why the letters of a file cannot be told.
type undecodable struct {
	line   int // from 1
	reason string
}

// Error implements error.
func (e *undecodable) Error() string { return e.reason }

// decodeText turns a file as programs write it into UTF-8 with plain line endings:
// from UTF-8, UTF-16, Windows-1252 or MacRoman. note says what was guessed. The
// error is an *undecodable.
func decodeText(raw []byte) (text []byte, note string, err error) {
	switch order, marked := wide(raw); {
	case marked:
		d := unicode.UTF16(order, unicode.UseBOM).NewDecoder()
		if raw, err = d.Bytes(raw); err != nil || bytes.ContainsRune(raw, utf8.RuneError) {
			return nil, "", &undecodable{1, "it is cut off or damaged UTF-16; save it as UTF-8"}
		}
	case !utf8.Valid(raw):
		if raw, note, err = narrow(raw); err != nil {
			return nil, "", err
		}
	default:
		if word := misread(raw); word != nil {
			note = fmt.Sprintf("%q was not read as UTF-8 by the program that wrote this file, and is taken as it stands; write the file again from its source", word)
		}
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(raw, []byte("\r"), []byte("\n")), note, nil
}

// misread returns a word that twice matches. Most files have none, which need not
// be searched for slowly.
func misread(raw []byte) []byte {
	if !bytes.Contains(raw, []byte("Ã")) && !bytes.Contains(raw, []byte("â€")) {
		return nil
	}
	return twice.Find(raw)
}

// twice matches words that were UTF-8, taken for Windows-1252 and written as UTF-8.
var twice = regexp.MustCompile(`\pL*(?:Ã[¤¶¼Ÿ„–œ]|â€[œžš“”™\x{9d}])[^\s;,]*`)

// wide reports whether a file is in UTF-16, and in which order its bytes are if it
// does not say so itself.
func wide(raw []byte) (order unicode.Endianness, is bool) {
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		return unicode.LittleEndian, true
	}
	var zeros [2]int
	head := raw[:min(len(raw), 1000)]
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	if 4*(zeros[0]+zeros[1]) < len(head) || len(head) == 0 {
		return unicode.LittleEndian, false
	}
	if zeros[0] > zeros[1] {
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, true
}

// German letters in one byte. Those of MacRoman are other signs in Windows-1252:
// Š š Ÿ § € … †.
const (
	windowsLetters = "\xe4\xf6\xfc\xc4\xd6\xdc\xdf"
	macSmall       = "\x8a\x9a\x9f\xa7" // ä ö ü ß
	macCapitals    = "\x80\x85\x86"     // Ä Ö Ü
	undefined      = "\x81\x8d\x8f\x90\x9d"
)

// narrow turns a text of one byte a letter into UTF-8. Which letters they are is
// told by what stands around them: a § within a word is the ß of a Macintosh.
func narrow(raw []byte) (text []byte, note string, err error) {
	if line := mixed(raw); line > 0 {
		return nil, "", &undecodable{line, "the file is in UTF-8, but the letters of this line are not; save it as UTF-8"}
	}
	letter := func(i int) bool {
		return i >= 0 && i < len(raw) && (raw[i]|0x20 >= 'a' && raw[i]|0x20 <= 'z')
	}
	windows, mac, doubtful := 0, -1, -1 // the last: where
	for i, c := range raw {
		switch {
		case c < 0x80:
		case strings.IndexByte(windowsLetters, c) >= 0:
			if letter(i-1) || letter(i+1) {
				windows++
			}
		case strings.IndexByte(macSmall, c) >= 0 && (letter(i-1) || letter(i+1)),
			strings.IndexByte(macCapitals, c) >= 0 && letter(i+1) && raw[i+1] >= 'a':
			if mac < 0 {
				mac = i
			}
			if doubtful < 0 && c != 0x8a && c != 0x9a { // which are in names from other countries
				doubtful = i
			}
		}
	}
	switch {
	case mac >= 0 && windows == 0:
		word := wordAt(raw, mac, charmap.Macintosh)
		note = fmt.Sprintf("the letters were read as those of an old Macintosh: %q; if that is wrong, save it as UTF-8", word)
		text, err = charmap.Macintosh.NewDecoder().Bytes(raw)
		return text, note, err
	case doubtful >= 0:
		return nil, "", &undecodable{lineOf(raw, doubtful), fmt.Sprintf("is this %q or %q? Save the file as UTF-8 (in Excel “CSV UTF-8”)",
			wordAt(raw, doubtful, charmap.Windows1252), wordAt(raw, doubtful, charmap.Macintosh))}
	}
	for i, c := range raw {
		if strings.IndexByte(undefined, c) >= 0 {
			return nil, "", &undecodable{lineOf(raw, i), fmt.Sprintf("the letter %#x of this line is none in Windows; save the file as UTF-8 (in Excel “CSV UTF-8”)", c)}
		}
	}
	text, err = charmap.Windows1252.NewDecoder().Bytes(raw)
	return text, "", err
}

// mixed returns the line of the first bytes that are not UTF-8 in a text of which
// other parts are, as where two tables were put together; 0 if it is not. What an
// ü is in UTF-8 nobody writes in letters of one byte.
func mixed(raw []byte) (line int) {
	good, bad, first, western := 0, 0, 0, false
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			if bad++; bad == 1 {
				first = i
			}
		case n > 1:
			good++
			western = western || raw[i] == 0xc2 || raw[i] == 0xc3
		}
		i += n
	}
	if bad > 0 && (western || good > 2*bad) {
		return lineOf(raw, first)
	}
	return 0
}

func lineOf(raw []byte, at int) int {
	line := 1 + bytes.Count(raw[:at], []byte("\n"))
	if line == 1 { // or as on a Macintosh
		line += bytes.Count(raw[:at], []byte("\r"))
	}
	return line
}

// wordAt returns the word around an offset.
func wordAt(raw []byte, at int, letters *charmap.Charmap) string {
	part := func(c byte) bool { return c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' }
	from, to := at, at+1
	for from > max(0, at-30) && part(raw[from-1]) {
		from--
	}
	for to < min(len(raw), at+30) && part(raw[to]) {
		to++
	}
	word, _ := letters.NewDecoder().Bytes(raw[from:to])
	return string(word)
}
