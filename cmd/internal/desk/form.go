package desk

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// A form is what the editor sends. Its fields are called as the problems of a
// record are. A field that a form lacks leaves the record as it is, so nothing
// is lost that a form does not show; boxes that may be empty are preceded by an
// empty field of the same name.
type form url.Values

func (f form) get(name string) string { return url.Values(f).Get(name) }

func (f form) has(name string) bool { return url.Values(f).Has(name) }

// line returns a field of one line.
func (f form) line(name string) string { return strings.TrimSpace(f.get(name)) }

// text returns a field of several lines with the line ends of texts.
func (f form) text(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(f.get(name), "\r\n", "\n"), "\r", "\n")
}

// maxListed is how many values of a field are looked at. No field may hold as
// many, so that one which does has a problem whatever the others are.
const maxListed = 1000

// list returns the values of a field that may be repeated, each of which may
// hold several, without repeats.
func (f form) list(name, separator string) []string {
	var out []string
	for _, v := range f[name] {
		for s := range strings.SplitSeq(v, separator) {
			if s = strings.TrimSpace(s); s != "" && len(out) < maxListed && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// on reports whether a box is ticked.
func (f form) on(name string) bool {
	v := f[name]
	return len(v) > 0 && v[len(v)-1] != "" && v[len(v)-1] != "0"
}

// base returns the head that the form was made of, and whether it says so.
func (f form) base() (int64, bool) {
	n, err := strconv.ParseInt(f.get("base"), 10, 64)
	return n, err == nil && n >= 0
}

// latest returns the approved version that the page with the form told of; 0 if
// none.
func (f form) latest() int64 {
	n, _ := strconv.ParseInt(f.get("latest"), 10, 64)
	return n
}

// The ways in which a form chooses a schedule.
const (
	byHoliday = "feier"
	byMoments = "zeit"
)

// article returns a record with what the form says in place of what was there,
// and what is wrong with the form. What is wrong with the content is found by
// Validate.
func (f form) article(was *content.Article) (*content.Article, content.Problems) {
	a := *was
	var p content.Problems
	if f.has("title") {
		a.Title = f.line("title")
	}
	if f.has("summary") {
		a.Summary = strings.TrimSpace(f.text("summary"))
	}
	if f.has("body") {
		a.Body = f.text("body")
	}
	if f.has("lang") {
		a.Lang = f.line("lang")
	}
	if f.has("slug") {
		if a.Slug = f.line("slug"); a.Slug == "" {
			a.Slug = a.ID
		}
	}
	if f.has("traditions") {
		a.Traditions = f.list("traditions", " ")
	}
	if f.has("observances") {
		a.Observances = nil
		for _, id := range f.list("observances", " ") {
			a.Observances = append(a.Observances, calendar.ID(id))
		}
	}
	if f.has("dezernat") {
		a.Dezernat = f.line("dezernat")
	}
	if f.has("tags") {
		a.Tags = f.list("tags", ",")
	}
	if f.has("sources") {
		a.Sources = nil
		for _, s := range strings.Split(f.text("sources"), "\n") {
			if s = strings.TrimSpace(s); s != "" {
				a.Sources = append(a.Sources, s)
			}
		}
	}
	if f.has("correction") {
		a.Correction = strings.TrimSpace(f.text("correction"))
	}
	if a.Picture.File.Size > 0 && f.has("picture.alt") {
		a.Picture.Alt = f.line("picture.alt")
	}
	if a.Picture.File.Size > 0 && f.has("picture.decorative") {
		a.Picture.Decorative = f.on("picture.decorative")
	}
	a.Translations = f.translations(&a.Item)
	a.Publish = f.schedule(was.Publish, &p)
	return &a, p
}

// translations returns the other texts; one without a word is none.
func (f form) translations(it *content.Item) []content.Text {
	var out []content.Text
	for _, lang := range content.Languages() {
		if lang == it.Lang {
			continue
		}
		t, _ := it.TextIn(lang)
		if t.Lang != lang {
			t = content.Text{Lang: lang}
		}
		if f.has(lang + ".title") {
			t.Title = f.line(lang + ".title")
		}
		if f.has(lang + ".summary") {
			t.Summary = strings.TrimSpace(f.text(lang + ".summary"))
		}
		if f.has(lang + ".body") {
			t.Body = f.text(lang + ".body")
		}
		if t.Title != "" || t.Summary != "" || strings.TrimSpace(t.Body) != "" {
			out = append(out, t)
		}
	}
	// The order of those that were there stays, so that a form that changes
	// nothing changes nothing.
	place := func(t content.Text) int {
		i := slices.IndexFunc(it.Translations, func(h content.Text) bool { return h.Lang == t.Lang })
		if i < 0 {
			return len(it.Translations)
		}
		return i
	}
	slices.SortStableFunc(out, func(a, b content.Text) int { return place(a) - place(b) })
	return out
}

// observance is the holiday of the schedule; a hidden field before the choices
// stands for none.
func (f form) observance() calendar.ID {
	v := f["publish.observance"]
	if len(v) == 0 {
		return ""
	}
	return calendar.ID(strings.TrimSpace(v[len(v)-1]))
}

// schedule reads the fields that begin with "publish.".
func (f form) schedule(was content.Schedule, p *content.Problems) content.Schedule {
	kind := f.get("publish.kind")
	moments := f.line("publish.from") != "" || f.line("publish.until") != ""
	switch {
	case kind == byMoments && !was.ByHoliday() && !moments && f.observance() != "":
		kind = byHoliday // who chooses a holiday means it, even if the button above was forgotten
	case kind != "":
	case f.observance() != "":
		kind = byHoliday
	case moments:
		kind = byMoments
	case was.ByHoliday() && !f.has("publish.observance"):
		kind = byHoliday
	default:
		kind = byMoments
	}
	s := was
	if kind != byHoliday {
		s = content.Schedule{From: was.From, Until: was.Until}
		if f.has("publish.from") {
			s.From = f.moment("publish.from", was.From, p)
		}
		if f.has("publish.until") {
			s.Until = f.moment("publish.until", was.Until, p)
		}
		return s
	}
	s.From, s.Until = time.Time{}, time.Time{}
	if f.has("publish.observance") {
		s.Observance = f.observance()
	}
	if s.Observance == "" {
		p.Add("publish.observance", "problem.required", "is missing")
	}
	if f.has("publish.days") {
		n := f.number("publish.days", p)
		switch {
		case n > 0 && f.get("publish.side") == "before":
			n = -n
		case n < 0 && f.get("publish.side") == "after":
			n = -n
		}
		s.Offset = n
	}
	if f.has("publish.workdays") {
		s.Workdays = f.on("publish.workdays")
	}
	if f.has("publish.eve") {
		s.FromEve = f.on("publish.eve")
	}
	if v := f.line("publish.at"); v != "" {
		at, err := content.ParseTimeOfDay(v)
		if err != nil {
			p.Add("publish.at", "problem.time", "%v", err)
		}
		s.At = at
	} else if f.has("publish.at") {
		s.At = 0
	}
	if f.has("publish.every") {
		s.Once = f.get("publish.every") == "once"
	}
	if f.has("publish.show") {
		s.ShowDays = f.number("publish.show", p)
	}
	if f.has("publish.uncertain") {
		s.Uncertain = content.Uncertainty(f.line("publish.uncertain"))
	}
	if f.has("publish.free") {
		s.Free = content.FreeDay(f.line("publish.free"))
	}
	if f.has("publish.renew") {
		s.Renew = f.on("publish.renew")
	}
	return s
}

// number reads a whole number; empty is 0, and "14d" is 14.
func (f form) number(name string, p *content.Problems) int {
	v := strings.TrimSuffix(f.line(name), "d")
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		p.Add(name, "problem.number", "%q is not a whole number", v)
	}
	return n
}

// momentLayout is how browsers write a moment without a zone, which is Berlin's.
const momentLayout = "2006-01-02T15:04"

// momentField writes a moment for a field.
func momentField(t time.Time) string {
	switch {
	case t.IsZero() || !t.Before(content.Forever):
		return ""
	case t.Second() != 0:
		return t.In(calendar.Berlin).Format(momentLayout + ":05")
	}
	return t.In(calendar.Berlin).Format(momentLayout)
}

// moment reads a moment. One that is written as before is the one before, even
// in the hour that there is twice; another in that hour, or in the one that there is
// not, is none.
func (f form) moment(name string, was time.Time, p *content.Problems) time.Time {
	v := f.line(name)
	if v == "" || v == momentField(was) {
		if v == "" {
			return time.Time{}
		}
		return was
	}
	if t, err := time.Parse(time.RFC3339, v); err == nil {
		return t.UTC().Truncate(time.Second)
	}
	for _, layout := range []string{momentLayout, momentLayout + ":05", "2006-01-02 15:04", "2006-01-02"} {
		wall, err := time.Parse(layout, v)
		if err != nil {
			continue
		}
		switch at := calendar.Moments(wall); len(at) {
		case 1:
			return at[0].UTC()
		case 0:
			p.Add(name, "problem.time-skipped", "%q does not exist: clocks are put forward in that night", v)
		default:
			p.Add(name, "problem.time-twice", "%q comes twice: clocks are put back in that night", v)
		}
		return was
	}
	p.Add(name, "problem.time", "%q is not a moment", v)
	return was
}

// fieldsOf writes a record into the fields of a form.
func fieldsOf(a *content.Article) form {
	f := form{}
	set := func(name, value string) { f[name] = []string{value} }
	set("title", a.Title)
	set("summary", a.Summary)
	set("body", a.Body)
	set("lang", a.Lang)
	set("slug", a.Slug)
	f["traditions"] = append([]string{""}, a.Traditions...)
	f["observances"] = []string{""}
	for _, id := range a.Observances {
		f["observances"] = append(f["observances"], string(id))
	}
	set("dezernat", a.Dezernat)
	set("tags", strings.Join(a.Tags, ", "))
	set("sources", strings.Join(a.Sources, "\n"))
	set("correction", a.Correction)
	if a.Picture.File.Size > 0 {
		set("picture.alt", a.Picture.Alt)
		f["picture.decorative"] = []string{"", box(a.Picture.Decorative)}
	}
	for _, lang := range content.Languages() {
		if lang == a.Lang {
			continue
		}
		t, ok := a.TextIn(lang)
		if !ok {
			t = content.Text{}
		}
		set(lang+".title", t.Title)
		set(lang+".summary", t.Summary)
		set(lang+".body", t.Body)
	}
	s := a.Publish
	set("publish.kind", byMoments)
	if s.ByHoliday() {
		set("publish.kind", byHoliday)
	}
	set("publish.observance", string(s.Observance))
	days, side := s.Offset, "before"
	if days > 0 {
		side = "after"
	}
	set("publish.days", strconv.Itoa(max(days, -days)))
	set("publish.side", side)
	set("publish.workdays", box(s.Workdays))
	set("publish.eve", box(s.FromEve))
	set("publish.at", s.At.String())
	set("publish.every", map[bool]string{false: "occurrence", true: "once"}[s.Once])
	set("publish.show", "")
	if s.ShowDays > 0 {
		set("publish.show", strconv.Itoa(s.ShowDays))
	}
	set("publish.uncertain", string(s.Uncertain))
	set("publish.free", string(s.Free))
	f["publish.renew"] = []string{"", box(s.Renew)}
	set("publish.from", momentField(s.From))
	set("publish.until", momentField(s.Until))
	if !s.ByHoliday() && s.At == 0 {
		set("publish.at", "08:00") // what somebody wants who ties it to a holiday
	}
	return f
}

func box(ticked bool) string {
	if ticked {
		return "1"
	}
	return ""
}

// slugOf turns a title into an id.
func slugOf(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			if s, ok := letters[r]; ok {
				b.WriteString(s)
			} else if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		}
	}
	s := strings.Trim(b.String(), "-")
	if len(s) > 80 {
		s = strings.Trim(s[:80], "-")
	}
	return s
}

var letters = map[rune]string{
	'ä': "ae", 'ö': "oe", 'ü': "ue", 'ß': "ss", 'é': "e", 'è': "e", 'ê': "e", 'á': "a", 'à': "a", 'â': "a", 'ç': "c", 'ş': "s", 'ı': "i",
	'ğ': "g", 'î': "i", 'í': "i", 'ó': "o", 'ô': "o", 'ú': "u", 'û': "u", 'ñ': "n", 'ā': "a", 'ī': "i", 'ū': "u", 'š': "s", 'ž': "z", 'č': "c",
}
