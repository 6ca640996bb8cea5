package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// tick is the unit of time in /proc, the same on every Linux that Go supports.
const tick = 10 * time.Millisecond

// cpuTime returns the processor time that a process has used.
func cpuTime(pid int) (time.Duration, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	return parseStat(string(b))
}

// parseStat reads user and system time from /proc/PID/stat.
func parseStat(stat string) (time.Duration, error) {
	// The name in brackets may contain anything, even brackets.
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	if len(fields) < 13 {
		return 0, fmt.Errorf("/proc/PID/stat cannot be read: %q", stat)
	}
	var sum time.Duration
	for _, f := range fields[11:13] {
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("/proc/PID/stat cannot be read: %q", stat)
		}
		sum += time.Duration(n) * tick
	}
	return sum, nil
}

// rest waits until a process has finished work that nobody is waiting for, so
// that the next measurement does not pay for it.
func rest(ctx context.Context, pid int) error {
	const look, most = 100 * time.Millisecond, 5 * time.Second
	for began := time.Now(); time.Since(began) < most; {
		before, err := cpuTime(pid)
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(look):
		}
		now, err := cpuTime(pid)
		if err != nil || now-before <= tick {
			return err
		}
	}
	return nil
}

// kilobytes reads a line such as "Pss:  123 kB" from a file in /proc and returns
// bytes.
func kilobytes(name, key string) (int64, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, key+":"); ok {
			n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return n << 10, err
		}
	}
	return 0, fmt.Errorf("%s has no %s", name, key)
}

// rss returns the memory that a process occupies; pss does too, but divides
// shared memory among those who share it.
func rss(pid int) (int64, error) { return kilobytes(fmt.Sprintf("/proc/%d/status", pid), "VmRSS") }
func pss(pid int) (int64, error) { return kilobytes(fmt.Sprintf("/proc/%d/smaps_rollup", pid), "Pss") }

// A memoryWatch remembers the most memory that a process has occupied.
type memoryWatch struct {
	rss, pss atomic.Int64
	stop     chan struct{}
	done     chan struct{}
}

// watchMemory looks twice a second, rarely enough not to matter, until end is
// called.
func watchMemory(pid int) *memoryWatch {
	w := &memoryWatch{stop: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(w.done)
		look := time.NewTicker(500 * time.Millisecond)
		defer look.Stop()
		for {
			for to, read := range map[*atomic.Int64]func(int) (int64, error){&w.rss: rss, &w.pss: pss} {
				if n, err := read(pid); err == nil && n > to.Load() { // that a process has ended is noticed elsewhere
					to.Store(n)
				}
			}
			select {
			case <-w.stop:
				return
			case <-look.C:
			}
		}
	}()
	return w
}

// end stops looking and returns the maximum.
func (w *memoryWatch) end() memory {
	close(w.stop)
	<-w.done
	return memory{w.rss.Load(), w.pss.Load()}
}

// memory is in bytes.
type memory struct{ rss, pss int64 }
