package main

import (
	"os"
	"runtime/debug"
)

// besides is how much memory the service needs, in bytes, in addition to ready
// answers: for the words of the index, and for what is being made.
const besides = 128 << 20

// saveMemory makes the service collect garbage as hard as necessary once it
// uses more than it needs. Collecting earlier in all cases would cost every
// reader: half the growth saves some 20 MB, but a ready page takes a fifth more
// processor time. An operator who sets GOMEMLIMIT knows better.
func saveMemory(cache int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(cache + besides)
	}
}
