package german

import (
	"math"
	"slices"

	"vielfalt/content"
	"vielfalt/search"
)

// How often a word occurs in a field counts up to a limit, and less in a long
// field (k1 and b of BM25).
const (
	saturation = 1.2
	lengthBias = 0.4
)

// rest is what further terms of a clause add to the best one.
const rest = 0.1

// measures are how much a token found in a field counts, and how many tokens such a
// field of an ordinary document has.
var measures = [...]struct{ weight, length float64 }{
	InTitle: {8, 12}, InTags: {5, 12}, InBody: {2, 150}, InKeys: {4, 4}, InPairs: {2, 30},
}

// A Measure says how much it counts that a term occurs in a field.
type Measure struct{ most, short, perToken, length float64 }

// Measure returns how much it counts that a term of a weight occurs in a field.
func (f Field) Measure(weight float64) Measure {
	m := measures[f]
	return Measure{weight * m.weight * (1 + saturation), saturation * (1 - lengthBias), saturation * lengthBias / m.length, m.length}
}

// Score returns how much it counts that the term occurs so often in a field of so many
// tokens, or of an ordinary number of them if that is 0.
func (m Measure) Score(times, tokens float64) float64 {
	if tokens == 0 {
		tokens = m.length
	}
	return m.most * times / (times + m.short + m.perToken*tokens)
}

// Rarity returns how much a clause counts that some of so many documents satisfy.
func Rarity(satisfying, documents float64) float64 {
	return math.Log(1 + (documents-satisfying+0.5)/(satisfying+0.5))
}

// ScoreOf returns how much a clause counts of which terms count so much: the best
// one, and a little for the others.
func ScoreOf(best, sum float64) float64 { return best + rest*(sum-best) }

// Bonuses rank contacts before everything else, where they are asked for, and days
// after what the house itself says; titles that are what was asked for come before
// those that begin with it, and these before the others.
const (
	contactBonus     = 1e6
	dayBonus         = -1e6
	titleIsBonus     = 2e3
	titleBeginsBonus = 1e3
	preferredBonus   = 10
)

// TypeBonus returns what a document gets for its type.
func (p *Plan) TypeBonus(t content.Type) float64 {
	switch {
	case t == content.TypeContact && p.ContactsFirst:
		return contactBonus
	case t == content.TypeDay:
		return dayBonus
	}
	return 0
}

// A Bonus is what a document gets for having a term that is not demanded.
type Bonus struct {
	Term  Term
	Bonus float64
}

// Bonuses returns what of documents is preferred.
func (p *Plan) Bonuses() []Bonus {
	var out []Bonus
	words := texts(Words(p.text))
	for _, title := range [][]string{words, p.asked} {
		if len(title) > 0 && (len(out) == 0 || !slices.Equal(title, words)) {
			out = append(out, Bonus{Term{Token: titleIs(title), In: InPairs, Weight: 1}, titleIsBonus},
				Bonus{Term{Token: titleBegins(title), In: InPairs, Weight: 1}, titleBeginsBonus})
		}
	}
	for _, t := range p.preferred {
		out = append(out, Bonus{t, preferredBonus})
	}
	return out
}

// Score returns how well a document satisfies the plan, nearly as an index reckons it
// that knows how many documents satisfy each clause.
func (p *Plan) Score(d search.Document) float64 {
	a := p.lex.Analyze(d)
	fields := []struct {
		in     Field
		tokens []string
	}{{InTitle, a.Title}, {InTags, a.Tags}, {InBody, a.Body}, {InKeys, a.Keys}, {InPairs, a.Pairs}}
	times := map[Field]map[string]float64{}
	for _, f := range fields {
		times[f.in] = map[string]float64{}
		for _, t := range f.tokens {
			times[f.in][t]++
		}
	}
	score := func(t Term) (sum float64) {
		for _, f := range fields {
			if n := times[f.in][t.Token]; n > 0 && t.In&f.in != 0 {
				sum += f.in.Measure(t.Weight).Score(n, float64(len(f.tokens)))
			}
		}
		return sum
	}
	total := p.TypeBonus(d.Type)
	for _, c := range p.Clauses {
		best, sum := 0.0, 0.0
		take := func(s float64) { best, sum = max(best, s), sum+s }
		for _, t := range c.Any {
			take(score(t))
		}
		for _, all := range c.All {
			each, held := 0.0, true
			for _, t := range all {
				s := score(t)
				each, held = each+s, held && s > 0
			}
			if held {
				take(each / float64(len(all)))
			}
		}
		total += p.lex.weight(c.documents) * ScoreOf(best, sum)
	}
	for _, b := range p.Bonuses() {
		if score(b.Term) > 0 {
			total += b.Bonus
		}
	}
	return total
}
