// Package words says in German or English how sure the day of an occurrence is,
// who says so, and on which other days it may be kept and why. Pages, feeds,
// iCalendar, the JSON interface and the commands all take the sentence from
// here, so that they cannot contradict each other.
//
// The package must not know how dates are laid out on a page, nor the texts of
// the interface: those are in themes/locale.
//
// To add a cause: a constant in calendar/rule.go and its line in causes. To add
// a body that announces days and needs an article in German: nothing, if it
// begins with a word in feminine or masculineOrNeuter, else its first word
// there.
package words
