package themes

import (
	"strings"
	"testing"
)

func TestSoftly(t *testing.T) {
	for name, want := range map[string]string{
		"Frühlings-Tagundnachtgleiche (Ostara)": "Frühlings-Tag|und|nacht|gleiche (Ostara)",
		"Vergebungssonntag":                     "Ver|gebungs|sonntag",
		"Karfreitag (orthodox)":                 "Karfreitag (orthodox)",
		"Zuckerwattenschleckerei":               "Zuckerwattenschleckerei",
		"(Wintersonnenwendfest)":                "(Winter|sonnen|wend|fest)",
	} {
		if got := strings.ReplaceAll(softly(name), "\u00ad", "|"); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
