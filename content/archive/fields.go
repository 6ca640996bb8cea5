package archive

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/goccy/go-yaml/ast"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/office"
)

// fields are a record as files represent it: the front matter of Markdown, an
// object of JSON lines, a side file, a row of CSV. Names are those of the
// files.
type fields struct {
	ID          string   `yaml:"id" json:"id"`
	UID         string   `yaml:"uid,omitempty" json:"uid,omitempty"`
	Slug        string   `yaml:"slug,omitempty" json:"slug,omitempty"`
	Type        string   `yaml:"type" json:"type"`
	Title       string   `yaml:"title" json:"title"`
	Lang        string   `yaml:"lang,omitempty" json:"lang,omitempty"`
	Summary     string   `yaml:"summary,omitempty" json:"summary,omitempty"`
	Body        string   `yaml:"body,omitempty" json:"body,omitempty"` // in Markdown it follows the front matter
	Tradition   string   `yaml:"tradition,omitempty" json:"tradition,omitempty"`
	Traditions  []string `yaml:"traditions,omitempty,flow" json:"traditions,omitempty"`
	Observances []string `yaml:"observances,omitempty,flow" json:"observances,omitempty"`
	Dezernat    string   `yaml:"dezernat,omitempty" json:"dezernat,omitempty"`
	Tags        []string `yaml:"tags,omitempty,flow" json:"tags,omitempty"`
	Date        string   `yaml:"date,omitempty" json:"date,omitempty"`
	State       string   `yaml:"state,omitempty" json:"state,omitempty"`
	Publish     *publish `yaml:"publish,omitempty" json:"publish,omitempty"`
	Correction  string   `yaml:"correction,omitempty" json:"correction,omitempty"`

	// Picture and the pages of brochures have files of their own.
	Picture  *pictured  `yaml:"picture,omitempty" json:"picture,omitempty"`
	Pictures []pictured `yaml:"pictures,omitempty" json:"pictures,omitempty"` // in the text
	Brochure string     `yaml:"brochure,omitempty" json:"brochure,omitempty"`
	Page     integer    `yaml:"page,omitempty" json:"page,omitempty"`
	Pages    []sheet    `yaml:"pages,omitempty" json:"pages,omitempty"`
	NoText   bool       `yaml:"no_text,omitempty" json:"no_text,omitempty"` // of a page given as a record of its own

	// taken are the pictures in the texts.
	taken []taken
	// document is what the body is made of; nil for Markdown.
	document *office.Text

	// own are the fields of the type, by name, as in content.Description.
	own ownFields
	// untimed is which of start and end has a time of day that is not kept, as the
	// other has none.
	untimed string

	// exports only
	Created      string        `yaml:"created,omitempty" json:"created,omitempty"`
	Updated      string        `yaml:"updated,omitempty" json:"updated,omitempty"`
	Addresses    []string      `yaml:"addresses,omitempty,flow" json:"addresses,omitempty"` // former slugs
	Editions     []edition     `yaml:"editions,omitempty" json:"editions,omitempty"`
	Version      *version      `yaml:"version,omitempty" json:"version,omitempty"`
	Translations []translation `yaml:"translations,omitempty" json:"translations,omitempty"` // Markdown: separate files
}

type translation struct {
	Lang    string `yaml:"lang" json:"lang"`
	Title   string `yaml:"title" json:"title"`
	Summary string `yaml:"summary,omitempty" json:"summary,omitempty"`
	Body    string `yaml:"body,omitempty" json:"body,omitempty"`
}

type pictured struct {
	File string `yaml:"file" json:"file"`
	Alt  string `yaml:"alt,omitempty" json:"alt,omitempty"` // of a picture in the text it stands there
	// Decorative stands instead of Alt.
	Decorative bool   `yaml:"decorative,omitempty" json:"decorative,omitempty"`
	Credit     string `yaml:"credit,omitempty" json:"credit,omitempty"`
	Licence    string `yaml:"licence,omitempty" json:"licence,omitempty"`
}

type sheet struct {
	ID         string   `yaml:"id,omitempty" json:"id,omitempty"`
	Number     integer  `yaml:"page" json:"page"`
	Title      string   `yaml:"title,omitempty" json:"title,omitempty"`
	Text       string   `yaml:"text,omitempty" json:"text,omitempty"`
	NoText     bool     `yaml:"no_text,omitempty" json:"no_text,omitempty"`
	Dezernat   string   `yaml:"dezernat,omitempty" json:"dezernat,omitempty"`
	Traditions []string `yaml:"traditions,omitempty,flow" json:"traditions,omitempty"`
	Tags       []string `yaml:"tags,omitempty,flow" json:"tags,omitempty"`
}

// integer is a whole number. The YAML reader would take 1.5 for 1.
type integer int

// UnmarshalYAML implements yaml.NodeUnmarshaler.
func (w *integer) UnmarshalYAML(node ast.Node) error {
	t := node.GetToken()
	n, err := strconv.Atoi(t.Value)
	if err != nil {
		return fmt.Errorf("[%d:%d] %q is not a whole number", t.Position.Line, t.Position.Column, t.Value)
	}
	*w = integer(n)
	return nil
}

// publish is a schedule as files represent it.
type publish struct {
	From       string   `yaml:"from,omitempty" json:"from,omitempty"` // a moment, or "eve" or "first" with an observance
	Until      string   `yaml:"until,omitempty" json:"until,omitempty"`
	Observance string   `yaml:"observance,omitempty" json:"observance,omitempty"`
	Days       *integer `yaml:"days,omitempty" json:"days,omitempty"`
	Workdays   *integer `yaml:"workdays,omitempty" json:"workdays,omitempty"`
	At         string   `yaml:"at,omitempty" json:"at,omitempty"`
	Every      string   `yaml:"every,omitempty" json:"every,omitempty"` // "occurrence" or "once"
	Show       string   `yaml:"show,omitempty" json:"show,omitempty"`   // "14d"
	Since      string   `yaml:"since,omitempty" json:"since,omitempty"`
	Uncertain  string   `yaml:"uncertain,omitempty" json:"uncertain,omitempty"`
	Free       string   `yaml:"free,omitempty" json:"free,omitempty"`   // "before" or "after"
	Renew      bool     `yaml:"renew,omitempty" json:"renew,omitempty"` // later editions only if looked at again
}

// edition is one that has begun or, with a choice, what was decided about one:
// "skip", "move" (to From) or "renew".
type edition struct {
	Key        string `yaml:"key" json:"key"`
	Choice     string `yaml:"choice,omitempty" json:"choice,omitempty"`
	Occurrence string `yaml:"occurrence,omitempty" json:"occurrence,omitempty"`
	From       string `yaml:"from,omitempty" json:"from,omitempty"`
	Until      string `yaml:"until,omitempty" json:"until,omitempty"`
	Note       string `yaml:"note,omitempty" json:"note,omitempty"`
}

// choice reads what was decided about an edition.
func (e edition) choice(p *problems) content.Choice {
	c := content.Choice{Key: e.Key, Kind: content.ChoiceKind(e.Choice), Moment: p.moment("editions.from", e.From), Note: e.Note}
	if _, err := calendar.ParseDate(e.Key); err != nil {
		p.Add("editions.key", "problem.date", "%q is not the day of an occurrence", e.Key)
	}
	switch c.Kind {
	case content.Skip, content.Renew:
	case content.MoveTo:
		if c.Moment.IsZero() {
			p.Add("editions.from", "problem.required", "is missing: to which moment is it moved?")
		}
	default:
		p.Add("editions.choice", "problem.schedule", "%q is not one of skip, move, renew", e.Choice)
	}
	if !content.ValidReason(e.Note) {
		p.Add("editions.note", "problem.text", "must be a printable text of at most 1000 bytes")
	}
	return c
}

// problems collects what is wrong with the form of a record; Validate finds
// what is wrong with its content.
type problems struct{ content.Problems }

func (p *problems) date(field, s string) calendar.Date {
	if s == "" {
		return 0
	}
	d, err := readDate(s)
	if err != nil {
		p.Add(field, "problem.date", "%v", err)
	}
	return d
}

// moment reads an RFC 3339 time, a time without a zone (taken as Berlin time),
// or a day (taken as its midnight in Berlin), also as they are written in German. A
// time that clocks there do not show, or show twice, is no moment.
func (p *problems) moment(field, s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC()
	}
	wall, err := readWall(s)
	if err != nil {
		p.Add(field, "problem.time", "%v", err)
		return time.Time{}
	}
	switch at := calendar.Moments(wall); len(at) {
	case 0:
		p.Add(field, "problem.time", "%q does not exist: clocks are put forward in that night; write an earlier or a later time", s)
		return time.Time{}
	case 1:
		return at[0].UTC()
	default:
		p.Add(field, "problem.time", "%q comes twice: clocks are put back in that night; write %s or %s", s, at[0].Format(time.RFC3339), at[1].Format(time.RFC3339))
		return time.Time{}
	}
}

var showPattern = regexp.MustCompile(`^([0-9]{1,4}) ?(?:d|Tage?)?$`)

// schedule reads the part "publish".
func (p *problems) schedule(f *publish) content.Schedule {
	var s content.Schedule
	if f == nil {
		return s
	}
	if f.Observance == "" {
		for _, x := range []struct {
			name string
			set  bool
		}{{"days", f.Days != nil}, {"workdays", f.Workdays != nil}, {"at", f.At != ""}, {"every", f.Every != ""}, {"show", f.Show != ""}, {"since", f.Since != ""}, {"uncertain", f.Uncertain != ""}} {
			if x.set {
				p.Add("publish."+x.name, "problem.schedule", "needs publish.observance")
			}
		}
		if m := beforeFeast.FindStringSubmatch(oneSpace(f.From)); m != nil {
			p.Add("publish.from", "problem.schedule", "%q is counted from a feast: write publish: %s", f.From, counted(m))
			return s
		}
		s.From, s.Until = p.moment("publish.from", f.From), p.moment("publish.until", f.Until)
		return s
	}
	s.Observance = calendar.ID(f.Observance)
	switch f.From {
	case "", "first":
	case "eve":
		s.FromEve = true
	default:
		p.Add("publish.from", "problem.schedule", "%q is neither first nor eve, and a moment excludes publish.observance", f.From)
	}
	if f.Until != "" {
		p.Add("publish.until", "problem.schedule", "excludes publish.observance; say for how long with publish.show")
	}
	switch {
	case f.Days != nil && f.Workdays != nil:
		p.Add("publish.workdays", "problem.schedule", "days and workdays exclude each other")
	case f.Days != nil:
		s.Offset = int(*f.Days)
	case f.Workdays != nil:
		s.Offset, s.Workdays = int(*f.Workdays), true
	}
	if f.At != "" {
		at, err := readTime(f.At)
		if err != nil {
			p.Add("publish.at", "problem.time", "%v", err)
		}
		s.At = at
	}
	switch f.Every {
	case "", "occurrence":
	case "once":
		s.Once = true
	default:
		p.Add("publish.every", "problem.schedule", "%q is neither occurrence nor once", f.Every)
	}
	if f.Show != "" {
		m := showPattern.FindStringSubmatch(f.Show)
		if m == nil {
			p.Add("publish.show", "problem.number", "%q is not a number of days such as 14d", f.Show)
		} else {
			s.ShowDays, _ = strconv.Atoi(m[1])
		}
	}
	s.Since = p.date("publish.since", f.Since)
	s.Uncertain = content.Uncertainty(f.Uncertain)
	s.Free, s.Renew = content.FreeDay(f.Free), f.Renew
	return s
}

// beforeFeast matches a moment that is counted from a feast, as people write it.
var beforeFeast = regexp.MustCompile(`^(?i)(\d{1,3}) (tage?n?|arbeitstage?n?|werktage?n?) (vor|nach) (?:dem |der )?(.+?)(?:,? (?:um )?(\d{1,2}[:.]\d{2}|\d{1,2})(?: Uhr)?)?$`)

// counted returns the schedule that beforeFeast matches, as front matter has it.
func counted(m []string) string {
	days, sign, at := "days", "", ""
	if !strings.HasPrefix(strings.ToLower(m[2]), "tag") {
		days = "workdays"
	}
	if strings.EqualFold(m[3], "vor") {
		sign = "-"
	}
	if t, err := readTime(m[5] + " Uhr"); err == nil {
		at = fmt.Sprintf(", at: %q", t)
	}
	return fmt.Sprintf("{observance: %s, %s: %s%s%s}", m[4], days, sign, m[1], at)
}

// written turns a schedule back into the part "publish"; nil for none.
func written(s content.Schedule) *publish {
	if s == (content.Schedule{}) {
		return nil
	}
	if !s.ByHoliday() {
		return &publish{From: stamp(s.From), Until: stamp(s.Until)}
	}
	f := &publish{Observance: string(s.Observance), At: s.At.String(), Every: "occurrence", Uncertain: string(s.Uncertain), Free: string(s.Free), Renew: s.Renew}
	if s.FromEve {
		f.From = "eve"
	}
	if offset := integer(s.Offset); s.Workdays {
		f.Workdays = &offset
	} else {
		f.Days = &offset
	}
	if s.Once {
		f.Every = "once"
	}
	if s.ShowDays > 0 {
		f.Show = fmt.Sprintf("%dd", s.ShowDays)
	}
	f.Since = day(s.Since)
	return f
}

func day(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func stamp(t time.Time) string {
	if t.IsZero() || !t.Before(content.Forever) {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// bodyOf returns a text of the fields without blank lines around it, but for that of
// an export, which is taken as it is. An indented first line stays one.
func (f *fields) bodyOf(s string) string {
	if f.Version != nil {
		return s
	}
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	for {
		line, rest, more := strings.Cut(s, "\n")
		if !more || strings.TrimSpace(line) != "" {
			return s
		}
		s = rest
	}
}

// record turns fields into a record. Brochure pages from JSON lines have been
// put together before.
func (f *fields) record() (content.Record, content.History, content.Problems) {
	var p problems
	it := content.Item{
		ID: f.ID, UID: f.UID, Slug: f.Slug, Type: typeOf(f.Type), Dezernat: f.Dezernat, Tags: f.Tags,
		Text:  content.Text{Lang: langOf(f.Lang), Title: strings.TrimSpace(f.Title), Summary: strings.TrimSpace(f.Summary), Body: f.bodyOf(f.Body)},
		State: stateOf(f.State), Correction: f.Correction, Traditions: f.Traditions,
		Date: p.date("date", f.Date), Publish: p.schedule(f.Publish),
		Created: p.moment("created", f.Created), Updated: p.moment("updated", f.Updated),
	}
	if it.Lang == "" {
		it.Lang = content.German
	}
	if it.State == "" {
		it.State = content.Approved
	}
	if it.Slug == "" && content.ValidID(it.ID) {
		it.Slug = it.ID // as at the desk; a slug that was taken out is a former address
	}
	if f.Tradition != "" && !slices.Contains(it.Traditions, f.Tradition) {
		it.Traditions = append([]string{f.Tradition}, it.Traditions...)
	}
	for _, o := range f.Observances {
		it.Observances = append(it.Observances, calendar.ID(o))
	}
	for _, t := range f.Translations {
		it.Translations = append(it.Translations, content.Text{Lang: t.Lang, Title: strings.TrimSpace(t.Title), Summary: strings.TrimSpace(t.Summary), Body: f.bodyOf(t.Body)})
	}
	for _, t := range f.taken {
		it.Pictures = append(it.Pictures, t.Picture)
	}
	var history content.History
	for _, a := range f.Addresses {
		if !content.ValidID(a) {
			p.Add("addresses", "problem.id", "%q must be small letters, digits and hyphens, at most 120", a)
		}
		history.Addresses = append(history.Addresses, a)
	}
	for _, e := range f.Editions {
		if e.Choice != "" {
			history.Choices = append(history.Choices, e.choice(&p))
			continue
		}
		until := p.moment("editions.until", e.Until)
		if until.IsZero() {
			until = content.Forever
		}
		history.Editions = append(history.Editions, content.Edition{
			Key: e.Key, Occurrence: p.date("editions.occurrence", e.Occurrence), From: p.moment("editions.from", e.From), Until: until,
		})
	}
	if f.Version != nil {
		history.Versions = append(history.Versions, f.Version.read(&p))
	}
	r := f.typed(it, &p)
	return r, history, p.Problems
}

// typed adds what belongs to the type.
func (f *fields) typed(it content.Item, p *problems) content.Record {
	d := content.Describe(it.Type)
	switch {
	case it.Type == "":
		p.Add("type", "problem.required", "is missing")
		return nil
	case d == nil:
		p.Add("type", "problem.type", "%q is not one of %v", it.Type, content.Types())
		return nil
	}
	r := d.New()
	*r.Base() = it
	f.own.into(r, p)
	switch r := r.(type) {
	case *content.Brochure:
		for _, g := range f.Pages {
			if g.ID == "" {
				g.ID = content.PageID(it.ID, int(g.Number))
			}
			r.PageCount = max(r.PageCount, len(r.Pages)+1, min(int(g.Number), content.MaxPages))
			r.Pages = append(r.Pages, content.Page{ID: g.ID, Number: int(g.Number), Title: g.Title, Text: g.Text, NoText: g.NoText, Dezernat: g.Dezernat, Traditions: g.Traditions, Tags: g.Tags})
		}
	case *content.Event:
		f.times(r, p)
	}
	return r
}

// times reads the start and the end of an event. One with only a date takes all
// that day; a start or end without a time of day makes it take whole days too.
func (f *fields) times(e *content.Event, p *problems) {
	e.Sequence = max(e.Sequence, 0)
	start, end := f.own.text("start"), f.own.text("end")
	if start == "" {
		start = f.Date
		e.Start = p.moment("start", start)
	}
	if end == "" {
		end, e.End = start, e.Start
	}
	if isDay(start) || isDay(end) {
		f.untimed = timedOne(e, start, end)
		takeWholeDays(e, end, p)
	}
	if e.Date == 0 && !e.Start.IsZero() {
		e.Date, _ = e.Days()
	}
}

// timedOne returns which of start and end has a time of day, if the other has none;
// midnight is none.
func timedOne(e *content.Event, start, end string) string {
	timed := func(s string, at time.Time) bool {
		at = at.In(calendar.Berlin)
		return !isDay(s) && !at.Equal(calendar.DateOf(at).At(0, 0, calendar.Berlin))
	}
	switch {
	case e.Start.IsZero() || e.End.IsZero():
	case timed(start, e.Start) && isDay(end):
		return "start"
	case timed(end, e.End) && isDay(start):
		return "end"
	}
	return ""
}

func isDay(s string) bool {
	_, err := readDate(s)
	return err == nil
}

// takeWholeDays makes an event last from its first day to its last one, of which
// one at least is given without a time of day.
func takeWholeDays(e *content.Event, end string, p *problems) {
	if e.Start.IsZero() || e.End.IsZero() {
		return // what cannot be read is told already
	}
	e.AllDay = true
	first, last := calendar.DateOf(e.Start.In(calendar.Berlin)), calendar.DateOf(e.End.In(calendar.Berlin))
	if midnight := last.At(0, 0, calendar.Berlin); !isDay(end) && midnight.Equal(e.End) && last > first {
		last-- // it ends with the day before
	}
	e.Start, e.End = first.At(0, 0, calendar.Berlin).UTC(), (last+1).At(0, 0, calendar.Berlin).UTC()
	if last < first {
		p.Add("end", "problem.end-before-start", "is before the start")
		e.End = e.Start
	}
}

// of turns a record into fields.
func of(r content.Record, history []content.Edition) *fields {
	it := r.Base()
	f := &fields{
		ID: it.ID, UID: it.UID, Type: string(it.Type), Title: it.Title, Lang: it.Lang, Summary: it.Summary, Body: it.Body,
		Traditions: it.Traditions, Dezernat: it.Dezernat, Tags: it.Tags, Date: day(it.Date), State: string(it.State),
		Publish: written(it.Publish), Correction: it.Correction, Created: stamp(it.Created), Updated: stamp(it.Updated),
	}
	if it.Slug != it.ID {
		f.Slug = it.Slug
	}
	for _, o := range it.Observances {
		f.Observances = append(f.Observances, string(o))
	}
	for _, t := range it.Translations {
		f.Translations = append(f.Translations, translation{t.Lang, t.Title, t.Summary, t.Body})
	}
	for _, e := range history {
		f.Editions = append(f.Editions, edition{Key: e.Key, Occurrence: day(e.Occurrence), From: stamp(e.From), Until: stamp(e.Until)})
	}
	for _, c := range it.Choices {
		f.Editions = append(f.Editions, edition{Key: c.Key, Choice: string(c.Kind), From: stamp(c.Moment), Note: c.Note})
	}
	for _, p := range it.Pictures {
		f.Pictures = append(f.Pictures, *picturedOf(p))
	}
	f.own = ownOf(r)
	switch r := r.(type) {
	case *content.Article:
		if r.Picture.File.Size > 0 {
			f.Picture = picturedOf(r.Picture)
		}
	case *content.Brochure:
		for _, g := range r.Pages {
			f.Pages = append(f.Pages, sheet{ID: g.ID, Number: integer(g.Number), Title: g.Title, Text: g.Text, NoText: g.NoText, Dezernat: g.Dezernat, Traditions: g.Traditions, Tags: g.Tags})
		}
	case *content.Event:
		if r.AllDay {
			first, last := r.Days()
			f.own["start"], f.own["end"] = first.String(), last.String()
		}
	}
	return f
}
