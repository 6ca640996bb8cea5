package sheet

import (
	"fmt"
	"strings"

	"vielfalt/calendar"
	"vielfalt/themes"
)

// The signs beside a name, which the legend explains.
const (
	eveSign       = "☾"
	announcedSign = "°"
	computedSign  = "~"
)

// signs returns the signs of an entry, to be put behind its name: on its first
// day that it begins on the eve, and on each day how sure it is.
func signs(e themes.Entry) string {
	var s string
	if _, eve := e.Eve(); eve && e.N == 1 {
		s += eveSign
	}
	switch e.Certainty {
	case calendar.Announced:
		s += announcedSign
	case calendar.Computed:
		s += computedSign
	}
	if s != "" {
		s = "\u00a0" + s // never at the beginning of a line
	}
	return s
}

// named lists entries for ears.
func (d *document) named(all []themes.Entry) string {
	var out []string
	for _, e := range all {
		out = append(out, d.spelled(e))
	}
	return d.words.T("sheet.further", "N", len(all), "List", strings.Join(out, "; "))
}

// spelled says of an entry in words what eyes see by signs, colour and weight.
func (d *document) spelled(e themes.Entry) string {
	parts := []string{e.Observance.Name.In(d.words.Lang)}
	if e.Length() > 1 {
		if e.N > 1 {
			parts[0] += " (" + d.words.T("entry.day", "N", e.N, "Of", e.Length()) + ")"
		} else {
			parts = append(parts, d.words.Range(e.First, e.Last))
		}
	}
	if e.Observance.Kind == calendar.PublicHoliday {
		return strings.Join(append(parts, d.words.T("kind.public-holiday")), ", ")
	}
	parts = append(parts, d.tradition(e.Observance.ID.Tradition()))
	if e.Weighs() {
		parts = append(parts, d.words.T("weight."+e.Weight))
	}
	if e.Certainty == calendar.Announced || e.Certainty == calendar.Computed {
		parts = append(parts, d.words.T("certainty."+string(e.Certainty)))
	}
	if _, eve := e.Eve(); eve && e.N == 1 {
		parts = append(parts, d.words.T("sheet.eve"))
	}
	return strings.Join(parts, ", ")
}

// formsOf returns what the name of an entry may be shortened to, with its signs,
// and with an ellipsis where that is not enough.
func (d *document) formsOf(e themes.Entry) (full, cut []string) {
	mark := signs(e)
	if e.N > 1 { // the first day has the signs
		mark = fmt.Sprintf("\u00a0%d/%d", e.N, e.Length())
	}
	full = forms(e.Observance.Name.In(d.words.Lang))
	cut = elided(full[len(full)-1])
	for _, all := range [][]string{full, cut} {
		for i := range all {
			all[i] += mark
		}
	}
	return full, cut
}
