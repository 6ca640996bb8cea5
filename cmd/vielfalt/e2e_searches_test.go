package main

import (
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/sqlstore"
)

// Five readers behind a named proxy search in vain for the same; that is counted
// where it was switched on, and only there. Another process adds up, and
// knows nothing of who asked the first. Neither log nor
// answers tell of it, but the page on privacy does.
func TestMissedSearches(t *testing.T) {
	data := t.TempDir()
	on := []string{"--proxy-from", "127.0.0.1", "--count-missed-searches"}
	search := func(p *service, query string, readers ...int) {
		t.Helper()
		for _, n := range readers {
			if a := fetch(t.Context(), p.url+"/suche?q="+query, "X-Forwarded-For", fmt.Sprintf("192.0.2.%d", n)); a.code != http.StatusOK || !strings.Contains(a.body, "Nichts gefunden") {
				t.Fatalf("answered %d: %s", a.code, a.body)
			}
		}
	}
	listed := func() string {
		t.Helper()
		var out strings.Builder
		if code := run(t.Context(), []string{"searches", "list", "--csv", "--data", data}, &out, &out, func() time.Time { return december }); code != exitDone {
			t.Fatalf("exit code %d: %s", code, out.String())
		}
		return out.String()
	}
	end := func(p *service) {
		t.Helper()
		p.stop()
		if code := <-p.done; code != exitDone {
			t.Errorf("exit code %d: %s", code, p.log)
		}
		for _, told := range []string{"uittengelee", "ebetsraum", "192.0.2."} {
			if strings.Contains(p.log.String(), told) {
				t.Errorf("the log holds %q: %s", told, p.log)
			}
		}
	}

	const old = "kanarienvogel" // from when it was on, more than 90 days ago
	s, err := sqlstore.Open(t.Context(), sqlstore.Config{Path: filepath.Join(data, "vielfalt.db")})
	if err != nil {
		t.Fatal(err)
	}
	err = s.CountMisses(t.Context(), content.Miss{Week: calendar.NewDate(2026, time.August, 31), Query: old, Count: 5})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	off := serve(t, data, on[:2]...)
	off.ready(t)
	eventually(t, 10*time.Second, "what is too old is forgotten", func() bool { return len(filesWith(t, data, old)) == 0 })
	search(off, "Quittengelee", 1, 2, 3, 4, 5, 6)
	if _, body := off.get(t, "/datenschutz"); !strings.Contains(body, "werden in diesem Haus nicht gezählt") {
		t.Error("the page on privacy does not say that searches are not counted")
	}
	end(off)
	if got := listed(); got != "week,query,count,id\n" {
		t.Errorf("counted although it is off: %s", got)
	}

	first := serve(t, data, on...)
	first.ready(t)
	search(first, "Quittengelee", 1, 2, 3, 4, 5, 6)
	search(first, "Gebetsraum", 1, 2, 3, 4, 4, 4)
	if _, body := first.get(t, "/datenschutz"); !strings.Contains(body, "mindestens 5 verschiedene Anschlüsse") {
		t.Error("the page on privacy does not say that searches are counted")
	}
	end(first)
	second := serve(t, data, on...)
	second.ready(t)
	search(second, "quittengelee!", 1, 2, 3, 4, 5)
	search(second, "Gebetsraum", 5, 6)
	end(second)
	if got := listed(); got != "week,query,count,id\n2026-11-30,quittengelee,11,1\n" {
		t.Errorf("counted: %s", got)
	}
}
