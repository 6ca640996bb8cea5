package web

import (
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"time"

	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/themes"
)

// showBrochures answers GET /broschueren.
func (s *Server) showBrochures(rq *request) (themes.Page, error) {
	page := pageNumber(rq)
	q, params, chosen, err := s.listQuery(rq, content.TypeBrochure)
	if err != nil {
		return nil, err
	}
	q.Limit, q.Offset = pageSize, (page-1)*pageSize
	list, total, err := content.List[*content.Brochure](rq.ctx, s.Reader, rq.at, q)
	if err != nil {
		return nil, err
	}
	words := s.renderer.Printer(rq.lang)
	p := &themes.BrochuresPage{Base: s.base(rq, words.T("nav.brochures"), "brochures"), Brochures: list}
	p.Description = words.T("brochures.lead")
	path := s.path(rq.lang, "brochures")
	p.Pager = pager(path, params, page, total)
	p.Title = s.titled(rq, p.Title, chosen, p.Pager)
	if total == 0 {
		if p.Meant, err = s.meant(rq, content.TypeBrochure, path, params); err != nil {
			return nil, err
		}
	}
	withQuery(&p.Base, paged(params, page))
	rq.relied(&p.Base)
	p.Feeds = s.feedLinks(rq, "broschueren", s.feedTitle(rq, "feed.brochures", chosen), params)
	return p, nil
}

// showBrochure answers GET /broschueren/{slug}.
func (s *Server) showBrochure(rq *request) (themes.Page, error) {
	b, err := content.Show[*content.Brochure](rq.ctx, s.Reader, rq.at, rq.variable("slug"))
	if err != nil {
		return nil, err
	}
	words := s.renderer.Printer(rq.lang)
	p := &themes.BrochurePage{Base: s.base(rq, b.Title, "brochures"), Brochure: b}
	p.Description = b.Summary
	p.Trail = []themes.Link{{Title: words.T("nav.brochures"), URL: s.path(rq.lang, "brochures")}}
	p.Feeds = s.feedLinks(rq, "broschueren", words.T("feed.brochures"), nil)
	if p.HTML, err = html(b.Body); err != nil {
		return nil, err
	}
	if b.PDF.Size > 0 {
		p.PDF = s.path(rq.lang, "pdf", "slug", b.Slug)
	}
	if b.Cover.Size > 0 {
		p.Cover = s.path(rq.lang, "cover", "slug", b.Slug)
	}
	p.Contacts, err = s.contactsOf(rq, b.Dezernat, 3)
	return p, err
}

// html turns Markdown into what a template can show.
func html(md string) (template.HTML, error) {
	h, err := markup.HTML(md, nil)
	return template.HTML(h), err //nolint:gosec // sanitised by markup
}

// files returns the brochure at an address without the text of its pages.
func (s *Server) files(rq *request) (*content.Brochure, error) {
	ctx, cancel := s.patient(rq.ctx) // for the question only: to send a large file takes its time
	defer cancel()
	list, _, err := content.List[*content.Brochure](ctx, s.Reader, rq.at, content.Query{Slug: rq.variable("slug"), Limit: 1})
	if err == nil && len(list) == 0 {
		err = content.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// showPDF answers GET /broschueren/{slug}.pdf.
func (s *Server) showPDF(w http.ResponseWriter, rq *request) error {
	b, err := s.files(rq)
	if err != nil {
		return err
	}
	if b.PDF.Size == 0 {
		return errNotFound
	}
	// The viewer of a browser brings styles of its own.
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	return s.sendFile(w, rq, b.PDF, b.Slug+".pdf", b.Updated)
}

// showCover answers GET /broschueren/{slug}/titel.png.
func (s *Server) showCover(w http.ResponseWriter, rq *request) error {
	b, err := s.files(rq)
	if err != nil {
		return err
	}
	if b.Cover.Size == 0 {
		return errNotFound
	}
	return s.sendFile(w, rq, b.Cover, "", b.Updated)
}

// showPicture answers GET /bilder/{hash}.svg: the picture of an article, while
// that is visible. A hash is no secret, so it opens nothing by itself.
func (s *Server) showPicture(w http.ResponseWriter, rq *request) error {
	ctx, cancel := s.patient(rq.ctx)
	defer cancel()
	f, err := s.Reader.Picture(ctx, rq.at, rq.variable("hash"))
	if err != nil {
		return err
	}
	if f.Type != pictureType {
		return errNotFound
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	return s.sendFile(w, rq, f, "", time.Time{})
}

// pictureType is the media type that the addresses of pictures promise.
const pictureType = "image/svg+xml"

// sendFile sends a stored file, with ranges, conditions and HEAD as net/http
// does them. modified is zero where the hash alone says what the file is.
func (s *Server) sendFile(w http.ResponseWriter, rq *request, f content.File, name string, modified time.Time) error {
	body, err := s.Files.Open(rq.ctx, f.Hash)
	if errors.Is(err, content.ErrNotFound) {
		// What a visible item shows must be there: that it is not is our fault.
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
	http.ServeContent(w, rq.Request, "", modified, body)
	return nil
}
