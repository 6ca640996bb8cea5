//go:build unix

package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A crowd opens connections from addresses of this machine.
type crowd struct {
	t    *testing.T
	host string // of the service
	all  []net.Conn
}

func newCrowd(t *testing.T, p *process) *crowd {
	t.Helper()
	u, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	c := &crowd{t: t, host: u.Host}
	t.Cleanup(func() {
		for _, conn := range c.all {
			conn.Close()
		}
	})
	return c
}

// dialer connects from an address. Some systems have only one.
func (c *crowd) dialer(from string) *net.Dialer {
	c.t.Helper()
	d := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}, Timeout: 5 * time.Second}
	conn, err := d.Dial("tcp", c.host)
	if err != nil {
		c.t.Skipf("this machine cannot call from %s: %v", from, err)
	}
	conn.Close()
	return d
}

// hold opens n connections from an address and sends the given text on each.
func (c *crowd) hold(n int, from, send string) {
	c.t.Helper()
	d := c.dialer(from)
	for range n {
		conn, err := d.Dial("tcp", c.host)
		if err != nil {
			c.t.Fatal(err)
		}
		if send != "" {
			_, _ = conn.Write([]byte(send)) // it may already be closed
		}
		c.all = append(c.all, conn)
	}
}

// slowest sends some requests, each from another address, and returns the
// longest wait.
func (c *crowd) slowest() time.Duration {
	c.t.Helper()
	client := &http.Client{Transport: &http.Transport{DialContext: c.dialer("127.0.0.1").DialContext, DisableKeepAlives: true}}
	var waits []time.Duration
	for range 20 {
		ctx, cancel := context.WithTimeout(c.t.Context(), 20*time.Second)
		began := time.Now()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.host+"/", nil)
		if err != nil {
			c.t.Fatal(err)
		}
		a, err := client.Do(r)
		if err != nil {
			c.t.Errorf("a reader is not served: %v", err)
		} else {
			a.Body.Close()
		}
		cancel()
		waits = append(waits, time.Since(began))
		if err != nil {
			break
		}
	}
	return slices.Max(waits)
}

// Thousands of idle connections keep nobody out, whether they belong to one
// sender or to many, and whether or not they have begun to send something.
func TestIdleConnections(t *testing.T) {
	p := launch(t, "--data", t.TempDir(), "--max-connections", "200")
	p.ready(t)
	for _, x := range []struct {
		name    string
		senders int
		each    int
		send    string
	}{
		{"one sender", 1, 400, ""}, {"one sender, half a request", 1, 400, "GET / HTTP/1.1\r\nHost: x\r\n"},
		{"senders with their share, bodies that never come", 5, 50, "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"},
		{"senders with their share, half a form", 5, 50, "POST /das-fehlt-uns HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nmessage="},
		{"many senders", 40, 10, ""}, {"many senders between requests", 40, 10, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := newCrowd(t, p)
			for i := range x.senders {
				c.hold(x.each, fmt.Sprintf("127.0.1.%d", i+1), x.send)
			}
			if d := c.slowest(); d > 2*time.Second {
				t.Errorf("a reader waits %v", d)
			} else {
				t.Logf("a reader waits %v", d.Round(time.Microsecond))
			}
		})
	}
}

// If the system allows few open files, fewer connections are served, which is
// reported, and the service goes on.
func TestFewOpenFiles(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "vielfalt")
	if err := os.Symlink(program, link); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", `ulimit -n 64 && exec "$0" "$@"`, link, "serve", "--addr", "127.0.0.1:0", "--data", t.TempDir())
	p := launched(t, cmd)
	p.ready(t)
	if line := p.log.wait(t, `level=WARN (msg="fewer connections.*)`); !strings.Contains(line, "ulimit -n") || !strings.Contains(line, "connections=21") {
		t.Errorf("logged: %s", line)
	}
	c := newCrowd(t, p)
	for i := range 12 {
		c.hold(10, fmt.Sprintf("127.0.1.%d", i+1), "")
	}
	if d := c.slowest(); d > 2*time.Second {
		t.Errorf("a reader waits %v", d)
	}
	if strings.Contains(p.log.String(), "too many open files") {
		t.Errorf("logged: %s", p.log)
	}
}
