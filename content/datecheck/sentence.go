package datecheck

import (
	"fmt"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/content/profile"
)

// told is how many findings a sentence tells.
const told = 2

// sentence says the answer for a day in a few sentences that people may pass on.
func (c *Checker) sentence(d *Day) string {
	var out []string
	n := 0
	holiday := false
	for _, f := range d.Findings {
		if f.Level < Care || n == told {
			break
		}
		if n > 0 && periods(f) == 1 {
			continue // the day itself says enough
		}
		n++
		out = append(out, c.told(d, f))
		for _, l := range f.Law {
			holiday = holiday || l.Status == profile.PublicHoliday && l.binds
			if l.Status == profile.RightToBeAway || l.binds && l.Status != profile.PublicHoliday {
				out = addNew(out, l.Text+cite(l)+".")
			}
		}
	}
	if !d.Workday && !holiday && n == 0 {
		out = append(out, c.noWork(d))
	}
	on := words.LongDay(d.Date, c.Lang)
	if len(out) == 0 {
		out = append(out, say(c.Lang, on+": Nichts bekannt, was gegen den Termin spricht.", on+": nothing is known against the date."))
	}
	if free := slices.Concat(d.Free.Later, d.Free.Earlier); len(free) > 0 {
		out = append(out, say(c.Lang, "Möglich wäre ", "Possible: ")+words.LongDay(free[0], c.Lang)+".")
	}
	return strings.Join(out, " ")
}

// cite writes where a law says so, in parentheses.
func cite(l Law) string {
	if l.Section == "" {
		return ""
	}
	return " (" + l.Section + ")"
}

// noWork says why a day is no working day.
func (c *Checker) noWork(d *Day) string {
	on := date(d.Date, c.Lang)
	if d.Date.IsWeekend() {
		return say(c.Lang, "Der "+on+" ist ein "+d.Weekday+".", on+" is a "+d.Weekday+".")
	}
	return say(c.Lang, "Am "+on+" ist kein Arbeitstag.", on+" is not a working day.")
}

// told tells a finding in one sentence.
func (c *Checker) told(d *Day, f Finding) string {
	on := date(d.Date, c.Lang)
	o := f.of
	if o == nil {
		return say(c.Lang, "Der "+on+" ist ein Brückentag.", on+" is a working day between holidays.")
	}
	eve := o.Observance.Begin == calendar.Sunset
	colon := ""
	if common(f.Name) {
		colon = ":"
	}
	switch f.Relation {
	case OnEve:
		return say(c.Lang,
			fmt.Sprintf("Am Abend des %s beginnt"+colon+" %s, Sonnenuntergang %s Uhr.", on, f.Name, d.Sunset),
			fmt.Sprintf("%s begins on the evening of %s, sunset at %s.", f.Name, on, d.Sunset))
	case Possible:
		return say(c.Lang, fmt.Sprintf("%s kann auch am %s sein.", f.Name, on), fmt.Sprintf("%s may also be on %s.", f.Name, on))
	}
	var laender []string
	for _, l := range f.Law {
		if l.binds && l.Status == profile.PublicHoliday {
			laender = append(laender, l.Laender[0].In(c.Lang))
		}
	}
	holiday := ""
	if len(laender) > 0 {
		holiday = say(c.Lang, ", gesetzlicher Feiertag "+join(laender, "und"), ", a public holiday "+join(laender, "and"))
	}
	if c.Lang != "en" && common(f.Name) {
		return c.plainly(d, f, holiday, eve)
	}
	if o.Length() == 1 || o.Observance.Period && f.n == 0 {
		return say(c.Lang, "Am "+on+" ist "+f.Name+holiday+c.begins(f, eve)+".", on+" is "+f.Name+holiday+c.begins(f, eve)+".")
	}
	if o.Observance.Period {
		return say(c.Lang, fmt.Sprintf("Der %s liegt in dieser Zeit: %s (Tag %d von %d)%s.", on, f.Name, f.n, o.Length(), holiday),
			fmt.Sprintf("%s lies in this period: %s (day %d of %d)%s.", on, f.Name, f.n, o.Length(), holiday))
	}
	return say(c.Lang,
		fmt.Sprintf("Der %s ist der %s Tag von %s%s%s.", on, ordinal(f.n, c.Lang), f.Name, holiday, c.begins(f, eve)),
		fmt.Sprintf("%s is the %s day of %s%s%s.", on, ordinal(f.n, c.Lang), f.Name, holiday, c.begins(f, eve)))
}

// plainly tells a German name that cannot stand in a sentence as it is.
func (c *Checker) plainly(d *Day, f Finding, holiday string, eve bool) string {
	part := ""
	if f.of.Length() > 1 && f.n > 0 {
		part = fmt.Sprintf(", Tag %d von %d", f.n, f.of.Length())
	}
	return fmt.Sprintf("%s: %s%s%s%s.", date(d.Date, c.Lang), f.Name, part, holiday, c.begins(f, eve))
}

// common reports whether a German name begins with a common noun, which would
// want an article: "das Opferfest", "der Gedenktag", and not "Ostern".
func common(name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	first = strings.ToLower(first)
	for _, proper := range []string{"freitag", "donnerstag", "mittwoch", "dienstag", "montag", "sonntag", "samstag", "heiligabend", "neujahr", "himmelfahrt"} {
		if strings.HasSuffix(first, proper) {
			return false
		}
	}
	if strings.HasPrefix(rest, "des ") || strings.HasPrefix(rest, "der ") || strings.HasPrefix(rest, "von ") || strings.HasPrefix(rest, "an ") {
		return true
	}
	return slices.ContainsFunc([]string{
		"fest", "tag", "nacht", "jahr", "zeit", "fasten", "gedenken", "geburt", "tod", "erhöhung", "verklärung", "verkündigung", "woche", "abend", "große", "die", "das", "der", "internationale", "erste", "zweite", "martyrium",
	}, func(noun string) bool {
		return strings.Contains(first, noun) && (len(noun) > 3 || first == noun || strings.HasSuffix(first, noun))
	})
}

// begins says when a first day has begun.
func (c *Checker) begins(f Finding, eve bool) string {
	if !eve || f.n != 1 {
		return ""
	}
	set := clockOf(c.sunset(f.of.First - 1))
	what := "der Tag"
	switch k := f.of.Observance.Kind; {
	case f.Of != nil && f.Of.Greeting.Congratulate == profile.No:
	case k == calendar.Feast || k == calendar.NewYear:
		what = "das Fest"
	case k == calendar.Fast:
		what = "das Fasten"
	}
	return say(c.Lang, "; "+what+" beginnt am Vorabend gegen "+set+" Uhr", "; it begins on the evening before, at about "+set)
}

// ordinal writes a number that counts: erste, zweite, 13.
func ordinal(n int, lang string) string {
	german := []string{"erste", "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte", "elfte", "zwölfte"}
	english := []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"}
	if n >= 1 && n <= len(german) {
		return say(lang, german[n-1], english[n-1])
	}
	return say(lang, fmt.Sprintf("%d.", n), fmt.Sprintf("%dth", n))
}
