package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"vielfalt/cmd/internal/publish"
	"vielfalt/cmd/internal/web"
	"vielfalt/search"
)

// checkWithin is how long each check of /readyz may take. Checks run at the
// same time, so that none takes time from another.
const checkWithin = 2 * time.Second

// checks returns the checks of /readyz.
func checks(s *store, searcher *publish.Searcher, now func() time.Time) func(context.Context) []web.Check {
	files := &filesCheck{store: s, now: now}
	all := []func(context.Context) web.Check{
		func(ctx context.Context) web.Check { return databaseCheck(ctx, s) },
		files.check,
		func(ctx context.Context) web.Check { return mailboxCheck(ctx, s) },
	}
	for _, f := range searcher.Followers() {
		all = append(all, func(ctx context.Context) web.Check { return checkIndex(ctx, f, f == searcher.Local) })
	}
	return func(ctx context.Context) []web.Check {
		out := make([]web.Check, len(all))
		panics := make([]any, len(all)) // to be rethrown where somebody can catch them
		var wait sync.WaitGroup
		for i, check := range all {
			wait.Go(func() {
				defer func() { panics[i] = recover() }()
				ctx, cancel := context.WithTimeout(ctx, checkWithin)
				defer cancel()
				out[i] = check(ctx)
			})
		}
		wait.Wait()
		for _, p := range panics {
			if p != nil {
				panic(p)
			}
		}
		return out
	}
}

// databaseCheck reports how the database is doing. It is not needed to serve:
// ready answers are still sent, and since all replicas share the database, none
// would be left if each said no.
func databaseCheck(ctx context.Context, s *store) web.Check {
	out := web.Check{Name: "database"}
	if s.Ping(ctx) != nil {
		out.Detail = "the database does not answer; readers are sent what is ready, everything else is refused for now"
		out.Advice = "look at the log, at the database server, and at disk and permissions of the data folder; it goes on by itself"
		return out
	}
	switch {
	case s.Room(ctx) != nil:
		out.Detail = "the disk is full; all is read, and nothing can be written: no import, no date, no report of a reader"
	case s.data != "" && lacksRoom(s.data):
		out.Detail = "the disk is full, and what is to be written may fail"
	default:
		out.OK = true
		return out
	}
	out.Advice = "make room on the disk of the database; it goes on by itself"
	return out
}

// leastRoom is how many bytes of a disk count as none.
const leastRoom = 1 << 20

// lacksRoom reports whether the disk of a folder is full.
func lacksRoom(dir string) bool {
	free, known := freeSpace(dir)
	return known && free < leastRoom
}

// checkIndex reports how an index is doing.
func checkIndex(ctx context.Context, f *publish.Follower, local bool) web.Check {
	standing, state := f.Standing(), f.State()
	check := web.Check{Name: "search: " + f.Name, OK: standing.Complete && state.Ready}
	var far string
	if standing.Want > 0 {
		far = fmt.Sprintf(", %d of %d are in", standing.Have, standing.Want)
	}
	switch {
	case check.OK:
	case !local && state.Err != nil:
		check.Detail = "the index is away or not in step with the content" + far
		check.Advice = "results come from the index of this server until it is back; it catches up by itself"
		if fault := (*search.Fault)(nil); errors.As(state.Err, &fault) {
			check.Detail, check.Advice = fault.Detail+far, fault.Advice+"; "+check.Advice
		}
	case local && f.Index.Health(ctx) != nil:
		check.Detail = "the index of this server has failed, and search is unavailable" + far
		check.Advice = "look at the log, and at space and permissions of the folder index in the data folder; it is rebuilt on its own, and all else goes on"
	case state.Err != nil:
		check.Detail = "the index cannot be kept in step with the content" + far
		check.Advice = "look at the log, at the database, and at space and permissions of the folder index in the data folder; it catches up by itself"
	case far != "":
		check.Detail = "the index is behind" + far
		check.Advice = "wait; searches say that some results are missing"
	default:
		check.Detail = "the index is being compared with the content"
		check.Advice = "wait; searches say that some results may be missing"
	}
	return check
}
