package traditions

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
)

// entriesFile has a line for each observance and day of a change: the entries
// that last changed on that day, as the year of their reckoning and a digest.
// Those of a convention that is not the default have its name after a #.
const entriesFile = "testdata/entries.txt"

// Entries in subscribed calendars are dated. Whoever changes them must say so
// in revised.go, and of no others: if an entry's date stays, programs keep the
// old one, and if another's moves, they show a change where there is none.
// After that, go test -update writes the digests anew.
func TestEntriesAreDated(t *testing.T) {
	was, now := readEntries(t), entries(t)
	cal, err := calendar.New(All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	undated := map[string][]string{}
	for key, e := range now {
		id, year := splitKey(t, key)
		e.on = "2026-11-23"
		if o, ok := cal.Observance(id); ok {
			for _, c := range o.Changes {
				if c.Of(year) {
					e.on = c.On.Format(time.DateOnly)
				}
			}
		}
		now[key] = e
		old, ok := was[key]
		switch {
		case !ok && *update:
		case !ok:
			t.Errorf("%s is new: go test -run EntriesAreDated -update", key)
		case old.sum != e.sum && old.on == e.on:
			undated[string(id)] = append(undated[string(id)], fmt.Sprint(year))
		case old.sum == e.sum && old.on != e.on:
			t.Errorf("%s has not changed since %s, but revised.go says that it has on %s", key, old.on, e.on)
		case old != e && !*update:
			t.Errorf("%s has changed: go test -run EntriesAreDated -update", key)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(undated)) {
		slices.Sort(undated[id])
		t.Errorf("%s has changed in %s without a line in revised.go", id, strings.Join(undated[id], ", "))
	}
	for key := range was {
		id, _ := splitKey(t, key)
		// A twin's entry is cancelled where another one stands for it.
		o, ok := cal.Observance(id)
		if _, there := now[key]; !there && !*update && (!ok || o.SameAs == "" && o.Alongside == "") {
			t.Errorf("%s is gone", key)
		}
	}
	if *update && !t.Failed() {
		writeEntries(t, now)
	}
}

func TestRevisionsAreWhole(t *testing.T) {
	last := ""
	for _, r := range revisions() {
		if _, err := time.Parse(time.DateOnly, r.on); err != nil || r.on < last || r.german == "" || r.english == "" {
			t.Errorf("%+v lacks its words or is out of order: %v", r, err)
		}
		last = r.on
	}
}

// An entry is the digest of what subscribers see of an occurrence, and the day
// on which it last changed.
type entry struct{ sum, on string }

func splitKey(t *testing.T, key string) (calendar.ID, int) {
	t.Helper()
	parts := strings.Split(key, ".")
	var year int
	if _, err := fmt.Sscan(parts[2], &year); err != nil {
		t.Fatalf("%s: %v", key, err)
	}
	slug, _, _ := strings.Cut(parts[1], "#")
	return calendar.ID(parts[0] + "/" + slug), year
}

// entries digests the entries of some years, by their key: in both languages,
// with eves, and by all conventions. Those of the default are as in a calendar
// of everything, in which twins are joined.
func entries(t *testing.T) map[string]entry {
	t.Helper()
	sums := map[string]hash.Hash{}
	add := func(conventions map[string]string, convention string, f calendar.Filter) {
		all := All("nw")
		for _, tr := range all {
			for i := range tr.Observances {
				tr.Observances[i].Changes = nil
			}
		}
		cal, err := calendar.New(all, conventions)
		if err != nil {
			t.Fatal(err)
		}
		found := cal.Occurrences(calendar.NewDate(2025, 1, 1), calendar.NewDate(2032, 12, 31), f)
		found = slices.DeleteFunc(found, func(o calendar.Occurrence) bool { return o.First.Year() < 2025 })
		for _, lang := range []string{"de", "en"} {
			var b bytes.Buffer
			if err := ical.Write(&b, ical.Calendar{Name: "x", Lang: lang, Eve: true, Seat: calendar.DefaultRegion().Seat, Names: cal, Occurrences: found}); err != nil {
				t.Fatal(err)
			}
			digest(b.String(), convention, sums)
		}
	}
	add(nil, "", calendar.Filter{})
	for _, tr := range All("nw") {
		f := calendar.Filter{Traditions: []string{tr.ID}}
		if tr.OnRequest {
			add(nil, "", f)
		}
		for _, c := range tr.Conventions[min(1, len(tr.Conventions)):] {
			add(map[string]string{tr.ID: c.ID}, "#"+c.ID, f)
		}
	}
	out := map[string]entry{}
	for key, sum := range sums {
		out[key] = entry{sum: hex.EncodeToString(sum.Sum(nil)[:4])}
	}
	return out
}

// categories are all of an entry, in a line that may be folded, and category is one.
var category, categories = regexp.MustCompile(`(?:\\.|[^,\\])+`), regexp.MustCompile(`\nCATEGORIES[^\r]*(?:\r\n [^\r]*)*`)

// digest adds the entries of a stream to their sums, without what says when
// they changed. How many lines its categories take is not what an entry says.
func digest(stream, convention string, sums map[string]hash.Hash) {
	stream = categories.ReplaceAllStringFunc(stream, func(s string) string { return strings.ReplaceAll(s, "\r\n ", "") })
	for _, part := range strings.Split(stream, "BEGIN:VEVENT\r\n")[1:] {
		var text strings.Builder
		key := ""
		for line := range strings.Lines(part) {
			switch name, value, _ := strings.Cut(line, ":"); name {
			case "DTSTAMP", "LAST-MODIFIED", "SEQUENCE":
			case "CATEGORIES;LANGUAGE=de", "CATEGORIES;LANGUAGE=en":
				for _, one := range category.FindAllString(strings.TrimSpace(value), -1) {
					text.WriteString(name + ":" + one + "\r\n")
				}
			case "UID":
				uid, _, _ := strings.Cut(strings.TrimSpace(value), "@")
				key = strings.TrimPrefix(strings.TrimPrefix(uid, "eve."), "last.")
				year := strings.LastIndex(key, ".")
				key = key[:year] + convention + key[year:]
			default:
				text.WriteString(line)
			}
		}
		if sums[key] == nil {
			sums[key] = sha256.New()
		}
		fmt.Fprint(sums[key], text.String())
	}
}

func readEntries(t *testing.T) map[string]entry {
	t.Helper()
	raw, err := os.ReadFile(entriesFile)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]entry{}
	for line := range strings.Lines(string(raw)) {
		fields := strings.Fields(line)
		for _, f := range fields[2:] {
			year, sum, _ := strings.Cut(f, ":")
			out[fields[0]+"."+year] = entry{sum, fields[1]}
		}
	}
	return out
}

func writeEntries(t *testing.T, all map[string]entry) {
	t.Helper()
	lines := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		at := strings.LastIndex(key, ".")
		line := key[:at] + " " + all[key].on
		lines[line] += " " + key[at+1:] + ":" + all[key].sum
	}
	var b strings.Builder
	for _, line := range slices.Sorted(maps.Keys(lines)) {
		b.WriteString(line + lines[line] + "\n")
	}
	if err := os.WriteFile(entriesFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
