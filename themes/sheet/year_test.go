package sheet

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
	"vielfalt/themes"
	"vielfalt/themes/locale"
)

// shipped are the records, read once.
var shipped = sync.OnceValue(func() *profile.Set {
	set, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		panic(err)
	}
	return set
})

// real returns a year with all that is kept in it.
func real(t testing.TB, y int, chosen ...string) *themes.YearSheet {
	t.Helper()
	cal, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	profiles := shipped()
	words := map[profile.Advice]string{profile.Avoid: "wichtig", profile.Consider: "ruecksicht", profile.NoEffect: "hinweis"}
	p := year(0)
	p.Year, p.Days, p.Sentences = y, nil, make(map[calendar.ID]string)
	p.School = school.Shipped("nw")
	first, last := calendar.NewDate(y, 1, 1), calendar.NewDate(y, 12, 31)
	for d := first; d <= last; d++ {
		p.Days = append(p.Days, themes.PlannerDay{Date: d})
	}
	for _, o := range cal.Occurrences(first, last, calendar.Filter{Traditions: []string{"de-nw"}, Apart: true}) {
		p.Days[o.First-first].Holiday = &themes.Entry{Occurrence: o, N: 1, Weight: "wichtig"}
	}
	for _, o := range cal.Occurrences(first, last, calendar.Filter{Traditions: chosen}) {
		e := themes.Entry{Occurrence: o, N: 1, Weight: "hinweis"}
		if r, ok := profiles.Of(o.Observance.ID); ok {
			e.Weight = words[r.Weight()]
			p.Sentences[o.Observance.ID] = r.Text[0].Text
		}
		if o.Length() > 1 {
			p.Bands = append(p.Bands, e)
		}
		for d := max(o.First, first); d <= min(o.Last, last) && !o.Observance.Period; d++ {
			e.N = int(d-o.First) + 1
			p.Days[d-first].Entries = append(p.Days[d-first].Entries, e)
		}
	}
	rank := map[string]int{"ruecksicht": 1, "hinweis": 2}
	for _, day := range p.Days {
		slices.SortStableFunc(day.Entries, func(a, b themes.Entry) int { return rank[a.Weight] - rank[b.Weight] })
	}
	return p
}

// overlap reports whether two boxes share more than what rounding makes.
func overlap(a, b box) bool {
	const e = 0.01
	return a.x+e < b.x+b.w && b.x+e < a.x+a.w && a.y+e < b.y+b.h && b.y+e < a.y+a.h
}

// In no cell do two texts or marks overlap, nothing is outside of its cell or
// under a band, no word is cut, and everything has a name, a mark or is counted.
func TestCellsHoldWhatTheyShow(t *testing.T) {
	for _, y := range []int{2026, 2027, 2030} {
		for _, chosen := range [][]string{nil, {"jewish", "islamic"}} {
			for _, lang := range locale.Languages() {
				for _, paper := range Papers() {
					t.Run(fmt.Sprint(y, chosen, lang, paper), func(t *testing.T) {
						p := real(t, y, chosen...)
						d := newPlanner(p, islam, Options{Printer: printers()[lang], Paper: paper, Address: "https://vielfalt.example/"})
						for i, day := range p.Days {
							checkCell(t, d, day, d.cell(day), d.lanes[i])
						}
						checkBands(t, d)
						checkLegend(t, d)
					})
				}
			}
		}
	}
}

func checkCell(t *testing.T, d *planner, day themes.PlannerDay, c cell, lanes int) {
	t.Helper()
	x, y := d.at(day.Date)
	inside := box{x: x + schoolRoom*d.scale, y: y, h: d.row, w: d.column - schoolRoom*d.scale - float64(lanes)*bandPitch*d.scale}
	boxes := append(slices.Clone(c.numbers), c.marks...)
	if c.count.text != "" {
		boxes = append(boxes, c.count)
	}
	named := len(c.names)
	for _, n := range c.names {
		boxes = append(boxes, n.lines...)
		if n.mark.w > 0 {
			boxes = append(boxes, n.mark)
		} else {
			named--
		}
		var text []string
		for _, l := range n.lines {
			text = append(text, l.text)
		}
		whole(t, strings.Join(text, "\n"), n.full)
	}
	for i, a := range boxes {
		if a.x < inside.x-0.01 || a.y < inside.y-0.01 || a.x+a.w > inside.x+inside.w+0.01 || a.y+a.h > inside.y+inside.h+0.01 {
			t.Errorf("%v: %q is outside of its cell: %+v in %+v", day.Date, a.text, a, inside)
		}
		for _, b := range boxes[:i] {
			if overlap(a, b) {
				t.Errorf("%v: %q and %q overlap", day.Date, a.text, b.text)
			}
		}
	}
	if named+len(c.left) != len(day.Entries) {
		t.Errorf("%v: of %d entries %d have a name and %d do not", day.Date, len(day.Entries), named, len(c.left))
	}
	if len(c.left) > 0 && len(c.marks) != len(c.left) && c.count.text != fmt.Sprint("+", len(c.left)) {
		t.Errorf("%v: %d entries have %d marks, and count as %q", day.Date, len(c.left), len(c.marks), c.count.text)
	}
	if (day.Holiday != nil || len(day.Entries) > 0 && day.Entries[0].Weighs()) && len(c.names) == 0 {
		t.Errorf("%v: what is most important has no name", day.Date)
	}
}

var counted = regexp.MustCompile(`\x{a0}\d+/\d+$`)

// whole checks that the lines hold whole words of a name, broken only at seams.
func whole(t *testing.T, lines, full string) {
	t.Helper()
	lines = strings.TrimRight(lines, "\u00a0"+eveSign+announcedSign+computedSign)
	lines = counted.ReplaceAllString(lines, "")
	lines = strings.TrimSuffix(strings.TrimSuffix(lines, "…"), " ")
	words := strings.Fields(full)
	have := strings.Fields(strings.ReplaceAll(strings.ReplaceAll(lines, "-\n", "-"), "\n", " "))
	plain := func(s string) string { return strings.Trim(strings.ReplaceAll(s, "-", ""), ",") }
	for _, h := range have {
		if !slices.ContainsFunc(words, func(w string) bool { return plain(w) == plain(h) }) {
			t.Errorf("%q is no word of %q", h, full)
		}
	}
}

// checkBands checks that bands of a lane do not overlap, that labels fit, and
// that each is drawn, or counted in each of its months.
func checkBands(t *testing.T, d *planner) {
	t.Helper()
	type place struct {
		day  calendar.Date
		lane int
	}
	taken := make(map[place]bool)
	for _, b := range d.bands {
		for _, s := range b.segments {
			if w := d.measured(s.label, "B", d.size(bandType)); w > float64(s.last-s.first+1)*d.row {
				t.Errorf("the label %q is longer than its band", s.label)
			}
			for day := s.first; day <= s.last; day++ {
				if taken[place{day, b.lane}] {
					t.Errorf("%v: two bands in lane %d", day, b.lane)
				}
				taken[place{day, b.lane}] = true
			}
		}
	}
	for _, e := range d.sheet.Bands {
		same := func(o themes.Entry) bool { return o.Observance == e.Observance && o.First == e.First }
		drawn := slices.ContainsFunc(d.bands, func(b band) bool { return same(b.entry) })
		for _, s := range d.segments(e) {
			if drawn == slices.ContainsFunc(d.hidden[s.month-1], same) {
				t.Errorf("%s in %v: drawn %v, and counted %v", e.Observance.ID, s.month, drawn, !drawn)
			}
		}
	}
}

// checkLegend checks that the legend stays clear of the grid, of the QR code and
// of the edge.
func checkLegend(t *testing.T, d *planner) {
	t.Helper()
	if bottom := d.grid + 31*d.row + d.legendRoom(); bottom > d.left+d.height+0.01 {
		t.Errorf("the legend ends at %.2f of %.2f", bottom, d.left+d.height)
	}
	for _, it := range d.items {
		if end := it.x + it.width + d.measured(it.text, "", d.size(legendType)); end > d.left+d.width-codeRoom*d.scale {
			t.Errorf("%q ends at %.1f, within the QR code", it.text, end)
		}
	}
}

// Each name of a day with weight has room for itself in a cell, beside bands that
// have none.
func TestEveryNameHasRoom(t *testing.T) {
	for _, lang := range locale.Languages() {
		for _, paper := range Papers() {
			p := year(0)
			d := newPlanner(p, islam, Options{Printer: printers()[lang], Paper: paper})
			for i := range d.lanes {
				d.lanes[i] = d.lanesFor(false)
			}
			for _, tradition := range traditions.All("nw") {
				for i := range tradition.Observances {
					o := &tradition.Observances[i]
					if r, ok := shipped().Of(o.ID); ok && r.Weight() == profile.NoEffect {
						continue
					}
					day := p.Days[40]
					e := themes.Entry{Occurrence: calendar.Occurrence{Observance: o, First: day.Date, Last: day.Date}, N: 1, Weight: "wichtig"}
					day.Entries = []themes.Entry{e}
					if c := d.cell(day); len(c.names) == 0 {
						t.Errorf("%s, %s: no room for %q", lang, paper, o.Name.In(lang))
					}
				}
			}
		}
	}
}

// Colours are those of the pages.
func TestHuesAreThoseOfThePages(t *testing.T) {
	css, err := os.ReadFile("../classic/assets/theme.css")
	if err != nil {
		t.Fatal(err)
	}
	light, _, _ := strings.Cut(string(css), "@media")
	all := regexp.MustCompile(`--hue-([a-z-]+): #([0-9a-f]{6})`).FindAllStringSubmatch(light, -1)
	if len(all) < len(hues) {
		t.Fatalf("the pages have %d colours", len(all))
	}
	for _, m := range all {
		c := hue(m[1])
		if got := fmt.Sprintf("%02x%02x%02x", c[0], c[1], c[2]); got != m[2] {
			t.Errorf("%s is %s, on pages %s", m[1], got, m[2])
		}
	}
}

// Days with a sentence are on a second page, what has no room there is counted,
// and signs and marks are read out as words.
func TestSecondPage(t *testing.T) {
	p := real(t, 2027)
	for _, paper := range Papers() {
		raw := draw(t, p, paper)
		pages := read(t, raw)
		if len(pages) != 2 {
			t.Fatalf("%s: %d pages", paper, len(pages))
		}
		for _, want := range []string{"Was die Tage 2027 bedeuten", "Karfreitag", "weitere Tage, für die hier kein Platz ist"} {
			if !strings.Contains(pages[1], want) {
				t.Errorf("%s: %q is missing", paper, want)
			}
		}
		for _, spoken := range []string{"Jom Kippur, Islam, wichtig für die Planung, beginnt am Abend zuvor", "QR-Code mit der Adresse zum Abonnieren"} {
			if !strings.Contains(string(raw), textString(spoken)) {
				t.Errorf("%s: nobody hears %q", paper, spoken)
			}
		}
	}
	p.Sentences = nil
	if n := len(read(t, draw(t, p, A3))); n != 1 {
		t.Errorf("%d pages", n)
	}
}

func TestBreaks(t *testing.T) {
	for _, tt := range []struct{ word, want string }{
		{"Fastenbrechens", "Fasten|brechens"},
		{"Frühlings-Tagundnachtgleiche", "Frühlings-|Tag|und|nacht|gleiche"},
		{"(Wintersonnenwende)\u00a0~", "(Winter|sonnen|wende)\u00a0~"},
		{"ha-Schana", "ha-Schana"}, // two letters are too few for a line
		{"Unbekanntesfest", "Unbekanntesfest"},
	} {
		var got strings.Builder
		from := 0
		for _, at := range breaks(tt.word) {
			got.WriteString(tt.word[from:at] + "|")
			from = at
		}
		got.WriteString(tt.word[from:])
		if got.String() != tt.want {
			t.Errorf("%q, want %q", got.String(), tt.want)
		}
	}
}

func TestElided(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"Tag der Deutschen Einheit", "Tag der Deutschen …"},
		{"Internationaler Tag der Toleranz", ""},
		{"Internationaler Tag gegen Rassismus", "Internationaler Tag gegen …"},
		{"Gedenken an den Auschwitz-Erlass gegen Sinti", "Gedenken an den Auschwitz-Erlass gegen …|Gedenken an den Auschwitz-Erlass …"},
	} {
		if got := strings.Join(elided(tt.name), "|"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
