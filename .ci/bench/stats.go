package main

import (
	"cmp"
	"slices"
	"time"
)

// percentile returns the smallest value with at least the given share of all
// values at or below it; zero if there are none.
func percentile(all []time.Duration, share float64) time.Duration {
	if len(all) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(all))
	n := int(share * float64(len(sorted)))
	if float64(n) == share*float64(len(sorted)) {
		n-- // exactly that many do not exceed it
	}
	return sorted[min(max(n, 0), len(sorted)-1)]
}

// median returns the middle value; of two, the upper one.
func median[T cmp.Ordered](all []T) T {
	return slices.Sorted(slices.Values(all))[len(all)/2]
}
