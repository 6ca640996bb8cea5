package desk

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/content/picture"
	"vielfalt/themes"
)

// maxUpload is how large a form with a picture may be, in bytes.
const maxUpload = content.MaxPicture + 64<<10

// What is done with the pictures of an article.
const (
	addAbove = "add-above" // puts one above the text, in the place of another
	addText  = "add-text"  // puts one below the text, from where it can be moved
	describe = "describe"  // says who made one, and what it shows
	remove   = "remove"
)

// editPictures answers GET and POST /redaktion/beitraege/{id}/bilder.
func (s *server) editPictures(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	if v.Reads() {
		return s.showPictures(v, x, http.StatusOK, nil, "", nil)
	}
	files, err := v.ParseUpload()
	if err != nil {
		return err
	}
	f, err := v.form()
	if err != nil {
		return err
	}
	base, known := f.base()
	if !known {
		base = -1
	}
	a := *x.text
	a.State = content.Draft
	act := content.Action{Do: content.DoSave, ID: a.ID, Base: base, Record: &a}
	// Nobody's picture is made who may not save it.
	err = s.Policy.Decide(v.actor, act, x.Work)
	if err == nil {
		err = s.changePictures(v, &a, f, files["file"])
	}
	var done content.Done
	if err == nil {
		done, err = s.Store.Act(v.Context(), s.Policy, v.actor, act)
	}
	var problems content.Problems
	switch text, _, refused := s.refusal(v, err); {
	case refused:
		return s.showPictures(v, x, site.Status(err), f, text, nil)
	case errors.As(err, &problems):
		return s.showPictures(v, x, http.StatusUnprocessableEntity, f, "", problems)
	case err != nil:
		return err
	}
	return s.then(v, v.Own(), "saved", done.Version, v.At)
}

// changePictures does to the pictures of an article what a form asks for.
func (s *server) changePictures(v *visit, a *content.Article, f form, file []byte) error {
	switch do := f.get("do"); do {
	case addAbove, addText:
		p, err := s.makePicture(v, f, file)
		if err != nil {
			return err
		}
		if do == addAbove {
			a.Picture = p
			return nil
		}
		alt := p.Alt
		p.Alt = "" // which stands in the text
		if _, there := a.PictureAt(p.Path()); !there {
			a.Pictures = append(slices.Clone(a.Pictures), p)
		}
		a.Body = strings.TrimSpace(a.Body + "\n\n" + markup.ImageOf(alt, p.Path()))
		return nil
	case describe:
		if a.Picture.File.Size > 0 && a.Picture.File.Hash == f.get("hash") && f.get("place") == "above" {
			f.describe(&a.Picture)
			return alternative(a.Picture)
		}
		a.Pictures = slices.Clone(a.Pictures)
		for i := range a.Pictures {
			if p := &a.Pictures[i]; p.File.Hash == f.get("hash") {
				alt := p.Alt
				f.describe(p)
				p.Alt = alt
				return nil
			}
		}
	case remove:
		if a.Picture.File.Hash == f.get("hash") && f.get("place") == "above" {
			a.Picture = content.Picture{}
			return nil
		}
		for i, p := range a.Pictures {
			if p.File.Hash == f.get("hash") {
				a.Pictures = slices.Delete(slices.Clone(a.Pictures), i, i+1)
				a.Body = without(a.Body, p.Path())
				a.Translations = slices.Clone(a.Translations)
				for j := range a.Translations {
					a.Translations[j].Body = without(a.Translations[j].Body, p.Path())
				}
				return nil
			}
		}
	}
	return site.BadRequest("there is no such picture, or nothing is to be done with it")
}

// without takes a picture out of a text.
func without(md, address string) string {
	shown := regexp.MustCompile(`!\[(?:\\.|[^\]\\])*\]\(` + regexp.QuoteMeta(address) + `\)`)
	return strings.TrimSpace(shown.ReplaceAllString(md, ""))
}

// describe takes over what a form says of a picture.
func (f form) describe(p *content.Picture) {
	p.Alt, p.Decorative = f.line("alt"), f.on("decorative")
	p.Credit, p.Licence = f.line("credit"), f.line("licence")
}

// alternative returns what is wrong with the words for those who do not see a
// picture.
func alternative(p content.Picture) error {
	switch {
	case p.Alt == "" && !p.Decorative:
		return content.Problems{{Field: "alt", Key: "problem.alt", Detail: "neither a text alternative nor decorative"}}
	case content.NoAlternative(p.Alt, p.Name) != "":
		return content.Problems{{Field: "alt", Key: "problem.alt", Detail: "the text alternative says nothing"}}
	case p.Alt != "" && p.Decorative:
		return content.Problems{{Field: "alt", Key: "problem.decorative", Detail: "decorative, with a text alternative"}}
	}
	return nil
}

// makePicture makes a picture of what was sent, and stores its files. One is made at
// a time.
func (s *server) makePicture(v *visit, f form, file []byte) (content.Picture, error) {
	var described content.Picture
	f.describe(&described)
	if err := alternative(described); err != nil {
		return described, err
	}
	if len(file) == 0 {
		return described, content.Problems{{Field: "file", Key: "problem.required", Detail: "is missing"}}
	}
	select {
	case s.making <- struct{}{}:
		defer func() { <-s.making }()
	case <-v.Context().Done():
		return described, v.Context().Err()
	}
	made, err := s.Pictures.Make(v.Context(), file)
	if errors.Is(err, picture.ErrRefused) {
		return described, content.Problems{{Field: "file", Key: "problem.picture-refused", Detail: err.Error()}}
	}
	if err == nil {
		err = made.Store(v.Context(), s.Files)
	}
	if err != nil {
		return described, err
	}
	p := made.Picture
	p.Name = "bild-" + p.File.Hash[:8] + content.PictureExtension(p.File.Type)
	f.describe(&p)
	return p, nil
}

// showPictures shows the pictures of an article, and the form for one more.
func (s *server) showPictures(v *visit, x *item, code int, f form, refused string, wrong content.Problems) error {
	b, err := s.about(v, x, v.Words.T("desk.pictures.title", "Title", x.text.Title), "desk.pictures")
	if err != nil {
		return err
	}
	b.Refused = refused
	p := &themes.DeskPicturesPage{
		DeskBase: b, Problems: v.problems(wrong), Locked: x.Phase == content.Sent || x.Phase == content.Binned,
		Alt: f.line("alt"), Decorative: f.on("decorative"), Credit: f.line("credit"), Licence: f.line("licence"),
	}
	folder := s.pictures(v, x.text.ID, x.Head())
	show := func(g content.Picture, above bool) {
		shown := themes.DeskPicture{
			URL: g.In(folder, 0), Name: g.Name, Hash: g.File.Hash, Alt: g.Alt, Decorative: g.Decorative, Credit: g.Credit, Licence: g.Licence, Above: above,
		}
		if n := len(g.Smaller); n > 0 {
			shown.URL = g.In(folder, g.Smaller[n-1].Width)
		}
		p.Pictures = append(p.Pictures, shown)
	}
	if x.text.Picture.File.Size > 0 {
		show(x.text.Picture, true)
	}
	for _, g := range x.text.Pictures {
		show(g, false)
	}
	return s.Render(v.w, v.Request, code, p)
}
