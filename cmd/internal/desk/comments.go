package desk

import (
	"cmp"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// around a quote that much is kept, so that its passage is found again.
const quoteContext = 32

// comments answers GET and POST /redaktion/beitraege/{id}/anmerkungen.
func (s *server) comments(v *visit) error {
	x, err := s.item(v)
	if err != nil {
		return err
	}
	if v.Reads() {
		return s.showComments(v, x, http.StatusOK, nil, nil)
	}
	f, err := v.form()
	if err != nil {
		return err
	}
	path := v.Own()
	switch f.get("do") {
	case "done", "open":
		done := f.get("do") == "done"
		if err := s.Store.ResolveComment(v.Context(), x.text.ID, f.line("comment"), v.actor.By(), done); err != nil {
			return err
		}
		return s.then(v, path, map[bool]string{true: "resolved", false: "reopened"}[done], 0, v.At)
	case "", "comment", "answer":
	default:
		return site.BadRequest("unknown do %q", f.get("do"))
	}
	c := content.Comment{ItemID: x.text.ID, Version: x.Head(), Lang: f.line("lang"), Text: strings.TrimSpace(f.text("text")), By: v.actor.By(), At: v.At}
	if c.Lang == "" {
		c.Lang = x.text.Lang
	}
	if f.get("do") == "answer" {
		c.Parent = f.line("comment")
	}
	var wrong content.Problems
	if quote := strings.TrimSpace(f.text("quote")); quote != "" && c.Parent == "" {
		t, _ := x.text.TextIn(c.Lang)
		var found bool
		if c.Quote, c.Before, c.After, found = quoted(t, quote); !found {
			wrong.Add("quote", "desk.comment.notfound", "the passage is not in the text")
		}
	}
	var problems content.Problems
	if errors.As(c.Validate(), &problems); len(problems) > 0 {
		wrong = append(wrong, problems...)
	}
	if len(wrong) > 0 {
		return s.showComments(v, x, http.StatusUnprocessableEntity, f, wrong)
	}
	id, err := s.Store.AddComment(v.Context(), c)
	if err != nil {
		return err
	}
	return s.then(v, path, "commented", 0, v.At, "a-"+id)
}

// quoted finds a passage in a text, whatever the white space, and returns it as
// it is written there with what is around it.
func quoted(t content.Text, quote string) (passage, before, after string, found bool) {
	for _, text := range []string{t.Body, t.Summary, t.Title} {
		from, to := passageIn(text, quote)
		if from < 0 {
			from, to = shownIn(text, quote)
		}
		if from < 0 {
			continue
		}
		b, a := []rune(text[:from]), []rune(text[to:])
		return text[from:to], string(b[max(0, len(b)-quoteContext):]), string(a[:min(len(a), quoteContext)]), true
	}
	return quote, "", "", false
}

// passageIn returns where a passage is in a text; -1 if it is not. Any white
// space matches any other.
func passageIn(text, quote string) (from, to int) {
	if i := strings.Index(text, quote); i >= 0 {
		return i, i + len(quote)
	}
	words := strings.Fields(quote)
	if len(words) == 0 {
		return -1, -1
	}
	for at := 0; ; {
		i := strings.Index(text[at:], words[0])
		if i < 0 {
			return -1, -1
		}
		from = at + i
		to = from + len(words[0])
		ok := true
		for _, w := range words[1:] {
			rest := strings.TrimLeft(text[to:], " \t\n")
			if len(rest) == len(text[to:]) || !strings.HasPrefix(rest, w) {
				ok = false
				break
			}
			to = len(text) - len(rest) + len(w)
		}
		if ok {
			return from, to
		}
		at = from + 1
	}
}

// marks are what a text has and its page does not show.
var marks = regexp.MustCompile(`(?m)^(?:#{1,6} |(?:> ?)+|[-*+] |\d+\. )|\]\([^)\n]*\)|\]\{[^}\n]*\}|[*\[\]]`)

// shownIn returns where a passage is in a text as somebody copied it from the
// page, without the marks; -1 if it is not there.
func shownIn(text, quote string) (from, to int) {
	var shown strings.Builder
	var at []int // where each byte of it is in the text
	keep := func(from, to int) {
		shown.WriteString(text[from:to])
		for i := from; i < to; i++ {
			at = append(at, i)
		}
	}
	end := 0
	for _, m := range marks.FindAllStringIndex(text, -1) {
		keep(end, m[0])
		end = m[1]
	}
	keep(end, len(text))
	if from, to = passageIn(shown.String(), marks.ReplaceAllString(quote, "")); from < 0 || from == to {
		return -1, -1
	}
	return at[from], at[to-1] + 1
}

// there reports whether the passage of a comment is still in the text.
func there(a *content.Article, c *content.Comment) bool {
	if c.Quote == "" {
		return true
	}
	t, ok := a.TextIn(c.Lang)
	if !ok {
		return false
	}
	for _, text := range []string{t.Body, t.Summary, t.Title} {
		if from, _ := passageIn(text, c.Quote); from >= 0 {
			return true
		}
	}
	return false
}

// threads returns the comments on an article with their answers; those that are
// done come last, or not at all.
func (s *server) threads(v *visit, x *item, openOnly bool) ([]themes.DeskComment, error) {
	all, err := s.Store.Comments(v.Context(), x.text.ID)
	if err != nil {
		return nil, err
	}
	var by []string
	for i := range all {
		by = append(by, all[i].By, all[i].ResolvedBy)
	}
	if err := s.meet(v, by...); err != nil {
		return nil, err
	}
	one := func(c *content.Comment) themes.DeskComment {
		out := themes.DeskComment{ID: c.ID, Who: v.who(c.By), When: v.moment(c.At), Text: c.Text, Quote: c.Quote, Lost: !there(x.text, c)}
		if !c.ResolvedAt.IsZero() {
			out.Done = v.Words.T("desk.comment.done", "Who", v.who(c.ResolvedBy), "Moment", v.moment(c.ResolvedAt))
		}
		return out
	}
	var out []themes.DeskComment
	place := map[string]int{}
	for i := range all {
		if c := &all[i]; c.Parent == "" {
			place[c.ID] = len(out)
			out = append(out, one(c))
		}
	}
	for i := range all {
		c := &all[i]
		if c.Parent == "" {
			continue
		}
		if at, ok := place[c.Parent]; ok {
			out[at].Answers = append(out[at].Answers, one(c))
		} else {
			out = append(out, one(c)) // what it answers is gone
		}
	}
	if openOnly {
		out = slices.DeleteFunc(out, func(c themes.DeskComment) bool { return c.Done != "" })
	}
	slices.SortStableFunc(out, func(a, b themes.DeskComment) int { return len(min(a.Done, "x")) - len(min(b.Done, "x")) })
	return out, nil
}

func (s *server) showComments(v *visit, x *item, code int, f form, wrong content.Problems) error {
	b, err := s.about(v, x, v.Words.T("desk.comments.title", "Title", x.text.Title), "desk.comments")
	if err != nil {
		return err
	}
	p := &themes.DeskCommentsPage{DeskBase: b, Fields: f.single(), Problems: v.problems(wrong), Number: x.Head()}
	if p.Comments, err = s.threads(v, x, false); err != nil {
		return err
	}
	for _, t := range append([]content.Text{x.text.Text}, x.text.Translations...) {
		if t.Lang == cmp.Or(f.get("lang"), x.text.Lang) {
			p.Text = t.Body
		}
		p.Langs = append(p.Langs, themes.Choice{Value: t.Lang, Title: v.Words.Language(t.Lang), Chosen: t.Lang == f.get("lang")})
	}
	return s.Render(v.w, v.Request, code, p)
}
