package main

import (
	"context"
	"runtime"
	"runtime/debug"
	"testing"
)

func TestEnoughMemory(t *testing.T) {
	const mb = 1 << 20
	for _, c := range []struct{ cache, living, want int64 }{
		{48, 20, 176}, {48, 117, 176}, {48, 200, 300}, {1000, 400, 1128},
	} {
		if got := enough(c.cache*mb, c.living*mb); got != c.want*mb {
			t.Errorf("enough(%d MB, %d MB) = %d MB, want %d MB", c.cache, c.living, got/mb, c.want)
		}
	}
}

// The limit is set by what lives, unless the operator says otherwise.
func TestSaveMemory(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	before := debug.SetMemoryLimit(-1)
	t.Setenv("GOMEMLIMIT", "10GiB")
	saveMemory(ctx, 1<<40)
	if got := debug.SetMemoryLimit(-1); got != before {
		t.Errorf("the limit of the operator is %d now, was %d", got, before)
	}
	t.Setenv("GOMEMLIMIT", "")
	saveMemory(ctx, 1<<40)
	if got := debug.SetMemoryLimit(-1); got != 1<<40+besides {
		t.Errorf("the limit is %d", got)
	}
	runtime.GC()
	if living() <= 0 {
		t.Error("nothing lives")
	}
}
