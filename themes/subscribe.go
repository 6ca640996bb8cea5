package themes

// SubscribePage explains the feeds and builds addresses.
type SubscribePage struct {
	Base
	Help    []FeedHelp
	Builder FeedBuilder
}

// Template implements Page.
func (*SubscribePage) Template() string { return "subscribe" }

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
