// Package chinese implements the lunisolar calendar of East Asia by the
// meridians of China, Vietnam and Korea, and rules that keep one of its days
// every year.
//
// A month begins on the day of the new moon, and the winter solstice falls in
// the eleventh. If there are thirteen months between two solstices, the first
// in which the sun enters no new sign is a leap month (Calendrical
// Calculations, 4th ed., chapter 19). Days are those of the official time of
// each country, see [Meridian].
//
// The rules are those in use since 1645; earlier days are converted as if they
// had already applied. Printed almanacs differ from them by a day in some
// months, as in China in 1906, 1933 and 1978 and in Korea until 1911, because
// theirs were reckoned less closely or for another meridian. A date whose new
// moon or solar term falls very close to midnight is computed; the others are
// exact.
//
// The package must not know which day is kept as what; calendar/traditions
// does.
//
// To add a meridian: a function like [China] with the hours of its official
// time.
package chinese
