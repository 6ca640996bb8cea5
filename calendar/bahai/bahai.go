package bahai

import (
	"math"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/internal/arith"
	"vielfalt/calendar/internal/astro"
	"vielfalt/calendar/internal/memo"
)

// A Month is a month of the Badíʿ year.
type Month int

// The months, of 19 days each, and the four or five days of Ayyám-i-Há, which
// lie between the 18th and the 19th.
const (
	AyyamIHa Month = iota
	Baha
	Jalal
	Jamal
	Azamat
	Nur
	Rahmat
	Kalimat
	Kamal
	Asma
	Izzat
	Mashiyyat
	Ilm
	Qudrat
	Qawl
	Masail
	Sharaf
	Sultan
	Mulk
	Ala
)

// A Date is a day of the Badíʿ calendar. Nineteen years are a váḥid, here
// Cycle, and nineteen of those a kull-i-shayʾ, here Major; 1 1 1 is the year 1,
// which began in 1844.
type Date struct {
	Major, Cycle, Year int
	Month              Month
	Day                int
}

// tehran is where sunset decides: 35°40' N, 51°26' E, as in gazetteers. The
// point of Calendrical Calculations, 4th ed., 16.7, lies half a mile west,
// where the sun sets two seconds later; in 2026 the equinox follows sunset by
// less than ten.
var tehran = astro.Place{Latitude: 35 + 40./60, Longitude: 51 + 26./60}

// commonSince is the year from which all Bahá'ís follow the equinox, and
// publishedUntil the last one in the list of dates that the Bahá'í World Centre
// has published, "Bahá'í Dates 172 to 221 B.E.", with which this package
// agrees.
const (
	commonSince    = 172
	publishedUntil = 221
)

// A Reckoning says on which day each year begins. It caches recent results;
// share one among the rules of a tradition.
type Reckoning struct {
	newYear func(year int) start
	twin    func(year int) start
	name    func(year int) string
}

// A start is a day, how many days before and after it the true one may lie, and
// whether the reckoning was not yet in use then.
type start struct {
	date          calendar.Date
	before, after calendar.Date
	unused        bool
}

// Badi returns the reckoning by the equinox and the sunset of Tehran
// (Calendrical Calculations, 4th ed., 16.3), for all years. Sunset is that of
// the sun's upper limb with 34' of refraction. Rules are limited to the years
// from 1 (1844) to 2399; dates convert far beyond.
func Badi() *Reckoning {
	newYear := memo.New(512, equinoxYear)
	return &Reckoning{
		newYear: newYear.Get,
		twin:    memo.New(512, func(year int) start { return twinDays(year, newYear.Get(year).date) }).Get,
		name:    func(int) string { return BadiName },
	}
}

// Western returns the reckoning of the West: until 171 the years begin on 21
// March and the birthdays are those of the Gregorian calendar (Calendrical
// Calculations, 4th ed., 16.1); from 172 on it is the one of [Badi].
func Western() *Reckoning {
	badi := Badi()
	return &Reckoning{
		newYear: func(year int) start {
			if year < commonSince {
				return start{date: westernNewYear(year)}
			}
			return badi.newYear(year)
		},
		twin: badi.twin,
		name: func(year int) string {
			if year < commonSince {
				return WesternName
			}
			return BadiName
		},
	}
}

func westernNewYear(year int) calendar.Date { return calendar.NewDate(year+1843, time.March, 21) }

// The convention ids of the reckonings.
const (
	BadiName    = "badi"
	WesternName = "western"
)

func equinoxYear(year int) start {
	equinox := astro.SolarLongitudeAfter(0, astro.Moment(calendar.NewDate(year+1843, time.March, 5)))
	d := equinox.Date(tehran.Longitude / 15)
	sunset, _ := astro.Sunset(d, tehran) // the sun sets there every day
	return decide(year, d, equinox, sunset)
}

// decide returns the Bahá'í day of an event on the civil day d, given that
// day's sunset.
func decide(year int, d calendar.Date, event, sunset astro.Moment) start {
	s := start{date: d, unused: year < commonSince}
	doubt := astro.Uncertainty(event)
	if commonSince <= year && year <= publishedUntil {
		doubt = 0
	}
	if event >= sunset {
		s.date++
		if event-sunset < doubt {
			s.before = 1
		}
	} else if sunset-event < doubt {
		s.after = 1
	}
	return s
}

// twinDays returns the birth of the Báb: the day after the eighth new moon,
// counted from the sunset that ends Naw-Rúz (Calendrical Calculations, 4th ed.,
// 16.12). The birth of Bahá'u'lláh is the next day.
func twinDays(year int, nawRuz calendar.Date) start {
	sunset, _ := astro.Sunset(nawRuz, tehran)
	// The eighth new moon comes 206.7 days after the first, within a day.
	eighth := astro.NewMoonAtOrAfter(astro.NewMoonAtOrAfter(sunset) + 195)
	d := eighth.Date(tehran.Longitude / 15)
	sunset, _ = astro.Sunset(d, tehran)
	s := decide(year, d, eighth, sunset)
	s.date++
	return s
}

// NewYear returns the first day, Naw-Rúz, of a year counted from 1844.
func (r *Reckoning) NewYear(year int) calendar.Date { return r.newYear(year).date }

// YearOf returns the number of a date's year, counted from 1844.
func (b Date) YearOf() int { return 361*(b.Major-1) + 19*(b.Cycle-1) + b.Year }

// ToDate returns the civil day on which a Bahá'í day mainly falls.
func (r *Reckoning) ToDate(b Date) calendar.Date {
	year := b.YearOf()
	switch b.Month {
	case AyyamIHa:
		return r.NewYear(year) + 342 + calendar.Date(b.Day-1)
	case Ala:
		return r.NewYear(year+1) - 19 + calendar.Date(b.Day-1)
	}
	return r.NewYear(year) + calendar.Date(19*(int(b.Month)-1)+b.Day-1)
}

// FromDate returns the Bahá'í day that mainly falls on a civil day.
func (r *Reckoning) FromDate(d calendar.Date) Date {
	year := int(math.Floor(float64(d-calendar.NewDate(1844, time.March, 21))/365.2422)) + 1
	for r.NewYear(year) > d {
		year--
	}
	for r.NewYear(year+1) <= d {
		year++
	}
	b := Date{
		Major: arith.Div(year-1, 361) + 1,
		Cycle: arith.Mod(arith.Div(year-1, 19), 19) + 1,
		Year:  arith.Mod(year-1, 19) + 1,
	}
	k := int(d - r.NewYear(year))
	ala := int(r.NewYear(year+1)-r.NewYear(year)) - 19
	switch {
	case k >= ala:
		b.Month, b.Day = Ala, k-ala+1
	case k >= 342:
		b.Month, b.Day = AyyamIHa, k-342+1
	default:
		b.Month, b.Day = Month(k/19+1), k%19+1
	}
	return b
}
