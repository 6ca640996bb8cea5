package sqlstore

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/pressly/goose/v3"

	"vielfalt/content"
)

//go:embed migrations
var migrations embed.FS

// migrate brings the schema forward, each step in a transaction of its own. It
// must run under the lock of the data file.
func migrate(ctx context.Context, db *sql.DB, log *slog.Logger) error {
	steps, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, steps,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	have, want, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if have > want {
		return fmt.Errorf("%w: it is at version %d, this program knows %d; start the newer program or restore an older backup",
			content.ErrNewerSchema, have, want)
	}
	if have == want {
		return nil
	}
	done, err := p.Up(ctx)
	if partial := (*goose.PartialError)(nil); errors.As(err, &partial) {
		err = fmt.Errorf("migration %s: %w", partial.Failed.Source.Path, partial.Err)
	}
	if err != nil {
		return err
	}
	for _, step := range done {
		log.Info("schema migrated", "version", step.Source.Version, "duration", step.Duration)
	}
	return nil
}
