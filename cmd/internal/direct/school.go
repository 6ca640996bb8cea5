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
	if q.Asks(german.AskPast) || q.Asks(german.AskHoliday) || q.Asks(german.AskGreeting) || q.Asks(german.AskFeasts) || q.Asks(german.AskHolidays) {
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
	for _, h := range a.School {
		called := slices.Contains(calledFerien(h.Name), which) || until && (which == "ferien" || which == "schulferien") && h.First >= a.Today
		if called && (year == 0 && h.Last >= a.Today || year != 0 && h.First.Year() == year) {
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
	}
	return nil
}

// listed lists the school holidays that begin within a year, if all of it is known.
func (a *Asker) listed(s span) []Line {
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
	if len(names) == 0 || a.School[0].First > s.first || a.School[len(a.School)-1].Last < s.last {
		return nil
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
	return []string{full, before + " ferien", strings.TrimSuffix(before, "s") + "ferien"}
}
