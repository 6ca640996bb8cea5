package sqlstore

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"vielfalt/content"
)

// What the store remembers about reports apart from themselves.
const (
	lastReport     = "last report"      // number of the last one
	refusedReports = "refused reports"  // how many, and when the last one came, as "3 1790000000"
	eraseReports   = "reports to erase" // set if some were deleted before schema 4
)

// SaveReport implements content.Store.
func (s *Store) SaveReport(ctx context.Context, r *content.Report) error {
	if err := r.Validate(); err != nil {
		return fmt.Errorf("save report: %w", err)
	}
	next := *r
	next.Created, next.Answer, next.Answered = s.now(), "", time.Time{}
	full := false
	err := s.write(ctx, "save", "report", func(t *session) error {
		m, err := t.mailbox(ctx, next.Created)
		if err != nil {
			return err
		}
		if full = m.Open >= s.mailbox; full {
			return t.setMeta(ctx, refusedReports, fmt.Sprint(m.Refused+1, next.Created.Unix()))
		}
		// The number of a deleted report is never reused.
		last, err := t.meta(ctx, lastReport)
		if err != nil {
			return err
		}
		n, _ := strconv.ParseInt(last, 10, 64)
		next.ID = n + 1
		if err := t.setMeta(ctx, lastReport, strconv.FormatInt(next.ID, 10)); err != nil {
			return err
		}
		return t.insert(ctx, "reports", reportColumns, nil, [][]any{reportFields(&next)})
	})
	switch {
	case err != nil:
		return err
	case full:
		return fmt.Errorf("save report: %d are open: %w", s.mailbox, content.ErrFull)
	}
	*r = next
	return nil
}

var reportColumns = []string{"id", "kind", "page", "message", "reply", "created", "receipt", "answer", "answered"}

func reportFields(r *content.Report) []any {
	return []any{&r.ID, &r.Kind, &r.Page, &r.Message, &r.Reply, (*moment)(&r.Created), &r.Receipt, &r.Answer, (*moment)(&r.Answered)}
}

// reports returns the reports that a condition chooses, oldest first.
func (t *session) reports(ctx context.Context, where string, args ...any) ([]*content.Report, error) {
	var out []*content.Report
	err := t.each(ctx, func(scan func(...any) error) error {
		r := new(content.Report)
		out = append(out, r)
		return scan(reportFields(r)...)
	}, "SELECT "+strings.Join(reportColumns, ", ")+" FROM reports "+where+" ORDER BY id", args...)
	return out, err
}

// Reports implements content.Store.
func (s *Store) Reports(ctx context.Context) (out []*content.Report, err error) {
	err = s.read(ctx, "list", "reports", func(t *session) (err error) {
		out, err = t.reports(ctx, "")
		return err
	})
	return out, err
}

// ReportOf implements content.Store.
func (s *Store) ReportOf(ctx context.Context, n content.Receipt) (*content.Report, error) {
	var found []*content.Report
	err := s.read(ctx, "find", "report", func(t *session) (err error) {
		found, err = t.reports(ctx, "WHERE receipt = ? AND (answered IS NULL OR answered > ?)", n.Hash(), s.forgotten())
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, fmt.Errorf("find report: %w", content.ErrNotFound)
	}
	return found[0], nil
}

// forgotten is the moment up to which answered reports are to be gone.
func (s *Store) forgotten() int64 { return s.now().Add(-content.AnswerKept).Unix() }

// AnswerReport implements content.Store.
func (s *Store) AnswerReport(ctx context.Context, id int64, answer string) error {
	subject := fmt.Sprintf("report %d", id)
	if err := content.CheckAnswer(answer); err != nil {
		return fmt.Errorf("answer %s: %w", subject, err)
	}
	return s.write(ctx, "answer", subject, func(t *session) error {
		n, err := t.exec(ctx, `UPDATE reports SET answer = ?, answered = ? WHERE id = ?`, answer, s.now().Unix(), id)
		if err == nil && n == 0 {
			err = content.ErrNotFound
		}
		return err
	})
}

// DeleteReport implements content.Store.
func (s *Store) DeleteReport(ctx context.Context, id int64) error {
	err := s.write(ctx, "delete", fmt.Sprintf("report %d", id), func(t *session) error {
		n, err := t.exec(ctx, `DELETE FROM reports WHERE id = ?`, id)
		if err == nil && n == 0 {
			err = content.ErrNotFound
		}
		return err
	})
	if err == nil {
		_ = s.erase(ctx, false, reportTables) // it is tried again
	}
	return err
}

// ForgetReports implements content.Store.
func (s *Store) ForgetReports(ctx context.Context) (int, error) {
	var n int64
	var old string
	// Most of the time there are none, and nobody has to wait for the writer.
	err := s.read(ctx, "find", "answered reports", func(t *session) (err error) {
		if old, err = t.meta(ctx, eraseReports); err == nil {
			_, err = t.one(ctx, []any{&n}, `SELECT COUNT(*) FROM reports WHERE answered <= ?`, s.forgotten())
		}
		return err
	})
	if err == nil && n > 0 {
		err = s.write(ctx, "delete", "answered reports", func(t *session) (err error) {
			n, err = t.exec(ctx, `DELETE FROM reports WHERE answered <= ?`, s.forgotten())
			return err
		})
	}
	tables := reportTables
	if s.traces.Load() {
		tables = erasable
	}
	if err == nil && (n > 0 || old != "" || s.traces.Load()) && s.erase(ctx, old != "", tables) == nil && old != "" {
		err = s.write(ctx, "erase", "reports", func(t *session) error {
			_, err := t.exec(ctx, `DELETE FROM meta WHERE name = ?`, eraseReports)
			return err
		})
	}
	return int(n), err
}

// reportTables are the tables that hold something about who reported.
const reportTables = "reports, tallies, tally_keys"

// erasable are all tables from which something is deleted for good.
const erasable = reportTables + ", versions, " + missTable + ", " + accountTables

// eraseWithin is how long others may keep the engine from erasing.
const eraseWithin = time.Minute

// erase makes the engine remove what it still keeps of the rows deleted from
// tables. They are deleted whether or not it succeeds; if not, the error is
// content.ErrTraces, and ForgetReports tries again.
func (s *Store) erase(ctx context.Context, old bool, tables string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), eraseWithin)
	defer cancel()
	w, err := s.writing()
	if err == nil {
		var t *session
		if t, _, err = w.get(ctx); err == nil {
			err = s.engine.erase(ctx, t.conn, old, tables)
			w.put(t, err == nil || s.engine.alive == nil)
		}
	}
	if err != nil {
		s.traces.Store(true)
		s.log.Warn("what was deleted may still stand in the files of the database, until it is next tidied up", "err", s.engine.explain(err))
		return fmt.Errorf("%w: %w", content.ErrTraces, s.engine.explain(err))
	}
	if tables == erasable {
		s.traces.Store(false)
	}
	return nil
}

// Mailbox implements content.Store.
func (s *Store) Mailbox(ctx context.Context) (m content.Mailbox, err error) {
	err = s.read(ctx, "count", "reports", func(t *session) (err error) {
		m, err = t.mailbox(ctx, s.now())
		return err
	})
	m.Size = s.mailbox
	return m, err
}

func (t *session) mailbox(ctx context.Context, now time.Time) (m content.Mailbox, err error) {
	if _, err := t.one(ctx, []any{&m.Open, &m.Due, &m.Late, (*moment)(&m.Oldest)}, `SELECT COUNT(*),
		COALESCE(SUM(CASE WHEN created <= ? THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN created <= ? THEN 1 ELSE 0 END), 0), MIN(created)
		FROM reports WHERE answered IS NULL`, now.Add(-content.RemindAfter).Unix(), now.Add(-content.AnswerWithin).Unix()); err != nil {
		return m, err
	}
	if _, err := t.one(ctx, []any{&m.Answered}, `SELECT COUNT(*) FROM reports WHERE answered IS NOT NULL`); err != nil {
		return m, err
	}
	refused, err := t.meta(ctx, refusedReports)
	if err != nil || refused == "" {
		return m, err
	}
	var last int64
	if _, err := fmt.Sscan(refused, &m.Refused, &last); err != nil {
		return m, fmt.Errorf("count of refused reports: %w", err)
	}
	m.LastRefused = time.Unix(last, 0).UTC()
	return m, nil
}

// meta returns what the store remembers under a key; empty if nothing.
func (t *session) meta(ctx context.Context, name string) (string, error) {
	var v string
	_, err := t.one(ctx, []any{&v}, `SELECT value FROM meta WHERE name = ?`, name)
	return v, err
}

func (t *session) setMeta(ctx context.Context, name, value string) error {
	_, err := t.exec(ctx, `INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	return err
}
