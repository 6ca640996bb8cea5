package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"vielfalt/content"
)

// A Comparison gives one section as it was before and as it is now.
type Comparison struct {
	Before, Now Section
}

// Equal reports whether nothing of the section changed on the way.
func (c Comparison) Equal() bool { return c.Before == c.Now }

// Restore fills an empty place from a backup: first the files, then all rows in
// one transaction, so that an error leaves a place that can be filled again. It
// then reads everything back and compares. If the place holds anything, the
// error is content.ErrConflict.
func Restore(ctx context.Context, a *Archive, to Place, progress Progress) ([]Comparison, error) {
	if err := a.fits(ctx, to.Rows); err != nil {
		return nil, fmt.Errorf("restore: %w", err)
	}
	n := 0
	err := a.walk(ctx, func(e entry) error {
		if e.kind != "files" {
			return nil
		}
		n++
		progress.Tell(fmt.Sprintf("storing file %d of %d", n, len(a.files)), 0)
		f := a.files[e.of]
		return f.put(ctx, e.body, to.Files)
	})
	if err != nil {
		return nil, fmt.Errorf("restore: %w", err)
	}
	if err := to.Rows.Restore(ctx, a.rows(ctx, progress)); err != nil {
		return nil, fmt.Errorf("restore: %w", err)
	}
	to.Rows = narrow{to.Rows, a.columns()}
	return compare(ctx, a.Sections, to, progress)
}

// columns returns the columns of each table of the backup.
func (a *Archive) columns() map[string][]string {
	out := make(map[string][]string)
	for _, t := range a.Tables {
		out[t.Name] = t.Columns
	}
	return out
}

// narrow shows of a store what an older schema has of it.
type narrow struct {
	content.Snapshotter
	columns map[string][]string // by table
}

// Tables implements content.Snapshotter.
func (n narrow) Tables() []content.Table {
	var out []content.Table
	for _, t := range n.Snapshotter.Tables() {
		if c, ok := n.columns[t.Name]; ok {
			out = append(out, content.Table{Name: t.Name, Columns: c})
		}
	}
	return out
}

// Snapshot implements content.Snapshotter.
func (n narrow) Snapshot(ctx context.Context, f func(content.Row) error) error {
	places := make(map[string][]int) // where the columns are in the rows
	for _, t := range n.Snapshotter.Tables() {
		for _, c := range n.columns[t.Name] {
			places[t.Name] = append(places[t.Name], slices.Index(t.Columns, c))
		}
	}
	return n.Snapshotter.Snapshot(ctx, func(r content.Row) error {
		at, ok := places[r.Table]
		if !ok {
			return nil
		}
		values := make([]any, len(at))
		for i, p := range at {
			values[i] = r.Values[p]
		}
		return f(content.Row{Table: r.Table, Values: values})
	})
}

// fits reports why a backup cannot be restored into a place.
func (a *Archive) fits(ctx context.Context, to content.Snapshotter) error {
	schema, err := to.Schema(ctx)
	if err != nil {
		return err
	}
	switch {
	case a.Schema < to.Oldest():
		return fmt.Errorf("the backup is of schema %d, this program works with %d; restore it with the version that wrote it, %q, and start this one on the result", a.Schema, schema, a.Program)
	case a.Schema > schema:
		return fmt.Errorf("the backup is of schema %d, this program works with %d; restore it with the version that wrote it, %q, or a newer one", a.Schema, schema, a.Program)
	}
	// An older schema has fewer tables and columns, and none that are unknown.
	tables := to.Tables()
	if a.Schema < schema {
		tables = slices.DeleteFunc(tables, func(u content.Table) bool {
			return !slices.ContainsFunc(a.Tables, func(t Table) bool { return t.Name == u.Name })
		})
	}
	same := func(t Table, u content.Table) bool {
		if a.Schema == schema {
			return t.Name == u.Name && slices.Equal(t.Columns, u.Columns)
		}
		unknown := func(c string) bool { return !slices.Contains(u.Columns, c) }
		return t.Name == u.Name && !slices.ContainsFunc(t.Columns, unknown)
	}
	if !slices.EqualFunc(a.Tables, tables, same) {
		return fmt.Errorf("the backup has other tables than this program; restore it with the version that wrote it, %q", a.Program)
	}
	return emptyRows(ctx, to)
}

// emptyRows returns content.ErrConflict if there are any rows: a store then
// refuses even to restore nothing.
func emptyRows(ctx context.Context, to content.Snapshotter) error {
	return to.Restore(ctx, func(func(content.Row, error) bool) {})
}

// put stores what it reads as the file it must be.
func (f File) put(ctx context.Context, r io.Reader, files content.Files) error {
	got, err := files.Put(ctx, r, f.Type, f.Size)
	if err == nil && got.Hash != f.Hash {
		err = errDamaged
	}
	return f.wrap(err)
}

// rows reads the rows a second time.
func (a *Archive) rows(ctx context.Context, progress Progress) iter.Seq2[content.Row, error] {
	return func(yield func(content.Row, error) bool) {
		entries, stopped, n := 0, false, 0
		columns := a.columns()
		err := a.walk(ctx, func(e entry) error {
			if e.kind != "rows" {
				return errEnough
			}
			rows, err := part(e, a.Entries[entries].Sum)
			if err != nil {
				return err
			}
			entries++
			progress.Tell("storing rows", n)
			for row, err := range rows {
				if err != nil {
					return err
				}
				row.Columns = columns[row.Table]
				if !yield(row, nil) {
					stopped = true
					return errEnough
				}
				n++
			}
			return nil
		})
		progress.Tell("", n)
		if err != nil && !stopped {
			yield(content.Row{}, err)
		}
	}
}

// Move fills an empty place from another, which stays as it is and may be in
// use: what is carried is one state of it. It then reads everything back and
// compares. If both places share their files, these stay where they are. If the
// target holds anything, the error is content.ErrConflict.
func Move(ctx context.Context, from, to Place, progress Progress) ([]Comparison, error) {
	if err := alike(ctx, from.Rows, to.Rows); err != nil {
		return nil, fmt.Errorf("move: %w", err)
	}
	c := carrier{from: from.Files, to: to.Files, done: make(map[string]bool), progress: progress}
	// Files take long. Those that exist now are copied before a transaction is
	// held open; any that come in meanwhile follow within it.
	files, err := Named(ctx, from.Rows)
	if err == nil {
		err = c.carry(ctx, files)
	}
	if err != nil {
		return nil, fmt.Errorf("move: %w", err)
	}
	s, err := newSummer(from.Rows.Tables())
	if err != nil {
		return nil, fmt.Errorf("move: %w", err)
	}
	err = to.Rows.Restore(ctx, func(yield func(content.Row, error) bool) {
		stopped := false
		err := from.Rows.Snapshot(ctx, func(r content.Row) error {
			if _, err := s.add(r); err != nil {
				return err
			}
			s.tell(progress)
			if !yield(r, nil) {
				stopped = true
				return errEnough
			}
			return nil
		})
		if err == nil {
			err = c.carry(ctx, s.named())
		}
		if err != nil && !stopped {
			yield(content.Row{}, err)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("move: %w", err)
	}
	return compare(ctx, s.sections(), to, progress)
}

// alike reports why one store's content cannot be moved into another.
func alike(ctx context.Context, from, to content.Snapshotter) error {
	a, err1 := from.Schema(ctx)
	b, err2 := to.Schema(ctx)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	same := func(t, u content.Table) bool { return t.Name == u.Name && slices.Equal(t.Columns, u.Columns) }
	if a != b || !slices.EqualFunc(from.Tables(), to.Tables(), same) {
		return fmt.Errorf("the stores are of schemas %d and %d", a, b)
	}
	return emptyRows(ctx, to)
}

// A carrier copies files from one place to another, each once.
type carrier struct {
	from, to content.Files
	done     map[string]bool // by hash
	progress Progress
}

func (c *carrier) carry(ctx context.Context, files []File) error {
	if c.from == c.to {
		return nil
	}
	for i, f := range files {
		if c.done[f.Hash] {
			continue
		}
		c.progress.Tell(fmt.Sprintf("carrying file %d of %d", i+1, len(files)), 0)
		r, err := f.open(ctx, c.from)
		if err != nil {
			return err
		}
		if err := errors.Join(f.put(ctx, r, c.to), r.Close()); err != nil {
			return err
		}
		c.done[f.Hash] = true
	}
	return nil
}

// compare reads a place back and compares it with what it should be.
func compare(ctx context.Context, before []Section, place Place, progress Progress) ([]Comparison, error) {
	now, err := Sum(ctx, place, progress)
	if err != nil {
		return nil, fmt.Errorf("compare: %w", err)
	}
	out := make([]Comparison, len(before))
	for i := range before {
		out[i] = Comparison{before[i], now[i]}
	}
	return out, nil
}
