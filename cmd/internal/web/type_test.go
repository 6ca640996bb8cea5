package web_test

import (
	"net/http"
	"strings"
	"testing"

	"vielfalt/content"
	"vielfalt/content/contenttest"
	"vielfalt/themes/locale"
)

// Every type that content describes has a page for each item and a list, can be
// searched and has a name; what is withdrawn disappears from all of them at
// once.
func TestTypes(t *testing.T) {
	s := newSite(t, nil)
	printers, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range contenttest.OneOfEach(content.Schedule{}) {
		it, d := r.Base(), r.Description()
		t.Run(string(d.Type), func(t *testing.T) {
			it.Title = "Quittenbrot für " + string(d.Type)
			if e, ok := r.(*content.Event); ok {
				e.Start, e.End, e.Cancelled = at.AddDate(0, 0, 1), at.AddDate(0, 0, 2), false
			}
			if a, ok := r.(*content.Article); ok {
				a.Picture = content.Picture{} // there is no file for it
			}
			if b, ok := r.(*content.Brochure); ok {
				b.Pages = nil // so that the brochure itself is found
			}
			s.save(t, r)
			for _, lang := range []string{"", "/en"} {
				page := lang + "/" + d.Folder + "/" + d.Address(it)
				list := lang + "/" + d.Folder
				search := lang + "/suche?q=Quittenbrot&type=" + string(d.Type)
				for _, path := range []string{page, list, search} {
					if w := s.get(t, path); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), string(d.Type)) || !strings.Contains(w.Body.String(), page) {
						t.Errorf("%s answers %d and names it: %v", path, w.Code, strings.Contains(w.Body.String(), page))
					}
				}
				it.State = content.Withdrawn
				s.save(t, r)
				if w := s.get(t, page); w.Code != http.StatusNotFound {
					t.Errorf("%s answers %d after it was withdrawn", page, w.Code)
				}
				for _, path := range []string{list, search} {
					if w := s.get(t, path); w.Code != http.StatusOK || strings.Contains(w.Body.String(), page) {
						t.Errorf("%s answers %d and names what was withdrawn: %v", path, w.Code, strings.Contains(w.Body.String(), page))
					}
				}
				it.State = content.Approved
				s.save(t, r)
			}
			for lang, words := range printers {
				if !words.Has("type." + string(d.Type)) {
					t.Errorf("%s has no name in %s", d.Type, lang)
				}
			}
		})
	}
}
