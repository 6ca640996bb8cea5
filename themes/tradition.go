package themes

import (
	"strings"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/profile"
)

// TraditionsPage lists the traditions.
type TraditionsPage struct {
	Base
	Traditions []TraditionSummary
}

// Template implements Page.
func (*TraditionsPage) Template() string { return "traditions" }

// TraditionPage shows one tradition.
type TraditionPage struct {
	Base
	Tradition *calendar.Tradition
	// Intro introduces the tradition; nil if there is no such text.
	Intro *profile.Tradition
	// Related are traditions that it shares something with.
	Related []*calendar.Tradition
	// Convention is the one in use, if there are several.
	Convention *calendar.Convention
	Entries    []Entry // of the coming twelve months
	// Observances are all that have a page of their own, Former those that are
	// known not to be kept any more.
	Observances []*calendar.Observance
	Former      []DateBox
	Articles    []*content.Article
	Contacts    []*content.Contact
}

// OfCommunity reports whether there is a community that could review what is
// said of it.
func (p *TraditionPage) OfCommunity() bool { return OfCommunity(p.Tradition.ID) }

// Review says who has checked the page's introduction.
func (p *TraditionPage) Review() profile.Review { return p.Intro.Review }

// OfCommunity reports whether a tradition is one that people belong to, who could
// review what is said of it, and not the days of causes or those of a law.
func OfCommunity(tradition string) bool {
	return tradition != "civil" && !strings.HasPrefix(tradition, "de-")
}

// soon is how many of the next days stand at the top.
const soon = 5

// Soon returns the days that come next.
func (p *TraditionPage) Soon() []Entry { return p.Entries[:min(soon, len(p.Entries))] }

// Later returns the days after those that come next.
func (p *TraditionPage) Later() []Entry { return p.Entries[min(soon, len(p.Entries)):] }

// Template implements Page.
func (*TraditionPage) Template() string { return "tradition" }

// A TraditionSummary is a tradition in the list of all.
type TraditionSummary struct {
	*calendar.Tradition
	Next     *Entry
	Articles int
}
