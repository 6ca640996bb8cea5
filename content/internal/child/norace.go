//go:build !race

package child

// RaceDetector is not set: the program is built as people use it.
const RaceDetector = false
