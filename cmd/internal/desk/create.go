package desk

import (
	"errors"
	"net/http"
	"path"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// newShowDays is how long an edition shows unless somebody says otherwise.
const newShowDays = 14

// newArticle answers GET and POST /redaktion/beitraege/neu.
func (s *server) newArticle(v *visit) error {
	if !v.actor.Is(content.Editor, content.Approver) {
		return site.ErrNotFound
	}
	if v.Reads() {
		f := form{"tags": {strings.Join(themesOf(v.actor), ", ")}, "dezernat": {firstDezernat(v.actor)}}
		if id := calendar.ID(v.asked("feier")); s.known(id) {
			f["publish.observance"] = []string{string(id)}
			f["title"] = []string{s.observance(v, id)}
		}
		if copied := v.asked("vorlage"); copied != "" {
			f["vorlage"] = []string{copied}
		}
		return s.showNew(v, http.StatusOK, f, nil)
	}
	f, err := v.form()
	if err != nil {
		return err
	}
	// The Enter key looks for a day that was just typed, else creates.
	if do := f.get("do"); do == "find" || do == "enter" && f.line("feier") != "" && last(f["publish.observance"]) == "" {
		return s.showNew(v, http.StatusOK, f, nil)
	}
	a, wrong, err := s.fresh(v, f)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return s.showNew(v, http.StatusUnprocessableEntity, f, v.problems(wrong))
	}
	taken := func() error {
		return s.showNew(v, http.StatusConflict, f, []themes.DeskProblem{{Field: "id", Anchor: anchor("id"), Label: v.label("id"), Text: v.Words.T("desk.taken", "ID", a.ID)}})
	}
	have, err := s.Store.Stored(v.Context(), []string{a.ID})
	if err != nil {
		return err
	}
	if len(have) > 0 {
		return taken()
	}
	done, err := s.Store.Act(v.Context(), s.Policy, v.actor, content.Action{Do: content.DoSave, ID: a.ID, Record: a})
	var problems content.Problems
	switch text, r, refused := s.refusal(v, err); {
	case refused && errors.Is(r, content.ErrDenied):
		field := "dezernat"
		return s.showNew(v, http.StatusForbidden, f, []themes.DeskProblem{{Field: field, Anchor: anchor(field), Label: v.label(field), Text: text}})
	case errors.Is(err, content.ErrConflict):
		return taken() // somebody was faster
	case errors.As(err, &problems):
		return s.showNew(v, http.StatusUnprocessableEntity, f, v.problems(problems))
	case err != nil:
		return err
	}
	return s.then(v, s.Path(v.Lang, "desk.article", "id", done.ID), "created", 0, v.At)
}

// fresh makes an article of the form that begins one.
func (s *server) fresh(v *visit, f form) (*content.Article, content.Problems, error) {
	a := &content.Article{Item: content.Item{Type: content.TypeArticle, State: content.Draft, Text: content.Text{Lang: content.German}}}
	var wrong content.Problems
	if from := f.line("vorlage"); from != "" {
		w, err := s.Store.Work(v.Context(), path.Base(from))
		var was *content.Article
		if err == nil {
			was, _ = w.Text().(*content.Article)
		}
		switch {
		case err != nil && !errors.Is(err, content.ErrNotFound):
			return nil, nil, err
		case was == nil || !content.MayRead(v.actor, &was.Item):
			wrong.Add("vorlage", "desk.nosource", "there is no such article")
		default:
			a.Text, a.Translations, a.Sources = was.Text, slices.Clone(was.Translations), slices.Clone(was.Sources)
			a.Traditions, a.Observances, a.Publish = slices.Clone(was.Traditions), slices.Clone(was.Observances), was.Publish
		}
	}
	if t := f.line("title"); t != "" || a.Title == "" {
		a.Title = t
	}
	if a.ID = f.line("id"); a.ID == "" {
		a.ID = slugOf(a.Title)
	}
	if a.ID == "neu" { // whose page would be the form for a new one
		wrong.Add("id", "desk.reserved", "is taken by the desk")
	}
	a.Slug = a.ID
	a.Dezernat, a.Tags = f.line("dezernat"), f.list("tags", ",")
	if id := calendar.ID(last(f["publish.observance"])); id != "" {
		a.Observances = []calendar.ID{id}
		if t, ok := s.Planner.Calendar().Tradition(id.Tradition()); ok {
			a.Traditions = []string{t.ID}
		}
		a.Publish = content.Schedule{Observance: id, At: 8 * 60, ShowDays: newShowDays}
	}
	var problems content.Problems
	if errors.As(a.Validate(s.known), &problems) {
		// Without a title there is no id either, and one message is enough.
		untitled := strings.TrimSpace(a.Title) == ""
		wrong = append(wrong, slices.DeleteFunc(problems, func(p content.Problem) bool {
			return p.Field == "slug" || p.Field == "id" && untitled
		})...)
	}
	return a, wrong, nil
}

func last(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return strings.TrimSpace(values[len(values)-1])
}

// showNew shows the form that begins an article.
func (s *server) showNew(v *visit, code int, f form, wrong []themes.DeskProblem) error {
	b, err := s.page(v, v.Words.T("desk.new.title"))
	if err != nil {
		return err
	}
	b.Trail = []themes.Link{{Title: v.Words.T("desk.home"), URL: s.Path(v.Lang, "desk.board")}, {Title: v.Words.T("desk.list.title"), URL: s.Path(v.Lang, "desk.list")}}
	p := &themes.DeskNewPage{DeskBase: b, Problems: wrong, Fields: f.single()}
	p.Find = s.find(v, f.line("feier"))
	if id := calendar.ID(last(f["publish.observance"])); id != "" && s.known(id) {
		chosen := s.offered(v, id)
		chosen.Chosen = true
		p.Find.Matches = append([]themes.DeskObservance{chosen}, slices.DeleteFunc(p.Find.Matches, func(o themes.DeskObservance) bool { return o.ID == string(id) })...)
	}
	for _, r := range v.actor.Roles {
		for _, d := range r.Dezernate {
			p.Limits = append(p.Limits, v.Words.T("contact.dezernatof", "Dezernat", d))
		}
		p.Limits = append(p.Limits, r.Themes...)
	}
	slices.Sort(p.Limits)
	p.Limits = slices.Compact(p.Limits)
	return s.Render(v.w, v.Request, code, p)
}

// single returns the last value of each field, for templates.
func (f form) single() map[string]string {
	out := make(map[string]string, len(f))
	for name, values := range f {
		if len(values) > 0 {
			out[name] = values[len(values)-1]
		}
	}
	return out
}
