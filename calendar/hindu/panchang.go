package hindu

import (
	"math"
	"sync"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/astro"
	"vielfalt/calendar/internal/memo"
)

// A Panchang is the reckoning by which the days of festivals are printed
// (drik-panchang): true positions of sun and moon, the zodiac by the ayanamsha
// of Lahiri, sunrise and sunset at New Delhi, months that end with the new
// moon. It remembers the years it has computed, so share one among rules. It is
// safe for concurrent use.
type Panchang struct{ years *memo.Memo[*lunarYear] }

// The years in which a festival of the panchang may fall. Beyond them, the
// rotation of the earth and the ayanamsha are too uncertain to name days.
const (
	firstYear = 1600
	lastYear  = 2399
)

// NewPanchang returns a panchang without any years computed. It can hold all
// its years, about two megabytes.
func NewPanchang() *Panchang {
	return &Panchang{memo.New(lastYear-firstYear+2, newLunarYear)}
}

// delhi is New Delhi, for which the festival almanac of the Government of India
// is printed.
var delhi = astro.Place{Latitude: 28.6139, Longitude: 77.2090}

// ayanamsha returns how far the sidereal zodiac lies behind the equinox, in
// degrees: Lahiri's, 23°15' with nutation on 21 March 1956 (Report of the
// Calendar Reform Committee, New Delhi 1955), since 1985 taken as 23°15'0.658"
// in the Indian Astronomical Ephemeris; that is 23.245525° without nutation,
// plus the general precession since then (Meeus, Astronomical Algorithms, 2nd
// ed., chapter 21). Nutation, at most 17" or 7 minutes of the sun's motion, is
// left out.
func ayanamsha(t astro.Moment) float64 {
	return 23.245525 + precessed(float64(t)) - precessed(714129)
}

// precessed returns the general precession since 2000, in degrees.
func precessed(t float64) float64 {
	c := (t - 730120.5) / 36525
	return c * (5029.0966 + c*1.11113) / 3600
}

// siderealSun returns the longitude of the sun in the zodiac of Lahiri.
func siderealSun(t astro.Moment) float64 {
	return mod(astro.SolarLongitude(t)-ayanamsha(t), 360)
}

// signAt returns the sign the sun is in. The low accuracy of Meeus,
// Astronomical Algorithms, 2nd ed., chapter 25, 0.01°, suffices except near a
// border.
func signAt(t astro.Moment) int {
	c := (float64(t) - 730120.5) / 36525
	sinM, cosM := math.Sincos((357.52911 + 35999.05029*c) * math.Pi / 180)
	longitude := mod(280.46646+36000.76983*c+sinM*(1.914602-0.004817*c)+2*sinM*cosM*0.019993-ayanamsha(t), 360)
	if border := mod(longitude, 30); border < 0.1 || border > 29.9 {
		longitude = siderealSun(t)
	}
	return zodiac(longitude)
}

// sankranti returns the first moment at or after t at which the sun reaches a
// sidereal longitude.
func sankranti(longitude float64, t astro.Moment) astro.Moment {
	m := astro.SolarLongitudeAfter(mod(longitude+ayanamsha(t), 360), t)
	// By the time the sun gets there, the zodiac has moved on a little.
	return m + astro.Moment((ayanamsha(m)-ayanamsha(t))*365.2564/360)
}

// A lunarYear holds the months that begin in a Gregorian year with Chaitra,
// and the days found in them.
type lunarYear struct {
	months [12]lunation
	mu     sync.Mutex
	days   map[tithi]calendar.Date
}

// A lunation is the time from one new moon to the next.
type lunation struct{ start, end astro.Moment }

// newLunarYear finds the months of the year. A month is named after the sign
// that the sun enters in it. If the sun enters none, the month is a leap month
// (adhika), in which no festivals are kept; if it enters two, the month bears
// both names, and the festivals of the second (kshaya) are kept in it as well.
func newLunarYear(g int) *lunarYear {
	y := &lunarYear{days: make(map[tithi]calendar.Date)}
	// The sun enters Mesha, the first sign, between 6 and 22 April, and Chaitra
	// is the month in which it does.
	start := astro.NewMoonBefore(astro.Moment(calendar.NewDate(g, time.April, 24)))
	if signAt(start) == 1 {
		start = astro.NewMoonBefore(start - 1)
	}
	end := astro.NewMoonAtOrAfter(start + 1)
	y.months[0] = lunation{start, end}
	for name, sign := 1, 1; name < 12; {
		start, end = end, astro.NewMoonAtOrAfter(end+1)
		next := signAt(end)
		for ; sign != next && name < 12; name++ {
			y.months[name] = lunation{start, end}
			sign = sign%12 + 1
		}
	}
	return y
}

// A tithi is a lunar day of a month together with its deciding instant.
type tithi struct {
	month   Month
	day     int // 1 to 30 from the new moon
	instant Instant
}

// An Instant is the time of day at which a tithi must be current for its
// festival to be kept.
type Instant int

// The instants. The day, from sunrise to sunset, has five parts.
const (
	Sunrise   Instant = iota
	Forenoon          // purvahna: a fifth of the day after sunrise
	Midday            // madhyahna: halfway from sunrise to sunset
	Afternoon         // aparahna: the middle of the fourth fifth of the day
	Evening           // pradosha: the middle of three muhurtas (144 minutes) after sunset
	Midnight          // nishita: halfway from sunset to sunrise
)

// at returns the moment of an instant of a day at New Delhi, where the sun
// rises every day.
func (i Instant) at(d calendar.Date) astro.Moment {
	switch i {
	case Evening:
		return sunset(d) + 72./1440
	case Midnight:
		set := sunset(d)
		return set + (sunrise(d+1)-set)/2
	case Sunrise:
		return sunrise(d)
	}
	rise := sunrise(d)
	day := sunset(d) - rise
	switch i {
	case Forenoon:
		return rise + 0.2*day
	case Midday:
		return rise + 0.5*day
	}
	return rise + 0.7*day
}

func sunrise(d calendar.Date) astro.Moment {
	t, _ := astro.Sunrise(d, delhi)
	return t
}

func sunset(d calendar.Date) astro.Moment {
	t, _ := astro.Sunset(d, delhi)
	return t
}

// slowestDay is the least the moon gains on the sun from an instant to the same
// instant of the next day, in degrees.
const slowestDay = 10.6

// guess returns the day in which the tithi begins, or a neighbouring one.
func (y *lunarYear) guess(t tithi) calendar.Date {
	l := y.months[t.month-1]
	return (l.start + (l.end-l.start)*astro.Moment(float64(t.day-1)/30)).Date(5.5)
}

// day returns the day of a tithi: the first at whose deciding instant it is
// current or, if it is current at none, the day on which it begins after the
// instant.
func (y *lunarYear) day(t tithi) calendar.Date {
	y.mu.Lock()
	defer y.mu.Unlock()
	if d, ok := y.days[t]; ok {
		return d
	}
	begin := float64(12 * (t.day - 1))
	// over returns how many degrees the moon has gained since the tithi began.
	over := func(d calendar.Date) float64 {
		return mod(astro.LunarPhase(t.instant.at(d))-begin+180, 360) - 180
	}
	d := y.guess(t)
	at := over(d)
	if at < 0 {
		for at < 0 {
			d++
			at = over(d)
		}
	} else {
		// If the moon has gained less than on the slowest day, the tithi was
		// not current the day before.
		for at >= slowestDay {
			before := over(d - 1)
			if before < 0 {
				break
			}
			d, at = d-1, before
		}
	}
	if at >= 12 {
		d-- // over before the instant
	}
	y.days[t] = d
	return d
}
