package datecheck

import (
	"fmt"
	"strings"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/calendar/words"
	"vielfalt/content/profile"
)

// say chooses among German and English.
func say(lang, german, english string) string {
	if lang == "en" {
		return english
	}
	return german
}

func weekdayName(d calendar.Date, lang string) string {
	name, _, _ := strings.Cut(words.LongDay(d, lang), ",")
	return name
}

func clockOf(minute int) string { return fmt.Sprintf("%d:%02d", minute/60, minute%60) }

// date writes a day with its year: 2. Oktober 2027.
func date(d calendar.Date, lang string) string { return words.Day(d, 0, lang) }

// relationText says how an occurrence is related to a day.
func (p *plan) relationText(f *Finding, k *kept, d calendar.Date) string {
	set := clockOf(p.sunset(d))
	switch f.Relation {
	case OnEve:
		return say(p.Lang, "Beginnt an diesem Abend; Sonnenuntergang "+set+" Uhr.", "Begins this evening; sunset at "+set+".")
	case InTime:
		end := clockOf(p.q.End)
		return say(p.Lang, "Ende um "+end+" Uhr ist rechtzeitig: Sonnenuntergang "+set+" Uhr.", "Ending at "+end+" is in time: sunset at "+set+".")
	case Possible:
		return say(p.Lang, "Kann auch an diesem Tag sein; erwartet: "+span(k, p.Lang)+".", "May also be on this day; expected: "+span(k, p.Lang)+".")
	}
	if k.Length() > 1 && f.n > 0 {
		return say(p.Lang, fmt.Sprintf("Tag %d von %d.", f.n, k.Length()), fmt.Sprintf("Day %d of %d.", f.n, k.Length()))
	}
	return ""
}

// span writes the days of an occurrence.
func span(k *kept, lang string) string {
	if k.First == k.Last {
		return date(k.First, lang)
	}
	return say(lang, words.Day(k.First, k.Last.Year(), lang)+" bis "+date(k.Last, lang), words.Day(k.First, k.Last.Year(), lang)+" to "+date(k.Last, lang))
}

// holidayIn says in which Land a day is a public holiday.
func holidayIn(h holiday, lang string) string {
	return say(lang, "Gesetzlicher Feiertag ", "Public holiday ") + h.land.In(lang)
}

// partlyIn says where in a Land a day is a public holiday.
func partlyIn(h holiday, lang string) string {
	return say(lang, "Gesetzlicher Feiertag nur in einem Teil des Landes, ", "Public holiday in a part of the Land only, ") + h.land.Name().In(lang) + ": " + h.partly
}

// elsewhere says in which other Länder a day is a public holiday.
func (p *plan) elsewhere(laender []calendar.Land) string {
	if len(laender) == len(calendar.Laender())-len(p.q.Laender) {
		return say(p.Lang, "Gesetzlicher Feiertag in allen anderen Ländern", "Public holiday in all other Länder")
	}
	var all []string
	for _, l := range laender {
		all = append(all, l.Name().In(p.Lang))
	}
	return say(p.Lang, "Gesetzlicher Feiertag in anderen Ländern: "+join(all, "und"), "Public holiday in other Länder: "+join(all, "and"))
}

// holidayText says what is said of a day that is nothing but a public holiday.
func (p *plan) holidayText(law []Law) string {
	var all []string
	for _, l := range law {
		if l.Status == profile.PublicHoliday {
			all = append(all, l.Text+".")
		}
	}
	return strings.Join(all, " ")
}

func join(all []string, and string) string {
	if n := len(all); n > 1 {
		return strings.Join(all[:n-1], ", ") + " " + and + " " + all[n-1]
	}
	return strings.Join(all, "")
}

func hour(minute int) string {
	if minute%60 == 0 {
		return fmt.Sprint(minute / 60)
	}
	return clockOf(minute)
}

// quietText says what a silent day or evening means for what is public.
func quietText(h profile.Hours, status profile.Status, lang string) string {
	from, to := hour(h.From), hour(h.To)
	when := say(lang, "von "+from+" bis "+to+" Uhr", "from "+clockOf(h.From)+" to "+clockOf(h.To))
	what := say(lang, "Stiller Tag: Öffentliche Unterhaltung ist ", "Silent day: public entertainment is forbidden ")
	if status == profile.EveningBan {
		what = say(lang, "Geschützter Abend: Was öffentlich unterhält, ist ", "Protected evening: what entertains in public is restricted ")
		when = say(lang, "ab "+from+" Uhr", "from "+clockOf(h.From)+" on")
		return what + when + say(lang, " eingeschränkt", "")
	}
	return what + when + say(lang, " verboten", "")
}

// rightText says who may stay away: in German as the record does, which says it
// in no other language.
func rightText(a profile.Absence, day, lang string) string {
	if lang == "en" || len(a.Text) == 0 {
		return "Those who keep " + day + " have a right to be away from work"
	}
	return strings.TrimSuffix(a.Text[0].Text, ".")
}

func bridgeText(holiday string, before bool, lang string) string {
	if before {
		return say(lang, "Arbeitstag zwischen dem Wochenende und einem Feiertag ("+holiday+"): Viele haben frei.", "Working day between the weekend and a public holiday ("+holiday+"): many are on leave.")
	}
	return say(lang, "Arbeitstag zwischen einem Feiertag ("+holiday+") und dem Wochenende: Viele haben frei.", "Working day between a public holiday ("+holiday+") and the weekend: many are on leave.")
}

func schoolText(h school.Holiday, land calendar.Land, lang string) string {
	first, last := words.Day(h.First, h.Last.Year(), lang), date(h.Last, lang)
	return say(lang, fmt.Sprintf("%s: %s bis %s %s.", h.Name, first, last, land.In(lang)), fmt.Sprintf("%s to %s, %s.", first, last, land.In(lang)))
}

func unknownText(name string, year int, lang string) string {
	return say(lang, fmt.Sprintf("Für %d ist noch nicht bekannt, wann: %s", year, name), fmt.Sprintf("For %d it is not yet known when: %s", year, name))
}
