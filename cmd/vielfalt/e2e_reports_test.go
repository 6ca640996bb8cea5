package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"vielfalt/content"
	"vielfalt/content/sqlstore"
)

// posted sends a form and returns the resulting page.
func posted(t *testing.T, address string, form url.Values, headers ...string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Close = true
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(a.Body); err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, b.String()
}

// filesWith returns the files below a folder that contain a text.
func filesWith(t *testing.T, dir, text string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(text)) {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// "The message is deleted" is true: nothing of it is left in any file, while
// the service runs and after it has stopped.
func TestDeletedReportIsInNoFile(t *testing.T) {
	const secret = "Kanarienvogel"
	data := t.TempDir()
	p := launch(t, "--data", data)
	p.ready(t)
	for range 3 {
		if code, body := posted(t, p.url+"/barriere-melden", url.Values{"message": {secret + " im Käfig"}, "reply": {secret + "@example.org"}}); code != http.StatusOK {
			t.Fatalf("answered %d: %s", code, body)
		}
	}
	if len(filesWith(t, data, secret)) == 0 {
		t.Fatal("nothing was kept")
	}
	command(t, "reports", "answer", "2", "Der "+secret+" ist frei.", "--data", data)
	for _, id := range []string{"1", "2", "3"} {
		command(t, "reports", "delete", id, "--data", data)
	}
	if found := filesWith(t, data, secret); len(found) > 0 {
		t.Errorf("still stands in %s", found)
	}
	if code := fetch(t.Context(), p.url+"/").code; code != http.StatusOK {
		t.Errorf("the service answers %d", code)
	}
	p.signal(syscall.SIGTERM)
	<-p.log.finished()
	if found := filesWith(t, data, secret); len(found) > 0 {
		t.Errorf("after the end it stands in %s", found)
	}
}

// Readers waiting for an answer are not forgotten, and answered ones are.
func TestReportsAreWatched(t *testing.T) {
	data := t.TempDir()
	store := func(now time.Time, f func(*sqlstore.Store) error) {
		t.Helper()
		s, err := sqlstore.Open(t.Context(), sqlstore.Config{Path: filepath.Join(data, "vielfalt.db"), Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		if err := f(s); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	add := func(s *sqlstore.Store) error {
		return s.SaveReport(t.Context(), &content.Report{Kind: content.MissingReport, Message: "Holi"})
	}
	store(december.Add(-content.AnswerWithin-time.Hour), add)
	store(december.Add(-content.RemindAfter-time.Hour), add)
	store(december.Add(-time.Hour), add)
	store(december.Add(-content.AnswerKept-content.AnswerWithin), func(s *sqlstore.Store) error {
		if err := add(s); err != nil {
			return err
		}
		return s.AnswerReport(t.Context(), 4, "Kommt.")
	})
	ops := "127.0.0.1:" + freePort(t)
	p := serve(t, data, "--ops-addr", ops)
	eventually(t, 10*time.Second, "the answered one is forgotten", func() bool {
		_, metrics := (&service{url: "http://" + ops}).get(t, "/metrics")
		return !strings.Contains(listed(t, p), `"id":4`) && strings.Contains(metrics, `vielfalt_reports_open{days="0"} 3`)
	})
	_, metrics := (&service{url: "http://" + ops}).get(t, "/metrics")
	for _, line := range []string{`vielfalt_reports_open{days="14"} 2`, `vielfalt_reports_open{days="28"} 1`, `vielfalt_reports_refused_total 0`, `vielfalt_reports_trapped_total 0`, `vielfalt_connections_evicted_total 0`} {
		if !strings.Contains(metrics, line+"\n") {
			t.Errorf("/metrics lacks %s", line)
		}
	}
	code, body := p.get(t, "/readyz")
	var health struct {
		Status string
		Checks []struct {
			Name, Detail, Advice string
			OK, Needed           bool
		}
	}
	if err := json.Unmarshal([]byte(body), &health); err != nil {
		t.Fatal(err)
	}
	found := false
	for _, c := range health.Checks {
		if c.Name == "reports" {
			found = !c.OK && !c.Needed && strings.Contains(c.Detail, "3 reports are open, 1 of them for more than 28 days") && strings.Contains(c.Advice, "vielfalt reports answer")
		}
	}
	if code != http.StatusOK || health.Status != "degraded" || !found {
		t.Errorf("/readyz answers %d: %s", code, body)
	}
	var out strings.Builder
	if code := run(t.Context(), []string{"check", p.url}, &out, &out, time.Now); code != exitDone || !strings.Contains(out.String(), "warning  ready      reports: 3 reports are open") {
		t.Errorf("check: %d %s", code, out.String())
	}
	// What a script filled in is counted elsewhere.
	if code, _ := posted(t, p.url+"/das-fehlt-uns", url.Values{"message": {"Spam"}, "homepage": {"x"}}); code != http.StatusOK {
		t.Errorf("answered %d", code)
	}
	if _, metrics := (&service{url: "http://" + ops}).get(t, "/metrics"); !strings.Contains(metrics, "vielfalt_reports_trapped_total 1\n") {
		t.Error("the trap is not counted")
	}
}

func TestMailboxSays(t *testing.T) {
	last := time.Date(2026, time.December, 3, 23, 30, 0, 0, time.UTC)
	for _, c := range []struct {
		m      content.Mailbox
		says   string
		advice bool
	}{
		{content.Mailbox{Open: 2, Size: 1000}, "2 reports are open", false},
		{content.Mailbox{Open: 2, Size: 1000, Refused: 7, LastRefused: last}, "2 reports are open; 7 were not taken because the mailbox was full, the last on 2026-12-04", false},
		{content.Mailbox{Open: 2, Due: 1, Size: 1000}, "2 reports are open, 1 of them for more than 14 days", true},
		{content.Mailbox{Open: 2, Due: 2, Late: 1, Size: 1000}, "2 reports are open, 1 of them for more than 28 days", true},
		{content.Mailbox{Open: 1000, Size: 1000, Refused: 7, LastRefused: last}, "the mailbox is full: 1000 reports are open; 7 were not taken because the mailbox was full, the last on 2026-12-04, and no more are taken", true},
	} {
		if says, advice := mailboxSays(c.m); says != c.says || (advice != "") != c.advice {
			t.Errorf("%+v: %q, %q", c.m, says, advice)
		}
	}
}

// A proxy that nobody has named is reported, once, without a reader's address.
func TestUnnamedProxy(t *testing.T) {
	p := serve(t, t.TempDir())
	named := serve(t, t.TempDir(), "--proxy-from", "127.0.0.0/8", "--proxy-from", "10.0.0.0/8")
	for range 3 {
		for _, s := range []*service{p, named} {
			if a := fetch(t.Context(), s.url+"/", "X-Forwarded-For", "198.51.100.7"); a.code != http.StatusOK {
				t.Errorf("answered %d", a.code)
			}
		}
	}
	if n := strings.Count(p.log.String(), "--proxy-from"); n != 1 || strings.Contains(p.log.String(), "198.51.100.7") {
		t.Errorf("told of %d times: %s", n, p.log)
	}
	if strings.Contains(named.log.String(), "--proxy-from") {
		t.Errorf("a proxy that was named is told of: %s", named.log)
	}
}
