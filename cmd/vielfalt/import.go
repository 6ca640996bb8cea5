package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/auth"
	"vielfalt/cmd/internal/dayname"
	"vielfalt/cmd/internal/spelling"
	"vielfalt/cmd/vielfalt/demo"
	"vielfalt/content"
	"vielfalt/content/archive"
	"vielfalt/content/pdftext"
	"vielfalt/content/picture"
	"vielfalt/content/profile"
	"vielfalt/content/regular"
)

// importCmd imports folders and files.
type importCmd struct {
	storeFlags
	DryRun  bool     `help:"Say what would be new, changed or wrong, and write nothing. The exit code is that of the import."`
	AsDraft bool     `help:"Take in what is approved as drafts: readers see nothing of it until somebody approves it at the desk."`
	Paths   []string `arg:"" name:"path" help:"Folders and files: Markdown, .docx, .odt, PDF, CSV, .xlsx, .ods, .ics, .vcf, JSON lines, YAML, and ZIPs of these." type:"path"`
}

// importGrowth is by how many percent of what is in use the memory of an import may
// grow before garbage is collected, if there is room (saveMemory).
const importGrowth = 400

// toldAfter is how much of what was new or changed is named once it is stored. A dry
// run names everything.
const toldAfter = 50

// Help implements kong.HelpProvider.
func (c *importCmd) Help() string {
	return `Announced dates and days of our own are read from YAML that begins with "days:" or "dates:", and dates from CSV with a column "observance":

    days:
      - {id: haus/sommerfest, name: Sommerfest, rule: third friday in june, source: Personalrat}
    dates:
      - {observance: islamic/eid-al-fitr, date: 2027-03-10, by: Koordinationsrat der Muslime, note: Nach Sichtung des Mondes.}

    observance;date;by;certainty;checked;note
    islamic/eid-al-fitr;2027-03-10;Koordinationsrat der Muslime;confirmed;2027-03-09;

The house's own words are read from CSV that begins with "kind,members" (see vielfalt words import --help), pins from CSV with the columns query, item and until.

Documents of word processors become articles, or what the fields at their top say: front matter, or a table of two columns. Series in a calendar become an event for each date of the next two years; import the file again later for more.

With --dry-run all of this is done to a copy of the content, in the folder for temporary files (TMPDIR), which is then removed. It needs as much room there as the content without its files, and those of the import.

Without "publish", and without "state: draft", what is new is visible at once; each line of what is new or changed says from when readers see it. With --as-draft all of it is a draft: over something that readers see it is kept beside that. Days and dates, words and pins have no drafts.

A file with "state: draft" or "state: in-review" never takes anything off the site: over an article that readers see it is kept as a draft, and what they see stays until a file that is approved replaces it. Where somebody works on a draft already, it is kept as a version beside that, named with its number, and the exit code is 1. "state: withdrawn" takes down. See also vielfalt versions --help.

A day has a rule (09-21, third friday in june, last sunday of september, 7 days after islamic/eid-al-fitr) or a list of dates; see also vielfalt dates --help.`
}

// Run imports what it can and reports the rest, file by file. It fails if
// anything was left out.
func (c *importCmd) Run(a *app) (err error) {
	for _, p := range c.Paths {
		if _, err := os.Stat(p); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("import: there is no %s", p)
		} else if err != nil {
			return fmt.Errorf("import: %w", err)
		}
	}
	s, end, err := c.opened(a)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, end()) }()
	// Files may be large, and are no longer needed once they are stored: when garbage
	// is collected is decided by the room that is left, not by how much there is.
	defer debug.SetGCPercent(debug.SetGCPercent(importGrowth))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	saving, saved := context.WithCancel(a)
	defer saved()
	go saveMemory(saving, 0)
	im := importer(s)
	im.Progress, im.AsDraft = howFar(a), c.AsDraft
	told, untold := 0, 0
	im.Done = func(o archive.Outcome) {
		if !c.DryRun && told == toldAfter {
			untold++
			return
		}
		told++
		fmt.Fprintln(a.Stdout, o)
	}
	here, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("import: %w", err)
	}
	var sum archive.Summary
	for _, p := range c.Paths {
		some, err := importPath(a, im, p, here)
		sum.Add(some)
		if err != nil {
			report(a, sum, c.DryRun)
			return err
		}
	}
	if err := c.gone(a, im, here, &sum); err != nil {
		report(a, sum, c.DryRun)
		return err
	}
	if untold > 0 {
		fmt.Fprintf(a.Stdout, "and %d more\n", untold)
	}
	report(a, sum, c.DryRun)
	return leftOver(sum)
}

// gone adds what is no longer in what was imported.
func (c *importCmd) gone(a *app, im *archive.Importer, here string, sum *archive.Summary) error {
	notes, err := im.Gone(a)
	for _, n := range notes {
		n.File = nearName(filepath.FromSlash(n.File), here)
		sum.Notes = append(sum.Notes, n)
	}
	return err
}

// nearName returns the name of a file relative to a folder, if it is within that.
func nearName(full, here string) string {
	if rel, err := filepath.Rel(here, full); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return full
}

// leftOver is what of an import is not as the files say; nil if all is.
func leftOver(sum archive.Summary) error {
	var what []string
	if n := len(sum.Problems); n > 0 {
		what = append(what, fmt.Sprintf("problems: %d; nothing of the files named was stored", n))
	}
	if n := len(sum.Omitted); n > 0 {
		what = append(what, fmt.Sprintf("events and cards left out: %d; the others of their files go in; correct these, and import the file again", n))
	}
	if n := len(sum.Beside); n > 0 {
		what = append(what, fmt.Sprintf("drafts kept beside an open one: %d; vielfalt versions ID lists them, and --restore NUMBER takes one up", n))
	}
	if len(what) == 0 {
		return nil
	}
	return fmt.Errorf("import: %s", strings.Join(what, ". "))
}

// opened opens the store that is imported into, or a copy of it for a dry run.
func (c *importCmd) opened(a *app) (s *store, end func() error, err error) {
	if c.DryRun {
		r, err := c.rehearse(a, quiet(a))
		if err != nil {
			return nil, nil, err
		}
		return r.store, r.Close, nil
	}
	if s, err = c.open(a, a, quiet(a)); err != nil {
		return nil, nil, err
	}
	return s, s.Close, nil
}

// importPath imports a file or a folder. Links are followed within the folder
// (for a file, the folder it is in) but not out of it; a link named on the
// command line is replaced by its target. Files are named by their paths
// relative to here.
func importPath(ctx context.Context, im *archive.Importer, path, here string) (archive.Summary, error) {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return archive.Summary{}, fmt.Errorf("import: %w", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return archive.Summary{}, fmt.Errorf("import: %w", err)
	}
	dir, name := path, "."
	if !info.IsDir() {
		dir, name = filepath.Split(path)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return archive.Summary{}, fmt.Errorf("import: %w", err)
	}
	defer root.Close()
	full := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	im.Called = func(name string) string { return nearName(full(name), here) }
	im.Origin = func(name string) string { return filepath.ToSlash(full(name)) }
	return im.Import(ctx, regular.FS(root.FS()), name)
}

// report prints what was left out, and what was stored or, after a dry run, would
// be.
func report(a *app, sum archive.Summary, dry bool) {
	for _, p := range sum.Notes {
		fmt.Fprintf(a.Stderr, "%v (note)\n", p)
	}
	for _, p := range sum.Problems {
		fmt.Fprintln(a.Stderr, p)
	}
	for _, p := range sum.Omitted {
		fmt.Fprintf(a.Stderr, "%v (the others of this file go in)\n", p)
	}
	for _, p := range sum.Beside {
		fmt.Fprintln(a.Stderr, p)
	}
	drafts := ""
	switch sum.Drafts {
	case 0:
	case 1:
		drafts = " 1 draft; what is visible stays."
	default:
		drafts = fmt.Sprintf(" %d drafts; what is visible stays.", sum.Drafts)
	}
	if dry {
		fmt.Fprintf(a.Stdout, "Nothing was written. %d records in %d files would be read: %d new, %d changed, %d as before.%s\n",
			sum.Records, sum.Files, sum.New, sum.Changed-sum.New, sum.Records-sum.Changed, drafts)
		return
	}
	fmt.Fprintf(a.Stdout, "%d records in %d files: %d new or changed, %d as before.%s\n", sum.Records, sum.Files, sum.Changed, sum.Records-sum.Changed, drafts)
}

// importer returns an importer for a store. What a file names wrong is looked for
// among all spellings that the search knows.
func importer(s *store) *archive.Importer {
	names := sync.OnceValue(func() *dayname.Index {
		texts, err := profile.Load("", profile.Shipped())
		if err != nil {
			texts = new(profile.Set) // the names of the calendar are enough
		}
		return dayname.New(s.calendar(), texts)
	})
	like := func(wrote string, things [][]string) (int, bool) {
		folded := make([][]string, len(things))
		for i, of := range things {
			for _, name := range of {
				folded[i] = append(folded[i], spelling.Fold(name))
			}
		}
		return spelling.Nearest(spelling.Fold(wrote), folded)
	}
	return &archive.Importer{
		Store: s, Files: s.files, Calendar: s.calendar, Almanac: s.almanac, PDF: pdftext.Default(), Pictures: picture.Default(), Now: s.now, By: operator(),
		Days: func(name string) []calendar.ID { return names().Find(name) }, Named: func(name string) []calendar.ID { return names().Exactly(name) }, Like: like,
	}
}

// howFar shows how far an import has come, how fast it is, and how long it will
// take, only on a terminal.
func howFar(a *app) func(archive.Progress) {
	tell := progress(a)
	if tell == nil {
		return nil
	}
	begun := a.Now()
	return func(p archive.Progress) {
		if p.File == "" {
			tell("", 0)
			return
		}
		tell(pace(p, a.Now().Sub(begun)), p.Records)
	}
}

// pace words how far an import has come in some time.
func pace(p archive.Progress, took time.Duration) string {
	out := fmt.Sprintf("%d of %d files", p.Files, p.Of)
	if took >= time.Second {
		rate := float64(p.Files) / took.Seconds()
		left := time.Duration(float64(p.Of-p.Files) / rate * float64(time.Second))
		out += fmt.Sprintf(", %.1f a second, %v left", rate, left.Round(time.Second))
	}
	return out + ": " + p.File
}

// progress shows how far long work has come, only on a terminal.
func progress(a *app) func(file string, records int) {
	f, ok := a.Stderr.(*os.File)
	if !ok {
		return nil
	}
	if info, err := f.Stat(); err != nil || info.Mode()&fs.ModeCharDevice == 0 {
		return nil
	}
	return func(file string, records int) {
		fmt.Fprintf(f, "\r\x1b[K%d records, %s", records, file)
		if file == "" {
			fmt.Fprint(f, "\r\x1b[K")
		}
	}
}

// exportCmd writes all content into an empty folder.
type exportCmd struct {
	storeFlags
	Drafts bool `help:"Also the drafts of what was approved: open ones, and earlier ones."`
	// Contacts writes one file.
	Contacts bool   `help:"Only the contacts, as a table for spreadsheets (CSV); DIR is the name of the new file."`
	Dir      string `arg:"" help:"Folder to write into; it is created, or must be empty." type:"path"`
}

// Run exports everything.
func (c *exportCmd) Run(a *app) error {
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	if c.Contacts {
		return c.contacts(a, s)
	}
	n, err := archive.Export(a, s, s.files, c.Dir, a.Now(), c.Drafts)
	if err != nil {
		return lostFile(err)
	}
	fmt.Fprintf(a.Stdout, "%d records written to %s.\n", n, c.Dir)
	return nil
}

// contacts writes the contacts into a file that is not there yet.
func (c *exportCmd) contacts(a *app, s *store) (err error) {
	var table bytes.Buffer
	n, err := archive.ExportContacts(a, s, &table)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(c.Dir, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	_, err = table.WriteTo(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	fmt.Fprintf(a.Stdout, "%d contacts written to %s.\n", n, c.Dir)
	return nil
}

// pdfExtractCmd reads a PDF from standard input in a process with limits of its
// own. The program calls itself this way; the command is not meant for people.
type pdfExtractCmd struct {
	Mode string `arg:"" help:"How to read it."`
}

// Run implements the command.
func (c *pdfExtractCmd) Run(a *app) error { return pdftext.RunChild(c.Mode, os.Stdin, a.Stdout) }

// pictureScaleCmd makes the sizes of a picture from standard input in a process
// with limits of its own. The program calls itself this way; the command is not
// meant for people.
type pictureScaleCmd struct{}

// Run implements the command.
func (c *pictureScaleCmd) Run(a *app) error { return picture.RunChild(os.Stdin, a.Stdout) }

// filled reports whether there is, or was, any content. Drafts of what was
// never approved do not count: they are not in the change log.
func (s *store) filled(ctx context.Context) (bool, error) {
	n, err := s.LastChange(ctx)
	if err != nil || n > 0 {
		return n > 0, err
	}
	any := errors.New("there is a record")
	if err = s.Each(ctx, func(content.Record) error { return any }); err == any {
		return true, nil
	}
	return false, err
}

// fillDemo imports the sample content into an empty store. What cannot be read
// on this machine is reported and left out; the service starts all the same.
func fillDemo(a *app, s *store, holder string, log *slog.Logger) error {
	// If there is content, nothing is written: there may be no room.
	if filled, err := s.filled(a); err != nil || filled {
		return err
	}
	// Of several processes starting at once on one database, one fills it.
	if ours, err := s.Claim(a, "demo", holder, time.Minute); err != nil || !ours {
		return err
	}
	defer func() { _ = s.Release(context.WithoutCancel(a), "demo", holder) }() // otherwise it expires
	if filled, err := s.filled(a); err != nil || filled {
		return err
	}
	sum, err := importer(s).Import(a, demo.Files(a.Now(), s.almanac.Workday), ".")
	if err != nil {
		return fmt.Errorf("sample content: %w", err)
	}
	for _, q := range sum.Problems {
		log.Error("sample content was left out", "problem", q.String())
	}
	for _, account := range auth.DemoAccounts() {
		if err := s.AddAccount(a, operator(), account); err != nil && !errors.Is(err, content.ErrConflict) {
			return fmt.Errorf("sample content: %w", err)
		}
	}
	if err := demoWork(a, s); err != nil {
		log.Error("sample work was left out", "err", err)
	}
	log.Info("sample content is in place", "records", sum.Records)
	return nil
}
