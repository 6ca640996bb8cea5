package german

import (
	"strconv"
	"strings"
	"testing"
)

// A roll does what a map does.
func TestRoll(t *testing.T) {
	r, want := newRoll(), map[string]int{}
	all := []string{"", strings.Repeat("lang", pageSize), "kurz", strings.Repeat("l", pageSize)}
	for i := range 50_000 {
		all = append(all, strconv.Itoa(i/2*7919))
	}
	for _, s := range all {
		if _, ok := want[s]; !ok {
			want[s] = len(want)
		}
		if n, ok := r.find(s); ok != (n == want[s] && r.size() > n) {
			t.Fatalf("find(%.20q) = %d, %t before it is added", s, n, ok)
		}
		if n := r.add(s); n != want[s] {
			t.Fatalf("add(%.20q) = %d, want %d", s, n, want[s])
		}
	}
	for s, n := range want {
		if got, ok := r.find(s); got != n || !ok || r.at(n) != s {
			t.Fatalf("find(%.20q) = %d, %t, want %d", s, got, ok, n)
		}
	}
	if n, ok := r.find("nicht darin"); ok {
		t.Errorf("what was not added has the number %d", n)
	}
	if r.size() != len(want) {
		t.Errorf("there are %d, want %d", r.size(), len(want))
	}
}
