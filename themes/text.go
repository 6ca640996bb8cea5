package themes

import (
	"html/template"
)

// TextPage shows one of the fixed texts: imprint, privacy, accessibility,
// plain language, sign language.
type TextPage struct {
	Base
	Lang string // of the text, if it differs from the interface's
	HTML template.HTML
}

// Template implements Page.
func (*TextPage) Template() string { return "text" }
