package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/pdftext"
	"vielfalt/content/picture"
	"vielfalt/content/zipped"
)

// Limits on what is read.
const (
	maxMarkdown = 2 << 20  // bytes of a Markdown or side file
	maxLine     = 4 << 20  // bytes of a line of JSON
	maxJSON     = 64 << 20 // bytes of a file of JSON lines
	maxCSV      = 20 << 20
	maxPeople   = 20_000 // contacts of a file, which are in memory at once
	maxProblems = 100    // problems of one file that are reported individually
	maxMessage  = 1000   // bytes of each
)

// An Importer imports files into a store. Over its lifetime a file counts only
// once, by name, and so does an id.
type Importer struct {
	Store content.Store
	Files content.Files
	// Calendar returns the calendar in use.
	Calendar func() *calendar.Calendar
	// Almanac follows the days and dates that are imported; nil if Calendar
	// never changes.
	Almanac Almanac
	PDF     *pdftext.Extractor
	// Pictures makes pictures of files.
	Pictures *picture.Maker
	// Now says which dates of a series are still to come.
	Now func() time.Time
	// By is who imported, for the change log.
	By string
	// AsDraft takes in what files call approved as a draft, which readers do not see.
	AsDraft bool
	// Days finds the observances that a name may mean, best first, Named those of
	// which it is a whole name, and Like the one of several things, each with its
	// names, that somebody may have meant who wrote something else. Any may be nil.
	Days, Named func(name string) []calendar.ID
	Like        func(wrote string, names [][]string) (int, bool)
	// Progress is told of every file once it is done, and last of an end without
	// a name. It may be nil.
	Progress func(Progress)
	// Done is told of what was new or changed, in the order of the files, as it
	// is stored. It may be nil.
	Done func(Outcome)

	// Called returns what a file is called in reports, which also identifies it
	// throughout the importer's lifetime; nil means its name.
	Called func(name string) string
	// Origin returns the whole name of a file, by which it is known from one import to
	// the next, with / between folders; nil if that is not remembered. See [Importer.Gone].
	Origin func(name string) string

	origins  *origins
	seen     map[string]string          // id → file
	mailed   map[string][]mailed        // people by their mail address, in small letters
	done     map[string]bool            // files, by the name they are called
	unpacked bool                       // the files are those of a ZIP
	themes   *themes                    // nil until they are asked for
	led      map[string]string          // addresses of the records that files become, by name
	names    map[string]map[string]bool // what is in the folders of the file system
	shown    map[string]bool            // files of pictures that a text has named
	room     []byte                     // for PDFs, the largest files, one after the other
}

// A Progress is how far an import has come.
type Progress struct {
	File string // done last; empty at the end
	// Files of how many are done, and Records of them read, this path of the
	// command line alone.
	Files, Of, Records int
}

// An Outcome is a record, or what else a file holds, that was new or is changed.
type Outcome struct {
	File  string
	Line  int // from 1; 0 if it is the whole file
	What  string
	IsNew bool
}

// String formats the outcome as problems are.
func (o Outcome) String() string {
	word := "changed"
	if o.IsNew {
		word = "new"
	}
	return Problem{o.File, o.Line, word + ": " + o.What}.String()
}

// A Summary is what an import did.
type Summary struct {
	Files, Records int
	// Changed is how many of the records were new or different from before, and
	// New how many of these there were not at all.
	Changed, New int
	// Drafts is how many of these are now the open draft of something that
	// readers go on seeing unchanged.
	Drafts int
	// Beside are drafts that could not become the open draft because somebody
	// else's was. They are stored as versions, and nobody works on them.
	Beside []Problem
	// Problems are why files were left out, Notes what was ignored in files
	// that were stored, and Omitted why single events or cards were left out of
	// files whose others were stored.
	Problems, Notes, Omitted []Problem
}

// Add adds the results of another import.
func (s *Summary) Add(o Summary) {
	s.Files += o.Files
	s.Records += o.Records
	s.Changed += o.Changed
	s.New += o.New
	s.Drafts += o.Drafts
	s.Beside = append(s.Beside, o.Beside...)
	s.Problems = append(s.Problems, o.Problems...)
	s.Notes = append(s.Notes, o.Notes...)
	s.Omitted = append(s.Omitted, o.Omitted...)
}

// A Problem is something wrong in a file.
type Problem struct {
	File   string
	Line   int // from 1; 0 if it concerns the whole file
	Reason string
}

// String formats the problem as compilers do: file:line: reason.
func (p Problem) String() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Reason)
	}
	return p.File + ": " + p.Reason
}

// A spot is a place in a file; line 0 means the whole file.
type spot struct {
	file string
	line int
}

// An entry is a record being imported.
type entry struct {
	spot
	fields   map[string]spot // where individual fields are, if known
	record   content.Record
	history  content.History
	problems content.Problems // what is wrong with the form
	untimed  string           // as in fields
}

// of returns where a field is: "publish.at" if known, else "publish", else
// where the record begins.
func (e *entry) of(field string) spot {
	for {
		if s, ok := e.fields[field]; ok {
			return s
		}
		i := strings.LastIndexByte(field, '.')
		if i < 0 {
			return e.spot
		}
		field = field[:i]
	}
}

// A batch is what is read from one file (with its side files).
type batch struct {
	file     string
	entries  []*entry
	people   []*person // who become entries by addPeople, once all are known
	dated    []*dated
	switches []calendar.Switch
	words    []WordLine
	pins     []pinLine
	problems []Problem
	more     int // problems beyond those reported individually
	// apart says that the records were written by a program, and each stands for
	// itself: one with a problem is omitted, and the others are stored.
	apart   bool
	omitted []Problem
	left    []string // the ids of these, or what the ids of a series begin with
	notes   []Problem
	noted   map[string]bool
	// made are the pictures of the batch, by the hash of their files.
	made     map[string]content.MadePicture
	outcomes []Outcome
	// puts store what belongs to the records, once all of them are valid.
	puts []func(context.Context) error
}

func (b *batch) problem(line int, format string, args ...any) {
	b.problemAt(spot{b.file, line}, format, args...)
}

func (b *batch) problemAt(s spot, format string, args ...any) {
	if len(b.problems) == maxProblems {
		b.more++
		return
	}
	b.problems = append(b.problems, Problem{s.file, s.line, short(fmt.Sprintf(format, args...))})
}

// alone runs what reads one record. It returns false if the batch is apart and there
// was a problem, so that the record has to be left out.
func (b *batch) alone(read func()) bool {
	before := len(b.problems)
	read()
	if !b.apart || len(b.problems) == before {
		return true
	}
	b.omitted = append(b.omitted, b.problems[before:]...)
	b.problems = b.problems[:before]
	return false
}

// first returns the problems of a file that are reported individually, and how many
// more there are.
func first(file string, problems []Problem, more int) []Problem {
	n := min(len(problems), maxProblems)
	if more += len(problems) - n; more > 0 {
		return append(problems[:n:n], Problem{File: file, Reason: fmt.Sprintf("and %d more problems", more)})
	}
	return problems
}

// short returns a message that does not repeat all that a file holds.
func short(message string) string {
	if len(message) <= maxMessage {
		return message
	}
	return strings.ToValidUTF8(message[:maxMessage], "") + "…"
}

// note reports what was ignored, once per file.
func (b *batch) note(line int, format string, args ...any) {
	b.noteAt(spot{b.file, line}, format, args...)
}

func (b *batch) noteAt(at spot, format string, args ...any) {
	s := short(fmt.Sprintf(format, args...))
	if b.noted[s] {
		return
	}
	if b.noted == nil {
		b.noted = make(map[string]bool)
	}
	b.noted[s] = true
	b.notes = append(b.notes, Problem{at.file, at.line, s})
}

// add turns fields into an entry.
func (b *batch) add(line int, f *fields) *entry { return b.addAt(spot{b.file, line}, f) }

func (b *batch) addAt(at spot, f *fields) *entry {
	r, history, problems := f.record()
	e := &entry{spot: at, record: r, history: history, problems: problems, untimed: f.untimed}
	b.entries = append(b.entries, e)
	return e
}

// A format turns one file into records.
type format func(im *Importer, ctx context.Context, fsys fs.FS, b *batch)

// formats are the formats by extension. Those without a reader belong to
// another file and are imported with it.
var formats = map[string]format{
	".md":       readText,
	".markdown": readText,
	".jsonl":    readJSONLines,
	".ndjson":   readJSONLines,
	".csv":      readTable,
	".pdf":      readPDF,
	".yaml":     readDates, // or next to a PDF
	".yml":      readDates,
	".svg":      nil, // pictures belong to a text
	".jpg":      nil,
	".jpeg":     nil,
	".png":      nil,
	".webp":     nil,
	".ics":      readCalendar,
	".docx":     readText,
	".odt":      readText,
	".xlsx":     readSheet,
	".ods":      readSheet,
	".vcf":      readCards,
	".vcard":    readCards,
	".zip":      nil, // a folder of its own
}

// notShown are the endings of pictures that browsers do not show, or that are not taken
// in. A text that names one is told what to do by [picture.Maker].
var notShown = []string{".heic", ".heif", ".avif", ".gif", ".tif", ".tiff", ".bmp", ".jfif", ".psd"}

// Import reads root, a file or a folder of fsys, and stores what is valid. The
// error is for what stops the whole import; what is wrong with individual files
// is in the summary.
func (im *Importer) Import(ctx context.Context, fsys fs.FS, root string) (sum Summary, err error) {
	called := im.Called
	if called == nil {
		called = func(name string) string { return name }
	}
	var inside Summary // of the ZIPs, whose files are called as they are already
	defer func() {
		for _, list := range [][]Problem{sum.Problems, sum.Notes, sum.Omitted, sum.Beside} {
			for i := range list {
				list[i].File = called(list[i].File)
			}
		}
		sum.Add(inside)
	}()
	if im.seen == nil {
		im.seen, im.done, im.mailed = make(map[string]string), make(map[string]bool), make(map[string][]mailed)
		im.origins = &origins{of: make(map[string]string), here: make(map[string]bool), unclear: make(map[string]bool)}
	}
	if im.Origin != nil && !im.unpacked {
		im.origins.roots = append(im.origins.roots, im.Origin(root))
	}
	im.led = make(map[string]string) // of this file system
	im.shown = make(map[string]bool)
	im.names = make(map[string]map[string]bool)
	names, pictures, err := im.listFiles(fsys, root, &sum)
	if err != nil {
		return sum, err
	}
	for _, p := range sum.Problems {
		im.origins.unclear[im.origin(p.File)] = true
	}
	for i, name := range names {
		label := called(name)
		if im.done[label] {
			continue
		}
		if extension(name) == ".zip" {
			some, err := im.zip(ctx, fsys, name, called)
			inside.Add(some)
			if err != nil {
				return sum, err
			}
			im.done[label] = true
			continue
		}
		b := &batch{file: name}
		if ctx.Err() == nil {
			formats[extension(name)](im, ctx, fsys, b)
			if len(b.problems) == 0 {
				im.versions(ctx, fsys, b)
			}
			if im.AsDraft && len(b.dated)+len(b.switches)+len(b.words)+len(b.pins) > 0 {
				b.note(0, "days and dates, words and pins have no drafts: they count at once")
			}
			im.check(b, label)
			if err := im.checkThemes(ctx, b); err != nil {
				return sum, fmt.Errorf("import %s: %w", label, err)
			}
			if err := im.checkDates(ctx, b, label); err != nil {
				return sum, fmt.Errorf("import %s: %w", label, err)
			}
			if err := im.checkWords(ctx, b); err != nil {
				return sum, fmt.Errorf("import %s: %w", label, err)
			}
		}
		if err := ctx.Err(); err != nil {
			return sum, fmt.Errorf("import stopped after %d of %d files, before %s: %w", i, len(names), label, err)
		}
		im.done[label] = true
		sum.Files++
		if len(b.problems) > 0 || len(b.omitted) > 0 && len(b.entries) == 0 {
			sum.Problems = append(sum.Problems, first(name, append(b.omitted, b.problems...), b.more)...)
			im.origins.unclear[im.origin(name)] = true
			continue
		}
		changed, err := im.store(ctx, b, &sum)
		for _, rest := range []struct {
			what  string
			n     int
			store func(context.Context, *batch) (int, error)
		}{{"days and dates", len(b.dated), im.storeDates}, {"changes of conventions", len(b.switches), im.storeSwitches}, {"words and pins", len(b.words) + len(b.pins), im.storeWords}} {
			if err == nil {
				var more int
				more, err = rest.store(ctx, b)
				changed += more
				if more > 0 {
					b.outcomes = append(b.outcomes, Outcome{b.file, 0, fmt.Sprintf("%d of %d %s", more, rest.n, rest.what), false})
				}
			}
		}
		if err == nil && extension(name) == ".ics" {
			err = im.missing(ctx, b, label)
		}
		if errors.Is(err, content.ErrConflict) || errors.As(err, new(content.Problems)) {
			im.forget(b)
			sum.Problems = append(sum.Problems, Problem{File: name, Reason: err.Error()})
			im.origins.unclear[im.origin(name)] = true
			continue
		}
		if err != nil {
			return sum, fmt.Errorf("import %s: %w", label, err)
		}
		im.came(name, b)
		sum.Notes = append(sum.Notes, b.notes...)
		sum.Omitted = append(sum.Omitted, first(name, b.omitted, 0)...)
		sum.Records += len(b.entries) + len(b.dated) + len(b.switches) + len(b.words) + len(b.pins)
		sum.Changed += changed
		for _, o := range b.outcomes {
			if o.IsNew {
				sum.New++
			}
			if o.File = called(o.File); im.Done != nil {
				im.Done(o)
			}
		}
		if im.Progress != nil {
			im.Progress(Progress{label, i + 1, len(names), sum.Records})
		}
	}
	for _, name := range pictures {
		if slices.Contains(notShown, extension(name)) && !im.shown[name] {
			sum.Notes = append(sum.Notes, Problem{File: name, Reason: "passed over: no text that was read shows it; if one is to, save it as JPEG or PNG and name that"})
			continue
		}
		// A text with a problem may be the one that names it.
		if !im.shown[name] && len(sum.Problems) == 0 {
			sum.Notes = append(sum.Notes, Problem{File: name, Reason: "no text names this picture, so it was not taken in"})
		}
	}
	if im.Progress != nil {
		im.Progress(Progress{"", len(names), len(names), sum.Records})
	}
	return sum, nil
}

// listFiles finds the files to read: days and dates first, then brochures,
// because articles name them, and ZIPs last. Pictures are read with the texts that
// name them.
func (im *Importer) listFiles(fsys fs.FS, root string, sum *Summary) (names, pictures []string, err error) {
	err = fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil && name == root {
			return err
		}
		if err != nil {
			sum.Problems = append(sum.Problems, Problem{File: name, Reason: cause(err)})
			return fs.SkipDir
		}
		over := ""
		if by := noiseOf(name); by != "" {
			over = by + " keeps it for itself"
		} else if name != root && strings.HasPrefix(path.Base(name), ".") {
			over = "it is hidden, as its name begins with a dot"
		}
		if over != "" {
			sum.Notes = append(sum.Notes, Problem{File: name, Reason: "passed over: " + over})
		}
		switch {
		case d.IsDir() && (over != "" || filesOfVersions(fsys, name)):
			return fs.SkipDir
		case d.IsDir(), over != "":
			return nil
		}
		if im.unpacked && zipped.IsNested(name) {
			sum.Problems = append(sum.Problems, Problem{File: name, Reason: "what is packed within a ZIP is not opened; unpack it and pack its files with the others"})
			return nil
		}
		with, reason := owner(fsys, name)
		switch {
		case reason != "":
			sum.Problems = append(sum.Problems, Problem{File: name, Reason: reason})
		case with == "" && name == root:
			sum.Problems = append(sum.Problems, Problem{File: name, Reason: "a picture is taken in with the text that names it; import that"})
		case with == "":
			pictures = append(pictures, name)
		case with == name || name == root:
			names = append(names, with)
		}
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("import: %w", err)
	}
	slices.SortStableFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(turn(a), turn(b)), strings.Compare(a, b))
	})
	return names, pictures, nil
}

// turn returns a file's place in the order.
func turn(name string) int {
	switch extension(name) {
	case ".yaml", ".yml":
		return 0
	case ".pdf":
		return 1
	case ".zip":
		return 3
	}
	return 2
}

// owner returns the file with which a file is imported: itself, or the one it
// belongs to, or nothing if that is not known. reason is why it cannot be
// imported at all.
func owner(fsys fs.FS, name string) (with, reason string) {
	info, err := fs.Stat(fsys, name)
	read, known := formats[extension(name)]
	known = known || slices.Contains(notShown, extension(name))
	if errors.Is(err, fs.ErrNotExist) {
		return "", "it is a link that leads nowhere"
	} else if err != nil {
		return "", cause(err)
	} else if info.IsDir() {
		return "", "it is a link to a folder, which is not followed; import that folder itself"
	} else if !known {
		if better := instead[extension(name)]; better != "" {
			return "", "this kind of file cannot be imported; save it as " + better
		}
		return "", "this kind of file cannot be imported (Markdown, .docx, .odt, PDF, .xlsx, .ods, CSV, .ics, .vcf, JSON lines, YAML and ZIP can)"
	} else if !info.Mode().IsRegular() {
		return "", "it is not a regular file"
	}
	if main, missing := besideOf(fsys, name); missing {
		return "", "the record whose versions these are is not beside it"
	} else if main != "" {
		return main, ""
	}
	stem := strings.TrimSuffix(name, path.Ext(name))
	switch {
	case extension(name) == ".zip":
		return name, ""
	case read != nil && extension(name) != ".yaml" && extension(name) != ".yml":
		if main := mainOf(fsys, name); main != "" {
			return main, ""
		}
		return name, ""
	case read != nil:
		for _, ending := range []string{".pdf", ".PDF"} {
			if pdf := find(fsys, stem+ending); pdf != "" {
				return pdf, ""
			}
		}
		if datesIn(fsys, name) {
			return name, ""
		}
		return "", "there is no PDF of the same name beside it, and it does not begin with days: or dates:"
	}
	return "", "" // a picture: whichever text names it imports it
}

// instead says as what files of other kinds are to be saved.
var instead = map[string]string{
	".doc": ".docx", ".docm": ".docx", ".dot": ".docx", ".dotx": ".docx", ".rtf": ".docx", ".pages": ".docx", ".wpd": ".docx", ".ott": ".odt", ".fodt": ".odt", ".sxw": ".odt",
	".xls": ".xlsx", ".xlsm": ".xlsx", ".xlsb": ".xlsx", ".fods": ".ods", ".numbers": ".xlsx",
	".ppt": "PDF", ".pptx": "PDF", ".odp": "PDF", ".indd": "PDF", ".pub": "PDF", ".msg": ".ics or .vcf", ".pst": ".ics or .vcf",
	".rar": "ZIP", ".7z": "ZIP", ".tar": "ZIP", ".gz": "ZIP", ".tgz": "ZIP",
}

func extension(name string) string { return strings.ToLower(path.Ext(name)) }

// cause returns why a file cannot be read, without its path, which the report
// gives already.
func cause(err error) string {
	var e *fs.PathError
	if errors.As(err, &e) {
		err = e.Err
	}
	if packed := zipped.Cause(err); packed != "" {
		return packed
	}
	if err.Error() == "path escapes from parent" { // from os.Root, which has no named error for it
		return "it is a link that leads out of the folder"
	}
	return err.Error()
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

// check validates the records of a file, called by that name in reports, and
// looks for duplicate ids.
func (im *Importer) check(b *batch, called string) {
	known := func(id calendar.ID) bool { _, ok := im.Calendar().Observance(id); return ok }
	here := make(map[string]spot)
	b.entries = slices.DeleteFunc(b.entries, func(e *entry) bool {
		fine := b.alone(func() { im.checkEntry(b, e, known, here) })
		if !fine {
			b.left = append(b.left, e.record.Base().ID)
		}
		return !fine
	})
	if len(b.problems) == 0 {
		for id := range here {
			im.seen[id] = called
		}
	}
}

// checkEntry validates one record. here are the ids of those before it in the file.
func (im *Importer) checkEntry(b *batch, e *entry, known func(calendar.ID) bool, here map[string]spot) {
	problems := e.problems
	exported := len(e.history.Versions) > 0 // which is taken as it is
	if exported && im.AsDraft {
		b.problemAt(e.spot, "this is from an export, which cannot be taken in as a draft; import it without --as-draft")
		return
	}
	if e.record != nil {
		if !exported {
			im.called(e.record.Base())
		}
		if e.record.Base().ID == "" && e.record.Base().Title != "" && !slices.Contains(lineEndings, extension(e.file)) {
			problems = slices.Clip(problems)
			problems.Add("id", "problem.id", "it is missing, and the name gives none, as it has no letters from a to z; write one, such as id: %s", e.record.Base().Type)
		}
		problems = append(problems, im.strangers(b, e)...)
		found := slices.Clone(problems)
		var more content.Problems
		errors.As(e.record.Validate(known), &more)
		for _, p := range more {
			// What cannot be read is not also missing.
			if !slices.ContainsFunc(found, func(q content.Problem) bool { return q.Field == p.Field }) {
				problems = append(problems, p)
			}
		}
	}
	if e.untimed != "" {
		b.noteAt(e.of(e.untimed), "%s: the time of day was left out: start and end have to have one both, or the event takes whole days", e.untimed)
	}
	of := ""
	if b.apart && e.record != nil {
		of = nameless(clipped(e.record.Base().Title)) + ": "
	}
	for _, p := range problems {
		b.problemAt(e.of(p.Field), "%s%s: %s", of, p.Field, p.Detail)
	}
	if e.record == nil {
		return
	}
	id, what := e.record.Base().ID, ""
	if e.record.Base().Type == content.TypeContact {
		if what = "; if it is the same person take one of them out"; !b.apart {
			what += `, else add a column "id"`
		}
	}
	first, twice := here[id]
	switch other := im.seen[id]; {
	case twice && first.file != e.file:
		b.problemAt(e.of("id"), "%sid %q appears a second time, after line %d of %s%s", of, id, first.line, path.Base(first.file), what)
	case twice:
		b.problemAt(e.of("id"), "%sid %q appears a second time, after line %d%s", of, id, first.line, what)
	case other != "":
		b.problemAt(e.of("id"), "%sid %q appears a second time, after %s%s", of, id, other, what)
	}
	if !twice || !b.apart {
		here[id] = e.spot
	}
}

// forget frees the ids of a file that was not stored.
func (im *Importer) forget(b *batch) {
	for _, e := range b.entries {
		delete(im.seen, e.record.Base().ID)
	}
	for _, d := range b.dated {
		if d.day != nil {
			delete(im.seen, string(d.day.ID))
		} else {
			delete(im.seen, d.date.ID())
		}
	}
}

// store saves the records of a file in one transaction, and returns how many
// were new or different from before.
func (im *Importer) store(ctx context.Context, b *batch, sum *Summary) (changed int, err error) {
	if len(b.entries) == 0 {
		return 0, nil
	}
	for _, put := range b.puts {
		if err := put(ctx); err != nil {
			return 0, err
		}
	}
	ids := make([]string, len(b.entries))
	records := make([]content.Record, len(b.entries))
	history := make(map[string]content.History)
	for i, e := range b.entries {
		it := e.record.Base()
		ids[i], records[i] = it.ID, e.record
		history[it.ID] = e.history
	}
	before, err := im.Store.Stored(ctx, ids)
	if err != nil {
		return 0, err
	}
	for _, e := range b.entries {
		if it := e.record.Base(); im.AsDraft && it.State == content.Approved {
			it.State = content.Draft
		}
	}
	for _, r := range records {
		r.Base().Version = before[r.Base().ID].Version
	}
	if err := im.Store.SaveWithHistory(ctx, im.By, history, records...); err != nil {
		return 0, err
	}
	var drafted []string // where there may be two texts: what readers see or saw, and drafts
	for _, r := range records {
		if it, was := r.Base(), before[r.Base().ID]; was.Version > 0 && (!was.State.Published() || !it.State.Published()) {
			drafted = append(drafted, it.ID)
		}
	}
	after := map[string]content.Stored{}
	if len(drafted) > 0 {
		if after, err = im.Store.Stored(ctx, drafted); err != nil {
			return 0, err
		}
	}
	var changes []change
	for _, e := range b.entries {
		it := e.record.Base()
		was, now := before[it.ID], after[it.ID]
		if open := e.history.Open; open > 0 && was.Version > 0 && was.Draft == 0 {
			b.noteAt(e.spot, "%s %q is there already, so its open draft, version %d of the export, was left out", it.Type, it.ID, open)
		}
		switch {
		case it.State.Published() || was.Version == 0:
			if it.Version == was.Version {
				continue
			}
			if left := cmp.Or(was.Draft, now.Draft); left > 0 {
				b.noteAt(e.spot, "%s %q has an open draft, version %d, which was left alone: it is of the text before", it.Type, it.ID, left)
			}
		case openDraft(now) == it.Version:
			if it.Version == openDraft(was) {
				continue
			}
			if was.State.Published() {
				sum.Drafts++
			}
		case it.Version == was.Version: // the draft of what readers see, as they see it
			continue
		default:
			sum.Beside = append(sum.Beside, Problem{e.file, e.line, fmt.Sprintf(
				"%s %q has an open draft already, version %d; this one is kept as version %d beside it", it.Type, it.ID, openDraft(now), it.Version)})
			if it.Version <= was.Last {
				continue
			}
		}
		changes = append(changes, change{e, was})
	}
	return len(changes), im.tell(ctx, b, changes)
}

// openDraft returns the number of the version that somebody works on; 0 for
// none.
func openDraft(s content.Stored) int64 {
	if s.State.Published() {
		return s.Draft
	}
	return s.Version
}

// read returns a whole text file in UTF-8, without a byte order mark, with plain
// line endings, or reports why not.
func (b *batch) read(fsys fs.FS, name string, limit int64) ([]byte, bool) {
	raw, err := readLimited(fsys, name, limit)
	if err != nil {
		b.problem(0, "%s", cause(err))
		return nil, false
	}
	text, note, err := decodeText(raw)
	if e := (*undecodable)(nil); errors.As(err, &e) {
		b.problemAt(spot{name, e.line}, "%v", err)
		return nil, false
	}
	if note != "" {
		b.noteAt(spot{name, 0}, "%s", note)
	}
	return text, true
}

func readLimited(fsys fs.FS, name string, limit int64) ([]byte, error) {
	return readInto(nil, fsys, name, limit)
}

// readInto reads a file into a room, or a new one if that is too small. Growing step
// by step would take a multiple of it.
func readInto(room []byte, fsys fs.FS, name string, limit int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	size := 0
	if info, err := f.Stat(); err == nil {
		size = int(min(info.Size(), limit))
	}
	if size > cap(room) {
		room = make([]byte, size)
	}
	r := io.LimitReader(f, limit+1)
	n, err := io.ReadFull(r, room[:size])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	more, err := io.ReadAll(r) // a file may have grown
	if err != nil {
		return nil, err
	}
	raw := more
	if n > 0 {
		raw = append(room[:n], more...)
	}
	if int64(len(raw)) > limit {
		return nil, fmt.Errorf("it is larger than %d kB", limit>>10)
	}
	return raw, nil
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug turns a name into an id: "Müller, Änne" becomes "mueller-aenne".
func slug(s string) string {
	s = norm.NFC.String(s)
	s = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(s))
	s = strings.Map(unaccent, latin.Replace(s))
	return strings.Trim(notSlug.ReplaceAllString(s, "-"), "-")
}
