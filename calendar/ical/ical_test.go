package ical

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	goical "github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/calendar/hebrew"
	"vielfalt/calendar/islamic"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sample returns a small calendar with one of each: several days with an eve, a
// day that depends on the moon, one that begins at dawn and one at midnight.
func sample(t testing.TB, confirmations ...calendar.Confirmation) (*calendar.Calendar, []calendar.Occurrence) {
	t.Helper()
	fixed := func(month, day int) calendar.Rule {
		return calendar.RuleFunc(func(y int) []calendar.Date {
			return []calendar.Date{calendar.NewDate(y, time.Month(month), day)}
		})
	}
	cal, err := calendar.New([]calendar.Tradition{
		{ID: "jewish", Name: calendar.Name{German: "Judentum", English: "Judaism"}, Observances: []calendar.Observance{
			{ID: "jewish/pessach", Name: calendar.Name{German: "Pessach", English: "Passover", Original: "פסח", OriginalLang: "he"}, Kind: calendar.Feast, Days: 8, Begin: calendar.Sunset, Rule: hebrew.On(hebrew.Nisan, 15)},
			{ID: "jewish/assara-be-tewet", Name: calendar.Name{German: "Assara be-Tewet (Fasttag)", English: "Tenth of Tevet"}, Kind: calendar.Fast, Days: 1, Begin: calendar.Sunrise, Rule: hebrew.On(hebrew.Tevet, 10)},
		}},
		{ID: "islamic", Name: calendar.Name{German: "Islam", English: "Islam"},
			Conventions: []calendar.Convention{{ID: "umm-al-qura", Name: calendar.Name{German: "Umm al-Qura (Mekka)", English: "Umm al-Qura (Mecca)"}}},
			Observances: []calendar.Observance{
				{ID: "islamic/eid-al-fitr", Name: calendar.Name{German: "Fest des Fastenbrechens (Eid al-Fitr)", English: "Eid al-Fitr", Original: "عيد الفطر", OriginalLang: "ar"}, Kind: calendar.Feast, Days: 3, Begin: calendar.Sunset, Rule: islamic.NewMonths().On(islamic.Shawwal, 1)},
			}},
		{ID: "civil", Name: calendar.Name{German: "Gedenk- und Aktionstage", English: "Action days"}, Observances: []calendar.Observance{
			{ID: "civil/idahobit", Name: calendar.Name{German: "IDAHOBIT – Internationaler Tag gegen Homo-, Bi-, Inter- und Transfeindlichkeit; ein Tag, der länger heißt als eine Zeile", English: "IDAHOBIT"}, Kind: calendar.ActionDay, Days: 1, Begin: calendar.Midnight, Rule: fixed(5, 17)},
		}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	cal = cal.With(confirmations...)
	return cal, cal.Occurrences(calendar.NewDate(2026, 1, 1), calendar.NewDate(2026, 12, 31), calendar.Filter{})
}

func pageOf(id calendar.ID) string {
	return "https://intranet.example/kalender/tage/" + string(id)
}

func write(t testing.TB, c Calendar) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var exhibition = Event{
	UID: EventUID("ausstellung"), Summary: "Ausstellung: Zuwanderung, Arbeit; Heimat", Description: "Eröffnung\r\nmit \"Musik\"\\Tanz\x00", Location: "Arnsberg, Foyer",
	URL: "https://intranet.example/termine/ausstellung", Start: time.Date(2026, 3, 28, 22, 30, 0, 0, time.UTC), End: time.Date(2026, 3, 29, 2, 0, 0, 0, time.UTC),
	Sequence: 3, Modified: time.Date(2026, 2, 1, 9, 30, 0, 0, time.UTC), Categories: []string{"Ausstellung, Kunst", "Foyer; \\"},
}

func TestGolden(t *testing.T) {
	cal, occurrences := sample(t)
	moved, movedOccurrences := sample(t, calendar.Confirmation{
		Observance: "islamic/eid-al-fitr", Year: 1447, First: calendar.NewDate(2026, 3, 21),
		Certainty: calendar.Confirmed, By: "Koordinationsrat der Muslime", Note: "Die Mondsichel wurde nicht gesehen.",
		Revision: calendar.Revision{N: 2, At: time.Date(2027, 3, 10, 12, 0, 0, 0, time.UTC), Before: calendar.NewDate(2026, 3, 20)},
	})
	old := exhibition
	old.UID, old.Start, old.End = EventUID("alt"), time.Date(1990, 7, 1, 8, 0, 0, 0, time.UTC), time.Time{}
	cancelled := Event{UID: EventUID("abgesagt"), Summary: "Abgesagt", AllDay: true, First: calendar.NewDate(2026, 7, 1), Cancelled: true, Modified: exhibition.Modified}
	for name, c := range map[string]Calendar{
		"german":  {Name: "Feiertage, alle", Description: "Feste und Gedenktage", Lang: "de", Eve: true, Seat: calendar.DefaultRegion().Seat, URL: pageOf, Names: cal, Occurrences: occurrences},
		"english": {Name: "All observances", Lang: "en", Eve: true, Seat: calendar.DefaultRegion().Seat, URL: pageOf, Names: cal, Occurrences: occurrences},
		"moved":   {Name: "Feiertage", Lang: "de", Names: moved, Occurrences: movedOccurrences},
		"events":  {Name: "Termine", Lang: "de", Events: []Event{exhibition, old, cancelled}},
		"alarms": {
			Name: "Erinnerungen", Lang: "de", Eve: true, Seat: calendar.DefaultRegion().Seat, Names: cal, Occurrences: occurrences, Events: []Event{exhibition, old, cancelled},
			Alarm: 1, AlarmFrom: calendar.NewDate(2026, 3, 28),
		},
		"empty": {Name: "Leer"},
	} {
		t.Run(name, func(t *testing.T) {
			got := write(t, c)
			if !bytes.Equal(got, write(t, c)) {
				t.Error("two runs differ")
			}
			file := filepath.Join("testdata", name+".ics")
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(got), string(want)); diff != "" {
				t.Error(diff)
			}
			checkLines(t, got)
			readBack(t, got, c)
		})
	}
}

func checkLines(t *testing.T, b []byte) {
	t.Helper()
	if !bytes.HasSuffix(b, []byte("\r\n")) || bytes.Count(b, []byte("\n")) != bytes.Count(b, []byte("\r\n")) {
		t.Error("lines do not end with CRLF")
	}
	for _, l := range strings.Split(strings.TrimSuffix(string(b), "\r\n"), "\r\n") {
		if len(l) > 75 || l == "" || !utf8.ValidString(l) {
			t.Errorf("line of %d octets: %q", len(l), l)
		}
	}
	if bytes.Contains(b, []byte("METHOD")) {
		t.Error("there is a METHOD")
	}
}

// readBack compares the stream with what an independent parser reads.
func readBack(t *testing.T, b []byte, c Calendar) {
	t.Helper()
	got, err := goical.NewDecoder(bytes.NewReader(b)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	if name, _ := got.Props.Text("X-WR-CALNAME"); name != c.Name {
		t.Errorf("name %q, want %q", name, c.Name)
	}
	days := map[string]string{}
	uids := map[string]bool{}
	for _, e := range got.Events() {
		uid, _ := e.Props.Text("UID")
		if uids[uid] {
			t.Errorf("UID %s twice", uid)
		}
		uids[uid] = true
		if strings.Contains(uid, "intranet.example") {
			t.Errorf("UID %s holds the host", uid)
		}
		if v, _ := e.Props.Text("TRANSP"); v != "TRANSPARENT" {
			t.Errorf("%s: TRANSP %q", uid, v)
		}
		start, err := e.DateTimeStart(calendar.Berlin)
		if err != nil {
			t.Errorf("%s: %v", uid, err)
		}
		end, err := e.DateTimeEnd(calendar.Berlin)
		if err != nil {
			t.Errorf("%s: %v", uid, err)
		}
		summary, _ := e.Props.Text("SUMMARY")
		days[uid] = fmt.Sprint(start.Format(time.DateOnly), " ", calendar.DateOf(end)-calendar.DateOf(start), " ", summary)
	}
	for _, oc := range c.Occurrences {
		want := fmt.Sprint(oc.First, " ", oc.Last-oc.First+1, " ", oc.Observance.Name.In(c.lang()))
		if days[UID(oc)] != want {
			t.Errorf("%s: read %q, want %q", UID(oc), days[UID(oc)], want)
		}
		if _, eve := oc.Eve(); uids["eve."+UID(oc)] != (eve && c.Eve) {
			t.Errorf("%s: eve entry %v", UID(oc), !eve)
		}
	}
	for _, e := range c.Events {
		if !uids[e.UID] {
			t.Errorf("event %s is missing", e.UID)
		}
	}
}

// A confirmation moves the day and raises the sequence, but keeps the UID.
func TestConfirmationKeepsUID(t *testing.T) {
	_, before := sample(t)
	_, after := sample(t, calendar.Confirmation{Observance: "islamic/eid-al-fitr", Year: 1447, First: calendar.NewDate(2026, 3, 21), Certainty: calendar.Announced})
	find := func(all []calendar.Occurrence) calendar.Occurrence {
		for _, oc := range all {
			if oc.Observance.ID == "islamic/eid-al-fitr" {
				return oc
			}
		}
		t.Fatal("no eid")
		return calendar.Occurrence{}
	}
	a, b := find(before), find(after)
	if UID(a) != UID(b) || a.First == b.First {
		t.Errorf("got %s on %v, then %s on %v", UID(a), a.First, UID(b), b.First)
	}
	_, s1 := Calendar{}.revised(a)
	_, s2 := Calendar{}.revised(b)
	if s1 >= s2 {
		t.Errorf("sequence %d, then %d", s1, s2)
	}
}

// Every confirmation raises the sequence above those of tables, including a
// withdrawn one, and the description says what changed.
func TestRevision(t *testing.T) {
	entry := func(n, day int, before calendar.Date, c calendar.Certainty) calendar.Confirmation {
		k := calendar.Confirmation{
			Observance: "islamic/eid-al-fitr", Year: 1447, Certainty: c, By: "Koordinationsrat der Muslime", Note: "Die Mondsichel wurde nicht gesehen.",
			Revision: calendar.Revision{N: n, At: time.Date(2027, 3, 10+n, 22, 30, 0, 0, time.UTC), Before: before},
		}
		if day > 0 {
			k.First = calendar.NewDate(2026, 3, day)
		}
		return k
	}
	twentieth, first := calendar.NewDate(2026, 3, 20), calendar.NewDate(2026, 3, 21)
	last := -1
	for _, c := range []struct {
		lang        string
		entry       *calendar.Confirmation
		stamp, text string
	}{
		{"de", nil, epoch().Format("20060102T150405Z"), "Voraussichtlich"},
		{"de", new(entry(1, 20, 0, calendar.Announced)), "20270311T223000Z", "Angekündigt vom Koordinationsrat der Muslime.\\nDie Mondsichel"},
		{"de", new(entry(2, 21, twentieth, calendar.Confirmed)), "20270312T223000Z", "Bestätigt vom Koordinationsrat der Muslime.\\nGeändert am 12. März 2027: vorher 20. März.\\nDie Mondsichel wurde nicht gesehen."},
		{"en", new(entry(3, 22, first, calendar.Announced)), "20270313T223000Z", "Announced by Koordinationsrat der Muslime.\\nChanged on 13 March 2027: before\\, 21 March."},
		{"de", new(entry(4, 0, first, "")), "20270314T223000Z", "Geändert am 14. März 2027: vorher 21. März."},
	} {
		var entries []calendar.Confirmation
		if c.entry != nil {
			entries = append(entries, *c.entry)
		}
		_, all := sample(t, entries...)
		for _, oc := range all {
			if oc.Observance.ID != "islamic/eid-al-fitr" {
				continue
			}
			got := string(write(t, Calendar{Name: "x", Lang: c.lang, Occurrences: []calendar.Occurrence{oc}}))
			got = strings.ReplaceAll(got, "\r\n ", "")
			for _, want := range []string{"DTSTAMP:" + c.stamp, "LAST-MODIFIED:" + c.stamp, c.text, "UID:islamic.eid-al-fitr.1447@vielfalt\r\n"} {
				if !strings.Contains(got, want) {
					t.Errorf("%q is missing in\n%s", want, got)
				}
			}
			_, sequence := Calendar{}.revised(oc)
			if sequence <= last || !strings.Contains(got, fmt.Sprintf("SEQUENCE:%d\r\n", sequence)) {
				t.Errorf("sequence %d after %d in\n%s", sequence, last, got)
			}
			last = sequence
		}
	}
}

// Whatever text people enter, the stream stays readable and returns it.
func FuzzText(f *testing.F) {
	f.Add("a, b; c\\d\ne", "https://x.example/?a=1,2;b")
	f.Add(strings.Repeat("ä", 200), "")
	f.Add("\xff\xfe\x00\r\nEND:VEVENT\r\n", "x\r\nSUMMARY:y")
	f.Add(" "+strings.Repeat("<>", 90), "")
	f.Fuzz(func(t *testing.T, s, u string) {
		e := Event{UID: EventUID(s), Summary: s, Description: s, Location: s, URL: u, AllDay: true, First: 740000, Categories: []string{s}, Modified: epoch()}
		var b bytes.Buffer
		if err := Write(&b, Calendar{Name: s, Events: []Event{e}}); err != nil {
			t.Fatal(err)
		}
		checkLines(t, b.Bytes())
		got, err := goical.NewDecoder(&b).Decode()
		if err != nil {
			t.Fatal(err)
		}
		if n := len(got.Events()); n != 1 {
			t.Fatalf("%d events", n)
		}
		for _, name := range []string{"SUMMARY", "DESCRIPTION", "LOCATION"} {
			props := got.Events()[0].Props
			if back, _ := props.Text(name); back != text(s) || len(props[name]) > 1 {
				t.Errorf("%s is %q, %d times, want %q", name, back, len(props[name]), text(s))
			}
		}
	})
}

// Alarms ring at nine in the morning, or as long before an hour, and never for what
// is over or cancelled.
func TestAlarms(t *testing.T) {
	today := calendar.NewDate(2026, 3, 28)
	whole := Event{UID: EventUID("x"), Summary: "x", AllDay: true, First: today, Modified: epoch()}
	past, off, timed := whole, whole, exhibition
	past.First, off.Cancelled = today-1, true
	for _, c := range []struct {
		event Event
		days  int
		want  string
	}{
		{whole, 0, ""}, {whole, 1, "-PT15H"}, {whole, 2, "-P1DT15H"}, {whole, 7, "-P6DT15H"},
		{timed, 1, "-P1D"}, {timed, 7, "-P7D"}, {past, 1, ""}, {off, 1, ""},
	} {
		b := string(write(t, Calendar{Name: "x", Alarm: c.days, AlarmFrom: today, Events: []Event{c.event}}))
		_, got, found := strings.Cut(b, "TRIGGER:")
		got, _, _ = strings.Cut(got, "\r\n")
		if got != c.want || found != strings.Contains(b, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:") {
			t.Errorf("%d days before %v: %q, want %q", c.days, c.event.First, got, c.want)
		}
	}
}

// An entry says that it is reckoned by another convention, and is newer for it, if
// it is another because of that; whatever people enter later makes it no older.
func TestSwitchOfConvention(t *testing.T) {
	months := islamic.NewMonths()
	switched := time.Date(2027, 1, 10, 8, 0, 0, 0, time.UTC)
	day := func(convention string, switches int, confirmations ...calendar.Confirmation) map[string]string {
		t.Helper()
		cal, err := calendar.New([]calendar.Tradition{{
			ID: "islamic", Name: calendar.Name{German: "Islam", English: "Islam"},
			Conventions: []calendar.Convention{{ID: "diyanet", Name: calendar.Name{German: "Diyanet", English: "Diyanet"}}, {ID: "umm-al-qura", Name: calendar.Name{German: "Mekka", English: "Mecca"}}},
			Observances: []calendar.Observance{
				{ID: "islamic/eid-al-adha", Name: calendar.Name{German: "Opferfest", English: "Eid al-Adha"}, Kind: calendar.Feast, Days: 4, Begin: calendar.Sunset,
					Rule: months.On(islamic.DhuAlHijja, 10).By(islamic.Diyanet), Variants: map[string]calendar.Rule{"umm-al-qura": months.On(islamic.DhuAlHijja, 10)}},
				{ID: "islamic/fest", Name: calendar.Name{German: "Fest", English: "Fest"}, Kind: calendar.Feast, Days: 1, Rule: hebrew.On(hebrew.Nisan, 15)},
			},
		}}, map[string]string{"islamic": convention})
		if err != nil {
			t.Fatal(err)
		}
		var all []calendar.Switch
		names := []string{"diyanet", "umm-al-qura"}
		for i := range switches {
			all = append(all, calendar.Switch{Tradition: "islamic", Before: names[i%2], After: names[(i+1)%2], At: switched.AddDate(0, i, 0)})
		}
		cal = cal.Switched(all...).With(confirmations...)
		out := map[string]string{}
		for _, part := range strings.Split(string(write(t, Calendar{Name: "x", Lang: "de", Eve: true, Seat: calendar.DefaultRegion().Seat, Names: cal, Occurrences: cal.Occurrences(calendar.NewDate(2027, 1, 1), calendar.NewDate(2027, 12, 31), calendar.Filter{})})), "BEGIN:VEVENT")[1:] {
			part = strings.ReplaceAll(part, "\r\n ", "")
			uid, _, _ := strings.Cut(strings.SplitAfter(part, "UID:")[1], "@")
			out[uid] = part
		}
		return out
	}
	must := func(part string, wants ...string) {
		t.Helper()
		for _, want := range wants {
			if !strings.Contains(part, want) {
				t.Errorf("%q is not in %s", want, part)
			}
		}
	}
	const eid = "islamic.eid-al-adha.1448"
	before, after, back := day("diyanet", 0), day("umm-al-qura", 1), day("diyanet", 2)
	must(before[eid], "SEQUENCE:", "DTSTAMP:20261123T000000Z")
	if strings.Contains(before[eid], "berechnet nach") {
		t.Error("it says that something changed before it did")
	}
	for _, uid := range []string{eid, "eve." + eid} {
		must(after[uid], "DTSTAMP:20270110T080000Z", "LAST-MODIFIED:20270110T080000Z")
		must(back[uid], "DTSTAMP:20270210T080000Z")
	}
	must(after[eid], "Geändert am 10. Januar 2027: berechnet nach „Mekka“\\, vorher nach „Diyanet“")
	must(back[eid], "Geändert am 10. Februar 2027: berechnet nach „Diyanet“\\, vorher nach „Mekka“")
	other := "islamic.fest.5787"
	if before[other] != after[other] || before[other] == "" {
		t.Errorf("an entry that is not reckoned otherwise changed:\n%s%s", before[other], after[other])
	}
	confirmed := day("umm-al-qura", 1, calendar.Confirmation{
		Observance: "islamic/eid-al-adha", Year: 1448, First: calendar.NewDate(2027, 5, 17), Certainty: calendar.Confirmed,
		Revision: calendar.Revision{N: 1, At: switched.Add(time.Hour), Before: calendar.NewDate(2027, 5, 16)},
	})
	if strings.Contains(confirmed[eid], "berechnet nach") {
		t.Error("a day that people entered is said to be reckoned")
	}
	last := -1
	for _, c := range []map[string]string{before, after, confirmed} {
		value, _, _ := strings.Cut(strings.SplitAfter(c[eid], "SEQUENCE:")[1], "\r")
		n, err := strconv.Atoi(value)
		if err != nil || n <= last {
			t.Errorf("sequence %q follows %d", value, last)
		}
		last = n
	}
}

// Around the night in which clocks are put back, an entry ends after it starts,
// and when both were meant.
func TestEndsAfterStart(t *testing.T) {
	for _, c := range []struct{ start, end, want string }{
		{"2027-10-31T02:30:00+02:00", "2027-10-31T02:10:00+01:00", "DTSTART:20271031T003000Z DTEND:20271031T011000Z"},
		{"2027-10-31T01:30:00+02:00", "2027-10-31T02:30:00+01:00", "DTSTART:20271030T233000Z DTEND:20271031T013000Z"},
		{"2027-10-31T02:30:00+01:00", "2027-10-31T05:00:00+01:00", "DTSTART:20271031T013000Z DTEND:20271031T040000Z"},
		{"2027-10-31T01:30:00+02:00", "2027-10-31T03:30:00+01:00", "DTSTART;TZID=Europe/Berlin:20271031T013000 DTEND;TZID=Europe/Berlin:20271031T033000"},
		{"2027-03-28T01:30:00+01:00", "2027-03-28T03:30:00+02:00", "DTSTART;TZID=Europe/Berlin:20270328T013000 DTEND;TZID=Europe/Berlin:20270328T033000"},
		{"2027-03-28T10:00:00+02:00", "2027-03-28T10:00:00+02:00", "DTSTART;TZID=Europe/Berlin:20270328T100000"},
		{"1990-07-01T10:00:00+02:00", "2027-07-01T10:00:00+02:00", "DTSTART:19900701T080000Z DTEND:20270701T080000Z"},
	} {
		e := Event{UID: EventUID("x"), Summary: "x", Modified: epoch()}
		var err error
		if e.Start, err = time.Parse(time.RFC3339, c.start); err != nil {
			t.Fatal(err)
		}
		if e.End, err = time.Parse(time.RFC3339, c.end); err != nil {
			t.Fatal(err)
		}
		b := write(t, Calendar{Name: "x", Events: []Event{e}})
		_, event, _ := strings.Cut(string(b), "BEGIN:VEVENT")
		var got []string
		for line := range strings.Lines(event) {
			if strings.HasPrefix(line, "DTSTART") || strings.HasPrefix(line, "DTEND") {
				got = append(got, strings.TrimSpace(line))
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("from %s to %s: %s, want %s", c.start, c.end, s, c.want)
		}
	}
}

func TestSunsetInBerlinTime(t *testing.T) {
	for day, want := range map[string]string{"2026-04-01": "20:01 CEST", "2026-12-21": "16:21 CET"} {
		d, _ := calendar.ParseDate(day)
		if got := Sunset(d, calendar.DefaultRegion().Seat).Format("15:04 MST"); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

// An entry is dated by the last change of its own observance in its year, or by
// when people changed its day later, and every change raises its sequence.
func TestEntriesAreDatedByTheirChanges(t *testing.T) {
	cal, all := sample(t, calendar.Confirmation{
		Observance: "islamic/eid-al-fitr", Year: 1447, First: calendar.NewDate(2026, 3, 21), Certainty: calendar.Confirmed, By: "KRM",
		Revision: calendar.Revision{N: 1, At: time.Date(2027, 3, 10, 12, 0, 0, 0, time.UTC)},
	})
	on := func(day int) time.Time { return time.Date(2027, 2, day, 0, 0, 0, 0, time.UTC) }
	what := calendar.Name{German: "der Name ist genauer", English: "the name is more exact"}
	for id, changes := range map[calendar.ID][]calendar.Change{
		"jewish/pessach":         {{On: on(1), What: what}, {On: on(2), From: 2027, What: what}},
		"islamic/eid-al-fitr":    {{On: on(3), To: 1447, What: what}},
		"jewish/assara-be-tewet": {{On: on(4), To: 5700, What: what}},
	} {
		o, _ := cal.Observance(id)
		o.Changes = changes
	}
	for _, oc := range all {
		stamp, sequence, said := epoch().Format("20060102T150405Z"), "0", 0
		switch oc.Observance.ID {
		case "jewish/pessach": // of 5786, so both
			stamp, sequence, said = "20270202T000000Z", "6", 2
		case "islamic/eid-al-fitr":
			stamp, sequence, said = "20270310T120000Z", "6", 1
		}
		got := string(write(t, Calendar{Name: "x", Eve: true, Seat: calendar.DefaultRegion().Seat, Occurrences: []calendar.Occurrence{oc}}))
		entries := strings.Count(got, "BEGIN:VEVENT")
		for _, line := range []string{"DTSTAMP:" + stamp, "LAST-MODIFIED:" + stamp, "SEQUENCE:" + sequence + "\r"} {
			if strings.Count(got, line) != entries {
				t.Errorf("%s lacks %s:\n%s", oc.Observance.ID, line, got)
			}
		}
		if n := strings.Count(strings.ReplaceAll(got, "\r\n ", ""), "Februar 2027: der Name ist genauer"); n != said {
			t.Errorf("%s says %d changes, want %d", oc.Observance.ID, n, said)
		}
		// Whoever never had what was before is not told of it; the entry is the same.
		later := string(write(t, Calendar{Name: "x", Eve: true, Seat: calendar.DefaultRegion().Seat, Occurrences: []calendar.Occurrence{oc}, Since: on(3).Add(time.Hour)}))
		if strings.Contains(later, "der Name ist genauer") || strings.Count(later, "SEQUENCE:"+sequence+"\r") != entries || strings.Count(later, "DTSTAMP:"+stamp) != entries {
			t.Errorf("%s, to a new subscriber:\n%s", oc.Observance.ID, later)
		}
	}
}

// seasons returns a calendar with a fast that ends before a feast, a fast of
// fixed length with a last day of its own, and two days that meet.
func seasons(t *testing.T, entered ...calendar.Confirmation) Calendar {
	t.Helper()
	on := func(month time.Month, day int) calendar.Rule {
		return calendar.RuleFunc(func(y int) []calendar.Date { return []calendar.Date{calendar.NewDate(y, month, day)} })
	}
	c, err := calendar.New([]calendar.Tradition{{ID: "x", Observances: []calendar.Observance{
		{ID: "x/fast", Name: calendar.Name{German: "Fasten"}, Period: true, Days: 30, End: calendar.End{Of: "x/feast", Days: -1}, Rule: on(3, 1)},
		{ID: "x/feast", Name: calendar.Name{German: "Fest"}, Days: 1, Rule: on(3, 30)},
		{ID: "x/short", Name: calendar.Name{German: "Kurzes Fasten"}, Period: true, Days: 3, Rule: on(6, 1)},
		{ID: "x/short-end", Name: calendar.Name{German: "Letzter Tag"}, Days: 1, Rule: on(6, 3), SameAs: "x/short"},
		{ID: "x/main", Name: calendar.Name{German: "Hauptfest"}, Days: 1, Rule: on(9, 1)},
		{ID: "x/other", Name: calendar.Name{German: "Anderes Fest"}, Days: 1, Rule: on(9, 1), Alongside: "x/main"},
	}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	c = c.With(entered...)
	out := Calendar{Name: "x", Names: c, Occurrences: c.Occurrences(calendar.NewDate(2027, 1, 1), calendar.NewDate(2027, 12, 31), calendar.Filter{})}
	for _, o := range out.Occurrences {
		for _, twin := range o.Twins() {
			if twin.Observance.Alongside != "" {
				out.Gone = append(out.Gone, twin)
			}
		}
	}
	return out
}

// Whatever people enter, no identity stands twice, and whatever it changes in an
// entry raises that entry's sequence.
func TestEntriesOfPeriodsFollowWhatPeopleEnter(t *testing.T) {
	at := time.Date(2027, 2, 1, 8, 0, 0, 0, time.UTC)
	entered := func(id calendar.ID, n int, first, before calendar.Date) calendar.Confirmation {
		return calendar.Confirmation{
			Observance: id, Year: 2027, First: first, Certainty: calendar.Confirmed, By: "Rat",
			Revision: calendar.Revision{N: n, At: at.AddDate(0, 0, n), Before: before},
		}
	}
	day := func(month time.Month, day int) calendar.Date { return calendar.NewDate(2027, month, day) }
	for name, tt := range map[string]struct {
		steps []calendar.Confirmation // one after the other
		uid   string
		want  string // in the last one
	}{
		"the feast moves the last day of the fast": {
			[]calendar.Confirmation{entered("x/feast", 1, day(3, 29), day(3, 30)), entered("x/feast", 2, day(3, 31), day(3, 29))},
			"last.x.fast.2027@vielfalt", "Bestätigt von Rat.\\nGeändert am 3. Februar 2027: vorher 28. März.",
		},
		"and the entry that says until when it lasts": {
			[]calendar.Confirmation{entered("x/feast", 1, day(3, 29), day(3, 30)), entered("x/feast", 2, day(3, 31), day(3, 29))},
			"x.fast.2027@vielfalt", "Ende geändert am 3. Februar 2027: vorher 28. März.",
		},
		"a period takes its last day along": {
			[]calendar.Confirmation{entered("x/short", 1, day(5, 31), day(6, 1)), entered("x/short", 2, day(6, 2), day(5, 31))},
			"x.short-end.2027@vielfalt", "vorher 2. Juni.",
		},
		"a last day that is put elsewhere keeps its identity": {
			[]calendar.Confirmation{entered("x/short-end", 1, day(6, 5), day(6, 3))},
			"x.short-end.2027@vielfalt", "vorher 3. Juni.",
		},
		"what was cancelled returns, and is cancelled again": {
			[]calendar.Confirmation{entered("x/main", 1, day(9, 2), day(9, 1)), entered("x/main", 2, day(9, 1), day(9, 2))},
			"x.other.2027@vielfalt", "CANCELLED",
		},
	} {
		last := -1
		for n, k := range append([]calendar.Confirmation{{}}, tt.steps...) {
			c := seasons(t, k)
			got := strings.ReplaceAll(string(write(t, c)), "\r\n ", "")
			seen := make(map[string]bool)
			for _, e := range strings.Split(got, "BEGIN:VEVENT\r\n")[1:] {
				uid, _, _ := strings.Cut(strings.TrimPrefix(e, "UID:"), "\r\n")
				if seen[uid] {
					t.Errorf("%s: %s stands twice in\n%s", name, uid, got)
				}
				seen[uid] = true
				if uid != tt.uid {
					continue
				}
				_, after, _ := strings.Cut(e, "SEQUENCE:")
				number, _, _ := strings.Cut(after, "\r\n")
				sequence, err := strconv.Atoi(number)
				if err != nil || sequence <= last {
					t.Errorf("%s: sequence %q after %d, %v", name, number, last, err)
				}
				last = sequence
				if n == len(tt.steps) && !strings.Contains(e, tt.want) {
					t.Errorf("%s: no %q in\n%s", name, tt.want, e)
				}
			}
			if !seen[tt.uid] {
				t.Errorf("%s: no %s in\n%s", name, tt.uid, got)
			}
		}
	}
}
