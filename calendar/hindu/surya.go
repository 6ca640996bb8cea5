package hindu

import (
	"math"

	"vielfalt/calendar"
)

// The traditional astronomy of the Surya Siddhanta (Calendrical Calculations,
// 4th ed., sections 20.1 to 20.3, whose function names are given). Moments are
// days with fractions in the local time of Ujjain, angles degrees.

// epoch is the beginning of the Kali Yuga, 18 February 3102 BCE Julian
// (Calendrical Calculations, 4th ed., section 10.1, hindu-epoch).
const epoch = -1132959

// Lengths of years and months in days, the sidereal, synodic and
// anomalistic ones.
const (
	suryaYear             = 365 + 279457.0/1080000
	suryaMonth            = 27 + 4644439.0/14438334
	suryaSynodicMonth     = 29 + 7087771.0/13358334
	suryaAnomalisticYear  = 1577917828000.0 / (4320000000 - 387)
	suryaAnomalisticMonth = 1577917828.0 / (57753336 - 488199)
	suryaSiderealPerCivil = 1577917828.0 / 1582237828
)

// Positions at the epoch, in turns. Since the creation, 1955880000 years
// before, sun and moon have made whole numbers of turns; their apsides have
// not.
const (
	solarAnomalyAtEpoch = 0.78575 // -387 · 1955880000/4320000000
	lunarAnomalyAtEpoch = 0.75    // (57753336-488199) · 1955880000/4320000
)

// The position of Ujjain, in degrees (ujjain).
const (
	ujjainLatitude  = 23 + 9.0/60
	ujjainLongitude = 75 + 46.0/60 + 6.0/3600
)

// sineStep is the width of the sine table, 225 minutes of arc.
const sineStep = 3.75

// sineTable returns an entry of the table of sines, which is rounded to whole
// minutes of a radius of 3438 (hindu-sine-table).
func sineTable(entry int) float64 {
	exact := 3438 * math.Sin(float64(entry)*sineStep*math.Pi/180)
	correction := 0.215
	if exact < 0 {
		correction = -correction
	}
	if math.Abs(exact) < 1716 {
		correction = -correction
	}
	if exact == 0 || math.Abs(exact) == 1716 {
		correction = 0
	}
	return math.Floor(exact+correction+0.5) / 3438
}

// sines holds one turn of the table and the entry after it.
type sines [98]float64

func newSines() *sines {
	s := new(sines)
	for i := range s {
		s[i] = sineTable(i % 96)
	}
	return s
}

// sin interpolates the table (hindu-sine).
func (s *sines) sin(theta float64) float64 {
	x := mod(theta, 360) / sineStep
	i := int(x)
	f := x - float64(i)
	return f*s[i+1] + (1-f)*s[i]
}

// arcsin inverts the interpolated table (hindu-arcsin).
func (s *sines) arcsin(amplitude float64) float64 {
	if amplitude < 0 {
		return -s.arcsin(-amplitude)
	}
	i := 0
	for i < 24 && s[i] < amplitude {
		i++
	}
	if i == 0 {
		return 0
	}
	below := s[i-1]
	return sineStep * (float64(i-1) + (amplitude-below)/(s[i]-below))
}

// A surya is the sky of the Surya Siddhanta over Ujjain.
type surya struct{ *sines }

func turns(t, period, atEpoch float64) float64 {
	x := (t-epoch)/period + atEpoch
	return 360 * (x - math.Floor(x))
}

// position returns the true longitude of a planet on one epicycle
// (hindu-true-position).
func (s surya) position(t, period, size, anomalistic, anomalyAtEpoch, change float64) float64 {
	offset := s.sin(turns(t, anomalistic, anomalyAtEpoch))
	contraction := math.Abs(offset) * change * size
	return mod(turns(t, period, 0)-s.arcsin(offset*(size-contraction)), 360)
}

func (s surya) year() float64 { return suryaYear }

func (s surya) sun(t float64) float64 {
	return s.position(t, suryaYear, 14.0/360, suryaAnomalisticYear, solarAnomalyAtEpoch, 1.0/42)
}

func (s surya) moon(t float64) float64 {
	return s.position(t, suryaMonth, 32.0/360, suryaAnomalisticMonth, lunarAnomalyAtEpoch, 1.0/96)
}

func (s surya) phase(t float64) float64 { return mod(s.moon(t)-s.sun(t), 360) }

// newMoonBefore returns the last new moon before t (hindu-new-moon-before). The
// bisection ends when its ends are a second apart.
func (s surya) newMoonBefore(t float64) float64 {
	tau := t - s.phase(t)/360*suryaSynodicMonth
	low, high := tau-1, min(t, tau+1)
	for high-low > 1.0/86400 {
		mid := (low + high) / 2
		if s.phase(mid) < 180 {
			high = mid
		} else {
			low = mid
		}
	}
	return (low + high) / 2
}

func (s surya) newMoonAfter(t float64) float64 {
	return s.newMoonBefore(math.Floor(s.newMoonBefore(t)) + 35)
}

// tropical returns the longitude of the sun from the equinox
// (hindu-tropical-longitude).
func (s surya) tropical(t float64) float64 {
	days := math.Floor(t - epoch)
	x := 600.0/1577917828*days - 0.25
	x -= math.Floor(x + 0.5)
	return mod(s.sun(t)-(27-math.Abs(108*x)), 360)
}

// dailyMotion returns the sun's motion in a day (hindu-daily-motion).
func (s surya) dailyMotion(t float64) float64 {
	anomaly := turns(t, suryaAnomalisticYear, solarAnomalyAtEpoch)
	epicycle := 14.0/360 - math.Abs(s.sin(anomaly))/1080
	entry := int(anomaly / sineStep)
	return 360 / suryaYear * (1 - 3438.0/225*(s.sines[entry+1]-s.sines[entry])*epicycle)
}

// sunrise returns the true sunrise at Ujjain (hindu-sunrise, with
// hindu-equation-of-time, hindu-ascensional-difference and hindu-rising-sign).
func (s surya) sunrise(d calendar.Date) float64 {
	t := float64(d)
	motion := s.dailyMotion(t)
	offset := s.sin(turns(t, suryaAnomalisticYear, solarAnomalyAtEpoch))
	equation := motion / 360 * (offset * (57 + 18.0/60) * (14.0/360 - math.Abs(offset)/1080)) / 360 * suryaYear

	tropical := s.tropical(t)
	sinDeclination := 1397.0 / 3438 * s.sin(tropical)
	diurnalRadius := s.sin(90 + s.arcsin(sinDeclination))
	tanLatitude := s.sin(ujjainLatitude) / s.sin(90+ujjainLatitude)
	ascensional := s.arcsin(-sinDeclination * tanLatitude / diurnalRadius)

	rising := [6]float64{1670, 1795, 1935, 1935, 1795, 1670}[int(tropical/30)%6] / 1800
	return t + 0.25 - equation + suryaSiderealPerCivil/360*(ascensional+motion*rising/4)
}

// solarDay returns the next sunrise: a month that begins before it begins with
// this day (the rule of Orissa, hindu-solar-from-fixed).
func (s surya) solarDay(d calendar.Date) float64 { return s.sunrise(d + 1) }

func mod(x, m float64) float64 {
	x = math.Mod(x, m)
	if x < 0 {
		x += m
	}
	return x
}
