package ical

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
)

// Both ways of reading find the same dates.
func TestReadAppointments(t *testing.T) {
	raw := []byte(file(
		"UID:a", "SUMMARY:Einmal", "DTSTART;TZID=Europe/Berlin:20270328T013000", "DTEND;TZID=Europe/Berlin:20270328T033000", "-",
		"UID:b", "SUMMARY:Woche", "DTSTART;TZID=America/New_York:20270105T200000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=America/New_York:20270112T200000", "-",
		"UID:b", "RECURRENCE-ID:20270120T010000Z", "SUMMARY:Woche", "DTSTART:20270120T020000Z", "DURATION:PT30M", "-",
		"UID:c", "SUMMARY:Abgesagt", "DTSTART;VALUE=DATE:20270210", "STATUS:CANCELLED", "RRULE:FREQ=DAILY;COUNT=2",
	))
	got, err := ReadAppointments(t.Context(), raw, calendar.NewDate(2027, 1, 10), calendar.NewDate(2027, 12, 31))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, a := range got.All {
		line := fmt.Sprintf("%s %v–%v %s", a.UID, a.Start.Format(time.RFC3339), a.End.Format("15:04"), a.Title)
		if a.Of != 0 {
			line += " of " + a.Of.String()
		}
		if a.Cancelled {
			line += " cancelled"
		}
		lines = append(lines, line)
	}
	if d := cmp.Diff(lines, []string{
		"b 2027-01-20T02:00:00Z–02:30 Woche of 2027-01-20",
		"b 2027-01-27T01:00:00Z–01:30 Woche of 2027-01-27",
		"c 2027-02-09T23:00:00Z–23:00 Abgesagt of 2027-02-10 cancelled",
		"c 2027-02-10T23:00:00Z–23:00 Abgesagt of 2027-02-11 cancelled",
		"a 2027-03-28T00:30:00Z–01:30 Einmal",
	}); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([][]string{got.Earlier, got.Later}, [][]string{{"Woche"}, nil}); d != "" {
		t.Error(d)
	}
}

// Files of any size cost a bounded time.
func TestReadAppointmentsBounded(t *testing.T) {
	many := strings.Repeat("BEGIN:VEVENT\nUID:x\nDTSTART:20270101T000000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n", MaxFileEntries+1)
	got, err := ReadAppointments(t.Context(), []byte("BEGIN:VCALENDAR\n"+many), calendar.NewDate(2027, 1, 1), calendar.NewDate(2028, 12, 31))
	if err != nil || !got.Truncated || len(got.All) > MaxFileDates {
		t.Errorf("%d dates, truncated %v, %v", len(got.All), got.Truncated, err)
	}
	if _, err := ReadAppointments(t.Context(), make([]byte, MaxFileBytes+1), 0, 0); err == nil {
		t.Error("too large, and read")
	}
}

func FuzzReadAppointments(f *testing.F) {
	raw, err := os.ReadFile(filepath.Join("testdata", "read", "outlook.ics"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(file("UID:a", "SUMMARY:A", "DESCRIPTION:B\\nC", "ORGANIZER;CN=\"D\":mailto:e", "CATEGORIES:F,G", "CLASS:PRIVATE", "DTSTART:20270103T090000Z", "STATUS:CANCELLED", "RRULE:FREQ=WEEKLY", "-",
		"UID:a", "RECURRENCE-ID:20270110T090000Z", "DTSTART:20270111T090000Z", "ATTACH:x", "BEGIN:VALARM", "DESCRIPTION:H", "END:VALARM")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := ReadAppointments(t.Context(), raw, readFrom, readTo)
		if err != nil && !errors.Is(err, ErrNotCalendar) {
			t.Fatal(err)
		}
		for _, a := range got.All {
			if a.End.Before(a.Start) || a.Line < 1 || strings.Contains(a.Title+a.Place+a.Organizer, "\n") {
				t.Errorf("%+v", a)
			}
			if a.AllDay && !a.Start.Before(a.End) {
				t.Errorf("%+v", a)
			}
		}
	})
}
