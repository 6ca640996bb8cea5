package comparison

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
)

func TestTexts(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          []Segment
	}{
		{"", "", nil},
		{"a", "a", []Segment{{Equal, "a"}}},
		{"", "a", []Segment{{Added, "a"}}},
		{"a", "", []Segment{{Removed, "a"}}},
		{"Das Fest beginnt am Abend.", "Das Fest beginnt am Abendrot.", []Segment{{Equal, "Das Fest beginnt am "}, {Removed, "Abend"}, {Added, "Abendrot"}, {Equal, "."}}},
		{"Die Größe zählt.", "Die große Größe zählt.", []Segment{{Equal, "Die "}, {Added, "große "}, {Equal, "Größe zählt."}}},
		{"eins zwei drei", "eins vier fünf", []Segment{{Equal, "eins "}, {Removed, "zwei drei"}, {Added, "vier fünf"}}},
		{"Absatz eins.\n\nAbsatz zwei.\n", "Absatz eins.\n\nNeu.\n\nAbsatz zwei.\n", []Segment{{Equal, "Absatz eins.\n\n"}, {Added, "Neu.\n\n"}, {Equal, "Absatz zwei.\n"}}},
		{"חג שמח", "חג פסח שמח", []Segment{{Equal, "חג "}, {Added, "פסח "}, {Equal, "שמח"}}},
	} {
		if d := cmp.Diff(c.want, Texts(c.before, c.after)); d != "" {
			t.Errorf("%q, %q (-want +got):\n%s", c.before, c.after, d)
		}
	}
}

// TestTextsIsWhole compares random texts: both can be read from the result, and
// words are whole.
func TestTextsIsWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := []string{"Fest", "Feuer", "ä", "\n", "\n\n", ".", " ", "  ", "新年", "a\u0301", "x_y", "\xff"}
	random := func() string {
		var b strings.Builder
		for range r.IntN(40) {
			b.WriteString(words[r.IntN(len(words))])
			b.WriteString(" ")
		}
		return b.String()
	}
	for range 3000 {
		before, after := random(), random()
		var x, y strings.Builder
		for _, s := range Texts(before, after) {
			if s.Kind != Added {
				x.WriteString(s.Text)
			}
			if s.Kind != Removed {
				y.WriteString(s.Text)
			}
		}
		if x.String() != before || y.String() != after {
			t.Fatalf("%q, %q: read back as %q, %q", before, after, x.String(), y.String())
		}
	}
}

// TestBounded compares large texts made to keep it busy.
func TestBounded(t *testing.T) {
	const n = 200_000
	r := rand.New(rand.NewPCG(3, 4))
	prose := func(paragraph int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "Wort%d ", r.IntN(5000))
			if paragraph > 0 && i%paragraph == 0 {
				b.WriteString("\n\n")
			}
		}
		return b.String()
	}
	some := func(s string, every int) string {
		w := strings.Split(s, " ")
		for i := 0; i < len(w); i += every {
			w[i] += "neu"
		}
		return strings.Join(w, " ")
	}
	text, long := prose(60), prose(0)
	for _, c := range []struct{ name, before, after string }{
		{"some words", text, some(text, 50)}, {"every other word", text, some(text, 2)}, {"another text", text, prose(60)},
		{"one paragraph, some words", long, some(long, 50)}, {"one paragraph, another text", long, prose(0)},
		{"the same word", strings.Repeat("a ", n/2), strings.Repeat("a ", n/2-5000) + "b"}, {"two words in turn", strings.Repeat("a b ", n/4), strings.Repeat("b a ", n/4-777)},
		{"the same word, less often", strings.Repeat("a ", 7_400), "b " + strings.Repeat("a ", 7_000) + "b"}, {"two words in turn, less often", strings.Repeat("a b ", 3_700), strings.Repeat("b a ", 3_500)},
		{"empty lines", strings.Repeat("\n", n), strings.Repeat("\n\na", n/3)}, {"signs", strings.Repeat(".,", n/2), strings.Repeat(",.;", n/3)},
		{"lines of one word", strings.Repeat("a\nb\n", n/4), strings.Repeat("b\nc\na\n", n/6)},
	} {
		start := time.Now()
		segments := Texts(c.before, c.after)
		d := time.Since(start)
		start = time.Now()
		_, conflicts := Merge(c.before, c.after, c.before+"\n\nEnde", "Ihr Text", "Text von Anna")
		t.Logf("%s: %v, %d segments; merged in %v, %d conflicts", c.name, d, len(segments), time.Since(start), conflicts)
		// What grows with the square of the length takes minutes; how fast it is,
		// BenchmarkTexts says.
		if limit := 20 * time.Second; d > limit || time.Since(start) > limit {
			t.Errorf("%s took %v, merging %v", c.name, d, time.Since(start))
		}
	}
}

func TestFold(t *testing.T) {
	long := "eins\n\nzwei\n\ndrei\n\nvier\n\nfünf\n\n"
	got := Fold([]Segment{{Equal, long}, {Added, "neu\n\n"}, {Equal, long}, {Removed, "alt"}, {Equal, " kurz"}}, 1)
	want := []Segment{
		{Folded, "eins\n\nzwei\n\ndrei\n\nvier\n\n"}, {Equal, "fünf\n\n"}, {Added, "neu\n\n"},
		{Equal, "eins\n\n"}, {Folded, "zwei\n\ndrei\n\nvier\n\n"}, {Equal, "fünf\n\n"}, {Removed, "alt"}, {Equal, " kurz"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if got := Fold([]Segment{{Equal, long}}, 1); len(got) != 1 || got[0].Kind != Folded {
		t.Errorf("a text without changes is %v", got)
	}
}

func TestMerge(t *testing.T) {
	for _, c := range []struct {
		name, base, mine, theirs, want string
		conflicts                      int
	}{
		{"different lines", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n", 0},
		{"neighbours", "a\nb\n", "A\nb\n", "a\nB\n", "A\nB\n", 0},
		{"the same line", "a\nb\nc\n", "a\nx\nc\n", "a\ny\nc\n", "a\n<<<<<<< Ihr Text\nx\n=======\ny\n>>>>>>> Text von Anna Muster\nc\n", 1},
		{"the same change", "a\nb\n", "a\nx\nc\n", "a\nx\nd\n", "a\n<<<<<<< Ihr Text\nx\nc\n=======\nx\nd\n>>>>>>> Text von Anna Muster\n", 1},
		{"new lines in the same place", "a\nb\n", "a\nx\nb\n", "a\ny\nb\n", "a\n<<<<<<< Ihr Text\nx\n=======\ny\n>>>>>>> Text von Anna Muster\nb\n", 1},
		{"the same new lines", "a\nb\n", "a\nx\nb\n", "a\nx\nb\nc\n", "a\nx\nb\nc\n", 0},
		{"removed here, changed there", "a\nb\nc\n", "a\nc\n", "a\nB\nc\n", "a\n<<<<<<< Ihr Text\n=======\nB\n>>>>>>> Text von Anna Muster\nc\n", 1},
		{"without a last line break", "a\nb", "A\nb", "a\nb\nc", "A\nb\nc", 0},
		{"from nothing", "", "x", "y", "<<<<<<< Ihr Text\nx\n=======\ny\n>>>>>>> Text von Anna Muster", 1},
		{"from a form", "a\r\nb\r\n", "A\r\nb\r\n", "a\nB\n", "A\nB\n", 0},
	} {
		got, n := Merge(c.base, c.mine, c.theirs, "Ihr Text", "Text von Anna Muster")
		if d := cmp.Diff(c.want, got); d != "" || n != c.conflicts {
			t.Errorf("%s: %d conflicts (-want +got):\n%s", c.name, n, d)
		}
	}
}

// TestMergeLosesNothing merges random texts: without a change on one side, the
// other's is the result, and of what both made every line is in it.
func TestMergeLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	random := func() string {
		var b strings.Builder
		for range r.IntN(12) {
			fmt.Fprintf(&b, "%c\n", 'a'+r.IntN(5))
		}
		return b.String()
	}
	edited := func(s, mark string) string {
		l := strings.SplitAfter(s, "\n")
		for range r.IntN(4) {
			i := r.IntN(len(l))
			l[i] = fmt.Sprintf("%s%d\n", mark, r.IntN(100)) + l[i]
		}
		return strings.Join(l, "")
	}
	for range 5000 {
		base, x := random(), random()
		for _, c := range [][3]string{{base, x, base}, {base, base, x}, {base, x, x}} {
			if got, n := Merge(c[0], c[1], c[2], "Ihr Text", "Text von A"); got != x || n != 0 {
				t.Fatalf("Merge(%q, %q, %q) = %q, %d", c[0], c[1], c[2], got, n)
			}
		}
		mine, theirs := edited(base, "m"), edited(base, "t")
		got, n := Merge(base, mine, theirs, "Ihr Text", "Text von A")
		for _, l := range append(strings.Split(mine, "\n"), strings.Split(theirs, "\n")...) {
			if !strings.Contains(got, l) {
				t.Fatalf("Merge(%q, %q, %q) = %q lacks %q", base, mine, theirs, got, l)
			}
		}
		if strings.Count(got, "<<<<<<< Ihr Text\n") != n {
			t.Fatalf("%d conflicts in %q", n, got)
		}
		if swapped, m := Merge(base, theirs, mine, "Ihr Text", "Text von A"); n != m || n == 0 && swapped != got {
			t.Fatalf("Merge(%q, %q, %q) is %q, swapped %q", base, mine, theirs, got, swapped)
		}
	}
}

func TestRecords(t *testing.T) {
	article := func() *content.Article {
		a := &content.Article{Item: content.Item{ID: "a", Slug: "a", Type: content.TypeArticle, Text: content.Text{Lang: content.German, Title: "Newroz", Body: "Ein Fest."}}}
		a.Publish = content.Schedule{Observance: "iranisch/nouruz", At: 480}
		return a
	}
	if got := Records(article(), article()); len(got) > 0 {
		t.Errorf("two equal articles differ: %v", got)
	}
	b := article()
	b.Body = "Ein frohes Fest."
	b.Translations = []content.Text{{Lang: content.English, Title: "Nowruz"}}
	b.Tags, b.Traditions = []string{"Frühling"}, []string{}
	b.Publish.At, b.Publish.Offset = 540, -1
	b.Date = calendar.DateOf(time.Date(2027, 3, 21, 0, 0, 0, 0, time.UTC))
	b.Pictures = []content.Picture{{Name: "fest.jpg"}}
	b.Sources = []string{"Ein Buch"}
	b.Picture.Alt = "Ein Feuer"
	want := []Change{
		{Field: "body", Lang: "de", Text: []Segment{{Equal, "Ein "}, {Added, "frohes "}, {Equal, "Fest."}}},
		{Field: "title", Lang: "en", Text: []Segment{{Added, "Nowruz"}}},
		{Field: "tags", Before: []string(nil), After: []string{"Frühling"}},
		{Field: "date", Before: calendar.Date(0), After: b.Date},
		{Field: "pictures", Before: []content.Picture(nil), After: b.Pictures},
		{Field: "publish.days", Before: 0, After: -1},
		{Field: "publish.at", Before: content.TimeOfDay(480), After: content.TimeOfDay(540)},
		{Field: "sources", Before: []string(nil), After: []string{"Ein Buch"}},
		{Field: "picture", Before: content.Picture{}, After: content.Picture{Alt: "Ein Feuer"}},
	}
	if d := cmp.Diff(want, Records(article(), b)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	// Every field of a schedule is compared, and named as Problems name it.
	for _, c := range Records(article(), &content.Article{Item: content.Item{Type: content.TypeArticle}}) {
		if c.Field == "publish." {
			t.Error("a field of the schedule has no name")
		}
	}
}

func TestRecordsOfBrochures(t *testing.T) {
	a := &content.Brochure{Pages: []content.Page{{Number: 1, Text: "eins"}}}
	b := &content.Brochure{Pages: []content.Page{{Number: 2, Text: "zwei"}, {Number: 1, Text: "eins"}}}
	a.Type, b.Type = content.TypeBrochure, content.TypeBrochure
	got := Records(a, b)
	if len(got) != 1 || got[0].Field != "pages" {
		t.Errorf("%v", got)
	}
}

// BenchmarkTexts compares two texts of 200 KB: the bar is half a second.
func BenchmarkTexts(b *testing.B) {
	var text strings.Builder
	for r := rand.New(rand.NewPCG(3, 4)); text.Len() < 200_000; {
		fmt.Fprintf(&text, "Wort%d ", r.IntN(5000))
		if r.IntN(60) == 0 {
			text.WriteString("\n\n")
		}
	}
	before := text.String()
	after := strings.ReplaceAll(before, "Wort7", "Wort8")
	for b.Loop() {
		Texts(before, after)
	}
}
