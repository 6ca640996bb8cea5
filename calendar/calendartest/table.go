package calendartest

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"vielfalt/calendar"
)

// Records reads a CSV file with a header line and returns its rows by column
// name. What the header adds in brackets is dropped.
func Records(t testing.TB, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	header, err := r.Read()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for i := range header {
		header[i], _, _ = strings.Cut(header[i], "(")
	}
	var out []map[string]string
	for {
		line, err := r.Read()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		rec := make(map[string]string, len(header))
		for i, h := range header {
			rec[h] = line[i]
		}
		out = append(out, rec)
	}
}

// Int reads a number from a record.
func Int(t testing.TB, rec map[string]string, column string) int {
	t.Helper()
	n, err := strconv.Atoi(rec[column])
	if err != nil {
		t.Fatalf("column %s: %v", column, err)
	}
	return n
}

// Date reads a day from a record.
func Date(t testing.TB, rec map[string]string, column string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(rec[column])
	if err != nil {
		t.Fatalf("column %s: %v", column, err)
	}
	return d
}

// An Agreement counts how many rows of an outside table a calendar agrees with.
type Agreement struct {
	Table        string
	Rows, Agreed int
	Sources      []string
}

// String returns the agreement as one line of a table.
func (a Agreement) String() string {
	return fmt.Sprintf("%-22s %4d  %4d  %s", a.Table, a.Rows, a.Agreed, strings.Join(a.Sources, ", "))
}

var numbered = regexp.MustCompile(`^(.+)-([1-9])$`)

// Compare looks for every row of an observance table (columns date, id,
// begins_evening_before, source) in the calendar: an occurrence that covers the
// row's day, as its first day or, where the row's id ends in -n, as its n-th.
// It reports each row that it does not find.
func Compare(t testing.TB, cal *calendar.Calendar, tradition, name string, rows []map[string]string) Agreement {
	t.Helper()
	a := Agreement{Table: name}
	seen := make(map[string]bool)
	for _, rec := range rows {
		a.Rows++
		for _, s := range strings.FieldsFunc(rec["source"], func(r rune) bool { return r == '+' }) {
			if _, err := strconv.Atoi(s); err == nil {
				continue // "diyanet-month-start+12" is one source
			}
			if s, _, _ = strings.Cut(s, ":"); !seen[s] {
				seen[s] = true
				a.Sources = append(a.Sources, s)
			}
		}
		day := Date(t, rec, "date")
		id, nth := calendar.ID(tradition+"/"+rec["id"]), 1
		if _, ok := cal.Observance(id); !ok {
			if m := numbered.FindStringSubmatch(string(id)); m != nil {
				id = calendar.ID(m[1])
				nth, _ = strconv.Atoi(m[2])
			}
		}
		o, ok := cal.Observance(id)
		if !ok {
			t.Errorf("%s: there is no observance %s", name, id)
			continue
		}
		if eve, has := rec["begins_evening_before"]; has && (eve == "1") != (o.Begin == calendar.Sunset) {
			t.Errorf("%s: %s begins at %s, the table says begins_evening_before=%s", name, id, o.Begin, eve)
			continue
		}
		found := false
		for _, oc := range cal.Of(id, day, day) {
			found = found || oc.First+calendar.Date(nth-1) == day
		}
		if !found {
			t.Errorf("%s: %s day %d should be on %v, got %v", name, id, nth, day, near(cal, id, day))
			continue
		}
		a.Agreed++
	}
	return a
}

// near returns the first days of the occurrences around a day.
func near(cal *calendar.Calendar, id calendar.ID, d calendar.Date) []calendar.Date {
	var out []calendar.Date
	for _, oc := range cal.Of(id, d-40, d+40) {
		out = append(out, oc.First)
	}
	return out
}
