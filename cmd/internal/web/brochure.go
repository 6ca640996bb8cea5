package web

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// showBrochures answers GET /broschueren.
func (s *server) showBrochures(rq *site.Request) (themes.Page, error) {
	page := pageNumber(rq)
	q, params, chosen, err := s.ListQuery(rq, content.TypeBrochure)
	if err != nil {
		return nil, err
	}
	q.Limit, q.Offset = pageSize, (page-1)*pageSize
	list, total, err := content.List[*content.Brochure](rq.Context(), s.Reader, rq.At, q)
	if err != nil {
		return nil, err
	}
	words := rq.Words
	p := &themes.BrochuresPage{Base: s.Base(rq, words.T("nav.brochures"), "brochures"), Brochures: list}
	p.Description = words.T("brochures.lead")
	path := s.Path(rq.Lang, "brochures")
	p.Pager = pager(path, params, page, total)
	p.Title = s.titled(rq, p.Title, chosen, p.Pager)
	if total == 0 {
		if p.Meant, err = s.meant(rq, content.TypeBrochure, path, params); err != nil {
			return nil, err
		}
	}
	site.WithQuery(&p.Base, paged(params, page))
	rq.Relied(&p.Base)
	p.Feeds = s.feedLinks(rq, "broschueren", s.feedTitle(rq, "feed.brochures", chosen), params)
	return p, nil
}

// showBrochure answers GET /broschueren/{slug}.
func (s *server) showBrochure(rq *site.Request) (themes.Page, error) {
	b, err := shown[*content.Brochure](s, rq, "brochure", "slug")
	if err != nil {
		return nil, err
	}
	words := rq.Words
	p := &themes.BrochurePage{Base: s.Base(rq, b.Title, "brochures"), Brochure: b}
	p.Description = b.Summary
	p.Trail = []themes.Link{{Title: words.T("nav.brochures"), URL: s.Path(rq.Lang, "brochures")}}
	p.Feeds = s.feedLinks(rq, "broschueren", words.T("feed.brochures"), nil)
	if p.HTML, err = html(&b.Item, b.Body, content.PictureFolder); err != nil {
		return nil, err
	}
	if b.PDF.Size > 0 {
		p.PDF = s.Path(rq.Lang, "pdf", "slug", b.Slug)
	}
	if b.Cover.Size > 0 {
		p.Cover = s.Path(rq.Lang, "cover", "slug", b.Slug)
	}
	p.Contacts, err = s.contactsOf(rq, b.Dezernat, 3)
	return p, err
}

// files returns the brochure at the address of a route, without the text of its
// pages.
func (s *server) files(rq *site.Request, route string) (*content.Brochure, error) {
	ctx, cancel := s.Patient(rq.Context()) // for the query only: sending a large file takes its time
	defer cancel()
	list, _, err := content.List[*content.Brochure](ctx, s.Reader, rq.At, content.Query{Slug: rq.Variable("slug"), Limit: 1})
	if err == nil && len(list) == 0 {
		err = content.ErrNotFound
	}
	if err != nil {
		return nil, s.missing(rq.WithContext(ctx), content.TypeBrochure, route, "slug", err)
	}
	return list[0], nil
}

// showPDF answers GET /broschueren/{slug}.pdf.
func (s *server) showPDF(w http.ResponseWriter, rq *site.Request) error {
	b, err := s.files(rq, "pdf")
	if err != nil {
		return err
	}
	if b.PDF.Size == 0 {
		return site.ErrNotFound
	}
	// A browser's PDF viewer brings its own styles.
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	return s.sendFile(w, rq, b.PDF, b.Slug+".pdf", b.Updated)
}

// showCover answers GET /broschueren/{slug}/titel.png.
func (s *server) showCover(w http.ResponseWriter, rq *site.Request) error {
	b, err := s.files(rq, "cover")
	if err != nil {
		return err
	}
	if b.Cover.Size == 0 {
		return site.ErrNotFound
	}
	return s.sendFile(w, rq, b.Cover, "", b.Updated)
}

// sendFile sends a stored file, with ranges, conditions and HEAD as net/http
// does them. modified is zero if the hash alone identifies the file.
func (s *server) sendFile(w http.ResponseWriter, rq *site.Request, f content.File, name string, modified time.Time) error {
	body, err := s.Files.Open(rq.Context(), f.Hash)
	if errors.Is(err, content.ErrNotFound) {
		// A file that a visible item shows must exist; if it does not, the
		// fault is ours.
		return fmt.Errorf("a file that readers are shown is not in the store of files: %v", err) //nolint:errorlint // not ErrNotFound
	}
	if err != nil {
		return err
	}
	defer body.Close()
	h := w.Header()
	h.Set("Content-Type", f.Type)
	h.Set("ETag", `"`+f.Hash[:32]+`"`)
	h.Set("Cache-Control", "no-cache")
	if name != "" {
		h.Set("Content-Disposition", `inline; filename="`+name+`"`)
	}
	rq.ServeContent(w, modified, body)
	return nil
}
