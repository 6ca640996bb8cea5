package direct

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content/datecheck"
	"vielfalt/content/profile"
	"vielfalt/search/german"
)

// holiday answers whether a day is a public holiday of the Land, and lists those
// of a year.
func (a *Asker) holiday(q german.Question) *Answer {
	if !q.Asks(german.AskHoliday) {
		return nil
	}
	year := q.Year
	switch {
	case year > 0:
	case q.Asks(german.AskNextYear):
		year = a.Today.Year() + 1
	default:
		year = a.Today.Year()
	}
	if year < firstYear || year > lastYear {
		return nil
	}
	if q.About == "" {
		return answered(Holiday, "", a.holidays(year, 0))
	}
	if y, m, ok := datecheck.ReadMonth(q.About, a.Today); ok {
		if q.Year > 0 || q.Asks(german.AskNextYear) {
			y = year
		}
		return answered(Holiday, "", a.holidays(y, m))
	}
	ids, guess := a.named(q)
	var lines []Line
	for _, id := range ids {
		if line, ok := a.free(id, q.Year); ok {
			lines = append(lines, line)
		}
	}
	return answered(Holiday, guess, merged(lines))
}

// publicHolidays returns those of the Land in a year, in their order.
func (a *Asker) publicHolidays(year int) []calendar.Occurrence {
	all := a.Calendar.Occurrences(calendar.NewDate(year, time.January, 1), calendar.NewDate(year, time.December, 31), calendar.Filter{Traditions: []string{a.Land.Tradition()}, Apart: true})
	return slices.DeleteFunc(all, func(o calendar.Occurrence) bool { return o.Observance.Kind != calendar.PublicHoliday })
}

// holidays lists the public holidays of a year in one line, or those of one of its
// months.
func (a *Asker) holidays(year int, month time.Month) []Line {
	var names []string
	for _, o := range a.publicHolidays(year) {
		if _, m, _ := o.First.Gregorian(); month != 0 && m != month {
			continue
		}
		names = append(names, a.Words.T("answer.run", "Day", a.Words.Day(o.First), "Name", o.Observance.Name.In(a.Words.Lang)))
	}
	if len(names) == 0 && month == 0 {
		return nil // nothing is known of the year
	}
	when := strconv.Itoa(year)
	if month != 0 {
		when = a.Words.T("calendar.month", "Month", a.Words.Month(month), "Year", year)
	}
	name := a.Words.T("answer.holidays", "In", a.Land.In(a.Words.Lang), "When", when)
	if len(names) == 0 {
		names = []string{a.Words.T("answer.holidays.none")}
	}
	return []Line{{Name: name, Text: name + ": " + strings.Join(names, " · "), URL: a.Holidays(year), From: calendar.NewDate(year, time.January, 1), To: calendar.NewDate(year, time.December, 31)}}
}

// free says whether an observance is a public holiday, in a year or next.
func (a *Asker) free(id calendar.ID, year int) (Line, bool) {
	o, ok := a.Calendar.Observance(id)
	if !ok {
		return Line{}, false
	}
	oc, ok := a.Calendar.Next(id, a.Today)
	if year > 0 {
		all := a.Calendar.Of(id, calendar.NewDate(year, time.January, 1), calendar.NewDate(year, time.December, 31))
		if ok = len(all) > 0; ok {
			oc = all[0]
		}
	}
	if !ok {
		return Line{}, false
	}
	line := Line{Target: string(id), Name: o.Name.In(a.Words.Lang), URL: a.Observance(id), From: oc.First, To: oc.Last, Certainty: oc.Certainty}
	in := a.Land.In(a.Words.Lang)
	free := slices.ContainsFunc(a.publicHolidays(oc.First.Year()), func(h calendar.Occurrence) bool {
		return h.First == oc.First && (h.Observance.ID == id || h.Observance.SameAs == id || o.SameAs == h.Observance.ID)
	})
	if !free {
		line.Text = a.Words.T("answer.holiday.no", "Name", line.Name, "In", in)
		return line, true
	}
	line.Text = a.Words.T("answer.holiday.yes", "Name", line.Name, "In", in)
	if law, ok := a.law(id); ok {
		line.Checked = law.Checked
		line.Text = a.Words.T("answer.holiday.law", "Name", line.Name, "In", in, "Section", law.Section, "Date", a.Words.Date(law.Checked))
	}
	return line, true
}

// law returns where the law says that a day is a public holiday.
func (a *Asker) law(id calendar.ID) (profile.Law, bool) {
	r, ok := a.Profiles.Of(id)
	if !ok || r.Law.Section == "" || !slices.Contains(r.Law.Status, profile.PublicHoliday) {
		return profile.Law{}, false
	}
	return r.Law, true
}
