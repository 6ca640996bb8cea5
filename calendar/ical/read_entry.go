package ical

import (
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"vielfalt/calendar"
)

// A plan is an event as it was read.
type plan struct {
	title     string
	uid       string
	start     moment
	length    length
	rule      *rule // nil if none
	more      []dated
	except    []moment
	instead   *moment // the date of the series that this one replaces; nil if none
	changes   bool    // it replaces one, which may not be known
	cancelled bool
	line      int
	said      *Appointment // nil if only dates are asked for
}

// A dated is a date of RDATE, which may have a length of its own.
type dated struct {
	moment
	length
}

// A moment is a date, or a date and time, in the zone in which it is written.
type moment struct {
	day    calendar.Date
	clock  int // seconds after midnight
	allDay bool
	zone   *time.Location
}

// time returns the moment itself. A time that a clock change leaves out is
// moved as by [time.Date]; of one that comes twice it is the first (RFC 5545, 3.3.5).
func (m moment) time() time.Time { return m.at(0) }

// at returns the moment so many seconds later by the clock on the wall.
func (m moment) at(later int) time.Time {
	t, _ := m.among(later)
	return t
}

// among is at, with whether clocks do not show the time on that day, or show it twice.
func (m moment) among(later int) (time.Time, ClockChange) {
	y, month, d := m.day.Gregorian()
	wall := time.Date(y, month, d, 0, 0, m.clock+later, 0, time.UTC)
	t := time.Date(y, month, d, 0, 0, m.clock+later, 0, m.zone)
	shows := func(t time.Time) bool {
		_, offset := t.Zone()
		return t.Unix()+int64(offset) == wall.Unix()
	}
	if !shows(t) {
		return t, Skipped
	}
	_, before := t.Add(-6 * time.Hour).Zone()
	_, after := t.Add(6 * time.Hour).Zone()
	if before <= after {
		return t, NoChange
	}
	first := wall.Add(-time.Duration(before) * time.Second).In(m.zone)
	if !shows(first) || !shows(first.Add(time.Duration(before-after)*time.Second)) {
		return t, NoChange
	}
	return first, Twice
}

// key tells moments of one series from each other.
func (m moment) key() int64 {
	if m.allDay {
		return int64(m.day)
	}
	return m.time().Unix()
}

func (m moment) same(o moment) bool { return m.allDay == o.allDay && m.key() == o.key() }

// A length is how long a date lasts.
type length struct {
	days int // of whole days, at least 1
	// wall are seconds by the clock on the wall: a night shift ends at six on
	// the night of a clock change too. exact are seconds that pass, as DURATION
	// counts hours.
	wall  int
	exact time.Duration
}

// end returns when a date with times ends; never before it starts.
func (l length) end(m moment) time.Time {
	if end := m.at(l.wall).Add(l.exact); end.After(m.time()) {
		return end
	}
	return m.time()
}

// atMost returns a number of days that a date lasts at most.
func (l length) atMost() calendar.Date {
	return calendar.Date(l.days + l.wall/secondsOfDay + int(l.exact/(24*time.Hour)) + 2)
}

const (
	secondsOfDay = 24 * 60 * 60
	// maxLength is a hundred years, in days.
	maxLength = 36525
)

// troubles are the reasons for which an entry is refused if a property of it
// cannot be read. Titles and the like may be missing.
var troubles = map[string]Reason{
	"DTSTART": ReasonStart, "DTEND": ReasonEnd, "DURATION": ReasonEnd, "RRULE": ReasonRule, "EXRULE": ReasonRule,
	"RDATE": ReasonRule, "EXDATE": ReasonRule, "RECURRENCE-ID": ReasonOverride,
}

// A property is a line that golang-ical has taken apart.
type property struct {
	line   int
	name   string
	value  string
	params map[string]string // by name in capitals
}

func (p property) refuse(reason Reason) error {
	return &refusal{reason: reason, line: p.line, value: p.value}
}

// property takes a line apart; ok is false if that is impossible.
func (l line) property() (p property, ok bool) {
	p = property{line: l.number, name: l.name(), value: l.text, params: map[string]string{}}
	if strings.Count(l.text, ";") > maxSemicolons || l.cut && troubles[p.name] != "" {
		return p, false
	}
	parsed, err := ics.ParseProperty(ics.ContentLine(l.text))
	if err != nil || parsed == nil {
		return p, false
	}
	p.value = strings.TrimSpace(parsed.Value)
	for k, v := range parsed.ICalParameters {
		p.params[strings.ToUpper(k)] = strings.TrimSpace(strings.Join(v, ","))
	}
	return p, true
}

// entry reads an event. Whatever the error, the title, the UID and the date
// that is replaced are as good as they could be read; the error is a *refusal
// or one that ends the work.
func (r *reader) entry(b *block) (*plan, error) {
	p := &plan{cancelled: b.cancelled, line: b.line}
	props := map[string][]property{}
	var bad error
	for _, l := range b.lines {
		if err := r.step(); err != nil {
			return p, err
		}
		prop, ok := l.property()
		p.changes = p.changes || prop.name == "RECURRENCE-ID"
		switch {
		case ok:
			props[prop.name] = append(props[prop.name], prop)
		case bad == nil && troubles[prop.name] != "":
			bad = prop.refuse(troubles[prop.name])
		}
	}
	first := func(name string) property {
		if all := props[name]; len(all) > 0 {
			return all[0]
		}
		return property{line: b.line, name: name}
	}
	p.title = clean(first("SUMMARY").value)
	p.uid = first("UID").value
	if r.all != nil {
		p.said = saidOf(b, props)
	}
	p.cancelled = p.cancelled || strings.EqualFold(first("STATUS").value, "CANCELLED")
	start, startErr := r.moment(first("DTSTART"), calendar.Berlin)

	// Times without a zone are in that of DTSTART.
	home := calendar.Berlin
	if startErr == nil && start.zone != time.UTC {
		home = start.zone
	}
	if len(props["RECURRENCE-ID"]) > 0 {
		id := first("RECURRENCE-ID")
		switch m, err := r.moment(id, home); {
		case err != nil:
			return p, err
		case id.params["RANGE"] != "":
			id.value = "RANGE=" + id.params["RANGE"]
			return p, id.refuse(ReasonOverride)
		default:
			p.instead = &m
		}
	}
	switch {
	case bad != nil:
		return p, bad
	case !b.closed:
		return p, &refusal{reason: ReasonUnfinished, line: b.line}
	case p.cancelled && r.all == nil:
		return p, nil
	case startErr != nil:
		return p, startErr
	case !plannable(start):
		return p, first("DTSTART").refuse(ReasonStart)
	}
	p.start = start
	var err error
	if p.length, err = r.length(start, first("DTEND"), first("DURATION"), home); err != nil {
		return p, err
	}
	if p.instead != nil {
		return p, nil // one date has no rule
	}
	return p, r.recurrence(p, props, home)
}

// plannable reports whether a date may be planned.
func plannable(m moment) bool {
	return m.day >= calendar.NewDate(FirstYear, time.January, 1) && m.day <= calendar.NewDate(LastYear, time.December, 31)
}

// recurrence reads the rule of an entry, its further dates and its exceptions.
func (r *reader) recurrence(p *plan, props map[string][]property, home *time.Location) error {
	rules := append(props["RRULE"], props["EXRULE"]...)
	if len(rules) > 1 || len(props["EXRULE"]) > 0 {
		return rules[len(rules)-1].refuse(ReasonRule)
	}
	for _, prop := range rules {
		rule, reason := readRule(prop.value, p.start, home)
		if reason != "" {
			return prop.refuse(reason)
		}
		p.rule = rule
	}
	for _, prop := range append(props["RDATE"], props["EXDATE"]...) {
		for value := range strings.SplitSeq(prop.value, ",") {
			if err := r.step(); err != nil {
				return err
			}
			one := prop
			one.value = strings.TrimSpace(value)
			if prop.name == "EXDATE" {
				m, err := r.moment(one, home)
				if err != nil {
					return err
				}
				p.except = append(p.except, m)
				continue
			}
			d, err := r.dated(one, p, home)
			if err != nil {
				return err
			}
			p.more = append(p.more, d)
		}
	}
	return nil
}

// dated reads a value of RDATE.
func (r *reader) dated(prop property, p *plan, home *time.Location) (dated, error) {
	value, end, period := strings.Cut(prop.value, "/")
	prop.value = value
	m, err := r.moment(prop, home)
	if err != nil {
		return dated{}, err
	}
	d := dated{m, p.length}
	switch {
	case !plannable(m):
		return d, prop.refuse(ReasonRule)
	case m.allDay && !p.start.allDay:
		// The day alone: the time is that of the others.
		d.moment = p.start
		d.day = m.day
	case !m.allDay && p.start.allDay:
		d.moment.allDay, d.moment.clock = true, 0
	case period:
		prop.name, prop.value = "DTEND", end
		until, lasts := prop, property{line: prop.line}
		if strings.HasPrefix(strings.TrimLeft(end, "+-"), "P") {
			until, lasts = lasts, until
		}
		d.length, err = r.length(m, until, lasts, home)
	}
	return d, err
}

// moment reads the value of a property. The zone is that of its TZID, or else
// the given one.
func (r *reader) moment(p property, zone *time.Location) (moment, error) {
	m, ok := parseMoment(p.value, zone)
	if !ok {
		return m, p.refuse(troubles[p.name])
	}
	if id := p.params["TZID"]; id != "" && !m.allDay && m.zone != time.UTC {
		if m.zone = r.zone(id); m.zone == nil {
			p.value = id
			return m, p.refuse(ReasonZone)
		}
	}
	return m, nil
}

// parseMoment reads a date, or a date and time, in the given zone if it is not
// in UTC.
func parseMoment(s string, zone *time.Location) (m moment, ok bool) {
	value, utc := strings.CutSuffix(strings.ToUpper(s), "Z")
	date, clock, timed := strings.Cut(value, "T")
	y, ok1 := number(date, 0, 4, 1, 9999)
	month, ok2 := number(date, 4, 2, 1, 12)
	d, ok3 := number(date, 6, 2, 1, 31)
	m = moment{day: calendar.NewDate(y, time.Month(month), d), allDay: !timed, zone: calendar.Berlin}
	if _, _, again := m.day.Gregorian(); !ok1 || !ok2 || !ok3 || len(date) != 8 || again != d || utc && !timed {
		return m, false
	}
	if !timed {
		return m, true
	}
	hour, ok1 := number(clock, 0, 2, 0, 23)
	minute, ok2 := number(clock, 2, 2, 0, 59)
	second, ok3 := number(clock, 4, 2, 0, 60) // 60: a leap second
	if !ok1 || !ok2 || !ok3 || len(clock) != 6 {
		return m, false
	}
	m.clock = hour*3600 + minute*60 + min(second, 59)
	m.zone = zone
	if utc {
		m.zone = time.UTC
	}
	return m, true
}

// number reads the n digits from i on, within bounds.
func number(s string, i, n, least, most int) (int, bool) {
	if len(s) < i+n {
		return 0, false
	}
	v := 0
	for _, c := range []byte(s[i : i+n]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, v >= least && v <= most
}

// length returns how long what starts at a moment lasts, by its end or else its
// duration, of which either or both may be missing.
func (r *reader) length(start moment, until, lasts property, home *time.Location) (length, error) {
	l := length{}
	if start.allDay {
		l.days = 1
	}
	switch {
	case until.value != "":
		bad := until.refuse(ReasonEnd)
		end, err := r.moment(until, home)
		if err != nil {
			return l, err
		}
		if end.allDay != start.allDay || end.day > start.day+maxLength {
			return l, bad
		}
		if start.allDay {
			if end.day < start.day {
				return l, bad
			}
			// Programs write the day itself for one day, too.
			l.days = max(1, int(end.day-start.day))
			return l, nil
		}
		if end.time().Before(start.time()) {
			return l, bad
		}
		if end.zone != start.zone {
			t := end.time().In(start.zone)
			end.day, end.clock = calendar.DateOf(t), t.Hour()*3600+t.Minute()*60+t.Second()
		}
		l.wall = max(0, int(end.day-start.day)*secondsOfDay+end.clock-start.clock)
	case lasts.value != "":
		days, exact, ok := duration(lasts.value)
		whole := (exact + 24*time.Hour - 1) / (24 * time.Hour)
		if !ok || days+int(whole) > maxLength {
			return l, lasts.refuse(ReasonEnd)
		}
		if start.allDay {
			l.days = max(1, days+int(whole))
			return l, nil
		}
		l.wall, l.exact = days*secondsOfDay, exact
	}
	return l, nil
}

// duration reads a DURATION that is not negative: days, and what passes beside
// them.
func duration(s string) (days int, exact time.Duration, ok bool) {
	s, ok = strings.CutPrefix(strings.TrimPrefix(strings.ToUpper(s), "+"), "P")
	if !ok || s == "" {
		return 0, 0, false
	}
	date, clock, timed := strings.Cut(s, "T")
	if timed && clock == "" {
		return 0, 0, false
	}
	for _, part := range []struct {
		s     string
		units string
	}{{date, "WD"}, {clock, "HMS"}} {
		units := part.units
		for rest := part.s; rest != ""; {
			i := strings.IndexAny(rest, units)
			if i < 1 || i > 7 { // seven digits are centuries of hours
				return 0, 0, false
			}
			n, digits := number(rest, 0, i, 0, 9_999_999)
			if !digits {
				return 0, 0, false
			}
			switch rest[i] {
			case 'W':
				days += 7 * n
			case 'D':
				days += n
			case 'H':
				exact += time.Duration(n) * time.Hour
			case 'M':
				exact += time.Duration(n) * time.Minute
			case 'S':
				exact += time.Duration(n) * time.Second
			}
			// Each unit at most once, the larger first.
			units = units[strings.IndexByte(units, rest[i])+1:]
			rest = rest[i+1:]
		}
	}
	return days, exact, true
}
