// Package memo caches the results of a costly computation, such as the
// structure of a year whose months follow the moon, so that all rules of a
// tradition share them.
//
// It must not know what is computed.
package memo

import "sync"

// A Memo caches results for recently used keys. Create one with [New]. It is
// safe for concurrent use.
type Memo[T any] struct {
	reckon func(key int) T
	bound  int

	mu     sync.Mutex
	recent map[int]T
	older  map[int]T
}

// New returns a memo of reckon, whose result must depend only on the key. It
// holds at most twice bound results, and forgets none of the last bound ones.
func New[T any](bound int, reckon func(key int) T) *Memo[T] {
	return &Memo[T]{reckon: reckon, bound: bound, recent: make(map[int]T)}
}

// Get returns the result for a key, from the cache if it is there. Callers must
// not modify it.
func (m *Memo[T]) Get(key int) T {
	m.mu.Lock()
	v, ok := m.recent[key]
	if !ok {
		if v, ok = m.older[key]; ok {
			m.put(key, v)
		}
	}
	m.mu.Unlock()
	if ok {
		return v
	}
	v = m.reckon(key) // unlocked, because reckon may ask for other keys
	m.mu.Lock()
	m.put(key, v)
	m.mu.Unlock()
	return v
}

// put makes room by dropping the older generation, which nobody has used
// recently.
func (m *Memo[T]) put(key int, v T) {
	if len(m.recent) >= m.bound {
		m.older, m.recent = m.recent, make(map[int]T)
	}
	m.recent[key] = v
}
