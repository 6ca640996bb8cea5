package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content"
	"vielfalt/content/filestore"
	"vielfalt/content/sqlstore"
)

// calendarFlags belong to every command that dates something.
type calendarFlags struct {
	Convention map[string]string `help:"Convention to reckon a tradition by, as tradition=convention." placeholder:"islamic=diyanet"`
}

// calendar returns the calendar of all traditions by the conventions chosen.
func (f calendarFlags) calendar() (*calendar.Calendar, error) {
	c, err := calendar.New(traditions.All(), f.Convention)
	if err != nil {
		return nil, usageError{fmt.Errorf("--convention: %w", err)}
	}
	return c, nil
}

// storeFlags belong to every command that touches content.
type storeFlags struct {
	calendarFlags
	Data string `help:"Folder that holds everything: database, files, index." default:"./data" type:"path"`
}

// A store is the content with the calendar its schedules hang on.
type store struct {
	content.Store
	files    *filestore.Folder
	calendar *calendar.Calendar
}

// open opens the store, creating it if it does not exist and bringing it to
// the schema of this version.
func (f storeFlags) open(ctx context.Context, a *app, log *slog.Logger) (*store, error) {
	cal, err := f.calendar()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(f.Data, 0o750); err != nil {
		return nil, fmt.Errorf("--data: %w", err)
	}
	files, err := filestore.Open(filepath.Join(f.Data, "files"))
	if err != nil {
		return nil, fmt.Errorf("--data: %w", err)
	}
	s, err := sqlstore.Open(ctx, sqlstore.Config{
		Path:    filepath.Join(f.Data, "vielfalt.db"),
		Planner: content.Planner{Calendar: cal, Workday: traditions.Workday},
		Now:     a.Now,
		Log:     log,
		Known:   func(id calendar.ID) bool { _, ok := cal.Observance(id); return ok },
	})
	if err != nil {
		return nil, err
	}
	if _, err := s.Replan(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("date schedules anew: %w", err), s.Close())
	}
	return &store{Store: s, files: files, calendar: cal}, nil
}

// quiet is the log of commands that speak to a person.
func quiet(a *app) *slog.Logger {
	return slog.New(slog.NewTextHandler(a.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}
