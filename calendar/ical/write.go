package ical

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
)

const (
	productID = "-//Vielfalt//Kalender//DE"
	refresh   = "PT12H" // how often subscribers should poll
	zone      = "Europe/Berlin"
)

// Write writes the calendar.
func Write(w io.Writer, cal Calendar) error {
	if cal.Eve && cal.Seat.Name == "" {
		return fmt.Errorf("write calendar %q: eves begin at sunset, and no place is named", cal.Name)
	}
	out := ics.NewCalendarFor("Vielfalt")
	out.SetProductId(productID)
	out.SetCalscale("GREGORIAN")
	out.SetName(text(cal.Name)) // NAME and X-WR-CALNAME
	if d := text(cal.Description); d != "" {
		out.SetDescription(d)
		out.SetXWRCalDesc(d)
	}
	out.SetXWRTimezone(zone)
	out.SetRefreshInterval(refresh) // the library adds VALUE=DURATION
	out.SetXPublishedTTL(refresh)

	var entries []*ics.VEvent
	local := false // whether an entry refers to the time zone
	add := func(e Event, lang string) error {
		v, zoned, err := entry(e, lang)
		if err != nil {
			return err
		}
		local = local || zoned
		entries = append(entries, v)
		return nil
	}
	taken := make(map[string]bool)
	for _, oc := range cal.Occurrences {
		taken[UID(oc)] = true
	}
	for _, oc := range cal.Occurrences {
		if cal.Eve {
			if e, ok := cal.eve(oc); ok {
				if err := add(e, cal.lang()); err != nil {
					return err
				}
			}
		}
		if err := add(cal.reminded(cal.day(oc)), cal.lang()); err != nil {
			return err
		}
		if e, ok := cal.end(oc, taken); ok {
			if err := add(e, cal.lang()); err != nil {
				return err
			}
		}
	}
	for _, oc := range cal.Gone {
		if err := add(cal.gone(oc), cal.lang()); err != nil {
			return err
		}
	}
	for _, e := range cal.Events {
		if err := add(cal.reminded(e), ""); err != nil {
			return err
		}
	}
	// A stream without any component is invalid, so an empty calendar contains
	// just the time zone.
	if local || len(entries) == 0 {
		out.AddVTimezone(berlin())
	}
	for _, v := range entries {
		out.AddVEvent(v)
	}
	var b bytes.Buffer
	err := out.SerializeTo(&b, ics.WithNewLine("\r\n"))
	if err == nil {
		_, err = w.Write(bytes.ReplaceAll(b.Bytes(), []byte(between), []byte(",")))
	}
	if err != nil {
		return fmt.Errorf("write calendar %q: %w", cal.Name, err)
	}
	return nil
}

// between stands for the comma between the values of a list until all is written:
// the library escapes commas, of lists too. No text holds it.
const between = "\x1f"

func (c Calendar) lang() string {
	if c.Lang == "en" {
		return "en"
	}
	return "de"
}

// day returns the all-day entry of an occurrence. That of a period is on its
// first day and says until when it lasts, unless the whole span is wanted.
func (c Calendar) day(oc calendar.Occurrence) Event {
	modified, sequence := c.revised(oc)
	e := Event{
		UID: UID(oc), Summary: oc.Observance.Name.In(c.lang()), Description: c.describe(oc),
		URL: c.url(oc), AllDay: true, First: oc.First, Last: oc.Last,
		Sequence: sequence, Modified: modified, Categories: c.categories(oc),
	}
	if c.About != nil {
		if text, changed := c.About(oc.Observance.ID); text != "" {
			e.Description = strings.TrimPrefix(e.Description+"\n"+text, "\n")
			if at := changed.At(0, 0, time.UTC); at.After(e.Modified) {
				e.Modified = at
			}
		}
	}
	if f := words.Flag(oc.Observance.Flag, c.lang()); f != "" && c.Flags {
		e.Summary = f + ": " + e.Summary
	}
	if c.parted(oc) {
		e.Last = oc.First
		until := words.Day(oc.Last, oc.First.Year(), c.lang())
		e.Summary += c.in(" (bis "+until+")", " (until "+until+")")
	}
	return e
}

// parted reports whether an occurrence has an entry for its beginning and one
// for its end.
func (c Calendar) parted(oc calendar.Occurrence) bool {
	return oc.Observance.Period && !c.Span && oc.First < oc.Last
}

// end returns the entry on the last day of a period, if it has one. Its identity
// must not be taken.
func (c Calendar) end(oc calendar.Occurrence, taken map[string]bool) (Event, bool) {
	if !c.parted(oc) {
		return Event{}, false
	}
	modified, sequence := c.revised(oc)
	name, has, ends := oc.Observance.Name.In(c.lang()), " hat am ", c.in(" endet", " ends")
	if oc.Observance.Name.Plural {
		has, ends = " haben am ", c.in(" enden", " end")
	}
	e := Event{
		UID: c.endUID(oc, taken), Summary: name + ends + c.in(" heute", " today"),
		Description: name + c.in(has+c.longDay(oc.First)+" begonnen.", " began on "+c.longDay(oc.First)+"."),
		URL:         c.url(oc), AllDay: true, First: oc.Last, Last: oc.Last,
		Sequence: sequence, Modified: modified, Categories: c.categories(oc),
	}
	if oc.Observance.Begin == calendar.Sunset {
		e.Summary = name + ends + c.in(" heute Abend", " this evening")
	}
	last := c.last(oc)
	if s := c.certainty(last); s != "" {
		e.Description += "\n" + s
	}
	if s := c.changed(last); s != "" {
		e.Description += "\n" + s
	}
	if s := words.Switched(c.Names, oc, true, c.lang()); s != "" {
		e.Description += "\n" + s
	}
	return e, true
}

// last returns an occurrence as of its last day, which is as sure as what it
// depends on.
func (c Calendar) last(oc calendar.Occurrence) calendar.Occurrence {
	if c.Names != nil {
		if e, ok := c.Names.Ending(oc); ok {
			e.Observance, e.Year = oc.Observance, oc.Year
			return e
		}
	}
	last := oc
	last.First, last.Earliest, last.Latest = oc.Last, oc.LastEarliest, oc.LastLatest
	if last.Revision.Before != 0 {
		last.Revision.Before += oc.Last - oc.First
	}
	return last
}

// endUID returns the identity of the entry on the last day of a period: that of
// the observance which is the same as this day, if there is one. It is taken if
// people put that observance on a day outside of the period.
func (c Calendar) endUID(oc calendar.Occurrence, taken map[string]bool) string {
	if c.Names != nil {
		for _, o := range c.Names.TwinsOf(oc.Observance.ID) {
			last := oc
			last.Observance = o
			if o.ID.Tradition() == oc.Observance.ID.Tradition() && !taken[UID(last)] {
				return UID(last)
			}
		}
	}
	return "last." + UID(oc)
}

// joined is the day on which twins became one entry.
func joined() time.Time { return time.Date(2026, time.November, 26, 0, 0, 0, 0, time.UTC) }

// reminded returns an entry with its alarm, if there is to be one.
func (c Calendar) reminded(e Event) Event {
	first := e.First
	if !e.AllDay {
		first = calendar.DateOf(e.Start.In(calendar.Berlin))
	}
	switch {
	case c.Alarm < 1 || e.Cancelled || first < c.AlarmFrom: // programs remind of the past as well
	case !e.AllDay:
		e.alarm = fmt.Sprintf("-P%dD", c.Alarm)
	case c.Alarm == 1: // at nine in the morning, since a day begins at midnight
		e.alarm = "-PT15H"
	default:
		e.alarm = fmt.Sprintf("-P%dDT15H", c.Alarm-1)
	}
	return e
}

// gone returns the cancelled entry of an occurrence for which another stands.
func (c Calendar) gone(oc calendar.Occurrence) Event {
	modified, sequence := c.revised(oc)
	if modified.Before(joined()) {
		modified = joined()
	}
	return Event{
		UID: UID(oc), Summary: oc.Observance.Name.In(c.lang()), URL: c.url(oc), AllDay: true, First: oc.First, Last: oc.Last,
		Sequence: sequence + 1, Modified: modified, Categories: c.categories(oc), Cancelled: true,
		Description: c.in("Dieser Tag steht jetzt nur noch einmal im Kalender.", "This day is now only once in the calendar."),
	}
}

// eve returns the timed entry of an occurrence's eve, if it has one.
func (c Calendar) eve(oc calendar.Occurrence) (Event, bool) {
	d, ok := oc.Eve()
	if !ok {
		return Event{}, false
	}
	modified, sequence := c.revised(oc)
	sunset := Sunset(d, c.Seat)
	name := oc.Observance.Name.In(c.lang())
	e := Event{
		UID: "eve." + UID(oc), Summary: name + " (Vorabend)",
		Description: name + " beginnt mit dem Sonnenuntergang, in " + c.Seat.Name + " um " + sunset.Format("15:04") + " Uhr.",
		URL:         c.url(oc), Start: sunset, End: oc.First.At(0, 0, calendar.Berlin),
		Sequence: sequence, Modified: modified, Categories: c.categories(oc),
	}
	if c.lang() == "en" {
		e.Summary = name + " (eve)"
		e.Description = name + " begins at sunset, in " + c.Seat.Name + " at " + sunset.Format("15:04") + "."
	}
	if s := c.certainty(oc); s != "" {
		e.Description += "\n" + s
	}
	return e, true
}

func (c Calendar) url(oc calendar.Occurrence) string {
	if c.URL == nil {
		return ""
	}
	return c.URL(oc.Observance.ID)
}

// mostByTable is the highest sequence of an entry that people never changed.
const mostByTable = 2

func (c Calendar) revised(oc calendar.Occurrence) (time.Time, int) {
	at, sequence := epoch(), 0
	if r := oc.Observance.Revised; r.After(at) {
		at = r
	}
	switch oc.Certainty {
	case calendar.Announced:
		sequence = 1
	case calendar.Confirmed:
		sequence = mostByTable
	}
	r := oc.Revision
	if c.Names != nil {
		if e, ok := c.Names.Ending(oc); ok { // which moves its last day
			r = r.Then(e.Revision)
		}
	}
	if r.N > 0 {
		sequence = mostByTable + r.N
		if r.At.After(at) {
			at = r.At
		}
	}
	if r := c.whole(oc).Revision; r.N > 0 {
		// It may have been cancelled while the other stood for it, which counts
		// as one more, and so may be moved from it and back again.
		sequence += 2 * r.N
		if r.At.After(at) {
			at = r.At
		}
	}
	if c.Names != nil {
		if n, last, _ := c.Names.Switches(oc); n > 0 {
			sequence += (mostByTable + 1) * n
			if last.At.After(at) {
				at = last.At
			}
		}
	}
	for _, k := range oc.Observance.Changes {
		if !k.Of(oc.Year) {
			continue
		}
		// A change may make a day less sure, and must not lower the sequence.
		sequence += mostByTable + 1
		if k.On.After(at) {
			at = k.On
		}
	}
	return at, sequence
}

// whole returns the occurrence that stands for another one in years in which
// both are on the same days, wherever people put it.
func (c Calendar) whole(oc calendar.Occurrence) calendar.Occurrence {
	id := cmp.Or(oc.Observance.SameAs, oc.Observance.Alongside)
	if id == "" || c.Names == nil {
		return calendar.Occurrence{}
	}
	const near = 60 // days, more than any period has before its last one
	for _, k := range c.Names.Of(id, oc.First-near, oc.Last+near) {
		if max(k.Origin-oc.Origin, oc.Origin-k.Origin) <= near {
			return k
		}
	}
	return calendar.Occurrence{}
}

func (c Calendar) categories(oc calendar.Occurrence) []string {
	return []string{c.tradition(oc.Observance.ID), words.Kind(oc.Observance.Kind, c.lang())}
}

// entry builds a component and reports whether it refers to the time zone.
func entry(e Event, lang string) (v *ics.VEvent, zoned bool, err error) {
	v = ics.NewEvent(text(e.UID))
	v.SetDtStampTime(e.Modified)
	if e.AllDay {
		last := max(e.First, e.Last)
		if e.First.Year() < 1 || (last+1).Year() > 9999 {
			return nil, false, fmt.Errorf("entry %s on %v: iCalendar knows only the years 1 to 9999", e.UID, e.First)
		}
		v.SetProperty(ics.ComponentPropertyDtStart, date(e.First), ics.WithValue("DATE"))
		v.SetProperty(ics.ComponentPropertyDtEnd, date(last+1), ics.WithValue("DATE"))
	} else {
		if y := e.Start.Year(); y < 1 || y > 9998 {
			return nil, false, fmt.Errorf("entry %s in %d: iCalendar knows only the years 1 to 9999", e.UID, y)
		}
		lasts := e.End.After(e.Start)
		zoned = byClock(e.Start) && (!lasts || byClock(e.End))
		setMoment(v, ics.ComponentPropertyDtStart, e.Start, zoned)
		if lasts {
			setMoment(v, ics.ComponentPropertyDtEnd, e.End, zoned)
		}
	}
	var language []ics.PropertyParameter
	if lang != "" {
		language = append(language, &ics.KeyValues{Key: string(ics.ParameterLanguage), Value: []string{lang}})
	}
	v.SetSummary(text(e.Summary), language...)
	if d := text(e.Description); d != "" {
		v.SetDescription(d, language...)
	}
	if l := text(e.Location); l != "" {
		v.SetLocation(l)
	}
	// All in one line: a program that many use takes a second one for a fault and
	// refuses the calendar.
	var categories []string
	for _, c := range e.Categories {
		if c = text(c); c != "" {
			categories = append(categories, c)
		}
	}
	if len(categories) > 0 {
		v.AddCategory(strings.Join(categories, between), language...)
	}
	if u := uri(e.URL); u != "" {
		v.SetURL(u)
	}
	if e.Cancelled {
		v.SetStatus(ics.ObjectStatusCancelled)
	}
	v.SetTimeTransparency(ics.TransparencyTransparent)
	v.SetSequence(e.Sequence)
	v.SetLastModifiedAt(e.Modified)
	if e.alarm != "" {
		a := v.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetDescription(text(e.Summary), language...)
		a.SetTrigger(e.alarm)
	}
	return v, zoned, nil
}

func date(d calendar.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// The time-zone component below is valid from this moment on; earlier moments
// are written in UTC.
var zoneFrom = time.Date(1996, time.October, 27, 1, 0, 0, 0, time.UTC)

// byClock reports whether a moment can be written as what clocks in Berlin show.
// In the hour that there is twice they do not say which one is meant, and an end
// could be shown before its start.
func byClock(t time.Time) bool {
	return !t.Before(zoneFrom) && len(calendar.Moments(t.In(calendar.Berlin))) == 1
}

// setMoment writes a moment as wall-clock time, or else in UTC.
func setMoment(v *ics.VEvent, p ics.ComponentProperty, t time.Time, local bool) {
	if !local {
		v.SetProperty(p, t.UTC().Format("20060102T150405Z"))
		return
	}
	v.SetProperty(p, t.In(calendar.Berlin).Format("20060102T150405"), ics.WithTZID(zone))
}

// berlin returns the time-zone component of Europe/Berlin since 27 October
// 1996: the rule of the European Union (directive 2000/84/EC and its
// predecessor).
func berlin() *ics.VTimezone {
	tz := ics.NewTimezone(zone)
	daylight := &ics.Daylight{}
	daylight.AddProperty(ics.ComponentPropertyDtStart, "19970330T020000")
	daylight.AddProperty(ics.ComponentProperty("TZOFFSETFROM"), "+0100")
	daylight.AddProperty(ics.ComponentProperty("TZOFFSETTO"), "+0200")
	daylight.AddProperty(ics.ComponentProperty("TZNAME"), "CEST")
	daylight.AddRrule("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
	standard := tz.AddStandard()
	standard.AddProperty(ics.ComponentPropertyDtStart, "19961027T030000")
	standard.AddProperty(ics.ComponentProperty("TZOFFSETFROM"), "+0200")
	standard.AddProperty(ics.ComponentProperty("TZOFFSETTO"), "+0100")
	standard.AddProperty(ics.ComponentProperty("TZNAME"), "CET")
	standard.AddRrule("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
	tz.Components = append(tz.Components, daylight)
	return tz
}

// text cleans a text for the library: valid UTF-8, bare line feeds, and no
// other control characters except tabs.
func text(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s))
}

// uri drops characters that an address must not contain, because the library
// does not escape addresses.
func uri(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
