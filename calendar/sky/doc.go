// Package sky tells pages and feeds when the sun rises and sets at a place, and
// how the moon looks.
//
// Times are in UTC; converting them to the reader's time zone is up to the
// caller. The package must not know any calendar, nor what is kept on which
// day.
//
// To add something visible in the sky: a function here on top of the astronomy
// in calendar/internal/astro.
package sky
