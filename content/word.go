package content

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A WordKind says what a Word does in a search.
type WordKind string

// The kinds of words.
const (
	GroupWord        WordKind = "group"        // its members mean the same
	AbbreviationWord WordKind = "abbreviation" // an abbreviation, then what it stands for
	StopWord         WordKind = "stop"         // it says nothing, and no hit must have it
)

// WordKinds lists the kinds.
func WordKinds() []WordKind { return []WordKind{GroupWord, AbbreviationWord, StopWord} }

// Limits of words.
const (
	MaxWords        = 2000 // in all
	MaxMembers      = 20   // of a group
	MaxMember       = 60   // runes of a member
	MaxMemberWords  = 6    // words of a member
	MinAbbreviation = 2    // letters
	MaxAbbreviation = 8    // letters
)

// A Word is an entry of the house's own words, which widen what people search
// for: whoever looks for a member of a group finds the others as well.
type Word struct {
	ID      int64 // given by the store, and never a second time
	Kind    WordKind
	Members []string  // as they are written
	At      time.Time // when it was entered, UTC
	Editor  string    // who entered it, as in the change log
}

// String returns the entry as people read it: "KBA = Kraftfahrt-Bundesamt".
func (w *Word) String() string {
	if w.Kind == AbbreviationWord {
		return strings.Join(w.Members, " = ")
	}
	return strings.Join(w.Members, ", ")
}

// Validate returns Problems or nil.
func (w *Word) Validate() error {
	var p Problems
	switch n := len(w.Members); w.Kind {
	case GroupWord:
		if n < 2 || n > MaxMembers {
			p.Add("members", "problem.number", "a group has 2 to %d members, not %d", MaxMembers, n)
		}
	case AbbreviationWord:
		if n != 2 {
			p.Add("members", "problem.number", "an abbreviation has two members, itself and what it stands for, not %d; for several meanings enter a group", n)
		} else if !abbreviates(w.Members[0]) {
			p.Add("members", "problem.text", "%q is no abbreviation of %d to %d letters or digits, one of them a capital; for other words enter a group", w.Members[0], MinAbbreviation, MaxAbbreviation)
		}
	case StopWord:
		if n != 1 || strings.ContainsFunc(w.Members[0], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
			p.Add("members", "problem.text", "a stop word is a single word of letters")
		}
	default:
		p.Add("kind", "problem.choice", "%q is not one of %s", w.Kind, strings.Join(asStrings(WordKinds()), ", "))
	}
	seen := make(map[string]bool)
	for _, m := range w.Members {
		checkMember(&p, m)
		if seen[queryKey(m)] {
			p.Add("members", "problem.text", "%q is there twice", m)
		}
		seen[queryKey(m)] = true
	}
	return p.Err()
}

// abbreviates reports whether a text is written as an abbreviation.
func abbreviates(s string) bool {
	n := utf8.RuneCountInString(s)
	return MinAbbreviation <= n && n <= MaxAbbreviation && strings.ContainsFunc(s, unicode.IsUpper) &&
		!strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// checkMember adds the problems of a member, whatever the kind of the entry.
func checkMember(p *Problems, m string) {
	if !sayable(m) {
		p.Add("members", "problem.required", "%q has neither letter nor digit", m)
	}
	p.line("members", m, MaxMember)
	if len(strings.Fields(m)) > MaxMemberWords {
		p.Add("members", "problem.long", "%q has more than %d words", m, MaxMemberWords)
	}
}

// sayable reports whether a text has anything that a search could look for.
func sayable(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func asStrings[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

// A Wordbook is the house's words, to which others are added one by one.
type Wordbook struct {
	spelling Spelling
	n        int
	entry    map[string]*Word // by the forms of its members
}

// NewWordbook returns a book of words that were added to another before.
func NewWordbook(s Spelling, words []*Word) *Wordbook {
	b := &Wordbook{spelling: s, entry: make(map[string]*Word)}
	for _, w := range words {
		b.enter(w)
	}
	return b
}

func (b *Wordbook) enter(w *Word) {
	b.n++
	for _, m := range w.Members {
		for _, form := range b.spelling.forms(m) {
			b.entry[form] = w
		}
	}
}

// of returns the entry to which a member belongs, or nil.
func (b *Wordbook) of(member string) *Word {
	for _, form := range b.spelling.forms(member) {
		if w := b.entry[form]; w != nil {
			return w
		}
	}
	return nil
}

// Add validates a word and adds it. If the book has an entry that says the same,
// nothing is added and was is that entry. Problems are what is wrong with the word
// itself, or that one of its members belongs to another entry: entries are never
// joined, because nobody would see what became of them.
func (b *Wordbook) Add(w *Word) (was *Word, err error) {
	if err := w.Validate(); err != nil {
		return nil, err
	}
	var p Problems
	for _, m := range w.Members {
		switch other := b.of(m); {
		case b.spelling.fold(m) == "":
			p.Add("members", "problem.required", "%q has nothing that a search looks for", m)
		case other == nil:
		case b.same(other, w):
			return other, nil
		default:
			p.Add("members", "problem.text", "%q belongs to %s already; remove that, and enter one of all its members", m, other.called())
		}
	}
	if b.n >= MaxWords {
		p.Add("members", "problem.number", "there are %d entries, which is the most; remove others first", b.n)
	}
	if len(p) == 0 {
		b.enter(w)
	}
	return nil, p.Err()
}

// called names an entry in a sentence.
func (w *Word) called() string {
	if w.ID == 0 {
		return fmt.Sprintf("“%v”", w)
	}
	return fmt.Sprintf("entry %d, “%v”,", w.ID, w)
}

// same reports whether two entries say the same. The order of a group says
// nothing.
func (b *Wordbook) same(w, o *Word) bool {
	keys := func(w *Word) []string {
		out := make([]string, len(w.Members))
		for i, m := range w.Members {
			out[i] = b.spelling.fold(m)
		}
		if w.Kind == GroupWord {
			slices.Sort(out)
		}
		return out
	}
	return w.Kind == o.Kind && slices.Equal(keys(w), keys(o))
}

// A WordStore stores the house's words.
type WordStore interface {
	// Words returns all entries by number.
	Words(ctx context.Context) ([]*Word, error)
	// Wordbook returns a book of all entries by the store's Spelling, in which
	// others can be tried.
	Wordbook(ctx context.Context) (*Wordbook, error)
	// SaveWords adds entries to the Wordbook of all, in one transaction, and
	// returns how many were new. ID, At and Editor are set in the entries;
	// for those that are there already, as they are.
	SaveWords(ctx context.Context, by string, list ...*Word) (added int, err error)
	// DeleteWord removes an entry and returns it, or ErrNotFound.
	DeleteWord(ctx context.Context, by string, id int64) (*Word, error)
}
