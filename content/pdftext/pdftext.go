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
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vielfalt/content"
)

// Bounds of one reading.
const (
	maxTime      = 20 * time.Second
	maxText      = 10 << 20 // bytes of text in total
	maxWords     = 64 << 20 // bytes of words with their places
	maxPicture   = 8 << 20  // bytes of the picture as drawn
	maxSide      = 1200     // pixels of the picture
	maxComplaint = 64 << 10 // bytes of error messages that are read
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
	// Running are the headers and footers that repeat from page to page and are
	// left out of its text, each as it was first seen.
	Running []string
	// About is what the file says of itself; nil if that cannot be read.
	About *About
	// Cover is a picture of the first page as PNG; nil if no renderer is
	// installed or the page cannot be drawn.
	Cover []byte
}

// A Page is the text of one page.
type Page struct {
	Text string
	// NoText marks a page without any letter or number that can be read.
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
	sheets, err := e.sheets(ctx, pdf)
	if err != nil {
		return nil, err
	}
	doc := read(sheets)
	doc.About, _ = e.About(ctx, pdf) // what cannot be read says nothing of itself
	if e.Picture != "" {
		// A page that cannot be drawn is no reason to refuse its text.
		if raw, err := e.run(ctx, e.Picture, pdf, maxPicture); err == nil {
			doc.Cover = redraw(raw)
		}
	}
	return doc, ctx.Err()
}

// sheets returns the words of every page.
func (e *Extractor) sheets(ctx context.Context, pdf []byte) ([]sheet, error) {
	out, err := e.run(ctx, e.Text, pdf, maxWords)
	if err != nil {
		return nil, err
	}
	sheets, err := readWords(out)
	if err != nil {
		return nil, err
	}
	if len(sheets) > content.MaxPages {
		return nil, fmt.Errorf("%w: more than %d pages", ErrUnreadable, content.MaxPages)
	}
	if e.Text == ModePoppler && slices.ContainsFunc(sheets, arabic) {
		// Poppler takes ligatures such as lam-alef apart in the wrong order.
		if out, err := e.run(ctx, ModeGo, pdf, maxWords); err == nil {
			if same, err := readWords(out); err == nil && len(same) == len(sheets) {
				for i := range sheets {
					if arabic(sheets[i]) && arabic(same[i]) {
						sheets[i] = same[i]
					}
				}
			}
		}
	}
	return sheets, nil
}

// arabic reports whether a sheet has Arabic letters.
func arabic(s sheet) bool {
	return slices.ContainsFunc(s.words, func(w word) bool {
		return strings.ContainsFunc(w.text, func(r rune) bool { return unicode.Is(unicode.Arabic, r) })
	})
}

// read returns the text of sheets.
func read(sheets []sheet) *Document {
	doc := new(Document)
	pages := make([][]line, len(sheets))
	for i, s := range sheets {
		pages[i] = layout(s)
	}
	doc.Running = withoutRunning(sheets, pages)
	texts := make([]string, len(pages))
	for i, page := range pages {
		var lines []string
		for _, l := range page {
			if l.apart {
				lines = append(lines, "")
			}
			lines = append(lines, l.text)
		}
		texts[i] = join(lines)
	}
	carry(texts)
	for _, text := range texts {
		text = cut(strings.TrimSpace(content.StripHidden(text)), content.MaxPageText)
		p := Page{Text: text}
		if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			p = Page{NoText: true}
		}
		doc.Pages = append(doc.Pages, p)
	}
	return doc
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
		return nil, fmt.Errorf("%w: %s", ErrUnreadable, reason(mode, complaints.String()))
	case err != nil:
		return nil, fmt.Errorf("%w to its end", ErrUnreadable)
	}
	return out.Bytes(), nil
}

// reason returns why a child gave up. Poppler complains of much that it can read,
// in words that say nothing to those who made the file.
func reason(mode, complaints string) string {
	switch {
	case mode != ModePoppler:
		return firstLine(complaints)
	case strings.Contains(complaints, "Incorrect password"):
		return errProtected.Error()
	}
	return "it is damaged"
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

// clean returns a line of a PDF without what is not text, and with the forms in
// which fonts hold letters, as ligatures and in Arabic, as letters. Other characters
// stay as they are: "m²" is not "m2".
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsPrint(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if !strings.ContainsFunc(s, presented) {
		return norm.NFC.String(s)
	}
	var b strings.Builder
	for _, r := range s {
		if presented(r) {
			b.WriteString(norm.NFKC.String(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// presented reports whether a character is but a form of others: Unicode calls them
// alphabetic and Arabic presentation forms.
func presented(r rune) bool {
	return r >= 0xFB00 && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFC
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
