//go:build race

package main

// raceDetector says whether the race detector is on, with which it takes minutes to
// follow every link.
const raceDetector = true
