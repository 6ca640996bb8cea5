package child

import (
	"fmt"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Reader bounds this process for reading in Go: seconds of processor time, bytes
// of address space, and bytes of the heap. The limit on address space must be
// wide enough for the runtime, and the collector's limit is only soft, so the
// heap is watched as well: the process ends when it grows beyond.
func Reader(seconds, space uint64, heap int64) error {
	if err := LimitProcess(seconds); err != nil {
		return fmt.Errorf("limit process: %w", err)
	}
	if err := LimitMemory(space); err != nil {
		return fmt.Errorf("limit process: %w", err)
	}
	debug.SetMemoryLimit(heap)
	go watch(heap)
	return nil
}

func watch(heap int64) {
	use := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	for range time.Tick(20 * time.Millisecond) {
		if metrics.Read(use); use[0].Value.Uint64() > uint64(heap) {
			fmt.Fprintf(os.Stderr, "it needs more than %d MB of memory\n", heap>>20)
			os.Exit(1)
		}
	}
}
