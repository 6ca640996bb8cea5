package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/content"
	"vielfalt/content/plainyaml"
)

// An Almanac is the calendar in use, to the extent an import of dates needs it.
type Almanac interface {
	// With returns the calendar as it would be with some own days.
	With(ctx context.Context, days ...*content.Day) (*calendar.Calendar, error)
	// Load brings the calendar in use up to date.
	Load(ctx context.Context) error
}

// dateFile is a file of days and dates: YAML with either list, or both.
type dateFile struct {
	Days  []dayFields  `yaml:"days,omitempty"`
	Dates []dateFields `yaml:"dates,omitempty"`

	// exports only
	Conventions []switchFields `yaml:"conventions,omitempty"`
}

// switchFields are a change of conventions as files represent it.
type switchFields struct {
	Tradition string `yaml:"tradition"`
	Before    string `yaml:"before"`
	After     string `yaml:"after"`
	At        string `yaml:"at"`
}

// read returns the change, and what is wrong with it.
func (f switchFields) read(cal *calendar.Calendar) (calendar.Switch, content.Problems) {
	var p problems
	if _, ok := cal.Tradition(f.Tradition); !ok {
		p.Add("tradition", "problem.tradition", "unknown tradition %q", f.Tradition)
	}
	for _, c := range []struct{ field, id string }{{"before", f.Before}, {"after", f.After}} {
		if !content.ValidID(c.id) {
			p.Add(c.field, "problem.id", "%q is not a convention", c.id)
		}
	}
	if f.At == "" {
		p.Add("at", "problem.required", "is missing")
	}
	return calendar.Switch{Tradition: f.Tradition, Before: f.Before, After: f.After, At: p.moment("at", f.At)}, p.Problems
}

// dayFields are an own day as files represent it.
type dayFields struct {
	ID     string   `yaml:"id"`
	Name   string   `yaml:"name"`
	NameEn string   `yaml:"name_en,omitempty"`
	Kind   string   `yaml:"kind,omitempty"`
	Days   integer  `yaml:"days,omitempty"`
	Begin  string   `yaml:"begin,omitempty"`
	Source string   `yaml:"source,omitempty"`
	Flag   string   `yaml:"flag,omitempty"`
	Rule   string   `yaml:"rule,omitempty"`
	Dates  []string `yaml:"dates,omitempty,flow"`
	Since  integer  `yaml:"since,omitempty"`
	Until  integer  `yaml:"until,omitempty"`

	// exports only
	Revision integer `yaml:"revision,omitempty"`
	At       string  `yaml:"at,omitempty"`
	Editor   string  `yaml:"editor,omitempty"`
}

// dateFields are a confirmation as files represent it.
type dateFields struct {
	Observance string  `yaml:"observance"`
	Date       string  `yaml:"date,omitempty"`
	Year       integer `yaml:"year,omitempty"` // of the reckoning; found from the date if left out
	Certainty  string  `yaml:"certainty,omitempty"`
	By         string  `yaml:"by,omitempty"`
	Checked    string  `yaml:"checked,omitempty"`
	Note       string  `yaml:"note,omitempty"`
	// Outside is set for a day outside of the bounds of the rule.
	Outside bool `yaml:"outside,omitempty"`

	// exports only
	Revision integer `yaml:"revision,omitempty"`
	At       string  `yaml:"at,omitempty"`
	Before   string  `yaml:"before,omitempty"`
	Editor   string  `yaml:"editor,omitempty"`
}

func (p *problems) revision(n integer, at, before string) calendar.Revision {
	return calendar.Revision{N: int(n), At: p.moment("at", at), Before: p.date("before", before)}
}

func (f *dayFields) day(p *problems) *content.Day {
	d := &content.Day{Editor: f.Editor, Day: own.Day{
		ID: calendar.ID(f.ID), Name: calendar.Name{German: f.Name, English: f.NameEn}, Kind: calendar.Kind(f.Kind), Days: int(f.Days),
		Begin: calendar.Begin(f.Begin), Source: f.Source, Flag: calendar.Flag(f.Flag), Since: int(f.Since), Until: int(f.Until), Revision: p.revision(f.Revision, f.At, ""),
	}}
	if f.Rule != "" {
		r, err := own.ParseRule(f.Rule)
		if err != nil {
			p.Add("rule", "problem.schedule", "%v", err)
		}
		d.Rule = r
	}
	for _, s := range f.Dates {
		d.Dates = append(d.Dates, p.date("dates", s))
	}
	slices.Sort(d.Dates)
	return d
}

func (f *dateFields) confirmation(p *problems) *content.Confirmation {
	a := &content.Confirmation{Editor: f.Editor, Outside: f.Outside, Confirmation: calendar.Confirmation{
		Observance: calendar.ID(f.Observance), Year: int(f.Year), First: p.date("date", f.Date), Certainty: calendar.Certainty(f.Certainty),
		By: f.By, Checked: p.date("checked", f.Checked), Note: f.Note, Revision: p.revision(f.Revision, f.At, f.Before),
	}}
	if f.Date == "" && f.Revision == 0 {
		p.Add("date", "problem.required", "is missing")
	}
	if a.First != 0 && f.Certainty == "" {
		a.Certainty = calendar.Confirmed
	}
	return a
}

// A dated is a day or a confirmation being imported; exactly one of the two is
// set.
type dated struct {
	spot
	fields   map[string]spot
	day      *content.Day
	date     *content.Confirmation
	problems content.Problems
}

func (d *dated) of(field string) spot {
	if s, ok := d.fields[field]; ok {
		return s
	}
	return d.spot
}

// dateFilePattern recognises YAML of days and dates by its first key.
var dateFilePattern = regexp.MustCompile(`(?m)\A(?:\x{feff}|\s|#[^\n]*\n|---\n)*(?:days|dates|conventions):`)

// datesIn reports whether a YAML file holds days or dates.
func datesIn(fsys fs.FS, name string) bool {
	f, err := fsys.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 4<<10))
	return err == nil && dateFilePattern.Match(bytes.ReplaceAll(head, []byte("\r\n"), []byte("\n")))
}

// readDates reads YAML of days and dates.
func readDates(im *Importer, _ context.Context, fsys fs.FS, b *batch) {
	raw, ok := b.read(fsys, b.file, maxSide)
	if !ok {
		return
	}
	var f dateFile
	lines, line, err := plainyaml.Decode(raw, maxSide, &f)
	if err != nil {
		b.problem(line, "%v", err)
		return
	}
	where := func(prefix string) (at spot, fields map[string]spot) {
		fields = make(map[string]spot)
		for name, line := range lines {
			if rest, ok := strings.CutPrefix(name, prefix+"."); ok {
				fields[rest] = spot{b.file, line}
			}
		}
		return spot{b.file, lines[prefix]}, fields
	}
	for i := range f.Days {
		var p problems
		d := &dated{day: f.Days[i].day(&p)}
		d.spot, d.fields = where(fmt.Sprintf("days.%d", i))
		d.problems = p.Problems
		b.dated = append(b.dated, d)
	}
	for i := range f.Dates {
		var p problems
		d := &dated{date: f.Dates[i].confirmation(&p)}
		d.spot, d.fields = where(fmt.Sprintf("dates.%d", i))
		d.problems = p.Problems
		b.dated = append(b.dated, d)
	}
	for i, x := range f.Conventions {
		at, fields := where(fmt.Sprintf("conventions.%d", i))
		s, wrong := x.read(im.Calendar())
		for _, p := range wrong {
			where, ok := fields[p.Field]
			if !ok {
				where = at
			}
			b.problemAt(where, "%s: %s", p.Field, p.Detail)
		}
		b.switches = append(b.switches, s)
	}
}

// dateColumns maps the headings of a table of dates, in lower case, to fields.
var dateColumns = map[string]func(*dateFields, string){
	"observance": func(f *dateFields, s string) { f.Observance = s }, "feiertag": func(f *dateFields, s string) { f.Observance = s },
	"date": func(f *dateFields, s string) { f.Date = s }, "datum": func(f *dateFields, s string) { f.Date = s },
	"by": func(f *dateFields, s string) { f.By = s }, "von": func(f *dateFields, s string) { f.By = s },
	"certainty": func(f *dateFields, s string) { f.Certainty = s },
	"checked":   func(f *dateFields, s string) { f.Checked = s }, "geprüft": func(f *dateFields, s string) { f.Checked = s },
	"note": func(f *dateFields, s string) { f.Note = s }, "hinweis": func(f *dateFields, s string) { f.Note = s },
	"year":    nil,                   // a number
	"outside": nil, "außerhalb": nil, // yes or no
}

// yesNo reads the cells of columns that are yes or no.
var yesNo = map[string]bool{"yes": true, "ja": true, "x": true, "1": true, "no": false, "nein": false, "0": false}

// ofDates reports whether the heading of a table is that of dates.
func ofDates(head []string) bool {
	return slices.ContainsFunc(head, func(s string) bool {
		s = strings.ToLower(strings.TrimSpace(s))
		return s == "observance" || s == "feiertag"
	})
}

// readDateRows reads the rows of a table of dates.
func readDateRows(b *batch, r rows, head []string, skipped int) {
	for i := range head {
		head[i] = strings.ToLower(strings.TrimSpace(head[i]))
		if _, ok := dateColumns[head[i]]; !ok {
			b.note(1+skipped, "column %q is not known and was left out", head[i])
		}
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			line, err := rowError(err, skipped)
			b.problem(line, "%v", err)
			continue
		}
		line, _ := r.FieldPos(0)
		line += skipped
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		if len(row) > len(head) {
			b.problem(line, "%d cells are more than the %d columns", len(row), len(head))
			continue
		}
		var f dateFields
		var p problems
		for i, cell := range row {
			cell = strings.TrimSpace(cell)
			switch set := dateColumns[head[i]]; {
			case cell == "":
			case head[i] == "year":
				n, err := strconv.Atoi(cell)
				if err != nil {
					p.Add("year", "problem.number", "%q is not a whole number", cell)
				}
				f.Year = integer(n)
			case set != nil:
				set(&f, cell)
			default:
				outside, ok := yesNo[strings.ToLower(cell)]
				if !ok {
					p.Add("outside", "problem.choice", "%q is neither yes nor no", cell)
				}
				f.Outside = outside
			}
		}
		d := &dated{spot: spot{b.file, line}, date: f.confirmation(&p)}
		d.problems = p.Problems
		b.dated = append(b.dated, d)
	}
}

// checkDates validates the days and dates of a file, and finds the years of
// dates from the calendar, including the days of the file.
func (im *Importer) checkDates(ctx context.Context, b *batch, called string) error {
	if len(b.dated) == 0 {
		return nil
	}
	var days []*content.Day
	for _, d := range b.dated {
		if d.day != nil {
			days = append(days, d.day)
		}
	}
	cal := im.Calendar()
	known := func(id calendar.ID) bool {
		_, ok := cal.Observance(id)
		return ok || slices.ContainsFunc(days, func(d *content.Day) bool { return d.ID == id })
	}
	for _, d := range b.dated {
		if d.day != nil {
			d.check(d.day.Validate(known))
		} else if ids := im.dayCalled(string(d.date.Observance)); len(ids) == 1 && d.date.Revision.N == 0 {
			d.date.Observance = ids[0]
		}
	}
	if len(days) > 0 && im.Almanac != nil {
		var err error
		if cal, err = im.Almanac.With(ctx, days...); err != nil {
			return err
		}
	}
	var together []calendar.Confirmation
	for _, d := range b.dated {
		if d.date == nil {
			continue
		}
		if d.date.Year == 0 {
			d.date.Year = d.date.First.Year()
			if near, ok := cal.Nearest(d.date.Observance, d.date.First, content.MaxMove); ok {
				d.date.Year = near.Year
			}
		}
		if len(d.problems) == 0 {
			together = append(together, d.date.Confirmation)
		}
	}
	cal = cal.With(together...)
	seen := make(map[string]int)
	for _, d := range b.dated {
		id := ""
		switch {
		case d.day != nil:
			id = string(d.day.ID)
		default:
			if len(d.problems) == 0 {
				d.check(d.date.Validate(cal))
			}
			id = d.date.ID()
		}
		if d.date == nil || d.date.Revision.N == 0 { // an export has several of them
			if line, twice := seen[id]; twice {
				b.problemAt(d.spot, "%s appears a second time, after line %d", id, line)
			} else if other := im.seen[id]; other != "" {
				b.problemAt(d.spot, "%s appears a second time, after %s", id, other)
			}
			seen[id] = d.line
		}
		for _, p := range d.problems {
			if p.Key == "problem.observance" && d.date != nil {
				if several := im.several(d.date.Observance); several != "" {
					p.Detail = several
				} else {
					p.Detail += im.meantDays(string(d.date.Observance))
				}
			}
			b.problemAt(d.of(p.Field), "%s: %s", p.Field, p.Detail)
		}
	}
	if len(b.problems) == 0 {
		for id := range seen {
			im.seen[id] = called
		}
	}
	return nil
}

// check adds what a validation found, except for fields that cannot be read.
func (d *dated) check(err error) {
	var more content.Problems
	errors.As(err, &more)
	for _, p := range more {
		if !slices.ContainsFunc(d.problems, func(q content.Problem) bool { return q.Field == p.Field }) {
			d.problems = append(d.problems, p)
		}
	}
}

// storeDates stores the days and dates of a file in one transaction, and
// returns how many were new or different from before.
func (im *Importer) storeDates(ctx context.Context, b *batch) (changed int, err error) {
	var days []*content.Day
	var dates []*content.Confirmation
	for _, d := range b.dated {
		if d.day != nil {
			days = append(days, d.day)
		} else {
			dates = append(dates, d.date)
		}
	}
	if len(b.dated) == 0 {
		return 0, nil
	}
	changed, err = im.Store.SaveCalendar(ctx, im.By, days, dates)
	if err == nil && changed > 0 && im.Almanac != nil {
		err = im.Almanac.Load(ctx)
	}
	return changed, err
}

// storeSwitches stores the changes of conventions of a file, and returns how many were
// not known before.
func (im *Importer) storeSwitches(ctx context.Context, b *batch) (changed int, err error) {
	if len(b.switches) == 0 {
		return 0, nil
	}
	changed, err = im.Store.SaveSwitches(ctx, im.By, b.switches...)
	if err == nil && changed > 0 && im.Almanac != nil {
		err = im.Almanac.Load(ctx)
	}
	return changed, err
}

// datesFolder is where an export puts days and dates.
const datesFolder = "kalender"

// datesInFile is roughly how many entries a file of an export holds: it ends
// with a whole year of an observance.
const datesInFile = 500

// dates writes all days, everything ever entered for dates and the changes of
// conventions, and returns how many there were.
func (e *exporter) dates(days []*content.Day, entries []*content.Confirmation, switches []calendar.Switch) (n int, err error) {
	var files []dateFile
	var f dateFile
	for _, s := range switches {
		f.Conventions = append(f.Conventions, switchFields{Tradition: s.Tradition, Before: s.Before, After: s.After, At: stamp(s.At)})
	}
	for _, d := range days {
		x := dayFields{
			ID: string(d.ID), Name: d.Name.German, NameEn: d.Name.English, Kind: string(d.Kind), Days: integer(d.Days), Begin: string(d.Begin),
			Source: d.Source, Flag: string(d.Flag), Rule: d.Rule.String(), Since: integer(d.Since), Until: integer(d.Until),
			Revision: integer(d.Revision.N), At: stamp(d.Revision.At), Editor: d.Editor,
		}
		for _, s := range d.Dates {
			x.Dates = append(x.Dates, s.String())
		}
		f.Days = append(f.Days, x)
	}
	for i, a := range entries {
		if len(f.Dates) >= datesInFile && a.ID() != entries[i-1].ID() {
			files, f = append(files, f), dateFile{}
		}
		f.Dates = append(f.Dates, dateFields{
			Observance: string(a.Observance), Date: day(a.First), Year: integer(a.Year), Certainty: string(a.Certainty),
			By: a.By, Checked: day(a.Checked), Note: a.Note,
			Revision: integer(a.Revision.N), At: stamp(a.Revision.At), Before: day(a.Revision.Before), Editor: a.Editor,
		})
	}
	if len(f.Days)+len(f.Dates)+len(f.Conventions) > 0 {
		files = append(files, f)
	}
	for i, f := range files {
		var y bytes.Buffer
		if err := writeFront(&y, f); err != nil {
			return 0, err
		}
		if err := e.file(filepath.Join(datesFolder, fmt.Sprintf("tage-%03d.yaml", i+1)), &y); err != nil {
			return 0, err
		}
	}
	return len(days) + len(entries) + len(switches), nil
}
