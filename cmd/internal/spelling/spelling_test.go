package spelling

import "testing"

func TestNearest(t *testing.T) {
	lands := [][]string{{"by", "bayern", "bavaria"}, {"th", "thuringen"}, {"st", "sachsen-anhalt"}, {"sn", "sachsen"}, {"", ""}}
	for wrote, want := range map[string]int{
		"by": 0, "bayern": 0, "bavria": 0, "bay": 0, "thuringne": 1, "sachsen": 3, "sachsen-anhal": 2,
		"b": -1, "zz": -1, "hamburg": -1, "": -1,
	} {
		got, ok := Nearest(wrote, lands)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q is near to %d, want %d", wrote, got, want)
		}
	}
}
