package pdftext

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/ledongthuc/pdf"

	"vielfalt/content"
)

// Modes of the child process.
const (
	ModeGo      = "go"      // read the text in Go
	ModePoppler = "poppler" // become pdftotext
	ModePicture = "picture" // become pdftoppm
)

const (
	textTool    = "pdftotext"
	pictureTool = "pdftoppm"
)

// Bounds the child sets for itself.
const (
	childCPU     = 10         // seconds
	childMemory  = 768 << 20  // bytes of address space, for poppler
	childGoSpace = 2048 << 20 // the same in Go, whose runtime reserves more than it uses
	childGoHeap  = 500 << 20  // bytes the reader in Go may use
)

// RunChild is the whole of the child process: it sets limits on itself, and
// then reads the PDF on in by the given mode, writing to out: pages that end
// with a form feed (ModeGo), words with their layout as XHTML (ModePoppler), or
// a PNG (ModePicture). It does not return where another program takes over.
func RunChild(mode string, in *os.File, out io.Writer) error {
	memory := uint64(childMemory)
	if mode == ModeGo {
		memory = childGoSpace
	}
	if err := limitProcess(childCPU, memory); err != nil {
		return fmt.Errorf("limit process: %w", err)
	}
	switch mode {
	case ModePoppler:
		return become(textTool, "-bbox-layout", "-enc", "UTF-8", "-q", "-", "-")
	case ModePicture:
		return become(pictureTool, "-png", "-q", "-f", "1", "-l", "1", "-scale-to", "480", "-")
	case ModeGo:
		debug.SetMemoryLimit(childGoHeap)
		return readInGo(in, out)
	}
	return fmt.Errorf("unknown mode %q", mode)
}

// become replaces the process by a program, with nothing in its environment
// but the path.
func become(tool string, args ...string) error {
	path, err := exec.LookPath(tool)
	if err != nil {
		return err
	}
	return syscall.Exec(path, append([]string{tool}, args...), []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.Getenv("TMPDIR")})
}

// readInGo writes the text of every page.
func readInGo(in io.Reader, out io.Writer) (err error) {
	defer func() {
		if v := recover(); v != nil { // the library panics on damaged files
			err = fmt.Errorf("damaged: %v", v)
		}
	}()
	raw, err := io.ReadAll(io.LimitReader(in, content.MaxPDF+1))
	if err != nil {
		return err
	}
	r, err := pdf.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return err
	}
	n := r.NumPage()
	if n < 1 || n > content.MaxPages {
		return fmt.Errorf("it says it has %d pages", n)
	}
	for i := 1; i <= n; i++ {
		if _, err := io.WriteString(out, glyphs(r.Page(i).Content().Text)+"\f"); err != nil {
			return err
		}
	}
	return nil
}

// Gaps in parts of the size of the type: wider than wordGap is a space between
// words, further down than lineGap is a new line, than paragraphGap an empty one.
const (
	wordGap      = 0.17
	lineGap      = 0.5
	paragraphGap = 1.8
)

// glyphs puts single glyphs together to words, lines and paragraphs, in the
// order of the content stream (sorting would scramble kerned text).
func glyphs(text []pdf.Text) string {
	var b strings.Builder
	var last pdf.Text
	for i, t := range text {
		size := max(t.FontSize, 1)
		if i > 0 {
			down := math.Abs(last.Y - t.Y)
			switch {
			case down > paragraphGap*size:
				b.WriteString("\n\n")
			case down > lineGap*size:
				b.WriteByte('\n')
			case t.X-(last.X+last.W) > wordGap*size:
				b.WriteByte(' ')
			}
		}
		b.WriteString(t.S)
		last = t
	}
	return b.String()
}
