package desk

import (
	"net/http"

	"vielfalt/cmd/internal/site"
	"vielfalt/content/markup"
)

// convertPaste answers POST /redaktion/umwandeln: HTML of a clipboard as
// Markdown.
func (s *server) convertPaste(v *visit) error {
	f, err := v.form()
	if err != nil {
		return err
	}
	md, err := markup.FromHTML(f.get("html"))
	if err != nil {
		return site.BadRequest("cannot be converted: %v", err)
	}
	v.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	return s.Write(v.w, v.Request, http.StatusOK, []byte(md))
}
