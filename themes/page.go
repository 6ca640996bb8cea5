package themes

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/search"
)

// A Page is a value that a template shows.
type Page interface {
	// Template is the name of the page's file in a theme, without ".html".
	Template() string
}

// Base is what every page has.
type Base struct {
	// Title is the page's own title; the frame adds the site's name.
	Title string
	// Description is for search engines of the house and for link previews.
	Description string
	// Section is the route name of the entry of the navigation the page
	// belongs to; empty where it belongs to none.
	Section string
	// Path is the page's own address with its query, without the prefix of a
	// language: "/beitraege?seite=2".
	Path string
	// Canonical is the absolute address; empty on pages not to be indexed.
	Canonical string
	// Narrowed says that Path has a query: the page is a part or a view of
	// another.
	Narrowed bool
	// Feeds are announced in the head and on the page.
	Feeds []FeedLink
	// Trail is the way from the start page, without it and the page itself.
	Trail []Link
	// Degraded says that what was searched for on this page came from a
	// stand-in, because the search engine is away.
	Degraded bool
	// Meant leads, from a list that holds nothing, to the one that was perhaps
	// meant; nil where none is like it.
	Meant *Link
	// Incomplete says how far the index has come that was searched for this page;
	// nil unless some of what is visible may be missing.
	Incomplete *search.Standing
	// Now is the moment of viewing.
	Now time.Time
	// Site is the same on all pages.
	Site Site
}

// Today returns the civil day of viewing in Berlin.
func (b *Base) Today() calendar.Date { return calendar.DateOf(b.Now.In(calendar.Berlin)) }

// Site is what the authority says of itself.
type Site struct {
	Name      string // "Vielfalt im Regierungsbezirk"
	Authority string // "Bezirksregierung Musterlenne"
	Region    calendar.Region
	// Nav lists the traditions, for menus of filters.
	Traditions []*calendar.Tradition
}

// A Link leads somewhere.
type Link struct {
	Title string
	URL   string
}

// A FeedLink announces a feed or a calendar.
type FeedLink struct {
	Title string
	URL   string
	Type  string // media type
}

// pages holds one value of each page, so that all templates are parsed and
// checked at start.
func pages() []Page {
	return []Page{
		&StartPage{}, &ArticlesPage{}, &ArticlePage{}, &TraditionsPage{}, &TraditionPage{},
		&CalendarPage{}, &MonthPage{}, &YearPage{}, &ObservancePage{}, &SearchPage{},
		&BrochuresPage{}, &BrochurePage{}, &ContactsPage{}, &ContactPage{}, &EventsPage{},
		&EventPage{}, &OffersPage{}, &OfferPage{}, &SubscribePage{}, &TextPage{},
		&ReportPage{}, &ReceiptPage{}, &ErrorPage{},
	}
}
