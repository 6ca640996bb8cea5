package german

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync"

	"vielfalt/search"
)

// A Lexicon knows the tokens of one index, except those of pairs of words, and
// how many documents contain each.
// A compound is split where its parts are words of the lexicon; an unknown word
// may be the beginning of a known one, or a typing error. It is safe for
// concurrent use.
type Lexicon struct {
	lang *Language

	mu     sync.RWMutex
	roll   *roll              // of tokens
	counts []int32            // documents, by the numbers of tokens
	stems  *roll              // of words that can be part of a compound
	opened openings           // by these and by what words.yaml lists
	first  shelves[wordShelf] // words by their first letter
	soft   shelves[shelf]     // soft tokens by the first letter of the stem
	ends   shelves[endShelf]  // and by the last two
	keys   shelf              // keys
	forms  map[string]form    // forms of words, cached
	older  map[string]form    // those that were cached before, until they are asked for again
	most   int                // documents that have the most frequent token
}

// A form is the stem of a word and the parts it splits into.
type form struct {
	stem  string
	parts []string // stems of the parts of a compound, except short ones
}

// maxForms bounds the memory spent on cached forms, of which there are twice as many.
const maxForms = 150_000

// NewLexicon returns an empty lexicon.
func (l *Language) NewLexicon() *Lexicon {
	x := &Lexicon{
		lang:  l,
		roll:  newRoll(),
		stems: newRoll(),
		first: shelves[wordShelf]{},
		soft:  shelves[shelf]{},
		ends:  shelves[endShelf]{},
		forms: map[string]form{},
	}
	for s := range l.parts {
		x.opened.add(s)
	}
	return x
}

// A Count is a token of an index and how many documents contain it, see [Counted].
type Count struct {
	token     string
	documents int
	stem      string // if it can be part of a compound and that is known
}

// Counted returns a token to be loaded. It may be called while others are loaded: it
// takes half as long as that.
func (x *Lexicon) Counted(token string, documents int) Count {
	c := Count{token: token, documents: documents}
	if x.canBePart(token) {
		c.stem = stem(token)
	}
	return c
}

// Load adds tokens. It fills the lexicon from an index; the order does not matter.
func (x *Lexicon) Load(tokens ...Count) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, c := range tokens {
		x.count(c)
	}
}

// Meet makes the words of documents known, to fill an empty index: meet all
// documents, then analyse them.
func (x *Lexicon) Meet(docs ...search.Document) {
	fresh := x.fresh(docs)
	x.mu.Lock()
	defer x.mu.Unlock()
	for w := range fresh {
		x.count(Count{token: w})
	}
}

// Learn makes the words of documents known before they are analysed, and
// returns earlier words that are only now recognised as compounds. Documents
// that contain one of those must be analysed again.
func (x *Lexicon) Learn(docs ...search.Document) []string {
	fresh := x.fresh(docs)
	if len(fresh) == 0 {
		return nil
	}
	near := x.near(fresh)
	x.mu.Lock()
	defer x.mu.Unlock()
	stale := map[string][]string{}
	for w := range near {
		stale[w] = x.form(w).parts
	}
	for w := range fresh {
		x.count(Count{token: w})
	}
	var out []string
	for w, parts := range stale {
		delete(x.forms, w)
		delete(x.older, w)
		if x.known(w) && !slices.Equal(parts, x.form(w).parts) {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}

// fresh returns the words of documents that are not yet known.
func (x *Lexicon) fresh(docs []search.Document) map[string]bool {
	fresh := map[string]bool{}
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, d := range docs {
		for _, text := range fields(d) {
			eachWord(text, func(w Word) bool {
				if !x.roll.has(w.Text) {
					fresh[w.Text] = true
				}
				return true
			})
		}
	}
	return fresh
}

// near returns the words that the fresh ones may split: all that begin or end
// with one of them, in any inflection, and perhaps a few more. The lock is not held
// meanwhile, since searches would wait for it.
func (x *Lexicon) near(fresh map[string]bool) map[string]bool {
	keys := map[string]bool{}
	var list []string
	for w := range fresh {
		if partWord(w) {
			s := stem(w)
			keys[w], keys[s] = true, true
			list = append(list, s)
		}
	}
	out := map[string]bool{}
	for first := 'a'; first <= 'z' && len(list) > 0; first++ {
		for begun := 0; ; {
			words := x.some(first, begun)
			if len(words) == 0 {
				break
			}
			begun += len(words)
			for _, w := range words {
				if len(w) >= minListed+minPart && partWord(w) && splitBy(w, keys, list) {
					out[w] = true
				}
			}
		}
	}
	return out
}

// some returns some of the words with a first letter, from a place on their shelf on.
func (x *Lexicon) some(first rune, from int) []string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	shelf := x.first.of(first)
	out := make([]string, min(1000, len(shelf.numbers)-from))
	for i := range out {
		out[i] = shelf.token(from + i)
	}
	return out
}

// splitBy reports whether a word may be split by one of some words, given with their
// stems as keys, and by their stems as a list.
func splitBy(w string, keys map[string]bool, list []string) bool {
	if len(list) <= 8 { // searching for a few words is cheap; many have to be looked up
		return slices.ContainsFunc(list, func(s string) bool { return strings.Contains(w, s) })
	}
	s := stem(w)
	for i := minStem; i <= len(w)-minStem; i++ {
		if keys[w[:i]] || keys[w[i:]] || i < len(s) && keys[s[i:]] {
			return true
		}
	}
	return false
}

// Add counts the tokens of an analysed document.
func (x *Lexicon) Add(a Analysis) { x.change(a, 1) }

// Remove counts the tokens of a document that is no longer in the index.
func (x *Lexicon) Remove(a Analysis) { x.change(a, -1) }

func (x *Lexicon) change(a Analysis, by int) {
	tokens := a.Tokens()
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, t := range tokens {
		x.count(Count{token: t, documents: by})
	}
}

// count adds to how many documents contain a token.
func (x *Lexicon) count(c Count) {
	token := c.token
	if strings.HasPrefix(token, Near) {
		return // there are as many as words, and nothing needs to know which
	}
	n := x.roll.add(token)
	fresh := n == len(x.counts)
	if fresh {
		x.counts = append(x.counts, 0)
	}
	x.counts[n] = max(x.counts[n]+int32(c.documents), 0)
	x.most = max(x.most, int(x.counts[n]))
	if !fresh {
		return
	}
	if stem, ok := strings.CutPrefix(token, Soft); ok {
		x.soft.at(firstRune(stem)).add(x.roll, n)
		x.ends.at(lastTwo(stem)).add(x.roll, n)
	}
	if strings.HasPrefix(token, Key) {
		x.keys.add(x.roll, n)
	}
	if !isWord(token) {
		return
	}
	x.first.at(firstRune(token)).add(x.roll, n)
	if x.canBePart(token) {
		if c.stem == "" {
			c.stem = stem(token)
		}
		x.stems.add(c.stem)
		x.opened.add(c.stem)
	}
}

// canBePart reports whether a token is a word that compounds may consist of.
func (x *Lexicon) canBePart(token string) bool {
	return isWord(token) && partWord(token) && !x.lang.stop[token]
}

// Size returns the number of different tokens.
func (x *Lexicon) Size() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.roll.size()
}

// weight returns how much a clause says that so many documents satisfy. How many
// there are is not known; the most frequent token is in nearly all.
func (x *Lexicon) weight(documents int) float64 {
	return Rarity(float64(documents), float64(max(x.most, documents)))
}

// documents returns how many documents contain a token.
func (x *Lexicon) documents(token string) int {
	if n, ok := x.roll.find(token); ok {
		return int(x.counts[n])
	}
	return 0
}

// known reports whether any document contains a token.
func (x *Lexicon) known(token string) bool { return x.documents(token) > 0 }

// inIndex reports whether any document contains a concept, be it only in a
// compound.
func (x *Lexicon) inIndex(concept string) bool { return x.known(concept) || x.known(Soft+concept) }

// meant reports whether any document contains a concept, or one that a name
// means which several have.
func (x *Lexicon) meant(concept string) bool {
	return x.inIndex(concept) || slices.ContainsFunc(x.lang.several[concept], x.inIndex)
}

// leads reports whether a concept that no document contains leads to one that some
// do, while none of its words does.
func (x *Lexicon) leads(concept string, words []Word) bool {
	return slices.ContainsFunc(x.lang.also[concept], x.known) &&
		!slices.ContainsFunc(words, func(w Word) bool { return !x.lang.stop[w.Text] && x.known(Soft+x.lookup(w.Text).stem) })
}

// Forget drops what is cached of words: after many documents were analysed, nearly
// all words are, and searches need few of them.
func (x *Lexicon) Forget() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.forms, x.older = map[string]form{}, map[string]form{}
}

// formOf is form for callers that do not hold the lock.
func (x *Lexicon) formOf(w string) form {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.form(w)
}

// formsOf is formOf for many words, most of which are known, or those of them that are
// wanted: it puts their forms into out.
func (x *Lexicon) formsOf(out []form, words []Word, wanted *hints) {
	var missing []int
	x.mu.RLock()
	for i, w := range words {
		if wanted != nil && (w.Text == "" || !wanted.may(w.Text)) {
			continue
		}
		f, ok := x.forms[w.Text]
		if !ok {
			missing = append(missing, i)
		}
		out[i] = f
	}
	x.mu.RUnlock()
	for _, i := range missing {
		out[i] = x.formOf(words[i].Text)
	}
}

// form returns the stem and the parts of a word. The caller must hold the lock
// for writing.
func (x *Lexicon) form(w string) form {
	if f, ok := x.forms[w]; ok {
		return f
	}
	f := x.lookup(w)
	if x.roll.has(w) { // forms of unknown words would not be dropped as the lexicon grows
		if len(x.forms) >= maxForms {
			x.forms, x.older = map[string]form{}, x.forms
		}
		w = strings.Clone(w) // not the text that it is from
		x.forms[w] = f.within(w)
	}
	return f
}

// within returns a form whose strings are parts of the word's, as nearly all are.
func (f form) within(w string) form {
	f.stem, f.parts = piece(w, f.stem), slices.Clone(f.parts)
	for i, p := range f.parts {
		f.parts[i] = piece(w, p)
	}
	return f
}

// piece returns a string as a part of a word, if it is one.
func piece(w, s string) string {
	if i := strings.Index(w, s); i >= 0 {
		return w[i : i+len(s)]
	}
	return s
}

// lookup is form for callers that hold the lock only for reading.
func (x *Lexicon) lookup(w string) form {
	if f, ok := x.forms[w]; ok {
		return f
	}
	if f, ok := x.older[w]; ok {
		return f
	}
	f := form{stem: stem(w)}
	for _, p := range x.split(w) {
		if s := stem(p); letterCount(p) >= minPart && s != f.stem && !slices.Contains(f.parts, s) {
			f.parts = append(f.parts, s)
		}
	}
	return f
}

// completions returns the most frequent words that begin with a prefix.
func (x *Lexicon) completions(prefix string, most int) []string {
	return x.frequent(x.present(x.first.of(firstRune(prefix)).begun(prefix)), most)
}

// begunAlike returns the most frequent words of which a text is the beginning but
// for one typing error.
func (x *Lexicon) begunAlike(w string, most int) []string {
	n := letterCount(w)
	if edits(n) == 0 || hasDigit(w) {
		return nil
	}
	alike := func(yield func(string) bool) {
		for c := range x.first.of(firstRune(w)).begunAlike(w) {
			if len(c) > len(w) && StartsLike(w, c) && !yield(c) {
				return
			}
		}
	}
	return x.frequent(x.present(alike), most)
}

// corrections returns the known words nearest to an unknown one: those with the
// fewest typing errors, most frequent first.
func (x *Lexicon) corrections(w string, most int) []string {
	n := letterCount(w)
	limit := edits(n)
	if limit == 0 || hasDigit(w) {
		return nil
	}
	if x.lang.single[w] || good().has(w) || good().inflects(w) {
		return nil // spelt correctly, but in no text
	}
	a := []rune(w)
	var out []string
	consider := func(c string, meant func(string) bool) {
		d := distance(a, []rune(c), limit)
		if d > limit || d == 0 || hasDigit(c) || !meant(c) {
			return
		}
		if d < limit {
			limit, out = d, out[:0]
		}
		out = append(out, c)
	}
	for c := range x.first.of(a[0]).alike(w, limit) {
		consider(c, func(c string) bool { return x.known(c) && !x.lang.stop[c] })
	}
	for _, c := range x.lang.singles {
		if firstRune(c) == a[0] {
			consider(c, func(c string) bool { return !x.known(c) && len(x.concepts(c)) > 0 })
		}
	}
	return x.frequent(slices.Values(out), most)
}

// concepts returns the concepts of a word that are in the index.
func (x *Lexicon) concepts(w string) []string {
	var out []string
	for _, c := range x.lang.meanings(stem(w)) {
		if x.inIndex(c) && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// present yields those of some tokens that a document has, without stop words.
func (x *Lexicon) present(tokens iter.Seq[string]) iter.Seq[string] {
	return func(yield func(string) bool) {
		for t := range tokens {
			if x.known(t) && !x.lang.stop[t] && !yield(t) {
				return
			}
		}
	}
}

// frequent returns the tokens that most documents have, of equal ones the first in
// the alphabet, each once.
func (x *Lexicon) frequent(tokens iter.Seq[string], most int) []string {
	type counted struct {
		token string
		n     int
	}
	before := func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.token, b.token)) }
	best := make([]counted, 0, most+1)
	for t := range tokens {
		c := counted{t, x.documents(t)}
		if i, there := slices.BinarySearchFunc(best, c, before); !there && i < most {
			best = slices.Insert(best, i, c)
			best = best[:min(len(best), most)]
		}
	}
	out := make([]string, len(best))
	for i, c := range best {
		out[i] = c.token
	}
	return out
}

// isWord reports whether a token is a word as written.
func isWord(token string) bool {
	return token != "" && token[:1] != Soft && token[:1] != Concept && token[:1] != Key && token[:1] != Near
}
