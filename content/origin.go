package content

import "context"

// An OriginLedger remembers from which file a record came, so that an import of the
// folder can say what is no longer in it.
type OriginLedger interface {
	// OriginsIn returns, by id, from which file records came last, of those from a
	// file, or from the files in a folder and the folders within.
	OriginsIn(ctx context.Context, path string) (map[string]string, error)
	// NoteOrigins remembers, by id, from which files records, which are stored, came
	// now, whichever it was before.
	NoteOrigins(ctx context.Context, files map[string]string) error
}
