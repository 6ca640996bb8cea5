package themes

import (
	"net/url"
	"slices"

	"vielfalt/calendar"
	"vielfalt/content/datecheck"
	"vielfalt/content/profile"
)

// DateCheckPage asks what somebody plans, and says whether its days are all
// right.
type DateCheckPage struct {
	Base
	Heading  string // the title without the mark of an error
	Action   string // address the form is sent to
	Form     datecheck.Form
	Problems []datecheck.FieldError
	// Kinds and Laender are what the form offers.
	Kinds, Laender []Choice
	Asked          Asked
	Days           []datecheck.Day // none before something is asked
	// Sentences say the answer for a single day in either language, to be copied.
	Sentences []Sentence
	// Several is set for more than one date, and Series if these are dates of
	// their own rather than days of one event.
	Several, Series bool
	// Heavy is how many of several days need consideration or another day, and
	// Worst the one that weighs most.
	Heavy int
	Worst datecheck.Day
	// ICS is the address of the free dates of a series; empty if there are none.
	ICS string
	// File is what is told of a file that was sent; nil if none was. ICSText is
	// the calendar that was typed.
	File    *CheckedFile
	ICSText string
	// Others returns the address of the same question for another day.
	Others func(calendar.Date) string
}

// Template implements Page.
func (*DateCheckPage) Template() string { return "datecheck" }

// On returns the address of the same question for another day.
func (p *DateCheckPage) On(d calendar.Date) string { return p.Others(d) }

// Near returns the address of the question that an answer is one of, on its own
// or on another day: with the hours of an entry of a file.
func (p *DateCheckPage) Near(of datecheck.Day, d calendar.Date) string {
	if p.File == nil {
		return p.Others(d)
	}
	return p.Action + "?" + Query(datecheck.Form{Date: d.String(), Start: of.Start, End: of.End, Kinds: p.Form.Kinds, Laender: p.Form.Laender}).Encode()
}

// Span returns the last day of what was asked for if it began on another day.
func (p *DateCheckPage) Span(first calendar.Date) calendar.Date {
	return first + p.Days[len(p.Days)-1].Date - p.Days[0].Date
}

// HeavyDays returns those of several days that need consideration or another
// day.
func (p *DateCheckPage) HeavyDays() []datecheck.Day {
	return slices.DeleteFunc(slices.Clone(p.Days), func(d datecheck.Day) bool { return d.Level < datecheck.Care })
}

// Folded splits findings into those to be seen at once and the rest: all that
// weigh, and up to three hints.
func (p *DateCheckPage) Folded(all []datecheck.Finding) (out [2][]datecheck.Finding) {
	const hints = 3
	n := 0
	for _, f := range all {
		shown := f.Level >= datecheck.Care
		if f.Level == datecheck.Hint && n < hints {
			shown = true
			n++
		}
		if shown {
			out[0] = append(out[0], f)
		} else {
			out[1] = append(out[1], f)
		}
	}
	return out
}

// Problem returns what is wrong with a field, in words; empty if nothing is.
func (p *DateCheckPage) Problem(field, lang string) string {
	for _, one := range p.Problems {
		if one.Field == field {
			return one.Problem.In(lang)
		}
	}
	return ""
}

// Over reports whether all days asked for are over.
func (p *DateCheckPage) Over() bool {
	return len(p.Days) > 0 && p.Days[len(p.Days)-1].Date < p.Today()
}

// More reports whether one of the fields is filled in, or wrong, that are seldom
// needed.
func (p *DateCheckPage) More() bool {
	f := p.Form
	return f.To != "" || f.Weeks != "" || f.Months != "" || len(f.Laender) > 1 || len(f.Laender) == 1 && f.Laender[0] != string(p.Site.Region.Land)
}

// checkFields are the fields that problems link to.
var checkFields = []string{"datum", "bis", "von", "ende", "wochen", "monate", "art", "land", "datei"}

// A checkInput is a field of the form.
type checkInput struct {
	Name, Value, Problem string
	Needed               bool
}

// answered is one day with the page that shows it.
type answered struct {
	Page *DateCheckPage
	Day  datecheck.Day
}

// datecheckSpan is a day that is free, or the first and last of several.
type datecheckSpan struct{ First, Last calendar.Date }

// reason returns the finding that weighs most, if any weighs; else the first.
func reason(d datecheck.Day) *datecheck.Finding {
	if len(d.Findings) == 0 || d.Findings[0].Level < datecheck.Hint {
		return nil
	}
	return &d.Findings[0]
}

// holidayReason reports whether the reason of a day is the public holiday that
// makes it no working day.
func holidayReason(d datecheck.Day) bool {
	f := reason(d)
	return f != nil && slices.ContainsFunc(f.Law, func(l datecheck.Law) bool { return l.Status == profile.PublicHoliday && l.Section != "" })
}

// citedIn returns the sources of what a finding says, but for our own words.
func citedIn(f datecheck.Finding) []profile.Source {
	var out []profile.Source
	for _, s := range f.Notes {
		for _, n := range s.Sources {
			one := f.Of.Sources[n-1]
			if one.Title != "" && !slices.ContainsFunc(out, func(o profile.Source) bool { return o.Key == one.Key }) {
				out = append(out, one)
			}
		}
	}
	return out
}

// Asked is what was asked, in words that the answer begins with.
type Asked struct {
	Times string // "9:00–16:00"; empty without times
	Kinds []string
}

// A Sentence is one to copy.
type Sentence struct{ Lang, Text string }

// A CheckedFile says what became of a calendar that was sent.
type CheckedFile struct {
	Entries         int
	Cancelled, Past int
	Refused         []RefusedEntry
	Truncated       bool
}

// A RefusedEntry is an entry of a file that cannot be read.
type RefusedEntry struct{ Title, Why string }

// Query writes a form as parameters.
func Query(f datecheck.Form) url.Values {
	q := url.Values{}
	for name, value := range map[string]string{"datum": f.Date, "bis": f.To, "von": f.Start, "ende": f.End, "wochen": f.Weeks, "monate": f.Months} {
		if value != "" {
			q.Set(name, value)
		}
	}
	for _, k := range f.Kinds {
		q.Add("art", k)
	}
	for _, l := range f.Laender {
		q.Add("land", l)
	}
	return q
}
