package words

import (
	"slices"
	"strings"
	"time"
)

// monthNames are what people call months, in German and English, as they are written
// in full; their beginnings from three letters on will do, and some others.
var monthNames = [...][]string{
	{"januar", "jänner", "january"}, {"februar", "february", "feber"}, {"märz", "maerz", "marz", "march", "mrz"}, {"april"}, {"mai", "may"}, {"juni", "june"},
	{"juli", "july"}, {"august"}, {"september"}, {"oktober", "october"}, {"november"}, {"dezember", "december"},
}

// Month reads the name of a month as people write it, in German or English, in full or
// shortened to three letters or more.
func Month(name string) (m time.Month, ok bool) {
	name = strings.ToLower(name)
	for i, all := range monthNames {
		if len(name) >= 3 && slices.ContainsFunc(all, func(full string) bool { return strings.HasPrefix(full, name) }) {
			return time.Month(i + 1), true
		}
	}
	return 0, false
}

// Months returns the German names of the months, in order.
func Months() []string { return slices.Clone(months[:]) }

// weekdayNames are what people call weekdays, in German and English; Sunday is
// before Sonnabend, so that it is what "So" begins.
var weekdayNames = []struct {
	name string
	day  time.Weekday
}{
	{"sonntag", time.Sunday}, {"sunday", time.Sunday}, {"montag", time.Monday}, {"monday", time.Monday}, {"dienstag", time.Tuesday}, {"tuesday", time.Tuesday},
	{"mittwoch", time.Wednesday}, {"wednesday", time.Wednesday}, {"donnerstag", time.Thursday}, {"thursday", time.Thursday}, {"freitag", time.Friday}, {"friday", time.Friday},
	{"samstag", time.Saturday}, {"saturday", time.Saturday}, {"sonnabend", time.Saturday},
}

// Weekday reads the name of a weekday as people write it, in German or English, in full
// or shortened to two letters or more; whole says that it is in full.
func Weekday(name string) (w time.Weekday, whole, ok bool) {
	name = strings.ToLower(name)
	for _, n := range weekdayNames {
		if len(name) >= 2 && strings.HasPrefix(n.name, name) {
			return n.day, n.name == name, true
		}
	}
	return 0, false, false
}
