package memo

import (
	"sync"
	"testing"
)

func TestMemo(t *testing.T) {
	reckoned := map[int]int{}
	m := New(10, func(key int) int { reckoned[key]++; return key * key })
	for range 3 {
		for key := range 10 {
			if got := m.Get(key); got != key*key {
				t.Fatalf("%d: got %d", key, got)
			}
		}
	}
	for key, n := range reckoned {
		if n != 1 {
			t.Errorf("%d reckoned %d times", key, n)
		}
	}
	for key := range 1000 {
		m.Get(key)
	}
	if n := len(m.recent) + len(m.older); n > 20 {
		t.Errorf("keeps %d results", n)
	}
}

func TestMemoOfItself(t *testing.T) {
	var m *Memo[int]
	m = New(4, func(key int) int {
		if key < 2 {
			return key
		}
		return m.Get(key-1) + m.Get(key-2)
	})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := m.Get(12); got != 144 {
				t.Errorf("got %d, want 144", got)
			}
		})
	}
	wg.Wait()
}
