package sqlstore

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/content"
)

func TestDiskFull(t *testing.T) {
	s := start(t, onSQLite(t))
	if err := s.Save(t.Context(), "test", batch(0)...); err != nil {
		t.Fatal(err)
	}
	limit := func(pages int) {
		t.Helper()
		w := s.writer.Load()
		t1, _, err := w.get(t.Context())
		if err == nil {
			_, err = t1.conn.ExecContext(t.Context(), fmt.Sprintf("PRAGMA max_page_count = %d", pages))
			w.put(t1, err == nil)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	limit(1) // as small as the file allows
	if err := s.Room(t.Context()); err != nil {
		t.Errorf("before anybody has tried there is room: %v", err)
	}
	var big []content.Record
	for i := range 20 {
		big = append(big, batch(i+1)...)
	}
	err := s.Save(t.Context(), "test", big...)
	if !errors.Is(err, content.ErrDiskFull) || !strings.Contains(err.Error(), "the disk is full, nothing of this was stored") {
		t.Errorf("got error %v", err)
	}
	if n, err := s.LastChange(t.Context()); n != batchSize || err != nil {
		t.Errorf("%d changes, %v", n, err)
	}
	// It is known until there is room, and what is written to find out is not
	// part of the content.
	s.room.tried = time.Now()
	if err := s.Room(t.Context()); !errors.Is(err, content.ErrDiskFull) {
		t.Errorf("there was no room, and it says %v", err)
	}
	limit(1 << 30)
	s.room.tried = time.Time{}
	if err := s.Room(t.Context()); err != nil {
		t.Errorf("there is room again, and it says %v", err)
	}
	err = s.Snapshot(t.Context(), func(r content.Row) error {
		if r.Table == "meta" && slices.Contains(r.Values, any(lastTried)) {
			t.Error("what was tried is part of a snapshot")
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	check(t, s)
}

func TestReadersCannotWrite(t *testing.T) {
	s := start(t, onSQLite(t))
	err := s.read(t.Context(), "try", "writing", func(s *session) error {
		_, err := s.exec(t.Context(), `INSERT INTO meta (name, value) VALUES ('a', 'b')`)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "cannot be written to") {
		t.Errorf("got error %v", err)
	}
}

// TestOtherProcess: what one store writes, another on the same file sees, and
// both may write.
func TestOtherProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "vielfalt.db")
	var both [2]*Store
	for i := range both {
		s, err := Open(t.Context(), Config{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		both[i] = s
	}
	for i := range 10 {
		if err := both[i%2].Save(t.Context(), "test", batch(i)...); err != nil {
			t.Fatal(err)
		}
		if n, err := both[(i+1)%2].LastChange(t.Context()); int(n) != (i+1)*batchSize || err != nil {
			t.Errorf("the other sees %d changes, %v", n, err)
		}
	}
}

// TestQueryPlans: the lists on every page come from an index in the right
// order, and looking for edges reads no table.
func TestQueryPlans(t *testing.T) {
	s := start(t, onSQLite(t))
	var all []content.Record
	for i := range 300 {
		all = append(all, &content.Article{Item: content.Item{ID: fmt.Sprintf("a%d", i), State: content.Approved,
			Tags: []string{fmt.Sprintf("tag%d", i%50)}, Text: content.Text{Lang: content.German, Title: "Titel"}}})
	}
	if err := s.Save(t.Context(), "test", all...); err != nil {
		t.Fatal(err)
	}
	if err := s.write(t.Context(), "analyze", "", func(s *session) error {
		_, err := s.exec(t.Context(), "ANALYZE")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	now := time.Now().Unix()
	shown := []any{content.TypeArticle, now, now}
	for _, c := range []struct {
		text, want string
		args       []any
	}{
		{"SELECT e.item_id FROM editions e WHERE " + visibleOf + " ORDER BY " + nounOf(content.TypeArticle).order.by + " LIMIT 50", "COVERING INDEX editions_list", shown},
		{"SELECT COUNT(*) FROM editions e WHERE " + visibleOf, "COVERING INDEX editions_list", shown},
		{"SELECT MAX(begins) FROM editions WHERE begins <= ?", "editions_begins", []any{now}},
		{"SELECT MIN(ends) FROM editions WHERE ends > ?", "editions_ends", []any{now}},
		{"SELECT " + eventOver + " FROM events t WHERE " + eventOver + " > ? AND " + overVisible + " ORDER BY " + eventOver + " LIMIT 1", "events_over", []any{now}},
	} {
		var plan []string
		err := s.read(t.Context(), "explain", c.text, func(s *session) error {
			return s.each(t.Context(), func(scan func(...any) error) error {
				var id, parent, unused int
				var detail string
				err := scan(&id, &parent, &unused, &detail)
				plan = append(plan, detail)
				return err
			}, "EXPLAIN QUERY PLAN "+c.text, c.args...)
		})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(plan, "\n"), c.want) || slices.ContainsFunc(plan, func(l string) bool {
			return strings.HasPrefix(l, "SCAN") || strings.Contains(l, "TEMP B-TREE")
		}) {
			t.Errorf("%s\n%s", c.text, strings.Join(plan, "\n"))
		}
	}
}

func TestClosed(t *testing.T) {
	s, err := Open(t.Context(), Config{Path: filepath.Join(t.TempDir(), "vielfalt.db")})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
	if err := s.Save(t.Context(), "test", batch(0)...); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("got error %v", err)
	}
}

func TestSortKeys(t *testing.T) {
	names := []string{"Zoe", "Öz", "oz", "Ośka", "Straße", "Strasse", "Ärger", "arg"}
	slices.SortStableFunc(names, func(a, b string) int { return strings.Compare(sortKey(a), sortKey(b)) })
	if got := strings.Join(names, " "); got != "arg Ärger Ośka Öz oz Straße Strasse Zoe" {
		t.Errorf("names: %s", got)
	}
	dezernate := []string{"", "36", "11.15", "11.5", "11", "7"}
	slices.SortFunc(dezernate, func(a, b string) int { return int(dezernatKey(a) - dezernatKey(b)) })
	if got := strings.Join(dezernate, " "); got != "7 11 11.5 11.15 36 " {
		t.Errorf("Dezernate: %q", got)
	}
}
