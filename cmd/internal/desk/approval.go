package desk

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// approval answers GET and POST /redaktion/beitraege/{id}/freigabe.
func (s *server) approval(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	if v.Reads() {
		return s.showApproval(v, x, http.StatusOK, nil, "", nil, nil)
	}
	f, err := v.form()
	if err != nil {
		return err
	}
	base, known := f.base()
	if !known {
		base = -1
	}
	a := content.Action{Do: content.Do(f.get("do")), ID: x.text.ID, Base: base, Note: strings.TrimSpace(f.text("note"))}
	var wrong content.Problems
	say := ""
	switch a.Do {
	case "", content.DoApprove, content.DoApproveBy:
		if a.Do == "" {
			a.Do = content.DoApprove
		}
		say = "approved"
		a.From = f.moment("ab", time.Time{}, &wrong)
		if a.Number, err = strconv.ParseInt(f.line("number"), 10, 64); err != nil {
			wrong.Add("number", "problem.required", "is missing")
		}
	case content.DoReturn:
		say = "returned"
		if a.Note == "" {
			wrong.Add("note", "problem.required", "is missing")
		}
	case content.DoTakeBack:
		say = "taken"
	case content.DoSend:
		say = "sent"
		if found, err := s.check(v, x.text); err != nil {
			return err
		} else if len(found.Faults) > 0 {
			return s.showApproval(v, x, http.StatusUnprocessableEntity, f, v.Words.T("desk.unsent"), nil, nil)
		}
	default:
		return site.BadRequest("unknown do %q", a.Do)
	}
	if len(wrong) > 0 {
		return s.showApproval(v, x, http.StatusUnprocessableEntity, f, "", nil, wrong)
	}
	done, err := s.Store.Act(v.Context(), s.Policy, v.actor, a)
	var problems content.Problems
	switch text, r, refused := s.refusal(v, err); {
	case refused:
		if r.Key == "refused.newer" {
			text = v.Words.T("refused.newer", "N", r.Number, "Looked", a.Number)
		}
		return s.showApproval(v, x, site.Status(err), f, text, s.instead(v, x, r), nil)
	case errors.As(err, &problems):
		return s.showApproval(v, x, http.StatusUnprocessableEntity, f, "", nil, problems)
	case errors.Is(err, content.ErrConflict):
		return s.showApproval(v, x, http.StatusConflict, f, v.Words.T("desk.taken", "ID", x.text.Slug), nil, nil)
	case err != nil:
		return err
	}
	path := s.Path(v.Lang, "desk.approval", "id", a.ID)
	n, at := int64(0), v.At
	if say == "approved" {
		n = done.Version
		switch {
		case !a.From.IsZero():
			say, at = "approved-later", a.From
		case done.Next.Key == "":
			say = "approved-over"
		case !done.Next.From.After(v.At):
			say = "approved-now"
		default:
			at = done.Next.From
		}
	}
	if say == "taken" {
		path = s.Path(v.Lang, "desk.article", "id", a.ID)
	}
	return s.then(v, path, say, n, at)
}

// How German names of feasts are said after "zu": with a masculine or feminine
// article by the end of their first word, and as they are if that is an adjective,
// which would have to change.
var (
	zum       = regexp.MustCompile(`^(?:\d+\. )?\S*(?:[Ff]est|[Tt]ag|[Nn]eujahr|[Aa]dvent|[Mm]ittwoch|[Aa]nfang|[Tt]od|[Bb]eginn|[Gg]edenken|[Hh]inscheiden|[Mm]artyrium|[Ff]asten)(?: |$)`)
	zur       = regexp.MustCompile(`^(?:Nacht|\S*(?:[^t]nacht|-Nacht|wende|gleiche|Geburt|Begegnung|[Ee]rklärung|[Vv]erkündigung|Aufnahme|Entschlafung|erhöhung|Installation))(?: |$)`)
	adjective = regexp.MustCompile(`^(?:\S+(?:isch|nal|ell|dox)e[rs]?|Deutscher|Erste[rs]?|Zweiter|Weißer|Reiner|Altes|Heiliger?) \S`)
)

// occasion says for what an article appears: "zum Opferfest (Eid al-Adha).", but
// "zu Pessach.".
func (v *visit) occasion(name string) string {
	word, _, _ := strings.Cut(name, " (")
	key := "desk.said.on"
	switch {
	case adjective.MatchString(word):
		key = "desk.said.quoted"
	case zum.MatchString(word):
		key = "desk.said.for"
	case zur.MatchString(word):
		key = "desk.said.forher"
	}
	return v.Words.T(key, "Name", name)
}

// showApproval shows everything by which somebody decides about a draft.
func (s *server) showApproval(v *visit, x *item, code int, f form, refused string, instead *themes.DeskButton, wrong content.Problems) error {
	b, err := s.about(v, x, v.Words.T("desk.approval.title", "Title", x.text.Title), "desk.approval")
	if err != nil {
		return err
	}
	if b.Said != "" && v.asked("m") == "approved" && x.live.Publish.ByHoliday() {
		b.Said = strings.TrimSuffix(b.Said, ".") + " " + v.occasion(s.observance(v, x.live.Publish.Observance))
	}
	b.Refused, b.Instead = refused, instead
	p := &themes.DeskApprovalPage{DeskBase: b, Number: x.Head(), Fields: f.single(), Problems: v.problems(wrong), Live: x.live.State == content.Approved}
	p.Preview = s.Path(v.Lang, "desk.preview", "id", x.text.ID, "n", strconv.FormatInt(x.Head(), 10))
	if err := s.meet(v, append(slices.Clone(x.Wrote), x.SentBy)...); err != nil {
		return err
	}
	if x.Draft != nil {
		wrote := make([]string, len(x.Wrote))
		for i, by := range x.Wrote {
			wrote[i] = v.who(by)
		}
		p.Wrote = strings.Join(wrote, ", ")
		if x.Phase == content.Sent {
			p.SentBy, p.SentNote = v.Words.T("desk.row.sent", "Who", v.who(x.SentBy), "Moment", v.moment(x.SentAt)), x.Note
		}
		if x.live.State.Published() {
			p.Against = v.Words.T("desk.approval.against", "N", x.live.Version)
			p.Comparison = s.compare(v, x.live, x.text)
		}
		if p.Checks, err = s.check(v, x.text); err != nil {
			return err
		}
		for _, list := range [][]themes.DeskFinding{p.Checks.Faults, p.Checks.Hints} {
			for i := range list {
				list[i].URL = s.Path(v.Lang, "desk.article", "id", x.text.ID) + list[i].URL // the field is there
			}
		}
	}
	if x.live.State != content.Withdrawn || x.Draft != nil {
		if p.Plan, err = s.plan(v, &x.text.Item, x.editions, x.Choices); err != nil {
			return err
		}
	}
	if p.Comments, err = s.threads(v, x, true); err != nil {
		return err
	}
	try := func(a content.Action) error {
		a.ID, a.Base, a.Number = x.text.ID, x.Head(), x.Head()
		return s.Policy.Decide(v.actor, a, x.Work)
	}
	refusedBy := try(content.Action{Do: content.DoApprove})
	p.CanApprove = refusedBy == nil
	p.CanOwn = !p.CanApprove && try(content.Action{Do: content.DoApproveBy}) == nil
	p.CanReturn = try(content.Action{Do: content.DoReturn, Note: "-"}) == nil
	p.CanBack = try(content.Action{Do: content.DoTakeBack}) == nil
	p.CanSend = try(content.Action{Do: content.DoSend}) == nil
	p.CanWithdraw = try(content.Action{Do: content.DoWithdraw, Note: "-"}) == nil
	p.CanReapprove = try(content.Action{Do: content.DoReapprove}) == nil
	if text, _, is := s.refusal(v, refusedBy); is && refused == "" && x.Phase == content.Sent {
		p.Why = text
	}
	site.Framing(v.w, "frame-src")
	return s.Render(v.w, v.Request, code, p)
}
