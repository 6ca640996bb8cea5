package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// showList answers GET /redaktion/beitraege.
func (s *server) showList(v *visit) error {
	const pageSize = 50
	b, err := s.page(v, v.Words.T("desk.list.title"))
	if err != nil {
		return err
	}
	b.Trail = []themes.Link{{Title: v.Words.T("desk.home"), URL: s.Path(v.Lang, "desk.board")}}
	stand := content.Stand(v.asked("stand"))
	if stand != content.AnyStand && !slices.Contains(content.Stands(), stand) {
		return site.ErrNotFound
	}
	number, _ := strconv.Atoi(v.asked("seite"))
	number = min(max(number, 1), 100_000)
	q := content.DeskQuery{Type: content.TypeArticle, Stand: stand, Text: site.Clipped(v.asked("q"), 200), Limit: pageSize, Offset: (number - 1) * pageSize}
	p := &themes.DeskListPage{DeskBase: b, MayWrite: v.actor.Is(content.Editor, content.Approver), Text: q.Text, Mine: v.asked("meine") != ""}
	if p.Mine {
		q.Account = v.actor.ID
	}
	list, total, err := s.Store.Standings(v.Context(), q)
	if err != nil {
		return err
	}
	if err := s.meetStandings(v, list); err != nil {
		return err
	}
	p.Total = total
	for _, st := range append([]content.Stand{content.AnyStand}, content.Stands()...) {
		p.Stands = append(p.Stands, themes.Choice{Value: string(st), Title: v.Words.T("desk.stand." + cmp.Or(string(st), "alle")), Chosen: st == stand})
	}
	for i := range list {
		x := &list[i]
		row := themes.DeskStanding{ID: x.ID, Title: x.Title, Work: v.work(x.Phase), Shown: v.shown(x.State, x.Current, x.Next, x.Last), Who: v.who(x.By), When: v.moment(x.At)}
		if content.MayRead(v.actor, x.Item()) || v.actor.Is(content.Administrator) {
			row.URL = s.Path(v.Lang, "desk.article", "id", x.ID)
		}
		if x.Next.Key != "" && x.Current.Key != "" { // otherwise it is said already
			row.Next = v.moment(x.Next.From)
		}
		if !x.Update.IsZero() {
			row.Now = v.Words.T("desk.row.update", "Moment", v.moment(x.Update))
		}
		p.Rows = append(p.Rows, row)
	}
	params := url.Values{}
	for _, name := range []string{"stand", "q", "meine"} {
		if value := v.asked(name); value != "" {
			params.Set(name, value)
		}
	}
	at := func(n int) string {
		q := url.Values{}
		for k, x := range params {
			q[k] = x
		}
		if n > 1 {
			q.Set("seite", strconv.Itoa(n))
		}
		return site.Address(s.Path(v.Lang, "desk.list"), q)
	}
	p.Pager = themes.Pager{Page: number, Pages: (total + pageSize - 1) / pageSize}
	if number > 1 {
		p.Pager.Previous = at(number - 1)
	}
	if number < p.Pager.Pages {
		p.Pager.Next = at(number + 1)
	}
	if number > 1 {
		p.Title += " – " + strings.ToLower(v.Words.T("pager.page", "Page", number, "Pages", p.Pager.Pages))
	}
	return s.Render(v.w, v.Request, http.StatusOK, p)
}
