package pdftext

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"syscall"
	"time"

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

// Bounds the child sets on itself.
const (
	childCPU     = 5          // seconds, for poppler
	childGoCPU   = 8          // the same in Go, which is slower
	childMemory  = 768 << 20  // bytes of address space, for poppler
	childGoSpace = 2048 << 20 // the same in Go, whose runtime reserves more than it uses
	childGoHeap  = 400 << 20  // bytes the reader in Go may use
)

// RunChild is the whole of the child process: it sets limits on itself, and
// then reads the PDF on in by the given mode, writing to out: pages that end
// with a form feed (ModeGo), words with their layout as XHTML (ModePoppler), or
// a PNG (ModePicture). It does not return if another program takes over.
func RunChild(mode string, in *os.File, out io.Writer) error {
	switch mode {
	case ModePoppler:
		return become(textTool, "-bbox-layout", "-enc", "UTF-8", "-q", "-", "-")
	case ModePicture:
		return become(pictureTool, "-png", "-q", "-f", "1", "-l", "1", "-scale-to", "480", "-")
	case ModeGo:
		if err := limitProcess(childGoCPU); err != nil {
			return fmt.Errorf("limit process: %w", err)
		}
		if err := limitMemory(childGoSpace); err != nil {
			return fmt.Errorf("limit process: %w", err)
		}
		debug.SetMemoryLimit(childGoHeap)
		go watchMemory()
		return readInGo(in, out)
	}
	return fmt.Errorf("unknown mode %q", mode)
}

// become replaces the process with another program, with nothing in its
// environment but the path.
func become(tool string, args ...string) error {
	path, err := exec.LookPath(tool)
	if err != nil {
		return err
	}
	args = append([]string{tool}, args...)
	env := []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.Getenv("TMPDIR")}
	if err := limitProcess(childCPU); err != nil {
		return fmt.Errorf("limit process: %w", err)
	}
	// The runtime of Go reserves more address space than poppler may have. Once
	// the limit is set it cannot even start a thread, so nothing may happen
	// between here and the other program.
	debug.SetGCPercent(-1)
	if err := limitMemory(childMemory); err != nil {
		return fmt.Errorf("limit process: %w", err)
	}
	return syscall.Exec(path, args, env)
}

// watchMemory ends the process when it uses too much: the limit on address
// space must be wide enough for the runtime, and the collector's limit is only
// soft.
func watchMemory() {
	use := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	for range time.Tick(20 * time.Millisecond) {
		if metrics.Read(use); use[0].Value.Uint64() > childGoHeap {
			fmt.Fprintf(os.Stderr, "it needs more than %d MB of memory\n", childGoHeap>>20)
			os.Exit(1)
		}
	}
}

// readInGo writes the text of every page. A page that cannot be read is empty;
// if none can be, that is an error.
func readInGo(in io.Reader, out io.Writer) error {
	raw, err := io.ReadAll(io.LimitReader(in, content.MaxPDF+1))
	if err != nil {
		return err
	}
	var r *pdf.Reader
	var n int
	err = guard(func() (err error) {
		if r, err = pdf.NewReader(bytes.NewReader(raw), int64(len(raw))); err == nil {
			n = r.NumPage()
		}
		return err
	})
	if err != nil {
		return err
	}
	if n < 1 || n > content.MaxPages {
		return fmt.Errorf("it says it has %d pages", n)
	}
	failed := 0
	for i := 1; i <= n; i++ {
		var text string
		err := guard(func() error { text = glyphs(r.Page(i).Content().Text); return nil })
		if err != nil {
			failed++
		}
		if failed == n {
			return err
		}
		if _, err := io.WriteString(out, strings.ReplaceAll(text, "\f", "")+"\f"); err != nil {
			return err
		}
	}
	return nil
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

// Gaps relative to the size of the type: lower by more than lineGap is a new
// line, by more than paragraphGap an empty one. Wider than wordGap is a space
// between words, or wider than columnGap if the text has glyphs for its spaces:
// kerning moves letters, too.
const (
	lineGap      = 0.5
	paragraphGap = 1.8
	wordGap      = 0.17
	columnGap    = 1.0
	// usualWidth replaces the width of a glyph that the reader does not know,
	// as with most fonts of word processors.
	usualWidth = 0.55
)

// glyphs joins single glyphs into words, lines and paragraphs, in the order of
// the content stream (sorting would scramble kerned text).
func glyphs(text []pdf.Text) string {
	spaces := 0
	for _, t := range text {
		if t.S == " " || t.S == "\u00a0" {
			spaces++
		}
	}
	gap := wordGap
	if spaces*20 > len(text) {
		gap = columnGap
	}
	var b strings.Builder
	var last pdf.Text
	run := 0 // glyphs in one place, because their widths are not known
	for i, t := range text {
		if t.S == "\n" {
			continue // the library adds one to each operator
		}
		size := max(math.Abs(t.FontSize), 1)
		if i > 0 {
			end := last.X + last.W
			if last.W == 0 {
				end += float64(run) * usualWidth * size
			}
			down := math.Abs(last.Y - t.Y)
			switch {
			case down > paragraphGap*size:
				b.WriteString("\n\n")
			case down > lineGap*size:
				b.WriteByte('\n')
			case t.X != last.X && t.X-end > gap*size:
				b.WriteByte(' ')
			}
		}
		if run++; i == 0 || t.X != last.X || t.Y != last.Y {
			run = 1
		}
		b.WriteString(t.S)
		last = t
	}
	return b.String()
}
