// Package astro is the astronomy that several reckonings share: the apparent
// longitudes and altitudes of sun and moon, sunrise and sunset, the phases of
// the moon, and conversion between time scales.
//
// Moments are days of Universal Time. The longitudes are those of Meeus,
// Astronomical Algorithms, 2nd ed.: the sun's accurate to about 1", the moon's
// to about 10". Equinoxes and phases fall within 20 seconds of those of other
// programs from 1900 to 2030 and within 45 until 2100, as predictions of the
// rotation of the earth diverge. Long before and after, the rotation of the
// earth sets the limit: [DeltaT] is uncertain by minutes in the years 1000 and
// 2200, and by hours before -500.
//
// It must not know any calendar except the day count of package calendar.
//
// To add a quantity: one file named after the body or event, its formula cited
// by book and chapter with the expected error, and a test against a source
// independent of the formula.
package astro
