package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"vielfalt/cmd/internal/web"
	"vielfalt/content"
)

// sampleEvery is how often the database is asked for a file that readers are
// shown, and sampleWithin how long that may take.
const (
	sampleEvery  = time.Minute
	sampleWithin = 500 * time.Millisecond
)

// A filesCheck checks whether the files that readers are shown exist.
type filesCheck struct {
	store *store
	now   func() time.Time

	mu    sync.Mutex
	hash  string    // of a file that a visible item shows; empty if none is known to
	asked time.Time // when the database last said so
}

// check looks for a file that readers are shown. A store without it is not the
// one that was filled: its folder was moved, or belongs to another replica.
func (c *filesCheck) check(ctx context.Context) web.Check {
	hash := c.sample(ctx)
	shown := hash != ""
	if !shown {
		hash = strings.Repeat("0", 64) // a working store answers that there is no such file
	}
	out := web.Check{Name: "files", OK: true}
	f, err := c.store.files.Open(ctx, hash)
	switch {
	case err == nil:
		f.Close()
	case !errors.Is(err, content.ErrNotFound):
		out.OK = false
		out.Detail = "the store of brochures and pictures does not answer"
		out.Advice = "look at the log, at the bucket of --files-url and its key, or at the permissions of the data folder"
	case shown:
		out.OK = false
		out.Detail = "brochures or pictures that readers are shown are not in the store of files"
		out.Advice = "bring the folder files in the data folder back, or have all replicas use one with --files-url; vielfalt check names what is missing"
	}
	return out
}

// sample returns the hash of a file that a visible item shows, or did when the
// database last said so; empty if there is none.
func (c *filesCheck) sample(ctx context.Context) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if age := now.Sub(c.asked); age >= 0 && age < sampleEvery {
		return c.hash
	}
	ctx, cancel := context.WithTimeout(ctx, sampleWithin)
	defer cancel()
	if hash, err := shownFile(ctx, c.store, now); err == nil {
		c.hash, c.asked = hash, now
	}
	return c.hash
}

// shownFile returns the hash of a file that one of the first items of a list
// shows; empty if none does.
func shownFile(ctx context.Context, r content.Reader, at time.Time) (string, error) {
	for _, d := range content.Descriptions() {
		if !slices.ContainsFunc(d.Fields, func(f content.Field) bool { return f.File(d.New()) != nil }) {
			continue
		}
		list, _, err := r.List(ctx, at, d.Type, content.Query{})
		if err != nil {
			return "", err
		}
		for _, x := range list {
			for _, f := range d.Fields {
				if file := f.File(x); file != nil && file.Size > 0 {
					return file.Hash, nil
				}
			}
		}
	}
	return "", nil
}
