package german

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"vielfalt/search"
)

//go:embed intents.yaml
var intentsText []byte

// An Intent is what somebody asks for, by words that say so.
type Intent string

// The intents.
const (
	AskDate          Intent = "date"
	AskUntil         Intent = "until"
	AskPast          Intent = "past"
	AskHoliday       Intent = "holiday"
	AskHolidays      Intent = "holidays"
	AskNext          Intent = "next"
	AskNextEvent     Intent = "nextEvent"
	AskBridge        Intent = "bridge"
	AskOnDay         Intent = "onDay"
	AskGreeting      Intent = "greeting"
	AskResponsible   Intent = "responsible"
	AskLeads         Intent = "leads"
	AskWho           Intent = "who"
	AskPhone         Intent = "phone"
	AskMail          Intent = "mail"
	AskRoom          Intent = "room"
	AskWhere         Intent = "where"
	AskYesterday     Intent = "yesterday"
	AskToday         Intent = "today"
	AskTomorrow      Intent = "tomorrow"
	AskAfterTomorrow Intent = "afterTomorrow"
	AskWeek          Intent = "week"
	AskNextWeek      Intent = "nextWeek"
	AskWeekend       Intent = "weekend"
	AskComingWeekend Intent = "comingWeekend"
	AskNextWeekend   Intent = "nextWeekend"
	AskWhichWeek     Intent = "whichWeek"
	AskMonth         Intent = "month"
	AskNextMonth     Intent = "nextMonth"
	AskNextYear      Intent = "nextYear"
	AskThisYear      Intent = "thisYear"
	AskLastYear      Intent = "lastYear"
	AskYearAfterNext Intent = "yearAfterNext"
	AskSchoolFree    Intent = "schoolFree"
	AskFeasts        Intent = "feasts"
	AskWhat          Intent = "what"
	AskEvents        Intent = "events"
)

// filler marks words that say nothing.
const filler Intent = "filler"

// A Question is a query as it may be answered outright.
type Question struct {
	Text    string // the query
	Intents []Intent
	// Year is one that is named, and Week a week of the calendar, "KW 50"; 0 if none is.
	Year, Week int
	// About is what remains, as it was written: usually a name or a task. Whole is
	// the same with all words behind the phrase that asks at the beginning, or before
	// that at the end, as a name may have such words itself: "Ende der Regenklausur". Full has its years
	// as well: "Sivas-Massaker (1993)".
	About, Whole, Full string
	// Guess is a word that was meant by one with a typing error; empty if none was.
	Guess string
}

// Asks reports whether a question has an intent.
func (q Question) Asks(i Intent) bool { return slices.Contains(q.Intents, i) }

// An asking is a phrase by which people ask.
type asking struct {
	words  []string // folded
	intent Intent
}

// askings are the phrases by which people ask.
type askings struct {
	by map[string][]asking // by their first word, the longest first
	// timely are the words of timely intents, as they are written by how they are folded,
	// and words those of all.
	timely map[string]string
	words  map[string]bool
}

// asked are all phrases. The file is built in; that it can be read is tested.
var asked = sync.OnceValue(func() askings {
	out, err := readIntents(intentsText)
	if err != nil {
		panic(err)
	}
	return out
})

func readIntents(data []byte) (askings, error) {
	out := askings{map[string][]asking{}, map[string]string{}, map[string]bool{}}
	var file map[Intent][]string
	if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
		return out, fmt.Errorf("read the intents: %w", err)
	}
	for intent, lines := range file {
		for _, line := range lines {
			for p := range strings.SplitSeq(line, ",") {
				words := Words(p)
				if len(words) == 0 {
					return out, fmt.Errorf("read the intents: %s has a phrase without words", intent)
				}
				for _, w := range words {
					out.words[w.Text] = true
					if slices.Contains(timely, intent) && letterCount(w.Text) >= leastAsking {
						out.timely[w.Text] = p[w.From:w.To]
					}
				}
				out.by[words[0].Text] = append(out.by[words[0].Text], asking{texts(words), intent})
			}
		}
	}
	for _, all := range out.by {
		slices.SortFunc(all, func(a, b asking) int {
			if len(a.words) != len(b.words) {
				return len(b.words) - len(a.words)
			}
			return strings.Compare(string(a.intent), string(b.intent))
		})
	}
	return out, nil
}

// maxQuestion is how many words a question may have to be answered outright.
const maxQuestion = 16

// ReadQuestion reads a query as a question. One that is too long has no intents
// and is about nothing.
func ReadQuestion(text string) Question {
	q := Question{Text: text}
	words := Words(text)
	if len(words) > maxQuestion {
		return q
	}
	q.Guess = respell(words)
	var rest []Word
	weak := map[int]bool{} // words of rest that say nothing at its edges, by where they begin
	for i := 0; i < len(words); {
		a, ok := askingAt(words[i:])
		week, said := weekAt(words[i:])
		switch {
		case q.Week == 0 && week > 0:
			q.Week = week
			rest = append(rest, Word{})
			i += said
		case ok && a.intent == filler:
			weak[words[i].From] = true
			rest = append(rest, words[i])
			i++
		case ok:
			if !q.Asks(a.intent) {
				q.Intents = append(q.Intents, a.intent)
			}
			rest = append(rest, Word{}) // a gap
			i += len(a.words)
		case i+1 < len(words) && yearSaid[words[i].Text] && len(words[i+1].Text) == 4 && isYear(words[i+1].Text):
			rest = append(rest, Word{})
			i++
		case q.Year == 0 && isYear(words[i].Text):
			q.Year, _ = strconv.Atoi(words[i].Text)
			rest = append(rest, Word{})
			i++
		default:
			rest = append(rest, words[i])
			i++
		}
	}
	// Of the pieces between gaps, each without what says nothing at its edges.
	var pieces []string
	for len(rest) > 0 {
		n := slices.IndexFunc(rest, func(w Word) bool { return w.Text == "" })
		if n < 0 {
			n = len(rest)
		}
		piece := rest[:n]
		rest = rest[min(n+1, len(rest)):]
		for len(piece) > 0 && weak[piece[0].From] {
			piece = piece[1:]
		}
		for len(piece) > 0 && weak[piece[len(piece)-1].From] {
			piece = piece[:len(piece)-1]
		}
		if len(piece) > 0 {
			pieces = append(pieces, text[piece[0].From:piece[len(piece)-1].To])
		}
	}
	q.About = strings.Join(pieces, " ")
	q.Whole, q.Full = whole(text, words)
	return q
}

// mostApart is how many words two questions have at most that nothing joins.
const mostApart = 5

// Halves returns the pairs of questions that a query may be made of: what stands before and
// what behind a word that joins them, or else, of a few words, before and from each but the
// first. There is none if a word is excluded.
func Halves(text string) [][2]string {
	words := Words(text)
	if len(words) > maxQuestion || minusText.MatchString(text) {
		return nil
	}
	var joined, apart [][2]string
	for i, w := range words {
		switch {
		case i == 0:
		case w.Text == "und" || w.Text == "and":
			joined = append(joined, [2]string{text[:w.From], text[w.To:]})
		default:
			apart = append(apart, [2]string{text[:w.From], text[w.From:]})
		}
	}
	if len(joined) > 0 || len(words) > mostApart {
		return joined
	}
	return apart
}

// leastAsking is how many letters a word by which people ask has at least to be known
// with a typing error.
const leastAsking = 7

// timely are the intents whose words are known with a typing error: those of others
// may be somebody's name, "Leitner".
var timely = []Intent{AskHoliday, AskHolidays, AskFeasts, AskWeek, AskNextWeek, AskWeekend, AskMonth, AskNextMonth, AskNextYear, AskBridge}

// respell corrects the word by which a question about time asks, and returns it; empty
// if none is misspelt, or if somebody is asked for. Words of the language are none.
func respell(words []Word) string {
	for i := range words {
		if a, ok := askingAt(words[i:]); ok && slices.Contains([]Intent{AskPhone, AskMail, AskRoom, AskWhere, AskLeads, AskResponsible, AskWho}, a.intent) {
			return ""
		}
	}
	timely, all := asked().timely, asked().words
	for i, w := range words {
		if all[w.Text] || letterCount(w.Text) < leastAsking-1 || Ordinary(w.Text) {
			continue
		}
		for _, right := range slices.Sorted(maps.Keys(timely)) {
			if distance([]rune(w.Text), []rune(right), 1) <= 1 {
				words[i].Text = right
				return timely[right]
			}
		}
	}
	return ""
}

// whole returns a text without the phrase by which it asks at the beginning, or else at
// the end: once without a year at the end, and once with it.
func whole(text string, words []Word) (without, with string) {
	if len(words) > 0 {
		if a, ok := askingAt(words); ok && a.intent != filler {
			words = words[len(a.words):]
		} else {
			for i := range words {
				if a, ok := askingAt(words[i:]); ok && a.intent != filler && len(a.words) == len(words)-i {
					words = words[:i]
					break
				}
			}
		}
	}
	cut := func(words []Word) string {
		if len(words) == 0 {
			return ""
		}
		return text[words[0].From:words[len(words)-1].To]
	}
	with = cut(words)
	if n := len(words); n > 0 && isYear(words[n-1].Text) {
		words = words[:n-1]
	}
	return cut(words), with
}

// askingAt returns the longest phrase with which words begin.
func askingAt(words []Word) (asking, bool) {
	for _, a := range asked().by[words[0].Text] {
		if len(a.words) <= len(words) && slices.EqualFunc(a.words, words[:len(a.words)], func(p string, w Word) bool { return p == w.Text }) {
			return a, true
		}
	}
	return asking{}, false
}

// maxWeek is the last week that a year may have.
const maxWeek = 53

// weekAt returns the week of the calendar with which words begin, and how many of them
// say so: "KW 50", "KW50", "50. Kalenderwoche", "week 50". It is 0 if they begin with none.
func weekAt(words []Word) (week, said int) {
	called := func(w string) bool { return w == "kw" || w == "kalenderwoche" }
	number := ""
	switch joined, ok := strings.CutPrefix(words[0].Text, "kw"); {
	case ok && joined != "":
		number, said = joined, 1
	case len(words) > 1 && (called(words[0].Text) || words[0].Text == "week"):
		number, said = words[1].Text, 2
	case len(words) > 1 && called(words[1].Text):
		number, said = words[0].Text, 2
	}
	if n, err := strconv.Atoi(number); err == nil && len(number) <= 2 && n >= 1 && n <= maxWeek {
		return n, said
	}
	return 0, 0
}

// yearSaid are the words that may stand before a year, "im Jahr 2027".
var yearSaid = set([]string{"jahr jahre jahres year"})

// isYear reports whether a word is a year, even one that no calendar reaches.
func isYear(w string) bool {
	n, err := strconv.Atoi(w)
	return err == nil && (len(w) == 4 || len(w) == 5) && n >= 1000
}

// Addressed reports whether a text begins with a title before a name, "Frau
// Grünspecht".
func (l *Language) Addressed(text string) bool {
	words := Words(text)
	return len(words) > 1 && l.address[words[0].Text]
}

// Covers reports whether a text says all that is asked for, in any form of the
// words and in compounds, or in what the house calls so, but not in other words: who
// is there for the one is not for whatever is alike. h may be nil.
func (l *Language) Covers(text, asked string, h *search.House) bool {
	x := l.NewLexicon()
	d := search.Document{Title: text}
	x.Learn(d)
	x.Add(x.Analyze(d))
	x.mu.RLock()
	defer x.mu.RUnlock()
	found := 0
	for _, a := range l.houseOf(h).spoken(l, asked) {
		w := a.words[0]
		if l.stop[w.Text] {
			continue
		}
		var other Clause
		x.widen(&other, a)
		said := x.known(w.Text) || x.known(Soft+stem(w.Text)) && saidBy(text, w.Text)
		if !said && !other.satisfiable() {
			return false
		}
		found++
	}
	return found > 0
}

// leastHead is how many letters a word has at least that compounds are a kind of: the
// Personalrat is not there for whatever is a Rat, nor Datenschutz for all Schutz.
const leastHead = 8

// saidBy reports whether a text says a word by itself, in another form, as what a
// compound is a kind of, or as what somebody's office is for: the
// Datenschutzbeauftragte is there for Datenschutz, Sprachförderung not for whatever
// is Sprache.
func saidBy(text, word string) bool {
	of := stem(word)
	return strings.Contains(text, "- ") || slices.ContainsFunc(Words(text), func(w Word) bool { // "Kinder- und Jugendhilfe"
		rest, begins := strings.CutPrefix(w.Text, of)
		return stem(w.Text) == of || letterCount(of) >= leastHead && strings.HasSuffix(stem(w.Text), of) ||
			begins && slices.ContainsFunc(offices, func(office string) bool {
				between, _, is := strings.Cut(rest, office)
				return is && slices.Contains(links, strings.TrimPrefix(between, strings.TrimPrefix(word, of)))
			})
	})
}

// offices are what compounds end with that name who or what is there for something,
// folded.
var offices = []string{
	"angelegenheit", "ansprech", "beauftragt", "berat", "buro", "dienst", "frage", "koordin", "leit", "management",
	"referat", "sachbearbeit", "sache", "service", "stelle", "team", "vertret", "verwalt", "wesen",
}
