package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
	"vielfalt/content/backup"
	"vielfalt/content/profile"
)

// checkCmd reports what is wrong with the content, or with a running service.
type checkCmd struct {
	storeFlags
	searchesFlags
	URL        string        `arg:"" optional:"" help:"Address of a running service to look at from outside; without it the content is checked." placeholder:"https://…"`
	Texts      string        `help:"Folder of your own texts, as for serve: the facts in it that your duty pages need are looked at." type:"path" placeholder:"DIR"`
	Records    string        `help:"Folder of your own texts on days, as for serve: they are read." type:"path" placeholder:"DIR"`
	CleanFiles bool          `help:"Also remove the files that nothing has named for 30 days. The first run only remembers which these are: run it now and then."`
	Timeout    time.Duration `help:"How long to wait for each answer of the service." default:"10s"`
}

// Run prints a line for each thing it checks, and what to do if something is
// wrong. It fails if anything is an error.
func (c *checkCmd) Run(a *app) error {
	f := &findings{app: a}
	var err error
	if c.URL != "" && c.CleanFiles {
		return usageError{errors.New("--clean-files is for the content, not for a running service")}
	}
	if c.URL != "" {
		err = c.service(a, f)
	} else {
		err = c.content(a, f)
	}
	if err != nil {
		return err
	}
	if f.errors > 0 {
		return fmt.Errorf("check: errors: %d, warnings: %d", f.errors, f.warnings)
	}
	return nil
}

// findings prints results as they are found.
type findings struct {
	*app
	errors, warnings int
}

// ok reports what is as it should be.
func (f *findings) ok(subject, format string, args ...any) {
	f.line("ok", subject, "", format, args...)
}

// warning reports what works but deserves a look.
func (f *findings) warning(subject, advice, format string, args ...any) {
	f.warnings++
	f.line("warning", subject, advice, format, args...)
}

// err reports what does not work.
func (f *findings) err(subject, advice, format string, args ...any) {
	f.errors++
	f.line("error", subject, advice, format, args...)
}

func (f *findings) line(level, subject, advice, format string, args ...any) {
	fmt.Fprintf(f.Stdout, "%-7s  %-9s  %s\n", level, subject, fmt.Sprintf(format, args...))
	if advice != "" {
		fmt.Fprintf(f.Stdout, "%20swhat to do: %s\n", "", advice)
	}
}

// list reports how many things are wrong in the same way, and names the first
// ones.
func (f *findings) list(subject, advice, what string, names []string) {
	f.err(subject, advice, "%s: %s", what, first(names))
}

// first names the first of some things.
func first(names []string) string {
	const shown = 10
	more := ""
	if len(names) > shown {
		more = fmt.Sprintf(" and %d more", len(names)-shown)
		names = names[:shown]
	}
	return strings.Join(names, "; ") + more
}

// content checks the store and its files.
func (c *checkCmd) content(a *app, f *findings) error {
	place, err := c.location()
	if err != nil {
		return err
	}
	if place.database == "" {
		// Opening would create it.
		path := filepath.Join(c.Data, "vielfalt.db")
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			f.err("database", "name the folder of the service with --data, or its database with --database-url", "there is none in %s", c.Data)
			return nil
		}
	}
	open := c.openToRead
	if c.CleanFiles {
		open = c.openAsIs
	}
	s, err := open(a, a, quiet(a))
	if errors.As(err, new(usageError)) {
		return err
	}
	if err != nil {
		f.err("content", openAdvice(err), "it cannot be opened: %s", sentence(err))
		return nil
	}
	defer s.Close()
	for _, look := range []func(context.Context, *store, *findings) error{checkDatabase, checkFiles, c.unused, checkRecords, checkBrochures, checkVersions, checkAudit, checkReports, checkDates, checkWords, checkPins, c.searches} {
		if err := look(a, s, f); a.Err() != nil {
			return a.Err()
		} else if err != nil {
			f.err("content", openAdvice(err), "%s", sentence(err))
			break
		}
	}
	if err := c.facts(f); err != nil {
		return err
	}
	if err := c.checkTexts(f); err != nil {
		return err
	}
	checkDisk(c.Data, f)
	checkPrivacy(c.Data, f)
	checkOwner(c.Data, f)
	return nil
}

// checkTexts reads the house's own texts on days.
func (c *checkCmd) checkTexts(f *findings) error {
	if c.Records == "" {
		return nil
	}
	own, err := ownFolder(c.Records)
	if err != nil {
		return usageError{fmt.Errorf("--records: %w", err)}
	}
	home, err := c.land()
	if err != nil {
		return err
	}
	const advice = "correct the file in the folder that --records names; until then what is shipped is shown"
	set, err := profile.Load(home, profile.Shipped(), own)
	if err != nil {
		f.err("texts on days", advice, "%v", err)
	}
	unknown := strangers(set, home)
	for _, one := range unknown {
		f.err("texts on days", advice, "%s", one)
	}
	if err == nil && len(unknown) == 0 {
		f.ok("texts on days", "those of the house can be read, and name days that there are")
	}
	return nil
}

// facts names the facts that imprint, privacy and accessibility statement
// need and that the house has not given.
func (c *checkCmd) facts(f *findings) error {
	facts := new(web.Facts)
	if c.Texts != "" {
		own, err := ownFolder(c.Texts)
		if err != nil {
			return usageError{fmt.Errorf("--texts: %w", err)}
		}
		if facts, err = web.ReadFacts(own); err != nil {
			f.err("facts", "correct the file in the folder that --texts names", "%v", err)
			return nil
		}
	}
	missing := facts.Missing()
	if c.CountMissedSearches && strings.TrimSpace(facts.Privacy.Searches) == "" {
		missing = append(missing, "privacy.searches")
	}
	if len(missing) == 0 {
		f.ok("facts", "imprint, privacy and accessibility statement have all they tell")
		return nil
	}
	f.warning("facts", "write them into "+web.FactsFile+" in the folder that --texts names (VIELFALT_TEXTS); until then the pages say that they are not filled in",
		"imprint, privacy or accessibility statement lack %s", strings.Join(missing, ", "))
	return nil
}

// openAdvice says what to do if a store does not open.
func openAdvice(err error) string {
	switch {
	case errors.Is(err, content.ErrUnavailable):
		return "see whether the server runs, and whether this machine reaches it"
	case errors.Is(err, content.ErrNewerSchema):
		return "use the newer version of the program"
	case errors.Is(err, content.ErrOlderSchema):
		return "run vielfalt migrate, or start the service; either brings it to this version"
	}
	return "correct what is named; if the data is damaged, restore a backup into an empty place"
}

// checkDatabase asks the engine whether it is sound.
func checkDatabase(ctx context.Context, s *store, f *findings) error {
	schema, err := s.Schema(ctx)
	if err != nil {
		return err
	}
	if engine, ok := s.Store.(interface {
		Check(context.Context) ([]string, error)
	}); ok {
		problems, err := engine.Check(ctx)
		if err != nil {
			return err
		}
		if len(problems) > 0 {
			f.list("database", "stop the service, keep a copy of the data, restore the last backup into an empty place", "it is damaged", problems)
			return nil
		}
	}
	f.ok("database", "it answers and is sound; its schema has number %d", schema)
	return nil
}

// checkFiles reads every file that a record names.
func checkFiles(ctx context.Context, s *store, f *findings) error {
	files, err := backup.Named(ctx, s)
	if err != nil {
		return err
	}
	told := backup.Progress(progress(f.app))
	var wrong []string
	for i, x := range files {
		told.Tell(x.By, i+1)
		if err := x.Check(ctx, s.files); ctx.Err() != nil || errors.Is(err, content.ErrUnavailable) {
			return err
		} else if err != nil {
			wrong = append(wrong, sentence(err))
		}
	}
	told.Tell("", len(files))
	if len(wrong) > 0 {
		f.list("files", "import these records again, or restore a backup into an empty place; if only earlier versions name them (versions ID NUMBER), these can be given up with vielfalt versions ID --forget", fmt.Sprintf("%d of %d cannot be read", len(wrong), len(files)), wrong)
		return nil
	}
	f.ok("files", "all %d are there and whole", len(files))
	return nil
}

// unused reports which files nothing names and, if it is asked to, removes those
// that nothing has named for a while.
func (c *checkCmd) unused(ctx context.Context, s *store, f *findings) error {
	if c.CleanFiles && f.errors > 0 { // what is damaged may not say all that it names
		f.warning("files", "put right what is wrong, then run this again", "none were removed")
		return nil
	}
	found, err := unusedFiles(ctx, s)
	if err != nil {
		return err
	}
	size := int64(0)
	names := make([]string, 0, len(found))
	for _, x := range found {
		size += x.Size
		names = append(names, x.Hash)
	}
	if !c.CleanFiles {
		if len(found) > 0 {
			f.ok("files", "nothing names %d more, %d kB, %s the first; check --clean-files removes those that nothing has named for %d days", len(found), size>>10, names[0], content.UnusedFor/(24*time.Hour))
		}
		return nil
	}
	since, err := s.NoteUnused(ctx, names)
	if err != nil {
		return err
	}
	// Somebody may be bringing some of them in again just now.
	gone, now := 0, f.Now()
	for _, x := range found {
		if now.Sub(since[x.Hash]) < content.UnusedFor || now.Sub(x.At) < beingStored {
			continue
		}
		if err := s.files.Delete(ctx, x.Hash); err != nil {
			return err
		}
		gone++
	}
	f.ok("files", "removed %d that nothing has named for %d days; %d more wait", gone, content.UnusedFor/(24*time.Hour), len(found)-gone)
	return nil
}

// beingStored is how long after it was stored a file may not have been named yet.
const beingStored = 24 * time.Hour

// unusedFiles returns the files that nothing names, by hash.
func unusedFiles(ctx context.Context, s *store) ([]content.StoredFile, error) {
	// What is named is asked afterwards, so that what is being stored counts.
	var out []content.StoredFile
	if err := s.files.List(ctx, func(x content.StoredFile) error { out = append(out, x); return nil }); err != nil {
		return nil, err
	}
	named, err := backup.Named(ctx, s)
	if err != nil {
		return nil, err
	}
	used := make(map[string]bool, len(named))
	for _, x := range named {
		used[x.Hash] = true
	}
	out = slices.DeleteFunc(out, func(x content.StoredFile) bool { return used[x.Hash] })
	slices.SortFunc(out, func(a, b content.StoredFile) int { return strings.Compare(a.Hash, b.Hash) })
	return out, nil
}

// checkBatch is how many records are held in memory at a time.
const checkBatch = 500

// soon is how far ahead editions must agree with the schedules. They are
// planned further ahead, but only once a year.
const soon = 10 * 365 * 24 * time.Hour

// checkRecords compares addresses with each other, and editions with schedules.
func checkRecords(ctx context.Context, s *store, f *findings) error {
	addresses, uids := make(map[string]string), make(map[string]string)
	var twice, hidden, undated, mute []string
	n, now := 0, f.Now()
	plan := planner(s.almanac)
	var batch []*content.Item
	flush := func() error {
		ids := make([]string, len(batch))
		for i, it := range batch {
			ids[i] = it.ID
		}
		editions, err := s.EditionsOf(ctx, ids)
		if err != nil {
			return err
		}
		for _, it := range batch {
			have := editions[it.ID]
			want := content.Replan(have, plan.Plan(it, now), now)
			showing := func(e content.Edition) bool { return e.Visible(now) }
			switch {
			case slices.ContainsFunc(have, showing) != slices.ContainsFunc(want, showing):
				hidden = append(hidden, it.ID)
			case !slices.Equal(near(have, now), near(want, now)):
				undated = append(undated, it.ID)
			}
		}
		batch = batch[:0]
		return nil
	}
	err := s.Each(ctx, func(r content.Record) error {
		it := r.Base()
		n++
		address := string(it.Type) + " " + it.Slug
		if other := addresses[address]; other != "" {
			twice = append(twice, fmt.Sprintf("%s of %s and %s", address, other, it.ID))
		}
		if other := uids[it.UID]; other != "" {
			twice = append(twice, fmt.Sprintf("uid of %s and %s", other, it.ID))
		}
		addresses[address], uids[it.UID] = it.ID, it.ID
		if a, ok := r.(*content.Article); ok && a.Picture.File.Size > 0 && a.Picture.Alt == "" && !a.Picture.Decorative {
			mute = append(mute, it.ID)
		}
		short := *it
		short.Body, short.Translations = "", nil
		if batch = append(batch, &short); len(batch) < checkBatch {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return err
	}
	if len(twice) > 0 {
		f.list("addresses", "give one of each pair another slug", "some appear twice", twice)
	} else {
		f.ok("addresses", "the addresses of all %d records are unique", n)
	}
	if len(mute) > 0 {
		f.warning("pictures", "write alt, a text for those who do not see the picture, or decorative: true if it adds nothing to the text", "%d records, %s the first, have a picture with neither", len(mute), mute[0])
	}
	if len(hidden) > 0 {
		f.list("schedule", scheduleAdvice, "these should show now and do not, or the other way round", hidden)
	}
	if len(undated) > 0 {
		f.warning("schedule", scheduleAdvice, "%d records, %s the first, would be dated differently today", len(undated), undated[0])
	}
	if len(hidden)+len(undated) == 0 {
		f.ok("schedule", "all editions are as the schedules say")
	}
	return nil
}

// checkVersions compares every version with its digest, and what is live with
// what the records hold.
func checkVersions(ctx context.Context, s *store, f *findings) error {
	type live struct {
		version int64
		digest  string
		kept    bool // as a version
	}
	items := make(map[string]*live)
	var ids []string
	if err := s.Each(ctx, func(r content.Record) error {
		b, err := content.Encode(r)
		ids = append(ids, r.Base().ID)
		items[r.Base().ID] = &live{version: r.Base().Version, digest: content.Digest(b)}
		return err
	}); err != nil {
		return err
	}
	stored, err := s.Stored(ctx, ids)
	if err != nil {
		return err
	}
	n := 0
	var altered, unkept []string
	open := make(map[string]bool)
	if err := s.EachVersion(ctx, nil, func(v content.Version) error {
		n++
		b, err := content.Encode(v.Record)
		if err != nil {
			return err
		}
		open[v.ItemID] = open[v.ItemID] || v.Open
		if it := v.Record.Base(); content.Digest(b) != v.Digest || it.ID != v.ItemID || it.State != v.State || it.Title != v.Title {
			altered = append(altered, fmt.Sprintf("%d of %s", v.Number, v.ItemID))
		}
		// What was saved after the records were read is not checked.
		if it := items[v.ItemID]; it != nil && v.Number == it.version {
			it.kept = v.Digest == it.digest
		}
		return nil
	}); err != nil {
		return err
	}
	for _, id := range ids {
		if !items[id].kept {
			unkept = append(unkept, id)
		}
		if draft := stored[id].Draft; draft > 0 && !open[id] {
			altered = append(altered, fmt.Sprintf("the open draft, %d of %s, which is gone", draft, id))
		}
	}
	if len(altered) > 0 {
		f.list("versions", "compare them with a backup: somebody or something has changed them in the database", "these are not what was stored", altered)
	}
	if len(unkept) > 0 {
		f.warning("versions", "nothing, if a program of the version before was still running: the next save keeps what it overwrites", "%d records, %s the first, were stored without a version", len(unkept), unkept[0])
	}
	if len(altered)+len(unkept) == 0 {
		f.ok("versions", "all %d are what was stored", n)
	}
	return nil
}

// checkReports reports whether readers are waiting for an answer.
// checkAudit verifies what the audit says.
func checkAudit(ctx context.Context, s *store, f *findings) error {
	last, err := content.VerifyAudit(ctx, s)
	var wrong *content.AuditError
	switch {
	case errors.As(err, &wrong):
		f.err("audit", "compare it with a backup: vielfalt audit list", "%s", wrong)
	case err != nil:
		return err
	default:
		f.ok("audit", "all %d entries are as they were entered", last.Seq)
	}
	return nil
}

func checkReports(ctx context.Context, s *store, f *findings) error {
	m, err := s.Mailbox(ctx)
	if err != nil {
		return err
	}
	says, advice := mailboxSays(m)
	if advice != "" {
		f.warning("reports", advice, "%s", says)
		return nil
	}
	f.ok("reports", "%s", says)
	return nil
}

const scheduleAdvice = "see that --land, --convention and --off-duty are the same for the service and here; then start the service or run vielfalt migrate, either plans them again"

// near returns the editions that begin soon or have begun.
func near(list []content.Edition, now time.Time) []content.Edition {
	i := slices.IndexFunc(list, func(e content.Edition) bool { return e.From.Sub(now) > soon })
	if i < 0 {
		return list
	}
	return list[:i]
}

// Free space on the disk, in bytes, below which there is a warning or an error.
const (
	diskLow  = 1 << 30
	diskFull = 100 << 20
)

// checkDisk checks the disk of the data folder.
func checkDisk(dir string, f *findings) {
	const advice = "make room: the database, the files and the index grow there"
	switch free, ok := freeSpace(dir); {
	case !ok:
		f.ok("disk", "free space cannot be told on this system")
	case free < diskFull:
		f.err("disk", advice, "%d MB are free in %s", free>>20, dir)
	case free < diskLow:
		f.warning("disk", advice, "%d MB are free in %s", free>>20, dir)
	default:
		f.ok("disk", "%.1f GB are free in %s", float64(free)/(1<<30), dir)
	}
}

// exposedAdvice says what to do if others can read content.
const exposedAdvice = "drafts and what readers reported are in it: chmod -R go= the folder, unless they are meant to"

// checkPrivacy checks who may read the data folder.
func checkPrivacy(dir string, f *findings) {
	if names := exposed(dir); len(names) > 0 {
		f.warning("privacy", exposedAdvice, "other users of this machine may read %s", strings.Join(names, ", "))
	} else {
		f.ok("privacy", "no other users of this machine may read what is in %s", dir)
	}
}

// checkOwner checks that everything in the data folder belongs to one user, as
// whom the service runs.
func checkOwner(dir string, f *findings) {
	whose := ownerOf(dir)
	if whose == nobodyKnown { // there is no folder, or the system does not say
		return
	}
	if names := strange(dir); len(names) > 0 {
		f.list("owner", fmt.Sprintf("run commands as the service's user; as root, now: chown -R %d %s", whose, dir),
			fmt.Sprintf("%d do not belong to the user with number %d as the database does, or cannot be looked at, so that the service may not read them", len(names), whose), names)
	} else {
		f.ok("owner", "all that is in %s belongs to one user", dir)
	}
}

// checkDates warns of entered dates that are too far from any that the rule
// gives to be right, and names those to be settled soon, which are no fault.
func checkDates(ctx context.Context, s *store, f *findings) error {
	today := calendar.DateOf(f.Now().In(calendar.Berlin))
	cal := s.calendar()
	entered, err := s.Dates(ctx)
	if err != nil {
		return err
	}
	for _, k := range entered.Confirmed {
		// As if it were entered today, by somebody who means it.
		again := *k
		again.Revision, again.Outside, again.Note = calendar.Revision{}, true, cmp.Or(k.Note, "?")
		if err := again.Validate(cal); err != nil && k.First != 0 {
			f.warning("dates", fmt.Sprintf("if it is a mistake: vielfalt dates remove %s %v", k.Observance, k.First), "%s on %v, entered by %s: %s", k.Observance, k.First, k.Editor, sentence(err))
		}
	}
	var lines []string
	for _, u := range cal.Unsettled(today, today+dueDays) {
		lines = append(lines, strings.ReplaceAll(unsettledText(cal, u), "\t", "  "))
	}
	if len(lines) == 0 {
		f.ok("dates", "none of the next three months is to be settled")
		return nil
	}
	f.ok("dates", "%d of the next three months are to be settled; vielfalt dates due lists them, dates confirm enters them", len(lines))
	for _, l := range lines {
		fmt.Fprintf(f.Stdout, "%20s%s\n", "", l)
	}
	return nil
}
