package german

import (
	"strings"

	"vielfalt/calendar"
	"vielfalt/content/profile"
)

// Synonyms are names that mean the same: whoever looks for one finds the others.
type Synonyms struct {
	Groups [][]string
	// Wider are names with one that means more: whoever looks for the first, which
	// no text has, finds the second, but not the reverse.
	Wider [][2]string
}

// DayNames returns the names of each day, in all languages and spellings that the
// calendar and the texts on days have. A name that several days have, and a word
// that is one of the language, is in no group, since it would widen all of them.
func DayNames(c *calendar.Calendar, profiles *profile.Set) Synonyms {
	var order []calendar.ID
	names := map[calendar.ID][]string{}
	owners := map[string]map[calendar.ID]bool{} // by folded name
	for _, t := range c.Traditions() {
		for i := range t.Observances {
			o := &t.Observances[i]
			id := o.ID
			if _, twin := c.Observance(o.SameAs); twin {
				id = o.SameAs // the same day for another tradition
			}
			if names[id] == nil {
				order = append(order, id)
			}
			for _, n := range namesOf(o, profiles) {
				key := strings.Join(texts(Words(n)), " ")
				if owners[key] == nil {
					owners[key] = map[calendar.ID]bool{}
				}
				if !owners[key][id] {
					owners[key][id] = true
					names[id] = append(names[id], n)
				}
			}
		}
	}
	var out Synonyms
	for _, id := range order {
		var group, wide []string
		for _, n := range names[id] {
			switch words := texts(Words(n)); {
			case !sayable(words):
			case len(owners[strings.Join(words, " ")]) > 1:
				wide = append(wide, n)
			default:
				group = append(group, n)
			}
		}
		if len(group) == 0 {
			continue
		}
		out.Groups = append(out.Groups, group)
		for _, w := range wide {
			out.Wider = append(out.Wider, [2]string{group[0], w})
		}
	}
	return out
}

// maxNameWords is how many words a name has at most that people type.
const maxNameWords = 6

// sayable reports whether folded words are a name that can stand for a day in any
// text.
func sayable(words []string) bool {
	if len(words) == 0 || len(words) > maxNameWords {
		return false
	}
	return len(words) > 1 || letterCount(words[0]) > 2 && !good().has(words[0])
}

// namesOf returns the names of an observance, without what stands in brackets
// behind them.
func namesOf(o *calendar.Observance, profiles *profile.Set) []string {
	all := append([]string{o.Name.German, o.Name.English, o.Name.Original}, o.Name.Also...)
	if r, ok := profiles.Of(o.ID); ok {
		all = append(all, r.Spellings...)
		for _, n := range r.Names {
			all = append(all, n.Text, n.Translit)
		}
	}
	var out []string
	for _, n := range all {
		n, _, _ = strings.Cut(n, " (")
		if n != "" {
			out = append(out, n)
		}
	}
	return out
}
