package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/calendar/words"
	"vielfalt/content"
)

// datesCmd enters what no table knows: confirmed dates, and the authority's own
// days. A running service follows within a second.
type datesCmd struct {
	List    datesListCmd    `cmd:"" default:"withargs" help:"List what was entered, or what is to be confirmed."`
	Confirm datesConfirmCmd `cmd:"" help:"Enter the date that was announced for an observance."`
	Add     datesAddCmd     `cmd:"" help:"Add a date that the rule of an observance does not know, or a day of our own."`
	Due     datesDueCmd     `cmd:"" help:"List the dates of the next three months that a sighting or an announcement will decide, and those still missing."`
	Remove  datesRemoveCmd  `cmd:"" help:"Take back a date, or remove a day of our own."`
}

// confirmFlags say where a date comes from.
type confirmFlags struct {
	By        string `help:"Who announced the date, in German." placeholder:"NAME"`
	Note      string `help:"What readers should know about it, in German: why it changed." placeholder:"TEXT"`
	Outside   bool   `name:"outside-bounds" help:"The date is right although it lies outside of the bounds of the rule; --note says why."`
	Announced bool   `help:"The date may still move; without it, it is final."`
	Checked   string `help:"Day on which the announcement was looked up; today if left out." placeholder:"2026-11-23"`
	Editor    string `help:"Who enters it, for the history of the date." placeholder:"NAME"`
}

// editor is the name for the change log.
func editor(name string) string {
	if name == "" {
		return "dates"
	}
	return "dates:" + name
}

// confirmation returns the confirmation of an occurrence.
func (f confirmFlags) confirmation(a *app, id calendar.ID, year int, first calendar.Date) (*content.Confirmation, error) {
	if f.By == "" {
		return nil, usageError{errors.New("--by is missing: say who announced the date")}
	}
	out := &content.Confirmation{Outside: f.Outside, Confirmation: calendar.Confirmation{
		Observance: id, Year: year, First: first, Certainty: calendar.Confirmed, By: f.By, Note: f.Note,
		Checked: calendar.DateOf(a.Now().In(calendar.Berlin)),
	}}
	if f.Announced {
		out.Certainty = calendar.Announced
	}
	if f.Checked != "" {
		checked, err := calendar.ParseDate(f.Checked)
		if err != nil {
			return nil, usageError{fmt.Errorf("--checked: %w", err)}
		}
		out.Checked = checked
	}
	return out, nil
}

// save enters a confirmation and says what it changed.
func (f confirmFlags) save(a *app, s *store, e *content.Confirmation) error {
	entered, err := s.Dates(a)
	if err != nil {
		return err
	}
	for _, was := range entered.Confirmed {
		// Merely checking again is not a change that readers should hear of.
		if was.ID() == e.ID() && was.First != 0 && f.Checked == "" {
			again := *e
			if again.Checked = was.Checked; again.Same(was) {
				e = &again
			}
		}
	}
	_, reckoned := e.Reckoned(s.calendar())
	n, err := s.SaveDates(a, editor(f.Editor), e)
	if err == nil {
		err = s.redate(a)
	}
	if err != nil {
		return flagged(err)
	}
	o, _ := s.calendar().Observance(e.Observance)
	said := calendar.Occurrence{Certainty: e.Certainty, By: e.By}
	fmt.Fprintf(a.Stdout, "%s: %s, %s%s\n", o.Name.German, words.Day(e.First, 0, "de"), words.Sure(nil, said, "de"), told(e, n == 0, reckoned))
	if end := o.End.Of; end != "" {
		for _, k := range s.calendar().Of(o.ID, e.First, e.First) {
			// Months of the moon, and what hangs on them, differ by one day.
			if days := k.Length(); k.Year == e.Year && days < o.Days-1 {
				fmt.Fprintf(a.Stdout, "%s dauert so nur %d Tage, bis %s. Ist auch %s an einem anderen Tag?\n", o.Name.German, days, words.Day(k.Last, 0, "de"), end)
			}
		}
	}
	return nil
}

// told words what a confirmation changed, for the end of a sentence.
func told(e *content.Confirmation, unchanged, reckoned bool) string {
	switch {
	case unchanged:
		return "; so war es schon eingetragen."
	case e.Revision.Before != 0:
		return "; vorher " + words.Day(e.Revision.Before, 0, "de") + "."
	case !reckoned:
		return "; bisher nicht bekannt."
	}
	return "; der Tag bleibt."
}

// flagged names the flags in problems with fields.
func flagged(err error) error {
	var p content.Problems
	if !errors.As(err, &p) {
		return err
	}
	var s []string
	for _, q := range p {
		field := "--" + strings.ReplaceAll(q.Field, "_", "-")
		switch q.Field {
		case "id", "observance":
			field = "OBSERVANCE"
		case "date", "year":
			field = "DATE"
		case "outside":
			field = "--outside-bounds"
		}
		s = append(s, field+": "+q.Detail)
	}
	return usageError{errors.New(strings.Join(s, "; "))}
}

// openDates opens the content to enter dates, which nobody means to begin in an
// empty folder.
func (f storeFlags) openDates(a *app) (*store, error) {
	if err := f.there(a, a, quiet(a)); err != nil {
		return nil, err
	}
	return f.open(a, a, quiet(a))
}

type datesConfirmCmd struct {
	storeFlags
	Observance string `arg:"" help:"The observance, as in islamic/eid-al-fitr."`
	Date       string `arg:"" help:"Its first day, as in 2027-03-10: of one that begins in the evening, the day after."`
	confirmFlags
}

// Run finds the intended occurrence and moves it.
func (c *datesConfirmCmd) Run(a *app) error {
	first, err := dateArg(c.Date)
	if err != nil {
		return err
	}
	s, err := c.openDates(a)
	if err != nil {
		return err
	}
	defer s.Close()
	o, err := known(s.calendar(), c.Observance)
	if err != nil {
		return err
	}
	near, ok := s.calendar().Nearest(o.ID, first, content.MaxMove)
	if !ok {
		return usageError{fmt.Errorf("DATE: %v lies more than %d days from any day on which %s falls%s", first, content.MaxMove, o.ID, nearby(s.calendar(), o.ID, first))}
	}
	e, err := c.confirmation(a, o.ID, near.Year, first)
	if err != nil {
		return err
	}
	return c.save(a, s, e)
}

// nearby words when an observance takes place around a day, for the end of a
// sentence.
func nearby(cal *calendar.Calendar, id calendar.ID, d calendar.Date) string {
	near, ok := cal.Nearest(id, d, 600)
	if !ok {
		return "; its rule does not know that year: enter the date with dates add"
	}
	return fmt.Sprintf("; the nearest is %v", near.First)
}

type datesAddCmd struct {
	storeFlags
	Observance string `arg:"" help:"The observance, as in civil/deutscher-diversity-tag; a day of our own is called haus/NAME."`
	Date       string `arg:"" optional:"" help:"The first day of the occurrence to be added."`
	confirmFlags
	Year int `help:"Year of the reckoning that the date belongs to, where it is not the civil one."`

	Name   string   `help:"Day of our own: its name." placeholder:"NAME"`
	NameEn string   `help:"Its English name." placeholder:"NAME"`
	Kind   string   `help:"feast, fast, remembrance, new-year or action-day." placeholder:"action-day"`
	Days   int      `help:"How many days it lasts." placeholder:"1"`
	Begin  string   `help:"midnight, sunset (of the day before) or sunrise." placeholder:"midnight"`
	Source string   `help:"Who decided on it, or where that stands." placeholder:"TEXT"`
	Flag   string   `help:"How the building is flagged: full, half-mast, or europe-first (the European flag in the place of honour)." placeholder:"half-mast"`
	Rule   string   `help:"When it is kept: 09-21, third friday in june, last sunday of september, 7 days after islamic/eid-al-fitr." placeholder:"RULE"`
	Dates  []string `help:"Or its dates, at most one a year." placeholder:"2027-06-18"`
	Since  int      `help:"First year in which it is kept."`
	Until  int      `help:"Last year in which it is kept."`
}

// Run adds an occurrence, or one of the authority's own days.
func (c *datesAddCmd) Run(a *app) error {
	id, err := calendar.ParseID(c.Observance)
	if err != nil {
		return usageError{fmt.Errorf("OBSERVANCE: %w", err)}
	}
	s, err := c.openDates(a)
	if err != nil {
		return err
	}
	defer s.Close()
	described := c.Name != "" || c.Rule != "" || len(c.Dates) > 0
	if id.Tradition() != own.Tradition && c.Flag != "" {
		return usageError{fmt.Errorf("--flag: only days of our own, %s/NAME, can be given one; %s has what the law says of it", own.Tradition, id)}
	}
	if described && c.Date != "" {
		return usageError{errors.New("DATE: a day of our own has --rule or --dates; add single dates once it is there")}
	}
	if described || c.Date == "" {
		return c.day(a, s, id)
	}
	return c.occurrence(a, s)
}

func (c *datesAddCmd) occurrence(a *app, s *store) error {
	first, err := dateArg(c.Date)
	if err != nil {
		return err
	}
	o, err := known(s.calendar(), c.Observance)
	if err != nil {
		return err
	}
	if near, ok := s.calendar().Nearest(o.ID, first, content.MaxMove); ok && !near.Added {
		return usageError{fmt.Errorf("DATE: %s is known to fall on %v; use dates confirm to move it", o.ID, near.Origin)}
	} else if ok {
		c.Year = near.Year
	}
	if c.Year == 0 {
		if near, ok := s.calendar().Nearest(o.ID, first, 10*366); ok && near.Year != near.First.Year() {
			return usageError{fmt.Errorf("--year is missing: the years of %s are those of its own reckoning; %v was in %d", o.ID, near.First, near.Year)}
		}
		c.Year = first.Year()
	}
	e, err := c.confirmation(a, o.ID, c.Year, first)
	if err != nil {
		return err
	}
	return c.save(a, s, e)
}

func (c *datesAddCmd) day(a *app, s *store, id calendar.ID) error {
	if id.Tradition() != own.Tradition {
		if _, err := known(s.calendar(), c.Observance); err != nil {
			return err
		}
		return usageError{fmt.Errorf("DATE is missing; only days of our own, %s/NAME, have a --name and a --rule", own.Tradition)}
	}
	if _, there := s.calendar().Observance(id); there && c.Rule == "" && len(c.Dates) == 0 {
		return usageError{fmt.Errorf("%s is there: give a DATE to add one, or --name with --rule or --dates to change it", id)}
	}
	d := &content.Day{Day: own.Day{
		ID: id, Name: calendar.Name{German: c.Name, English: c.NameEn}, Kind: calendar.Kind(c.Kind), Days: c.Days,
		Begin: calendar.Begin(c.Begin), Source: c.Source, Flag: calendar.Flag(c.Flag), Since: c.Since, Until: c.Until,
	}}
	if c.Rule != "" {
		r, err := own.ParseRule(c.Rule)
		if err != nil {
			return usageError{fmt.Errorf("--rule: %w", err)}
		}
		if r.Base != "" {
			if _, err := known(s.calendar(), string(r.Base)); err != nil {
				return usageError{fmt.Errorf("--rule: %w", err)}
			}
		}
		d.Rule = r
	}
	for _, text := range c.Dates {
		x, err := calendar.ParseDate(text)
		if err != nil {
			return usageError{fmt.Errorf("--dates: %w", err)}
		}
		d.Dates = append(d.Dates, x)
	}
	slices.Sort(d.Dates)
	n, err := s.SaveDays(a, editor(c.Editor), d)
	if err == nil {
		err = s.redate(a)
	}
	if err != nil {
		return flagged(err)
	}
	if err := s.almanac.Load(a); err != nil {
		return err
	}
	state := "eingetragen"
	switch {
	case n == 0:
		state = "so war es schon eingetragen"
	case d.Revision.N > 0:
		state = "geändert"
	}
	when := "kein kommender Tag"
	if next, ok := s.calendar().Next(id, calendar.DateOf(a.Now().In(calendar.Berlin))); ok {
		when = "als Nächstes " + words.Day(next.First, 0, "de")
	}
	fmt.Fprintf(a.Stdout, "%s (%s): %s; %s.\n", d.Name.German, id, state, when)
	return nil
}

type datesRemoveCmd struct {
	storeFlags
	Observance string `arg:"" help:"The observance, or the day of our own."`
	Date       string `arg:"" optional:"" help:"The date that was entered; without it a day of our own is removed."`
	Note       string `help:"Why, in German; readers see it." placeholder:"TEXT"`
	Editor     string `help:"Who takes it back." placeholder:"NAME"`
}

// Run takes back what was entered.
func (c *datesRemoveCmd) Run(a *app) error {
	s, err := c.openDates(a)
	if err != nil {
		return err
	}
	defer s.Close()
	o, err := known(s.calendar(), c.Observance)
	if err != nil {
		return err
	}
	if c.Date == "" {
		if o.ID.Tradition() != own.Tradition {
			return usageError{fmt.Errorf("DATE is missing; only days of our own, %s/NAME, can be removed whole", own.Tradition)}
		}
		if err := s.DeleteDay(a, editor(c.Editor), o.ID); err != nil {
			return err
		}
		if err := s.redate(a); err != nil {
			return err
		}
		fmt.Fprintf(a.Stdout, "%s (%s): entfernt.\n", o.Name.German, o.ID)
		return nil
	}
	first, err := dateArg(c.Date)
	if err != nil {
		return err
	}
	entered, err := s.Dates(a)
	if err != nil {
		return err
	}
	var there []string
	for _, e := range entered.Confirmed {
		if e.Observance != o.ID || e.First == 0 {
			continue
		}
		if there = append(there, e.First.String()); e.First != first {
			continue
		}
		gone := &content.Confirmation{Confirmation: calendar.Confirmation{Observance: o.ID, Year: e.Year, Note: c.Note}}
		if _, err := s.SaveDates(a, editor(c.Editor), gone); err != nil {
			return flagged(err)
		}
		if err := s.redate(a); err != nil {
			return err
		}
		if err := s.almanac.Load(a); err != nil {
			return err
		}
		now := "der Tag ist nicht mehr bekannt"
		if near, ok := s.calendar().Nearest(o.ID, first, content.MaxMove); ok && near.Year == e.Year {
			now = "jetzt " + words.Day(near.First, 0, "de")
		}
		fmt.Fprintf(a.Stdout, "%s: %s zurückgenommen; %s.\n", o.Name.German, words.Day(first, 0, "de"), now)
		return nil
	}
	if len(there) == 0 {
		return usageError{fmt.Errorf("DATE: nothing is entered for %s", o.ID)}
	}
	return usageError{fmt.Errorf("DATE: %v is not entered for %s; entered are %s", first, o.ID, strings.Join(there, ", "))}
}

func dateArg(s string) (calendar.Date, error) {
	d, err := calendar.ParseDate(s)
	if err != nil {
		return 0, usageError{fmt.Errorf("DATE: %w", err)}
	}
	return d, nil
}

// known returns an observance, or an error that suggests similar ids.
func known(cal *calendar.Calendar, text string) (*calendar.Observance, error) {
	id, err := calendar.ParseID(text)
	if err != nil {
		return nil, usageError{fmt.Errorf("OBSERVANCE: %w; perhaps %s", err, strings.Join(alike(cal, text), ", "))}
	}
	if o, ok := cal.Observance(id); ok {
		return o, nil
	}
	return nil, usageError{fmt.Errorf("OBSERVANCE: there is no %s; perhaps %s", id, strings.Join(alike(cal, text), ", "))}
}

// alike returns the three ids most similar to a text: to the whole id, its part
// after the slash, or a name.
func alike(cal *calendar.Calendar, text string) []string {
	text = strings.ToLower(text)
	_, slug, found := strings.Cut(text, "/")
	if !found {
		slug = text
	}
	type scored struct {
		id    string
		score int
	}
	var all []scored
	for _, t := range cal.Traditions() {
		for _, o := range t.Observances {
			best := min(edits(text, string(o.ID)), edits(slug, o.ID.Slug()))
			for _, name := range append([]string{o.Name.German, o.Name.English}, o.Name.Also...) {
				best = min(best, edits(slug, strings.ToLower(name)))
			}
			if o.ID.Tradition()+"/"+slug == text && strings.Contains(o.ID.Slug(), slug) {
				best = min(best, 2)
			}
			all = append(all, scored{string(o.ID), best})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(a.score, b.score) })
	var out []string
	for _, s := range all[:min(3, len(all))] {
		out = append(out, s.id)
	}
	return out
}

// edits counts the letters to insert, delete or change to turn one text into
// the other (Levenshtein).
func edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		left := row[0]
		row[0] = i + 1
		for j := range y {
			change := left
			if x[i] != y[j] {
				change++
			}
			left = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
