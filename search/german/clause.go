package german

import (
	"slices"
	"strings"
)

func (x *Lexicon) keyClause(keys []string) Clause {
	c := Clause{key: true}
	for _, k := range keys {
		found := []string{k}
		if !x.known(k) && strings.HasPrefix(k, Key+"t") && len(k) >= 6 {
			found = x.numbersWith(k) // an unfinished telephone number
		}
		for _, k := range found {
			if x.known(k) {
				c.Any = append(c.Any, Term{k, InKeys, weightExact, x.documents(k)}, Term{k, InBody, weightExact, x.documents(k)})
				c.documents += x.documents(k)
			}
		}
	}
	return c
}

// numbersWith returns the keys that begin alike.
func (x *Lexicon) numbersWith(prefix string) []string {
	out := slices.Sorted(x.present(x.keys.begun(prefix)))
	return out[:min(len(out), maxCompletions)]
}

// phraseClause asks for a concept, or for all words of the phrase.
func (x *Lexicon) phraseClause(a ask) Clause {
	c := Clause{}
	for _, concept := range a.concepts {
		x.concept(&c, concept, weightExact)
		for _, meant := range x.lang.several[concept] {
			x.concept(&c, meant, weightConcept)
		}
	}
	var all []Term
	var stems []string
	for _, w := range a.words {
		if !x.lang.stop[w.Text] {
			s := x.lookup(w.Text).stem
			all, stems = append(all, x.term(Soft+s, weightSoft)), append(stems, s)
		}
	}
	if len(all) > 1 && x.allKnown(stems) && !c.satisfiable() { // its words, anywhere, are many a text's
		c.All = append(c.All, all)
	}
	// An exact match counts more than a synonym.
	glued := strings.Join(texts(a.words), "")
	x.add(&c, x.term(glued, weightGlued))
	x.add(&c, x.term(Soft+stem(glued), weightSoft))
	if !c.satisfiable() {
		for _, concept := range a.concepts {
			x.addAlso(&c, x.lang.also[concept])
		}
	}
	return c
}

// wordClause asks for a word; fixes are its corrections if it is misspelt, the likeliest first.
func (x *Lexicon) wordClause(a ask, as manner) (c Clause, fixes []string) {
	w := a.words[0].Text
	if key := Key + "k" + w; a.short && as != typing && x.known(key) {
		x.add(&c, x.term(key, weightExact))
		for _, concept := range x.concepts(w) {
			x.concept(&c, concept, weightConcept)
		}
		return c, nil
	}
	if x.lang.stop[w] { // AM, which the house knows and no text has
		return c, nil
	}
	if a.surname && as != typing {
		return x.nameClause(w, as)
	}
	x.word(&c, w, weightExact)
	if key := Key + "t" + w; bareExt.MatchString(w) && x.known(key) { // an extension, beside a name
		x.add(&c, Term{key, InKeys, weightExact, x.documents(key)})
	}
	if m := masculine(w); m != w {
		for i := range c.Any { // the stem is that of all who do something: bau
			if c.Any[i].Token == Soft+x.lookup(w).stem {
				c.Any[i].Weight = weightParts
			}
		}
		x.add(&c, x.term(m, weightGlued))
	}
	if !x.lang.single[w] { // a Rechner is what its group says, and not whoever rechnet
		for _, verb := range doing(w) {
			x.add(&c, x.term(verb, weightParts))
		}
	}
	verb := x.infinitive(w)
	if verb != "" && verb != w {
		x.word(&c, verb, weightSoft)
	}
	for _, form := range x.does(w, verb) {
		x.add(&c, x.term(form, weightSoft))
	}
	for _, other := range samePerson(w) {
		x.word(&c, other, weightGlued)
	}
	for _, whole := range a.whole {
		x.word(&c, whole, weightGlued)
	}
	if a.short && as != typing {
		return c, nil
	}
	// The stem of a word that no text has may be that of another by chance: Zuck.
	unfinished := (len(c.Any) == 0 || a.last && !x.known(w) && !good().has(w)) && !x.lang.single[w]
	if as == typing && a.last || as != exactly && unfinished && letterCount(w) >= 2 {
		for i, full := range x.completions(w, maxCompletions) {
			if i < maxWhole {
				x.word(&c, full, weightPrefix)
			} else {
				x.add(&c, x.term(full, weightPrefix))
			}
		}
	}
	if as == typing && a.last && len(c.Any) == 0 {
		for _, full := range x.begunAlike(w, maxCorrections) {
			x.word(&c, full, weightTypo*weightPrefix)
		}
	}
	if len(c.Any) == 0 && letterCount(w) >= 3 {
		x.stemsWith(&c, w)
	}
	if len(c.Any) == 0 {
		x.stemsEnding(&c, w)
	}
	if as.free() && len(c.Any) > 0 && !x.known(w) && !x.inflected(w) {
		if better := x.betterThan(w, c.documents); better != "" {
			c = Clause{}
			x.word(&c, better, weightTypo)
			return c, []string{better}
		}
		if letterCount(w) >= leastUnfinished { // Feuerwer may also be a Feuerwehr
			for _, better := range x.corrections(w, maxCorrections) {
				if distance([]rune(w), []rune(better), 1) == 1 {
					x.word(&c, better, weightTypo*weightPrefix)
				}
			}
		}
	}
	found := len(c.Any) > 0
	for _, halves := range x.halves(w) {
		if x.allKnown(halves[:]) {
			c.Any = append(c.Any, Term{Token: nearToken(halves[0], halves[1]), In: InPairs, Weight: weightParts})
			c.halves = append(c.halves, halves[:]...)
		}
	}
	if found || as == exactly {
		return c, nil
	}
	x.somewhere(&c, w)
	if x.related(&c, w) || a.others != nil { // what the house says is spelt correctly
		return c, nil
	}
	fixes = x.corrections(w, maxCorrections)
	for _, better := range fixes {
		weight := weightTypo / float64(distance([]rune(w), []rune(better), 2))
		x.word(&c, better, weight)
	}
	return c, fixes
}

// common is of how many documents one has a half that says too little of a compound:
// Oktoberfest.
const common = 4

// somewhere adds, for a compound that no text has, documents that have one half of it in
// the title or a tag, so that they are about it, and the other in the text. Of somebody who is something
// it adds that: Feuerwehrfrau.
func (x *Lexicon) somewhere(c *Clause, w string) {
	for _, halves := range x.halves(w) {
		if !x.allKnown(halves[:]) || slices.ContainsFunc(halves[:], func(h string) bool { return x.documents(Soft+h) > x.most/common }) {
			continue
		}
		a, b := x.term(Soft+halves[0], weightParts), x.term(Soft+halves[1], weightParts)
		for _, pair := range [][2]Term{{a, b}, {b, a}} {
			pair[0].In, pair[1].In = InTitle|InTags, InBody
			c.All = append(c.All, pair[:])
		}
	}
	if what := personOf(w); x.known(what) {
		x.word(c, what, weightParts)
	}
}

// inflected reports whether texts have a word in other forms: "Gedicht" as "Gedichte".
func (x *Lexicon) inflected(w string) bool {
	return slices.ContainsFunc([]string{"e", "en", "er", "es", "n", "s"}, func(end string) bool { return x.known(w + end) })
}

// leastUnfinished is how many letters a word has at least that may be unfinished or
// misspelt.
const leastUnfinished = 6

// likelier is in how many times more documents a word is than those that one begins
// which is no word, to be taken for that one with a typing error: Ramadann.
const likelier = 3

// betterThan returns the word that one is but for a single typing error, if that is in
// many more documents than so many; or "".
func (x *Lexicon) betterThan(w string, documents int) string {
	if all := x.corrections(w, 1); len(all) > 0 && distance([]rune(w), []rune(all[0]), 1) == 1 && x.documents(all[0]) >= likelier*documents {
		return all[0]
	}
	return ""
}

// nameClause asks for a surname, which no word of the same stem is; fixes are its
// corrections if it is misspelt.
func (x *Lexicon) nameClause(w string, as manner) (c Clause, fixes []string) {
	if as.free() && !x.known(soundKey(w)) { // nobody is called so, but perhaps somebody nearly
		if c.Any = x.sounding(w); len(c.Any) > 0 {
			for _, t := range c.Any {
				c.documents += t.Documents
			}
			return c, nil
		}
	}
	x.add(&c, x.term(w, weightExact))
	x.add(&c, x.term(w+"s", weightSoft)) // of Mrs Blaubeer's
	if as == loosely {
		// Whoever is called so is not where it is said.
		c.Any = append(c.Any, x.sounding(w)...)
	}
	if len(c.Any) > 0 || as == exactly {
		return c, nil
	}
	fixes = x.corrections(w, maxCorrections)
	for _, better := range fixes {
		t := Term{Token: better, In: InTitle, Weight: weightTypo, Documents: x.documents(better)}
		c.Any, c.documents = append(c.Any, t), max(c.documents, t.Documents)
	}
	return c, fixes
}

// word adds the terms of a word: itself, its stem, its concepts.
func (x *Lexicon) word(c *Clause, w string, weight float64) {
	x.add(c, x.term(w, weight*weightExact))
	x.add(c, x.term(Soft+x.lookup(w).stem, weight*weightSoft))
	for _, concept := range x.concepts(w) {
		x.concept(c, concept, weight*weightConcept)
	}
	for _, own := range x.lang.meanings(stem(w)) {
		for _, meant := range x.lang.several[own] {
			x.concept(c, meant, weight*weightSeveral)
		}
	}
}

func (x *Lexicon) concept(c *Clause, concept string, weight float64) {
	x.add(c, x.term(concept, weight))
	x.add(c, x.term(Soft+concept, weight*weightSoft))
}

// related adds the concepts that a word, or those of it, lead to, which no text
// has, and reports whether there are any.
func (x *Lexicon) related(c *Clause, w string) bool {
	before := len(c.Any)
	x.addAlso(c, x.lang.alsoOf(w))
	return len(c.Any) > before
}

// addAlso adds concepts that something leads to.
func (x *Lexicon) addAlso(c *Clause, concepts []string) {
	for _, concept := range x.orNext(concepts) {
		x.add(c, x.leadTerm(concept, weightAlso))
	}
}

// leadTerm asks for a concept in titles and tags.
func (x *Lexicon) leadTerm(concept string, weight float64) Term {
	t := x.term(concept, weight)
	t.In = InTitle | InTags
	return t
}

func (x *Lexicon) term(token string, weight float64) Term {
	return Term{Token: token, In: InText, Weight: weight, Documents: x.documents(token)}
}

// add adds a term if documents contain it and it is not already there with more
// weight.
func (x *Lexicon) add(c *Clause, t Term) {
	if !x.known(t.Token) {
		return
	}
	for i := range c.Any {
		if c.Any[i].Token == t.Token {
			c.Any[i].Weight = max(c.Any[i].Weight, t.Weight)
			return
		}
	}
	c.Any = append(c.Any, t)
	c.documents = max(c.documents, x.documents(t.Token))
}

// stemsWith adds the parts of compounds that begin with an unfinished word
// ("Leucht" finds Chanukkaleuchter).
func (x *Lexicon) stemsWith(c *Clause, prefix string) {
	found := x.soft.of(firstRune(prefix)).begun(Soft + prefix)
	for _, t := range x.frequent(x.present(found), maxCompletions) {
		x.add(c, x.term(t, weightSoft))
	}
}

// stemsEnding adds the compounds that end with a word which never occurs on its
// own, so that compounds could not be split there ("Steine" finds
// Stolpersteine). Short words are skipped, because they end too many others.
func (x *Lexicon) stemsEnding(c *Clause, w string) {
	s := stem(w)
	if letterCount(w) < minEnding || len(s) < minPart || hasDigit(w) {
		return
	}
	found := func(yield func(string) bool) {
		for t := range x.ends.of(lastTwo(s)).ending(s) {
			if len(t) >= len(Soft)+len(s)+minListed && !yield(t) {
				return
			}
		}
	}
	for _, t := range x.frequent(x.present(found), maxCompletions) {
		x.add(c, x.term(t, weightSoft))
	}
}

// glue makes two neighbouring words match texts that write them as one:
// "Ramadan Fest" as Ramadanfest, "Feuer Ostern" as Osterfeuer. It reports
// whether there is such a word.
func (x *Lexicon) glue(a, b string, as manner, ca, cb *Clause) (found bool) {
	if letterCount(a)+letterCount(b) < 5 || hasDigit(a+b) {
		return false
	}
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		for _, link := range links {
			w := pair[0] + link + pair[1]
			if len(w) > maxWord {
				continue
			}
			var c Clause
			if x.known(w) || x.known(Soft+stem(w)) || len(x.concepts(w)) > 0 {
				x.word(&c, w, weightGlued)
			}
			for _, t := range c.Any {
				found = true
				x.add(ca, t)
				x.add(cb, t)
			}
		}
	}
	if found || !as.free() || x.known(a) && x.known(b) || letterCount(a+b) < leastGlued {
		return found
	}
	// As somebody heard it: "Fron Leichnahm", "Sternen Schnuppe".
	for _, better := range x.corrections(a+b, 1) {
		if better == a || better == b {
			continue
		}
		x.word(ca, better, weightTypo*weightGlued)
		x.word(cb, better, weightTypo*weightGlued)
		found = true
	}
	return found
}

// leastGlued is how many letters two words have at least that are taken for one that is
// written a little differently.
const leastGlued = 8

// allKnown reports whether texts have each of some stems.
func (x *Lexicon) allKnown(stems []string) bool {
	for _, s := range stems {
		if !x.known(Soft + s) {
			return false
		}
	}
	return true
}
