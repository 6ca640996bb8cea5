package main

import (
	"errors"
	"fmt"
)

// migrateCmd brings the database to the schema of this version. So does every
// command that opens the store; this one does nothing else, but that it may also
// change what schedules are planned by.
type migrateCmd struct{ storeFlags }

// Run opens and closes the store. What was planned by other flags is planned
// again by these.
func (c *migrateCmd) Run(a *app) error {
	s, err := c.openAsIs(a, a, quiet(a))
	if err != nil {
		return err
	}
	if err := s.redate(a); err != nil {
		return errors.Join(err, s.Close())
	}
	if err := s.Close(); err != nil {
		return err
	}
	fmt.Fprintln(a.Stdout, "The database is up to date.")
	return nil
}
