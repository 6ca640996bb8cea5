package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/content/picture"
	"vielfalt/themes"
)

// maxUpload is how many bytes of a form with a picture are read: more than a picture
// may have, so that whoever sends a larger one is told so, with the form.
const maxUpload = 64 << 20

// maxTyped is how many bytes of it may be words.
const maxTyped = 64 << 10

// How long things may take that become of a picture.
const (
	arriveWithin = time.Minute      // on its way to us
	makeWithin   = 10 * time.Second // made into its sizes, so that there is time left to answer
)

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
	// Without a turn the file is thrown away, and the form is not.
	keep := int64(content.MaxPicture) + 1
	leave, turn := s.taking.take(v.Context(), v.actor.ID, s.TurnWithin)
	defer leave()
	if !turn {
		keep = 0
	}
	site.Arriving(v.w, arriveWithin)
	files, err := v.ParseUpload(keep, maxTyped)
	if site.Status(err) == http.StatusRequestEntityTooLarge {
		return site.Refuse(http.StatusRequestEntityTooLarge, "form is too large", "desk.pictures.too")
	}
	if err != nil {
		return err
	}
	defer s.Arrived(v.Request)()
	f, err := v.form()
	if err != nil {
		return err
	}
	file, sent := files["file"]
	if sent && turn {
		leave, turn = s.making.take(v.Context(), v.actor.ID, s.TurnWithin)
		defer leave()
		if x, err = s.item(v); err != nil { // somebody may have been faster
			return err
		}
	}
	if sent && !turn {
		site.RetryAfter(v.w, 10*time.Second)
		return s.showPictures(v, x, http.StatusServiceUnavailable, f, v.Words.T("desk.pictures.busy"), nil)
	}
	base, known := f.base()
	if !known {
		base = -1
	}
	a := *x.text
	a.State = content.Draft
	act := content.Action{Do: content.DoSave, ID: a.ID, Base: base, Record: &a}
	say := "saved"
	// Nobody's picture is made who may not save it.
	err = s.Policy.Decide(v.actor, act, x.Work)
	if err == nil {
		say, err = s.changePictures(v, &a, f, file)
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
	return s.then(v, v.Own(), say, done.Version, v.At)
}

// changePictures does to the pictures of an article what a form asks for, and returns
// what to say of it.
func (s *server) changePictures(v *visit, a *content.Article, f form, file []byte) (say string, err error) {
	say = "saved"
	switch do := f.get("do"); do {
	case addAbove, addText:
		p, notes, err := s.makePicture(v, f, file)
		if err != nil {
			return "", err
		}
		if len(notes) > 0 {
			say = "saved-still" // the only thing that can be noted
		}
		if do == addAbove {
			a.Picture = p
			return say, nil
		}
		alt := p.Alt
		p.Alt = "" // which stands in the text
		if _, there := a.PictureAt(p.Path()); !there {
			a.Pictures = append(slices.Clone(a.Pictures), p)
		}
		a.Body = strings.TrimSpace(a.Body + "\n\n" + markup.ImageOf(alt, p.Path()))
		return say, nil
	case describe:
		if a.Picture.File.Size > 0 && a.Picture.File.Hash == f.get("hash") && f.get("place") == "above" {
			f.describe(&a.Picture)
			return say, alternative(a.Picture)
		}
		a.Pictures = slices.Clone(a.Pictures)
		for i := range a.Pictures {
			if p := &a.Pictures[i]; p.File.Hash == f.get("hash") {
				alt := p.Alt
				f.describe(p)
				p.Alt = alt
				return say, nil
			}
		}
	case remove:
		if a.Picture.File.Hash == f.get("hash") && f.get("place") == "above" {
			a.Picture = content.Picture{}
			return say, nil
		}
		for i, p := range a.Pictures {
			if p.File.Hash == f.get("hash") {
				a.Pictures = slices.Delete(slices.Clone(a.Pictures), i, i+1)
				a.Body = without(a.Body, p.Path())
				a.Translations = slices.Clone(a.Translations)
				for j := range a.Translations {
					a.Translations[j].Body = without(a.Translations[j].Body, p.Path())
				}
				return say, nil
			}
		}
	}
	return "", site.BadRequest("there is no such picture, or nothing is to be done with it")
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

// makePicture makes a picture of what was sent, stores its files, and returns what is
// noted of it. All that is wrong is told at once, and a file that is not is kept for
// the next time.
func (s *server) makePicture(v *visit, f form, file []byte) (content.Picture, []string, error) {
	var p content.Picture
	f.describe(&p)
	var wrong content.Problems
	errors.As(alternative(p), &wrong)
	made, err := s.made(v, f, file)
	delete(f, "made")
	var refused *picture.Refusal
	switch {
	case errors.As(err, &refused):
		wrong.Add("file", "problem.picture."+string(refused.Reason), "%s", refused)
	case err != nil:
		return p, nil, err
	case made.Source == "":
		wrong.Add("file", "problem.required", "is missing")
	default:
		f["made"] = []string{made.Source}
	}
	if err := wrong.Err(); err != nil {
		return p, nil, err
	}
	p = made.Picture
	p.Name = "bild-" + p.File.Hash[:8] + content.PictureExtension(p.File.Type)
	f.describe(&p)
	return p, made.Notes, nil
}

// made returns what becomes of a file that was sent, which may be empty, or was sent
// the last time; nothing if there is none. What it became before is not made again.
func (s *server) made(v *visit, f form, file []byte) (content.MadePicture, error) {
	source := f.line("made")
	if file != nil {
		source = picture.Source(file)
	}
	if source == "" {
		return content.MadePicture{}, nil
	}
	m, known := picture.Recall(v.Context(), s.Store, s.Files, source)
	switch {
	case known:
		return m, nil
	case file == nil:
		return content.MadePicture{}, nil // it is to be sent once more
	}
	ctx, cancel := context.WithTimeout(v.Context(), makeWithin)
	defer cancel()
	made, err := s.Pictures.Make(ctx, file)
	if ctx.Err() != nil && v.Context().Err() == nil {
		return m, &picture.Refusal{Reason: picture.Heavy, Text: "it takes too long to read"}
	}
	if err == nil {
		err = made.Remember(v.Context(), s.Store, s.Files, source)
	}
	if err != nil {
		return m, err
	}
	return content.MadePicture{Source: source, Picture: made.Picture, Notes: made.Notes}, nil
}

// showPictures shows the pictures of an article, and the form for one more. What was
// typed is in the form that was sent.
func (s *server) showPictures(v *visit, x *item, code int, f form, refused string, wrong content.Problems) error {
	b, err := s.about(v, x, v.Words.T("desk.pictures.title", "Title", x.text.Title), "desk.pictures")
	if err != nil {
		return err
	}
	b.Refused = refused
	p := &themes.DeskPicturesPage{DeskBase: b, Problems: v.problems(wrong), Locked: x.Phase == content.Sent || x.Phase == content.Binned}
	folder := s.pictures(v, x.text.ID, x.Head())
	describes := f.get("do") == describe
	show := func(g content.Picture, above bool) {
		asked := describes && g.File.Hash == f.get("hash") && above == (f.get("place") == "above")
		if asked {
			f.describe(&g)
		}
		shown := themes.DeskPicture{
			URL: g.In(folder, 0), Name: g.Name, Hash: g.File.Hash, Alt: g.Alt, Decorative: g.Decorative, Credit: g.Credit, Licence: g.Licence, Above: above,
		}
		if n := len(g.Smaller); n > 0 {
			shown.URL = g.In(folder, g.Smaller[n-1].Width)
		}
		if asked {
			for i := range p.Problems {
				p.Problems[i].Anchor = anchor(fmt.Sprintf("%s.%d", p.Problems[i].Field, len(p.Pictures)))
				shown.Wrong = p.Problems[i].Text
			}
		}
		p.Pictures = append(p.Pictures, shown)
	}
	if x.text.Picture.File.Size > 0 {
		show(x.text.Picture, true)
	}
	for _, g := range x.text.Pictures {
		show(g, false)
	}
	if !describes {
		p.New = themes.DeskPicture{Alt: f.line("alt"), Decorative: f.on("decorative"), Credit: f.line("credit"), Licence: f.line("licence"), Made: f.line("made")}
		p.NewProblems = p.Problems
	}
	return s.Render(v.w, v.Request, code, p)
}
