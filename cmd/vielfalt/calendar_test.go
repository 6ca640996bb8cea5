package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	goical "github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
)

func runCalendar(c calendarCmd) (string, error) {
	if c.Format == "" {
		c.Format = "text"
	}
	if c.Land == "" {
		c.Land = "nw"
	}
	var b bytes.Buffer
	al, err := c.almanac()
	if err != nil {
		return "", err
	}
	err = c.write(&app{Stdout: &b, Stderr: io.Discard}, al.Calendar().Shown(), calendar.NewDate(2026, 11, 22))
	return b.String(), err
}

func TestCalendarJSON(t *testing.T) {
	got, err := runCalendar(calendarCmd{From: "2026-03-20", To: "2026-04-03", Tradition: []string{"jewish", "islamic", "de-nw"}, calendarFlags: calendarFlags{Convention: map[string]string{"islamic": "diyanet"}}, Format: "json"})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"islamic/eid-al-fitr","tradition":"islamic","name":"Fest des Fastenbrechens (Eid al-Fitr)","first":"2026-03-20","last":"2026-03-22","eve":"2026-03-19","certainty":"announced","convention":"diyanet","earliest":"2026-03-20","latest":"2026-03-21","kind":"feast","days":3,"cause":"sighting","sure":"angekündigt von der Diyanet; nach Sichtung auch ab 21. März"}
{"id":"jewish/pessach","tradition":"jewish","name":"Pessach","first":"2026-04-02","last":"2026-04-09","eve":"2026-04-01","certainty":"exact","convention":"","earliest":"2026-04-02","latest":"2026-04-02","kind":"feast","days":8}
{"id":"jewish/omer","tradition":"jewish","name":"Omerzeit (Sefirat haOmer)","first":"2026-04-03","last":"2026-05-21","eve":"2026-04-02","certainty":"exact","convention":"","earliest":"2026-04-03","latest":"2026-04-03","kind":"season","days":49,"period":true}
{"id":"de-nw/karfreitag","tradition":"de-nw","name":"Karfreitag","first":"2026-04-03","last":"2026-04-03","eve":"","certainty":"exact","convention":"","earliest":"2026-04-03","latest":"2026-04-03","kind":"public-holiday","days":1}
`
	if diff := cmp.Diff(got, want); diff != "" {
		t.Error(diff)
	}
}

// An occurrence belongs to a range even if it touches only one day of it.
func TestCalendarTouchesRange(t *testing.T) {
	for _, day := range []string{"2026-04-02", "2026-04-09"} {
		got, err := runCalendar(calendarCmd{From: day, To: day, Tradition: []string{"jewish"}, Format: "csv"})
		if err != nil || !strings.Contains(got, "\njewish/pessach,jewish,Pessach,2026-04-02,2026-04-09,2026-04-01,exact,,2026-04-02,2026-04-02,feast,8,false,,,\n") {
			t.Errorf("%s: %v\n%s", day, err, got)
		}
	}
}

func TestCalendarDefaultsToTheComingYear(t *testing.T) {
	got, err := runCalendar(calendarCmd{Format: "json"})
	if err != nil {
		t.Fatal(err)
	}
	var first, last occurrenceRecord
	lines := strings.Split(strings.TrimSpace(got), "\n")
	if err := errors.Join(json.Unmarshal([]byte(lines[0]), &first), json.Unmarshal([]byte(lines[len(lines)-1]), &last)); err != nil {
		t.Fatal(err)
	}
	if first.Last < calendar.NewDate(2026, 11, 22) || last.First > calendar.NewDate(2027, 11, 22) || len(lines) < 150 {
		t.Errorf("%d lines from %v to %v", len(lines), first.First, last.First)
	}
}

func TestCalendarText(t *testing.T) {
	got, err := runCalendar(calendarCmd{From: "2026-03-20", To: "2026-03-20", Tradition: []string{"islamic"}})
	if err != nil {
		t.Fatal(err)
	}
	want := "Fr 20.03.2026 – So 22.03.2026  Fest des Fastenbrechens (Eid al-Fitr)  Islam  ab dem Vorabend, angekündigt von der Diyanet; nach Sichtung auch ab 21. März\n"
	if diff := cmp.Diff(got, want); diff != "" {
		t.Error(diff)
	}
}

func TestCalendarICS(t *testing.T) {
	got, err := runCalendar(calendarCmd{From: "2026-01-01", To: "2026-12-31", Format: "ics"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := goical.NewDecoder(strings.NewReader(got)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	lines, err := runCalendar(calendarCmd{From: "2026-01-01", To: "2026-12-31", Format: "json"})
	if err != nil {
		t.Fatal(err)
	}
	// A period has an entry for its first and one for its last day.
	if n, want := len(c.Events()), strings.Count(lines, "\n")+strings.Count(lines, `"period":true`); n != want {
		t.Errorf("%d events, want %d", n, want)
	}
}

func TestCalendarWrongUse(t *testing.T) {
	for _, tt := range []struct {
		cmd  calendarCmd
		want []string
	}{
		{calendarCmd{From: "1.1.2026"}, []string{"--from", "2026-11-22"}},
		{calendarCmd{To: "2026-02-30"}, []string{"--to", "does not exist"}},
		{calendarCmd{From: "2026-02-02", To: "2026-02-01"}, []string{"--from", "--to", "after"}},
		{calendarCmd{From: "-5000-01-01"}, []string{"--from", "outside"}},
		{calendarCmd{Tradition: []string{"jedi"}}, []string{"--tradition", "jedi", "christian-western", "de-nw"}},
		{calendarCmd{calendarFlags: calendarFlags{Convention: map[string]string{"islamic": "moon"}}}, []string{"--convention", "moon", "diyanet-umm-al-qura, diyanet, umm-al-qura, najaf, tabular"}},
		{calendarCmd{calendarFlags: calendarFlags{Convention: map[string]string{"jedi": "moon"}}}, []string{"--convention", "jedi", "islamic"}},
		{calendarCmd{calendarFlags: calendarFlags{Convention: map[string]string{"jewish": "moon"}}}, []string{"--convention", "only one"}},
		{calendarCmd{calendarFlags: calendarFlags{Land: "bayern"}}, []string{"--land", `"bayern"`, "bb (Brandenburg)", "th (Thüringen)", `did you mean "by"?`}},
		{calendarCmd{calendarFlags: calendarFlags{Land: "NW"}}, []string{"--land", `did you mean "nw"?`}},
		{calendarCmd{calendarFlags: calendarFlags{TraditionOff: []string{"civil", "jainn"}}}, []string{"--tradition-off", `"jainn"`, "christian-western", "de-th", `did you mean "jain"?`}},
		{calendarCmd{calendarFlags: calendarFlags{TraditionOff: []string{"jain"}}, Tradition: []string{"jain"}}, []string{"--tradition", "jain"}},
		{calendarCmd{Format: "xml"}, []string{"--format", "xml", "text, json, csv, ics"}},
	} {
		out, err := runCalendar(tt.cmd)
		if !errors.As(err, new(usageError)) || out != "" {
			t.Errorf("%+v: got %v and %q", tt.cmd, err, out)
			continue
		}
		if slices.ContainsFunc(tt.want, func(s string) bool { return !strings.Contains(err.Error(), s) }) {
			t.Errorf("%+v: %q does not name all of %q", tt.cmd, err, tt.want)
		}
	}
}
