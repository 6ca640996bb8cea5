package main

import "fmt"

// migrateCmd brings the database to the schema of this version. So does every
// command that opens the store; this one does nothing else.
type migrateCmd struct{ storeFlags }

// Run opens and closes the store.
func (c *migrateCmd) Run(a *app) error {
	s, err := c.open(a, a, quiet(a))
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	fmt.Fprintln(a.Stdout, "The database is up to date.")
	return nil
}
