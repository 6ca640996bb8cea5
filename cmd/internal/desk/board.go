package desk

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// How far the start page looks ahead, and how much a box holds.
const (
	boxRows       = 7
	soonAppearing = 30 * 24 * time.Hour
	soonKept      = 60 // days
)

// showBoard answers GET /redaktion.
func (s *server) showBoard(v *visit) error {
	b, err := s.page(v, v.Words.T("desk.board.title"))
	if err != nil {
		return err
	}
	p := &themes.DeskBoardPage{DeskBase: b, MayWrite: v.actor.Is(content.Editor, content.Approver)}
	if err := s.parkedBox(v, p); err != nil {
		return err
	}
	list := func(q content.DeskQuery) ([]content.Standing, int, error) {
		q.Type, q.Limit = content.TypeArticle, boxRows
		return s.Store.Standings(v.Context(), q)
	}
	add := func(id string, rows []themes.DeskRow, total int, more url.Values) {
		box := themes.DeskBox{ID: id, Title: v.Words.T("desk.box." + id), Rows: rows[:min(len(rows), boxRows)]}
		if rest := total - len(box.Rows); rest > 0 && more != nil {
			box.More = themes.Link{Title: v.Words.N("desk.box.more", rest), URL: site.Address(s.Path(v.Lang, "desk.list"), more)}
		}
		p.Boxes = append(p.Boxes, box)
	}
	mine, n, err := list(content.DeskQuery{Stand: content.StandDraft, Account: v.actor.ID})
	if err != nil {
		return err
	}
	add("drafts", s.rows(v, mine, "desk.article", "desk.do.write", func(x *content.Standing) string {
		return v.Words.T("desk.row.saved", "Moment", v.moment(x.At))
	}), n, url.Values{"stand": {string(content.StandDraft)}, "meine": {"1"}})

	waiting, err := s.waiting(v)
	if err != nil {
		return err
	}
	if err := s.meetStandings(v, waiting[:min(len(waiting), boxRows)]); err != nil {
		return err
	}
	add("waiting", s.rows(v, waiting[:min(len(waiting), boxRows)], "desk.approval", "desk.do.look", func(x *content.Standing) string {
		return v.Words.T("desk.row.sent", "Who", v.who(x.SentBy), "Moment", v.moment(x.SentAt))
	}), len(waiting), url.Values{"stand": {string(content.StandSent)}})

	back, n, err := list(content.DeskQuery{Stand: content.StandReturned, Account: v.actor.ID})
	if err != nil {
		return err
	}
	// Whoever gave it back has nothing to do.
	back = slices.DeleteFunc(back, func(x content.Standing) bool { return x.Owner != v.actor.ID && x.By != v.actor.By() })
	n = min(n, len(back))
	add("returned", s.rows(v, back, "desk.article", "desk.do.rework", func(x *content.Standing) string { return x.Note }), n, url.Values{"stand": {string(content.StandReturned)}, "meine": {"1"}})

	soon, n, err := list(content.DeskQuery{BeginsBefore: v.At.Add(soonAppearing)})
	if err != nil {
		return err
	}
	slices.SortStableFunc(soon, func(a, b content.Standing) int { return a.Next.From.Compare(b.Next.From) })
	add("soon", s.rows(v, soon, "desk.editions", "desk.do.edition", func(x *content.Standing) string {
		if x.Next.Key == "" {
			return ""
		}
		return v.Words.T("desk.row.appears", "Moment", v.moment(x.Next.From))
	}), n, url.Values{"stand": {string(content.StandPlanned)}})

	missing, n, err := s.missing(v)
	if err != nil {
		return err
	}
	if p.MayWrite { // others would be told that nothing is to be done
		add("missing", missing, n, nil)
	}
	return s.Render(v.w, v.Request, http.StatusOK, p)
}

// rows writes articles as rows with one action each. Those whose drafts the
// reader may not see have no link.
func (s *server) rows(v *visit, list []content.Standing, route, action string, detail func(*content.Standing) string) []themes.DeskRow {
	var out []themes.DeskRow
	for i := range list {
		x := &list[i]
		row := themes.DeskRow{Title: x.Title, Detail: detail(x), Action: v.Words.T(action)}
		if content.MayRead(v.actor, x.Item()) {
			row.URL = s.Path(v.Lang, route, "id", x.ID)
		}
		out = append(out, row)
	}
	return out
}

// meetStandings lets names be known of those whom articles name.
func (s *server) meetStandings(v *visit, list []content.Standing) error {
	var by []string
	for i := range list {
		by = append(by, list[i].By, list[i].SentBy)
	}
	return s.meet(v, by...)
}

// missing lists observances of the next days about which no article is visible
// or being written.
func (s *server) missing(v *visit) ([]themes.DeskRow, int, error) {
	if !v.actor.Is(content.Editor, content.Approver) {
		return nil, 0, nil
	}
	published, err := s.published(v)
	if err != nil {
		return nil, 0, err
	}
	have := maps.Clone(published)
	// What is being written counts as well.
	for _, stand := range []content.Stand{content.StandDraft, content.StandSent, content.StandReturned} {
		list, _, err := s.Store.Standings(v.Context(), content.DeskQuery{Type: content.TypeArticle, Stand: stand, Limit: maxWaiting})
		if err != nil {
			return nil, 0, err
		}
		for i := range list {
			for _, id := range list[i].Observances {
				have[id] = true
			}
		}
	}
	var found []calendar.Occurrence
	for _, o := range v.Calendar.Occurrences(v.Today(), v.Today()+soonKept, calendar.Filter{}) {
		id := o.Observance.ID
		t, ok := v.Calendar.Tradition(id.Tradition())
		written := have[id] || slices.ContainsFunc(o.Twins(), func(t calendar.Occurrence) bool { return have[t.Observance.ID] })
		if !ok || t.OnRequest || written || o.First < v.Today() {
			continue
		}
		// One whom limits keep from writing about it is not asked to.
		if !v.actor.Within(&content.Item{Traditions: []string{t.ID}, Dezernat: firstDezernat(v.actor), Tags: themesOf(v.actor)}, content.Editor, content.Approver) {
			continue
		}
		have[id] = true
		found = append(found, o)
	}
	slices.SortStableFunc(found, func(a, b calendar.Occurrence) int {
		return cmp.Or(weight(a.Observance.Kind)-weight(b.Observance.Kind), int(a.First-b.First))
	})
	total := len(found)
	found = found[:min(total, boxRows)]
	slices.SortStableFunc(found, func(a, b calendar.Occurrence) int { return int(a.First - b.First) })
	var rows []themes.DeskRow
	for _, o := range found {
		name := o.Observance.Name.In(v.Lang)
		t, _ := v.Calendar.Tradition(o.Observance.ID.Tradition())
		rows = append(rows, themes.DeskRow{
			Detail: t.Name.In(v.Lang), // the name alone may say something else
			Title:  v.Words.T("desk.row.missing", "Name", name, "Day", v.Words.Day(o.First)), Action: v.Words.T("desk.do.begin"),
			URL: site.Address(s.Path(v.Lang, "desk.new"), url.Values{"feier": {string(o.Observance.ID)}}),
		})
	}
	return rows, total, nil
}

// A covering is which observances have an article that shows or will show soon,
// as of a stamp. With many articles that takes long to find out.
type covering struct {
	stamp content.Stamp
	day   calendar.Date
	by    map[calendar.ID]bool
}

// published returns the observances about which an article shows, or will
// within the days that the start page looks ahead.
func (s *server) published(v *visit) (map[calendar.ID]bool, error) {
	stamp, err := s.Store.Stamp(v.Context(), v.At)
	if err != nil {
		return nil, err
	}
	if c := s.covered.Load(); c != nil && c.stamp == stamp && c.day == v.Today() {
		return c.by, nil
	}
	c := &covering{stamp, v.Today(), map[calendar.ID]bool{}}
	observed, err := s.Store.Observed(v.Context(), v.At)
	if err != nil {
		return nil, err
	}
	for id := range observed {
		c.by[id] = true
	}
	plan, err := s.Store.Plan(v.Context(), v.At, v.At.Add(soonKept*24*time.Hour))
	if err != nil {
		return nil, err
	}
	for _, e := range plan {
		c.by[e.Observance] = true
	}
	s.covered.Store(c)
	return c.by, nil
}

// weight puts feasts before days that fewer people keep.
func weight(k calendar.Kind) int { return max(0, slices.Index(calendar.Kinds(), k)) }

// firstDezernat and themesOf return what an article of somebody would carry.
func firstDezernat(a content.Actor) string {
	for _, r := range a.Roles {
		if len(r.Dezernate) > 0 {
			return r.Dezernate[0]
		}
	}
	return ""
}

func themesOf(a content.Actor) []string {
	for _, r := range a.Roles {
		if len(r.Themes) > 0 {
			return r.Themes[:1]
		}
	}
	return nil
}
