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
				out = append(out, l.Text+cite(l)+".")
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
	if weekend(d.Date) {
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
	switch f.Relation {
	case OnEve:
		return say(c.Lang,
			fmt.Sprintf("Am Abend des %s beginnt %s (Sonnenuntergang %s Uhr).", on, f.Name, d.Sunset),
			fmt.Sprintf("%s begins on the evening of %s (sunset at %s).", f.Name, on, d.Sunset))
	case Possible:
		return say(c.Lang, fmt.Sprintf("%s kann auch am %s sein.", f.Name, on), fmt.Sprintf("%s may also be on %s.", f.Name, on))
	}
	holiday := ""
	for _, l := range f.Law {
		if l.binds && l.Status == profile.PublicHoliday {
			holiday = say(c.Lang, ", gesetzlicher Feiertag "+l.Laender[0].In(c.Lang), ", a public holiday "+l.Laender[0].In(c.Lang))
		}
	}
	if o.Length() == 1 || o.Observance.Period && f.n == 0 {
		return say(c.Lang, "Am "+on+" ist "+f.Name+holiday+c.begins(f, eve)+".", on+" is "+f.Name+holiday+c.begins(f, eve)+".")
	}
	if o.Observance.Period {
		return say(c.Lang, fmt.Sprintf("Der %s liegt in dieser Zeit: %s (Tag %d von %d)%s.", on, f.Name, f.n, o.Length(), holiday),
			fmt.Sprintf("%s lies in this period: %s (day %d of %d)%s.", on, f.Name, f.n, o.Length(), holiday))
	}
	if c.Lang != "en" && common(f.Name) {
		return fmt.Sprintf("Am %s ist Tag %d von %d: %s%s%s.", on, f.n, o.Length(), f.Name, holiday, c.begins(f, eve))
	}
	return say(c.Lang,
		fmt.Sprintf("Der %s ist der %s Tag von %s%s%s.", on, ordinal(f.n, c.Lang), f.Name, holiday, c.begins(f, eve)),
		fmt.Sprintf("%s is the %s day of %s%s%s.", on, ordinal(f.n, c.Lang), f.Name, holiday, c.begins(f, eve)))
}

// common reports whether a German name begins with a common noun or an article,
// and cannot follow "von" as it is.
func common(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return slices.Contains([]string{"Fest", "Tag", "Tage", "Geburtstag", "Gedenken", "Große", "Großes", "Die", "Das", "Der"}, first)
}

// begins says when a first day has begun.
func (c *Checker) begins(f Finding, eve bool) string {
	if !eve || f.n != 1 {
		return ""
	}
	p := plan{Checker: c}
	set := clockOf(p.sunset(f.of.First - 1))
	what := "der Tag"
	switch f.of.Observance.Kind {
	case calendar.Feast, calendar.NewYear:
		what = "das Fest"
	case calendar.Fast:
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
