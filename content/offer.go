package content

import (
	"unicode/utf8"

	"vielfalt/calendar"
)

// An Offer is a volunteering opportunity, maintained by the Servicestelle
// Ehrenamt.
type Offer struct {
	Item
	Place  string `json:"place,omitempty"`  // town or Kreis
	Effort string `json:"effort,omitempty"` // "zwei Stunden in der Woche"
	// Contact is the id of a contact who knows more; may be empty.
	Contact string `json:"contact,omitempty"`
}

var offers = Description{
	Type: TypeVolunteering, New: func() Record { return new(Offer) }, Table: "offers", Folder: "ehrenamt", Order: ByTitle,
	Fields: []Field{
		{Name: "place", Of: of(func(o *Offer) *string { return &o.Place }), Found: AfterBody},
		{Name: "effort", Of: of(func(o *Offer) *string { return &o.Effort }), Found: AfterBody},
		{Name: "contact", Of: of(func(o *Offer) *string { return &o.Contact })},
	},
}

// Description implements Record.
func (*Offer) Description() *Description { return &offers }

// Validate implements Record.
func (o *Offer) Validate(known func(calendar.ID) bool) error {
	p := o.problems(known)
	for _, f := range []struct{ name, value string }{{"place", o.Place}, {"effort", o.Effort}} {
		if utf8.RuneCountInString(f.value) > 200 || !printable(f.value) {
			p.Add(f.name, "problem.text", "must be a printable text of at most 200 characters")
		}
	}
	if o.Contact != "" && !ValidID(o.Contact) {
		p.Add("contact", "problem.id", "%q is not the id of a contact", o.Contact)
	}
	return p.Err()
}
