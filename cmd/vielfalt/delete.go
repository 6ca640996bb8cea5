package main

import (
	"errors"
	"fmt"

	"vielfalt/content"
)

// deleteCmd deletes items permanently.
type deleteCmd struct {
	storeFlags
	ID string `arg:"" help:"What to delete, by the id of its file."`
}

// Help implements kong.HelpProvider.
func (c *deleteCmd) Help() string {
	return `Removes something with all its versions, as when a person asks for it. Readers no longer find it from that moment on; nothing brings it back but a file or a backup. To take something down and keep it, import it with "state: withdrawn".`
}

// Run deletes the named items.
func (c *deleteCmd) Run(a *app) error {
	s, err := c.openThere(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	stored, err := s.Stored(a, []string{c.ID})
	if err != nil {
		return err
	}
	was, ok := stored[c.ID]
	if !ok {
		return fmt.Errorf("delete: there is nothing with the id %q", c.ID)
	}
	err = s.Delete(a, operator(), c.ID, was.Version)
	if errors.Is(err, content.ErrConflict) {
		return fmt.Errorf("delete: somebody has just changed %q; look at it and try again", c.ID)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Stdout, "The %s %q is deleted, with its versions. Backups and exports made before still hold it.\n", was.Type, c.ID)
	return nil
}
