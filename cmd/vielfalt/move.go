package main

import (
	"errors"
	"fmt"
	"io"
	"net/url"

	"vielfalt/content/backup"
)

// moveCmd moves everything from the place that the ordinary flags name to
// another one.
type moveCmd struct {
	storeFlags
	To     string `help:"Empty PostgreSQL database to carry everything into." placeholder:"postgres://…" secret:"password"`
	ToFile string `help:"File that holds the address of the database." type:"path" placeholder:"FILE"`
	ToData string `help:"Or: empty data folder to carry everything into, with SQLite." type:"path" placeholder:"DIR"`

	FilesTo           string `help:"Bucket to carry brochures and pictures into; without it they stay where they are, or go to the new data folder." placeholder:"https://s3.example/bucket"`
	FilesToKey        string `help:"Key for that bucket." placeholder:"KEY"`
	FilesToSecret     string `help:"Secret of the key." placeholder:"SECRET" secret:"all"`
	FilesToSecretFile string `help:"File that holds the secret." type:"path" placeholder:"FILE"`
}

// Help implements kong.HelpProvider.
func (c *moveCmd) Help() string {
	return "The old place stays as it is. Stop the service before: what is changed while it moves, or after, stays behind."
}

// target checks the flags that name the destination.
func (c *moveCmd) target() (location, error) {
	if (c.To != "" || c.ToFile != "") == (c.ToData != "") {
		return location{}, usageError{errors.New("say where to with --to, --to-file or --to-data, one of them")}
	}
	database, err := databaseURL("--to", c.To, c.ToFile)
	if err != nil {
		return location{}, err
	}
	files, err := bucketConfig("--files-to", "--files-to", c.FilesTo, c.FilesToKey, c.FilesToSecret, c.FilesToSecretFile)
	if err != nil {
		return location{}, err
	}
	return location{data: c.ToData, database: database, files: files, dataFlag: "--to-data", filesFlag: "--files-to"}, nil
}

// stay reports whether the files stay where they are.
func (c *moveCmd) stay() bool { return c.ToData == "" && c.FilesTo == "" }

// Run copies everything and compares what arrived with what was there.
func (c *moveCmd) Run(a *app) error {
	to, err := c.target()
	if err != nil {
		return err
	}
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	if c.stay() {
		from, err := c.location()
		if err != nil {
			return err
		}
		to.data, to.files, to.dataFlag, to.filesFlag = from.data, from.files, from.dataFlag, from.filesFlag
	}
	al, err := c.almanac()
	if err != nil {
		return err
	}
	t, err := to.open(a, a, quiet(a), al)
	if err != nil {
		return err
	}
	defer t.Close()
	if c.stay() {
		t.files = s.files // one and the same, so nothing is copied
	}
	told := backup.Progress(progress(a))
	defer told.Tell("", 0) // on an error, its line stays
	list, err := backup.Move(a, s.place(), t.place(), told)
	if err != nil {
		return notEmpty(lostFile(err), "--to or --to-data")
	}
	if err := compared(a, list); err != nil {
		return err
	}
	fmt.Fprintln(a.Stdout, "Everything arrived; the old place is as it was. From now on start the service with:")
	c.next(a.Stdout)
	return nil
}

// next prints the flags of the new place, without secrets.
func (c *moveCmd) next(w io.Writer) {
	switch {
	case c.ToData != "":
		fmt.Fprintf(w, "  --data %s\n", c.ToData)
	case c.ToFile != "":
		fmt.Fprintf(w, "  --data %s --database-url-file %s\n", c.Data, c.ToFile)
	default:
		fmt.Fprintf(w, "  --data %s --database-url %s\n", c.Data, redacted(c.To))
	}
	address, key, file := c.FilesTo, c.FilesToKey, c.FilesToSecretFile
	if c.stay() {
		address, key, file = c.FilesURL, c.FilesKey, c.FilesSecretFile
	}
	if address == "" {
		return
	}
	if file == "" {
		file = "FILE"
	}
	fmt.Fprintf(w, "  --files-url %s --files-key %s --files-secret-file %s\n", address, key, file)
}

// redacted returns the address of a database without its password.
func redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://…"
	}
	if q := u.Query(); q.Has("password") {
		q.Set("password", "xxxxx")
		u.RawQuery = q.Encode()
	}
	return u.Redacted()
}
