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
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vielfalt/content"
	"vielfalt/content/internal/child"
)

// Bounds of one reading.
const (
	maxText    = 10 << 20 // bytes of text in total
	maxWords   = 64 << 20 // bytes of words with their places
	maxPicture = 8 << 20  // bytes of the picture as drawn
	maxSide    = 1200     // pixels of the picture
	// mostTries is how often to start a child that ends for lack of memory after
	// little processor time.
	mostTries = 4
	quickly   = time.Second / 2
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
	// Left says in sentences what was not done, because it asks for more than a file may take.
	Left []string
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
	r := &reading{Extractor: e, pdf: pdf}
	sheets, err := r.sheets(ctx)
	if err != nil {
		return nil, err
	}
	doc := read(sheets)
	doc.About, err = r.about(ctx) // what cannot be read says nothing of itself
	r.leave(err, "what the file says of itself was not read")
	if e.Picture != "" {
		// A page that cannot be drawn is no reason to refuse its text.
		raw, err := r.step(ctx, e.Picture, maxPicture)
		if err == nil {
			doc.Cover = redraw(raw)
		}
		r.leave(err, "there is no picture of its first page")
	}
	doc.Left = r.left
	return doc, ctx.Err()
}

// A reading is a file that is read in several steps.
type reading struct {
	*Extractor
	pdf  []byte
	took time.Duration // by processors
	left []string      // what was left out
}

// A bound is why a step is not taken, or not to its end: the file is not damaged, but
// asks for more than there is.
type bound struct{ reason string }

// Error implements error.
func (b bound) Error() string { return b.reason }

// step runs a child in a mode, if what is left of the time is enough for it.
func (r *reading) step(ctx context.Context, mode string, limit int64) ([]byte, error) {
	if r.took+time.Duration(childCPU[mode])*time.Second > maxCPU {
		return nil, bound{"to read its text took so long that no time was left"}
	}
	out, took, err := r.run(ctx, mode, r.pdf, limit)
	r.took += took
	var refusal child.Refusal
	if errors.As(err, &refusal) && !refusal.Complained {
		return nil, bound{refusal.Text}
	}
	return out, err
}

// leave notes what was left out if a step met a bound.
func (r *reading) leave(err error, what string) {
	var b bound
	if errors.As(err, &b) {
		r.left = append(r.left, fmt.Sprintf("%s: %s; a PDF that is printed anew may be simpler", what, b.reason))
	}
}

// sheets returns the words of every page.
func (r *reading) sheets(ctx context.Context) ([]sheet, error) {
	out, took, err := r.run(ctx, r.Text, r.pdf, maxWords)
	r.took += took
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
	if r.Text == ModePoppler && slices.ContainsFunc(sheets, arabic) {
		// Poppler takes ligatures such as lam-alef apart in the wrong order.
		out, err := r.step(ctx, ModeGo, maxWords)
		r.leave(err, "Arabic letters that are joined may stand in the wrong order")
		if err == nil {
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

// run calls the program itself in a mode and returns what it prints. Between
// setting its limits and becoming poppler the child can do nothing that needs
// memory; if the runtime needs some just then, the child is started again.
func (e *Extractor) run(ctx context.Context, mode string, pdf []byte, limit int64) (out []byte, took time.Duration, err error) {
	command := append(e.Child[:len(e.Child):len(e.Child)], mode)
	for try := 1; ; try++ {
		out, more, err := child.Run(ctx, command, pdf, limit)
		took += more
		var refusal child.Refusal
		switch {
		case errors.Is(err, child.NoMemory) && mode != ModeGo && try < mostTries && more <= quickly:
			continue
		case errors.As(err, &refusal):
			return nil, took, fmt.Errorf("%w: %w", ErrUnreadable, reason(mode, refusal))
		case err != nil:
			return nil, took, fmt.Errorf("read PDF: %w", err)
		}
		return out, took, nil
	}
}

// reason returns why a child gave up. Poppler complains of much that it can read,
// in words that say nothing to those who made the file.
func reason(mode string, r child.Refusal) error {
	switch {
	case mode != ModePoppler || !r.Complained:
		return r
	case strings.Contains(r.Text, "Incorrect password"):
		return errProtected
	}
	return errors.New("it is damaged")
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
