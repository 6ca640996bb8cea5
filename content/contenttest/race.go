//go:build race

package contenttest

// RaceDetector says whether the race detector is on.
const RaceDetector = true
