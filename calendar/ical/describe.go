package ical

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
)

// in chooses among German and English.
func (c Calendar) in(german, english string) string {
	if c.lang() == "en" {
		return english
	}
	return german
}

// describe returns the text that says when an occurrence begins and how sure it
// is.
func (c Calendar) describe(oc calendar.Occurrence) string {
	var lines []string
	add := func(line string) {
		if line != "" {
			lines = append(lines, line)
		}
	}
	if eve, ok := oc.Eve(); ok {
		add(c.in("Beginnt mit dem Sonnenuntergang am Vorabend, ", "Begins at sunset of the day before, ") + c.longDay(eve) + ".")
	} else if oc.Observance.Begin == calendar.Sunrise {
		add(c.in("Beginnt mit der Morgendämmerung.", "Begins at dawn."))
	}
	if oc.Observance.Period {
		add(c.in("Dauert bis ", "Lasts until ") + c.longDay(oc.Last) + ".")
	}
	add(c.certainty(oc))
	add(sentence(words.Flag(oc.Observance.Flag, c.lang())))
	for _, t := range oc.Also() {
		add(c.in("Zugleich: ", "Also: ") + t.Observance.Name.In(c.lang()) + " (" + c.tradition(t.Observance.ID) + ")" + c.also(t) + ".")
	}
	add(c.changed(oc))
	add(words.Switched(c.Names, oc, false, c.lang()))
	if c.Names != nil {
		if e, ok := c.Names.Ending(oc); ok {
			add(c.moved(e, c.in("Ende geändert am %s: vorher %s.", "End changed on %s: before, %s.")))
		}
	}
	add(oc.Note)
	add(oc.Observance.Name.Original)
	return strings.Join(lines, "\n")
}

// also says how sure a twin is, if that is not what is said of the whole.
func (c Calendar) also(twin calendar.Occurrence) string {
	if s := words.Sure(c.Names, twin, c.lang()); s != "" {
		return ", " + s
	}
	return ""
}

func (c Calendar) longDay(d calendar.Date) string { return words.LongDay(d, c.lang()) }

// certainty returns the sentence that says how sure a day is; it is empty for
// an exact day.
func (c Calendar) certainty(oc calendar.Occurrence) string {
	return sentence(words.Sure(c.Names, oc, c.lang()))
}

// sentence makes a clause a sentence.
func sentence(clause string) string {
	if clause == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(clause)
	return string(unicode.ToUpper(r)) + clause[size:] + "."
}

// changed returns the sentences that say what last changed: the day, because
// people moved it, or the entry through its table.
func (c Calendar) changed(oc calendar.Occurrence) string {
	var lines []string
	for _, k := range oc.Observance.Changes {
		if k.Of(oc.Year) && k.On.After(c.Since) {
			on := words.Day(calendar.DateOf(k.On), 0, c.lang())
			lines = append(lines, c.in("Geändert am ", "Changed on ")+on+": "+k.What.In(c.lang())+".")
		}
	}
	if s := c.moved(oc, c.in("Geändert am %s: vorher %s.", "Changed on %s: before, %s.")); s != "" {
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

// moved returns the sentence, of a day and of the day before it, that says when
// people moved an occurrence and from where; empty if they did not.
func (c Calendar) moved(oc calendar.Occurrence, format string) string {
	r := oc.Revision
	if r.N == 0 || r.Before == 0 {
		return ""
	}
	return fmt.Sprintf(format, words.Day(calendar.DateOf(r.At.In(calendar.Berlin)), 0, c.lang()), words.Day(r.Before, oc.First.Year(), c.lang()))
}

// tradition names the tradition of an observance.
func (c Calendar) tradition(id calendar.ID) string {
	if c.Names != nil {
		if t, ok := c.Names.Tradition(id.Tradition()); ok {
			return t.Name.In(c.lang())
		}
	}
	return id.Tradition()
}
