package profile

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"path"
	"strings"

	"github.com/goccy/go-yaml"

	"vielfalt/calendar"
)

//go:embed shipped
var shipped embed.FS

// Shipped returns the files of the profiles that come with the program.
func Shipped() fs.FS {
	f, err := fs.Sub(shipped, "shipped")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return f
}

// A Set holds profiles by observance. It is immutable.
type Set struct {
	home     calendar.Land
	profiles map[calendar.ID]*Profile
}

// Of returns the profile of an observance. The public holidays of all Länder
// share theirs: de-nw/karfreitag and de-by/karfreitag are in de/karfreitag.md,
// unless there is a file for one of them.
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

// All yields the profiles by the observances they are for, in no order.
func (s *Set) All() iter.Seq2[calendar.ID, *Profile] { return maps.All(s.profiles) }

// sourcesFile holds sources that several profiles cite.
const sourcesFile = "sources.yaml"

// Load reads profiles from folders of files tradition/slug.md, for a house in a
// Land: what rests on the law of another one is left out. A profile in a later
// folder takes the place of one in an earlier. Errors name file and field; the
// set holds all profiles without one.
func Load(home calendar.Land, folders ...fs.FS) (*Set, error) {
	set := &Set{home: home, profiles: make(map[calendar.ID]*Profile)}
	common := make(map[string]Source)
	var problems []error
	for _, folder := range folders {
		if err := readSources(folder, sourcesFile, common); err != nil {
			problems = append(problems, err)
		}
		traditions, err := fs.ReadDir(folder, ".")
		if err != nil {
			problems = append(problems, err)
		}
		for _, t := range traditions {
			if !t.IsDir() {
				continue
			}
			shared := maps.Clone(common)
			if err := readSources(folder, path.Join(t.Name(), sourcesFile), shared); err != nil {
				problems = append(problems, err)
			}
			files, err := fs.Glob(folder, path.Join(t.Name(), "*.md"))
			if err != nil {
				problems = append(problems, err)
			}
			for _, name := range files {
				if err := set.read(folder, name, shared); err != nil {
					problems = append(problems, fmt.Errorf("%s: %w", name, err))
				}
			}
		}
	}
	return set, errors.Join(problems...)
}

func (s *Set) read(folder fs.FS, name string, shared map[string]Source) error {
	id, err := calendar.ParseID(strings.TrimSuffix(name, ".md"))
	if err != nil {
		return err
	}
	raw, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	r, err := Parse(id, raw, shared, s.home)
	if err != nil {
		return err
	}
	for _, o := range r.Observances {
		s.profiles[o] = r
	}
	return nil
}

// readSources adds the sources of a file to those known; no file is no error.
func readSources(folder fs.FS, name string, into map[string]Source) error {
	raw, err := fs.ReadFile(folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var list sources
	if err := yaml.UnmarshalWithOptions(raw, &list, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %s", name, yaml.FormatError(err, false, false))
	}
	all, err := list.list()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, one := range all {
		into[one.Key] = one
	}
	return nil
}
