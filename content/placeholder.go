package content

import (
	"fmt"
	"regexp"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
)

// Texts of an item that is scheduled by a holiday may name its date without
// knowing it: {{datum}} is the day of the occurrence that an edition is about,
// {{vorabend}} the day on whose evening it begins, and {{jahr}} the year.

var placeholder = regexp.MustCompile(`\{\{ ?(datum|vorabend|jahr) ?\}\}`)

// Placeholders returns the placeholders in a text, as they are written.
func Placeholders(s string) []string {
	if !strings.Contains(s, "{{") {
		return nil
	}
	return placeholder.FindAllString(s, -1)
}

// Fill puts the date of an edition in place of the placeholders in all texts of
// an item, in the language of each. Begin is when the observance begins: only
// one that begins in the evening has an eve, and for any other {{vorabend}} is
// the day itself. An edition without an occurrence leaves texts as they are.
// Translations are copied before they are changed.
//
// What a [Reader] returns is filled already.
func (it *Item) Fill(e Edition, begin calendar.Begin) {
	if e.Occurrence == 0 || !it.placeheld() {
		return
	}
	fill := func(t *Text) {
		for _, s := range []*string{&t.Title, &t.Summary} {
			*s = dated(*s, t.Lang, e.Occurrence, begin, false)
		}
		t.Body = dated(t.Body, t.Lang, e.Occurrence, begin, true)
	}
	fill(&it.Text)
	it.Correction = dated(it.Correction, it.Lang, e.Occurrence, begin, false)
	it.Translations = append([]Text(nil), it.Translations...)
	for i := range it.Translations {
		fill(&it.Translations[i])
	}
}

// placeheld reports whether any text of the item has a placeholder.
func (it *Item) placeheld() bool {
	has := func(s string) bool { return strings.Contains(s, "{{") }
	if has(it.Title) || has(it.Summary) || has(it.Body) || has(it.Correction) {
		return true
	}
	for _, t := range it.Translations {
		if has(t.Title) || has(t.Summary) || has(t.Body) {
			return true
		}
	}
	return false
}

// beginning is what may stand in front of a line of Markdown without being part
// of its text.
var beginning = regexp.MustCompile(`^[\s>*+-]*$`)

func dated(s, lang string, day calendar.Date, begin calendar.Begin, markdown bool) string {
	if !strings.Contains(s, "{{") {
		return s
	}
	var out strings.Builder
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(s, -1) {
		out.WriteString(s[at:m[0]])
		at = m[1]
		d := day
		switch s[m[2]:m[3]] {
		case "jahr":
			fmt.Fprint(&out, day.Year())
			continue
		case "vorabend":
			if begin == calendar.Sunset {
				d--
			}
		}
		written := words.Day(d, 0, lang)
		if markdown && beginning.MatchString(s[strings.LastIndexByte(s[:m[0]], '\n')+1:m[0]]) {
			written = strings.Replace(written, ". ", `\. `, 1) // a 9. at the beginning of a line would be a list
		}
		out.WriteString(written)
	}
	out.WriteString(s[at:])
	return out.String()
}
