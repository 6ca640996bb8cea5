package office

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"vielfalt/content/zipped"
)

// Limits of a document.
const (
	MaxBytes = 100 << 20 // of a file, most of which may be pictures

	maxPart   = 64 << 20  // bytes of a part that is read
	maxTokens = 8_000_000 // of such a part
	maxDepth  = 200       // of its elements
)

// unpacked are the limits of the ZIP that a document is.
var unpacked = zipped.Limits{Files: 5_000, Bytes: 1 << 30}

// Errors that say what kind of file it is instead.
var (
	errOld    = errors.New("it is protected by a password, or of an old format; save it without a password in the present one")
	errLocked = errors.New("it is protected by a password; save it without")
	errOther  = errors.New("it is no such document, or damaged")
)

// parts are the files in a document.
type parts struct{ fs.FS }

// open opens a document of some size.
func open(r io.ReaderAt, size int64) (parts, error) {
	head := make([]byte, 8)
	if n, _ := r.ReadAt(head, 0); n == 8 && string(head) == "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" {
		return parts{}, errOld
	}
	if size > MaxBytes {
		return parts{}, fmt.Errorf("it is larger than %d MB", MaxBytes>>20)
	}
	fsys, _, err := zipped.Open(r, size, unpacked)
	if err != nil {
		return parts{}, errOther
	}
	return parts{fsys}, nil
}

// Parts returns the files in a document of some size, among which are its pictures.
func Parts(r io.ReaderAt, size int64) (fs.FS, error) {
	p, err := open(r, size)
	return p.FS, err
}

// has reports whether there is a part.
func (p parts) has(name string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	info, err := fs.Stat(p.FS, name)
	return err == nil && info.Mode().IsRegular()
}

// read reads a part: do is called for its outermost element.
func (p parts) read(name string, do func(*element) error) error {
	f, err := p.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	in := &io.LimitedReader{R: f, N: maxPart + 1}
	r := &reader{decoder: xml.NewDecoder(plain(in))}
	r.decoder.CharsetReader = charset
	for {
		t, err := r.token()
		if start, ok := t.(xml.StartElement); ok && err == nil {
			err = do(&element{start, r, r.depth})
			return r.worded(name, in, err)
		}
		if err != nil {
			return r.worded(name, in, err)
		}
	}
}

// plain returns a part in UTF-8, which every program but a few writes: theirs is in
// UTF-16.
func plain(in io.Reader) io.Reader {
	b := bufio.NewReader(in)
	head, _ := b.Peek(2)
	switch string(head) {
	case "\xff\xfe", "<\x00":
		return transform.NewReader(b, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case "\xfe\xff", "\x00<":
		return transform.NewReader(b, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	}
	return b
}

// charset returns a part that says that its letters are others than UTF-8.
func charset(label string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "utf-16", "utf-16le", "utf-16be", "us-ascii": // they are UTF-8 by now
		return in, nil
	case "iso-8859-1", "windows-1252":
		return charmap.Windows1252.NewDecoder().Reader(in), nil
	}
	return nil, Refusal(fmt.Sprintf("its XML is written in %q, which is not read; open it in Word or LibreOffice, and save it again", clip(label)))
}

// readIf reads a part that need not be there.
func (p parts) readIf(name string, do func(*element) error) error {
	if name == "" {
		return nil
	}
	if err := p.read(name, do); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// A reader reads a part within bounds.
type reader struct {
	decoder       *xml.Decoder
	tokens, depth int
}

// Errors within a part.
var (
	errLarge   = errors.New("it is larger than what is read; split it")
	errDeep    = errors.New("its elements are nested too deeply")
	errDoctype = errors.New("it has a document type, which no such document has")
)

func (r *reader) worded(name string, in *io.LimitedReader, err error) error {
	var refusal Refusal
	switch {
	case err == nil:
		return nil
	case in.N <= 0:
		return errLarge
	case errors.As(err, &refusal):
		return refusal
	case errors.Is(err, errLarge), errors.Is(err, errDeep), errors.Is(err, errDoctype):
		return err
	case zipped.Cause(err) != "":
		return fmt.Errorf("%s in it: %s", name, zipped.Cause(err))
	}
	return fmt.Errorf("%s in it is damaged", name)
}

// A Refusal is why a document is not taken, beyond its form.
type Refusal string

// Error implements error.
func (e Refusal) Error() string { return string(e) }

// token returns the next token.
func (r *reader) token() (xml.Token, error) {
	if r.tokens++; r.tokens > maxTokens {
		return nil, errLarge
	}
	t, err := r.decoder.Token()
	if err != nil {
		return nil, err
	}
	switch t.(type) {
	case xml.StartElement:
		if r.depth++; r.depth > maxDepth {
			return nil, errDeep
		}
	case xml.EndElement:
		r.depth--
	case xml.Directive:
		return nil, errDoctype
	}
	return t, nil
}

// An element is one that has begun and not been read to its end.
type element struct {
	xml.StartElement
	r     *reader
	depth int // with this one
}

// name returns the name of the element without its namespace.
func (e *element) name() string { return e.Name.Local }

// attr returns an attribute by its name without its namespace; empty if there is
// none.
func (e *element) attr(name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// each reads the element to its end. do is called for each element in it, and text
// for words directly in it; either may be nil. What do leaves of an element is
// skipped.
func (e *element) each(do func(*element) error, text func(string)) error {
	for e.r.depth >= e.depth {
		t, err := e.r.token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			inner := &element{t, e.r, e.r.depth}
			if do != nil {
				if err := do(inner); err != nil {
					return err
				}
			}
			if err := inner.each(nil, nil); err != nil {
				return err
			}
		case xml.CharData:
			if text != nil {
				text(string(t))
			}
		}
	}
	return nil
}

// text returns all words in the element.
func (e *element) text() (string, error) {
	var out strings.Builder
	var within func(*element) error
	within = func(i *element) error { return i.each(within, func(s string) { out.WriteString(s) }) }
	err := within(e)
	return out.String(), err
}
