// Package solar keeps the civil days on which the sun reaches a point of its
// way, such as the equinoxes and solstices, in a time zone.
//
// It must not know any calendar of months, nor what is kept on which day.
//
// To add a point: its longitude; nothing here needs to change.
package solar
