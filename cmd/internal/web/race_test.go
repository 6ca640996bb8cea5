//go:build race

package web_test

// raceDetector says whether the race detector is on, with which it takes minutes to
// follow every link.
const raceDetector = true
