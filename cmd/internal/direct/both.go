package direct

import (
	"slices"
	"strconv"
	"strings"

	"vielfalt/cmd/internal/spelling"
	"vielfalt/search/german"
)

// both answers two questions in one, "Sommerferien und Herbstferien 2027", "wann sind Ostern
// und Pfingsten": each must be answered by itself, without a guess.
func (a *Asker) both(q german.Question) *Answer {
	if asksElse(q) || len(q.Intents) == 0 && q.Year == 0 && !strings.Contains(spelling.Fold(q.Text), "ferien") {
		return nil // of two bare names no date is asked
	}
	if slices.ContainsFunc(nearDays, q.Asks) && !severalDays(q) {
		return nil // only such days stand beside each other
	}
	for _, half := range german.Halves(q.Text) {
		first := a.half(q, half[0])
		if first == nil {
			continue
		}
		if second := a.half(q, half[1]); second != nil {
			return answered(first.Kind, "", shared(first.Lines, second.Lines))
		}
	}
	return nil
}

// feastOn answers whether a feast is on a day, "ist Ostern am 28. März 2027", "ist morgen
// Zuckerfest": when it is, and what is on that day.
func (a *Asker) feastOn(q german.Question) *Answer {
	for _, i := range q.Intents {
		if i != german.AskDate && i != german.AskOnDay && !slices.Contains(nearDays, i) {
			return nil
		}
	}
	on := func(name, day string) *Answer {
		name = german.ReadQuestion(name).About
		if _, weekday := a.weekday(german.ReadQuestion(day).About); weekday {
			return nil // "Pfingsten Montag" is the Monday of Whitsun
		}
		d, ok := a.asked(german.Question{About: german.ReadQuestion(day).About, Year: q.Year, Intents: q.Intents})
		if !ok || d.Year() < a.Today.Year()-1 {
			return nil
		}
		year := d.Year()
		if q.Year == 0 {
			year = 0 // the next one
		}
		var lines []Line
		for _, id := range a.Names.Exactly(name) {
			lines = append(lines, a.dates(id, year, true)...)
		}
		if len(lines) == 0 || anyUndated(lines) {
			return nil
		}
		return answered(Date, "", shared(merged(lines), a.kept(d)[:1]))
	}
	switch {
	case slices.ContainsFunc(nearDays, q.Asks):
		return on(q.About, "")
	case !strings.ContainsAny(q.About, "0123456789"):
		return nil // no day is named
	}
	for _, half := range german.Halves(q.About) {
		for _, out := range []*Answer{on(half[0], half[1]), on(half[1], half[0])} {
			if out != nil {
				return out
			}
		}
	}
	return nil
}

// joint are the intents that the one of two questions may say for the other: "sind Karfreitag
// und Ostermontag frei".
var joint = []german.Intent{german.AskDate, german.AskHoliday}

// half answers one of two questions: with what the other says of both, which is how it asks
// and the year, or else as it stands.
func (a *Asker) half(q german.Question, text string) *Answer {
	alone := german.ReadQuestion(text)
	if y := a.yearAsked(q); y > 0 && a.yearAsked(alone) == 0 {
		alone = german.ReadQuestion(text + " " + strconv.Itoa(y))
	}
	with := alone
	for _, i := range joint {
		if q.Asks(i) && !alone.Asks(i) {
			with.Intents = append(slices.Clone(with.Intents), i)
		}
	}
	for _, h := range []german.Question{with, alone} {
		if out := a.certain(h); out != nil {
			return out
		}
	}
	return nil
}

// nearDays are the intents of days that are told from today.
var nearDays = []german.Intent{german.AskYesterday, german.AskToday, german.AskTomorrow, german.AskAfterTomorrow}

// severalDays reports whether a question is about two days that are told from today, "heute
// und morgen".
func severalDays(q german.Question) bool {
	return len(slices.DeleteFunc(slices.Clone(nearDays), func(i german.Intent) bool { return !q.Asks(i) })) > 1
}

// nearSpans are the intents of weeks and months that are told from today.
var nearSpans = []german.Intent{
	german.AskWeek, german.AskNextWeek, german.AskWeekend, german.AskComingWeekend, german.AskNextWeekend, german.AskMonth, german.AskNextMonth,
}

// certain answers a question on days of which the days are known, and without a guess. A week
// beside a feast is rather that of the feast: "Ostern Wochenende".
func (a *Asker) certain(q german.Question) *Answer {
	if q.Guess != "" || slices.ContainsFunc(nearSpans, q.Asks) {
		return nil
	}
	for _, answer := range []func(german.Question) *Answer{a.bridge, a.holiday, a.date, a.schoolHolidays, a.nearDay} {
		if out := answer(q); out != nil && out.Guess == "" && !anyUndated(out.Lines) {
			return out
		}
	}
	return nil
}

// anyUndated reports whether no day is known of one of some lines.
func anyUndated(lines []Line) bool {
	return slices.ContainsFunc(lines, func(l Line) bool { return l.From == 0 })
}

// nearDay answers what is kept on a day that is told from today.
func (a *Asker) nearDay(q german.Question) *Answer {
	if !slices.ContainsFunc(nearDays, q.Asks) {
		return nil
	}
	return a.day(q)
}

// shared returns as many lines as an answer may have, of two each half of them if there are
// so many.
func shared(first, second []Line) []Line {
	second = slices.DeleteFunc(slices.Clone(second), func(l Line) bool {
		return slices.ContainsFunc(first, func(f Line) bool { return f.Text == l.Text })
	})
	first = first[:min(len(first), max(maxLines/2, maxLines-len(second)))]
	return append(slices.Clone(first), second[:min(len(second), maxLines-len(first))]...)
}
