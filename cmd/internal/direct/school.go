package direct

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/cmd/internal/spelling"
	"vielfalt/search/german"
)

// schoolHolidays answers when the schools of the Land are closed: "Osterferien",
// "Ferien 2027". Of other Länder the house knows nothing.
func (a *Asker) schoolHolidays(q german.Question) *Answer {
	if q.Asks(german.AskPast) || q.Asks(german.AskHoliday) || q.Asks(german.AskGreeting) || q.Asks(german.AskFeasts) || q.Asks(german.AskHolidays) || q.Asks(german.AskBridge) {
		return nil
	}
	here := a.withoutLand(q.About)
	which := spelling.Fold(here)
	year := a.yearAsked(q)
	until := q.Asks(german.AskUntil)
	if (which == "schulferien" || which == "ferien" && (year > 0 || q.Asks(german.AskDate) || q.Asks(german.AskNext) || here != q.About)) && !until {
		if s, ok := a.yearOf(q); ok {
			return answered(Date, "", a.listed(s))
		}
		return nil
	}
	breaks := a.breaks(here, year)
	if anyFerien(which) { // how long until they begin
		breaks = slices.DeleteFunc(breaks, func(h school.Holiday) bool { return !until || h.First < a.Today })
	}
	if len(breaks) == 0 {
		return nil
	}
	h := breaks[0]
	name := ferien(h.Name)
	line := Line{Name: name, URL: a.Check(h.First), From: h.First, To: h.Last, Certainty: sure(h)}
	line.Text = a.Words.T("answer.school", "Name", name, "In", a.Land.In(a.Words.Lang), "Days", a.Words.Range(h.First, h.Last), "Source", a.source(h))
	if until {
		line.Text += a.countdown(h.First, h.First)
	}
	if q.Asks(german.AskWhichWeek) {
		line.Text += a.weekSaid(h.First)
	}
	return answered(Date, "", []Line{line})
}

// breaks returns the school holidays of the Land that are called so, or all if the name is
// that of any: those of a year, or those that are not over if it is 0.
func (a *Asker) breaks(name string, year int) []school.Holiday {
	which := spelling.Fold(name)
	var out []school.Holiday
	for _, h := range a.School {
		called := anyFerien(which) || slices.Contains(calledFerien(h.Name), which)
		if called && (year == 0 && h.Last >= a.Today || year != 0 && h.First.Year() == year) {
			out = append(out, h)
		}
	}
	return out
}

// anyFerien reports whether a folded name is that of any school holidays.
func anyFerien(name string) bool { return name == "ferien" || name == "schulferien" }

// duringBreaks returns the spans of the next school holidays that are called so, or of those
// of the year that is asked for.
func (a *Asker) duringBreaks(q german.Question, about string) []span {
	name := a.withoutLand(about)
	year, many := a.yearAsked(q), anyFerien(spelling.Fold(name))
	if many && year > 0 {
		return nil // more than an answer has lines
	}
	var out []span
	for _, h := range a.breaks(name, year) {
		out = append(out, span{name: a.Words.T("answer.break", "Name", ferien(h.Name), "Days", a.Words.Range(h.First, h.Last)), first: h.First, last: h.Last, url: a.Traditions(h.First, true, nil)})
		if !many {
			break
		}
	}
	return out
}

// schoolFree answers whether the schools of the Land are closed on a day or a feast, or when
// they are, in a month or a year. Days that each school chooses itself are not known.
func (a *Asker) schoolFree(q german.Question) *Answer {
	if !q.Asks(german.AskSchoolFree) || q.Asks(german.AskUntil) || q.Asks(german.AskBridge) || q.Asks(german.AskPast) {
		return nil
	}
	q.Intents = slices.DeleteFunc(slices.Clone(q.Intents), func(i german.Intent) bool { return i == german.AskSchoolFree })
	if asksElse(q) {
		return nil
	}
	q.About = a.withoutLand(q.About)
	if d, ok := a.asked(q); ok {
		return answered(Holiday, "", a.schoolOn(d)).whole(true)
	}
	spans := a.spans(q, q.About)
	if s, ok := a.yearOf(q); len(spans) == 0 && q.About == "" && q.Week == 0 && ok {
		spans = []span{s}
	}
	var lines []Line
	for _, s := range spans {
		if breaks := a.listed(s); len(breaks) > 0 {
			lines = append(append(lines, breaks...), a.holidays(s.name, s.first, s.last)...)
		}
	}
	if len(spans) > 0 {
		return answered(Holiday, spans[0].guess, lines)
	}
	s := a.named(q)
	var weekends []Line // when schools are closed anyhow
	for _, id := range append(s.ids, a.namedAfter(s)...) {
		oc, ok := a.ahead(id, s.year)
		if !ok || oc.First != oc.Last || oc.Earliest != oc.Latest {
			continue
		}
		for _, l := range a.schoolOn(oc.First) {
			name := oc.Observance.Name.In(a.Words.Lang)
			l.Target, l.Name, l.Text = string(id), name, name+", "+l.Text
			if oc.First.IsWeekend() {
				weekends = append(weekends, l)
			} else {
				lines = append(lines, l)
			}
		}
	}
	if len(lines) == 0 {
		lines = weekends
	}
	return answered(Holiday, s.guess, merged(lines))
}

// schoolOn says whether the schools are closed on a day; nothing if that is not known.
func (a *Asker) schoolOn(d calendar.Date) []Line {
	line := Line{Name: a.Words.LongDate(d), URL: a.On(d), From: d, To: d}
	in, key, name, source := a.Land.In(a.Words.Lang), "answer.schoolfree.no", "", ""
	if d.IsWeekend() {
		key = "answer.schoolfree.weekend"
	}
	for _, h := range a.School {
		if h.First <= d && d <= h.Last {
			key, name, source, line.Certainty = "answer.schoolfree.break", ferien(h.Name), a.source(h), sure(h)
		}
	}
	if a.known(d) {
		for _, o := range a.publicHolidays(d, d) {
			key, name, line.Certainty = "answer.schoolfree.holiday", o.Observance.Name.In(a.Words.Lang), calendar.Exact
		}
	}
	if name == "" && !(a.known(d) && a.schoolKnown(d, d)) {
		return nil
	}
	line.Text = line.Name + ": " + a.Words.T(key, "In", in, "Name", name, "Source", source)
	return []Line{line}
}

// schoolKnown reports whether all school holidays from one day to another are known.
func (a *Asker) schoolKnown(from, to calendar.Date) bool {
	return len(a.School) > 0 && a.School[0].First <= from && a.School[len(a.School)-1].Last >= to
}

// listed lists the school holidays of which some days are within a span, if all of it is known.
func (a *Asker) listed(s span) []Line {
	if !a.schoolKnown(s.first, s.last) {
		return nil
	}
	var names []string
	sources := map[string]bool{}
	line := Line{Name: a.Words.T("answer.schools", "In", a.Land.In(a.Words.Lang), "When", s.name), From: s.first, To: s.last, Certainty: calendar.Announced}
	for _, h := range a.School {
		if h.Last < s.first || h.First > s.last {
			continue
		}
		names = append(names, a.Words.T("answer.run", "Day", a.Words.Range(h.First, h.Last), "Name", ferien(h.Name)))
		sources[a.source(h)] = true
		line.URL = cmp.Or(line.URL, a.Check(h.First))
		if sure(h) != calendar.Announced {
			line.Certainty = sure(h)
		}
	}
	if len(names) == 0 {
		line.URL = a.On(s.first)
		line.Text = line.Name + ": " + a.Words.T("answer.holidays.none")
		return []Line{line}
	}
	line.Text = line.Name + ": " + strings.Join(names, " · ") + " (" + strings.Join(slices.Sorted(maps.Keys(sources)), "; ") + ")."
	return []Line{line}
}

// sure says how sure the days of a holiday are.
func sure(h school.Holiday) calendar.Certainty {
	if h.Proof == school.Ministry {
		return calendar.Announced
	}
	return calendar.Computed
}

// source says on what the days of a holiday rest.
func (a *Asker) source(h school.Holiday) string {
	switch h.Proof {
	case school.Ministry:
		return a.Words.T("answer.school.ministry")
	case school.Agreed:
		return a.Words.T("answer.school.agreed")
	case school.Single:
		return a.Words.T("answer.school.single")
	}
	return a.Words.T("answer.school.house")
}

// ferien returns what a holiday is called in full: "Osterferien".
func ferien(name string) string {
	if strings.HasSuffix(strings.ToLower(name), "ferien") {
		return name
	}
	for _, cut := range []struct{ end, instead string }{{"ihnachten", "ihnachts"}, {"fingsten", "fingst"}, {"stern", "ster"}} {
		if before, ok := strings.CutSuffix(name, cut.end); ok {
			return before + cut.instead + "ferien"
		}
	}
	return name + "ferien"
}

// calledFerien returns what people call a holiday, folded.
func calledFerien(name string) []string {
	full := spelling.Fold(ferien(name))
	before := strings.TrimSuffix(full, "ferien")
	bare := spelling.Fold(name)
	return []string{full, before + " ferien", strings.TrimSuffix(before, "s") + "ferien", bare + " ferien", "ferien " + bare, "ferien an " + bare, "ferien zu " + bare}
}
