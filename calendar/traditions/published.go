package traditions

import (
	"strings"
	"time"

	"vielfalt/calendar"
)

// A lister lets the published days of an observance decide where they cover a
// year, and its rule elsewhere.
type lister func(slug string, r calendar.Rule) calendar.Rule

// published looks the days up in the lists below.
func published(slug string, r calendar.Rule) calendar.Rule {
	l, ok := publishedDays[slug]
	if !ok {
		return r
	}
	return printed{listed(l.first, l.days), r}
}

// printed lets a list decide the day. If nobody is bound by it, it is one almanac
// more: its days are computed, and the bounds are those of the rule, widened to
// take in the day of the list. If a body announced it, others may still keep the
// day of the rule.
type printed struct {
	list calendar.List
	rule calendar.Rule
}

// Dates implements [calendar.Rule].
func (p printed) Dates(from, to calendar.Date) []calendar.Occurrence {
	// A day of the list may lie beyond an edge of the range, and the rule's day
	// within, or the reverse.
	const apart = 40
	out := p.list.Else(p.rule).Dates(from, to)
	for i := range out {
		k := &out[i]
		if k.Checked == 0 {
			continue // the rule's
		}
		k.Earliest, k.Latest = k.First, k.First
		for _, r := range p.rule.Dates(k.First-apart, k.First+apart) {
			if r.Year != k.Year {
				continue
			}
			if k.Certainty == calendar.Announced {
				r.Earliest, r.Latest = r.First, r.First
			}
			k.Earliest, k.Latest = min(k.First, r.Earliest), max(k.First, r.Latest)
		}
		if k.Certainty != calendar.Announced {
			k.Certainty, k.Cause = calendar.Computed, calendar.Almanac
		} else if k.Earliest != k.Latest {
			k.Cause = calendar.Almanac
		}
	}
	return out
}

// Limits implements [calendar.Rule].
func (p printed) Limits() (first, last calendar.Date) { return p.rule.Limits() }

// checked is the day on which the lists were last compared with their sources.
var checked = calendar.NewDate(2026, time.November, 26)

// listed returns a list of one day a year, written as month and day, from a
// given year on.
func listed(first int, days string) calendar.List {
	list := calendar.List{Checked: checked}
	for i, day := range strings.Fields(days) {
		d, err := time.Parse("01-02", day)
		if err != nil {
			panic(err) // cannot happen: the lists below are tested
		}
		list.Days = append(list.Days, calendar.NewDate(first+i, d.Month(), d.Day()))
	}
	return list
}

// announced returns a list of the days that a body announced.
func announced(by string, first int, days string) calendar.List {
	list := listed(first, days)
	list.Certainty, list.By = calendar.Announced, by
	return list
}

// differs marks the days of a rule as computed: for a cause, they may be kept
// so many days earlier or later.
type differs struct {
	calendar.Rule
	before, after calendar.Date
	cause         calendar.Cause
}

// Dates implements [calendar.Rule].
func (r differs) Dates(from, to calendar.Date) []calendar.Occurrence {
	out := r.Rule.Dates(from, to)
	for i := range out {
		k := &out[i]
		k.Certainty, k.Cause = calendar.Computed, r.cause
		k.Earliest, k.Latest = k.First-r.before, k.First+r.after
	}
	return out
}

// publishedDays holds the days from timeanddate.com's lists for India, 2015 to
// 2035. They decide, although nobody is bound by them, because they show which
// of several almanacs is usual; in a few years the rule differs by a day. Chhath
// of 2025 is the day on which it was kept, 27 October, and not the one after, as
// there (Delhi's holiday; Zee News, 28 October 2025). For Onam the list is that of the library vacanza/holidays, after the same site;
// for Thaipusam the days are those of the Malaysian states, after the library.
var publishedDays = map[string]struct {
	first int
	days  string
}{
	"vasant-panchami":     {2015, "01-24 02-12 02-01 01-22 02-09 01-29 02-16 02-05 01-26 02-14 02-02 01-23 02-11 01-31 01-19 02-07 01-27 02-15 02-04 01-24 02-12"},
	"maha-shivaratri":     {2015, "02-17 03-07 02-24 02-13 03-04 02-21 03-11 03-01 02-18 03-08 02-26 02-15 03-06 02-23 02-11 03-02 02-20 03-10 02-27 02-17 03-08"},
	"holika-dahan":        {2015, "03-05 03-23 03-12 03-01 03-20 03-09 03-28 03-17 03-07 03-24 03-13 03-03 03-21 03-10 02-28 03-19 03-08 03-26 03-15 03-04 03-23"},
	"holi":                {2015, "03-06 03-24 03-13 03-02 03-21 03-10 03-29 03-18 03-08 03-25 03-14 03-04 03-22 03-11 03-01 03-20 03-09 03-27 03-16 03-05 03-24"},
	"ugadi":               {2015, "03-21 04-08 03-28 03-18 04-06 03-25 04-13 04-02 03-22 04-09 03-30 03-19 04-07 03-27 04-14 04-03 03-24 04-11 03-31 03-21 04-09"},
	"ram-navami":          {2015, "03-28 04-15 04-04 03-25 04-13 04-02 04-21 04-10 03-30 04-17 04-06 03-26 04-15 04-03 04-22 04-12 04-01 04-19 04-07 03-28 04-16"},
	"hanuman-jayanti":     {2015, "04-04 04-22 04-11 03-31 04-19 04-08 04-27 04-16 04-06 04-23 04-12 04-02 04-20 04-09 04-28 04-18 04-07 04-25 04-14 04-03 04-22"},
	"puthandu":            {2015, "04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14"},
	"ratha-yatra":         {2015, "07-18 07-06 06-25 07-14 07-04 06-23 07-12 07-01 06-20 07-07 06-27 07-16 07-05 06-24 07-13 07-02 06-22 07-09 06-28 07-17 07-07"},
	"guru-purnima":        {2015, "07-31 07-19 07-09 07-27 07-16 07-05 07-24 07-13 07-03 07-21 07-10 07-29 07-18 07-06 07-25 07-15 07-04 07-22 07-12 07-31 07-20"},
	"raksha-bandhan":      {2015, "08-29 08-18 08-07 08-26 08-15 08-03 08-22 08-11 08-30 08-19 08-09 08-28 08-17 08-05 08-23 08-13 08-02 08-20 08-10 08-29 08-18"},
	"krishna-janmashtami": {2015, "09-05 08-25 08-15 09-03 08-24 08-12 08-30 08-19 09-07 08-26 08-16 09-04 08-25 08-13 09-01 08-21 08-10 08-28 08-17 09-06 08-26"},
	"ganesh-chaturthi":    {2015, "09-17 09-05 08-25 09-13 09-02 08-22 09-10 08-31 09-19 09-07 08-27 09-14 09-04 08-23 09-11 09-01 09-20 09-08 08-28 09-16 09-05"},
	"navaratri-beginn":    {2015, "10-13 10-01 09-21 10-10 09-29 10-17 10-07 09-26 10-15 10-03 09-22 10-11 09-30 09-19 10-08 09-28 10-17 10-05 09-24 10-13 10-02"},
	"dussehra":            {2015, "10-22 10-11 09-30 10-19 10-08 10-25 10-15 10-05 10-24 10-12 10-02 10-20 10-09 09-27 10-16 10-06 10-25 10-14 10-03 10-22 10-11"},
	"karva-chauth":        {2015, "10-30 10-19 10-08 10-27 10-17 11-04 10-24 10-13 11-01 10-20 10-10 10-29 10-18 10-07 10-26 10-15 11-02 10-21 10-11 10-30 10-20"},
	"diwali":              {2015, "11-11 10-30 10-19 11-07 10-27 11-14 11-04 10-24 11-12 10-31 10-20 11-08 10-29 10-17 11-05 10-26 11-14 11-02 10-22 11-10 10-30"},
	"govardhan-puja":      {2015, "11-12 10-31 10-20 11-08 10-28 11-15 11-05 10-25 11-13 11-02 10-22 11-10 10-30 10-18 11-06 10-27 11-15 11-03 10-23 11-11 10-31"},
	"chhath-puja":         {2015, "11-17 11-06 10-26 11-13 11-02 11-20 11-10 10-30 11-19 11-07 10-27 11-15 11-04 10-23 11-11 11-01 11-20 11-09 10-29 11-17 11-06"},
	"mahavir-jayanti":     {2015, "04-02 04-19 04-09 03-29 04-17 04-06 04-25 04-14 04-04 04-21 04-10 03-31 04-18 04-07 04-26 04-16 04-05 04-23 04-12 04-01 04-20"},
	"mahavira-nirvana":    {2015, "11-11 10-30 10-19 11-07 10-27 11-14 11-04 10-24 11-12 10-31 10-20 11-08 10-29 10-17 11-05 10-26 11-14 11-02 10-22 11-10 10-30"},
	"bandi-chhor-divas":   {2015, "11-11 10-30 10-19 11-07 10-27 11-14 11-04 10-24 11-12 10-31 10-20 11-08 10-29 10-17 11-05 10-26 11-14 11-02 10-22 11-10 10-30"},
	"onam":                {2015, "08-28 09-14 09-04 08-25 09-11 08-31 08-21 09-08 08-29 09-15 09-05 08-26 09-12 09-01 08-22 09-09 08-30 08-20 09-06 08-28 09-14"},
	"thaipusam":           {2015, "02-03 01-24 02-09 01-31 01-21 02-08 01-28 01-18 02-05 01-25 02-11 02-01 01-22"},
	"guru-nanak-gurpurab": {2015, "11-25 11-14 11-04 11-23 11-12 11-30 11-19 11-08 11-27 11-15 11-05 11-24 11-14 11-02 11-21 11-10 11-28 11-17 11-06 11-25 11-15"},
}
