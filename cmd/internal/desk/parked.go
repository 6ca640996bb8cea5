package desk

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// Park returns a function that keeps a form which met an ended session, and
// returns where it is offered once its account is signed in again.
func Park(d content.Desk) func(ctx context.Context, accountID, path string, form url.Values) (string, error) {
	return func(ctx context.Context, accountID, path string, form url.Values) (string, error) {
		id, err := d.Park(ctx, content.Parked{AccountID: accountID, Path: path, Form: form.Encode()})
		prefix, _, _ := strings.Cut(path, "/redaktion")
		if err == nil && !strings.HasSuffix(path, "/notiz") {
			err = once(ctx, d, accountID, path, id)
		}
		return prefix + "/redaktion/aufgehoben/" + id, err
	}
}

// once forgets what an autosave kept just before the button was pressed, if it
// says the same: the text is offered once.
func once(ctx context.Context, d content.Desk, accountID, path, id string) error {
	all, err := d.ParkedBy(ctx, accountID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(k content.Parked) bool { return k.ID == id })
	for _, k := range all {
		if i < 0 || k.Path != path+"/notiz" || spoken(k.Form) != spoken(all[i].Form) {
			continue
		}
		if err := d.Unpark(ctx, accountID, k.ID); err != nil && !errors.Is(err, content.ErrNotFound) {
			return err
		}
	}
	return nil
}

// spoken is a form without the button that sent it.
func spoken(kept string) string {
	f, err := url.ParseQuery(kept)
	if err != nil {
		return kept
	}
	f.Del("do")
	return f.Encode()
}

// parkedBox offers the forms that met an ended session, to those who sent them.
func (s *server) parkedBox(v *visit, p *themes.DeskBoardPage) error {
	all, err := s.Store.ParkedBy(v.Context(), v.actor.ID)
	if err != nil || len(all) == 0 {
		return err
	}
	box := themes.DeskBox{ID: "parked", Title: v.Words.T("desk.box.parked")}
	for _, k := range all[:min(len(all), boxRows)] {
		f, _ := url.ParseQuery(k.Form)
		title := site.Clipped(site.Legible(form(f).line("title")), 80)
		if title == "" {
			title = site.Clipped(site.Legible(k.Path), 80)
		}
		box.Rows = append(box.Rows, themes.DeskRow{
			Title: title, URL: s.Path(v.Lang, "desk.parked", "parked", k.ID), Action: v.Words.T("desk.do.parked"),
			Detail: v.Words.T("desk.row.parked", "Moment", v.moment(k.Until)),
		})
	}
	p.Boxes = append(p.Boxes, box)
	return nil
}

// parked answers GET and POST /redaktion/aufgehoben/{id}: a form that met an
// ended session, to be sent again where it was sent to, or thrown away.
func (s *server) parked(v *visit) error {
	all, err := s.Store.ParkedBy(v.Context(), v.actor.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(k content.Parked) bool { return k.ID == v.Variable("parked") })
	if i < 0 {
		return site.ErrNotFound
	}
	k := all[i]
	if !v.Reads() {
		if err := s.Store.Unpark(v.Context(), v.actor.ID, k.ID); err != nil {
			return err
		}
		return s.then(v, s.Path(v.Lang, "desk.board"), "unparked", 0, v.At)
	}
	b, err := s.page(v, v.Words.T("desk.parked.title"))
	if err != nil {
		return err
	}
	b.Trail = []themes.Link{{Title: v.Words.T("desk.home"), URL: s.Path(v.Lang, "desk.board")}}
	p := &themes.DeskParkedPage{DeskBase: b, Until: v.moment(k.Until)}
	f, err := url.ParseQuery(k.Form)
	if err != nil {
		f = url.Values{"body": {k.Form}} // as it came
	}
	path, _, _ := strings.Cut(k.Path, "?")
	// It is sent only to where a form of the desk belongs.
	if p.Known = strings.HasPrefix(strings.TrimPrefix(path, site.Prefix("en")), "/redaktion/"); p.Known {
		p.Action = strings.TrimSuffix(path, "/notiz")
	}
	p.Hidden, p.Fields = carried(v, form(f))
	p.Hidden = append(p.Hidden, themes.DeskHidden{Name: "parked", Value: k.ID})
	return s.Render(v.w, v.Request, http.StatusOK, p)
}

// carried returns the fields of a form to be sent again, and those that people
// want to see.
func carried(v *visit, f form) (hidden []themes.DeskHidden, shown []themes.DeskField) {
	for _, name := range slices.Sorted(maps.Keys(f)) {
		for _, value := range f[name] {
			hidden = append(hidden, themes.DeskHidden{Name: name, Value: value})
		}
		if value := shownValue(f[name]); value != "" && name != "do" && name != "base" && name != "id" && name != "parked" {
			shown = append(shown, themes.DeskField{Name: v.label(name), Value: value})
		}
	}
	return hidden, shown
}
