package sqlstore

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strconv"

	"github.com/pressly/goose/v3"

	"vielfalt/content"
)

//go:embed migrations
var migrations embed.FS

// compatible is the key under which a schema remembers the lowest schema number
// whose programs can work with it, see doc.go.
const compatible = "compatible"

// schemaNumber returns the number of the schema, inside or outside a
// transaction.
const schemaNumber = `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied`

// migrate brings the schema forward, each step in a transaction of its own, and
// returns the number of the schema that this program knows. A schema that is up
// to date is left alone, so that starting needs no lock.
func migrate(ctx context.Context, db *sql.DB, e *engine, log *slog.Logger) (known int64, err error) {
	p, known, err := provider(db, e)
	if err != nil {
		return 0, err
	}
	current, err := upToDate(ctx, db, e, known, log)
	if err != nil || current {
		return known, err
	}
	done, err := p.Up(ctx)
	if partial := (*goose.PartialError)(nil); errors.As(err, &partial) {
		err = fmt.Errorf("migration %s: %w", partial.Failed.Source.Path, partial.Err)
	}
	if err != nil {
		return known, err
	}
	for _, step := range done {
		log.Info("schema migrated", "version", step.Source.Version, "duration", step.Duration)
	}
	// While this process waited, a newer one may have gone further.
	_, err = upToDate(ctx, db, e, known, log)
	return known, err
}

// provider returns the steps that this program knows, and the number of the
// last one.
func provider(db *sql.DB, e *engine) (p *goose.Provider, known int64, err error) {
	steps, err := fs.Sub(migrations, "migrations/"+e.folder)
	if err != nil {
		return nil, 0, err
	}
	p, err = goose.NewProvider(e.dialect, db, steps,
		append(e.locker, goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))...)
	if err != nil {
		return nil, 0, fmt.Errorf("read migrations: %w", err)
	}
	sources := p.ListSources()
	return p, sources[len(sources)-1].Version, nil
}

// readable returns the number of the schema that this program knows, if it can
// read what is there without changing it.
func readable(ctx context.Context, db *sql.DB, e *engine, log *slog.Logger) (known int64, err error) {
	_, known, err = provider(db, e)
	if err != nil {
		return 0, err
	}
	current, err := upToDate(ctx, db, e, known, log)
	if err == nil && !current {
		err = fmt.Errorf("%w, and only read here: run vielfalt migrate, or start the service, first", content.ErrOlderSchema)
	}
	return known, err
}

// raise makes a schema the lowest one whose programs can work with the data
// from now on, unless it is already.
func (t *session) raise(ctx context.Context, schema int64) error {
	since, err := t.meta(ctx, compatible)
	if err != nil {
		return err
	}
	if n, _ := strconv.ParseInt(since, 10, 64); n >= schema {
		return nil
	}
	return t.setMeta(ctx, compatible, strconv.FormatInt(schema, 10))
}

// upToDate reports whether a schema needs none of the steps this program knows.
// If programs as old as this one cannot work with it, the error is
// content.ErrNewerSchema.
func upToDate(ctx context.Context, db *sql.DB, e *engine, known int64, log *slog.Logger) (bool, error) {
	ask := func(dest any, text string, args ...any) error {
		err := db.QueryRowContext(ctx, e.bind(text), args...).Scan(dest)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("read schema version: %w", err)
		}
		return nil
	}
	var tables, have int64
	if err := ask(&tables, e.hasTable, "goose_db_version"); err != nil || tables == 0 {
		return false, err
	}
	if err := ask(&have, schemaNumber); err != nil || have <= known {
		return have == known, err
	}
	var since string
	if err := ask(&since, `SELECT value FROM meta WHERE name = ?`, compatible); err != nil {
		return false, err
	}
	if n, err := strconv.ParseInt(since, 10, 64); err != nil || n > known {
		return false, fmt.Errorf("%w: it is at version %d, this program knows %d; start the newer program or restore an older backup",
			content.ErrNewerSchema, have, known)
	}
	log.Info("schema is newer than this program, which can work with it", "version", have, "known", known)
	return true, nil
}
