package arith

import "testing"

func TestDivAndMod(t *testing.T) {
	for a := -50; a <= 50; a++ {
		for b := 1; b <= 9; b++ {
			q, r := Div(a, b), Mod(a, b)
			if q*b+r != a || r < 0 || r >= b {
				t.Errorf("%d and %d give %d and %d", a, b, q, r)
			}
		}
	}
}
