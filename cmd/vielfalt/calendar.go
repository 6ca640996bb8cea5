package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/calendar/words"
)

// calendarCmd prints the observances between two days.
type calendarCmd struct {
	calendarFlags
	databaseFlags
	Data      string   `help:"Data folder whose own days and announced dates are taken in; without it, and without a database, the tables alone answer." type:"path" placeholder:"DIR"`
	From      string   `help:"First day (default: today)." placeholder:"2026-01-01"`
	To        string   `help:"Last day (default: a year after the first)." placeholder:"2026-12-31"`
	Tradition []string `help:"Print only this tradition; repeatable." placeholder:"T"`
	Format    string   `help:"text, json (one object a line), csv or ics." default:"text"`
}

// Run implements the command.
func (c *calendarCmd) Run(a *app) error {
	cal, err := c.inUse(a)
	if err != nil {
		return err
	}
	return c.write(a, cal, calendar.DateOf(a.Now().In(calendar.Berlin)))
}

// inUse returns the calendar that the flags describe, with what people entered
// if the flags say where that is stored.
func (c *calendarCmd) inUse(a *app) (*calendar.Calendar, error) {
	if c.Data == "" && c.DatabaseURL == "" && c.DatabaseURLFile == "" {
		al, err := c.almanac()
		if err != nil {
			return nil, err
		}
		return al.Calendar().Shown(), nil
	}
	if c.DatabaseURL == "" && c.DatabaseURLFile == "" {
		if _, err := os.Stat(filepath.Join(c.Data, databaseName)); err != nil {
			return nil, usageError{fmt.Errorf("--data: there is no database in %s", c.Data)}
		}
	}
	s, err := storeFlags{calendarFlags: c.calendarFlags, databaseFlags: c.databaseFlags, Data: c.Data}.openToRead(a, a, quiet(a))
	if err != nil {
		return nil, err
	}
	return s.calendar().Shown(), s.Close()
}

// calendarFormats are the output formats of commands that print dates.
var calendarFormats = map[string]func(io.Writer, *calendar.Calendar, []calendar.Occurrence) error{
	"text": writeText,
	"json": writeJSON,
	"csv":  writeCSV,
	"ics":  writeICS,
}

func (c *calendarCmd) write(a *app, cal *calendar.Calendar, today calendar.Date) error {
	from, to, err := dateRange(c.From, c.To, today)
	if err != nil {
		return usageError{err}
	}
	format, ok := calendarFormats[c.Format]
	if !ok {
		return usageError{fmt.Errorf("--format %q is not one of text, json, csv, ics", c.Format)}
	}
	for _, t := range c.Tradition {
		if _, ok := cal.Tradition(t); !ok {
			return usageError{fmt.Errorf("--tradition %q is not one of %s", t, traditionIDs(cal.Traditions()))}
		}
	}
	f := calendar.Filter{Traditions: c.Tradition}
	for _, t := range cal.Unknown(from, f) {
		fmt.Fprintf(a.Stderr, "%s (%s): nicht bekannt vor dem %s\n", t.Name.German, t.ID, words.Day(cal.Begins(t.ID), 0, "de"))
	}
	return format(a.Stdout, cal, cal.Occurrences(from, to, f))
}

// dateRange reads --from and --to, with their defaults.
func dateRange(from, to string, today calendar.Date) (first, last calendar.Date, err error) {
	first = today
	if from != "" {
		if first, err = calendar.ParseDate(from); err != nil {
			return 0, 0, fmt.Errorf("--from: %w", err)
		}
	}
	y, m, d := first.Gregorian()
	last = calendar.NewDate(y+1, m, d)
	if to != "" {
		if last, err = calendar.ParseDate(to); err != nil {
			return 0, 0, fmt.Errorf("--to: %w", err)
		}
	}
	for _, b := range []struct {
		flag string
		d    calendar.Date
	}{{"--from", first}, {"--to", last}} {
		if to == "" && b.flag == "--to" {
			last = min(last, calendar.MaxDate)
			continue
		}
		if b.d < calendar.MinDate || b.d > calendar.MaxDate {
			return 0, 0, fmt.Errorf("%s %v lies outside of the years -4000 to 9999", b.flag, b.d)
		}
	}
	if first > last {
		return 0, 0, fmt.Errorf("--from %v lies after --to %v", first, last)
	}
	return first, last, nil
}

func traditionIDs(all []calendar.Tradition) string {
	var ids []string
	for _, t := range all {
		ids = append(ids, t.ID)
	}
	return strings.Join(ids, ", ")
}

// occurrenceRecord is an occurrence as programs read it. The keys are part of
// the program's contract.
type occurrenceRecord struct {
	ID         calendar.ID        `json:"id"`
	Tradition  string             `json:"tradition"`
	Name       string             `json:"name"`
	First      calendar.Date      `json:"first"`
	Last       calendar.Date      `json:"last"`
	Eve        string             `json:"eve"` // "" if it does not begin in the evening
	Certainty  calendar.Certainty `json:"certainty"`
	Convention string             `json:"convention"`
	Earliest   calendar.Date      `json:"earliest"`
	Latest     calendar.Date      `json:"latest"`
	Kind       calendar.Kind      `json:"kind"`
	Days       int                `json:"days"` // of this occurrence
	Period     bool               `json:"period,omitempty"`
	Cause      calendar.Cause     `json:"cause,omitempty"` // why it may be another day
	Sure       string             `json:"sure,omitempty"`  // how sure it is, in words
	Same       []calendar.ID      `json:"same,omitempty"`  // the observances for which it stands as well
}

func newOccurrenceRecord(cal *calendar.Calendar, oc calendar.Occurrence) occurrenceRecord {
	o := oc.Observance
	r := occurrenceRecord{
		ID: o.ID, Tradition: o.ID.Tradition(), Name: o.Name.German, First: oc.First, Last: oc.Last,
		Certainty: oc.Certainty, Convention: oc.Convention, Earliest: oc.Earliest, Latest: oc.Latest,
		Kind: o.Kind, Days: oc.Length(), Period: o.Period, Cause: oc.Cause, Sure: words.Sure(cal, oc, "de"),
	}
	for _, t := range oc.Twins() {
		r.Same = append(r.Same, t.Observance.ID)
	}
	if eve, ok := oc.Eve(); ok {
		r.Eve = eve.String()
	}
	return r
}

func writeJSON(w io.Writer, cal *calendar.Calendar, occurrences []calendar.Occurrence) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, oc := range occurrences {
		if err := e.Encode(newOccurrenceRecord(cal, oc)); err != nil {
			return fmt.Errorf("write occurrences: %w", err)
		}
	}
	return nil
}

func writeCSV(w io.Writer, cal *calendar.Calendar, occurrences []calendar.Occurrence) error {
	out := csv.NewWriter(w)
	out.Write([]string{"id", "tradition", "name", "first", "last", "eve", "certainty", "convention", "earliest", "latest", "kind", "days", "period", "cause", "sure", "same"})
	for _, oc := range occurrences {
		r := newOccurrenceRecord(cal, oc)
		out.Write([]string{
			string(r.ID), r.Tradition, r.Name, r.First.String(), r.Last.String(), r.Eve, string(r.Certainty),
			r.Convention, r.Earliest.String(), r.Latest.String(), string(r.Kind), fmt.Sprint(r.Days),
			fmt.Sprint(r.Period), string(r.Cause), r.Sure, joinIDs(r.Same),
		})
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write occurrences: %w", err)
	}
	return nil
}

func writeICS(w io.Writer, cal *calendar.Calendar, occurrences []calendar.Occurrence) error {
	return ical.Write(w, ical.Calendar{Name: "Vielfalt", Lang: "de", Names: cal, Occurrences: occurrences})
}

// writeText writes a table for people, in German: days, name, tradition, and
// what there is to know about the date.
func writeText(w io.Writer, cal *calendar.Calendar, occurrences []calendar.Occurrence) error {
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	for _, oc := range occurrences {
		days := shortDate(oc.First)
		if oc.Last != oc.First {
			days += " – " + shortDate(oc.Last)
		}
		tradition := oc.Observance.ID.Tradition()
		if t, ok := cal.Tradition(tradition); ok {
			tradition = t.Name.German
		}
		var notes []string
		if _, ok := oc.Eve(); ok {
			notes = append(notes, "ab dem Vorabend")
		}
		if oc.Observance.Period {
			notes = append(notes, fmt.Sprintf("Zeit von %d Tagen", oc.Length()))
		}
		for _, t := range oc.Also() {
			notes = append(notes, "zugleich "+t.Observance.ID.Tradition()+"/"+t.Observance.ID.Slug())
		}
		if s := words.Sure(cal, oc, "de"); s != "" {
			notes = append(notes, s)
		}
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", days, oc.Observance.Name.German, tradition, strings.Join(notes, ", "))
	}
	if err := tw.Flush(); err != nil {
		return fmt.Errorf("write occurrences: %w", err)
	}
	return nil
}

func joinIDs(ids []calendar.ID) string {
	var out []string
	for _, id := range ids {
		out = append(out, string(id))
	}
	return strings.Join(out, " ")
}

func shortDate(d calendar.Date) string {
	weekday := [...]string{time.Sunday: "So", time.Monday: "Mo", time.Tuesday: "Di", time.Wednesday: "Mi", time.Thursday: "Do", time.Friday: "Fr", time.Saturday: "Sa"}
	y, m, day := d.Gregorian()
	return fmt.Sprintf("%s %02d.%02d.%04d", weekday[d.Weekday()], day, int(m), y)
}
