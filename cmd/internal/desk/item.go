package desk

import (
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// An item is what the pages about one article know of it.
type item struct {
	*content.Work
	live, text *content.Article // the same if there is no open draft
	editions   []content.Edition
}

// item returns the article that the address names. Who may not read its drafts
// learns no more of it than of one that does not exist.
func (s *server) item(v *visit) (*item, error) { return s.itemNamed(v, v.Variable("id")) }

func (s *server) itemNamed(v *visit, id string) (*item, error) {
	x, err := s.anyItem(v, id)
	if err != nil {
		return nil, err
	}
	if !content.MayRead(v.actor, &x.text.Item) {
		return nil, site.ErrNotFound
	}
	return x, nil
}

// anyItem is itemNamed for whoever asks.
func (s *server) anyItem(v *visit, id string) (*item, error) {
	if !content.ValidID(id) {
		return nil, site.ErrNotFound
	}
	w, err := s.Store.Work(v.Context(), id)
	if err != nil {
		return nil, err
	}
	x := &item{Work: w}
	var ok bool
	if x.live, ok = w.Live.(*content.Article); !ok {
		return nil, site.ErrNotFound
	}
	if x.text, ok = w.Text().(*content.Article); !ok {
		return nil, site.ErrNotFound
	}
	x.editions, err = s.Store.Editions(v.Context(), id)
	return x, err
}

// shows returns the number of the version that readers see or saw.
func (x *item) shows(at time.Time) int64 {
	n := x.live.Version
	for _, u := range x.Updates {
		if !u.Begins.After(at) {
			n = u.Version
		}
	}
	return n
}

// around returns the edition that shows at a moment, the first that begins
// later, and the last that began; with empty keys where there is none.
func around(editions []content.Edition, at time.Time) (current, next, last content.Edition) {
	for _, e := range editions {
		switch {
		case e.From.After(at):
			if next.Key == "" || e.From.Before(next.From) {
				next = e
			}
			continue
		case e.Visible(at):
			current = e
		}
		if last.Key == "" || e.From.After(last.From) {
			last = e
		}
	}
	return current, next, last
}

// work says in words where the work on an article stands; empty if there is
// none.
func (v *visit) work(p content.Phase) string {
	if p == content.NoWork {
		return ""
	}
	return v.Words.T("desk.phase." + string(p))
}

// shown says in words what readers see of an article; empty if it was never
// approved.
func (v *visit) shown(state content.State, current, next, last content.Edition) string {
	switch {
	case state == content.Withdrawn:
		return v.Words.T("desk.shown.withdrawn")
	case state != content.Approved:
		return ""
	case current.Key != "" && current.Until.Before(content.Forever):
		return v.Words.T("desk.shown.until", "Moment", v.moment(current.Until))
	case current.Key != "":
		return v.Words.T("desk.shown.visible")
	case next.Key != "" && last.Key == "":
		return v.Words.T("desk.shown.planned", "Moment", v.moment(next.From))
	case next.Key != "":
		return v.Words.T("desk.shown.between", "Moment", v.moment(next.From))
	}
	return v.Words.T("desk.shown.over")
}

// tabs of an article, by route.
var tabs = []string{"desk.article", "desk.versions", "desk.comparison", "desk.approval", "desk.comments", "desk.editions", "desk.pictures"}

// about begins a page about an article; route is the page's own, if it is a tab.
func (s *server) about(v *visit, x *item, title, route string) (themes.DeskBase, error) {
	b, err := s.page(v, title)
	if err != nil {
		return b, err
	}
	b.Trail = []themes.Link{{Title: v.Words.T("desk.home"), URL: s.Path(v.Lang, "desk.board")}, {Title: v.Words.T("desk.list.title"), URL: s.Path(v.Lang, "desk.list")}}
	current, next, last := around(x.editions, v.At)
	d := &themes.DeskItem{
		ID: x.text.ID, Title: x.text.Title, URL: s.Path(v.Lang, "desk.article", "id", x.text.ID), Head: x.Head(),
		Work: v.work(x.Phase), Shown: v.shown(x.live.State, current, next, last),
	}
	if !x.live.State.Published() && x.Phase != content.Binned && (x.text.Publish.ByHoliday() || !x.text.Publish.From.IsZero()) {
		d.Work += " – " + v.Words.T("desk.phase.undated")
	}
	for _, u := range x.Updates {
		if !u.Begins.After(v.At) {
			continue // it shows already, and takes its place soon
		}
		d.Planned = append(d.Planned, v.Words.T("desk.row.update", "Moment", v.moment(u.Begins)))
	}
	for _, tab := range tabs {
		d.Tabs = append(d.Tabs, themes.DeskTab{Title: v.Words.T("desk.tab." + strings.TrimPrefix(tab, "desk.")), URL: s.Path(v.Lang, tab, "id", x.text.ID), Current: tab == route})
	}
	b.Item = d
	return b, nil
}

// observance returns the name of an observance in the reader's language.
func (s *server) observance(v *visit, id calendar.ID) string {
	if o, ok := s.Planner.Calendar().Observance(id); ok {
		return o.Name.In(v.Lang)
	}
	return string(id)
}

// known reports whether an observance exists, in the whole calendar.
func (s *server) known(id calendar.ID) bool {
	_, ok := s.Planner.Calendar().Observance(id)
	return ok
}
