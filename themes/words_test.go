package themes

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/themes/locale"
)

// Pages, filters and calendars have one word for how sure a day is.
func TestOneWordForCertainty(t *testing.T) {
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, p := range all {
		for _, c := range calendar.Certainties() {
			if got, want := p.T("certainty."+string(c)), words.Certainty(c, lang); got != want {
				t.Errorf("%s: %q on pages, %q elsewhere", lang, got, want)
			}
		}
	}
}
