package astro

import "math"

// meanMonth is the mean synodic month in days.
const meanMonth = 29.530588861

// A phaseTerm has a coefficient in days and multiples of the sun's anomaly, the
// moon's anomaly and the argument of latitude.
type phaseTerm struct {
	days     float64
	m, mp, f float64
}

// The terms of new moon, full moon and the quarters, and the planetary ones
// common to all (Meeus, 2nd ed., chapter 49, in the book's order).
var (
	newMoonTerms = [...]phaseTerm{
		{-.40720, 0, 1, 0}, {.17241, 1, 0, 0}, {.01608, 0, 2, 0}, {.01039, 0, 0, 2}, {.00739, -1, 1, 0},
		{-.00514, 1, 1, 0}, {.00208, 2, 0, 0}, {-.00111, 0, 1, -2}, {-.00057, 0, 1, 2}, {.00056, 1, 2, 0},
		{-.00042, 0, 3, 0}, {.00042, 1, 0, 2}, {.00038, 1, 0, -2}, {-.00024, -1, 2, 0}, {-.00007, 2, 1, 0},
		{.00004, 0, 2, -2}, {.00004, 3, 0, 0}, {.00003, 1, 1, -2}, {.00003, 0, 2, 2}, {-.00003, 1, 1, 2},
		{.00003, -1, 1, 2}, {-.00002, -1, 1, -2}, {-.00002, 1, 3, 0}, {.00002, 0, 4, 0},
	}
	fullMoonTerms = [...]phaseTerm{
		{-.40614, 0, 1, 0}, {.17302, 1, 0, 0}, {.01614, 0, 2, 0}, {.01043, 0, 0, 2}, {.00734, -1, 1, 0},
		{-.00515, 1, 1, 0}, {.00209, 2, 0, 0}, {-.00111, 0, 1, -2}, {-.00057, 0, 1, 2}, {.00056, 1, 2, 0},
		{-.00042, 0, 3, 0}, {.00042, 1, 0, 2}, {.00038, 1, 0, -2}, {-.00024, -1, 2, 0}, {-.00007, 2, 1, 0},
		{.00004, 0, 2, -2}, {.00004, 3, 0, 0}, {.00003, 1, 1, -2}, {.00003, 0, 2, 2}, {-.00003, 1, 1, 2},
		{.00003, -1, 1, 2}, {-.00002, -1, 1, -2}, {-.00002, 1, 3, 0}, {.00002, 0, 4, 0},
	}
	quarterTerms = [...]phaseTerm{
		{-.62801, 0, 1, 0}, {.17172, 1, 0, 0}, {-.01183, 1, 1, 0}, {.00862, 0, 2, 0}, {.00804, 0, 0, 2},
		{.00454, -1, 1, 0}, {.00204, 2, 0, 0}, {-.00180, 0, 1, -2}, {-.00070, 0, 1, 2}, {-.00040, 0, 3, 0},
		{-.00034, -1, 2, 0}, {.00032, 1, 0, 2}, {.00032, 1, 0, -2}, {-.00028, 2, 1, 0}, {.00027, 1, 2, 0},
		{-.00005, -1, 1, -2}, {.00004, 0, 2, 2}, {-.00004, 1, 1, 2}, {.00004, -2, 1, 0}, {.00003, 1, 1, -2},
		{.00003, 3, 0, 0}, {.00002, 0, 2, -2}, {.00002, -1, 1, 2}, {-.00002, 1, 3, 0},
	}
	planetaryPhaseTerms = [...]struct{ days, at, perMonth float64 }{
		{.000325, 299.77, .107408}, {.000165, 251.88, .016321}, {.000164, 251.83, 26.651886},
		{.000126, 349.42, 36.412478}, {.000110, 84.66, 18.206239}, {.000062, 141.74, 53.303771},
		{.000060, 207.14, 2.453732}, {.000056, 154.84, 7.306860}, {.000047, 34.52, 27.261239},
		{.000042, 207.19, .121824}, {.000040, 291.34, 1.844379}, {.000037, 161.72, 24.198154},
		{.000035, 239.56, 25.513099}, {.000023, 331.55, 3.592518},
	}
)

// quarterPhase returns the moment of the quarter·90° phase of month k, counted
// from January 2000 (Meeus, 2nd ed., chapter 49). From 1980 to 2020 the errors
// are 4 seconds on average and at most 20.
func quarterPhase(k, quarter int) Moment {
	n := float64(k) + float64(quarter)/4
	t := n / 1236.85
	jde := 2451550.09766 + meanMonth*n + t*t*(0.00015437+t*(-0.000000150+t*0.00000000073))
	e := 1 + t*(-0.002516-t*0.0000074)
	m := turn(2.5534 + 29.10535670*n + t*t*(-0.0000014-t*0.00000011))
	mp := turn(201.5643 + 385.81693528*n + t*t*(0.0107582+t*(0.00001238-t*0.000000058)))
	f := turn(160.7108 + 390.67050284*n + t*t*(-0.0016118+t*(-0.00000227+t*0.000000011)))
	node := 124.7746 - 1.56375588*n + t*t*(0.0020672+t*0.00000215)

	terms := quarterTerms[:]
	switch quarter {
	case 0:
		terms = newMoonTerms[:]
	case 2:
		terms = fullMoonTerms[:]
	}
	jde -= .00017 * sin(node)
	for i := range terms {
		p := &terms[i]
		v := p.days * math.Sin((p.m*m+p.mp*mp+p.f*f)*degree)
		// Each multiple of the sun's anomaly brings a factor of the
		// eccentricity, except in the terms with 3M, where the book omits it.
		switch p.m {
		case 1, -1:
			v *= e
		case 2, -2:
			v *= e * e
		}
		jde += v
	}
	if quarter%2 == 1 {
		w := .00306 - .00038*e*cos(m) + .00026*cos(mp) - .00002*cos(mp-m) + .00002*cos(mp+m) + .00002*cos(2*f)
		if quarter == 3 {
			w = -w
		}
		jde += w
	}
	for i := range planetaryPhaseTerms {
		p := &planetaryPhaseTerms[i]
		at := p.at + p.perMonth*n
		if i == 0 {
			at -= 0.009173 * t * t
		}
		jde += p.days * sin(at)
	}
	dynamical := Moment(jde - 1721424.5)
	return dynamical - Moment(DeltaT(dynamical)/86400)
}

// months returns how many mean months have passed at t since the mean new moon
// of January 2000.
func months(t Moment) float64 {
	n := (float64(t) + DeltaT(t)/86400 + 1721424.5 - 2451550.09766) / meanMonth
	c := n / 1236.85
	return n - c*c*0.00015437/meanMonth
}

// phaseSpread is more than any phase deviates from its mean, in months.
const phaseSpread = 1.1 / meanMonth

// NewMoonAtOrAfter returns the first new moon at or after t.
func NewMoonAtOrAfter(t Moment) Moment { return LunarPhaseAtOrAfter(0, t) }

// NewMoonBefore returns the last new moon before t.
func NewMoonBefore(t Moment) Moment {
	for k := int(math.Floor(months(t) + phaseSpread)); ; k-- {
		if m := quarterPhase(k, 0); m < t {
			return m
		}
	}
}

// LunarPhaseAtOrAfter returns the first moment at or after t at which the moon
// is phase degrees ahead of the sun: 0 is new moon, 90 first quarter, 180 full
// moon. These and the last quarter come from their own series, the other phases
// from [LunarPhase].
func LunarPhaseAtOrAfter(phase float64, t Moment) Moment {
	phase = mod360(phase)
	if q := phase / 90; q == math.Floor(q) {
		for k := int(math.Ceil(months(t) - q/4 - phaseSpread)); ; k++ {
			if m := quarterPhase(k, int(q)); m >= t {
				return m
			}
		}
	}
	ahead := mod360(phase - LunarPhase(t))
	if ahead > 360-1e-6 { // already there, except for rounding
		ahead -= 360
	}
	return phaseNear(phase, t+Moment(ahead/360*meanMonth))
}

// phaseNear finds the moment of a phase from a guess within some days of it:
// first by the mean speed, then by the speed between two guesses.
func phaseNear(phase float64, t Moment) Moment {
	const speed = 360 / meanMonth
	a := t
	fa := signed(LunarPhase(a) - phase)
	b := a - Moment(fa/speed)
	for range 8 {
		fb := signed(LunarPhase(b) - phase)
		if fb == fa {
			break
		}
		next := b - Moment(fb)*(b-a)/Moment(fb-fa)
		a, fa, b = b, fb, next
		if math.Abs(float64(b-a)) < 2e-6 {
			break
		}
	}
	return b
}
