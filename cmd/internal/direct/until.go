package direct

import (
	"vielfalt/calendar"
	"vielfalt/search/german"
)

// until answers how many days there are until a feast, or a date.
func (a *Asker) until(q german.Question) *Answer {
	if !q.Asks(german.AskUntil) || asksElse(q) || len(q.Intents) > 1 {
		return nil
	}
	if d, ok := a.asked(q); ok {
		if d <= a.Today {
			return nil
		}
		line := Line{Name: a.Words.LongDate(d), URL: a.On(d), From: d, To: d}
		line.Text = line.Name + ":" + a.countdown(d, d)
		return answered(Date, "", []Line{line}).whole(true)
	}
	s := a.named(q)
	if s.year != 0 && (s.year < a.Today.Year() || s.year > lastYear) {
		return nil
	}
	return a.coming(q, s, func(oc calendar.Occurrence) string { return a.countdown(oc.Earliest, oc.Latest) })
}

// coming answers when the observances of a subject are next, or in its year, with what is
// said of each behind.
func (a *Asker) coming(q german.Question, s subject, said func(calendar.Occurrence) string) *Answer {
	var lines []Line
	for _, id := range s.ids {
		if oc, ok := a.ahead(id, s.year); ok {
			line := a.when(a.about(oc.Observance), oc)
			line.Text += said(oc)
			line.claim = a.Names.Claim(id, s.name)
			lines = append(lines, line)
		}
	}
	out := answered(Date, s.guess, merged(lines))
	if out != nil {
		out.About = s.searched(q)
	}
	return out
}

// ahead returns the first occurrence of an observance that is not over, or in a year if that
// is not 0.
func (a *Asker) ahead(id calendar.ID, year int) (calendar.Occurrence, bool) {
	from := a.Today
	if year > a.Today.Year() {
		from = calendar.NewDate(year, 1, 1)
	}
	oc, ok := a.Calendar.Next(id, from)
	return oc, ok && (year == 0 || oc.First.Year() == year)
}

// countdown says how many days there are until one that lies between two others, as a
// sentence behind another; it is empty if that has begun, or may have.
func (a *Asker) countdown(earliest, latest calendar.Date) string {
	from, to := int(earliest-a.Today), int(latest-a.Today)
	switch {
	case from == 0 && to == 0:
		return " " + a.Words.T("answer.until.today")
	case from <= 0:
		return ""
	case from == to:
		return " " + a.Words.N("answer.until", to)
	}
	return " " + a.Words.T("answer.until.between", "From", from, "To", to)
}
