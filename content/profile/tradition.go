package profile

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"vielfalt/calendar"
)

// A Tradition introduces a tradition: who its people are, and what matters to
// them at work.
type Tradition struct {
	// Text introduces it, in 80 to 120 German words; Plain does so in Einfache
	// Sprache, a sentence each.
	Text  Text
	Plain []string
	// Germany and Home say how many people in Germany and in the house's Land
	// belong to it, and as of when, or that nobody knows. Home is empty in a
	// Land for which that is not recorded.
	Germany, Home Text
	// What matters at work: times of prayer, food, shaking hands and the like,
	// mourning; each may be empty.
	Prayer, Food, Contact, Mourning Text
	// Related are traditions that it shares something with.
	Related []string
	// Books are indexes into Sources, from 1, of what is good to read.
	Books   []int
	Sources []Source
	Review  Review
}

// traditionFile is the name of the file that introduces a tradition.
const traditionFile = "tradition.md"

// How many words the text that introduces a tradition may have.
const (
	minTradition = 80
	maxTradition = 120
)

// traditionFront is the front matter of such a file:
//
//	---
//	germany: Rund 90.000 Menschen gehörten 2023 einer Gemeinde an. [zwst]       # needed
//	home: {nw: "In Nordrhein-Westfalen waren es 2023 rund 25.000. [zwst]"}
//	prayer: …          # at work, each optional
//	food: …
//	contact: …         # shaking hands, looking into the eyes
//	mourning: …
//	related: [islamic, christian-western]
//	books: [brenner]   # keys of sources
//	plain: [Eine Religion …, …]
//	sources: …         # as in the file of an observance
//	reviewed: …
//	---
//	Who they are, in 80 to 120 words, every sentence with its source. [zwst]
type traditionFront struct {
	Germany  string                   `yaml:"germany"`
	Home     map[calendar.Land]string `yaml:"home"`
	Prayer   string                   `yaml:"prayer"`
	Food     string                   `yaml:"food"`
	Contact  string                   `yaml:"contact"`
	Mourning string                   `yaml:"mourning"`
	Related  []string                 `yaml:"related"`
	Books    []string                 `yaml:"books"`
	Plain    []string                 `yaml:"plain"`
	Sources  sources                  `yaml:"sources"`
	Reviewed reviewed                 `yaml:"reviewed"`
}

// Tradition returns what introduces a tradition.
func (s *Set) Tradition(id string) (*Tradition, bool) {
	t, ok := s.traditions[id]
	return t, ok
}

// readTradition reads the file of a tradition, if there is one.
func (s *Set) readTradition(folder fs.FS, id string, known shared) error {
	name := path.Join(id, traditionFile)
	raw, err := fs.ReadFile(folder, name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	t, err := parseTradition(raw, known, s.home)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	s.traditions[id] = t
	for _, one := range append([]string{id}, t.Related...) {
		s.named = append(s.named, naming{in: name, tradition: one})
	}
	return nil
}

// parseTradition reads the file of a tradition, for a house in a Land.
func parseTradition(raw []byte, common shared, home calendar.Land) (*Tradition, error) {
	var f traditionFront
	body, err := matter(raw, &f)
	if err != nil {
		return nil, err
	}
	r, own := newParser(common, f.Sources)
	t := &Tradition{Related: f.Related, Plain: r.plain(f.Plain)}
	t.Text = r.text("text", body)
	if n := len(strings.Fields(t.Text.String())); n < minTradition || n > maxTradition {
		r.wrong("text", "it has %d words; %d to %d are wanted", n, minTradition, maxTradition)
	}
	if t.Germany = r.text("germany", f.Germany); len(t.Germany) == 0 {
		r.wrong("germany", "it says how many people belong to it, or that there is no reliable figure")
	}
	t.Home = r.text("home."+string(home), f.Home[home])
	t.Prayer, t.Food = r.text("prayer", f.Prayer), r.text("food", f.Food)
	t.Contact, t.Mourning = r.text("contact", f.Contact), r.text("mourning", f.Mourning)
	t.Books = r.cite("books", f.Books)
	t.Review = r.review(f.Reviewed)
	t.Sources = r.sources
	// What is said of another Land is checked as well, and what it cites is cited.
	for land, text := range f.Home {
		if _, err := calendar.ParseLand(string(land)); err != nil {
			r.wrong("home", "%v", err)
		}
		r.text("home."+string(land), text)
	}
	r.unused(own, r.cited)
	if err := r.err(); err != nil {
		return nil, err
	}
	return t, nil
}

// plain checks sentences of Einfache Sprache.
func (r *parser) plain(all []string) []string {
	for _, one := range all {
		switch n := len(strings.Fields(one)); {
		case n > maxPlain:
			r.wrong("plain", "%q has %d words; at most %d are wanted", one, n, maxPlain)
		case several(one):
			r.wrong("plain", "these are several sentences, and each is one of the list: %q", one)
		}
	}
	return slices.Clip(all)
}
