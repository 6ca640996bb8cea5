// Package pdftext reads the text of a PDF page by page, and draws its first
// page if a renderer is installed.
//
// PDFs are hostile: they inflate to gigabytes, loop, and crash readers. So
// nothing here reads one in the service's own process. The program calls itself
// ([RunChild]) with bounds on processor time, address space and output, and
// that process either becomes poppler's pdftotext or pdftoppm, if they are
// installed, or reads the file in Go. The parent adds a time limit and kills
// the whole process group when it runs out.
//
// Pages without a text layer are reported, not guessed at.
//
// The package must not know brochures or storage.
package pdftext
