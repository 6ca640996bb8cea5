// Package astro is the astronomy that several reckonings share: the apparent
// longitudes of sun and moon, their risings and settings, the phases of the
// moon, and the time scales between.
//
// Moments are days of Universal Time. The longitudes are those of Meeus,
// Astronomical Algorithms, 2nd ed.: the sun's good to about 1", the moon's to
// about 10", so that equinoxes and phases fall within 20 seconds of those of
// other programs in 1900 to 2030 and within 45 until 2100, when opinions on the
// rotation of the earth part. Long before and after, the rotation of the earth is
// the limit: [DeltaT] is uncertain by minutes in the years 1000 and 2200, and
// by hours before -500.
//
// It must not know any calendar but the day count of package calendar.
//
// To add a quantity: one file named after the body or event, its formula cited
// by book and chapter with the error to expect, and a test against a source
// that is independent of the formula.
package astro
