package main

import (
	"fmt"

	"vielfalt/content/backup"
	"vielfalt/content/regular"
)

// restoreCmd fills an empty place from a backup.
type restoreCmd struct {
	storeFlags
	File string `arg:"" help:"Backup to read." type:"path"`
}

// Run reads the backup to the end before it touches anything, restores it, and
// compares what arrived with what was backed up.
func (c *restoreCmd) Run(a *app) error {
	f, err := regular.Open(c.File)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer f.Close()
	told := backup.Progress(progress(a))
	defer told.Tell("", 0) // on an error, its line stays
	archive, err := backup.Open(a, f, told)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	s, err := c.openAsIs(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	list, err := backup.Restore(a, archive, s.place(), told)
	if err != nil {
		return notEmpty(err, "--data or --database-url")
	}
	if err := compared(a, list); err != nil {
		return err
	}
	fmt.Fprintf(a.Stdout, "Everything is as it was on %s. The service builds its search index when it starts.\n", moment(archive.At))
	return nil
}
