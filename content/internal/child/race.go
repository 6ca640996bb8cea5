//go:build race

package child

// RaceDetector is set if the program is built with the race detector, which
// reserves terabytes of address space and so cannot be bounded. Programs that
// serve people are not built with it.
const RaceDetector = true
