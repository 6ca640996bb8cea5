package astro

import "math"

// lunarLongitude returns the apparent longitude of the moon's centre in
// degrees, from 0 to 360, seen from the centre of the earth and referred to the
// true equinox of date (Meeus, 2nd ed., chapter 47), accurate to about 10".
func lunarLongitude(t Moment) float64 {
	c := centuries(t)
	psi, _ := nutation(c)
	m := newMoonArguments(c)
	return mod360(m.longitude() + psi)
}

// lunarLatitude returns the latitude of the moon's centre in degrees, seen from
// the centre of the earth, accurate to about 4" (Meeus, chapter 47).
func lunarLatitude(t Moment) float64 {
	m := newMoonArguments(centuries(t))
	return m.latitude()
}

// lunarDistance returns the distance between the centres of earth and moon in
// kilometres, accurate to about 20 km (Meeus, chapter 47).
func lunarDistance(t Moment) float64 {
	m := newMoonArguments(centuries(t))
	return m.distance()
}

// LunarPhase returns the apparent longitude of the moon minus that of the sun,
// in degrees from 0 to 360: 0 at new moon, 180 at full moon, one tithi for
// every 12°.
func LunarPhase(t Moment) float64 {
	c := centuries(t)
	m := newMoonArguments(c)
	return mod360(m.longitude() - solarLongitude(c)) // nutation moves both
}

// elongation returns the angle between the centres of sun and moon, in degrees
// from 0 to 180, seen from the centre of the earth.
func elongation(t Moment) float64 {
	c := centuries(t)
	m := newMoonArguments(c)
	return math.Acos(cos(m.latitude())*cos(m.longitude()-solarLongitude(c))) / degree
}

// Illumination returns the illuminated fraction of the moon's disc, from 0 to 1
// (Meeus, 2nd ed., chapter 48).
func Illumination(t Moment) float64 {
	const sunDistance = 149597870 // in kilometres; the mean suffices
	sinE, cosE := sincos(elongation(t))
	i := math.Atan2(sunDistance*sinE, lunarDistance(t)-sunDistance*cosE)
	return (1 + math.Cos(i)) / 2
}

// moonArguments holds the powers of the exponentials of the four arguments, so
// that a term of the tables needs three products and no sine.
type moonArguments struct {
	t, mean   float64 // centuries; mean longitude in degrees
	mp, f     float64 // in degrees
	e, a1     float64
	d         [5]complex128 // 0 to 4
	m, mPrime [9]complex128 // -4 to 4
	node      [7]complex128 // -3 to 3
}

// newMoonArguments follows Meeus, 2nd ed., 47.1 to 47.6.
func newMoonArguments(t float64) moonArguments {
	a := moonArguments{t: t}
	a.mean = 218.3164477 + t*(481267.88123421+t*(-0.0015786+t*(1./538841-t/65194000)))
	d := 297.8501921 + t*(445267.1114034+t*(-0.0018819+t*(1./545868-t/113065000)))
	m := 357.5291092 + t*(35999.0502909+t*(-0.0001536+t/24490000))
	a.mp = 134.9633964 + t*(477198.8675055+t*(0.0087414+t*(1./69699-t/14712000)))
	a.f = 93.2720950 + t*(483202.0175233+t*(-0.0036539+t*(-1./3526000+t/863310000)))
	a.e = 1 + t*(-0.002516-t*0.0000074)
	a.a1 = 119.75 + 131.849*t

	s, c := sincos(d)
	a.d[0], a.d[1] = 1, complex(c, s)
	for i := 2; i < len(a.d); i++ {
		a.d[i] = a.d[i-1] * a.d[1]
	}
	both := func(to []complex128, angle float64) {
		s, c := sincos(angle)
		mid := len(to) / 2
		unit := complex(c, s)
		to[mid] = 1
		for i := 1; i <= mid; i++ {
			to[mid+i] = to[mid+i-1] * unit
			to[mid-i] = complex(real(to[mid+i]), -imag(to[mid+i]))
		}
	}
	both(a.m[:], m)
	both(a.mPrime[:], a.mp)
	both(a.node[:], a.f)
	return a
}

// at returns the exponential of a term's argument, times the power of the
// eccentricity that goes with it.
func (a *moonArguments) at(t *moonTerm) complex128 {
	z := a.d[t.d] * a.mPrime[t.mp+4] * a.node[t.f+3]
	switch t.m {
	case 0:
		return z
	case 1, -1:
		return z * a.m[t.m+4] * complex(a.e, 0)
	}
	return z * a.m[t.m+4] * complex(a.e*a.e, 0)
}

// longitude returns degrees, referred to the mean equinox and not reduced to a
// circle.
func (a *moonArguments) longitude() float64 {
	s := 3958*sin(a.a1) + 1962*sin(a.mean-a.f) + 318*sin(53.09+479264.290*a.t)
	for i := range moonLongitude {
		t := &moonLongitude[i]
		s += t.sin * imag(a.at(t))
	}
	return a.mean + s/1e6
}

func (a *moonArguments) latitude() float64 {
	s := -2235*sin(a.mean) + 382*sin(313.45+481266.484*a.t) + 175*sin(a.a1-a.f) +
		175*sin(a.a1+a.f) + 127*sin(a.mean-a.mp) - 115*sin(a.mean+a.mp)
	for i := range moonLatitude {
		t := &moonLatitude[i]
		s += t.sin * imag(a.at(t))
	}
	return s / 1e6
}

func (a *moonArguments) distance() float64 {
	s := 0.0
	for i := range moonLongitude {
		t := &moonLongitude[i]
		s += t.cos * real(a.at(t))
	}
	return 385000.56 + s/1000
}
