package chinese

import (
	"time"

	"vielfalt/calendar"
)

// A Meridian says how many hours the official time of a country is ahead of
// Universal Time on a day.
type Meridian func(d calendar.Date) float64

// China returns the time of China: since 1929 eight hours, before the local
// time of Beijing, 116°25' E (Calendrical Calculations, 4th ed., 19.1).
func China() Meridian {
	since := calendar.NewDate(1929, time.January, 1)
	return func(d calendar.Date) float64 {
		if d < since {
			return 1397. / 180
		}
		return 8
	}
}

// Vietnam returns the time of Vietnam: since 1968 seven hours, before that of
// China, whose calendar was in use (Calendrical Calculations, 4th ed., 19.9).
// In 1968 to 1975 the South kept the Chinese days, which may be another.
func Vietnam() Meridian {
	since, china := calendar.NewDate(1968, time.January, 1), China()
	return func(d calendar.Date) float64 {
		if d < since {
			return china(d)
		}
		return 7
	}
}

// Korea returns the time of Korea: until March 1908 the local time of Seoul,
// 126°58' E, until 1911 and from 21 March 1954 to 9 August 1961 eight and a half
// hours, else nine (Calendrical Calculations, 4th ed., 19.8).
func Korea() Meridian {
	seoul, first := calendar.NewDate(1908, time.April, 1), calendar.NewDate(1912, time.January, 1)
	from, to := calendar.NewDate(1954, time.March, 21), calendar.NewDate(1961, time.August, 10)
	return func(d calendar.Date) float64 {
		switch {
		case d < seoul:
			return 3809. / 450
		case d < first, from <= d && d < to:
			return 8.5
		}
		return 9
	}
}
