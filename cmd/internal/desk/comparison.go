package desk

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/content/comparison"
	"vielfalt/themes"
)

// around a change, that many paragraphs are shown.
const comparedContext = 1

// compare says field by field what differs between two versions: texts word by
// word, the schedule in words, and other fields by their values.
func (s *server) compare(v *visit, was, is *content.Article) themes.DeskComparison {
	var c themes.DeskComparison
	add := func(name string, pieces ...themes.DeskPiece) {
		pieces = slices.DeleteFunc(pieces, func(p themes.DeskPiece) bool { return p.Text == "" && p.Kind != "fold" })
		c.Fields = append(c.Fields, themes.DeskChange{Name: name, Pieces: pieces})
	}
	scheduled := false
	for _, change := range comparison.Records(was, is) {
		name := v.label(change.Field)
		if change.Lang != "" && change.Lang != is.Lang {
			name += " (" + v.Words.Language(change.Lang) + ")"
		}
		switch {
		case change.Text != nil:
			var pieces []themes.DeskPiece
			for _, g := range comparison.Fold(change.Text, comparedContext) {
				p := themes.DeskPiece{Text: g.Text}
				switch g.Kind {
				case comparison.Removed:
					p.Kind = "del"
				case comparison.Added:
					p.Kind = "ins"
				case comparison.Folded:
					p.Kind, p.Folded = "fold", len(strings.Fields(g.Text))
				}
				pieces = append(pieces, p)
			}
			add(name, pieces...)
		case strings.HasPrefix(change.Field, "publish."):
			if !scheduled {
				scheduled = true
				add(v.label("publish"), themes.DeskPiece{Kind: "del", Text: s.scheduled(v, was.Publish)}, themes.DeskPiece{Kind: "ins", Text: s.scheduled(v, is.Publish)})
			}
		default:
			add(name, themes.DeskPiece{Kind: "del", Text: s.value(v, change.Before)}, themes.DeskPiece{Kind: "ins", Text: s.value(v, change.After)})
		}
	}
	c.Same = len(c.Fields) == 0
	return c
}

// value writes the value of a field.
func (s *server) value(v *visit, x any) string {
	switch x := x.(type) {
	case string:
		return x
	case []string:
		return strings.Join(x, ", ")
	case []calendar.ID:
		names := make([]string, len(x))
		for i, id := range x {
			names[i] = s.observance(v, id)
		}
		return strings.Join(names, ", ")
	case calendar.Date:
		if x == 0 {
			return ""
		}
		return v.Words.Date(x)
	case content.Picture:
		if x.File.Size == 0 {
			return ""
		}
		said := fmt.Sprintf("%s %s (%s)", x.Name, x.File.Hash[:min(8, len(x.File.Hash))], cmp.Or(x.Alt, "–"))
		if c := x.Caption(); c != "" {
			said += " " + c
		}
		return said
	case []content.Picture:
		names := make([]string, len(x))
		for i, p := range x {
			names[i] = s.value(v, p)
		}
		return strings.Join(names, ", ")
	}
	return fmt.Sprint(x)
}

// showComparison answers GET /redaktion/beitraege/{id}/vergleich.
func (s *server) showComparison(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	all, err := s.Store.Versions(v.Context(), x.text.ID)
	if err != nil {
		return err
	}
	b, err := s.about(v, x, v.Words.T("desk.comparison.title", "Title", x.text.Title), "desk.comparison")
	if err != nil {
		return err
	}
	from, to := x.live.Version, x.Head()
	if from == to && len(all) > 1 {
		i := slices.IndexFunc(all, func(k content.Version) bool { return k.Number == to })
		from = all[min(max(i, 0)+1, len(all)-1)].Number
	}
	for _, p := range []struct {
		name string
		into *int64
	}{{"von", &from}, {"bis", &to}} {
		if given := v.asked(p.name); given != "" {
			n, err := strconv.ParseInt(given, 10, 64)
			if err != nil || n < 1 {
				return site.ErrNotFound
			}
			*p.into = n
		}
	}
	_, was, err := s.article(v, x.text.ID, from)
	if errors.Is(err, site.ErrNotFound) && v.asked("von") == "" { // nobody asked for the one that they may not read
		from = to
		_, was, err = s.article(v, x.text.ID, from)
	}
	if err != nil {
		return err
	}
	_, is, err := s.article(v, x.text.ID, to)
	if err != nil {
		return err
	}
	p := &themes.DeskComparisonPage{DeskBase: b, From: from, To: to, Action: s.Path(v.Lang, "desk.comparison", "id", x.text.ID)}
	for i := range all {
		p.Choices = append(p.Choices, themes.DeskVersion{Number: all[i].Number, When: v.moment(all[i].At), Title: all[i].Title})
	}
	p.Comparison = s.compare(v, was, is)
	return s.Render(v.w, v.Request, http.StatusOK, p)
}
