package search

import (
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/profile"
)

// DayItem returns the Item of the document of an observance: its id, which no
// content has, since it has a slash.
func DayItem(id calendar.ID) string { return string(id) }

// DayDocuments returns what an index should know about the days of a calendar: a
// document for each observance, without those that are found as another one and
// those that are shown only on request.
func DayDocuments(c *calendar.Calendar, profiles *profile.Set) []Document {
	var out []Document
	for _, t := range c.Traditions() {
		if t.OnRequest {
			continue
		}
		for i := range t.Observances {
			o := &t.Observances[i]
			if _, twin := c.Observance(o.SameAs); !twin {
				out = append(out, dayDocument(o, c, profiles))
			}
		}
	}
	dropCommon(out)
	return out
}

// mostAlike is of how many days the same may be said for any of them to be found by it.
const mostAlike = 12

// dropCommon drops the sentences that are said of more days, such as those on the law:
// whoever finds all days by them has found none.
func dropCommon(docs []Document) {
	days := map[string]int{}
	said := make([][]string, len(docs))
	for i, d := range docs {
		said[i] = sentences(d.Body)
		for _, s := range slices.Compact(slices.Sorted(slices.Values(said[i]))) {
			days[s]++
		}
	}
	for i := range docs {
		said[i] = slices.DeleteFunc(said[i], func(s string) bool { return days[s] > mostAlike })
		docs[i].Body = strings.Join(said[i], "\n")
	}
}

// sentences cuts a text at the ends of its lines and sentences.
func sentences(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		for s := range strings.SplitAfterSeq(strings.TrimSpace(line), ". ") {
			if s = strings.TrimSpace(s); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

func dayDocument(o *calendar.Observance, c *calendar.Calendar, profiles *profile.Set) Document {
	d := Document{
		ID: strings.ReplaceAll(string(o.ID), "/", "_"), Item: DayItem(o.ID), Type: content.TypeDay, Title: o.Name.German,
		Traditions: []string{o.ID.Tradition()},
	}
	for _, one := range append([]*calendar.Observance{o}, c.TwinsOf(o.ID)...) {
		for _, n := range profiles.NamesOf(one) {
			if !slices.Contains(d.Names, n.Text) && n.Text != d.Title {
				d.Names = append(d.Names, n.Text)
			}
		}
		if p, ok := profiles.Of(one.ID); ok {
			d.Tags = append(d.Tags, p.Searched...)
			d.Body = join(d.Body, profiles.Told(p))
		}
	}
	return d
}
