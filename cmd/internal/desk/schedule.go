package desk

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/themes"
)

// nextEditions is how many editions a plan shows.
const nextEditions = 5

// planForm answers POST /redaktion/ausgabenrechner for the script: the next
// editions by the schedule of a form, as a part of a page.
func (s *server) planForm(v *visit) error {
	f, err := v.form()
	if err != nil {
		return err
	}
	var was *content.Article
	var editions []content.Edition
	var choices []content.Choice
	if x, err := s.itemNamed(v, f.line("id")); err == nil {
		was, editions, choices = x.text, x.editions, x.Choices
	} else {
		was = &content.Article{}
	}
	a, _ := f.article(was)
	plan, err := s.plan(v, &a.Item, editions, choices)
	if err != nil {
		return err
	}
	return s.Render(v.w, v.Request, http.StatusOK, &themes.DeskPlanPart{Base: s.Base(v.Request, "", ""), Plan: plan})
}

// plan says what the schedule of an item comes to once it is approved: the
// editions that Planner and Replan give, as they will be stored.
func (s *server) plan(v *visit, item *content.Item, have []content.Edition, choices []content.Choice) (*themes.DeskPlan, error) {
	it := *item
	it.State, it.Choices = content.Approved, choices
	if it.Created.IsZero() {
		it.Created = v.At
	}
	p := &themes.DeskPlan{Words: s.scheduled(v, it.Publish)}
	if !it.Publish.ByHoliday() {
		for _, e := range content.Replan(have, s.Planner.Plan(&it, v.At), v.At) {
			if e.Until.After(v.At) {
				p.Rows = append(p.Rows, v.plain(e, it.Publish.From.IsZero() && !e.From.Before(v.At.Truncate(time.Second))))
			}
		}
		if len(p.Rows) == 0 {
			p.None = v.Words.T("desk.plan.past")
		}
		return p, s.sameMorning(v, &it, p, nil)
	}
	if !s.known(it.Publish.Observance) {
		p.None = v.Words.T("desk.plan.unknown")
		return p, nil
	}
	// Most observances are kept each year; the horizon is for those that are
	// not.
	for _, ahead := range []time.Duration{content.Horizon / 2, content.Horizon} {
		var froms []time.Time
		p.Rows, froms = s.planned(v, &it, have, v.At.Add(ahead))
		if len(p.Rows) >= nextEditions || ahead == content.Horizon {
			if err := s.sameMorning(v, &it, p, froms); err != nil {
				return nil, err
			}
			break
		}
	}
	if len(p.Rows) == 0 {
		p.None = v.Words.T("desk.plan.none")
	}
	return p, nil
}

// plain writes an edition that no holiday gives.
func (v *visit) plain(e content.Edition, now bool) themes.DeskEdition {
	row := themes.DeskEdition{Appears: v.moment(e.From), Ends: v.ends(e)}
	if now {
		row.Appears = v.Words.T("desk.plan.now")
	}
	return row
}

func (v *visit) ends(e content.Edition) string {
	if !e.Until.Before(content.Forever) {
		return v.Words.T("desk.plan.open")
	}
	return v.moment(e.Until)
}

// planned returns a row for each of the next times that an observance is kept,
// whether there is an edition or not, and when those that there are begin.
func (s *server) planned(v *visit, it *content.Item, have []content.Edition, end time.Time) (rows []themes.DeskEdition, froms []time.Time) {
	c, sched := s.Planner.Calendar(), it.Publish
	editions := content.Replan(have, s.Planner.PlanTo(it, v.At, end), v.At)
	today := v.Today()
	occurrences := c.Of(sched.Observance, today-content.MaxShowDays, calendar.DateOf(end))
	later := s.moonLater(it, occurrences, v.At, end)
	var before content.Edition // the one before, shown or not
	year := today.Year()
	for _, o := range occurrences {
		if len(rows) == nextEditions {
			break
		}
		e, ok := editionOf(editions, o)
		if ok && !e.Until.After(v.At) && o.Last < today || !ok && o.Last < today {
			if ok {
				before = e
			}
			continue
		}
		for ; year < o.First.Year() && len(rows) < nextEditions; year++ {
			if !c.Known(sched.Observance, year) && !within(occurrences, year) {
				rows, froms = append(rows, v.unknown(year)), append(froms, time.Time{})
			}
		}
		if len(rows) == nextEditions {
			break
		}
		year = max(year, o.First.Year()+1)
		row := themes.DeskEdition{
			Feast: s.observance(v, sched.Observance) + ", " + v.days(o), Certainty: v.Words.T("certainty." + string(o.Certainty)),
		}
		if !o.Sure() && o.Earliest < o.Latest {
			row.Range = v.Words.T("desk.plan.range", "Range", v.Words.Range(o.Earliest, o.Latest))
		}
		note := func(key string, pairs ...any) { row.Notes = append(row.Notes, v.Words.T(key, pairs...)) }
		switch {
		case !ok:
			row.Off = true
			note(whyNot(it, o))
		case !e.Until.After(v.At):
			row.Off, row.Appears, row.Ends = true, v.moment(e.From), v.ends(e)
			note("desk.plan.over")
		default:
			row.Appears, row.Ends = v.moment(e.From), v.ends(e)
			if sched.ShowDays == 0 && !e.Until.Before(content.Forever) || sched.ShowDays == 0 && len(editions) > 1 && !sched.Once {
				row.Ends = v.Words.T("desk.plan.untilnext")
			}
			switch shows := func(h content.Edition) bool { return h.Visible(v.At) }; {
			case e.From.After(v.At):
			case slices.ContainsFunc(have, shows):
				note("desk.plan.visible")
			default:
				note("desk.plan.atonce")
			}
			if own := before.From.In(calendar.Berlin).AddDate(0, 0, sched.ShowDays); sched.ShowDays > 0 && before.Key != "" && own.After(e.From) {
				note("desk.plan.overlap")
			}
			row.Notes = append(row.Notes, s.company(v, it, calendar.DateOf(e.From.In(calendar.Berlin)))...)
			if l, moved := later[e.Key]; moved && !l.From.Equal(e.From) && !o.Sure() {
				note("desk.plan.moon", "Later", v.Words.ShortDay(berlinDay(l.From)), "Now", v.Words.ShortDay(berlinDay(e.From)))
			}
			before = e
		}
		from := time.Time{}
		if !row.Off {
			from = e.From
		}
		rows, froms = append(rows, row), append(froms, from)
		if sched.Once && ok {
			return rows, froms
		}
	}
	for ; len(rows) < nextEditions && year <= today.Year()+nextEditions && !sched.Once; year++ {
		if !c.Known(sched.Observance, year) && !within(occurrences, year) {
			rows, froms = append(rows, v.unknown(year)), append(froms, time.Time{})
		}
	}
	return rows, froms
}

func berlinDay(t time.Time) calendar.Date { return calendar.DateOf(t.In(calendar.Berlin)) }

// within reports whether something is kept in a year.
func within(all []calendar.Occurrence, year int) bool {
	return slices.ContainsFunc(all, func(o calendar.Occurrence) bool { return o.First.Year() == year })
}

// unknown is the row of a year for which no rule gives a date.
func (v *visit) unknown(year int) themes.DeskEdition {
	return themes.DeskEdition{Feast: v.Words.T("desk.plan.year", "Year", year), Notes: []string{v.Words.T("desk.plan.nodate")}, Off: true}
}

// days writes when something is kept.
func (v *visit) days(o calendar.Occurrence) string {
	if o.First == o.Last {
		return v.Words.ShortDate(o.First)
	}
	return v.Words.Range(o.First, o.Last)
}

// editionOf returns the edition of an occurrence.
func editionOf(editions []content.Edition, o calendar.Occurrence) (content.Edition, bool) {
	for _, e := range slices.Backward(editions) {
		key, _, _ := strings.Cut(e.Key, ".")
		if key == o.Origin.String() || e.Occurrence != 0 && e.Occurrence == o.First {
			return e, true
		}
	}
	return content.Edition{}, false
}

// whyNot returns the message that says why there is no edition for an
// occurrence.
func whyNot(it *content.Item, o calendar.Occurrence) string {
	key := o.Origin.String()
	switch {
	case slices.ContainsFunc(it.Choices, func(c content.Choice) bool { return c.Kind == content.Skip && c.Key == key }):
		return "desk.plan.skipped"
	case it.Publish.Renew && !slices.ContainsFunc(it.Choices, func(c content.Choice) bool { return c.Kind == content.Renew && c.Key == key }):
		return "desk.plan.renew"
	case it.Publish.Uncertain == content.Wait && !o.Sure():
		return "desk.plan.waits"
	case it.Publish.Since != 0 && o.First < it.Publish.Since:
		return "desk.plan.since"
	}
	return "desk.plan.over"
}

// moonLater returns the editions, by key, that there would be if each date that
// is not sure were a day later.
func (s *server) moonLater(it *content.Item, occurrences []calendar.Occurrence, now, end time.Time) map[string]content.Edition {
	var shifted []calendar.Confirmation
	c := s.Planner.Calendar()
	for _, o := range occurrences {
		if !o.Sure() && o.First < o.Latest && o.Last >= berlinDay(now) {
			shifted = append(shifted, calendar.Confirmation{Observance: o.Observance.ID, Year: o.Year, First: o.First + 1, Certainty: calendar.Confirmed})
		}
	}
	if len(shifted) == 0 {
		return nil
	}
	c = c.With(shifted...)
	p := s.Planner
	p.Calendar = func() *calendar.Calendar { return c }
	out := map[string]content.Edition{}
	for _, e := range p.PlanTo(it, now, end) {
		out[e.Key] = e
	}
	return out
}

// quiet are the days that the law on holidays protects as quiet ones, and high
// the days on which many read nothing, or would rather read of nothing else.
var (
	quiet = []calendar.ID{"christian-western/karfreitag", "christian-western/allerheiligen", "christian-western/volkstrauertag", "christian-western/ewigkeitssonntag"}
	high  = []calendar.ID{
		"christian-western/ostersonntag", "christian-western/pfingstsonntag", "christian-western/weihnachten",
		"christian-orthodox/karfreitag", "christian-orthodox/pascha", "jewish/rosch-ha-schana", "jewish/jom-kippur", "jewish/pessach",
		"jewish/jom-ha-schoa", "jewish/tischa-be-aw", "islamic/aschura", "islamic/eid-al-fitr", "islamic/eid-al-adha", "alevi/newroz-geburt-alis",
		"hindu/diwali", "buddhist/vesakh-vollmond-mai", "persian-zoroastrian/nouruz", "persian-zoroastrian/newroz-kurdisch", "bahai/naw-ruz",
		"sikh/vaisakhi", "yazidi/carsema-sor", "civil/holocaust-gedenktag",
	}
)

// company says what else is kept on the day on which an edition begins.
func (s *server) company(v *visit, it *content.Item, d calendar.Date) (notes []string) {
	for _, o := range s.Planner.Calendar().Occurrences(d, d, calendar.Filter{}) {
		id := o.Observance.ID
		switch {
		case slices.Contains(quiet, id) && id != it.Publish.Observance:
			notes = append(notes, v.Words.T("desk.plan.quiet"))
		case slices.Contains(high, id) && id != it.Publish.Observance:
			notes = append(notes, v.Words.T("desk.plan.high", "Name", o.Observance.Name.In(v.Lang)))
		}
	}
	return slices.Compact(notes)
}

// sameMorning notes what else begins on the same day. It asks once for each row.
func (s *server) sameMorning(v *visit, it *content.Item, p *themes.DeskPlan, froms []time.Time) error {
	for i, from := range froms {
		if from.IsZero() || from.Before(v.At) {
			continue
		}
		d := berlinDay(from)
		plan, err := s.Store.Plan(v.Context(), d.At(0, 0, calendar.Berlin), (d+1).At(0, 0, calendar.Berlin))
		if err != nil {
			return err
		}
		named := 0
		for _, other := range plan {
			if other.ID == it.ID || named == 3 {
				continue
			}
			named++
			p.Rows[i].Notes = append(p.Rows[i].Notes, v.Words.T("desk.plan.same", "Title", other.Title))
		}
	}
	return nil
}

// scheduled writes a schedule in words.
func (s *server) scheduled(v *visit, sched content.Schedule) string {
	words := v.Words
	if !sched.ByHoliday() {
		switch {
		case sched.From.IsZero() && sched.Until.IsZero():
			return words.T("desk.schedule.always")
		case sched.Until.IsZero():
			return words.T("desk.schedule.from", "From", v.moment(sched.From))
		case sched.From.IsZero():
			return words.T("desk.schedule.until", "Until", v.moment(sched.Until))
		}
		return words.T("desk.schedule.between", "From", v.moment(sched.From), "Until", v.moment(sched.Until))
	}
	name := s.observance(v, sched.Observance)
	unit := "days"
	if sched.Workdays {
		unit = "workdays"
	}
	anchor := "first"
	if sched.FromEve {
		anchor = "eve"
	}
	var parts []string
	switch n := sched.Offset; {
	case n == 0 && sched.Workdays:
		parts = append(parts, words.T("desk.schedule.workday."+anchor, "Name", name))
	case n == 0:
		parts = append(parts, words.T("desk.schedule.on."+anchor, "Name", name))
	case n < 0:
		parts = append(parts, words.N("desk.schedule."+unit+".before."+anchor, -n, "Name", name))
	default:
		parts = append(parts, words.N("desk.schedule."+unit+".after."+anchor, n, "Name", name))
	}
	at := sched.At
	parts = append(parts, words.HourMinute(time.Date(2000, 1, 1, int(at)/60, int(at)%60, 0, 0, calendar.Berlin)))
	if sched.Once {
		parts = append(parts, words.T("desk.schedule.once"))
	} else {
		parts = append(parts, words.T("desk.schedule.every"))
	}
	if sched.ShowDays > 0 {
		parts = append(parts, words.N("desk.schedule.show", sched.ShowDays))
	} else {
		parts = append(parts, words.T("desk.schedule.untilnext"))
	}
	for _, key := range []string{"desk.schedule.uncertain." + string(sched.Uncertain), "desk.schedule.free." + string(sched.Free)} {
		if !strings.HasSuffix(key, ".") {
			parts = append(parts, words.T(key))
		}
	}
	if sched.Renew {
		parts = append(parts, words.T("desk.schedule.renew"))
	}
	return strings.Join(parts, " · ")
}
