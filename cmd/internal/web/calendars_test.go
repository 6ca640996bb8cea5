package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content"
)

// events reads a calendar the way a reader's program does.
func (s *service) events(t testing.TB, path string) (*ical.Calendar, []ical.Event) {
	t.Helper()
	w := s.get(t, path)
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/calendar; charset=utf-8" {
		t.Fatalf("%s answers %d %s", path, w.Code, w.Header().Get("Content-Type"))
	}
	for line := range strings.SplitSeq(w.Body.String(), "\r\n") {
		if len(line) > 75 || strings.Contains(line, "\n") {
			t.Errorf("%s: line of %d octets, or not ended with CRLF: %q", path, len(line), line)
		}
	}
	c, err := ical.NewDecoder(w.Body).Decode()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return c, c.Events()
}

func prop(e ical.Event, name string) string {
	if p := e.Props.Get(name); p != nil {
		return p.Value
	}
	return ""
}

func TestCalendarOfObservances(t *testing.T) {
	s := newSite(t, nil)
	c, events := s.events(t, "/feeds/kalender.ics")
	for _, name := range []string{"PRODID", "VERSION", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"} {
		if c.Props.Get(name) == nil {
			t.Errorf("calendar has no %s", name)
		}
	}
	if c.Props.Get("METHOD") != nil {
		t.Error("calendar has a METHOD")
	}
	// One year back and three ahead, in whole months.
	const from, to = "20250301", "20290331"
	uids := map[string]bool{}
	first, last := "99999999", ""
	for _, e := range events {
		uid := prop(e, "UID")
		if uid == "" || uids[uid] {
			t.Errorf("UID %q is missing or used twice", uid)
		}
		uids[uid] = true
		start, end := e.Props.Get("DTSTART"), e.Props.Get("DTEND")
		if start.Params.Get("VALUE") != "DATE" || end.Params.Get("VALUE") != "DATE" || start.Value >= end.Value {
			t.Errorf("%s from %s to %s is not all-day with an exclusive end", uid, start.Value, end.Value)
		}
		if prop(e, "TRANSP") != "TRANSPARENT" || prop(e, "CATEGORIES") == "" || !strings.HasPrefix(prop(e, "URL"), "https://vielfalt.example/kalender/tage/") {
			t.Errorf("%s: TRANSP %q, CATEGORIES %q, URL %q", uid, prop(e, "TRANSP"), prop(e, "CATEGORIES"), prop(e, "URL"))
		}
		if !strings.HasSuffix(prop(e, "DTSTAMP"), "Z") {
			t.Errorf("%s: DTSTAMP is %q", uid, prop(e, "DTSTAMP"))
		}
		// A period that touches the window has both its entries.
		if (end.Value <= from || start.Value > to) && !strings.Contains(uid, "fast") && !strings.HasPrefix(uid, "last.") {
			t.Errorf("%s from %s to %s is outside of the window", uid, start.Value, end.Value)
		}
		first, last = min(first, start.Value), max(last, start.Value)
	}
	if first > "20250315" || last < "20290301" {
		t.Errorf("entries from %s to %s do not fill the window", first, last)
	}
	eid := find(t, events, "SUMMARY", "Fest des Fastenbrechens", "20260320")
	if end := prop(eid, "DTEND"); end != "20260323" {
		t.Errorf("Eid al-Fitr 2026 ends %s", end)
	}
	if d := prop(eid, "DESCRIPTION"); !strings.Contains(d, "Angekündigt von der Diyanet\\; nach Sichtung auch ab 21. März.") || !strings.Contains(d, "Vorabend") {
		t.Errorf("Eid al-Fitr does not say who announced it: %q", d)
	}
	arbain := find(t, events, "SUMMARY", "Arbain (schiitisch)", "20260804")
	if d := prop(arbain, "DESCRIPTION"); !strings.Contains(d, "Voraussichtlich") {
		t.Errorf("Arbain does not say that it depends on the moon: %q", d)
	}
}

// find returns the event that starts on a day and has part in a property.
func find(t testing.TB, events []ical.Event, name, part, start string) ical.Event {
	t.Helper()
	for _, e := range events {
		if strings.Contains(prop(e, name), part) && strings.HasPrefix(prop(e, "DTSTART"), start) {
			return e
		}
	}
	t.Fatalf("no event with %q in %s on %s", part, name, start)
	return ical.Event{}
}

func TestCalendarIsStable(t *testing.T) {
	s := newSite(t, nil)
	for _, path := range []string{"/feeds/kalender.ics", "/feeds/kalender.ics?vorabend=1", "/feeds/termine.ics", "/termine/lesung.ics"} {
		s.clock.set(at)
		before := s.get(t, path).Body.String()
		s.clock.set(at.Add(5 * 24 * time.Hour)) // the same month
		if s.get(t, path).Body.String() != before {
			t.Errorf("%s changes by itself", path)
		}
	}
	s.clock.set(at)
	_, before := s.events(t, "/feeds/kalender.ics")
	s.clock.set(time.Date(2026, time.December, 1, 9, 0, 0, 0, time.UTC))
	_, after := s.events(t, "/feeds/kalender.ics")
	stamps := map[string]string{}
	for _, e := range before {
		stamps[prop(e, "UID")] = prop(e, "DTSTART") + prop(e, "DTSTAMP") + prop(e, "SEQUENCE") + prop(e, "LAST-MODIFIED")
	}
	same := 0
	for _, e := range after {
		if old := stamps[prop(e, "UID")]; old != "" {
			same++
			if got := prop(e, "DTSTART") + prop(e, "DTSTAMP") + prop(e, "SEQUENCE") + prop(e, "LAST-MODIFIED"); got != old {
				t.Errorf("%s changed from %s to %s", prop(e, "UID"), old, got)
			}
		}
	}
	if same < len(before)/2 {
		t.Errorf("only %d of %d entries are still there nine months later", same, len(before))
	}
}

func TestCalendarFilters(t *testing.T) {
	s := newSite(t, nil)
	_, all := s.events(t, "/feeds/kalender.ics")
	only := func(query string, want func(*calendar.Observance) bool) {
		t.Helper()
		_, events := s.events(t, "/feeds/kalender.ics"+query)
		if len(events) == 0 || len(events) >= len(all) {
			t.Errorf("%s: %d of %d entries", query, len(events), len(all))
		}
		for _, e := range events {
			id := calendar.ID(strings.TrimPrefix(prop(e, "URL"), "https://vielfalt.example/kalender/tage/"))
			o, ok := s.calendar.Observance(id)
			if !ok || !want(o) {
				t.Errorf("%s holds %s", query, id)
			}
		}
	}
	only("?tradition=islamic", func(o *calendar.Observance) bool { return o.ID.Tradition() == "islamic" })
	only("?tradition=islamic&tradition=jewish", func(o *calendar.Observance) bool {
		return slices.Contains([]string{"islamic", "jewish"}, o.ID.Tradition())
	})
	only("?art=fast", func(o *calendar.Observance) bool { return o.Kind == calendar.Kind("fast") })
	only("?art=fast&art=feast&tradition=jewish", func(o *calendar.Observance) bool {
		return o.ID.Tradition() == "jewish" && (o.Kind == "fast" || o.Kind == "feast")
	})
	for _, query := range []string{"?tradition=nobody", "?art=nothing", "?tradition=islamic&gewissheit=maybe", "?vorabend=2"} {
		if a := s.get(t, "/feeds/kalender.ics"+query); a.Code != http.StatusNotFound {
			t.Errorf("%s answers %d: who subscribes must see it, not get everything", query, a.Code)
		}
	}
	en, _ := s.events(t, "/en/feeds/kalender.ics?tradition=jewish")
	if name := en.Props.Get("NAME").Value; !strings.Contains(name, "Jud") {
		t.Errorf("calendar of one tradition is called %q", name)
	}
}

// Of the entries that became one with another, those are cancelled that
// subscribers had; a program need not show as cancelled what it never knew.
func TestCalendarCancelsTwins(t *testing.T) {
	s := newSite(t, nil)
	cancelled := func(query string) map[string]bool {
		out := make(map[string]bool)
		_, events := s.events(t, "/feeds/kalender.ics"+query)
		for _, e := range events {
			if prop(e, "STATUS") == "CANCELLED" {
				out[strings.TrimSuffix(prop(e, "UID"), "@vielfalt")] = true
			}
		}
		return out
	}
	all := cancelled("")
	for uid, want := range map[string]bool{
		"de-nw.karfreitag.2027": true, "buddhist.vesakh-thailand.2027": true,
		"alevi.kurban.1447": false, "hindu.naraka-chaturdashi.2026": false, "civil.interkulturelle-woche-ende.2026": false,
	} {
		if all[uid] != want {
			t.Errorf("%s is cancelled: %v", uid, !want)
		}
	}
	if only := cancelled("?tradition=de-nw"); len(only) > 0 {
		t.Errorf("of one tradition alone, %v are cancelled", only)
	}
}

// The JSON interface knows the filters of the calendar.
func TestOccurrencesByDenomination(t *testing.T) {
	s := newSite(t, nil)
	shia := s.get(t, "/api/v1/occurrences?from=2029-05-01&to=2029-05-31&tradition=islamic&konfession=shia").Body.String()
	sunni := s.get(t, "/api/v1/occurrences?from=2029-05-01&to=2029-05-31&tradition=islamic&konfession=sunni").Body.String()
	if !strings.Contains(shia, `"islamic/tasua"`) || strings.Contains(sunni, `"islamic/tasua"`) || !strings.Contains(sunni, `"islamic/aschura"`) {
		t.Errorf("Shia: %s\nSunni: %s", shia, sunni)
	}
}

// The page of a day names the convention its date is reckoned by; where there is
// but one way of reckoning, it says nothing of it.
func TestDayNamesItsConvention(t *testing.T) {
	s := newSite(t, nil)
	for path, want := range map[string]string{
		"/kalender/tage/islamic/eid-al-fitr":    "<dt>Berechnungsweise</dt><dd>Diyanet (Türkei)</dd>",
		"/en/kalender/tage/islamic/eid-al-fitr": "<dt>Convention</dt><dd>Diyanet (Turkey)</dd>",
	} {
		if page := s.get(t, path).Body.String(); !strings.Contains(page, want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
	if page := s.get(t, "/kalender/tage/jewish/purim").Body.String(); strings.Contains(page, "<dt>Berechnungsweise</dt>") {
		t.Error("a day that is reckoned in one way names a convention")
	}
}

// German that an English page cannot translate is marked as such.
func TestSourceOfARuleIsGerman(t *testing.T) {
	s := newSite(t, nil)
	if page := s.get(t, "/en/kalender/tage/jewish/pessach").Body.String(); !strings.Contains(page, `<span lang="de">fester Tag des jüdischen Kalenders`) {
		t.Error("the source of the rule is not marked as German")
	}
}

func TestCalendarWithEves(t *testing.T) {
	s := newSite(t, nil)
	_, plain := s.events(t, "/feeds/kalender.ics?tradition=islamic")
	_, with := s.events(t, "/feeds/kalender.ics?tradition=islamic&vorabend=1")
	if len(with) <= len(plain) {
		t.Fatalf("%d entries with eves, %d without", len(with), len(plain))
	}
	days := map[string]bool{}
	for _, e := range plain {
		days[prop(e, "UID")] = true
	}
	timed := 0
	for _, e := range with {
		if days[prop(e, "UID")] {
			continue
		}
		timed++
		if e.Props.Get("DTSTART").Params.Get("VALUE") == "DATE" || prop(e, "TRANSP") != "TRANSPARENT" {
			t.Errorf("eve %s is not timed, or takes time", prop(e, "UID"))
		}
	}
	if timed != len(with)-len(plain) {
		t.Errorf("%d eves, %d more entries: days were lost", timed, len(with)-len(plain))
	}
	find(t, with, "UID", "", "20260319T")
}

func TestCalendarOfEvents(t *testing.T) {
	s := newSite(t, nil)
	_, events := s.events(t, "/feeds/termine.ics")
	if len(events) != 3 {
		t.Fatalf("%d events, want 3 (one past, one to come, one cancelled)", len(events))
	}
	reading := find(t, events, "SUMMARY", "Lesung im Foyer", "20260325T")
	start, err := reading.DateTimeStart(calendar.Berlin)
	if err != nil || !start.Equal(time.Date(2026, time.March, 25, 17, 0, 0, 0, time.UTC)) {
		t.Errorf("reading starts %v, %v", start, err)
	}
	if prop(reading, "LOCATION") != "Foyer" || prop(reading, "URL") != "https://vielfalt.example/termine/lesung" {
		t.Errorf("reading is at %q, %q", prop(reading, "LOCATION"), prop(reading, "URL"))
	}
	tour := find(t, events, "SUMMARY", "Abgesagt: Stadtrundgang", "20260410")
	if said := prop(tour, "DESCRIPTION"); !strings.HasPrefix(said, "Abgesagt. Dieser Termin findet nicht statt.") {
		t.Errorf("tour says %q", said)
	}
	if prop(tour, "DTEND") != "20260412" || prop(tour, "STATUS") != "CANCELLED" {
		t.Errorf("tour ends %s, status %q", prop(tour, "DTEND"), prop(tour, "STATUS"))
	}
	if place, err := tour.Props.Get("LOCATION").Text(); err != nil || place != "Markt, am Brunnen" {
		t.Errorf("place is read back as %q, %v", place, err)
	}

	// What a program put before the title is not said twice.
	r, err := s.store.Get(t.Context(), "abgesagt")
	if err != nil {
		t.Fatal(err)
	}
	r.Base().Title = "Canceled: Stadtrundgang"
	s.save(t, r)
	_, events = s.events(t, "/feeds/termine.ics")
	find(t, events, "SUMMARY", "Abgesagt: Stadtrundgang", "20260410")
	if body := s.get(t, "/feeds/termine.atom").Body.String(); !strings.Contains(body, "<title>Abgesagt: Stadtrundgang</title>") {
		t.Error(body)
	}
	for _, path := range []string{"/termine", "/termine/abgesagt"} {
		if body := s.get(t, path).Body.String(); strings.Contains(strings.ReplaceAll(body, "<title>Canceled: ", ""), "Canceled") || !strings.Contains(body, "Abgesagt") {
			t.Errorf("%s: %s", path, body)
		}
	}

	// When a fact changes, the entry is the same and its sequence grows.
	if r, err = s.store.Get(t.Context(), "lesung"); err != nil {
		t.Fatal(err)
	}
	r.(*content.Event).Place = "Saal"
	s.clock.set(at.Add(time.Hour))
	s.save(t, r)
	_, events = s.events(t, "/termine/lesung.ics")
	if moved := events[0]; prop(moved, "UID") != prop(reading, "UID") || prop(moved, "SEQUENCE") <= prop(reading, "SEQUENCE") || prop(moved, "LAST-MODIFIED") <= prop(reading, "LAST-MODIFIED") {
		t.Errorf("moved event is %s, sequence %s, modified %s", prop(moved, "UID"), prop(moved, "SEQUENCE"), prop(moved, "LAST-MODIFIED"))
	}
}

// Once a house reckons by another convention, its calendar and its feed of days say
// so, of the entries that are others because of it.
func TestSwitchedConvention(t *testing.T) {
	s := newSite(t, nil)
	cal, err := calendar.New(traditions.All("nw"), map[string]string{"islamic": "umm-al-qura"})
	if err != nil {
		t.Fatal(err)
	}
	moment := at.Add(-time.Hour)
	cal = cal.Switched(calendar.Switch{Tradition: "islamic", Before: "diyanet-umm-al-qura", After: "umm-al-qura", At: moment})
	after := s.with(t, func(c *config) { c.Calendar = func() *calendar.Calendar { return cal } })
	const note = "Geändert am 20. März 2026: berechnet nach „Umm al-Qura"
	for _, format := range formats {
		found := 0
		for _, it := range after.feed(t, "/feeds/kalender."+format).Items {
			switch of := strings.HasSuffix(it.Link, "/islamic/eid-al-fitr"); {
			case strings.Contains(it.Content, note) && of:
				found++
				if format != "rss" && !it.UpdatedParsed.Equal(moment) {
					t.Errorf("%s: updated at %v", format, it.UpdatedParsed)
				}
			case strings.Contains(it.Content, "berechnet nach") && !strings.Contains(it.Link, "/islamic/"):
				t.Errorf("%s: %s is said to be reckoned otherwise", format, it.Title)
			}
		}
		if found != 1 {
			t.Errorf("%s: %d entries say it", format, found)
		}
	}
	body := strings.ReplaceAll(after.get(t, "/feeds/kalender.ics?tradition=islamic").Body.String(), "\r\n ", "")
	if !strings.Contains(body, note) {
		t.Error("the calendar does not say it")
	}
}
