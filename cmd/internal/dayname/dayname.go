package dayname

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/spelling"
	"vielfalt/content/profile"
	"vielfalt/search/german"
)

// Most is how many observances a text finds at most.
const Most = 4

// An Index finds observances by any of their names. It belongs to one calendar.
type Index struct {
	calendar *calendar.Calendar
	names    []name
	folded   map[string][]name // all names by how they are folded
	joined   map[string][]name // those by how they are folded, without spaces
	words    map[string]bool   // what names are made of
}

type name struct {
	text   string
	folded string
	joined string // folded, without spaces
	words  []string
	id     calendar.ID
	order  int  // the observance's position among all
	known  int  // how many names it has
	given  bool // the name under which it is listed, not another spelling
	loose  bool // no name of the day, but a word by which people find it
	whole  int  // how well it matches a text that is the same
}

// New returns the index of a calendar, with the spellings that texts on days
// know.
func New(c *calendar.Calendar, profiles *profile.Set) *Index {
	x := &Index{calendar: c}
	order := 0
	for _, t := range c.Traditions() {
		if t.OnRequest {
			continue
		}
		for i := range t.Observances {
			o := &t.Observances[i]
			if _, twin := c.Observance(o.SameAs); twin {
				continue // found as the one that it is the same as
			}
			order++
			from := len(x.names)
			for _, one := range append([]*calendar.Observance{o}, c.TwinsOf(o.ID)...) {
				x.add(one, o.ID, order, profiles)
			}
			for j := range x.names[from:] {
				x.names[from+j].known = len(x.names) - from
			}
		}
	}
	x.folded, x.joined, x.words = make(map[string][]name, len(x.names)), make(map[string][]name, len(x.names)), make(map[string]bool, len(x.names))
	for _, n := range x.names {
		x.folded[n.folded] = append(x.folded[n.folded], n)
		x.joined[n.joined] = append(x.joined[n.joined], n)
		for _, w := range n.words {
			x.words[w] = true
		}
	}
	return x
}

// add adds the names of an observance, or of a twin that is the same as it.
func (x *Index) add(o *calendar.Observance, id calendar.ID, order int, profiles *profile.Set) {
	var searched []string
	if r, ok := profiles.Of(o.ID); ok {
		searched = r.Searched
	}
	// People write the original name of one day for another in their own
	// language, so it is no better than other spellings.
	for _, n := range profiles.NamesOf(o) {
		whole := exactName
		if n.Given {
			whole = givenName
		}
		x.addName(name{id: id, order: order, given: n.Given, whole: whole}, n.Text)
		// A part in parentheses explains the name, "Pessach (8 Tage)", or says
		// that the rest alone means another day: "Pfingsten (orthodox)".
		if before, _, explained := strings.Cut(n.Text, " ("); explained {
			x.addName(name{id: id, order: order, given: n.Given, whole: shortName}, before)
		}
	}
	for _, w := range slices.Concat(searched, flagged[o.Flag]) { // find it without being its names
		x.addName(name{id: id, order: order, loose: true, whole: shortName}, w)
	}
}

// flagged are words for the days on which buildings are flagged.
var flagged = map[calendar.Flag][]string{
	calendar.FullMast:    {"Beflaggung", "beflaggt", "Flagge", "Flaggen", "Fahne", "Fahnen", "Flaggentag"},
	calendar.EuropeFirst: {"Beflaggung", "beflaggt", "Flagge", "Flaggen", "Fahne", "Fahnen", "Flaggentag", "Europaflagge"},
	calendar.HalfMast:    {"Beflaggung", "beflaggt", "Flagge", "Flaggen", "Fahne", "Fahnen", "Flaggentag", "halbmast", "Trauerbeflaggung"},
}

func (x *Index) addName(n name, text string) {
	if n.folded, n.text = spelling.Fold(text), text; n.folded != "" {
		n.words, n.joined = strings.Fields(n.folded), joined(n.folded)
		x.names = append(x.names, n)
	}
}

// Find returns the observances that a text names, best first: by a whole name, by its
// first words or several of them, unless those are words of the language, or by a name
// with a typing error or two.
func (x *Index) Find(text string) []calendar.ID {
	query := spelling.Fold(text)
	if len(query) < 3 || !strings.ContainsFunc(query, unicode.IsLetter) && len(x.folded[query]) == 0 {
		return nil // "12.12.12" is none of those that are the twelfth
	}
	wanted := strings.Fields(query)
	if spaced := x.spaced(query); spaced != "" && len(x.folded[query]) == 0 {
		ids := x.Exactly(spaced)
		return ids[:min(len(ids), Most)]
	}
	type hit struct {
		name
		score int
	}
	best := make(map[calendar.ID]hit)
	for _, n := range x.names {
		if s := n.score(query, wanted); s > best[n.id].score {
			best[n.id] = hit{n, s}
		}
	}
	hits := make([]hit, 0, len(best))
	top := 0
	for _, h := range best {
		hits = append(hits, h)
		top = max(top, h.score)
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), a.name.compare(b.name))
	})
	var out []calendar.ID
	for _, h := range hits {
		// If one name is clearly meant, no others are guessed.
		if len(out) < Most && (h.score == top || top >= shortName && h.score >= shortName || top < shortName && h.score >= beginOfName) {
			out = append(out, h.id)
		}
	}
	return out
}

// How many letters of a name are enough to suggest it, and how many if one of them is wrong.
const (
	leastBegun = 3
	leastAlike = 5
)

// Begun returns the observances whose name, or a word of it, begins with a text,
// best first; if none does, those whose name begins so but for one typing error.
func (x *Index) Begun(text string) []calendar.ID {
	query := spelling.Fold(text)
	n := utf8.RuneCountInString(query)
	if n < leastBegun {
		return nil
	}
	out := x.best(func(n name) int {
		switch {
		case n.loose || n.id == "":
			return 0
		case strings.HasPrefix(n.folded, query) && n.given:
			return 3
		case strings.HasPrefix(n.folded, query):
			return 2
		case strings.Contains(n.folded, " "+query) && n.given:
			return 1
		}
		return 0
	})
	if len(out) > 0 || n < leastAlike {
		return out
	}
	return x.best(func(n name) int {
		switch {
		case n.loose || !beginsAlike(n.folded, query):
			return 0
		case n.given:
			return 2
		}
		return 1
	})
}

// best returns the observances of which a name has a score, that of the highest first.
func (x *Index) best(score func(name) int) []calendar.ID {
	best := make(map[calendar.ID]name)
	for _, n := range x.names {
		if n.id != "" && score(n) > score(best[n.id]) {
			best[n.id] = n
		}
	}
	var out []calendar.ID
	for _, n := range sorted(best, score) {
		out = append(out, n.id)
	}
	return out
}

// beginsAlike reports whether a name begins with a text but for one typing error, which is
// not in its first letter.
func beginsAlike(name, text string) bool {
	return name != "" && name[0] == text[0] && german.StartsLike(text, name)
}

// sorted returns the best name of each observance, that of the highest score first.
func sorted(best map[calendar.ID]name, score func(name) int) []name {
	return slices.SortedFunc(maps.Values(best), func(a, b name) int {
		return cmp.Or(cmp.Compare(score(b), score(a)), a.compare(b))
	})
}

// compare puts the day first that is meant rather, of two that a text fits as well: in
// another script the one that is known by more names, and else that of the tradition
// that is listed first.
func (n name) compare(other name) int {
	if foreign(n.folded) && foreign(other.folded) {
		return cmp.Or(cmp.Compare(other.known, n.known), cmp.Compare(n.order, other.order))
	}
	return cmp.Compare(n.order, other.order)
}

// foreign reports whether a text is not in Latin script.
func foreign(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return !unicode.Is(unicode.Latin, r) && !unicode.IsDigit(r)
}

// How many letters a text has at least to be taken for a name with a typing error: there
// are too many first names of fewer, Johanna and Lucie. Fewer suffice if two letters were
// swapped, by which no word becomes another, or if the text is asked for as only a day is
// and has a letter more or less than the name under which that is listed: "wann ist Ramdan".
const (
	leastGuessed = 8
	leastAsked   = 6
	leastSwapped = 5
)

// Named returns the observances of which a text is a whole name, best first. If
// there are none, it returns those of the name that it is but for a space or one typing
// error, and guess is that name: never if the text is a word of its own, if it tells another
// day, or if it may be the name of several. asked says that the text can be nothing but the
// name of a day: "wann ist …".
func (x *Index) Named(text string, asked bool) (ids []calendar.ID, guess string) {
	query := spelling.Fold(text)
	if query == "" {
		return nil, ""
	}
	if ids = x.Exactly(text); len(ids) > 0 {
		return ids, ""
	}
	if guess = x.spaced(query); guess != "" {
		return x.Exactly(guess), guess
	}
	if utf8.RuneCountInString(query) < leastSwapped || german.Good(text) || x.words[query] {
		return nil, "" // it is spelt right: Johannes is of a name, and none himself
	}
	best := name{}
	var near []calendar.ID
	for _, n := range x.names {
		if n.loose || !n.mistyped(query, asked) || !n.may(query) {
			continue
		}
		near = append(near, n.id)
		if n.whole > best.whole {
			best = n
		}
	}
	ids = x.Exactly(best.text)
	if slices.ContainsFunc(near, func(id calendar.ID) bool { return !slices.Contains(ids, id) }) {
		return nil, ""
	}
	return ids, best.text
}

// Within reports whether a word is one of a name of a day, or one by which people find it.
func (x *Index) Within(word string) bool { return x.words[spelling.Fold(word)] }

// spaced returns the name that a folded text is but for its spaces: "Zucker Fest". It is
// empty if there is none, or if the text is short.
func (x *Index) spaced(query string) string {
	if utf8.RuneCountInString(query) < leastGuessed {
		return ""
	}
	best := name{}
	for _, n := range x.joined[joined(query)] {
		if !n.loose && n.whole > best.whole {
			best = n
		}
	}
	return best.text
}

// joined returns a folded text without its spaces.
func joined(folded string) string { return strings.ReplaceAll(folded, " ", "") }

// mistyped reports whether a folded text is the name but for one typing error, and long
// enough for that.
func (n name) mistyped(query string, asked bool) bool {
	if d := len(n.folded) - len(query); d > utf8.UTFMax || -d > utf8.UTFMax || n.folded[0] != query[0] || !spelling.Near(n.folded, query, 1) {
		return false // few names begin alike
	}
	letters := utf8.RuneCountInString(query)
	listed := n.given && len(n.folded) != len(query)
	return swapped(n.folded, query) || framed(n.folded, query) && (letters >= leastGuessed || asked && listed && letters >= leastAsked)
}

// swapped reports whether two texts, which differ by one typing error, begin alike and have
// the same letters in another order.
func swapped(a, b string) bool {
	if len(a) != len(b) || a[0] != b[0] {
		return false
	}
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// framed reports whether two texts begin and end with the same letter, which people seldom
// get wrong in the name of a feast: Michaela is not Michaeli.
func framed(a, b string) bool { return a[0] == b[0] && a[len(a)-1] == b[len(b)-1] }

// Exactly returns the observances of which a text is a whole name, best first.
func (x *Index) Exactly(text string) []calendar.ID {
	best := make(map[calendar.ID]name)
	same := x.folded[spelling.Fold(text)]
	for _, n := range same {
		if !n.loose && best[n.id].whole < n.whole {
			best[n.id] = n
		}
	}
	var ids []calendar.ID
	for _, n := range sorted(best, func(n name) int { return n.whole }) {
		ids = append(ids, n.id)
	}
	return ids
}

// may reports whether a text that is nearly a name may mean it: not with another number,
// nor if it tells another day of the name, as "türkisches Neujahr" is not the Kurdish
// one.
func (n name) may(query string) bool {
	return digits(n.folded) == digits(query) && !slices.ContainsFunc(strings.Fields(query), func(w string) bool { return german.Tells(w) && !slices.Contains(n.words, w) })
}

// digits returns the digits of a text.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// Claim says how good the claim of an observance to a name is, 0 if it is none of its
// own: the best has the one that is listed under it.
func (x *Index) Claim(id calendar.ID, text string) int {
	claim := 0
	for _, n := range x.folded[spelling.Fold(text)] {
		if n.id == id && !n.loose {
			claim = max(claim, n.whole)
		}
	}
	return claim
}

// How well a name matches.
const (
	misspelt = iota + 1
	beginOfName
	beginOfGiven
	shortName // another spelling but for its part in parentheses, or a word that is no name
	exactName // another spelling
	givenName
)

// score returns how well a folded text, of which these are the words, matches the name.
func (n name) score(query string, wanted []string) int {
	if n.folded == query {
		return n.whole
	}
	begins := strings.HasPrefix(n.folded, query+" ") || len(wanted) > 1 && !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(n.words, w) })
	switch begins = begins && !n.loose && !german.Ordinary(query); {
	case begins && n.given:
		return beginOfGiven
	case begins:
		return beginOfName
	case n.loose:
		return 0
	}
	if limit := len(query) / 6; limit > 0 && n.folded[0] == query[0] && spelling.Near(n.folded, query, min(limit, 2)) && (framed(n.folded, query) || swapped(n.folded, query)) && n.may(query) && !german.Good(query) {
		return misspelt
	}
	return 0
}

// A Cache holds the index of the calendar that was asked for last. The zero
// Cache is ready for use, also by several at once.
type Cache struct{ last atomic.Pointer[Index] }

// Of returns the index of a calendar. profiles is called only if it has to be
// made.
func (c *Cache) Of(cal *calendar.Calendar, profiles func() *profile.Set) *Index {
	x := c.last.Load()
	if x == nil || x.calendar != cal {
		x = New(cal, profiles())
		c.last.Store(x)
	}
	return x
}
