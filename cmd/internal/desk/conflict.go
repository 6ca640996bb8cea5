package desk

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"vielfalt/content"
	"vielfalt/content/comparison"
	"vielfalt/themes"
)

// longFields are those of several lines, which are merged line by line.
func longField(name string) bool {
	return name == "body" || name == "sources" || strings.HasSuffix(name, ".body")
}

// conflict answers a form whose head has moved: both texts and the merged one,
// from which one is chosen. Nothing is stored until then.
func (s *server) conflict(v *visit, f form, base int64) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	theirs := fieldsOf(x.text)
	was := theirs
	started := x.text
	if base > 0 {
		_, a, err := s.article(v, x.text.ID, base)
		switch {
		case err == nil:
			was, started = fieldsOf(a), a
		case !errors.Is(err, content.ErrNotFound):
			return err
		}
	}
	a, _ := f.article(started)
	mine := fieldsOf(a)
	b, err := s.about(v, x, v.Words.T("desk.conflict.title", "Title", x.text.Title), "")
	if err != nil {
		return err
	}
	p := &themes.DeskConflictPage{DeskBase: b, Action: s.Path(v.Lang, "desk.article", "id", x.text.ID), Head: x.Head()}
	if p.Who, err = s.whoseHead(v, x); err != nil {
		return err
	}
	for _, name := range fieldOrder(mine, theirs) {
		m, t, w := values(mine[name]), values(theirs[name]), values(was[name])
		c := themes.DeskClash{Name: name, Label: v.label(name), Mine: shownValue(m), Theirs: shownValue(t), Long: longField(name)}
		merged := []string(m)
		switch {
		case slices.Equal(m, t), slices.Equal(t, w):
		case slices.Equal(m, w):
			merged = t
		case c.Long:
			text, clashes := comparison.Merge(w.first(), m.first(), t.first(), v.Words.T("desk.conflict.mine"), p.Who)
			merged, c.Marked = []string{text}, clashes > 0
		default:
			c.Marked = true
		}
		c.Merged = shownValue(merged)
		p.Marked = p.Marked || c.Marked
		if !slices.Equal(m, t) {
			p.Fields = append(p.Fields, c)
		}
		for _, value := range merged {
			p.Hidden = append(p.Hidden, themes.DeskHidden{Name: name, Value: value})
		}
		for _, value := range m {
			p.Own = append(p.Own, themes.DeskHidden{Name: name, Value: value})
		}
	}
	// What is written here is not lost if the page is left.
	s.keep(v, x, f, max(base, 0))
	return s.Render(v.w, v.Request, http.StatusConflict, p)
}

// whoseHead says who saved the head, and when: "Text von Anna Muster (10:40)".
func (s *server) whoseHead(v *visit, x *item) (string, error) {
	all, err := s.Store.Versions(v.Context(), x.text.ID)
	if err != nil {
		return "", err
	}
	i := slices.IndexFunc(all, func(k content.Version) bool { return k.Number == x.Head() })
	if i < 0 {
		return v.Words.T("desk.conflict.theirs", "Name", v.who(""), "Clock", ""), nil
	}
	if err := s.meet(v, all[i].By); err != nil {
		return "", err
	}
	return v.Words.T("desk.conflict.theirs", "Name", v.who(all[i].By), "Clock", strings.TrimSuffix(v.clock(all[i].At), " Uhr")), nil
}

// values are what a field holds.
type values []string

// first returns the only value of a field that holds one text.
func (v values) first() string {
	if len(v) == 0 {
		return ""
	}
	return v[0]
}

// shownValue writes the values of a field as one text.
func shownValue(values []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(values), func(s string) bool { return s == "" && len(values) > 1 }), ", ")
}

// fieldOrder lists the fields of two forms: texts first.
func fieldOrder(a, b form) []string {
	names := map[string]bool{}
	for name := range a {
		names[name] = true
	}
	for name := range b {
		names[name] = true
	}
	rank := func(name string) int {
		return (slices.Index([]string{"title", "summary", "body"}, name) + 4) % 4
	}
	return slices.SortedFunc(maps.Keys(names), func(x, y string) int {
		if d := rank(x) - rank(y); d != 0 {
			if (rank(x) == 3) != (rank(y) == 3) || rank(x) < 3 && rank(y) < 3 {
				return d
			}
		}
		return strings.Compare(x, y)
	})
}
