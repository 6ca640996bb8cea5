package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A wrk says how to call the load generator.
type wrk struct {
	path                 string
	threads, connections int
	duration             time.Duration
	folder               string // for lists of addresses
}

//go:embed cycle.lua
var cycle []byte

func newWrk(folder string, threads, connections int, duration time.Duration) (*wrk, error) {
	path, err := exec.LookPath("wrk")
	if err != nil {
		return nil, errors.New("wrk is not on the PATH; install it (Debian: apt-get install wrk)")
	}
	w := &wrk{path: path, threads: threads, connections: connections, duration: duration, folder: folder}
	return w, os.WriteFile(w.script(), cycle, 0o600)
}

func (w *wrk) script() string { return filepath.Join(w.folder, "cycle.lua") }

// A leg is what wrk reports.
type leg struct {
	requests int
	rate     float64 // per second
	p50, p99 time.Duration
	errors   int // answers that are neither 2xx nor 3xx, and connection failures
}

// run requests the addresses from a server in turn, skipping the first after of
// them.
func (w *wrk) run(ctx context.Context, base string, uris []string, after int, header []string) (leg, error) {
	args := []string{"--latency", "-t", strconv.Itoa(w.threads), "-c", strconv.Itoa(w.connections), "-d", strconv.Itoa(max(1, int(w.duration.Seconds()))) + "s", "--timeout", mostWait.String()}
	for _, h := range header {
		args = append(args, "-H", h)
	}
	if len(uris) == 1 {
		args = append(args, base+uris[0])
	} else {
		list := filepath.Join(w.folder, "addresses")
		if err := os.WriteFile(list, []byte(strings.Join(uris, "\n")+"\n"), 0o600); err != nil {
			return leg{}, err
		}
		args = append(args, "-s", w.script(), base, "--", list, strconv.Itoa(after))
	}
	out, err := exec.CommandContext(ctx, w.path, args...).CombinedOutput()
	if err != nil {
		return leg{}, fmt.Errorf("wrk: %w: %s", err, out)
	}
	return parseWrk(string(out))
}

var (
	wrkTotal   = regexp.MustCompile(`(\d+) requests in `)
	wrkRate    = regexp.MustCompile(`Requests/sec:\s+([\d.]+)`)
	wrkLatency = regexp.MustCompile(`(?m)^\s+(50|99)%\s+([\d.]+)(us|ms|s|m|h)\s*$`)
	wrkStatus  = regexp.MustCompile(`Non-2xx or 3xx responses: (\d+)`)
	wrkSocket  = regexp.MustCompile(`Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)`)
)

// parseWrk reads the report of wrk --latency.
func parseWrk(out string) (leg, error) {
	var l leg
	bad := fmt.Errorf("wrk reports what cannot be read: %q", out)
	total, rate, latency := wrkTotal.FindStringSubmatch(out), wrkRate.FindStringSubmatch(out), wrkLatency.FindAllStringSubmatch(out, -1)
	if total == nil || rate == nil || len(latency) != 2 {
		return l, bad
	}
	var err error
	if l.requests, err = strconv.Atoi(total[1]); err != nil {
		return l, bad
	}
	if l.rate, err = strconv.ParseFloat(rate[1], 64); err != nil {
		return l, bad
	}
	for i, to := range []*time.Duration{&l.p50, &l.p99} {
		if *to, err = time.ParseDuration(latency[i][2] + latency[i][3]); err != nil {
			return l, bad
		}
	}
	for _, m := range [][]string{wrkStatus.FindStringSubmatch(out), wrkSocket.FindStringSubmatch(out)} {
		for _, digits := range m[min(1, len(m)):] {
			n, err := strconv.Atoi(digits)
			if err != nil {
				return l, bad
			}
			l.errors += n
		}
	}
	return l, nil
}
