package web

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/cmd/internal/site"
	"vielfalt/content/datecheck"
	"vielfalt/themes"
)

// maxCheckForm is how many bytes the form may have that holds a calendar.
const maxCheckForm = ical.MaxBytes + 16<<10

// checkFields are the fields of the form, in their order.
var checkFields = []string{"datum", "bis", "von", "ende", "art", "land", "wochen", "monate"}

// checkDate answers GET and POST /terminpruefung. Nothing that is asked is kept
// or logged.
func (s *server) checkDate(w http.ResponseWriter, rq *site.Request) error {
	if !rq.Reads() {
		return s.checkFile(w, rq)
	}
	p := s.datePage(rq, rq.Query)
	if len(rq.Query) == 0 {
		return s.Render(w, rq, http.StatusOK, p)
	}
	q, dates, err := p.Form.Read(s.Region.Land, rq.Today())
	p.Problems = append(strayFields(rq.Query, checkFields), fieldErrors(err)...)
	if len(p.Problems) > 0 {
		p.Title = rq.Words.T("datecheck.titlewrong", "Title", p.Title)
		return s.Render(w, rq, http.StatusUnprocessableEntity, p)
	}
	p.Others = func(d calendar.Date) string { return others(p, d, q.To-q.From) }
	c, err := s.Checker(rq, q.From, max(q.To, dates[len(dates)-1]), asItIs)
	if err != nil {
		return err
	}
	if len(dates) > 1 {
		p.Days, p.Series = c.Series(q, dates), true
		if slices.ContainsFunc(p.Days, freeDay) {
			p.ICS = site.Address(s.Path(rq.Lang, "datecheck.ics"), themes.Query(p.Form))
		}
	} else {
		p.Days = c.Check(q)
	}
	s.summed(p)
	title := "datecheck.titleof"
	switch {
	case p.Series:
		title = "datecheck.titleseries"
	case p.Several:
		title = "datecheck.titlespan"
	}
	date := rq.Words.Range(q.From, q.To)
	if p.Asked.Times != "" {
		date += ", " + p.Asked.Times
	}
	p.Heading = rq.Words.T(title, "Date", date)
	p.Title = strings.Join(append([]string{p.Heading}, p.Asked.Kinds...), " · ")
	if !p.Series {
		other := *c
		if other.Lang = "en"; rq.Lang == "en" {
			other.Lang = "de"
		}
		p.Sentences = []themes.Sentence{{Lang: rq.Lang, Text: sentences(p.Days)}, {Lang: other.Lang, Text: sentences(other.Check(q))}}
	}
	return s.Render(w, rq, http.StatusOK, p)
}

// sentences returns what people may pass on of a day, or of those of several that
// weigh.
func sentences(days []datecheck.Day) string {
	const most = 5
	var out []string
	for _, d := range days {
		if len(days) == 1 || d.Level >= datecheck.Care && len(out) < most {
			out = append(out, d.Sentence)
		}
	}
	if len(out) == 0 && len(days) > 0 {
		return days[0].Sentence
	}
	return strings.Join(out, "\n")
}

// asItIs is the address of a page on another page.
func asItIs(path string) string { return path }

// freeDay reports whether nothing stands against a day.
func freeDay(d datecheck.Day) bool { return d.Workday && d.Level <= datecheck.Hint }

// summed says what several days come to.
func (s *server) summed(p *themes.DateCheckPage) {
	p.Several = len(p.Days) > 1
	for i, d := range p.Days {
		if d.Level >= datecheck.Care {
			p.Heavy++
		}
		if i == 0 || d.Level > p.Worst.Level {
			p.Worst = d
		}
	}
}

// datePage returns the page with a form filled in.
func (s *server) datePage(rq *site.Request, q url.Values) *themes.DateCheckPage {
	words := rq.Words
	p := &themes.DateCheckPage{Base: s.Base(rq, words.T("datecheck.title"), "datecheck"), Action: s.Path(rq.Lang, "datecheck")}
	p.Description, p.Heading = words.T("datecheck.lead"), p.Title
	text := func(name string) string { return clipped(q.Get(name)) }
	p.Form = datecheck.Form{
		Date: text("datum"), To: text("bis"), Start: text("von"), End: text("ende"), Weeks: text("wochen"), Months: text("monate"),
		Kinds: given(q["art"]), Laender: given(q["land"]),
	}
	canonical := p.Canonical
	site.WithQuery(&p.Base, themes.Query(p.Form)) // also for the other language
	p.Canonical = canonical
	if len(q) > 0 {
		p.Canonical = "" // what somebody plans is not to be indexed
	}
	for _, c := range site.Choices(rq, "kind") {
		c.Chosen = slices.Contains(p.Form.Kinds, c.Value)
		p.Kinds = append(p.Kinds, c)
		if c.Chosen {
			p.Asked.Kinds = append(p.Asked.Kinds, c.Title)
		}
	}
	for _, c := range site.Choices(rq, "land") {
		c.Chosen = slices.Contains(p.Form.Laender, c.Value) || len(p.Form.Laender) == 0 && c.Value == string(s.Region.Land)
		p.Laender = append(p.Laender, c)
	}
	if p.Form.Start != "" && p.Form.End != "" {
		p.Asked.Times = words.T("datecheck.times", "From", p.Form.Start, "To", p.Form.End)
	}
	p.Others = func(d calendar.Date) string { return others(p, d, 0) }
	return p
}

// others is the address of the same question for a run of days that begins on
// another day, and has so many more.
func others(p *themes.DateCheckPage, d, more calendar.Date) string {
	f := p.Form
	f.Date, f.Weeks, f.Months = d.String(), "", ""
	if f.To != "" {
		f.To = (d + more).String()
	}
	return site.Address(p.Action, themes.Query(f))
}

// clipped returns what somebody typed, and of what is too long its beginning with
// a mark, so that it is not taken for that.
func clipped(v string) string {
	const most = 40
	v = site.Legible(v)
	if short := site.Clipped(v, most); short != v {
		return short + "…"
	}
	return v
}

// maxGiven is how many values of a field that takes several are read.
const maxGiven = 20

// given returns the values that were given, without repeats.
func given(all []string) []string {
	var out []string
	for _, v := range all {
		if v = clipped(v); v != "" && !slices.Contains(out, v) && len(out) < maxGiven {
			out = append(out, v)
		}
	}
	return out
}

// strayFields returns the problems of fields that there are not, or that are
// given more than once.
func strayFields(q url.Values, known []string) []datecheck.FieldError {
	const most = 5 // nobody reads more
	var out []datecheck.FieldError
	for _, name := range slices.Sorted(maps.Keys(q)) {
		values := q[name]
		switch {
		case len(out) >= most:
		case !slices.Contains(known, name):
			out = append(out, datecheck.FieldError{Field: site.Clipped(site.Legible(name), 40), Problem: datecheck.UnknownField})
		case len(values) > 1 && !strings.HasSuffix(name, "art") && !strings.HasSuffix(name, "land"):
			out = append(out, datecheck.FieldError{Field: name, Problem: datecheck.GivenTwice})
		}
	}
	return out
}

// fieldErrors returns the problems that an error consists of.
func fieldErrors(err error) (out []datecheck.FieldError) {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	for _, one := range all {
		if e := (datecheck.FieldError{}); errors.As(one, &e) {
			out = append(out, e)
		}
	}
	return out
}

// fileFields are the fields of the form that holds a calendar.
var fileFields = []string{"datei", "ics", "datei-art", "datei-land", "art", "land"}

// checkFile answers POST /terminpruefung: a calendar, as a file or as text.
func (s *server) checkFile(w http.ResponseWriter, rq *site.Request) error {
	files, err := rq.ParseUpload(ical.MaxBytes+1, ical.MaxBytes+1)
	if err != nil {
		return err
	}
	form := rq.Form()
	p := s.datePage(rq, url.Values{"art": slices.Concat(form["art"], form["datei-art"]), "land": slices.Concat(form["land"], form["datei-land"])})
	p.Title = rq.Words.T("datecheck.file.result")
	p.Heading = p.Title
	p.Problems = strayFields(form, fileFields)
	p.ICSText = site.Clipped(form.Get("ics"), maxShownText)
	sent := files["datei"]
	if len(sent) == 0 {
		sent = []byte(form.Get("ics"))
	}
	if len(sent) > ical.MaxBytes {
		return site.Refuse(http.StatusRequestEntityTooLarge, "file is too large", "")
	}
	q, err := p.Form.ReadPlan(s.Region.Land)
	p.Problems = append(p.Problems, fieldErrors(err)...)
	today := rq.Today()
	done := s.Gate.Compute()
	file, err := ical.ReadFile(rq.Context(), sent, today, today+datecheck.FileDays)
	done()
	switch {
	case errors.Is(err, ical.ErrNotCalendar):
		p.Problems = append(p.Problems, datecheck.FieldError{Field: "datei", Problem: datecheck.NoCalendar})
	case err != nil:
		return err
	case len(file.Planned) == 0:
		p.Problems = append(p.Problems, datecheck.FieldError{Field: "datei", Problem: datecheck.NoEntries})
	}
	p.File = &themes.CheckedFile{Entries: len(file.Planned), Cancelled: file.Cancelled, Past: file.Past + file.Later, Truncated: file.Truncated}
	for _, r := range file.Refused {
		p.File.Refused = append(p.File.Refused, themes.RefusedEntry{Title: r.Title, Why: rq.Words.T("datecheck.refused." + string(r.Reason))})
	}
	if len(p.Problems) > 0 {
		p.Title = rq.Words.T("datecheck.titlewrong", "Title", p.Title)
		return s.Render(w, rq, http.StatusUnprocessableEntity, p)
	}
	c, err := s.Checker(rq, today, today+datecheck.FileDays, asItIs)
	if err != nil {
		return err
	}
	done = s.Gate.Compute()
	days, truncated := c.Planned(q, site.Planned(file))
	done()
	p.Days, p.File.Truncated = days, p.File.Truncated || truncated
	s.summed(p)
	p.Several, p.Series = true, true
	return s.Render(w, rq, http.StatusOK, p)
}

// maxShownText is how many characters of a calendar come back in the form.
const maxShownText = 20_000

// showFreeDates answers GET /terminpruefung.ics: those dates of a series against
// which nothing stands.
func (s *server) showFreeDates(w http.ResponseWriter, rq *site.Request) error {
	p := s.datePage(rq, rq.Query)
	q, dates, err := p.Form.Read(s.Region.Land, rq.Today())
	if problems := append(strayFields(rq.Query, checkFields), fieldErrors(err)...); len(problems) > 0 {
		return site.Refuse(http.StatusUnprocessableEntity, problems[0].Error(), "")
	}
	c, err := s.Checker(rq, q.From, dates[len(dates)-1], asItIs)
	if err != nil {
		return err
	}
	words := rq.Words
	out := ical.Calendar{Name: words.T("datecheck.ics"), Lang: rq.Lang, Seat: s.Region.Seat}
	for _, d := range c.Series(q, dates) {
		if !freeDay(d) {
			continue
		}
		e := ical.Event{
			UID: ical.EventUID(fmt.Sprintf("free.%s.%d.%d", d.Date, q.Start, q.End)), Summary: words.T("datecheck.ics.summary"), Modified: s.Released,
			AllDay: !q.Timed(), First: d.Date, Last: d.Date,
		}
		if q.Timed() {
			e.Start, e.End = d.Date.At(0, q.Start, calendar.Berlin), d.Date.At(0, q.End, calendar.Berlin)
		}
		out.Events = append(out.Events, e)
	}
	d, err := s.ics("freie-termine.ics", out)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", d.MediaType)
	w.Header().Set("Content-Disposition", `attachment; filename="`+d.FileName+`"`)
	return s.Write(w, rq, http.StatusOK, d.Body)
}
