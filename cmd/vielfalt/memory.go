package main

import (
	"context"
	"os"
	"runtime/debug"
	runtimemetrics "runtime/metrics"
	"time"
)

// besides is how much memory the service needs, in bytes, in addition to ready
// answers: for the words of the index, and for what is being made.
const besides = 128 << 20

// saveEvery is how often it is looked at how much lives.
const saveEvery = time.Second

// saveMemory makes the service collect garbage as hard as necessary once it
// uses more than it needs. Collecting earlier in all cases would cost every
// reader: half the growth saves some 20 MB, but a ready page takes a fifth more
// processor time. An operator who sets GOMEMLIMIT knows better.
func saveMemory(ctx context.Context, cache int64) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	tick := time.NewTicker(saveEvery)
	defer tick.Stop()
	for {
		debug.SetMemoryLimit(enough(cache, living()))
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// enough returns how much memory may be used, in bytes, before the service collects
// as hard as necessary. Where the words of a large index alone need more than is
// usual, half of what lives may come on top: a limit below that would cost half of
// the processors, all the time.
func enough(cache, living int64) int64 { return max(cache+besides, living+living/2) }

// living returns how much memory was in use after the last collection, in bytes.
func living() int64 {
	heap := []runtimemetrics.Sample{{Name: "/gc/heap/live:bytes"}}
	runtimemetrics.Read(heap)
	return int64(heap[0].Value.Uint64())
}
