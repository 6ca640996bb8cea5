package desk

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"vielfalt/cmd/internal/site"
	"vielfalt/content/markup"
)

// A converted is what becomes of something pasted.
type converted struct {
	Text string `json:"text"` // Markdown
	Left string `json:"left"` // what is left out, in words; empty if nothing is
}

// convertPaste answers POST /redaktion/umwandeln: HTML of a clipboard as
// Markdown, for a text in a language. One is converted at a time.
func (s *server) convertPaste(v *visit) error {
	f, err := v.form()
	if err != nil {
		return err
	}
	leave, ok := s.converting.take(v.Context(), v.actor.ID, s.TurnWithin)
	defer leave()
	if !ok {
		return fmt.Errorf("wait for a turn: %w", context.DeadlineExceeded)
	}
	md, left, err := markup.FromClipboard(f.get("html"), f.get("lang"))
	if err != nil {
		return site.BadRequest("cannot be converted: %v", err)
	}
	return s.WriteJSON(v.w, v.Request, http.StatusOK, "application/json", converted{md, v.left(left)})
}

// maxLeft is how many links that were left out are named.
const maxLeft = 3

// left tells what of something pasted is left out.
func (v *visit) left(l markup.Left) string {
	var all []string
	say := func(key string, n int, pairs ...any) {
		if n > 0 {
			all = append(all, v.Words.N("desk.left."+key, n, pairs...))
		}
	}
	var names []string
	for _, a := range l.Links[:min(len(l.Links), maxLeft)] {
		names = append(names, site.Clipped(site.Legible(a), 60))
	}
	if len(l.Links) > maxLeft {
		names = append(names, "…")
	}
	say("links", len(l.Links), "Names", strings.Join(names, ", "))
	say("pictures", l.Pictures)
	say("embedded", l.Embedded)
	say("changes", l.Changes)
	if len(all) == 0 {
		return ""
	}
	return v.Words.T("desk.left", "All", strings.Join(all, "; "))
}
