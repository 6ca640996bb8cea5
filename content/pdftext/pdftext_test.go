package pdftext

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"vielfalt/content"
	"vielfalt/content/internal/child"
)

// modeComplain is a child that complains without end.
const modeComplain = "complain"

// modeHang is a child that says nothing and does not end.
const modeHang = "hang"

// modeKilled is a child that its limits end.
const modeKilled = "killed"

// TestMain answers as the child, as the program does.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "pdf-extract" {
		switch os.Args[2] {
		case modeComplain:
			for range 200_000 {
				fmt.Fprintln(os.Stderr, "error: "+strings.Repeat("\x1b[31mno ", 100))
			}
			os.Exit(1)
		case modeHang:
			select {}
		case modeKilled:
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			select {}
		}
		if err := RunChild(os.Args[2], os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// modes runs a test with each reader.
func modes(t *testing.T, f func(t *testing.T, e *Extractor)) {
	for _, mode := range []string{ModePoppler, ModeGo} {
		t.Run(mode, func(t *testing.T) {
			e := &Extractor{Child: []string{os.Args[0], "pdf-extract"}, Text: mode}
			if mode == ModePoppler {
				if _, err := exec.LookPath(textTool); err != nil {
					t.Skip("pdftotext is not installed: install poppler-utils to run this")
				}
				if _, err := exec.LookPath(pictureTool); err == nil {
					e.Picture = ModePicture
				}
			}
			f(t, e)
		})
	}
}

// builder writes a PDF.
type builder struct {
	bytes.Buffer
	offsets []int
}

func newBuilder() *builder {
	b := new(builder)
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	return b
}

// object writes the next object; the first is number 1 and must be the catalog.
func (b *builder) object(format string, args ...any) {
	b.offsets = append(b.offsets, b.Len())
	fmt.Fprintf(b, "%d 0 obj\n", len(b.offsets))
	fmt.Fprintf(b, format, args...)
	b.WriteString("\nendobj\n")
}

func (b *builder) stream(dict string, data []byte) {
	b.object("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

// end writes the cross-reference table.
func (b *builder) end() []byte {
	xref := b.Len()
	fmt.Fprintf(b, "xref\n0 %d\n0000000000 65535 f \n", len(b.offsets)+1)
	for _, o := range b.offsets {
		fmt.Fprintf(b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(b.offsets)+1, xref)
	return b.Bytes()
}

const resources = "/MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"

// font is Helvetica with all letters half as wide as high.
var font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [" + strings.Repeat("500 ", 256) + "] >>"

// document makes a PDF of the content streams of its pages.
func document(pages ...string) []byte {
	b := newBuilder()
	b.object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	b.object("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(pages))
	b.object("%s", font)
	for i, p := range pages {
		b.object("<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>", resources, 5+2*i)
		b.stream("", []byte(p))
	}
	return b.end()
}

// lines sets lines of text in WinAnsi, below each other.
func lines(text ...string) string {
	var b strings.Builder
	b.WriteString("BT /F 12 Tf 14 TL 50 800 Td\n")
	for _, line := range text {
		if line == "" {
			b.WriteString("T* T*\n")
			continue
		}
		raw, err := charmap.Windows1252.NewEncoder().String(line)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "(%s) Tj T*\n", strings.NewReplacer("\\", "\\\\", "(", "\\(", ")", "\\)").Replace(raw))
	}
	b.WriteString("ET")
	return b.String()
}

func TestText(t *testing.T) {
	pdf := document(
		lines("Überblick für Bürgerinnen und Bürger", "", "Das Risswerk-", "Archiv öffnet, die Öff-", "nung dauert – wie die Aus-", "und Fortbildung – lange (groß).", "Über-", "gang"),
		"0 0 100 100 re f",
		lines("Seite 3"),
		lines("Die vierte Seite hat wieder mehr Text."),
	)
	modes(t, func(t *testing.T, e *Extractor) {
		doc, err := e.Extract(t.Context(), pdf)
		if err != nil {
			t.Fatal(err)
		}
		want := []Page{
			{Text: "Überblick für Bürgerinnen und Bürger\n\nDas Risswerk-Archiv öffnet, die Öffnung dauert – wie die Aus-\nund Fortbildung – lange (groß).\nÜbergang"},
			{NoText: true}, {Text: "Seite 3"},
			{Text: "Die vierte Seite hat wieder mehr Text."},
		}
		if d := cmp.Diff(doc.Pages, want); d != "" {
			t.Error(d)
		}
		if (doc.Cover != nil) != (e.Picture != "") {
			t.Errorf("cover of %d bytes", len(doc.Cover))
		}
		if doc.Cover != nil {
			if c, err := png.DecodeConfig(bytes.NewReader(doc.Cover)); err != nil || max(c.Width, c.Height) != 480 {
				t.Errorf("cover: %+v, %v", c, err)
			}
		}
	})
}

// Words whose letters are placed one by one, with spaces as glyphs (word
// processors) or as mere gaps (TeX).
func TestSpacing(t *testing.T) {
	withSpaces := "BT /F 12 Tf 50 700 Td [(Im \\366f) -300 (fentlichen T) 250 (arif ist V) 80 (ieles neu.)] TJ 300 0 Td (Spalte) Tj ET"
	withGaps := "BT /F 12 Tf 50 700 Td [(Im) -333 (\\366f) 30 (fentlichen) -280 (T) 80 (arif) -333 (ist) -333 (V) 80 (ieles) -333 (neu.)] TJ ET"
	for text, want := range map[string]string{withSpaces: "Im öffentlichen Tarif ist Vieles neu. Spalte", withGaps: "Im öffentlichen Tarif ist Vieles neu."} {
		e := &Extractor{Child: []string{os.Args[0], "pdf-extract"}, Text: ModeGo}
		doc, err := e.Extract(t.Context(), document(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.Pages[0].Text; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Fonts of word processors have widths that the reader in Go does not know.
func TestSpacingWithoutWidths(t *testing.T) {
	pdf := bytes.ReplaceAll(document("BT /F 12 Tf 50 700 Td (Der \\366f) Tj 19 0 Td (fentliche T) Tj 58 0 Td (arif gilt hier.) Tj 300 0 Td (Spalte) Tj ET"), []byte("/Widths"), []byte("/Nothing"))
	e := &Extractor{Child: []string{os.Args[0], "pdf-extract"}, Text: ModeGo}
	doc, err := e.Extract(t.Context(), pdf)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := doc.Pages[0].Text, "Der öffentliche Tarif gilt hier. Spalte"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// deflate compresses what a function writes.
func deflate(write func(w io.Writer)) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	write(z)
	z.Close()
	return b.Bytes()
}

// bomb has a page whose stream inflates to many bytes of repeated content.
func bomb(piece string, total int) []byte {
	data := deflate(func(w io.Writer) {
		chunk := []byte(strings.Repeat(piece, 1<<16/len(piece)))
		for n := 0; n < total; n += len(chunk) {
			w.Write(chunk)
		}
	})
	b := newBuilder()
	b.object("<< /Type /Catalog /Pages 2 0 R >>")
	b.object("<< /Type /Pages /Kids [4 0 R] /Count 1 >>")
	b.object("%s", font)
	b.object("<< /Type /Page /Parent 2 0 R %s /Contents 5 0 R >>", resources)
	b.stream("/Filter /FlateDecode", data)
	return b.end()
}

// pageLoop has a page tree that contains itself.
func pageLoop() []byte {
	b := newBuilder()
	b.object("<< /Type /Catalog /Pages 2 0 R >>")
	b.object("<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 1000000000 >>")
	b.object("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000000 /Parent 2 0 R >>")
	return b.end()
}

// manyPages claims to have as many pages as allowed, all of which are one loop.
func manyPages() []byte {
	return bytes.ReplaceAll(pageLoop(), []byte("1000000000"), []byte("1000      "))
}

func nestedArrays() []byte {
	b := newBuilder()
	b.object("<< /Type /Catalog /Pages 2 0 R >>")
	b.object("<< /Type /Pages /Kids %s /Count 1 >>", strings.Repeat("[", 3_000_000))
	return b.end()
}

// xrefLoop has two cross-reference tables, each of which names the other as the
// older one.
func xrefLoop() []byte {
	b := newBuilder()
	b.object("<< /Type /Catalog /Pages 2 0 R >>")
	b.object("<< /Type /Pages /Kids [] /Count 0 >>")
	table := func(prev int) int {
		at := b.Len()
		fmt.Fprintf(b, "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 3 /Root 1 0 R /Prev %d >>\n", prev)
		return at
	}
	first := b.Len()
	second := table(first + 200)
	b.WriteString(strings.Repeat(" ", first+200-b.Len()))
	third := table(second)
	fmt.Fprintf(b, "startxref\n%d\n%%%%EOF\n", third)
	return b.Bytes()
}

// streamLoop has a page that is its own parent, with a content stream that is
// its own length and filter.
func streamLoop() []byte {
	b := newBuilder()
	b.object("<< /Type /Catalog /Pages 2 0 R >>")
	b.object("<< /Type /Pages /Kids [4 0 R] /Count 1 >>")
	b.object("%s", font)
	b.object("<< /Type /Page /Parent 4 0 R %s /Contents 5 0 R >>", resources)
	b.object("<< /Length 5 0 R /Filter [5 0 R] >>\nstream\nx\nendstream")
	return b.end()
}

// Every hostile file is refused or read within bounds of time and memory, and
// with a clear message.
func TestHostile(t *testing.T) {
	good := document(lines("Ein ganz gewöhnliches Heft mit Text"))
	for name, c := range map[string]struct {
		pdf    func() []byte
		notPDF bool
		either bool // readers may take it or refuse it
		slow   bool
	}{
		"empty":          {pdf: func() []byte { return nil }, notPDF: true},
		"html":           {pdf: func() []byte { return []byte("<!doctype html><title>Heft</title>") }, notPDF: true},
		"head alone":     {pdf: func() []byte { return []byte("%PDF-1.7\n") }},
		"html with head": {pdf: func() []byte { return []byte("<html>%PDF-1.7</html>") }},
		"zeros":          {pdf: func() []byte { return append([]byte("%PDF-1.7\n"), make([]byte, 1<<20)...) }},
		"truncated":      {pdf: func() []byte { return good[:len(good)*2/3] }, either: true},
		"page loop":      {pdf: pageLoop},
		"many pages":     {pdf: manyPages, either: true},
		"nested arrays":  {pdf: nestedArrays},
		"xref loop":      {pdf: xrefLoop},
		"stream loop":    {pdf: streamLoop, either: true},
		"too large":      {pdf: func() []byte { return append([]byte("%PDF-1.7\n"), make([]byte, content.MaxPDF)...) }},
		"bomb of spaces": {pdf: func() []byte { return bomb(" ", 1<<30) }, either: true, slow: true},
		"bomb of text":   {pdf: func() []byte { return bomb("BT /F 9 Tf (Immer wieder dasselbe Wort) Tj ET\n", 1<<30) }, slow: true},
		"bomb of states": {pdf: func() []byte { return bomb("q ", 1<<28) }, either: true, slow: true},
	} {
		t.Run(name, func(t *testing.T) {
			if c.slow && (testing.Short() || child.RaceDetector) {
				t.Skip("takes seconds; run without -short and -race")
			}
			t.Parallel()
			pdf := c.pdf()
			modes(t, func(t *testing.T, e *Extractor) {
				start := time.Now()
				doc, err := e.Extract(t.Context(), pdf)
				took := time.Since(start)
				t.Logf("%d kB, %v: %v", len(pdf)>>10, took.Round(time.Millisecond), err)
				if took > child.MaxTime+5*time.Second {
					t.Errorf("it took %v", took)
				}
				switch {
				case c.notPDF && !errors.Is(err, ErrNotPDF):
					t.Errorf("got %v", err)
				case err == nil && c.either && doc != nil:
				case err == nil:
					t.Errorf("it was read: %d pages", len(doc.Pages))
				case !c.notPDF && !errors.Is(err, ErrUnreadable):
					t.Errorf("got %v", err)
				}
				if err != nil && (strings.ContainsAny(err.Error(), "\n\x1b") || len(err.Error()) > 300 || strings.Contains(err.Error(), "goroutine")) {
					t.Errorf("not a sentence: %q", err)
				}
			})
		})
	}
}

func TestTooManyPages(t *testing.T) {
	pdf := document(slices.Repeat([]string{lines("x")}, content.MaxPages+1)...)
	modes(t, func(t *testing.T, e *Extractor) {
		if _, err := e.Extract(t.Context(), pdf); !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), "pages") {
			t.Errorf("got %v", err)
		}
	})
}

func TestComplaints(t *testing.T) {
	e := &Extractor{Child: []string{os.Args[0], "pdf-extract"}, Text: modeComplain}
	_, err := e.Extract(t.Context(), document(""))
	if !errors.Is(err, ErrUnreadable) || len(err.Error()) > 300 || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("got %v", err)
	}
}

// A child that hangs ends when its caller gives up.
func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(100*time.Millisecond, cancel)
	e := &Extractor{Child: []string{os.Args[0], "pdf-extract"}, Text: modeHang}
	start := time.Now()
	if _, err := e.Extract(ctx, document("")); !errors.Is(err, context.Canceled) || time.Since(start) > 5*time.Second {
		t.Errorf("got %v after %v", err, time.Since(start))
	}
}

func TestUnknownMode(t *testing.T) {
	e := &Extractor{Child: []string{os.Args[0], "pdf-extract"}, Text: "none"}
	if _, err := e.Extract(t.Context(), document("")); err == nil || !strings.Contains(err.Error(), `unknown mode "none"`) {
		t.Errorf("got %v", err)
	}
	e.Child = []string{"/nonexistent/program"}
	if _, err := e.Extract(t.Context(), document("")); err == nil || errors.Is(err, ErrUnreadable) {
		t.Errorf("got %v", err)
	}
}

func TestRedraw(t *testing.T) {
	encode := func(w, h int) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	small := encode(20, 30)
	if got := redraw(append(small, "trailing secret"...)); got == nil || bytes.Contains(got, []byte("secret")) {
		t.Errorf("got %q", got)
	}
	for name, raw := range map[string][]byte{"none": nil, "too wide": encode(maxSide+1, 1), "cut": small[:len(small)/2]} {
		if redraw(raw) != nil {
			t.Errorf("%s: it was drawn", name)
		}
	}
}
