package datecheck

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
)

// A Question is what somebody plans.
type Question struct {
	// From and To are the first and the last day, the same for a single one.
	From, To calendar.Date
	// Start and End are when it begins and ends on each day, in minutes after
	// midnight. End is 0 if no times are given: it may then take the whole day.
	Start, End int
	// Travel means that people travel, Food that food is served, and Festive
	// that it is public or a celebration.
	Travel, Food, Festive bool
	// Laender are those whose public holidays count, at least one.
	Laender []calendar.Land
}

// Limits of questions.
const (
	MaxDays   = 31 // of one event, in a file too
	MinRepeat = 2
	MaxWeeks  = 52
	MaxMonths = 24
	FileDays  = 2 * 366 // of a calendar file, from today
)

// The years that can be asked for.
const (
	firstYear = 1900
	lastYear  = 2100
)

// Timed reports whether times are given.
func (q Question) Timed() bool { return q.End > 0 }

// A FieldError says what is wrong with a field of a question. Problem is one of
// the Problems.
type FieldError struct {
	Field   string // as the page calls it: "datum"
	Problem Problem
}

// Error implements error.
func (e FieldError) Error() string { return e.Field + ": " + string(e.Problem) }

// A Problem is what can be wrong with a field.
type Problem string

// What can be wrong.
const (
	Missing      Problem = "missing"
	NoDate       Problem = "nodate"    // not written as a date
	NoSuchDate   Problem = "nosuchday" // 30 February
	WrongWeekday Problem = "weekday"   // the day is another weekday than the one written
	OutOfRange   Problem = "range"     // before 1900 or after 2100
	NoTime       Problem = "notime"
	OneTime      Problem = "onetime" // one of two times only
	Backwards    Problem = "backwards"
	TooLong      Problem = "toolong"
	NoCount      Problem = "nocount"
	NotBoth      Problem = "notboth" // weeks as well as months, or a span as well
	UnknownKind  Problem = "kind"
	UnknownLand  Problem = "land"
	TooLate      Problem = "toolate" // a series that runs past 2100
	GivenTwice   Problem = "twice"
	UnknownField Problem = "unknown"
	NoCalendar   Problem = "nocalendar" // a file that is no iCalendar file
	NoEntries    Problem = "noentries"  // a file without dates to come
)

// In says in one sentence what is wrong and what to do.
func (p Problem) In(lang string) string {
	switch p {
	case Missing:
		return say(lang, "Geben Sie ein Datum ein, zum Beispiel 2.10.2027.", "Enter a date, such as 2.10.2027 or 2027-10-02.")
	case NoDate:
		return say(lang, "Das ist kein Datum; schreiben Sie es wie 2.10.2027.", "This is not a date; write it as 2.10.2027 or 2027-10-02.")
	case NoSuchDate:
		return say(lang, "Diesen Tag gibt es nicht.", "There is no such day.")
	case WrongWeekday:
		return say(lang, "Der Wochentag passt nicht zum Datum.", "The weekday is not that of the date.")
	case OutOfRange:
		return say(lang, "Geprüft werden Tage von 1900 bis 2100.", "Days from 1900 to 2100 can be checked.")
	case NoTime:
		return say(lang, "Das ist keine Uhrzeit; schreiben Sie sie wie 9:00.", "This is not a time of day; write it as 9:00.")
	case OneTime:
		return say(lang, "Geben Sie Anfang und Ende an, oder keines von beiden.", "Enter both beginning and end, or neither.")
	case Backwards:
		return say(lang, "Das Ende liegt nicht nach dem Anfang.", "The end is not after the beginning.")
	case TooLong:
		return say(lang, "Geprüft werden höchstens 31 Tage auf einmal.", "At most 31 days can be checked at once.")
	case NoCount:
		return say(lang, "Möglich sind 2 bis 52 Wochen oder 2 bis 24 Monate.", "Possible are 2 to 52 weeks, or 2 to 24 months.")
	case NotBoth:
		return say(lang, "Wählen Sie eines: mehrere Tage, Wochen oder Monate.", "Choose one: several days, weeks or months.")
	case UnknownKind:
		return say(lang, "Möglich sind reise, essen und feier.", "Possible are reise, essen and feier.")
	case UnknownLand:
		return say(lang, "Das ist kein Kürzel eines Landes wie nw.", "This is not the code of a Land, such as nw.")
	case TooLate:
		return say(lang, "Die Reihe endet nach 2100.", "The series ends after 2100.")
	case GivenTwice:
		return say(lang, "Das Feld ist mehrmals angegeben.", "The field is given more than once.")
	case UnknownField:
		return say(lang, "Dieses Feld gibt es hier nicht.", "There is no such field here.")
	case NoCalendar:
		return say(lang, "Das ist keine Kalenderdatei (.ics).", "This is not a calendar file (.ics).")
	case NoEntries:
		return say(lang, "Darin ist kein Termin der nächsten zwei Jahre.", "There is no date of the next two years in it.")
	}
	return string(p)
}

// Kinds lists how the kinds of plans are written.
func Kinds() []string { return []string{"reise", "essen", "feier"} }

// A Form is a question as somebody typed it.
type Form struct {
	Date, To, Start, End, Weeks, Months string
	Kinds, Laender                      []string
}

// Read reads a form. Laender are home if none is named, and dates without a year
// are the next ones from today, or from the first day. The dates are those of
// a series, or one: that of a single event. The error joins a [FieldError] for
// each field that cannot be read.
func (f Form) Read(home calendar.Land, today calendar.Date) (q Question, dates []calendar.Date, err error) {
	var problems []error
	wrong := func(field string, p Problem) { problems = append(problems, FieldError{field, p}) }
	date := func(field, s string, from calendar.Date) calendar.Date {
		if n, ok := nearDays[strings.ToLower(strings.TrimSpace(s))]; ok {
			return today + n
		}
		d, problem := readDate(s, from)
		if problem != "" {
			wrong(field, problem)
		}
		return d
	}
	if strings.TrimSpace(f.Date) == "" {
		wrong("datum", Missing)
	} else {
		q.From = date("datum", f.Date, today)
	}
	q.To = q.From
	if strings.TrimSpace(f.To) != "" {
		switch q.To = date("bis", f.To, cmp.Or(q.From, today)); {
		case q.To == 0 || q.From == 0:
		case q.To < q.From:
			wrong("bis", Backwards)
		case q.To-q.From >= MaxDays:
			wrong("bis", TooLong)
		}
	}
	q.Start, q.End = f.times(wrong)
	f.plan(&q, home, wrong)
	dates = f.series(q, wrong)
	return q, dates, errors.Join(problems...)
}

// ReadPlan reads what is planned, for dates that are told apart from it.
func (f Form) ReadPlan(home calendar.Land) (q Question, err error) {
	var problems []error
	f.plan(&q, home, func(field string, p Problem) { problems = append(problems, FieldError{field, p}) })
	return q, errors.Join(problems...)
}

// plan reads the kinds of what is planned, and the Länder.
func (f Form) plan(q *Question, home calendar.Land, wrong func(string, Problem)) {
	for _, k := range f.Kinds {
		switch k {
		case "reise":
			q.Travel = true
		case "essen":
			q.Food = true
		case "feier":
			q.Festive = true
		default:
			wrong("art", UnknownKind)
			return
		}
	}
	for _, l := range f.Laender {
		land, err := calendar.ParseLand(l)
		if err != nil {
			wrong("land", UnknownLand)
			return
		}
		if !slices.Contains(q.Laender, land) {
			q.Laender = append(q.Laender, land)
		}
	}
	if len(q.Laender) == 0 {
		q.Laender = []calendar.Land{home}
	}
}

// times reads the two times.
func (f Form) times(wrong func(string, Problem)) (start, end int) {
	from, to := strings.TrimSpace(f.Start), strings.TrimSpace(f.End)
	if from == "" && to == "" {
		return 0, 0
	}
	if from == "" {
		wrong("von", OneTime)
		return 0, 0
	}
	if to == "" {
		wrong("ende", OneTime)
		return 0, 0
	}
	start, okStart := ReadTime(from)
	end, okEnd := ReadTime(to)
	switch {
	case !okStart:
		wrong("von", NoTime)
	case !okEnd:
		wrong("ende", NoTime)
	case end <= start:
		wrong("ende", Backwards)
	default:
		return start, end
	}
	return 0, 0
}

// series returns the dates of a question that repeats, or its one.
func (f Form) series(q Question, wrong func(string, Problem)) []calendar.Date {
	weeks, months := strings.TrimSpace(f.Weeks), strings.TrimSpace(f.Months)
	count := func(field, s string, most int) int {
		n, err := strconv.Atoi(s)
		if err != nil || strconv.Itoa(n) != s || n < MinRepeat || n > most {
			wrong(field, NoCount)
			return 0
		}
		return n
	}
	one := []calendar.Date{q.From}
	switch {
	case weeks == "" && months == "" || q.From == 0:
		return one
	case weeks != "" && months != "":
		wrong("monate", NotBoth)
		return one
	case q.To != q.From && strings.TrimSpace(f.To) != "":
		wrong("bis", NotBoth)
		return one
	}
	var dates []calendar.Date
	field := "wochen"
	if weeks != "" {
		for i := range count(field, weeks, MaxWeeks) {
			dates = append(dates, q.From+calendar.Date(7*i))
		}
	} else {
		field = "monate"
		dates = Monthly(q.From, count(field, months, MaxMonths))
	}
	if len(dates) == 0 {
		return one
	}
	if dates[len(dates)-1].Year() > lastYear {
		wrong(field, TooLate)
	}
	return dates
}

// Monthly returns n dates, one a month, on the same weekday of the month as a
// day: its third Tuesday, or the last one if it is the fifth.
func Monthly(d calendar.Date, n int) []calendar.Date {
	year, month, day := d.Gregorian()
	week := (day - 1) / 7
	var out []calendar.Date
	for range n {
		first := calendar.NewDate(year, month, 1).OnOrAfter(d.Weekday())
		on := first + calendar.Date(7*week)
		if week == 4 { // not every month has a fifth
			on = (calendar.NewDate(year, month+1, 1) - 1).OnOrBefore(d.Weekday())
		}
		out = append(out, on)
		month++
	}
	return out
}

// A date may begin with its weekday and lack its year, as people say it. With slashes or
// hyphens it needs its year, else it may be any number, and so it does with the month first.
var (
	numericDate = regexp.MustCompile(`^(?:(\pL+)\.?,? )?(\d{1,2})\. ?(\d{1,2})(?:\. ?(\d{4}|\d{2})?)?$`)
	writtenDate = regexp.MustCompile(`(?i)^(?:(\pL+)\.?,? )?(\d{1,2})(?:\. ?| |(?:s?te[rnsm]?|st|nd|rd|th) (?:of )?)(\pL+)\.?(?:,? ?(\d{4}|\d{2}))?$`)
	slashedDate = regexp.MustCompile(`^(?:(\pL+)\.?,? )?(\d{1,2})(?:/(\d{1,2})/|-(\d{1,2})-)(\d{4})$`)
	monthFirst  = regexp.MustCompile(`(?i)^(?:(\pL+)\.?,? )?(\pL+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	isoDate     = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
)

// nearDays are what people call days near today.
var nearDays = map[string]calendar.Date{"heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2}

// A written date is one in its parts; what is not written is empty.
type written struct{ weekday, day, month, year string }

// parts returns the parts of a date; month is empty if a text is none. 3/4/2027 is none,
// as it may be of March or of April.
func parts(s string) (w written) {
	month := ""
	if m := numericDate.FindStringSubmatch(s); m != nil {
		return written{m[1], m[2], m[3], m[4]}
	} else if m := slashedDate.FindStringSubmatch(s); m != nil {
		w = written{m[1], m[2], m[3] + m[4], m[5]}
		if day := twoDigits(w.day); day <= "12" && day != twoDigits(w.month) {
			w.month = ""
		}
		return w
	} else if m := writtenDate.FindStringSubmatch(s); m != nil {
		w, month = written{m[1], m[2], "", m[4]}, m[3]
	} else if m := monthFirst.FindStringSubmatch(s); m != nil {
		w, month = written{m[1], m[3], "", m[4]}, m[2]
	}
	if n, ok := words.Month(month); ok {
		w.month = strconv.Itoa(int(n))
	}
	return w
}

// readDate reads a date as people write it: 2.10.2027, 2.10.27, 2027-10-02, 24/12/2027,
// Samstag, 2. Oktober 2027 or Oct 2, 2027. One without a year is the next of its
// kind, from a day on. The problem is empty if it is one between 1900 and 2100, and else the
// date is 0.
func readDate(s string, from calendar.Date) (calendar.Date, Problem) {
	s = strings.TrimSpace(s)
	if isoDate.MatchString(s) {
		d, err := calendar.ParseDate(s)
		return existing(d, err == nil)
	}
	w := parts(s)
	if w.month == "" {
		return 0, NoDate
	}
	weekday, _, named := words.Weekday(w.weekday)
	if w.weekday != "" && !named {
		return 0, NoDate
	}
	var d calendar.Date
	var err error
	switch len(w.year) {
	case 0: // the next one that there is, on the weekday if one is named
		for y := from.Year(); y <= from.Year()+leapGap; y++ {
			if d, err = inYear(strconv.Itoa(y), w.month, w.day); err == nil && d >= from && (!named || d.Weekday() == weekday) {
				break
			}
		}
	case 2:
		d, err = inYear("20"+w.year, w.month, w.day)
	default:
		d, err = inYear(w.year, w.month, w.day)
	}
	if named && err == nil && weekday != d.Weekday() {
		return 0, WrongWeekday
	}
	return existing(d, err == nil)
}

// ReadDay reads a text that is nothing but a day: a date that cannot be anything
// else, or a word such as heute. Numbers with one full stop may be rooms.
func ReadDay(s string, today calendar.Date) (calendar.Date, bool) {
	s = strings.TrimSpace(s)
	if n, ok := nearDays[strings.ToLower(s)]; ok {
		return today + n, true
	}
	if numericDate.MatchString(s) && strings.Count(s, ".") < 2 {
		return 0, false
	}
	d, problem := readDate(s, today)
	return d, problem == ""
}

// ReadMonth reads the name of a month: the next of its kind, that of today
// included.
func ReadMonth(s string, today calendar.Date) (year int, month time.Month, ok bool) {
	name := strings.TrimSpace(s)
	month, ok = words.Month(name)
	if !ok {
		return 0, 0, false
	}
	year, now, _ := today.Gregorian()
	if month < now {
		year++
	}
	return year, month, true
}

// leapGap is how many years there are at most until the next 29 February.
const leapGap = 8

func inYear(year, month, day string) (calendar.Date, error) {
	return calendar.ParseDate(year + "-" + twoDigits(month) + "-" + twoDigits(day))
}

// existing returns a date if there is one, between 1900 and 2100.
func existing(d calendar.Date, is bool) (calendar.Date, Problem) {
	switch {
	case !is:
		return 0, NoSuchDate
	case d.Year() < firstYear || d.Year() > lastYear:
		return 0, OutOfRange
	}
	return d, ""
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

var clock = regexp.MustCompile(`^(\d{1,2})(?:[:.](\d{2}))?(?: ?Uhr)?$`)

// ReadTime reads a time of day, 9:00, 09:00 or 9 Uhr, as minutes after midnight.
func ReadTime(s string) (int, bool) {
	m := clock.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0, false
	}
	hour, _ := strconv.Atoi(m[1])   // the pattern has digits only
	minute, _ := strconv.Atoi(m[2]) // empty is the full hour
	return hour*60 + minute, hour < 24 && minute < 60
}
