package desk

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// editions answers GET and POST /redaktion/beitraege/{id}/ausgaben: the editions
// of an article, and what is decided about single ones.
func (s *server) editions(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	if v.Reads() {
		return s.showEditions(v, x, http.StatusOK, nil, "", nil, nil)
	}
	f, err := v.form()
	if err != nil {
		return err
	}
	a := content.Action{Do: content.Do(f.get("do")), ID: x.text.ID, Base: x.Head(), Edition: f.line("key"), Note: f.line("note")}
	if base, known := f.base(); known {
		a.Base = base
	}
	say, ok := map[content.Do]string{content.DoSkip: "skipped", content.DoMove: "moved", content.DoRenew: "renewed", content.DoUndo: "undone"}[a.Do]
	if !ok {
		return site.BadRequest("unknown do %q", a.Do)
	}
	var wrong content.Problems
	if a.Do == content.DoMove {
		if a.From = f.moment("moment", time.Time{}, &wrong); a.From.IsZero() && len(wrong) == 0 {
			wrong.Add("moment", "problem.required", "is missing")
		}
	}
	if len(wrong) > 0 {
		return s.showEditions(v, x, http.StatusUnprocessableEntity, f, "", nil, wrong)
	}
	_, err = s.Store.Act(v.Context(), s.Policy, v.actor, a)
	var problems content.Problems
	switch text, r, refused := s.refusal(v, err); {
	case refused:
		return s.showEditions(v, x, site.Status(err), f, text, s.instead(v, x, r), nil)
	case errors.As(err, &problems):
		return s.showEditions(v, x, http.StatusUnprocessableEntity, f, "", nil, problems)
	case err != nil:
		return err
	}
	if shows := func(e content.Edition) bool { return e.Key == a.Edition && e.Visible(v.At) }; a.Do == content.DoSkip && slices.ContainsFunc(x.editions, shows) {
		say = "ended"
	}
	year := int64(0)
	if len(a.Edition) >= 4 {
		year, _ = strconv.ParseInt(a.Edition[:4], 10, 64)
	}
	return s.then(v, v.Own(), say, year, a.From)
}

// showEditions lists the edition that shows, the next and the past ones.
func (s *server) showEditions(v *visit, x *item, code int, f form, refused string, instead *themes.DeskButton, wrong content.Problems) error {
	b, err := s.about(v, x, v.Words.T("desk.editions.title", "Title", x.text.Title), "desk.editions")
	if err != nil {
		return err
	}
	b.Refused, b.Instead = refused, instead
	p := &themes.DeskEditionsPage{DeskBase: b, Fields: f.single(), Problems: v.problems(wrong)}
	var by []string
	for _, c := range x.Choices {
		by = append(by, c.By)
	}
	if err := s.meet(v, by...); err != nil {
		return err
	}
	sched := x.live.Publish
	may := x.live.State == content.Approved && s.Policy.Decide(v.actor, content.Action{Do: content.DoSkip, ID: x.live.ID, Base: x.Head()}, x.Work) == nil
	p.May, p.Renew = may && sched.ByHoliday(), sched.Renew
	for _, e := range slices.Backward(x.editions) {
		if !e.From.After(v.At) {
			c := s.edition(v, x, e)
			if e.Visible(v.At) {
				c.State, c.End = v.Words.T("desk.edition.visible"), p.May
				p.Now = append(p.Now, c)
				continue
			}
			c.State = v.Words.T("desk.edition.over")
			p.Past = append(p.Past, c)
		}
	}
	ahead := 0
	for _, e := range x.editions {
		if e.From.After(v.At) && ahead < 2*nextEditions {
			ahead++
			c := s.edition(v, x, e)
			c.State = v.Words.T("desk.edition.planned")
			c.Skip, c.Move = p.May, p.May
			p.Next = append(p.Next, c)
		}
	}
	if !sched.ByHoliday() {
		return s.Render(v.w, v.Request, code, p)
	}
	// Editions that do not show because of a choice, or for want of one.
	for _, o := range s.Planner.Calendar().Of(sched.Observance, v.Today(), v.Today()+nextEditions*366) {
		key := o.Origin.String()
		if _, have := editionOf(x.editions, o); have {
			continue
		}
		off := s.edition(v, x, content.Edition{Key: key, Occurrence: o.First})
		off.Edition.Off, off.Edition.Notes = true, []string{v.Words.T(whyNot(&content.Item{Publish: sched, Choices: x.Choices}, o))}
		off.State = v.Words.T("desk.edition.off")
		off.Renew = p.May && sched.Renew && off.Made == ""
		if off.Made != "" || sched.Renew {
			p.Next = append(p.Next, off)
		}
	}
	slices.SortStableFunc(p.Next, func(a, b themes.DeskChoice) int { return len(a.Key) - len(b.Key) + compareKeys(a.Key, b.Key) })
	return s.Render(v.w, v.Request, code, p)
}

func compareKeys(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// edition writes an edition, with what was decided about it.
func (s *server) edition(v *visit, x *item, e content.Edition) themes.DeskChoice {
	c := themes.DeskChoice{Key: e.Key, Name: v.Words.T("desk.edition.one")}
	if x.live.Publish.ByHoliday() {
		c.Name = s.observance(v, x.live.Publish.Observance)
	}
	if d, err := calendar.ParseDate(e.Key); err == nil {
		c.Name += fmt.Sprintf(" %d", d.Year())
	} else if e.Occurrence != 0 {
		c.Name += fmt.Sprintf(" %d", e.Occurrence.Year())
	}
	if !e.From.IsZero() {
		c.Edition = themes.DeskEdition{Appears: v.moment(e.From), Ends: v.ends(e)}
		c.Moment = momentField(e.From)
	}
	if e.Occurrence != 0 {
		c.Edition.Feast = v.Words.ShortDate(e.Occurrence)
	}
	for _, k := range x.Choices {
		if k.Key != e.Key {
			continue
		}
		kind := string(k.Kind)
		if k.Kind == content.Skip && !e.From.IsZero() && !e.From.After(k.At) {
			kind = "end" // it showed
		}
		c.Made = v.Words.T("desk.choice."+kind, "Who", v.who(k.By), "When", v.moment(k.At), "Moment", v.moment(k.Moment))
		if k.Note != "" {
			c.Made += " " + k.Note
		}
		c.Undo = x.live.State == content.Approved && v.actor.Within(&x.live.Item, content.Approver)
	}
	return c
}
