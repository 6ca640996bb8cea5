package profile

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"vielfalt/calendar"
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

// Files of what several profiles cite or say.
const (
	sourcesFile   = "sources.yaml"
	greetingsFile = "greetings.yaml"
)

// Load reads profiles from folders of files tradition/slug.md, for a house in a
// Land: whatever rests on the law of another Land is left out. A profile in a
// later folder replaces one in an earlier folder, and so do its rules of law and
// of absence. Errors name file and field;
// the set holds all profiles without errors.
func Load(home calendar.Land, folders ...fs.FS) (*Set, error) {
	set := &Set{home: home, profiles: make(map[calendar.ID]*Profile), traditions: make(map[string]*Tradition)}
	common := shared{make(map[string]Source), make(map[string]greeting)}
	var problems []error
	var law []lawRule
	var away []absenceRule
	for _, folder := range folders {
		if err := common.read(folder, "."); err != nil {
			problems = append(problems, err)
		}
		// A house's rules take the place of those shipped.
		if own, err := laws(folder); err != nil {
			problems = append(problems, err)
		} else if len(own) > 0 {
			law = own
		}
		if own, err := absences(folder); err != nil {
			problems = append(problems, err)
		} else if len(own) > 0 {
			away = own
		}
		traditions, err := fs.ReadDir(folder, ".")
		if err != nil {
			problems = append(problems, err)
		}
		for _, t := range traditions {
			if !t.IsDir() {
				continue
			}
			known := common.clone()
			if err := known.read(folder, t.Name()); err != nil {
				problems = append(problems, err)
			}
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
				if err := set.read(folder, name, known); err != nil {
					problems = append(problems, fmt.Errorf("%s: %w", name, err))
				}
			}
		}
	}
	done := make(map[*Profile]bool)
	for _, id := range slices.Sorted(maps.Keys(set.profiles)) {
		p := set.profiles[id]
		if done[p] {
			continue
		}
		done[p] = true
		r := p.again(common)
		p.setLaw(law, r, home)
		p.setAbsence(away, r, home)
		p.Sources = r.sources
		if err := r.err(); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", id, err))
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

func (s *Set) read(folder fs.FS, name string, known shared) error {
	id, err := calendar.ParseID(strings.TrimSuffix(name, ".md"))
	if err != nil {
		return err
	}
	raw, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	r, err := parse(id, raw, known, s.home)
	if err != nil {
		return err
	}
	for _, o := range r.Observances {
		s.profiles[o] = r
	}
	return nil
}

// read adds what the files of a folder hold for all profiles in it.
func (s shared) read(folder fs.FS, dir string) error {
	var list sources
	name := path.Join(dir, sourcesFile)
	if err := readYAML(folder, name, &list); err != nil {
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
	if err := readYAML(folder, path.Join(dir, greetingsFile), &phrases); err != nil {
		return err
	}
	maps.Copy(s.greetings, phrases)
	return nil
}

// readYAML reads a file into a value; a missing file is not an error.
func readYAML(folder fs.FS, name string, into any) error {
	raw, err := fs.ReadFile(folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if len(raw) > maxFile {
		return fmt.Errorf("%s is larger than %d kB", name, maxFile>>10)
	}
	if err := yaml.UnmarshalWithOptions(raw, into, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %s", name, yaml.FormatError(err, false, false))
	}
	return nil
}
