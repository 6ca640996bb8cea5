package desk

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// showVersions answers GET /redaktion/beitraege/{id}/fassungen.
func (s *server) showVersions(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	b, err := s.about(v, x, v.Words.T("desk.versions.title", "Title", x.text.Title), "desk.versions")
	if err != nil {
		return err
	}
	p := &themes.DeskVersionsPage{DeskBase: b}
	p.Versions, err = s.versions(v, x)
	if err != nil {
		return err
	}
	return s.Render(v.w, v.Request, http.StatusOK, p)
}

// versions returns the versions of an article, newest first.
func (s *server) versions(v *visit, x *item) ([]themes.DeskVersion, error) {
	all, err := s.Store.Versions(v.Context(), x.text.ID)
	if err != nil {
		return nil, err
	}
	by := make([]string, len(all))
	for i := range all {
		by[i] = all[i].By
	}
	if err := s.meet(v, by...); err != nil {
		return nil, err
	}
	out := make([]themes.DeskVersion, len(all))
	for i := range all {
		out[i] = s.version(v, x, &all[i])
		if i+1 < len(all) {
			out[i].Compare = s.comparing(v, x, all[i+1].Number, all[i].Number)
		}
		if live := x.live.Version; x.live.State.Published() && live != all[i].Number {
			out[i].CompareNow = s.comparing(v, x, live, all[i].Number)
		}
	}
	return out, nil
}

// version writes a version.
func (s *server) version(v *visit, x *item, k *content.Version) themes.DeskVersion {
	out := themes.DeskVersion{
		Number: k.Number, Title: k.Title, Kind: v.Words.T("desk.kind." + string(k.Kind)), Who: v.who(k.By), When: v.moment(k.At), Note: k.Note,
		URL: s.Path(v.Lang, "desk.version", "id", x.text.ID, "n", strconv.FormatInt(k.Number, 10)),
	}
	current, _, _ := around(x.editions, v.At)
	switch {
	case k.Number == x.shows(v.At) && x.live.State == content.Approved && current.Key != "":
		out.Marks = append(out.Marks, v.Words.T("desk.mark.visible"))
	case k.Number == x.shows(v.At) && x.live.State.Published():
		out.Marks = append(out.Marks, v.Words.T("desk.mark.live"))
	}
	for _, u := range x.Updates {
		if u.Version == k.Number && u.Begins.After(v.At) {
			out.Marks = append(out.Marks, v.Words.T("desk.mark.planned", "Moment", v.moment(u.Begins)))
		}
	}
	if k.Open {
		out.Marks = append(out.Marks, v.Words.T("desk.mark.open"))
	}
	return out
}

func (s *server) comparing(v *visit, x *item, from, to int64) string {
	q := url.Values{"von": {strconv.FormatInt(from, 10)}, "bis": {strconv.FormatInt(to, 10)}}
	return site.Address(s.Path(v.Lang, "desk.comparison", "id", x.text.ID), q)
}

// article returns one version of an article. A draft from when the article lay
// beyond somebody's limits is not theirs to read, even if it lies within now.
func (s *server) article(v *visit, id string, number int64) (content.Version, *content.Article, error) {
	k, err := s.Store.Version(v.Context(), id, number)
	if err != nil {
		return k, nil, err
	}
	a, ok := k.Record.(*content.Article)
	if !ok || !k.State.Published() && !content.MayRead(v.actor, &a.Item) {
		return k, nil, site.ErrNotFound
	}
	a.ID, a.Version = id, number
	return k, a, nil
}

// number reads the number of a version in the address.
func (v *visit) number() int64 {
	n, _ := strconv.ParseInt(v.Variable("n"), 10, 64) // the route lets nothing else pass
	return n
}

// oneVersion answers GET and POST /redaktion/beitraege/{id}/fassungen/{n}: one
// version, and restoring it.
func (s *server) oneVersion(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	n := v.number()
	if v.Reads() {
		return s.showVersion(v, x, n, http.StatusOK, "", nil)
	}
	f, err := v.form()
	if err != nil {
		return err
	}
	base, known := f.base()
	if !known {
		base = -1
	}
	done, err := s.Store.Act(v.Context(), s.Policy, v.actor, content.Action{Do: content.DoRestore, ID: x.text.ID, Base: base, Number: n, Note: f.line("note")})
	if text, r, refused := s.refusal(v, err); refused {
		return s.showVersion(v, x, n, site.Status(err), text, s.instead(v, x, r))
	}
	if err != nil {
		return err
	}
	q := url.Values{"m": {"restored"}, "n": {strconv.FormatInt(n, 10)}, "v": {strconv.FormatInt(done.Version, 10)}, "l": {strconv.FormatInt(x.live.Version, 10)}}
	switch {
	case x.Phase == content.Binned && done.Version == n:
		q.Set("m", "unbinned")
	case x.live.State != content.Approved:
		q.Set("m", "restored-new")
	}
	return s.Redirect(v.w, v.Request, s.Path(v.Lang, "desk.article", "id", x.text.ID)+"?"+q.Encode())
}

// instead returns the button that a refusal names; nil if it names none.
func (s *server) instead(v *visit, x *item, r *content.Refusal) *themes.DeskButton {
	if r.Instead == "" {
		return nil
	}
	return s.button(v, x, r.Instead)
}

func (s *server) showVersion(v *visit, x *item, n int64, code int, refused string, instead *themes.DeskButton) error {
	k, a, err := s.article(v, x.text.ID, n)
	if err != nil {
		return err
	}
	if err := s.meet(v, k.By); err != nil {
		return err
	}
	b, err := s.about(v, x, v.Words.T("desk.version.title", "N", n, "Title", x.text.Title), "")
	if err != nil {
		return err
	}
	b.Refused, b.Instead = refused, instead
	b.Trail = append(b.Trail, themes.Link{Title: v.Words.T("desk.tab.versions"), URL: s.Path(v.Lang, "desk.versions", "id", x.text.ID)})
	p := &themes.DeskVersionPage{DeskBase: b, Version: s.version(v, x, &k), Head: x.Head(), Restore: (n != x.Head() || x.Phase == content.Binned) && x.Phase != content.Sent}
	p.Preview = s.Path(v.Lang, "desk.preview", "id", x.text.ID, "n", fmt.Sprint(n))
	for _, f := range s.spelled(v, a) {
		if f.Value != "" {
			p.Fields = append(p.Fields, f)
		}
	}
	site.Framing(v.w, "frame-src")
	return s.Render(v.w, v.Request, code, p)
}

// spelled writes the fields of an article in words, except its texts.
func (s *server) spelled(v *visit, a *content.Article) []themes.DeskField {
	traditions := make([]string, len(a.Traditions))
	for i, id := range a.Traditions {
		traditions[i] = s.TraditionName(v.Lang, id)
	}
	observances := make([]string, len(a.Observances))
	for i, id := range a.Observances {
		observances[i] = s.observance(v, id)
	}
	picture := a.Picture.Name
	if a.Picture.File.Size > 0 && a.Picture.Alt != "" {
		picture += " (" + a.Picture.Alt + ")"
	}
	return []themes.DeskField{
		{Name: v.label("slug"), Value: a.Slug}, {Name: v.label("lang"), Value: v.Words.Language(a.Lang)},
		{Name: v.label("traditions"), Value: strings.Join(traditions, ", ")}, {Name: v.label("observances"), Value: strings.Join(observances, ", ")},
		{Name: v.label("dezernat"), Value: a.Dezernat}, {Name: v.label("tags"), Value: strings.Join(a.Tags, ", ")},
		{Name: v.label("publish"), Value: s.scheduled(v, a.Publish)}, {Name: v.label("correction"), Value: a.Correction},
		{Name: v.label("picture"), Value: picture}, {Name: v.label("brochures"), Value: strings.Join(a.Brochures, ", ")},
	}
}
