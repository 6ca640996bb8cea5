// Package sky tells pages and feeds when the sun rises and sets at a place and
// how the moon stands.
//
// Times are in UTC; the reader's time zone is the caller's matter. The package
// must not know any calendar of months, nor what is kept on which day.
//
// To add a sight: a function here over the astronomy in calendar/internal/astro.
package sky
