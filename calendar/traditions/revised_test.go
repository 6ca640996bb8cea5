package traditions

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
)

// Entries in subscribed calendars are dated. Whoever changes them must advance
// the date of that tradition and no other: if its date stays, programs keep the
// old entries, and if another's moves, they show a change where there is none.
func TestEntriesAreDated(t *testing.T) {
	lines := make(map[string]revision)
	for _, r := range revisions() {
		if lines[r.tradition].tradition != "" {
			t.Errorf("%s has two lines", r.tradition)
		}
		lines[r.tradition] = r
		if on, err := time.Parse(time.DateOnly, r.on); err != nil || on.After(time.Now().AddDate(0, 0, 1)) {
			t.Errorf("%s is of %q, which is to come or no day: %v", r.tradition, r.on, err)
		}
	}
	for _, tr := range All("nw") {
		line, sum := lines[tr.ID], digest(t, tr)
		delete(lines, tr.ID)
		if line.sum != sum {
			t.Errorf("the entries of %s have changed.\nIn calendar/traditions/revised.go, the line\n\t{%q, %q, %q},\nbecomes\n\t{%q, %q, %q},",
				tr.ID, tr.ID, line.on, line.sum, tr.ID, time.Now().UTC().Format(time.DateOnly), sum)
		}
		for _, o := range tr.Observances {
			if o.Revised.Format(time.DateOnly) != line.on {
				t.Errorf("%s is dated %v", o.ID, o.Revised)
			}
		}
	}
	for id := range lines {
		t.Errorf("there is no tradition %s", id)
	}
}

// digest sums all entries of a tradition over some decades, in both languages
// and by all conventions, without the moments at which they changed.
func digest(t *testing.T, tr calendar.Tradition) string {
	t.Helper()
	conventions := []map[string]string{nil}
	for _, c := range tr.Conventions {
		conventions = append(conventions, map[string]string{tr.ID: c.ID})
	}
	sum := sha256.New()
	for _, c := range conventions {
		cal, err := calendar.New([]calendar.Tradition{tr}, c)
		if err != nil {
			t.Fatal(err)
		}
		all := cal.Occurrences(calendar.NewDate(2024, 1, 1), calendar.NewDate(2050, 12, 31), calendar.Filter{Traditions: []string{tr.ID}})
		for _, lang := range []string{"de", "en"} {
			var b bytes.Buffer
			if err := ical.Write(&b, ical.Calendar{Name: tr.ID, Lang: lang, Eve: true, Seat: calendar.DefaultRegion().Seat, Names: cal, Occurrences: all}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if !strings.HasPrefix(line, "DTSTAMP") && !strings.HasPrefix(line, "LAST-MODIFIED") {
					fmt.Fprint(sum, line)
				}
			}
			io.WriteString(sum, "\x00")
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
