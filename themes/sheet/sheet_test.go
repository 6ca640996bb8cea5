package sheet

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ledongthuc/pdf"

	"vielfalt/calendar"
	"vielfalt/themes"
	"vielfalt/themes/locale"
)

var feast = calendar.Observance{
	ID: "islamic/eid-al-fitr", Name: calendar.Name{German: "Fest des Fastenbrechens", English: "Eid al-Fitr"}, Days: 3, Begin: calendar.Sunset, Kind: calendar.Feast,
}

// printers are read once.
var printers = sync.OnceValue(func() map[string]*locale.Printer {
	all, err := locale.Load()
	if err != nil {
		panic(err)
	}
	return all
})

func entry(first calendar.Date) themes.Entry {
	return themes.Entry{N: 1, Occurrence: calendar.Occurrence{Observance: &feast, First: first, Last: first + 2, Certainty: calendar.Computed}}
}

func base(title string) themes.Base {
	return themes.Base{Title: title, Now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), Site: themes.Site{Name: "Vielfalt", Authority: "Bezirksregierung Musterlenne"}}
}

var printed = themes.Printed{Subscribe: "https://vielfalt.example/feeds/kalender.ics", Help: "https://vielfalt.example/abonnieren"}

// month returns March 2026 with n entries on each day.
func month(n int) *themes.MonthSheet {
	p := &themes.MonthSheet{Base: base("Kalender März 2026"), Year: 2026, Month: time.March, Printed: printed}
	p.Site.Region = calendar.DefaultRegion()
	first := calendar.NewDate(2026, 2, 23)
	for w := range 6 {
		var week []themes.PlannerDay
		for i := range 7 {
			d := first + calendar.Date(7*w+i)
			_, m, _ := d.Gregorian()
			day := themes.PlannerDay{Date: d}
			for range n {
				if m == time.March {
					day.Entries = append(day.Entries, entry(d))
				}
			}
			week = append(week, day)
		}
		p.Weeks = append(p.Weeks, week)
	}
	return p
}

// year returns 2026 with n entries on each of the first 28 days of a month.
func year(n int) *themes.YearSheet {
	p := &themes.YearSheet{Base: base("Wandkalender 2026"), Year: 2026, Printed: printed}
	p.Site.Region = calendar.DefaultRegion()
	for d := calendar.NewDate(2026, 1, 1); d <= calendar.NewDate(2026, 12, 31); d++ {
		day := themes.PlannerDay{Date: d}
		if _, _, k := d.Gregorian(); k <= 28 {
			for range n {
				e := entry(d)
				e.Last, e.Weight = d, "wichtig"
				day.Entries = append(day.Entries, e)
			}
		}
		p.Days = append(p.Days, day)
	}
	return p
}

func islam(string) string { return "Islam" }

func draw(t testing.TB, page any, paper Paper) []byte {
	t.Helper()
	o := Options{Printer: printers()["de"], Paper: paper, Address: "https://vielfalt.example/kalender/2026"}
	var out []byte
	var err error
	switch p := page.(type) {
	case *themes.MonthSheet:
		out, err = Month(p, islam, o)
	case *themes.YearSheet:
		out, err = Year(p, islam, o)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// read returns the text of each page as an independent parser reads it.
func read(t testing.TB, raw []byte) []string {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range r.NumPage() {
		text, err := r.Page(i + 1).GetPlainText(nil)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, text)
	}
	return out
}

func TestSheetsHoldEverything(t *testing.T) {
	for _, tt := range []struct {
		name    string
		page    any
		paper   Paper
		pages   int
		entries int
	}{
		{"month A4", month(1), A4, 1, 31},
		{"month A3", month(4), A3, 1, 124},
		{"full month A4", month(40), A4, 1, 186}, // the others are counted
		{"empty month", month(0), A4, 1, 0},
		{"month A2", month(1), A2, 1, 31},
		{"year A4", year(1), A4, 1, 336},
		{"year A3", year(1), A3, 1, 336},
		{"year A2", year(1), A2, 1, 336},
		{"full year A4", year(9), A4, 1, 336},
		{"empty year", year(0), A3, 1, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			pages := read(t, draw(t, tt.page, tt.paper))
			if len(pages) != tt.pages {
				t.Errorf("%d pages, want %d", len(pages), tt.pages)
			}
			all := strings.Join(pages, "\n")
			if got := strings.Count(strings.NewReplacer("-\n", "", "\n", "").Replace(all), "Fastenbrechens"); got != tt.entries {
				t.Errorf("%d entries, want %d", got, tt.entries)
			}
			for _, want := range []string{"Stand: 23. November 2026", "https://vielfalt.example/kalender/2026", "beginnt am Abend zuvor"} {
				if !strings.Contains(all, want) {
					t.Errorf("%q is missing", want)
				}
			}
		})
	}
}

// The same page gives the same bytes, so that caches and readers see no change.
func TestSameBytes(t *testing.T) {
	if !bytes.Equal(draw(t, year(5), A4), draw(t, year(5), A4)) {
		t.Error("two drawings differ")
	}
}

// Every object of the update is where its table says, everything drawn has a
// mark that belongs to a tag, and a table has heads.
func TestTags(t *testing.T) {
	raw := draw(t, month(40), A4)
	at, err := strconv.Atoi(string(startXref.FindSubmatch(raw)[1]))
	if err != nil {
		t.Fatal(err)
	}
	entries := regexp.MustCompile(`(\d+) 1\n(\d{10}) 00000 n`).FindAllSubmatch(raw[at:], -1)
	if len(entries) < 200 {
		t.Errorf("%d objects", len(entries))
	}
	for _, e := range entries {
		n, offset := number(e[1]), number(e[2])
		if head := fmt.Sprintf("%d 0 obj\n", n); !bytes.HasPrefix(raw[offset:], []byte(head)) {
			t.Fatalf("object %d is not at %d", n, offset)
		}
	}
	for _, want := range []string{"/StructTreeRoot", "/MarkInfo <</Marked true>>", "/S /H1", "/S /Table", "/Scope /Column", "/Scope /Row", "/StructParents 0"} {
		if !bytes.Contains(raw, []byte(want)) {
			t.Errorf("%s is missing", want)
		}
	}
	r, err := pdf.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	parents := r.Trailer().Key("Root").Key("StructTreeRoot").Key("ParentTree").Key("Nums")
	for i := range r.NumPage() {
		content := stream(t, r.Page(i+1))
		marked := regexp.MustCompile(`/MCID (\d+)>> BDC`).FindAllStringSubmatch(content, -1)
		if got := parents.Index(2*i + 1).Len(); got != len(marked) || got == 0 {
			t.Errorf("page %d has %d marks, its tree %d", i+1, len(marked), got)
		}
		if begun := len(marked) + strings.Count(content, "/Artifact BMC"); begun != strings.Count(content, "EMC") {
			t.Errorf("page %d: %d begun, %d ended", i+1, begun, strings.Count(content, "EMC"))
		}
		// Between marks nothing is written.
		outside := regexp.MustCompile(`(?s)(/Artifact BMC|/MCID \d+>> BDC).*?EMC`).ReplaceAllString(content, "")
		if strings.Contains(outside, " Tj") || strings.Contains(outside, " TJ") {
			t.Errorf("page %d has text without a mark: %q", i+1, outside)
		}
	}
}

func stream(t testing.TB, p pdf.Page) string {
	t.Helper()
	var b bytes.Buffer
	rd := p.V.Key("Contents").Reader()
	defer rd.Close()
	if _, err := b.ReadFrom(rd); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTagsRefuseWhatTheyDoNotKnow(t *testing.T) {
	var tr tree
	tr.begin()
	tr.page()
	if _, err := tr.write([]byte("%PDF-1.3\nnothing")); err == nil {
		t.Error("no error")
	}
}

func BenchmarkYear(b *testing.B) {
	for _, pages := range []int{1, 2} {
		b.Run(strconv.Itoa(pages), func(b *testing.B) {
			p := real(b, 2027)
			if pages == 1 {
				p.Sentences = nil
			}
			for b.Loop() {
				draw(b, p, A3)
			}
		})
	}
}
