// Package arith divides as calendars do: rounding down, so that days before an
// epoch are counted like those after it.
//
// It must not know days or calendars.
package arith

// Div returns the greatest integer not above a/b, for b > 0.
func Div(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Mod returns a - b·Div(a, b), which is from 0 to b-1, for b > 0.
func Mod(a, b int) int { return a - b*Div(a, b) }
