package pdftext

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// seen returns a line as it is printed, from left to right, by Unicode's algorithm.
func seen(t *testing.T, line string, base direction) string {
	t.Helper()
	option := bidi.DefaultDirection(bidi.LeftToRight)
	if base == fromR {
		option = bidi.DefaultDirection(bidi.RightToLeft)
	}
	var p bidi.Paragraph
	if _, err := p.SetString(line, option); err != nil {
		t.Fatal(err)
	}
	order, err := p.Order()
	if err != nil {
		t.Fatal(err)
	}
	var runs []string // in the order in which they are seen
	fromRight := 0    // how many of the last ones are read from the right
	for i := range order.NumRuns() {
		run := order.Run(i)
		text := []rune(run.String())
		number := strings.ContainsFunc(run.String(), unicode.IsDigit) && !strings.ContainsFunc(run.String(), unicode.IsLetter)
		if run.Direction() == bidi.RightToLeft {
			slices.Reverse(text)
		}
		if run.Direction() == bidi.RightToLeft || number && fromRight > 0 || base == fromR {
			runs = slices.Insert(runs, len(runs)-fromRight, string(text))
			fromRight++
			continue
		}
		runs = append(runs, string(text))
		fromRight = 0
	}
	return strings.Join(runs, "")
}

// Lines in the order in which they are read.
var (
	linesFromR = []string{
		"عيد الفطر هو عيد المسلمين بعد شهر رمضان.",
		"السلام عليكم ورحمة الله وبركاته، الطابق 3 الغرفة 214 مفتوح.",
		"الهاتف 02931 82-0 في Bezirksregierung Arnsberg كل يوم.",
		"في ٢٤/١٢/٢٠٢٦ الساعة ١٨:٣٠ بسعر ٥٠٪ فقط",
		"العنوان: Seibertzstraße 1, 59821 Arnsberg (الطابق 3).",
		"نوروز مبارک! سال نو ۱۴۰۶ آغاز می\u200cشود.",
		"חג פסח שמח לכולם בשנת 2027 (תשפ״ז).",
		"טלפון 02931-82-0, מחיר 50% או 12.5€.",
		"שָׁלוֹם לְכֻלָּם, בְּרוּכִים הַבָּאִים!",
		"ב־24.12.2026 בשעה 18:30 ב-Arnsberg",
		"زوروا www.bra.nrw.de أو info@bra.nrw.de للمزيد",
	}
	linesFromL = []string{
		"Das Fest عيد الأضحى heißt Opferfest, und פסח heißt Pessach.",
		"Am 3. Mai 2027 ist عيد الفطر (Fest des Fastenbrechens).",
		"in Arnsberg (اليوم الأول) und „חג שמח“.",
		"Ramadan (رمضان 1448 هـ) beginnt am 8. Februar 2027.",
	}
)

func TestLogical(t *testing.T) {
	for base, lines := range map[direction][]string{fromR: linesFromR, fromL: linesFromL} {
		for _, want := range lines {
			line := seen(t, want, base)
			if got := logical(line, base); got != want {
				t.Errorf("%q, seen as %q: got %q", want, line, got)
			}
			if dir, sure := directionOf(line); sure && dir != base {
				t.Errorf("%q, seen as %q: it is taken for one of direction %v", want, line, dir)
			}
		}
	}
	for line, want := range map[string]string{
		".(ז״פשת) 2027 חספ": "פסח 2027 (תשפ״ז).", // brackets as they are seen
		"םש\u05b8":          "ש\u05b8ם",          // a mark drawn behind its letter
		"m² ½ Haus- und":    "m² ½ Haus- und",    // nothing from the right
		"2027 ديع 2028":     "2028 عيد 2027",     // numbers on both sides
		"«ديع» heißt":       "«عيد» heißt",       // in German
	} {
		base, _ := directionOf(line)
		if got := logical(line, base); got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
}

// Nothing is lost, and a bracket becomes at most its partner.
func FuzzLogical(f *testing.F) {
	for _, l := range append(linesFromL, linesFromR...) {
		f.Add(l)
	}
	f.Add("\u05b8(א-1%\u0661\u200c)a")
	letters := func(s string) []rune {
		r := []rune(s)
		for i := range r {
			if k := slices.Index(mirrored, r[i]); k >= 0 {
				r[i] = mirrored[k&^1]
			}
		}
		slices.Sort(r)
		return r
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		for _, base := range []direction{fromL, fromR} {
			if got := logical(s, base); !slices.Equal(letters(got), letters(s)) {
				t.Fatalf("%q: got %q", s, got)
			}
		}
	})
}
