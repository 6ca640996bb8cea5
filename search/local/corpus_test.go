package local

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/searchtest"
)

// A writer writes texts that are like German ones to an index: few words are in all
// of them, most words are in one, and one in twenty is a compound or a name that
// perhaps no other text has.
type writer struct {
	r                     *rand.Rand
	little, words, nouns  []string
	often, usual, halves  *rand.Zipf
	beginnings, syllables []string
}

// newWriter returns a writer with the words of the laws and of the judged documents.
func newWriter(tb testing.TB) *writer {
	tb.Helper()
	laws, err := os.ReadFile("../german/laws.txt")
	if err != nil {
		tb.Fatal(err)
	}
	judged, err := searchtest.Corpus()
	if err != nil {
		tb.Fatal(err)
	}
	w := &writer{
		r:          rand.New(rand.NewPCG(1, 2)),
		little:     strings.Fields("die der und in zu den das nicht von sie ist des sich mit dem er es ein auf so eine auch als an nach wie im für man aber aus durch wenn nur war noch werden bei hat wir was wird sein einen oder um am sind dieser einer vor unter"),
		words:      strings.Fields(string(laws)),
		beginnings: strings.Fields("Al Be Ca De El Fe Go Ha Ir Ju Ka Le Mo Na Ol Pa Ro Sa Ti Ul Va Wi Ya Ze"),
		syllables:  strings.Fields("ba chen din fer gal hil kan lin mir nor pek rul sen tov wig zan"),
	}
	seen := map[string]bool{}
	for _, d := range judged {
		for word := range strings.FieldsFuncSeq(d.Title+" "+d.Body, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if !seen[word] {
				seen[word] = true
				w.words = append(w.words, word)
			}
		}
	}
	w.r.Shuffle(len(w.words), func(i, j int) { w.words[i], w.words[j] = w.words[j], w.words[i] })
	for _, word := range w.words {
		if first, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(first) && len(word) > 3 {
			w.nouns = append(w.nouns, word)
		}
	}
	zipf := func(s float64, words []string) *rand.Zipf { return rand.NewZipf(w.r, s, 10, uint64(len(words)-1)) }
	w.often, w.usual, w.halves = zipf(1.3, w.little), zipf(1.1, w.words), zipf(1.15, w.nouns)
	return w
}

func (w *writer) word() string {
	switch n := w.r.IntN(100); {
	case n < 40:
		return w.little[w.often.Uint64()]
	case n < 95:
		return w.words[w.usual.Uint64()]
	case n < 99:
		return w.nouns[w.halves.Uint64()] + []string{"", "s"}[w.r.IntN(2)] + strings.ToLower(w.nouns[w.halves.Uint64()])
	}
	name := w.beginnings[w.r.IntN(len(w.beginnings))]
	for range 1 + w.r.IntN(3) {
		name += w.syllables[w.r.IntN(len(w.syllables))]
	}
	return name
}

// text returns sentences of twelve words.
func (w *writer) text(words int) string {
	var b strings.Builder
	for i := range words {
		switch {
		case i == 0:
		case i%12 == 0:
			b.WriteString(". ")
		default:
			b.WriteByte(' ')
		}
		b.WriteString(w.word())
	}
	return b.String()
}

// written yields records of about three kilobytes and pages of brochures of about
// half as much. Three words are in them as often as they are looked for: Laubhütte in
// 31 of 100, Zuckerfest in one of nine, Sternsinger in one of 2,000.
func written(tb testing.TB, records, pages int) iter.Seq2[search.Document, error] {
	days, err := searchtest.Days()
	if err != nil {
		tb.Fatal(err)
	}
	return func(yield func(search.Document, error) bool) {
		for _, d := range days {
			if !yield(d, nil) {
				return
			}
		}
		w := newWriter(tb)
		for i := range records + pages {
			d := search.Document{
				ID: fmt.Sprintf("doc-%d", i), Item: fmt.Sprintf("doc-%d", i), Type: content.Types()[i%5],
				Title: w.text(5), Tags: []string{w.word(), w.word()},
				Traditions: []string{[]string{"jewish", "islamic", "hindu", "civil"}[i%4]}, Dezernat: fmt.Sprint(10 + i%40), Year: 2016 + i%11,
			}
			if i < records {
				d.Summary, d.Body = w.text(20), w.text(290)
			} else {
				d.Item, d.Type, d.Page = fmt.Sprintf("brochure-%d", i/50), content.TypeBrochure, 1+i%50
				d.Body = w.text(150)
			}
			if i%100 < 31 {
				d.Body += " Laubhütte"
			}
			if i%9 == 0 {
				d.Body += " Zuckerfest"
			}
			if i%2000 == 0 {
				d.Body += " Sternsinger"
			}
			if d.Type == content.TypeContact {
				d.Phone = fmt.Sprintf("0221 4710-%d", 1000+i)
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}
