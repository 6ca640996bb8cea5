package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"vielfalt/content"
)

// shown returns a picture of two sizes, whose files are in the store.
func (s *service) shown(t testing.TB, name string) content.Picture {
	t.Helper()
	put := func(width int) content.File {
		f, err := s.files.Put(t.Context(), strings.NewReader(fmt.Sprintf("\xff\xd8\xff %s %d", name, width)), content.JPEG, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	return content.Picture{
		File: put(900), Name: name + ".jpg", Credit: "Foto: Anna <Blau>", Licence: "CC BY 4.0", Width: 900, Height: 600,
		Smaller: []content.Scaled{{File: put(640), Width: 640, Height: 427}, {File: put(320), Width: 320, Height: 213}},
	}
}

// TestPictures: a picture is there in each of its sizes while something shows it,
// above a text or in one, and in pages and feeds with what is known of it.
func TestPictures(t *testing.T) {
	s := newSite(t, nil)
	above, within := s.shown(t, "oben"), s.shown(t, "mitten")
	above.Alt = "Menschen im Foyer"
	item := func(id string, from time.Time, pictures ...content.Picture) content.Item {
		it := content.Item{ID: id, State: content.Approved, Text: content.Text{Lang: content.German, Title: "Bilder"}, Pictures: pictures}
		for _, p := range pictures {
			it.Body += "Vorher.\n\n![Ein Tisch](" + p.Path() + ")\n\nMitten ![Ein Stuhl](" + p.Path() + ") im Satz."
		}
		it.Publish.From = from
		return it
	}
	at := s.clock.now()
	soon := at.Add(time.Hour)
	s.save(t, &content.Article{Item: item("bilder", at.Add(-time.Hour)), Picture: above}, &content.Offer{Item: item("bild", soon, within)})

	files := func(p content.Picture) map[string]int {
		base := strings.TrimSuffix(p.Path(), ".jpg")
		return map[string]int{
			base + ".jpg": 200, base + "-640.jpg": 200, base + "-320.jpg": 200, "/en" + base + "-320.jpg": 200,
			base + "-900.jpg": 404, base + "-321.jpg": 404, base + ".png": 404, base + "-640.png": 404, base + ".svg": 404, base: 404,
			content.PictureFolder + p.Smaller[0].File.Hash + ".jpg": 404, // a size is no picture
		}
	}
	for path, want := range files(above) {
		w := s.get(t, path)
		if w.Code != want {
			t.Errorf("%s answers %d", path, w.Code)
		}
		if want == http.StatusOK && (w.Header().Get("Content-Type") != content.JPEG || !strings.Contains(w.Header().Get("Content-Security-Policy"), "sandbox")) {
			t.Errorf("%s is %v", path, w.Header())
		}
	}
	for path := range files(within) {
		if w := s.get(t, path); w.Code != http.StatusNotFound {
			t.Errorf("before its time %s answers %d", path, w.Code)
		}
	}
	s.clock.set(soon)
	for path, want := range files(within) {
		if w := s.get(t, path); w.Code != want {
			t.Errorf("at its time %s answers %d", path, w.Code)
		}
	}

	page := s.get(t, "/beitraege/bilder").Body.String()
	src := above.Path()
	for _, want := range []string{
		`<img src="` + src + `" srcset="` + strings.ReplaceAll(src, ".jpg", "-320.jpg 320w, ") + strings.ReplaceAll(src, ".jpg", "-640.jpg 640w, ") + src + ` 900w"`,
		` sizes="(min-width: 45em) 42em, 100vw" alt="Menschen im Foyer" width="900" height="600">`,
		`<figcaption>Foto: Anna &lt;Blau&gt; · CC BY 4.0</figcaption>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	page = s.get(t, "/ehrenamt/bild").Body.String()
	for _, want := range []string{
		`<figure><img src="` + within.Path() + `" alt="Ein Tisch" srcset="`, `width="900" height="600" loading="lazy"><figcaption>Foto: Anna &lt;Blau&gt; · CC BY 4.0</figcaption></figure>`,
		`<p>Mitten <img src="` + within.Path() + `" alt="Ein Stuhl" srcset="`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the offer lacks %s", want)
		}
	}
	for _, format := range formats {
		feed := s.feed(t, "/feeds/beitraege."+format+"?q=Bilder")
		e := entries(t, feed)[0]
		want := "https://vielfalt.example" + src
		if !strings.HasPrefix(e.Enclosure, want) || !strings.Contains(e.Text, `<figure><img src="`+want+`" alt="Menschen im Foyer" width="900" height="600"><figcaption>`) {
			t.Errorf("%s: %q, %s", format, e.Enclosure, e.Text)
		}
	}
	base := "https://vielfalt.example" + strings.TrimSuffix(src, ".jpg")
	want := `"image":{"url":"` + base + `.jpg","width":900,"height":600,"type":"image/jpeg","alt":"Menschen im Foyer","credit":"Foto: Anna <Blau>","licence":"CC BY 4.0",` +
		`"sizes":[{"url":"` + base + `-640.jpg","width":640,"height":427},{"url":"` + base + `-320.jpg","width":320,"height":213}]}`
	if got := s.get(t, "/api/v1/articles").Body.String(); !strings.Contains(got, want) {
		t.Errorf("the interface says %s, without %s", got, want)
	}
}
