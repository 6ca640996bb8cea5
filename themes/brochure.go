package themes

import (
	"html/template"

	"vielfalt/content"
)

// BrochuresPage lists brochures.
type BrochuresPage struct {
	Base
	Brochures []*content.Brochure
	Pager     Pager
}

// Template implements Page.
func (*BrochuresPage) Template() string { return "brochures" }

// BrochurePage shows a brochure with the text of its pages.
type BrochurePage struct {
	Base
	Brochure *content.Brochure
	HTML     template.HTML
	PDF      string // address; empty if there is no file
	Cover    string
	Contacts []*content.Contact
}

// Template implements Page.
func (*BrochurePage) Template() string { return "brochure" }
