package german

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/content/profile"
)

// Synonyms are names that mean the same: whoever looks for one finds the others.
type Synonyms struct {
	Groups [][]string
	// Several are names that mean several groups, each named by its first member, and
	// Listed, by the first member of a group, names of another that it is listed
	// under as well: "Pfingsten (orthodox)". Both find those as well.
	Several, Listed map[string][]string
	// Wider are, by the first member of a group, names that mean more than it, and
	// Loose, by the word, groups that people look for by it without naming them.
	// Both are found only where nothing else is.
	Wider, Loose map[string][]string
}

// DayNames returns the names of each day, in all languages and spellings that the
// calendar and the texts on days have. Days that are listed under the same name, by
// two calendars or in two traditions, are one group. A word of the language is in
// none, since it would widen all that is looked for.
func DayNames(c *calendar.Calendar, profiles *profile.Set) Synonyms {
	d := dayNames{names: map[string]*named{}, kin: map[calendar.ID]calendar.ID{}}
	loose := map[string][]calendar.ID{}
	for _, t := range c.Traditions() {
		for i := range t.Observances {
			o := &t.Observances[i]
			d.add(o, profiles.NamesOf(o))
			for _, same := range []calendar.ID{o.SameAs, o.Alongside} { // the same day for another tradition
				if _, there := c.Observance(same); there {
					d.join(o.ID, same)
				}
			}
			if p, ok := profiles.Of(o.ID); ok {
				for _, w := range p.Searched {
					if ws := texts(Words(w)); len(ws) == 1 && sayable(ws) {
						loose[ws[0]] = append(loose[ws[0]], o.ID)
					}
				}
			}
		}
	}
	return d.synonyms(loose)
}

// dayNames collects names, and which days are one.
type dayNames struct {
	order []string // of names, folded
	names map[string]*named
	kin   map[calendar.ID]calendar.ID // a day → one that it is the same as
}

// A named is a name with the days that have the best claim to it, those that are
// listed under it with words in brackets, and the others.
type named struct {
	text                 string
	claim                int
	days, listed, others []calendar.ID
}

// What claim a day has to a name: it is listed under it, or known by it, or only
// with words in brackets behind it, which often say that it is another day's.
const (
	byBracket = iota + 1
	byBracketGiven
	byName
	byGiven
)

func (d *dayNames) add(o *calendar.Observance, names []profile.DayName) {
	for _, n := range names {
		text, _, bracket := strings.Cut(n.Text, " (")
		claim := byName
		switch {
		case bracket && n.Given:
			claim = byBracketGiven
		case bracket:
			claim = byBracket
		case n.Given:
			claim = byGiven
		}
		ws := texts(Words(text))
		if !sayable(ws) {
			continue
		}
		key := strings.Join(ws, " ")
		had := d.names[key]
		if had == nil {
			had = &named{}
			d.names[key] = had
			d.order = append(d.order, key)
		}
		if claim > had.claim {
			less := *had
			*had = named{text: text, claim: claim, listed: less.listed, others: less.others}
			for _, id := range less.days {
				had.yield(id, less.claim)
			}
		}
		switch {
		case slices.Contains(had.days, o.ID):
		case claim == had.claim:
			had.days = append(had.days, o.ID)
		default:
			had.yield(o.ID, claim)
		}
	}
}

// yield keeps a day whose claim is not the best.
func (n *named) yield(id calendar.ID, claim int) {
	if claim == byBracketGiven {
		n.listed = append(n.listed, id)
	} else {
		n.others = append(n.others, id)
	}
}

// join makes two days one.
func (d *dayNames) join(a, b calendar.ID) {
	if a, b = d.root(a), d.root(b); a != b {
		d.kin[a] = b
	}
}

// root returns the day that stands for all that a day is the same as.
func (d *dayNames) root(id calendar.ID) calendar.ID {
	for {
		next, ok := d.kin[id]
		if !ok {
			return id
		}
		id = next
	}
}

// roots returns each root of some days once.
func (d *dayNames) roots(days []calendar.ID) []calendar.ID {
	var out []calendar.ID
	for _, id := range days {
		if r := d.root(id); !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

func (d *dayNames) synonyms(loose map[string][]calendar.ID) Synonyms {
	for _, n := range d.names {
		if n.claim == byGiven || n.claim == byBracketGiven {
			for _, other := range n.days[1:] {
				d.join(n.days[0], other)
			}
		}
	}
	groups := map[calendar.ID]int{}
	var out Synonyms
	for _, key := range d.order {
		n := d.names[key]
		roots := d.roots(n.days)
		if len(roots) > 1 {
			continue
		}
		i, ok := groups[roots[0]]
		if !ok {
			i = len(out.Groups)
			groups[roots[0]] = i
			out.Groups = append(out.Groups, nil)
		}
		out.Groups[i] = append(out.Groups[i], n.text)
	}
	heads := func(days []calendar.ID) (heads []string) {
		for _, r := range d.roots(days) {
			if i, ok := groups[r]; ok {
				heads = append(heads, out.Groups[i][0])
			}
		}
		return heads
	}
	out.Several, out.Listed = map[string][]string{}, map[string][]string{}
	out.Wider, out.Loose = map[string][]string{}, map[string][]string{}
	for _, key := range d.order {
		n := d.names[key]
		wider := n.others
		if len(d.roots(n.days)) > 1 {
			out.Several[n.text] = heads(n.days)
			wider = slices.Concat(n.days, wider)
		}
		for _, head := range heads(n.listed) {
			out.Listed[head] = append(out.Listed[head], n.text)
		}
		for _, head := range heads(wider) {
			out.Wider[head] = append(out.Wider[head], n.text)
		}
	}
	for w, days := range loose {
		if d.names[w] == nil {
			out.Loose[w] = heads(days)
		}
	}
	return out
}

// maxNameWords is how many words a name has at most that people type.
const maxNameWords = 10

// sayable reports whether folded words are a name that can stand for a day in any
// text.
func sayable(words []string) bool {
	if len(words) == 0 || len(words) > maxNameWords {
		return false
	}
	if len(words) > 1 {
		return true
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	// Elsewhere two letters are a word: 春节, ገና, होली without its marks.
	elsewhere := unicode.IsLetter(first) && !unicode.In(first, unicode.Latin, unicode.Greek, unicode.Cyrillic)
	return (letterCount(words[0]) > 2 || elsewhere) && !good().official(words[0])
}
