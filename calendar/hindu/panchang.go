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
type Panchang struct {
	years   *memo.Memo[*lunarYear]
	entries *memo.Memo[astro.Moment]
}

// The years in which a festival of the panchang may fall. Beyond them, the
// rotation of the earth and the ayanamsha are too uncertain to name days.
const (
	firstYear = 1600
	lastYear  = 2399
)

// NewPanchang returns a panchang without any years computed. It can hold all
// its years, about two megabytes.
func NewPanchang() *Panchang {
	return &Panchang{memo.New(lastYear-firstYear+2, newLunarYear), memo.New(512, newEntry)}
}

// newEntry returns when the sun enters a sign in a Gregorian year; the key is
// twelve times the year and the sign, less one.
func newEntry(key int) astro.Moment {
	year, sign := key/12, key%12
	// The sun enters Mesha in April and the other signs in the months that
	// follow; Makara, the tenth, in January.
	month := time.Month((sign+3)%12 + 1)
	return sankranti(30*float64(sign), astro.Moment(calendar.NewDate(year, month, 1)))
}

// entry returns when the sun enters a sign in a Gregorian year.
func (a *Panchang) entry(sign Month, year int) astro.Moment {
	return a.entries.Get(12*year + int(sign) - 1)
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
	kept   map[tithi]keeping
}

// A lunation is the time from one new moon to the next.
type lunation struct{ start, end astro.Moment }

// newLunarYear finds the months of the year. A month is named after the sign
// that the sun enters in it. If the sun enters none, the month is a leap month
// (adhika), in which no festivals are kept; if it enters two, the month bears
// both names, and the festivals of the second (kshaya) are kept in it as well.
func newLunarYear(g int) *lunarYear {
	y := &lunarYear{kept: make(map[tithi]keeping)}
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

// A tithi is a lunar day of a month together with the time of day that decides
// on which day it is kept.
type tithi struct {
	month Month
	day   int // 1 to 30 from the new moon
	time  Time
}

// A keeping is the day on which a tithi is kept, with the first and the last
// day on which almanacs may keep it.
type keeping struct{ day, earliest, latest calendar.Date }

// A Time is the time of day at which a tithi must be current for its festival
// to be kept. The day, from sunrise to sunset, has five parts and fifteen
// muhurtas.
type Time int

// Instants. A festival is kept on the first day at whose instant its tithi is
// current or, if it is current at none, on the day on which it begins after the
// instant.
const (
	Sunrise   Time = iota
	Forenoon       // purvahna: a fifth of the day after sunrise
	Afternoon      // aparahna: the middle of the fourth fifth of the day
)

// Spans, and rules of their own.
const (
	// Dusk is the pradosha, the six ghatikas (144 minutes) from sunset on. If
	// the tithi touches only one dusk, that evening is kept. If it touches two,
	// the second is, provided that the tithi outlasts its sunset by a ghatika
	// (24 minutes); else the first. If it touches none, because it begins after
	// one dusk and ends before the next, the second day is kept.
	//
	// So the Dharmasindhu for Lakshmi Puja (second chapter, new moon of
	// Ashvina): touched on the second day alone or on both, the second; on the
	// first alone, the first; and, as it concludes from the
	// Purusharthachintamani, the second where neither is. The ghatika is that
	// of the verse "if the new moon meets one danda of the night" in the
	// Tithitattva, which the Nirnayasindhu follows. Some almanacs want more
	// of the second dusk, so these are years in which they differ.
	Dusk Time = iota + 100
	// Bonfire is the dusk of Holika Dahan, of which Bhadra, the first half of
	// the full moon's tithi, must be over. So the second evening is kept
	// whenever the tithi touches it. If it does not, the first is, except if
	// its dusk lies in Bhadra, the tithi lasts for three and a half quarters of
	// the second day, and the one that follows for more than a day: then the
	// second (Dharmasindhu, second chapter, full moon of Phalguna).
	Bonfire
	// Thread is the rule of Raksha Bandhan, also free of Bhadra: the day at
	// whose sunrise the tithi is current and lasts three muhurtas more;
	// if there is none, the day before, at dusk (Dharmasindhu, second chapter,
	// full moon of Shravana).
	Thread
	// Dawn is the bath before sunrise on Naraka Chaturdashi: the day whose dawn,
	// an hour before sunrise, when the thin moon rises, finds the tithi current;
	// the second of two neighbouring dawns if it touches neither (Dharmasindhu,
	// second chapter, 14th of the dark half of Ashvina).
	Dawn
	// Moonrise is the end of the fast of Karva Chauth: the day whose moonrise
	// finds the tithi current; the second of two, and the second if it touches
	// neither (Dharmasindhu, second chapter, 4th of the dark half of Ashvina).
	Moonrise
	// LateAfternoon is the fourth fifth of the day as a span: the only day of
	// which the tithi touches it; the second of two, and the second if it
	// touches neither (Nirnayasindhu, second chapter, Yamadvitiya).
	LateAfternoon
	// Midday is the madhyahna, the middle fifth of the day: the only day of
	// which the tithi touches it, and the first of two, unless the second has
	// the middle alone; if it touches neither, the day on which it begins.
	Midday
	// Midnight is the nishita, the eighth of the fifteen muhurtas of the night:
	// the only day of which the tithi touches it, and the second if it touches
	// neither, since it touches the dusk of that one. If it touches two, the one
	// it fills; the first, if it fills both (Dharmasindhu, second chapter, 14th
	// of the dark half of Magha, and the days printed since 2015).
	Midnight
	// Birth is the nishita of Krishna's birth, as Midnight, but the second of
	// two (Dharmasindhu, second chapter, 8th of the dark half of Shravana).
	Birth
)

const (
	minute  = 1. / 1440
	ghatika = 24 * minute
	// dusk is how long the pradosha lasts.
	dusk = 6 * ghatika
	// closeCall is by how little of a dusk almanacs may differ, because they are
	// made for other towns and by other ephemerides.
	closeCall = 10 * minute
)

// at returns the moment of an instant of a day at New Delhi, where the sun
// rises every day.
func (i Time) at(d calendar.Date) astro.Moment {
	rise := sunrise(d)
	if i == Sunrise {
		return rise
	}
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

// moonrise returns when the moon rises at New Delhi in the evening of a day on
// which it is four or five days past full.
func moonrise(d calendar.Date) astro.Moment {
	const (
		horizon = -0.83 // degrees, with refraction and the moon's radius
		slope   = 285.0 // degrees in a day by which it climbs
	)
	t := sunset(d) + dusk
	for range 3 {
		t += astro.Moment((horizon - astro.LunarAltitude(t, delhi)) / slope)
	}
	return t
}

// germany is the middle of Germany, where communities that reckon for
// themselves see the sun set later.
var germany = astro.Place{Latitude: 51, Longitude: 10}

// guess returns the day in which the tithi begins, or a neighbouring one.
func (y *lunarYear) guess(t tithi) calendar.Date {
	l := y.months[t.month-1]
	return (l.start + (l.end-l.start)*astro.Moment(float64(t.day-1)/30)).Date(5.5)
}

// A course is the way of the moon through a tithi.
type course struct {
	begin float64      // elongation at which the tithi begins
	near  astro.Moment // a moment near the tithi, and how many degrees the moon
	over  float64      // has gained by then since the tithi began
}

func newCourse(t tithi, near astro.Moment) course {
	c := course{begin: float64(12 * (t.day - 1)), near: near}
	c.over = c.at(near)
	return c
}

// at returns how many degrees the moon has gained at a moment since the tithi
// began; before that, the number is negative.
func (c course) at(t astro.Moment) float64 {
	return mod(astro.LunarPhase(t)-c.begin+180, 360) - 180
}

// past reports whether the moon has gained so many degrees by a moment: 0 at
// the beginning of the tithi, 12 at its end. It spares computing where even the
// slowest or the fastest moon leaves no doubt.
func (c course) past(degrees float64, t astro.Moment) bool {
	const slowest, fastest = 10.5, 15.0 // degrees in a day
	days := float64(t - c.near)
	low, high := c.over+slowest*days, c.over+fastest*days
	if days < 0 {
		low, high = high, low
	}
	if low >= degrees {
		return true
	}
	return high >= degrees && c.at(t) >= degrees
}

// keep returns the day of a tithi.
func (y *lunarYear) keep(t tithi) keeping {
	y.mu.Lock()
	defer y.mu.Unlock()
	k, ok := y.kept[t]
	if !ok {
		d := y.guess(t)
		c := newCourse(t, astro.Moment(d)+0.25)
		switch t.time {
		case Dusk:
			k = c.evening(d)
		case Bonfire:
			k = c.within(c.bonfire(d))
		case Thread:
			d, over := c.first(d, Forenoon)
			if over {
				d--
			} else if !c.past(12, Forenoon.at(d+1)) {
				d++
			}
			k = c.within(d)
		case Dawn:
			d, _ = c.firstBy(d, func(d calendar.Date) astro.Moment { return sunrise(d) - 60*minute })
			k = c.within(d)
			k.latest = max(k.latest, d) // the tithi may end between dawn and sunrise
		case Moonrise:
			d, over := c.firstBy(d, moonrise)
			if !over && !c.past(12, moonrise(d+1)) {
				d++
			}
			k = c.within(d)
			k.latest = max(k.latest, d)
		case LateAfternoon:
			k = c.within(c.lateAfternoon(d))
		case Midday:
			k = c.within(c.midday(d))
		case Midnight, Birth:
			k = c.within(c.midnight(d, t.time == Birth))
		default:
			d, over := c.first(d, t.time)
			if over {
				d--
			}
			k = c.within(d)
		}
		y.kept[t] = k
	}
	return k
}

// first returns the first day by whose instant the tithi has begun, and whether
// it is over by then. guess lies near that day.
func (c course) first(guess calendar.Date, i Time) (d calendar.Date, over bool) {
	return c.firstBy(guess, i.at)
}

func (c course) firstBy(d calendar.Date, at func(calendar.Date) astro.Moment) (first calendar.Date, over bool) {
	t := at(d)
	for !c.past(0, t) {
		d++
		t = at(d)
	}
	for before := at(d - 1); c.past(0, before); before = at(d - 1) {
		d, t = d-1, before
	}
	return d, c.past(12, t)
}

// within gives a day its bounds: all days, from sunrise to sunrise, in which
// the tithi is current. By whatever hour an almanac counts, it keeps one of
// them. But a tithi that no sunrise finds current is kept by some, such as the
// Vaishnavas, on the day after, because it may not share its day with the one
// before.
func (c course) within(d calendar.Date) keeping {
	k := keeping{d, d, d}
	for c.past(0, sunrise(k.earliest)) {
		k.earliest--
	}
	for !c.past(12, sunrise(k.latest+1)) {
		k.latest++
	}
	if k.earliest == k.latest {
		k.latest++
	}
	return k
}

func duskEnd(d calendar.Date) astro.Moment { return sunset(d) + dusk }

// evening keeps a tithi by the rule of [Dusk]. Its bounds take in the other
// evening if the tithi touches both or neither, if ten minutes of a dusk decide
// or if a community that reckons for Germany keeps it.
func (c course) evening(guess calendar.Date) keeping {
	d, _ := c.firstBy(guess, duskEnd)
	k := keeping{d, d, d}
	set, next := sunset(d), sunset(d+1)
	switch {
	case c.past(12, set): // over before its dusk: neither
		k.earliest--
		return k
	case !c.past(12, next): // both
		if k.latest++; !c.past(12, next+ghatika) {
			k.day++
		}
		return k
	}
	before, _ := astro.Sunset(d-1, germany)
	if c.past(0, duskEnd(d-1)+closeCall) || c.past(12, set+closeCall) || c.past(0, before+dusk) {
		k.earliest--
	}
	if !c.past(12, next-closeCall) || !c.past(0, duskEnd(d)-closeCall) {
		k.latest++
	}
	return k
}

// bonfire keeps a tithi by the rule of [Bonfire].
func (c course) bonfire(guess calendar.Date) calendar.Date {
	d, _ := c.firstBy(guess, duskEnd)
	if c.past(12, sunset(d)) {
		d-- // touches neither: the evening on which it begins is the first
	} else if !c.past(12, sunset(d+1)) {
		return d + 1
	}
	if c.past(6, sunset(d)) {
		return d // Bhadra is over
	}
	rise := sunrise(d + 1)
	if c.past(12, rise+7./8*(sunset(d+1)-rise)) || c.reach(24)-c.reach(12) < 1 {
		return d
	}
	return d + 1
}

// reach returns when the moon has gained so many degrees.
func (c course) reach(degrees float64) astro.Moment {
	const mean = 12.190749
	t, miss := c.near, degrees-c.over
	for range 6 {
		t += astro.Moment(miss / mean)
		miss = degrees - c.at(t)
	}
	return t
}

// lateAfternoon keeps a tithi by the rule of [LateAfternoon].
func (c course) lateAfternoon(guess calendar.Date) calendar.Date {
	part := func(d calendar.Date, n astro.Moment) astro.Moment {
		rise := sunrise(d)
		return rise + n/5*(sunset(d)-rise)
	}
	d, _ := c.firstBy(guess, func(d calendar.Date) astro.Moment { return part(d, 4) })
	if !c.past(12, part(d+1, 3)) {
		d++
	}
	return d
}

// midday keeps a tithi by the rule of [Midday].
func (c course) midday(guess calendar.Date) calendar.Date {
	d, _ := c.firstBy(guess, func(d calendar.Date) astro.Moment {
		rise := sunrise(d)
		return rise + 6./10*(sunset(d)-rise)
	})
	rise := sunrise(d)
	day := sunset(d) - rise
	switch {
	case c.past(12, rise+4./10*day):
		return d - 1
	case !c.past(0, rise+day/2) && !c.past(12, Midday.at(d+1)):
		return d + 1
	}
	return d
}

// nishita returns the eighth of the fifteen muhurtas of the night.
func nishita(d calendar.Date) (begin, end astro.Moment) {
	set := sunset(d)
	muhurta := (sunrise(d+1) - set) / 15
	return set + 7*muhurta, set + 8*muhurta
}

// midnight keeps a tithi by the rule of [Midnight], or by that of [Birth].
func (c course) midnight(guess calendar.Date, birth bool) calendar.Date {
	d, _ := c.firstBy(guess, func(d calendar.Date) astro.Moment {
		_, end := nishita(d)
		return end
	})
	begin, end := nishita(d)
	if c.past(12, end+0.9) {
		return d // over before the next
	}
	next, nextEnd := nishita(d + 1)
	if !c.past(12, next) && (birth || !c.past(0, begin) && !c.past(12, nextEnd)) {
		return d + 1
	}
	return d
}
