package own

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
)

// A Rule says on which day of a year something is kept. It has one of three
// forms: Day (a fixed day), N (a weekday of a month), or Base (counted from
// another observance).
type Rule struct {
	Month time.Month // for Day and N
	Day   int        // 1 to 31; 29 February only in leap years
	// N counts the Weekdays of the month: 1 to 5 from its beginning, -1 to -5
	// from its end. Not every month has a fifth one.
	N       int
	Weekday time.Weekday
	// Base is the observance from whose first day is counted, and Offset the
	// number of days after it (before it, if negative).
	Base   calendar.ID
	Offset int
}

// MaxOffset is the most days that a rule may count from another observance.
const MaxOffset = 180

// forms tells people how to write a rule that could not be read.
const forms = `write "09-21", "third friday in june", "last sunday of september" or "7 days after islamic/eid-al-fitr"`

// ParseRule reads a rule, in English or with German weekdays and months. The
// error says how rules are written.
func ParseRule(s string) (Rule, error) {
	words := strings.Fields(strings.ToLower(s))
	wrong := func(format string, args ...any) (Rule, error) {
		return Rule{}, fmt.Errorf("rule %q: %s; %s", s, fmt.Sprintf(format, args...), forms)
	}
	switch {
	case len(words) == 0:
		return Rule{}, fmt.Errorf("a rule is missing; %s", forms)
	case len(words) == 1:
		m, d, ok := strings.Cut(words[0], "-")
		month, err1 := strconv.Atoi(m)
		day, err2 := strconv.Atoi(d)
		if !ok || err1 != nil || err2 != nil || len(m) != 2 || len(d) != 2 {
			return wrong("this is no day of the year")
		}
		const leap = 2000
		if _, m, _ := calendar.NewDate(leap, time.Month(month), day).Gregorian(); day < 1 || int(m) != month {
			return wrong("there is no such day")
		}
		return Rule{Month: time.Month(month), Day: day}, nil
	case len(words) == 4 && (words[2] == "after" || words[2] == "before"):
		n, err := strconv.Atoi(words[0])
		if err != nil || words[1] != "days" && words[1] != "day" {
			return wrong("%q is not a number of days", words[0]+" "+words[1])
		}
		if n < 1 || n > MaxOffset {
			return wrong("%d is not between 1 and %d days", n, MaxOffset)
		}
		id, err := calendar.ParseID(words[3])
		if err != nil {
			return wrong("%v", err)
		}
		if words[2] == "before" {
			n = -n
		}
		return Rule{Base: id, Offset: n}, nil
	}
	var r Rule
	if r.N = ordinals[words[0]]; r.N == 0 {
		return wrong("%q does not say which weekday of the month", words[0])
	}
	rest := words[1:]
	if r.N > 0 && rest[0] == "last" {
		r.N, rest = -r.N, rest[1:]
	}
	var ok bool
	if len(rest) == 0 {
		return wrong("the weekday is missing")
	}
	if r.Weekday, ok = weekdays[strings.TrimSuffix(rest[0], ".")]; !ok {
		return wrong("%q is no weekday", rest[0])
	}
	if rest = rest[1:]; len(rest) > 0 && (rest[0] == "in" || rest[0] == "of" || rest[0] == "im") {
		rest = rest[1:]
	}
	if len(rest) != 1 {
		return wrong("the month is missing")
	}
	if r.Month, ok = months[rest[0]]; !ok {
		return wrong("%q is no month", rest[0])
	}
	return r, nil
}

// String writes the rule as ParseRule reads it.
func (r Rule) String() string {
	switch {
	case r.Base != "":
		n, unit, side := r.Offset, "days", "after"
		if n < 0 {
			n, side = -n, "before"
		}
		if n == 1 {
			unit = "day"
		}
		return fmt.Sprintf("%d %s %s %s", n, unit, side, r.Base)
	case r.N != 0:
		which := [...]string{"first", "second", "third", "fourth", "fifth"}[max(r.N, -r.N)-1]
		if r.N == -1 {
			which = "last"
		} else if r.N < 0 {
			which += " last"
		}
		return strings.ToLower(fmt.Sprintf("%s %v in %v", which, r.Weekday, r.Month))
	case r.Day != 0:
		return fmt.Sprintf("%02d-%02d", int(r.Month), r.Day)
	}
	return ""
}

// in returns the rule's day in a Gregorian year, or none if there is none.
func (r Rule) in(year int) []calendar.Date {
	d := calendar.NewDate(year, r.Month, r.Day)
	switch {
	case r.N > 0:
		d = calendar.NewDate(year, r.Month, 1).OnOrAfter(r.Weekday) + calendar.Date(7*(r.N-1))
	case r.N < 0:
		d = calendar.NewDate(year, r.Month+1, 0).OnOrBefore(r.Weekday) + calendar.Date(7*(r.N+1))
	}
	if _, m, _ := d.Gregorian(); m != r.Month {
		return nil
	}
	return []calendar.Date{d}
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
	"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "1.": 1, "2.": 2, "3.": 3, "4.": 4, "5.": 5,
	"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "-1": -1, "-2": -2, "-3": -3, "-4": -4, "-5": -5,
	"erster": 1, "zweiter": 2, "dritter": 3, "vierter": 4, "fünfter": 5, "letzter": -1,
}

var weekdays, months = names()

// names returns weekdays and months in both languages, in full, abbreviated
// (German months excepted) and, for months, as numbers.
func names() (days map[string]time.Weekday, months map[string]time.Month) {
	days, months = make(map[string]time.Weekday), make(map[string]time.Month)
	german := [...]string{"sonntag", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag"}
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		days[name], days[name[:3]] = d, d
		days[german[d]], days[german[d][:2]] = d, d
	}
	germanMonths := [...]string{"januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		months[name], months[name[:3]], months[germanMonths[m-1]] = m, m, m
		months[strconv.Itoa(int(m))], months[fmt.Sprintf("%02d", int(m))] = m, m
	}
	return days, months
}
