package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"vielfalt/calendar"
)

// A Type is the kind of something that editors create.
type Type string

// The content types.
const (
	TypeArticle      Type = "article"
	TypeBrochure     Type = "brochure"
	TypeContact      Type = "contact"
	TypeEvent        Type = "event"
	TypeVolunteering Type = "volunteering"
)

// Types of what the calendar is made of in addition to its rules, and of what
// leads a search. They are not types of items, and not among Types; changes name
// them.
const (
	TypeDate Type = "date" // A Confirmation
	TypeDay  Type = "day"  // a Day
	TypeWord Type = "word" // a Word
	TypePin  Type = "pin"  // a Pin
)

// Types lists the content types in the order in which pages offer them.
func Types() []Type {
	var out []Type
	for _, d := range Descriptions() {
		out = append(out, d.Type)
	}
	return out
}

// A State is where an item is in the editors' work.
type State string

// The states. Only approved items have visible editions.
const (
	Draft     State = "draft"
	InReview  State = "in-review"
	Approved  State = "approved"
	Withdrawn State = "withdrawn"
)

// States lists all states.
func States() []State { return []State{Draft, InReview, Approved, Withdrawn} }

// Languages that texts can be in: German, plain-language German, and the other
// language of the interface.
const (
	German       = "de"
	PlainGerman  = "de-simple"
	English      = "en"
	MaxTitle     = 200     // runes
	MaxSummary   = 1000    // runes
	MaxBody      = 200_000 // bytes
	MaxTags      = 30
	MaxPictures  = 40 // in the texts of an item
	MaxTagLength = 60 // runes
)

// Languages lists the languages texts can be in.
func Languages() []string { return []string{German, PlainGerman, English} }

// A Text is a title, a summary and a body in one language.
type Text struct {
	Lang    string `json:"lang"` // one of Languages
	Title   string `json:"title"`
	Summary string `json:"summary,omitempty"` // plain text, one or two sentences; may be empty
	Body    string `json:"body,omitempty"`    // Markdown
}

// An Item is what all content types have in common.
type Item struct {
	// ID is stable: [a-z0-9-], chosen at creation, never changed. Import and
	// the search interface use it.
	ID string `json:"id"`
	// UID is a random UUID from which feed identities are made; it survives
	// export, import and every change of address.
	UID string `json:"uid"`
	// Slug is the last part of the address; the ID until somebody changes it.
	Slug string `json:"slug"`
	Type Type   `json:"type"`
	// Text is the main text, usually German.
	Text
	// Translations are the same text in other languages.
	Translations []Text        `json:"translations,omitempty"`
	Traditions   []string      `json:"traditions,omitempty"`
	Observances  []calendar.ID `json:"observances,omitempty"`
	Dezernat     string        `json:"dezernat,omitempty"` // "36", "11.5"; may be empty
	Tags         []string      `json:"tags,omitempty"`
	// Date is the day the item is about; 0 if there is none.
	Date  calendar.Date `json:"date,omitzero"`
	State State         `json:"state"`
	// Publish says when the item shows.
	Publish Schedule `json:"publish,omitzero"`
	// Pictures are those in the texts, which name them by their address, see
	// Picture.Path. Lists leave them out.
	Pictures []Picture `json:"pictures,omitempty"`
	// Correction is a visible note on what was corrected; usually empty.
	Correction string `json:"correction,omitempty"`
	// Version is the number of this version; 0 means not stored yet. Numbers
	// only increase. Saving with a number other than the stored one is
	// ErrConflict.
	Version int64 `json:"-"`
	// Created and Updated are UTC, whole seconds, set by the store. Updated
	// moves only when something a reader can see has changed.
	Created time.Time `json:"-"`
	Updated time.Time `json:"-"`
	// Choices are what was decided about single editions. The store keeps them
	// apart from the versions.
	Choices []Choice `json:"-"`
	// Current is the edition visible at the moment of reading, and Editions all
	// that had begun by then, newest first. A Reader sets them: Current always,
	// Editions if a single item is shown.
	Current  Edition   `json:"-"`
	Editions []Edition `json:"-"`
}

// Base returns the item itself, so that everything embedding an Item has this
// method of a Record.
func (it *Item) Base() *Item { return it }

var (
	idPattern        = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	uidPattern       = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	traditionPattern = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	dezernatPattern  = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,2})?$`)
)

// ValidID reports whether s can be an item's ID or slug.
func ValidID(s string) bool { return len(s) <= 120 && idPattern.MatchString(s) }

// problems checks what all content types have in common.
func (it *Item) problems(known func(calendar.ID) bool) Problems {
	var p Problems
	if !ValidID(it.ID) {
		p.Add("id", "problem.id", "%q must be small letters, digits and hyphens, at most 120", it.ID)
	}
	if it.Slug != "" && !ValidID(it.Slug) {
		p.Add("slug", "problem.id", "%q must be small letters, digits and hyphens, at most 120", it.Slug)
	}
	if it.UID != "" && !uidPattern.MatchString(it.UID) {
		p.Add("uid", "problem.uid", "%q is not a UUID in small letters", it.UID)
	}
	p = append(p, it.Text.problems("")...)
	seen := []string{it.Lang}
	for _, t := range it.Translations {
		if slices.Contains(seen, t.Lang) {
			p.Add("lang", "problem.lang-twice", "there are two texts in %q", t.Lang)
		}
		seen = append(seen, t.Lang)
		p = append(p, t.problems(t.Lang+".")...)
	}
	for _, t := range it.Traditions {
		if !traditionPattern.MatchString(t) {
			p.Add("traditions", "problem.tradition", "%q is not the name of a tradition", t)
		}
	}
	for _, o := range it.Observances {
		if _, err := calendar.ParseID(string(o)); err != nil {
			p.Add("observances", "problem.observance", "%v", err)
		} else if known != nil && !known(o) {
			p.Add("observances", "problem.observance", "unknown observance %q", o)
		}
	}
	if it.Dezernat != "" && !dezernatPattern.MatchString(it.Dezernat) {
		p.Add("dezernat", "problem.dezernat", "%q is not a number such as 36 or 11.5", it.Dezernat)
	}
	if len(it.Tags) > MaxTags {
		p.Add("tags", "problem.tags", "%d tags are more than %d", len(it.Tags), MaxTags)
	}
	for _, t := range it.Tags {
		if n := utf8.RuneCountInString(t); n == 0 || n > MaxTagLength || !printable(t) {
			p.Add("tags", "problem.tags", "tag %q must be a printable text of at most %d characters", t, MaxTagLength)
		}
	}
	if !slices.Contains(States(), it.State) {
		p.Add("state", "problem.state", "%q is not one of %v", it.State, States())
	}
	if len(it.Pictures) > MaxPictures {
		p.Add("pictures", "problem.pictures", "%d pictures are more than %d", len(it.Pictures), MaxPictures)
	}
	for _, g := range it.Pictures {
		g.problems(&p, "pictures")
	}
	if len(it.Correction) > 2000 || !printable(it.Correction) {
		p.Add("correction", "problem.text", "must be a printable text of at most 2000 bytes")
	}
	return append(p, it.Publish.problems(known)...)
}

func (t Text) problems(prefix string) Problems {
	var p Problems
	if !slices.Contains(Languages(), t.Lang) {
		p.Add(prefix+"lang", "problem.lang", "%q is not one of %v", t.Lang, Languages())
	}
	if strings.TrimSpace(t.Title) == "" {
		p.Add(prefix+"title", "problem.required", "is missing")
	}
	for _, f := range []struct {
		name, value string
		size, limit int
		unit        string
	}{
		{"title", t.Title, utf8.RuneCountInString(t.Title), MaxTitle, "characters"},
		{"summary", t.Summary, utf8.RuneCountInString(t.Summary), MaxSummary, "characters"},
		{"body", t.Body, len(t.Body), MaxBody, "bytes"},
	} {
		if f.size > f.limit {
			p.Add(prefix+f.name, "problem.long", "is longer than %d %s", f.limit, f.unit)
		}
		if !utf8.ValidString(f.value) {
			p.Add(prefix+f.name, "problem.utf8", "is not valid UTF-8")
		} else if !printable(f.value) {
			p.Add(prefix+f.name, "problem.text", "holds control characters")
		}
	}
	return p
}

// printable reports whether s is valid text without control characters other
// than line breaks and tabs.
func printable(s string) bool {
	for _, r := range s {
		if r == utf8.RuneError || unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return false
		}
	}
	return true
}

// TextIn returns the item's text in a language, or the main text and false.
func (it *Item) TextIn(lang string) (Text, bool) {
	if it.Lang == lang {
		return it.Text, true
	}
	for _, t := range it.Translations {
		if t.Lang == lang {
			return t, true
		}
	}
	return it.Text, false
}

// FeedID returns the identity of one edition in feeds: a tag URI (RFC 4151)
// made of the item's UID and the edition's key, so that neither host nor scheme
// nor slug is part of it. Nobody can own the domain.
func (it *Item) FeedID(e Edition) string {
	return fmt.Sprintf("tag:vielfalt.invalid,2026:%s/%s/%s", it.Type, it.UID, e.Key)
}
