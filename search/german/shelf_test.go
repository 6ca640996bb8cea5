package german

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// scribbled returns words of few letters, so that many are nearly the same.
func scribbled(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("aabbcdennrstz7ж")
	out := make([]string, n)
	for i := range out {
		w := []rune{'a'}
		for range r.IntN(11) {
			w = append(w, letters[r.IntN(len(letters))])
		}
		out[i] = string(w)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A shelf leaves out nothing that is looked for.
func TestShelves(t *testing.T) {
	words := scribbled(2000)
	all := newRoll()
	var plain shelf
	var ends endShelf
	var spelt wordShelf
	for _, w := range words {
		n := all.add(w)
		plain.add(all, n)
		ends.add(all, n)
		spelt.add(all, n)
	}
	those := func(is func(string) bool) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !is(w) })
	}
	for i, asked := range words {
		if i%20 > 0 {
			continue
		}
		a := []rune(asked)
		if got, want := slices.Collect(plain.begun(asked)), those(func(w string) bool { return strings.HasPrefix(w, asked) }); !slices.Equal(got, want) {
			t.Errorf("begun(%q) = %q, want %q", asked, got, want)
		}
		end := asked[len(asked)/2:]
		if got, want := slices.Collect(ends.ending(end)), those(func(w string) bool { return strings.HasSuffix(w, end) }); !slices.Equal(got, want) {
			t.Errorf("ending(%q) = %q, want %q", end, got, want)
		}
		code := sound(asked)
		if got, want := slices.Collect(spelt.sounding(code)), those(func(w string) bool { return sound(w) == code }); !slices.Equal(got, want) {
			t.Errorf("sounding(%q) = %q, want %q", code, got, want)
		}
		for errors := 1; errors <= 3; errors++ {
			near := func(w string) bool { return distance(a, []rune(w), errors) <= errors }
			alike := slices.Collect(spelt.alike(asked, errors))
			if want := those(near); !slices.Equal(slices.DeleteFunc(alike, func(w string) bool { return !near(w) }), want) {
				t.Errorf("alike(%q, %d) has %q, want %q", asked, errors, alike, want)
			}
		}
		starts := func(w string) bool {
			return slices.ContainsFunc([]int{len(a) - 1, len(a), len(a) + 1}, func(n int) bool {
				b := []rune(w)
				return n <= len(b) && distance(a, b[:n], 1) <= 1
			})
		}
		for _, w := range words {
			if got := StartsLike(asked, w); got != starts(w) {
				t.Errorf("StartsLike(%q, %q) = %v", asked, w, got)
			}
		}
		begun := slices.Collect(spelt.begunAlike(asked))
		if want := those(starts); !slices.Equal(slices.DeleteFunc(begun, func(w string) bool { return !starts(w) }), want) {
			t.Errorf("begunAlike(%q) has %q, want %q", asked, begun, want)
		}
	}
	if n := len(slices.Collect(spelt.alike(words[len(words)/2], 1))); n > len(words)/10 {
		t.Errorf("%d of %d words are looked at for a typing error", n, len(words))
	}
}
