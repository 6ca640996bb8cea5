package calendar

import "sync"

// keptYears is how many years a calendar caches: those around the present one,
// which pages and feeds ask for, and some more for browsing.
const keptYears = 16

// years caches the occurrences of recently used years. A calendar never
// changes, so the cache is never stale.
type years struct {
	mu   sync.Mutex
	kept map[int]*year
	used int // counts calls of get, to find the least recently used year
}

// A year holds its occurrences by first day: all of them, and those shown
// without a request.
type year struct {
	once       sync.Once
	all, shown []Occurrence
	used       int
}

func newYears() *years { return &years{kept: make(map[int]*year)} }

// get returns a year, and fills it first if nobody has.
func (y *years) get(n int, fill func(*year)) *year {
	y.mu.Lock()
	y.used++
	e := y.kept[n]
	if e == nil {
		if len(y.kept) >= keptYears {
			y.forget()
		}
		e = new(year)
		y.kept[n] = e
	}
	e.used = y.used
	y.mu.Unlock()
	e.once.Do(func() { fill(e) })
	return e
}

// forget drops the least recently used year.
func (y *years) forget() {
	oldest, at := 0, y.used+1
	for n, e := range y.kept {
		if e.used < at {
			oldest, at = n, e.used
		}
	}
	delete(y.kept, oldest)
}
