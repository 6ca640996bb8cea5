package ready

import "container/heap"

// shelves hold answers within a number of bytes, in two parts: what was asked
// for once, which has a fifth of the room when it is scarce, and what was asked
// for again. That way a crawler does not push out what everybody reads.
type shelves struct {
	limit       int64 // bytes
	once, again shelf
}

func newShelves(limit int64) shelves {
	return shelves{limit: limit, once: shelf{slots: map[string]*slot{}}, again: shelf{slots: map[string]*slot{}}}
}

// use returns an answer, nil if there is none, and counts the request.
func (s *shelves) use(key string) *Answer {
	if a := s.again.use(key); a != nil {
		return a
	}
	a := s.once.take(key)
	if a != nil {
		s.again.put(key, a)
		s.again.use(key)
	}
	return a
}

// put stores an answer, replacing an older one under the same key, and returns
// how many were given up for it.
func (s *shelves) put(key string, a *Answer) (gone int64) {
	if s.again.slots[key] != nil {
		s.again.put(key, a)
	} else {
		s.once.put(key, a)
	}
	return s.shrink()
}

// grow adds bytes to an answer's size, if it is still there, and returns how
// many answers were given up for them.
func (s *shelves) grow(key string, a *Answer, n int64) (gone int64) {
	s.once.grow(key, a, n)
	s.again.grow(key, a, n)
	return s.shrink()
}

func (s *shelves) size() int64 { return s.once.size + s.again.size }
func (s *shelves) len() int    { return len(s.once.slots) + len(s.again.slots) }

func (s *shelves) shrink() (gone int64) {
	for ; s.size() > s.limit; gone++ {
		if s.once.size > s.limit/5 || len(s.again.slots) == 0 {
			s.once.giveUp()
		} else {
			s.again.giveUp()
		}
	}
	return gone
}

// A shelf holds answers and gives up first what is worth least: worth is how
// often an answer was asked for, for each byte it takes, counted from the worth
// of what was given up last, so that what was popular long ago loses in the end
// (GreedyDual-Size-Frequency: L. Cherkasova, HP Laboratories 1998,
// HPL-98-69R1). That way a large answer rarely asked for does not push out
// small ones often asked for.
type shelf struct {
	size    int64 // bytes
	level   float64
	slots   map[string]*slot
	ordered slots
}

// A slot is an answer on the shelf.
type slot struct {
	key    string
	answer *Answer
	uses   int
	worth  float64
	rank   float64 // the worth it is ordered by, which lags behind
	index  int     // in the order
}

// mostUses bounds how much popularity counts, so that it does not last forever.
const mostUses = 1000

func (s *shelf) use(key string) *Answer {
	x := s.slots[key]
	if x == nil {
		return nil
	}
	x.uses = min(x.uses+1, mostUses)
	s.weigh(x)
	return x.answer
}

// weigh updates the worth of a slot. The slot is moved to its place in the
// order only when its turn to be given up would come.
func (s *shelf) weigh(x *slot) { x.worth = s.level + float64(x.uses)/float64(x.answer.size) }

// take removes and returns an answer, nil if there is none.
func (s *shelf) take(key string) *Answer {
	x := s.slots[key]
	if x == nil {
		return nil
	}
	s.remove(x)
	return x.answer
}

func (s *shelf) remove(x *slot) {
	heap.Remove(&s.ordered, x.index)
	delete(s.slots, x.key)
	s.size -= x.answer.size
}

func (s *shelf) put(key string, a *Answer) {
	x := s.slots[key]
	if x == nil {
		x = &slot{key: key, answer: a, uses: 1}
		s.slots[key] = x
		s.size += a.size
		s.weigh(x)
		x.rank = x.worth
		heap.Push(&s.ordered, x)
		return
	}
	s.size += a.size - x.answer.size
	x.answer = a
	s.resize(x)
}

func (s *shelf) grow(key string, a *Answer, n int64) {
	x := s.slots[key]
	if x == nil || x.answer != a {
		return
	}
	a.size += n
	s.size += n
	s.resize(x)
}

func (s *shelf) resize(x *slot) {
	s.weigh(x)
	x.rank = x.worth
	heap.Fix(&s.ordered, x.index)
}

// giveUp gives up what is worth least.
func (s *shelf) giveUp() {
	for x := s.ordered[0]; x.rank != x.worth; x = s.ordered[0] {
		x.rank = x.worth
		heap.Fix(&s.ordered, 0)
	}
	x := s.ordered[0]
	s.level = x.worth
	s.remove(x)
}

// slots is a heap, with the least rank first.
type slots []*slot

func (s slots) Len() int           { return len(s) }
func (s slots) Less(i, j int) bool { return s[i].rank < s[j].rank }
func (s slots) Swap(i, j int) {
	s[i], s[j] = s[j], s[i]
	s[i].index, s[j].index = i, j
}

// Push implements heap.Interface.
func (s *slots) Push(x any) {
	x.(*slot).index = len(*s)
	*s = append(*s, x.(*slot))
}

// Pop implements heap.Interface.
func (s *slots) Pop() any {
	last := len(*s) - 1
	x := (*s)[last]
	(*s)[last] = nil
	*s = (*s)[:last]
	return x
}
