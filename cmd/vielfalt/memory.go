package main

import (
	"os"
	"runtime/debug"
)

// besides is what the service needs in memory, in bytes, besides ready answers:
// the words of the index, and what is in the making.
const besides = 128 << 20

// saveMemory has the service collect garbage as hard as it must once it takes
// more than it needs. To collect earlier in all cases would cost every reader:
// half the growth saves some 20 MB and takes a fifth more processor for a ready
// page. Whoever sets GOMEMLIMIT knows better.
func saveMemory(cache int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(cache + besides)
	}
}
