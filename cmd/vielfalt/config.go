package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/cmd/internal/almanac"
	"vielfalt/cmd/internal/house"
	"vielfalt/content"
	"vielfalt/content/bucket"
	"vielfalt/content/filestore"
	"vielfalt/content/sqlstore"
)

// calendarFlags belong to every command that deals with dates.
type calendarFlags struct {
	Land       string            `help:"Land of the authority by its code, as in nw, by, sn; its public holidays are shown and are no working days. The same for all commands on one database." default:"nw" placeholder:"LAND"`
	Convention map[string]string `help:"Convention by which the authority reckons a tradition, as in islamic=umm-al-qura; repeatable, in the environment separated by semicolons. The same for all commands on one database." placeholder:"T=C"`
	OffDuty    []string          `help:"Day on which the house is off duty, and that is no working day for schedules, as in 12-24 or christian-western/rosenmontag; repeatable, in the environment separated by commas. The same for all commands on one database." placeholder:"DAY"`
	// Schedules can depend on traditions that are not shown.
	TraditionOff []string `help:"Tradition that the house does not show; repeatable, in the environment separated by commas. Articles on it stay." placeholder:"T"`
}

// almanac returns the calendar of all traditions by the chosen conventions, to
// which entries can be added.
func (f calendarFlags) almanac() (*almanac.Almanac, error) {
	land, err := f.land()
	if err != nil {
		return nil, err
	}
	all := traditions.All(land)
	if err := f.switchOff(all); err != nil {
		return nil, err
	}
	free, days, err := traditions.OffDuty(f.OffDuty)
	if err != nil {
		return nil, usageError{fmt.Errorf("--off-duty: %w", err)}
	}
	al, err := almanac.New(all, f.Convention, traditions.Workdays(land, free...))
	if err != nil {
		return nil, usageError{fmt.Errorf("--convention: %w", err)}
	}
	al.By = by(land, al.Calendar(), days)
	return al, nil
}

// by says what schedules are planned by, in flags. A convention that is the
// default one is as good as none.
func by(land calendar.Land, c *calendar.Calendar, offDuty []string) string {
	out := "--land " + string(land)
	for _, t := range c.Traditions() {
		if k, ok := c.Convention(t.ID); ok && k.ID != t.Conventions[0].ID {
			out += " --convention " + t.ID + "=" + k.ID
		}
	}
	for _, day := range offDuty {
		out += " --off-duty " + day
	}
	return out
}

// databaseFlags say where the database is, if it is not in the data folder.
type databaseFlags struct {
	DatabaseURL     string `name:"database-url" help:"PostgreSQL database; without it SQLite in the data folder." placeholder:"postgres://…" secret:"password"`
	DatabaseURLFile string `name:"database-url-file" help:"File that holds the address of the database." type:"path" placeholder:"FILE"`
}

// databaseName is the name of the SQLite database in the data folder.
const databaseName = "vielfalt.db"

// storeFlags belong to every command that touches content.
type storeFlags struct {
	calendarFlags
	Data string `help:"Folder that holds everything that has no other place: database, files, index." default:"./data" type:"path"`

	databaseFlags

	FilesURL        string `name:"files-url" help:"Bucket of an S3-compatible store for brochures and pictures; without it the folder files in the data folder." placeholder:"https://s3.example/bucket"`
	FilesKey        string `name:"files-key" help:"Key for the bucket." placeholder:"KEY"`
	FilesSecret     string `name:"files-secret" help:"Secret of the key." placeholder:"SECRET" secret:"all"`
	FilesSecretFile string `name:"files-secret-file" help:"File that holds the secret." type:"path" placeholder:"FILE"`
}

// A location is where an installation keeps its content.
type location struct {
	data     string        // folder for what has no other place
	database string        // address of PostgreSQL; empty for SQLite in the folder
	files    bucket.Config // without an address: the folder "files" in data
	readOnly bool          // nothing in it is created or changed

	dataFlag, filesFlag string // what the flags are called, for messages
}

// location checks the flags, and reads secrets given in files.
func (f storeFlags) location() (location, error) {
	database, err := databaseURL("--database-url", f.DatabaseURL, f.DatabaseURLFile)
	if err != nil {
		return location{}, err
	}
	files, err := bucketConfig("--files-url", "--files", f.FilesURL, f.FilesKey, f.FilesSecret, f.FilesSecretFile)
	if err != nil {
		return location{}, err
	}
	return location{data: f.Data, database: database, files: files, dataFlag: "--data", filesFlag: "--files-url"}, nil
}

// databaseURL returns the address given by a flag or by the file that the flag
// with "-file" names. Errors do not repeat the address, which usually contains
// a password.
func databaseURL(flag, value, file string) (string, error) {
	address, err := secret(flag, value, file)
	if err != nil || address == "" {
		return "", err
	}
	if err := sqlstore.CheckURL(address); err != nil {
		if file != "" {
			flag += "-file"
		}
		return "", usageError{fmt.Errorf("%s: %w", flag, err)}
	}
	return address, nil
}

// bucketConfig returns the bucket that the flags name, or one without an
// address if they name none. The other flags begin with prefix.
func bucketConfig(flag, prefix, address, key, value, file string) (bucket.Config, error) {
	if address == "" {
		if key != "" || value != "" || file != "" {
			return bucket.Config{}, usageError{fmt.Errorf("%s-key and %s-secret need %s", prefix, prefix, flag)}
		}
		return bucket.Config{}, nil
	}
	if _, _, err := bucket.Parse(address); err != nil {
		return bucket.Config{}, usageError{fmt.Errorf("%s: %w", flag, err)}
	}
	value, err := secret(prefix+"-secret", value, file)
	if err != nil {
		return bucket.Config{}, err
	}
	if key == "" || value == "" {
		return bucket.Config{}, usageError{fmt.Errorf("%s needs %s-key and %s-secret or %s-secret-file", flag, prefix, prefix, prefix)}
	}
	return bucket.Config{URL: address, Key: key, Secret: value}, nil
}

// secret returns the value of a flag, or the content of the file given by the
// flag with "-file" appended.
func secret(flag, value, file string) (string, error) {
	switch {
	case value != "" && file != "":
		return "", usageError{fmt.Errorf("%s and %s-file exclude each other", flag, flag)}
	case file == "":
		return value, nil
	}
	b, err := readSecret(file)
	if err != nil {
		return "", usageError{fmt.Errorf("%s-file: %w", flag, err)}
	}
	if value = strings.TrimSpace(string(b)); value == "" {
		return "", usageError{fmt.Errorf("%s-file: %s is empty", flag, file)}
	}
	return value, nil
}

// Limits of a secret.
const (
	maxSecret   = 64 << 10         // bytes
	secretLimit = 10 * time.Second // within which it must be written into a pipe
)

// readSecret reads a file, or what another program writes into a pipe. Without
// such a program a pipe stays empty.
func readSecret(file string) ([]byte, error) {
	f, err := os.OpenFile(file, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Mode()&fs.ModeDevice != 0 {
		return nil, fmt.Errorf("%s is a device", file)
	}
	_ = f.SetReadDeadline(time.Now().Add(secretLimit)) // regular files have none
	b, err := io.ReadAll(io.LimitReader(f, maxSecret+1))
	if err == nil && len(b) > maxSecret {
		err = fmt.Errorf("%s is larger than %d kB", file, maxSecret>>10)
	}
	return b, err
}

// A store is the content with the calendar its schedules depend on.
type store struct {
	content.Store
	files    content.Files
	data     string // folder of the database; empty for a database server
	almanac  *almanac.Almanac
	calendar func() *calendar.Calendar // in use
	now      func() time.Time
}

// open opens the store that the flags name, creating what is in the data folder
// if it does not exist, brings it to the schema of this version, and plans
// again what was planned by another calendar.
func (f storeFlags) open(ctx context.Context, a *app, log *slog.Logger) (*store, error) {
	s, err := f.openAsIs(ctx, a, log)
	if err != nil {
		return nil, err
	}
	if err := s.agrees(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.redate(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// agrees returns an error if schedules are planned by other flags than those of
// this command: it must not move what the service shows.
func (s *store) agrees(ctx context.Context) error {
	by, err := s.PlannedBy(ctx)
	if mine := s.almanac.By; err == nil && by != "" && by != mine {
		err = usageError{fmt.Errorf("this database is planned by %s, and this command was given %s; give it the same, for instance by "+
			"VIELFALT_LAND, VIELFALT_CONVENTION and VIELFALT_OFF_DUTY, or run vielfalt migrate or serve with the new ones first", by, mine)}
	}
	return err
}

// redate plans again what was planned by another calendar.
func (s *store) redate(ctx context.Context) error {
	if _, err := s.Replan(ctx); err != nil {
		return fmt.Errorf("plan schedules again: %w", err)
	}
	return nil
}

// errNoDatabase is why a folder cannot be read as a store.
var errNoDatabase = errors.New("there is no database")

// openAsIs is open without planning anything again, for commands that look at
// the content or move it elsewhere.
func (f storeFlags) openAsIs(ctx context.Context, a *app, log *slog.Logger) (*store, error) {
	return f.opened(ctx, a, log, false)
}

// openToRead opens the store as it is, for commands that only read, and touches
// nothing.
func (f storeFlags) openToRead(ctx context.Context, a *app, log *slog.Logger) (*store, error) {
	return f.opened(ctx, a, log, true)
}

// openThere is openAsIs for commands that change single things: where there is no
// database yet, none is created.
func (f storeFlags) openThere(ctx context.Context, a *app, log *slog.Logger) (*store, error) {
	if err := f.there(ctx, a, log); err != nil {
		return nil, err
	}
	return f.openAsIs(ctx, a, log)
}

// there returns an error where there is no database yet.
func (f storeFlags) there(ctx context.Context, a *app, log *slog.Logger) error {
	s, err := f.openToRead(ctx, a, log)
	if err == nil {
		err = s.Close()
	}
	if errors.Is(err, content.ErrOlderSchema) {
		return nil
	}
	return err
}

func (f storeFlags) opened(ctx context.Context, a *app, log *slog.Logger, readOnly bool) (*store, error) {
	al, err := f.almanac()
	if err != nil {
		return nil, err
	}
	l, err := f.location()
	if err != nil {
		return nil, err
	}
	l.readOnly = readOnly
	return l.open(ctx, a, log, al)
}

// open opens the store in a place. Nothing else opens one.
func (l location) open(ctx context.Context, a *app, log *slog.Logger, al *almanac.Almanac) (*store, error) {
	s := &store{almanac: al, calendar: al.Calendar, now: a.Now}
	if l.readOnly && l.database == "" {
		if _, err := os.Stat(filepath.Join(l.data, databaseName)); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w in %s", l.dataFlag, errNoDatabase, l.data)
		}
	}
	if !l.readOnly && (l.database == "" || l.files.URL == "") {
		if err := checkUser(os.Geteuid(), ownerOf(l.data), l.data); err != nil {
			return nil, fmt.Errorf("%s: %w", l.dataFlag, err)
		}
	}
	if l.files.URL != "" {
		files, err := bucket.Open(ctx, l.files)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.filesFlag, err)
		}
		s.files = files
	} else if l.readOnly {
		s.files = filestore.OpenToRead(filepath.Join(l.data, "files"))
	} else {
		files, err := filestore.Open(filepath.Join(l.data, "files"))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.dataFlag, err)
		}
		s.files = files
	}
	c := sqlstore.Config{
		Path:     filepath.Join(l.data, databaseName),
		ReadOnly: l.readOnly,
		Planner:  planner(al),
		Spelling: house.Spelling(),
		Now:      a.Now,
		Log:      log,
		Known:    func(id calendar.ID) bool { _, ok := al.Calendar().Observance(id); return ok },
	}
	if l.database != "" {
		c.Path, c.URL = "", l.database
	} else {
		s.data = l.data
	}
	if l.database == "" && !l.readOnly {
		if err := os.MkdirAll(l.data, 0o700); err != nil {
			return nil, fmt.Errorf("%s: %w", l.dataFlag, err)
		}
	}
	opened, err := sqlstore.Open(ctx, c)
	if err != nil {
		return nil, err
	}
	s.Store = opened
	if err := al.Follow(ctx, opened); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return s, nil
}

// planner turns schedules into editions by the almanac's calendar.
func planner(al *almanac.Almanac) content.Planner {
	return content.Planner{Calendar: al.Calendar, AsOf: al.AsOf, Renew: al.Load, With: al.With, Workday: al.Workday, By: al.By}
}

// quiet is the log of commands that talk to a person.
func quiet(a *app) *slog.Logger {
	return slog.New(slog.NewTextHandler(a.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}
