//go:build !linux

package sqlstore

import "syscall"

// limitSilence does nothing: only Linux lets a program say how long it waits
// for a machine that is gone.
func limitSilence(string, string, syscall.RawConn) error { return nil }
