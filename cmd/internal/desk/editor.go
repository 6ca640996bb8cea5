package desk

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// An editing is what a page of the editor shows in addition to the article.
type editing struct {
	code     int
	fields   form
	base     int64
	wrong    content.Problems
	refused  string
	instead  content.Do
	plan     bool
	checked  bool
	findings *themes.DeskChecks
	unsaved  bool
	faults   bool // they keep it from being sent
	live     bool // the form is of what is live, and corrects it
}

// edit answers GET and POST /redaktion/beitraege/{id}.
func (s *server) edit(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		if !v.Reads() && site.Status(err) == http.StatusServiceUnavailable {
			return s.lost(v, err)
		}
		if errors.Is(err, site.ErrNotFound) && v.actor.Is(content.Administrator) {
			return s.title(v)
		}
		if site.Status(err) == http.StatusNotFound && !v.Reads() {
			return s.orphaned(v, err)
		}
		return err
	}
	if v.Reads() {
		if v.asked("text") == "live" && s.mayCorrect(v, x) {
			return s.showEditor(v, x, editing{code: http.StatusOK, fields: fieldsOf(x.live), base: x.live.Version, live: true})
		}
		return s.openEditor(v, x)
	}
	f, err := v.form()
	if err != nil {
		return err
	}
	base, known := f.base()
	if !known {
		base = -1 // nobody knows what it was made of, so it is not what is there
	}
	e := editing{code: http.StatusOK, fields: f, base: base, live: f.get("text") == "live"}
	switch do := f.get("do"); do {
	case "find":
		return s.showEditor(v, x, e)
	case "check":
		e.checked = true
		return s.showEditor(v, x, e)
	case "plan":
		e.plan = true
		return s.showEditor(v, x, e)
	case "forget":
		if err := s.Store.Forget(v.Context(), x.text.ID, v.actor.ID); err != nil {
			return err
		}
		return s.then(v, v.Own(), "forgotten", 0, v.At)
	case "take-back":
		return s.simply(v, x, content.Action{Do: content.DoTakeBack, ID: x.text.ID, Base: x.Head()}, "taken")
	case "correct":
		return s.correct(v, x, e)
	case "", "save", "send", "meine":
		return s.save(v, x, e, do == "send")
	default:
		return site.BadRequest("unknown do %q", do)
	}
}

// mayCorrect reports whether a small correction of what is live is possible.
func (s *server) mayCorrect(v *visit, x *item) bool {
	a := content.Action{Do: content.DoCorrect, ID: x.live.ID, Base: x.live.Version, Record: x.live}
	return s.Policy.Decide(v.actor, a, x.Work) == nil
}

// openEditor shows the article as it was saved last or, if this person left
// something unsaved, as they left it; and leaves the sign that they have it
// open.
func (s *server) openEditor(v *visit, x *item) error {
	e := editing{code: http.StatusOK, fields: fieldsOf(x.text), base: x.Head()}
	all, err := s.Store.Scribbles(v.Context(), x.text.ID)
	if err != nil {
		return err
	}
	sign := content.Scribble{ItemID: x.text.ID, AccountID: v.actor.ID, BasedOn: x.Head(), Since: v.At, At: v.At}
	if i := slices.IndexFunc(all, func(c content.Scribble) bool { return c.AccountID == v.actor.ID }); i >= 0 {
		mine := all[i]
		if v.At.Sub(mine.At) < content.PresentFor {
			sign.Since = mine.Since
		}
		if kept, err := url.ParseQuery(mine.Form); err == nil && mine.Form != "" && s.differs(x, form(kept)) {
			e.fields, e.base, e.unsaved = form(kept), mine.BasedOn, true
			sign.BasedOn, sign.Form = mine.BasedOn, mine.Form
		}
	}
	if err := s.Store.Scribble(v.Context(), sign); err != nil {
		s.Log.Warn("the sign that somebody has an article open was not kept", "err", err)
	}
	return s.showEditor(v, x, e)
}

// differs reports whether a form says something else than what is saved.
func (s *server) differs(x *item, f form) bool {
	a, wrong := f.article(x.text)
	return len(wrong) > 0 || !same(a, x.text)
}

// same reports whether two articles say the same, as a reader of a form sees it.
func same(a, b *content.Article) bool {
	x, y := fieldsOf(a), fieldsOf(b)
	for name := range x {
		if !slices.Equal(x[name], y[name]) {
			return false
		}
	}
	return len(x) == len(y)
}

// showEditor shows the editor with a form. While the database is away it is
// shown with what is known.
func (s *server) showEditor(v *visit, x *item, e editing) error {
	was := x.text
	if e.live {
		was = x.live
	}
	a, broken := e.fields.article(was)
	wrong := append(slices.Clone(e.wrong), broken...)
	if len(e.wrong) > 0 {
		wrong = e.wrong
	}
	b, err := s.about(v, x, v.Words.T("desk.article.title", "Title", x.text.Title), "desk.article")
	if err != nil {
		return err
	}
	b.Refused = e.refused
	if e.instead != "" {
		b.Instead = s.button(v, x, e.instead)
	}
	if e.faults {
		b.Instead = &themes.DeskButton{Title: v.Words.T("desk.do.faults"), URL: "#pruefung"}
	}
	id := a.ID
	p := &themes.DeskEditorPage{
		DeskBase: b, Action: s.Path(v.Lang, "desk.article", "id", id), Base: e.base, Fields: fieldsOf(a).single(), Locked: x.Phase == content.Sent || x.Phase == content.Binned,
		Problems: v.problems(wrong), Unsaved: e.unsaved, Find: s.find(v, e.fields.line("feier")),
		PreviewForm: s.Path(v.Lang, "desk.preview.form"), Preview: s.Path(v.Lang, "desk.preview", "id", id, "n", fmt.Sprint(x.Head())),
		Autosave: s.Path(v.Lang, "desk.note", "id", id), Convert: s.Path(v.Lang, "desk.paste"), Planner: s.Path(v.Lang, "desk.planner"), Observe: s.Path(v.Lang, "desk.observances"),
	}
	// What could not be read stays as it was typed.
	for name := range p.Fields {
		if e.fields.has(name) && slices.ContainsFunc(wrong, func(q content.Problem) bool { return q.Field == name }) {
			p.Fields[name] = last(e.fields[name])
		}
	}
	if !a.Publish.ByHoliday() && p.Fields["publish.show"] == "" {
		// Who chooses a holiday next would else show the one before at once.
		p.Fields["publish.show"] = strconv.Itoa(newShowDays)
	}
	p.Fields["note"] = e.fields.line("note")
	p.Texts = v.texts(a, wrong)
	p.Locked = p.Locked && !e.live
	for i := range p.Texts {
		p.Texts[i].Locked = p.Locked
	}
	switch {
	case e.live:
	case x.Phase == content.Binned:
		p.Why, p.Back = v.Words.T("refused.binned"), s.Path(v.Lang, "desk.version", "id", id, "n", fmt.Sprint(x.Head()))
	case p.Locked && e.refused == "":
		p.Why = v.Words.T("refused.in-review", "Since", v.clock(x.SentAt))
	}
	p.Changed = !v.Reads() && s.differs(x, e.fields) || e.unsaved
	if err := s.stale(v, x, a, p.Texts); err != nil {
		return err
	}
	if p.Correct = e.live; !e.live && s.mayCorrect(v, x) {
		p.CanCorrect = p.Action + "?text=live"
	}
	s.choices(v, p, a)
	s.finding(p)
	if a.Picture.File.Size > 0 {
		p.Picture = &themes.DeskPicture{URL: a.Picture.In(s.pictures(v, a.ID, a.Version), 0), Name: a.Picture.Name, Alt: a.Picture.Alt, Decorative: a.Picture.Decorative}
	}
	if p.Latest = x.Latest; x.Overtaken() {
		p.Overtaken = v.Words.T("desk.overtaken", "N", x.Latest)
	}
	if err := s.others(v, x, p); err != nil {
		return err
	}
	if x.Draft != nil {
		if p.Comments, err = s.threads(v, x, true); err != nil {
			return err
		}
	}
	if x.Phase == content.Returned {
		if err := s.meet(v, x.SentBy); err != nil {
			return err
		}
		p.Returned = x.Note
	}
	if !e.live && (e.plan || e.code == http.StatusOK && a.Publish.ByHoliday()) {
		if p.Plan, err = s.plan(v, &a.Item, x.editions, x.Choices); err != nil {
			return err
		}
	}
	if p.Checks = e.findings; p.Checks == nil && e.checked {
		if p.Checks, err = s.check(v, a); err != nil {
			return err
		}
	}
	site.Framing(v.w, "frame-src")
	return s.Render(v.w, v.Request, e.code, p)
}

// button returns a button for what works instead of a refused action.
func (s *server) button(v *visit, x *item, do content.Do) *themes.DeskButton {
	b := &themes.DeskButton{Title: v.Words.T("desk.do." + string(do)), Do: string(do), Base: x.Head(), URL: s.Path(v.Lang, "desk.article", "id", x.text.ID)}
	switch do {
	case content.DoReapprove:
		b.URL = s.Path(v.Lang, "desk.reapprove", "id", x.text.ID)
	case content.DoRestore:
		b.URL, b.Do = s.Path(v.Lang, "desk.versions", "id", x.text.ID), ""
	case content.DoSave:
		b.Do = ""
	}
	return b
}

// texts returns the texts of an article in all languages, the main one first.
func (v *visit) texts(a *content.Article, wrong content.Problems) []themes.DeskText {
	var out []themes.DeskText
	said := func(field string) string {
		for _, q := range wrong {
			if q.Field == field {
				return v.problems(content.Problems{q})[0].Text
			}
		}
		return ""
	}
	langs := append([]string{a.Lang}, slices.DeleteFunc(slices.Clone(content.Languages()), func(l string) bool { return l == a.Lang })...)
	for i, lang := range langs {
		t, ok := a.TextIn(lang)
		if !ok {
			t = content.Text{}
		}
		prefix := ""
		if i > 0 {
			prefix = lang + "."
		}
		html, _, _ := strings.Cut(lang, "-")
		length, ease := v.reading(lang, t.Body)
		out = append(out, themes.DeskText{
			Words: length, Ease: ease,
			Lang: lang, Name: v.Words.Language(lang), Prefix: prefix, Title: t.Title, Summary: t.Summary, Body: t.Body, HTMLLang: html, Main: i == 0,
			ErrTitle: said(prefix + "title"), ErrSummary: said(prefix + "summary"), ErrBody: said(prefix + "body"),
			AnchorTitle: anchor(prefix + "title"), AnchorSum: anchor(prefix + "summary"), AnchorBody: anchor(prefix + "body"),
		})
	}
	return out
}

// maxLookedBack is how many versions are looked at to find what a translation
// was made of.
const maxLookedBack = 12

// stale marks translations that were made of another main text than the present
// one: the main text has changed since they did.
func (s *server) stale(v *visit, x *item, a *content.Article, texts []themes.DeskText) error {
	if len(a.Translations) == 0 {
		return nil
	}
	all, err := s.Store.Versions(v.Context(), x.text.ID)
	if err != nil {
		return err
	}
	made := map[string]string{} // of which main text each translation was made
	open := slices.Clone(a.Translations)
	for _, t := range open {
		made[t.Lang] = a.Title + a.Summary + a.Body
	}
	looked := 0
	for i := range all {
		if all[i].Number > x.Head() {
			continue
		}
		if looked++; looked > maxLookedBack || len(open) == 0 {
			break
		}
		k, err := s.Store.Version(v.Context(), x.text.ID, all[i].Number)
		if errors.Is(err, content.ErrNotFound) || errors.Is(err, content.ErrUnknownRecord) {
			break
		}
		if err != nil {
			return err
		}
		was := k.Record.Base()
		open = slices.DeleteFunc(open, func(t content.Text) bool {
			have, ok := was.TextIn(t.Lang)
			if !ok || have != t {
				return true // it was changed after this version
			}
			made[t.Lang] = was.Title + was.Summary + was.Body
			return false
		})
	}
	for i := range texts {
		m, ok := made[texts[i].Lang]
		texts[i].Stale = ok && m != a.Title+a.Summary+a.Body
	}
	return nil
}

// choices fills in what may be chosen: traditions and observances.
func (s *server) choices(v *visit, p *themes.DeskEditorPage, a *content.Article) {
	for _, t := range s.Planner.Calendar().Traditions() {
		if t.OnRequest && !slices.Contains(a.Traditions, t.ID) {
			continue
		}
		p.Traditions = append(p.Traditions, themes.Choice{Value: t.ID, Title: t.Name.In(v.Lang), Chosen: slices.Contains(a.Traditions, t.ID)})
	}
	for _, id := range a.Traditions { // one that is not in the calendar is not lost
		if _, ok := s.Planner.Calendar().Tradition(id); !ok {
			p.Traditions = append(p.Traditions, themes.Choice{Value: id, Title: id, Chosen: true})
		}
	}
	for _, id := range a.Observances {
		o := s.offered(v, id)
		o.Chosen = true
		p.Observances = append(p.Observances, o)
	}
	ids := []calendar.ID{}
	if a.Publish.ByHoliday() {
		if !slices.Contains(a.Observances, a.Publish.Observance) {
			p.Observances = append(p.Observances, s.offered(v, a.Publish.Observance))
		}
		ids = append(ids, a.Publish.Observance)
	}
	for _, id := range a.Observances {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		o := s.offered(v, id)
		o.Chosen = id == a.Publish.Observance
		p.Holidays = append(p.Holidays, o)
	}
}

// finding adds what was found to what may be chosen.
func (s *server) finding(p *themes.DeskEditorPage) {
	has := func(list []themes.DeskObservance, id string) bool {
		return slices.ContainsFunc(list, func(o themes.DeskObservance) bool { return o.ID == id })
	}
	for _, m := range p.Find.Matches {
		if !has(p.Observances, m.ID) {
			p.Observances = append(p.Observances, m)
		}
		if !has(p.Holidays, m.ID) {
			p.Holidays = append(p.Holidays, m)
		}
	}
}

// others says who else has the article open.
func (s *server) others(v *visit, x *item, p *themes.DeskEditorPage) error {
	all, err := s.present(v, x.text.ID)
	if err != nil {
		return err
	}
	for _, o := range all {
		key := "desk.other.open"
		if o.Form != "" {
			key = "desk.other.writing"
		}
		p.Others = append(p.Others, themes.DeskOther{Text: v.Words.T(key, "Name", v.who("account:"+o.AccountID), "Since", v.clock(o.Since))})
	}
	return nil
}

// present returns the signs of others who have an article open, and lets their
// names be known.
func (s *server) present(v *visit, id string) ([]content.Scribble, error) {
	all, err := s.Store.Scribbles(v.Context(), id)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(c content.Scribble) bool {
		return c.AccountID == v.actor.ID || v.At.Sub(c.At) > content.PresentFor
	})
	var by []string
	for _, c := range all {
		by = append(by, "account:"+c.AccountID)
	}
	return all, s.meet(v, by...)
}
