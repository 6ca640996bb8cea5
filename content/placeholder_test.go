package content

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
)

func TestFill(t *testing.T) {
	day := calendar.NewDate(2027, time.March, 9)
	e := Edition{Key: "2027-03-10", Occurrence: day}
	it := &Item{
		Text: Text{Lang: German, Title: "Fest {{jahr}}", Summary: "Am {{ datum }}.", Body: "{{datum}} ist es so weit,\nab {{vorabend}}.\n\n- {{datum}}\n- {{unbekannt}} {{Datum}}"},
		Translations: []Text{
			{Lang: PlainGerman, Title: "{{datum}}"},
			{Lang: English, Title: "Feast", Body: "{{datum}}, from {{vorabend}}"},
		},
		Correction: "Es war der {{datum}}.",
	}
	before := it.Translations
	undated := *it
	undated.Fill(Edition{Key: "1"}, calendar.Sunset)
	if d := cmp.Diff(*it, undated); d != "" {
		t.Errorf("without an occurrence (-want +got):\n%s", d)
	}
	it.Fill(e, calendar.Sunset)
	want := Item{
		Text: Text{Lang: German, Title: "Fest 2027", Summary: "Am 9. März 2027.", Body: "9\\. März 2027 ist es so weit,\nab 8. März 2027.\n\n- 9\\. März 2027\n- {{unbekannt}} {{Datum}}"},
		Translations: []Text{
			{Lang: PlainGerman, Title: "9. März 2027"},
			{Lang: English, Title: "Feast", Body: "9 March 2027, from 8 March 2027"},
		},
		Correction: "Es war der 9. März 2027.",
	}
	if d := cmp.Diff(want, *it); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if before[0].Title != "{{datum}}" {
		t.Error("the texts that were given have changed")
	}
	it = &Item{Text: Text{Lang: German, Title: "{{vorabend}}"}}
	if it.Fill(e, calendar.Midnight); it.Title != "9. März 2027" {
		t.Errorf("the eve of a day that begins at midnight is %s", it.Title)
	}
}

func TestPlaceholders(t *testing.T) {
	if d := cmp.Diff([]string{"{{datum}}", "{{ jahr }}"}, Placeholders("a {{datum}} b {{ jahr }} {{x}} {datum}")); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}
