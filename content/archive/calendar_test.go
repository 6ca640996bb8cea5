package archive

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vielfalt/calendar"
	"vielfalt/content"
)

// ics makes a calendar of components, as mail programs write one.
func ics(components ...string) string {
	return strings.ReplaceAll("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//DE\n"+strings.Join(components, "\n")+"\nEND:VCALENDAR\n", "\n", "\r\n")
}

func vevent(lines string) string { return "BEGIN:VEVENT\n" + lines + "\nEND:VEVENT" }

// shown returns the events that are stored, a line each.
func shown(t testing.TB, p *place) []string {
	t.Helper()
	var out []string
	for _, r := range p.all(t) {
		e, ok := r.(*content.Event)
		if !ok {
			continue
		}
		when := e.Start.In(calendar.Berlin).Format("2006-01-02 15:04") + "–" + e.End.In(calendar.Berlin).Format("15:04")
		if e.AllDay {
			first, last := e.Days()
			when = fmt.Sprintf("%v–%v", first, last)
		}
		line := when + " " + e.Title
		if e.Cancelled {
			line += " (cancelled)"
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return out
}

// TestCalendarClocks: a time in the night in which clocks are changed is taken as RFC
// 5545 says, and named.
func TestCalendarClocks(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("a.ics", ics(
		vevent("UID:a\nSUMMARY:Vor\nDTSTART;TZID=Europe/Berlin:20270328T023000\nDTEND;TZID=Europe/Berlin:20270328T040000"),
		vevent("UID:b\nSUMMARY:Zurück\nDTSTART;TZID=Europe/Berlin:20271031T023000\nDTEND;TZID=Europe/Berlin:20271031T040000"),
		vevent("UID:c\nSUMMARY:Bis\nDTSTART;TZID=Europe/Berlin:20271031T010000\nDTEND;TZID=Europe/Berlin:20271031T023000"),
		vevent("UID:d\nSUMMARY:Welt\nDTSTART:20271031T003000Z\nDTEND:20271031T013000Z"),
	)))
	var starts, notes []string
	for _, r := range p.all(t) {
		e := r.(*content.Event)
		starts = append(starts, e.Title+" "+stamp(e.Start)+" "+stamp(e.End))
	}
	for _, n := range sum.Notes {
		notes = append(notes, n.Reason)
	}
	slices.Sort(starts)
	if d := cmp.Diff(starts, []string{
		"Bis 2027-10-30T23:00:00Z 2027-10-31T00:30:00Z", "Vor 2027-03-28T01:30:00Z 2027-03-28T02:00:00Z",
		"Welt 2027-10-31T00:30:00Z 2027-10-31T01:30:00Z", "Zurück 2027-10-31T00:30:00Z 2027-10-31T03:00:00Z",
	}); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(notes, []string{
		`"Vor": it begins or ends at a time that does not exist, as clocks are put forward in that night; 03:30 to 04:00 was taken`,
		`"Bis": it begins or ends at a time that comes twice, as clocks are put back in that night; the first was taken`,
		`"Zurück": it begins or ends at a time that comes twice, as clocks are put back in that night; the first was taken`,
	}); d != "" {
		t.Error(d)
	}
}

func TestCalendarFile(t *testing.T) {
	p := newPlace(t)
	file := ics(
		"BEGIN:VTODO\nSUMMARY:Einkaufen\nEND:VTODO",
		vevent("UID:lesung@example\nSUMMARY:Lesung\\, mit Musik\nDTSTART;TZID=\"W. Europe Standard Time\":20261210T190000\nDTEND;TZID=\"W. Europe Standard Time\":20261210T210000\n"+
			"LOCATION:Foyer\\; Raum 1\nORGANIZER;CN=\"Dezernat 36\":mailto:a@example.org\nCATEGORIES:Kultur,Musik\nURL:https://example.org/l\nATTENDEE:mailto:b@example.org\n"+
			"DESCRIPTION:Alle sind *willkommen*.\\nEintritt frei.\\n\\nBitte\n  anmelden.\nBEGIN:VALARM\nDESCRIPTION:Nicht\nTRIGGER:-PT15M\nEND:VALARM"),
		vevent("UID:tag@example\nSUMMARY:Tag der Vielfalt\nDTSTART;VALUE=DATE:20270525\nDTEND;VALUE=DATE:20270527"),
		vevent("UID:alt@example\nSUMMARY:Vorbei\nDTSTART:20200101T120000Z\nDURATION:PT1H\nSTATUS:CANCELLED"),
		vevent("UID:kreis@example\nSUMMARY:Kreis\nDTSTART;TZID=Europe/Berlin:20261027T180000\nDTEND;TZID=Europe/Berlin:20261027T190000\nRRULE:FREQ=MONTHLY;BYDAY=-1TU;COUNT=6\nEXDATE;TZID=Europe/Berlin:20270126T180000"),
		vevent("UID:kreis@example\nRECURRENCE-ID;TZID=Europe/Berlin:20261229T180000\nSUMMARY:Kreis\nDTSTART;TZID=Europe/Berlin:20261229T180000\nDTEND;TZID=Europe/Berlin:20261229T190000\nSTATUS:CANCELLED"),
		vevent("UID:kreis@example\nRECURRENCE-ID;TZID=Europe/Berlin:20270223T180000\nSUMMARY:Kreis\\, verlegt\nDTSTART;TZID=Europe/Berlin:20270224T173000\nDTEND;TZID=Europe/Berlin:20270224T190000"),
		vevent("UID:zwei@example\nSUMMARY:Zweimal\nDTSTART:20261215T080000Z\nDURATION:PT1H\nRDATE:20261215T140000Z"),
		vevent("UID:jahr@example\nSUMMARY:Jahrestag\nDTSTART;VALUE=DATE:20200310\nRRULE:FREQ=YEARLY"),
		vevent("UID:privat@example\nSUMMARY:Zahnarzt\nDTSTART:20261201T080000Z\nCLASS:PRIVATE"),
	)
	sum := p.again(t, tree("termine.ics", file))
	if len(sum.Problems) > 0 {
		t.Fatal(reports(sum.Problems))
	}
	if d := cmp.Diff(shown(t, p), []string{
		"2020-01-01 13:00–14:00 Vorbei (cancelled)",
		"2026-11-24 18:00–19:00 Kreis",
		"2026-12-10 19:00–21:00 Lesung, mit Musik",
		"2026-12-15 09:00–10:00 Zweimal",
		"2026-12-15 15:00–16:00 Zweimal",
		"2026-12-29 18:00–19:00 Kreis (cancelled)",
		"2027-02-24 17:30–19:00 Kreis, verlegt",
		"2027-03-10–2027-03-10 Jahrestag",
		"2027-03-30 18:00–19:00 Kreis",
		"2027-05-25–2027-05-26 Tag der Vielfalt",
		"2028-03-10–2028-03-10 Jahrestag",
	}); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(reports(sum.Notes), []string{
		"termine.ics: 1 of VTODO were left out: only events are taken in",
		`termine.ics: dates before 2026-11-22 were left out of these series: "Jahrestag", "Kreis"`,
		`termine.ics: dates after 2028-11-22 were left out of these series, import the file again when they are near: "Jahrestag"`,
		`termine.ics:73: "Zahnarzt" was left out: it is marked as private`,
		"termine.ics:7: who is invited (ATTENDEE) was left out",
	}); d != "" {
		t.Error(d)
	}
	for _, r := range p.all(t) {
		if e := r.(*content.Event); e.Title == "Lesung, mit Musik" {
			if e.Place != "Foyer; Raum 1" || e.Organizer != "Dezernat 36" || !slices.Equal(e.Tags, []string{"Kultur", "Musik"}) ||
				e.Body != "Alle sind \\*willkommen\\*.  \nEintritt frei.\n\nBitte anmelden.\n\n<https://example.org/l>" {
				t.Errorf("%+v %q", e, e.Body)
			}
		}
	}
	before := p.all(t)
	if again := p.again(t, tree("termine.ics", file)); again.Changed > 0 {
		t.Errorf("repeated: %d changed", again.Changed)
	}
	// What is moved, called off or renamed is the same event.
	file = strings.NewReplacer("SUMMARY:Lesung\\, mit Musik", "SUMMARY:Konzert", "20261210T", "20261211T", "UID:tag@example", "UID:tag@example\r\nSTATUS:CANCELLED").Replace(file)
	if again := p.again(t, tree("termine.ics", file)); again.Changed != 2 || again.New != 0 || len(again.Problems) > 0 {
		t.Errorf("%+v", again)
	}
	if after := p.all(t); len(after) != len(before) {
		t.Errorf("%d events, before %d", len(after), len(before))
	}
}

// What cannot be read is told by name and line. It takes no other event with it, unless
// nobody knows where it ends.
func TestCalendarFileProblems(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree(
		"a.ics", ics(vevent("UID:1\nSUMMARY:Gut\nDTSTART:20261201T080000Z"), vevent("UID:2\nSUMMARY:Ohne Tag"), vevent("UID:3\nSUMMARY:Ferne\nDTSTART;TZID=Mond:20261201T080000"),
			vevent("UID:4\nSUMMARY:Oft\nDTSTART:20261201T080000Z\nRRULE:FREQ=HOURLY"), vevent("UID:5\nDTSTART:20261201T080000Z"),
			vevent("UID:1\nSUMMARY:Noch einmal\nDTSTART:20261202T080000Z"), vevent("UID:7\nSUMMARY:Auch gut\nDTSTART:20261203T080000Z"),
			vevent("UID:8\nSUMMARY:Reihe\nDTSTART:20261203T080000Z\nRRULE:FREQ=DAILY;COUNT=2"), vevent("UID:8\nSUMMARY:Reihe\nRECURRENCE-ID;TZID=Mond:20261203T080000\nDTSTART:20261205T080000Z")),
		"ab2.ics", strings.ReplaceAll(ics(vevent("UID:ab2\nSUMMARY:Verloren\nDTSTART:20261201T080000Z")), "END:VCALENDAR", ""), "leer.ics", ics(),
		"ab.ics", ics(vevent("UID:ab\nSUMMARY:Verloren\nDTSTART:20261201T080000Z"), "BEGIN:VEVENT\nSUMMARY:Ab"),
		"b.ics", "<!doctype html>",
		"c.ics", ics(vevent("UID:6\nSUMMARY:Lang\nDTSTART:20261201T080000Z\nDESCRIPTION:"+strings.Repeat("lang ", 5000))),
		"d.ics", ics(vevent("SUMMARY:Namenlos\nURL:javascript:alert(1)\nDTSTART:20261201T080000Z")),
	))
	if d := cmp.Diff(reports(sum.Problems), []string{
		`ab.ics:9: "Ab": its end (END:VEVENT) is missing; the file may be cut off`,
		"ab2.ics: its last line is not END:VCALENDAR, so it may be cut off; export it again",
		"b.ics:1: it is no calendar: it does not begin with BEGIN:VCALENDAR",
		`c.ics:4: "Lang": DESCRIPTION is longer than what is read; shorten it`,
	}); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(reports(sum.Notes), []string{`d.ics:4: "Namenlos" has no UID: if its title or start changes, it is another event`,
		`d.ics:4: "Namenlos": the address "javascript:alert(1)" was left out: it is none of the web`, "leer.ics: there is no event in it"}); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(reports(sum.Omitted), []string{
		`a.ics:9: "Ohne Tag": it has no start (DTSTART); give it one`,
		`a.ics:16: "Ferne": the time zone "Mond" is not known; write it as Europe/Berlin`,
		`a.ics:22: "Oft": it comes more often than daily (FREQ=HOURLY); enter its dates one by one`,
		`a.ics:47: "Reihe": the time zone "Mond" is not known; write it as Europe/Berlin; so the whole series was left out`,
		`a.ics:28: "Noch einmal": its UID is that of the event in line 4, which was taken; give it one of its own`,
		"a.ics:24: an event without a title: title: is missing",
	}); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(shown(t, p), []string{"2026-12-01 09:00–09:00 Gut", "2026-12-01 09:00–09:00 Namenlos", "2026-12-03 09:00–09:00 Auch gut"}); d != "" {
		t.Error(d)
	}
}

// TestCalendarMissing: what the next file of a calendar no longer has is told, and
// left alone; what has little in common with it is another calendar.
func TestCalendarMissing(t *testing.T) {
	p := newPlace(t)
	at := func(uid, day string) string {
		return vevent("UID:" + uid + "@example\nSUMMARY:Treffen " + uid + "\nDTSTART:" + day + "T100000Z\nDURATION:PT1H")
	}
	series := func(except string) string {
		return vevent("UID:kreis@example\nSUMMARY:Kreis\nDTSTART:20261203T180000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3" + except)
	}
	a, b, c, old := at("a", "20270112"), at("b", "20270113"), at("c", "20270114"), at("alt", "20200101")
	const stay = ", which came in with it and stay as they are: cancel or withdraw what does not take place"
	for _, step := range []struct {
		name, file string
		notes      []string
	}{
		{"first", ics(a, b, series(""), old), nil},
		{"again", ics(a, b, series(""), old), nil},
		{"an invitation to one of them", ics(a), nil},
		{"another calendar with one of them", ics(c, at("d", "20270115"), at("e", "20270115"), a), nil},
		{"a date and an event are gone, and what is over", ics(a, series("\nEXDATE:20261210T180000Z")), []string{
			`k.ics: it no longer has "Kreis" on 2026-12-10, "Treffen b" on 2027-01-13` + stay}},
		{"one of them cannot be read", ics(a, strings.Replace(b, "T100000Z", "T250000Z", 1), series("")), nil},
		{"nor a series", ics(a, b, strings.Replace(series(""), "DTSTART", "X-START", 1)), nil},
		{"until somebody does something", ics(a, series("\nEXDATE:20261210T180000Z")), []string{
			`k.ics: it no longer has "Kreis" on 2026-12-10, "Treffen b" on 2027-01-13` + stay}},
		{"back again", ics(a, b, series("")), nil},
		{"wholly others", ics(at("x", "20270116"), at("y", "20270116")), []string{
			`k.ics: it has nothing in common with the file of this name that came before, and no longer has "Kreis" on 2026-12-03, "Kreis" on 2026-12-10, "Kreis" on 2026-12-17, "Treffen a" on 2027-01-12, "Treffen b" on 2027-01-13` + stay}},
		{"an invitation to something else", ics(at("z", "20270116")), nil},
		{"the other one", ics(c, at("d", "20270115"), a), []string{`k.ics: it no longer has "Treffen e" on 2027-01-15, which came in with it and stays as it is: cancel or withdraw it if it does not take place`}},
	} {
		sum := p.again(t, tree("k.ics", step.file))
		if d := cmp.Diff(reports(sum.Notes), step.notes, cmpopts.EquateEmpty()); d != "" || len(sum.Problems) > 0 {
			t.Errorf("%s: %v\n%s", step.name, sum.Problems, d)
		}
	}
	if got := len(shown(t, p)); got != 12 {
		t.Errorf("%d events are left", got)
	}
}

// TestCalendarHTML: a description that is there as HTML alone is taken.
func TestCalendarHTML(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("k.ics", ics(vevent("UID:a@example\nSUMMARY:A\nDTSTART:20270112T100000Z\nX-ALT-DESC;FMTTYPE=text/html:<html><b>Nur hier</b></html>"),
		vevent("UID:b@example\nSUMMARY:B\nDTSTART:20270112T100000Z\nDESCRIPTION:Hier\nX-ALT-DESC;FMTTYPE=text/html:<html>"+strings.Repeat("und auch hier ", 10_000)+"</html>"),
		vevent("UID:c@example\nSUMMARY:C\nDTSTART:20270112T100000Z\nX-ALT-DESC;FMTTYPE=text/html:<html>\\n</html>"))))
	var got []string
	for _, r := range p.all(t) {
		got = append(got, r.Base().Title+": "+r.Base().Body)
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{"A: **Nur hier**", "B: Hier", "C: "}) || len(sum.Notes) > 0 {
		t.Errorf("got %q, %v", got, sum.Notes)
	}
}

// An event that becomes a series is the date of it that it was, also when that is moved.
func TestEventBecomesSeries(t *testing.T) {
	p := newPlace(t)
	event := func(more string) string {
		return vevent("UID:kreis@example\nSUMMARY:Kreis\nDTSTART:20261203T180000Z\nDURATION:PT1H" + more)
	}
	p.again(t, tree("k.ics", ics(event(""))))
	id := slices.Collect(maps.Keys(p.all(t)))[0]
	series := event("\nRRULE:FREQ=WEEKLY;COUNT=3")
	moved := vevent("UID:kreis@example\nRECURRENCE-ID:20261203T180000Z\nSUMMARY:Kreis\nDTSTART:20261204T180000Z\nDURATION:PT1H")
	for _, c := range []struct{ file, first string }{{ics(series), "2026-12-03"}, {ics(series), "2026-12-03"}, {ics(series, moved), "2026-12-04"}, {ics(series, moved), "2026-12-04"}} {
		sum := p.again(t, tree("k.ics", c.file))
		all := p.all(t)
		e, ok := all[id].(*content.Event)
		if len(all) != 3 || !ok || calendar.DateOf(e.Start).String() != c.first || len(sum.Problems)+len(sum.Notes) > 0 {
			t.Errorf("%d events, %s begins %v: %v %v", len(all), id, e.Start, reports(sum.Problems), reports(sum.Notes))
		}
	}
	if _, ok := p.all(t)[id+"-20261210"]; !ok {
		t.Error(shown(t, p))
	}
}

// A series that has no dates, or no more, is not said to have some later.
func TestSeriesWithoutDates(t *testing.T) {
	series := func(title, start, rule string) string {
		return "BEGIN:VEVENT\nUID:" + title + "\nSUMMARY:" + title + "\nDTSTART:" + start + "\nRRULE:" + rule + "\nEND:VEVENT\n"
	}
	p := newPlace(t)
	sum := p.again(t, tree("a.ics", "BEGIN:VCALENDAR\n"+series("Februar", "20270101T100000Z", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")+series("gewesen", "20210101T100000Z", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")+
		series("spät", "20320101T100000Z", "FREQ=YEARLY")+series("Schalttag", "20280229T100000Z", "FREQ=YEARLY")+series("verkehrt", "20270105T100000Z", "FREQ=DAILY;UNTIL=20260101T000000Z")+series("einmal", "20270105T100000Z", "FREQ=DAILY;COUNT=1")+
		"BEGIN:VEVENT\nUID:2\nSUMMARY:ausgenommen\nDTSTART:20270105T100000Z\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20270105T100000Z,20270106T100000Z\nEND:VEVENT\n"+
		"BEGIN:VEVENT\nUID:3\nSUMMARY:verschoben\nDTSTART:20270105T100000Z\nRRULE:FREQ=DAILY;COUNT=1\nEND:VEVENT\nBEGIN:VEVENT\nUID:3\nSUMMARY:verschoben\nRECURRENCE-ID:20270105T100000Z\nDTSTART:20270107T100000Z\nEND:VEVENT\n"+
		"END:VCALENDAR\n"))
	if d := cmp.Diff(reports(sum.Notes), []string{
		`a.ics: dates before 2026-11-22 were left out of these series: "gewesen"`,
		`a.ics: dates after 2028-11-22 were left out of these series, import the file again when they are near: "Schalttag", "spät"`,
		`a.ics: the rules of these series give no date until 2100 but the first, as if they named 30 February: "Februar", "gewesen"`,
		`a.ics: these series have no date, because all are excepted, or they end before they begin: "ausgenommen", "verkehrt"`,
	}); d != "" {
		t.Error(d)
	}
	if all := p.all(t); len(sum.Problems) > 0 || len(all) != 4 {
		t.Errorf("%v %d records", reports(sum.Problems), len(all))
	}
}
