package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/cmd/internal/site"
	"vielfalt/content/datecheck"
	"vielfalt/themes"
)

// maxCalendarFile is how many bytes a calendar that is checked may have, and
// maxCheckForm the form that holds it.
const (
	maxCalendarFile = 1 << 20
	maxCheckForm    = maxCalendarFile + 16<<10
)

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
	q, dates, err := p.Form.Read(s.Region.Land)
	p.Problems = append(strayFields(rq.Query), fieldErrors(err)...)
	if len(p.Problems) > 0 {
		return s.Render(w, rq, http.StatusUnprocessableEntity, p)
	}
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
	if p.Series {
		title = "datecheck.titleseries"
	}
	p.Title = rq.Words.T(title, "Date", rq.Words.Range(q.From, q.To))
	if len(p.Days) == 1 {
		p.Sentences = append(p.Sentences, themes.Sentence{Lang: rq.Lang, Text: p.Days[0].Sentence})
		other := *c
		if other.Lang = "en"; rq.Lang == "en" {
			other.Lang = "de"
		}
		p.Sentences = append(p.Sentences, themes.Sentence{Lang: other.Lang, Text: other.Check(q)[0].Sentence})
	}
	return s.Render(w, rq, http.StatusOK, p)
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
	p.Description = words.T("datecheck.lead")
	text := func(name string) string { return site.Clipped(site.Legible(q.Get(name)), 40) }
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
	p.Others = func(d calendar.Date) string {
		f := p.Form
		f.Date, f.Weeks, f.Months = d.String(), "", ""
		if from, problem := datecheck.ReadDate(p.Form.Date); problem == "" && f.To != "" {
			if to, problem := datecheck.ReadDate(p.Form.To); problem == "" {
				f.To = (d + to - from).String()
			}
		}
		return site.Address(p.Action, themes.Query(f))
	}
	return p
}

// maxGiven is how many values of a field that takes several are read.
const maxGiven = 20

// given returns the values that were given, without repeats.
func given(all []string) []string {
	var out []string
	for _, v := range all {
		if v = site.Clipped(site.Legible(v), 20); v != "" && !slices.Contains(out, v) && len(out) < maxGiven {
			out = append(out, v)
		}
	}
	return out
}

// strayFields returns the problems of fields that there are not, or that are
// given more than once.
func strayFields(q url.Values) []datecheck.FieldError {
	var out []datecheck.FieldError
	for name, values := range q {
		switch {
		case !slices.Contains(checkFields, name):
			out = append(out, datecheck.FieldError{Field: site.Clipped(site.Legible(name), 40), Problem: datecheck.UnknownField})
		case len(values) > 1 && name != "art" && name != "land":
			out = append(out, datecheck.FieldError{Field: name, Problem: datecheck.GivenTwice})
		}
	}
	slices.SortFunc(out, func(a, b datecheck.FieldError) int { return slices.Compare([]byte(a.Field), []byte(b.Field)) })
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

// checkFile answers POST /terminpruefung: a calendar, as a file or as text.
func (s *server) checkFile(w http.ResponseWriter, rq *site.Request) error {
	files, err := rq.ParseUpload()
	if err != nil {
		return err
	}
	p := s.datePage(rq, url.Values{"art": rq.Form()["art"], "land": rq.Form()["land"]})
	sent := files["datei"]
	if len(sent) == 0 {
		sent = []byte(rq.Field("ics"))
	}
	if len(sent) > maxCalendarFile {
		return site.Refuse(http.StatusRequestEntityTooLarge, "file is too large", "")
	}
	q, err := p.Form.ReadPlan(s.Region.Land)
	p.Problems = fieldErrors(err)
	today := rq.Today()
	done := s.Gate.Compute()
	file, err := ical.ReadFile(rq.Context(), sent, today, today+datecheck.FileDays)
	done()
	switch {
	case errors.Is(err, ical.ErrNotCalendar):
		p.Problems = append(p.Problems, datecheck.FieldError{Field: "datei", Problem: datecheck.NoCalendar})
	case err != nil:
		return err
	case len(file.Planned) == 0 && len(file.Refused) == 0:
		p.Problems = append(p.Problems, datecheck.FieldError{Field: "datei", Problem: datecheck.NoEntries})
	}
	if len(p.Problems) > 0 {
		return s.Render(w, rq, http.StatusUnprocessableEntity, p)
	}
	c, err := s.Checker(rq, today, today+datecheck.FileDays, asItIs)
	if err != nil {
		return err
	}
	for _, one := range file.Planned {
		p.Days = append(p.Days, c.Planned(q, one.Title, one.First, one.Last, one.Start, one.End)...)
	}
	p.File = &themes.CheckedFile{Entries: len(file.Planned), Cancelled: file.Cancelled, Past: file.Past + file.Later, Truncated: file.Truncated}
	for _, r := range file.Refused {
		p.File.Refused = append(p.File.Refused, themes.RefusedEntry{Title: r.Title, Why: rq.Words.T("datecheck.refused." + string(r.Reason))})
	}
	s.summed(p)
	p.Several, p.Series = true, true
	return s.Render(w, rq, http.StatusOK, p)
}

// showFreeDates answers GET /terminpruefung.ics: those dates of a series against
// which nothing stands.
func (s *server) showFreeDates(w http.ResponseWriter, rq *site.Request) error {
	p := s.datePage(rq, rq.Query)
	q, dates, err := p.Form.Read(s.Region.Land)
	if problems := append(strayFields(rq.Query), fieldErrors(err)...); len(problems) > 0 {
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
			e.Start, e.End = minute(d.Date, q.Start), minute(d.Date, q.End)
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

// minute returns a moment of a day in Berlin, in minutes after midnight.
func minute(d calendar.Date, n int) time.Time { return d.At(n/60, n%60, calendar.Berlin) }
