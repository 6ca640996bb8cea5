package desk_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"vielfalt/cmd/internal/desk"
	"vielfalt/content"
	"vielfalt/content/picture"
	"vielfalt/themes/locale"
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
		"no picture":    {[]byte("GIF89a"), []string{"alt", "Menschen im Foyer"}, "Die Datei ist ein GIF. Speichern Sie das Bild als PNG."},
		"too large":     {append(raw.Bytes()[:len(raw.Bytes()):len(raw.Bytes())], make([]byte, content.MaxPicture)...), []string{"alt", "Menschen im Foyer"}, "größer als 20 MB"},
		"both wrong":    {[]byte("GIF89a"), nil, "Die Datei ist ein GIF"},
		"empty":         {[]byte{}, []string{"alt", "Menschen im Foyer"}, "weder JPEG, PNG, WebP noch SVG"},
		"no words":      {raw.Bytes(), nil, "Beschreiben Sie, was zu sehen ist"},
		"a file's name": {raw.Bytes(), []string{"alt", "IMG_2041.JPG"}, "Beschreiben Sie, was zu sehen ist"},
		"both":          {raw.Bytes(), []string{"alt", "Ein Foyer", "decorative", "1"}, "schmückend"},
	} {
		a := h.upload(t, "anna", path, c.file, append([]string{"do", "add-above", "base", base(), "credit", "Foto: Anna Blau"}, c.pairs...)...)
		a.must(t, http.StatusUnprocessableEntity)
		if !strings.Contains(a.body, c.says) {
			t.Errorf("%s: %q is not said", name, c.says)
		}
		if !strings.Contains(a.body, `value="Foto: Anna Blau"`) {
			t.Errorf("%s: the form does not come back as it was", name)
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

	wrong := h.upload(t, "anna", path, nil, "do", "describe", "base", base(), "place", "above", "hash", above.File.Hash, "alt", "Bild 3", "credit", "Foto: B").must(t, http.StatusUnprocessableEntity)
	wrong.says(t, `id="f-alt-0" name="alt" type="text" maxlength="500" value="Bild 3"`, `id="f-credit-0" name="credit" type="text" maxlength="300" value="Foto: B"`, `href="#f-alt-0"`)
	if strings.Count(wrong.body, `value="Bild 3"`) != 1 {
		t.Error("what was typed for one picture stands in the form of another")
	}
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

// TestPictureReasons: whatever is wrong with a file, people are told what, and what
// to do.
func TestPictureReasons(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, words := range all {
		for _, r := range picture.Reasons() {
			if key := "problem.picture." + string(r); !words.Has(key) {
				t.Errorf("%s has no words for %s", lang, key)
			}
		}
	}
}

// TestPictureOnce: a file that was sent is not asked for again because of a word,
// and what was made of it is not made anew, in whatever article.
func TestPictureOnce(t *testing.T) {
	h := newHouse(t, content.Policy{})
	var raw bytes.Buffer
	if err := png.Encode(&raw, image.NewGray(image.Rect(0, 0, 50, 10))); err != nil {
		t.Fatal(err)
	}
	h.draft(t, "newroz")
	h.draft(t, "ramadan")
	a := h.upload(t, "anna", "/redaktion/beitraege/newroz/bilder", raw.Bytes(), "do", "add-above", "base", "1", "credit", "Foto: A").must(t, http.StatusUnprocessableEntity)
	a.says(t, "Sie müssen sie nicht noch einmal auswählen")
	made := regexp.MustCompile(`name="made" value="([0-9a-f]{64})"`).FindStringSubmatch(a.body)
	if made == nil {
		t.Fatalf("the file is to be sent again:\n%s", a.body)
	}
	h.pictures.Child = []string{"/there is no such program"}
	gone := strings.Repeat("a", 64)
	if err := h.store.NoteMade(t.Context(), content.MadePicture{Source: gone, Making: picture.Making, Picture: content.Picture{File: content.File{Hash: gone, Size: 1, Type: content.PNG}, Width: 1, Height: 1}}); err != nil {
		t.Fatal(err)
	}
	for _, unknown := range []string{gone, strings.Repeat("0", 64), "../x"} {
		a := h.upload(t, "anna", "/redaktion/beitraege/newroz/bilder", nil, "do", "add-above", "base", "1", "alt", "Ein Foyer", "made", unknown).must(t, http.StatusUnprocessableEntity)
		if a.says(t, "Datei: Bitte ausfüllen."); strings.Contains(a.body, `name="made"`) {
			t.Error("a file that is not there is said to be")
		}
	}
	h.upload(t, "anna", "/redaktion/beitraege/newroz/bilder", nil, "do", "add-above", "base", "1", "alt", "Ein Foyer", "made", made[1]).must(t, http.StatusSeeOther)
	h.upload(t, "anna", "/redaktion/beitraege/ramadan/bilder", raw.Bytes(), "do", "add-text", "base", "1", "alt", "Ein Foyer").must(t, http.StatusSeeOther)
	h.pictures.Child = nil
	// A file that moves is taken with a word on that.
	const animated = "\x00\x00\x00\x08acTL\x00\x00\x00\x01\x00\x00\x00\x00"
	moving := slices.Concat(raw.Bytes()[:33], []byte(animated), binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(animated[4:]))), raw.Bytes()[33:])
	to := h.upload(t, "anna", "/redaktion/beitraege/ramadan/bilder", moving, "do", "add-above", "base", "2", "alt", "Ein Foyer").must(t, http.StatusSeeOther).header.Get("Location")
	h.get(t, "anna", to).must(t, http.StatusOK).says(t, "übernommen ist nur ihr erstes Bild")
}

// TestPictureTurns: however many send a picture, a few are in memory; who has no
// turn gets the form back.
func TestPictureTurns(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "newroz")
	const path = "/redaktion/beitraege/newroz/bilder"
	const head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nGIF89a"
	var all sync.WaitGroup
	var open []*io.PipeWriter
	h.actors["fritz"] = content.Actor{ID: "f1", Name: "Fritz Foto", Roles: []content.Role{{Name: content.Editor}}}
	send := func(who string) {
		body, w := io.Pipe()
		open = append(open, w)
		all.Go(func() {
			r := httptest.NewRequest(http.MethodPost, path, body)
			r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
			r.Header.Set("X-Actor", who)
			defer body.Close() // if it is not read
			h.ServeHTTP(httptest.NewRecorder(), r)
		})
		// It is read, so somebody has the turn.
		if _, err := io.WriteString(w, head); err != nil {
			t.Fatal(err)
		}
	}
	// One person leaves the others their turns.
	for range desk.TakingEach {
		send("anna")
	}
	h.upload(t, "anna", path, []byte("GIF89a"), "do", "add-above", "base", "1", "alt", "Ein Foyer").must(t, http.StatusServiceUnavailable)
	h.upload(t, "bert", path, []byte("GIF89a"), "do", "add-above", "base", "1", "alt", "Ein Foyer").must(t, http.StatusUnprocessableEntity)
	for _, who := range []string{"bert", "bert", "bert", "fritz", "fritz"}[:desk.Taking-desk.TakingEach] {
		send(who)
	}
	a := h.upload(t, "fritz", path, []byte("GIF89a"), "do", "add-above", "base", "1", "alt", "Ein Foyer", "credit", "Foto: A").must(t, http.StatusServiceUnavailable)
	a.says(t, `value="Foto: A"`, `value="Ein Foyer"`, "Wählen Sie die Datei noch einmal aus")
	if a.header.Get("Retry-After") == "" {
		t.Error("nobody knows when to try again")
	}
	checkWhole(t, "busy", a.body)
	for _, w := range open {
		w.Close()
	}
	all.Wait()
	h.upload(t, "anna", path, []byte("GIF89a"), "do", "add-above", "base", "1", "alt", "Ein Foyer").must(t, http.StatusUnprocessableEntity)
}
