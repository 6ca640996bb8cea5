package german

import (
	"hash/maphash"
	"strings"
)

// A roll numbers strings, from 0, in the order in which they are added. An index has
// a million of them, which in a map are a hundred bytes each, and a pointer that
// every collection of garbage follows; here they are under thirty, in few pieces.
type roll struct {
	pages  []*strings.Builder // the strings, one after another
	starts []uint32           // by number: the page, and where on it the string begins
	slots  []uint32           // by hash: a number
	marks  []uint8            // by hash: a piece of it, which tells most strings apart; 0 if free
	seed   maphash.Seed
}

// How long a page is, in bytes: a power of two. A longer string has one of its own.
const (
	pageBits = 16
	pageSize = 1 << pageBits
)

func newRoll() *roll { return &roll{seed: maphash.MakeSeed()} }

// size returns how many strings there are.
func (r *roll) size() int { return len(r.starts) }

// at returns the string with a number. It stays as it is, whatever is added.
func (r *roll) at(n int) string {
	page, from := r.starts[n]>>pageBits, r.starts[n]%pageSize
	text := r.pages[page].String()
	if n++; n < len(r.starts) && r.starts[n]>>pageBits == page {
		return text[from : r.starts[n]%pageSize]
	}
	return text[from:]
}

// find returns the number of a string, and whether it has one.
func (r *roll) find(s string) (int, bool) {
	if len(r.slots) == 0 {
		return 0, false
	}
	i, _ := r.slot(s)
	return int(r.slots[i]), r.marks[i] > 0
}

// has reports whether a string has a number.
func (r *roll) has(s string) bool {
	_, ok := r.find(s)
	return ok
}

// add returns the number of a string, which it gets if it has none.
func (r *roll) add(s string) int {
	if len(r.starts)*4 >= len(r.slots)*3 {
		r.grow()
	}
	i, mark := r.slot(s)
	if r.marks[i] > 0 {
		return int(r.slots[i])
	}
	last := len(r.pages) - 1
	if last < 0 || r.pages[last].Len()+len(s) >= pageSize {
		r.pages = append(r.pages, &strings.Builder{})
		last++
		r.pages[last].Grow(max(pageSize, len(s)))
	}
	n := len(r.starts)
	r.starts = append(r.starts, uint32(last<<pageBits|r.pages[last].Len()))
	r.pages[last].WriteString(s)
	r.slots[i], r.marks[i] = uint32(n), mark
	return n
}

// slot returns where a string is among the slots, or belongs, and its mark.
func (r *roll) slot(s string) (at int, mark uint8) {
	h := maphash.String(r.seed, s)
	mark = uint8(h>>56) | 1
	for at = int(h) & (len(r.slots) - 1); ; at = (at + 1) & (len(r.slots) - 1) {
		if m := r.marks[at]; m == 0 || m == mark && r.at(int(r.slots[at])) == s {
			return at, mark
		}
	}
}

// grow doubles the slots.
func (r *roll) grow() {
	size := max(64, 2*len(r.slots))
	r.slots, r.marks = make([]uint32, size), make([]uint8, size)
	for n := range r.starts {
		i, mark := r.slot(r.at(n))
		r.slots[i], r.marks[i] = uint32(n), mark
	}
}
