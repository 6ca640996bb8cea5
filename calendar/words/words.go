package words

import (
	"fmt"
	"slices"
	"strings"

	"vielfalt/calendar"
)

// Certainty returns the one word for how sure a day is: fest, voraussichtlich,
// angekündigt, bestätigt.
func Certainty(c calendar.Certainty, lang string) string {
	return pick(map[calendar.Certainty][2]string{
		calendar.Exact:     {"fest", "fixed"},
		calendar.Partial:   {"in Teilen des Landes", "in parts of the Land"},
		calendar.Computed:  {"voraussichtlich", "expected"},
		calendar.Announced: {"angekündigt", "announced"},
		calendar.Confirmed: {"bestätigt", "confirmed"},
	}[c], lang)
}

// Kind returns the word for a kind of observance.
func Kind(k calendar.Kind, lang string) string {
	return pick(map[calendar.Kind][2]string{
		calendar.Feast:         {"Fest", "Feast"},
		calendar.Fast:          {"Fasten", "Fast"},
		calendar.Remembrance:   {"Gedenken", "Remembrance"},
		calendar.NewYear:       {"Neujahr", "New year"},
		calendar.Season:        {"Besondere Zeit", "Season"},
		calendar.PublicHoliday: {"Gesetzlicher Feiertag", "Public holiday"},
		calendar.ActionDay:     {"Aktionstag", "Action day"},
	}[k], lang)
}

// Flag says how buildings are flagged on a day; empty if they are not.
func Flag(f calendar.Flag, lang string) string {
	return pick(map[calendar.Flag][2]string{
		calendar.FullMast:    {"Beflaggung", "Flags"},
		calendar.HalfMast:    {"Beflaggung auf halbmast", "Flags at half-mast"},
		calendar.EuropeFirst: {"Beflaggung, die Europaflagge an bevorzugter Stelle", "Flags, the European one in the place of honour"},
	}[f], lang)
}

// Sure says how sure the day of an occurrence is, in one clause without a full
// stop: "angekündigt von der Diyanet; nach Sichtung auch ab 10. März". It is
// empty for a day that is fixed. The calendar names reckonings; without one,
// their ids are used.
func Sure(c *calendar.Calendar, o calendar.Occurrence, lang string) string {
	if o.Certainty == calendar.Exact {
		return ""
	}
	s := Certainty(o.Certainty, lang)
	switch {
	case o.Certainty == calendar.Partial:
		return s + ": " + o.Observance.Partly.In(lang)
	case o.Cause == calendar.Unread:
		return s + pick([2]string{" nach heutigem Gesetz; das damalige ist hier nicht nachgesehen", " by the law of today; that of the time has not been looked up here"}, lang)
	case o.By != "" && o.Certainty != calendar.Computed:
		s += pick([2]string{" " + von(o.By), " by " + o.By}, lang)
	case o.Convention != "":
		name := c.ConventionOf(o).In(lang)
		s += pick([2]string{" nach " + name, " by " + name}, lang)
	}
	switch other := otherwise(o, lang); {
	case other != "":
		s += "; " + other
	case o.Certainty == calendar.Computed && o.Cause != "":
		s += pick([2]string{"; andere Berechnungen geben denselben Tag", "; other reckonings give the same day"}, lang)
	}
	return s
}

// causes introduce the other days on which an occurrence may be kept.
var causes = map[calendar.Cause][2]string{
	calendar.Sighting:  {"nach Sichtung auch %s", "by sighting also %s"},
	calendar.Almanac:   {"nach anderen Almanachen auch %s", "by other almanacs also %s"},
	calendar.Decree:    {"die zuständige Stelle kann auch anders festlegen: %s", "those in charge may decide otherwise: %s"},
	calendar.Organiser: {"die Veranstalter legen den Tag fest, möglich auch %s", "the organisers set the day, perhaps %s"},
	calendar.Custom:    {"je nach Brauch auch %s", "by custom also %s"},
	calendar.MeanMoon:  {"nach dem sichtbaren Mond auch %s", "by the visible moon also %s"},
	calendar.Border:    {"der entscheidende Augenblick liegt dicht am Tageswechsel, vielleicht %s", "the deciding moment is close to the end of the day, perhaps %s"},
	calendar.Unread:    {"nach dem damaligen Gesetz vielleicht %s", "by the law of the time perhaps %s"},
	"":                 {"möglich auch %s", "perhaps also %s"},
}

// otherwise says on which other days an occurrence may begin, and why; empty if
// on none.
func otherwise(o calendar.Occurrence, lang string) string {
	earliest, latest := min(o.Earliest, o.First), max(o.Latest, o.First)
	if earliest == latest {
		return ""
	}
	var other []string
	for d := earliest; d <= latest; d++ {
		// Custom chooses between days, and seldom what lies between them.
		if d != o.First && (latest-earliest <= 2 || o.Cause == calendar.Custom && (d == earliest || d == latest)) {
			other = append(other, Day(d, o.First.Year(), lang))
		}
	}
	var when string
	switch run := o.Last > o.First; {
	case len(other) == 0 && lang == "en":
		when = "between " + Day(earliest, o.First.Year(), lang) + " and " + Day(latest, o.First.Year(), lang)
	case len(other) == 0:
		when = "zwischen dem " + Day(earliest, o.First.Year(), lang) + " und dem " + Day(latest, o.First.Year(), lang)
	case lang == "en" && run:
		when = "from " + strings.Join(other, " or ")
	case lang == "en":
		when = "on " + strings.Join(other, " or ")
	case run:
		when = "ab " + strings.Join(other, " oder ")
	default:
		when = "am " + strings.Join(other, " oder ")
	}
	return fmt.Sprintf(pick(causes[o.Cause], lang), when)
}

// feminine and masculineOrNeuter hold the first words of bodies that German calls by
// their article.
var (
	feminine          = []string{"Diyanet", "DITIB", "Regierung", "Stiftung", "Charta", "Gemeinde", "Evangelische", "Katholische"}
	masculineOrNeuter = []string{"KRM", "Koordinationsrat", "Zentralrat", "Arbeitsministerium", "Kompetenzzentrum", "Verband", "Büro", "Vorbereitungsausschuss"}
)

// von puts a body's name after "von".
func von(by string) string {
	first, _, _ := strings.Cut(by, " ")
	switch {
	case slices.Contains(feminine, first):
		return "von der " + by
	case slices.Contains(masculineOrNeuter, first):
		return "vom " + by
	}
	return "von " + by
}

var months = [...]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}

var weekdays = [...]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}

// Switched says since when an occurrence is reckoned by another convention, by
// which, and on which day it began, or ended, before; empty if it never changed by
// that, or if people said on which day it is.
func Switched(c *calendar.Calendar, o calendar.Occurrence, end bool, lang string) string {
	if c == nil || o.Revision.N > 0 {
		return ""
	}
	n, last, before := c.Switches(o)
	if n == 0 {
		return ""
	}
	format := [2]string{"Geändert am %s: berechnet nach „%s“, vorher nach „%s“", "Changed on %s: reckoned by “%s”, before by “%s”"}
	named := func(id string) string { return c.ConventionNamed(last.Tradition, id).In(lang) }
	s := fmt.Sprintf(pick(format, lang), Day(calendar.DateOf(last.At.In(calendar.Berlin)), 0, lang), named(last.After), named(last.Before))
	now, was := o.First, before.First
	if end {
		now, was = o.Last, before.Last
	}
	if before.Observance != nil && was != now {
		s += " (" + Day(was, now.Year(), lang) + ")"
	}
	return s + "."
}

// Day writes a day without its weekday, and without its year if that is the
// known one: 10. März.
func Day(d calendar.Date, known int, lang string) string {
	y, m, day := d.Gregorian()
	s := pick([2]string{fmt.Sprintf("%d. %s", day, months[m-1]), fmt.Sprintf("%d %v", day, m)}, lang)
	if y != known {
		s += fmt.Sprintf(" %d", y)
	}
	return s
}

// LongDay writes a day with its weekday and year: Mittwoch, 10. März 2027.
func LongDay(d calendar.Date, lang string) string {
	w := d.Weekday()
	return pick([2]string{weekdays[w], w.String()}, lang) + ", " + Day(d, 0, lang)
}

// pick chooses among German and English.
func pick(both [2]string, lang string) string {
	if lang == "en" {
		return both[1]
	}
	return both[0]
}
