package themes

import "vielfalt/content"

// EmbedPage lists what other pages of the house may show in a frame, with the
// code to copy.
type EmbedPage struct {
	Base
	Frames []EmbedFrame
	// Origins are the addresses whose pages may do so; without any, no code is
	// shown.
	Origins []string
}

// Template implements Page.
func (*EmbedPage) Template() string { return "embed" }

// An EmbedFrame is one embeddable page, with the code that shows it.
type EmbedFrame struct {
	ID, Title, Text, URL, Code string
}

// EmbeddedPart is what is shown in the frame: what is kept today, what is kept
// in a week, or articles. It has a small frame of its own in place of the
// site's, and its links leave the one it is shown in.
type EmbeddedPart struct {
	Base
	Lead string // below the title; may be empty
	// Entries are what is kept today, and Eves what begins this evening; Days
	// are those of a week on which something is kept.
	Entries, Eves []Entry
	Days          []CalendarDay
	Running       []Entry // periods that go on
	Articles      []*content.Article
	// None says that there is nothing to show; empty if there is.
	None string
	More Link // the page of the site that says more
}

// Template implements Page.
func (*EmbeddedPart) Template() string { return "embedded" }

// Part implements Part.
func (*EmbeddedPart) Part() {}
