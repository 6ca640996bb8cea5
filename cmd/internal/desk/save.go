package desk

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// save stores what a form says as a new version, and sends it for approval if
// that is asked for.
func (s *server) save(v *visit, x *item, e editing, send bool) error {
	a, wrong := s.written(e.fields, x.text)
	if len(wrong) > 0 {
		e.code, e.wrong = http.StatusUnprocessableEntity, wrong
		return s.showEditor(v, x, e)
	}
	a.State = content.Draft
	done, err := s.Store.Act(v.Context(), s.Policy, v.actor, content.Action{Do: content.DoSave, ID: a.ID, Base: e.base, Latest: e.fields.latest(), Record: a})
	if err != nil {
		return s.unsaved(v, x, e, a, err)
	}
	if id := e.fields.line("parked"); id != "" {
		if err := s.Store.Unpark(v.Context(), v.actor.ID, id); err != nil && !errors.Is(err, content.ErrNotFound) {
			s.Log.Warn("a form that was taken over is still kept", "err", err) // for a day
		}
	}
	path := s.Path(v.Lang, "desk.article", "id", a.ID)
	if !send {
		if done.Unchanged {
			return s.then(v, path, "same", 0, v.At)
		}
		return s.then(v, path, "saved", done.Version, v.At)
	}
	head := done.Version
	found, err := s.check(v, a)
	if err != nil {
		return err
	}
	if len(found.Faults) > 0 {
		// It is saved, and what stops it is shown.
		if x, err = s.item(v); err != nil {
			return err
		}
		return s.showEditor(v, x, editing{code: http.StatusUnprocessableEntity, fields: fieldsOf(x.text), base: x.Head(), checked: true, findings: found, refused: v.Words.T("desk.unsent"), faults: true})
	}
	if _, err = s.Store.Act(v.Context(), s.Policy, v.actor, content.Action{Do: content.DoSend, ID: a.ID, Base: head, Note: e.fields.line("note")}); err != nil {
		e.base = head
		return s.unsaved(v, x, e, a, err)
	}
	return s.then(v, path, "sent", head, v.At)
}

// correct changes the text that is live, and nothing else.
func (s *server) correct(v *visit, x *item, e editing) error {
	e.live = true
	a, wrong := s.written(e.fields, x.live)
	if len(wrong) > 0 {
		e.code, e.wrong = http.StatusUnprocessableEntity, wrong
		return s.showEditor(v, x, e)
	}
	_, err := s.Store.Act(v.Context(), s.Policy, v.actor, content.Action{Do: content.DoCorrect, ID: a.ID, Base: e.base, Record: a, Note: e.fields.line("note")})
	if text, r, refused := s.refusal(v, err); refused {
		e.code, e.refused, e.instead = site.Status(err), text, r.Instead
		return s.showEditor(v, x, e)
	}
	if err != nil {
		return s.unsaved(v, x, e, a, err)
	}
	return s.then(v, s.Path(v.Lang, "desk.article", "id", a.ID), "corrected", 0, v.At)
}

// written returns the article that a form says, made of what it was, with all
// that is wrong with it.
func (s *server) written(f form, was *content.Article) (*content.Article, content.Problems) {
	a, wrong := f.article(was)
	var problems content.Problems
	errors.As(a.Validate(s.known), &problems)
	return a, append(wrong, problems...)
}

// simply carries out an action without a form of its own, and shows the editor
// if it is refused.
func (s *server) simply(v *visit, x *item, a content.Action, say string) error {
	_, err := s.Store.Act(v.Context(), s.Policy, v.actor, a)
	if text, r, refused := s.refusal(v, err); refused {
		return s.showEditor(v, x, editing{code: site.Status(err), fields: fieldsOf(x.text), base: x.Head(), refused: text, instead: r.Instead})
	}
	if err != nil {
		return err
	}
	return s.then(v, s.Path(v.Lang, "desk.article", "id", x.text.ID), say, 0, v.At)
}

// unsaved answers an action of the editor that was refused: the form is kept.
func (s *server) unsaved(v *visit, x *item, e editing, mine *content.Article, err error) error {
	text, r, refused := s.refusal(v, err)
	var problems content.Problems
	switch {
	case refused && r.Key == "refused.moved":
		return s.conflict(v, e.fields, e.base)
	case refused:
		e.code, e.refused, e.instead = site.Status(err), text, r.Instead
		s.keep(v, x, e.fields, max(e.base, 0)) // the button that works leads away from what was typed
	case errors.As(err, &problems):
		e.code, e.wrong = http.StatusUnprocessableEntity, problems
	case errors.Is(err, content.ErrConflict):
		e.code = http.StatusConflict
		e.refused = v.Words.T("desk.taken", "ID", mine.Slug)
	case site.Status(err) == http.StatusServiceUnavailable:
		s.Log.Warn("a draft was not saved", "err", err)
		site.RetryAfter(v.w, 10*time.Second)
		e.code, e.refused = http.StatusServiceUnavailable, v.Words.T("desk.away")
		if errors.Is(err, content.ErrDiskFull) {
			e.refused = v.Words.T("desk.full")
		}
	default:
		return err
	}
	return s.showEditor(v, x, e)
}

// keep keeps what somebody typed, as an autosave does.
func (s *server) keep(v *visit, x *item, f form, base int64) {
	c := content.Scribble{ItemID: x.text.ID, AccountID: v.actor.ID, BasedOn: base, Form: url.Values(f).Encode(), Since: v.At, At: v.At}
	if err := s.Store.Scribble(v.Context(), c); err != nil {
		s.Log.Warn("what somebody typed was not kept", "err", err)
	}
}

// lost answers a form that met a database which does not answer: with the form,
// to be sent again.
func (s *server) lost(v *visit, why error) error {
	f, err := v.form()
	if err != nil {
		return err
	}
	s.Log.Warn("a draft was not saved", "err", why)
	b := themes.DeskBase{Base: s.Base(v.Request, v.Words.T("desk.lost.title"), "")}
	b.Canonical, b.Desk = "", &themes.Desk{Name: v.actor.Name}
	b.Refused = v.Words.T("desk.away")
	p := &themes.DeskLostPage{DeskBase: b, Action: v.Own()}
	p.Hidden, p.Fields = carried(v, f)
	site.RetryAfter(v.w, 10*time.Second)
	return s.Render(v.w, v.Request, http.StatusServiceUnavailable, p)
}

// orphaned answers a form for an article that is not there, or not for whoever sent
// it: somebody may have moved it away while they wrote. Their text is kept for
// them, and they learn no more than of an article that never was.
func (s *server) orphaned(v *visit, why error) error {
	f, err := v.form()
	if err != nil {
		return err
	}
	if _, known := f.base(); known && f.has("body") && v.actor.Is(content.Editor, content.Approver) {
		if _, err := s.Store.Park(v.Context(), content.Parked{AccountID: v.actor.ID, Path: v.Own(), Form: url.Values(f).Encode()}); err != nil {
			return err
		}
	}
	return why
}
