package missed

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"log/slog"
	"net/netip"
	"slices"
	"sync"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/peer"
	"vielfalt/content"
)

// maxQueries is how many different queries of a day are looked at, and how many
// may wait for the store. Beyond, others are not counted.
const maxQueries = 10_000

// A Store is what a Counter needs of [content.Store].
type Store interface {
	Titles(ctx context.Context, t content.Type) ([]string, error)
	Accounts(ctx context.Context) ([]*content.Account, error)
	CountMisses(ctx context.Context, misses ...content.Miss) error
}

// A Counter counts queries that found nothing. All exported fields are required.
type Counter struct {
	Store Store
	Now   func() time.Time
	Log   *slog.Logger

	mu    sync.Mutex
	today calendar.Date // to which the next two belong
	key   []byte
	asked map[digest]*asked
	due   map[miss]int // what counts and is not stored yet
}

// A digest stands for a query, or for a query and who asked it.
type digest [sha256.Size]byte

// asked is what is known of a query on one day: who asked it, until they are
// enough.
type asked struct {
	by     []digest
	enough bool
}

// A miss is a query in a week.
type miss struct {
	week  calendar.Date
	query string
}

// Note notes that somebody asked and nothing was found. It never waits for the
// store.
func (c *Counter) Note(text string, from netip.Addr) {
	query, sender := folded(text), peer.Sender(from)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn()
	m := content.Miss{Week: content.MissWeek(c.today), Query: query, Count: content.MissAsked}
	if m.Validate() != nil || !sender.IsValid() { // no words, or too many
		return
	}
	c.add(miss{m.Week, query}, c.heard(c.digest(query), c.digest(query, sender.String())))
}

// turn forgets the day before, if it is over.
func (c *Counter) turn() {
	if today := calendar.DateOf(c.Now().In(calendar.Berlin)); today != c.today {
		c.today, c.key, c.asked = today, []byte(rand.Text()), make(map[digest]*asked)
	}
}

// digest returns what stands for some texts until midnight.
func (c *Counter) digest(texts ...string) (out digest) {
	mac := hmac.New(sha256.New, c.key)
	for _, t := range texts {
		mac.Write([]byte(t + "\x00"))
	}
	mac.Sum(out[:0])
	return out
}

// heard returns how often a query counts now that it was asked once more: not at
// all until enough have asked, all of them together then, and once from then on.
func (c *Counter) heard(query, by digest) int {
	a := c.asked[query]
	if a == nil {
		if len(c.asked) >= maxQueries {
			return 0
		}
		a = new(asked)
		c.asked[query] = a
	}
	switch {
	case a.enough:
		return 1
	case slices.Contains(a.by, by):
		return 0
	}
	if a.by = append(a.by, by); len(a.by) < content.MissAsked {
		return 0
	}
	*a = asked{enough: true}
	return content.MissAsked
}

// add lets something wait for the store, if there is room.
func (c *Counter) add(m miss, n int) {
	if _, waits := c.due[m]; n == 0 || !waits && len(c.due) >= maxQueries {
		return
	}
	if c.due == nil {
		c.due = make(map[miss]int)
	}
	c.due[m] += n
}

const (
	storeEvery = time.Minute
	// lastWithin is how long it may take to store the rest at the end.
	lastWithin = 2 * time.Second
)

// Run stores what counts, and forgets at midnight, until ctx ends; then it stores
// the rest.
func (c *Counter) Run(ctx context.Context) {
	for {
		now := c.Now()
		midnight := (calendar.DateOf(now.In(calendar.Berlin)) + 1).At(0, 0, calendar.Berlin)
		next := time.NewTimer(min(storeEvery, midnight.Sub(now)))
		select {
		case <-ctx.Done():
			next.Stop()
			rest, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWithin)
			defer cancel()
			c.tick(rest)
			return
		case <-next.C:
			c.tick(ctx)
		}
	}
}

// tick does what is to be done by now.
func (c *Counter) tick(ctx context.Context) {
	c.mu.Lock()
	c.turn()
	due := c.due
	c.due = nil
	c.mu.Unlock()
	if err := c.store(ctx, due); err != nil {
		c.Log.Warn("searches that found nothing are not counted yet, tried again in a minute", "err", err)
		c.mu.Lock()
		defer c.mu.Unlock()
		for m, n := range due {
			c.add(m, n)
		}
	}
}

// store stores what counts, without what names somebody.
func (c *Counter) store(ctx context.Context, due map[miss]int) error {
	if len(due) == 0 {
		return nil
	}
	known, err := c.surnames(ctx)
	if err != nil {
		return err
	}
	var misses []content.Miss
	for m, n := range due {
		if !known.in(m.query) {
			misses = append(misses, content.Miss{Week: m.week, Query: m.query, Count: n})
		}
	}
	return c.Store.CountMisses(ctx, misses...)
}
