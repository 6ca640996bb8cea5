package desk

import (
	"errors"
	"net/http"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// A confirmation is a page that asks before something is done.
type confirmation struct {
	do     content.Do
	key    string // of its messages
	note   bool   // asks for a reason
	needed bool   // and needs one
	say    string
}

// withdraw answers GET and POST /redaktion/beitraege/{id}/zurueckziehen.
func (s *server) withdraw(v *visit) error {
	return s.confirm(v, confirmation{do: content.DoWithdraw, key: "withdraw", note: true, needed: true, say: "withdrawn"})
}

// reapprove answers GET and POST /redaktion/beitraege/{id}/wieder-freigeben.
func (s *server) reapprove(v *visit) error {
	return s.confirm(v, confirmation{do: content.DoReapprove, key: "reapprove", note: true, say: "reapproved"})
}

// discard answers GET and POST /redaktion/beitraege/{id}/verwerfen.
func (s *server) discard(v *visit) error {
	return s.confirm(v, confirmation{do: content.DoDiscard, key: "discard", say: "discarded"})
}

// confirm shows the page, and does it once somebody has confirmed.
func (s *server) confirm(v *visit, c confirmation) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	show := func(code int, f form, refused string, instead *themes.DeskButton, wrong content.Problems) error {
		b, err := s.about(v, x, v.Words.T("desk."+c.key+".title", "Title", x.text.Title), "")
		if err != nil {
			return err
		}
		b.Refused, b.Instead = refused, instead
		p := &themes.DeskConfirmPage{
			DeskBase: b, Do: string(c.do), Text: v.Words.T("desk." + c.key + ".text"), Button: v.Words.T("desk.do." + string(c.do)), Needed: c.needed,
			Value: f.line("note"), Problems: v.problems(wrong), Back: s.Path(v.Lang, "desk.article", "id", x.text.ID),
		}
		if c.do == content.DoDiscard && !x.live.State.Published() {
			p.Text = v.Words.T("desk.discard.bin")
		}
		if c.note {
			p.Note = v.Words.T("desk." + c.key + ".note")
		}
		return s.Render(v.w, v.Request, code, p)
	}
	if v.Reads() {
		return show(http.StatusOK, nil, "", nil, nil)
	}
	f, err := v.form()
	if err != nil {
		return err
	}
	base, known := f.base()
	if !known {
		base = -1
	}
	a := content.Action{Do: c.do, ID: x.text.ID, Base: base, Note: f.line("note")}
	if c.needed && a.Note == "" {
		return show(http.StatusUnprocessableEntity, f, "", nil, content.Problems{{Field: "note", Key: "problem.required", Detail: "is missing"}})
	}
	_, err = s.Store.Act(v.Context(), s.Policy, v.actor, a)
	var problems content.Problems
	switch text, r, refused := s.refusal(v, err); {
	case refused:
		return show(site.Status(err), f, text, s.instead(v, x, r), nil)
	case errors.As(err, &problems):
		return show(http.StatusUnprocessableEntity, f, "", nil, problems)
	case err != nil:
		return err
	}
	say := c.say
	if c.do == content.DoDiscard && !x.live.State.Published() {
		say = "binned"
	}
	return s.then(v, s.Path(v.Lang, "desk.article", "id", x.text.ID), say, 0, v.At)
}
