//go:build race

package pdftext

// raceDetector reserves terabytes of address space, so that it cannot be
// bounded. Programs that serve people are not built with it.
const raceDetector = true
