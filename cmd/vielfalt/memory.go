package main

import (
	"os"
	"runtime/debug"
)

// besides is what the service needs in memory, in bytes, besides ready answers:
// the words of the index, and what is in the making.
const besides = 208 << 20

// saveMemory has the service collect garbage early and, from a limit on, as hard
// as it must. What readers are sent is ready and makes next to none, so that this
// costs little; without it the service takes half as much again. Whoever sets
// GOGC or GOMEMLIMIT knows better.
func saveMemory(cache int64) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(cache + besides)
	}
}
