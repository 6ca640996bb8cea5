package publish

import (
	"time"

	"vielfalt/search"
)

// A backlog is what an index must still be told, newest first.
type backlog struct {
	base search.Position // the index's position when the backlog was begun
	read int64           // changes up to this one have been added
	edge time.Time       // and edges up to this moment
	ids  []string        // of items, newest last; the earlier of two equal ones does not count
	at   map[string]int  // the position in ids of the later one
	done int             // taken so far
}

func newBacklog(base search.Position) *backlog {
	return &backlog{base: base, read: base.Change, edge: base.Edge, at: map[string]int{}}
}

// push adds items, the newest last.
func (b *backlog) push(ids ...string) {
	for _, id := range ids {
		b.at[id] = len(b.ids)
		b.ids = append(b.ids, id)
	}
}

// take removes and returns the n newest.
func (b *backlog) take(n int) []string {
	var out []string
	for len(out) < n && len(b.ids) > 0 {
		last := len(b.ids) - 1
		id := b.ids[last]
		if at, ok := b.at[id]; ok && at == last {
			delete(b.at, id)
			out = append(out, id)
		}
		b.ids = b.ids[:last]
	}
	b.done += len(out)
	return out
}

// giveBack undoes a take.
func (b *backlog) giveBack(ids []string) {
	for i := len(ids) - 1; i >= 0; i-- {
		if _, again := b.at[ids[i]]; !again {
			b.push(ids[i])
		}
	}
	b.done -= len(ids)
}

// len returns how many items are left.
func (b *backlog) len() int { return len(b.at) }
