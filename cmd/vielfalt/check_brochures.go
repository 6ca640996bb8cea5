package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"vielfalt/content"
	"vielfalt/content/pdftext"
)

// checkBrochures looks at what the PDFs of brochures say of themselves, which screen
// readers need, and whether all of their pages can be read and found.
func checkBrochures(ctx context.Context, s *store, f *findings) error {
	e := pdftext.Default()
	var untagged, untitled, tongueless, mute, closed []string
	n := 0
	err := s.Each(ctx, func(r content.Record) error {
		b, ok := r.(*content.Brochure)
		if !ok || b.PDF.Size == 0 {
			return nil
		}
		n++
		pages := 0
		for _, p := range b.Pages {
			if p.NoText {
				pages++
			}
		}
		if pages > 0 {
			mute = append(mute, fmt.Sprintf("%s (%d of %d)", b.ID, pages, len(b.Pages)))
		}
		pdf, err := readFile(ctx, s.files, b.PDF.Hash)
		if errors.Is(err, content.ErrNotFound) {
			return nil // checkFiles names it
		} else if err != nil {
			return err
		}
		about, err := e.About(ctx, pdf)
		if err != nil {
			closed = append(closed, b.ID) // it could be read in another way when it was imported
			return ctx.Err()
		}
		if !about.Tagged {
			untagged = append(untagged, b.ID)
		}
		if about.Title == "" {
			untitled = append(untitled, b.ID)
		}
		if about.Language == "" {
			tongueless = append(tongueless, b.ID)
		}
		return nil
	})
	if err != nil || n == 0 {
		return err
	}
	const again = ", then import it again"
	for _, w := range []struct {
		what, advice string
		ids          []string
	}{
		{"not tagged, so that screen readers find no headings, lists and tables in them", "export them as tagged PDF (PDF/UA)" + again, untagged},
		{"without a title of their own", "write it into the properties of the document" + again, untitled},
		{"without a language, so that screen readers pronounce them wrong", "set the language of the document" + again, tongueless},
		{"not wholly text, so that some pages are neither read out nor found", "have the text recognised (OCR), or export them from the program that they were made with" + again, mute},
		{"encrypted or damaged, so that nobody knows whether they are tagged and have title and language", "save them anew, without a password" + again, closed},
	} {
		if len(w.ids) > 0 {
			f.warning("brochures", w.advice, "%d of %d PDFs are %s: %s", len(w.ids), n, w.what, first(w.ids))
		}
	}
	if len(untagged)+len(untitled)+len(tongueless)+len(mute)+len(closed) == 0 {
		f.ok("brochures", "all %d PDFs are tagged, have title and language, and text on each page", n)
	}
	return nil
}

// readFile reads a file of the store.
func readFile(ctx context.Context, files content.Files, hash string) ([]byte, error) {
	in, err := files.Open(ctx, hash)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(io.LimitReader(in, content.MaxPDF))
}
