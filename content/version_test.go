package content_test

import (
	"strings"
	"testing"

	"vielfalt/content"
)

// TestValidNote: what a command takes for a note, an import of an export takes too.
func TestValidNote(t *testing.T) {
	for s, want := range map[string]bool{
		"":                        true,
		"Nach Sichtung, Änne 🕌":   true,
		strings.Repeat("a", 1000): true,
		strings.Repeat("a", 1001): false,
		"a\nb":                    false,
		"a\x7fb":                  false,
		"a\u0085b":                false,
		"a\u202eb":                false,
		"a\xffb":                  false,
	} {
		if got := content.ValidNote(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
