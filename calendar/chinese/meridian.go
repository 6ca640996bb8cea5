package chinese

import (
	"time"

	"vielfalt/calendar"
)

// A Meridian says how many hours the official time of a country is ahead of
// Universal Time on a day.
type Meridian func(d calendar.Date) float64

// China returns the time of China: eight hours since 1929, and before that the
// local time of Beijing, 116°25' E (Calendrical Calculations, 4th ed., 19.1).
func China() Meridian {
	since := calendar.NewDate(1929, time.January, 1)
	return func(d calendar.Date) float64 {
		if d < since {
			return 1397. / 180
		}
		return 8
	}
}

// Vietnam returns the time of Vietnam, seven hours in all years. That has been
// law since 1968; before, other almanacs of the country followed the time of
// China, by which the new year begins a day later in 1903, 1935 and 1965.
func Vietnam() Meridian {
	return func(calendar.Date) float64 { return 7 }
}

// Korea returns the time of Korea: until 1911 the eight hours by which the
// almanacs of those years were reckoned (as in the tables of the Korea
// Astronomy and Space Science Institute), from 21 March 1954 to 9 August 1961
// eight and a half, otherwise nine (Calendrical Calculations, 4th ed., 19.8,
// which uses the clocks of Seoul before 1912).
func Korea() Meridian {
	first := calendar.NewDate(1912, time.January, 1)
	from, to := calendar.NewDate(1954, time.March, 21), calendar.NewDate(1961, time.August, 10)
	return func(d calendar.Date) float64 {
		switch {
		case d < first:
			return 8
		case from <= d && d < to:
			return 8.5
		}
		return 9
	}
}
