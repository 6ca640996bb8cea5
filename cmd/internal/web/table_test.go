package web_test

import (
	"strings"
	"testing"
)

// TestWideTable: a table scrolls by itself on pages, and feeds hold it as it is.
func TestWideTable(t *testing.T) {
	s := newSite(t, nil)
	r, err := s.store.Get(t.Context(), "zuckerfest")
	if err != nil {
		t.Fatal(err)
	}
	r.Base().Body = "|Fest|Ansprechpartnerinnen|\n|-|-|\n|Opferfest|Integrationsbeauftragte|\n"
	s.save(t, r)
	const wide = `<section class="scroll" tabindex="0" aria-label="Fest, Ansprechpartnerinnen"><table>`
	if body := s.get(t, "/beitraege/zuckerfest").Body.String(); !strings.Contains(body, wide) {
		t.Error(body)
	}
	if body := s.get(t, "/feeds/beitraege.rss").Body.String(); strings.Contains(body, "tabindex") || !strings.Contains(body, "Integrationsbeauftragte") {
		t.Error(body)
	}
}
