package datecheck

import (
	"cmp"
	"slices"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/sky"
	"vielfalt/content/profile"
)

// margin is how long before sunset an event must end, and after sunset begin, to
// be clear of a day that begins or ends then.
const margin = 60

// A plan says what days mean for a question.
type plan struct {
	*Checker
	q    Question
	year *year // the last one looked at
}

func (c *Checker) plan(q Question) *plan { return &plan{Checker: c, q: q} }

// at returns what may concern a day, and the public holidays on it.
func (p *plan) at(d calendar.Date) ([]*kept, []holiday) {
	if p.year == nil || d < p.year.first || d > p.year.last {
		p.year = p.Years.year(p.Checker, d.Year())
	}
	i := d - p.year.first
	return p.year.kept[i], p.year.holidays[i]
}

// holiday returns the public holiday of one of the question's Länder on a day.
func (p *plan) holiday(d calendar.Date) (holiday, bool) {
	_, holidays := p.at(d)
	for _, h := range holidays {
		if slices.Contains(p.q.Laender, h.land) {
			return h, true
		}
	}
	return holiday{}, false
}

// off reports whether the house itself is off duty on a day that would be a
// working day.
func (p *plan) off(d calendar.Date) bool {
	p.at(d)
	return p.year.off[d-p.year.first]
}

// workday reports whether a day is a working day, and if not, why.
func (p *plan) workday(d calendar.Date) (why string, ok bool) {
	if h, is := p.holiday(d); is {
		return h.name, false
	}
	switch {
	case d.IsWeekend():
		return weekdayName(d, p.Lang), false
	case p.off(d):
		return say(p.Lang, "das Haus ist dienstfrei", "the house is off duty"), false
	}
	return "", true
}

// bridge returns the public holiday that a working day lies beside, if it lies
// between it and other days that are none.
func (p *plan) bridge(d calendar.Date) (holiday, bool) {
	if _, ok := p.workday(d); !ok {
		return holiday{}, false
	}
	_, before := p.workday(d - 1)
	_, after := p.workday(d + 1)
	if before || after {
		return holiday{}, false
	}
	for _, beside := range []calendar.Date{d - 1, d + 1} {
		if h, ok := p.holiday(beside); ok && !beside.IsWeekend() {
			return h, true
		}
	}
	return holiday{}, false
}

// sunset returns when the sun sets at the house's seat, in minutes after
// midnight.
func (c *Checker) sunset(d calendar.Date) int {
	t, _ := sky.Sunset(d, c.Region.Seat) // in Germany it does so every day
	t = t.Round(time.Minute).In(calendar.Berlin)
	return t.Hour()*60 + t.Minute()
}

// weigh returns what a record's advice comes to for the question.
func (p *plan) weigh(w profile.Work) Level {
	level := levelOf(w.Meetings.Advice)
	if p.q.Travel {
		level = max(level, levelOf(w.Travel.Advice))
	}
	if p.q.Food {
		level = max(level, levelOf(w.Catering.Advice))
	}
	return level
}

func levelOf(a profile.Advice) Level {
	switch a {
	case profile.Avoid:
		return Move
	case profile.Consider:
		return Care
	}
	return Hint
}

// on returns what day n of an occurrence means, the record that says most of
// it, and the most that any says.
func (p *plan) on(k *kept, n int) (Level, profile.Work, profile.Text, *profile.Profile) {
	best := Free
	var work profile.Work
	var text profile.Text
	var of *profile.Profile
	for _, one := range k.profiles {
		t, w := one.On(n, k.Length())
		if level := p.weigh(w); level > best {
			best, work, text, of = level, w, t, one
		}
	}
	return max(best, Hint), work, text, of
}

// touch says how an occurrence touches a day, and how much that weighs. Free
// means that it does not.
func (p *plan) touch(k *kept, d calendar.Date) (rel Relation, level Level, n int) {
	switch {
	case k.Covers(d):
		n, _ = k.Day(d)
		level, _, _, _ = p.on(k, n)
		if p.over(k, d, k.Last, level) {
			return "", Free, 0
		}
		switch {
		case level == Hint && k.goesOn():
			return Running, Free, n
		case level == Hint && !p.q.Festive && (k.Observance.Kind == calendar.ActionDay || k.Observance.Kind == calendar.Remembrance):
			return OnDay, Free, n // there is one nearly every other day
		}
		return OnDay, level, n
	case k.IsEve(d):
		rel, level = p.eve(k, d)
	}
	// An unsure day weighs as much as its eve, or more.
	if possible, n := p.possible(k, d); possible > level {
		return Possible, possible, n
	}
	return rel, level, 0
}

// over reports whether an occurrence that ends at sunset, with its last day, is
// over when the event begins.
func (p *plan) over(k *kept, d, last calendar.Date, level Level) bool {
	return k.Observance.Begin == calendar.Sunset && d == last && level >= Care && p.q.Timed() && p.q.Start >= p.sunset(d)+margin
}

// eve weighs the evening on which an occurrence begins.
func (p *plan) eve(k *kept, d calendar.Date) (Relation, Level) {
	first, _, _, _ := p.on(k, 1)
	switch {
	case first < Care:
		return "", Free
	case !p.q.Timed():
		return OnEve, Care
	case p.q.End > p.sunset(d)-margin:
		return OnEve, first
	}
	return InTime, Hint
}

// possible weighs an occurrence that is not expected on a day, but may be kept
// on it: one less than if it were.
func (p *plan) possible(k *kept, d calendar.Date) (level Level, n int) {
	if k.Sure() {
		return Free, 0
	}
	earliest, latest := min(k.Earliest, k.First), max(k.Latest, k.First)
	for first := earliest; first <= latest; first++ {
		// Custom chooses between days, and seldom what lies between them.
		if first == k.First || k.Cause == calendar.Custom && first != earliest && first != latest {
			continue
		}
		day := int(d-first) + 1
		if day < 1 || day > k.Length() {
			continue
		}
		one, _, _, _ := p.on(k, day)
		if p.over(k, d, first+k.Last-k.First, one) {
			continue
		}
		// What means nothing, or what a period means after that, is not worth
		// telling of a day on which it is not expected.
		if one--; one < Hint || one == Hint && k.goesOn() {
			continue
		}
		if one > level {
			level, n = one, day
		}
	}
	return level, n
}

// blocks reports whether a finding of a level keeps a day from being offered.
// Long periods do not, else all of Ramadan would; but where food is served, those
// in which nothing is eaten by day do. Others ask for another dish, not for
// another day.
func (p *plan) blocks(k *kept, level Level) bool {
	return level >= Move || level >= Care && (k.Length() <= 7 || p.q.Food && k.fastsByDay())
}

// free reports whether something may be offered for the days from one to
// another, and which long periods go on then.
func (p *plan) free(from, to calendar.Date) (beside []string, ok bool) {
	for d := from; d <= to; d++ {
		_, work := p.workday(d)
		// What takes longer than a week has a weekend in it.
		if !work && (!d.IsWeekend() || to-from < 5 || d == from || d == to) {
			return nil, false
		}
		if _, is := p.bridge(d); is {
			return nil, false
		}
		all, _ := p.at(d)
		for _, k := range all {
			_, level, _ := p.touch(k, d)
			if p.abroad(k, nil) {
				level = min(level, Care)
			}
			if p.forbidden(k, d) {
				level = Move
			}
			switch {
			case p.blocks(k, level):
				return nil, false
			case level >= Care:
				beside = addNew(beside, k.Observance.Name.In(p.Lang))
			}
		}
	}
	return beside, true
}

// inWeek returns the free day nearest to one within its week.
func (p *plan) inWeek(d calendar.Date) Near {
	out := Near{Later: []calendar.Date{}, Earlier: []calendar.Date{}, Sought: true}
	monday := d.OnOrBefore(time.Monday)
	var week []calendar.Date
	for day := monday; day < monday+7; day++ {
		if day != d && day >= p.Today {
			week = append(week, day)
		}
	}
	slices.SortStableFunc(week, func(a, b calendar.Date) int { return cmp.Compare(distance(a, d), distance(b, d)) })
	for _, day := range week {
		beside, ok := p.free(day, day)
		if !ok {
			continue
		}
		if day > d {
			out.Later = append(out.Later, day)
		} else {
			out.Earlier = append(out.Earlier, day)
		}
		out.beside(day, beside)
		break
	}
	return out
}

// distance is how far a day is from another; of two as far, the later is nearer.
func distance(a, from calendar.Date) calendar.Date {
	if a < from {
		return 2 * (from - a)
	}
	return 2*(a-from) - 1
}
