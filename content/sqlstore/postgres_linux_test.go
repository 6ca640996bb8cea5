package sqlstore

import (
	"net"
	"syscall"
	"testing"
	"time"
)

// TestSilence: connections to the server do not wait forever for a machine that
// is gone.
func TestSilence(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	config, err := parseAddress("postgres://localhost/x")
	if err != nil {
		t.Fatal(err)
	}
	conn, err := config.DialFunc(t.Context(), "tcp", server.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	raw, err := conn.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var got int
	if failed := raw.Control(func(fd uintptr) { got, err = syscall.GetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpUserTimeout) }); failed != nil || err != nil {
		t.Fatal(failed, err)
	}
	if time.Duration(got)*time.Millisecond != silence {
		t.Errorf("waits %d ms", got)
	}
}
