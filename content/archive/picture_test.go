package archive

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"vielfalt/content"
	"vielfalt/content/picture"
)

// photograph is a JPEG with colours that run into each other, and drawing a PNG of
// two colours.
func photograph(w, h int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		img.SetRGBA(i%w, i/w, color.RGBA{uint8(i % w), uint8(i / w), uint8(i), 255})
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func drawing(w, h int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Black})); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// picture makes a picture of a file and stores it.
func (p *place) picture(t *testing.T, raw []byte) content.Picture {
	t.Helper()
	made, err := p.Pictures.Make(t.Context(), raw)
	if err == nil {
		err = made.Store(t.Context(), p.files)
	}
	if err != nil {
		t.Fatal(err)
	}
	return made.Picture
}

// TestPicturesInTexts: a picture comes in with the text that names it, from
// wherever it stands beside it and whatever it is called.
func TestPicturesInTexts(t *testing.T) {
	p := newPlace(t)
	foto, plan := string(photograph(500, 300)), string(drawing(30, 30))
	files := tree(
		"texte/a.md", article("a", "picture: {file: ../bilder/Das Foyer.JPG, alt: Menschen im Foyer, credit: Anna Blau, licence: CC BY 4.0}\n"+
			"pictures:\n  - {file: plan.png, decorative: true, credit: Dezernat 36}\n")+
			"\n![Leute, die sitzen](../bilder/Das Foyer.JPG)\n\n![](plan.png) und ![Nochmals](../bilder/Das%20Foyer.JPG) und ![Ein Stern](s.svg)\n",
		"texte/a.en.md", "---\ntitle: A\n---\n\n![People](../bilder/Das%20Foyer.JPG)\n",
		"texte/plan.png", foto, "texte/s.svg", star, "bilder/Das Foyer.JPG", plan, "bilder/allein.webp", "?",
	)
	sum, err := p.Import(t.Context(), files, ".")
	if err != nil || len(sum.Problems) > 0 {
		t.Fatalf("%v, %v", sum.Problems, err)
	}
	if got := reports(sum.Notes); !slices.Equal(got, []string{"bilder/allein.webp: no text names this picture, so it was not taken in"}) {
		t.Errorf("notes: %q", got)
	}
	a := p.all(t)["a"].(*content.Article)
	if a.Picture.Name != "das-foyer.png" || a.Picture.Alt != "Menschen im Foyer" || a.Picture.Caption() != "Anna Blau · CC BY 4.0" || a.Picture.Width != 30 {
		t.Errorf("picture: %+v", a.Picture)
	}
	var names []string
	for _, x := range a.Pictures {
		names = append(names, x.Name)
		if strings.Count(a.Body, x.Path())+strings.Count(a.Translations[0].Body, x.Path()) == 0 {
			t.Errorf("no text shows %s", x.Name)
		}
		for _, f := range x.Files() {
			in, err := p.files.Open(t.Context(), f.Hash)
			if err != nil {
				t.Fatalf("%s: %v", x.Name, err)
			}
			in.Close()
		}
	}
	if !slices.Equal(names, []string{"plan.jpg", "das-foyer.png", "s.svg"}) || !a.Pictures[0].Decorative || a.Pictures[0].Credit != "Dezernat 36" || len(a.Pictures[0].Smaller) != 1 {
		t.Errorf("pictures in the text: %+v", a.Pictures)
	}
	if sum := p.again(t, files); sum.Changed != 0 {
		t.Errorf("again: %+v", sum)
	}
}

// TestPicturesOnce: a file is read once, and its picture taken as it is from then on;
// unless the files of that are gone, or it is another file.
func TestPicturesOnce(t *testing.T) {
	p := newPlace(t)
	moving := slices.Concat(photograph(500, 300)[:2], []byte("\xff\xfe\x00\x06acTL"), photograph(500, 300)[2:])
	files := func(foto []byte) fstest.MapFS {
		return tree("x.md", article("x", "picture: {file: foto.jpg, alt: Ein Haus}\n")+"\n![Ein Baum](foto.jpg)\n", "foto.jpg", string(foto))
	}
	first, err := p.Import(t.Context(), files(moving), ".")
	if err != nil || len(first.Problems) > 0 || len(first.Notes) != 1 {
		t.Fatal(err, first)
	}
	before := p.all(t)["x"]
	makers := p.Pictures
	p.Pictures = &picture.Maker{Child: []string{"/there is no such program"}}
	again := p.again(t, files(moving))
	if again.Changed != 0 || len(again.Problems) > 0 || !slices.Equal(again.Notes, first.Notes) {
		t.Errorf("again: %+v, with notes %v", again, first.Notes)
	}
	if sum := p.again(t, files(photograph(501, 300))); len(sum.Problems) == 0 {
		t.Error("another file is taken for the one before")
	}
	if err := p.files.Delete(t.Context(), before.(*content.Article).Picture.Smaller[0].File.Hash); err != nil {
		t.Fatal(err)
	}
	if sum := p.again(t, files(moving)); len(sum.Problems) == 0 {
		t.Error("a file that is gone is not missed")
	}
	p.Pictures = makers
	if sum := p.again(t, files(moving)); sum.Changed != 0 || len(sum.Problems) > 0 {
		t.Errorf("made anew: %+v", sum)
	}
	if _, err := p.files.Open(t.Context(), before.(*content.Article).Picture.Smaller[0].File.Hash); err != nil {
		t.Error(err)
	}
}

// TestPicturesOfOneName: pictures of one name in several folders keep apart, also in
// an export.
func TestPicturesOfOneName(t *testing.T) {
	p := newPlace(t)
	files := tree("x.md", article("x", "picture: {file: a/foto.jpg, alt: Ein Haus}\n")+"\n![Ein Baum](b/foto.jpg) ![Ein Strauch](c/foto.jpg) ![Nochmals](d/foto.jpg)\n",
		"a/foto.jpg", string(photograph(20, 10)), "b/foto.jpg", string(photograph(30, 10)), "c/foto.jpg", string(photograph(40, 10)), "d/foto.jpg", string(photograph(40, 10)))
	if sum, err := p.Import(t.Context(), files, "."); err != nil || len(sum.Problems) > 0 {
		t.Fatalf("%v, %v", sum.Problems, err)
	}
	a := p.all(t)["x"].(*content.Article)
	names := map[string]string{a.Picture.Name: a.Picture.File.Hash}
	for _, x := range a.Pictures {
		if was := names[x.Name]; was != "" && was != x.File.Hash {
			t.Errorf("two pictures are %s", x.Name)
		}
		names[x.Name] = x.File.Hash
	}
	if len(names) != 3 {
		t.Errorf("%v", names)
	}
	if _, err := Export(t.Context(), p, p.files, filepath.Join(t.TempDir(), "out"), noon, false); err != nil {
		t.Error(err)
	}
}

// TestPicturesRefused: a picture that cannot be shown is told with its line, and so
// are words that are none.
func TestPicturesRefused(t *testing.T) {
	p, foto := newPlace(t), string(photograph(50, 30))
	for body, want := range map[string]string{
		"![Das Foyer](weg.jpg)":               `x.md:9: body: the picture "weg.jpg" is not there; put the file beside the text, or correct its name`,
		"![Das Foyer](https://x.de/foto.jpg)": "",
		"![Das Foyer](C:\\foto.jpg)":          `x.md:9: body: the picture "C:\\foto.jpg" is on one computer, where nobody else sees it; put the file beside the text`,
		"![Das Foyer](kein.jpg)":              `x.md:9: body: the picture "kein.jpg" cannot be taken in: it is GIF; save it as PNG`,
		"![foto.jpg](foto.jpg)":               `x.md:9: body: the picture foto.jpg: "foto.jpg" is the name of a file, a number or a word for any picture; write what it shows, as to somebody on the telephone`,
		"![Bild 3](foto.jpg)":                 `x.md:9: body: the picture foto.jpg: "Bild 3" is the name of a file, a number or a word for any picture; write what it shows, as to somebody on the telephone`,
	} {
		sum := p.again(t, tree("x.md", article("x", "")+"\n"+body+"\n", "foto.jpg", foto, "kein.jpg", "GIF89a"))
		if got := strings.Join(reports(sum.Problems), "; "); got != want {
			t.Errorf("%s:\n got %s\nwant %s", body, got, want)
		}
	}
	for picture, want := range map[string]string{
		"{file: foto.jpg, alt: Foto}":     `picture.alt: "Foto" is the name of a file`,
		"{file: foto.jpg, alt: IMG_2041}": `picture.alt: "IMG_2041" is the name of a file`,
		"{file: kein.jpg, alt: Ein Haus}": "picture.file: kein.jpg: it is GIF; save it as PNG",
	} {
		sum := p.again(t, tree("x.md", article("x", "picture: "+picture+"\n"), "foto.jpg", foto, "kein.jpg", "GIF89a"))
		if got := strings.Join(reports(sum.Problems), "; "); !strings.Contains(got, want) {
			t.Errorf("%s: %s; want %s", picture, got, want)
		}
	}
}

// A picture that a text names is not said to be named by none, whatever is wrong with it.
func TestPictureTooLarge(t *testing.T) {
	sum := newPlace(t).again(t, tree("a.md", article("a", "")+"\n![Leute im Foyer](a.tif)\n", "a.tif", strings.Repeat("x", content.MaxPicture+1)))
	if len(sum.Notes) > 0 || len(sum.Problems) != 1 || !strings.Contains(sum.Problems[0].Reason, "larger than") {
		t.Error(reports(sum.Problems), reports(sum.Notes))
	}
}
