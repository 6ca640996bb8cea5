package sqlstore

import (
	"path/filepath"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// What is forgotten no longer stands in the file of the database.
func TestForgottenMissesAreGone(t *testing.T) {
	const secret = "kanarienvogel"
	dir, clock := t.TempDir(), time.Date(2032, time.June, 1, 12, 0, 0, 0, time.UTC)
	s := start(t, Config{Path: filepath.Join(dir, "data.db"), Now: func() time.Time { return clock }})
	if err := s.CountMisses(t.Context(), content.Miss{Week: calendar.NewDate(2032, time.May, 31), Query: secret, Count: content.MissAsked}); err != nil {
		t.Fatal(err)
	}
	if len(holding(t, dir, secret)) == 0 {
		t.Fatal("the test tests nothing")
	}
	clock = clock.Add(content.MissKept)
	if n, err := s.ForgetMisses(t.Context()); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if found := holding(t, dir, secret); len(found) > 0 {
		t.Errorf("still stands in %s", found)
	}
}
