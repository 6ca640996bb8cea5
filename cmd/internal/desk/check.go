package desk

import (
	"errors"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/review"
	"vielfalt/themes"
)

// maxLinks is how many addresses of this site are looked up for one check.
const maxLinks = 50

// check returns what an editor should look at in an article before it is sent.
func (s *server) check(v *visit, a *content.Article) (*themes.DeskChecks, error) {
	it := a.Item
	it.State = content.Approved
	o := review.Options{At: v.At, Begin: func(id calendar.ID) calendar.Begin {
		if o, ok := s.Planner.Calendar().Observance(id); ok {
			return o.Begin
		}
		return ""
	}}
	for _, e := range s.Planner.Plan(&it, v.At) {
		if e.Until.After(v.At) {
			if e.From.After(v.At) {
				o.At = e.From
			}
			break
		}
	}
	asked := 0
	var failed error
	o.Visible = func(path string, at time.Time) bool {
		if asked++; asked > maxLinks || failed != nil {
			return true
		}
		ok, err := s.leads(v, path, at)
		failed = err
		return ok || err != nil
	}
	found := &themes.DeskChecks{}
	for _, f := range review.Check(a, o) {
		if f.Key == "check.observance" { // people know its name, not its id
			f.Args = []any{"Passage", s.observance(v, a.Publish.Observance)}
		}
		line := themes.DeskFinding{Text: v.label(f.Field) + ": " + v.Words.T(f.Key, f.Args...), URL: "#" + anchor(f.Field)}
		if f.Field == "picture" {
			line.URL = "#" + anchor("picture.alt")
		}
		if f.Severity == review.Error {
			found.Faults = append(found.Faults, line)
		} else {
			found.Hints = append(found.Hints, line)
		}
	}
	return found, failed
}

// leads reports whether readers find something at an address of this site at a
// moment. Of addresses that hold no items it says so as well.
func (s *server) leads(v *visit, path string, at time.Time) (bool, error) {
	path, _, _ = strings.Cut(path, "#")
	path, _, _ = strings.Cut(path, "?")
	path = strings.TrimPrefix(path, "/en/")
	folder, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	for _, d := range content.Descriptions() {
		if d.Folder != folder || rest == "" {
			continue
		}
		slug, _, _ := strings.Cut(rest, "/")
		slug, _, _ = strings.Cut(slug, ".")
		_, err := s.Store.Show(v.Context(), at, d.Type, slug)
		if errors.Is(err, content.ErrNotFound) { // but a former address leads on
			var seen content.Seen
			if seen, err = s.Store.Seen(v.Context(), at, d.Type, slug); errors.Is(err, content.ErrNotFound) {
				return false, nil
			}
			return seen.Visible, err
		}
		return err == nil, err
	}
	if day, ok := strings.CutPrefix(path, "/kalender/tage/"); ok {
		return s.known(calendar.ID(strings.TrimSuffix(day, ".ics"))), nil
	}
	return true, nil
}

// reading says how long and how easy a text is, in words; the ease only for
// German.
func (v *visit) reading(lang, body string) (length, ease string) {
	r := review.Read(body)
	length = strings.Replace(strings.Replace(v.Words.T("desk.words"), "#", v.Words.Number(r.Words), 1), "#", v.Words.Number(r.Minutes), 1)
	if r.Band != "" && lang != content.English {
		ease = v.Words.T("desk.ease", "Band", v.Words.T(r.Band))
	}
	return length, ease
}
