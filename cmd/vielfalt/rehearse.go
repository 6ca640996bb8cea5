package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"slices"

	"vielfalt/content"
	"vielfalt/content/filestore"
)

// rehearse opens a copy of the store that the flags name, in a folder that
// [rehearsal.Close] removes. What is done to it is what would be done to the
// store itself, and happens nowhere else. A store that does not exist yet is
// empty.
func (f storeFlags) rehearse(a *app, log *slog.Logger) (_ *rehearsal, err error) {
	r := new(rehearsal)
	defer func() {
		if err != nil {
			err = errors.Join(err, r.Close())
		}
	}()
	var below content.Files
	if r.real, err = f.openToRead(a, a, log); err == nil {
		below = r.real.files
		err = r.real.agrees(a)
	} else if errors.Is(err, errNoDatabase) {
		below, err = filestore.OpenToRead(filepath.Join(f.Data, "files")), nil
	}
	if err != nil {
		return nil, err
	}
	if r.dir, err = os.MkdirTemp("", "vielfalt-dry-run-"); err != nil {
		return nil, fmt.Errorf("dry run: %w", err)
	}
	al, err := f.almanac()
	if err != nil {
		return nil, err
	}
	if r.store, err = (location{data: r.dir, dataFlag: "dry run"}).open(a, a, log, al); err != nil {
		return nil, err
	}
	r.files = overlay{r.files, below}
	if r.real != nil {
		if err := r.Restore(a, rowsOf(a, r.real)); err != nil {
			return nil, fmt.Errorf("dry run: %w", err)
		}
		if err := r.almanac.Load(a); err != nil {
			return nil, fmt.Errorf("dry run: %w", err)
		}
	}
	return r, r.redate(a)
}

// A rehearsal is a copy of a store.
type rehearsal struct {
	*store
	real *store // nil if there is none yet
	dir  string // of the copy
}

// Close closes both stores and removes the copy.
func (r *rehearsal) Close() error {
	var errs []error
	if r.store != nil {
		errs = append(errs, r.store.Close())
	}
	if r.real != nil {
		errs = append(errs, r.real.Close())
	}
	if r.dir != "" {
		errs = append(errs, os.RemoveAll(r.dir))
	}
	return errors.Join(errs...)
}

// An overlay takes in files on top of others, which it never changes.
type overlay struct {
	content.Files
	below content.Files
}

// Open implements content.Files.
func (o overlay) Open(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	f, err := o.Files.Open(ctx, hash)
	if errors.Is(err, content.ErrNotFound) {
		return o.below.Open(ctx, hash)
	}
	return f, err
}

// notRehearsed are the tables that no import reads: what they hold of people
// stays where it is.
var notRehearsed = []string{"accounts", "audit", "reports"}

// rowsOf returns the rows of a store that an import may ask for.
func rowsOf(ctx context.Context, from content.Snapshotter) iter.Seq2[content.Row, error] {
	enough := errors.New("enough was read")
	return func(yield func(content.Row, error) bool) {
		err := from.Snapshot(ctx, func(r content.Row) error {
			if !slices.Contains(notRehearsed, r.Table) && !yield(r, nil) {
				return enough
			}
			return nil
		})
		if err != nil && !errors.Is(err, enough) {
			yield(content.Row{}, err)
		}
	}
}
