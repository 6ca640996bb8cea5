package sqlstore

import (
	"context"

	"vielfalt/content"
)

// CheckURL reports whether Open can read the address of a database. The error
// repeats none of it, because it may contain a password.
func CheckURL(address string) error {
	_, err := parseAddress(address)
	return err
}

// Check makes the engine look for damage in the data, and returns a sentence
// for each thing it finds. It reads everything, which takes a while.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	if s.engine.damage == nil {
		return nil, s.Snapshot(ctx, func(content.Row) error { return nil })
	}
	var problems []string
	err := s.read(ctx, "check", "data", func(t *session) (err error) {
		problems, err = s.engine.damage(ctx, t)
		return err
	})
	return problems, err
}
