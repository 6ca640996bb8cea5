package missed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// A house is what a Counter is given, and what becomes of it.
type house struct {
	contacts []string
	accounts []string
	err      error // of the store
	stored   map[string]int
	now      time.Time
	log      bytes.Buffer
}

// Titles implements Store.
func (h *house) Titles(_ context.Context, t content.Type) ([]string, error) {
	if t != content.TypeContact {
		return nil, fmt.Errorf("asked for the titles of %s", t)
	}
	return h.contacts, h.err
}

// Accounts implements Store.
func (h *house) Accounts(context.Context) (list []*content.Account, err error) {
	for _, name := range h.accounts {
		list = append(list, &content.Account{Name: name})
	}
	return list, h.err
}

// CountMisses implements Store.
func (h *house) CountMisses(_ context.Context, misses ...content.Miss) error {
	if h.err != nil {
		return h.err
	}
	for _, m := range misses {
		if err := m.Validate(); err != nil {
			return err
		}
		h.stored[fmt.Sprintf("%v %s", m.Week, m.Query)] += m.Count
	}
	return nil
}

// noon is on a Thursday.
var noon = time.Date(2026, time.December, 3, 12, 0, 0, 0, calendar.Berlin)

func newHouse() (*house, *Counter) {
	h := &house{stored: make(map[string]int), now: noon}
	return h, &Counter{Store: h, Now: func() time.Time { return h.now }, Log: slog.New(slog.NewTextHandler(&h.log, nil))}
}

// address returns the nth address.
func address(n int) netip.Addr { return netip.AddrFrom4([4]byte{10, 0, byte(n >> 8), byte(n)}) }

// ask has each of some addresses ask once.
func ask(c *Counter, text string, from ...int) {
	for _, n := range from {
		c.Note(text, address(n))
	}
}

// want compares what is stored.
func (h *house) want(t *testing.T, c *Counter, want map[string]int) {
	t.Helper()
	c.tick(t.Context())
	if !maps.Equal(h.stored, want) {
		t.Errorf("stored %v, want %v", h.stored, want)
	}
}

// memory is all that a Counter knows, as text.
func memory(c *Counter) string { return fmt.Sprint(c.due, c.asked) }

func TestCountedFromTheFifthAddressOn(t *testing.T) {
	h, c := newHouse()
	ask(c, "Gebetsraum", 1, 2, 3, 4)
	ask(c, "gebetsraum!", 4, 4, 3, 2, 1, 1)
	for range 20 {
		ask(c, "Ruheraum", 7)
	}
	if m := memory(c); strings.Contains(m, "raum") {
		t.Errorf("in memory before it counts: %s", m)
	}
	h.want(t, c, map[string]int{})
	ask(c, "Gebetsraum", 5)
	h.want(t, c, map[string]int{"2026-11-30 gebetsraum": 5})
	// From then on each asking counts, whoever asks.
	ask(c, "Gebetsraum", 5, 5, 9)
	h.want(t, c, map[string]int{"2026-11-30 gebetsraum": 8})
}

// A reader is one sender, however many addresses a household of IPv6 has; one
// without an address is none.
func TestSenders(t *testing.T) {
	h, c := newHouse()
	for i := range 9 {
		c.Note("Gebetsraum", netip.MustParseAddr(fmt.Sprintf("2001:db8:0:1::%d", i)))
		c.Note("Gebetsraum", netip.Addr{})
	}
	ask(c, "Gebetsraum", 1, 2, 3)
	h.want(t, c, map[string]int{})
	ask(c, "Gebetsraum", 4)
	h.want(t, c, map[string]int{"2026-11-30 gebetsraum": 5})
}

func TestFoldedAlike(t *testing.T) {
	h, c := newHouse()
	for i, text := range []string{"Hände waschen", "haende  WASCHEN", "„hände“ waschen", "Hände-Waschen", "hande waschen?"} {
		c.Note(text, address(i))
	}
	h.want(t, c, map[string]int{"2026-11-30 hande waschen": 5})
}

func TestNotCounted(t *testing.T) {
	h, c := newHouse()
	h.contacts = []string{"Dr. Olaf Musterrat", "Aylin Musterkamp-Demir", "Frau Özgür", "Vorlagenstein, Erna", "Anna Äußerst (Dezernat 36)"}
	h.accounts = []string{"Bert Kontenfrau"}
	for _, text := range []string{
		"", " ?!", "Raum 17", "raum²", "Zimmer Ⅳ", "A380", "02931 820",
		"anna@haus.example", "anna＠haus", "anna (at) haus", "anna [ at ] haus", "anna.muster", "anna_muster", "anna＿muster", "haus.example", "Musterratsche Kantine",
		"Kantine -Speiseplan", "-Kantine",
		strings.Repeat("ü", content.MissLength+1), "ein " + strings.Repeat("wort ", 12),
		"Musterrat krank", "Krankheit Musterrats", "demir", "Musterkamp Urlaub", "OEZGUER", "Aylin Musterkamp-Demir",
		"Vorlagensteinsche Regelung", "die musterratschen Listen", "Musterkampdemir", "Äußerst", "aeusserstsche", "Kontenfrau",
	} {
		ask(c, text, 1, 2, 3, 4, 5, 6)
	}
	h.want(t, c, map[string]int{})
	if len(c.due) > 0 {
		t.Errorf("waits: %v", c.due)
	}
	ask(c, "Muster", 1, 2, 3, 4, 5)
	ask(c, "Demirkapi", 1, 2, 3, 4, 5) // begins with a name too short to say so
	ask(c, "Olaf", 1, 2, 3, 4, 5)      // a first name says nothing
	ask(c, strings.Repeat("ü", content.MissLength), 1, 2, 3, 4, 5)
	ask(c, "Aus- und Fortbildung", 1, 2, 3, 4, 5)
	h.want(t, c, map[string]int{
		"2026-11-30 muster": 5, "2026-11-30 demirkapi": 5, "2026-11-30 olaf": 5, "2026-11-30 " + strings.Repeat("u", content.MissLength): 5, "2026-11-30 aus und fortbildung": 5,
	})
}

// What counts is what the store knows at the moment at which it is stored.
func TestNamesOfThatMoment(t *testing.T) {
	h, c := newHouse()
	ask(c, "Letzter", 1, 2, 3, 4, 5)
	h.contacts = append(h.contacts, "Anna Letzter")
	h.want(t, c, map[string]int{})
}

func TestForgottenAtMidnight(t *testing.T) {
	h, c := newHouse()
	h.now = time.Date(2026, time.December, 6, 23, 59, 59, 0, calendar.Berlin) // Sunday
	ask(c, "Gebetsraum", 1, 2, 3, 4)
	ask(c, "Ruheraum", 1, 2, 3, 4, 5)
	before := string(c.key)
	h.now = h.now.Add(time.Second)
	ask(c, "Gebetsraum", 5)
	if len(c.asked) != 1 || string(c.key) == before {
		t.Errorf("after midnight there are %d queries, and the key is the same: %v", len(c.asked), string(c.key) == before)
	}
	ask(c, "Gebetsraum", 6, 7, 8)
	ask(c, "Ruheraum", 1, 2, 3, 4)
	h.want(t, c, map[string]int{"2026-11-30 ruheraum": 5})
	ask(c, "Gebetsraum", 9)
	h.want(t, c, map[string]int{"2026-11-30 ruheraum": 5, "2026-12-07 gebetsraum": 5})
	// Even if nobody asks any more.
	h.now = h.now.Add(24 * time.Hour)
	c.tick(t.Context())
	if len(c.asked) > 0 {
		t.Errorf("kept over night: %s", memory(c))
	}
}

func TestBounded(t *testing.T) {
	h, c := newHouse()
	const letters = "bcdfghjklmnpqrst" // none of which folding changes
	word := func(i int) string {
		return string([]byte{letters[i>>12&15], letters[i>>8&15], letters[i>>4&15], letters[i&15]})
	}
	for i := range maxQueries {
		ask(c, word(i), 1)
	}
	ask(c, word(maxQueries), 1, 2, 3, 4, 5)
	if len(c.asked) != maxQueries {
		t.Errorf("%d queries are looked at", len(c.asked))
	}
	ask(c, word(0), 2, 3, 4, 5)
	if a := c.asked[c.digest(word(0))]; a == nil || a.by != nil {
		t.Errorf("once it counts, %v are remembered", a)
	}
	h.want(t, c, map[string]int{"2026-11-30 bbbb": 5})
	// While the store is away, no more wait.
	h.err = errors.New("away")
	for day := range 3 {
		h.now = noon.AddDate(0, 0, 7*day)
		for i := range maxQueries {
			ask(c, word(i), 1, 2, 3, 4, 5)
		}
		c.tick(t.Context())
	}
	if len(c.due) != maxQueries {
		t.Errorf("%d wait for the store", len(c.due))
	}
}

// What the store did not take is tried again, and the log says nothing of it.
func TestStoreAway(t *testing.T) {
	h, c := newHouse()
	ask(c, "Gebetsraum", 1, 2, 3, 4, 5)
	h.err = errors.New("the store does not answer")
	h.want(t, c, map[string]int{})
	ask(c, "Gebetsraum", 6)
	h.err = nil
	h.want(t, c, map[string]int{"2026-11-30 gebetsraum": 6})
	h.want(t, c, map[string]int{"2026-11-30 gebetsraum": 6})
	if log := h.log.String(); !strings.Contains(log, "tried again") || strings.Contains(log, "gebetsraum") || strings.Contains(log, "10.0.0.") {
		t.Errorf("logged: %s", log)
	}
}

// At the end what counts is stored.
func TestRunStoresTheRest(t *testing.T) {
	h, c := newHouse()
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() { c.Run(ctx) })
	for n := range 5 {
		wg.Go(func() { ask(c, "Gebetsraum", n) })
	}
	ask(c, "Gebetsraum", 1, 2, 3, 4, 5)
	cancel()
	wg.Wait()
	if n := h.stored["2026-11-30 gebetsraum"]; n < 5 {
		t.Errorf("stored %v", h.stored)
	}
}
