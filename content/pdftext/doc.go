// Package pdftext reads the text of a PDF page by page, and what the file says of
// itself, and draws its first page if a renderer is installed.
//
// PDFs are hostile: they inflate to gigabytes, loop, and crash readers. So
// nothing here reads one in the service's own process. The program calls itself
// ([RunChild]) with bounds on processor time, address space and output, and
// that process either becomes poppler's pdftotext or pdftoppm, if they are
// installed, or reads the file in Go (glyphs.go, face.go, about.go). The parent adds
// a time limit and kills the whole process group when it runs out.
//
// Either reader gives the words of each page with their places (words.go), letters in
// the order in which they are seen. What makes a text of them is the same for both:
// lines and columns (layout.go), the order in which lines are read that run from the
// right (bidi.go), headers and footers that are left out (running.go), and words that
// are divided at the end of a line, a column or a page (join.go). Pages with Arabic
// letters are always read in Go, because pdftotext takes ligatures apart in the wrong
// order; if that fails, they are as it gave them.
//
// Pages without text are reported, not guessed at.
//
// The package must not know brochures or storage.
package pdftext
