package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"vielfalt/content"
)

// Bounds of one reading.
const (
	maxTime      = 20 * time.Second
	maxText      = 10 << 20 // bytes of text in total
	maxLayout    = 64 << 20 // bytes of words with their layout, as poppler writes them
	maxPicture   = 8 << 20  // bytes of the picture as drawn
	maxSide      = 1200     // pixels of the picture
	maxComplaint = 64 << 10 // bytes of error messages that are read
	// fewestLetters is how many letters a page must have to count as text.
	fewestLetters = 20
	// goCrashed is the runtime's exit code when a process gets no more memory.
	goCrashed = 2
	// mostTries is how often to start a child that ends quickly for lack of
	// memory.
	mostTries = 4
	quickly   = time.Second
)

// Errors that callers tell apart.
var (
	// ErrNotPDF means that the file does not begin like a PDF.
	ErrNotPDF = errors.New("not a PDF file")
	// ErrUnreadable means that the file cannot be read as a PDF, or not within
	// the bounds.
	ErrUnreadable = errors.New("PDF cannot be read")
)

// A Document is what was read from a PDF.
type Document struct {
	Pages []Page
	// Cover is a picture of the first page as PNG; nil if no renderer is
	// installed or the page cannot be drawn.
	Cover []byte
}

// A Page is the text of one page.
type Page struct {
	Text string
	// NoText marks a page without a text layer.
	NoText bool
}

// An Extractor reads PDFs.
type Extractor struct {
	// Child is the command by which the program calls itself; the mode is
	// appended.
	Child []string
	// Text and Picture are the modes of the child: poppler's if it is
	// installed. With an empty Picture nothing is drawn.
	Text, Picture string
}

// Default returns the extractor for what is installed. The program must answer
// to the command "pdf-extract MODE" by calling RunChild.
func Default() *Extractor {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	e := &Extractor{Child: []string{self, "pdf-extract"}, Text: ModeGo}
	if _, err := exec.LookPath(textTool); err == nil {
		e.Text = ModePoppler
	}
	if _, err := exec.LookPath(pictureTool); err == nil {
		e.Picture = ModePicture
	}
	return e
}

// Extract reads a PDF. The error says in a sentence what is wrong with it.
func (e *Extractor) Extract(ctx context.Context, pdf []byte) (*Document, error) {
	if len(pdf) > content.MaxPDF {
		return nil, fmt.Errorf("%w: larger than %d MB", ErrUnreadable, content.MaxPDF>>20)
	}
	if !bytes.Contains(pdf[:min(len(pdf), 1024)], []byte("%PDF-")) {
		return nil, ErrNotPDF
	}
	pages, err := e.pages(ctx, pdf)
	if err != nil {
		return nil, err
	}
	doc := &Document{}
	if len(pages) > content.MaxPages {
		return nil, fmt.Errorf("%w: more than %d pages", ErrUnreadable, content.MaxPages)
	}
	for _, text := range pages {
		doc.Pages = append(doc.Pages, page(text))
	}
	if e.Picture != "" {
		// A page that cannot be drawn is no reason to refuse its text.
		if raw, err := e.run(ctx, e.Picture, pdf, maxPicture); err == nil {
			doc.Cover = redraw(raw)
		}
	}
	return doc, ctx.Err()
}

// pages returns the raw text of every page.
func (e *Extractor) pages(ctx context.Context, pdf []byte) ([]string, error) {
	if e.Text == ModePoppler {
		out, err := e.run(ctx, e.Text, pdf, maxLayout)
		if err != nil {
			return nil, err
		}
		return layout(out)
	}
	out, err := e.run(ctx, e.Text, pdf, maxText)
	if err != nil {
		return nil, err
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f"), nil
}

// errMemory is the reason if a child gets no more memory.
var errMemory = errors.New("within the limits of memory")

// run calls the program itself in a mode and returns what it prints. Between
// setting its limits and becoming poppler the child can do nothing that needs
// memory; if the runtime needs some just then, the child is started again.
func (e *Extractor) run(ctx context.Context, mode string, pdf []byte, limit int64) ([]byte, error) {
	for try := 1; ; try++ {
		start := time.Now()
		out, err := e.runOnce(ctx, mode, pdf, limit)
		if !errors.Is(err, errMemory) || mode == ModeGo || try == mostTries || time.Since(start) > quickly {
			return out, err
		}
	}
}

func (e *Extractor) runOnce(caller context.Context, mode string, pdf []byte, limit int64) ([]byte, error) {
	ctx, cancel := context.WithTimeout(caller, maxTime)
	defer cancel()
	dir, err := os.MkdirTemp("", "vielfalt-pdf-")
	if err != nil {
		return nil, fmt.Errorf("read PDF: %w", err)
	}
	defer os.RemoveAll(dir)
	cmd := exec.CommandContext(ctx, e.Child[0], append(e.Child[1:len(e.Child):len(e.Child)], mode)...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=" + dir, "GOTRACEBACK=none", "GOMAXPROCS=2"}
	cmd.Stdin = bytes.NewReader(pdf)
	cmd.SysProcAttr = groupOfItsOwn()
	cmd.Cancel = func() error { return killGroup(cmd.Process.Pid) }
	cmd.WaitDelay = time.Second
	var out, complaints bounded
	out.limit, complaints.limit = limit, maxComplaint
	out.full = cancel
	cmd.Stdout, cmd.Stderr = &out, &complaints
	err = cmd.Run()
	switch {
	case caller.Err() != nil:
		return nil, fmt.Errorf("read PDF: %w", caller.Err())
	case out.over:
		return nil, fmt.Errorf("%w: it holds more than %d MB of text", ErrUnreadable, limit>>20)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("%w within %d seconds", ErrUnreadable, maxTime/time.Second)
	case err != nil && out.Len() == 0:
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			return nil, fmt.Errorf("read PDF: %w", err)
		}
		s, ok := exit.Sys().(syscall.WaitStatus)
		if exit.ExitCode() == goCrashed || ok && s.Signaled() && s.Signal() == syscall.SIGABRT {
			return nil, fmt.Errorf("%w %w", ErrUnreadable, errMemory)
		}
		if ok && s.Signaled() {
			return nil, fmt.Errorf("%w within the limits of time and memory", ErrUnreadable)
		}
		return nil, fmt.Errorf("%w: %s", ErrUnreadable, firstLine(complaints.String()))
	case err != nil:
		return nil, fmt.Errorf("%w to its end", ErrUnreadable)
	}
	return out.Bytes(), nil
}

// firstLine returns a tool's first complaint as plain text.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
	if s == "" {
		return "it is damaged"
	}
	return s[:min(len(s), 200)]
}

// bounded is a buffer that takes no more than its limit, and notes when it is
// full.
type bounded struct {
	bytes.Buffer
	limit int64
	over  bool
	full  func()
}

func (b *bounded) Write(p []byte) (int, error) {
	if int64(b.Len()+len(p)) > b.limit {
		if b.full != nil {
			b.over = true
			b.full()
			return 0, errors.New("too much output")
		}
		return len(p), nil // the rest of endless complaints is dropped
	}
	return b.Buffer.Write(p)
}

// page cleans the text of a page: ligatures are taken apart, words divided at
// line ends are joined, and whatever is not text is dropped.
func page(text string) Page {
	text = norm.NFKC.String(strings.ToValidUTF8(text, ""))
	var b strings.Builder
	letters := 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			letters++
		case r == '\u00ad', r != '\n' && r != '\t' && !unicode.IsPrint(r) && !unicode.IsSpace(r):
			continue
		}
		b.WriteRune(r)
	}
	if letters < fewestLetters {
		return Page{NoText: true}
	}
	return Page{Text: cut(join(b.String()), content.MaxPageText)}
}

// join joins words divided at the end of a line, and lines that belong to one
// paragraph.
func join(s string) string {
	var out strings.Builder
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		line = strings.Join(strings.Fields(line), " ")
		next := ""
		if i+1 < len(lines) {
			next = strings.TrimSpace(lines[i+1])
		}
		if r := []rune(next); strings.HasSuffix(line, "-") && len(r) > 0 && unicode.IsLetter(r[0]) && !startsConjunction(next) {
			if unicode.IsLower(r[0]) {
				line = strings.TrimSuffix(line, "-")
			}
			out.WriteString(line)
			continue
		}
		out.WriteString(line)
		out.WriteByte('\n')
	}
	text := out.String()
	for strings.Contains(text, "\n\n\n") {
		text = strings.ReplaceAll(text, "\n\n\n", "\n\n")
	}
	return strings.TrimSpace(text)
}

// startsConjunction tells "Aus-\nund Fortbildung", whose hyphen stays, from a
// divided word.
func startsConjunction(s string) bool {
	word, _, _ := strings.Cut(s, " ")
	switch word {
	case "und", "oder", "bzw.", "sowie", "bis":
		return true
	}
	return false
}

func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:limit], "")
}

// redraw decodes a picture and encodes it again, so that nothing but pixels is
// passed on. It returns nil if that fails.
func redraw(raw []byte) []byte {
	c, err := png.DecodeConfig(bytes.NewReader(raw))
	if err != nil || c.Width > maxSide || c.Height > maxSide {
		return nil
	}
	var img image.Image
	if img, err = png.Decode(bytes.NewReader(raw)); err != nil {
		return nil
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, img); err != nil {
		return nil
	}
	return out.Bytes()
}
