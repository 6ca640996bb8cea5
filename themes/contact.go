package themes

import (
	"html/template"

	"vielfalt/content"
)

// ContactsPage lists contacts by Dezernat.
type ContactsPage struct {
	Base
	Groups  []ContactGroup
	Filters []Filter
	Total   int
}

// Template implements Page.
func (*ContactsPage) Template() string { return "contacts" }

// ContactPage shows one contact.
type ContactPage struct {
	Base
	Contact  *content.Contact
	HTML     template.HTML
	Articles []*content.Article
}

// Template implements Page.
func (*ContactPage) Template() string { return "contact" }

// A ContactGroup is a Dezernat with its contacts.
type ContactGroup struct {
	Dezernat string
	Contacts []*content.Contact
}
