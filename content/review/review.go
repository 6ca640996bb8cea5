package review

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/markup"
)

// A Severity says what follows from a finding.
type Severity int

// The severities.
const (
	Hint  Severity = iota // deserves a look
	Error                 // must be put right before the text is sent
)

// A Finding is something that an editor should look at.
type Finding struct {
	Severity Severity
	// Field is what Problems call it: "title", "en.body", "picture".
	Field string
	// Key is a message of themes/locale that says what is wrong and what to do,
	// Args are names and values of its placeholders.
	Key  string
	Args []any
	// Passage is the text it is about; empty if it is about the whole field.
	Passage string
}

// Limits from which texts are hard to use.
const (
	MaxTitle    = 70  // characters
	MaxSummary  = 300 // characters
	MaxSentence = 15  // words, in plain-language German
)

// maxFindings of one kind are reported for one field.
const maxFindings = 20

// Options say what Check cannot know of itself.
type Options struct {
	// Visible reports whether readers find something at a path of this service
	// at a moment; nil if nobody knows.
	Visible func(path string, at time.Time) bool
	// At is when the item next begins to show, and so when its links must lead
	// somewhere.
	At time.Time
	// Begin returns when an observance begins; nil if nobody knows.
	Begin func(calendar.ID) calendar.Begin
}

// Check returns what an editor should look at, errors first.
func Check(r content.Record, o Options) []Finding {
	c := &checker{record: r, options: o}
	it := r.Base()
	c.text("", it.Text)
	for _, t := range it.Translations {
		c.text(t.Lang+".", t)
	}
	c.placeholders("correction", it.Correction)
	c.observance()
	if a, ok := r.(*content.Article); ok {
		c.article(a)
	}
	slices.SortStableFunc(c.found, func(a, b Finding) int { return int(b.Severity) - int(a.Severity) })
	return c.found
}

// merged finds the marks that comparison.Merge puts around what two people changed
// in the same place, of whom somebody has yet to choose.
func (c *checker) merged(field string, lines []string) {
	for _, line := range lines {
		if strings.HasPrefix(line, "<<<<<<< ") || strings.HasPrefix(line, ">>>>>>> ") {
			c.add(Error, field, "check.merged", line)
		}
	}
}

// Stops reports whether any finding is an error.
func Stops(found []Finding) bool {
	return slices.ContainsFunc(found, func(f Finding) bool { return f.Severity == Error })
}

type checker struct {
	record  content.Record
	options Options
	found   []Finding
}

// add adds a finding, unless there are many like it. A passage is one of the
// message's placeholders, too.
func (c *checker) add(s Severity, field, key, passage string, args ...any) {
	n := 0
	for _, f := range c.found {
		if f.Field == field && f.Key == key {
			n++
		}
	}
	if n < maxFindings {
		passage = short(passage)
		c.found = append(c.found, Finding{s, field, key, append(args, "Passage", passage), passage})
	}
}

// maxPassage is how much of a passage is quoted, in characters.
const maxPassage = 120

func short(s string) string {
	if r := []rune(s); len(r) > maxPassage {
		return string(r[:maxPassage]) + " …"
	}
	return s
}

// text checks a text in one language.
func (c *checker) text(prefix string, t content.Text) {
	if n := utf8.RuneCountInString(t.Title); n > MaxTitle {
		c.add(Hint, prefix+"title", "check.title-long", t.Title, "N", n, "Most", MaxTitle)
	}
	if n := utf8.RuneCountInString(t.Summary); n > MaxSummary {
		c.add(Hint, prefix+"summary", "check.summary-long", t.Summary, "N", n, "Most", MaxSummary)
	}
	c.placeholders(prefix+"title", t.Title)
	c.placeholders(prefix+"summary", t.Summary)
	c.placeholders(prefix+"body", t.Body)
	body := prefix + "body"
	c.merged(body, strings.Split(t.Body, "\n"))
	o, err := markup.OutlineOf(t.Body)
	if err != nil {
		return // too long, which is a Problem
	}
	c.headings(body, o)
	c.links(body, o)
	for _, p := range o.Pictures {
		switch {
		case strings.TrimSpace(p.Alt) == "":
			if g, _ := c.record.Base().PictureAt(p.Address); !g.Decorative {
				c.add(Error, body, "check.alt-missing", p.Address)
			}
		case content.NoAlternative(p.Alt, p.Address) != "":
			c.add(Error, body, "check.alt-file", p.Alt)
		}
	}
	for _, s := range markup.LostPictures(t.Body) {
		c.add(Hint, body, "check.picture-lost", s)
	}
	for _, first := range o.Headless {
		c.add(Hint, body, "check.table-head", first)
	}
	for _, s := range o.Unmarked {
		c.add(Hint, body, "check.language-script", s)
	}
	for _, s := range o.Brackets {
		c.add(Hint, body, "check.language-brackets", s)
	}
	if t.Lang == content.PlainGerman {
		for _, s := range append(sentences(t.Summary), sentencesOf(o.Blocks)...) {
			if n := len(words(s)); n > MaxSentence {
				c.add(Hint, body, "check.sentence-long", s, "N", n, "Most", MaxSentence)
			}
		}
	}
}

// headings looks for levels that are skipped. The page has the one of level 1.
func (c *checker) headings(field string, o *markup.Outline) {
	last := 1
	for _, h := range o.Headings {
		level := max(h.Level, 2)
		if level > last+1 {
			c.add(Error, field, "check.heading-order", h.Text, "Level", level, "Want", last+1)
		}
		last = level
	}
}

// vague are texts of links that say nothing on their own.
var vague = regexp.MustCompile(`(?i)^(?:(?:klicken sie |klick |bitte )?hier(?: klicken| entlang)?|dort|mehr(?: (?:lesen|erfahren|dazu|infos?|informationen))?|weiter(?:lesen)?|link|(?:diese(?:r|n|m)? )?(?:link|seite)|details|(?:click )?here|(?:read |learn )?more|this (?:link|page))[.…!:›» >]*$`)

var bare = regexp.MustCompile(`(?i)^(?:https?://|www\.)\S+$`)

func (c *checker) links(field string, o *markup.Outline) {
	for _, l := range o.Links {
		switch {
		case bare.MatchString(l.Text):
			c.add(Hint, field, "check.link-bare", l.Text)
		case vague.MatchString(l.Text):
			c.add(Hint, field, "check.link-vague", l.Text)
		}
		path, _, _ := strings.Cut(l.Address, "#")
		path, _, _ = strings.Cut(path, "?")
		if l.Own && path != "" && c.options.Visible != nil && !c.options.Visible(path, c.options.At) {
			c.add(Error, field, "check.link-broken", l.Address)
		}
	}
}

// placeholders looks for dates where there is none to fill in.
func (c *checker) placeholders(field, s string) {
	publish := c.record.Base().Publish
	for _, p := range content.Placeholders(s) {
		if !publish.ByHoliday() {
			c.add(Error, field, "check.placeholder", p)
		} else if strings.Contains(p, "vorabend") && c.options.Begin != nil && c.options.Begin(publish.Observance) != calendar.Sunset {
			c.add(Hint, field, "check.placeholder-eve", p)
		}
	}
}

// observance looks whether the item is about the holiday it is scheduled by.
func (c *checker) observance() {
	it := c.record.Base()
	if id := it.Publish.Observance; id != "" && !slices.Contains(it.Observances, id) {
		c.add(Hint, "observances", "check.observance", string(id))
	}
}

func (c *checker) article(a *content.Article) {
	if len(a.Sources) == 0 {
		c.add(Hint, "sources", "check.sources", "")
	}
	c.merged("sources", a.Sources)
	switch p := a.Picture; {
	case p.File.Size == 0 || p.Decorative:
	case strings.TrimSpace(p.Alt) == "":
		c.add(Error, "picture", "check.picture-alt", p.Name)
	case content.NoAlternative(p.Alt, p.Name) != "":
		c.add(Error, "picture", "check.alt-file", p.Alt)
	}
}

// String returns the severity for logs and tests.
func (s Severity) String() string {
	switch s {
	case Hint:
		return "hint"
	case Error:
		return "error"
	}
	return fmt.Sprintf("Severity(%d)", int(s))
}
