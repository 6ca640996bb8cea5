package islamic

import (
	"math"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/astro"
	"vielfalt/calendar/internal/memo"
)

// lastComputedYear (2399) is the last year in which the rules behind the
// published tables continue them; beyond it the rotation of the earth is not
// known to the minute.
const lastComputedYear = 1832

// Months knows when months begin. It caches recent results; share one among the
// rules of a tradition.
type Months struct {
	ummAlQura, diyanet, najaf *memo.Memo[calendar.Date] // by month, counted from Muharram of the year 0
}

// NewMonths returns the months of all conventions.
func NewMonths() *Months {
	return &Months{
		ummAlQura: memo.New(2048, func(n int) calendar.Date { return monthAfter(n, setsAfterSun) }),
		diyanet:   memo.New(2048, func(n int) calendar.Date { return monthAfter(n, seenInAmerica) }),
		najaf:     memo.New(2048, func(n int) calendar.Date { return monthAfter(n, seenAtNajaf) }),
	}
}

func (m *Months) ummAlQuraRule(year int, month Month) (calendar.Date, bool) {
	if year <= ummAlQuraLastYear || year > lastComputedYear {
		return 0, false
	}
	return m.ummAlQura.Get(12*year + int(month) - 1), true
}

func (m *Months) diyanetRule(year int, month Month) (calendar.Date, bool) {
	if year < diyanetEidsFirstYear || year > lastComputedYear {
		return 0, false
	}
	d := m.diyanet.Get(12*year + int(month) - 1)
	// Next to a published month, such as the one of the feast after Ramadan,
	// months have 29 or 30 days. The rule alone gives Ramadan 31 days in some
	// years.
	if first, published, _ := diyanetStart(monthBeside(year, month, -1)); published {
		d = min(max(d, first+29), first+30)
	}
	if first, published, _ := diyanetStart(monthBeside(year, month, 1)); published {
		d = min(max(d, first-30), first-29)
	}
	return d, true
}

// najafFirstYear (1882) is the first year for which months are reckoned by the
// crescent at Najaf, early enough for every day from 1900 on.
const najafFirstYear = 1300

func (m *Months) najafRule(year int, month Month) (calendar.Date, bool) {
	if year < najafFirstYear || year > lastComputedYear {
		return 0, false
	}
	return m.najaf.Get(12*year + int(month) - 1), true
}

// monthBeside returns the month n months later.
func monthBeside(year int, month Month, n int) (int, Month) {
	i := 12*year + int(month) - 1 + n
	return i / 12, Month(i%12 + 1)
}

// monthAfter returns the day after the first evening on which the moon of month
// n, counted from Muharram of the year 0, satisfies a rule.
func monthAfter(n int, satisfies func(d calendar.Date, conjunction astro.Moment) bool) calendar.Date {
	// In these centuries the tabular calendar is within days of the moon.
	mean := ToDate(n/12, Month(n%12+1), 1)
	conjunction := astro.NewMoonBefore(astro.Moment(mean) + 10)
	d := calendar.Date(math.Floor(float64(conjunction)))
	for !satisfies(d, conjunction) {
		d++
	}
	return d + 1
}

// setsAfterSun is the rule of the Umm al-Qura calendar since 1423: the
// conjunction comes before sunset at Mecca, and there the moon sets after the
// sun. Of the 936 months published for 1423 to 1500 it misses one, Jumada
// al-akhira 1427, where conjunction and sunset nearly coincide.
func setsAfterSun(d calendar.Date, conjunction astro.Moment) bool {
	mecca := astro.Place{Latitude: 21.4225, Longitude: 39.8262}
	sunset, _ := astro.Sunset(d, mecca) // the sun sets there every day
	// This is the upper limb, with 34' of refraction. The 0.04°, ten seconds of
	// time, are how far the published months favour the moon.
	return conjunction < sunset && astro.LunarAltitude(sunset, mecca)+0.5667+0.26+0.04 > 0
}

// seenAtNajaf is the practice of the offices of the Shia authorities at Najaf:
// a month begins when its crescent is seen with the unaided eye in Iraq or next
// to it. That is taken to happen from q = 0.08 on, within the range in which
// [astro.Yallop] expects the crescent to be seen if the air is clear. 0.08 was
// chosen by 31 months of 1433 to 1447 as Ayatollah Sistani's office announced
// them, between 0.05 (not seen) and 0.11 (seen), and gives them all; the limits
// of the range, -0.014 and 0.216, give 28 each. Five more months, found later,
// it gives too. All 36 are in testdata.
func seenAtNajaf(d calendar.Date, conjunction astro.Moment) bool {
	najaf := astro.Place{Latitude: 31.996, Longitude: 44.315}
	// Nobody has seen a crescent of less than half a day; the sun sets there
	// between 0.58 and 0.67 of the day. Most months are spared an evening so.
	if astro.Moment(d)+0.6 < conjunction+0.42 {
		return false
	}
	q, ok := astro.Yallop(d, najaf)
	return ok && q > 0.08
}

// seenInAmerica is the rule of the Diyanet: the crescent can be seen at sunset
// somewhere as far west as the American mainland, that is, sun and moon are 8°
// apart and the moon is 5° high. With a tolerance of a tenth of a degree it
// gives all 368 months of the table that are not published; of the 115 published
// ones it misses two, Dhu al-Hijja 1436 and Shawwal 1449. Of the 164 feasts
// published for the years before, 1353 to 1434, in which Turkey first followed
// other rules, it gives 128; the Umm al-Qura calendar gives 89 of them.
func seenInAmerica(d calendar.Date, conjunction astro.Moment) bool {
	const apart, high = 7.9, 5
	for i, p := range westCoast {
		// Within nine hours of conjunction sun and moon are not 8° apart.
		sunset, ok := astro.Sunset(d, p)
		if !ok || sunset < conjunction+9./24 {
			continue
		}
		elongation, altitude := astro.Crescent(sunset, p)
		if elongation >= apart && altitude >= high {
			return true
		}
		// Sunsets along the coast differ from the first by hours, in which sun
		// and moon move apart by less than 3°.
		if i == 0 && (elongation < apart-3) {
			return false
		}
	}
	return false
}

// westCoast lists places along the western coast of the American mainland,
// first those where the crescent is most often high enough.
var westCoast = [...]astro.Place{
	{Latitude: 20, Longitude: -105.7}, {Latitude: 25, Longitude: -112.2}, {Latitude: 15, Longitude: -93}, {Latitude: 30, Longitude: -116},
	{Latitude: 10, Longitude: -86}, {Latitude: 5, Longitude: -77.5}, {Latitude: 0, Longitude: -80.1}, {Latitude: -5, Longitude: -81.3},
	{Latitude: 35, Longitude: -121}, {Latitude: 40, Longitude: -124.4}, {Latitude: 45, Longitude: -124}, {Latitude: 49, Longitude: -125.5},
	{Latitude: 52, Longitude: -128.5}, {Latitude: 55, Longitude: -131.5},
	{Latitude: -10, Longitude: -78.2}, {Latitude: -15, Longitude: -75.5}, {Latitude: -20, Longitude: -70.3}, {Latitude: -30, Longitude: -71.7},
	{Latitude: -40, Longitude: -74}, {Latitude: -50, Longitude: -75.5},
}
