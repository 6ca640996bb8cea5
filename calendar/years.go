package calendar

import "sync"

// keptYears is how many years a calendar keeps ready: those about the present
// one, which pages and feeds ask for, and some to look around.
const keptYears = 16

// years keeps the occurrences of the years asked for lately. A calendar never
// changes, so what is kept is never stale.
type years struct {
	mu   sync.Mutex
	kept map[int]*year
	used int // counts the questions, to tell which year was asked for longest ago
}

// A year holds its occurrences by first day, and those of traditions that are
// not shown on request only.
type year struct {
	once       sync.Once
	all, shown []Occurrence
	used       int
}

func newYears() *years { return &years{kept: make(map[int]*year)} }

// get returns a year, filled if nobody has yet.
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

// forget drops the year asked for longest ago.
func (y *years) forget() {
	oldest, at := 0, y.used+1
	for n, e := range y.kept {
		if e.used < at {
			oldest, at = n, e.used
		}
	}
	delete(y.kept, oldest)
}
