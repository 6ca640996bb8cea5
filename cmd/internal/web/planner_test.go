package web_test

import (
	"bytes"
	"strings"
	"testing"

	reader "github.com/ledongthuc/pdf"
)

// pdfPages returns the text of each page of a PDF, without breaks.
func pdfPages(t *testing.T, raw []byte) []string {
	t.Helper()
	r, err := reader.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range r.NumPage() {
		text, err := r.Page(i + 1).GetPlainText(nil)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, strings.ReplaceAll(text, "\n", ""))
	}
	return out
}

// The wall planner shows what is chosen, and the public holidays of the house in
// any case; it says how far it can be relied on, and where it can be subscribed
// to.
func TestPlannerPDF(t *testing.T) {
	s := newSite(t, nil)
	for _, tt := range []struct {
		path      string
		pages     int
		has, lack []string
	}{
		{"/kalender/2027.pdf", 1,
			[]string{"Januar", "Dezember", "Karfreitag", "Jom", "Ramadan", "Schulferien in Nordrhein-Westfalen", "vielfalt.example/feeds/kalender.ics", "Christentum (westlich)"},
			[]string{"Nikolaustag"}},
		{"/kalender/2027.pdf?format=a2&tradition=jewish", 1,
			[]string{"Judentum", "Purim", "Karfreitag", "kalender.ics?tradition=jewish"},
			[]string{"Ramadan", "Ostersonntag", "Christentum (westlich)"}},
		{"/kalender/2027.pdf?format=a3&gewicht=wichtig", 1,
			[]string{"wichtig für die Planung", "Heilig", "kalender.ics?gewicht=wichtig"},
			[]string{"Purim", "Advents"}},
		{"/kalender/2027.pdf?format=a3&tradition=christian-western&seiten=2", 2,
			[]string{"Nikolaustag"}, nil},
		{"/kalender/2035.pdf?format=a3", 1,
			[]string{"für dieses Jahr nicht eingetragen"}, nil},
		{"/en/kalender/2027.pdf?format=a3", 1,
			[]string{"Good Friday", "begins the evening before", "/en/feeds/kalender.ics"}, nil},
	} {
		res := s.get(t, tt.path)
		if res.Code != 200 {
			t.Errorf("%s: status %d", tt.path, res.Code)
			continue
		}
		pages := pdfPages(t, res.Body.Bytes())
		if len(pages) != tt.pages {
			t.Errorf("%s: %d pages, want %d", tt.path, len(pages), tt.pages)
		}
		for _, want := range tt.has {
			if !strings.Contains(pages[0], want) {
				t.Errorf("%s lacks %q", tt.path, want)
			}
		}
		for _, not := range tt.lack {
			if strings.Contains(pages[0], not) {
				t.Errorf("%s has %q", tt.path, not)
			}
		}
		if tt.pages == 2 && !strings.Contains(pages[1], "Karfreitag") {
			t.Errorf("%s: the second page lacks Good Friday", tt.path)
		}
	}
	if code := s.get(t, "/kalender/2027.pdf?seiten=3").Code; code != 404 {
		t.Errorf("three pages: status %d", code)
	}
}
