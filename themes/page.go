package themes

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/search"
)

// A Page is a value that a template shows.
type Page interface {
	// Template is the name of the page's file in a theme, without ".html".
	Template() string
}

// A Part is a page that is shown within another one, without head and foot.
type Part interface {
	Page
	Part()
}

// Base is what all pages have in common.
type Base struct {
	// Title is the page's title; the frame adds the site's name.
	Title string
	// Description is for the authority's search engines and for link previews.
	Description string
	// Section is the route name of the navigation entry that the page belongs
	// to; empty if it belongs to none.
	Section string
	// Path is the page's own address with its query, without a language prefix:
	// "/beitraege?seite=2".
	Path string
	// Canonical is the absolute address; empty on pages that must not be
	// indexed.
	Canonical string
	// Narrowed says that Path has a query: the page is a part or a view of
	// another one.
	Narrowed bool
	// Feeds are linked in the head and on the page.
	Feeds []FeedLink
	// Trail is the path from the start page to this page, without either.
	Trail []Link
	// Degraded says that another index answered this page's search, because the
	// search engine is away.
	Degraded bool
	// Meant links from an empty list to the one that was perhaps meant; nil if
	// none is similar.
	Meant *Link
	// Incomplete says how far the index behind this page's search has come; nil
	// unless something visible may be missing.
	Incomplete *search.Standing
	// Over says that more was found than search.MaxResults, of which this page's list
	// has those that fit best.
	Over bool
	// Now is the moment of viewing.
	Now time.Time
	// Site is the same on all pages.
	Site Site
	// Desk is set on pages of somebody who is signed in; nil for readers.
	Desk *Desk
	// Banner is set on a page that shows editors what is not published.
	Banner *Banner
}

// Navigation returns to which entry of the navigation the page belongs, and the
// page's address without a language.
func (b *Base) Navigation() (section, path string) { return b.Section, b.Path }

// navigationMore lists the routes that the navigation has under "Mehr" and the
// foot of each page has again.
func navigationMore() []string { return []string{"events", "brochures", "offers", "subscribe"} }

// A navEntry is an entry of the navigation; Current is what aria-current says of
// it, empty if the page does not belong to it.
type navEntry struct{ Route, Current string }

// Today returns the civil day of viewing in Berlin.
func (b *Base) Today() calendar.Date { return calendar.DateOf(b.Now.In(calendar.Berlin)) }

// Site is what the authority says about itself.
type Site struct {
	Name      string // "Vielfalt im Regierungsbezirk"
	Authority string // "Bezirksregierung Musterlenne"
	Region    calendar.Region
	// Demo says that what is shown was invented to show the program.
	Demo bool
	// Traditions are those offered in filter menus.
	Traditions []*calendar.Tradition
}

// Desk is what the head of personal pages says of whoever is signed in.
type Desk struct {
	Name    string
	Roles   []content.RoleName
	Waiting int // how many articles wait for this person
}

// A Link leads somewhere.
type Link struct {
	Title string
	URL   string
}

// A FeedLink links to a feed or a calendar.
type FeedLink struct {
	Title string
	URL   string
	Type  string // media type
}

// pages returns one value of each page, so that all templates are parsed and
// checked at start.
func pages() []Page {
	return []Page{
		&StartPage{}, &ArticlesPage{}, &ArticlePage{}, &TraditionsPage{}, &TraditionPage{},
		&CalendarPage{}, &DayPage{}, &MonthPage{}, &YearPage{}, &ObservancePage{}, &SearchPage{},
		&BrochuresPage{}, &BrochurePage{}, &ContactsPage{}, &ContactPage{}, &EventsPage{},
		&EventPage{}, &OffersPage{}, &OfferPage{}, &SubscribePage{}, &TextPage{},
		&ReportPage{}, &ReceiptPage{}, &ErrorPage{}, &DateCheckPage{}, &EmbedPage{}, &EmbeddedPart{},
		&DeskBoardPage{}, &DeskListPage{}, &DeskNewPage{}, &DeskEditorPage{}, &DeskVersionsPage{},
		&DeskVersionPage{}, &DeskComparisonPage{}, &DeskApprovalPage{}, &DeskCommentsPage{}, &DeskEditionsPage{},
		&DeskConfirmPage{}, &DeskConflictPage{}, &DeskParkedPage{}, &DeskPicturesPage{}, &DeskTitlePage{}, &DeskLostPage{}, &DeskPlanPart{}, &DeskFoundPart{},
		&SignInPage{}, &DeniedPage{}, &SetupPage{}, &AccountPage{},
	}
}
