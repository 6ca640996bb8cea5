package desk_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"vielfalt/content"
)

// upload sends a form with a file.
func (h *house) upload(t testing.TB, who, path string, file []byte, pairs ...string) answer {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := 0; i < len(pairs); i += 2 {
		if err := w.WriteField(pairs[i], pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if file != nil {
		part, err := w.CreateFormFile("file", "Foyer 2026.JPG")
		if err == nil {
			_, err = part.Write(file)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("X-Actor", who)
	answered := httptest.NewRecorder()
	h.ServeHTTP(answered, r)
	return answer{answered.Code, answered.Body.String(), answered.Header()}
}

// TestPictures: whoever writes an article puts pictures above it and into it, with
// words and credit, and takes them out again. Readers see none of it before the
// article is approved.
func TestPictures(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "newroz")
	h.post(t, "anna", "/redaktion/beitraege/newroz", "base", "1", "title", "Newroz", "body", "Vorher.", "do", "save").must(t, http.StatusSeeOther)
	const path = "/redaktion/beitraege/newroz/bilder"
	var raw bytes.Buffer
	if err := png.Encode(&raw, image.NewGray(image.Rect(0, 0, 500, 100))); err != nil {
		t.Fatal(err)
	}
	text := func() *content.Article {
		t.Helper()
		r, err := h.store.Get(context.Background(), "newroz")
		if err != nil {
			t.Fatal(err)
		}
		return r.(*content.Article)
	}
	base := func() string { return fmt.Sprint(text().Version) }

	for name, c := range map[string]struct {
		file  []byte
		pairs []string
		says  string
	}{
		"no file":       {nil, []string{"alt", "Menschen im Foyer"}, "Datei"},
		"no picture":    {[]byte("GIF89a"), []string{"alt", "Menschen im Foyer"}, "kann nicht übernommen werden"},
		"no words":      {raw.Bytes(), nil, "Beschreiben Sie, was zu sehen ist"},
		"a file's name": {raw.Bytes(), []string{"alt", "IMG_2041.JPG"}, "Beschreiben Sie, was zu sehen ist"},
		"both":          {raw.Bytes(), []string{"alt", "Ein Foyer", "decorative", "1"}, "schmückend"},
	} {
		a := h.upload(t, "anna", path, c.file, append([]string{"do", "add-above", "base", base()}, c.pairs...)...)
		a.must(t, http.StatusUnprocessableEntity)
		if !strings.Contains(a.body, c.says) {
			t.Errorf("%s: %q is not said", name, c.says)
		}
		checkWhole(t, name, a.body)
	}
	h.upload(t, "anna", path, raw.Bytes(), "do", "add-above", "base", "0", "alt", "Ein Foyer").must(t, http.StatusConflict)
	h.upload(t, "emil", path, raw.Bytes(), "do", "add-above", "base", base(), "alt", "Ein Foyer").must(t, http.StatusNotFound)

	h.upload(t, "anna", path, raw.Bytes(), "do", "add-above", "base", base(), "alt", "Menschen im Foyer", "credit", "Foto: Anna Blau", "licence", "CC BY 4.0").must(t, http.StatusSeeOther)
	h.upload(t, "anna", path, raw.Bytes(), "do", "add-text", "base", base(), "alt", "Ein [großer] Tisch").must(t, http.StatusSeeOther)
	a := text()
	above, within := a.Picture, a.Pictures
	if above.Alt != "Menschen im Foyer" || above.Caption() != "Foto: Anna Blau · CC BY 4.0" || above.Width != 500 || len(above.Smaller) != 1 || len(within) != 1 || within[0].Alt != "" {
		t.Fatalf("%+v, %+v", above, within)
	}
	if want := "Vorher.\n\n![Ein \\[großer\\] Tisch](" + above.Path() + ")"; a.Body != want {
		t.Errorf("the text is %q, want %q", a.Body, want)
	}

	page := h.get(t, "anna", path).must(t, http.StatusOK).body
	checkWhole(t, "pictures", page)
	shown := regexp.MustCompile(`src="([^"]*/bilder/[^"]*)"`)
	for _, body := range []string{page, h.get(t, "anna", "/redaktion/vorschau/newroz/"+base()).must(t, http.StatusOK).body} {
		all := shown.FindAllStringSubmatch(body, -1)
		if len(all) != 2 {
			t.Fatalf("%d pictures are shown", len(all))
		}
		for _, m := range all {
			h.get(t, "anna", m[1]).must(t, http.StatusOK)
			h.get(t, "emil", m[1]).must(t, http.StatusNotFound)
		}
	}
	h.get(t, "anna", above.Path()).must(t, http.StatusNotFound) // as for all readers

	h.upload(t, "anna", path, nil, "do", "describe", "base", base(), "place", "above", "hash", above.File.Hash, "alt", "Bild 3").must(t, http.StatusUnprocessableEntity)
	h.upload(t, "anna", path, nil, "do", "describe", "base", base(), "place", "", "hash", above.File.Hash, "credit", "Foto: Haus").must(t, http.StatusSeeOther)
	if got := text(); got.Pictures[0].Credit != "Foto: Haus" || got.Picture.Credit != "Foto: Anna Blau" {
		t.Errorf("%+v", got)
	}
	h.upload(t, "anna", path, nil, "do", "remove", "base", base(), "place", "", "hash", above.File.Hash).must(t, http.StatusSeeOther)
	h.upload(t, "anna", path, nil, "do", "remove", "base", base(), "place", "above", "hash", above.File.Hash).must(t, http.StatusSeeOther)
	if got := text(); got.Body != "Vorher." || len(got.Pictures) > 0 || got.Picture.File.Size > 0 {
		t.Errorf("%+v", got)
	}
	h.upload(t, "anna", path, nil, "do", "remove", "base", base(), "hash", above.File.Hash).must(t, http.StatusBadRequest)
}
