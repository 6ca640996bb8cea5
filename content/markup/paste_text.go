package markup

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	mdwriter "github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A run is some words in one style, or a line break.
type run struct {
	text string
	line bool
	style
}

// A style is all that stays of how words look.
type style struct {
	bold, italic, strike, code, sup, sub, symbol bool

	href   string
	lang   string // empty if it is that of the text around
	around string // the language of the text around; empty if it is German
}

// within returns the style of words in an element.
func (s style) within(n *html.Node, css map[string]string) style {
	switch n.DataAtom {
	case atom.B, atom.Strong:
		s.bold = true
	case atom.I, atom.Em, atom.Cite, atom.Dfn:
		s.italic = true
	case atom.S, atom.Strike, atom.Del:
		s.strike = true
	case atom.Code, atom.Tt, atom.Kbd, atom.Samp, atom.Var:
		s.code = true
	case atom.Sup:
		s.sup = true
	case atom.Sub:
		s.sub = true
	case atom.A:
		if href := attribute(n, "href"); noteLink.MatchString(href) {
			s.sup = true
		} else if href != "" {
			s.href = pastedAddress(href)
		}
	}
	switch w := css["font-weight"]; {
	case w == "bold" || w == "bolder":
		s.bold = true
	case w == "normal" || w == "lighter":
		s.bold = false
	default:
		if i, err := strconv.Atoi(w); err == nil {
			s.bold = i >= 600
		}
	}
	switch css["font-style"] {
	case "italic", "oblique":
		s.italic = true
	case "normal":
		s.italic = false
	}
	if strings.Contains(css["text-decoration"]+css["text-decoration-line"], "line-through") {
		s.strike = true
	}
	switch css["vertical-align"] {
	case "super":
		s.sup = true
	case "sub":
		s.sub = true
	}
	if f := css["font-family"]; f != "" {
		s.symbol = strings.HasPrefix(f, "wingdings")
	}
	for _, key := range []string{"lang", "xml:lang"} {
		if l, ok := pastedLanguage(attribute(n, key)); ok {
			switch {
			case l == s.around:
				l = ""
			case l == "":
				l = "de"
			}
			s.lang = l
		}
	}
	return s
}

// noteLink matches where the signs of footnotes and of their texts lead, in Word,
// LibreOffice and Google Docs.
var noteLink = regexp.MustCompile(`^#(?:_(?:ftn|edn)|sd(?:foot|end)note|ftnt)`)

// parseStyle reads a style attribute, all in small letters.
func parseStyle(s string) map[string]string {
	if s == "" {
		return nil
	}
	out := make(map[string]string)
	for d := range strings.SplitSeq(s, ";") {
		if name, value, ok := strings.Cut(d, ":"); ok {
			out[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.ToLower(strings.Join(strings.Fields(value), " ")), `"'`)
		}
	}
	return out
}

// pastedLanguage returns a language tag as texts are marked with it: without
// the region, which programs give by the keyboard in use, except for Chinese;
// empty for German.
func pastedLanguage(tag string) (string, bool) {
	if !language.MatchString(tag) {
		return "", false
	}
	parts := strings.Split(strings.ToLower(tag), "-")
	switch parts[0] {
	case "und", "zxx", "mul", "mis", "none":
		return "", false
	case "de", "deu", "ger":
		return "", true
	}
	out := parts[0]
	for _, p := range parts[1:] {
		if len(p) == 4 && unicode.IsLetter(rune(p[0])) {
			out += "-" + strings.ToUpper(p[:1]) + p[1:]
		} else if parts[0] == "zh" && len(p) == 2 {
			out += "-" + strings.ToUpper(p)
		}
	}
	return out, true
}

// pastedAddress returns an address as it may stand in a link; empty if it may
// not. Detours that mail and office programs lead through are left out.
func pastedAddress(href string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
		for _, detour := range []struct{ host, path, key string }{
			{".safelinks.protection.outlook.com", "/", "url"}, {"www.google.com", "/url", "q"},
		} {
			if strings.HasSuffix(u.Host, detour.host) && u.Path == detour.path {
				if to, err := url.Parse(u.Query().Get(detour.key)); err == nil && (to.Scheme == "http" || to.Scheme == "https") && to.Host != "" {
					u = to
				}
			}
		}
	case "mailto", "tel":
		if u.Opaque == "" {
			return ""
		}
	case "":
		if u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") || strings.Contains(u.Path, `\`) {
			return ""
		}
	default:
		return ""
	}
	s := u.String()
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
		return ""
	}
	return strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `"`, "%22", `\`, "%5C", "[", "%5B", "]", "%5D", "*", "%2A", "`", "%60", "|", "%7C").Replace(s)
}

// pictureName is what programs give pictures as a text alternative when nobody
// has written one.
var pictureName = regexp.MustCompile(`(?i)^[\w .()-]*\.(svg|png|jpe?g|gif|webp|bmp|tiff?|emf|wmf|heic)$`)

// fileName reports whether a text alternative is nothing but the name of a
// file.
func fileName(alt string) bool { return pictureName.MatchString(strings.TrimSpace(alt)) }

// splitLines splits runs at the line breaks.
func splitLines(runs []run) [][]run {
	var out [][]run
	var line []run
	for _, r := range runs {
		if r.line {
			out = append(out, line)
			line = nil
		} else {
			line = append(line, r)
		}
	}
	return append(out, line)
}

// wingdings are the letters that Word writes for what it shows as an arrow or a
// face.
var wingdings = strings.NewReplacer("à", "→", "ß", "←", "ó", "↔", "ð", "⇨", "J", "☺", "L", "☹", "ü", "✓", "û", "✗")

// privateUse are signs of symbol fonts under the numbers Word gives them.
var privateUse = map[rune]rune{0xf0b7: '•', 0xf0a7: '▪', 0xf0e0: '→', 0xf0df: '←', 0xf0fc: '✓', 0xf04a: '☺'}

// clean returns a text with one kind of space and without what cannot be seen.
// Programs set no-break spaces to fill lines, so they are spaces like others.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r == '\u2060':
			return -1
		case unicode.IsSpace(r) || r == '\u202f':
			return ' '
		case unicode.IsControl(r):
			return -1
		case r >= 0xe000 && r <= 0xf8ff:
			if x, ok := privateUse[r]; ok {
				return x
			}
			return -1
		}
		return r
	}, s)
}

// tidy returns runs with their spaces collapsed, the ones around a style outside
// of it, and runs in the same style joined.
func tidy(runs []run) []run {
	var out []run
	var last []byte // the text of the last one
	add := func(text string, s style) {
		if n := len(out); n == 0 || out[n-1].style != s {
			if n > 0 {
				out[n-1].text = string(last)
			}
			out, last = append(out, run{style: s}), last[:0]
		}
		last = append(last, text...)
	}
	nothing, pending := true, false // so far; a space
	for i := 0; i < len(runs); {
		var b strings.Builder
		s := runs[i].style
		for ; i < len(runs) && runs[i].style == s; i++ {
			if runs[i].line {
				b.WriteByte(' ')
			}
			b.WriteString(runs[i].text)
		}
		text := clean(b.String())
		if s.symbol {
			text = wingdings.Replace(text)
		}
		if s.sup || s.sub {
			text = raised(text, s.sup)
		}
		s.symbol, s.sup, s.sub = false, false, false
		s.code = s.code && s.href == "" // a bracket in it would end the link
		before := strings.HasPrefix(text, " ")
		after := strings.HasSuffix(text, " ")
		text = strings.Join(strings.Fields(text), " ")
		if before || text == "" && after {
			pending = !nothing
		}
		if text == "" {
			continue
		}
		if pending {
			// A space between two runs of one link, or one language, stays in it.
			add(" ", common(out[len(out)-1].style, s))
		}
		pending, nothing = after, false
		add(text, s)
	}
	if len(out) > 0 {
		out[len(out)-1].text = string(last)
	}
	return outsidePunctuation(out)
}

// common returns what two styles share.
func common(a, b style) style {
	c := style{around: a.around, bold: a.bold && b.bold, italic: a.italic && b.italic, strike: a.strike && b.strike, code: a.code && b.code}
	if a.href == b.href {
		c.href = a.href
	}
	if a.lang == b.lang {
		c.lang = a.lang
	}
	return c
}

// noteSigned matches the number of a footnote or an endnote.
var noteSigned = regexp.MustCompile(`^\[([0-9]+|[ivxlc]+)\]$`)

// raised returns figures as the signs for raised or lowered ones, so that 10² is
// not 102; anything else as it is. A raised [1] is the sign of a footnote.
func raised(s string, up bool) string {
	digits := []rune("₀₁₂₃₄₅₆₇₈₉")
	if up {
		digits = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	}
	t := strings.TrimSpace(s)
	if m := noteSigned.FindStringSubmatch(t); m != nil && up {
		s, t = strings.Replace(s, t, m[1], 1), m[1]
	}
	if t == "" || strings.Trim(t, "0123456789") != "" {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return digits[r-'0']
		}
		return r
	}, s)
}

// outsidePunctuation takes punctuation at the border of bold, italic and struck
// words out of them where Markdown would not see the border: beside a letter.
func outsidePunctuation(runs []run) []run {
	var out []run
	for i, r := range runs {
		if !r.bold && !r.italic && !r.strike {
			out = append(out, r)
			continue
		}
		plain := r.style
		plain.bold, plain.italic, plain.strike = false, false, false
		text, head, tail := r.text, "", ""
		if i > 0 && endsInWord(runs[i-1].text) {
			text = strings.TrimLeftFunc(text, notWord)
			head = r.text[:len(r.text)-len(text)]
		}
		if i+1 < len(runs) && beginsWithWord(runs[i+1].text) {
			rest := strings.TrimRightFunc(text, notWord)
			text, tail = rest, text[len(rest):]
		}
		for _, x := range []run{{text: head, style: plain}, {text: text, style: r.style}, {text: tail, style: plain}} {
			if x.text != "" {
				out = append(out, x)
			}
		}
	}
	return out
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

func endsInWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return !notWord(r)
}

func beginsWithWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !notWord(r)
}

// wrappers are the elements that styles become, outermost first.
var wrappers = []struct {
	has  func(style) bool
	node func(style) *html.Node
	less func(*style)
}{
	{func(s style) bool { return s.href != "" }, func(s style) *html.Node { return element("a", "href", s.href) }, func(s *style) { s.href = "" }},
	{func(s style) bool { return s.bold }, func(style) *html.Node { return element("strong") }, func(s *style) { s.bold = false }},
	{func(s style) bool { return s.italic }, func(style) *html.Node { return element("em") }, func(s *style) { s.italic = false }},
	{func(s style) bool { return s.strike }, func(style) *html.Node { return element("del") }, func(s *style) { s.strike = false }},
	{func(s style) bool { return s.code }, func(style) *html.Node { return element("code") }, func(s *style) { s.code, s.lang = false, "" }},
}

// nest adds a line to a node as elements.
func nest(to *html.Node, line []run) {
	line = slices.Clone(line)
	for i := range line {
		if !line[i].code {
			line[i].text = literal(line[i].text, line[i].href != "")
		}
		if before, ok := strings.CutSuffix(line[i].text, "!"); ok && i+1 < len(line) && (line[i+1].href != "" || line[i+1].lang != "") {
			line[i].text = before + `\!` // not a picture
		}
	}
	if len(line) > 0 && line[0].style == (style{around: line[0].around}) {
		line[0].text = literalStart(line[0].text)
	}
	wrap(to, line)
}

func wrap(to *html.Node, runs []run) {
next:
	for len(runs) > 0 {
		first := runs[0]
		for _, w := range wrappers {
			if !w.has(first.style) {
				continue
			}
			n := 1
			for n < len(runs) && w.has(runs[n].style) && runs[n].href == first.href {
				n++
			}
			in := w.node(first.style)
			inner := slices.Clone(runs[:n])
			for i := range inner {
				w.less(&inner[i].style)
			}
			wrap(in, inner)
			to.AppendChild(in)
			runs = runs[n:]
			continue next
		}
		mark(to, first.text, first.lang)
		runs = runs[1:]
	}
}

// literal escapes what Markdown would take for a mark.
func literal(s string, inLink bool) string {
	if !strings.ContainsAny(s, "\\*_[]`~&|#") {
		return s
	}
	var b strings.Builder
	word := func(i int) bool {
		return i >= 0 && i < len(s) && (s[i] >= utf8.RuneSelf || s[i] >= '0' && s[i] <= '9' || s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z')
	}
	space := func(i int) bool { return i >= 0 && i < len(s) && s[i] == ' ' }
	for i := range len(s) {
		escape := false
		switch s[i] {
		case '[', '`', '~', '|', '\\':
			escape = true
		case ']':
			escape = inLink
		case '*':
			escape = !space(i-1) || !space(i+1)
		case '_':
			escape = !(word(i-1) && word(i+1)) && !(space(i-1) && space(i+1))
		case '#': // at the end of a heading
			escape = i == len(s)-1
		case '&':
			escape = entity.MatchString(s[i:min(len(s), i+40)])
		}
		if escape {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

var (
	entity    = regexp.MustCompile(`^&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);`)
	blockMark = regexp.MustCompile(`^(?:#{1,6}(?: |$)|[-+*](?: |$)|[-=]+ *$|- *-)`)
	itemMark  = regexp.MustCompile(`^[0-9]{1,9}([.)])(?: |$)`)
)

// literalStart escapes what Markdown would take for a mark at the beginning of
// a line.
func literalStart(s string) string {
	if blockMark.MatchString(s) {
		return `\` + s
	}
	if m := itemMark.FindStringSubmatchIndex(s); m != nil {
		return s[:m[2]] + `\` + s[m[2]:]
	}
	return s
}

// maxSpan is the longest text that is marked at once, in bytes; what spanParser
// reads is 500 characters.
const maxSpan = 400

// mark adds words with the mark of their language. Brackets cannot stand in a
// mark, and long passages are marked in parts.
func mark(to *html.Node, text, lang string) {
	plain := func(s string) {
		if s != "" {
			to.AppendChild(&html.Node{Type: html.TextNode, Data: s})
		}
	}
	if lang == "" {
		plain(text)
		return
	}
	for text != "" {
		end := strings.IndexAny(text, "[]")
		if end > 0 && text[end-1] == '\\' {
			end-- // an escaped one
		}
		if end == 0 {
			n := 1 + strings.IndexAny(text, "[]")
			plain(text[:n])
			text = text[n:]
			continue
		}
		if end < 0 {
			end = len(text)
		}
		if end > maxSpan {
			end = maxSpan
			if i := strings.LastIndexByte(text[:end], ' '); i > 0 {
				end = i
			}
			for !utf8.RuneStart(text[end]) || text[end-1] == '\\' {
				end--
			}
		}
		part := text[:end]
		text = text[end:]
		words := strings.TrimFunc(part, unicode.IsSpace)
		if !strings.ContainsFunc(words, unicode.IsLetter) || strings.Contains(words, "@") || strings.Contains(words, "://") { // no words
			plain(part)
			continue
		}
		from := strings.Index(part, words)
		plain(part[:from])
		n := element("span", "lang", lang)
		n.AppendChild(&html.Node{Type: html.TextNode, Data: words})
		to.AppendChild(n)
		plain(part[from+len(words):])
	}
}

// renderSpan writes words in another language.
func renderSpan(ctx mdwriter.Context, w mdwriter.Writer, n *html.Node) mdwriter.RenderStatus {
	lang := attribute(n, "lang")
	_, _ = w.WriteString("[")
	ctx.RenderChildNodes(ctx, w, n)
	_, _ = w.WriteString("]{lang=" + lang + "}")
	return mdwriter.RenderSuccess
}
