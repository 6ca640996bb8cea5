package desk

import (
	"net/http"
	"slices"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// title answers for an administrator who does not edit: title and state of an
// article, taking it back, and handing it to somebody else.
func (s *server) title(v *visit) error {
	x, err := s.anyItem(v, v.Variable("id"))
	if err != nil {
		return err
	}
	if v.Reads() {
		return s.showTitle(v, x, http.StatusOK, "", nil)
	}
	f, err := v.form()
	if err != nil {
		return err
	}
	base, known := f.base()
	if !known {
		base = -1
	}
	a := content.Action{Do: content.Do(f.get("do")), ID: x.text.ID, Base: base}
	say := "taken"
	switch a.Do {
	case content.DoTakeBack:
	case content.DoReassign:
		say = "reassigned"
		a.Owner, a.Deputy = f.line("owner"), f.line("deputy")
		if day := f.line("review"); day != "" {
			if a.ReviewOn, err = calendar.ParseDate(day); err != nil {
				return s.showTitle(v, x, http.StatusUnprocessableEntity, "", content.Problems{{Field: "review", Key: "problem.date", Detail: err.Error()}})
			}
		}
	default:
		return site.ErrNotFound // they may not see that there is more
	}
	if a.Do == content.DoReassign {
		wrong, err := s.unknown(v, x, a)
		if err != nil {
			return err
		}
		if len(wrong) > 0 {
			return s.showTitle(v, x, http.StatusUnprocessableEntity, "", wrong)
		}
	}
	_, err = s.Store.Act(v.Context(), s.Policy, v.actor, a)
	if text, _, refused := s.refusal(v, err); refused {
		return s.showTitle(v, x, site.Status(err), text, nil)
	}
	if err != nil {
		return err
	}
	return s.then(v, v.Own(), say, 0, v.At)
}

// unknown returns a problem for each of those who are to look after an article and
// have no account; whoever does it already may go on.
func (s *server) unknown(v *visit, x *item, a content.Action) (content.Problems, error) {
	all, err := s.Accounts.Accounts(v.Context())
	if err != nil {
		return nil, err
	}
	var wrong content.Problems
	for _, who := range []struct{ field, id, was string }{{"owner", a.Owner, x.Owner}, {"deputy", a.Deputy, x.Deputy}} {
		if who.id != "" && who.id != who.was && !slices.ContainsFunc(all, func(k *content.Account) bool { return k.ID == who.id }) {
			wrong.Add(who.field, "problem.choice", "is no account")
		}
	}
	return wrong, nil
}

func (s *server) showTitle(v *visit, x *item, code int, refused string, wrong content.Problems) error {
	b, err := s.about(v, x, v.Words.T("desk.title.title", "Title", x.text.Title), "")
	if err != nil {
		return err
	}
	b.Item.Tabs, b.Refused = nil, refused
	p := &themes.DeskTitlePage{DeskBase: b, CanBack: x.Phase == content.Sent, Problems: v.problems(wrong)}
	if p.CanBack {
		if err := s.meet(v, x.SentBy); err != nil {
			return err
		}
		p.WaitingSince = v.Words.T("desk.row.sent", "Who", v.who(x.SentBy), "Moment", v.moment(x.SentAt))
	}
	if x.ReviewOn != 0 {
		p.ReviewOn = x.ReviewOn.String()
	}
	all, err := s.Accounts.Accounts(v.Context())
	if err != nil {
		return err
	}
	for _, a := range all {
		p.Accounts = append(p.Accounts, themes.Choice{Value: a.ID, Title: a.Name, Chosen: a.ID == x.Owner})
		p.DeputyChoices = append(p.DeputyChoices, themes.Choice{Value: a.ID, Title: a.Name, Chosen: a.ID == x.Deputy})
	}
	return s.Render(v.w, v.Request, code, p)
}
