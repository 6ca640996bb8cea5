package german

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A number is a telephone number, a room or a department in a text.
type number struct {
	keys     []string // with their mark; alternatives
	from, to int      // bytes of the text
	sure     bool     // it cannot mean anything else
}

var (
	// A telephone number as people write it: groups of digits, separated by
	// spaces, hyphens, slashes and brackets.
	phoneText = regexp.MustCompile(`(?:\+|\b)[0-9(][0-9()/ \x{00a0}\x{2010}-\x{2013}-]{3,30}[0-9]\b`)
	dateText  = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}\b`)
	yearsText = regexp.MustCompile(`^(1[5-9]|20)[0-9]{2}\D{1,3}(1[5-9]|20)[0-9]{2}$`)
	dezText   = regexp.MustCompile(`(?i)\b(?:dezernate?s?|dez\.?|department|dept\.?|abteilung|abt\.?)[ \x{00a0}-]*([0-9]{1,3}(?:\.[0-9]{1,2})?)\b`)
	roomText  = regexp.MustCompile(`(?i)\b(?:raum|räume|zimmer|zi\.|r\.)[ \x{00a0}]*(?:nr\.? ?)?((?:(?:[a-z]|[deuko]g)[ .-]?)?[0-9]{1,4}(?:[./-][0-9]{1,3})?[a-z]?)\b`)
	bareRoom  = regexp.MustCompile(`(?i)\b[a-z] ?[0-9]{2,3}\b|\b(?:[a-z] )?[0-9]{1,2}\.[0-9]{2,3}\b`)
	bareDez   = regexp.MustCompile(`^[0-9]{1,3}(?:\.[0-9]{1,2})?$`)
	extension = regexp.MustCompile(`(?i)\b(?:durchwahl|dw\.?|apparat|app\.?|tel\.?|telefon|telefonnummer|nummer|nebenstelle)[ :]*([0-9]{2,5})\b`)
	bareExt   = regexp.MustCompile(`^[0-9]{2,5}$`)
	// What is dictated: "Dezernat sechsunddreißig Punkt zwei".
	spokenText = regexp.MustCompile(`(?i)\b(?:(dezernate?s?|dez\.?)|(raum|zimmer)|durchwahl|apparat|nebenstelle|nummer)[ \x{00a0}-]*(?:(\pL) )?(\pL{3,}(?: \pL{3,}){0,7})`)
	// A number digit by digit says itself that it is one.
	digitsText = regexp.MustCompile(`(?i)\b(?:null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun)(?: (?:null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun)){4,}\b`)
	dezLetter  = regexp.MustCompile(`\bD[ \x{00a0}]?([0-9]{1,3}(?:\.[0-9]{1,2})?)\b`)
	// A file number has groups of letters and digits, and both a slash and
	// another sign between them: 36.1-02/2026.
	fileText = regexp.MustCompile(`[0-9\pL]+(?:[./\x{2010}-\x{2013}-][0-9\pL]+){2,}`)
	// Sections of laws, and articles.
	sectionText = regexp.MustCompile(`(?:§|\bParagra(?:f|ph))[ \x{00a0}]?([0-9]{1,4}[a-z]?)\b`)
	articleText = regexp.MustCompile(`\b(?:Art\.?|Artikel)[ \x{00a0}]([0-9]{1,3}[a-z]?)\b`)
)

// fileKeys returns the key of a file number, or nil if a text is none.
func fileKeys(s string) []string {
	if !strings.Contains(s, "/") || !strings.ContainsAny(s, ".-‐‑–") || !hasDigit(s) || s[0] == '0' {
		return nil
	}
	return []string{Key + "c" + strings.Map(func(r rune) rune {
		if hyphen(string(r)) {
			return '-'
		}
		return unicode.ToLower(r)
	}, s)}
}

// codes finds file numbers, sections and articles.
func codes(text string) []number {
	var out []number
	if strings.Contains(text, "/") {
		for _, m := range fileText.FindAllStringIndex(text, -1) {
			if keys := fileKeys(text[m[0]:m[1]]); keys != nil {
				out = append(out, number{keys, m[0], m[1], true})
			}
		}
	}
	if strings.Contains(text, "§") || strings.Contains(text, "Paragra") {
		for _, m := range sectionText.FindAllStringSubmatchIndex(text, -1) {
			out = append(out, number{[]string{Key + "p" + text[m[2]:m[3]]}, m[0], m[1], true})
		}
	}
	if strings.Contains(text, "Art") {
		for _, m := range articleText.FindAllStringSubmatchIndex(text, -1) {
			out = append(out, number{[]string{Key + "a" + text[m[2]:m[3]]}, m[0], m[1], true})
		}
	}
	return out
}

// Numbers from one to nineteen, and tens, as words, folded.
var (
	units = []string{"null", "eins", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwolf", "dreizehn", "vierzehn", "funfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"}
	tens  = []string{"", "", "zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig"}
)

// numeral returns the number below a hundred that a word says, or 0.
func numeral(word string) int {
	w := Fold(word)
	if w == "zwo" {
		return 2
	}
	if n := slices.Index(units, w); n > 0 {
		return n
	}
	for i, ten := range tens {
		before, ok := strings.CutSuffix(w, ten)
		if i < 2 || !ok {
			continue
		}
		if before == "" {
			return 10 * i
		}
		before = strings.TrimSuffix(before, "und")
		if before == "ein" {
			before = "eins"
		}
		if n := slices.Index(units[:10], before); n > 0 {
			return 10*i + n
		}
	}
	return 0
}

// spoken returns the number that words from the first on say, as it is written, and
// how many bytes of them say it: "sechsunddreißig Punkt zwei" is 36.2, "drei null
// acht" 308.
func spoken(words string) (number string, length int) {
	at := 0
	for w := range strings.SplitSeq(words, " ") {
		switch n := numeral(w); {
		case n > 0:
			number += strconv.Itoa(n)
		case Fold(w) == units[0]:
			number += "0"
		case Fold(w) == "punkt" && number != "" && !strings.Contains(number, "."):
			number += "."
		default:
			return strings.TrimSuffix(number, "."), length
		}
		at += len(w)
		if !strings.HasSuffix(number, ".") {
			length = at
		}
		at++
	}
	return strings.TrimSuffix(number, "."), length
}

func dezKey(s string) string { return Key + "d" + s }

func roomKey(s string) string {
	var b strings.Builder
	for _, w := range Words(s) {
		b.WriteString(w.Text)
	}
	return Key + "r" + b.String()
}

// phoneKeys returns the keys under which a written number is found: the whole
// number, the number without its area code, and the extension.
func phoneKeys(s string) []string {
	whole := digits(s)
	if len(whole) < 3 {
		return nil
	}
	keys := []string{Key + "t" + whole}
	if whole[0] != '0' {
		return append(keys, extensionKeys(s)...)
	}
	groups := strings.FieldsFunc(national(s), func(r rune) bool { return r < '0' || r > '9' })
	if len(groups) > 1 {
		keys = append(keys, Key+"t"+strings.Join(groups[1:], ""))
	}
	return append(keys, extensionKeys(s)...)
}

func extensionKeys(s string) []string {
	groups := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if last := groups[len(groups)-1]; len(groups) > 1 && len(last) >= 2 && len(last) <= 5 {
		return []string{Key + "t" + last}
	}
	return nil
}

// national writes a number with the area code's 0 instead of +49 or 0049.
func national(s string) string {
	s = strings.TrimSpace(s)
	for _, prefix := range []string{"+49", "0049", "00 49"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok {
			rest = strings.ReplaceAll(rest, "(0)", "")
			return "0" + strings.TrimLeft(rest, " -/0")
		}
	}
	return s
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, national(s))
}

// mentions finds the numbers that a running text states plainly: "Dezernat 36",
// "Raum 3.05", whole telephone numbers.
func mentions(text string) []number {
	n := 0
	for i := 0; i < len(text); i++ {
		if '0' <= text[i] && text[i] <= '9' {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	// Regular expressions are slow, and most texts need none.
	out := codes(text)
	low := strings.ToLower(text)
	if strings.Contains(low, "dez") || strings.Contains(low, "abt") {
		for _, m := range dezText.FindAllStringSubmatchIndex(text, -1) {
			out = append(out, number{[]string{dezKey(text[m[2]:m[3]])}, m[0], m[1], true})
		}
	}
	if strings.Contains(low, "raum") || strings.Contains(low, "räum") || strings.Contains(low, "zi") || strings.Contains(low, "r.") {
		for _, m := range roomText.FindAllStringSubmatchIndex(text, -1) {
			out = append(out, number{[]string{roomKey(text[m[2]:m[3]])}, m[0], m[1], true})
		}
	}
	if n >= 6 && strings.ContainsAny(text, "0") {
		for _, m := range phoneText.FindAllStringIndex(text, -1) {
			s := text[m[0]:m[1]]
			d := digits(s)
			if len(d) >= 6 && d[0] == '0' && !dateText.MatchString(s) {
				out = append(out, number{phoneKeys(s), m[0], m[1], true})
			}
		}
	}
	return out
}

// recognise finds the numbers meant in a query; known reports whether a key is
// in the index.
func recognise(query string, known func(key string) bool) []number {
	var out []number
	free := func(from, to int) bool {
		for _, n := range out {
			if from < n.to && n.from < to {
				return false
			}
		}
		return true
	}
	add := func(from, to int, sure bool, keys ...string) {
		if !free(from, to) {
			return
		}
		for _, k := range keys {
			sure = sure || known(k)
		}
		if sure {
			out = append(out, number{keys, from, to, sure})
		}
	}
	for _, n := range codes(query) {
		add(n.from, n.to, true, n.keys...)
	}
	for _, m := range spokenText.FindAllStringSubmatchIndex(query, -1) {
		n, length := spoken(query[m[8]:m[9]])
		end, department, room, letter := m[8]+length, m[2] >= 0, m[4] >= 0, ""
		if m[6] >= 0 {
			letter = query[m[6]:m[7]] + " "
		}
		switch {
		case n == "", letter != "" && !room:
		case department:
			add(m[0], end, true, dezKey(n))
		case room:
			add(m[0], end, true, roomKey(letter+n))
		case bareExt.MatchString(n):
			add(m[0], end, true, Key+"t"+n)
		}
	}
	for _, m := range digitsText.FindAllStringIndex(query, -1) {
		n, _ := spoken(query[m[0]:m[1]])
		add(m[0], m[1], true, Key+"t"+n)
	}
	for _, m := range dezLetter.FindAllStringSubmatchIndex(query, -1) {
		add(m[0], m[1], false, dezKey(query[m[2]:m[3]]))
	}
	for _, m := range dezText.FindAllStringSubmatchIndex(query, -1) {
		key := dezKey(query[m[2]:m[3]])
		// "Abteilung 5" may be just words; "Dezernat 77" is not.
		add(m[0], m[1], query[m[0]] == 'D' || query[m[0]] == 'd', key)
	}
	for _, m := range roomText.FindAllStringSubmatchIndex(query, -1) {
		add(m[0], m[1], true, roomKey(query[m[2]:m[3]]))
	}
	for _, m := range phoneText.FindAllStringIndex(query, -1) {
		s := query[m[0]:m[1]]
		d := digits(s)
		if len(d) < 5 || dateText.MatchString(s) || yearsText.MatchString(s) {
			continue
		}
		// Only the number as typed counts: its last group alone would match
		// everybody with that extension.
		// Digits alone may also be a word of a text: DIN 18040.
		add(m[0], m[1], d[0] == '0' || strings.ContainsAny(s, "-/") || len(d) == len(s) && !known(s), Key+"t"+d)
	}
	for _, m := range extension.FindAllStringSubmatchIndex(query, -1) {
		add(m[0], m[1], true, Key+"t"+query[m[2]:m[3]])
	}
	for _, m := range bareRoom.FindAllStringIndex(query, -1) {
		s := query[m[0]:m[1]]
		add(m[0], m[1], strings.Contains(s, " ") && strings.Contains(s, "."), roomKey(s))
	}
	return out
}

// alone returns the key for a query that is only a number: a department, else a
// room, else an extension; "" if none is known.
func alone(word string, known func(key string) bool) string {
	if key := dezKey(word); bareDez.MatchString(word) && known(key) {
		return key
	}
	if key := roomKey(word); known(key) {
		return key
	}
	if key := Key + "t" + word; bareExt.MatchString(word) && known(key) {
		return key
	}
	return ""
}
