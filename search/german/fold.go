package german

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Letters that do not decompose into a plain letter and a mark.
var letters = strings.NewReplacer(
	"ß", "ss", "ı", "i", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ", "oe", "ə", "e",
)

// Fold returns the form in which words are compared: lower case, compatibility
// decomposition, marks and apostrophes dropped, ß as ss, and ae, oe, ue as the
// plain vowel except after a vowel or q ("neue", "Quelle").
func Fold(s string) string {
	if f, ok := foldPlain(s); ok {
		return digraphs(f)
	}
	s = norm.NFKD.String(letters.Replace(strings.ToLower(s)))
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if !unicode.Is(unicode.M, r) && !unicode.Is(unicode.Cf, r) && !apostrophe(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return digraphs(letters.Replace(b.String()))
}

// foldPlain folds what has no letters but those of German, as nearly all words, and
// reports whether that is so. Fold does the same, more slowly.
func foldPlain(s string) (folded string, ok bool) {
	var room [maxWord]byte
	out, same := room[:0], true
	for _, r := range s {
		switch {
		case 'A' <= r && r <= 'Z':
			r, same = r+'a'-'A', false
		case r < utf8.RuneSelf:
		case r == 'ä', r == 'Ä':
			r, same = 'a', false
		case r == 'ö', r == 'Ö':
			r, same = 'o', false
		case r == 'ü', r == 'Ü':
			r, same = 'u', false
		case r == 'ß':
			out = append(out, 's')
			r, same = 's', false
		default:
			return "", false
		}
		out = append(out, byte(r))
	}
	if same {
		return s, true
	}
	return string(out), true
}

// digraphs turns ae, oe, ue into a, o, u and drops apostrophes.
func digraphs(s string) string {
	i := 0
	for i < len(s) && (s[i] != 'e' && s[i] != '\'' || !dropped(s, i)) { // no call for most
		i++
	}
	if i == len(s) {
		return s
	}
	b := make([]byte, i, len(s))
	copy(b, s)
	for ; i < len(s); i++ {
		if !dropped(s, i) {
			b = append(b, s[i])
		}
	}
	return string(b)
}

// dropped reports whether the character at i is an apostrophe or the e of a
// digraph.
func dropped(s string, i int) bool {
	switch s[i] {
	case '\'':
		return true
	case 'e':
		return i > 0 && (s[i-1] == 'a' || s[i-1] == 'o' || s[i-1] == 'u') && !(i > 1 && strings.IndexByte("aeiouyq", s[i-2]) >= 0)
	}
	return false
}

func apostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʻ', 'ʾ', 'ʿ', '`', '´':
		return true
	}
	return false
}

// A Word is a word in a text.
type Word struct {
	Text     string // folded
	From, To int    // bytes of the text, including From, excluding To
	Joined   bool   // only a hyphen separates it from the word before
}

// maxWord bounds the length of a token in bytes; longer runs of letters are
// cut. Every backend accepts tokens of this length.
const maxWord = 100

// Words returns the words of a text: runs of letters and digits, with marks
// and apostrophes inside. A full stop between digits belongs to the word
// ("3.05", "11.5"), and so does a feminine ending set apart: Kolleg*innen,
// Lehrer/-in and Schüler(innen) are the words kolleginnen, lehrerin and
// schulerinnen.
func Words(text string) []Word {
	return appendWords(make([]Word, 0, len(text)/6), text, every) // as long as they are on average
}

// appendWords appends what Words returns, for whoever needs to know some words only, see
// [eachWordOf].
func appendWords(to []Word, text string, wanted func(string) bool) []Word {
	eachWordOf(text, wanted, func(w Word) bool {
		to = append(to, w)
		return true
	})
	return to
}

// Folded returns the words of a text, folded and with a space between them: the form
// in which two texts are the same.
func Folded(text string) string { return strings.Join(texts(Words(text)), " ") }

func eachWord(text string, yield func(Word) bool) {
	eachWordOf(text, every, yield)
}

// every says that a word is wanted, whichever it is.
func every(string) bool { return true }

// eachWordOf is eachWord for whoever needs to know some words only: the text of those
// that are not wanted, as they are written, is empty, because folding takes longest.
func eachWordOf(text string, wanted func(string) bool, yield func(Word) bool) {
	from, end := -1, -1 // where the current word began, and where the last one ended
	var before rune
	emit := func(to int) bool {
		ending, n := feminine(text[to:])
		if n == 0 && !wanted(text[from:to]) {
			w := Word{From: from, To: to, Joined: end >= 0 && hyphen(text[end:from])}
			from, end = -1, to
			return yield(w)
		}
		f := foldWord(text[from:to])
		if n > 0 && len(f) >= minGendered {
			f, to = f+ending, to+n
		}
		w := Word{Text: shortened(f), From: from, To: to, Joined: end >= 0 && hyphen(text[end:from])}
		from, end = -1, to
		return f == "" || yield(w)
	}
	for i, r := range text {
		if i < end { // the word before had a feminine ending
			continue
		}
		inside := !odd(r) && r != '.' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsNumber(r))
		if !inside && from >= 0 && r != ' ' {
			_, size := utf8.DecodeRuneInString(text[i:])
			after, _ := utf8.DecodeRuneInString(text[i+size:])
			switch {
			case r == utf8.RuneError:
			case unicode.Is(unicode.M, r), r == '\u00ad':
				inside = true
			case apostrophe(r):
				inside = unicode.IsLetter(before) && unicode.IsLetter(after)
			case r == '.':
				inside = unicode.IsDigit(before) && unicode.IsDigit(after)
			}
		}
		switch {
		case inside && from < 0:
			from = i
		case !inside && from >= 0:
			if !emit(i) {
				return
			}
		}
		before = r
	}
	if from >= 0 {
		emit(len(text))
	}
}

// foldWord folds a word of a text as it is written.
func foldWord(w string) string {
	f := Fold(w)
	if strings.ContainsFunc(f, odd) {
		f = strings.Map(inWord, f)
	}
	return f
}

// folded returns the folded text of a word of a text, also of one that was not wanted.
func (w Word) folded(text string) string {
	if w.Text != "" {
		return w.Text
	}
	return shortened(foldWord(text[w.From:w.To]))
}

// shortened cuts a word that is longer than tokens can be.
func shortened(w string) string {
	if len(w) <= maxWord {
		return w
	}
	return strings.ToValidUTF8(w[:maxWord], "")
}

// odd reports whether a rune is none of those that nearly all folded words consist of.
func odd(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '.'
}

// inWord drops runes that decomposition introduces but that are not part of a
// word.
func inWord(r rune) rune {
	if r == '.' || unicode.IsLetter(r) || unicode.IsNumber(r) {
		return r
	}
	return -1
}

func hyphen(s string) bool { return s == "-" || s == "‐" || s == "‑" || s == "–" }
