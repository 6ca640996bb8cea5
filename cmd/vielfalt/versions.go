package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/user"
	"strings"
	"text/tabwriter"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/archive"
)

// versionsCmd lists the versions of an item, shows one, restores one, or
// forgets those that are over.
type versionsCmd struct {
	storeFlags
	ID      string `arg:"" help:"What it is of, by the id of its file."`
	Show    int64  `env:"-" help:"Print this version as an export would write it." placeholder:"NUMBER"`
	Restore int64  `env:"-" help:"Make this version the open draft; nothing is published." placeholder:"NUMBER"`
	Note    string `env:"-" help:"With --restore: why." placeholder:"TEXT"`
	Forget  bool   `env:"-" help:"Remove all versions for good but the live one and the open draft, as when a person asks for it."`
	Format  string `help:"Of the list, and of what is shown: text or json." enum:"text,json" default:"text"`
}

// Help implements kong.HelpProvider.
func (c *versionsCmd) Help() string {
	return `Every save is a version, and what it overwrites stays one. The list names the newest first: number, when (in Berlin), how it came about and by whom, its state, and why. "live" is what readers see or saw, "open draft" what is worked on; a draft that says "overtaken" was begun when another version was live. To publish a draft, import it with "state: approved".`
}

// A versionLine is a version in JSON.
type versionLine struct {
	ID        string `json:"id"`
	Number    int64  `json:"number"`
	BasedOn   int64  `json:"based_on"`
	Kind      string `json:"kind"`
	State     string `json:"state"`
	Title     string `json:"title"`
	By        string `json:"by"`
	At        string `json:"at"`
	Note      string `json:"note"`
	Digest    string `json:"digest"`
	Live      bool   `json:"live"`
	Open      bool   `json:"open"`
	Overtaken bool   `json:"overtaken"`
	Begins    string `json:"begins,omitempty"` // when an approved text takes the place of the present one

	Record json.RawMessage `json:"record,omitempty"`
}

// Run does what the flags say.
func (c *versionsCmd) Run(a *app) error {
	switch {
	case c.Show != 0 && c.Restore != 0:
		return usageError{errors.New("--show and --restore exclude each other")}
	case c.Forget && (c.Show != 0 || c.Restore != 0):
		return usageError{errors.New("--forget excludes --show and --restore")}
	case c.Show < 0 || c.Restore < 0:
		return usageError{errors.New("versions are numbered from 1")}
	case c.Note != "" && c.Restore == 0:
		return usageError{errors.New("--note needs --restore")}
	case !content.ValidNote(c.Note):
		return usageError{errors.New("--note must be one line of at most 1000 bytes without control characters")}
	}
	open := c.openToRead
	if c.Restore != 0 || c.Forget {
		open = c.openThere
	}
	s, err := open(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Versions(a, c.ID)
	if errors.Is(err, content.ErrNotFound) {
		return fmt.Errorf("versions: there is nothing with the id %q", c.ID)
	}
	if err != nil {
		return err
	}
	switch {
	case c.Show != 0:
		return c.show(a, s, all)
	case c.Restore != 0:
		return c.restore(a, s, all)
	case c.Forget:
		n, err := s.ForgetVersions(a, c.ID)
		if err != nil {
			return err
		}
		if n == 0 {
			fmt.Fprintf(a.Stdout, "There is nothing to forget of %q.\n", c.ID)
			return nil
		}
		fmt.Fprintf(a.Stdout, "%d of the versions of %q are forgotten. Backups and exports made before still hold them.\n", n, c.ID)
		return nil
	}
	return c.list(a, s, all)
}

// list prints all versions, newest first.
func (c *versionsCmd) list(a *app, s *store, all []content.Version) error {
	name, err := logins(a, s)
	if err != nil {
		return err
	}
	latest := latestOf(all)
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	for _, v := range all {
		if c.Format == "json" {
			if err := json.NewEncoder(a.Stdout).Encode(versionLineOf(v, latest)); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\n", v.Number, v.At.In(calendar.Berlin).Format("2006-01-02 15:04"), v.Kind, name(v.By), standing(v, latest),
			strings.TrimSpace(oneLine(v.Title)+"  "+oneLine(v.Note)))
	}
	return w.Flush()
}

// liveOf returns the number of the version that is live, and its state.
func liveOf(all []content.Version) (int64, content.State) {
	for _, v := range all {
		if v.Live {
			return v.Number, v.State
		}
	}
	return 0, ""
}

// latestOf returns the number of the version that was approved last: the live
// one, or one that shows later.
func latestOf(all []content.Version) int64 {
	n, _ := liveOf(all)
	var begins time.Time
	for _, v := range all {
		if v.Begins.After(begins) {
			n, begins = v.Number, v.Begins
		}
	}
	return n
}

// overtaken reports whether an open draft was begun when another version was
// the one approved last.
func overtaken(v content.Version, latest int64) bool { return v.Open && !v.Live && v.BasedOn != latest }

// standing puts in words what a version is.
func standing(v content.Version, latest int64) string {
	out := string(v.State)
	if v.Live && v.State.Published() {
		out += ", live"
	}
	if v.Open {
		out += ", open draft"
	}
	if !v.Begins.IsZero() {
		out += ", shows from " + v.Begins.In(calendar.Berlin).Format("2006-01-02 15:04")
	}
	if overtaken(v, latest) {
		out += fmt.Sprintf(" of version %d, overtaken", v.BasedOn)
	}
	return out
}

func versionLineOf(v content.Version, latest int64) versionLine {
	return versionLine{
		ID: v.ItemID, Number: v.Number, BasedOn: v.BasedOn, Kind: string(v.Kind), State: string(v.State), Title: v.Title, By: v.By,
		At: v.At.In(calendar.Berlin).Format(time.RFC3339), Note: v.Note, Digest: v.Digest, Live: v.Live && v.State.Published(), Open: v.Open, Overtaken: overtaken(v, latest), Begins: begins(v),
	}
}

func begins(v content.Version) string {
	if v.Begins.IsZero() {
		return ""
	}
	return v.Begins.In(calendar.Berlin).Format(time.RFC3339)
}

// oneLine keeps a text from breaking a table.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// find makes sure that a version exists.
func find(all []content.Version, id string, number int64) error {
	for _, v := range all {
		if v.Number == number {
			return nil
		}
	}
	return fmt.Errorf("versions: there is no version %d of %q, the last is %d", number, id, all[0].Number)
}

// show prints one version as an export would write it.
func (c *versionsCmd) show(a *app, s *store, all []content.Version) error {
	if err := find(all, c.ID, c.Show); err != nil {
		return err
	}
	v, err := s.Version(a, c.ID, c.Show)
	if err != nil {
		return err
	}
	if c.Format == "text" {
		return archive.WriteRecord(a.Stdout, v.Record)
	}
	line := versionLineOf(v, latestOf(all))
	if line.Record, err = content.Encode(v.Record); err != nil {
		return err
	}
	e := json.NewEncoder(a.Stdout)
	e.SetEscapeHTML(false)
	return e.Encode(line)
}

// restore makes one version the open draft, and says what readers continue to
// see.
func (c *versionsCmd) restore(a *app, s *store, all []content.Version) error {
	if err := find(all, c.ID, c.Restore); err != nil {
		return err
	}
	v, err := s.RestoreVersion(a, operator(), c.ID, c.Restore, c.Note)
	var p content.Problems
	if errors.As(err, &p) {
		return fmt.Errorf("versions: version %d cannot be restored as it is: %w", c.Restore, p)
	}
	if err != nil {
		return err
	}
	done := fmt.Sprintf("Version %d is now the open draft, as version %d.", c.Restore, v.Number)
	if v.Live && v.State.Published() {
		fmt.Fprintf(a.Stdout, "Version %d says what is live: there is no open draft now.\n", c.Restore)
		return nil
	}
	if v.Number <= all[0].Number {
		done = fmt.Sprintf("The open draft, version %d, is the same as version %d already.", v.Number, c.Restore)
	}
	switch live, state := liveOf(all); state {
	case content.Approved:
		done += fmt.Sprintf(" Version %d stays the live one.", live)
	case content.Withdrawn:
		done += fmt.Sprintf(" What was withdrawn, version %d, stays so.", live)
	default:
		done += " It was never approved, and readers see nothing of it."
	}
	fmt.Fprintln(a.Stdout, done)
	return nil
}

// operator is who versions made by a command are attributed to.
func operator() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return "command:" + u.Username
	}
	return "command"
}
