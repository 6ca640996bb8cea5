package direct

import (
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/spelling"
	"vielfalt/content/profile"
	"vielfalt/search/german"
)

// holiday answers whether a day is a public holiday of the Land, and lists those
// to come, or of a year or a month.
func (a *Asker) holiday(q german.Question) *Answer {
	list := q.Asks(german.AskHolidays)
	if !list && !q.Asks(german.AskHoliday) || asksElse(q) || q.Asks(german.AskBridge) {
		return nil
	}
	q.About = a.withoutLand(q.About)
	if d, ok := a.asked(q); ok {
		lines := a.freeOn(d)
		if len(lines) > 0 && q.About != "" {
			lines = append(lines, a.kept(d)[0]) // people call any feast a Feiertag
		}
		return answered(Holiday, "", lines).whole(q.About == "")
	}
	if anyFerien(spelling.Fold(q.About)) { // both are asked for
		if s, ok := a.yearOf(q); ok && !q.Asks(german.AskNext) && !q.Asks(german.AskDate) && !q.Asks(german.AskUntil) {
			return answered(Holiday, "", append(a.holidays(s.name, s.first, s.last), a.listed(s)...))
		}
		return nil
	}
	if spans := a.spans(q, q.About); len(spans) > 0 {
		var lines []Line
		for _, s := range spans {
			when := s.name
			if s.near && s.last-s.first <= partDays && q.Week == 0 {
				when = a.Words.Range(s.first, s.last)
			}
			lines = append(lines, a.holidays(when, s.first, s.last)...)
		}
		return answered(Holiday, spans[0].guess, lines).whole(spans[0].near)
	}
	if q.Week > 0 || q.Asks(german.AskWeekend) {
		return nil // those of a year that are at weekends are not told apart
	}
	if q.About == "" {
		switch {
		case q.Asks(german.AskNext):
			return answered(Holiday, "", a.nextHoliday(q.Asks(german.AskUntil)))
		case list:
			if s, ok := a.yearOf(q); ok {
				return answered(Holiday, "", a.holidays(s.name, s.first, s.last))
			}
		}
		return nil
	}
	if q.Asks(german.AskDate) || q.Asks(german.AskUntil) {
		return nil // "wann ist Fronleichnam frei" asks for the date
	}
	s := a.named(q)
	var free, not []Line
	for _, id := range s.ids {
		if line, yes, ok := a.free(id, s.year); ok && yes {
			free = append(free, line)
		} else if ok {
			not = append(not, line)
		}
	}
	for _, id := range a.namedAfter(s) {
		if line, yes, ok := a.free(id, s.year); ok && yes {
			free = append(free, line)
		}
	}
	return answered(Holiday, s.guess, append(merged(free), merged(not)...))
}

// leastStem is how many letters a feast's name has at least without its ending, for
// holidays to be named after it.
const leastStem = 5

// namedAfter returns the public holidays of the Land that are called after a feast and
// are another day: who asks whether Ostern is free wants to know of Ostermontag.
func (a *Asker) namedAfter(s subject) []calendar.ID {
	stem := strings.TrimRight(spelling.Fold(s.name), "nse") // Ostern, Pfingsten
	if len(stem) < leastStem || strings.Contains(stem, " ") {
		return nil
	}
	from, to := a.Today, a.Today+365
	if s.year > 0 {
		from, to = calendar.NewDate(s.year, time.January, 1), calendar.NewDate(s.year, time.December, 31)
	}
	var out []calendar.ID
	for _, o := range a.publicHolidays(from, to) {
		id := o.Observance.ID
		called := slices.ContainsFunc([]string{"de", "en"}, func(lang string) bool {
			return strings.HasPrefix(spelling.Fold(o.Observance.Name.In(lang)), stem)
		})
		if called && !slices.Contains(s.ids, id) && !slices.Contains(s.ids, o.Observance.SameAs) {
			out = append(out, id)
		}
	}
	return out
}

// known reports whether it is known which days are public holidays of the Land on
// a day: its tables begin with some year.
func (a *Asker) known(d calendar.Date) bool {
	return d >= a.Calendar.Begins(a.Land.Tradition()) && d.Year() >= firstYear && d.Year() <= lastYear
}

// publicHolidays returns those of the Land from one day to another, in their
// order.
func (a *Asker) publicHolidays(from, to calendar.Date) []calendar.Occurrence {
	all := a.Calendar.Occurrences(from, to, calendar.Filter{Traditions: []string{a.Land.Tradition()}, Apart: true})
	return slices.DeleteFunc(all, func(o calendar.Occurrence) bool { return o.Observance.Kind != calendar.PublicHoliday })
}

// holidays lists the public holidays from one day to another in one line; none if
// they are not known.
func (a *Asker) holidays(when string, from, to calendar.Date) []Line {
	if !a.known(from) || !a.known(to) {
		return nil
	}
	var names []string
	for _, o := range a.publicHolidays(from, to) {
		names = append(names, a.Words.T("answer.run", "Day", a.Words.Day(o.First), "Name", o.Observance.Name.In(a.Words.Lang)))
	}
	if len(names) == 0 {
		names = []string{a.Words.T("answer.holidays.none")}
	}
	name := a.Words.T("answer.holidays", "In", a.Land.In(a.Words.Lang), "When", when)
	return []Line{{Name: name, Text: name + ": " + strings.Join(names, " · "), URL: a.Holidays(from.Year()), From: from, To: to}}
}

// nextHoliday says which public holiday is next, and how long that is if it is asked.
func (a *Asker) nextHoliday(until bool) []Line {
	all := a.publicHolidays(a.Today, a.Today+365)
	if len(all) == 0 {
		return nil
	}
	line := a.when(a.about(all[0].Observance), all[0])
	if until {
		line.Text += a.countdown(all[0].Earliest, all[0].Latest)
	}
	return []Line{line}
}

// freeOn says whether a day is a public holiday.
func (a *Asker) freeOn(d calendar.Date) []Line {
	if !a.known(d) {
		return nil
	}
	line := Line{Name: a.Words.LongDate(d), URL: a.On(d), From: d, To: d}
	in := a.Land.In(a.Words.Lang)
	line.Text = line.Name + ": " + a.Words.T("answer.holiday.noday", "In", in)
	if d.IsWeekend() {
		line.Text = line.Name + ": " + a.Words.T("answer.holiday.weekend", "In", in)
	}
	if d >= a.Today && a.offDuty(d) {
		line.Text += " " + a.Words.T("answer.offduty")
	}
	for _, o := range a.publicHolidays(d, d) {
		line.Text = line.Name + ": " + a.Words.T("answer.holiday.day", "In", in, "Name", o.Observance.Name.In(a.Words.Lang))
	}
	return []Line{line}
}

// offDuty reports whether the house is off duty on a day of the week on which it works
// otherwise, and that is no public holiday.
func (a *Asker) offDuty(d calendar.Date) bool {
	return !d.IsWeekend() && len(a.publicHolidays(d, d)) == 0 && !a.Workday(d)
}

// free says whether an observance is a public holiday, in a year or next; ok is
// false if that is not known.
func (a *Asker) free(id calendar.ID, year int) (line Line, yes, ok bool) {
	o, found := a.Calendar.Observance(id)
	if !found {
		return line, false, false
	}
	oc, found := a.Calendar.Next(id, a.Today)
	if year > 0 {
		all := a.Calendar.Of(id, calendar.NewDate(year, time.January, 1), calendar.NewDate(year, time.December, 31))
		if found = len(all) > 0; found {
			oc = all[0]
		}
	}
	if !found || !a.known(oc.First) {
		return line, false, false
	}
	line = a.about(o)
	line.From, line.To, line.Certainty = oc.First, oc.Last, oc.Certainty
	in, name := a.Land.In(a.Words.Lang), line.Name
	if year > 0 {
		name += " (" + a.Words.Date(oc.First) + ")"
	}
	on := a.publicHolidays(oc.First, oc.First)
	if oc.Last < a.Today {
		key := "answer.holiday.was"
		if len(on) == 0 {
			key = "answer.holiday.wasnot"
		}
		line.Text = a.Words.T(key, "Name", name, "In", in)
		return line, len(on) > 0, true
	}
	if len(on) == 0 {
		line.Text = a.Words.T("answer.holiday.no", "Name", name, "In", in)
		if oc.First == oc.Last && a.offDuty(oc.First) {
			line.Text += " " + a.Words.T("answer.offduty")
		}
		return line, false, true
	}
	if !slices.ContainsFunc(on, func(h calendar.Occurrence) bool {
		return h.Observance.ID == id || h.Observance.SameAs == id || o.SameAs == h.Observance.ID
	}) { // it only falls on one
		line.Text = a.Words.T("answer.holiday.on", "Name", name, "In", in, "Holiday", on[0].Observance.Name.In(a.Words.Lang))
		return line, true, true
	}
	line.Text = a.Words.T("answer.holiday.yes", "Name", name, "In", in)
	if law, ok := a.law(id); ok {
		line.Checked = law.Checked
		line.Text = a.Words.T("answer.holiday.law", "Name", name, "In", in, "Section", law.Section, "Date", a.Words.Date(law.Checked))
	}
	return line, true, true
}

// law returns where the law says that a day is a public holiday.
func (a *Asker) law(id calendar.ID) (profile.Law, bool) {
	r, ok := a.Profiles.Of(id)
	if !ok || r.Law.Section == "" || !slices.Contains(r.Law.Status, profile.PublicHoliday) {
		return profile.Law{}, false
	}
	return r.Law, true
}
