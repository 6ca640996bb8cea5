package main

import (
	"context"

	"vielfalt/cmd/internal/ready"
	"vielfalt/search"
)

// A distant index is in another process: a rendering that waits for its answer
// leaves the processor to others meanwhile.
type distant struct{ search.Index }

// Search implements search.Index.
func (d distant) Search(ctx context.Context, q search.Query) (search.Result, error) {
	defer ready.Outside(ctx)()
	return d.Index.Search(ctx, q)
}

// Suggest implements search.Index.
func (d distant) Suggest(ctx context.Context, text string, limit int) ([]search.Suggestion, error) {
	defer ready.Outside(ctx)()
	return d.Index.Suggest(ctx, text, limit)
}
