package german

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// An ask is a piece of a query: one word, a phrase, or a number.
type ask struct {
	words    []Word
	concepts []string // of a phrase
	keys     []string
	others   []member // what else the house calls it
	from, to int      // bytes of the query, of a number
	last     bool     // nothing follows, so it may be unfinished
	date     string   // of a day of a month: its token
	short    bool     // an abbreviation, which is never the beginning of a word
	whole    []string // what a suspended compound may be in full
	surname  bool     // it follows a title, so it is a name and nothing else
	first    bool     // it is the first word of a compound that no text has,
	head     bool     // or the last
	must     bool     // without which the other says nothing
}

// asks cuts a query into asks. It sets the plan's ContactsFirst.
func (x *Lexicon) asks(text string, p *Plan) (out []ask) {
	words := x.apart(text, withDates(Words(text)))
	question := strings.Contains(text, "?") || len(words) > 0 && x.lang.question[words[0].Text] || slices.ContainsFunc(words, func(w Word) bool { return x.lang.asker[w.Text] })
	out, p.ContactsFirst = x.pieces(text, words)
	out = x.joinHyphened(out)
	for i := range out[:max(0, len(out)-1)] {
		if a, b := out[i].words, out[i+1].words; len(a) == 1 && len(b) == 1 {
			if day, month := dayNumber(a[0].Text), monthNamed(b[0].Text); day > 0 && month > 0 {
				out[i].date = dateToken(day, month)
			}
		}
	}
	x.shorten(out, text, words)
	p.house.note(x.lang, out, text, words, p.phrases)
	out, named := x.unaddressed(out, text, words)
	p.ContactsFirst = p.ContactsFirst || named
	if named {
		out = only(out, func(a ask) bool { return len(a.words) != 1 || a.surname || !x.lang.reached[a.words[0].Text] })
	}
	// Drop stop words.
	out = only(out, func(a ask) bool {
		return a.keys != nil || a.concepts != nil || a.others != nil || !x.lang.stop[a.words[0].Text]
	})
	out = p.house.telling(out)
	if rest := only(out, func(a ask) bool { return len(a.words) != 1 || !x.lang.question[a.words[0].Text] }); len(rest) > 0 {
		out = rest
	}
	single := len(out) == 1
	p.ContactsFirst = p.ContactsFirst || x.forPerson(out, words, question)
	if p.ContactsFirst || question {
		rest := only(out, func(a ask) bool { return len(a.words) != 1 || !x.lang.person[a.words[0].Text] })
		if len(rest) > 0 {
			p.preferred = x.preferred(words)
			out = rest
		} else if !question {
			p.ContactsFirst = false
		}
	}
	if question {
		rest := only(out, func(a ask) bool {
			return len(a.words) != 1 || !x.asked(a.words[0].Text)
		})
		if len(rest) > 0 {
			out = rest
		}
	}
	if len(out) == 1 && len(out[0].words) == 1 && (single || p.ContactsFirst) {
		if key := alone(out[0].words[0].Text, x.known); key != "" {
			p.ContactsFirst = true
			from, to := out[0].span()
			return []ask{{keys: []string{key}, others: out[0].others, from: from, to: to}}
		}
	}
	return out
}

// lettersDigits are a code without the space that it has in texts: DIN18040.
var lettersDigits = regexp.MustCompile(`^[a-z]{2,}|[0-9]{2,}$`)

// apart writes the words of a query apart that texts have apart.
func (x *Lexicon) apart(text string, words []Word) []Word {
	var out []Word
	for _, w := range words {
		halves := lettersDigits.FindAllString(w.Text, 3)
		if !x.known(w.Text) && len(halves) == 2 && halves[0]+halves[1] == w.Text && x.known(halves[0]) && x.known(halves[1]) && w.To-w.From == len(w.Text) {
			cut := w.From + len(halves[0])
			out = append(out, Word{halves[0], w.From, cut, w.Joined}, Word{halves[1], cut, w.To, true})
			continue
		}
		if topic, asked := x.topicOf(w.Text); topic != "" {
			cut := cutAt(text, w, asked)
			out = append(out, Word{topic, w.From, cut, w.Joined}, Word{asked, cut, w.To, false})
			continue
		}
		out = append(out, w)
	}
	return out
}

// topicOf returns what a folded compound that no text has is about, if its head is a word
// by which people ask, and that: "computer" and "probleme" of Computerprobleme. Of other
// words it returns nothing.
func (x *Lexicon) topicOf(w string) (topic, asked string) {
	if x.known(w) || !partWord(w) || len(x.lang.meanings(stem(w))) > 0 {
		return "", ""
	}
	for i := minPart; i <= len(w)-minPart; i++ {
		if !x.lang.asked[w[i:]] {
			continue
		}
		for _, link := range links {
			if base, ok := strings.CutSuffix(w[:i], link); ok && len(base) >= minPart && (x.known(base) || x.lang.single[base]) {
				return base, w[i:]
			}
		}
	}
	return "", ""
}

// preferred returns what the words by which a person is asked for say: who "leitet" a
// department comes before the others of it.
func (x *Lexicon) preferred(words []Word) (out []Term) {
	for _, w := range words {
		if !x.lang.person[w.Text] {
			continue
		}
		for _, c := range x.concepts(w.Text) {
			out = append(out, x.term(c, weightConcept))
		}
	}
	return out
}

// joinHyphened makes one word of what a hyphen joins, if texts have that as one or a part
// is a letter: Feiertags-Gesetz, TV-L, E-Mail.
func (x *Lexicon) joinHyphened(asks []ask) []ask {
	var out []ask
	for _, a := range asks {
		if n := len(out); n > 0 && len(a.words) == 1 && len(out[n-1].words) == 1 && a.words[0].Joined {
			before, after := out[n-1].words[0], a.words[0]
			glued := before.Text + after.Text
			if letterCount(after.Text) == 1 || letterCount(before.Text) == 1 || x.known(glued) || len(x.concepts(glued)) > 0 {
				out[n-1].words = []Word{{Text: glued, From: before.From, To: after.To, Joined: before.Joined}}
				out[n-1].last = a.last
				continue
			}
		}
		out = append(out, a)
	}
	return out
}

// shorten marks abbreviations and the halves of suspended compounds.
func (x *Lexicon) shorten(asks []ask, text string, words []Word) {
	halves := map[int][]string{} // by where the word begins
	for _, s := range x.suspensions(text, words) {
		halves[words[s.at].From] = s.whole
	}
	for i, a := range asks {
		if len(a.words) == 1 {
			w := a.words[0]
			asks[i].short, asks[i].whole = abbreviation(text[w.From:w.To]), halves[w.From]
		}
	}
}

// abbreviation reports whether a word is written in two to five capitals.
func abbreviation(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return 2 <= n && n <= 5
}

// unaddressed leaves out the titles and the initials before a name, which few
// texts have, and reports whether there was a title.
func (x *Lexicon) unaddressed(asks []ask, text string, words []Word) (out []ask, named bool) {
	next := map[int]Word{}  // by where the word before it begins
	names := map[int]bool{} // by where the word begins
	for i := 1; i < len(words); i++ {
		next[words[i-1].From] = words[i]
	}
	for _, a := range asks {
		if len(a.words) == 1 {
			w := a.words[0]
			after, followed := next[w.From]
			if followed && x.lang.address[w.Text] && (!x.lang.stop[after.Text] || initial(text, after)) && joined(text[w.To:after.From]) {
				named, names[after.From] = true, true
				continue
			}
			if initial(text, w) && len(asks) > 1 {
				names[after.From] = names[w.From] // Frau R. Mandelkern
				continue
			}
			a.surname = names[w.From] && !x.lang.address[w.Text]
		}
		out = append(out, a)
	}
	return out, named
}

// initial reports whether a word is a letter with a full stop.
func initial(text string, w Word) bool {
	return letterCount(w.Text) == 1 && !hasDigit(w.Text) && strings.HasPrefix(text[w.To:], ".")
}

// joined reports whether only spaces and full stops are between two words.
func joined(between string) bool { return strings.Trim(between, ". ") == "" }

// pieces turns each number, phrase and other word of a query into an ask, and
// reports whether there are numbers.
func (x *Lexicon) pieces(text string, words []Word) (out []ask, numbered bool) {
	numbers := recognise(text, x.known)
	slices.SortFunc(numbers, func(a, b number) int { return cmp.Compare(a.from, b.from) })
	var row []Word // words between numbers
	end := 0       // of the last number
	telling := 0   // words that are no stop words
	for _, w := range words {
		if !x.lang.stop[w.Text] {
			if telling++; telling > maxQueryWords {
				break
			}
		}
		for len(numbers) > 0 && numbers[0].to <= w.From {
			numbers = numbers[1:]
		}
		if len(numbers) == 0 || w.From < numbers[0].from {
			row = append(row, w)
			continue
		}
		if end != numbers[0].to { // the number's first word
			out, row = append(out, x.phrases(row)...), nil
			out = append(out, ask{keys: numbers[0].keys, from: numbers[0].from, to: numbers[0].to})
			end, numbered = numbers[0].to, true
		}
	}
	out = append(out, x.phrases(row)...)
	if len(words) > 0 {
		last := words[len(words)-1]
		for i := range out {
			if ws := out[i].words; len(ws) > 0 && ws[len(ws)-1] == last && last.To == len(text) {
				out[i].last = true
			}
		}
	}
	return out, numbered
}

// forPerson reports whether the query asks for a person: one of the asks is a
// word for people, or a question contains one anywhere.
func (x *Lexicon) forPerson(asks []ask, words []Word, question bool) bool {
	return slices.ContainsFunc(asks, func(a ask) bool { return len(a.words) == 1 && x.lang.person[a.words[0].Text] }) ||
		question && slices.ContainsFunc(words, func(w Word) bool { return x.lang.person[w.Text] })
}

func only(asks []ask, f func(ask) bool) []ask {
	var out []ask
	for _, a := range asks {
		if f(a) {
			out = append(out, a)
		}
	}
	return out
}

// phrases turns a row of words into asks, joining those that form a phrase with
// a concept; longer phrases win.
func (x *Lexicon) phrases(row []Word) []ask {
	stems := make([]string, len(row))
	for i, w := range row {
		stems[i] = stem(w.Text)
	}
	matches := x.lang.match(stems)
	var out []ask
	for i := 0; i < len(row); {
		n := 1
		var concepts []string
		for _, m := range matches {
			if m.i != i || m.n < 2 || m.n < n || !x.meant(m.concept) && !x.leads(m.concept, row[i:i+m.n]) {
				continue
			}
			if m.n > n {
				n, concepts = m.n, nil
			}
			if !slices.Contains(concepts, m.concept) {
				concepts = append(concepts, m.concept)
			}
		}
		out = append(out, ask{words: row[i : i+n], concepts: concepts})
		i += n
	}
	return out
}
