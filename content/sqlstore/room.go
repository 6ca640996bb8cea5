package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"vielfalt/content"
)

// A room remembers whether there was room the last time somebody wrote.
type room struct {
	mu    sync.Mutex
	lacks error     // why not; nil if there was
	tried time.Time // when it was last tried just to find out
}

// tell hears how a write ended.
func (r *room) tell(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case err == nil:
		r.lacks = nil
	case errors.Is(err, content.ErrDiskFull):
		r.lacks = err
	}
}

func (r *room) lacking() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.lacks
}

// roomEvery is how often to try whether there is room again.
const roomEvery = time.Second

// due reports whether it is time to try whether there is room again.
func (r *room) due() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lacks == nil || time.Since(r.tried) < roomEvery {
		return false
	}
	r.tried = time.Now()
	return true
}

// lastTried is the key in meta of what is written to see if there is room.
const lastTried = "last tried to write"

// Room implements content.Store.
func (s *Store) Room(ctx context.Context) error {
	if s.room.due() {
		err := s.write(ctx, "try", "to write", func(t *session) error {
			return t.setMeta(ctx, lastTried, s.now().Format(time.RFC3339))
		})
		if err != nil && !errors.Is(err, content.ErrDiskFull) {
			return err
		}
	}
	return s.room.lacking()
}

// openWithoutRoom connects to read what is there on a full disk, and to write
// as soon as there is room. If it cannot be read either, the error is that the
// disk was full, because somebody can do something about that.
func (s *Store) openWithoutRoom(ctx context.Context, n int, full error) error {
	e := s.engine.toRead()
	if err := s.openToRead(ctx, e, n); err != nil {
		return fmt.Errorf("%w; and to read it: %w", full, e.explain(err))
	}
	s.room.tell(full)
	s.log.Warn("the disk is full: what is there is read, and nothing can be written; make room on the disk, and it goes on by itself", "err", full)
	s.listener.Go(func() { s.awaitRoom(n) })
	return nil
}

// awaitRoom connects to write once there is room. It ends with the store.
func (s *Store) awaitRoom(n int) {
	tick := time.NewTicker(roomEvery)
	defer tick.Stop()
	for told := false; ; {
		select {
		case <-s.life.Done():
			return
		case <-tick.C:
		}
		err := s.engine.explain(s.openToWrite(s.life, n))
		if s.writer.Load() != nil {
			s.room.tell(nil)
			s.log.Info("there is room on the disk again, and the database can be written to", "err", err)
			s.bell.ring()
			return
		}
		if !told && s.life.Err() == nil && !errors.Is(err, content.ErrDiskFull) {
			told = true
			s.log.Warn("the database cannot be opened to write to it, tried again every second", "err", err)
		}
	}
}
