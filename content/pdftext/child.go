package pdftext

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/ledongthuc/pdf"

	"vielfalt/content"
	"vielfalt/content/internal/child"
)

// Modes of the child process.
const (
	ModeGo      = "go"      // read the text in Go
	ModeAbout   = "about"   // read what the file says of itself, in Go
	ModePoppler = "poppler" // become pdftotext
	ModePicture = "picture" // become pdftoppm
)

const (
	textTool    = "pdftotext"
	pictureTool = "pdftoppm"
)

// Bounds the child sets on itself.
const (
	childMemory  = 768 << 20  // bytes of address space, for poppler
	childGoSpace = 2048 << 20 // the same in Go, whose runtime reserves more than it uses
	childGoHeap  = 400 << 20  // bytes the reader in Go may use
)

// childCPU is how much processor time a child may take in each mode, in seconds, and
// maxCPU what all children may that read one file: a step that might take more than is
// left is left out. With what becomes of their words no file costs more than 10
// seconds.
var childCPU = map[string]uint64{ModePoppler: 5, ModePicture: 5, ModeGo: 6, ModeAbout: 2}

const maxCPU = 7 * time.Second

// RunChild is the whole of the child process: it sets limits on itself, and
// then reads the PDF on in by the given mode, writing to out: the words of each page
// with their places as XHTML (ModeGo, ModePoppler), an [About] as JSON (ModeAbout),
// or a PNG (ModePicture). It does not return if another program takes over.
func RunChild(mode string, in *os.File, out io.Writer) error {
	switch mode {
	case ModePoppler:
		// In the order of the file: its own analysis takes narrow columns of
		// justified text for one, and tears their lines apart.
		return become(mode, textTool, "-bbox", "-raw", "-enc", "UTF-8", "-", "-")
	case ModePicture:
		return become(mode, pictureTool, "-png", "-q", "-f", "1", "-l", "1", "-scale-to", "480", "-")
	case ModeGo, ModeAbout:
		if err := child.Reader(childCPU[mode], childGoSpace, childGoHeap); err != nil {
			return err
		}
		r, pages, err := openPDF(in)
		if err != nil {
			return err
		}
		if mode == ModeAbout {
			return writeAbout(r, out)
		}
		return writeWords(pages, out)
	}
	return fmt.Errorf("unknown mode %q", mode)
}

// become replaces the process with another program, with nothing in its
// environment but the path.
func become(mode, tool string, args ...string) error {
	path, err := exec.LookPath(tool)
	if err != nil {
		return err
	}
	args = append([]string{tool}, args...)
	env := []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.Getenv("TMPDIR")}
	if err := child.LimitProcess(childCPU[mode]); err != nil {
		return fmt.Errorf("limit process: %w", err)
	}
	// The runtime of Go reserves more address space than poppler may have. Once
	// the limit is set it cannot even start a thread, so nothing may happen
	// between here and the other program.
	debug.SetGCPercent(-1)
	if err := child.LimitMemory(childMemory); err != nil {
		return fmt.Errorf("limit process: %w", err)
	}
	return syscall.Exec(path, args, env)
}

// guard calls f, which panics on damaged files.
func guard(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("it is damaged: %v", v)
		}
	}()
	return f()
}

// openPDF opens a PDF for the reader in Go, and finds its pages.
func openPDF(in io.Reader) (r *pdf.Reader, pages []pdf.Value, err error) {
	raw, err := io.ReadAll(io.LimitReader(in, content.MaxPDF+1))
	if err != nil {
		return nil, nil, err
	}
	if bytes.HasPrefix(raw, []byte("%PDF-2.")) {
		copy(raw, "%PDF-1.7") // the reader refuses what it can read
	}
	err = guard(func() (err error) {
		r, err = pdf.NewReader(bytes.NewReader(raw), int64(len(raw)))
		return err
	})
	if err != nil && strings.Contains(err.Error(), "encrypt") || err == nil && shortKey(r) {
		return nil, nil, errProtected
	}
	if err == nil {
		err = guard(func() error { pages = pagesOf(r); return nil })
	}
	switch {
	case err != nil:
		return nil, nil, err
	case len(pages) == 0:
		return nil, nil, errors.New("it has no pages")
	case len(pages) > content.MaxPages:
		return nil, nil, fmt.Errorf("it has more than %d pages", content.MaxPages)
	}
	return r, pages, nil
}

// shortKey reports whether a PDF is encrypted with 40 bits, for which the reader
// reckons a wrong key, and then reads noise.
func shortKey(r *pdf.Reader) (short bool) {
	// The reader decrypts what it should not here, and fails at newer ciphers.
	_ = guard(func() error {
		e := r.Trailer().Key("Encrypt")
		short = e.Key("V").Int64() == 1 || e.Key("V").Int64() == 2 && e.Key("Length").Int64() <= 40
		return nil
	})
	return short
}

// pagesOf returns the pages of a PDF in their order, though not many more than are
// read. The reader would look for each from the first one on.
func pagesOf(r *pdf.Reader) []pdf.Value {
	const deepest, mostNodes = 50, 10 * content.MaxPages
	var pages []pdf.Value
	nodes := 0
	var walk func(v pdf.Value, depth int)
	walk = func(v pdf.Value, depth int) {
		if nodes++; nodes > mostNodes || depth > deepest || len(pages) > content.MaxPages {
			return
		}
		kids := v.Key("Kids")
		if kids.Kind() != pdf.Array {
			if v.Kind() == pdf.Dict && depth > 0 {
				pages = append(pages, v)
			}
			return
		}
		for i := range kids.Len() {
			walk(kids.Index(i), depth+1)
		}
	}
	walk(r.Trailer().Key("Root").Key("Pages"), 0)
	return pages
}

// errProtected is what a child says of a file that it cannot decrypt.
var errProtected = errors.New("it is protected by a password; save it without")
