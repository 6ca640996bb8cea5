package web_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/content"
	"vielfalt/content/datecheck"
)

// A checked is what the JSON interface says of dates.
type checked struct {
	Days    []datecheck.Day
	Refused []struct{ Title, Reason string }
	Status  int
	Detail  string
}

// checkDates asks the interface.
func (s *service) checkDates(t *testing.T, query string) checked {
	t.Helper()
	var out checked
	w := s.get(t, "/api/v1/date-check?"+query)
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%s: %v: %s", query, err, w.Body)
	}
	out.Status = w.Code
	return out
}

// interfaceNames turns the parameters of the page into those of the interface.
var interfaceNames = strings.NewReplacer("datum=", "date=", "bis=", "to=", "von=", "start=", "ende=", "end=", "wochen=", "weeks=", "monate=", "months=", "art=", "kind=")

// The page shows what the interface says, for each example.
func TestDateCheckIsTheSameEverywhere(t *testing.T) {
	s := newSite(t, nil)
	s.clock.set(time.Date(2026, time.November, 25, 9, 0, 0, 0, time.UTC))
	f, err := os.Open("../../../content/datecheck/testdata/examples.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	verdicts := map[datecheck.Level]string{0: "Nichts bekannt, was dagegen spricht.", 1: "Passt. Gut zu wissen:", 2: "Geht, mit Rücksicht.", 3: "Besser ein anderer Tag."}
	for _, row := range rows[1:] {
		query := row[0]
		if row[1] != "" || strings.Contains(query, "datum=2.10") {
			continue // other settings; the interface takes ISO dates only
		}
		answer := s.checkDates(t, interfaceNames.Replace(query))
		page := s.get(t, "/terminpruefung?"+query)
		if page.Code != http.StatusOK || answer.Status != http.StatusOK || len(answer.Days) == 0 {
			t.Errorf("%s: %d, %d %s", query, page.Code, answer.Status, answer.Detail)
			continue
		}
		day := answer.Days[0]
		if want, _, _ := strings.Cut(row[2], " "); len(want) == 1 && fmt.Sprint(int(day.Level)) != want {
			t.Errorf("%s: level %d, want %s", query, day.Level, want)
		}
		body := page.Body.String()
		if len(answer.Days) == 1 && (!strings.Contains(body, verdicts[day.Level]) || !strings.Contains(body, escaped(day.Sentence))) {
			t.Errorf("%s: the page does not say %q, %q", query, verdicts[day.Level], day.Sentence)
		}
		for _, f := range day.Findings {
			if f.Level >= datecheck.Care && !strings.Contains(body, escaped(f.Name)) {
				t.Errorf("%s: the page does not name %s", query, f.Name)
			}
		}
		for _, free := range day.Free.Later {
			if len(answer.Days) == 1 && !strings.Contains(body, "datum="+free.String()) {
				t.Errorf("%s: the page does not offer %v", query, free)
			}
		}
	}
}

// escaped writes a text as templates do.
func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "'", "&#39;", `"`, "&#34;", "+", "&#43;").Replace(s)
}

// What cannot be checked is named, in the form filled in as it was.
func TestDateCheckRefuses(t *testing.T) {
	s := newSite(t, nil)
	for query, want := range map[string]string{
		"datum=2027-02-29":                                "Diesen Tag gibt es nicht.",
		"datum=30.2.2027":                                 "Diesen Tag gibt es nicht.",
		"datum=irgendwann":                                "Das ist kein Datum",
		"datum=":                                          "Geben Sie ein Datum ein",
		"datum=2101-01-01":                                "1900 bis 2100",
		"datum=2027-03-09&von=10:00&ende=09:00":           "Das Ende liegt nicht nach dem Anfang.",
		"datum=2027-03-09&von=10:00":                      "Anfang und Ende",
		"datum=2027-03-09&bis=2027-03-01":                 "Das Ende liegt nicht nach dem Anfang.",
		"datum=2027-03-09&wochen=53":                      "2 bis 52 Wochen",
		"datum=2027-03-09&art=x":                          "reise, essen und feier",
		"datum=2027-03-09&land=xx":                        "Kürzel eines Landes",
		"datum=2027-03-09&tradition=jewish":               "Dieses Feld gibt es hier nicht.",
		"datum=2027-03-09&datum=2027-03-10":               "mehrmals",
		"datum=%3Cscript%3E&von=%22onfocus%3Dx&ende=9:00": "Das ist kein Datum",
	} {
		w := s.get(t, "/terminpruefung?"+query)
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d, without %q", query, w.Code, want)
		}
		q, _ := url.ParseQuery(query)
		if typed := q.Get("datum"); typed != "" && !strings.Contains(w.Body.String(), `value="`+escapedValue(typed)+`"`) {
			t.Errorf("%s: the form is empty", query)
		}
		if answer := s.checkDates(t, interfaceNames.Replace(query)); answer.Status != http.StatusUnprocessableEntity && answer.Status != http.StatusBadRequest || answer.Detail == "" {
			t.Errorf("%s: the interface answers %d %q", query, answer.Status, answer.Detail)
		}
	}
	for query, want := range map[string]int{"date=2027-02-29": 422, "date=2027-03-09&start=10:00&end=09:00": 422, "to=2027-03-09": 422, "date=2027-03-09&x=1": 400, "date=2027-03-09&weeks=53": 422, "date=2027-03-09&kind=x": 422} {
		if answer := s.checkDates(t, query); answer.Status != want {
			t.Errorf("%s is answered %d %q", query, answer.Status, answer.Detail)
		}
	}
}

func escapedValue(s string) string {
	return strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(escaped(s))
}

// calendarFile is what somebody plans.
const calendarFile = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//DE\r\n" +
	"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Geheimes <b>Fest</b>\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Berlin:20260921T100000\r\nDTEND;TZID=Europe/Berlin:20260921T110000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Jour fixe\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:3\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260921T100000Z\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:Dauernd\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:4\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20261003T100000Z\r\nSTATUS:CANCELLED\r\nSUMMARY:Abgesagt\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

// upload sends the form with a file.
func (s *service) upload(t *testing.T, file string, fields ...string) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("datei", "plan.ics")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write([]byte(file))
	for i := 0; i < len(fields); i += 2 {
		_ = m.WriteField(fields[i], fields[i+1])
	}
	m.Close()
	r := httptest.NewRequest(http.MethodPost, "/terminpruefung", &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// A calendar is checked entry by entry; what cannot be read is named.
func TestDateCheckOfAFile(t *testing.T) {
	s := newSite(t, nil)
	w := s.upload(t, calendarFile, "art", "essen")
	body := w.Body.String()
	for _, want := range []string{"Geheimes &lt;b&gt;Fest&lt;/b&gt;", "Jour fixe", "Dauernd", "Wiederholungen unter einem Tag", "1 abgesagter Eintrag", "von 4 Terminen", "Weihnachten"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if w.Code != http.StatusOK || strings.Contains(body, "<b>Fest") {
		t.Errorf("answered %d", w.Code)
	}
	for file, want := range map[string]int{"": 422, "Text": 422, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n": 422, calendarFile + strings.Repeat("X", 1<<20): 413} {
		if w := s.upload(t, file); w.Code != want {
			t.Errorf("%.20q is answered %d, want %d", file, w.Code, want)
		}
	}
	post := func(mediaType, body string) (*httptest.ResponseRecorder, checked) {
		r := httptest.NewRequest(http.MethodPost, "/api/v1/date-check?kind=essen", strings.NewReader(body))
		r.Header.Set("Content-Type", mediaType)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		var out checked
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
			t.Fatal(err, w.Body)
		}
		return w, out
	}
	w, out := post("text/calendar; charset=utf-8", calendarFile)
	if w.Code != http.StatusOK || len(out.Days) != 4 || len(out.Refused) != 1 || out.Refused[0].Reason != "frequency" || out.Days[0].Title != "Jour fixe" {
		t.Errorf("the interface answers %d %+v", w.Code, out)
	}
	for mediaType, want := range map[string]int{"text/calendar": 413, "application/json": 415} {
		if w, _ := post(mediaType, calendarFile+strings.Repeat("X", 1<<20)); w.Code != want {
			t.Errorf("%s is answered %d", mediaType, w.Code)
		}
	}
	if w, _ := post("text/calendar", "kein Kalender"); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("what is no calendar is answered %d", w.Code)
	}
}

// A date check leaves nothing: no line in the log, no row, no file, no kept
// answer, and nothing that a browser may keep.
func TestDateCheckLeavesNothing(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	var log bytes.Buffer
	s := newSite(t, nil, func(c *config) {
		c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	before, stats := s.stamp(t), s.config.Answers.Stats()
	var seen []string
	for _, w := range []*httptest.ResponseRecorder{
		s.get(t, "/terminpruefung?datum=2027-03-09&von=10:00&ende=11:00"), s.get(t, "/terminpruefung?datum=geheim"), s.upload(t, calendarFile),
		s.get(t, "/terminpruefung.ics?datum=2027-09-06&wochen=10"), s.get(t, "/api/v1/date-check?date=2027-03-09"), s.upload(t, "geheim"),
	} {
		if cc := w.Header().Get("Cache-Control"); cc != "private, no-store" {
			t.Errorf("Cache-Control is %q", cc)
		}
		if w.Header().Get("Set-Cookie") != "" || w.Header().Get("ETag") != "" {
			t.Errorf("%v", w.Header())
		}
	}
	_ = filepath.WalkDir(temp, func(path string, d fs.DirEntry, _ error) error {
		if !d.IsDir() && !strings.Contains(path, "/00") {
			seen = append(seen, path)
		}
		return nil
	})
	if after := s.config.Answers.Stats(); after.Entries != stats.Entries || log.Len() > 0 || len(seen) > 0 {
		t.Errorf("%d answers more, files %v, log:\n%s", after.Entries-stats.Entries, seen, &log)
	}
	if after := s.stamp(t); after != before {
		t.Errorf("the store changed: %v, %v", before, after)
	}
}

// stamp returns what tells whether anything in the store has changed.
func (s *service) stamp(t *testing.T) any {
	t.Helper()
	stamp, err := s.store.Stamp(t.Context(), s.clock.now())
	if err != nil {
		t.Fatal(err)
	}
	return stamp
}

// The free dates of a series are a calendar of their own.
func TestFreeDates(t *testing.T) {
	s := newSite(t, nil)
	s.clock.set(time.Date(2026, time.November, 25, 9, 0, 0, 0, time.UTC))
	page := s.get(t, "/terminpruefung?datum=2027-09-06&wochen=10").Body.String()
	if !strings.Contains(page, "4 von 10 Terminen brauchen Rücksicht oder einen anderen Tag") || !strings.Contains(page, "/terminpruefung.ics?datum=2027-09-06&amp;wochen=10") {
		t.Error("the page does not sum up")
	}
	w := s.get(t, "/terminpruefung.ics?datum=2027-09-06&wochen=10&von=9:00&ende=10:30")
	body := w.Body.String()
	if strings.Count(body, "BEGIN:VEVENT") != 6 || !strings.Contains(body, "20270906T090000") || strings.Contains(body, "20271011") {
		t.Errorf("%d\n%s", w.Code, body)
	}
	if w := s.get(t, "/terminpruefung.ics?datum=x"); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("answered %d", w.Code)
	}
}

// Events of the house stand beside, and weigh nothing.
func TestDateCheckNamesEvents(t *testing.T) {
	s := newSite(t, nil)
	e, err := content.Show[*content.Event](t.Context(), s.store, s.clock.now(), "lesung")
	if err != nil {
		t.Fatal(err)
	}
	first, _ := e.Days()
	day := s.checkDates(t, "date="+first.String()).Days[0]
	if !slices.ContainsFunc(day.Findings, func(f datecheck.Finding) bool {
		return f.Relation == datecheck.InTheHouse && f.Name == e.Title && f.Level == 0 && f.URL == "https://vielfalt.example/termine/lesung"
	}) {
		t.Errorf("%+v", day.Findings)
	}
}
