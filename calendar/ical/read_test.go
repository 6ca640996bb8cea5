package ical

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/teambition/rrule-go"

	"vielfalt/calendar"
)

// The year that most tests ask for.
var readFrom, readTo = calendar.NewDate(2027, 1, 1), calendar.NewDate(2027, 12, 31)

// file puts lines of events into a file; events are parted by "-".
func file(lines ...string) string {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
	for event := range strings.SplitSeq(strings.Join(lines, "\n"), "\n-\n") {
		b.WriteString("BEGIN:VEVENT\r\n" + strings.ReplaceAll(event, "\n", "\r\n") + "\r\nEND:VEVENT\r\n")
	}
	b.WriteString("END:VCALENDAR\r\n")
	return b.String()
}

// readAll reads a file with a reader that the test can look into.
func readAll(t testing.TB, raw string, from, to calendar.Date) (File, *reader) {
	t.Helper()
	r := newReader(t.Context(), from, to)
	if err := r.read([]byte(raw)); err != nil {
		t.Fatal(err)
	}
	return r.file, r
}

// told writes what was read as lines: days, times, title; then what was not.
func told(f File) []string {
	var out []string
	for _, p := range f.Planned {
		s := p.First.String()
		if p.Last != p.First {
			s += "/" + p.Last.String()
		}
		if p.Timed {
			s += fmt.Sprintf(" %02d:%02d-%02d:%02d", p.Start/60, p.Start%60, p.End/60, p.End%60)
		}
		out = append(out, strings.TrimSpace(s+" "+p.Title))
	}
	for _, r := range f.Refused {
		out = append(out, strings.TrimSpace(fmt.Sprintf("refused %s %q %s", r.Reason, r.Value, r.Title)))
	}
	for _, n := range []struct {
		name string
		n    int
	}{{"cancelled", f.Cancelled}, {"past", f.Past}, {"later", f.Later}} {
		if n.n > 0 {
			out = append(out, fmt.Sprintf("%s %d", n.name, n.n))
		}
	}
	if f.Truncated {
		out = append(out, "truncated")
	}
	return out
}

func TestReadFile(t *testing.T) {
	for _, c := range []struct {
		name string
		file string
		want []string
	}{
		// Days and times.
		{"a day", file("DTSTART;VALUE=DATE:20270510", "SUMMARY:Tag"), []string{"2027-05-10 Tag"}},
		{"a day without VALUE", file("DTSTART:20270510"), []string{"2027-05-10"}},
		{"several days, exclusive end", file("DTSTART;VALUE=DATE:20270510", "DTEND;VALUE=DATE:20270513"), []string{"2027-05-10/2027-05-12"}},
		{"a day that ends on itself", file("DTSTART;VALUE=DATE:20270510", "DTEND;VALUE=DATE:20270510"), []string{"2027-05-10"}},
		{"days by duration", file("DTSTART;VALUE=DATE:20270510", "DURATION:P1W"), []string{"2027-05-10/2027-05-16"}},
		{"hours of a day", file("DTSTART;VALUE=DATE:20270510", "DURATION:PT25H"), []string{"2027-05-10/2027-05-11"}},
		{"over the border of the window", file("DTSTART;VALUE=DATE:20261230", "DTEND;VALUE=DATE:20270102"), []string{"2026-12-30/2027-01-01"}},
		{"floating", file("DTSTART:20270510T090000", "DTEND:20270510T103000"), []string{"2027-05-10 09:00-10:30"}},
		{"UTC in summer", file("DTSTART:20270510T220000Z", "DTEND:20270510T230000Z"), []string{"2027-05-11 00:00-01:00"}},
		{"UTC in winter", file("DTSTART:20270110T220000Z", "DTEND:20270110T230000Z"), []string{"2027-01-10 23:00-24:00"}},
		{"zone", file("DTSTART;TZID=America/New_York:20270510T190000", "DURATION:PT2H"), []string{"2027-05-11 01:00-03:00"}},
		{"ends elsewhere", file("DTSTART;TZID=Europe/Berlin:20270510T090000", "DTEND;TZID=Europe/London:20270510T090000"), []string{"2027-05-10 09:00-10:00"}},
		{"until midnight", file("DTSTART:20270510T200000", "DTEND:20270511T000000"), []string{"2027-05-10 20:00-24:00"}},
		{"overnight", file("DTSTART:20270510T220000", "DTEND:20270511T060000"), []string{"2027-05-10/2027-05-11 22:00-06:00"}},
		{"a whole day with times", file("DTSTART:20270510T000000", "DTEND:20270511T000000"), []string{"2027-05-10 00:00-24:00"}},
		{"to the last second", file("DTSTART:20270510T000000", "DTEND:20270510T235959"), []string{"2027-05-10 00:00-24:00"}},
		{"no end", file("DTSTART:20270510T090000"), []string{"2027-05-10 09:00-09:01"}},
		{"no end at midnight", file("DTSTART:20270510T000000"), []string{"2027-05-10 00:00-00:01"}},
		{"no end in the last minute", file("DTSTART:20270510T235959"), []string{"2027-05-10 23:59-24:00"}},
		{"duration in parts", file("DTSTART:20270510T090000", "DURATION:P1DT1H30M"), []string{"2027-05-10/2027-05-11 09:00-10:30"}},
		{"spring night by the clock", file("DTSTART;TZID=Europe/Berlin:20270327T220000", "DTEND;TZID=Europe/Berlin:20270328T060000"), []string{"2027-03-27/2027-03-28 22:00-06:00"}},
		{"spring night by hours", file("DTSTART;TZID=Europe/Berlin:20270327T220000", "DURATION:PT8H"), []string{"2027-03-27/2027-03-28 22:00-07:00"}},
		{"an hour that does not exist", file("DTSTART:20270328T023000", "DTEND:20270328T024500"), []string{"2027-03-28 03:30-03:45"}},
		{"an hour that comes twice", file("DTSTART;TZID=Europe/Berlin:20271031T023000", "DTEND;TZID=Europe/Berlin:20271031T030000"), []string{"2027-10-31 02:30-03:00"}},
		{"clocks put back within", file("DTSTART:20271031T003000Z", "DTEND:20271031T011000Z"), []string{"2027-10-31 02:30-02:31"}},

		// Zones.
		{"Windows", file("DTSTART;TZID=GMT Standard Time:20270510T090000"), []string{"2027-05-10 10:00-10:01"}},
		{"path", file("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20270510T090000"), []string{"2027-05-10 09:00-09:01"}},
		{"three parts", file("DTSTART;TZID=America/Argentina/Buenos_Aires:20270510T090000"), []string{"2027-05-10 14:00-14:01"}},
		{"unknown", file("SUMMARY:X", "DTSTART;TZID=Mond:20270510T090000", "-", "DTSTART;TZID=Local:20270510T090000", "-", "DTSTART;TZID=../Europe/Berlin:20270510T090000"), []string{
			"2027-05-10 09:00-09:01", `refused zone "Mond" X`, `refused zone "Local"`}},
		{"own zone", strings.Replace(file("DTSTART;TZID=Hier:20270510T090000", "-", "DTSTART;TZID=Dort:20270510T090000", "-", "DTSTART;TZID=Fern:20270510T090000"), "END:VCALENDAR", strings.Join([]string{
			"BEGIN:VTIMEZONE", "TZID:Hier", "BEGIN:STANDARD", "TZOFFSETTO:+0100", "END:STANDARD", "BEGIN:DAYLIGHT", "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE",
			"BEGIN:VTIMEZONE", "TZID:Dort", "X-LIC-LOCATION:Europe/London", "END:VTIMEZONE",
			"BEGIN:VTIMEZONE", "TZID:Fern", "BEGIN:STANDARD", "TZOFFSETTO:+0800", "END:STANDARD", "END:VTIMEZONE", "END:VCALENDAR"}, "\n"), 1),
			[]string{"2027-05-10 09:00-09:01", "2027-05-10 10:00-10:01", `refused zone "Fern"`}},

		// Rules.
		{"weekly over the clock change", file("DTSTART;TZID=Europe/Berlin:20270322T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2"), []string{"2027-03-22 09:00-10:00", "2027-03-29 09:00-10:00"}},
		{"weekly in UTC", file("DTSTART:20270322T080000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2"), []string{"2027-03-22 09:00-10:00", "2027-03-29 10:00-11:00"}},
		{"weekly in New York", file("DTSTART;TZID=America/New_York:20270308T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4"), []string{
			"2027-03-08 15:00-16:00", "2027-03-15 14:00-15:00", "2027-03-22 14:00-15:00", "2027-03-29 15:00-16:00"}},
		{"until a day, inclusive", file("DTSTART:20270510T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20270511"), []string{"2027-05-10 09:00-10:00", "2027-05-11 09:00-10:00"}},
		{"until a moment, inclusive", file("DTSTART:20270510T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20270511T070000Z"), []string{"2027-05-10 09:00-10:00", "2027-05-11 09:00-10:00"}},
		{"until just before", file("DTSTART:20270510T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20270511T065959Z"), []string{"2027-05-10 09:00-10:00"}},
		{"days until midnight in UTC", file("DTSTART;VALUE=DATE:20270510", "RRULE:FREQ=DAILY;UNTIL=20270510T220000Z"), []string{"2027-05-10", "2027-05-11"}},
		{"until before the start", file("DTSTART;VALUE=DATE:20270510", "RRULE:FREQ=DAILY;UNTIL=20270501"), []string{"past 1"}},
		{"the start counts, though no Tuesday", file("DTSTART;VALUE=DATE:20270510", "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"), []string{"2027-05-10", "2027-05-11"}},
		{"last Friday", file("DTSTART;VALUE=DATE:20270129", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3"), []string{"2027-01-29", "2027-02-26", "2027-03-26"}},
		{"last working day", file("DTSTART;VALUE=DATE:20270129", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20270331"), []string{"2027-01-29", "2027-02-26", "2027-03-31"}},
		{"the 31st", file("DTSTART;VALUE=DATE:20270131", "RRULE:FREQ=MONTHLY;COUNT=3"), []string{"2027-01-31", "2027-03-31", "2027-05-31"}},
		{"first Monday, any Tuesday", file("DTSTART;VALUE=DATE:20270504", "RRULE:FREQ=MONTHLY;BYDAY=2MO,TU;COUNT=3"), []string{"2027-05-04", "2027-05-10", "2027-05-11"}},
		{"29 February", file("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY;COUNT=2"), []string{"later 1"}},
		{"every other week, by its start", file("DTSTART;VALUE=DATE:20270105", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU"), []string{"2027-01-05", "2027-01-17", "2027-01-19", "2027-01-31"}},
		{"a week of the year", file("DTSTART;VALUE=DATE:20260518", "RRULE:FREQ=YEARLY;BYWEEKNO=21"), []string{"2027-05-24"}},
		{"carelessly written", file("DTSTART;VALUE=DATE:20270510", "RRULE:freq=daily; count=2;"), []string{"2027-05-10", "2027-05-11"}},
		{"long events that overlap", file("DTSTART;VALUE=DATE:20261225", "DURATION:P10D", "RRULE:FREQ=YEARLY;COUNT=2"), []string{"2026-12-25/2027-01-03", "2027-12-25/2028-01-03"}},

		// Further dates and exceptions.
		{"RDATE", file("DTSTART:20270510T090000", "DURATION:PT1H", "RDATE:20270512T090000,20270511T100000", "RDATE;VALUE=DATE:20270513", "RDATE:20270510T090000"), []string{
			"2027-05-10 09:00-10:00", "2027-05-11 10:00-11:00", "2027-05-12 09:00-10:00", "2027-05-13 09:00-10:00"}},
		{"RDATE of periods", file("DTSTART:20270510T090000", "DURATION:PT1H", "RDATE;VALUE=PERIOD:20270511T090000/PT2H,20270512T070000Z/20270512T100000Z"), []string{
			"2027-05-10 09:00-10:00", "2027-05-11 09:00-11:00", "2027-05-12 09:00-12:00"}},
		{"RDATE of days", file("DTSTART;VALUE=DATE:20270510", "RDATE;VALUE=DATE:20270601,20270701", "EXDATE;VALUE=DATE:20270601"), []string{"2027-05-10", "2027-07-01"}},
		{"EXDATE in another zone", file("DTSTART;TZID=Europe/Berlin:20270510T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=5",
			"EXDATE;TZID=Europe/London:20270511T080000", "EXDATE:20270512T070000Z,20270513T090000"), []string{"2027-05-10 09:00-10:00", "2027-05-14 09:00-10:00"}},
		{"EXDATE that meets nothing", file("DTSTART:20270510T090000", "DURATION:PT1H", "EXDATE:20270510T091500"), []string{"2027-05-10 09:00-10:00"}},
		{"EXDATE of a day", file("DTSTART:20270510T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20270510"), []string{"2027-05-11 09:00-10:00"}},
		{"EXDATE with a time, of days", file("DTSTART;VALUE=DATE:20270510", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20270509T220000Z", "EXDATE:20270512T000000"), []string{"2027-05-11"}},
		{"EXDATE leaves nothing", file("DTSTART;VALUE=DATE:20270510", "EXDATE;VALUE=DATE:20270510"), []string{"past 1"}},

		// Changes to single dates.
		{"moved", file("UID:a", "SUMMARY:A", "DTSTART:20270510T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "-",
			"UID:a", "SUMMARY:B", "RECURRENCE-ID:20270511T070000Z", "DTSTART:20270520T100000", "DURATION:PT1H"), []string{
			"2027-05-10 09:00-10:00 A", "2027-05-12 09:00-10:00 A", "2027-05-20 10:00-11:00 B"}},
		{"moved, change first", file("UID:a", "RECURRENCE-ID;VALUE=DATE:20270511", "DTSTART;VALUE=DATE:20270520", "-",
			"UID:a", "DTSTART;VALUE=DATE:20270510", "RRULE:FREQ=DAILY;COUNT=2"), []string{"2027-05-10", "2027-05-20"}},
		{"moved out", file("UID:a", "DTSTART;VALUE=DATE:20271231", "-", "UID:a", "RECURRENCE-ID;VALUE=DATE:20271231", "DTSTART;VALUE=DATE:20280101"), []string{"later 1"}},
		{"moved in", file("UID:a", "DTSTART;VALUE=DATE:20261231", "-", "UID:a", "RECURRENCE-ID;VALUE=DATE:20261231", "DTSTART;VALUE=DATE:20270101"), []string{"2027-01-01"}},
		{"moved twice", file("UID:a", "DTSTART;VALUE=DATE:20270510", "-", "UID:a", "RECURRENCE-ID;VALUE=DATE:20270510", "DTSTART;VALUE=DATE:20270511", "-",
			"UID:a", "RECURRENCE-ID;VALUE=DATE:20270510", "DTSTART;VALUE=DATE:20270512"), []string{"2027-05-12"}},
		{"moved without a series", file("UID:a", "RECURRENCE-ID;VALUE=DATE:20270510", "DTSTART;VALUE=DATE:20270511"), []string{"2027-05-11"}},
		{"one cancelled", file("UID:a", "DTSTART;VALUE=DATE:20270510", "RRULE:FREQ=DAILY;COUNT=2", "-", "UID:a", "RECURRENCE-ID;VALUE=DATE:20270510", "STATUS:CANCELLED"), []string{"2027-05-11", "cancelled 1"}},
		{"all cancelled", file("DTSTART;VALUE=DATE:20270510", "STATUS:cancelled"), []string{"cancelled 1"}},
		{"file of cancellations", strings.Replace(file("DTSTART;VALUE=DATE:20270510"), "VERSION:2.0", "METHOD:CANCEL", 1), []string{"cancelled 1"}},
		{"a change that cannot be read", file("UID:a", "DTSTART;VALUE=DATE:20270510", "RRULE:FREQ=DAILY;COUNT=2", "-", "UID:a", "RECURRENCE-ID;VALUE=DATE:20270510", "DTSTART:?"), []string{"2027-05-11", `refused start "?"`}},
		{"this and future", file("UID:a", "DTSTART;VALUE=DATE:20270510", "RRULE:FREQ=DAILY;COUNT=2", "-", "UID:a", "RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20270511", "DTSTART;VALUE=DATE:20270512"), []string{
			"2027-05-10", "2027-05-11", `refused override "RANGE=THISANDFUTURE"`}},
		{"one UID for all", file("UID:a", "DTSTART;VALUE=DATE:20270510", "-", "UID:a", "DTSTART;VALUE=DATE:20270511"), []string{"2027-05-10", "2027-05-11"}},

		// What is refused.
		{"hourly", file("SUMMARY:H", "DTSTART:20270510T090000", "RRULE:FREQ=HOURLY"), []string{`refused frequency "FREQ=HOURLY" H`}},
		{"every second", file("DTSTART:20270510T090000", "RRULE:FREQ=SECONDLY;COUNT=5"), []string{`refused frequency "FREQ=SECONDLY;COUNT=5"`}},
		{"hours", file("DTSTART:20270510T090000", "RRULE:FREQ=DAILY;BYHOUR=9,10", "-", "DTSTART:20270510T090000", "RRULE:FREQ=DAILY;BYMINUTE=0", "-", "DTSTART:20270510T090000", "RRULE:FREQ=DAILY;BYSECOND=0"), []string{
			`refused byhour "FREQ=DAILY;BYHOUR=9,10"`, `refused byhour "FREQ=DAILY;BYMINUTE=0"`, `refused byhour "FREQ=DAILY;BYSECOND=0"`}},
		{"no start", file("SUMMARY:Ohne"), []string{`refused start "" Ohne`}},
		{"starts", file("DTSTART:heute", "-", "DTSTART:20270230", "-", "DTSTART:20270510T250000", "-", "DTSTART;VALUE=DATE:18991231", "-", "DTSTART;VALUE=DATE:21010101", "-", "DTSTART;X:20270510"), []string{
			`refused start "heute"`, `refused start "20270230"`, `refused start "20270510T250000"`, `refused start "18991231"`, `refused start "21010101"`, `refused start "DTSTART;X:20270510"`}},
		{"ends", file("DTSTART:20270510T090000", "DTEND:20270510T080000", "-", "DTSTART:20270510", "DTEND:20270509", "-", "DTSTART:20270510", "DURATION:-P1D", "-",
			"DTSTART:20270510", "DTEND:20270510T100000", "-", "DTSTART:20270510", "DURATION:P", "-", "DTSTART:20270510", "DURATION:P1H", "-", "DTSTART:20270510", "DURATION:PT99999999H", "-",
			"DTSTART:20270510", "DTEND:99991231", "-", "DTSTART:20270510", "DURATION:P1DT", "-", "DTSTART:20270510", "DURATION:PT1M1H"), []string{
			`refused end "20270510T080000"`, `refused end "20270509"`, `refused end "-P1D"`, `refused end "20270510T100000"`, `refused end "P"`,
			`refused end "P1H"`, `refused end "PT99999999H"`, `refused end "99991231"`, `refused end "P1DT"`, `refused end "PT1M1H"`}},
		{"rules", file("DTSTART:20270510", "RRULE:FREQ=FORTNIGHTLY", "-", "DTSTART:20270510", "RRULE:", "-", "DTSTART:20270510", "RRULE:FREQ=DAILY;COUNT=0", "-",
			"DTSTART:20270510", "RRULE:FREQ=DAILY;BYMONTH=13", "-", "DTSTART:20270510", "RRULE:FREQ=DAILY;UNTIL=gestern", "-", "DTSTART:20270510", "RRULE:FREQ=DAILY;INTERVAL=99999999999999999999", "-",
			"DTSTART:20270510", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY", "-", "DTSTART:20270510", "EXRULE:FREQ=WEEKLY", "-", "DTSTART:20270510", "RRULE:FREQ=YEARLY;BYEASTER=99999", "-",
			"DTSTART:20270510", "RDATE:x", "-", "DTSTART:20270510", "EXDATE:20270510,", "-", "DTSTART:20270510", "RDATE:18000101"), []string{
			`refused rule "FREQ=FORTNIGHTLY"`, `refused rule ""`, `refused rule "FREQ=DAILY;COUNT=0"`, `refused rule "FREQ=DAILY;BYMONTH=13"`, `refused rule "FREQ=DAILY;UNTIL=gestern"`,
			`refused rule "FREQ=DAILY;INTERVAL=99999999999999999999"`, `refused rule "FREQ=WEEKLY"`, `refused rule "FREQ=WEEKLY"`, `refused rule "FREQ=YEARLY;BYEASTER=99999"`,
			`refused rule "x"`, `refused rule ""`, `refused rule "18000101"`}},
		{"unfinished", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTART:20270510\nBEGIN:VEVENT\nSUMMARY:B\nDTSTART:20270511\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:C\nDTST", []string{
			"2027-05-11 B", `refused unfinished "" A`, `refused unfinished "" C`}},

		// Other components, and what else is in files.
		{"others", "BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:T\nDTSTART:20270510\nBEGIN:VALARM\nEND:VALARM\nEND:VTODO\nBEGIN:VJOURNAL\nDTSTART:20270510\nEND:VJOURNAL\nBEGIN:VFREEBUSY\nDTSTART:20270510T090000Z\nEND:VFREEBUSY\nEND:VCALENDAR\n", nil},
		{"alarm within", file("DTSTART:20270510", "BEGIN:VALARM", "SUMMARY:falsch", "DURATION:PT5M", "END:VALARM", "SUMMARY:richtig"), []string{"2027-05-10 richtig"}},
		{"alarm left open", file("SUMMARY:A", "DTSTART:20270510", "BEGIN:VALARM", "SUMMARY:falsch"), []string{"2027-05-10 A"}},
		{"lines that are none", file("?????", "nonsense", ":", ";;", "SUMMARY:A", "ATTENDEE;CN=\"x:y", "DTSTART:20270510"), []string{"2027-05-10 A"}},
		{"past and later", file("DTSTART:20261231", "-", "DTSTART:20280101", "-", "DTSTART:20261201", "RRULE:FREQ=DAILY;COUNT=5", "-", "DTSTART:20280101", "RRULE:FREQ=DAILY"), []string{"past 2", "later 2"}},
		{"sorted", file("SUMMARY:C", "DTSTART:20270510T080000", "-", "SUMMARY:B", "DTSTART:20270510", "-", "SUMMARY:A", "DTSTART:20270510T080000", "-", "SUMMARY:D", "DTSTART:20270509T230000"), []string{
			"2027-05-09 23:00-23:01 D", "2027-05-10 B", "2027-05-10 08:00-08:01 A", "2027-05-10 08:00-08:01 C"}},
		{"title", file("DTSTART:20270510", `SUMMARY:Ein\nTitel\, lang\; und \\ mehr`+"\u202e\u200b\x07\u00a0 da"), []string{`2027-05-10 Ein Titel, lang; und \ mehr da`}},
		{"folded within a character", file("DTSTART:20270510", "SUMMARY:Gru\xc3\n \x9fwo\n\trt"), []string{"2027-05-10 Grußwort"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ReadFile(t.Context(), []byte(c.file), readFrom, readTo)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, told(got)); d != "" {
				t.Error(d)
			}
			holds(t, got, readFrom, readTo)
		})
	}
}

func TestReadOutlook(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "read", "outlook.ics"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2027-03-22 09:30-11:00 Jour fixe, Dezernat 3", "2027-03-29 09:30-11:00 Jour fixe, Dezernat 3",
		"2027-04-01/2027-04-02 22:00-06:00 Bereitschaft", "2027-04-12 09:30-11:00 Jour fixe, Dezernat 3",
	}
	lf := bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	for name, raw := range map[string][]byte{
		"LF": lf, "CRLF": bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n")), "CR": bytes.ReplaceAll(lf, []byte("\n"), []byte("\r")),
	} {
		got, err := ReadFile(t.Context(), raw, readFrom, readTo)
		if d := cmp.Diff(want, told(got)); err != nil || d != "" {
			t.Errorf("%s: %v\n%s", name, err, d)
		}
	}
}

// What this package writes, it reads.
func TestReadWhatIsWritten(t *testing.T) {
	raw := write(t, Calendar{Name: "Termine", Lang: "de", Events: []Event{exhibition}})
	got, err := ReadFile(t.Context(), raw, calendar.NewDate(2026, 1, 1), calendar.NewDate(2026, 12, 31))
	if d := cmp.Diff([]string{"2026-03-28/2026-03-29 23:30-04:00 Ausstellung: Zuwanderung, Arbeit; Heimat"}, told(got)); err != nil || d != "" {
		t.Error(err, d)
	}
}

func TestReadEncodings(t *testing.T) {
	plain := file("SUMMARY:Fête „Größe“ – 5 €", "DTSTART:20270510")
	utf16of := func(mark rune, swap bool) []byte {
		var b []byte
		for _, u := range append([]uint16{uint16(mark)}, utf16.Encode([]rune(plain))...) {
			if swap {
				b = append(b, byte(u), byte(u>>8))
			} else {
				b = append(b, byte(u>>8), byte(u))
			}
		}
		return b
	}
	windows := strings.NewReplacer("ê", "\xea", "„", "\x84", "ö", "\xf6", "ß", "\xdf", "“", "\x93", "–", "\x96", "€", "\x80").Replace(plain)
	for name, raw := range map[string][]byte{
		"UTF-8": []byte(plain), "with mark": []byte("\uFEFF" + plain), "UTF-16LE": utf16of(0xFEFF, true), "UTF-16BE": utf16of(0xFEFF, false), "Windows-1252": []byte(windows),
	} {
		got, err := ReadFile(t.Context(), raw, readFrom, readTo)
		if d := cmp.Diff([]string{"2027-05-10 Fête „Größe“ – 5 €"}, told(got)); err != nil || d != "" {
			t.Errorf("%s: %v\n%s", name, err, d)
		}
	}
}

func TestReadFileErrors(t *testing.T) {
	for name, raw := range map[string]string{
		"empty": "", "HTML": "<html>", "an event alone": "BEGIN:VEVENT\nDTSTART:20270510\nEND:VEVENT\n", "a vCard": "BEGIN:VCARD\nEND:VCARD\n",
	} {
		if _, err := ReadFile(t.Context(), []byte(raw), readFrom, readTo); !errors.Is(err, ErrNotCalendar) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := ReadFile(t.Context(), make([]byte, MaxBytes+1), readFrom, readTo); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large: got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ReadFile(ctx, []byte(file("DTSTART:20270510")), readFrom, readTo); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: got %v", err)
	}
}

// Whoever stops waiting ends the work within a rule.
func TestReadStopsWithin(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r := newReader(ctx, readFrom, readTo)
	u, reason := readRule("FREQ=DAILY;COUNT=99999", moment{day: calendar.NewDate(1900, 1, 1), allDay: true, zone: calendar.Berlin}, calendar.Berlin)
	if reason != "" {
		t.Fatal(reason)
	}
	cancel()
	_, err := r.walk(u, moment{day: calendar.NewDate(1900, 1, 1), allDay: true, zone: calendar.Berlin}, length{days: 1}, func(moment) bool { return true })
	if !errors.Is(err, context.Canceled) || r.steps > 1024 {
		t.Errorf("ended after %d steps with %v", r.steps, err)
	}
}

func TestReadLimits(t *testing.T) {
	day := calendar.NewDate(2027, 5, 10)
	t.Run("entries", func(t *testing.T) {
		for _, n := range []int{MaxEntries, MaxEntries + 1} {
			got, _ := readAll(t, file(strings.TrimSuffix(strings.Repeat("DTSTART:20270510\n-\n", n), "\n-\n")), readFrom, readTo)
			if len(got.Planned) != MaxEntries || got.Truncated != (n > MaxEntries) {
				t.Errorf("%d entries: %d planned, truncated %v", n, len(got.Planned), got.Truncated)
			}
		}
	})
	t.Run("dates", func(t *testing.T) {
		// The earliest are kept, of whichever entry they are.
		got, _ := readAll(t, file("DTSTART:20270510", "RRULE:FREQ=DAILY", "-", "SUMMARY:B", "DTSTART:20270511"), day, day+2000)
		if len(got.Planned) != MaxPlanned || !got.Truncated || got.Planned[2].Title != "B" {
			t.Errorf("%d planned, truncated %v", len(got.Planned), got.Truncated)
		}
		got, _ = readAll(t, file("DTSTART:20270510", fmt.Sprintf("RRULE:FREQ=DAILY;COUNT=%d", MaxPlanned)), day, day+2000)
		if len(got.Planned) != MaxPlanned || got.Truncated {
			t.Errorf("exactly: %d planned, truncated %v", len(got.Planned), got.Truncated)
		}
	})
	t.Run("title", func(t *testing.T) {
		got, _ := readAll(t, file("DTSTART:20270510", "SUMMARY:"+strings.Repeat("ß", 3*maxLine)), readFrom, readTo)
		if n := utf8.RuneCountInString(got.Planned[0].Title); n != MaxTitle {
			t.Errorf("%d characters", n)
		}
	})
	t.Run("line", func(t *testing.T) {
		got, _ := readAll(t, file("DTSTART:20270510", "RDATE:"+strings.Repeat("20270510,", maxLine)+"20270511", "-", "DTSTART"+strings.Repeat(";A=b", 100)+":20270510",
			"-", "DTSTART:20270510", "ATTACH:"+strings.Repeat("x", 5*maxLine)), readFrom, readTo)
		if len(got.Planned) != 1 || len(got.Refused) != 2 || got.Refused[0].Reason != ReasonRule || got.Refused[1].Reason != ReasonStart {
			t.Errorf("got %v", told(got))
		}
	})
	t.Run("zones", func(t *testing.T) {
		var lines []string
		for i := range MaxEntries {
			lines = append(lines, fmt.Sprintf("DTSTART;TZID=Zone%d:20270510T090000", i), "-")
		}
		got, r := readAll(t, file(lines[:len(lines)-1]...), readFrom, readTo)
		if len(got.Refused) != MaxEntries || len(r.known) != maxZones {
			t.Errorf("%d refused, %d looked up", len(got.Refused), len(r.known))
		}
	})
	t.Run("refused line", func(t *testing.T) {
		got, _ := readAll(t, file("SUMMARY:A", "DTSTART:20270510", "-", "DTSTART:20270510", "RRULE:x"), readFrom, readTo)
		if len(got.Refused) != 1 || got.Refused[0].Line != 9 {
			t.Errorf("got %+v", got.Refused)
		}
	})
}

// hostile are rules that yield nothing, late, or far too much. The bound is the
// days from the start of the rule, or from that of the window if it does not
// count, to the end of the window.
var hostile = []string{
	"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
	"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
	"FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31;COUNT=2",
	"FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1;COUNT=2",
	"FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;COUNT=2",
	"FREQ=MONTHLY;BYDAY=-53MO;COUNT=2", // rrule-go panics
	"FREQ=YEARLY;BYMONTH=1;BYDAY=-53MO,53MO;COUNT=2",
	"FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29;COUNT=9",
	"FREQ=DAILY;BYSETPOS=2;COUNT=2",
	"FREQ=WEEKLY;BYSETPOS=366;BYDAY=MO",
	"FREQ=DAILY;INTERVAL=9223372036854775807;COUNT=9",
	"FREQ=WEEKLY;INTERVAL=9223372036854775807",
	"FREQ=YEARLY;INTERVAL=2305843009213693952;COUNT=9",
	"FREQ=MONTHLY;INTERVAL=100000;COUNT=9223372036854775807",
	"FREQ=DAILY;COUNT=9223372036854775807",
	"FREQ=DAILY",
	"FREQ=DAILY;UNTIL=99991231T235959Z",
	"FREQ=DAILY;BYMONTHDAY=" + strings.Repeat("30,", 3000) + "30;BYMONTH=2;COUNT=2",
}

func TestHostileRules(t *testing.T) {
	start := calendar.NewDate(1900, 1, 1)
	for _, rule := range hostile {
		got, r := readAll(t, file("DTSTART;VALUE=DATE:19000101", "RRULE:"+rule), readFrom, readTo)
		// Each day, and for each month or period another step; the lines of the file.
		days := int(readTo-start) + 400
		if !strings.Contains(rule, "COUNT") {
			days = int(readTo-readFrom) + 1000
		}
		if limit := 2*days + 20; r.steps > limit {
			t.Errorf("%.60s: %d steps, more than %d", rule, r.steps, limit)
		}
		holds(t, got, readFrom, readTo)
	}
	// As many of the worst as a file can hold end at the limit, and say so.
	var lines []string
	for range MaxEntries {
		lines = append(lines, "DTSTART;VALUE=DATE:19000101", "RRULE:FREQ=DAILY;BYMONTHDAY=-31;BYDAY=MO;COUNT=99999", "-")
	}
	got, r := readAll(t, file(lines[:len(lines)-1]...), readFrom, readTo)
	if r.steps > maxSteps+1 || !got.Truncated {
		t.Errorf("%d steps, truncated %v", r.steps, got.Truncated)
	}
	// As many honest birthdays as a file can hold are not too much.
	for i := range lines {
		lines[i] = strings.Replace(lines[i], "FREQ=DAILY;BYMONTHDAY=-31;BYDAY=MO;COUNT=99999", "FREQ=YEARLY;COUNT=150", 1)
	}
	got, r = readAll(t, file(lines[:len(lines)-1]...), readFrom, readTo)
	if got.Truncated || len(got.Planned) != MaxEntries {
		t.Errorf("birthdays: %d planned after %d steps, truncated %v", len(got.Planned), r.steps, got.Truncated)
	}
}

// Rules mean here what they mean to rrule-go, an independent implementation, as
// far as that is right: it takes "2MO,TU" for both at once, all days of a week
// for BYWEEKNO alone, and the first week of a rule with BYSETPOS from its start
// on.
func TestRulesAsInRRuleGo(t *testing.T) {
	var parts [][]string
	add := func(s ...string) { parts = append(parts, append(s, "")) }
	add("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")
	add(";INTERVAL=2", ";INTERVAL=3")
	add(";BYMONTH=1,3,12", ";BYMONTH=2")
	add(";BYMONTHDAY=1,15,-1", ";BYMONTHDAY=29,31,-31")
	add(";BYDAY=MO,TH,SU", ";BYDAY=1MO,-1SU,5WE")
	add(";BYYEARDAY=1,60,-1", ";BYWEEKNO=1,20,53,-1;BYDAY=SA,SU")
	add(";BYSETPOS=1,-1", ";BYSETPOS=2")
	add(";WKST=SU", ";WKST=TH")
	rules := []string{""}
	for _, p := range parts {
		var next []string
		for _, r := range rules {
			for _, s := range p {
				next = append(next, r+s)
			}
		}
		rules = next
	}
	start := moment{day: calendar.NewDate(2023, 1, 2), allDay: true, zone: calendar.Berlin}
	limit := calendar.NewDate(2029, 12, 31)
	compared, dates := 0, 0
	for i, raw := range rules {
		// Some of all combinations, spread evenly: rrule-go takes long for those
		// that yield nothing.
		if i%29 != 3 || !strings.HasPrefix(raw, "FREQ") || strings.Count(raw, "BYDAY") > 1 || strings.Contains(raw, "WEEKLY") && strings.Contains(raw, "SETPOS") {
			continue
		}
		// Weeks at the turn of the year are where dateutil, and so rrule-go,
		// miscounts if weeks do not begin on Mondays.
		if strings.Contains(raw, "WEEKNO") && strings.Contains(raw, "WKST") {
			continue
		}
		u, reason := readRule(raw, start, calendar.Berlin)
		if reason != "" {
			t.Fatal(raw, reason)
		}
		var got, want []calendar.Date
		r := newReader(t.Context(), start.day, limit-2)
		if _, err := r.walk(u, start, length{days: 1}, func(m moment) bool {
			if m.day > start.day {
				got = append(got, m.day)
			}
			return true
		}); err != nil {
			t.Fatal(err)
		}
		opt, err := rrule.StrToROption(raw)
		if err != nil {
			t.Fatal(err)
		}
		opt.Dtstart = time.Date(2023, 1, 2, 0, 0, 0, 0, time.UTC)
		oracle, err := rrule.NewRRule(*opt)
		if err != nil {
			t.Fatal(err)
		}
		next := oracle.Iterator()
		for {
			d, ok := next()
			if !ok || calendar.DateOf(d) > limit {
				break
			}
			if day := calendar.DateOf(d); day > start.day {
				want = append(want, day)
			}
		}
		compared, dates = compared+1, dates+len(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %v\nwant %v", raw, got, want)
		}
	}
	if compared < 100 || dates < 1000 {
		t.Errorf("compared %d rules with %d dates", compared, dates)
	}
}

// A window far behind the start shows the same dates as walking there.
func TestRulesSkipAhead(t *testing.T) {
	for _, rule := range []string{"FREQ=DAILY;INTERVAL=7", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR", "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1", "FREQ=YEARLY;INTERVAL=3;BYDAY=20MO"} {
		for _, start := range []string{"19000131", "19991231", "20261230"} {
			for _, duration := range []string{"P1D", "P40D"} {
				lines := []string{"DTSTART;VALUE=DATE:" + start, "DURATION:" + duration, "RRULE:" + rule}
				ahead, _ := readAll(t, file(lines...), readFrom, readTo)
				lines[2] += ";COUNT=100000"
				walked, _ := readAll(t, file(lines...), readFrom, readTo)
				if d := cmp.Diff(walked, ahead); d != "" {
					t.Errorf("%v: %s", lines, d)
				}
			}
		}
	}
}

// holds checks what is true of every file.
func holds(t testing.TB, f File, from, to calendar.Date) {
	t.Helper()
	title := func(s string) {
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > MaxTitle || strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) }) {
			t.Errorf("title %q", s)
		}
	}
	if len(f.Planned) > MaxPlanned || len(f.Refused) > MaxEntries {
		t.Errorf("%d planned, %d refused", len(f.Planned), len(f.Refused))
	}
	for i, p := range f.Planned {
		title(p.Title)
		switch {
		case p.First > p.Last, p.First > to, p.Last < from,
			p.Timed && (p.Start < 0 || p.Start > 1439 || p.End < 1 || p.End > 1440 || p.First == p.Last && p.End <= p.Start),
			!p.Timed && (p.Start != 0 || p.End != 0):
			t.Errorf("planned %+v", p)
		case i > 0 && (f.Planned[i-1].First > p.First || f.Planned[i-1].First == p.First && f.Planned[i-1].Start > p.Start):
			t.Errorf("%+v is before %+v", f.Planned[i-1], p)
		}
	}
	for _, r := range f.Refused {
		title(r.Title)
		title(r.Value)
		if r.Reason == "" || r.Line < 1 {
			t.Errorf("refused %+v", r)
		}
	}
}

func FuzzReadFile(f *testing.F) {
	golden, err := filepath.Glob(filepath.Join("testdata", "*.ics"))
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range append(golden, filepath.Join("testdata", "read", "outlook.ics")) {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, rule := range hostile {
		f.Add([]byte(file("UID:a", "DTSTART;TZID=Europe/Berlin:19000101T230000", "DURATION:P1DT1H", "RRULE:"+rule, "EXDATE;VALUE=DATE:20270101", "-",
			"UID:a", "RECURRENCE-ID:20270102T220000Z", "DTSTART:20270103T090000Z", "RDATE;VALUE=PERIOD:20270103T090000Z/PT1H")))
	}
	f.Add([]byte("\xff\xfeB\x00E\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > MaxBytes {
			return
		}
		r := newReader(t.Context(), readFrom, readTo)
		if err := r.read(raw); err != nil && !errors.Is(err, ErrNotCalendar) {
			t.Fatal(err)
		}
		if r.steps > maxSteps+1 {
			t.Errorf("%d steps", r.steps)
		}
		holds(t, r.file, readFrom, readTo)
	})
}
