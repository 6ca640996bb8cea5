package ical

import (
	"fmt"
	"strings"
	"time"

	"vielfalt/calendar"
)

// describe returns the text that says when an occurrence begins and how sure it
// is.
func (c Calendar) describe(oc calendar.Occurrence) string {
	var lines []string
	en := c.lang() == "en"
	if eve, ok := oc.Eve(); ok {
		if en {
			lines = append(lines, "Begins at sunset of the day before, "+longDate(eve, "en")+".")
		} else {
			lines = append(lines, "Beginnt mit dem Sonnenuntergang am Vorabend, "+longDate(eve, "de")+".")
		}
	} else if oc.Observance.Begin == calendar.Sunrise {
		if en {
			lines = append(lines, "Begins at dawn.")
		} else {
			lines = append(lines, "Beginnt mit der Morgendämmerung.")
		}
	}
	if s := c.certainty(oc); s != "" {
		lines = append(lines, s)
	}
	if s := c.changed(oc); s != "" {
		lines = append(lines, s)
	}
	if oc.Note != "" {
		lines = append(lines, oc.Note)
	}
	if n := oc.Observance.Name; n.Original != "" {
		lines = append(lines, n.Original)
	}
	return strings.Join(lines, "\n")
}

// certainty returns the sentence that says how sure a day is and by which
// convention; it is empty for an exact day.
func (c Calendar) certainty(oc calendar.Occurrence) string {
	by := c.convention(oc)
	en := c.lang() == "en"
	switch oc.Certainty {
	case calendar.Computed:
		s := "Voraussichtlich: Der Tag ist berechnet"
		if en {
			s = "Expected: the day is computed"
		}
		switch {
		case by != "" && en:
			s += " by " + by
		case by != "":
			s += " nach " + by
		}
		if n := int(max(oc.First-oc.Earliest, oc.Latest-oc.First)); n > 0 {
			if en {
				s += " and may move by " + days(n, "en")
			} else {
				s += " und kann um " + days(n, "de") + " abweichen"
			}
		}
		return s + "."
	case calendar.Announced:
		switch {
		case oc.By != "" && en:
			return "Announced by " + oc.By + "."
		case oc.By != "":
			return "Bekannt gegeben von " + oc.By + "."
		case by != "":
			by = ": " + by
		}
		if en {
			return "Announced day" + by + "."
		}
		return "Bekannt gegebener Tag" + by + "."
	case calendar.Confirmed:
		switch {
		case oc.By != "" && en:
			return "Confirmed by " + oc.By + "."
		case oc.By != "":
			return "Bestätigt von " + oc.By + "."
		case en:
			return "Confirmed day."
		}
		return "Bestätigter Tag."
	}
	return ""
}

// changed returns the sentence that says when people last moved a day, and from
// where; it is empty if they did not.
func (c Calendar) changed(oc calendar.Occurrence) string {
	r := oc.Revision
	if r.N == 0 || r.Before == 0 {
		return ""
	}
	at := calendar.DateOf(r.At.In(calendar.Berlin))
	if c.lang() == "en" {
		return fmt.Sprintf("Changed on %s: before, %s.", dayOf(at, 0, "en"), dayOf(r.Before, oc.First.Year(), "en"))
	}
	return fmt.Sprintf("Geändert am %s: vorher %s.", dayOf(at, 0, "de"), dayOf(r.Before, oc.First.Year(), "de"))
}

// convention names the convention that gave an occurrence; empty for none.
func (c Calendar) convention(oc calendar.Occurrence) string {
	if oc.Convention == "" || c.Names == nil {
		return oc.Convention
	}
	if t, ok := c.Names.Tradition(oc.Observance.ID.Tradition()); ok {
		for _, k := range t.Conventions {
			if k.ID == oc.Convention {
				return k.Name.In(c.lang())
			}
		}
	}
	return oc.Convention
}

// The days and months of German dates. Nothing else of the service's texts is
// needed here, so its language files are not read.
var (
	weekdays = [...]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}
	months   = [...]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
)

func longDate(d calendar.Date, lang string) string {
	y, m, day := d.Gregorian()
	if lang == "en" {
		return d.At(12, 0, time.UTC).Format("Monday, 2 January 2006")
	}
	return fmt.Sprintf("%s, %d. %s %d", weekdays[d.Weekday()], day, months[m-1], y)
}

// dayOf writes a day without its weekday, and without its year if that is the
// known one.
func dayOf(d calendar.Date, known int, lang string) string {
	y, m, day := d.Gregorian()
	s := fmt.Sprintf("%d. %s", day, months[m-1])
	if lang == "en" {
		s = fmt.Sprintf("%d %v", day, m)
	}
	if y != known {
		s += fmt.Sprintf(" %d", y)
	}
	return s
}

func kindName(k calendar.Kind, lang string) string {
	names, ok := map[calendar.Kind][2]string{
		calendar.Feast:         {"Fest", "Feast"},
		calendar.Fast:          {"Fasten", "Fast"},
		calendar.Remembrance:   {"Gedenken", "Remembrance"},
		calendar.NewYear:       {"Neujahr", "New year"},
		calendar.PublicHoliday: {"Gesetzlicher Feiertag", "Public holiday"},
		calendar.ActionDay:     {"Aktionstag", "Action day"},
	}[k]
	switch {
	case !ok:
		return string(k)
	case lang == "en":
		return names[1]
	}
	return names[0]
}
