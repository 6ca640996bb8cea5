package profile

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"vielfalt/calendar"
	"vielfalt/content/plainyaml"
)

//go:embed shipped
var shipped embed.FS

// Shipped returns the profile files that come with the program.
func Shipped() fs.FS {
	f, err := fs.Sub(shipped, "shipped")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return f
}

// A Set holds profiles by observance. It is immutable.
type Set struct {
	home       calendar.Land
	profiles   map[calendar.ID]*Profile
	traditions map[string]*Tradition
	named      []naming
}

// A naming says where a file names an observance, or a tradition.
type naming struct {
	in         string
	observance calendar.ID
	tradition  string
}

// Of returns the profile of an observance. The public holidays of all Länder
// share theirs: de-nw/karfreitag and de-by/karfreitag are in de/karfreitag.md,
// unless one of them has a file of its own.
func (s *Set) Of(id calendar.ID) (*Profile, bool) {
	if r, ok := s.profiles[id]; ok {
		return r, true
	}
	if strings.HasPrefix(id.Tradition(), "de-") {
		r, ok := s.profiles[calendar.ID("de/"+id.Slug())]
		return r, ok
	}
	return nil, false
}

// All yields the profiles by the observances they are for, in no particular
// order.
func (s *Set) All() iter.Seq2[calendar.ID, *Profile] { return maps.All(s.profiles) }

// Unknown says which observances and traditions the files name that there are
// not, each with the file: what is said of them is shown nowhere.
func (s *Set) Unknown(observance func(calendar.ID) bool, tradition func(string) bool) []string {
	var out []string
	for _, n := range s.named {
		switch {
		case n.tradition != "" && !tradition(n.tradition):
			out = append(out, fmt.Sprintf("%s: there is no tradition %q", n.in, n.tradition))
		case n.observance != "" && !observance(n.observance):
			out = append(out, fmt.Sprintf("%s: there is no day %q", n.in, n.observance))
		}
	}
	return out
}

// Files of what several profiles cite or say.
const (
	sourcesFile   = "sources.yaml"
	greetingsFile = "greetings.yaml"
)

// Load reads profiles from folders of files tradition/slug.md, for a house in a
// Land: whatever rests on the law of another Land is left out. A profile in a
// later folder replaces one in an earlier folder, and so does a rule of law or
// of absence with the same key; of two rules on one day the later is the law.
// What a folder shares, later ones may name. Errors name file and field; the set
// holds all profiles without errors.
func Load(home calendar.Land, folders ...fs.FS) (*Set, error) {
	set := &Set{home: home, profiles: make(map[calendar.ID]*Profile), traditions: make(map[string]*Tradition)}
	common := newShared()
	within := make(map[string]shared) // what the files of a tradition may name
	var problems []error
	var law ruleBook[lawRule]
	var away ruleBook[absenceRule]
	var texts []file
	for _, folder := range folders {
		here := newShared()
		problems = append(problems, here.read(folder, "."),
			law.add(folder, lawFile, checkLaw(make(map[string]string))), away.add(folder, absenceFile, checkAbsence))
		common.add(here)
		traditions, err := fs.ReadDir(folder, ".")
		if err != nil {
			problems = append(problems, err)
		}
		for _, t := range traditions {
			if !t.IsDir() {
				continue
			}
			known := newShared()
			known.add(common)
			known.add(within[t.Name()])
			known.add(here)
			problems = append(problems, known.read(folder, t.Name()))
			within[t.Name()] = known
			files, err := fs.Glob(folder, path.Join(t.Name(), "*.md"))
			if err != nil {
				problems = append(problems, err)
			}
			for _, name := range files {
				if path.Base(name) == traditionFile {
					if err := set.readTradition(folder, t.Name(), known); err != nil {
						problems = append(problems, err)
					}
					continue
				}
				texts = append(texts, file{folder: folder, name: name, known: known})
			}
		}
	}
	concurrently(texts, func(f *file) { f.read(home) })
	for _, f := range texts {
		if f.err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", f.name, f.err))
			continue
		}
		set.add(f.name, f.profile)
	}
	set.nameRules(law, away)
	all, laws, aways := set.distinct(), law.all(), away.all()
	concurrently(all, func(d *distinct) {
		r := d.profile.again(common)
		d.profile.setLaw(laws, r, home)
		d.profile.setAbsence(aways, r, home)
		d.profile.Sources = r.sources
		d.err = r.err()
	})
	for _, d := range all {
		if d.err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", d.id, d.err))
		}
	}
	return set, errors.Join(problems...)
}

// again returns a parser that goes on with the sources that a profile cites.
func (p *Profile) again(known shared) *parser {
	r := &parser{known: known, sources: p.Sources}
	for _, s := range p.Sources {
		r.cited = append(r.cited, s.Key)
	}
	return r
}

// A file is one that says what a day is.
type file struct {
	folder  fs.FS
	name    string
	known   shared // what it may name
	profile *Profile
	err     error
}

// read reads the file.
func (f *file) read(home calendar.Land) {
	id, err := calendar.ParseID(strings.TrimSuffix(f.name, ".md"))
	if err != nil {
		f.err = err
		return
	}
	raw, err := fs.ReadFile(f.folder, f.name)
	if err != nil {
		f.err = err
		return
	}
	f.profile, f.err = parse(id, raw, f.known, home)
}

// add puts a profile in the place of earlier ones for its observances.
func (s *Set) add(name string, p *Profile) {
	for _, o := range p.Observances {
		s.profiles[o] = p
		s.named = append(s.named, naming{in: name, observance: o})
	}
}

// distinct is a profile with the first of its observances.
type distinct struct {
	id      calendar.ID
	profile *Profile
	err     error
}

// distinct returns each profile once, in the order of the observances.
func (s *Set) distinct() []distinct {
	var out []distinct
	seen := make(map[*Profile]bool)
	for _, id := range slices.Sorted(maps.Keys(s.profiles)) {
		if p := s.profiles[id]; !seen[p] {
			seen[p] = true
			out = append(out, distinct{id: id, profile: p})
		}
	}
	return out
}

// concurrently does the same with each, on all processors: readers of the first
// page wait for it.
func concurrently[T any](all []T, do func(*T)) {
	var workers sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for w := range n {
		workers.Go(func() {
			for i := w; i < len(all); i += n {
				do(&all[i])
			}
		})
	}
	workers.Wait()
}

// nameRules notes what the rules name.
func (s *Set) nameRules(law ruleBook[lawRule], away ruleBook[absenceRule]) {
	days := func(in string, ids []calendar.ID) {
		for _, id := range ids {
			s.named = append(s.named, naming{in: in, observance: id})
		}
	}
	for _, key := range law.keys {
		days(lawFile+": "+key, law.rules[key].Observances)
	}
	for _, key := range away.keys {
		r, in := away.rules[key], absenceFile+": "+key
		days(in, slices.Concat(r.Observances, r.Except))
		for _, t := range r.Traditions {
			s.named = append(s.named, naming{in: in, tradition: t})
		}
	}
}

// read adds what the files of a folder hold for all profiles in it.
func (s shared) read(folder fs.FS, dir string) error {
	var list sources
	name := path.Join(dir, sourcesFile)
	if _, err := readYAML(folder, name, &list); err != nil {
		return err
	}
	all, err := list.list()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, one := range all {
		s.sources[one.Key] = one
	}
	var phrases map[string]greeting
	if _, err := readYAML(folder, path.Join(dir, greetingsFile), &phrases); err != nil {
		return err
	}
	maps.Copy(s.greetings, phrases)
	return nil
}

// readYAML reads a file into a value, and returns the lines of its keys; a
// missing or empty file is not an error.
func readYAML(folder fs.FS, name string, into any) (lines map[string]int, err error) {
	raw, err := fs.ReadFile(folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	lines, line, err := plainyaml.Decode(raw, maxFile, into)
	if err != nil && !errors.Is(err, plainyaml.ErrEmpty) {
		return nil, fmt.Errorf("%s: line %d: %w", name, line, err)
	}
	return lines, nil
}
