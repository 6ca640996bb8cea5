package themes

import (
	"html/template"

	"vielfalt/content"
)

// OffersPage lists volunteering offers.
type OffersPage struct {
	Base
	Offers  []*content.Offer
	Filters []Filter
	Pager   Pager
}

// Template implements Page.
func (*OffersPage) Template() string { return "offers" }

// OfferPage shows one volunteering offer.
type OfferPage struct {
	Base
	Offer    *content.Offer
	HTML     template.HTML
	Contacts []*content.Contact
}

// Template implements Page.
func (*OfferPage) Template() string { return "offer" }
