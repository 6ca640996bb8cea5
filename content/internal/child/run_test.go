package child

import (
	"io"
	"strings"
	"testing"
)

// TestBounded: no way of writing leads past the limit, and whoever writes too much
// is told, or not heard any more.
func TestBounded(t *testing.T) {
	full := false
	out := bounded{limit: 100, full: func() { full = true }}
	if _, err := io.Copy(&out, strings.NewReader(strings.Repeat("x", 1000))); err == nil || !full || !out.over || out.got.Len() > 100 {
		t.Errorf("%d bytes are taken: %v", out.got.Len(), err)
	}
	complaints := bounded{limit: 100}
	if _, err := io.Copy(&complaints, io.LimitReader(endless{}, 1<<20)); err != nil || complaints.over || complaints.got.Len() > 100 {
		t.Errorf("%d bytes of complaints: %v", complaints.got.Len(), err)
	}
}

// endless is a reader without an end, and without a way of its own to be copied.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
