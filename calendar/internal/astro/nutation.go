package astro

// A nutationTerm has coefficients in units of 0.0001".
type nutationTerm struct {
	d, m, mp, f, node    float64
	sin, sinT, cos, cosT float64
}

// nutationTerms holds the main terms of the theory of 1980 (Meeus, 2nd ed.,
// table 22.A), without those below 0.006".
var nutationTerms = [...]nutationTerm{
	{0, 0, 0, 0, 1, -171996, -174.2, 92025, 8.9},
	{-2, 0, 0, 2, 2, -13187, -1.6, 5736, -3.1},
	{0, 0, 0, 2, 2, -2274, -0.2, 977, -0.5},
	{0, 0, 0, 0, 2, 2062, 0.2, -895, 0.5},
	{0, 1, 0, 0, 0, 1426, -3.4, 54, -0.1},
	{0, 0, 1, 0, 0, 712, 0.1, -7, 0},
	{-2, 1, 0, 2, 2, -517, 1.2, 224, -0.6},
	{0, 0, 0, 2, 1, -386, -0.4, 200, 0},
	{0, 0, 1, 2, 2, -301, 0, 129, -0.1},
	{-2, -1, 0, 2, 2, 217, -0.5, -95, 0.3},
	{-2, 0, 1, 0, 0, -158, 0, 0, 0},
	{-2, 0, 0, 2, 1, 129, 0.1, -70, 0},
	{0, 0, -1, 2, 2, 123, 0, -53, 0},
	{2, 0, 0, 0, 0, 63, 0, 0, 0},
	{0, 0, 1, 0, 1, 63, 0.1, -33, 0},
}

// nutation returns the nutation in longitude and in obliquity, in degrees, at
// t centuries of Terrestrial Time after 2000 (Meeus, 2nd ed., chapter 22).
func nutation(t float64) (longitude, obliquity float64) {
	d := 297.85036 + t*(445267.111480+t*(-0.0019142+t/189474))
	m := 357.52772 + t*(35999.050340+t*(-0.0001603-t/300000))
	mp := 134.96298 + t*(477198.867398+t*(0.0086972+t/56250))
	f := 93.27191 + t*(483202.017538+t*(-0.0036825+t/327270))
	node := 125.04452 + t*(-1934.136261+t*(0.0020708+t/450000))
	for i := range nutationTerms {
		n := &nutationTerms[i]
		s, c := sincos(n.d*d + n.m*m + n.mp*mp + n.f*f + n.node*node)
		longitude += (n.sin + n.sinT*t) * s
		obliquity += (n.cos + n.cosT*t) * c
	}
	return longitude / 36e6, obliquity / 36e6
}

// meanObliquity returns the obliquity of the ecliptic without nutation, in
// degrees (Meeus, 2nd ed., 22.3, valid for 10,000 years on either side).
func meanObliquity(t float64) float64 {
	u := t / 100
	return 23 + 26./60 + (21.448+
		u*(-4680.93+u*(-1.55+u*(1999.25+u*(-51.38+u*(-249.67+
			u*(-39.05+u*(7.12+u*(27.87+u*(5.79+u*2.45))))))))))/3600
}
