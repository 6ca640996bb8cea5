package german

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/blevesearch/snowballstem"
	snowball "github.com/blevesearch/snowballstem/german"
	"github.com/goccy/go-yaml"
)

//go:embed words.yaml
var words []byte

// Marks that tell tokens apart from words as written.
const (
	Soft    = "~" // the stem of a word, or of a part of it
	Concept = "^" // a group of synonyms
	Key     = "#" // a telephone number, a room, a department
	Near    = "&" // two stems that stand near each other
)

// analysisVersion is raised with every code change that gives documents
// different tokens.
const analysisVersion = 8

// A Language is what is known about German and about the subject. It does not
// change after [New] and is safe for concurrent use.
type Language struct {
	schema     string
	stop       map[string]bool
	joining    map[string]bool // between the halves of suspended compounds
	address    map[string]bool // titles before names
	question   map[string]bool
	asker      map[string]bool
	asked      map[string]bool
	person     map[string]bool
	reached    map[string]bool
	parts      map[string]bool // stems of compound parts that need not occur in any text
	chance     map[string]bool // what compounds hold only by chance
	whole      map[string]bool // words that are no compounds
	about      map[string]bool // heads of compounds that are about the word before
	phrases    map[string][]phrase
	members    map[string][]string // concept → the stems of its phrases
	also       map[string][]string // concept → concepts, both with their mark
	tasks      map[string][]task   // by the first of their stems
	inTasks    map[string]bool     // all of these
	several    map[string][]string // concept → those that it finds as well
	loose      map[string][]string // folded word → concepts
	days       map[string]bool     // concepts that are names of days
	traditions map[string]string
	kinds      map[string]string     // what documents of a type are called
	single     map[string]bool       // the same, to look up
	singles    []string              // one-word synonyms, folded
	sounds     map[string][]sounding // by the beginning of their keys

	house atomic.Pointer[house] // the last one that was asked for
}

// A sounding is a name of a concept, to be found by its sound.
type sounding struct{ text, concept string }

// A phrase is one way of writing a concept: the stems of its words.
type phrase struct {
	stems   []string
	concept string // with its mark
}

// New reads the embedded words.yaml. The names of days come from elsewhere, see
// [DayNames].
func New(more ...Synonyms) (*Language, error) { return parse(words, more...) }

func parse(data []byte, more ...Synonyms) (*Language, error) {
	var file struct {
		Stop, Joining, Question, Asker, Asked, Person, Reached, Address, Parts, Chance, Whole, About []string
		Groups                                                                                       [][]string
		Also                                                                                         [][]string
		Traditions, Kinds                                                                            map[string]string
	}
	if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("read the words of search: %w", err)
	}
	h := fnv.New32a()
	h.Write(data)
	h.Write([]byte(lawsText))
	h.Write(tasks)
	for _, m := range more {
		fmt.Fprintf(h, "%q", m)
	}
	l := &Language{
		schema:     fmt.Sprintf("%d-%08x", analysisVersion, h.Sum32()),
		stop:       set(file.Stop),
		joining:    set(file.Joining),
		address:    set(file.Address),
		question:   set(file.Question),
		asker:      set(file.Asker),
		asked:      set(file.Asked),
		person:     set(file.Person),
		reached:    set(file.Reached),
		parts:      map[string]bool{},
		chance:     set(file.Chance),
		whole:      set(file.Whole),
		about:      set(file.About),
		single:     map[string]bool{},
		phrases:    map[string][]phrase{},
		members:    map[string][]string{},
		also:       map[string][]string{},
		several:    map[string][]string{},
		loose:      map[string][]string{},
		days:       map[string]bool{},
		sounds:     map[string][]sounding{},
		traditions: file.Traditions,
		kinds:      file.Kinds,
	}
	for p := range set(file.Parts) {
		l.parts[stem(p)] = true
	}
	groups := file.Groups
	for _, m := range more {
		groups = append(groups, m.Groups...)
	}
	for i, g := range groups {
		if len(g) < 2 && i < len(file.Groups) {
			return nil, fmt.Errorf("read the words of search: group %d has less than two members", i+1)
		}
		concept := Concept + strings.Join(texts(Words(g[0])), "")
		if i >= len(file.Groups) {
			l.days[concept] = true
		}
		for _, p := range g {
			if err := l.addPhrase(p, concept); err != nil {
				return nil, err
			}
			if prefix := soundPrefix(Fold(p)); prefix != "" {
				l.sounds[prefix] = append(l.sounds[prefix], sounding{p, concept})
			}
		}
	}
	for _, pair := range file.Also {
		if len(pair) != 2 {
			return nil, fmt.Errorf("read the words of search: %q: a line of \"also\" has two members", pair)
		}
		for _, from := range l.conceptsOf(pair[0]) {
			l.also[from] = append(l.also[from], l.conceptsOf(pair[1])...)
		}
	}
	if err := l.readTasks(); err != nil {
		return nil, err
	}
	for _, m := range more {
		l.addSynonyms(m)
	}
	return l, nil
}

// addSynonyms adds what is said of the groups of some synonyms, which are there.
func (l *Language) addSynonyms(s Synonyms) {
	lead := func(to map[string][]string, from []string, names []string) {
		for _, c := range from {
			for _, n := range names {
				to[c] = append(to[c], l.conceptsOf(n)...)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Several)) {
		lead(l.several, l.conceptsOf(name), s.Several[name])
	}
	for _, head := range slices.Sorted(maps.Keys(s.Listed)) {
		lead(l.several, l.conceptsOf(head), s.Listed[head])
	}
	for _, head := range slices.Sorted(maps.Keys(s.Wider)) {
		lead(l.also, l.conceptsOf(head), s.Wider[head])
	}
	for w, heads := range s.Loose {
		lead(l.loose, []string{w}, heads)
	}
}

// Schema names this version of the analysis. Documents analysed by another one
// must be analysed again.
func (l *Language) Schema() string { return l.schema }

func (l *Language) addPhrase(text, concept string) error {
	ws := texts(Words(text))
	if len(ws) == 0 {
		return fmt.Errorf("read the words of search: %q has no words", text)
	}
	if len(ws) == 1 {
		l.singles = append(l.singles, ws[0])
		l.single[ws[0]] = true
		if partWord(ws[0]) {
			l.parts[stem(ws[0])] = true
		}
	}
	p := phrase{stems: make([]string, len(ws)), concept: concept}
	for i, w := range ws {
		p.stems[i] = stem(w)
	}
	l.phrases[p.stems[0]] = append(l.phrases[p.stems[0]], p)
	l.members[concept] = append(l.members[concept], p.stems...)
	return nil
}

// conceptsOf returns the concepts a phrase stands for; a phrase without a group
// becomes a group.
func (l *Language) conceptsOf(text string) []string {
	ws := Words(text)
	stems := make([]string, len(ws))
	for i, w := range ws {
		stems[i] = stem(w.Text)
	}
	var out []string
	for _, m := range l.match(stems) {
		if m.n == len(stems) {
			out = append(out, m.concept)
		}
	}
	if len(out) == 0 {
		c := Concept + strings.Join(texts(ws), "")
		if l.addPhrase(text, c) == nil {
			out = append(out, c)
		}
	}
	return out
}

// meanings returns the concepts of a single word, given by its stem.
func (l *Language) meanings(stem string) []string {
	var out []string
	for _, p := range l.phrases[stem] {
		if len(p.stems) == 1 {
			out = append(out, p.concept)
		}
	}
	return out
}

// listed reports whether a folded word, or an adjective without its ending, is one that
// means something: not if only another word of the same stem is.
func (l *Language) listed(w string) bool {
	return l.single[w] || slices.ContainsFunc(adjectival, func(end string) bool {
		base, ok := strings.CutSuffix(w, end)
		return ok && l.single[base]
	})
}

// alsoOf returns the concepts that a folded word, or those of it, lead to.
func (l *Language) alsoOf(w string) []string {
	out := slices.Clone(l.loose[w])
	for _, c := range l.meanings(stem(w)) {
		out = append(out, l.also[c]...)
	}
	return out
}

// A match is a phrase found in a row of stems: n of them, from i on.
type match struct {
	i, n    int
	concept string
}

// match finds all phrases in a row of stems.
func (l *Language) match(stems []string) []match {
	var out []match
	for i, s := range stems {
		if s == "" { // of a word that is not wanted
			continue
		}
	phrases:
		for _, p := range l.phrases[s] {
			if len(p.stems) > len(stems)-i {
				continue
			}
			for j, t := range p.stems {
				if stems[i+j] != t {
					continue phrases
				}
			}
			out = append(out, match{i, len(p.stems), p.concept})
		}
	}
	return out
}

func set(lines []string) map[string]bool {
	m := map[string]bool{}
	for _, line := range lines {
		for _, w := range Words(line) {
			m[w.Text] = true
		}
	}
	return m
}

func texts(ws []Word) []string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w.Text
	}
	return out
}

// older spells Greek and old German words as the reform of 1996 and its
// forerunners do: Photographie, Thal.
var older = strings.NewReplacer("ph", "f", "th", "t", "rrh", "rr")

// latin returns the plural of a word that ends in -um, which has the stem: Museum,
// Museen; Ministerium, Ministerien.
func latin(w string) string {
	if len(w) < 6 {
		return w
	}
	for _, end := range []string{"eum", "ium", "trum"} {
		if before, ok := strings.CutSuffix(w, end); ok {
			return before + strings.TrimSuffix(end, "um") + "en"
		}
	}
	if before, ok := strings.CutSuffix(w, "praktika"); ok {
		return before + "praktikum"
	}
	return w
}

// stem returns the Snowball stem of a folded word, of a woman that of the man, in
// the newer spelling; words with anything but plain letters are their own stem.
func stem(w string) string {
	if len(w) < 4 {
		return w
	}
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	w = masculine(w)
	if strings.Contains(w, "th") || strings.Contains(w, "ph") || strings.Contains(w, "rrh") { // few are
		w = older.Replace(w)
	}
	w = latin(w)
	if s, ok := agent(w); ok {
		return s
	}
	env := snowballstem.NewEnv(w)
	snowball.Stem(env)
	return env.Current()
}
