package sqlstore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"vielfalt/content"
)

// A store opened for reading is read alongside those who write, and nothing is
// changed, locked or created.
func TestReadOnly(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		ctx := t.Context()
		reading := c
		reading.ReadOnly = true
		if s, err := Open(ctx, reading); err == nil {
			s.Close()
			t.Error("nothing is opened")
		} else if c.Path != "" && !errors.Is(err, fs.ErrNotExist) || c.URL != "" && !errors.Is(err, content.ErrOlderSchema) {
			t.Errorf("nothing is opened: %v", err)
		}
		if c.Path != "" {
			if list, _ := os.ReadDir(filepath.Dir(c.Path)); len(list) > 0 {
				t.Errorf("made %v", list)
			}
		}
		writing := start(t, c)
		s := start(t, reading)
		if err := writing.Save(ctx, "test", batch(0)...); err != nil {
			t.Fatal(err)
		}
		last, err := s.LastChange(ctx)
		if err != nil || last == 0 {
			t.Errorf("at change %d, %v", last, err)
		}
		for what, err := range map[string]error{
			"save":   s.Save(ctx, "test", batch(1)...),
			"delete": s.DeleteReport(ctx, 1),
			"report": s.SaveReport(ctx, &content.Report{Kind: content.BarrierReport, Message: "x"}),
		} {
			if !errors.Is(err, errOnlyRead) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if problems, err := s.Check(ctx); err != nil || len(problems) > 0 {
			t.Errorf("%v, %v", problems, err)
		}
		if n, err := s.Schema(ctx); err != nil || n != s.schema.Load() {
			t.Errorf("schema %d, want %d, %v", n, s.schema.Load(), err)
		}
	})
}

// An older schema is reported and left alone.
func TestReadOnlyDoesNotMigrate(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		s := start(t, c)
		known := s.schema.Load()
		err := s.write(t.Context(), "forget", "step", func(ses *session) error {
			_, err := ses.exec(t.Context(), `DELETE FROM goose_db_version WHERE version_id = ?`, known)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		c.ReadOnly = true
		if _, err := Open(t.Context(), c); !errors.Is(err, content.ErrOlderSchema) {
			t.Errorf("got %v", err)
		}
		if n, err := s.Schema(t.Context()); err != nil || n >= known {
			t.Errorf("schema %d, %v", n, err)
		}
	})
}

// A process that reads alone, because the folder is read-only for it, notices
// when another process, for which it is not, writes to the data file.
func TestReadAlone(t *testing.T) {
	c := onSQLite(t)
	s := start(t, c)
	if err := s.Save(t.Context(), "test", batch(0)...); err != nil {
		t.Fatal(err)
	}
	s.Close()
	check := unchanged(c.Path)
	if err := check(); err != nil {
		t.Error(err)
	}
	other, err := Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Save(t.Context(), "test", batch(1)...); err != nil {
		t.Fatal(err)
	}
	if err := check(); !errors.Is(err, content.ErrUnavailable) {
		t.Errorf("changed, and in the log: %v", err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if err := check(); !errors.Is(err, content.ErrUnavailable) {
		t.Errorf("changed: %v", err)
	}
	c.ReadOnly = true
	reading := start(t, c)
	reading.engine.steady = check
	if _, err := reading.LastChange(t.Context()); !errors.Is(err, content.ErrUnavailable) {
		t.Errorf("read: %v", err)
	}
	if err := reading.Snapshot(t.Context(), func(content.Row) error { return nil }); !errors.Is(err, content.ErrUnavailable) {
		t.Errorf("copied: %v", err)
	}
}
