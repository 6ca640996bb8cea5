package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// A visit is a request of somebody who is signed in.
type visit struct {
	*site.Request
	w     http.ResponseWriter
	actor content.Actor
	names map[string]string // of accounts, by id; nil until somebody is to be named
	// waits are the articles that wait for the actor, once asked.
	waits  []content.Standing
	waited bool
}

// form reads what was sent.
func (v *visit) form() (form, error) {
	err := v.ParseForm()
	if site.Status(err) == http.StatusRequestEntityTooLarge {
		return nil, site.Refuse(http.StatusRequestEntityTooLarge, "form is larger than 4 MB", "desk.large")
	}
	for name, values := range v.Request.Form() {
		for i := range values {
			values[i] = content.Storable(values[i])
		}
		if clean := content.Storable(name); clean != name {
			delete(v.Request.Form(), name)
		}
	}
	return form(v.Request.Form()), err
}

// asked returns a parameter of the address.
func (v *visit) asked(name string) string { return site.Legible(v.Query.Get(name)) }

// meet lets names be known of those who did something. It asks at most once for
// each page.
func (s *server) meet(v *visit, by ...string) error {
	if v.names != nil || !slices.ContainsFunc(by, func(b string) bool { return strings.HasPrefix(b, "account:") }) {
		return nil
	}
	all, err := s.Accounts.Accounts(v.Context())
	if err != nil {
		return err
	}
	v.names = make(map[string]string, len(all))
	for _, a := range all {
		v.names[a.ID] = a.Name
	}
	return nil
}

// who returns the name of somebody as pages show it; meet must know them.
func (v *visit) who(by string) string {
	kind, id, _ := strings.Cut(by, ":")
	switch {
	case by == "":
		return v.Words.T("desk.who.unknown")
	case kind == "account" && v.names[id] != "":
		return v.names[id]
	case kind == "account" && id == v.actor.ID:
		return v.actor.Name
	case kind == "account":
		return v.Words.T("desk.who.gone")
	case kind == "command":
		return v.Words.T("desk.who.command", "Login", id)
	case kind == "import":
		return v.Words.T("desk.who.import")
	}
	return by
}

// moment writes a moment as all pages of the desk do.
func (v *visit) moment(t time.Time) string { return v.Words.Moment(t) }

// clock writes the time of day if the moment is today, else the moment.
func (v *visit) clock(t time.Time) string {
	if calendar.DateOf(t.In(calendar.Berlin)) == v.Today() {
		return v.Words.HourMinute(t)
	}
	return v.moment(t)
}

// page begins a page of the desk.
func (s *server) page(v *visit, title string) (themes.DeskBase, error) {
	b := themes.DeskBase{Base: s.Base(v.Request, title, "")}
	b.Canonical = ""
	waiting, err := s.waiting(v)
	if err != nil {
		return b, err
	}
	d := &themes.Desk{Name: v.actor.Name, Waiting: len(waiting)}
	for _, name := range content.RoleNames() {
		if v.actor.Is(name) {
			d.Roles = append(d.Roles, name)
		}
	}
	b.Desk = d
	b.Said = s.said(v)
	return b, nil
}

// maxWaiting is how many articles in review are looked at to find those that
// wait for somebody.
const maxWaiting = 200

// waiting returns the articles that wait for the approval of whoever asks.
func (s *server) waiting(v *visit) ([]content.Standing, error) {
	if v.waited {
		return v.waits, nil
	}
	var err error
	v.waits, err = waiting(v.Context(), s.Store, s.Policy, v.actor)
	v.waited = err == nil
	return v.waits, err
}

func waiting(ctx context.Context, d content.Desk, p content.Policy, a content.Actor) ([]content.Standing, error) {
	if !a.Is(content.Approver) {
		return nil, nil
	}
	list, _, err := d.Standings(ctx, content.DeskQuery{Type: content.TypeArticle, Stand: content.StandSent, Limit: maxWaiting})
	return slices.DeleteFunc(list, func(x content.Standing) bool {
		it := x.Item()
		return !a.Within(it, content.Approver) || p.NeedsFourEyes(it) && (x.SentBy == a.By() || x.By == a.By())
	}), err
}

// Waiting returns a function that counts the articles that wait for somebody,
// for heads of pages that are not of the desk.
func Waiting(d content.Desk, p content.Policy) func(context.Context, content.Actor) int {
	return func(ctx context.Context, a content.Actor) int {
		list, err := waiting(ctx, d, p, a)
		if err != nil {
			return 0 // it is on every page, and the next one may know it
		}
		return len(list)
	}
}

// The messages that a page may show after an action. What an address carries is
// a name of this list and numbers, never text.
var sayings = []string{
	"saved", "saved-still", "same", "created", "sent", "taken", "returned", "approved", "approved-later", "approved-now", "approved-over", "restored", "restored-new", "unbinned", "discarded", "binned", "skipped", "ended", "moved", "renewed",
	"undone", "withdrawn", "reapproved", "reassigned", "commented", "resolved", "reopened", "forgotten", "corrected", "unparked",
}

// then sends the reader to a page that says what happened.
func (s *server) then(v *visit, path, say string, n int64, at time.Time, fragment ...string) error {
	q := url.Values{"m": {say}}
	if n != 0 {
		q.Set("n", strconv.FormatInt(n, 10))
	}
	if !at.IsZero() {
		q.Set("t", strconv.FormatInt(at.Unix(), 10))
	}
	to := path + "?" + q.Encode()
	if len(fragment) > 0 {
		to += "#" + url.PathEscape(fragment[0])
	}
	return s.Redirect(v.w, v.Request, to)
}

// said returns the message that the address names.
func (s *server) said(v *visit) string {
	key := v.Query.Get("m")
	if !slices.Contains(sayings, key) {
		return ""
	}
	n, _ := strconv.ParseInt(v.Query.Get("n"), 10, 64)
	unix, _ := strconv.ParseInt(v.Query.Get("t"), 10, 64)
	t := time.Unix(unix, 0).UTC()
	if unix < 0 || !t.Before(content.Forever) {
		t = time.Unix(0, 0).UTC()
	}
	other := func(name string) int64 {
		n, _ := strconv.ParseInt(v.Query.Get(name), 10, 64)
		return n
	}
	return v.Words.T("desk.said."+key, "N", n, "As", other("v"), "Live", other("l"), "Clock", v.Words.HourMinute(t), "Moment", v.moment(t))
}

// refusal turns the error of an action into words; false for other errors.
func (s *server) refusal(v *visit, err error) (string, *content.Refusal, bool) {
	var r *content.Refusal
	if !errors.As(err, &r) {
		return "", nil, false
	}
	_ = s.meet(v, r.By) // without it, somebody is without a name
	return v.Words.T(r.Key, "N", r.Number, "Since", v.clock(r.Since), "By", v.who(r.By)), r, true
}

// problems writes problems for a page.
func (v *visit) problems(p content.Problems) []themes.DeskProblem {
	var out []themes.DeskProblem
	for _, q := range p {
		text := v.Words.T(q.Key)
		if !v.Words.Has(q.Key) {
			text = v.Words.T("problem.other")
		}
		out = append(out, themes.DeskProblem{Field: q.Field, Anchor: anchor(q.Field), Label: v.label(q.Field), Text: text})
	}
	return out
}

// anchor is the id of a field in a page.
func anchor(field string) string { return "f-" + strings.ReplaceAll(field, ".", "-") }

// label is what people call a field.
func (v *visit) label(field string) string {
	for _, lang := range content.Languages() {
		if rest, ok := strings.CutPrefix(field, lang+"."); ok {
			return v.Words.T("desk.field."+rest) + " (" + v.Words.Language(lang) + ")"
		}
	}
	if key := "desk.field." + field; v.Words.Has(key) {
		return v.Words.T(key)
	}
	return field
}
