package archive

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"path"
	"slices"
	"strings"

	"vielfalt/content"
)

// A person is a row of a table of contacts.
type person struct {
	spot
	f     *fields
	named bool   // by an id of its own
	wrote string // the name as it was written, if it was turned round
	twice bool   // nothing tells the person from one before, so the row is left out
}

// tooMany says that there are more than maxPeople.
const tooMany = "from here on there are more than the %d contacts that one file may have; split it"

// addPeople makes the rows of the tables, or the cards, of a file entries of its batch.
func (im *Importer) addPeople(ctx context.Context, fsys fs.FS, b *batch) {
	if err := im.identify(ctx, b); err != nil {
		b.problem(0, "%v", err)
		return
	}
	for _, p := range b.people {
		if p.twice {
			continue
		}
		im.same(b, p)
		if b.alone(func() { im.settle(ctx, fsys, b, p.f, p.spot) }) {
			b.addAt(p.spot, p.f)
		}
	}
}

// same notes that a person may be one that came before in the same import: by the mail
// address and a word of the name, because many share a mailbox.
func (im *Importer) same(b *batch, p *person) {
	mail := strings.ToLower(p.f.own.text("mail"))
	if mail == "" {
		return
	}
	words := strings.Split(slug(p.f.Title), "-")
	for _, other := range im.mailed[mail] {
		if other.id != p.f.ID && slices.ContainsFunc(words, func(w string) bool { return len(w) >= 3 && slices.Contains(other.words, w) }) {
			b.noteAt(p.spot, "%q has the mail address of %q, line %d of %s; are they the same person?", p.f.Title, other.title, other.line, path.Base(other.file))
			return
		}
	}
	if len(im.mailed[mail]) < maxSharing {
		im.mailed[mail] = append(im.mailed[mail], mailed{p.spot, p.f.ID, p.f.Title, words})
	}
}

// mailed is a person with an address.
type mailed struct {
	spot
	id, title string
	words     []string // of the name
}

// maxSharing is how many people of one address others are compared with.
const maxSharing = 20

// identify gives an id to everybody who has none: the name or, of several of one
// name, the name and what of mail or number tells them apart, so that next time
// they have the same, in whatever order they come. Whoever is stored under the bare
// name keeps it.
func (im *Importer) identify(ctx context.Context, b *batch) error {
	groups := make(map[string][]*person)
	var bases, candidates []string
	for _, p := range b.people {
		if p.named {
			continue
		}
		base := baseID(p.f)
		if groups[base] == nil {
			bases = append(bases, base)
		}
		groups[base] = append(groups[base], p)
		candidates = append(candidates, base)
		candidates = append(candidates, p.before()...)
		for _, more := range p.tells(base) {
			candidates = append(candidates, joined(base, more))
		}
	}
	if len(candidates) == 0 {
		return nil
	}
	there, err := im.Store.Stored(ctx, candidates)
	if err != nil {
		return err
	}
	for _, base := range bases {
		group := groups[base]
		if len(group) == 1 {
			p := group[0]
			p.f.ID = base
			for _, id := range p.before() {
				if there[p.f.ID].Version == 0 && there[id].Version > 0 {
					p.f.ID = id
				}
			}
			for _, more := range p.tells(base) {
				if id := joined(base, more); there[id].Version > 0 {
					p.f.ID = id // one of several, when there were
					break
				}
			}
			continue
		}
		var known *content.Contact
		if there[base].Version > 0 {
			r, err := im.Store.Get(ctx, base)
			if err != nil {
				return err
			}
			known, _ = r.(*content.Contact)
		}
		if !distinct(base, group, known) {
			apart := `add a column "id"`
			if b.apart { // cards, which have no columns
				apart = "give each a mail address or a number of their own"
			}
			before := make(map[string]*person)
			for _, p := range group {
				first := before[p.f.ID]
				if first == nil {
					before[p.f.ID] = p
					continue
				}
				p.twice = true
				b.alone(func() {
					after := fmt.Sprintf("line %d", first.line)
					if first.file != p.file { // another sheet
						after += " of " + path.Base(first.file)
					}
					b.problemAt(p.spot, "%q is there twice, after %s, and neither mail nor number tells them apart; if it is the same person take one of them out, else %s", p.f.Title, after, apart)
				})
			}
		}
	}
	return nil
}

// before returns the ids that an import gave a person when it did not turn names round,
// or did not know letters that are none of others with an accent.
func (p *person) before() []string {
	var out []string
	for _, name := range []string{p.f.Title, p.wrote} {
		for _, id := range []string{slug(name), slug(ownLetters.Replace(strings.ToLower(name)))} {
			if id != "" && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// ownLetters takes away the letters that are none of others with an accent.
var ownLetters = strings.NewReplacer("ı", " ", "ł", " ", "ø", " ", "đ", " ", "æ", " ", "œ", " ", "þ", " ", "ð", " ", "ħ", " ")

// distinct gives different ids to people of one name, or reports that it cannot.
func distinct(base string, group []*person, known *content.Contact) bool {
	stays := stored(group, known)
	for _, by := range [][]int{{0}, {1}, {0, 1}} { // mail, number, both
		seen := make(map[string]bool)
		for _, p := range group {
			tells := p.tells(base)
			p.f.ID = base
			if p != stays {
				for _, i := range by {
					p.f.ID = joined(p.f.ID, tells[i])
				}
			}
			seen[p.f.ID] = true
		}
		if len(seen) == len(group) {
			return true
		}
	}
	return false
}

// stored returns who of a group is stored under the bare name: the one with the
// same number or, as mailboxes are shared, else with the same mail; nil if nobody
// is, or several may be.
func stored(group []*person, c *content.Contact) (who *person) {
	if c == nil {
		return nil
	}
	best, several := 0, false
	for _, p := range group {
		score := 0
		if phone := sameNumber(p.f.own.text("phone")); phone != "" && phone == sameNumber(c.Phone) {
			score += 2
		}
		if mail := p.f.own.text("mail"); mail != "" && strings.EqualFold(mail, c.Mail) {
			score++
		}
		if score > best {
			who, best, several = p, score, false
		} else if score == best {
			several = true
		}
	}
	if several {
		return nil
	}
	return who
}

// tells returns what mail and number say of a person beyond the name.
func (p *person) tells(base string) []string {
	local, _, _ := strings.Cut(p.f.own.text("mail"), "@")
	mail := slug(local)
	if rest, ok := strings.CutPrefix(mail, base); ok {
		mail = strings.Trim(rest, "-")
	}
	phone := sameNumber(p.f.own.text("phone"))
	return []string{mail, phone[max(0, len(phone)-6):]}
}

func joined(base, more string) string {
	if more == "" {
		return base
	}
	return base + "-" + more
}

// baseID returns the id of a contact by its name or, if that is in a script that has
// no Latin letters here, by its mail or number.
func baseID(f *fields) string {
	if f.Title == "" {
		return ""
	}
	local, _, _ := strings.Cut(f.own.text("mail"), "@")
	for _, s := range []string{f.Title, local, sameNumber(f.own.text("phone"))} {
		if id := slug(s); id != "" {
			return id
		}
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(f.Title)) // never fails
	return fmt.Sprintf("kontakt-%08x", h.Sum32())
}

// latin are the letters of Cyrillic and Greek names in Latin ones, and Latin letters
// that are none of others with an accent.
var latin = strings.NewReplacer(
	"ı", "i", "ł", "l", "ø", "o", "đ", "d", "æ", "ae", "œ", "oe", "þ", "th", "ð", "d", "ħ", "h",
	"а", "a", "б", "b", "в", "v", "г", "g", "ґ", "g", "д", "d", "ђ", "dj", "е", "e", "ё", "jo", "є", "je", "ж", "zh", "з", "z", "и", "i", "і", "i", "ї", "ji",
	"й", "j", "ј", "j", "к", "k", "л", "l", "љ", "lj", "м", "m", "н", "n", "њ", "nj", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "ћ", "c", "у", "u",
	"ў", "u", "ф", "f", "х", "h", "ц", "ts", "ч", "ch", "џ", "dzh", "ш", "sh", "щ", "shch", "ъ", "", "ы", "y", "ь", "", "э", "e", "ю", "ju", "я", "ja",
	"ου", "ou", "ού", "ou", "α", "a", "β", "v", "γ", "g", "δ", "d", "ε", "e", "ζ", "z", "η", "i", "θ", "th", "ι", "i", "κ", "k", "λ", "l", "μ", "m", "ν", "n", "ξ", "x", "ο", "o",
	"π", "p", "ρ", "r", "σ", "s", "ς", "s", "τ", "t", "υ", "y", "φ", "f", "χ", "ch", "ψ", "ps", "ω", "o", "ά", "a", "έ", "e", "ή", "i", "ί", "i", "ό", "o", "ύ", "y", "ώ", "o",
)
