package astro

// DeltaT returns by how many seconds Terrestrial Time is ahead of Universal
// Time: the polynomials of Espenak and Meeus, Five Millennium Canon of Solar
// Eclipses (NASA/TP-2006-214141), as in Calendrical Calculations, 4th ed.,
// 14.15. From 1700 to 2005 they are accurate to a second. They predicted 75
// seconds for 2026, but the earth rotation service observes 69. That excess is
// subtracted from 2005 on and phased out by 2050, because tables published for
// later years rest on these polynomials and nothing better is known.
func DeltaT(t Moment) float64 {
	y := 2000 + (float64(t)-730120)/365.2425
	switch {
	case y < -500 || y >= 2150:
		return parabola(y)
	case y < 500:
		return poly(y/100, 10583.6, -1014.41, 33.78311, -5.952053, -0.1798452, 0.022174192, 0.0090316521)
	case y < 1600:
		return poly((y-1000)/100, 1574.2, -556.01, 71.23472, 0.319781, -0.8503463, -0.005050998, 0.0083572073)
	case y < 1700:
		return poly(y-1600, 120, -0.9808, -0.01532, 1./7129)
	case y < 1800:
		return poly(y-1700, 8.83, 0.1603, -0.0059285, 0.00013336, -1./1174000)
	case y < 1860:
		return poly(y-1800, 13.72, -0.332447, 0.0068612, 0.0041116, -0.00037436, 0.0000121272, -0.0000001699, 0.000000000875)
	case y < 1900:
		return poly(y-1860, 7.62, 0.5737, -0.251754, 0.01680668, -0.0004473624, 1./233174)
	case y < 1920:
		return poly(y-1900, -2.79, 1.494119, -0.0598939, 0.0061966, -0.000197)
	case y < 1941:
		return poly(y-1920, 21.20, 0.84493, -0.076100, 0.0020936)
	case y < 1961:
		return poly(y-1950, 29.07, 0.407, -1./233, 1./2547)
	case y < 1986:
		return poly(y-1975, 45.45, 1.067, -1./260, -1./718)
	case y < 2005:
		return poly(y-2000, 63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599)
	case y < 2050:
		return poly(y-2000, 62.92, 0.32217, 0.005589) - lead(y)
	}
	return parabola(y) - 0.5628*(2150-y)
}

// lead returns by how many seconds the polynomials exceed what the
// International Earth Rotation Service observed until 2026; after that it fades
// to 0 by 2050.
func lead(y float64) float64 {
	switch {
	case y < 2020:
		return 2.2 * (y - 2005) / 15
	case y < 2026:
		return 2.2 + 3.8*(y-2020)/6
	}
	return max(0, 6*(2050-y)/24)
}

// parabola returns the mean over millennia.
func parabola(y float64) float64 {
	u := (y - 1820) / 100
	return -20 + 32*u*u
}

// poly returns the sum of c[i]·xⁱ.
func poly(x float64, c ...float64) float64 {
	s := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		s = s*x + c[i]
	}
	return s
}

// Uncertainty returns how far a moment computed here may lie from the true one,
// in days: a minute for the series and the air at the horizon and, away from
// our time, what is not known about the rotation of the earth, which grows to
// three minutes by 2100 and to three quarters of an hour by 2400. If an event
// is closer than this to the instant that decides a date, the date may be a
// different one.
func Uncertainty(t Moment) Moment {
	centuries := (float64(t) - 739500) / 36524.25
	return Moment(60+200*centuries*centuries) / 86400
}
