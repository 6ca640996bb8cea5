package contenttest

import "testing"

// Slow skips a test that takes minutes with the race detector.
func Slow(t *testing.T) {
	t.Helper()
	if RaceDetector {
		t.Skip("takes minutes; run without -race")
	}
}
