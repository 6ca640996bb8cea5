package archive

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"vielfalt/content"
)

// maxThemes is how many new themes of an import are compared with those that there
// are.
const maxThemes = 1000

// themes are the themes that readers see, and what is known of others.
type themes struct {
	names   []string
	there   map[string]bool   // in small letters
	meaning map[string]string // of a new one: the one that may be meant, or empty
}

// checkThemes notes themes that there were none of, and that are nearly ones that
// there are: the list is open, and a slip of the pen would be a new theme.
func (im *Importer) checkThemes(ctx context.Context, b *batch) error {
	if im.Like == nil {
		return nil
	}
	for _, e := range b.entries {
		if e.record == nil || len(e.history.Versions) > 0 { // an export is taken as it is
			continue
		}
		for _, tag := range e.record.Base().Tags {
			meant, err := im.meantTheme(ctx, tag)
			if err != nil {
				return err
			}
			if meant != "" {
				b.noteAt(e.of("tags"), "tags: %q is new, and nearly %q, which is there; is it another theme?", tag, meant)
			}
		}
	}
	return nil
}

// meantTheme returns the theme that a new one may be a misspelling of; empty if it
// is none.
func (im *Importer) meantTheme(ctx context.Context, tag string) (string, error) {
	if im.themes == nil {
		t := &themes{there: make(map[string]bool), meaning: make(map[string]string)}
		for _, d := range content.Descriptions() {
			counts, err := im.Store.Counts(ctx, im.Now(), d.Type, content.PerTag)
			if err != nil {
				return "", err
			}
			for _, c := range counts {
				if key := strings.ToLower(c.Value); !t.there[key] {
					t.there[key], t.names = true, append(t.names, c.Value)
				}
			}
		}
		im.themes = t
	}
	t, key := im.themes, strings.ToLower(tag)
	if meant, ok := t.meaning[key]; ok || t.there[key] || len(t.meaning) >= maxThemes || strings.ContainsFunc(tag, unicode.IsDigit) {
		return meant, nil
	}
	meant := ""
	names := make([][]string, len(t.names))
	for i, name := range t.names {
		names[i] = []string{name}
	}
	if i, ok := im.Like(tag, names); ok && slip(key, strings.ToLower(t.names[i])) {
		meant = t.names[i]
	}
	t.meaning[key] = meant
	return meant, nil
}

// slip reports whether one of two like words may be a slip of the other: they begin
// alike and are of about the same length.
func slip(a, b string) bool {
	n, m := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	first, _ := utf8.DecodeRuneInString(a)
	other, _ := utf8.DecodeRuneInString(b)
	return n >= 5 && m >= 5 && max(n, m)-min(n, m) <= 1 && first == other
}
