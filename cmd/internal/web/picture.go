package web

import (
	"html/template"
	"net/http"
	"time"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/themes"
)

// showPicture answers GET /bilder/{hash}.jpg and /bilder/{hash}-{width}.jpg, or as
// what the picture is stored: a picture above or in a text, while that is visible.
// A hash is no secret, so knowing it opens nothing.
func (s *server) showPicture(w http.ResponseWriter, rq *site.Request) error {
	ctx, cancel := s.Patient(rq.Context())
	defer cancel()
	p, err := s.Reader.Picture(ctx, rq.At, rq.Variable("hash"))
	if err != nil {
		return err
	}
	return s.sendPicture(w, rq, p)
}

// sendPicture sends the file of a picture that the address names.
func (s *server) sendPicture(w http.ResponseWriter, rq *site.Request, p content.Picture) error {
	f, err := rq.PictureFile(p)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	return s.sendFile(w, rq, f, "", time.Time{})
}

// html turns the Markdown of an item into what a template can show, with its
// pictures in a folder.
func html(it *content.Item, md, pictures string) (template.HTML, error) {
	h, err := markup.Illustrated(md, nil, func(address string) (markup.Picture, bool) {
		p, ok := it.PictureAt(address)
		return markup.Picture{
			Source: p.In(pictures, 0), Srcset: p.Srcset(pictures), Sizes: themes.PictureSizes(p),
			Width: p.Width, Height: p.Height, Caption: p.Caption(),
		}, ok
	})
	return template.HTML(markup.Scrolling(h)), err //nolint:gosec // sanitised by markup
}
