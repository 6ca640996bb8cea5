package markup

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestOutlineOf(t *testing.T) {
	md := "# Titel *eins*\n\nEin Satz mit [Verweis &amp; mehr](/kalender?a=b#c), https://example.org/x und <a@example.org>.\n" +
		"Mehr [שלום]{lang=he} und שלום עולם, [Chag sameach] oder \\[so\\] und [1].\n\n### Drei\n\n- Punkt `[code x]`\n- ![](/bilder/a.svg) ![Alt](b.png)\n\n" +
		"|  |  |\n|-|-|\n| a | b |\n\n|A|B|\n|-|-|\n|1|2|\n"
	want := &Outline{
		Headings: []Heading{{1, "Titel eins"}, {3, "Drei"}},
		Links: []Link{
			{"Verweis & mehr", "/kalender?a=b#c", true}, {"https://example.org/x", "https://example.org/x", false}, {"a@example.org", "mailto:a@example.org", false},
		},
		Pictures: []Image{{"", "/bilder/a.svg", true}, {"Alt", "b.png", true}},
		Headless: []string{"a b"},
		Unmarked: []string{"שלום עולם"},
		Brackets: []string{"Chag sameach"},
		Blocks: []string{
			"Titel eins",
			"Ein Satz mit Verweis & mehr, https://example.org/x und a@example.org. Mehr שלום und שלום עולם, [Chag sameach] oder [so] und [1].",
			"Drei", "Punkt [code x]", "Alt", "a", "b", "A", "B", "1", "2",
		},
	}
	got, err := OutlineOf(md)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if _, err := OutlineOf(strings.Repeat("a", MaxInput+1)); err == nil {
		t.Error("no error for a text that is too long")
	}
}

func TestOutlineBounded(t *testing.T) {
	for _, s := range []string{"[", "[a] ", "[a", "פ a ", "# a\n", "|a|\n|-|\n", "![](a)", "- ", "> ", "*a "} {
		start := time.Now()
		if _, err := OutlineOf(strings.Repeat(s, MaxInput/len(s))); err != nil {
			t.Errorf("%q: %v", s, err)
		}
		if d := time.Since(start); d > 4*time.Second {
			t.Errorf("%q took %v", s, d)
		} else {
			t.Logf("%q: %v", s, d)
		}
	}
}
