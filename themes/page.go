package themes

import (
	"html/template"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/sky"
	"vielfalt/content"
	"vielfalt/content/profile"
	"vielfalt/search"
)

// A Page is a value that a template shows.
type Page interface {
	// Template is the name of the page's file in a theme, without ".html".
	Template() string
	base() *Base
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

func (b *Base) base() *Base { return b }

// Today returns the civil day of viewing in Berlin.
func (b *Base) Today() calendar.Date { return calendar.DateOf(b.Now.In(calendar.Berlin)) }

// Site is what the authority says of itself.
type Site struct {
	Name      string // "Vielfalt im Regierungsbezirk"
	Authority string // "Bezirksregierung Musterlenne"
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

// A Choice is a value of a filter.
type Choice struct {
	Title  string
	Value  string
	URL    string // of the page with the value chosen, or dropped if it is chosen
	N      int    // how many results; 0 where nothing is counted
	Chosen bool
}

// A Filter is a group of choices.
type Filter struct {
	Title   string
	Name    string // of the query parameter
	Choices []Choice
}

// A WrongFilter is a filter, or a value of one, that an address has and that is
// not known, with what is.
type WrongFilter struct {
	Name, Value string // an empty value: the filter itself is not known
	Nearest     *Link  // nil where nothing is like it
	Known       []Link
}

// A Pager leads through a long list.
type Pager struct {
	Page, Pages    int
	Total          int
	Previous, Next string // addresses; empty at the ends
}

// A Day is a civil day with what is kept on it.
type Day struct {
	Date    calendar.Date
	Entries []Entry
	Outside bool // belongs to the month before or after
	Today   bool
}

// An Entry is an occurrence on one of its days.
type Entry struct {
	calendar.Occurrence
	// N is which day of the occurrence it is, from 1; 0 for the eve, the civil
	// day on whose evening it begins.
	N int
	// Sunset is the moment at which the occurrence begins on the eve or ends on
	// the last day, where the day is today and the tradition's days end with
	// the sun; and Past says that it has gone by. Zero otherwise.
	Sunset time.Time
	Past   bool
	// Article is the address of a visible article on it; empty if there is none.
	Article string
}

// The pages.
type (
	// StartPage is the first page.
	StartPage struct {
		Base
		TodaysEntries []Entry
		Next          []Entry
		Articles      []*content.Article
		Events        []*content.Event
		Brochures     []*content.Brochure
	}

	// ArticlesPage lists articles.
	ArticlesPage struct {
		Base
		Articles []*content.Article
		Filters  []Filter
		Pager    Pager
		// Chosen says in words what the filters hold; empty where they hold all.
		Chosen string
	}

	// ArticlePage shows one article.
	ArticlePage struct {
		Base
		Article *content.Article
		Text    content.Text
		HTML    template.HTML
		Sources []template.HTML
		// Languages are the other languages the text is in.
		Languages []Choice
		// Boxes say when the observances are kept.
		Boxes     []DateBox
		Contacts  []*content.Contact
		Brochures []*content.Brochure
		// Minutes is the reading time, at least 1.
		Minutes int
	}

	// TraditionsPage lists the traditions.
	TraditionsPage struct {
		Base
		Traditions []TraditionSummary
	}

	// TraditionPage shows one tradition.
	TraditionPage struct {
		Base
		Tradition *calendar.Tradition
		// Convention is the one in use, where there are several.
		Convention *calendar.Convention
		Entries    []Entry // of the coming twelve months
		Articles   []*content.Article
	}

	// CalendarPage lists what is kept from today on.
	CalendarPage struct {
		Base
		Days     []Day // those with entries
		From, To calendar.Date
		Filters  []Filter
		Years    []Link
		Months   []Link
	}

	// MonthPage shows a month as a table and as a list.
	MonthPage struct {
		Base
		Year           int
		Month          time.Month
		Weeks          [][]Day
		Days           []Day // those of the month with entries
		Previous, Next Link
		Sheets         []Link // to print
		Filters        []Filter
		// Phases are those of the moon in the month, and Sun says how long the
		// days are at the authority's seat: on the first, on two days between
		// and on the last.
		Phases []sky.MoonPhase
		Sun    []SunDay
	}

	// YearPage shows a year at a glance.
	YearPage struct {
		Base
		Year           int
		Months         []MonthSummary
		Previous, Next Link
		Sheets         []Link // to print
		Filters        []Filter
	}

	// ObservancePage shows an observance with its dates.
	ObservancePage struct {
		Base
		Observance *calendar.Observance
		Tradition  *calendar.Tradition
		Box        DateBox
		// Conventions heads the columns of Rows; empty where there is one way.
		Conventions []calendar.Convention
		Rows        []DateRow
		// Spellings are other names, without those that differ in marks only.
		Spellings []string
		// Unsure says that the certainties in Rows differ from "fixed".
		Unsure  bool
		Article *content.Article
		// Record says what the day is; nil where there is none yet.
		Profile *profile.Profile
	}

	// SearchPage shows the results of a search.
	SearchPage struct {
		Base
		Query    string
		Searched bool
		// Days are the observances whose name was searched for.
		Days       []DateBox
		Results    []Result
		Pager      Pager
		Filters    []Filter
		DidYouMean *Link
	}

	// BrochuresPage lists brochures.
	BrochuresPage struct {
		Base
		Brochures []*content.Brochure
		Pager     Pager
	}

	// BrochurePage shows a brochure with the text of its pages.
	BrochurePage struct {
		Base
		Brochure *content.Brochure
		HTML     template.HTML
		PDF      string // address; empty where there is no file
		Cover    string
		Contacts []*content.Contact
	}

	// ContactsPage lists contacts by Dezernat.
	ContactsPage struct {
		Base
		Groups  []ContactGroup
		Filters []Filter
		Total   int
	}

	// ContactPage shows one contact.
	ContactPage struct {
		Base
		Contact  *content.Contact
		HTML     template.HTML
		Articles []*content.Article
	}

	// EventsPage lists events.
	EventsPage struct {
		Base
		Upcoming, Past []*content.Event
		Pager          Pager // of the past ones
	}

	// EventPage shows one event.
	EventPage struct {
		Base
		Event    *content.Event
		HTML     template.HTML
		ICS      string
		Kept     []Entry // what is kept on its days
		Contacts []*content.Contact
	}

	// OffersPage lists volunteering offers.
	OffersPage struct {
		Base
		Offers  []*content.Offer
		Filters []Filter
		Pager   Pager
	}

	// OfferPage shows one volunteering offer.
	OfferPage struct {
		Base
		Offer    *content.Offer
		HTML     template.HTML
		Contacts []*content.Contact
	}

	// SubscribePage explains the feeds and builds addresses.
	SubscribePage struct {
		Base
		Help    []FeedHelp
		Builder FeedBuilder
	}

	// TextPage shows one of the fixed texts: imprint, privacy, accessibility,
	// plain language, sign language.
	TextPage struct {
		Base
		Lang string // of the text, where it differs from the interface's
		HTML template.HTML
	}

	// ReportPage is the form by which readers report a barrier or a gap.
	ReportPage struct {
		Base
		Kind     content.ReportKind
		Action   string // address the form is sent to
		Report   content.Report
		Problems []FieldProblem
		Sent     bool
		Deadline calendar.Date // for the answer, once sent
		Receipt  string        // by which to read it, shown once
		Where    string        // the whole address to read it at
		Unsent   Unsent
		Kept     Kept
	}

	// ReceiptPage is where who has sent a report reads the answer.
	ReceiptPage struct {
		Base
		Action   string // address the form is sent to
		Number   string // as it was typed
		Problems []FieldProblem
		Unsent   Unsent
		Report   *content.Report // nil until one is found; without what the reader wrote
		Deadline calendar.Date   // for the answer, while there is none
		Gone     calendar.Date   // when it is deleted, once there is one
		Kept     Kept
	}

	// ErrorPage says what went wrong and what to do.
	ErrorPage struct {
		Base
		Status    int
		Key       string // of the message: "error.404"
		RequestID string // for 500 only
		// Wrong says which filter the address has that is not known; nil where that
		// is not what is wrong.
		Wrong *WrongFilter
	}
)

// A DateBox says when an observance is kept next, and how sure that is.
type DateBox struct {
	Observance *calendar.Observance
	Tradition  *calendar.Tradition
	Next       *calendar.Occurrence // nil where no date is known
	Convention *calendar.Convention // nil where there is one way
}

// A TraditionSummary is a tradition in the list of all.
type TraditionSummary struct {
	*calendar.Tradition
	Next     *Entry
	Articles int
}

// A MonthSummary is a month in the view of a year.
type MonthSummary struct {
	Month   time.Month
	Link    string
	Entries []Entry // those that begin in it
}

// A SunDay is when the sun rises and sets.
type SunDay struct {
	Date          calendar.Date
	Rise, Set     time.Time
	Hours, Minute int // length of daylight
}

// A DateRow is a Gregorian year with one keeping of an observance, by several
// conventions. A year with two keepings has two rows.
type DateRow struct {
	Year int
	// Occurrence is by the convention in use; nil where the observance is not
	// kept in the year, or where that is not known.
	Occurrence *calendar.Occurrence
	Known      bool
	Others     []string // by the other conventions, in the page's language
	// File is the address of the keeping as a calendar file.
	File string
}

// A ContactGroup is a Dezernat with its contacts.
type ContactGroup struct {
	Dezernat string
	Contacts []*content.Contact
}

// A Result is a hit, ready to be shown.
type Result struct {
	search.Hit
	URL     string
	TextURL string // the page of a brochure as text, where URL opens the file
	Item    *content.Item
	Contact *content.Contact // for contacts only
	Event   *content.Event   // for events only
}

// A FeedHelp explains one feed on the page on subscribing.
type FeedHelp struct {
	Title       string
	Explanation string
	Links       []FeedLink
}

// A FeedBuilder is the form that makes the address of a filtered feed.
type FeedBuilder struct {
	Kind       string // "beitraege" or "kalender"
	Traditions []Choice
	// Dezernate and Tags narrow articles, Days the calendar: kinds and
	// certainties, as its pages offer them.
	Dezernate []Choice
	Tags      []Choice
	Days      []Filter
	Eve       bool
	Built     []FeedLink // the addresses made; empty before the form is sent
	Words     string     // what they hold
}

// Unsent says why what a form sent was not taken, though nothing is wrong with
// it. Key is that of a message, "report.limited", and empty if it was; Wait is
// after how many minutes to try again, where that is known.
type Unsent struct {
	Key  string
	Wait int
}

// Kept is for how many days things are kept: reports after the answer, and
// backups, which are 0 where there are none.
type Kept struct{ Answer, Backups int }

// A FieldProblem is something wrong with a field of a form.
type FieldProblem struct {
	Field string
	Key   string // message key
}

// The names of the templates, as Page asks for them.
func (*StartPage) Template() string      { return "start" }
func (*ArticlesPage) Template() string   { return "articles" }
func (*ArticlePage) Template() string    { return "article" }
func (*TraditionsPage) Template() string { return "traditions" }
func (*TraditionPage) Template() string  { return "tradition" }
func (*CalendarPage) Template() string   { return "calendar" }
func (*MonthPage) Template() string      { return "month" }
func (*YearPage) Template() string       { return "year" }
func (*ObservancePage) Template() string { return "observance" }
func (*SearchPage) Template() string     { return "search" }
func (*BrochuresPage) Template() string  { return "brochures" }
func (*BrochurePage) Template() string   { return "brochure" }
func (*ContactsPage) Template() string   { return "contacts" }
func (*ContactPage) Template() string    { return "contact" }
func (*EventsPage) Template() string     { return "events" }
func (*EventPage) Template() string      { return "event" }
func (*OffersPage) Template() string     { return "offers" }
func (*OfferPage) Template() string      { return "offer" }
func (*SubscribePage) Template() string  { return "subscribe" }
func (*TextPage) Template() string       { return "text" }
func (*ReportPage) Template() string     { return "report" }
func (*ReceiptPage) Template() string    { return "receipt" }
func (*ErrorPage) Template() string      { return "error" }

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
