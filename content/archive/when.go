package archive

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/content"
)

var (
	dotted  = regexp.MustCompile(`^(?:(\p{L}+)\.?,? +)?(\d{1,2})\. ?(?:(\d{1,2})\. ?|(\p{L}+)\.? )(\d{4})$`)
	clock   = regexp.MustCompile(`^(\d{1,2})(?:[:.](\d{2})(?: ?(?:Uhr|h))?| ?(?:Uhr|h)(?: (\d{2}))?)$`)
	century = regexp.MustCompile(`^\d{1,2}\. ?\d{1,2}\. ?\d{2}$`) // which is left out: 24.12.26
	moments = regexp.MustCompile(`^(.*\d{4}|\d{4}-\d{2}-\d{2})(?:,? um |, ?| )(\S.*)$`)
)

// oneSpace replaces all that looks like spaces by single ones.
func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// readDate reads a day as 2026-12-24, 24.12.2026, 24. Dezember 2026 or, with its day
// of the week, Do., 24.12.2026.
func readDate(s string) (calendar.Date, error) {
	m := dotted.FindStringSubmatch(oneSpace(s))
	if m == nil {
		d, err := calendar.ParseDate(s)
		if err != nil && century.MatchString(oneSpace(s)) {
			err = fmt.Errorf("date %q has two digits for its year; write all four", s)
		}
		return d, err
	}
	month, _ := strconv.Atoi(m[3])
	if m[4] != "" {
		named, _ := words.Month(m[4])
		month = int(named)
	}
	weekday, _, ok := words.Weekday(m[1])
	if month == 0 || m[1] != "" && !ok {
		return calendar.ParseDate(s)
	}
	day, _ := strconv.Atoi(m[2])
	d, err := calendar.ParseDate(fmt.Sprintf("%s-%02d-%02d", m[5], month, day))
	if err != nil {
		return 0, fmt.Errorf("date %q does not exist", s)
	}
	if is := d.Weekday(); m[1] != "" && is != weekday {
		return 0, fmt.Errorf("date %q is a %s; which of the two is wrong?", s, is)
	}
	return d, nil
}

// readTime reads a time of day as 08:00, 8.30 Uhr or 8 Uhr.
func readTime(s string) (content.TimeOfDay, error) {
	m := clock.FindStringSubmatch(oneSpace(s))
	if m == nil {
		return content.ParseTimeOfDay(s)
	}
	hour, _ := strconv.Atoi(m[1])
	t, err := content.ParseTimeOfDay(fmt.Sprintf("%02d:%02s", hour, m[2]+m[3]))
	if err != nil {
		return 0, fmt.Errorf("time %q does not exist", s)
	}
	return t, nil
}

// layouts are times of day behind a day, as programs write them.
var layouts = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"}

// readWall reads what clocks in Berlin show, as a time in UTC: a day, taken as its
// midnight, or a day and a time of day: 24.12.2026, 8 Uhr.
func readWall(s string) (time.Time, error) {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	if d, err := readDate(s); err == nil {
		return d.At(0, 0, time.UTC), nil
	}
	m := moments.FindStringSubmatch(oneSpace(s))
	if m == nil {
		return time.Time{}, fmt.Errorf("%q is not a moment such as 2026-03-17T08:00:00+01:00", s)
	}
	d, err := readDate(m[1])
	if err != nil {
		return time.Time{}, err
	}
	t, err := readTime(m[2])
	if err != nil {
		return time.Time{}, err
	}
	return d.At(int(t)/60, int(t)%60, time.UTC), nil
}
