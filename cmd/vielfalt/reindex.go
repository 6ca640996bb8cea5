package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/publish"
	"vielfalt/content/markup"
	"vielfalt/content/profile"
	"vielfalt/search/german"
	"vielfalt/search/local"
)

// reindexCmd rebuilds the search index.
type reindexCmd struct{ storeFlags }

// Run asks every running service to rebuild its index, through the change log.
// If none holds the embedded index, it is rebuilt at once.
func (c *reindexCmd) Run(a *app) error {
	s, err := c.open(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.RequestReindex(a); err != nil {
		return err
	}
	texts, err := profile.Load(calendar.Land(c.Land), profile.Shipped())
	if err != nil {
		return err
	}
	language, err := german.New(german.DayNames(s.calendar(), texts))
	if err != nil {
		return err
	}
	index, err := local.Open(filepath.Join(c.Data, "index"), quiet(a), language)
	if errors.Is(err, local.ErrLocked) {
		fmt.Fprintln(a.Stdout, "The running service is rebuilding its index now.")
		return nil
	}
	if err != nil {
		return fmt.Errorf("--data: search index: %w", err)
	}
	defer index.Close()
	f := &publish.Follower{
		Name: "local", Index: index, Source: s, Calendar: s.calendar, Dates: s.almanac.Load,
		Profiles: func() *profile.Set { return texts }, Plain: markup.Plain, Now: a.Now, Log: quiet(a),
	}
	if err := f.Sync(a); err != nil {
		return err
	}
	fmt.Fprintln(a.Stdout, "The index has been rebuilt.")
	return nil
}
