// Package memo keeps the results of a costly reckoning, such as the structure
// of a year whose months follow the moon, so that all rules of a tradition
// share them.
//
// It must not know what is reckoned.
package memo

import "sync"

// A Memo keeps what was reckoned for the keys asked for lately. Use [New]. It
// is safe for concurrent use.
type Memo[T any] struct {
	reckon func(key int) T
	bound  int

	mu     sync.Mutex
	recent map[int]T
	older  map[int]T
}

// New returns a memo of reckon, which must depend on its key alone, that keeps
// at least bound results and at most twice as many.
func New[T any](bound int, reckon func(key int) T) *Memo[T] {
	return &Memo[T]{reckon: reckon, bound: bound, recent: make(map[int]T)}
}

// Get returns the result for a key, from memory if it is there. Callers must
// not change what it holds.
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
	v = m.reckon(key) // unlocked: a reckoning may ask for other keys
	m.mu.Lock()
	m.put(key, v)
	m.mu.Unlock()
	return v
}

// put makes room by forgetting the generation that nobody asked for lately.
func (m *Memo[T]) put(key int, v T) {
	if len(m.recent) >= m.bound {
		m.older, m.recent = m.recent, make(map[int]T)
	}
	m.recent[key] = v
}
