package themes

import (
	"html/template"
	"net/url"
	"path"
	"strings"
	"time"

	"vielfalt/calendar"
)

// SubscribePage explains the feeds, and builds the address of a subscription.
type SubscribePage struct {
	Base
	Form SubscribeForm
	// Chosen is what was asked for; nil until the form is sent.
	Chosen *Subscription
	Help   []FeedHelp
	// Clients are the programs, and Hours how often our calendars ask to be
	// fetched again.
	Clients []Client
	Hours   int
}

// Template implements Page.
func (*SubscribePage) Template() string { return "subscribe" }

// A FeedHelp explains one feed on the subscription page.
type FeedHelp struct {
	Title       string
	Explanation string
	Links       []FeedLink
}

// A SubscribeForm asks what, which and where.
type SubscribeForm struct {
	Feeds []Choice
	// Traditions narrow every feed, and so do Others, which are shown on request
	// alone; Days those of days, Items all others. Switches are parameters by
	// which a calendar of days holds more; their value is the name.
	Traditions  Filter
	Others      Filter
	Days, Items []Filter
	Switches    []Choice
	Alarms      []Choice // when a calendar reminds
	Text        string   // that entries must hold; offered only if there is one
	Programs    []Choice
}

// A Subscription is what there is to know of what was chosen.
type Subscription struct {
	Title       string
	Explanation string
	Words       string // what it holds
	Calendar    bool   // it is a calendar, not a feed
	// Ignored is what was chosen and the feed does not know. Without is the
	// address of the page without it, AsDays that of the calendar, which knows
	// it; empty if that does not help.
	Ignored         []string
	Without, AsDays string
	Link            FeedLink
	Address         string       // absolute
	Webcal          template.URL // opens the calendar program; empty for feeds
	Code            Code
	Formats         []FeedLink // the same in other formats
	Client          Client
	Programs        []Choice
	// Elsewhere is the address of the page for a program that can read it; empty
	// if the chosen one can.
	Elsewhere string
	Arrivals  []Arrival
	// PerYear is how many entries there are in the year to come, or if Past is
	// set there were in the year before.
	PerYear int
	Past    bool
	Meant   *Link // if there are no entries: the one that was perhaps meant
}

// A Client is a program in which people read what they subscribe to.
type Client struct {
	Name  string
	Steps []string // empty if the program cannot read it
	Often string   // how often it asks
	Reach string   // from where
}

// An Arrival is an entry of a subscription.
type Arrival struct {
	Title, Lang string
	// First and Last are its days; Last is 0 if it only has one on which it
	// appears.
	First, Last calendar.Date
	At          time.Time // when it begins; zero if that is a day
}

// A Code is a QR code. The zero value is none.
type Code struct {
	Side   int    // of the drawing, in modules
	Pixels int    // how large it is shown
	Path   string // what is dark, as SVG writes it
}

// Selection returns the query by which the page on subscribing asks for what a
// feed is narrowed to; empty if it holds everything.
func (l FeedLink) Selection() template.URL {
	u, err := url.Parse(l.URL)
	dir, name := path.Split(strings.TrimSuffix(u.EscapedPath(), path.Ext(u.Path)))
	if err != nil || u.RawQuery == "" || path.Base(dir) != "feeds" {
		return ""
	}
	return template.URL("feed=" + name + "&" + u.RawQuery) //nolint:gosec // a query of ours
}
