package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	goical "github.com/emersion/go-ical"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/calendar/traditions"
	"vielfalt/themes/locale"
)

// TestDates follows a date: subscribed to, confirmed by another process while
// the service runs, followed by page, interface, calendar and schedule of every
// replica, and taken back.
func TestDates(t *testing.T) {
	eachPlace(t, testDates)
}

const eid calendar.ID = "islamic/eid-al-fitr"

func testDates(t *testing.T, all []*process, flags []string) {
	cal, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	today := calendar.DateOf(time.Now().In(calendar.Berlin))
	// Far enough ahead that nothing that depends on it has begun.
	reckoned, ok := cal.Next(eid, today+60)
	if !ok {
		t.Fatal("no feast")
	}
	file := filepath.Join(t.TempDir(), "fest.md")
	text := "---\nid: fest\ntype: article\ntitle: Fest\npublish: {observance: islamic/eid-al-fitr, days: -3, at: \"08:00\", show: 14d}\n---\nText.\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	command(t, append([]string{"import", file}, flags...)...)

	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	before := make([]subscribed, len(all))
	for i, p := range all {
		before[i] = p.subscribed(t, reckoned)
		if before[i].first != reckoned.First || before[i].api != reckoned.First {
			t.Fatalf("before: %+v", before[i])
		}
	}

	step := func(what string, first calendar.Date, sequenceOver []subscribed, says string, args ...string) []subscribed {
		t.Helper()
		command(t, append(args, flags...)...)
		said := time.Now()
		after := make([]subscribed, len(all))
		for i, p := range all {
			took := eventually(t, 10*time.Second, what, func() bool {
				after[i] = p.subscribed(t, reckoned)
				return after[i].api == first && after[i].first == first && after[i].sequence > sequenceOver[i].sequence
			})
			if took > 2*time.Second {
				t.Errorf("%s: seen after %v only", what, took)
			}
			a, b := after[i], sequenceOver[i]
			if a.uid != b.uid || a.modified.Before(b.modified) || a.tag == b.tag || !strings.Contains(a.description, says) {
				t.Errorf("%s: %+v\nafter %+v\nwant %q", what, a, b, says)
			}
			eventually(t, 5*time.Second, what+": page", func() bool {
				return strings.Contains(fetch(t.Context(), p.url+"/kalender/tage/"+string(eid)).body, words["de"].Range(first, first+2))
			})
		}
		t.Logf("%s: followed everywhere after %v", what, time.Since(said).Round(time.Millisecond))
		plan := command(t, append([]string{"schedule", "--format", "json", "--from", (reckoned.First - 20).String(), "--to", (reckoned.First + 20).String()}, flags...)...)
		if want := fmt.Sprintf(`"occurrence":"%v","from":"%v`, first, (first-3).At(8, 0, calendar.Berlin).Format(time.RFC3339)); !strings.Contains(plan, want) {
			t.Errorf("%s: schedule %s, want %s", what, plan, want)
		}
		return after
	}
	moved := reckoned.First + 1
	confirmed := step("confirmed", moved, before, "Bestätigt von Rat der Probe.\nGeändert am ",
		"dates", "confirm", string(eid), moved.String(), "--by", "Rat der Probe", "--note", "Nach Sichtung.")
	if !strings.Contains(confirmed[0].description, "Nach Sichtung.") {
		t.Errorf("description %q", confirmed[0].description)
	}
	corrected := step("corrected", moved+1, confirmed, "Angekündigt von Rat der Probe.\nGeändert am ",
		"dates", "confirm", string(eid), (moved + 1).String(), "--announced", "--by", "Rat der Probe", "--outside-bounds", "--note", "Neue Sichtung.")
	step("taken back", reckoned.First, corrected, "Irrtum.", "dates", "remove", string(eid), (moved + 1).String(), "--note", "Irrtum.")

	// One of the house's own days has its pages at once, in every list of
	// traditions.
	command(t, append([]string{"dates", "add", "haus/fest", "--name", "Probenfest", "--rule", "1 day after islamic/eid-al-fitr"}, flags...)...)
	for _, p := range all {
		for path, want := range map[string]string{
			"/kalender/tage/haus/fest": "Probenfest", "/traditionen": "Tage unseres Hauses", "/feeds/kalender.ics?tradition=haus": "SUMMARY;LANGUAGE=de:Probenfest",
			"/api/v1/openapi.json": `"haus"`, "/api/v1/observances?tradition=haus": "Probenfest",
		} {
			eventually(t, 5*time.Second, path, func() bool { return strings.Contains(fetch(t.Context(), p.url+path).body, want) })
		}
	}
	command(t, append([]string{"dates", "remove", "haus/fest"}, flags...)...)
	for _, p := range all {
		eventually(t, 5*time.Second, "removed", func() bool {
			return fetch(t.Context(), p.url+"/kalender/tage/haus/fest").code == http.StatusNotFound
		})
	}
}

// subscribed is what subscribers see of an occurrence.
type subscribed struct {
	first       calendar.Date // in the calendar
	uid         string
	sequence    int
	modified    time.Time
	description string
	tag         string
	api         calendar.Date // in the JSON interface
}

func (p *process) subscribed(t *testing.T, o calendar.Occurrence) (out subscribed) {
	t.Helper()
	got := fetch(t.Context(), p.url+"/feeds/kalender.ics?tradition=islamic")
	out.tag = got.tag
	c, err := goical.NewDecoder(strings.NewReader(got.body)).Decode()
	if err != nil {
		t.Fatal(err, got.code)
	}
	for _, e := range c.Events() {
		if uid, _ := e.Props.Text("UID"); uid != ical.UID(o) {
			continue
		}
		if out.uid != "" {
			t.Fatalf("%s is there twice", out.uid)
		}
		out.uid = ical.UID(o)
		start, err := e.DateTimeStart(calendar.Berlin)
		if err != nil {
			t.Fatal(err)
		}
		out.first = calendar.DateOf(start)
		out.sequence, _ = strconv.Atoi(e.Props.Get("SEQUENCE").Value)
		if out.modified, err = e.Props.DateTime("LAST-MODIFIED", time.UTC); err != nil {
			t.Fatal(err)
		}
		if stamp, err := e.Props.DateTime("DTSTAMP", time.UTC); err != nil || !stamp.Equal(out.modified) {
			t.Errorf("DTSTAMP %v, LAST-MODIFIED %v, %v", stamp, out.modified, err)
		}
		out.description, _ = e.Props.Text("DESCRIPTION")
	}
	var answer struct {
		Occurrences []struct {
			ID    calendar.ID
			First calendar.Date
		}
	}
	body := fetch(t.Context(), fmt.Sprintf("%s/api/v1/occurrences?tradition=islamic&from=%v&to=%v", p.url, o.First-20, o.First+20)).body
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	for _, x := range answer.Occurrences {
		if x.ID == o.Observance.ID {
			out.api = x.First
		}
	}
	return out
}
