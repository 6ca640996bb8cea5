package calendar

import (
	"fmt"
	"time"

	"vielfalt/calendar/internal/arith"
)

// A Date is a civil day, counted as in Reingold and Dershowitz, Calendrical
// Calculations: day 1 is Monday, 1 January of year 1 of the proleptic
// Gregorian calendar. Years before 1 are astronomical: year 0 is 1 BCE.
//
// Dates are integers: add days with +, compare with <.
type Date int

// MinDate and MaxDate bound what can be asked for. Outside them, rules yield
// nothing rather than a guess.
var (
	MinDate = NewDate(-4000, time.January, 1)
	MaxDate = NewDate(9999, time.December, 31)
)

// NewDate returns the day of the proleptic Gregorian calendar. Days and months
// out of range are carried over, as by [time.Date].
func NewDate(year int, month time.Month, day int) Date {
	// Carry the month first, so that the rest is plain arithmetic.
	m := int(month) - 1
	year += arith.Div(m, 12)
	m = m - 12*arith.Div(m, 12) + 1
	y := year - 1
	d := 365*y + arith.Div(y, 4) - arith.Div(y, 100) + arith.Div(y, 400) + (367*m-362)/12
	if m > 2 {
		if leap(year) {
			d--
		} else {
			d -= 2
		}
	}
	return Date(d + day)
}

// DateOf returns the civil day of t in t's own location.
func DateOf(t time.Time) Date {
	return NewDate(t.Date())
}

// ParseDate reads a day written as 2026-11-22. The year has four digits, or a
// sign and four digits.
func ParseDate(s string) (Date, error) {
	rest, sign := s, 1
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		rest = s[1:]
		if s[0] == '-' {
			sign = -1
		}
	}
	if len(rest) != 10 || rest[4] != '-' || rest[7] != '-' {
		return 0, fmt.Errorf("date %q is not written as 2026-11-22", s)
	}
	var v [3]int
	for i, part := range []string{rest[:4], rest[5:7], rest[8:]} {
		for _, c := range []byte(part) {
			if c < '0' || c > '9' {
				return 0, fmt.Errorf("date %q is not written as 2026-11-22", s)
			}
			v[i] = v[i]*10 + int(c-'0')
		}
	}
	d := NewDate(sign*v[0], time.Month(v[1]), v[2])
	if y, m, day := d.Gregorian(); y != sign*v[0] || int(m) != v[1] || day != v[2] {
		return 0, fmt.Errorf("date %q does not exist", s)
	}
	return d, nil
}

// Gregorian returns year, month and day of the proleptic Gregorian calendar.
func (d Date) Gregorian() (year int, month time.Month, day int) {
	year = d.Year()
	prior := int(d - NewDate(year, time.January, 1))
	correction := 2
	if d < NewDate(year, time.March, 1) {
		correction = 0
	} else if leap(year) {
		correction = 1
	}
	m := (12*(prior+correction) + 373) / 367
	return year, time.Month(m), int(d-NewDate(year, time.Month(m), 1)) + 1
}

// Year returns the year of the proleptic Gregorian calendar.
func (d Date) Year() int {
	n := int(d) - 1
	n400 := arith.Div(n, 146097)
	n -= 146097 * n400
	n100 := n / 36524
	n -= 36524 * n100
	n4 := n / 1461
	n -= 1461 * n4
	n1 := n / 365
	year := 400*n400 + 100*n100 + 4*n4 + n1
	if n100 == 4 || n1 == 4 {
		return year // the last day of a leap year
	}
	return year + 1
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday {
	return time.Weekday(int(d) - 7*arith.Div(int(d), 7))
}

// IsWeekend reports whether a day is a Saturday or a Sunday.
func (d Date) IsWeekend() bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// OnOrBefore returns the last day w that is not after d.
func (d Date) OnOrBefore(w time.Weekday) Date {
	return d - Date((d - Date(w)).Weekday())
}

// OnOrAfter returns the first day w that is not before d.
func (d Date) OnOrAfter(w time.Weekday) Date {
	return (d + 6).OnOrBefore(w)
}

// At returns the moment of a wall-clock time on this day at a place. A time
// that a clock change leaves out is moved as by [time.Date].
func (d Date) At(hour, minute int, loc *time.Location) time.Time {
	y, m, day := d.Gregorian()
	return time.Date(y, m, day, hour, minute, 0, 0, loc)
}

// String returns the day as 2026-11-22; years outside 0 to 9999 carry a sign.
func (d Date) String() string {
	y, m, day := d.Gregorian()
	if y < 0 {
		return fmt.Sprintf("-%04d-%02d-%02d", -y, m, day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
}

// MarshalText writes the day as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

func leap(year int) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}
