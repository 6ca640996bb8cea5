package themes

import "html/template"

// TextPage shows one of the fixed texts: imprint, privacy, accessibility,
// plain language, sign language.
type TextPage struct {
	Base
	Lang string // of the text, if it differs from the interface's
	HTML template.HTML
	// Plain are the articles of which there is a version in Einfache Sprache;
	// only the page on plain language lists them.
	Plain []Link
}

// Template implements Page.
func (*TextPage) Template() string { return "text" }
