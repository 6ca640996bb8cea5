package themes

import (
	"slices"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/profile"
)

// ObservancePage shows an observance with its dates.
type ObservancePage struct {
	Base
	Observance *calendar.Observance
	Tradition  *calendar.Tradition
	Box        DateBox
	// Conventions are those by which the Others in Rows are reckoned.
	Conventions []calendar.Convention
	Rows        []DateRow
	// Spellings are other names, except those that differ only in diacritics.
	Spellings []string
	// Unsure says that some certainties in Rows are not "fixed".
	Unsure  bool
	Article *content.Article
	// Profile explains the day; nil if there is none yet.
	Profile *profile.Profile
	// Holiday are the Länder in which it is a public holiday, Everywhere if that
	// is all of them. Formerly says that it once was one at home.
	Holiday    []Holiday
	Everywhere bool
	Formerly   string
	// Related are observances that keep the same thing on other days, or that
	// are easily confused with it.
	Related []Kept
}

// An Original is a name of a day in languages of those who keep it, the first of
// which Langs begins with.
type Original struct {
	Text  string
	Langs []string
}

// Originals returns the names of the day in the languages of those who keep it, in
// the order of its profile: no language stands for all.
func (p *ObservancePage) Originals() []Original {
	var out []Original
	add := func(text, lang string) {
		i := slices.IndexFunc(out, func(o Original) bool { return o.Text == text })
		switch {
		case i < 0:
			out = append(out, Original{text, []string{lang}})
		case !slices.Contains(out[i].Langs, lang):
			out[i].Langs = append(out[i].Langs, lang)
		}
	}
	if p.Profile != nil {
		for _, n := range p.Profile.Names {
			add(n.Text, n.Lang)
		}
	}
	name := p.Observance.Name
	if name.Original != "" && !slices.ContainsFunc(out, func(o Original) bool { return slices.Contains(o.Langs, name.OriginalLang) }) {
		out = slices.Insert(out, 0, Original{name.Original, []string{name.OriginalLang}})
	}
	return out
}

// A Holiday is a public holiday of a Land.
type Holiday struct {
	Land string // in the page's language; with where it is one, if not everywhere
	Act  string // that makes it one, in German
}

// OfCommunity reports whether there is a community whose day it is, and who
// could review what is said of it.
func (p *ObservancePage) OfCommunity() bool { return OfCommunity(p.Tradition.ID) }

// Away returns what rules say of being away on the day, in the house's own Land
// or in others.
func (p *ObservancePage) Away(home bool) []profile.Absence {
	var out []profile.Absence
	for _, a := range p.Profile.Absence {
		if (a.Land == p.Site.Region.Land) == home {
			out = append(out, a)
		}
	}
	return out
}

// Review says who has checked the page's text.
func (p *ObservancePage) Review() profile.Review { return p.Profile.Review }

// Kept is an observance with its tradition.
type Kept struct {
	Observance *calendar.Observance
	Tradition  *calendar.Tradition
}

// Template implements Page.
func (*ObservancePage) Template() string { return "observance" }

// A DateBox says when an observance is next kept, and how sure that is.
type DateBox struct {
	Observance *calendar.Observance
	Tradition  *calendar.Tradition
	Next       *calendar.Occurrence // nil if no date is known
	N          int                  // the day of Next that today is, if it is one
	Was        *calendar.Occurrence // the last one, if it is known that there will be no other
	Convention *calendar.Convention // nil if there is only one
}

// A DateRow is a Gregorian year with one occurrence of an observance, by several
// conventions. A year with two occurrences has two rows.
type DateRow struct {
	Year int
	// Occurrence is by the convention in use; nil if the observance is not kept
	// in the year, or if that is not known.
	Occurrence *calendar.Occurrence
	Known      bool
	Others     []string // by the other conventions, in the page's language
	// File is the address of the occurrence as a calendar file.
	File string
}
