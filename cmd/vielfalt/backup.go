package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/backup"
)

// backupCmd writes everything into one file.
type backupCmd struct {
	storeFlags
	File string `arg:"" help:"File to write; it must not exist." type:"path"`
}

// Run writes the backup, while the service may be running.
func (c *backupCmd) Run(a *app) error {
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	told := backup.Progress(progress(a))
	defer told.Tell("", 0) // on an error, its line stays
	m, err := backup.Create(a, c.File, backup.Source{Place: s.place(), Program: thisBuild().Version, Now: a.Now}, told)
	if err != nil {
		return lostFile(err)
	}
	info, err := os.Stat(c.File)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	for _, s := range m.Sections {
		fmt.Fprintf(a.Stdout, "%-10s  %s\n", s.Name, counted(s))
	}
	fmt.Fprintf(a.Stdout, "%s holds everything as of %s, in %d kB.\n", c.File, moment(m.At), (info.Size()+999)/1000)
	return nil
}

// moment formats a moment for people, in Berlin time.
func moment(t time.Time) string { return t.In(calendar.Berlin).Format("2006-01-02 15:04:05") }

// place returns where a store keeps its content.
func (s *store) place() backup.Place { return backup.Place{Rows: s.Store, Files: s.files} }

// counted words how much there is in a section.
func counted(s backup.Section) string {
	if s.Name == backup.FileSection {
		return fmt.Sprintf("%d files", s.Count)
	}
	return fmt.Sprintf("%d rows", s.Count)
}

// compared prints what each section was before and is now. It fails if any
// differs.
func compared(a *app, list []backup.Comparison) error {
	var differ []string
	for _, c := range list {
		if c.Equal() {
			fmt.Fprintf(a.Stdout, "%-10s  equal, %s\n", c.Now.Name, counted(c.Now))
			continue
		}
		fmt.Fprintf(a.Stdout, "%-10s  DIFFERS, %s before, %s now\n", c.Now.Name, counted(c.Before), counted(c.Now))
		differ = append(differ, c.Now.Name)
	}
	if len(differ) > 0 {
		return fmt.Errorf("what arrived differs in: %s; do not use the new place", strings.Join(differ, ", "))
	}
	return nil
}

// lostFile says where to learn what to do if a file that must be copied is gone.
func lostFile(err error) error {
	if errors.Is(err, content.ErrNotFound) {
		return fmt.Errorf(`%w; "vielfalt check" lists all such files and says what to do`, err)
	}
	return err
}

// notEmpty says what to do if a place must be empty and is not.
func notEmpty(err error, flags string) error {
	if errors.Is(err, content.ErrConflict) {
		return fmt.Errorf("there is content already in the place to fill; name an empty one with %s", flags)
	}
	return err
}
