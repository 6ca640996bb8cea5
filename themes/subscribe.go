package themes

// SubscribePage explains the feeds and builds their addresses.
type SubscribePage struct {
	Base
	Help    []FeedHelp
	Builder FeedBuilder
}

// Template implements Page.
func (*SubscribePage) Template() string { return "subscribe" }

// A FeedHelp explains one feed on the subscription page.
type FeedHelp struct {
	Title       string
	Explanation string
	Links       []FeedLink
}

// A FeedBuilder is the form that builds the address of a filtered feed.
type FeedBuilder struct {
	Kind       string // "beitraege" or "kalender"
	Traditions []Choice
	// Dezernate and Tags narrow the articles, Days the calendar, by kinds and
	// certainties as its pages offer them.
	Dezernate []Choice
	Tags      []Choice
	Days      []Filter
	Eve       bool
	Span      bool
	Built     []FeedLink // the addresses built; empty until the form is sent
	Words     string     // what they contain
}
