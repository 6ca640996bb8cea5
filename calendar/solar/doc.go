// Package solar has rules that keep the civil days, in a time zone, on which
// the sun reaches a point of its path, such as an equinox or a solstice.
//
// It must not know any calendar, nor what is kept on which day.
//
// To add a point: pass its longitude to [On]; nothing here needs to change.
package solar
