package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// previewVersion answers GET /redaktion/vorschau/{id}/{n}: the page on which
// readers would see a version, at a moment and in a language.
func (s *server) previewVersion(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	_, a, err := s.article(v, x.text.ID, v.number())
	if err != nil {
		return err
	}
	return s.preview(v, x, a)
}

// previewForm answers POST /redaktion/vorschau: the page that a form would
// become, which is stored nowhere.
func (s *server) previewForm(v *visit) error {
	f, err := v.form()
	if err != nil {
		return err
	}
	x, err := s.itemNamed(v, f.line("id"))
	if err != nil {
		return err
	}
	a, _ := f.article(x.text)
	if !content.ValidID(a.Slug) { // it has no page until that is mended
		a.Slug = x.text.Slug
	}
	return s.preview(v, x, a)
}

// preview shows an article as readers would see it, but for the banner.
func (s *server) preview(v *visit, x *item, article *content.Article) error {
	lang := v.Query.Get("lang")
	if lang != "" && !slices.Contains(content.Languages(), lang) {
		return site.ErrNotFound
	}
	a := *article
	live := &x.live.Item
	a.ID, a.UID, a.Created, a.Updated = live.ID, live.UID, live.Created, live.Updated
	at, err := s.seen(v, x, &a)
	if err != nil {
		return err
	}
	if o, ok := s.Planner.Calendar().Observance(a.Publish.Observance); ok {
		a.Fill(a.Current, o.Begin)
	}
	query := url.Values{}
	if lang != "" {
		query.Set("fassung", lang)
	}
	reader := v.Elsewhere("/beitraege/"+a.Slug, query, at)
	p, err := s.Article(reader, &a, lang, s.pictures(v, a.ID, a.Version))
	if err != nil {
		return site.BadRequest("the text cannot be shown: %v", err)
	}
	p.Banner = &themes.Banner{}
	if !at.Equal(v.At) {
		p.Banner.Text = v.Words.T("desk.preview.at", "Moment", v.moment(at))
	}
	site.Framing(v.w, "frame-ancestors")
	return s.Render(v.w, reader, http.StatusOK, p)
}

// pictures returns what addresses of the pictures in a version begin with.
func (s *server) pictures(v *visit, id string, version int64) string {
	return s.Path(v.Lang, "desk.preview", "id", id, "n", strconv.FormatInt(version, 10)) + content.PictureFolder
}

// showPicture answers GET /redaktion/vorschau/{id}/{n}/bilder/{hash}.jpg and the
// like: a picture of a version.
func (s *server) showPicture(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	_, a, err := s.article(v, x.text.ID, v.number())
	if err != nil {
		return err
	}
	for _, p := range content.PicturesOf(a) {
		if p.File.Hash == v.Variable("hash") {
			return s.Picture(v.w, v.Request, p)
		}
	}
	return site.ErrNotFound
}

// seen sets the editions of an article as of a moment, and returns the moment:
// the one that is asked for, else now or, if nothing shows now, when it shows
// next.
func (s *server) seen(v *visit, x *item, a *content.Article) (time.Time, error) {
	it := a.Item
	it.State, it.Choices = content.Approved, x.Choices
	editions := content.Replan(x.editions, s.Planner.Plan(&it, v.At), v.At)
	at := v.At
	if asked := v.Query.Get("am"); asked != "" {
		var wrong content.Problems
		at = form{"am": {asked}}.moment("am", time.Time{}, &wrong)
		if len(wrong) > 0 || at.Year() > 2200 || at.Year() < 1900 {
			return at, site.BadRequest("am is not a moment such as 2027-03-09T08:00")
		}
	} else if current, next, _ := around(editions, at); current.Key == "" && next.Key != "" {
		at = next.From
	}
	a.Current, a.Editions = content.Edition{}, nil
	for _, e := range slices.Backward(editions) {
		if !e.From.After(at) {
			a.Editions = append(a.Editions, e)
		}
	}
	current, next, last := around(editions, at)
	for _, e := range []content.Edition{current, last, next} {
		if e.Key != "" {
			a.Current = e
			break
		}
	}
	if a.Current.Key == "" {
		a.Current = content.Edition{Key: "1", From: at, Until: content.Forever}
	}
	return at, nil
}
